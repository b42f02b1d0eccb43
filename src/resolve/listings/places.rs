//! The places that records name or stories are told of, each with its listing; parents before children.
//!
//! What surprised us: a story belongs to what its place belonged to on its day, so a street keeps what its communities
//! reported while they were its own.

use std::collections::HashMap;

use super::super::places::{PlaceNo, Places};
use super::super::slugs::Slugs;
use super::super::ties::by_name;
use super::{ListingNo, Maker, RecordNo, Said, Site, Sort, oldest_first};
use crate::model::{Kind, Record};
use crate::report::{Diagnostic, Say, Step};

impl Maker<'_> {
    /// Places: a listing for every place that records name or stories are told of.
    pub(super) fn places(&mut self, places: &mut Places) -> Vec<Said> {
        let site = self.site;
        let mut said = Vec::new();
        let mut trails: Vec<(RecordNo, Vec<PlaceNo>)> = Vec::new();
        let mut known: HashMap<(Box<str>, Option<crate::model::date::Date>), Vec<PlaceNo>> = HashMap::new();
        for (number, record) in oldest_first(site) {
            let Some(typed) = record.place.as_deref() else { continue };
            let trail = known.entry((typed.into(), record.date)).or_insert_with(|| {
                let found = places.find(typed, record.date.unwrap_or(site.now));
                if let Some((name, near)) = found.unknown {
                    said.push((number, vec![Step::Key("place")], unknown_place(&name, &near)));
                }
                places.trail(found.place, record.date.unwrap_or(site.now))
            });
            trails.push((number, trail.clone()));
        }
        let listings = self.place_listings(places, &trails);
        let mut trails = trails.into_iter().peekable();
        for (number, record) in oldest_first(site) {
            let own = trails.next_if(|(of, _)| *of == number).map(|(_, trail)| trail).unwrap_or_default();
            let listed: Vec<ListingNo> =
                own.iter().filter_map(|place| listings.get(place).copied()).collect();
            let told_of = about(site, record, places);
            let told_of = told_of.iter().filter_map(|place| listings.get(place).copied());
            for listing in listed.iter().copied().chain(told_of) {
                self.join(listing, number);
            }
            self.membership(number, |membership| membership.places = listed);
        }
        for (number, record) in site.standing_records() {
            said.extend(self.place_of_standing(places, &listings, (number, record)));
        }
        said
    }

    /// A standing record that names a place is told of there, without being a member; a meeting takes place there.
    fn place_of_standing(
        &mut self,
        places: &mut Places,
        listings: &HashMap<PlaceNo, ListingNo>,
        (number, record): (RecordNo, &Record),
    ) -> Option<Said> {
        // A meeting is held where its place belongs on that day.
        let held =
            record.activity().filter(|_| record.kind.takes_place()).and_then(|activity| activity.starts);
        let day = held.map_or(self.site.now, |starts| starts.date);
        let found = places.find(record.place.as_deref()?, day);
        let trail = places.trail(found.place, day);
        let listed: Vec<ListingNo> = trail.iter().filter_map(|place| listings.get(place).copied()).collect();
        for place in listed.iter().filter(|_| held.is_some()) {
            if let Some(place) = self.listings.get_mut(*place as usize) {
                place.meetings.push(number);
            }
        }
        self.membership(number, |membership| membership.places = listed);
        let (name, near) = found.unknown?;
        Some((number, vec![Step::Key("place")], unknown_place(&name, &near)))
    }

    /// Numbers and addresses of the places, parents before children.
    fn place_listings(
        &mut self,
        places: &mut Places,
        trails: &[(RecordNo, Vec<PlaceNo>)],
    ) -> HashMap<PlaceNo, ListingNo> {
        for (_, record) in self.site.standing_records() {
            if let Some(typed) = record.place.as_deref() {
                places.find(typed, self.site.now);
            }
        }
        let mut order: Vec<PlaceNo> = Vec::new();
        let recorded =
            (0..).zip(&places.nodes).filter(|(_, node)| node.record.is_some()).map(|(number, _)| number);
        let told = trails.iter().flat_map(|(_, trail)| trail.iter().copied());
        let rest = 0..u32::try_from(places.nodes.len()).unwrap_or(u32::MAX);
        let mut seen = std::collections::HashSet::new();
        for place in recorded.chain(told).chain(rest) {
            for above in places.trail(place, self.site.now) {
                if seen.insert(above) {
                    order.push(above);
                }
            }
        }
        let mut listings = HashMap::new();
        let mut slugs: HashMap<Option<PlaceNo>, Slugs> = HashMap::new();
        // Ids are kept before any name can take their slug.
        for place in &order {
            if let Some(record) = places
                .nodes
                .get(*place as usize)
                .and_then(|node| node.record)
                .and_then(|number| self.site.records.get(number as usize))
            {
                slugs.entry(places.parent(*place, self.site.now)).or_default().keep(record.id.as_str());
            }
        }
        for place in order {
            let parent = places.parent(place, self.site.now);
            let slugs = slugs.entry(parent).or_default();
            let above = parent.and_then(|parent| listings.get(&parent).copied());
            let listing = self.place_listing(places, (place, above), slugs);
            listings.insert(place, listing);
        }
        listings
    }

    fn place_listing(
        &mut self,
        places: &Places,
        (place, above): (PlaceNo, Option<ListingNo>),
        slugs: &mut Slugs,
    ) -> ListingNo {
        let node = places.nodes.get(place as usize);
        let name: &str = node.map_or("", |node| &node.name);
        let number = node.and_then(|node| node.record);
        let record = number.and_then(|number| self.site.records.get(number as usize));
        let slug =
            record.map_or_else(|| slugs.of(name, &self.site.settings.pinyin), |record| record.id.to_string());
        let listing = self.add(Sort::Place, name, &slug);
        let prefix =
            above.and_then(|above| self.listings.get(above as usize)).map(|above| above.address.clone());
        if let Some(entry) = self.listings.get_mut(listing as usize) {
            entry.parent = above;
            entry.record = number;
            if let Some(prefix) = prefix {
                entry.address = format!("{prefix}/{slug}").into();
            }
        }
        if let Some(above) = above.and_then(|above| self.listings.get_mut(above as usize)) {
            above.children.push(listing);
        }
        if let Some(number) = number {
            self.membership(number, |membership| membership.heads = Some(listing));
        }
        listing
    }
}

/// The places that a story says it is about, with all that they belonged to on its day.
fn about(site: &Site, record: &Record, places: &mut Places) -> Vec<PlaceNo> {
    let mut told_of = Vec::new();
    for about in record.about() {
        let standing = by_name(site, &about.id).and_then(|number| site.record(number));
        let Some(place) = standing.filter(|standing| standing.kind == Kind::Place) else { continue };
        let day = record.date.unwrap_or(site.now);
        let found = places.find(place.id.as_str(), day);
        told_of.extend(places.trail(found.place, day));
    }
    told_of
}

fn unknown_place(name: &str, known: &[Box<str>]) -> Diagnostic {
    let near = known.iter().min_by_key(|known| strsim::damerau_levenshtein(name, known));
    let near = near.map(|near| &**near).unwrap_or_default();
    let message =
        Say::new(format!("没有地点 `{name}` 的记录"), format!("there is no record of the place `{name}`"));
    let hint = Say::new(
        format!("最接近的是 `{near}`；新地点请加一条 `体裁: 地名` 的记录"),
        format!("the nearest is `{near}`; add a record of the kind `place` for a new one"),
    );
    Diagnostic::warning("unknown-place", message).hint(hint)
}
