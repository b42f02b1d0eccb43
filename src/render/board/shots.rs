//! A project in, what it looked like before and after out: its first photograph, and that of the newest story.
//!
//! What surprised us: a story that reports on five projects shows one of them, and nobody knows which. So it lends its
//! photograph to none; a project's own pictures, where it has two, go before those of all stories.

use tera::Value;

use super::super::photos::photo;
use super::super::press::Press;
use super::super::values::{map, text};
use super::Entry;
use crate::model::date::Date;
use crate::model::record::About;
use crate::model::{Id, Record};
use crate::resolve::RecordNo;

/// A photograph of a record, by its place among them, and the day that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shot {
    record: RecordNo,
    at: usize,
    day: Option<Date>,
}

/// The photographs of a project, none, one or two: `[{photo, label, date}]`. One alone needs no label.
pub(super) fn of(press: &Press<'_>, entry: &Entry<'_>) -> Vec<Value> {
    let Some(first) = first(press, entry) else { return Vec::new() };
    let after = if entry.progress.course.is_finished { "photo_after" } else { "photo_now" };
    let last = last(press, entry, first);
    let labels = [last.map(|_| "photo_before"), Some(after)];
    let both = [Some(first), last].into_iter().zip(labels);
    both.filter_map(|(shot, label)| value(press, shot?, label)).collect()
}

fn value(press: &Press<'_>, shot: Shot, label: Option<&str>) -> Option<Value> {
    Some(map([
        ("photo", photo(press, shot.record, shot.at)?),
        ("label", text(label.map(|label| press.word(label)))),
        ("date", press.links.dates.maybe(shot.day)),
    ]))
}

/// The project's own, else that of the oldest story that has one.
fn first(press: &Press<'_>, entry: &Entry<'_>) -> Option<Shot> {
    if !entry.record.photos.is_empty() {
        return Some(Shot { record: entry.number, at: 0, day: entry.progress.project.opened });
    }
    told(press, entry).into_iter().next_back()
}

/// The project's last, where it has several; else that of the newest story, where it is another one.
fn last(press: &Press<'_>, entry: &Entry<'_>, first: Shot) -> Option<Shot> {
    let own = entry.record.photos.len().checked_sub(1).filter(|at| *at > 0);
    match own {
        Some(at) => Some(Shot { record: entry.number, at, day: None }),
        None => told(press, entry).into_iter().next().filter(|shot| shot.record != first.record),
    }
}

/// The first photographs of the stories that report on it and on nothing beside it, newest first.
fn told(press: &Press<'_>, entry: &Entry<'_>) -> Vec<Shot> {
    let shot = |number: &RecordNo| {
        let story = press.site.record(*number)?;
        let shows = !story.photos.is_empty() && is_only(story, &entry.record.id);
        shows.then_some(Shot { record: *number, at: 0, day: story.date })
    };
    press.site.reports(entry.number).iter().filter_map(shot).collect()
}

/// Whether a story gives a status or a step to this record alone, or is about it alone.
fn is_only(story: &Record, id: &Id) -> bool {
    let gives = |about: &&About| about.status.is_some() || about.step.is_some();
    let is_given = story.about().iter().any(|about| gives(&about));
    let mut meant = story.about().iter().filter(|about| !is_given || gives(about));
    meant.all(|about| *about.id == *id.as_str())
}
