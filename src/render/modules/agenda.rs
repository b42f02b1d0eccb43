//! Seven days from the issue's own in, what takes place on them out.

use std::collections::BTreeSet;

use super::super::dates;
use super::Telling;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::module::{Block, Line, calendar_id};
use crate::model::standing::Standing;
use crate::resolve::calendar::{Entry, almanac};
use crate::resolve::{ListingNo, RecordNo};

/// How many days.
const DAYS: usize = 7;
/// What takes place on so many of them is named once.
const OFTEN: usize = 4;

impl Telling<'_> {
    /// The days to come; of one place where it is given. Days without anything are left out.
    pub(super) fn agenda(self, place: Option<RecordNo>) -> Option<Block> {
        let record = place.and_then(|place| self.site.record(place));
        let title = self.texts.get("module_calendar_title");
        let first = self.issue.date;
        let days: Vec<Date> = first.series(jiff::Span::new().days(1)).take(DAYS).collect();
        let at = |day: &Date| {
            let entries = self.site.calendar.on(*day).iter().filter(|entry| self.is_at(entry, place));
            entries.copied().collect::<Vec<Entry>>()
        };
        let entries: Vec<Vec<Entry>> = days.iter().map(at).collect();
        let often = often(&entries);
        let mut lines = Vec::new();
        if !often.is_empty() {
            lines.push(Line::Label(self.texts.get("module_often").to_owned()));
            lines.extend(often.iter().filter_map(|entry| self.item(entry)).map(Line::Item));
        }
        for (day, entries) in days.iter().zip(&entries) {
            let single =
                entries.iter().filter(|entry| often.iter().all(|other| other.record != entry.record));
            let items: Vec<Line> = single.filter_map(|entry| self.item(entry)).map(Line::Item).collect();
            let known = if record.is_some() { Vec::new() } else { almanac::names(*day, &self.site.settings) };
            if !items.is_empty() || !known.is_empty() {
                let lang = self.site.settings.lang;
                let day = [dates::short(lang, *day), dates::weekday(lang, day.weekday()).to_owned()];
                lines.push(Line::Label([&day[..], &known].concat().join(" ")));
                lines.extend(items);
            }
        }
        Some(Block {
            id: record.map(|record| record.id.clone()).or_else(|| calendar_id(self.issue.week))?,
            head: self.texts.get("module_calendar").to_owned(),
            title: record.map_or(title, |record| record.headline()).to_owned(),
            deck: None,
            lines,
        })
    }

    /// Whether an activity takes place there: at the place, or where it or something in it is the venue.
    fn is_at(self, entry: &Entry, place: Option<RecordNo>) -> bool {
        let Some(place) = place else { return true };
        let Some(own) = self.site.record(place) else { return false };
        let names = |venue: &str| venue == own.id.as_str() || venue == own.headline();
        let activity = self.site.record(entry.record).and_then(|record| record.activity());
        let is_venue = activity.and_then(|activity| activity.venue.as_deref()).is_some_and(names);
        let heads = self.site.tied(place).and_then(|ties| ties.heads);
        let area = heads.filter(|_| matches!(own.standing(), Some(Standing::Place(_))));
        let is_place = |area| self.site.tied(entry.record).is_some_and(|ties| ties.places.contains(&area));
        let house = activity.and_then(|activity| self.site.by_id.get(activity.venue.as_deref()?));
        let house = house.and_then(|house| self.site.tied(*house)?.heads);
        is_venue
            || area.is_some_and(|area| is_place(area) || house.is_some_and(|house| self.lies_in(house, area)))
    }

    /// Whether a place belongs to an area, however far above it. A circle of places is followed once.
    fn lies_in(self, place: ListingNo, area: ListingNo) -> bool {
        let mut climbed = BTreeSet::new();
        let mut at = Some(place);
        while let Some(number) = at.filter(|number| climbed.insert(*number)) {
            if number == area {
                return true;
            }
            at = self.site.listing(number).and_then(|place| place.parent);
        }
        false
    }

    /// `9:30 名称（地点）`
    fn item(self, entry: &Entry) -> Option<String> {
        let record = self.site.record(entry.record)?;
        let activity = record.activity()?;
        let time = activity.starts.and_then(|starts| starts.time).filter(|_| !entry.is_campaign);
        let time = time.map(|time| format!("{} ", dates::hours_and_minutes(time))).unwrap_or_default();
        // A venue may be named by the id of its record.
        let venue =
            activity.venue.as_deref().map(|venue| self.site.named(venue).map_or(venue, Record::headline));
        let venue =
            venue.map(|venue| self.texts.get("module_venue").replace("{n}", venue)).unwrap_or_default();
        Some([&*time, record.headline(), &*venue].concat())
    }
}

/// What goes on for days or takes place on most of these, each once.
fn often(days: &[Vec<Entry>]) -> Vec<Entry> {
    let mut often: Vec<Entry> = Vec::new();
    for entry in days.iter().flatten() {
        let on = |day: &&Vec<Entry>| day.iter().any(|other| other.record == entry.record);
        let is_often = entry.is_campaign || days.iter().filter(on).count() >= OFTEN;
        if is_often && often.iter().all(|other| other.record != entry.record) {
            often.push(*entry);
        }
    }
    often
}
