//! A meeting in, its page's sequence out: what it was about, who came, what was proposed and what became of each, what was
//! decided, what that led to, and what was told of it later.
//!
//! What surprised us: a meeting has no end. What came of it is told by stories and projects that are newer than its record,
//! so both are read here, by time.

use tera::Value;

use super::course::status;
use super::extras::name_or_record;
use super::press::Press;
use super::values::{address, list, map, text};
use crate::model::standing::{Fate, Meeting, Proposal};
use crate::resolve::RecordNo;
use crate::resolve::meetings::fate;

/// The value `meeting`: `{topic, attended, options, decisions, outcome, projects, later}`.
#[must_use]
pub fn meeting(press: &Press<'_>, number: RecordNo, meeting: &Meeting) -> Value {
    let attended = meeting.attended.iter().map(|attended| {
        map([("who", name_or_record(press, &attended.who)), ("count", Value::from(attended.count))])
    });
    map([
        ("topic", text(meeting.topic.as_deref())),
        ("attended", list(attended)),
        ("options", list(meeting.options.iter().map(|option| proposal(press, meeting, option)))),
        ("decisions", list(meeting.decisions.iter().map(|decision| Value::from(&**decision)))),
        ("outcome", text(meeting.outcome.as_deref())),
        ("projects", list(meeting.projects.iter().filter_map(|id| project(press, id.as_str())))),
        ("later", later(press, number)),
    ])
}

/// `{what, fate, said, reason}`
fn proposal(press: &Press<'_>, meeting: &Meeting, proposal: &Proposal) -> Value {
    let (name, said) = match fate(meeting, proposal) {
        Fate::Adopted => ("adopted", "fate_adopted"),
        Fate::Refused => ("refused", "fate_refused"),
        Fate::Deferred => ("deferred", "fate_deferred"),
        Fate::Open => ("open", "fate_open"),
    };
    map([
        ("what", Value::from(&*proposal.what)),
        ("fate", Value::from(name)),
        ("said", Value::from(press.word(said))),
        ("reason", text(proposal.reason.as_deref())),
    ])
}

/// A project that the meeting led to, with the status that it has now; none where it is not out.
fn project(press: &Press<'_>, id: &str) -> Option<Value> {
    let number = press.site.by_id(id)?;
    let (record, ties) = (press.site.record(number)?, press.site.tied(number)?);
    Some(map([
        ("title", Value::from(record.headline())),
        ("url", Value::from(address(ties.page.address()))),
        ("status", text(status(press.site, number).as_deref())),
    ]))
}

/// What stories told of it, oldest first: `{record, note}`.
fn later(press: &Press<'_>, number: RecordNo) -> Value {
    let Some(own) = press.site.record(number) else { return list([]) };
    list(press.site.reports(number).iter().rev().filter_map(|report| {
        let story = press.site.record(*report)?;
        let said = story.about().iter().find(|about| *about.id == *own.id.as_str());
        let note = said.and_then(|about| about.note.as_deref());
        Some(map([("record", press.links.record(*report)), ("note", text(note))]))
    }))
}
