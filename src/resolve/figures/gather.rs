//! All figures of a site in, series out, in one order whatever the order of reading.
//!
//! What surprised us: one change is told in a brief, a feature and a caption. Told again of the same day by another
//! record it is the same change, and only the first telling counts.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::site::{RecordNo, Site};
use super::small::kept_back;
use super::subject::{Found, Subjects};
use super::{Amount, Figures, Mark, Point, Series, SeriesNo, Subject, Weight};
use crate::model::record::{Figure, Measure, Qualifier};

/// What makes figures one series: whose, its name and its unit.
type Key<'s> = (Found<'s>, &'s str, Option<&'s str>);

/// The series of a site; records without figures cost one look.
pub(in super::super) fn gather(site: &Site) -> Figures {
    let mut subjects = Subjects::of(site);
    let mut by_key: HashMap<Key<'_>, Vec<Point>> = HashMap::new();
    for (number, record) in (0..).zip(&site.records) {
        for (entry, figure) in (0..).zip(record.figures()) {
            let key = (subjects.find(number, figure), &*figure.name, figure.unit.as_deref());
            let day = figure.as_of.or(record.date);
            let (mark, amount) = (Mark { record: number, entry }, Amount::figure(figure));
            let weight = Weight::Counts;
            let point = Point { mark, day, amount, measure: figure.measure, weight };
            by_key.entry(key).or_default().push(point);
        }
    }
    let mut keyed: Vec<(Key<'_>, Vec<Point>)> = by_key.into_iter().collect();
    keyed.sort_unstable_by_key(|(key, _)| *key);
    let series = number_words(site, keyed);
    let by_record = by_record(&series);
    let kept_back = series.iter().flat_map(|series| kept_back(site, series)).collect();
    Figures { series, by_record, kept_back }
}

/// The series with numbers for words: a number each, in their order.
fn number_words(site: &Site, keyed: Vec<(Key<'_>, Vec<Point>)>) -> Vec<Series> {
    let mut words: Option<(&str, u32)> = None;
    let mut all = Vec::with_capacity(keyed.len());
    for ((found, ..), mut points) in keyed {
        let subject = match found {
            Found::Record(record) => Subject::Record(record),
            Found::Place(listing) => Subject::Place(listing),
            Found::None => Subject::None,
            Found::Words(text) => {
                let number = match words {
                    Some((known, number)) if known == text => number,
                    Some((_, number)) => number + 1,
                    None => 0,
                };
                words = Some((text, number));
                Subject::Words(number)
            }
        };
        points.sort_by(|a, b| order(site, a, b));
        weigh(site, &mut points);
        all.push(Series { subject, points });
    }
    all
}

/// By day, then publication, then id; within a record changes before what they lead to, then as written.
fn order(site: &Site, a: &Point, b: &Point) -> Ordering {
    let told = |point: &Point| {
        let record = site.record(point.mark.record);
        (
            point.day,
            record.and_then(|record| record.date),
            record.and_then(|record| record.time),
            record.map(|record| &record.id),
        )
    };
    let leads = |point: &Point| matches!(point.measure, Measure::Stock | Measure::Total);
    told(a).cmp(&told(b)).then_with(|| (leads(a), a.mark.entry).cmp(&(leads(b), b.mark.entry)))
}

/// Says of each point whether it counts.
fn weigh(site: &Site, points: &mut [Point]) {
    if points.len() < 2 {
        return;
    }
    let tellers: HashSet<RecordNo> = points.iter().map(|point| point.mark.record).collect();
    let mut told: HashMap<(u64, Qualifier, Measure), RecordNo> = HashMap::new();
    let mut day = None;
    for point in points {
        if day != point.day {
            (day, told) = (point.day, HashMap::new());
        }
        let corrections = site.tied(point.mark.record).map_or(&[][..], |ties| &ties.corrected_by);
        if corrections.iter().any(|record| tellers.contains(record)) {
            point.weight = Weight::Corrected;
        } else if day.is_some() && matches!(point.measure, Measure::Change | Measure::Flow) {
            let Amount { value, said, .. } = point.amount;
            let first = *told.entry((value.to_bits(), said, point.measure)).or_insert(point.mark.record);
            if first != point.mark.record {
                point.weight = Weight::Repeats;
            }
        }
    }
}

/// For each record the series of each entry.
fn by_record(series: &[Series]) -> BTreeMap<RecordNo, Vec<SeriesNo>> {
    let mut marks: Vec<(Mark, SeriesNo)> = (0..)
        .zip(series)
        .flat_map(|(number, series)| series.points.iter().map(move |point| (point.mark, number)))
        .collect();
    marks.sort_unstable();
    let mut by_record: BTreeMap<RecordNo, Vec<SeriesNo>> = BTreeMap::new();
    for (mark, number) in marks {
        by_record.entry(mark.record).or_default().push(number);
    }
    by_record
}

/// The figures of a record, with where they stand.
pub(super) fn marked(site: &Site, number: RecordNo) -> impl Iterator<Item = (Mark, &Figure)> {
    let figures = site.record(number).map_or(&[][..], |record| record.figures());
    (0..).zip(figures).map(move |(entry, figure)| (Mark { record: number, entry }, figure))
}
