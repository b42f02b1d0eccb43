//! What a community published month by month in, what of it counts and what it still owes out.
//!
//! What surprised us: what counts of a month is the best of it, not the first; else the score would hang on the order in
//! which records of one day stand.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Period;
use crate::model::date::Date;
use crate::model::scoring::{Points, Scoring};

/// A year and a month of it, from 1 to 12.
pub(super) type Month = (i16, i8);

/// The month of a day.
pub(super) fn month(day: Date) -> Month {
    (day.year(), day.month())
}

/// What a community owed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// How many stories in all whole months of the period.
    pub wanted: usize,
    /// How many of them are not there: what is too much in one month does not make up for another.
    pub missing: usize,
}

/// The points of what somebody published, story by story, by month.
#[derive(Clone, Debug, Default)]
pub(super) struct Months(BTreeMap<Month, Vec<Points>>);

impl Months {
    pub(super) fn add(&mut self, month: Month, points: Points) {
        self.0.entry(month).or_default().push(points);
    }

    /// What counts: of each month the best stories, as many as the rules allow.
    pub(super) fn points(&self, scoring: &Scoring) -> Points {
        let most = scoring.most.map_or(usize::MAX, |most| most as usize);
        let best = |points: &Vec<Points>| {
            let mut points = points.clone();
            points.sort_unstable_by_key(|points| Reverse(*points));
            points.into_iter().take(most).sum::<Points>()
        };
        self.0.values().map(best).sum()
    }

    /// How many stories are more than count.
    pub(super) fn beyond(&self, scoring: &Scoring) -> usize {
        let most = scoring.most.map_or(usize::MAX, |most| most as usize);
        self.0.values().map(|points| points.len().saturating_sub(most)).sum()
    }

    /// What was owed in these months; nothing where none is whole or nothing is asked for.
    pub(super) fn quota(&self, scoring: &Scoring, whole: &WholeMonths) -> Option<Quota> {
        let quota = scoring.quota? as usize;
        let wanted = quota.saturating_mul(whole.count);
        let there = self.0.iter().filter(|(month, _)| whole.first <= **month && **month <= whole.last);
        let there: usize = there.map(|(_, points)| points.len().min(quota)).sum();
        (wanted > 0).then(|| Quota { wanted, missing: wanted.saturating_sub(there) })
    }
}

/// The months of a period all of whose days are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WholeMonths {
    first: Month,
    last: Month,
    count: usize,
}

impl WholeMonths {
    /// Those of `period` that have begun on the day `now`.
    pub(super) fn of(period: &Period, now: Date) -> Self {
        let end = (*period.end()).min(now.last_of_month());
        // Months since the year 0: of the first that is whole, and of the first behind it that is not.
        let number = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
        let from = number(*period.start()) + i64::from(period.start().day() > 1);
        let to = number(end) + i64::from(end == end.last_of_month());
        let named = |number: i64| {
            let (year, month) = (number.div_euclid(12), number.rem_euclid(12) + 1);
            (i16::try_from(year).unwrap_or(i16::MAX), i8::try_from(month).unwrap_or(12))
        };
        Self { first: named(from), last: named(to - 1), count: usize::try_from(to - from).unwrap_or(0) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Months, Quota, WholeMonths};
    use crate::model::date::Date;
    use crate::model::scoring::{Points, Scoring};

    fn months(all: &[(i8, u64)]) -> Months {
        let mut months = Months::default();
        all.iter().for_each(|(month, points)| months.add((2024, *month), Points::of_hundredths(*points)));
        months
    }

    fn whole(from: (i16, i8, i8), to: (i16, i8, i8), now: (i16, i8, i8)) -> WholeMonths {
        let day = |(year, month, day)| Date::constant(year, month, day);
        WholeMonths::of(&(day(from)..=day(to)), day(now))
    }

    #[test]
    fn only_whole_months_owe_anything() {
        let count = |from, to| whole(from, to, (2030, 1, 1)).count;
        assert_eq!(count((2024, 4, 1), (2024, 4, 30)), 1);
        assert_eq!(count((2024, 4, 2), (2024, 4, 30)), 0);
        assert_eq!(count((2024, 4, 1), (2024, 4, 29)), 0);
        assert_eq!(count((2023, 11, 15), (2024, 3, 1)), 3);
        assert_eq!(count((2024, 5, 1), (2024, 4, 30)), 0);
        assert_eq!(whole((2024, 1, 1), (2024, 12, 31), (2024, 4, 15)).count, 4, "May has not begun");
        let scoring = Scoring { quota: Some(2), ..Scoring::default() };
        let all = months(&[(3, 1), (4, 1), (4, 1), (4, 1), (6, 1)]);
        let of = |months: &Months, whole| months.quota(&scoring, &whole);
        let three = whole((2024, 4, 1), (2024, 6, 30), (2030, 1, 1));
        assert_eq!(of(&all, three), Some(Quota { wanted: 6, missing: 3 }));
        assert_eq!(of(&Months::default(), three), Some(Quota { wanted: 6, missing: 6 }));
        assert_eq!(of(&all, whole((2024, 4, 2), (2024, 4, 30), (2030, 1, 1))), None);
        assert_eq!(all.quota(&Scoring::default(), &three), None);
    }

    #[test]
    fn the_best_of_each_month_count() {
        let all = months(&[(3, 5), (4, 1), (4, 7), (4, 3), (4, 7)]);
        let of = |most| {
            let scoring = Scoring { most, ..Scoring::default() };
            (all.points(&scoring).hundredths(), all.beyond(&scoring))
        };
        assert_eq!(of(None), (23, 0));
        assert_eq!(of(Some(4)), (23, 0));
        assert_eq!(of(Some(2)), (19, 2));
        assert_eq!(of(Some(1)), (12, 3));
    }
}
