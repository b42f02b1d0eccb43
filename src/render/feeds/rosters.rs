//! `/calendar/rosters.ics`: in, the rosters of all activities; out, an event for each duty.
//!
//! What surprised us: a rule says when a service takes place and cannot say whose turn it is, so every duty is an event of
//! its own.

use std::io;

use super::calendar::{Event, preamble};
use super::ics::Lines;
use super::{Bulletin, path};
use crate::model::date::Date;
use crate::model::output::Output;
use crate::model::record::{Duty, Moment};
use crate::resolve::RecordNo;
use crate::resolve::calendar::{Entry, ROSTERS, roster};

/// How many duties the calendar holds: of all rosters the last ones.
const MOST: usize = 400;

/// Somebody's duty on a day.
struct Turn<'a> {
    day: Date,
    record: RecordNo,
    duty: &'a Duty,
    /// Which of those that are on duty then.
    place: usize,
}

/// Writes the calendar of all rosters, where there are any.
pub(super) fn write(bulletin: &Bulletin<'_>, out: &dyn Output) -> io::Result<()> {
    let site = bulletin.site.all();
    if !site.calendar.has_rosters() {
        return Ok(());
    }
    let mut turns = Vec::new();
    for (day, entries) in site.calendar.all().rev() {
        if turns.len() >= MOST {
            break;
        }
        turns.extend(entries.iter().flat_map(|entry| of(bulletin, day, *entry)));
    }
    turns.truncate(MOST);
    turns.reverse();
    let span = turns.first().zip(turns.last()).map(|(first, last)| (first.day, last.day));
    let name = format!("{} {}", bulletin.name(), bulletin.settings().lang.pick("值班表", "rosters"));
    let mut lines = Lines::default();
    lines.component("VCALENDAR", |lines| {
        preamble(bulletin, lines, (&name, span.unwrap_or((site.now, site.now))));
        for turn in &turns {
            lines.component("VEVENT", |lines| add(bulletin, turn, lines).unwrap_or_default());
        }
    });
    out.put(&path(ROSTERS)?, &lines.into_bytes())
}

fn of<'a>(bulletin: &Bulletin<'a>, day: Date, entry: Entry) -> Vec<Turn<'a>> {
    let Some((record, ties)) = bulletin.record(entry.record) else { return Vec::new() };
    let Some(activity) = record.activity().filter(|_| ties.hidden.is_none() && !entry.is_campaign) else {
        return Vec::new();
    };
    let on_duty = roster::on_duty(activity, day, (entry.turn, &bulletin.settings().zone));
    let turn = |(place, duty)| Turn { day, record: entry.record, duty, place };
    on_duty.into_iter().enumerate().map(turn).collect()
}

fn add(bulletin: &Bulletin<'_>, turn: &Turn<'_>, lines: &mut Lines) -> Option<()> {
    let event = Event::of(bulletin, turn.record)?;
    let starts = event.starts()?;
    let day = turn.day.strftime("%Y%m%d");
    event.identity(lines, &format!("-{day}-{}", turn.place + 1));
    // An evening that ends after midnight ends on the next day.
    let ends = event.ends().and_then(|ends| {
        let days = starts.date.until(ends.date).ok()?;
        Some(Moment { date: turn.day.checked_add(days).ok()?, ..ends })
    });
    event.span(lines, (Moment { date: turn.day, ..starts }, ends));
    let site = bulletin.site;
    let known = site.by_id(&turn.duty.name).and_then(|number| site.record(number));
    let who = known.map_or(&*turn.duty.name, |record| record.headline());
    lines.text("SUMMARY", &format!("{} · {who}", event.title()));
    if let Some(note) = turn.duty.note.as_deref() {
        lines.text("DESCRIPTION", note);
    }
    event.place(lines);
    Some(())
}
