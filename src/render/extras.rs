//! The keys that few records use in, what their pages show of them out.
//!
//! What surprised us: most records have none of them, so all come from one look at
//! [`Rest`](crate::model::record::Rest).

use tera::Value;

use super::dates;
use super::days::duty_value;
use super::history::level_word;
use super::nodes::{plain, said};
use super::press::{Own, Press};
use super::rhythm;
use super::values::{address, list, map, text};
use crate::model::record::{Activity, Record};
use crate::model::scoring::Published;
use crate::model::standing::Level;
use crate::model::{Node, Url};
use crate::resolve::{RecordNo, Ties};

/// The values `attachments`, `follow_up`, `activity`, `about`, `published`, `corrects` and `corrected_by`.
#[must_use]
pub fn extras(press: &Press<'_>, number: RecordNo) -> Own {
    let (Some(record), Some(ties)) = (press.site.record(number), press.site.tied(number)) else {
        return none();
    };
    vec![
        ("attachments", attachments(press, number, record)),
        ("follow_up", follow_up(press, record, ties)),
        (
            "activity",
            record
                .activity()
                .filter(|activity| says(activity))
                .map_or_else(Value::none, |activity| activity_value(press, activity)),
        ),
        ("about", about(press, record, ties)),
        ("published", published(press, record)),
        ("corrects", ties.corrects.map_or_else(Value::none, |record| press.links.record(record))),
        ("corrected_by", press.records(&ties.corrected_by)),
    ]
}

/// The same values where there is no record.
fn none() -> Own {
    let empty = || list([]);
    vec![
        ("attachments", empty()),
        ("follow_up", empty()),
        ("activity", Value::none()),
        ("about", empty()),
        ("published", empty()),
        ("corrects", Value::none()),
        ("corrected_by", empty()),
    ]
}

/// `{name, url}` of the record that has the id `typed`, or of the words themselves.
#[must_use]
pub fn name_or_record(press: &Press<'_>, typed: &str) -> Value {
    let site = press.site;
    let known = site.by_id(typed).and_then(|number| Some((site.record(number)?, site.tied(number)?)));
    match known {
        Some((record, ties)) => map([
            ("name", Value::from(record.headline())),
            ("url", Value::from(address(ties.page.address()))),
        ]),
        None => map([("name", Value::from(typed)), ("url", Value::none())]),
    }
}

fn attachments(press: &Press<'_>, number: RecordNo, record: &Record) -> Value {
    let all = record.rest.as_deref().map_or(&[][..], |rest| &rest.attachments);
    let served = all.iter().enumerate().filter_map(|(at, attachment)| {
        let file = press.desk.attachment(press.site, number, at)?;
        let name = attachment.file.rsplit('/').next().unwrap_or(&attachment.file);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase();
        Some(map([
            ("title", Value::from(attachment.title.as_deref().unwrap_or(name))),
            ("url", Value::from(address(file.path.as_str()))),
            ("type", Value::from(ending)),
            ("size", Value::from(size(file.bytes))),
        ]))
    });
    list(served)
}

/// A size in the unit that keeps it short.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..=1023 => format!("{bytes} B"),
        1024..=1_048_575 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// The promises of a record and those that it keeps: `{what, due, kept_by, made_by}`.
fn follow_up(press: &Press<'_>, record: &Record, ties: &Ties) -> Value {
    list(record.follow_up().iter().enumerate().map(|(at, promise)| {
        let other = ties.follow_up.get(at).copied().flatten();
        let link = || other.map_or_else(Value::none, |other| press.links.record(other));
        let (kept_by, made_by) =
            if promise.closes.is_some() { (Value::none(), link()) } else { (link(), Value::none()) };
        map([
            ("what", text(Some(&*promise.what).filter(|what| !what.is_empty()))),
            ("due", press.links.dates.maybe(promise.due)),
            ("kept_by", kept_by),
            ("made_by", made_by),
        ])
    }))
}

/// Whether an activity says when, where or how.
fn says(activity: &Activity) -> bool {
    let words = [&activity.venue, &activity.audience, &activity.signup];
    activity.starts.is_some()
        || !activity.stalls.is_empty()
        || !activity.roster.is_empty()
        || words.iter().any(|said| said.is_some())
}

fn activity_value(press: &Press<'_>, activity: &Activity) -> Value {
    let lang = press.site.settings().lang;
    let moment = |moment| dates::moment(lang, moment);
    let named = activity.roster.iter().filter(|duty| !duty.name.is_empty());
    map([
        ("starts", activity.starts.map_or_else(Value::none, moment)),
        ("ends", activity.ends.map_or_else(Value::none, moment)),
        ("venue", activity.venue.as_deref().map_or_else(Value::none, |venue| name_or_record(press, venue))),
        ("stalls", list(activity.stalls.iter().map(stall_value))),
        ("audience", text(activity.audience.as_deref())),
        ("signup", text(activity.signup.as_deref())),
        ("repeats", text(activity.repeats.as_deref().map(|rule| rhythm::said(press, rule)).as_deref())),
        ("roster", list(named.map(|duty| duty_value(press, duty)))),
    ])
}

/// `{name, org}` of a stall: a name, or a map in either language.
#[must_use]
pub fn stall_value(stall: &Node) -> Value {
    let name = said(stall, &["name", "名称"]).unwrap_or_else(|| plain(stall));
    map([("name", Value::from(name)), ("org", text(said(stall, &["org", "单位"]).as_deref()))])
}

/// The standing records that this one reports on: `{title, url, kind, status, step, note}`.
fn about(press: &Press<'_>, record: &Record, ties: &Ties) -> Value {
    let pairs = record.about().iter().zip(&ties.about);
    let out = pairs.filter_map(|(about, number)| {
        let (subject, ties) = (press.site.record((*number)?)?, press.site.tied((*number)?)?);
        Some(map([
            ("title", Value::from(subject.headline())),
            ("url", Value::from(address(ties.page.address()))),
            ("kind", Value::from(super::links::kind_name(subject.kind, press.site.settings().lang))),
            ("status", text(about.status.as_deref())),
            ("step", text(about.step.as_deref())),
            ("note", text(about.note.as_deref())),
        ]))
    });
    list(out)
}

/// Who took the record up: `{level, place, date, url}`, the highest level first, then by day.
fn published(press: &Press<'_>, record: &Record) -> Value {
    let rank = |level: Level| Level::ALL.iter().position(|known| *known == level);
    let mut all: Vec<&Published> = record.published().iter().collect();
    all.sort_by_key(|one| (rank(one.level), one.date.is_none(), one.date));
    list(all.into_iter().map(|one| {
        map([
            ("level", Value::from(press.word(level_word(Some(one.level))))),
            ("place", text(one.place.as_deref())),
            ("date", press.links.dates.maybe(one.date)),
            ("url", text(one.url.as_ref().map(Url::as_str))),
        ])
    }))
}
