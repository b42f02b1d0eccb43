//! What stories promise in, what is due and what has been kept out.
//!
//! What surprised us: a promise is kept by a story, not by a tick in the record that made it. Whoever writes that it is
//! done names the story that promised it, and both can be read.

use std::collections::BTreeMap;
use std::ops::Range;

use super::site::{RecordNo, Site};
use super::ties::by_id;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::record::Promise;
use crate::parse::words::promise::announced;

/// Where a promise stands in its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The entry of that number of `follow_up`.
    Entry(usize),
    /// These bytes of the body's text.
    Words(Range<usize>),
}

/// A promise that was made in print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Who made it.
    pub record: RecordNo,
    /// Where.
    pub spot: Spot,
    /// What was promised, in its words.
    pub what: String,
    /// Until when.
    pub due: Option<Date>,
    /// The first record that says it is kept.
    pub kept_by: Option<RecordNo>,
}

impl Reminder {
    /// How many days are left on `day`; less than 0 where it is overdue, none where it has no day or is kept.
    #[must_use]
    pub fn days_left(&self, day: Date) -> Option<i32> {
        let due = self.due.filter(|_| self.kept_by.is_none())?;
        day.until(due).ok().map(|span| span.get_days())
    }
}

/// Ties promises to the records that say they are kept, and these to them.
pub(super) fn tie(site: &mut Site) {
    let keepers = keepers(site);
    let tied: Vec<(RecordNo, Vec<Option<RecordNo>>)> = site
        .running()
        .filter(|(_, record, _)| !record.follow_up().is_empty())
        .map(|(number, record, _)| {
            let of = |promise: &Promise| match &promise.closes {
                Some(id) => by_id(site, id),
                None => kept_by(site, &keepers, (number, &promise.what)),
            };
            (number, record.follow_up().iter().map(of).collect())
        })
        .collect();
    for (number, follow_up) in tied {
        if let Some(ties) = site.ties.get_mut(number as usize) {
            ties.follow_up = follow_up;
        }
    }
    site.keepers = keepers;
}

/// The records that say that a record has kept what it promised, oldest first.
fn keepers(site: &Site) -> BTreeMap<RecordNo, Vec<RecordNo>> {
    let mut keepers: BTreeMap<RecordNo, Vec<RecordNo>> = BTreeMap::new();
    for (number, record, _) in site.running() {
        for id in record.follow_up().iter().filter_map(|promise| promise.closes.as_ref()) {
            let Some(maker) = by_id(site, id).filter(|maker| *maker != number) else { continue };
            let known = keepers.entry(maker).or_default();
            if known.first() != Some(&number) {
                known.insert(0, number);
            }
        }
    }
    keepers
}

/// The first record that says that `maker` has kept this promise: all of them, or the one whose words it gives.
fn kept_by(
    site: &Site,
    keepers: &BTreeMap<RecordNo, Vec<RecordNo>>,
    (maker, what): (RecordNo, &str),
) -> Option<RecordNo> {
    let says = |keeper: &RecordNo| {
        let entries = site.record(*keeper).map(Record::follow_up).unwrap_or_default();
        let meant = entries
            .iter()
            .filter(|entry| entry.closes.as_ref().and_then(|id| by_id(site, id)) == Some(maker));
        meant.into_iter().any(|entry| is_meant(what, &entry.what))
    };
    keepers.get(&maker)?.iter().copied().find(says)
}

/// Whether the words `said` mean the promise `what`: none mean every promise, else one of the two holds the other.
#[must_use]
pub fn is_meant(what: &str, said: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (what, said) = (bare(what), bare(said));
    said.is_empty() || what.contains(&said) || said.contains(&what)
}

/// The promises of a record: those under `follow_up`, and those of its text that no entry has the day of.
#[must_use]
pub fn reminders(site: &Site, number: RecordNo, text: &str) -> Vec<Reminder> {
    let Some((record, ties)) = site.record(number).zip(site.tied(number)) else { return Vec::new() };
    let entries = record.follow_up().iter().enumerate().filter(|(_, promise)| promise.closes.is_none());
    let mut all: Vec<Reminder> = entries
        .map(|(at, promise)| Reminder {
            record: number,
            spot: Spot::Entry(at),
            what: promise.what.to_string(),
            due: promise.due,
            kept_by: ties.follow_up.get(at).copied().flatten(),
        })
        .collect();
    let Some(published) = record.date.filter(|_| record.kind.runs()) else { return all };
    for found in announced(text, published) {
        let is_entered =
            all.iter().any(|known| known.due.is_some_and(|due| (found.first..=found.due).contains(&due)));
        if !is_entered {
            let what = found.words(text).to_owned();
            let kept_by = kept_by(site, &site.keepers, (number, &what));
            let spot = Spot::Words(found.range);
            all.push(Reminder { record: number, spot, what, due: Some(found.due), kept_by });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn a_promise_is_meant_by_all_or_part_of_its_words() {
        for (what, said, meant) in [
            ("四处车棚全部通电", "", true),
            ("四处车棚全部通电", "车棚 全部通电", true),
            ("通电", "四处车棚全部通电", true),
            ("四处车棚全部通电", "濠西里通电", false),
        ] {
            assert_eq!(is_meant(what, said), meant, "{what} {said}");
        }
    }
}
