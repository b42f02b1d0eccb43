//! The address of a page in, what makes it out: the parts that a site's pages are made in, each by itself.
//!
//! What surprised us: an address names what it shows (a record by its id, a listing by its slugs), so the part that
//! makes a page is found without a table of all pages.

use std::io;

use super::press::Press;
use super::{cards, dossier, front, indexes, issues, listing, others, record, years};
use crate::model::{Kind, SitePath};
use crate::resolve::{IssueNo, ListingNo, RecordNo, Site};

/// What is made at a time: one page, or a few that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The page of a record that runs in an issue, or a plain page.
    Record(RecordNo),
    /// The page of a standing record.
    Dossier(RecordNo),
    /// The pages of a listing.
    Listing(ListingNo),
    /// The page of an issue.
    Issue(IssueNo),
    /// The pages of a year, by its place in the site's years.
    Year(usize),
    /// The front page.
    Front,
    /// Archives, indexes, the search page, 404 and redirects.
    Rest,
}

impl Unit {
    /// What makes the page at `path`.
    #[must_use]
    pub fn of(site: &Site, path: &SitePath) -> Self {
        let address = path.address().trim_end_matches('/');
        if address.is_empty() {
            return Self::Front;
        }
        Self::of_record(site, path, address)
            .or_else(|| Self::of_listing(site, address))
            .or_else(|| Self::of_issue(site, address))
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
        let found =
            addresses.find_map(|address| site.listings.iter().position(|one| *one.address == *address));
        found.and_then(|at| u32::try_from(at).ok()).map(Self::Listing)
    }

    fn of_issue(site: &Site, address: &str) -> Option<Self> {
        let week = address.strip_prefix("issues/")?;
        let at = site.issues.iter().position(|issue| issue.week.to_string() == week)?;
        u32::try_from(at).ok().map(Self::Issue)
    }

    fn of_year(site: &Site, address: &str) -> Option<Self> {
        let year: i16 = address.split('/').next()?.parse().ok()?;
        site.years.iter().position(|one| one.year == year).map(Self::Year)
    }
}

/// Makes the pages of one unit.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, unit: Unit) -> io::Result<()> {
    match unit {
        Unit::Record(number) => {
            if let Some(made) = record::print(press, number)? {
                cards::prepare(press, number, &made.story);
            }
            Ok(())
        }
        Unit::Dossier(number) => dossier::print(press, number).map(|_| ()),
        Unit::Listing(number) => listing::print(press, number).map(|_| ()),
        Unit::Issue(number) => issues::print(press, number),
        Unit::Year(at) => press.site.years.get(at).map_or(Ok(()), |year| years::print(press, year)),
        Unit::Front => front::print(press),
        Unit::Rest => rest(press),
    }
}

/// The front page, archives, indexes, the search page, 404 and redirects.
///
/// # Errors
/// What the disk said.
pub fn rest(press: &Press<'_>) -> io::Result<()> {
    front::print(press)?;
    issues::print_archive(press)?;
    indexes::print_years(press)?;
    indexes::print_sorts(press)?;
    indexes::print_kinds(press)?;
    others::print_search(press)?;
    others::print_missing(press)?;
    others::print_redirects(press)
}
