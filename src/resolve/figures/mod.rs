//! Figures: the numbers that all records state come in; series, each of one thing counted, go out, and what disagrees.
//!
//! What surprised us: a number is nothing by itself. 529 says something only beside 459 and 70, so figures are held as
//! series, and a series is three numbers: whose, and where its name and unit first stand.

mod amount;
mod derive;
mod disagree;
mod files;
mod funnel;
mod gather;
mod says;
mod small;
mod subject;

use std::collections::{BTreeMap, BTreeSet};

pub use amount::{Amount, Bound, Edge};
pub use derive::{Period, flows_by_month, flows_by_year, running, stocks};
pub use files::{FILES, FOLDER};
pub use funnel::{funnel, funnel_of};
pub use small::{FEWEST_SHOWN, Within, is_shown};
pub use subject::Subject;

pub(super) use disagree::disagreements;
pub(super) use files::paths;
pub(super) use gather::gather;

use super::site::{RecordNo, Site};
use crate::model::date::Date;
use crate::model::record::{Figure, Measure};

/// The number of a series in [`Figures::series`].
pub type SeriesNo = u32;

/// All figures of a site as series.
#[derive(Debug, Default, PartialEq)]
pub struct Figures {
    /// The series, by subject, then name and unit.
    pub series: Vec<Series>,
    /// For each record with figures the series of each entry, in the order of the entries.
    pub by_record: BTreeMap<RecordNo, Vec<SeriesNo>>,
    /// The figures that no page and no file shows, because few people stand behind them.
    pub kept_back: BTreeSet<Mark>,
}

/// One thing counted: all that was ever said of it.
#[derive(Debug, PartialEq)]
pub struct Series {
    /// Whose number it is.
    pub subject: Subject,
    /// What was said, by day (without one first), publication and id; within a record changes first, then as written.
    /// Never empty: the first one has the name and the unit.
    pub points: Vec<Point>,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// In which record.
    pub record: RecordNo,
    /// Which of its figures, from 0.
    pub entry: u32,
}

/// One figure of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where it is stated.
    pub mark: Mark,
    /// The day that it is true of: `as_of`, else the record's date.
    pub day: Option<Date>,
    /// How much.
    pub amount: Amount,
    /// What kind of number it is.
    pub measure: Measure,
    /// Whether it counts.
    pub weight: Weight,
}

/// Whether a figure counts where figures are added up and held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    /// It does.
    Counts,
    /// Another record has told the same change, or the same number of a period, of the same day: 新增70个 in a brief
    /// and in a feature is one change.
    Repeats,
    /// A record that corrects this one states the number anew.
    Corrected,
}

impl Point {
    /// Whether it counts and is of that measure.
    #[must_use]
    pub fn counts_as(&self, measure: Measure) -> bool {
        self.weight == Weight::Counts && self.measure == measure
    }
}

impl Figures {
    /// The series of that number.
    #[must_use]
    pub fn get(&self, number: SeriesNo) -> Option<&Series> {
        self.series.get(number as usize)
    }

    /// The series of each figure of a record, in the order of its figures.
    pub fn of_record(&self, record: RecordNo) -> impl Iterator<Item = &Series> {
        let numbers = self.by_record.get(&record).map_or(&[][..], Vec::as_slice);
        numbers.iter().filter_map(|number| self.get(*number))
    }

    /// Whether there are none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// Whether the page of a record has data beside it: it states figures, or is the subject of some.
    #[must_use]
    pub fn are_on_page_of(&self, record: RecordNo) -> bool {
        self.by_record.contains_key(&record) || !self.of_subject(Subject::Record(record)).is_empty()
    }

    /// The series of a subject, by name and unit.
    #[must_use]
    pub fn of_subject(&self, subject: Subject) -> &[Series] {
        let start = self.series.partition_point(|series| series.subject < subject);
        let end = self.series.partition_point(|series| series.subject <= subject);
        self.series.get(start..end).unwrap_or_default()
    }
}

impl Series {
    /// The figure that has the name and the unit of all.
    #[must_use]
    pub fn title<'s>(&self, site: &'s Site) -> Option<&'s Figure> {
        self.points.first().and_then(|point| figure(site, point.mark))
    }
}

/// The figure that stands there.
#[must_use]
pub fn figure(site: &Site, mark: Mark) -> Option<&Figure> {
    site.record(mark.record)?.figures().get(mark.entry as usize)
}

#[cfg(test)]
pub(in crate::resolve) mod tests;
