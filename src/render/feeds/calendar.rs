//! Calendars: in, a bulletin; out, `/calendar.ics`, and of a place that has events, its own.
//!
//! An event is an `activity` or a `meeting` with `starts`. Its id is the record's with the host of `base_url` behind it (or
//! `jianbao`), and its stamp is the record's date: a calendar made again is the same, byte for byte.
//! What surprised us: a calendar without any component is not a calendar, so an empty one holds its time zone.

use std::borrow::Cow;
use std::io;

use super::ics::Lines;
use super::{Bulletin, NEWEST, View, path, vtimezone};
use crate::model::date::{Date, Time};
use crate::model::output::Output;
use crate::model::record::{Activity, Moment};
use crate::model::standing::Standing;
use crate::model::{Record, Zone};
use crate::report::{Diagnostic, Place, Say, Spot, Step};
use crate::resolve::calendar::Rule;
use crate::resolve::{Listing, ListingNo, RecordNo, Site, Ties};

/// Whether the calendar of `place` would have any event.
#[must_use]
pub fn has_events(site: &Site, place: &Listing) -> bool {
    place.members.iter().chain(&place.meetings).any(|number| is_event(View::of(site), *number))
}

fn is_event(site: View<'_>, number: RecordNo) -> bool {
    let starts = site.record(number).and_then(Record::activity).is_some_and(|a| a.starts.is_some());
    starts && site.tied(number).is_some_and(|ties| ties.hidden.is_none())
}

/// Writes the calendar of the whole bulletin.
pub(super) fn write(bulletin: &Bulletin<'_>, out: &dyn Output) -> io::Result<Vec<Diagnostic>> {
    let meetings = bulletin.site.standing().filter(|(_, record, _)| record.kind.takes_place());
    let all = bulletin.running_numbers().chain(meetings.map(|(number, ..)| number));
    let newest = events(bulletin.site, all);
    out.put(&path("calendar.ics")?, &calendar(bulletin, bulletin.name(), &newest))?;
    Ok(bulletin.running_numbers().flat_map(|number| check_rules(bulletin, number)).collect())
}

/// Writes the calendar of a place, where it has events.
///
/// # Errors
/// What the disk said.
pub fn of_listing(bulletin: &Bulletin<'_>, number: ListingNo, out: &dyn Output) -> io::Result<()> {
    let site = bulletin.site;
    let Some(place) = site.listing(number).filter(|_| site.has_events(number)) else { return Ok(()) };
    let name = format!("{} · {}", place.name, bulletin.name());
    let all = site.members(number).iter().chain(site.meetings_at(number));
    let events = events(site, all.copied());
    out.put(&path(&format!("{}/calendar.ics", place.address))?, &calendar(bulletin, &name, &events))
}

/// The newest of those that are events; by its date a meeting has its place among them, or by the day on which it is.
fn events(site: View<'_>, numbers: impl Iterator<Item = RecordNo>) -> Vec<RecordNo> {
    let dated = |number: RecordNo| {
        let record = site.record(number)?;
        record.date.or_else(|| record.activity()?.starts.map(|starts| starts.date))
    };
    let events = numbers.filter(|number| is_event(site, *number));
    let mut all: Vec<_> = events.map(|number| (dated(number), number)).collect();
    all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all.into_iter().take(NEWEST).map(|(_, number)| number).collect()
}

/// A warning for each rule of the record that is none: its own, and those of its roster.
fn check_rules(bulletin: &Bulletin<'_>, number: RecordNo) -> Vec<Diagnostic> {
    let Some(record) = bulletin.site.record(number) else { return Vec::new() };
    let Some(activity) = record.activity() else { return Vec::new() };
    let own = activity.repeats.as_deref().map(|typed| (vec![Step::Key("repeats")], typed));
    let duties = activity.roster.iter().enumerate().filter_map(|(at, duty)| {
        let steps = vec![Step::Key("roster"), Step::Item(at), Step::Key("repeats")];
        Some((steps, duty.repeats.as_deref()?))
    });
    let wrong =
        own.into_iter().chain(duties).filter_map(|(steps, typed)| Some((steps, Rule::parse(typed).err()?)));
    wrong
        .map(|(steps, wrong)| match bulletin.content.source(number) {
            Some(file) => {
                let spot = Spot::Key { item: record.source.item, steps };
                unknown_repeat(&wrong).at(Place { file, spot })
            }
            None => unknown_repeat(&wrong),
        })
        .collect()
}

fn unknown_repeat(wrong: &str) -> Diagnostic {
    let message = Say::new(
        format!("看不懂重复规则里的 `{wrong}`，日历里只写这一次"),
        format!("the recurrence rule has `{wrong}`, which is unknown; calendars show the event once"),
    );
    let hint = Say::new(
        "写成 `每天`、`每周六`、`每月5日`、`每月第二个周日`，或照 RFC 5545 写 `FREQ=WEEKLY;BYDAY=SA`",
        "write `daily`, `every Saturday`, `monthly`, or a rule of RFC 5545: `FREQ=MONTHLY;BYDAY=2SU` for every second Sunday",
    );
    Diagnostic::warning("unknown-repeat", message).hint(hint)
}

fn calendar(bulletin: &Bulletin<'_>, name: &str, events: &[RecordNo]) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.component("VCALENDAR", |lines| {
        preamble(bulletin, lines, (name, span(bulletin.site, events)));
        for number in events {
            lines.component("VEVENT", |lines| Event::add(bulletin, *number, lines).unwrap_or_default());
        }
    });
    lines.into_bytes()
}

/// What stands before the events of a calendar that has this name and these first and last days.
pub(super) fn preamble(bulletin: &Bulletin<'_>, lines: &mut Lines, (name, span): (&str, (Date, Date))) {
    lines.raw("VERSION", "2.0");
    lines.raw("PRODID", "-//jianbao//bulletin//ZH");
    lines.raw("CALSCALE", "GREGORIAN");
    lines.raw("METHOD", "PUBLISH");
    lines.text("X-WR-CALNAME", name);
    lines.raw("X-WR-TIMEZONE", bulletin.settings().zone.name());
    vtimezone::add(lines, &bulletin.settings().zone, span);
}

/// The first and the last day on which any of `events` starts.
fn span(site: View<'_>, events: &[RecordNo]) -> (Date, Date) {
    let start = |number: &RecordNo| Some(site.record(*number)?.activity()?.starts?.date);
    let days = || events.iter().filter_map(start);
    let usual = Date::new(2024, 1, 1).unwrap_or_default();
    (days().min().unwrap_or(usual), days().max().unwrap_or(usual))
}

/// One event on its way into a calendar.
pub(super) struct Event<'a> {
    bulletin: &'a Bulletin<'a>,
    number: RecordNo,
    record: &'a Record,
    ties: &'a Ties,
    activity: &'a Activity,
}

impl<'a> Event<'a> {
    /// The event that the record of that number is.
    pub fn of(bulletin: &'a Bulletin<'a>, number: RecordNo) -> Option<Self> {
        let (record, ties) = bulletin.record(number)?;
        Some(Self { bulletin, number, record, ties, activity: record.activity()? })
    }

    /// When it starts.
    pub fn starts(&self) -> Option<Moment> {
        self.activity.starts
    }

    /// When it ends, as typed.
    pub fn ends(&self) -> Option<Moment> {
        self.activity.ends
    }

    /// What it is called.
    pub fn title(&self) -> Cow<'a, str> {
        self.bulletin.title_of(self.number, self.record)
    }

    fn add(bulletin: &'a Bulletin<'a>, number: RecordNo, lines: &mut Lines) -> Option<()> {
        let event = Self::of(bulletin, number)?;
        event.identity(lines, "");
        event.times(lines, event.activity.starts?);
        event.words(lines);
        event.place(lines);
        Some(())
    }

    fn zone(&self) -> &'a Zone {
        &self.bulletin.site.settings().zone
    }

    /// Its id, with something behind it where it is one of several, and its stamp.
    pub fn identity(&self, lines: &mut Lines, behind: &str) {
        let host = self.bulletin.base().map_or("jianbao", |base| base.host());
        lines.text("UID", &format!("{}{behind}@{host}", self.record.id));
        let starts = self.activity.starts.map(|starts| starts.date);
        if let Some(date) = self.record.date.or(starts) {
            let stamp = date.to_datetime(self.record.time.unwrap_or(Time::midnight()));
            lines.raw("DTSTAMP", &self.zone().ical_utc(stamp));
        }
    }

    fn times(&self, lines: &mut Lines, starts: Moment) {
        self.span(lines, (starts, self.activity.ends));
        if let Some(rule) = self.activity.repeats.as_deref().and_then(|typed| Rule::parse(typed).ok()) {
            lines.raw("RRULE", &rule.written(starts, self.zone()));
        }
    }

    /// When it starts and ends.
    pub fn span(&self, lines: &mut Lines, (starts, ends): (Moment, Option<Moment>)) {
        self.moment(lines, "DTSTART", starts);
        if let Some(end) = ends.and_then(|ends| end_of(starts, ends)) {
            self.moment(lines, "DTEND", end);
        }
    }

    fn moment(&self, lines: &mut Lines, name: &str, moment: Moment) {
        match moment.time {
            None => lines.raw(&format!("{name};VALUE=DATE"), &moment.date.strftime("%Y%m%d").to_string()),
            Some(_) => {
                let civil = moment.start().strftime("%Y%m%dT%H%M%S").to_string();
                lines.raw(&format!("{name};TZID={}", self.zone().name()), &civil);
            }
        }
    }

    fn words(&self, lines: &mut Lines) {
        lines.text("SUMMARY", &self.title());
        let mut paragraphs = vec![self.bulletin.content.text(self.number).into_owned()];
        let lang = self.bulletin.settings().lang;
        for (label, value) in [
            (lang.pick("参加对象", "For"), &self.activity.audience),
            (lang.pick("报名", "To sign up"), &self.activity.signup),
        ] {
            paragraphs
                .extend(value.as_deref().map(|value| format!("{label}{}{value}", lang.pick("：", ": "))));
        }
        paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
        if !paragraphs.is_empty() {
            lines.text("DESCRIPTION", &paragraphs.join("\n"));
        }
        let tags = self.record.tags.iter().map(AsRef::as_ref);
        let categories: Vec<&str> = self.record.column.as_deref().into_iter().chain(tags).collect();
        lines.texts("CATEGORIES", &categories);
        if let Some(base) = self.bulletin.base() {
            lines.raw("URL", &base.absolute(&self.ties.page));
        }
    }

    /// Where it is.
    pub fn place(&self, lines: &mut Lines) {
        let found = location(self.bulletin, self.record, self.ties);
        if let Some(name) = found.written() {
            lines.text("LOCATION", &name);
        }
        if let Some([latitude, longitude]) = found.geo {
            lines.raw("GEO", &format!("{latitude};{longitude}"));
        }
    }
}

/// Where an event ends for a calendar, which counts the end out: the day after the last, or a time. Nothing
/// where it would end before it starts.
fn end_of(starts: Moment, ends: Moment) -> Option<Moment> {
    let next = |date: Date| date.tomorrow().ok();
    let end = match (starts.time, ends.time) {
        (None, _) => Moment { date: next(ends.date)?, time: None },
        (Some(_), None) => Moment { date: next(ends.date)?, time: Some(Time::midnight()) },
        (Some(_), Some(_)) => ends,
    };
    (end.start() > starts.start()).then_some(end)
}

/// Where an activity is.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Location<'a> {
    /// The venue as typed, the title of its place record, or the name of the record's place.
    pub name: Option<&'a str>,
    /// Its address, where a place record tells.
    pub address: Option<&'a str>,
    /// Latitude and longitude, where a place record tells.
    pub geo: Option<[f64; 2]>,
}

impl Location<'_> {
    /// Name and address in one line.
    fn written(&self) -> Option<String> {
        let parts: Vec<&str> = self.name.into_iter().chain(self.address).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// Where the activity of `record` is: its venue, else its place.
pub(super) fn location<'a>(bulletin: &Bulletin<'a>, record: &'a Record, ties: &Ties) -> Location<'a> {
    let site = bulletin.site;
    let venue = record.activity().and_then(|activity| activity.venue.as_deref());
    if let Some(venue) = venue.filter(|venue| !venue.trim().is_empty()) {
        return match site.by_id(venue).and_then(|number| site.record(number)) {
            Some(place) => of_place(place),
            None => Location { name: Some(venue), ..Location::default() },
        };
    }
    let Some(listing) = ties.places.last().and_then(|place| site.listing(*place)) else {
        return Location { name: record.place.as_deref(), ..Location::default() };
    };
    let known = listing.record.and_then(|number| site.record(number)).map(of_place);
    Location { name: Some(listing.name), ..known.unwrap_or_default() }
}

fn of_place(record: &Record) -> Location<'_> {
    let name = record.title.as_deref();
    match record.standing() {
        Some(Standing::Place(place)) => Location { name, address: place.address.as_deref(), geo: place.geo },
        _ => Location { name, ..Location::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::end_of;
    use crate::model::date::{Date, Time};
    use crate::model::record::Moment;

    #[test]
    fn an_end_is_counted_out_and_never_before_the_start() {
        let day = |d: i8| Moment { date: Date::constant(2024, 4, d), time: None };
        let at = |d: i8, hour: i8| Moment { time: Some(Time::constant(hour, 0, 0, 0)), ..day(d) };
        for (starts, ends, wanted) in [
            (day(13), day(13), Some(day(14))),
            (day(13), day(15), Some(day(16))),
            (day(13), at(13, 11), Some(day(14))),
            (at(13, 9), at(13, 11), Some(at(13, 11))),
            (at(13, 9), day(13), Some(at(14, 0))),
            (at(13, 9), at(13, 8), None),
            (at(13, 9), at(13, 9), None),
            (day(13), day(11), None),
        ] {
            assert_eq!(end_of(starts, ends), wanted, "{starts:?} {ends:?}");
        }
    }
}
