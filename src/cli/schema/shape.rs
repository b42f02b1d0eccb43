//! One key's shape as JSON Schema: in, a row of the table; out, what its value may look like, with what it is for in
//! both languages.
//!
//! Id shapes take any text: a name that is no id is transliterated. Short forms stand beside the long ones.

use serde_json::{Map, Value, json};

use crate::model::keys::{Choice, Key, Shape};

/// What the key is for, in both languages.
pub(super) fn description(key: &Key) -> String {
    format!("{}\n\n{}", key.zh, key.en)
}

/// The key's value, described.
pub(super) fn described(key: &Key) -> Value {
    let mut schema = Map::new();
    schema.insert("description".into(), description(key).into());
    if let Value::Object(shape) = value(key.shape) {
        schema.extend(shape);
    }
    Value::Object(schema)
}

/// Puts `schema` under all names of `key`: the Chinese one first, as most editors type it.
pub(super) fn insert(properties: &mut Map<String, Value>, key: &Key, schema: &Value) {
    for name in key.chinese.iter().copied().chain([key.english]) {
        properties.insert(name.to_owned(), schema.clone());
    }
}

/// A map with the keys of `table` and no others.
pub(super) fn fields(table: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in table {
        insert(&mut properties, key, &described(key));
    }
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn text() -> Value {
    json!({ "type": ["string", "number"] })
}

fn matching(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn one_or_many(one: &Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": one }] })
}

fn value(shape: Shape) -> Value {
    match shape {
        Shape::Text | Shape::Id => text(),
        Shape::Texts | Shape::Ids => one_or_many(&text()),
        Shape::Flag => json!({ "enum": [true, false, "是", "否"] }),
        Shape::Whole => json!({ "type": "integer" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Date => matching(r"^\d{4}-\d{2}-\d{2}$"),
        Shape::Moment => matching(r"^\d{4}-\d{2}-\d{2}([T ]\d{1,2}:\d{2}(:\d{2})?)?$"),
        Shape::Week => matching(r"^\d{4}-?[Ww]\d{1,2}$"),
        Shape::File => json!({ "type": "string", "minLength": 1 }),
        Shape::Point => pair([0, 0], [1, 1]),
        Shape::Geo => pair([-90, -180], [90, 180]),
        Shape::Choice(values) => choice(values),
        Shape::Fields(table) => fields(table),
        Shape::Each(table) | Shape::Bylines(table) => one_or_many(&each(table)),
        Shape::Print => json!({ "type": ["boolean", "string", "number"] }),
        Shape::Rows => json!({ "type": "array", "items": { "type": ["array", "object"] } }),
        Shape::Pairs => json!({ "type": "object", "additionalProperties": one_or_many(&text()) }),
        Shape::Free => json!({}),
    }
}

fn pair(least: [i32; 2], most: [i32; 2]) -> Value {
    let items: Vec<Value> = least
        .iter()
        .zip(most)
        .map(|(low, high)| json!({ "type": "number", "minimum": low, "maximum": high }))
        .collect();
    json!({ "type": "array", "items": items, "minItems": 2, "maxItems": 2 })
}

fn choice(values: &[Choice]) -> Value {
    let names: Vec<&str> =
        values.iter().flat_map(|value| value.chinese.iter().copied().chain([value.english])).collect();
    json!({ "enum": names })
}

/// A map, or a bare text for its first key.
fn each(table: &[Key]) -> Value {
    json!({ "anyOf": [text(), fields(table)] })
}
