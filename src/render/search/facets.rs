//! Kinds, places and days of all documents in, the tables that the page's filters read out.
//!
//! Documents are numbered by date, so a span of days is a span of numbers and needs no index; kinds and places
//! are looked up as if they were words. A record stands under its place and under every place above it.

use std::collections::BTreeMap;
use std::io;

use super::Meta;
use super::collect::Collected;
use super::keys::{kind_key, place_key};
use super::shard::{json, put};
use crate::model::date::Date;
use crate::model::output::Output;

/// The kinds and places that occur, numbered in the order of their names.
pub struct Facets<'a> {
    kinds: BTreeMap<&'a str, Facet<'a>>,
    places: BTreeMap<Vec<&'a str>, Facet<'a>>,
    /// Of each place as records write it, the numbers of it and of those above it.
    chains: BTreeMap<&'a str, Vec<usize>>,
}

/// One kind or place.
#[derive(Default)]
struct Facet<'a> {
    number: usize,
    documents: usize,
    label: &'a str,
}

/// `a/b/c` and what is above it: `[a]`, `[a, b]`, `[a, b, c]`.
fn prefixes(place: &str) -> impl Iterator<Item = Vec<&str>> {
    let segments: Vec<&str> = place.split('/').filter(|segment| !segment.is_empty()).collect();
    (1..=segments.len()).map(move |end| segments.iter().take(end).copied().collect())
}

impl<'a> Facets<'a> {
    /// The facets of `documents`.
    pub fn new(documents: &[Meta<'a>]) -> Self {
        let mut facets = Self { kinds: BTreeMap::new(), places: BTreeMap::new(), chains: BTreeMap::new() };
        let mut written: BTreeMap<&str, usize> = BTreeMap::new();
        for meta in documents {
            let kind = facets.kinds.entry(meta.kind).or_default();
            kind.documents += 1;
            kind.label = meta.kind_label;
            *written.entry(meta.place).or_default() += 1;
        }
        facets.count_places(&written);
        facets.kinds.values_mut().enumerate().for_each(|(number, kind)| kind.number = number);
        facets
    }

    /// Counts places and numbers them, from how many records write each; there are far fewer places than records.
    fn count_places(&mut self, written: &BTreeMap<&'a str, usize>) {
        for (name, documents) in written {
            for place in prefixes(name) {
                self.places.entry(place).or_default().documents += documents;
            }
        }
        self.places.values_mut().enumerate().for_each(|(number, place)| place.number = number);
        for name in written.keys() {
            let numbers = prefixes(name).filter_map(|place| Some(self.places.get(&place)?.number)).collect();
            self.chains.insert(name, numbers);
        }
    }

    /// The number of a kind that occurs.
    pub fn kind(&self, name: &str) -> usize {
        self.kinds.get(name).map_or(0, |kind| kind.number)
    }

    /// Puts every document under its kind and places.
    pub fn index(&self, documents: &[Meta<'_>], collected: &Collected) {
        for (number, meta) in documents.iter().enumerate() {
            let kind = std::iter::once(kind_key(self.kind(meta.kind)));
            let places = self.chains.get(meta.place).into_iter().flatten();
            collected.add_keys(number as u32, kind.chain(places.map(|number| place_key(*number))));
        }
    }

    /// Of each kind its name, its label and how many documents there are.
    pub fn kinds(&self) -> Vec<(&str, &str, usize)> {
        self.kinds.iter().map(|(name, kind)| (*name, kind.label, kind.documents)).collect()
    }

    /// Writes the table of places, the depth, name and count of each; returns its hash.
    pub fn put_places(&self, output: &dyn Output) -> io::Result<String> {
        let rows = self.places.iter().map(|(path, place)| (path.len(), path.last(), place.documents));
        put(output, "places", &json(&rows.collect::<Vec<_>>())?)
    }
}

/// Writes the table of days: how many documents have none, then for each day the days since the one before
/// (the first: since 1970) and its documents. Returns its hash.
pub fn put_days(documents: &[Meta<'_>], output: &dyn Output) -> io::Result<String> {
    let undated = documents.iter().take_while(|meta| meta.date.is_none()).count();
    let mut table = vec![undated as i64];
    let mut last = Date::constant(1970, 1, 1);
    let dated: Vec<Date> = documents.iter().filter_map(|meta| meta.date).collect();
    for day in dated.chunk_by(|a, b| a == b) {
        let Some(date) = day.first() else { continue };
        table.push(date.duration_since(last).as_hours() / 24);
        table.push(day.len() as i64);
        last = *date;
    }
    put(output, "days", &json(&table)?)
}
