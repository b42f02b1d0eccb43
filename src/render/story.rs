//! A record in, the value `story` out: what its page, its card and the front page show of it.
//!
//! What surprised us: the same value serves all three, so a record is put into words once, and what a card
//! must never carry (people, consent) cannot reach it because it is not in here.

use tera::Value;

use super::graph::Part;
use super::links::kind_name;
use super::names::{excerpt, headline};
use super::photos::photos;
use super::press::Press;
use super::values::{address, folder, list, map, safe, text};
use crate::model::record::{Org, OrgRole, Priority, Record};
use crate::resolve::site::Hidden;
use crate::resolve::{RecordNo, Ties};

/// How many characters of the text stand on a card.
const EXCERPT: usize = 90;

/// The value `story` of a record whose body says `said`.
#[must_use]
pub fn story(press: &Press<'_>, number: RecordNo, said: &str) -> Value {
    let (Some(record), Some(ties)) = (press.site.record(number), press.site.tied(number)) else {
        return Value::none();
    };
    let name = press.links.name(number, record);
    // What it says comes from the body.
    press.site.note(Part::Body(number));
    map([
        ("id", Value::from(record.id.as_str())),
        ("url", Value::from(address(ties.page.address()))),
        ("kind", kind(record, press)),
        ("priority", Value::from(priority(record.priority))),
        ("title", Value::from(name)),
        ("headline", safe(&headline(name))),
        ("titled", Value::from(record.title.is_some())),
        ("kicker", text(record.kicker.as_deref())),
        ("deck", text(record.deck.as_deref())),
        ("dateline", text(dateline(press, record))),
        ("column", ties.column.map_or_else(Value::none, |column| press.links.listing(column))),
        ("date", press.links.dates.maybe(record.date)),
        ("bylines", bylines(press, record, ties)),
        ("places", press.listings(&ties.places)),
        ("tags", press.listings(&ties.tags)),
        ("orgs", orgs(press, record.orgs(), ties)),
        ("photos", Value::from(photos(press, number))),
        ("excerpt", Value::from(excerpt(spoken(record, said), EXCERPT))),
        ("issue", ties.issue.map_or_else(Value::none, |issue| press.links.issue(issue))),
        ("mark", text(ties.hidden.and_then(mark).map(|name| press.word(name)))),
        ("corrected", Value::from(!ties.corrected_by.is_empty())),
    ])
}

/// What the record says: its body, or the caption where it has none.
fn spoken<'a>(record: &'a Record, said: &'a str) -> &'a str {
    let caption = record.photos.first().and_then(|photo| photo.caption.as_deref());
    if said.trim().is_empty() { caption.unwrap_or_default() } else { said }
}

fn kind(record: &Record, press: &Press<'_>) -> Value {
    let shown = kind_name(record.kind, press.site.settings().lang);
    map([("id", Value::from(record.kind.english())), ("name", Value::from(shown))])
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Lead => "lead",
        Priority::Major => "major",
        Priority::Normal => "normal",
        Priority::Minor => "minor",
    }
}

/// The name of the text that says why a record is not out; none of one that is over, which no preview shows.
#[must_use]
pub fn mark(hidden: Hidden) -> Option<&'static str> {
    match hidden {
        Hidden::Draft => Some("mark_draft"),
        Hidden::Pending => Some("mark_pending"),
        Hidden::Expired => None,
        Hidden::Unsigned => Some("mark_unsigned"),
    }
}

/// The dateline of the record, or that of its column.
fn dateline<'a>(press: &'a Press<'_>, record: &'a Record) -> Option<&'a str> {
    let of_column = || {
        let columns = &press.site.settings().columns;
        columns.iter().find(|column| Some(&column.name) == record.column.as_ref())?.dateline.as_deref()
    };
    record.dateline.as_deref().or_else(of_column)
}

/// By-lines in the order typed: `{name, url, role, org, before, after}`.
fn bylines(press: &Press<'_>, record: &Record, ties: &Ties) -> Value {
    list(record.bylines.iter().enumerate().map(|(at, byline)| {
        let page = ties.bylines.get(at).copied().flatten().and_then(|listing| press.site.listing(listing));
        map([
            ("name", Value::from(&*byline.name)),
            ("url", text(page.map(|page| folder(page.address)).as_deref())),
            ("role", text(byline.role.as_deref())),
            ("org", text(byline.org.as_deref())),
            ("before", Value::from(&*byline.before)),
            ("after", Value::from(&*byline.after)),
        ])
    }))
}

/// Organisations with their part: `{name, url, role}`.
fn orgs(press: &Press<'_>, orgs: &[Org], ties: &Ties) -> Value {
    list(orgs.iter().enumerate().map(|(at, org)| {
        let page = ties.orgs.get(at).and_then(|listing| press.site.listing(*listing));
        let role = org.role.map(|role| {
            press.word(match role {
                OrgRole::Host => "org_host",
                OrgRole::Partner => "org_partner",
                OrgRole::With => "org_with",
                OrgRole::Beneficiary => "org_beneficiary",
            })
        });
        map([
            ("name", Value::from(page.map_or(&*org.name, |page| page.name))),
            ("url", text(page.map(|page| folder(page.address)).as_deref())),
            ("role", text(role)),
        ])
    }))
}
