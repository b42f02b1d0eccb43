//! The directory of venues: place records in, those that somebody can go to out, by the area to which they belong on the day of
//! the build.
//!
//! What surprised us: a community is an area and a venue. People go to its office, and to what lies in it; so its own entry
//! stands at the head of its own area.

use std::collections::{BTreeMap, BTreeSet};

use super::site::{ListingNo, RecordNo, Site, Sort};
use crate::model::Record;
use crate::model::standing::{Place, Standing};

/// The files with the directory, beside the index of places.
pub const FILES: [&str; 2] = ["places/directory.csv", "places/directory.json"];

/// An area with its venues.
#[derive(Debug)]
pub struct Area {
    /// The place; none for venues that belong to none.
    pub place: Option<ListingNo>,
    /// Its venues: its own entry, then the others by type and id.
    pub venues: Vec<RecordNo>,
}

/// The venues by area, in the order in which the index of places has the areas; those of no area come last.
#[must_use]
pub fn areas(site: &Site) -> Vec<Area> {
    let venues = venues(site);
    let above = |place: ListingNo| site.listing(place).and_then(|place| place.parent);
    let parents: BTreeSet<ListingNo> = venues.iter().filter_map(|(place, _)| above(*place)).collect();
    let mut by_area: BTreeMap<Option<ListingNo>, Vec<(bool, RecordNo)>> = BTreeMap::new();
    for (place, number) in venues {
        let is_area = parents.contains(&place);
        let area = if is_area { Some(place) } else { above(place) };
        by_area.entry(area).or_default().push((!is_area, number));
    }
    let mut areas = Vec::new();
    let order = tree(site).into_iter().map(Some).chain([None]);
    for place in order {
        let Some(mut venues) = by_area.remove(&place) else { continue };
        venues.sort_by_key(|(is_other, number)| (*is_other, kind(site, *number), *number));
        areas.push(Area { place, venues: venues.into_iter().map(|(_, number)| number).collect() });
    }
    areas
}

/// Whether a bulletin has no venues.
#[must_use]
pub fn is_empty(site: &Site) -> bool {
    venues(site).is_empty()
}

/// What a venue is: the first of its tags.
fn kind(site: &Site, number: RecordNo) -> Option<&str> {
    site.record(number)?.tags.first().map(|tag| &**tag)
}

/// The paths of [`FILES`], in a bulletin that has venues.
pub(super) fn paths(site: &Site) -> Vec<String> {
    if is_empty(site) { Vec::new() } else { FILES.map(str::to_owned).to_vec() }
}

/// The places that are venues, with their records.
fn venues(site: &Site) -> Vec<(ListingNo, RecordNo)> {
    let places = site.listings_of(Sort::Place);
    let venues = places.filter_map(|(place, listing)| {
        let number = listing.record?;
        is_venue(site.record(number)?, listing.children.is_empty()).then_some((place, number))
    });
    venues.collect()
}

/// Whether a place says how to come to it or what is there; of one to which nothing belongs, its type is enough.
fn is_venue(record: &Record, is_last: bool) -> bool {
    let Some(Standing::Place(place)) = record.standing() else { return false };
    let Place { names: _, parents: _, address, contact, hours, geo: _, holdings } = &**place;
    let says = address.is_some() || contact.is_some() || !hours.is_empty() || !holdings.is_empty();
    says || (is_last && !record.tags.is_empty())
}

/// All places, each before those that belong to it.
fn tree(site: &Site) -> Vec<ListingNo> {
    let tops = site.listings_of(Sort::Place).filter(|(_, place)| place.parent.is_none());
    let mut left: Vec<ListingNo> = tops.map(|(number, _)| number).collect();
    left.reverse();
    let mut order = Vec::new();
    while let Some(number) = left.pop() {
        order.push(number);
        let below = site.listing(number).map_or(&[][..], |place| &place.children);
        left.extend(below.iter().rev());
    }
    order
}
