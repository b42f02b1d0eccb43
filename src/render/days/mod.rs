//! A day in, what the calendar shows of it out: what takes place, who is on duty, and what the almanac says.
//!
//! What surprised us: an almanac needs nobody's records. Lunar days, solar terms and observances follow from the day and
//! the settings, so a page of the calendar has read nothing but what takes place.

mod pages;

use tera::Value;

use super::dates;
use super::extras::{name_or_record, stall_value};
use super::links::issue_label;
use super::press::Press;
use super::rhythm;
use super::values::{folder, list, map, text};
use crate::model::date::{Date, Week};
use crate::model::record::{Activity, Duty, Moment};
use crate::model::settings::Lang;
use crate::resolve::calendar::{Entry, Span, almanac, roster};
use crate::resolve::{ListingNo, RecordNo};

pub use pages::{print, print_index};

/// The entry of the directory for the calendar.
pub const SECTION: &str = "calendar/";

/// What a week or month is called: 2024年第15周, 2024年4月.
#[must_use]
pub fn label(press: &Press<'_>, span: Span) -> String {
    match span {
        Span::Week(week) => issue_label((week, None), &press.theme.texts),
        Span::Month(year, month) => super::listing::year_and_month(press, year, month),
    }
}

/// The link to the page of a week or month: `{label, url}`.
#[must_use]
pub fn link(press: &Press<'_>, span: Span) -> Value {
    map([("label", Value::from(label(press, span))), ("url", Value::from(folder(&span.address())))])
}

/// What last year's week reported: `{issue, records, week}`; none where it has no issue.
#[must_use]
pub fn year_before(press: &Press<'_>, week: Week) -> Value {
    let before = week.year_before();
    let number = press.site.issue_of(before);
    let Some((number, issue)) = number.and_then(|number| Some((number, press.site.issue(number)?))) else {
        return Value::none();
    };
    map([
        ("issue", press.links.issue(number)),
        ("records", press.records(&issue.records)),
        ("week", link(press, Span::Week(before))),
    ])
}

/// What takes place next at a place: `[{record, starts, venue}]`.
#[must_use]
pub fn ahead(press: &Press<'_>, place: ListingNo) -> Value {
    let next = press.site.next_at(place);
    list(next.into_iter().filter_map(|(day, entry)| {
        let activity = press.site.record(entry.record)?.activity()?;
        Some(coming(press, activity, (day, entry)))
    }))
}

/// An activity that is to come: `{record, starts, venue}`. A campaign that goes on says when it began.
#[must_use]
pub fn coming(press: &Press<'_>, activity: &Activity, (day, entry): (Date, Entry)) -> Value {
    let time = activity.starts.and_then(|starts| starts.time);
    let starts = activity.starts.filter(|_| entry.is_campaign).unwrap_or(Moment { date: day, time });
    let venue = activity.venue.as_deref();
    map([
        ("record", press.links.record(entry.record)),
        ("starts", dates::moment(press.site.settings().lang, starts)),
        ("venue", venue.map_or_else(Value::none, |venue| name_or_record(press, venue))),
    ])
}

/// A day of the calendar: `{date, day, id, weekend, lunar, term, observed, entries, closing}`.
fn day(press: &Press<'_>, date: Date, (entries, closing): (&[Entry], &[RecordNo])) -> Value {
    let lang = press.site.settings().lang;
    let lunar = almanac::lunar(date);
    let term = almanac::term(date).map(|(chinese, english)| lang.pick(chinese, english));
    let observed = almanac::observed(date, lunar.as_ref(), press.site.settings());
    let lunar = lunar.filter(|_| lang == Lang::ZhCn);
    let entries = entries.iter().filter(|entry| !entry.is_campaign);
    map([
        ("date", dates::value(lang, date)),
        ("day", Value::from(i64::from(date.day()))),
        ("id", Value::from(format!("d{}", date.strftime("%m%d")))),
        ("weekend", Value::from(date.weekday().to_monday_zero_offset() > 4)),
        ("lunar", text(lunar.as_ref().map(|lunar| lunar.short.as_str()))),
        ("term", text(term)),
        ("observed", list(observed.into_iter().map(Value::from))),
        ("entries", list(entries.filter_map(|entry| occasion(press, date, *entry)))),
        ("closing", press.records(closing)),
    ])
}

/// What goes on for several of these days, each once.
fn campaigns(press: &Press<'_>, days: &[(Date, &[Entry])]) -> Value {
    let mut known: Vec<(Date, Entry)> = Vec::new();
    for (date, entries) in days {
        for entry in entries.iter().filter(|entry| entry.is_campaign) {
            if known.iter().all(|(_, other)| other.record != entry.record) {
                known.push((*date, *entry));
            }
        }
    }
    list(known.into_iter().filter_map(|(date, entry)| occasion(press, date, entry)))
}

/// What takes place: `{record, starts, ends, first, last, venue, stalls, on_duty, repeats}`.
fn occasion(press: &Press<'_>, date: Date, entry: Entry) -> Option<Value> {
    let activity = press.site.record(entry.record)?.activity()?;
    let starts = activity.starts?;
    let clock = |moment: Option<Moment>| moment.and_then(|moment| moment.time).map(dates::hours_and_minutes);
    let lang = press.site.settings().lang;
    let begins = Moment { date, ..starts };
    let ends = activity.ends.filter(|ends| !entry.is_campaign && ends.time.is_some());
    let zone = &press.site.settings().zone;
    let on_duty =
        if entry.is_campaign { Vec::new() } else { roster::on_duty(activity, date, (entry.turn, zone)) };
    let days = |moment: Option<Moment>| {
        press.links.dates.maybe(moment.filter(|_| entry.is_campaign).map(|moment| moment.date))
    };
    let venue = activity.venue.as_deref();
    let rule = activity.repeats.as_deref();
    Some(map([
        ("record", press.links.record(entry.record)),
        ("starts", if entry.is_campaign { Value::none() } else { dates::moment(lang, begins) }),
        ("ends", text(clock(ends).as_deref())),
        ("first", days(Some(starts))),
        ("last", days(activity.ends)),
        ("venue", venue.map_or_else(Value::none, |venue| name_or_record(press, venue))),
        ("stalls", list(activity.stalls.iter().map(stall_value))),
        ("on_duty", list(on_duty.into_iter().map(|duty| duty_value(press, duty)))),
        ("repeats", text(rule.map(|rule| rhythm::said(press, rule)).as_deref())),
    ]))
}

/// A line of a roster: `{who, date, repeats, note}`.
#[must_use]
pub fn duty_value(press: &Press<'_>, duty: &Duty) -> Value {
    let rule = duty.repeats.as_deref().map(|rule| rhythm::said(press, rule));
    map([
        ("who", name_or_record(press, &duty.name)),
        ("date", press.links.dates.maybe(duty.date)),
        ("repeats", text(rule.as_deref())),
        ("note", text(duty.note.as_deref())),
    ])
}
