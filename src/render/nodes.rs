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
