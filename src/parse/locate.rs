//! Keys to places: finds in a file the value that a later room has something to say about.

use super::{front, yaml};
use crate::model::keys::{COMMON, ISSUE, Key, SETTINGS, Shape, own};
use crate::model::kind::KINDS;
use crate::model::{BulletinPath, Node, Span, Value};
use crate::report::{Diagnostic, Place, Spot, Step};

/// Gives every diagnostic that names a key the bytes of its value; `text_of` gives the text of a file.
pub fn locate(all: &mut [Diagnostic], text_of: &dyn Fn(&BulletinPath) -> Option<String>) {
    let mut last: Option<(BulletinPath, Option<(Node, usize)>)> = None;
    let mut find = |place: &mut Place| {
        let Spot::Key { item, steps } = &place.spot else { return };
        if last.as_ref().is_none_or(|(file, _)| *file != place.file) {
            last = Some((place.file.clone(), read(&place.file, text_of)));
        }
        let Some((_, Some((node, base)))) = &last else { return };
        if let Some(span) = walk(node, *item, steps) {
            place.spot = Place::bytes(&place.file, base + span.start as usize, base + span.end as usize).spot;
        }
    };
    for diagnostic in all {
        if let Some(place) = &mut diagnostic.place {
            find(place);
        }
        for (place, _) in &mut diagnostic.related {
            find(place);
        }
    }
}

/// The nodes of a file and where its YAML begins.
fn read(file: &BulletinPath, text_of: &dyn Fn(&BulletinPath) -> Option<String>) -> Option<(Node, usize)> {
    let text = text_of(file)?;
    let is_yaml = matches!(file.extension().as_str(), "yaml" | "yml");
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let range = if is_yaml { start..text.len() } else { front::cut(&text).ok()?.front };
    let base = range.start;
    Some((yaml::careful(text.get(range)?).ok()?, base))
}

/// The span of the value that the steps lead to, or of the nearest value on the way.
fn walk(root: &Node, item: Option<u32>, steps: &[Step]) -> Option<Span> {
    let mut node = match (item, &root.value) {
        (Some(item), Value::List(items)) => items.get(item as usize)?,
        _ => root,
    };
    let mut span = None;
    for step in steps {
        let next = match (step, &node.value) {
            (Step::Key(english), Value::Map(pairs)) => pairs
                .iter()
                .find(|(name, _)| name.text().is_some_and(|name| means(name, english)))
                .map(|(_, value)| value),
            (Step::Item(item), Value::List(items)) => items.get(*item),
            (Step::Item(0), _) => Some(node),
            (Step::Text(text), _) => holding(node, text),
            _ => None,
        };
        let Some(next) = next else { break };
        node = next;
        span = node.span;
    }
    span.or_else(|| first_key(node))
}

/// The first name or value in `node` that is `text`.
fn holding<'n>(node: &'n Node, text: &str) -> Option<&'n Node> {
    match &node.value {
        Value::Text(own) if **own == *text => Some(node),
        Value::List(items) => items.iter().find_map(|item| holding(item, text)),
        Value::Map(pairs) => {
            pairs.iter().find_map(|(name, value)| holding(name, text).or_else(|| holding(value, text)))
        }
        _ => None,
    }
}

/// Where a record begins: its first key.
fn first_key(node: &Node) -> Option<Span> {
    match &node.value {
        Value::Map(pairs) => pairs.first().and_then(|(name, _)| name.span),
        _ => node.span,
    }
}

/// Whether `name` as typed is the key `english` in any table.
fn means(name: &str, english: &str) -> bool {
    if name == english {
        return true;
    }
    let tables = [COMMON, SETTINGS, ISSUE].into_iter().chain(KINDS.iter().map(|row| own(row.kind)));
    tables.into_iter().any(|table| is_in(table, name, english))
}

fn is_in(table: &[Key], name: &str, english: &str) -> bool {
    table.iter().any(|key| {
        let here = key.english == english && key.is(name);
        let inside = match key.shape {
            Shape::Fields(inner) | Shape::Each(inner) | Shape::Bylines(inner) => is_in(inner, name, english),
            _ => false,
        };
        here || inside
    })
}
