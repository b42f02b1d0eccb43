//! The newest issue in, the front page out.
//!
//! What surprised us: what is ahead need not be in the newest issue, so activities are looked for in all
//! records, and an activity that is over falls back among the news.

use std::io;

use tera::Value;

use super::dates;
use super::extras::name_or_record;
use super::head::Head;
use super::press::{Own, Page, Press, page_path};
use super::story::story;
use super::values::{list, map};
use crate::model::Kind;
use crate::model::record::{Priority, Record};
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

/// Activities that have not ended, the next one first: `[{title, url, starts, venue}]`.
fn ahead(press: &Press<'_>) -> Value {
    let site = press.site.all();
    let mut coming: Vec<_> = site
        .running()
        .filter_map(|(number, record, _)| {
            let activity = record.activity()?;
            let starts = activity.starts?;
            let ends = activity.ends.unwrap_or(starts);
            (ends.date >= site.now).then_some((starts, number, activity))
        })
        .collect();
    coming.sort_by_key(|(starts, number, _)| (*starts, *number));
    list(coming.into_iter().take(AHEAD).map(|(starts, number, activity)| {
        let venue = activity.venue.as_deref();
        map([
            ("record", press.links.record(number)),
            ("starts", dates::moment(site.settings.lang, starts)),
            ("venue", venue.map_or_else(Value::none, |venue| name_or_record(press, venue))),
        ])
    }))
}
