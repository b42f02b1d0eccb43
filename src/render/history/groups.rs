//! Stories in, the same by year and by the name under which they were printed out, with the years that have none.
//!
//! What surprised us: a friendship of four years is told from its first year on, and a street's news from its last week
//! back; so the order is the record's, and the headings are the same.

use std::borrow::Cow;

use tera::Value;

use super::super::cards;
use super::super::dates;
use super::super::press::Press;
use super::super::texts::fill;
use super::super::values::{list, map, safe, text};
use crate::model::Kind;
use crate::model::settings::Lang;
use crate::resolve::RecordNo;
use crate::resolve::dossiers::{Filing, is_renamed};

/// In which order stories are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As on listings.
    NewestFirst,
    /// As a story is told.
    OldestFirst,
}

impl Order {
    /// The order of the page of a standing record: what has a course is told from its beginning, a board's news from today
    /// back.
    #[must_use]
    pub fn of(kind: Kind, has_board: bool) -> Self {
        match (kind, has_board) {
            (Kind::Brand | Kind::Term | Kind::Project, _) | (Kind::Programme, false) => Self::OldestFirst,
            _ => Self::NewestFirst,
        }
    }
}

/// Stories of one year that were printed under one name.
struct Group<'a> {
    year: i16,
    name: Option<Cow<'a, str>>,
    cards: Vec<RecordNo>,
    lines: Vec<RecordNo>,
}

/// Stories, newest first, as a list of `{label, name, count, gap, cards, older, older_first}`: the newest `most` as cards, the others as
/// lines. A group with `gap` has no stories and says of which years there are none.
#[must_use]
pub fn groups(
    press: &Press<'_>,
    (number, stories): (RecordNo, &[RecordNo]),
    (order, most): (Order, usize),
    root: &str,
) -> Value {
    let mut all = by_year(press, number, (stories, most));
    if order == Order::OldestFirst {
        all.reverse();
        for group in &mut all {
            group.cards.reverse();
            group.lines.reverse();
        }
    }
    let mut values = Vec::new();
    let mut before: Option<i16> = None;
    for group in &all {
        values.extend(before.and_then(|before| gap(press, before, group.year)));
        values.push(value(press, group, (order, root)));
        before = Some(group.year);
    }
    list(values)
}

/// Stories, newest first, group by group: another year or another name begins another.
fn by_year<'a>(press: &Press<'a>, number: RecordNo, (stories, most): (&[RecordNo], usize)) -> Vec<Group<'a>> {
    let renamed = press.site.record(number).filter(|record| is_renamed(record));
    let filing = renamed.map(|record| Filing::of(number, record));
    let mut all: Vec<Group<'_>> = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        let date = press.site.linked(*story).record(*story).and_then(|record| record.date);
        let year = date.map_or(0, |date| date.year());
        let name = filing.as_ref().and_then(|filing| press.site.under(filing, *story));
        if all.last().is_none_or(|last| last.year != year || last.name != name) {
            all.push(Group { year, name, cards: Vec::new(), lines: Vec::new() });
        }
        if let Some(group) = all.last_mut() {
            let shown = if at < most { &mut group.cards } else { &mut group.lines };
            shown.push(*story);
        }
    }
    all
}

fn value(press: &Press<'_>, group: &Group<'_>, (order, root): (Order, &str)) -> Value {
    let (shown, older) = (&group.cards, &group.lines);
    map([
        ("label", Value::from(dates::year(press.site.settings().lang, group.year))),
        ("name", text(group.name.as_deref())),
        ("count", Value::from(shown.len() + older.len())),
        ("gap", Value::none()),
        ("cards", safe(&cards::cards(press, shown, root))),
        ("older", safe(&cards::lines(press, older, root))),
        ("older_first", Value::from(order == Order::OldestFirst)),
    ])
}

/// What is said of the years between two that have none.
fn gap(press: &Press<'_>, one: i16, other: i16) -> Option<Value> {
    let (first, last) = (one.min(other).saturating_add(1), one.max(other).saturating_sub(1));
    if first > last {
        return None;
    }
    let lang = press.site.settings().lang;
    let label = match (lang, first == last) {
        (_, true) => dates::year(lang, first),
        (Lang::ZhCn, _) => format!("{first}年至{last}年"),
        (Lang::En, _) => format!("{first}–{last}"),
    };
    let said = fill(press.word("history_gap"), &label);
    Some(map([
        ("label", Value::from(label)),
        ("name", Value::none()),
        ("count", Value::from(0)),
        ("gap", Value::from(said)),
        ("cards", Value::safe_string("")),
        ("older", Value::safe_string("")),
        ("older_first", Value::from(false)),
    ]))
}
