//! Columns, places, kinds, tags, organisations and people: names to numbered listings.
//!
//! What surprised us: "the name first used keeps its slug" means the *oldest* record, so names are met in the
//! reverse of the site's order, and the members are turned round at the end.

mod heads;
mod places;

use std::collections::HashMap;

use super::note;
use super::places::Places;
use super::site::{Listing, ListingNo, RecordNo, Site, Sort};
use super::slugs::Slugs;
use super::validity;
use super::years::{finish, years};
use crate::model::date::Date;
use crate::model::kind::KINDS;
use crate::model::settings::Lang;
use crate::model::standing::Dated;
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
        former: HashMap::new(),
    };
    maker.columns();
    maker.kinds();
    maker.heads();
    maker.names();
    let unknown = unknown_columns(maker.site);
    let mut places = Places::of(&maker.site.records);
    let mut lost = maker.places(&mut places);
    lost.extend(validity::faults(&maker.site.records, &places));
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

/// What is said of a value of a record.
pub(super) type Said = (RecordNo, Vec<Step>, Diagnostic);

/// A name of a listing, with its days.
type Bearer = (Dated, ListingNo);

struct Maker<'a> {
    site: &'a Site,
    listings: Vec<Listing>,
    by_name: HashMap<(Sort, Box<str>), ListingNo>,
    /// Who bore a name at which time, where that is not who bears it now.
    former: HashMap<(Sort, Box<str>), Vec<Bearer>>,
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
            meetings: Vec::new(),
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
            let tags = record.tags.iter().map(|tag| self.named(Sort::Tag, (tag, None), &mut slugs)).collect();
            let orgs =
                record.orgs().iter().map(|org| self.named(Sort::Org, (&org.name, record.date), &mut slugs));
            let orgs = orgs.collect();
            let bylines = self.people(record, &mut slugs);
            let membership = Membership { tags, orgs, bylines, ..Membership::default() };
            let people = membership.bylines.iter().flatten();
            let told_of = self.told_of(record);
            for listing in membership.tags.iter().chain(&membership.orgs).chain(people).chain(&told_of) {
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
            listings.push(may.then(|| self.named(Sort::Person, (&byline.name, record.date), slugs)));
        }
        listings
    }

    fn named(
        &mut self,
        sort: Sort,
        (name, day): (&str, Option<Date>),
        slugs: &mut HashMap<Sort, Slugs>,
    ) -> ListingNo {
        match self.bearer(sort, name, day) {
            Some(listing) => listing,
            None => {
                let slug = slugs.entry(sort).or_default().of(name, &self.site.settings.pinyin);
                self.add(sort, name, &slug)
            }
        }
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
