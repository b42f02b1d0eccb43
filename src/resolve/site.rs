//! What `resolve` leaves: the whole site as numbers into a few vectors.
//!
//! What surprised us: a group is a list of numbers and a record knows its groups by number, so a million
//! records cost a few bytes a group each, and no page has to search for anything.

use std::collections::{BTreeMap, HashMap};

use super::calendar::Calendar;
use super::claims::Claims;
use super::figures::Figures;
use crate::model::date::Date;
use crate::model::settings::{Credit, IssueDecisions};
use crate::model::{BulletinPath, Id, Record, Settings, SitePath, Week};

/// The number of a record in [`Site::records`].
pub type RecordNo = u32;
/// The number of a listing in [`Site::listings`].
pub type ListingNo = u32;
/// The number of an issue in [`Site::issues`].
pub type IssueNo = u32;

/// A bulletin, resolved: what is out, where it stands, and what belongs to what.
#[derive(Debug, Default)]
pub struct Site {
    /// The settings.
    pub settings: Settings,
    /// The day for which the site is built.
    pub now: Date,
    /// The records that are out (in a preview, all): first those that run in an issue, newest first (by date,
    /// time, then id), then standing ones by kind and id, then plain pages by their order and id.
    pub records: Vec<Record>,
    /// How many of [`Site::records`] run in an issue.
    pub running: usize,
    /// How many run or stand; the rest are plain pages.
    pub standing_end: usize,
    /// What each record is tied to, by the same number.
    pub ties: Vec<Ties>,
    /// Records that run in an issue and report on a standing record, by its number, newest first; on a programme, those
    /// that report on its projects too.
    pub reports: BTreeMap<RecordNo, Vec<RecordNo>>,
    /// Standing records that name a standing record as what they are about, by its number, in their order.
    pub named_by: BTreeMap<RecordNo, Vec<RecordNo>>,
    /// For each record whose promises others say are kept, those that say so, oldest first.
    pub keepers: BTreeMap<RecordNo, Vec<RecordNo>>,
    /// The figures of all records, as series.
    pub figures: Figures,
    /// What takes place on which day.
    pub calendar: Calendar,
    /// The issues, newest first.
    pub issues: Vec<Issue>,
    /// Columns, places, kinds, tags, organisations and people, each sort in its own order.
    pub listings: Vec<Listing>,
    /// Years with the numbers of their records, newest year first; also broken into months.
    pub years: Vec<Year>,
    /// Addresses that only lead elsewhere.
    pub redirects: Vec<(SitePath, Target)>,
    /// Files copied as they are: from `static/` and attachments.
    pub copies: Vec<(BulletinPath, SitePath)>,
    /// The record that each record file holds, for links by file: its first one, where it holds several.
    pub by_file: HashMap<BulletinPath, RecordNo>,
    /// The record of each id.
    pub by_id: HashMap<Box<str>, RecordNo>,
    /// Record files that hold nothing that is out: a link to them is dead, and that is not a secret kept by
    /// chance.
    pub hidden: HashMap<BulletinPath, Hidden>,
    /// In a preview: why a record would not be out.
    pub previewed: HashMap<Id, Hidden>,
    /// Every output that is known before rendering, with who claimed it.
    pub claims: Claims,
}

/// Why a record is not out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// It is a draft.
    Draft,
    /// Its day has not come.
    Pending,
    /// Its day is over.
    Expired,
    /// The review has not come far enough.
    Unsigned,
}

/// What one record is tied to.
#[derive(Debug)]
pub struct Ties {
    /// Its page.
    pub page: SitePath,
    /// In a preview: why it would not be out.
    pub hidden: Option<Hidden>,
    /// Its issue.
    pub issue: Option<IssueNo>,
    /// Its column.
    pub column: Option<ListingNo>,
    /// Its place and what that belonged to on the record's day, from the widest to the narrowest.
    pub places: Vec<ListingNo>,
    /// Its tags.
    pub tags: Vec<ListingNo>,
    /// Its organisations, one for each of [`Record::orgs`].
    pub orgs: Vec<ListingNo>,
    /// The people of its by-lines, one for each of [`Record::bylines`]; none for a name that is kept back.
    pub bylines: Vec<Option<ListingNo>>,
    /// The standing records of [`Record::about`], one each; none where it is not out.
    pub about: Vec<Option<RecordNo>>,
    /// The record that it corrects.
    pub corrects: Option<RecordNo>,
    /// The records that correct it, oldest first.
    pub corrected_by: Vec<RecordNo>,
    /// For each of [`Record::follow_up`]: where it is a promise, the record that first says that it is kept; where it says
    /// that one is kept, the record that made it.
    pub follow_up: Vec<Option<RecordNo>>,
    /// The listing that this standing record heads: its place, organisation or person.
    pub heads: Option<ListingNo>,
}

impl Ties {
    /// Those of a record with that page which is tied to nothing.
    #[must_use]
    pub fn none(page: SitePath) -> Self {
        Self {
            page,
            hidden: None,
            issue: None,
            column: None,
            places: Vec::new(),
            tags: Vec::new(),
            orgs: Vec::new(),
            bylines: Vec::new(),
            about: Vec::new(),
            corrects: None,
            corrected_by: Vec::new(),
            follow_up: Vec::new(),
            heads: None,
        }
    }
}

/// One week's issue.
#[derive(Debug)]
pub struct Issue {
    /// Its week.
    pub week: Week,
    /// Its day: decided, or the latest date of its records.
    pub date: Date,
    /// Its number, where the bulletin numbers its issues.
    pub number: Option<i64>,
    /// Who made it.
    pub credits: Vec<Credit>,
    /// Its records in the order of contents: the lead first, then by priority, column and date.
    pub records: Vec<RecordNo>,
    /// What the editor decided.
    pub decisions: IssueDecisions,
}

/// What a listing gathers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// 栏目
    Column,
    /// 地点
    Place,
    /// 体裁
    Kind,
    /// 标签
    Tag,
    /// 单位
    Org,
    /// 人物
    Person,
}

impl Sort {
    /// The folder of its addresses.
    #[must_use]
    pub fn folder(self) -> &'static str {
        match self {
            Self::Column => "columns",
            Self::Place => "places",
            Self::Kind => "kinds",
            Self::Tag => "tags",
            Self::Org => "orgs",
            Self::Person => "people",
        }
    }
}

/// The records that share a column, place, kind, tag, organisation or person.
#[derive(Debug)]
pub struct Listing {
    /// Of what.
    pub sort: Sort,
    /// Its name.
    pub name: Box<str>,
    /// Its address without the slash behind it: `columns/she-qu-chuan-zhen`.
    pub address: Box<str>,
    /// For a place: what it belongs to.
    pub parent: Option<ListingNo>,
    /// For a place: what belongs to it, by name as first met.
    pub children: Vec<ListingNo>,
    /// The standing record that it is the page of.
    pub record: Option<RecordNo>,
    /// Its records, newest first: of a place, those of the places below it too.
    pub members: Vec<RecordNo>,
    /// Of a place: the meetings that are held there on a day, and in the places below it, in their order.
    pub meetings: Vec<RecordNo>,
    /// Its years, where it has more than [`NEWEST`] records; else empty.
    pub years: Vec<Year>,
}

/// How many records the first page of a listing shows.
pub const NEWEST: usize = 30;
/// How many records a year's page shows before it is broken into months.
pub const MOST_IN_YEAR: usize = 200;

/// One year of a listing or of the archive: a stretch of its members.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Year {
    /// Which.
    pub year: i16,
    /// Its stretch of the members.
    pub members: std::ops::Range<usize>,
    /// Its months, latest first, where it has more than [`MOST_IN_YEAR`] records; else empty.
    pub months: Vec<Month>,
}

/// One month of a year: a stretch of the listing's members.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Month {
    /// 1 to 12.
    pub month: i8,
    /// Its stretch of the members.
    pub members: std::ops::Range<usize>,
}

/// Where a redirect leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a record's page.
    Record(RecordNo),
    /// To a listing.
    Listing(ListingNo),
}

impl Site {
    /// The record of that number.
    #[must_use]
    pub fn record(&self, number: RecordNo) -> Option<&Record> {
        self.records.get(number as usize)
    }

    /// What the record of that number is tied to.
    #[must_use]
    pub fn tied(&self, number: RecordNo) -> Option<&Ties> {
        self.ties.get(number as usize)
    }

    /// The records that report on the standing record of that number, newest first.
    #[must_use]
    pub fn reports(&self, number: RecordNo) -> &[RecordNo] {
        self.reports.get(&number).map_or(&[], Vec::as_slice)
    }

    /// The listing of that number.
    #[must_use]
    pub fn listing(&self, number: ListingNo) -> Option<&Listing> {
        self.listings.get(number as usize)
    }

    /// The records that run in an issue, newest first, with their numbers and ties.
    pub fn running(&self) -> impl Iterator<Item = (RecordNo, &Record, &Ties)> {
        (0..)
            .zip(self.records.iter().zip(&self.ties))
            .take(self.running)
            .map(|(n, (record, ties))| (n, record, ties))
    }

    /// The listings of one sort, in their order.
    pub fn listings_of(&self, sort: Sort) -> impl Iterator<Item = (ListingNo, &Listing)> {
        (0..).zip(&self.listings).filter(move |(_, listing)| listing.sort == sort)
    }

    /// The plain pages, in the order of the menu.
    pub fn pages(&self) -> impl Iterator<Item = (RecordNo, &Record, &Ties)> {
        let all = (0..).zip(self.records.iter().zip(&self.ties));
        all.skip(self.standing_end).map(|(n, (record, ties))| (n, record, ties))
    }

    /// The record that has that id.
    #[must_use]
    pub fn named(&self, id: &str) -> Option<&Record> {
        self.by_id.get(id).and_then(|number| self.record(*number))
    }

    /// The names of a place and of all that it belongs to, the widest first. A place that belongs to itself is followed no
    /// further.
    #[must_use]
    pub fn full_name<'a>(&'a self, place: &'a Listing) -> Vec<&'a str> {
        let mut line = vec![place];
        let above = |place: &Listing| place.parent.and_then(|number| self.listing(number));
        while let Some(above) = line.last().and_then(|place| above(place)) {
            if line.iter().any(|known| known.address == above.address) {
                break;
            }
            line.push(above);
        }
        line.iter().rev().map(|place| &*place.name).collect()
    }

    /// The standing records, by kind and id, without their ties.
    pub fn standing_records(&self) -> impl Iterator<Item = (RecordNo, &Record)> {
        (0..).zip(&self.records).take(self.standing_end).skip(self.running)
    }

    /// The standing records, by kind and id.
    pub fn standing(&self) -> impl Iterator<Item = (RecordNo, &Record, &Ties)> {
        let all = (0..).zip(self.records.iter().zip(&self.ties));
        all.take(self.standing_end).skip(self.running).map(|(n, (record, ties))| (n, record, ties))
    }
}

/// The records of each kind that stands, for the indexes of standing kinds.
#[must_use]
pub fn by_standing_kind(site: &Site) -> BTreeMap<crate::model::Kind, Vec<RecordNo>> {
    let mut kinds: BTreeMap<crate::model::Kind, Vec<RecordNo>> = BTreeMap::new();
    for (number, record, _) in site.standing() {
        kinds.entry(record.kind).or_default().push(number);
    }
    kinds
}
