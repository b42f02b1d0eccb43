//! Whose number a figure is: what the editor wrote, or what the record is about, comes in; a number goes out.
//!
//! What surprised us: editors write 校西村社区, not the id of its record. So a name means a standing record where one
//! alone bears it, now or at any time, and stays words where none or several do.

use std::collections::HashMap;

use super::super::site::{ListingNo, RecordNo, Site, Sort, Ties};
use super::super::ties::by_name;
use crate::model::Record;
use crate::model::record::Figure;

/// Whose number it is, in the order in which series stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// That of a standing record.
    Record(RecordNo),
    /// That of a place without a record.
    Place(ListingNo),
    /// That of something that only words name: the number of the words, in their order.
    Words(u32),
    /// That of nothing that is known: the figure stands for itself.
    None,
}

/// Finds subjects, each text once.
pub(super) struct Subjects<'s> {
    site: &'s Site,
    /// What a name means; made when the first one is looked for. None where it means several things.
    names: Option<HashMap<&'s str, Option<Found<'s>>>>,
    known: HashMap<&'s str, Found<'s>>,
}

/// A subject whose words have no number yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Found<'s> {
    Record(RecordNo),
    Place(ListingNo),
    Words(&'s str),
    None,
}

impl<'s> Subjects<'s> {
    pub(super) fn of(site: &'s Site) -> Self {
        Self { site, names: None, known: HashMap::new() }
    }

    /// Whose number a figure of a record is: what is written as `subject`; else a standing record itself; else what the
    /// record is about, where that is one standing record; else its place; else nothing.
    pub(super) fn find(&mut self, number: RecordNo, figure: &'s Figure) -> Found<'s> {
        match figure.subject.as_deref() {
            Some(typed) => self.typed(typed),
            None => self.of_record(number),
        }
    }

    fn of_record(&self, number: RecordNo) -> Found<'s> {
        let (Some(record), Some(ties)) = (self.site.record(number), self.site.tied(number)) else {
            return Found::None;
        };
        if record.kind.stands() {
            return Found::Record(number);
        }
        if let Some(only) = only_about(ties) {
            return Found::Record(only);
        }
        ties.places.last().map_or(Found::None, |place| self.place(*place))
    }

    fn place(&self, place: ListingNo) -> Found<'s> {
        let record = self.site.listing(place).and_then(|listing| listing.record);
        record.map_or(Found::Place(place), Found::Record)
    }

    fn typed(&mut self, typed: &'s str) -> Found<'s> {
        if let Some(found) = self.known.get(typed) {
            return *found;
        }
        let found = self.look_up(typed);
        self.known.insert(typed, found);
        found
    }

    fn look_up(&mut self, typed: &'s str) -> Found<'s> {
        let site = self.site;
        let stands = |number: &RecordNo| site.record(*number).is_some_and(|record| record.kind.stands());
        if let Some(number) = site.by_id.get(typed).copied().filter(stands) {
            return Found::Record(number);
        }
        let last = typed.rsplit('/').next().unwrap_or(typed);
        match self.names.get_or_insert_with(|| names(site)).get(last) {
            Some(Some(found)) => *found,
            Some(None) => Found::Words(typed),
            None => by_name(site, typed).filter(stands).map_or(Found::Words(typed), Found::Record),
        }
    }
}

/// The one standing record that a record is about.
fn only_about(ties: &Ties) -> Option<RecordNo> {
    let mut about = ties.about.iter().flatten();
    let first = about.next()?;
    about.all(|other| other == first).then_some(*first)
}

/// What each name of a standing record or of a place means, where it means one thing.
fn names(site: &Site) -> HashMap<&str, Option<Found<'_>>> {
    let mut names = HashMap::new();
    for (number, record) in site.standing_records() {
        for name in names_of(record) {
            add(&mut names, name, Found::Record(number));
        }
    }
    for (number, listing) in site.listings_of(Sort::Place).filter(|(_, listing)| listing.record.is_none()) {
        add(&mut names, &listing.name, Found::Place(number));
    }
    names
}

/// The names that a standing record bears and bore.
fn names_of(record: &Record) -> impl Iterator<Item = &str> {
    record.title.as_deref().into_iter().chain(record.names().iter().map(|name| &*name.value))
}

fn add<'s>(names: &mut HashMap<&'s str, Option<Found<'s>>>, name: &'s str, found: Found<'s>) {
    let known = names.entry(name).or_insert(Some(found));
    if *known != Some(found) {
        *known = None;
    }
}
