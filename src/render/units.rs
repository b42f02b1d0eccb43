//! The address of a page in, what makes it out: the parts that a site's pages are made in, each by itself.
//!
//! What surprised us: an address names what it shows (a record by its id, a listing by its slugs), so the part that
//! makes a page is found without a table of all pages.

use std::io;

use super::directory::data;
use super::feeds::{self, Bulletin, has_feed};
use super::graph::versions::Names;
use super::press::Press;
use super::{
    days, dossier, figures, front, indexes, issues, layout, listing, map, others, record, sheets, years,
};
use crate::model::hash::hash;
use crate::model::{Kind, SitePath};
use crate::resolve::calendar::Span;
use crate::resolve::directory;
use crate::resolve::figures::FOLDER;
use crate::resolve::{IssueNo, ListingNo, RecordNo, Site, map as places};

/// What is made at a time: one page, or a few that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The page of a record that runs in an issue, or a plain page.
    Record(RecordNo),
    /// The page of a standing record.
    Dossier(RecordNo),
    /// The first page of a listing.
    Listing(ListingNo),
    /// The pages of one year of a listing, by its place among the listing's years.
    ListingYear(ListingNo, usize),
    /// The feed and the calendar of a listing.
    Feeds(ListingNo),
    /// The page of an issue.
    Issue(IssueNo),
    /// The files of a printed issue, and what stands where in it.
    Paper(IssueNo),
    /// The files of a record's sheet for notice boards.
    Sheet(RecordNo),
    /// The pages of a year, by its place in the site's years.
    Year(u32),
    /// The page that lists all figures.
    Figures,
    /// The files with the directory of venues.
    Directory,
    /// The page of the map, and the files beside it.
    Map,
    /// The page of a week or month of the calendar.
    Days(Span),
    /// The front page.
    Front,
    /// Archives, indexes, the search page, 404 and redirects.
    Rest,
}

impl Unit {
    /// By what the unit is known again in another build.
    #[must_use]
    pub fn name(self, site: &Site, names: &Names) -> u64 {
        let at = |list: &[u64], number: u32| list.get(number as usize).copied().unwrap_or(0);
        let (sort, name, year) = match self {
            Self::Record(number) => (0, at(&names.records, number), None),
            Self::Dossier(number) => (1, at(&names.records, number), None),
            Self::Listing(number) => (2, at(&names.listings, number), None),
            Self::ListingYear(number, year) => {
                let year = site.listing(number).and_then(|listing| listing.years.get(year));
                (3, at(&names.listings, number), year.map(|year| year.year))
            }
            Self::Feeds(number) => (4, at(&names.listings, number), None),
            Self::Issue(number) => (5, at(&names.issues, number), None),
            Self::Year(number) => (6, at(&names.years, number), None),
            Self::Front => (7, 0, None),
            Self::Rest => (8, 0, None),
            Self::Paper(number) => (9, at(&names.issues, number), None),
            Self::Sheet(number) => (10, at(&names.records, number), None),
            Self::Figures => (11, 0, None),
            Self::Days(span) => (12, hash(&span), None),
            Self::Directory => (13, 0, None),
            Self::Map => (14, 0, None),
        };
        hash(&(sort, name, year))
    }

    /// What makes the page at `path`.
    #[must_use]
    pub fn of(site: &Site, path: &SitePath) -> Self {
        let address = path.address().trim_end_matches('/');
        if address.is_empty() {
            return Self::Front;
        }
        if address == FOLDER && !site.figures.is_empty() {
            return Self::Figures;
        }
        if directory::FILES.contains(&address) && !directory::is_empty(site) {
            return Self::Directory;
        }
        if address == places::FOLDER && !places::is_empty(site) {
            return Self::Map;
        }
        Self::of_record(site, path, address)
            .or_else(|| Self::of_listing(site, address))
            .or_else(|| Self::of_issue(site, address))
            .or_else(|| Self::of_days(site, address))
            .or_else(|| Self::of_year(site, address))
            .unwrap_or(Self::Rest)
    }

    fn of_record(site: &Site, path: &SitePath, address: &str) -> Option<Self> {
        let id = address.rsplit('/').next()?;
        let number = *site.by_id.get(id)?;
        let (record, ties) = (site.record(number)?, site.tied(number)?);
        let is_own = ties.page == *path && ties.heads.is_none();
        let stands = record.kind.stands() && record.kind != Kind::Page;
        is_own.then_some(if stands { Self::Dossier(number) } else { Self::Record(number) })
    }

    /// The listing at `address`, or at what is left of it without a year and a month.
    fn of_listing(site: &Site, address: &str) -> Option<Self> {
        let mut addresses = std::iter::successors(Some(address), |longer| {
            let (shorter, last) = longer.rsplit_once('/')?;
            last.bytes().all(|byte| byte.is_ascii_digit()).then_some(shorter)
        });
        let known = |address: &str| (0..).zip(&site.listings).find(|(_, one)| *one.address == *address);
        let (base, (number, listing)) = addresses.find_map(|base| Some((base, known(base)?)))?;
        let Some(behind) = address.get(base.len() + 1..) else { return Some(Self::Listing(number)) };
        let year: i16 = behind.split('/').next()?.parse().ok()?;
        let at = listing.years.iter().position(|one| one.year == year)?;
        Some(Self::ListingYear(number, at))
    }

    fn of_issue(site: &Site, address: &str) -> Option<Self> {
        let week = address.strip_prefix("issues/")?;
        let at = site.issues.iter().position(|issue| issue.week.to_string() == week)?;
        u32::try_from(at).ok().map(Self::Issue)
    }

    fn of_days(site: &Site, address: &str) -> Option<Self> {
        let span = Span::parse(address.strip_prefix(days::SECTION)?)?;
        site.calendar.has(span).then_some(Self::Days(span))
    }

    fn of_year(site: &Site, address: &str) -> Option<Self> {
        let year: i16 = address.split('/').next()?.parse().ok()?;
        (0..).zip(&site.years).find(|(_, one)| one.year == year).map(|(at, _)| Self::Year(at))
    }
}

/// All units of a site but those that are made anew whenever anything has changed: first those that leave cards, then
/// those that show them.
#[must_use]
pub fn all(site: &Site) -> [Vec<Unit>; 2] {
    let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    let plain = site.pages().map(|(number, ..)| number);
    let first = (0..count(site.running)).chain(plain).map(Unit::Record).collect();
    let mut then = Vec::new();
    for (number, listing) in (0..).zip(&site.listings) {
        then.push(Unit::Listing(number));
        then.extend((0..listing.years.len()).map(|at| Unit::ListingYear(number, at)));
        if has_feed(listing.sort) {
            then.push(Unit::Feeds(number));
        }
    }
    then.extend(site.standing().map(|(number, ..)| Unit::Dossier(number)));
    then.extend((0..count(site.issues.len())).flat_map(|at| [Unit::Issue(at), Unit::Paper(at)]));
    let wanted = (0..).zip(&site.records).filter(|(_, record)| record.wants_sheet());
    then.extend(wanted.map(|(number, _)| Unit::Sheet(number)));
    then.extend((0..count(site.years.len())).map(Unit::Year));
    then.extend(site.calendar.spans().map(Unit::Days));
    then.extend((!site.figures.is_empty()).then_some(Unit::Figures));
    then.extend((!directory::is_empty(site)).then_some(Unit::Directory));
    then.extend((!places::is_empty(site)).then_some(Unit::Map));
    [first, then]
}

/// Makes the pages of one unit.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, unit: Unit) -> io::Result<()> {
    match unit {
        Unit::Record(number) => record::print(press, number),
        Unit::Dossier(number) => dossier::print(press, number),
        Unit::Listing(number) => listing::print(press, number),
        Unit::ListingYear(number, at) => listing::print_year(press, number, at),
        Unit::Feeds(number) => {
            let content = press.told();
            feeds::of_listing(&Bulletin { site: press.site, content: &content }, number, press.output)
        }
        Unit::Issue(number) => issues::print(press, number),
        Unit::Paper(number) => layout::print(press, number),
        Unit::Sheet(number) => sheets::print(press, number),
        Unit::Year(at) => years::print(press, at),
        Unit::Figures => figures::page::print(press),
        Unit::Directory => data::put(press),
        Unit::Map => map::print(press),
        Unit::Days(span) => days::print(press, span),
        Unit::Front => front::print(press),
        Unit::Rest => rest(press),
    }
}

/// Archives, indexes, the search page, 404 and redirects.
fn rest(press: &Press<'_>) -> io::Result<()> {
    issues::print_archive(press)?;
    days::print_index(press)?;
    indexes::print_years(press)?;
    indexes::print_sorts(press)?;
    indexes::print_kinds(press)?;
    others::print_search(press)?;
    others::print_missing(press)?;
    others::print_redirects(press)
}
