//! The cases of `cjk-emphasis.txt`: Markdown in, the HTML within its paragraph out.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use jianbao::model::settings::Lang;
use jianbao::parse::markdown::{LinkFault, Links, Setting, Shown, render};

struct Anywhere;

impl Links for Anywhere {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, _: &str) -> Result<Shown<'_>, LinkFault> {
        Err(LinkFault::Missing)
    }
}

fn html(source: &str) -> String {
    let setting = Setting { links: &Anywhere, date: None, lang: Lang::ZhCn };
    render(source, setting).html.into_string()
}

#[test]
fn emphasis_beside_chinese() {
    let cases: Vec<(&str, &str)> = include_str!("cjk-emphasis.txt")
        .lines()
        .filter(|line| !line.starts_with("# ") && !line.is_empty())
        .map(|line| line.split_once(" ⇒ ").expect("source ⇒ expected"))
        .collect();
    assert!(cases.len() >= 60, "{}", cases.len());
    let mut trouble = String::new();
    for (source, expected) in cases {
        let got = html(source);
        if got != format!("<p>{expected}</p>\n") {
            trouble.push_str(&format!("{source}\n  wanted {expected}\n  got    {got}"));
        }
        // In a cell, an item and a heading it is read alike.
        let listed = html(&format!("- {source}"));
        assert_eq!(listed, format!("<ul>\n<li>{}</li>\n</ul>\n", inside(&got)), "{source}");
    }
    assert!(trouble.is_empty(), "{trouble}");
}

fn inside(paragraph: &str) -> &str {
    paragraph.trim_start_matches("<p>").trim_end().trim_end_matches("</p>")
}
