//! What records were honoured with in, by level and year out: on their own pages, and all of a kind in one roll.
//!
//! What surprised us: a roll is read for the name, and a page for the level; so both are sorted alike and say different
//! things first.

use std::io;

use tera::Value;

use super::super::press::Press;
use super::super::values::{address, list, map, text};
use super::data;
use crate::model::Kind;
use crate::model::standing::{Honour, Level};
use crate::resolve::RecordNo;
use crate::resolve::dossiers::honoured;

/// An honour in a roll, and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a> {
    /// The honour.
    pub(super) honour: &'a Honour,
    /// Who was honoured.
    pub(super) whose: RecordNo,
}

/// All levels, and what has none.
fn levels() -> impl Iterator<Item = Option<Level>> {
    Level::ALL.into_iter().map(Some).chain([None])
}

/// The text of the theme that names a level.
#[must_use]
pub fn level_word(level: Option<Level>) -> &'static str {
    match level {
        Some(Level::National) => "level_national",
        Some(Level::Provincial) => "level_provincial",
        Some(Level::City) => "level_city",
        Some(Level::District) => "level_district",
        Some(Level::Street) => "level_street",
        None => "level_other",
    }
}

/// The honours of a record: a list of `{level, items: [{name, year, by}]}`, the highest level and the newest year first.
pub(super) fn of_record(press: &Press<'_>, number: RecordNo) -> Value {
    let honours = press.site.record(number).map_or(&[][..], |record| record.honours());
    list(levels().filter_map(|level| {
        let mut items: Vec<&Honour> = honours.iter().filter(|honour| honour.level == level).collect();
        items.sort_by_key(|honour| std::cmp::Reverse(honour.year));
        let items: Vec<Value> = items.into_iter().map(|honour| item(press, honour)).collect();
        let word = Value::from(press.word(level_word(level)));
        (!items.is_empty()).then(|| map([("level", word), ("items", list(items))]))
    }))
}

fn item(press: &Press<'_>, honour: &Honour) -> Value {
    map([
        ("name", Value::from(&*honour.name)),
        ("year", year(press, honour)),
        ("by", text(honour.by.as_deref())),
    ])
}

fn year(press: &Press<'_>, honour: &Honour) -> Value {
    let lang = press.site.settings().lang;
    honour.year.map_or_else(Value::none, |year| Value::from(super::dates::year(lang, year)))
}

/// The roll of honour of a kind, `{levels: [{level, rows: [{year, name, by, whose}]}], data}`, with its files; none where
/// nobody was honoured.
///
/// # Errors
/// What the disk said.
pub fn roll(press: &Press<'_>, kind: Kind) -> io::Result<Value> {
    let site = press.site.all();
    let records = site.standing().filter(|(_, record, _)| record.kind == kind && honoured(record));
    let mut all: Vec<Entry<'_>> = records
        .flat_map(|(whose, record, _)| record.honours().iter().map(move |honour| Entry { honour, whose }))
        .collect();
    if all.is_empty() {
        return Ok(Value::none());
    }
    all.sort_by_key(|entry| std::cmp::Reverse(entry.honour.year));
    let of_level = |level| all.iter().filter(move |entry| entry.honour.level == level);
    let sorted: Vec<Entry<'_>> = levels().flat_map(of_level).copied().collect();
    let files = data::put_roll(press, kind, &sorted)?;
    let levels = levels().filter(|level| of_level(*level).next().is_some()).map(|level| {
        let rows = list(of_level(level).map(|entry| row(press, *entry)));
        map([("level", Value::from(press.word(level_word(level)))), ("rows", rows)])
    });
    Ok(map([("levels", list(levels)), ("data", files)]))
}

fn row(press: &Press<'_>, entry: Entry<'_>) -> Value {
    let known = press.site.record(entry.whose).zip(press.site.tied(entry.whose));
    let whose = known.map_or_else(Value::none, |(record, ties)| {
        map([("name", Value::from(record.headline())), ("url", Value::from(address(ties.page.address())))])
    });
    map([
        ("year", year(press, entry.honour)),
        ("name", Value::from(&*entry.honour.name)),
        ("by", text(entry.honour.by.as_deref())),
        ("whose", whose),
    ])
}
