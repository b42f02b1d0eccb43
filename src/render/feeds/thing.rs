//! Things of schema.org: in, pairs of names and values; out, JSON objects without empty values, and JSON text that
//! cannot leave the `script` element that it stands in.

use serde_json::{Map, Value};

/// An object of type `kind`; values that are nothing, empty text or empty lists are left out.
pub(super) fn thing<const N: usize>(kind: &str, pairs: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    object.insert("@type".to_owned(), Value::from(kind));
    for (name, value) in pairs {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !empty {
            object.insert(name.to_owned(), value);
        }
    }
    Value::Object(object)
}

/// A person, organisation or place of which only the name is told.
pub(super) fn named(kind: &str, name: &str) -> Value {
    thing(kind, [("name", Value::from(name))])
}

/// A whole document of `things`, safe in a `script` element and in XHTML.
pub(super) fn document(things: Vec<Value>) -> String {
    let mut object = Map::new();
    object.insert("@context".to_owned(), Value::from("https://schema.org"));
    object.insert("@graph".to_owned(), Value::Array(things));
    escaped(&Value::Object(object).to_string())
}

/// In JSON these characters stand in texts only, where an escape means the same.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{document, named, thing};
    use serde_json::Value;

    #[test]
    fn a_document_cannot_close_its_element_and_says_the_same() {
        let nasty = "</script><!--<script>&\u{2028}\u{2029}]]>\u{0}";
        let json = document(vec![named("Person", nasty)]);
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\u{0}']), "{json}");
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["@graph"][0]["name"], nasty);
    }

    #[test]
    fn nothing_is_left_out() {
        let one = thing(
            "Place",
            [("a", Value::Null), ("b", "".into()), ("c", Value::Array(vec![])), ("d", 0.into())],
        );
        assert_eq!(one.to_string(), r#"{"@type":"Place","d":0}"#);
    }
}
