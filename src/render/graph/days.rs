//! Stretches of the calendar as pages read them, and what they come to in words, by which it is known whether they have
//! changed.
//!
//! What surprised us: weeks and months have names of their own, so they are asked for like an id and need no row.

use super::notes::Ask;
use crate::model::date::{Date, Week};
use crate::resolve::calendar::{Entry, Span};
use crate::resolve::{IssueNo, Listing, RecordNo, Site};

/// How many activities a place names.
const NEXT: usize = 5;

/// A week or a month of the calendar.
#[derive(Debug)]
pub struct Stretch<'a> {
    /// Its days in order, with what takes place on them.
    pub days: Vec<(Date, &'a [Entry])>,
    /// For each of them the activities for which one can sign up until then.
    pub closing: Vec<&'a [RecordNo]>,
    /// The page of its sort before it, and the one behind it.
    pub beside: [Option<Span>; 2],
    /// Of a week the months, of a month the weeks that it shares days with and that have a page.
    pub across: Vec<Span>,
}

/// See [`View::days`](super::View::days).
pub(super) fn stretch(site: &Site, span: Span) -> Stretch<'_> {
    let calendar = &site.calendar;
    let other = |day: Date| match span {
        Span::Week(_) => Span::month_of(day),
        Span::Month(..) => Span::week_of(day),
    };
    let mut across: Vec<Span> = span.days().map(other).filter(|span| calendar.has(*span)).collect();
    across.dedup();
    Stretch {
        days: span.days().map(|day| (day, calendar.on(day))).collect(),
        closing: span.days().map(|day| calendar.closing_on(day)).collect(),
        beside: calendar.beside(span),
        across,
    }
}

/// See [`View::issue_of`](super::View::issue_of).
pub(super) fn issue_of(site: &Site, week: Week) -> Option<IssueNo> {
    // Newest first.
    let at = site.issues.binary_search_by(|issue| week.cmp(&issue.week)).ok()?;
    IssueNo::try_from(at).ok()
}

/// See [`View::next_at`](super::View::next_at).
pub(super) fn next_at(site: &Site, place: &Listing) -> Vec<(Date, Entry)> {
    let mut next: Vec<(Date, Entry)> = Vec::new();
    for (day, entries) in site.calendar.from(site.now) {
        for entry in entries {
            let mut lists = [&place.members, &place.meetings].into_iter();
            let is_here = lists.any(|list| list.binary_search(&entry.record).is_ok());
            if is_here && next.iter().all(|(_, known)| known.record != entry.record) {
                next.push((day, *entry));
            }
        }
        if next.len() >= NEXT {
            break;
        }
    }
    next.truncate(NEXT);
    next
}

/// What a question about the calendar is answered with.
pub fn answer(site: &Site, ask: Ask, text: &str) -> String {
    let id = |entry: &Entry| {
        let id = site.record(entry.record).map_or("", |record| record.id.as_str());
        format!("{id} {} {}", entry.turn, entry.is_campaign)
    };
    let found = match ask {
        Ask::Days => Span::parse(text).map(|span| {
            let Stretch { days, closing, beside, across } = stretch(site, span);
            let named = |number: &RecordNo| site.record(*number).map_or("", |record| record.id.as_str());
            let closing: Vec<Vec<&str>> =
                closing.iter().map(|records| records.iter().map(named).collect()).collect();
            let days = days.iter().map(|(day, entries)| (*day, entries.iter().map(id).collect::<Vec<_>>()));
            format!("{:?} {closing:?} {beside:?} {across:?}", days.collect::<Vec<_>>())
        }),
        Ask::Week => {
            let week = Week::parse(text).and_then(|week| issue_of(site, week));
            week.map(|_| "an issue".to_owned())
        }
        Ask::Next => {
            let place = site.listings.iter().find(|listing| *listing.address == *text);
            let next = place.map(|place| next_at(site, place)).unwrap_or_default();
            let next = next.iter().map(|(day, entry)| format!("{day} {}", id(entry)));
            Some(next.collect::<Vec<_>>().join("\n"))
        }
        _ => None,
    };
    found.unwrap_or_default()
}
