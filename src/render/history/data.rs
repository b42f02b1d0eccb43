//! Stories and honours in, tables and data beside their pages out, as those of figures are.

use std::io;

use serde::Serialize;

use super::super::data::{self, Files};
use super::super::feeds::rooted;
use super::super::press::{Press, page_path};
use super::honours::Entry;
use crate::model::Kind;
use crate::resolve::RecordNo;
use crate::resolve::dossiers::{Dossier, HONOURS, STORIES};
use tera::Value;

/// The heads of the columns, in both languages.
const OF_STORIES: [(&str, &str); 5] =
    [("日期", "date"), ("编号", "id"), ("标题", "title"), ("当时名称", "under"), ("网址", "url")];
const OF_HONOURS: [(&str, &str); 6] = [
    ("级别", "level"),
    ("年度", "year"),
    ("荣誉", "name"),
    ("获得者", "whose"),
    ("授予", "by"),
    ("网址", "url"),
];

/// A story of a dossier as programs read it.
#[derive(Serialize)]
struct Story<'a> {
    date: Option<String>,
    id: &'a str,
    title: &'a str,
    under: Option<&'a str>,
    url: String,
}

/// A dossier as programs read it.
#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    title: &'a str,
    stories: Vec<Story<'a>>,
}

/// An honour as programs read it.
#[derive(Serialize)]
struct Honoured<'a> {
    level: Option<&'static str>,
    year: Option<i16>,
    name: &'a str,
    whose: &'a str,
    by: Option<&'a str>,
    url: String,
}

/// A roll of honour as programs read it.
#[derive(Serialize)]
struct Roll<'a> {
    honours: Vec<Honoured<'a>>,
}

/// Where the stories of a record are.
pub(super) fn links(press: &Press<'_>, number: RecordNo) -> Value {
    press.site.tied(number).map_or_else(Value::none, |ties| data::links(&ties.page, STORIES))
}

/// Puts the stories of a record beside its page.
///
/// # Errors
/// What the disk said.
pub(super) fn put(press: &Press<'_>, number: RecordNo, dossier: &Dossier<'_>) -> io::Result<()> {
    let (Some(record), Some(ties)) = (press.site.record(number), press.site.tied(number)) else {
        return Ok(());
    };
    let stories = dossier.filed.iter().filter_map(|(story, under)| {
        let site = press.site.linked(*story);
        let told = site.record(*story)?;
        Some(Story {
            date: told.date.map(|date| date.to_string()),
            id: told.id.as_str(),
            title: press.links.name(*story, told),
            under: under.as_deref(),
            url: rooted(&site.tied(*story)?.page),
        })
    });
    let stories: Vec<Story<'_>> = stories.collect();
    let rows = stories.iter().map(|story| {
        let date = story.date.clone().unwrap_or_default();
        let cells = [story.id, story.title, story.under.unwrap_or_default()].map(data::plain);
        let [id, title, under] = cells;
        [date, id, title, under, story.url.clone()]
    });
    let table = csv(press, OF_STORIES, rows)?;
    let document = Document { id: record.id.as_str(), title: record.headline(), stories };
    Files { names: STORIES, table, data: data::json(&document)? }.put(press, &ties.page)
}

/// Puts the roll of honour of a kind beside its index; says where it is.
///
/// # Errors
/// What the disk said.
pub(super) fn put_roll(press: &Press<'_>, kind: Kind, entries: &[Entry<'_>]) -> io::Result<Value> {
    let honours: Vec<Honoured<'_>> = entries.iter().filter_map(|entry| honour(press, *entry)).collect();
    let words = entries.iter().map(|entry| press.word(super::honours::level_word(entry.honour.level)));
    let rows = honours.iter().zip(words).map(|(honour, level)| {
        let year = honour.year.map(|year| year.to_string()).unwrap_or_default();
        let cells = [honour.name, honour.whose, honour.by.unwrap_or_default()].map(data::plain);
        let [name, whose, by] = cells;
        [level.to_owned(), year, name, whose, by, honour.url.clone()]
    });
    let table = csv(press, OF_HONOURS, rows)?;
    let files = Files { names: HONOURS, table, data: data::json(&Roll { honours })? };
    let page = page_path(kind.row().folder)?;
    files.put(press, &page)?;
    Ok(data::links(&page, HONOURS))
}

fn honour<'a>(press: &Press<'a>, entry: Entry<'a>) -> Option<Honoured<'a>> {
    let (record, ties) = (press.site.record(entry.whose)?, press.site.tied(entry.whose)?);
    Some(Honoured {
        level: entry.honour.level.map(crate::model::standing::Level::english),
        year: entry.honour.year,
        name: &entry.honour.name,
        whose: record.headline(),
        by: entry.honour.by.as_deref(),
        url: rooted(&ties.page),
    })
}

/// The table of so many columns.
fn csv<const N: usize>(
    press: &Press<'_>,
    heads: [(&str, &str); N],
    rows: impl Iterator<Item = [String; N]>,
) -> io::Result<Vec<u8>> {
    let lang = press.site.settings().lang;
    let heads = heads.map(|(chinese, english)| lang.pick(chinese, english).to_owned());
    data::csv(&heads, rows.map(Vec::from))
}
