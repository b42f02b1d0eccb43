//! CommonMark's own examples in, our page HTML out, and the two compared.
//!
//! A page adds what CommonMark does not know (ids, levels, frames, `rel`); that is taken off again before
//! comparing. Whatever else differs is listed by number in `commonmark-differences.txt`, with the reason.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jianbao::model::settings::Lang;
use jianbao::parse::markdown::{Body, LinkFault, Links, Setting, Shown, Wrong, render};

const SPECIFICATION: &str = ".tools/node_modules/commonmark-spec/spec.txt";

/// How many examples have neither raw HTML nor Han text.
const COMPARED: usize = 580;

struct Anywhere;

impl Links for Anywhere {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        Ok(Shown::File { address: destination.to_owned(), size: None })
    }
}

struct Example {
    number: usize,
    source: String,
    expected: String,
}

fn examples() -> Vec<Example> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SPECIFICATION);
    let specification = fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{SPECIFICATION} is missing: npm install --prefix .tools commonmark-spec@0.31.2")
    });
    let fence = "`".repeat(32);
    let opening = format!("\n{fence} example\n");
    let parts = specification.split(&opening).skip(1);
    parts
        .enumerate()
        .map(|(index, part)| {
            let body = part.split_once(&format!("\n{fence}\n")).expect("a closing fence").0;
            let (source, expected) = body.split_once("\n.\n").or(body.split_once("\n.")).expect("a dot");
            let tabs = |text: &str| text.replace('→', "\t");
            Example { number: index + 1, source: tabs(source) + "\n", expected: tabs(expected) }
        })
        .collect()
}

/// Our HTML without what a page adds.
fn plain(body: &Body) -> String {
    let mut html = body.html.as_str().to_owned();
    for heading in &body.headings {
        let ours = format!("<h{} id=\"{}\">", heading.rank, heading.id);
        let (before, rest) = html.split_once(&ours).expect("a heading");
        let (inside, after) = rest.split_once(&format!("</h{}>", heading.rank)).expect("its end");
        html = format!("{before}<h{0}>{inside}</h{0}>{after}", heading.level);
    }
    for (ours, theirs) in [
        (" rel=\"noopener\"", ""),
        (" loading=\"lazy\"", ""),
        (" tabindex=\"0\"", ""),
        ("<figure>", "<p>"),
        ("</figure>", "</p>"),
        ("&#39;", "'"),
    ] {
        html = html.replace(ours, theirs);
    }
    // A caption is the picture's title.
    while let Some((before, rest)) = html.split_once("<figcaption>") {
        let (caption, after) = rest.split_once("</figcaption>").expect("its end");
        html = format!("{} title=\"{caption}\">{after}", before.trim_end_matches('>'));
    }
    html
}

/// Attributes of pictures in one order.
fn sorted(html: &str) -> String {
    let mut sorted = String::new();
    for part in html.trim().split_inclusive('>') {
        let Some((before, image)) = part.split_once("<img ") else {
            sorted.push_str(part);
            continue;
        };
        let mut attributes: Vec<String> = image
            .trim_end_matches('>')
            .split("\" ")
            .map(|one| one.trim().trim_end_matches('"').to_owned())
            .collect();
        attributes.sort();
        sorted.push_str(&format!("{before}<img {attributes:?}>"));
    }
    sorted
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{2e80}'..='\u{ffef}').contains(&c) && c != '\u{fffd}')
}

fn listed() -> BTreeMap<usize, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commonmark-differences.txt");
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let (number, reason) = line.split_once(' ').expect("number and reason");
            (number.parse().expect("a number"), reason.trim().to_owned())
        })
        .collect()
}

#[test]
fn renders_the_specification_but_for_the_listed_examples() {
    let all = examples();
    assert_eq!(all.len(), 652, "another version of commonmark-spec: 0.31.2 is meant");
    let mut listed = listed();
    let mut trouble = String::new();
    let mut compared = 0;
    for example in all {
        let body = render(&example.source, Setting { links: &Anywhere, date: None, lang: Lang::En });
        let raw = body.faults.iter().any(|fault| matches!(fault.wrong, Wrong::RawHtml | Wrong::Unclosed(_)));
        if raw || has_han(&example.source) {
            continue;
        }
        compared += 1;
        let (got, wanted) = (sorted(&plain(&body)), sorted(&example.expected.replace(" />", ">")));
        let reason = listed.remove(&example.number);
        match (got == wanted, reason) {
            (true, Some(_)) => {
                trouble.push_str(&format!("{} passes now: take it off the list\n", example.number));
            }
            (false, None) => {
                let Example { number, source, .. } = &example;
                trouble.push_str(&format!("{number}: {source:?}\n  wanted {wanted:?}\n  got    {got:?}\n"));
            }
            _ => {}
        }
    }
    assert_eq!(compared, COMPARED, "examples without raw HTML and Han text");
    assert!(listed.is_empty(), "listed, but not compared: {listed:?}");
    assert!(trouble.is_empty(), "{trouble}");
}
