//! The directory of venues in, the values that the index of places shows of it out, and the same as files.
//!
//! What surprised us: an entry needs nothing that is not on the venue's own page. Who looks for a place to read wants all
//! of them side by side, with the one thing that no page can know: whether the door is open.

pub mod data;

use std::collections::BTreeMap;

use tera::Value;

use super::days::coming;
use super::nodes::open_hours;
use super::opening;
use super::press::{Own, Press};
use super::standing::held_words;
use super::values::{address, list, map, text};
use crate::model::date::Date;
use crate::model::standing::{Place, Standing};
use crate::model::{Record, SitePath};
use crate::resolve::calendar::Entry;
use crate::resolve::directory::{Area, FILES};
use crate::resolve::{ListingNo, RecordNo};

/// How many activities a venue names.
const NEXT: usize = 2;

/// A venue, with the place that it is the page of.
struct Venue<'a> {
    number: RecordNo,
    record: &'a Record,
    place: &'a Place,
    /// What it belongs to, the widest first.
    area: Vec<&'a str>,
    /// Its page, from the root.
    page: &'a SitePath,
}

/// What takes place next, by the place; each activity once.
type Next = BTreeMap<ListingNo, Vec<(Date, Entry)>>;

/// The values `areas`, `types`, `count` and `data` of the index of places.
#[must_use]
pub fn values(press: &Press<'_>) -> Own {
    let areas = press.site.areas();
    let count: usize = areas.iter().map(|area| area.venues.len()).sum();
    let files = map([("csv", Value::from(FILES[0])), ("json", Value::from(FILES[1]))]);
    let next = next(press);
    vec![
        ("areas", list(areas.iter().map(|area| area_value(press, area, &next)))),
        ("types", types(press, &areas)),
        ("count", Value::from(count)),
        ("data", if count > 0 { files } else { Value::none() }),
    ]
}

/// An area: `{place, above, venues}`.
fn area_value(press: &Press<'_>, area: &Area, next: &Next) -> Value {
    let link = area.place.map_or_else(Value::none, |place| press.links.listing(place));
    let mut above = names(press, area.place);
    above.pop();
    map([
        ("place", link),
        ("above", list(above.into_iter().map(Value::from))),
        ("venues", list(venues(press, area).iter().map(|venue| venue_value(press, venue, next)))),
    ])
}

/// The venues of an area.
fn venues<'a>(press: &Press<'a>, area: &Area) -> Vec<Venue<'a>> {
    let venue = |number: &RecordNo| {
        let (record, ties) = (press.site.record(*number)?, press.site.tied(*number)?);
        let Some(Standing::Place(place)) = record.standing() else { return None };
        Some(Venue { number: *number, record, place, area: names(press, area.place), page: &ties.page })
    };
    area.venues.iter().filter_map(venue).collect()
}

/// The names of a place and of what it belongs to, the widest first.
fn names<'a>(press: &Press<'a>, place: Option<ListingNo>) -> Vec<&'a str> {
    place.map(|place| press.site.full_name(place)).unwrap_or_default()
}

/// A venue: `{id, title, url, deck, types, area, address, contact, phone, hours, opening, holdings, ahead}`.
fn venue_value(press: &Press<'_>, venue: &Venue<'_>, next: &Next) -> Value {
    let Venue { record, place, .. } = venue;
    let heads = press.site.tied(venue.number).and_then(|ties| ties.heads);
    let ahead = heads.and_then(|place| next.get(&place)).map_or(&[][..], Vec::as_slice);
    let ahead = ahead.iter().filter_map(|(day, entry)| {
        let activity = press.site.record(entry.record)?.activity()?;
        Some(coming(press, activity, (*day, *entry)))
    });
    let contact = place.contact.as_deref();
    map([
        ("id", Value::from(record.id.as_str())),
        ("title", Value::from(record.headline())),
        ("url", Value::from(address(venue.page.address()))),
        ("deck", text(record.deck.as_deref())),
        ("types", list(record.tags.iter().map(|tag| Value::from(&**tag)))),
        ("area", Value::from(venue.area.join(" "))),
        ("address", text(place.address.as_deref())),
        ("contact", text(contact)),
        ("phone", text(contact.and_then(phone).as_deref())),
        ("hours", list(place.hours.iter().map(|line| Value::from(open_hours(line))))),
        ("opening", opening::value(press, &place.hours).unwrap_or_else(Value::none)),
        ("holdings", list(place.holdings.iter().map(|held| Value::from(held_words(press, held))))),
        ("ahead", list(ahead)),
    ])
}

/// The number that a telephone dials: the first run of digits that is long enough.
#[must_use]
pub fn phone(contact: &str) -> Option<String> {
    const SHORTEST: usize = 5;
    let runs = contact.split(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | ' ' | '+'));
    let digits = |run: &str| run.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>();
    runs.map(digits).find(|number| number.len() >= SHORTEST)
}

/// The tags of all venues, the most frequent first: `{name, count, venues: [{name, id}]}`.
fn types(press: &Press<'_>, areas: &[Area]) -> Value {
    let mut by_type: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for number in areas.iter().flat_map(|area| &area.venues) {
        let Some(record) = press.site.record(*number) else { continue };
        for tag in &record.tags {
            let known = by_type.entry(tag).or_default();
            if known.last().is_none_or(|last| last.id != record.id) {
                known.push(record);
            }
        }
    }
    let mut types: Vec<(&str, Vec<&Record>)> = by_type.into_iter().collect();
    types.sort_by_key(|(name, records)| (std::cmp::Reverse(records.len()), *name));
    let link = |record: &&Record| {
        let (id, name) = (record.id.as_str(), record.headline());
        map([("name", Value::from(name)), ("id", Value::from(id))])
    };
    list(types.into_iter().map(|(name, records)| {
        map([
            ("name", Value::from(name)),
            ("count", Value::from(records.len())),
            ("venues", list(records.iter().map(link))),
        ])
    }))
}

/// What takes place next at each place: told of there, or with the venue's record as its venue.
fn next(press: &Press<'_>) -> Next {
    let site = press.site.all();
    let mut next = Next::new();
    for (day, entries) in site.calendar.from(site.now) {
        for entry in entries {
            let (Some(record), Some(ties)) = (site.record(entry.record), site.tied(entry.record)) else {
                continue;
            };
            let venue = record.activity().and_then(|activity| activity.venue.as_deref());
            let venue = venue.and_then(|id| site.by_id.get(id)).and_then(|number| site.tied(*number)?.heads);
            for place in ties.places.iter().copied().chain(venue) {
                let known = next.entry(place).or_default();
                if known.len() < NEXT && known.iter().all(|(_, other)| other.record != entry.record) {
                    known.push((day, *entry));
                }
            }
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::phone;

    #[test]
    fn a_number_is_dialled_and_other_words_are_not() {
        let dialled = |contact: &str| phone(contact);
        assert_eq!(dialled("0513-0000-0412（示例）").as_deref(), Some("051300000412"));
        assert_eq!(dialled("电话 +86 513 0000 0412 或到居委会").as_deref(), Some("+8651300000412"));
        assert_eq!(dialled("12345").as_deref(), Some("12345"));
        assert_eq!(dialled("3号楼 201 室"), None);
        assert_eq!(dialled("到居委会"), None);
    }
}
