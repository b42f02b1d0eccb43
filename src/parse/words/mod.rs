//! Running text and the day it is published in; the dates that its words name out.
//!
//! The recipe: one pass over the characters; where a date can begin, `numeric` or `relative` reads on with
//! a `reader`, and `calendar` says which days are meant. What surprised us: most of the work is in what is
//! *not* a date: 1日游, 提前天数, 3日内, 本周边, 最近日均.

mod calendar;
mod numeric;
mod reader;
mod relative;
mod tail;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::model::date::{Date, Time};

use reader::Reader;

/// How exactly words name a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A time of day.
    Time,
    /// A part of a day: 上午, 晚.
    PartOfDay,
    /// A day.
    Day,
    /// Some days, each end given, or a weekend.
    Days,
    /// A week.
    Week,
    /// A ten-day part of a month, or its beginning or end.
    TenDays,
    /// A month, or some.
    Month,
    /// A year, or half of one.
    Year,
    /// 近日, 连日来, 今年以来.
    Vague,
}

/// Words that name a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spotted {
    /// Where they stand, in bytes.
    pub range: Range<usize>,
    /// Where the words for the first end of an interval stop; the end of `range` where there is one part.
    pub first_end: usize,
    /// The words for the last end of an interval, where it has words of its own.
    pub second: Option<Range<usize>>,
    /// The first day that is meant.
    pub first: Date,
    /// The last day that is meant.
    pub last: Date,
    /// The time of day on the first day.
    pub time: Option<Time>,
    /// How exactly.
    pub precision: Precision,
}

impl Spotted {
    /// The words in the text that they were found in.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// The values of `datetime` for the first and the last end; none for what HTML has no form for.
    #[must_use]
    pub fn datetime(&self) -> Option<(String, String)> {
        let month = |date: Date| format!("{:04}-{:02}", date.year(), date.month());
        let one_month = (self.first.year(), self.first.month()) == (self.last.year(), self.last.month());
        let (first, last) = match (self.precision, self.time) {
            (Precision::Time, Some(time)) => {
                let time = format!("{}T{:02}:{:02}", self.first, time.hour(), time.minute());
                (time, self.last.to_string())
            }
            (Precision::Time | Precision::PartOfDay | Precision::Day, _) => {
                (self.first.to_string(), self.last.to_string())
            }
            (Precision::Days, _) if self.second.is_some() => (self.first.to_string(), self.last.to_string()),
            (Precision::TenDays | Precision::Month, _) if one_month || self.second.is_some() => {
                (month(self.first), month(self.last))
            }
            (Precision::Year, _) if self.first.day_of_year() == 1 && self.last.month() == 12 => {
                (format!("{:04}", self.first.year()), format!("{:04}", self.last.year()))
            }
            _ => return None,
        };
        Some((first, last))
    }
}

/// The times that the words of `text`, published on `base`, name; in their order, without overlap.
#[must_use]
pub fn dates_in(text: &str, base: Date) -> Vec<Spotted> {
    dates_from(text, 0, base)
}

/// As [`dates_in`], from byte `start`; what stands before is context only.
#[must_use]
pub fn dates_from(text: &str, start: usize, base: Date) -> Vec<Spotted> {
    let mut found = Vec::new();
    let mut at = start;
    while let Some(candidate) = next_candidate(text, at) {
        let reader = Reader::new(text, candidate);
        let spotted = match reader.peek() {
            Some(c) if c.is_ascii_digit() => numeric::read(reader, base),
            _ => relative::read(reader, base),
        };
        at = match &spotted {
            Some(spotted) => spotted.range.end,
            None => reader.past_candidate(),
        };
        found.extend(spotted);
    }
    found
}

/// Where, from `at` on, a date can begin: at a digit, or at a character that begins one of the words.
fn next_candidate(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        let first = *bytes.get(at)?;
        match first {
            b'0'..=b'9' => return Some(at),
            0xe0..=0xef => {
                let rest = (*bytes.get(at + 1)?, *bytes.get(at + 2)?);
                if begins_words(first, rest) && goes_on(bytes.get(at + 3..at + 6)) {
                    return Some(at);
                }
                at += 3;
            }
            _ => at += 1,
        }
    }
}

/// Whether these bytes are one of 昨今明前后本上下去近日连截最目, compared before anything is decoded.
fn begins_words(first: u8, rest: (u8, u8)) -> bool {
    match first {
        0xe4 => matches!(rest, (0xbb, 0x8a) | (0xb8, 0x8a | 0x8b)),
        0xe5 => matches!(rest, (0x89, 0x8d) | (0x90, 0x8e) | (0x8e, 0xbb)),
        0xe6 => matches!(rest, (0x98, 0xa8 | 0x8e) | (0x9c, 0xac | 0x80) | (0x97, 0xa5) | (0x88, 0xaa)),
        0xe7 => rest == (0x9b, 0xae),
        0xe8 => matches!(rest, (0xbf, 0x91 | 0x9e)),
        _ => false,
    }
}

/// Whether these bytes are one of 天日晚夜晨早周月个年期来近续至止前, the second characters of the words.
fn goes_on(bytes: Option<&[u8]>) -> bool {
    let Some(&[first, second, third]) = bytes else { return false };
    let rest = (second, third);
    match first {
        0xe4 => matches!(rest, (0xb8, 0xaa)),
        0xe5 => matches!(rest, (0x89, 0x8d) | (0x91, 0xa8) | (0xa4, 0x9c | 0xa9) | (0xb9, 0xb4)),
        0xe6 => matches!(
            rest,
            (0x97, 0xa5 | 0xa9) | (0x99, 0x9a | 0xa8) | (0x9c, 0x88 | 0x9f) | (0x9d, 0xa5) | (0xad, 0xa2)
        ),
        0xe7 => matches!(rest, (0xbb, 0xad)),
        0xe8 => matches!(rest, (0x87, 0xb3) | (0xbf, 0x91)),
        _ => false,
    }
}
