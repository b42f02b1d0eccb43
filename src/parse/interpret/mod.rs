//! Nodes to values, by the table of keys: the same code for both readings of a file.
//!
//! What surprised us: one interpreter is enough for both readings. On nodes without places it only finds out
//! *that* something has to be said; the file is then read again with places, and interpreted again.

mod byline;
mod issue;
mod meeting;
mod nested;
mod observance;
mod record;
mod scoring;
pub mod settings;
mod standing;
mod values;

pub use byline::bylines;
pub use issue::issue;
pub use record::{Origin, record, typed_kind};
pub use settings::settings;

use std::collections::BTreeMap;

use super::control::is_control;
use super::file::control;
use crate::model::date::Zone;
use crate::model::keys::Key;
use crate::model::{BulletinPath, Node, Span, Value};
use crate::report::{Diagnostic, Place, Say};

/// What interpreting needs to know besides the nodes.
pub struct Reading<'a> {
    /// The file.
    pub file: &'a BulletinPath,
    /// The whole text of the file, where nodes carry places; else empty.
    pub text: &'a str,
    /// Where the YAML begins in the file, in bytes.
    pub base: usize,
    /// The bulletin's zone.
    pub zone: &'a Zone,
    /// Readings of polyphones, for ids.
    pub pinyin: &'a BTreeMap<Box<str>, Box<str>>,
    /// What is wrong so far.
    pub found: Vec<Diagnostic>,
    /// English names of keys that unknown ones were perhaps meant to be: they are not called missing as well.
    pub meant: Vec<&'static str>,
    /// A value has to be seen as it was typed, which only the careful reading can show.
    pub look_again: bool,
}

/// The values of a map, by the English names of their keys.
pub(super) struct Fields<'n> {
    entries: Vec<(&'static Key, &'n Node)>,
    /// The map itself.
    whole: &'n Node,
}

impl<'n> Fields<'n> {
    /// The value of a key, where there is one that is not empty.
    pub(super) fn get(&self, english: &str) -> Option<&'n Node> {
        let found = self.entries.iter().find(|(key, _)| key.english == english);
        found.map(|(_, node)| *node).filter(|node| node.value != Value::Null)
    }
}

impl<'a> Reading<'a> {
    /// A reading of nodes without places.
    #[must_use]
    pub fn fast(file: &'a BulletinPath, zone: &'a Zone, pinyin: &'a BTreeMap<Box<str>, Box<str>>) -> Self {
        Self {
            file,
            text: "",
            base: 0,
            zone,
            pinyin,
            found: Vec::new(),
            meant: Vec::new(),
            look_again: false,
        }
    }

    /// A reading of nodes with places in `text` from byte `base` on.
    #[must_use]
    pub fn careful(self, text: &'a str, base: usize) -> Self {
        Self { text, base, found: Vec::new(), meant: Vec::new(), look_again: false, ..self }
    }

    /// The place of a node.
    pub(super) fn place(&self, node: &Node) -> Place {
        match node.span {
            Some(Span { start, end }) => {
                Place::bytes(self.file, self.base + start as usize, self.base + end as usize)
            }
            None => Place::file(self.file),
        }
    }

    /// What was typed for a node; none in the fast reading.
    pub(super) fn typed(&self, node: &Node) -> Option<&'a str> {
        let span = node.span?;
        self.text.get(self.base + span.start as usize..self.base + span.end as usize)
    }

    /// Notes an error at a node, with its mending.
    pub(super) fn wrong(&mut self, rule: &'static str, node: &Node, say: (Say, Say)) {
        self.note(Diagnostic::error(rule, say.0).hint(say.1), node);
    }

    /// Notes every text that holds a control character, which only an escape such as `"\\a"` can bring into it.
    pub fn holds_control(&mut self, node: &Node) -> bool {
        match &node.value {
            Value::Text(text) => {
                let odd = text.chars().find(|c| is_control(*c));
                if let Some(c) = odd {
                    self.wrong("control-character", node, control(c));
                }
                odd.is_some()
            }
            // Every one is noted, so no early end.
            Value::List(items) => items.iter().filter(|item| self.holds_control(item)).count() > 0,
            Value::Map(pairs) => {
                let nodes = pairs.iter().flat_map(|(name, value)| [name, value]);
                nodes.filter(|node| self.holds_control(node)).count() > 0
            }
            _ => false,
        }
    }

    /// Notes a diagnostic at a node.
    pub(super) fn note(&mut self, diagnostic: Diagnostic, node: &Node) {
        let place = self.place(node);
        self.found.push(diagnostic.at(place));
    }

    /// The values of a map by the rows of `tables`; what is not a map, unknown or given twice is noted.
    pub(super) fn fields<'n>(&mut self, node: &'n Node, tables: &[&'static [Key]]) -> Option<Fields<'n>> {
        let Value::Map(pairs) = &node.value else {
            self.wrong(
                "wrong-shape",
                node,
                (
                    Say::new("这里应当是“键: 值”", "this should be keys and values"),
                    Say::new(
                        "每行写一个键，冒号后面空一格，再写值",
                        "one key a line: the key, a colon, a space, the value",
                    ),
                ),
            );
            return None;
        };
        let mut fields = Fields { entries: Vec::with_capacity(pairs.len()), whole: node };
        for (name, value) in pairs {
            if let Some(key) = self.known(name, tables) {
                self.add(&mut fields, (name, value), key);
            }
        }
        Some(fields)
    }

    fn add<'n>(&mut self, fields: &mut Fields<'n>, (name, value): (&Node, &'n Node), key: &'static Key) {
        if fields.entries.iter().any(|(known, _)| known.english == key.english) {
            let typed = name.text().unwrap_or(key.english);
            let other = key.other_form(typed);
            let message = Say::new(
                format!("`{typed}`（`{other}`）写了两次"),
                format!("`{typed}` (`{other}`) is given twice"),
            );
            self.wrong("key-twice", name, (message, Say::new("只留一个", "keep one of them")));
            return;
        }
        fields.entries.push((key, value));
    }

    fn known(&mut self, name: &Node, tables: &[&'static [Key]]) -> Option<&'static Key> {
        let typed = name.text();
        let rows = || tables.iter().flat_map(|table| table.iter());
        if let Some(key) = typed.and_then(|typed| rows().find(|key| key.is(typed))) {
            return Some(key);
        }
        let typed = typed.or_else(|| self.typed(name)).unwrap_or_default().to_owned();
        let names: Vec<&'static str> =
            rows().flat_map(|key| key.chinese.iter().copied().chain([key.english])).collect();
        let near = nearest(&typed, &names);
        let key = near.and_then(|near| rows().find(|key| key.is(near)))?;
        self.meant.push(key.english);
        self.unknown(name, &typed, (near.unwrap_or(key.english), key));
        None
    }

    fn unknown(&mut self, name: &Node, typed: &str, (near, key): (&str, &'static Key)) {
        let kinds = crate::model::keys::kinds_with(typed);
        let hint = if kinds.is_empty() {
            let other = key.other_form(near);
            Say::new(
                format!("最接近的是 `{near}`（也可写 `{other}`）：{}", key.zh),
                format!("the nearest known key is `{near}` (or `{other}`): {}", key.en),
            )
        } else {
            let names = |english: bool| -> Vec<&str> {
                kinds
                    .iter()
                    .map(|kind| if english { kind.row().english } else { first(kind.row().chinese) })
                    .collect()
            };
            Say::new(
                format!(
                    "`{typed}` 只用于体裁 {}：改体裁，或删去；这里最接近的是 `{near}`",
                    names(false).join("、")
                ),
                format!(
                    "`{typed}` belongs to the kind {}: change the kind or delete it; the nearest key here is `{near}`",
                    names(true).join(", ")
                ),
            )
        };
        let message = Say::new(format!("没有 `{typed}` 这个键"), format!("there is no key `{typed}`"));
        self.wrong("unknown-key", name, (message, hint));
    }
}

/// Whether nothing was written: no text but spaces, no item, no key.
pub(super) fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(pairs) => pairs.is_empty(),
        _ => false,
    }
}

/// The first of a few names.
pub(super) fn first(names: &'static [&'static str]) -> &'static str {
    names.first().copied().unwrap_or_default()
}

/// The one of `names` that is typed most like `typed`: quotation marks, case and full-width letters do not
/// count. Damerau and Levenshtein's distance; the first of equals.
pub(super) fn nearest<'n>(typed: &str, names: &[&'n str]) -> Option<&'n str> {
    use unicode_normalization::UnicodeNormalization;
    let bare: String = typed.nfkc().collect();
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || "“”‘’\"'「」：:".contains(c)).to_lowercase();
    let distance = |name: &&str| strsim::damerau_levenshtein(&bare, &name.to_lowercase());
    names.iter().min_by_key(|name| distance(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_found_whatever_was_typed_around_it() {
        let names = ["title", "标题", "date", "日期", "kicker", "引题"];
        assert_eq!(nearest("titel", &names), Some("title"));
        assert_eq!(nearest("“标题”", &names), Some("标题"));
        assert_eq!(nearest("ＤＡＴＥ", &names), Some("date"));
        assert_eq!(nearest("标題", &names), Some("标题"));
    }
}
