//! Diagnostics as JSON, for editors and other programs: one array, in the order of the text.

use serde_json::{Map, Value, json};

use super::entry::line_and_column;
use super::{Diagnostic, Place, Severity};
use crate::model::BulletinPath;
use crate::model::settings::Lang;

/// All diagnostics as one JSON array of
/// `{rule, severity, file, line, column, message, hint, count, related: [{file, line, column, message}]}`.
/// Lines and columns count from 1, columns in characters; keys without a value are left out.
pub fn json(all: &[Diagnostic], lang: Lang, text_of: &dyn Fn(&BulletinPath) -> Option<String>) -> String {
    let rows: Vec<Value> = all.iter().map(|diagnostic| row(diagnostic, lang, text_of)).collect();
    format!("{:#}\n", Value::Array(rows))
}

fn row(diagnostic: &Diagnostic, lang: Lang, text_of: &dyn Fn(&BulletinPath) -> Option<String>) -> Value {
    let mut row = Map::new();
    row.insert("rule".into(), diagnostic.rule.into());
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    row.insert("severity".into(), severity.into());
    if let Some(place) = &diagnostic.place {
        add_place(&mut row, place, text_of);
    }
    row.insert("message".into(), diagnostic.message.pick(lang).into());
    if let Some(hint) = &diagnostic.hint {
        row.insert("hint".into(), hint.pick(lang).into());
    }
    row.insert("count".into(), diagnostic.count.into());
    let related = |(place, say): &(Place, super::Say)| {
        let mut row = Map::new();
        add_place(&mut row, place, text_of);
        row.insert("message".into(), say.pick(lang).into());
        Value::Object(row)
    };
    if !diagnostic.related.is_empty() {
        row.insert("related".into(), json!(diagnostic.related.iter().map(related).collect::<Vec<_>>()));
    }
    Value::Object(row)
}

fn add_place(row: &mut Map<String, Value>, place: &Place, text_of: &dyn Fn(&BulletinPath) -> Option<String>) {
    row.insert("file".into(), place.file.as_str().into());
    if let Some((line, column)) = line_and_column(place, text_of) {
        row.insert("line".into(), line.into());
        row.insert("column".into(), column.into());
    }
}
