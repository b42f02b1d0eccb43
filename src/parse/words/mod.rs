//! Running text and the day it is published in; the dates that its words name out.
//!
//! The recipe: one pass over the characters; where a date can begin, `numeric` or `relative` reads on with
//! a `reader`, and `calendar` says which days are meant. What surprised us: most of the work is in what is
//! *not* a date: 1日游, 提前天数, 3日内, 本周边, 最近日均.

mod calendar;
pub mod deadline;
mod numeric;
pub mod promise;
pub(in crate::parse) mod reader;
mod relative;
pub mod rhythm;
pub(in crate::parse) mod tail;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::model::date::{Date, Time};

pub use relative::WEEKDAYS;

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

    /// How much of its dates HTML's `datetime` can say; none for what it has no form for.
    #[must_use]
    pub fn form(&self) -> Option<Form> {
        let one_month = (self.first.year(), self.first.month()) == (self.last.year(), self.last.month());
        match self.precision {
            Precision::Time => Some(self.time.map_or(Form::Day, Form::Time)),
            Precision::PartOfDay | Precision::Day => Some(Form::Day),
            Precision::Days => self.second.is_some().then_some(Form::Day),
            Precision::TenDays | Precision::Month => {
                (one_month || self.second.is_some()).then_some(Form::Month)
            }
            Precision::Year => (self.first.month() == 1 && self.last.month() == 12).then_some(Form::Year),
            Precision::Week | Precision::Vague => None,
        }
    }
}

/// A form of `datetime`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `2024`
    Year,
    /// `2024-04`
    Month,
    /// `2024-04-11`
    Day,
    /// `2024-04-11T16:00`
    Time(Time),
}

impl Form {
    /// Appends `date` in this form.
    pub fn write(self, date: Date, out: &mut String) {
        let two = |out: &mut String, mark: char, value: i8| {
            let digit = |value: i8| char::from(b'0' + value.unsigned_abs() % 10);
            out.extend([mark, digit(value / 10), digit(value % 10)]);
        };
        let year = date.year();
        let digits =
            [1000, 100, 10, 1].map(|unit| char::from(b'0' + (year / unit % 10).unsigned_abs() as u8));
        out.extend(digits);
        if self == Self::Year {
            return;
        }
        two(out, '-', date.month());
        if self == Self::Month {
            return;
        }
        two(out, '-', date.day());
        if let Self::Time(time) = self {
            two(out, 'T', time.hour());
            two(out, ':', time.minute());
        }
    }
}

/// The times that the words of `text`, published on `base`, name; in their order, without overlap.
#[must_use]
pub fn dates_in(text: &str, base: Date) -> Vec<Spotted> {
    dates_from(text, 0, base).collect()
}

/// As [`dates_in`], one by one and from byte `start`; what stands before is context only.
pub fn dates_from(text: &str, start: usize, base: Date) -> impl Iterator<Item = Spotted> {
    let mut at = start;
    std::iter::from_fn(move || {
        while let Some(candidate) = next_candidate(text, at) {
            let reader = Reader::new(text, candidate);
            let spotted = match text.as_bytes().get(candidate) {
                Some(b'0'..=b'9') => numeric::read(reader, base),
                _ => relative::read(reader, base),
            };
            at = spotted.as_ref().map_or_else(|| reader.past_candidate(), |spotted| spotted.range.end);
            if spotted.is_some() {
                return spotted;
            }
        }
        at = text.len();
        None
    })
}

/// Where, from `at` on, a date can begin: at a digit, or at the two characters that begin one of the words.
fn next_candidate(text: &str, mut at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    loop {
        match *bytes.get(at)? {
            b'0'..=b'9' => return Some(at),
            0xe0..=0xef => {
                let here = bytes.get(at..at + 3)?;
                if FIRST.may_hold(here) && bytes.get(at + 3..at + 6).is_some_and(|next| SECOND.may_hold(next))
                {
                    return Some(at);
                }
                at += 3;
            }
            _ => at += 1,
        }
    }
}

/// What the words begin with.
static FIRST: Sieve = Sieve::new("昨今明前后本上下去近连截最目日".as_bytes());
/// What they go on with.
static SECOND: Sieve = Sieve::new("天日晚夜晨早周月个年期来近续至止前".as_bytes());

/// A set of Han characters that now and then holds one too many: a bit for the last two of a character's
/// three bytes. It is asked for every character of every record, and this costs one load and no guess.
struct Sieve([u64; 64]);

impl Sieve {
    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler alone; the index is below 64")]
    const fn new(characters: &[u8]) -> Self {
        let mut bits = [0; 64];
        let mut at = 0;
        while at + 2 < characters.len() {
            bits[(characters[at + 2] & 63) as usize] |= 1 << (characters[at + 1] & 63);
            at += 3;
        }
        Self(bits)
    }

    fn may_hold(&self, character: &[u8]) -> bool {
        let &[_, second, third] = character else { return false };
        self.0.get(usize::from(third & 63)).is_some_and(|row| row >> (second & 63) & 1 == 1)
    }
}
