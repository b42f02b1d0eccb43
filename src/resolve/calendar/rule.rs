//! Recurrence rules (RFC 5545, 3.3.10): in, what an editor typed under `repeats`; out, the rule in parts that are
//! known to be right, or what is wrong with it.
//!
//! What surprised us: calendars do not ignore a rule that they cannot read, they refuse the whole file.

use crate::model::Zone;
use crate::model::date::{Date, DateTime, Time};
use crate::model::record::Moment;
use crate::parse::words::rhythm;

/// A rule, its parts in the order typed, in upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    parts: Vec<(Part, String)>,
}

/// The parts that a rule may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Freq,
    Until,
    Count,
    Interval,
    ByHour,
    ByMinute,
    ByDay,
    ByMonthDay,
    ByYearDay,
    ByWeekNo,
    ByMonth,
    BySetPos,
    WeekStart,
}

const PARTS: [(&str, Part); 13] = [
    ("FREQ", Part::Freq),
    ("UNTIL", Part::Until),
    ("COUNT", Part::Count),
    ("INTERVAL", Part::Interval),
    ("BYHOUR", Part::ByHour),
    ("BYMINUTE", Part::ByMinute),
    ("BYDAY", Part::ByDay),
    ("BYMONTHDAY", Part::ByMonthDay),
    ("BYYEARDAY", Part::ByYearDay),
    ("BYWEEKNO", Part::ByWeekNo),
    ("BYMONTH", Part::ByMonth),
    ("BYSETPOS", Part::BySetPos),
    ("WKST", Part::WeekStart),
];

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/// How often: not by the second, minute or hour, which nothing in a community does.
const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

impl Part {
    fn name(self) -> &'static str {
        PARTS.iter().find(|(_, part)| *part == self).map_or("", |(name, _)| name)
    }

    fn takes(self, value: &str) -> bool {
        let each = |right: &dyn Fn(&str) -> bool| value.split(',').all(right);
        match self {
            Self::Freq => FREQUENCIES.contains(&value),
            Self::Until => until(value).is_some(),
            Self::Count | Self::Interval => within(value, 1, 9999),
            Self::ByHour => each(&|v| within(v, 0, 23)),
            Self::ByMinute => each(&|v| within(v, 0, 59)),
            Self::ByDay => each(&is_day),
            Self::ByMonthDay => each(&|v| either_way(v, 31)),
            Self::ByYearDay | Self::BySetPos => each(&|v| either_way(v, 366)),
            Self::ByWeekNo => each(&|v| either_way(v, 53)),
            Self::ByMonth => each(&|v| within(v, 1, 12)),
            Self::WeekStart => DAYS.contains(&value),
        }
    }
}

fn within(value: &str, least: u32, most: u32) -> bool {
    value.len() <= 4
        && value.bytes().all(|byte| byte.is_ascii_digit())
        && value.parse().is_ok_and(|number: u32| (least..=most).contains(&number))
}

/// A number from 1, or from the end with a minus before it.
fn either_way(value: &str, most: u32) -> bool {
    within(value.strip_prefix(['-', '+']).unwrap_or(value), 1, most)
}

fn is_day(value: &str) -> bool {
    let Some(at) = value.len().checked_sub(2) else { return false };
    let (Some(ordinal), Some(day)) = (value.get(..at), value.get(at..)) else { return false };
    DAYS.contains(&day) && (ordinal.is_empty() || either_way(ordinal, 53))
}

/// A day, or a time on a day and whether it is in UTC.
fn until(value: &str) -> Option<(Date, Option<(Time, bool)>)> {
    let number = |from: usize, to: usize| value.get(from..to)?.parse::<i16>().ok();
    let small = |from: usize| number(from, from + 2).and_then(|n| i8::try_from(n).ok());
    if !value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z')) {
        return None;
    }
    let date = Date::new(number(0, 4)?, small(4)?, small(6)?).ok()?;
    match (value.len(), value.get(8..9), value.get(15..)) {
        (8, _, _) => Some((date, None)),
        (15 | 16, Some("T"), Some(end @ ("" | "Z"))) => {
            let time = Time::new(small(9)?, small(11)?, small(13)?, 0).ok()?;
            Some((date, Some((time, end == "Z"))))
        }
        _ => None,
    }
}

impl Rule {
    /// The rule that `typed` is, or says in words.
    ///
    /// # Errors
    /// The part that is wrong, as typed.
    pub fn parse(typed: &str) -> Result<Self, String> {
        let words = rhythm::rule(typed);
        let upper = words.as_deref().unwrap_or(typed).trim().to_ascii_uppercase();
        let body = upper.strip_prefix("RRULE:").unwrap_or(&upper);
        let mut parts: Vec<(Part, String)> = Vec::new();
        for piece in body.trim_end_matches(';').split(';') {
            let wrong = || piece.trim().to_owned();
            let (name, value) = piece.split_once('=').ok_or_else(wrong)?;
            let known = PARTS.iter().find(|(known, _)| *known == name.trim());
            let (_, part) = known.ok_or_else(wrong)?;
            let value = value.trim().replace(' ', "");
            if !part.takes(&value) || parts.iter().any(|(twin, _)| twin == part) {
                return Err(wrong());
            }
            parts.push((*part, value));
        }
        let rule = Self { parts };
        rule.agrees().map(|()| rule)
    }

    fn get(&self, part: Part) -> Option<&str> {
        self.parts.iter().find(|(found, _)| *found == part).map(|(_, value)| value.as_str())
    }

    /// What the standard says of parts together.
    fn agrees(&self) -> Result<(), String> {
        let frequency = self.get(Part::Freq).ok_or("FREQ")?;
        let refuse = |part: Part, wrong: bool| {
            let value = self.get(part).filter(|_| wrong);
            value.map_or(Ok(()), |value| Err(format!("{}={value}", part.name())))
        };
        let numbered = self.get(Part::ByDay).is_some_and(|days| days.split(',').any(|day| day.len() > 2));
        let others = [Part::ByDay, Part::ByMonthDay, Part::ByYearDay, Part::ByWeekNo, Part::ByMonth];
        let alone = others.iter().all(|part| self.get(*part).is_none());
        refuse(Part::Count, self.get(Part::Until).is_some())?;
        refuse(Part::ByMonthDay, frequency == "WEEKLY")?;
        refuse(Part::ByYearDay, frequency != "YEARLY")?;
        refuse(Part::ByWeekNo, frequency != "YEARLY")?;
        refuse(Part::ByDay, numbered && !matches!(frequency, "MONTHLY" | "YEARLY"))?;
        refuse(Part::ByDay, numbered && self.get(Part::ByWeekNo).is_some())?;
        refuse(Part::BySetPos, alone)
    }

    /// The rule as a calendar wants it for an event that starts at `starts`: its end in the same form as the
    /// start (a day, or UTC), no hours for a day.
    #[must_use]
    pub fn written(&self, starts: Moment, zone: &Zone) -> String {
        let mut written = Vec::new();
        for (part, value) in &self.parts {
            let value = match part {
                Part::Until => until_written(value, starts, zone),
                Part::ByHour | Part::ByMinute if starts.time.is_none() => continue,
                _ => value.clone(),
            };
            written.push(format!("{}={value}", part.name()));
        }
        // FREQ first: older calendars insist.
        written.sort_by_key(|part| !part.starts_with("FREQ="));
        written.join(";")
    }

    /// How often, as an ISO 8601 duration: `P1W`.
    #[must_use]
    pub fn period(&self) -> String {
        let unit = match self.get(Part::Freq) {
            Some("DAILY") => 'D',
            Some("WEEKLY") => 'W',
            Some("MONTHLY") => 'M',
            _ => 'Y',
        };
        format!("P{}{unit}", self.get(Part::Interval).unwrap_or("1"))
    }

    /// The days of the week, `MO` to `SU`, without ordinals.
    #[must_use]
    pub fn days(&self) -> Vec<&str> {
        let days = self.get(Part::ByDay).into_iter().flat_map(|days| days.split(','));
        days.filter_map(|day| day.get(day.len().saturating_sub(2)..)).collect()
    }

    /// How many times, where the rule says.
    #[must_use]
    pub fn count(&self) -> Option<u32> {
        self.get(Part::Count)?.parse().ok()
    }

    /// The numbers of a part, where it has them.
    pub(super) fn numbers(&self, name: &str) -> Vec<i32> {
        let part = PARTS.iter().find(|(known, _)| *known == name).map(|(_, part)| *part);
        let value = part.and_then(|part| self.get(part)).into_iter().flat_map(|value| value.split(','));
        value.filter_map(|number| number.trim_start_matches('+').parse().ok()).collect()
    }

    /// How often: `DAILY`, `WEEKLY`, `MONTHLY` or `YEARLY`.
    pub(super) fn frequency(&self) -> &str {
        self.get(Part::Freq).unwrap_or_default()
    }

    /// The days of the week with their ordinals, 0 for none; the weekdays count from Monday.
    pub(super) fn weekdays(&self) -> Vec<(i32, i8)> {
        let days = self.get(Part::ByDay).into_iter().flat_map(|days| days.split(','));
        let read = |day: &str| {
            let (ordinal, name) = day.split_at_checked(day.len().checked_sub(2)?)?;
            let at = DAYS.iter().position(|known| *known == name)?;
            Some((ordinal.trim_start_matches('+').parse().unwrap_or(0), i8::try_from(at).ok()?))
        };
        days.filter_map(read).collect()
    }

    /// On which weekday its weeks begin, counted from Monday.
    pub(super) fn week_start(&self) -> i8 {
        let at = self.get(Part::WeekStart).and_then(|day| DAYS.iter().position(|known| *known == day));
        at.and_then(|at| i8::try_from(at).ok()).unwrap_or(0)
    }

    /// The last day on which an event that starts at `starts` can take place.
    pub(super) fn until_day(&self, starts: Moment, zone: &Zone) -> Option<Date> {
        let (date, time) = until(self.get(Part::Until)?)?;
        let Some((time, is_utc)) = time.filter(|_| starts.time.is_some()) else { return Some(date) };
        let end = DateTime::from_parts(date, time);
        let end = if is_utc { zone.from_utc(end) } else { end };
        let is_over = starts.time.is_some_and(|start| start > end.time());
        if is_over { end.date().yesterday().ok() } else { Some(end.date()) }
    }

    /// Its last day, where the rule says.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        until(self.get(Part::Until)?).map(|(date, _)| date)
    }
}

fn until_written(value: &str, starts: Moment, zone: &Zone) -> String {
    let Some((date, time)) = until(value) else { return value.to_owned() };
    if starts.time.is_none() {
        return date.strftime("%Y%m%d").to_string();
    }
    match time {
        Some((_, true)) => value.to_owned(),
        Some((time, false)) => zone.ical_utc(DateTime::from_parts(date, time)),
        None => zone.ical_utc(date.at(23, 59, 59, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;
    use crate::model::Zone;
    use crate::model::date::{Date, Time};
    use crate::model::record::Moment;

    fn at(time: Option<Time>) -> Moment {
        Moment { date: Date::constant(2024, 4, 13), time }
    }

    #[test]
    fn right_rules_are_written_as_calendars_want_them() {
        let morning = at(Some(Time::constant(8, 30, 0, 0)));
        for (typed, starts, wanted) in [
            ("FREQ=WEEKLY;BYDAY=SA", morning, "FREQ=WEEKLY;BYDAY=SA"),
            ("每周六", morning, "FREQ=WEEKLY;BYDAY=SA"),
            ("rrule:byday=mo,we ; freq=weekly;", morning, "FREQ=WEEKLY;BYDAY=MO,WE"),
            ("FREQ=MONTHLY;BYDAY=-1FR,2SA", morning, "FREQ=MONTHLY;BYDAY=-1FR,2SA"),
            ("FREQ=DAILY;UNTIL=20240601", morning, "FREQ=DAILY;UNTIL=20240601T155959Z"),
            ("FREQ=DAILY;UNTIL=20240601T090000", morning, "FREQ=DAILY;UNTIL=20240601T010000Z"),
            ("FREQ=DAILY;UNTIL=20240601T090000Z", at(None), "FREQ=DAILY;UNTIL=20240601"),
            ("FREQ=YEARLY;BYHOUR=9;COUNT=3", at(None), "FREQ=YEARLY;COUNT=3"),
        ] {
            assert_eq!(Rule::parse(typed).unwrap().written(starts, &Zone::default()), wanted, "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (typed, wrong) in [
            ("", ""),
            ("每学期", "每学期"),
            ("FREQ=HOURLY", "FREQ=HOURLY"),
            ("BYDAY=SA", "FREQ"),
            ("FREQ=WEEKLY;FREQ=DAILY", "FREQ=DAILY"),
            ("FREQ=WEEKLY;BYDAY=1SA", "BYDAY=1SA"),
            ("FREQ=WEEKLY;BYDAY=周六", "BYDAY=周六"),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY=1"),
            ("FREQ=DAILY;COUNT=0", "COUNT=0"),
            ("FREQ=DAILY;COUNT=2;UNTIL=20240601", "COUNT=2"),
            ("FREQ=DAILY;UNTIL=2024-06-01", "UNTIL=2024-06-01"),
            ("FREQ=DAILY;UNTIL=20240631", "UNTIL=20240631"),
            ("FREQ=DAILY;INTERVAL=+1", "INTERVAL=+1"),
            ("FREQ=DAILY;X=1", "X=1"),
            ("FREQ=DAILY\r\nATTACH:x", "FREQ=DAILY\r\nATTACH:X"),
            ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS=1"),
        ] {
            assert_eq!(Rule::parse(typed), Err(wrong.to_owned()), "{typed}");
        }
    }
}
