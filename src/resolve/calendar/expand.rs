//! A recurrence rule and the day on which it starts in, the days on which it falls out (RFC 5545, 3.3.10).
//!
//! What surprised us: seen by days, a rule is only a sieve. Each period (a day, a week, a month, a year) is sieved by
//! itself, and `BYSETPOS` counts what is left in one of them; nothing has to be remembered from one to the next but how
//! many there were.

use jiff::Span;

use super::rule::Rule;
use crate::model::Zone;
use crate::model::date::Date;
use crate::model::record::Moment;

/// The most periods that are looked at: a hundred years of days. A rule that has begun earlier is cut off.
const MOST_PERIODS: i32 = 36_600;

/// The days on which an event that starts at `starts` takes place by `rule`, up to `last`. Its first day is always one
/// of them, as the standard has it.
#[must_use]
pub fn days(rule: &Rule, (starts, zone): (Moment, &Zone), last: Date) -> Vec<Date> {
    let sieve = Sieve::new(rule, starts.date);
    let until = rule.until_day(starts, zone).map_or(last, |until| until.min(last));
    let most = rule.count().and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX);
    let mut days = vec![starts.date];
    for number in 0..MOST_PERIODS {
        let Some(period) = sieve.period(number).filter(|(first, _)| *first <= until) else { break };
        for day in sieve.chosen(period) {
            if day > starts.date && day <= until && days.len() < most {
                days.push(day);
            }
        }
        if days.len() >= most {
            break;
        }
    }
    days.retain(|day| *day <= last);
    days
}

/// What a rule lets through.
struct Sieve {
    frequency: Frequency,
    interval: i32,
    starts: Date,
    week_start: i8,
    weekdays: Vec<(i32, i8)>,
    month_days: Vec<i32>,
    year_days: Vec<i32>,
    week_numbers: Vec<i32>,
    months: Vec<i32>,
    positions: Vec<i32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

impl Sieve {
    /// The parts of a rule; what it leaves out is taken from the first day.
    fn new(rule: &Rule, starts: Date) -> Self {
        let frequency = match rule.frequency() {
            "DAILY" => Frequency::Daily,
            "WEEKLY" => Frequency::Weekly,
            "MONTHLY" => Frequency::Monthly,
            _ => Frequency::Yearly,
        };
        let mut sieve = Self {
            frequency,
            interval: rule.numbers("INTERVAL").first().copied().unwrap_or(1),
            starts,
            week_start: rule.week_start(),
            weekdays: rule.weekdays(),
            month_days: rule.numbers("BYMONTHDAY"),
            year_days: rule.numbers("BYYEARDAY"),
            week_numbers: rule.numbers("BYWEEKNO"),
            months: rule.numbers("BYMONTH"),
            positions: rule.numbers("BYSETPOS"),
        };
        sieve.complete();
        sieve
    }

    fn complete(&mut self) {
        let says_day = !(self.weekdays.is_empty() && self.month_days.is_empty() && self.year_days.is_empty());
        if says_day || self.frequency == Frequency::Daily {
            return;
        }
        let weekday = self.starts.weekday().to_monday_zero_offset();
        if self.frequency == Frequency::Weekly || !self.week_numbers.is_empty() {
            self.weekdays.push((0, weekday));
            return;
        }
        self.month_days.push(self.starts.day().into());
        if self.frequency == Frequency::Yearly && self.months.is_empty() {
            self.months.push(self.starts.month().into());
        }
    }

    /// The first and the last day of the period of that number; none beyond the calendar.
    fn period(&self, number: i32) -> Option<(Date, Date)> {
        let steps = i64::from(number) * i64::from(self.interval);
        let first = match self.frequency {
            Frequency::Daily => self.starts.checked_add(days_span(steps)?).ok()?,
            Frequency::Weekly => {
                let back = (self.starts.weekday().to_monday_zero_offset() - self.week_start).rem_euclid(7);
                self.starts.checked_add(days_span(steps * 7 - i64::from(back))?).ok()?
            }
            Frequency::Monthly => {
                self.starts.first_of_month().checked_add(Span::new().try_months(steps).ok()?).ok()?
            }
            Frequency::Yearly => {
                self.starts.first_of_year().checked_add(Span::new().try_years(steps).ok()?).ok()?
            }
        };
        let last = match self.frequency {
            Frequency::Daily => first,
            Frequency::Weekly => first.checked_add(days_span(6)?).unwrap_or(Date::MAX),
            Frequency::Monthly => first.last_of_month(),
            Frequency::Yearly => first.last_of_year(),
        };
        Some((first, last))
    }

    /// The period that holds `day`; none where it is one of those between two.
    fn period_of(&self, day: Date) -> Option<(Date, Date)> {
        let (first, _) = self.period(0)?;
        let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
        let steps = match self.frequency {
            Frequency::Daily => first.until(day).ok()?.get_days(),
            Frequency::Weekly => first.until(day).ok()?.get_days().div_euclid(7),
            Frequency::Monthly => months(day) - months(first),
            Frequency::Yearly => i32::from(day.year()) - i32::from(first.year()),
        };
        let is_one = steps >= 0 && steps % self.interval == 0;
        is_one.then(|| self.period(steps / self.interval)).flatten()
    }

    /// The days of a period that are let through, in order.
    fn chosen(&self, (first, last): (Date, Date)) -> Vec<Date> {
        let days = first.series(Span::new().days(1)).take_while(|day| *day <= last);
        let days: Vec<Date> = days.filter(|day| self.takes(*day)).collect();
        if self.positions.is_empty() {
            return days;
        }
        let at = |position: &i32| match usize::try_from(*position) {
            Ok(from_front) => from_front.checked_sub(1),
            Err(_) => days.len().checked_sub(position.unsigned_abs() as usize),
        };
        let mut picked: Vec<Date> =
            self.positions.iter().filter_map(|position| days.get(at(position)?).copied()).collect();
        picked.sort_unstable();
        picked.dedup();
        picked
    }

    fn takes(&self, day: Date) -> bool {
        let in_month = i32::from(day.days_in_month());
        let in_year = i32::from(day.days_in_year());
        let either = |numbers: &[i32], number: i32, all: i32| {
            numbers.is_empty() || numbers.contains(&number) || numbers.contains(&(number - all - 1))
        };
        either(&self.months, day.month().into(), i32::MAX / 2)
            && either(&self.month_days, day.day().into(), in_month)
            && either(&self.year_days, day.day_of_year().into(), in_year)
            && self.takes_week(day)
            && (self.weekdays.is_empty() || self.weekdays.iter().any(|one| self.is_weekday(day, *one)))
    }

    /// Whether the number of the day's week is one of those that are wanted.
    fn takes_week(&self, day: Date) -> bool {
        if self.week_numbers.is_empty() {
            return true;
        }
        let year = match self.first_week(day.year().saturating_add(1)) {
            Some(next) if day >= next => day.year().saturating_add(1),
            _ => match self.first_week(day.year()) {
                Some(own) if day >= own => day.year(),
                _ => day.year().saturating_sub(1),
            },
        };
        let (Some(first), Some(next)) = (self.first_week(year), self.first_week(year.saturating_add(1)))
        else {
            return false;
        };
        let weeks = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days() / 7);
        let (number, all) = (weeks(first, day) + 1, weeks(first, next));
        self.week_numbers.contains(&number) || self.week_numbers.contains(&(number - all - 1))
    }

    /// The first day of the week that is the first of a year: the one that has its 4 January.
    fn first_week(&self, year: i16) -> Option<Date> {
        let fourth = Date::new(year, 1, 4).ok()?;
        let back = (fourth.weekday().to_monday_zero_offset() - self.week_start).rem_euclid(7);
        fourth.checked_sub(Span::new().days(back)).ok()
    }

    /// Whether it is that weekday, and where it has an ordinal, the one of its month or year.
    fn is_weekday(&self, day: Date, (ordinal, weekday): (i32, i8)) -> bool {
        if day.weekday().to_monday_zero_offset() != weekday {
            return false;
        }
        let by_month = self.frequency == Frequency::Monthly || !self.months.is_empty();
        let (at, all) = if by_month {
            (i32::from(day.day()), i32::from(day.days_in_month()))
        } else {
            (i32::from(day.day_of_year()), i32::from(day.days_in_year()))
        };
        let (from_front, from_end) = ((at - 1) / 7 + 1, -((all - at) / 7 + 1));
        ordinal == 0 || ordinal == from_front || ordinal == from_end
    }
}

fn days_span(days: i64) -> Option<Span> {
    Span::new().try_days(days).ok()
}

/// Whether a rule that counts from `starts` falls on `day`, be it the first one or another. Only where it counts its times
/// are the days before looked at.
#[must_use]
pub fn falls_on(rule: &Rule, (starts, zone): (Moment, &Zone), day: Date) -> bool {
    let sieve = Sieve::new(rule, starts.date);
    let is_over = rule.until_day(starts, zone).is_some_and(|until| until < day);
    if day < starts.date
        || is_over
        || !sieve.period_of(day).is_some_and(|period| sieve.chosen(period).contains(&day))
    {
        return false;
    }
    rule.count().is_none() || days(rule, (starts, zone), day).last() == Some(&day)
}
