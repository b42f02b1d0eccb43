//! The newest issue in, the front page out.
//!
//! What surprised us: what is ahead need not be in the newest issue, so activities are looked for in all
//! records, and an activity that is over falls back among the news.

use std::collections::BTreeMap;
use std::io;

use tera::Value;

use super::days;
use super::head::Head;
use super::press::{Own, Page, Press, page_path};
use super::story::story;
use super::values::{list, map};
use crate::model::Kind;
use crate::model::date::Date;
use crate::model::record::{Moment, Priority, Record};
use crate::resolve::calendar::{Entry, Span};
use crate::resolve::{ListingNo, RecordNo, Site};

/// How many issues the front page lists.
const RECENT: usize = 8;
/// How many activities ahead it lists.
const AHEAD: usize = 6;

/// How many records fill the front page: where the newest issue has fewer, earlier ones stand below it.
const FULL: usize = 9;

/// The records that the front page shows: those of the newest issue in its order, then of earlier ones.
fn shown(site: &Site) -> Vec<RecordNo> {
    let mut issues = site.issues.iter();
    let mut shown = issues.next().map_or_else(Vec::new, |issue| issue.records.clone());
    for issue in issues {
        let room = FULL.saturating_sub(shown.len());
        shown.extend(issue.records.iter().copied().take(room));
    }
    shown
}

/// Where on the front page a record stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spot {
    Lead,
    Major,
    Normal,
    Brief,
    Photo,
    Notice,
}

/// Makes the front page.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>) -> io::Result<()> {
    let path = page_path("")?;
    let settings = press.site.settings();
    let said = settings.subtitle.as_deref().or(settings.publisher.as_deref()).unwrap_or_default();
    let mut head = Head::new("", said);
    head.data = super::elsewhere::of_front(press);
    let page = Page::new(&path, "front.html", "", head);
    let told = |number| (number, story(press, number, &press.body(number, "").text));
    let stories: Vec<(RecordNo, Value)> = shown(press.site.all()).into_iter().map(told).collect();
    press.print(page, values(press, &stories))
}

fn values(press: &Press<'_>, stories: &[(RecordNo, Value)]) -> Own {
    let newest =
        |(number, _): &&(RecordNo, Value)| press.site.tied(*number).is_some_and(|ties| ties.issue == Some(0));
    let (now, earlier): (Vec<_>, Vec<_>) = stories.iter().partition(newest);
    let spots = spots(press, &now);
    let at = |spot: Spot| {
        let there = spots.iter().filter(|(found, ..)| *found == spot);
        there.map(|(_, _, story)| story.clone()).collect::<Vec<Value>>()
    };
    let issue = press.site.all().issues.first();
    vec![
        ("issue", if issue.is_some() { press.links.issue(0) } else { Value::none() }),
        ("credits", super::issues::credits(issue.map_or(&[][..], |issue| &issue.credits))),
        ("lead", at(Spot::Lead).pop().unwrap_or_else(Value::none)),
        ("majors", Value::from(at(Spot::Major))),
        ("normals", Value::from(at(Spot::Normal))),
        ("briefs", briefs(press, &spots)),
        ("photos", Value::from(at(Spot::Photo))),
        ("notices", Value::from(at(Spot::Notice))),
        ("earlier", list(earlier.into_iter().map(|(_, story)| story.clone()))),
        ("ahead", ahead(press)),
        ("week", this_week(press)),
        ("recent", list((1..).take(RECENT).map(|at| press.links.issue(at)).filter(|link| !link.is_none()))),
    ]
}

type Placed = (Spot, RecordNo, Value);

fn spots(press: &Press<'_>, stories: &[&(RecordNo, Value)]) -> Vec<Placed> {
    let mut spots: Vec<Placed> = Vec::new();
    let mut led = false;
    for (number, story) in stories {
        let Some(record) = press.site.record(*number) else { continue };
        let mut spot = spot(record);
        if !led && !matches!(spot, Spot::Notice | Spot::Brief) {
            spot = Spot::Lead;
            led = true;
        }
        spots.push((spot, *number, story.clone()));
    }
    spots
}

fn spot(record: &Record) -> Spot {
    match (record.kind, record.priority) {
        (Kind::Notice, _) => Spot::Notice,
        (_, Priority::Lead | Priority::Major) => Spot::Major,
        (Kind::Photo, _) => Spot::Photo,
        (Kind::Brief, _) | (_, Priority::Minor) => Spot::Brief,
        _ => Spot::Normal,
    }
}

/// The briefs by column, in the order of the issue: `[{column, stories}]`.
fn briefs(press: &Press<'_>, spots: &[Placed]) -> Value {
    let mut columns: Vec<(Option<ListingNo>, Vec<Value>)> = Vec::new();
    for (_, number, story) in spots.iter().filter(|(spot, ..)| *spot == Spot::Brief) {
        let column = press.site.tied(*number).and_then(|ties| ties.column);
        match columns.iter_mut().find(|(known, _)| *known == column) {
            Some((_, stories)) => stories.push(story.clone()),
            None => columns.push((column, vec![story.clone()])),
        }
    }
    list(columns.into_iter().map(|(column, stories)| {
        let link = column.map_or_else(Value::none, |column| press.links.listing(column));
        map([("column", link), ("stories", Value::from(stories))])
    }))
}

/// Activities that have not ended, the next one first: `[{record, starts, venue}]`.
fn ahead(press: &Press<'_>) -> Value {
    let site = press.site.all();
    let mut coming: BTreeMap<RecordNo, (Moment, Date, Entry)> = BTreeMap::new();
    for (day, entries) in site.calendar.from(site.now) {
        for entry in entries {
            let Some(starts) = site.record(entry.record).and_then(|record| record.activity()?.starts) else {
                continue;
            };
            let moment = if entry.is_campaign { starts } else { Moment { date: day, ..starts } };
            coming.entry(entry.record).or_insert((moment, day, *entry));
        }
    }
    // What is announced for a day beyond the calendar's last.
    for (number, record, _) in site.running() {
        let Some((activity, starts)) = record.activity().and_then(|a| Some((a, a.starts?))) else { continue };
        if activity.repeats.is_none() && activity.ends.unwrap_or(starts).date >= site.now {
            let entry = Entry { record: number, turn: 0, is_campaign: false };
            coming.entry(number).or_insert((starts, starts.date, entry));
        }
    }
    let mut coming: Vec<_> = coming.into_values().collect();
    coming.sort_by_key(|(starts, _, entry)| (*starts, entry.record));
    list(coming.into_iter().take(AHEAD).filter_map(|(_, day, entry)| {
        Some(days::coming(press, site.record(entry.record)?.activity()?, (day, entry)))
    }))
}

/// The page of this week in the calendar, where it has one.
fn this_week(press: &Press<'_>) -> Value {
    let site = press.site.all();
    let week = Span::week_of(site.now);
    if site.calendar.has(week) { days::link(press, week) } else { Value::none() }
}
