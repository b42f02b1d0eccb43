//! Columns, places, kinds, tags, organisations and people: names to numbered listings.
//!
//! What surprised us: "the name first used keeps its slug" means the *oldest* record, so names are met in the
//! reverse of the site's order, and the members are turned round at the end.

use std::collections::HashMap;

use super::note;
use super::places::{PlaceNo, Places};
use super::site::{Listing, ListingNo, RecordNo, Site, Sort};
use super::slugs::Slugs;
use super::years::{finish, years};
use crate::model::kind::KINDS;
use crate::model::settings::Lang;
use crate::model::{Kind, Record};
use crate::read::Sources;
use crate::report::{Diagnostic, Say, Step};

/// Which listings each record is in, by its number; filled while listings are made.
#[derive(Debug, Default)]
pub(super) struct Memberships {
    pub(super) of: Vec<Membership>,
}

/// The listings of one record.
#[derive(Clone, Debug, Default)]
pub(super) struct Membership {
    pub(super) column: Option<ListingNo>,
    pub(super) places: Vec<ListingNo>,
    pub(super) tags: Vec<ListingNo>,
    pub(super) orgs: Vec<ListingNo>,
    pub(super) bylines: Vec<Option<ListingNo>>,
    pub(super) heads: Option<ListingNo>,
}

/// Makes all listings of the site and says which record is in which.
pub(super) fn make(site: &mut Site, sources: &Sources, found: &mut Vec<Diagnostic>) -> Memberships {
    let mut maker = Maker {
        memberships: vec![Membership::default(); site.records.len()],
        listings: Vec::new(),
        site,
        by_name: HashMap::new(),
    };
    maker.columns();
    maker.kinds();
    maker.heads();
    maker.names();
    let unknown = unknown_columns(maker.site);
    let mut places = Places::of(&maker.site.records);
    let lost = maker.places(&mut places);
    found.extend(unknown.into_iter().chain(lost).filter_map(|(number, steps, diagnostic)| {
        let record = maker.site.records.get(number as usize)?;
        Some(note(sources, record, &steps, diagnostic))
    }));
    let Maker { mut listings, memberships, .. } = maker;
    finish(&mut listings, &site.records);
    site.years =
        years(&site.records, &(0..u32::try_from(site.running).unwrap_or(u32::MAX)).collect::<Vec<_>>());
    site.listings = listings;
    Memberships { of: memberships }
}

type Said = (RecordNo, Vec<Step>, Diagnostic);

struct Maker<'a> {
    site: &'a Site,
    listings: Vec<Listing>,
    by_name: HashMap<(Sort, Box<str>), ListingNo>,
    memberships: Vec<Membership>,
}

impl Maker<'_> {
    fn add(&mut self, sort: Sort, name: &str, slug: &str) -> ListingNo {
        let number = u32::try_from(self.listings.len()).unwrap_or(u32::MAX);
        self.listings.push(Listing {
            sort,
            name: name.into(),
            address: format!("{}/{slug}", sort.folder()).into(),
            parent: None,
            children: Vec::new(),
            record: None,
            members: Vec::new(),
            years: Vec::new(),
        });
        self.by_name.insert((sort, name.into()), number);
        number
    }

    fn join(&mut self, listing: ListingNo, record: RecordNo) {
        if let Some(listing) = self.listings.get_mut(listing as usize)
            && listing.members.last() != Some(&record)
        {
            listing.members.push(record);
        }
    }

    fn membership(&mut self, record: RecordNo, change: impl FnOnce(&mut Membership)) {
        if let Some(membership) = self.memberships.get_mut(record as usize) {
            change(membership);
        }
    }

    /// The columns that settings list come first, in their order, whether used or not.
    fn columns(&mut self) {
        let mut slugs = Slugs::default();
        let pinyin = &self.site.settings.pinyin;
        for column in &self.site.settings.columns {
            let slug = slugs.of(&column.name, pinyin);
            self.add(Sort::Column, &column.name, &slug);
        }
        for (number, record) in oldest_first(self.site) {
            let Some(name) = record.column.as_deref() else { continue };
            let listing = match self.by_name.get(&(Sort::Column, name.into())) {
                Some(listing) => *listing,
                None => {
                    let slug = slugs.of(name, pinyin);
                    self.add(Sort::Column, name, &slug)
                }
            };
            self.join(listing, number);
            self.membership(number, |membership| membership.column = Some(listing));
        }
    }

    fn kinds(&mut self) {
        let lang = self.site.settings.lang;
        for row in KINDS.iter().filter(|row| row.kind.runs()) {
            let members: Vec<RecordNo> = oldest_first(self.site)
                .filter(|(_, record)| record.kind == row.kind)
                .map(|(number, _)| number)
                .collect();
            if members.is_empty() {
                continue;
            }
            let chinese = row.chinese.first().copied().unwrap_or(row.english);
            let listing =
                self.add(Sort::Kind, if lang == Lang::En { row.label } else { chinese }, row.english);
            if let Some(listing) = self.listings.get_mut(listing as usize) {
                listing.members = members;
            }
        }
    }

    /// Organisations and people that have a record have their listing at its id; not a person whose own record keeps
    /// the name back.
    fn heads(&mut self) {
        for (kind, sort) in [(Kind::Org, Sort::Org), (Kind::Person, Sort::Person)] {
            for (number, record) in self.site.standing_records().filter(|(_, record)| record.kind == kind) {
                let listing = match self.by_name.get(&(sort, record.headline().into())) {
                    _ if sort == Sort::Person && !record.may_name(record.headline()) => continue,
                    Some(_) => continue, // Two records of one name: the first heads it, the other keeps its own page.
                    None => self.add(sort, record.headline(), record.id.as_str()),
                };
                self.by_name.insert((sort, record.id.as_str().into()), listing);
                if let Some(entry) = self.listings.get_mut(listing as usize) {
                    entry.record = Some(number);
                }
                self.membership(number, |membership| membership.heads = Some(listing));
            }
        }
    }

    /// Tags, organisations and by-lines.
    fn names(&mut self) {
        let site = self.site;
        let mut slugs: HashMap<Sort, Slugs> = HashMap::new();
        for listing in &self.listings {
            let last = listing.address.rsplit('/').next().unwrap_or_default();
            slugs.entry(listing.sort).or_default().keep(last);
        }
        // A record that heads no listing still has its page there.
        for (_, record) in site.standing_records().filter(|(_, record)| record.kind == Kind::Person) {
            slugs.entry(Sort::Person).or_default().keep(record.id.as_str());
        }
        for (number, record) in oldest_first(site) {
            let tags = record.tags.iter().map(|tag| self.named(Sort::Tag, tag, &mut slugs)).collect();
            let orgs = record.orgs().iter().map(|org| self.named(Sort::Org, &org.name, &mut slugs)).collect();
            let bylines = self.people(record, &mut slugs);
            let membership = Membership { tags, orgs, bylines, ..Membership::default() };
            let people = membership.bylines.iter().flatten();
            for listing in membership.tags.iter().chain(&membership.orgs).chain(people) {
                self.join(*listing, number);
            }
            self.membership(number, |known| {
                known.tags = membership.tags;
                known.orgs = membership.orgs;
                known.bylines = membership.bylines;
            });
        }
    }

    /// The listing of each by-line; none for a name that the record itself keeps back.
    fn people(&mut self, record: &Record, slugs: &mut HashMap<Sort, Slugs>) -> Vec<Option<ListingNo>> {
        let mut listings = Vec::with_capacity(record.bylines.len());
        for byline in &record.bylines {
            let may = record.may_name(&byline.name);
            listings.push(may.then(|| self.named(Sort::Person, &byline.name, slugs)));
        }
        listings
    }

    fn named(&mut self, sort: Sort, name: &str, slugs: &mut HashMap<Sort, Slugs>) -> ListingNo {
        match self.by_name.get(&(sort, name.into())) {
            Some(listing) => *listing,
            None => {
                let slug = slugs.entry(sort).or_default().of(name, &self.site.settings.pinyin);
                self.add(sort, name, &slug)
            }
        }
    }

    /// Places: a listing for every place that records name or stories are told of.
    fn places(&mut self, places: &mut Places) -> Vec<Said> {
        let site = self.site;
        let mut said = Vec::new();
        let mut trails: Vec<(RecordNo, Vec<PlaceNo>)> = Vec::new();
        let mut known: HashMap<(Box<str>, Option<crate::model::date::Date>), Vec<PlaceNo>> = HashMap::new();
        for (number, record) in oldest_first(site) {
            let Some(typed) = record.place.as_deref() else { continue };
            let trail = known.entry((typed.into(), record.date)).or_insert_with(|| {
                let found = places.find(typed);
                if let Some((name, near)) = found.unknown {
                    said.push((number, vec![Step::Key("place")], unknown_place(&name, &near)));
                }
                places.trail(found.place, record.date.unwrap_or(site.now))
            });
            trails.push((number, trail.clone()));
        }
        let listings = self.place_listings(places, &trails);
        for (number, trail) in trails {
            let listed: Vec<ListingNo> =
                trail.iter().filter_map(|place| listings.get(place).copied()).collect();
            for listing in &listed {
                self.join(*listing, number);
            }
            self.membership(number, |membership| membership.places = listed);
        }
        for (number, record) in site.standing_records() {
            said.extend(self.place_of_standing(places, &listings, (number, record)));
        }
        said
    }

    /// A standing record that names a place is told of there, without being a member.
    fn place_of_standing(
        &mut self,
        places: &mut Places,
        listings: &HashMap<PlaceNo, ListingNo>,
        (number, record): (RecordNo, &Record),
    ) -> Option<Said> {
        let found = places.find(record.place.as_deref()?);
        let trail = places.trail(found.place, self.site.now);
        let listed: Vec<ListingNo> = trail.iter().filter_map(|place| listings.get(place).copied()).collect();
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
                places.find(typed);
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

fn oldest_first(site: &Site) -> impl Iterator<Item = (RecordNo, &Record)> {
    let running = u32::try_from(site.running).unwrap_or(u32::MAX);
    (0..running).zip(&site.records).rev()
}

fn unknown_columns(site: &Site) -> Vec<Said> {
    let columns = &site.settings.columns;
    if columns.is_empty() {
        return Vec::new();
    }
    let mut said = Vec::new();
    for (number, record) in (0..).zip(&site.records) {
        let Some(name) = record.column.as_deref() else { continue };
        if columns.iter().any(|column| *column.name == *name) {
            continue;
        }
        let near = columns.iter().min_by_key(|column| strsim::damerau_levenshtein(name, &column.name));
        let near = near.map(|column| &*column.name).unwrap_or_default();
        let message =
            Say::new(format!("设置里没有栏目 `{name}`"), format!("the settings list no column `{name}`"));
        let hint = Say::new(
            format!("最接近的是 `{near}`；新栏目请加到 jianbao.yaml 的 `栏目`（columns）"),
            format!("the nearest is `{near}`; add a new one to `columns` in jianbao.yaml"),
        );
        said.push((
            number,
            vec![Step::Key("column")],
            Diagnostic::warning("unknown-column", message).hint(hint),
        ));
    }
    said
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
