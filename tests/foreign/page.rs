//! A page's markup in, what its hooks hold and where its main part links to out.
//!
//! A reader of tags and nothing more: what stands in an element is what stands before its end tag comes.

use std::collections::{BTreeMap, BTreeSet};

/// Elements that have no end tag.
const VOID: [&str; 12] =
    ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Elements that begin a line of their own.
const BLOCKS: [&str; 14] =
    ["p", "li", "ul", "ol", "h2", "h3", "h4", "blockquote", "table", "tr", "td", "th", "section", "br"];

/// A page.
#[derive(Default)]
pub struct Page {
    /// What each hook holds: its own value, or the lines of text in its element.
    pub hooks: BTreeMap<String, Vec<Vec<String>>>,
    /// Addresses that `<main>` links to, from the page.
    pub links: BTreeSet<String>,
    /// What the page is called: its `<title>` without the bulletin's.
    pub name: String,
}

/// An element that is open.
struct Open {
    name: String,
    hook: Option<String>,
    start: usize,
}

impl Page {
    pub fn read(html: &str) -> Self {
        let mut page = Self::default();
        let mut open: Vec<Open> = Vec::new();
        let mut text = String::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            if !open.iter().any(|element| matches!(element.name.as_str(), "script" | "style")) {
                text.push_str(&unescaped(&rest[..at]));
            }
            if let Some(comment) = rest[at..].strip_prefix("<!--") {
                rest = &comment[comment.find("-->").unwrap() + "-->".len()..];
                continue;
            }
            let end = at + rest[at..].find('>').unwrap();
            let tag = &rest[at + 1..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                let closed = open.pop().unwrap();
                assert_eq!(closed.name, name, "elements close in the order that they opened");
                page.close(closed, &text);
            } else if !tag.starts_with('!') {
                page.open(tag, &mut open, &text);
            }
            let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
            if BLOCKS.contains(&name) {
                text.push('\n');
            }
        }
        page
    }

    fn open(&mut self, tag: &str, open: &mut Vec<Open>, text: &str) {
        let name = tag.split([' ', '\n', '/']).next().unwrap();
        let attributes = attributes(tag.get(name.len()..).unwrap_or_default());
        let in_main = open.iter().any(|element| element.name == "main");
        if let Some(address) = attributes.get("href").filter(|_| name == "a" && in_main) {
            self.links.insert(address.clone());
        }
        if let Some(id) = attributes.get("data-record") {
            self.hooks.entry("record".to_owned()).or_default().push(vec![id.clone()]);
        }
        let hook = ["kicker", "title", "deck", "dateline", "byline", "body"]
            .into_iter()
            .find(|hook| attributes.contains_key(&format!("data-{hook}")));
        // A shape of a drawing ends where it begins.
        if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(Open { name: name.to_owned(), hook: hook.map(str::to_owned), start: text.len() });
        }
    }

    fn close(&mut self, element: Open, text: &str) {
        let held = &text[element.start..];
        // A drawing has a title of its own, behind that of the page.
        if element.name == "title" && self.name.is_empty() {
            self.name = held.split(" - ").next().unwrap_or_default().to_owned();
        }
        if let Some(hook) = element.hook {
            let lines = held.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
            self.hooks.entry(hook).or_default().push(lines);
        }
    }

    /// What the one element with this hook holds; none where no element has it.
    pub fn hook(&self, name: &str) -> Option<String> {
        let found = self.hooks.get(name)?;
        assert_eq!(found.len(), 1, "data-{name} stands once");
        Some(found[0].join("\n"))
    }
}

/// `name="value"` and bare names.
fn attributes(tag: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = tag.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (inside, behind) = quoted.split_once('"').unwrap();
            value = unescaped(inside);
            rest = behind;
        }
        found.insert(name, value);
        rest = rest.trim_start();
    }
    found
}

fn unescaped(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (escape, sign)| text.replace(escape, sign))
}
