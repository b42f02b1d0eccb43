//! Errors to the keys that they are about: as the editor typed them, and what else they may be called.
//!
//! What surprised us: one name stands for several keys (`单位` is an organisation here and a unit there), so the other
//! form follows from the tables on the way to the value, never from the name alone.

use super::interpret;
use crate::model::keys::{COMMON, ISSUE, Key, SETTINGS, Shape, own};
use crate::model::{BulletinPath, Kind, Node, Span, Value};
use crate::report::Say;

/// Rules whose errors stand at a key, and name it.
pub(super) const NAMES_KEYS: [&str; 2] = ["unknown-key", "key-twice"];

/// A key as it is typed, and its row.
type Typed<'n> = (&'n str, &'static Key);

/// The innermost key of a table whose value holds the bytes `at`; none in the Markdown of a record.
pub(super) fn key<'n>(root: &'n Node, file: &BulletinPath, at: Span) -> Option<Typed<'n>> {
    let found = match file.as_str() {
        "jianbao.yaml" => within(root, at, &[SETTINGS]),
        path if path.starts_with("issues/") => within(root, at, &[ISSUE]),
        path if path.starts_with("content/") => {
            let record = match &root.value {
                Value::List(items) => items.iter().find(|item| holds(item, at))?,
                _ => root,
            };
            within(record, at, &[COMMON, own(kind(record))])
        }
        _ => None,
    };
    found.filter(|(_, key)| key.english != "body")
}

/// Puts the key in front of what is said of its value, unless both of its names are in it already.
pub(super) fn name(message: &mut Say, (typed, key): Typed<'_>) {
    let other = key.other_form(typed);
    let is_named = |said: &str| said.contains(typed) && said.contains(other);
    if !is_named(&message.zh) {
        message.zh = format!("`{typed}`（{other}）：{}", message.zh);
    }
    if !is_named(&message.en) {
        message.en = format!("`{typed}` ({other}): {}", message.en);
    }
}

fn within<'n>(node: &'n Node, at: Span, tables: &[&'static [Key]]) -> Option<Typed<'n>> {
    match &node.value {
        Value::List(items) => {
            items.iter().filter(|item| holds(item, at)).find_map(|item| within(item, at, tables))
        }
        Value::Map(pairs) => {
            let (name, value) = pairs.iter().find(|(_, value)| holds(value, at))?;
            let typed = name.text()?;
            let key = tables.iter().flat_map(|table| table.iter()).find(|key| key.is(typed))?;
            let inner = match key.shape {
                Shape::Fields(inner) | Shape::Each(inner) | Shape::Bylines(inner) => {
                    within(value, at, &[inner])
                }
                _ => None,
            };
            inner.or(Some((typed, key)))
        }
        _ => None,
    }
}

fn holds(node: &Node, at: Span) -> bool {
    node.span.is_some_and(|span| span.start <= at.start && at.end <= span.end)
}

/// The kind that a record says it is.
fn kind(record: &Node) -> Kind {
    interpret::typed_kind(record).and_then(Node::text).and_then(Kind::parse).unwrap_or(Kind::News)
}
