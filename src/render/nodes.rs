//! YAML values of any shape in, text, lists and tables for readers out.
//!
//! What surprised us: hours, holdings, rules, prices, steps and versions are all either a list of texts or a
//! list of small maps, so one table-maker serves them, and the editor's own keys are its heads.

use tera::Value;

use super::press::Press;
use super::rhythm;
use super::values::{list, map, text};
use crate::model::Node;
use crate::model::node::Value as Yaml;

/// A value in one line.
#[must_use]
pub fn plain(node: &Node) -> String {
    match &node.value {
        Yaml::Null => String::new(),
        Yaml::Bool(flag) => (if *flag { "✓" } else { "—" }).to_owned(),
        Yaml::Int(number) => number.to_string(),
        Yaml::Float(number) => super::figures::words::number(*number),
        Yaml::Text(text) => text.to_string(),
        Yaml::List(items) => items.iter().map(plain).collect::<Vec<_>>().join("、"),
        Yaml::Map(pairs) => {
            let pair = |(key, value): &(Node, Node)| format!("{} {}", plain(key), plain(value));
            pairs.iter().map(pair).collect::<Vec<_>>().join("；")
        }
    }
}

/// The value behind the first of `keys` that a map has, in one line.
#[must_use]
pub fn said(node: &Node, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| node.get(key)).map(plain)
}

/// Opening hours in one line: `周一至周五 9:00–17:00`. What else stands there follows.
#[must_use]
pub fn open_hours(node: &Node) -> String {
    const OPEN: [&str; 2] = ["open", "开"];
    const CLOSE: [&str; 2] = ["close", "关"];
    let Yaml::Map(pairs) = &node.value else { return plain(node) };
    let mut words = Vec::new();
    for (key, value) in pairs {
        match (key.text().unwrap_or_default(), said(node, &OPEN), said(node, &CLOSE)) {
            (key, Some(open), Some(close)) if OPEN.contains(&key) => words.push(format!("{open}–{close}")),
            (key, Some(_), Some(_)) if CLOSE.contains(&key) => {}
            _ => words.push(plain(value)),
        }
    }
    words.join(" ")
}

/// The table `{caption, heads, rows, foot, notes}` that a list of maps is, or its one column of texts.
#[must_use]
pub fn table(press: &Press<'_>, caption: &str, nodes: &[Node]) -> Option<Value> {
    if nodes.is_empty() {
        return None;
    }
    let keys = keys(nodes);
    let rows = list(nodes.iter().map(|node| row(press, node, &keys)));
    let heads = list(keys.iter().map(|key| Value::from(label(press, key))));
    Some(map([
        ("caption", text(Some(caption))),
        ("heads", heads),
        ("rows", rows),
        ("foot", list([])),
        ("notes", list([])),
    ]))
}

/// The keys of all maps, in the order first met.
fn keys(nodes: &[Node]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for node in nodes {
        let Yaml::Map(pairs) = &node.value else { continue };
        for (key, _) in pairs {
            let key = plain(key);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys
}

fn row(press: &Press<'_>, node: &Node, keys: &[String]) -> Value {
    let cell = |key: &String| match (node.get(key).map(plain), key.as_str()) {
        (Some(rule), "repeats" | "重复") => rhythm::said(press, &rule),
        (said, _) => said.unwrap_or_default(),
    };
    match &node.value {
        Yaml::Map(_) => list(keys.iter().map(|key| Value::from(cell(key)))),
        _ => list([Value::from(plain(node))]),
    }
}

/// What readers call a key: the text `field_<key>` where there is one, else the key as typed.
fn label(press: &Press<'_>, key: &str) -> String {
    let known = press.theme.texts.find(&format!("field_{key}"));
    known.unwrap_or(key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Node, Yaml, open_hours};

    fn text(text: &str) -> Node {
        Node::bare(Yaml::Text(text.into()))
    }

    fn map(pairs: &[(&str, &str)]) -> Node {
        Node::bare(Yaml::Map(pairs.iter().map(|(key, value)| (text(key), text(value))).collect()))
    }

    #[test]
    fn opening_hours_are_one_line() {
        let days = map(&[("日子", "周一至周五"), ("开", "9:00"), ("关", "17:00"), ("说明", "节假日除外")]);
        assert_eq!(open_hours(&days), "周一至周五 9:00–17:00 节假日除外");
        assert_eq!(open_hours(&map(&[("days", "Sat"), ("open", "9:00")])), "Sat 9:00");
        assert_eq!(open_hours(&text("每天 8:30–17:00")), "每天 8:30–17:00");
    }
}
