//! Hostile Markdown in; HTML out in which nothing is alive that a record may not have.
//!
//! The oracle knows which elements and attributes a body may hold, and refuses every other.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::Path;

use jianbao::model::date::Date;
use jianbao::model::settings::Lang;
use jianbao::parse::markdown::{Body, LinkFault, Links, Setting, Shown, render};

struct Anywhere;

impl Links for Anywhere {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        Ok(Shown::File { address: destination.to_owned(), size: Some((1, 1)) })
    }
}

fn read(source: &str) -> Body {
    render(source, Setting { links: &Anywhere, date: Some(Date::constant(2024, 4, 11)), lang: Lang::ZhCn })
}

const VOID: [&str; 4] = ["br", "hr", "img", "input"];
const ELEMENTS: [&str; 37] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "li",
    "pre",
    "code",
    "em",
    "strong",
    "del",
    "a",
    "div",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "section",
    "figure",
    "figcaption",
    "time",
    "sup",
    "sub",
    "abbr",
    "kbd",
    "ruby",
    "rt",
    "rp",
    "picture",
    "source",
    "img",
];
const ATTRIBUTES: [&str; 22] = [
    "id",
    "class",
    "href",
    "rel",
    "title",
    "src",
    "alt",
    "width",
    "height",
    "loading",
    "tabindex",
    "role",
    "aria-label",
    "scope",
    "datetime",
    "start",
    "type",
    "disabled",
    "checked",
    "srcset",
    "sizes",
    "",
];

/// Whether `html` is well formed and holds nothing but what a body may hold.
fn check(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((text, behind)) = rest.split_once('<') {
        if text.contains('>') {
            return Err(format!("a bare > in {text:?}"));
        }
        let (tag, after) = behind.split_once('>').ok_or("an unclosed tag")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> out of place"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        if !ELEMENTS.contains(&name) && !VOID.contains(&name) {
            return Err(format!("<{name}>"));
        }
        attributes(&tag[name.len()..])?;
        if !VOID.contains(&name) && name != "source" {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

fn attributes(text: &str) -> Result<(), String> {
    let mut parts = text.split('"');
    while let Some(name) = parts.next() {
        let names: Vec<&str> = name.split_whitespace().collect();
        for (index, name) in names.iter().enumerate() {
            let name = if index + 1 == names.len() { name.trim_end_matches('=') } else { name };
            if !ATTRIBUTES.contains(&name) {
                return Err(format!("attribute {name}"));
            }
            let value = parts.clone().next().unwrap_or_default();
            if ["href", "src"].contains(&name) && index + 1 == names.len() {
                address(value)?;
            }
        }
        parts.next();
    }
    Ok(())
}

fn address(value: &str) -> Result<(), String> {
    let scheme = jianbao::model::Url::scheme(value);
    let known = scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme.as_str()));
    let elsewhere = value.starts_with("//") || value.starts_with("/\\") || value.contains('\\');
    if known && !elsewhere { Ok(()) } else { Err(format!("address {value}")) }
}

#[test]
fn hostile_files_become_harmless() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        count += 1;
        let source = fs::read_to_string(&path).unwrap();
        let body = read(&source);
        check(body.html.as_str()).unwrap_or_else(|what| panic!("{}: {what}\n{}", path.display(), body.html));
        for fault in &body.faults {
            assert!(source.get(fault.range.clone()).is_some(), "{}: {fault:?}", path.display());
        }
        // Each line by itself, and each beginning of the file, as an editor types it.
        for part in source.lines().chain((0..source.len()).step_by(7).filter_map(|end| source.get(..end))) {
            check(read(part).html.as_str())
                .unwrap_or_else(|what| panic!("{part:?}: {what}\n{}", read(part).html));
        }
    }
    assert!(count >= 5);
}

/// Pieces that mean something to Markdown, put together in all ways by a small generator.
#[test]
fn whatever_is_put_together_stays_well_formed() {
    const PIECES: [&str; 44] = [
        "*", "**", "_", "__", "~~", "~", "`", "```\n", "[", "]", "(a)", "](b.md)", "![", "<sub>", "</sub>",
        "<ruby>", "<rt>", "</ruby>", "<b>", "<!--", "-->", "\n", "\n\n", "  \n", "> ", "- ", "1. ", "# ",
        "|", "|-|-|\n", "[^1]", "[^1]: ", "甲", "“", "”", "，", "9日", "a", " ", "\\", "&#42;", "<div>\n",
        "- [x] ", "\t",
    ];
    let mut state: u64 = 7;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..60_000 {
        let length = 1 + next(24);
        let source: String = (0..length).map(|_| PIECES[next(PIECES.len())]).collect();
        let body = read(&source);
        check(body.html.as_str()).unwrap_or_else(|what| panic!("{source:?}: {what}\n{}", body.html));
        let shown = shown(body.html.as_str());
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(squeezed(&shown), squeezed(&body.text), "{source:?}\n{}", body.html);
    }
}

/// The text that `html` shows.
fn shown(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&amp;", "&")
}
