//! Days by the calendar: which year, which month, from where to where.
//!
//! What surprised us: news looks back, yet an issue in April that says 7月21日 means the coming one. A day without
//! a year is in the past unless that is over eight months ago, or unless words before it say that it is to come.

use crate::model::date::{Date, Week, Weekday};

/// How many days back a date without a year is looked for.
const REACH: i32 = 240;

/// Whether the words before a date say that it is to come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    Reported,
    ToCome,
}

/// From the first to the last day.
pub(super) type Interval = (Date, Date);

pub(super) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// `base` and so many days.
pub(super) fn shifted(base: Date, days: i32) -> Option<Date> {
    base.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn distance(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The year that a month, or a day of it, is in.
pub(super) fn year_of(
    base: Date,
    tense: Tense,
    in_year: impl Fn(i16) -> Option<Interval>,
) -> Option<Interval> {
    // Eight years either way reach a 29 February.
    let past = (0..9).find_map(|back| in_year(base.year() - back).filter(|(first, _)| *first <= base));
    let next = (0..9).find_map(|on| in_year(base.year() + on).filter(|(_, last)| *last >= base));
    match (past, next, tense) {
        (_, Some(next), Tense::ToCome) => Some(next),
        (Some(past), Some(next), Tense::Reported) => {
            Some(if distance(past.1, base) <= REACH { past } else { next })
        }
        (past, next, _) => past.or(next),
    }
}

/// The nearest day numbered `number` that is not after `base`, or not before it.
pub(super) fn day_of_month(base: Date, tense: Tense, number: i8) -> Option<Date> {
    let step: i32 = if tense == Tense::ToCome { 1 } else { -1 };
    let mut month = base.first_of_month();
    for _ in 0..4 {
        let found = day(month.year(), month.month(), number);
        let fits = |date: &Date| if step > 0 { *date >= base } else { *date <= base };
        if let Some(date) = found.filter(fits) {
            return Some(date);
        }
        month = month.checked_add(jiff::Span::new().try_months(step).ok()?).ok()?;
    }
    None
}

pub(super) fn month(year: i16, month: i8) -> Option<Interval> {
    let first = day(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// The month so many months from that of `base`.
pub(super) fn month_from(base: Date, months: i32) -> Option<Interval> {
    let date = base.first_of_month().checked_add(jiff::Span::new().try_months(months).ok()?).ok()?;
    month(date.year(), date.month())
}

pub(super) fn year(number: i16) -> Option<Interval> {
    Some((day(number, 1, 1)?, day(number, 12, 31)?))
}

/// The week so many weeks from that of `base`, from Monday.
pub(super) fn week(base: Date, weeks: i32) -> Option<Interval> {
    let monday = shifted(Week::of(base).monday(), weeks * 7)?;
    Some((monday, shifted(monday, 6)?))
}

/// A day of the week that begins on `monday`.
pub(super) fn weekday(monday: Date, day: Weekday) -> Option<Date> {
    shifted(monday, i32::from(day.to_monday_zero_offset()))
}

/// A part of a month: its first and last day by number, 31 for its end.
pub(super) fn part_of_month((first, last): Interval, part: (i8, i8)) -> Option<Interval> {
    let end = day(first.year(), first.month(), part.1).unwrap_or(last);
    Some((day(first.year(), first.month(), part.0)?, end))
}
