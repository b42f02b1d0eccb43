//! A source in, the same with every key, kind and listed value in one language out, by the program's table of keys.

use jianbao::model::keys::{ISSUE, Key, SETTINGS, Shape, own};
use jianbao::model::kind::{KINDS, Kind};
use serde_yaml::{Mapping, Value};

/// The language that keys are turned to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum To {
    Chinese,
    English,
}

impl To {
    /// A word of which `chinese` and `english` are the forms; the last Chinese one, which is the rarest.
    fn pick(self, english: &str, chinese: &[&str]) -> String {
        match self {
            Self::English => english.to_owned(),
            Self::Chinese => chinese.last().copied().unwrap_or(english).to_owned(),
        }
    }
}

/// Turns the file at `path`, where it is one of those that hold keys.
pub fn turn(path: &str, bytes: Vec<u8>, to: To) -> Vec<u8> {
    let text = || String::from_utf8(bytes.clone()).unwrap();
    if path == "jianbao.yaml" {
        return whole(&text(), |map| turned(map, &[SETTINGS], to));
    }
    if path.starts_with("issues/") {
        return whole(&text(), |map| turned(map, &[ISSUE], to));
    }
    if path.ends_with(".yaml") {
        return whole(&text(), |map| record(map, to));
    }
    if path.ends_with(".md") {
        let text = text();
        let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let front = String::from_utf8(whole(front, |map| record(map, to))).unwrap();
        return format!("---\n{front}---\n{body}").into_bytes();
    }
    bytes
}

fn whole(text: &str, turn: impl Fn(&Mapping) -> Mapping) -> Vec<u8> {
    let turned = match serde_yaml::from_str(text).unwrap() {
        Value::Sequence(list) => Value::Sequence(
            list.iter().map(|item| Value::Mapping(turn(item.as_mapping().unwrap()))).collect(),
        ),
        one => Value::Mapping(turn(one.as_mapping().unwrap())),
    };
    serde_yaml::to_string(&turned).unwrap().into_bytes()
}

fn record(map: &Mapping, to: To) -> Mapping {
    let typed = ["kind", "体裁", "类型"].iter().find_map(|key| map.get(*key)?.as_str());
    let kind = typed.map_or(Kind::News, |typed| Kind::parse(typed).unwrap());
    turned(map, &[jianbao::model::keys::COMMON, own(kind)], to)
}

fn turned(map: &Mapping, tables: &[&'static [Key]], to: To) -> Mapping {
    let mut out = Mapping::new();
    for (name, value) in map {
        let typed = name.as_str().unwrap();
        let key = tables.iter().flat_map(|table| table.iter()).find(|key| key.is(typed)).expect(typed);
        let value = match (key.english, value.as_str().and_then(Kind::parse)) {
            ("kind", Some(kind)) => {
                let row = KINDS.iter().find(|row| row.kind == kind).unwrap();
                Value::String(to.pick(row.english, row.chinese))
            }
            _ => shaped(value, key.shape, to),
        };
        out.insert(Value::String(to.pick(key.english, key.chinese)), value);
    }
    out
}

fn shaped(value: &Value, shape: Shape, to: To) -> Value {
    match (shape, value) {
        (Shape::Fields(keys) | Shape::Each(keys) | Shape::Bylines(keys), Value::Mapping(map)) => {
            Value::Mapping(turned(map, &[keys], to))
        }
        (Shape::Each(_) | Shape::Bylines(_), Value::Sequence(list)) => {
            Value::Sequence(list.iter().map(|item| shaped(item, shape, to)).collect())
        }
        (Shape::Choice(choices), Value::String(typed)) => {
            let is = |english: &str, chinese: &[&str]| english == typed || chinese.contains(&typed.as_str());
            let choice = choices.iter().find(|choice| is(choice.english, choice.chinese)).unwrap();
            Value::String(to.pick(choice.english, choice.chinese))
        }
        (Shape::Flag | Shape::Print, Value::Bool(true)) if to == To::Chinese => {
            Value::String("是".to_owned())
        }
        (Shape::Flag | Shape::Print, Value::Bool(false)) if to == To::Chinese => {
            Value::String("否".to_owned())
        }
        _ => value.clone(),
    }
}
