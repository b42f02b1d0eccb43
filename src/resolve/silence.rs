//! Records in, the communities of which nothing has been in print for long out.
//!
//! What surprised us: nothing says which places are communities, but the records do: what most of them have as their place
//! stands on one level, and what lies deeper are venues. A story from its reading room is a story of the community.

use std::collections::BTreeMap;

use super::site::{Site, Sort};
use crate::model::date::Date;

/// A community of which nothing has been in print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// Its name with all that it belongs to, divided by `/`.
    pub name: String,
    /// The day of the last record of it or of a place below; none where there has been none.
    pub since: Option<Date>,
}

/// The communities of which nothing was in print from `first` to the day of the build, by name.
#[must_use]
pub fn silent(site: &Site, first: Date) -> Vec<Silent> {
    let Some(level) = level(site) else { return Vec::new() };
    let mut silent: Vec<Silent> = site
        .listings_of(Sort::Place)
        .map(|(_, place)| (site.full_name(place), place))
        .filter(|(names, _)| names.len() == level)
        .filter_map(|(names, place)| {
            let days = place.members.iter().filter_map(|number| site.record(*number)?.date);
            let since = days.filter(|day| *day <= site.now).max();
            since.is_none_or(|since| since < first).then(|| Silent { name: names.join("/"), since })
        })
        .collect();
    silent.sort_by(|a, b| a.name.cmp(&b.name));
    silent
}

/// The level on which most records have their place; of two, the upper one.
pub(super) fn level(site: &Site) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (.., ties) in site.running().filter(|(.., ties)| !ties.places.is_empty()) {
        *counts.entry(ties.places.len()).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(level, count)| (*count, std::cmp::Reverse(*level)))
        .map(|(level, _)| level)
}
