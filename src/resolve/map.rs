//! A site in, what its map shows out: every place with where it lies, what it is and how much there is of it.
//!
//! What surprised us: nothing says that a place is a venue, and no name tells it. But only a venue is open at some hours or
//! holds something, and has no places below it.

use std::collections::{BTreeMap, BTreeSet};

use super::site::{Listing, ListingNo, Site, Sort};
use crate::model::Kind;
use crate::model::standing::{Place, Standing};

/// The folder of the map.
pub const FOLDER: &str = "map";
/// The files with its places, beside the page.
pub const FILES: [&str; 2] = ["places.geojson", "places.csv"];

/// What a place is on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sight {
    /// A stretch of land and who lives there.
    Area,
    /// A house or a spot that one goes to: it has hours or holdings, and no places below it.
    Venue,
}

/// A place as the map shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot<'a> {
    /// Its listing.
    pub listing: ListingNo,
    /// Its name.
    pub name: &'a str,
    /// Its address without the slash behind it.
    pub address: &'a str,
    /// What it belongs to: the place of that spot in the list.
    pub parent: Option<usize>,
    /// The id of its record, where it has one.
    pub id: Option<&'a str>,
    /// Latitude and longitude in degrees.
    pub geo: Option<[f64; 2]>,
    /// What it is.
    pub sight: Sight,
    /// How many records are told of it and of the places below it.
    pub stories: usize,
    /// How many projects are carried out there and in the places below it.
    pub projects: usize,
    /// Its record is shown in a preview and is not out.
    pub is_hidden: bool,
}

/// A place that says where it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lying<'a> {
    /// Its listing.
    pub listing: ListingNo,
    /// Its name.
    pub name: &'a str,
    /// Latitude and longitude in degrees.
    pub geo: [f64; 2],
    /// What it is.
    pub sight: Sight,
}

/// Whether there is no map: no place has a record.
#[must_use]
pub fn is_empty(site: &Site) -> bool {
    !site.listings_of(Sort::Place).any(|(_, place)| place.record.is_some())
}

/// The paths of the page of the map and of the files beside it; none where there is no map.
pub(super) fn paths(site: &Site) -> Vec<String> {
    if is_empty(site) {
        return Vec::new();
    }
    let [places, table] = FILES;
    ["index.html", places, table].map(|name| format!("{FOLDER}/{name}")).into()
}

/// All places, each behind the one that it belongs to; none where there is no map.
#[must_use]
pub fn gather(site: &Site) -> Vec<Spot<'_>> {
    if is_empty(site) {
        return Vec::new();
    }
    let projects = projects(site);
    let mut at: BTreeMap<ListingNo, usize> = BTreeMap::new();
    let mut spots = Vec::new();
    for (number, place) in site.listings_of(Sort::Place) {
        at.insert(number, spots.len());
        let record = place.record.and_then(|record| site.record(record));
        let ties = place.record.and_then(|record| site.tied(record));
        let own = own(site, place);
        let sight = sight(place, own);
        spots.push(Spot {
            listing: number,
            name: &place.name,
            address: &place.address,
            // Parents come first, so a circle of places has no way round.
            parent: place.parent.and_then(|parent| at.get(&parent).copied()),
            id: record.map(|record| record.id.as_str()),
            geo: own.and_then(|own| own.geo),
            sight,
            stories: place.members.len(),
            projects: projects.get(&number).copied().unwrap_or(0),
            is_hidden: ties.is_some_and(|ties| ties.hidden.is_some()),
        });
    }
    spots
}

/// A place and those below it, as far as they say where they lie: each before those below it. A circle of places is
/// followed once.
#[must_use]
pub fn lying(site: &Site, number: ListingNo) -> Vec<Lying<'_>> {
    let mut seen = BTreeSet::new();
    let mut open = vec![number];
    let mut found = Vec::new();
    while let Some(listing) = open.pop() {
        let place = site.listing(listing).filter(|place| place.sort == Sort::Place);
        let Some(place) = place.filter(|_| seen.insert(listing)) else { continue };
        let own = own(site, place);
        if let Some(geo) = own.and_then(|own| own.geo) {
            found.push(Lying { listing, name: &place.name, geo, sight: sight(place, own) });
        }
        open.extend(place.children.iter().rev());
    }
    found
}

/// What the record of a place says.
fn own<'a>(site: &'a Site, place: &Listing) -> Option<&'a Place> {
    match site.record(place.record?)?.standing() {
        Some(Standing::Place(own)) => Some(&**own),
        _ => None,
    }
}

/// People go to what is open at some hours, or holds something, and has no places below it.
fn sight(place: &Listing, own: Option<&Place>) -> Sight {
    let is_visited = own.is_some_and(|own| !own.hours.is_empty() || !own.holdings.is_empty());
    if place.children.is_empty() && is_visited { Sight::Venue } else { Sight::Area }
}

/// How many projects each place has, those below it too: of the place that they name, else of those that the stories on
/// them are told of.
fn projects(site: &Site) -> BTreeMap<ListingNo, usize> {
    let mut counts = BTreeMap::new();
    for (number, record, ties) in site.standing() {
        if record.kind != Kind::Project {
            continue;
        }
        let mut places = ties.places.clone();
        if places.is_empty() {
            let told = site.reports(number).iter().filter_map(|report| site.tied(*report));
            places.extend(told.flat_map(|ties| &ties.places));
        }
        places.sort_unstable();
        places.dedup();
        for place in places {
            *counts.entry(place).or_insert(0) += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Sight, Site, Sort, gather, is_empty, lying};
    use crate::resolve::Ties;
    use crate::resolve::site::Listing;
    use crate::resolve::tests::records;

    fn listing((name, parent): (&str, Option<u32>), record: Option<u32>, members: Vec<u32>) -> Listing {
        Listing {
            sort: Sort::Place,
            name: name.into(),
            address: format!("places/{name}").into(),
            parent,
            children: Vec::new(),
            record,
            members,
            meetings: Vec::new(),
            years: Vec::new(),
        }
    }

    #[test]
    fn a_place_has_the_projects_that_name_it_or_whose_stories_are_told_of_it() {
        let records = records(
            "[{id: s, title: s, date: 2024-04-11, about: [a, b]}, {id: t, title: t, date: 2024-04-10, about: b},\n\
             {id: k, kind: place, title: 馆, hours: 9:00–17:00, geo: [31.9, 120.8]},\n\
             {id: a, kind: project, title: a}, {id: b, kind: project, title: b}, {id: c, kind: project, title: c}]",
        );
        let mut site = Site { records, running: 2, standing_end: 6, ..Site::default() };
        let page = |at: usize| crate::model::SitePath::page(&format!("p/{at}")).unwrap();
        site.ties = (0..6).map(|at| Ties::none(page(at))).collect();
        assert!(is_empty(&site) && gather(&site).is_empty());
        site.listings = vec![
            listing(("区", None), None, vec![0, 1]),
            listing(("馆", Some(0)), Some(2), vec![0]),
            listing(("路", Some(0)), None, vec![1]),
        ];
        site.listings[0].children = vec![1, 2];
        site.ties[0].places = vec![0, 1];
        site.ties[1].places = vec![0, 2];
        // What a project says of itself is what holds, whoever reports on it.
        site.ties[3].places = vec![0, 2];
        site.reports = [(3, vec![0]), (4, vec![0, 1])].into();
        let spots = gather(&site);
        let counts: Vec<_> = spots.iter().map(|spot| (spot.name, spot.stories, spot.projects)).collect();
        assert_eq!(counts, [("区", 2, 2), ("馆", 1, 1), ("路", 1, 2)]);
        assert_eq!(spots[1].geo, Some([31.9, 120.8]));
        assert_eq!([spots[0].parent, spots[1].parent], [None, Some(0)]);
        let sights: Vec<_> = spots.iter().map(|spot| spot.sight).collect();
        assert_eq!(sights, [Sight::Area, Sight::Venue, Sight::Area]);
        let names = |number| lying(&site, number).iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!([names(0), names(1), names(2)], [vec!["馆"], vec!["馆"], vec![]]);
        // Two places that each say they belong to the other.
        site.listings[1].children = vec![0];
        assert_eq!(lying(&site, 1).len(), 1);
    }
}
