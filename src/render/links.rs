//! The site in, one ready link value for every record, listing and issue out.
//!
//! What surprised us: a page is mostly links to others. Made once and shared (a value is a counted pointer),
//! they cost a page nothing, whatever the number of pages that link there.

use std::sync::OnceLock;

use tera::Value;

use super::dates::Dates;
use super::desk::Desk;
use super::graph::{Part, View};
use super::names::{Names, headline};
use super::texts::Texts;
use super::values::{address, folder, map, safe, text};
use crate::model::kind::KindRow;
use crate::model::settings::Lang;
use crate::model::{Kind, Record, Week};
use crate::resolve::site::Sort;
use crate::resolve::{Issue, IssueNo, Listing, ListingNo, RecordNo, Site};

/// The greatest number of records of which links are kept.
const MOST_KEPT: usize = 50_000;

/// Links to all that has a page, by number.
#[derive(Debug, Default)]
pub struct Links {
    /// What records are called.
    pub names: Names,
    /// Dates in words.
    pub dates: Dates,
    /// Made when they are first wanted: of a large site few are, when little has changed. Of a very large one none is
    /// kept: each would take a kilobyte.
    records: Vec<OnceLock<Value>>,
    listings: Vec<Value>,
    issues: Vec<Value>,
    /// The place of each record in the contents of its issue.
    places: Vec<u32>,
}

impl Links {
    /// Makes them all.
    #[must_use]
    pub fn new(site: &Site, desk: &Desk<'_>, texts: &Texts) -> Self {
        let dates = site.records.iter().filter_map(|record| record.date);
        let issue_dates = site.issues.iter().map(|issue| issue.date);
        let mut links = Self {
            names: Names::new(site, desk),
            dates: Dates::new(site.settings.lang, dates.chain(issue_dates)),
            ..Self::default()
        };
        let kept = if site.records.len() > MOST_KEPT { 0 } else { site.records.len() };
        links.records = (0..kept).map(|_| OnceLock::new()).collect();
        links.listings = site.listings.iter().map(|listing| listing_link(site, listing)).collect();
        links.issues = site.issues.iter().map(|issue| links.issue_link(site, issue, texts)).collect();
        links.places = places(site);
        links
    }

    /// Makes the links to one record and to its issue anew.
    pub fn renew(&mut self, site: &Site, desk: &Desk<'_>, (texts, number): (&Texts, RecordNo)) {
        self.names.renew(site, desk, number);
        if let Some(known) = self.records.get_mut(number as usize) {
            *known = OnceLock::new();
        }
        let issue = site.tied(number).and_then(|ties| ties.issue).map(|issue| issue as usize);
        let link = issue.and_then(|at| site.issues.get(at)).map(|issue| self.issue_link(site, issue, texts));
        if let Some((known, link)) = issue.and_then(|at| self.issues.get_mut(at)).zip(link) {
            *known = link;
        }
    }

    /// These links for somebody whose reading is noted.
    #[must_use]
    pub fn noted<'a>(&'a self, site: View<'a>) -> Linked<'a> {
        Linked { links: self, dates: &self.dates, site }
    }

    /// The link to a record: `title`, `headline`, `url`, `date`, `kind`.
    #[must_use]
    pub fn record(&self, site: &Site, number: RecordNo) -> Value {
        let make = || self.record_link(site, number);
        self.records.get(number as usize).map_or_else(make, |link| link.get_or_init(make).clone())
    }

    /// The link to a listing: `name`, `url`, `badge`.
    #[must_use]
    pub fn listing(&self, number: ListingNo) -> Value {
        self.listings.get(number as usize).cloned().unwrap_or_else(Value::none)
    }

    /// The link to an issue: `week`, `number`, `label`, `url`, `date`, `count`, `lead`.
    #[must_use]
    pub fn issue(&self, number: IssueNo) -> Value {
        self.issues.get(number as usize).cloned().unwrap_or_else(Value::none)
    }

    /// The place of a record in the contents of its issue, from 0.
    #[must_use]
    pub fn place_in_issue(&self, number: RecordNo) -> usize {
        self.places.get(number as usize).map_or(0, |place| *place as usize)
    }

    fn record_link(&self, site: &Site, number: RecordNo) -> Value {
        let (Some(record), Some(ties)) = (site.record(number), site.tied(number)) else {
            return Value::none();
        };
        let name = self.names.of(number, record);
        map([
            ("title", Value::from(name)),
            ("headline", safe(&headline(name))),
            ("url", Value::from(address(ties.page.address()))),
            ("date", self.dates.maybe(record.date)),
            ("kind", Value::from(kind_name(record.kind, site.settings.lang))),
        ])
    }

    fn issue_link(&self, site: &Site, issue: &Issue, texts: &Texts) -> Value {
        let lead = issue.records.first().map_or_else(Value::none, |lead| self.record(site, *lead));
        map([
            ("week", Value::from(issue.week.to_string())),
            ("number", Value::from(issue.number)),
            ("label", Value::from(issue_label((issue.week, issue.number), texts))),
            ("url", Value::from(format!("issues/{}/", issue.week))),
            ("date", self.dates.value(issue.date)),
            ("count", Value::from(issue.records.len())),
            ("lead", lead),
        ])
    }
}

/// Links, given to somebody whose reading is noted.
#[derive(Clone, Copy)]
pub struct Linked<'a> {
    links: &'a Links,
    /// Dates in words.
    pub dates: &'a Dates,
    site: View<'a>,
}

impl<'a> Linked<'a> {
    /// The same for another view.
    #[must_use]
    pub fn for_view<'b>(&self, site: View<'b>) -> Linked<'b>
    where
        'a: 'b,
    {
        Linked { links: self.links, dates: self.dates, site }
    }

    /// What the record is called.
    #[must_use]
    pub fn name(&self, number: RecordNo, record: &'a Record) -> &'a str {
        self.site.note(Part::Link(number));
        self.links.names.of(number, record)
    }

    /// The link to a record: `title`, `headline`, `url`, `date`, `kind`.
    #[must_use]
    pub fn record(&self, number: RecordNo) -> Value {
        self.links.record(self.site.linked(number), number)
    }

    /// The link to a listing: `name`, `url`, `badge`.
    #[must_use]
    pub fn listing(&self, number: ListingNo) -> Value {
        self.site.note(Part::Face(number));
        self.links.listing(number)
    }

    /// The link to an issue: `week`, `number`, `label`, `url`, `date`, `count`, `lead`.
    #[must_use]
    pub fn issue(&self, number: IssueNo) -> Value {
        self.site.note(Part::IssueLink(number));
        self.links.issue(number)
    }

    /// The records before and after that one in its issue.
    #[must_use]
    pub fn neighbours(&self, number: RecordNo) -> [Option<RecordNo>; 2] {
        self.site.neighbours(number, self.links.place_in_issue(number))
    }
}

/// What an issue is called: by its number where it has one, else by its week.
#[must_use]
pub fn issue_label((week, number): (Week, Option<i64>), texts: &Texts) -> String {
    match number {
        Some(number) => super::texts::fill(texts.get("issue_number"), &number.to_string()),
        None => super::texts::fill(texts.get("issue_week"), &week.number().to_string())
            .replace("{year}", &week.year().to_string()),
    }
}

/// What readers call a kind.
#[must_use]
pub fn kind_name(kind: Kind, lang: Lang) -> &'static str {
    row_name(kind.row(), lang)
}

/// What readers call the kind of a row.
#[must_use]
pub fn row_name(row: &'static KindRow, lang: Lang) -> &'static str {
    lang.pick(row.chinese.first().copied().unwrap_or(row.english), row.label)
}

fn listing_link(site: &Site, listing: &Listing) -> Value {
    let column = site.settings.columns.iter().find(|column| column.name == listing.name);
    let badge = column.filter(|_| listing.sort == Sort::Column);
    map([
        ("name", Value::from(listing_name(site.settings.lang, (listing.sort, &listing.name)))),
        ("url", Value::from(folder(&listing.address))),
        ("badge", text(badge.and_then(|column| column.badge.as_deref()))),
    ])
}

/// What readers call a listing: a kind by its name in their language, all others by their own.
#[must_use]
pub fn listing_name(lang: Lang, (sort, name): (Sort, &str)) -> &str {
    if sort != Sort::Kind {
        return name;
    }
    Kind::parse(name).map_or(name, |kind| kind_name(kind, lang))
}

fn places(site: &Site) -> Vec<u32> {
    let mut places = vec![0; site.running];
    for issue in &site.issues {
        for (place, record) in (0..).zip(&issue.records) {
            if let Some(slot) = places.get_mut(*record as usize) {
                *slot = place;
            }
        }
    }
    places
}
