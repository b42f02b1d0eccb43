//! What a series comes to: points in their order in, stocks, running totals and sums by month and year out.
//!
//! What surprised us: a story of the day on which 529 are counted may tell the 70 that are in it. A change on the day
//! of a stock is in that stock.

use super::{Amount, Point, Weight};
use crate::model::date::Date;
use crate::model::record::Measure;

/// What came together in a month or a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12; none for a whole year.
    pub month: Option<i8>,
    /// How much, in the unit of the series.
    pub amount: Amount,
}

/// How many there are at each point: as stated, or as changes since have made it; none before a stock is stated.
#[must_use]
pub fn stocks(points: &[Point]) -> Vec<Option<Amount>> {
    since_stated(points, Measure::Stock, None)
}

/// How many there were in all by each point: as stated, with all changes and numbers of periods since; where no total
/// is stated yet, all changes and numbers of periods from the first on.
#[must_use]
pub fn running(points: &[Point]) -> Vec<Option<Amount>> {
    since_stated(points, Measure::Total, Some(Amount::ZERO))
}

/// At each point what was last stated as `measure`, or `from`, with all that was added since.
fn since_stated(points: &[Point], measure: Measure, from: Option<Amount>) -> Vec<Option<Amount>> {
    let (mut now, mut stated): (_, Option<Date>) = (from, None);
    let (mut all, mut is_known) = (Vec::with_capacity(points.len()), false);
    for point in points {
        if point.counts_as(measure) {
            (now, stated, is_known) = (Some(point.amount), point.day, true);
        } else if adds(point, measure) && (stated.is_none() || stated != point.day) {
            (now, is_known) = (now.map(|now| now + point.amount), true);
        }
        all.push(now.filter(|_| is_known));
    }
    all
}

/// Whether a point adds to what is measured: a change to both, a period's number to a total.
fn adds(point: &Point, measure: Measure) -> bool {
    point.counts_as(Measure::Change) || measure == Measure::Total && point.counts_as(Measure::Flow)
}

/// The numbers of periods, added up by the month of their day, in order.
#[must_use]
pub fn flows_by_month(points: &[Point]) -> Vec<Period> {
    flows(points, |day| Some(day.month()))
}

/// The numbers of periods, added up by the year of their day, in order.
#[must_use]
pub fn flows_by_year(points: &[Point]) -> Vec<Period> {
    flows(points, |_| None)
}

fn flows(points: &[Point], month: impl Fn(Date) -> Option<i8>) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for point in points.iter().filter(|point| point.weight == Weight::Counts) {
        let (Measure::Flow, Some(day)) = (point.measure, point.day) else { continue };
        let (year, month) = (day.year(), month(day));
        match periods.last_mut() {
            Some(last) if last.year == year && last.month == month => {
                last.amount = last.amount + point.amount;
            }
            _ => periods.push(Period { year, month, amount: point.amount }),
        }
    }
    periods
}
