//! Running text and the day it is published in; the numbers that it states out: 3000余册, 约300平方米, 90%以上, 首届.
//!
//! The recipe: one pass over the characters; where a numeral can begin, `numeral` reads it, `unit` its measure word, and
//! `around` the words that say how exactly it is meant. What surprised us: a numeral without a measure word
//! is nearly always a name (12345热线, 3号楼), and 一 with one is nearly always an article (一位老人).

mod around;
mod numeral;
#[cfg(test)]
mod tests;
mod unit;

use std::ops::Range;

use super::words::{Spotted, dates_in};
use crate::model::date::Date;
use crate::model::figure::Qualifier;

use numeral::{Numeral, Script};
use unit::Unit;

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// So many: 60余人.
    Count,
    /// The how-manieth: 首届, 第三次.
    Ordinal,
    /// So much of the whole: 90%以上, 六成.
    Share,
}

/// A number that words state.
#[derive(Clone, Debug, PartialEq)]
pub struct Number<'t> {
    /// Where the words stand, in bytes, with those that say how exactly.
    pub range: Range<usize>,
    /// How much.
    pub value: f64,
    /// The measure word, as it stands there; `%` for 百分之.
    pub unit: Option<&'t str>,
    /// How exactly.
    pub qualifier: Qualifier,
    /// What kind.
    pub sort: Sort,
}

impl Number<'_> {
    /// The words in the text that they were found in.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// The numbers that `text`, published on `base`, states; in their order, without overlap, and without its dates.
#[must_use]
pub fn numbers_in(text: &str, base: Date) -> Vec<Number<'_>> {
    let dates = dates_in(text, base);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(candidate) = next_candidate(text, at) {
        at = match date_over(&dates, candidate) {
            Some(date) => date.range.end,
            None => {
                let place = Place { text, start: candidate };
                let (end, number) = read(place);
                found.extend(number);
                end
            }
        };
    }
    found
}

fn next_candidate(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    rest.find(|c: char| c == '首' || numeral::begins(c)).map(|offset| at + offset)
}

/// The date that the byte `at` is part of.
fn date_over(dates: &[Spotted], at: usize) -> Option<&Spotted> {
    let next = dates.partition_point(|date| date.range.end <= at);
    dates.get(next).filter(|date| date.range.start <= at)
}

/// Where a numeral may begin.
#[derive(Clone, Copy)]
struct Place<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Place<'t> {
    fn before(self) -> &'t str {
        self.text.get(..self.start).unwrap_or_default()
    }

    fn rest(self) -> &'t str {
        self.text.get(self.start..).unwrap_or_default()
    }

    /// What stands so many bytes on.
    fn behind(self, length: usize) -> &'t str {
        self.rest().get(length..).unwrap_or_default()
    }
}

/// Where to look on, and the number that begins here.
fn read(place: Place<'_>) -> (usize, Option<Number<'_>>) {
    let rest = place.rest();
    if rest.starts_with('首') {
        let number = first(place);
        let end = number.as_ref().map_or(place.start + '首'.len_utf8(), |number| number.range.end);
        return (end, number);
    }
    let skipped = unit::idiom(rest).or_else(|| numeral::fraction(rest));
    if let Some(length) = skipped {
        return (place.start + length, None);
    }
    let number = match rest.strip_prefix("百分之") {
        Some(_) => percent(place),
        None => number(place),
    };
    let end = number.as_ref().map_or(place.start + numeral::run(rest), |number| number.range.end);
    (end, number)
}

/// 首届, 首次.
fn first(place: Place<'_>) -> Option<Number<'_>> {
    const NOT_AFTER: &str = "榜部匕岁元昂俯翘自魁";
    let unit = unit::of_first(place.behind('首'.len_utf8()))?;
    if place.before().ends_with(|c| NOT_AFTER.contains(c)) {
        return None;
    }
    let range = place.start..place.start + '首'.len_utf8() + unit.len();
    Some(Number { range, value: 1.0, unit: Some(unit), qualifier: Qualifier::Exact, sort: Sort::Ordinal })
}

/// 百分之九十以上.
fn percent(place: Place<'_>) -> Option<Number<'_>> {
    let prefix = "百分之".len();
    let numeral = numeral::read(place.behind(prefix))?;
    let length = prefix + numeral.length;
    let shared = Shared { value: numeral.value, unit: "%", length };
    Some(share(place, shared))
}

/// What a share is made of.
#[derive(Clone, Copy)]
struct Shared<'t> {
    value: f64,
    unit: &'t str,
    length: usize,
}

fn share<'t>(place: Place<'t>, shared: Shared<'t>) -> Number<'t> {
    let before = around::before(place.before());
    let after = around::after_unit(place.behind(shared.length));
    let found = before.or(after);
    Number {
        range: place.start - before.map_or(0, |found| found.length)
            ..place.start + shared.length + after.map_or(0, |found| found.length),
        value: shared.value,
        unit: Some(shared.unit),
        qualifier: found.map_or(Qualifier::Exact, |found| found.qualifier),
        sort: Sort::Share,
    }
}

/// A numeral, its measure word and the words around both.
fn number(place: Place<'_>) -> Option<Number<'_>> {
    let numeral = numeral::read(place.rest())?;
    if around::is_part_of_more(place.before()) || around::is_name(place.before(), place.rest()) {
        return None;
    }
    if place.before().ends_with('第') {
        return ordinal(place, numeral);
    }
    let behind = place.behind(numeral.length);
    if let Some(unit) = unit::share(behind) {
        let (value, length) = (numeral.value, numeral.length + unit.len());
        return Some(share(place, Shared { value, unit, length }));
    }
    let counted = Counted::read(place, numeral);
    counted.is_stated().then(|| counted.number())
}

/// 第三次.
fn ordinal<'t>(place: Place<'t>, numeral: Numeral) -> Option<Number<'t>> {
    let behind = place.behind(numeral.length);
    let unit = unit::of_ordinal(behind)?;
    let range = place.start - '第'.len_utf8()..place.start + numeral.length + unit.len();
    let qualifier = Qualifier::Exact;
    Some(Number { range, value: numeral.value, unit: Some(unit), qualifier, sort: Sort::Ordinal })
}

/// What stands around a numeral that may be a count.
struct Counted<'t> {
    place: Place<'t>,
    numeral: Numeral,
    before: Option<around::Found>,
    /// 余, 多, 来, and what of the numeral stands behind it: 300余万.
    suffix: Option<around::Suffix>,
    unit: Option<Unit<'t>>,
    after: Option<around::Found>,
    /// All bytes from the numeral on.
    length: usize,
}

impl<'t> Counted<'t> {
    fn read(place: Place<'t>, numeral: Numeral) -> Self {
        let before = around::power(place.before(), &numeral).or_else(|| around::before(place.before()));
        let mut length = numeral.length;
        let suffix = around::suffix(place.behind(length), &numeral);
        length += suffix.map_or(0, |suffix| suffix.length);
        let unit = unit::read(place.behind(length));
        length += unit.map_or(0, |unit| unit.length);
        let after = unit.and_then(|_| around::after_unit(place.behind(length)));
        length += after.map_or(0, |after| after.length);
        Self { place, numeral, before, suffix, unit, after, length }
    }

    fn qualifier(&self) -> Qualifier {
        let within = self.unit.and_then(|unit| unit.qualifier);
        let suffix = self.suffix.map(|suffix| suffix.qualifier).or(within);
        let outside = self.before.or(self.after).map(|found| found.qualifier);
        outside.or(suffix).unwrap_or_default()
    }

    /// Whether it states how many, and is not an article, a name or half of another word.
    fn is_stated(&self) -> bool {
        let qualified = self.qualifier() != Qualifier::Exact;
        let behind = self.place.behind(self.length);
        let Some(unit) = self.unit else {
            return qualified && self.numeral.value >= 10.0 && !around::numbers_a_thing(behind);
        };
        match self.numeral.script {
            Script::Power if !qualified => return false,
            Script::Han if self.numeral.value == 1.0 && !qualified && !unit.is_measure() => return false,
            _ => {}
        }
        let is_span = self.before.is_some_and(|found| found.qualifier == Qualifier::Near) && unit.is_span();
        !is_span && !unit.is_of_another_word(&self.numeral, self.place.before(), behind)
    }

    fn number(self) -> Number<'t> {
        let start = self.place.start - self.before.map_or(0, |found| found.length);
        let scale = self.suffix.map_or(1.0, |suffix| suffix.scale);
        let half = [self.unit.map(|unit| unit.half), self.after.map(|after| after.half)];
        Number {
            range: start..self.place.start + self.length,
            value: self.numeral.value * scale + half.into_iter().flatten().sum::<f64>(),
            unit: self.unit.map(|unit| unit.word),
            qualifier: self.qualifier(),
            sort: Sort::Count,
        }
    }
}
