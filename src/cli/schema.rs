//! `jianbao schema`: in, the table of keys; out, a JSON Schema by which editors complete and check what is typed.
//!
//! Draft-07, because that is what the YAML extension of VS Code completes best, with `if` and `then` by kind, so
//! that an editor offers the keys of that kind and no others. Every key and value stands in both languages. A text
//! of [`What::All`] may be a record, a list of records, settings or an issue; the others are each their own schema.

mod shape;

use serde_json::{Map, Value, json};

use crate::model::Kind;
use crate::model::keys::{COMMON, ISSUE, Key, SETTINGS, find, own};
use crate::model::kind::{KINDS, KindRow};

/// What `schema` is asked.
#[derive(clap::Args, Debug, Default)]
pub struct SchemaArgs {
    /// 哪一种，不写就是全部 · of what; without it, one schema that has them all
    #[arg(value_enum)]
    pub what: Option<What>,
}

/// What a schema can be of.
#[derive(clap::ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// 任何一种文件 · any file of a bulletin
    #[default]
    All,
    /// 一条记录 · one record: front matter
    Record,
    /// content 里的 YAML · one record or a list of records
    List,
    /// jianbao.yaml
    Settings,
    /// issues/<week>.yaml
    Issue,
}

/// The schema asked for, as JSON text.
#[must_use]
pub fn run(args: &SchemaArgs) -> String {
    format!("{:#}\n", schema(args.what.unwrap_or_default()))
}

/// The schema of `what`.
#[must_use]
pub fn schema(what: What) -> Value {
    let (title, names): (&str, &[&str]) = match what {
        What::All => ("jianbao 简报：记录、设置、刊期", &["record", "records", "settings", "issue"]),
        What::Record => ("jianbao 简报：记录", &["record"]),
        What::List => ("jianbao 简报：一条或多条记录", &["record", "records"]),
        What::Settings => ("jianbao 简报：设置", &["settings"]),
        What::Issue => ("jianbao 简报：刊期", &["issue"]),
    };
    let choices: Vec<Value> = names.iter().map(|name| refer(name)).collect();
    let join = if choices.len() == 1 { "allOf" } else { "anyOf" };
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        join: choices,
        "$defs": definitions(),
    })
}

fn refer(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

fn definitions() -> Value {
    let mut all = Map::new();
    all.insert("record".into(), by_kind());
    all.insert("records".into(), json!({ "type": "array", "items": refer("record") }));
    all.insert("settings".into(), optional(SETTINGS));
    all.insert("issue".into(), optional(ISSUE));
    for family in families() {
        all.insert(family.name(), family.schema());
    }
    for key in COMMON {
        all.insert(common_name(key), shape::described(key));
    }
    Value::Object(all)
}

fn common_name(key: &Key) -> String {
    format!("key-{}", key.english)
}

/// A file whose keys may all be left out, and which may be empty.
fn optional(table: &[Key]) -> Value {
    let mut schema = shape::fields(table);
    if let Some(object) = schema.as_object_mut() {
        object.insert("type".into(), json!(["object", "null"]));
    }
    schema
}

/// The kinds that share keys and what they require.
struct Family {
    kinds: Vec<&'static KindRow>,
}

impl Family {
    fn first(&self) -> Kind {
        self.kinds.first().map_or(Kind::News, |row| row.kind)
    }

    fn name(&self) -> String {
        format!("record-{}", self.first().english())
    }

    /// All names of its kinds in both languages.
    fn names(&self) -> Vec<&'static str> {
        self.kinds.iter().flat_map(|row| row.chinese.iter().copied().chain([row.english])).collect()
    }

    fn schema(&self) -> Value {
        let kind = self.first();
        let mut properties = Map::new();
        for key in own(kind) {
            shape::insert(&mut properties, key, &shape::described(key));
        }
        for key in COMMON {
            let value = if key.english == "kind" { kinds(key) } else { refer(&common_name(key)) };
            shape::insert(&mut properties, key, &value);
        }
        let required: Vec<Value> =
            required(kind).iter().filter_map(|name| find(kind, name)).map(given).collect();
        json!({
            "type": "object",
            "properties": properties,
            "additionalProperties": false,
            "allOf": required,
        })
    }
}

fn required(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Photo => &["date", "photos"],
        kind if kind.runs() => &["title", "date"],
        _ => &["title"],
    }
}

/// `key` is there under one of its names.
fn given(key: &Key) -> Value {
    let names = key.chinese.iter().copied().chain([key.english]);
    let any: Vec<Value> = names.map(|name| json!({ "required": [name] })).collect();
    json!({ "anyOf": any })
}

fn kinds(key: &Key) -> Value {
    let names: Vec<&str> =
        KINDS.iter().flat_map(|row| row.chinese.iter().copied().chain([row.english])).collect();
    json!({ "description": shape::description(key), "enum": names })
}

/// The kinds of equal keys and requirements, in the order of the table.
fn families() -> Vec<Family> {
    let mut families: Vec<Family> = Vec::new();
    for row in &KINDS {
        let alone = |kind: Kind| !own(kind).is_empty();
        let twin = families.iter_mut().find(|family| {
            let first = family.first();
            !alone(first) && !alone(row.kind) && required(first) == required(row.kind)
        });
        match twin {
            Some(family) => family.kinds.push(row),
            None => families.push(Family { kinds: vec![row] }),
        }
    }
    families
}

/// One family after the other, by what stands under `kind`; news where nothing does.
fn by_kind() -> Value {
    let mut families = families();
    families.retain(|family| family.first() != Kind::News);
    let chain = families.iter().rev().fold(refer("record-news"), |otherwise, family| {
        json!({ "if": is_kind(family), "then": refer(&family.name()), "else": otherwise })
    });
    json!({ "type": "object", "allOf": [chain] })
}

fn is_kind(family: &Family) -> Value {
    let names = family.names();
    let key = find(Kind::News, "kind");
    let keys = key.into_iter().flat_map(|key| key.chinese.iter().copied().chain([key.english]));
    let any: Vec<Value> =
        keys.map(|name| json!({ "required": [name], "properties": { name: { "enum": names } } })).collect();
    json!({ "anyOf": any })
}
