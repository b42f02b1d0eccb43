//! A site in, a version for each of its parts out: equal versions mean that what is read is equal.
//!
//! What surprised us: numbers change with every record that comes or goes, so a version holds the names behind them. A
//! name outlives its number, and the next build finds it again.

use rayon::prelude::*;

use super::super::feeds::calendar::has_events;
use super::super::figures::counted::{self, Account, Said, Whose};
use super::super::links::Links;
use super::near::{beside, neighbours, related};
use super::part::{Part, Rows};
use super::printed::{page_number, sheet};
use super::view::Face;
use crate::model::editions::{Editions, Printed};
use crate::model::hash::hash;
use crate::read::Sources;
use crate::resolve::dossiers::{Dossier, dossier};
use crate::resolve::figures::Subject;
use crate::resolve::map;
use crate::resolve::{Issue, IssueNo, Listing, ListingNo, RecordNo, Site, Ties};

/// By what things are known again in another build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Of records, by their ids.
    pub records: Vec<u64>,
    /// Of listings, by their addresses.
    pub listings: Vec<u64>,
    /// Of issues, by their weeks.
    pub issues: Vec<u64>,
    /// Of years.
    pub years: Vec<u64>,
    /// Of files, by their paths.
    pub files: Vec<u64>,
    /// Of templates, by their names.
    pub templates: Vec<u64>,
}

impl Names {
    fn of(site: &Site, sources: &Sources, templates: impl Iterator<Item = u64>) -> Self {
        Self {
            records: site.records.par_iter().map(|record| hash(&record.id)).collect(),
            listings: site.listings.iter().map(|listing| hash(&listing.address)).collect(),
            issues: site.issues.iter().map(|issue| hash(&issue.week)).collect(),
            years: site.years.iter().map(|year| hash(&year.year)).collect(),
            files: sources.files().map(hash).collect(),
            templates: templates.collect(),
        }
    }

    fn record(&self, number: RecordNo) -> u64 {
        self.records.get(number as usize).copied().unwrap_or(0)
    }

    fn listing(&self, number: ListingNo) -> u64 {
        self.listings.get(number as usize).copied().unwrap_or(0)
    }

    fn issue(&self, number: IssueNo) -> u64 {
        self.issues.get(number as usize).copied().unwrap_or(0)
    }

    fn all_records(&self, numbers: &[RecordNo]) -> Vec<u64> {
        numbers.iter().map(|number| self.record(*number)).collect()
    }

    fn all_listings(&self, numbers: &[ListingNo]) -> Vec<u64> {
        numbers.iter().map(|number| self.listing(*number)).collect()
    }
}

/// What versions are made from.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its printed issues.
    pub editions: &'a Editions,
    /// Its files.
    pub sources: &'a Sources,
    /// What records are called.
    pub links: &'a Links,
    /// What the system said of the files before the first was read.
    pub states: &'a [u64],
    /// Names and versions of templates.
    pub templates: (&'a [u64], &'a [u64]),
}

/// The version of every part, by its row; 0 for what is never the same, or is made of parts itself.
#[derive(Debug)]
pub struct Versions {
    /// The rows.
    pub rows: Rows,
    /// By what things are known again.
    pub names: Names,
    /// One version a row.
    pub all: Vec<u64>,
}

impl Versions {
    /// Makes them all.
    #[must_use]
    pub fn of(ground: Ground<'_>) -> Self {
        let Ground { site, sources, templates: (template_names, template_versions), .. } = ground;
        let names = Names::of(site, sources, template_names.iter().copied());
        let rows = Rows::of(site, names.files.len(), names.templates.len());
        let maker = Maker { ground, names: &names };
        let mut all = Vec::with_capacity(rows.len() as usize);
        maker.records(rows.records, &mut all);
        maker.listings(&mut all);
        maker.issues(&mut all);
        all.extend((0..rows.years).map(|at| maker.year(at)));
        all.extend(ground.states);
        all.extend(template_versions);
        all.extend([hash(&site.now), maker.years(), 0, maker.all_counted(), maker.spots(), 0]);
        let mut versions = Self { rows, names, all };
        versions.set(Part::Standing, versions.standing(site));
        versions
    }

    /// The version of a part.
    #[must_use]
    pub fn get(&self, part: Part) -> u64 {
        self.all.get(self.rows.row(part) as usize).copied().unwrap_or(0)
    }

    fn set(&mut self, part: Part, version: u64) {
        if let Some(slot) = self.all.get_mut(self.rows.row(part) as usize) {
            *slot = version;
        }
    }

    /// Lets a part be never the same.
    pub fn doubt(&mut self, part: Part) {
        self.set(part, 0);
    }

    /// All keys and ties of all standing records.
    fn standing(&self, site: &Site) -> u64 {
        let numbers = site.standing().map(|(number, ..)| number);
        let of = |number| {
            (self.names.record(number), self.get(Part::Record(number)), self.get(Part::Ties(number)))
        };
        hash(&numbers.map(of).collect::<Vec<_>>())
    }
}

struct Maker<'a> {
    ground: Ground<'a>,
    names: &'a Names,
}

impl Maker<'_> {
    /// The parts of records, sort by sort.
    fn records(&self, count: u32, all: &mut Vec<u64>) {
        let of: [&(dyn Fn(RecordNo) -> Option<u64> + Sync); 13] = [
            &|number| self.record(number),
            &|number| self.ground.site.tied(number).map(|ties| self.ties(ties)),
            &|number| self.ground.site.record(number).map(|record| hash(&record.source.words)),
            &|number| Some(self.around(number)),
            &|number| self.link(number),
            &|number| Some(hash(&self.names.all_records(self.ground.site.reports(number)))),
            &|_| None,
            &|_| None,
            &|number| Some(self.page_number(number)),
            &|number| Some(self.sheet(number)),
            &|number| Some(self.account(&counted::of_record(self.ground.site, number))),
            &|number| Some(self.account(&counted::of_subject(self.ground.site, Subject::Record(number)))),
            &|number| self.dossier(number),
        ];
        for version in of {
            all.par_extend((0..count).into_par_iter().map(|number| version(number).unwrap_or(0)));
        }
    }

    fn record(&self, number: RecordNo) -> Option<u64> {
        let record = self.ground.site.record(number)?;
        let source = (self.ground.sources.path(record.source.file), record.source.item);
        let why = self.ground.site.previewed.get(&record.id).map(|hidden| *hidden as u8);
        Some(hash(&(record, source, why)))
    }

    fn ties(&self, ties: &Ties) -> u64 {
        let Ties {
            page,
            hidden,
            issue,
            column,
            places,
            tags,
            orgs,
            bylines,
            about,
            corrects,
            corrected_by,
            follow_up,
            heads,
        } = ties;
        let record = |number: &Option<RecordNo>| number.map(|number| self.names.record(number));
        let listing = |number: &Option<ListingNo>| number.map(|number| self.names.listing(number));
        let own = (page, hidden.map(|hidden| hidden as u8), issue.map(|issue| self.names.issue(issue)));
        let lists = [places, tags, orgs].map(|numbers| self.names.all_listings(numbers));
        let names: Vec<_> = bylines.iter().map(listing).collect();
        let about: Vec<_> = about.iter().map(record).collect();
        let corrections = (record(corrects), self.names.all_records(corrected_by));
        let kept: Vec<_> = follow_up.iter().map(record).collect();
        hash(&(own, listing(column), lists, names, about, corrections, kept, listing(heads)))
    }

    fn around(&self, number: RecordNo) -> u64 {
        let Ground { site, links, .. } = self.ground;
        let beside = neighbours(site, number, links.place_in_issue(number));
        let beside = beside.map(|number| number.map(|number| self.names.record(number)));
        let related = related(site, number);
        let related: Vec<_> = related
            .iter()
            .map(|one| (one.name, &*one.address, self.names.all_records(&one.members)))
            .collect();
        hash(&(beside, related))
    }

    fn link(&self, number: RecordNo) -> Option<u64> {
        let Ground { site, links, .. } = self.ground;
        let (record, ties) = (site.record(number)?, site.tied(number)?);
        Some(hash(&(links.names.of(number, record), &ties.page, record.date, record.kind)))
    }

    fn page_number(&self, number: RecordNo) -> u64 {
        hash(&page_number((self.ground.site, self.ground.editions), number))
    }

    /// The version of a sheet; 0 where its files are not known again.
    fn sheet(&self, number: RecordNo) -> u64 {
        match sheet((self.ground.site, self.ground.editions), number) {
            Some(sheet) if sheet.version == 0 => 0,
            sheet => hash(&sheet),
        }
    }

    fn dossier(&self, number: RecordNo) -> Option<u64> {
        let site = self.ground.site;
        site.record(number).filter(|record| record.kind.stands())?;
        let Dossier { count, ends, years, often, line, users, former, filed } = dossier(site, number);
        let ends = ends.map(|ends| ends.map(|story| self.names.record(story)));
        let often = often.map(|often| {
            often.iter().map(|(one, count)| (self.names.listing(*one), *count)).collect::<Vec<_>>()
        });
        let former: Vec<_> =
            former.iter().map(|one| (self.names.listing(one.place), one.count, one.to)).collect();
        let filed: Vec<_> =
            filed.iter().map(|(story, under)| (self.names.record(*story), under.as_deref())).collect();
        let records = [line, users].map(|numbers| self.names.all_records(&numbers));
        Some(hash(&(count, ends, years, often, records, former, filed)))
    }

    fn listings(&self, all: &mut Vec<u64>) {
        let listings = &self.ground.site.listings;
        all.par_extend(listings.par_iter().map(|listing| self.face(listing)));
        all.par_extend(listings.par_iter().map(|listing| self.members(listing)));
        let counted = |number| self.account(&counted::of_subject(self.ground.site, Subject::Place(number)));
        let numbers = || (0..self.names.listings.len() as ListingNo).into_par_iter();
        all.par_extend(numbers().map(counted));
        all.par_extend(numbers().map(|number| self.lying(number)));
    }

    /// The version of where a place and those below it lie.
    fn lying(&self, number: ListingNo) -> u64 {
        let of = |one: &map::Lying<'_>| {
            let map::Lying { listing, name, geo, sight } = *one;
            hash(&(self.names.listing(listing), name, geo.map(f64::to_bits), sight))
        };
        hash(&map::lying(self.ground.site, number).iter().map(of).collect::<Vec<_>>())
    }

    fn face(&self, listing: &Listing) -> u64 {
        let Face { sort, name, address, parent, children, record } = Face::of(listing);
        let record = record.map(|number| self.names.record(number));
        let parent = parent.map(|number| self.names.listing(number));
        hash(&(sort, name, address, parent, self.names.all_listings(children), record))
    }

    fn members(&self, listing: &Listing) -> u64 {
        let events = has_events(self.ground.site, listing);
        let records = [&listing.members, &listing.meetings].map(|numbers| self.names.all_records(numbers));
        hash(&(records, &listing.years, events))
    }

    /// The version of what may be shown of figures.
    fn account(&self, account: &Account<'_>) -> u64 {
        let Account { whose, counted, funnel, kept_back, total } = account;
        let said = |said: &Said<'_>| {
            let Said { mark, figure, day, weight, whose } = *said;
            hash(&(self.names.record(mark.record), mark.entry, figure, day, weight, self.whose(whose)))
        };
        let counted: Vec<u64> = counted.iter().flat_map(|counted| &counted.said).map(said).collect();
        let funnel: Vec<u64> = funnel.iter().map(said).collect();
        hash(&(self.whose(*whose), counted, funnel, kept_back, total))
    }

    fn whose(&self, whose: Whose<'_>) -> u64 {
        match whose {
            Whose::Record(number) => hash(&(0, self.names.record(number))),
            Whose::Place(number) => hash(&(1, self.names.listing(number))),
            Whose::Words(words) => hash(&(2, words)),
            Whose::Nobody => hash(&3),
        }
    }

    fn all_counted(&self) -> u64 {
        let accounts = counted::of_all(self.ground.site);
        hash(&accounts.iter().map(|account| self.account(account)).collect::<Vec<_>>())
    }

    /// The version of all places as the map shows them.
    fn spots(&self) -> u64 {
        let spots = map::gather(self.ground.site);
        let of = |spot: &map::Spot<'_>| {
            let map::Spot { listing: _, name, address, parent, id, geo, sight, stories, projects, is_hidden } =
                *spot;
            let geo = geo.map(|degrees| degrees.map(f64::to_bits));
            hash(&(name, address, parent, id, geo, (sight, stories, projects, is_hidden)))
        };
        hash(&spots.iter().map(of).collect::<Vec<_>>())
    }

    fn issues(&self, all: &mut Vec<u64>) {
        let site = self.ground.site;
        let numbered = || (0..).zip(&site.issues);
        all.extend(site.issues.iter().map(|issue| self.issue(issue)));
        all.extend(site.issues.iter().map(|issue| self.issue_link(issue)));
        all.extend(numbered().map(|(number, _)| {
            hash(&beside(site, number).map(|number| number.map(|number| self.names.issue(number))))
        }));
        let printed = || site.issues.iter().map(|issue| self.ground.editions.of(issue.week));
        all.extend(printed().map(|printed| hash(&printed.map(edition))));
        all.extend(printed().map(paper));
    }

    fn issue(&self, issue: &Issue) -> u64 {
        let Issue { week, date, number, credits, records, decisions } = issue;
        hash(&(week, date, number, credits, self.names.all_records(records), decisions))
    }

    fn issue_link(&self, issue: &Issue) -> u64 {
        let lead = issue.records.first().and_then(|lead| self.link(*lead));
        hash(&(issue.week, issue.date, issue.number, issue.records.len(), lead))
    }

    fn year(&self, at: u32) -> u64 {
        let site = self.ground.site;
        let Some(year) = site.years.get(at as usize) else { return 0 };
        let records = site.records.get(year.members.clone()).unwrap_or_default();
        let names = self.names.records.get(year.members.clone()).unwrap_or_default();
        let dated: Vec<_> = names.iter().zip(records.iter().map(|record| record.date)).collect();
        let months: Vec<_> = year.months.iter().map(|month| (month.month, month.members.len())).collect();
        hash(&(year.year, months, dated))
    }

    fn years(&self) -> u64 {
        let count = |year: &crate::resolve::site::Year| (year.year, year.members.len(), year.months.len());
        hash(&self.ground.site.years.iter().map(count).collect::<Vec<_>>())
    }
}

/// The version of an issue as it was made up.
fn edition(printed: &Printed) -> u64 {
    // Numbers with a fraction have no hash, but their bytes have.
    hash(&(postcard::to_stdvec(&*printed.edition).ok(), &printed.sizes))
}

/// The version of the files of an issue; 0 where they are not known again.
fn paper(printed: Option<&Printed>) -> u64 {
    match printed {
        Some(printed) if printed.version == 0 => 0,
        printed => hash(&printed.map(|printed| (printed.version, edition(printed)))),
    }
}
