//! The bulletin's sources, read without the program: front matter by YAML, and the text that each page must show.

use std::collections::BTreeMap;
use std::fs;

use serde_yaml::{Mapping, Value};

use crate::bulletin::{files, home};

/// Keys that these tests look at, with the Chinese forms that the contract gives.
const KEYS: [(&str, &str); 12] = [
    ("id", "编号"),
    ("kind", "体裁"),
    ("title", "标题"),
    ("kicker", "引题"),
    ("deck", "副题"),
    ("column", "栏目"),
    ("dateline", "电头"),
    ("bylines", "作者"),
    ("tags", "标签"),
    ("place", "地点"),
    ("draft", "草稿"),
    ("body", "正文"),
];

/// A record as it was typed.
pub struct Piece {
    /// Its file, from the bulletin's folder.
    pub source: String,
    fields: Mapping,
    body: String,
}

impl Piece {
    /// What stands behind a key.
    pub fn value(&self, key: &str) -> Option<&Value> {
        let chinese = KEYS.iter().find(|(english, _)| *english == key).unwrap().1;
        self.fields.get(key).or_else(|| self.fields.get(chinese))
    }

    /// The text behind a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.value(key)?.as_str()
    }

    /// The lines that its body shows: written by hand, or the paragraphs as they are.
    pub fn shown(&self, id: &str) -> Vec<String> {
        let written = fs::read_to_string(home().join(format!("texts/{id}.txt")));
        if let Ok(text) = written {
            return text.lines().map(str::to_owned).collect();
        }
        let body = self.text("body").unwrap_or(&self.body);
        let signs = ["*", "_", "`", "[", "<", "&", "\\", "|", "~", "#", "- ", "> ", "1. ", "  \n"];
        assert!(!signs.iter().any(|sign| body.contains(sign)), "{id} has Markdown: write its text");
        body.split("\n\n").map(joined).filter(|paragraph| !paragraph.is_empty()).collect()
    }
}

/// A paragraph on one line: where Chinese goes on in the next line, nothing stands between.
fn joined(paragraph: &str) -> String {
    let mut lines = paragraph.trim_matches('\n').lines();
    let mut joined = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let digit = line.starts_with(|c: char| c.is_ascii_alphanumeric());
        joined.push_str(if digit { "\n" } else { "" });
        joined.push_str(line);
    }
    joined
}

/// All records of the bulletin but drafts, in no order that matters.
pub fn pieces() -> Vec<Piece> {
    let mut all = Vec::new();
    for (path, bytes) in files(&home().join("bulletin/content")) {
        let source = format!("content/{path}");
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if path.ends_with(".md") {
            let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
            let fields = serde_yaml::from_str(front).unwrap();
            all.push(Piece { source, fields, body: body.to_owned() });
        } else if path.ends_with(".yaml") {
            let records: Vec<Mapping> = match serde_yaml::from_str(&text).unwrap() {
                Value::Sequence(list) => {
                    list.into_iter().map(|item| item.as_mapping().unwrap().clone()).collect()
                }
                one => vec![one.as_mapping().unwrap().clone()],
            };
            let piece = |fields| Piece { source: source.clone(), fields, body: String::new() };
            all.extend(records.into_iter().map(piece));
        }
    }
    all.retain(|piece| piece.value("draft").is_none());
    all
}

/// The pieces by the ids that the catalogue gives them.
pub fn by_id(catalogue: &[&serde_json::Value]) -> BTreeMap<String, Piece> {
    let mut found = BTreeMap::new();
    for piece in pieces() {
        let mut of_file = catalogue.iter().filter(|entry| entry["source"] == piece.source.as_str());
        let typed = piece.text("id").map(str::to_owned);
        let id =
            typed.unwrap_or_else(|| of_file.next().expect(&piece.source)["id"].as_str().unwrap().to_owned());
        assert!(found.insert(id, piece).is_none(), "two records of one id");
    }
    found
}
