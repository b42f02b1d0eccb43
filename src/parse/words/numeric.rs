//! Dates that begin with digits: 2024年4月11日, 7月21日下午4时, 12日植树节当天, 4月初, 3月12日至15日.
//!
//! What surprised us: 5680, 2024年第3期, 1日游 and 近3日 begin exactly like dates; who says no is the neighbour.

use super::calendar::{self, Interval, Tense};
use super::reader::Reader;
use super::{Precision, Spotted, deadline, tail};
use crate::model::date::Date;

/// What before digits makes them part of something else.
const NOT_AFTER: &str = "第零一二两三四五六七八九十百千万亿０１２３４５６７８９";
/// What does so behind another digit: 11.5日, 1,500日, 3/4月.
const BETWEEN_DIGITS: &str = ".．,/:：-";
/// What before a bare day makes it a length of time.
const LENGTH: &str = "年月近前后每共续去达余约整满隔头几数最时期为历第号仅用短超足过";
/// What behind a bare day makes it another word.
const NOT_DAY: &str = "游内龄元均程报历语本后前多余以之来志记常用式线";
/// What behind a month makes it another word.
const NOT_MONTH: &str = "龄大饼球薪嫂租供均刊报卡票光亮季经";
/// What behind a year makes it another word.
const NOT_YEAR: &str = "第度代版级龄轮限期刊均货糕资鉴";

/// Parts of a month, by day.
pub(super) const PARTS: [(&str, (i8, i8)); 7] = [
    ("上旬", (1, 10)),
    ("中旬", (11, 20)),
    ("下旬", (21, 31)),
    ("初", (1, 10)),
    ("中", (11, 20)),
    ("底", (21, 31)),
    ("末", (21, 31)),
];

const DASHES: [&str; 9] = ["至", "到", "——", "—", "–", "－", "-", "~", "～"];

/// The date that begins at the reader's digits.
pub(super) fn read(mut reader: Reader<'_>, base: Date) -> Option<Spotted> {
    let mut ahead = reader;
    let (value, digits) = ahead.number()?;
    // Most numbers are no dates, and most that are none have no such unit: ask for it first.
    if !ahead.before_any("年月日") || is_part_of_more(&reader) {
        return None;
    }
    if digits == 4 && ahead.eat("年") {
        reader = ahead;
        return year(reader, value, base);
    }
    let value = i8::try_from(value).ok().filter(|_| digits <= 2)?;
    if ahead.eat("月") {
        // 同年3月, 98年3月, 每年3月: the year is said, and not by us.
        if reader.after_any("年") {
            return None;
        }
        return month(ahead, Stated { base, year: None, month: value });
    }
    if ahead.eat("日") {
        return bare_day(ahead, value, base);
    }
    None
}

/// Whether what stands before the digits makes them part of something else.
fn is_part_of_more(reader: &Reader<'_>) -> bool {
    let mut back = reader.before().chars().rev();
    let Some(last) = back.next() else { return false };
    if BETWEEN_DIGITS.contains(last) {
        return back.next().is_some_and(|c| c.is_ascii_digit());
    }
    last.is_ascii_alphanumeric() || NOT_AFTER.contains(last)
}

/// What has been said of a day so far.
#[derive(Clone, Copy)]
pub(super) struct Stated {
    pub base: Date,
    pub year: Option<i16>,
    pub month: i8,
}

impl Stated {
    /// The interval that `in_year` gives for the year that is said, or for the one that is meant.
    fn resolve(self, reader: &Reader<'_>, in_year: impl Fn(i16) -> Option<Interval>) -> Option<Interval> {
        match self.year {
            Some(year) => in_year(year),
            None => calendar::year_of(self.base, tense(reader), in_year),
        }
    }
}

fn tense(reader: &Reader<'_>) -> Tense {
    if reader.is_to_come() { Tense::ToCome } else { Tense::Reported }
}

/// Behind the year `number`, which was read.
pub(super) fn year(mut reader: Reader<'_>, number: i16, base: Date) -> Option<Spotted> {
    if !(1900..2100).contains(&number) {
        return None;
    }
    let mut ahead = reader;
    if let Some(found) = ahead.numbered("月") {
        return month(ahead, Stated { base, year: Some(number), month: found });
    }
    if reader.before_any(NOT_YEAR) {
        return None;
    }
    let whole = calendar::year(number)?;
    if reader.eat("以来") {
        return Some(since(&reader, whole.0, base));
    }
    let half = reader.eat_one(&[
        ("上半年", (1, 6)),
        ("下半年", (7, 12)),
        ("年初", (1, 1)),
        ("年底", (12, 12)),
        ("年末", (12, 12)),
        ("初", (1, 1)),
        ("底", (12, 12)),
        ("末", (12, 12)),
    ]);
    let Some((from, to)) = half else { return Some(spotted(&reader, whole, Precision::Year)) };
    let interval = (calendar::month(number, from)?.0, calendar::month(number, to)?.1);
    let precision = if from == to { Precision::Month } else { Precision::Year };
    Some(spotted(&reader, interval, precision))
}

/// Behind a month, which was read.
fn month(mut reader: Reader<'_>, stated: Stated) -> Option<Spotted> {
    if !(1..=12).contains(&stated.month) {
        return None;
    }
    let mut ahead = reader;
    if let Some(number) = ahead.numbered("日").or_else(|| ahead.numbered("号")) {
        return day(ahead, stated, number);
    }
    if let Some(found) = short_range(reader, stated) {
        return Some(found);
    }
    if reader.before_any(NOT_MONTH) {
        return None;
    }
    let whole = stated.resolve(&reader, |year| calendar::month(year, stated.month))?;
    reader.eat("份");
    if reader.eat("以来") {
        return Some(since(&reader, whole.0, stated.base));
    }
    // 4月中 may be the middle of April, but 4月中国 is not.
    let mut ahead = reader;
    if let Some(part) = ahead.eat_one(&PARTS).filter(|_| !ahead.before_any("国央心学小间华期级步次"))
    {
        let interval = calendar::part_of_month(whole, part)?;
        return Some(spotted(&ahead, interval, Precision::TenDays));
    }
    Some(month_range(reader, whole).unwrap_or_else(|| spotted(&reader, whole, Precision::Month)))
}

/// 3月至5月: a second month behind the first, which is `whole`.
fn month_range(mut reader: Reader<'_>, whole: Interval) -> Option<Spotted> {
    let first_end = reader.at;
    dash(&mut reader)?;
    let second = reader.at;
    let number = reader.numbered("月").filter(|_| !reader.peek().is_some_and(|c| c.is_ascii_digit()))?;
    reader.eat("份");
    let later = calendar::month(whole.0.year(), number).filter(|(first, _)| *first > whole.0);
    let last = later.or_else(|| calendar::month(whole.0.year() + 1, number))?.1;
    let mut found = spotted(&reader, (whole.0, last), Precision::Month);
    found.first_end = first_end;
    found.second = Some(second..reader.at);
    Some(found)
}

/// 3月12至15日: the first day leaves its unit out.
fn short_range(mut reader: Reader<'_>, stated: Stated) -> Option<Spotted> {
    let (from, digits) = reader.number()?;
    let from = i8::try_from(from).ok().filter(|_| digits <= 2)?;
    let first_end = reader.at;
    dash(&mut reader)?;
    let second = reader.at;
    let to = reader.numbered("日").filter(|to| *to > from)?;
    let interval = stated.resolve(&reader, |year| {
        Some((calendar::day(year, stated.month, from)?, calendar::day(year, stated.month, to)?))
    })?;
    let mut found = spotted(&reader, interval, Precision::Days);
    found.first_end = first_end;
    found.second = Some(second..reader.at);
    Some(found)
}

/// Behind a day of a month.
pub(super) fn day(reader: Reader<'_>, stated: Stated, number: i8) -> Option<Spotted> {
    let on = |year| calendar::day(year, stated.month, number).map(|date| (date, date));
    let (date, _) = stated.resolve(&reader, on)?;
    Some(finish_day(reader, date))
}

/// Behind `9日`, without a month.
fn bare_day(reader: Reader<'_>, number: i8, base: Date) -> Option<Spotted> {
    if reader.after_any(LENGTH) || is_of_every_month(reader.before()) {
        return None;
    }
    let tense = match deadline::read(&reader) {
        deadline::Before::Due => Tense::ToCome,
        deadline::Before::Ago => return None,
        deadline::Before::Neither if reader.before_any(NOT_DAY) => return None,
        deadline::Before::Neither => tense(&reader),
    };
    let date = calendar::day_of_month(base, tense, number)?;
    Some(finish_day(reader, date))
}

/// Whether days of every month stand before: the second of 每月5日、20日.
fn is_of_every_month(before: &str) -> bool {
    let mut rest = before;
    while let Some(days) =
        rest.strip_suffix(['、', '和', '与', '及', '或']).and_then(|days| days.strip_suffix('日'))
    {
        rest = days.trim_end_matches(|c: char| c.is_ascii_digit());
    }
    rest.len() < before.len() && rest.ends_with("每月")
}

/// Reads on behind a day: another day that ends an interval, or a part of the day and a time.
pub(super) fn finish_day(mut reader: Reader<'_>, date: Date) -> Spotted {
    if let Some(found) = day_range(reader, date) {
        return found;
    }
    let tail = tail::read(&mut reader);
    let mut found = spotted(&reader, (date, date), tail.precision);
    found.time = tail.time;
    found
}

/// 3月12日至15日, 3月12日—4月2日.
fn day_range(mut reader: Reader<'_>, from: Date) -> Option<Spotted> {
    let first_end = reader.at;
    dash(&mut reader)?;
    let second = reader.at;
    let month = reader.numbered("月");
    let number = reader.numbered("日").or_else(|| month.and_then(|_| reader.numbered("号")))?;
    let last = match month {
        Some(month) => [0, 1]
            .into_iter()
            .find_map(|on| calendar::day(from.year() + on, month, number).filter(|date| *date > from)),
        None => calendar::day(from.year(), from.month(), number)
            .filter(|date| *date > from)
            .or_else(|| calendar::day_of_month(from, Tense::ToCome, number)),
    }?;
    let mut found = spotted(&reader, (from, last), Precision::Days);
    found.first_end = first_end;
    found.second = Some(second..reader.at);
    Some(found)
}

fn dash(reader: &mut Reader<'_>) -> Option<()> {
    DASHES.iter().any(|dash| reader.eat(dash)).then_some(())
}

/// 3月以来: from its first day until now.
fn since(reader: &Reader<'_>, first: Date, base: Date) -> Spotted {
    spotted(reader, (first, base.max(first)), Precision::Vague)
}

/// What was read, as one part.
pub(super) fn spotted(reader: &Reader<'_>, (first, last): Interval, precision: Precision) -> Spotted {
    let range = reader.start..reader.at;
    Spotted { first_end: range.end, range, second: None, first, last, time: None, precision }
}
