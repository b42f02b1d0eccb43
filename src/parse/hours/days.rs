//! Days of the week and of the year in words: `周一至周五`, `周六日`, `Mon–Fri`, `5月1日至9月30日`.
//!
//! What surprised us: 周 stands once for many, 周一、三、五, and 五 may be an hour as well. What stands behind it tells.

use super::clock::dash;
use super::token::gap;
use crate::model::hours::MonthDay;
use crate::parse::words::reader::Reader;

/// Days of the week, one bit a day, Monday the lowest.
pub(super) type Set = u8;

/// All seven.
pub(super) const ALL: Set = 0b111_1111;
/// Monday to Friday.
pub(super) const WORKING: Set = 0b001_1111;
/// Saturday and Sunday.
pub(super) const WEEKEND: Set = 0b110_0000;

const CHINESE: [(&str, u8); 8] =
    [("一", 0), ("二", 1), ("三", 2), ("四", 3), ("五", 4), ("六", 5), ("日", 6), ("天", 6)];
const BEFORE: [(&str, ()); 3] = [("周", ()), ("星期", ()), ("礼拜", ())];
const ENGLISH: [(&str, &[&str]); 7] = [
    ("mon", &["days", "day", ""]),
    ("tue", &["sdays", "sday", "s", ""]),
    ("wed", &["nesdays", "nesday", "s", ""]),
    ("thu", &["rsdays", "rsday", "rs", "r", ""]),
    ("fri", &["days", "day", ""]),
    ("sat", &["urdays", "urday", ""]),
    ("sun", &["days", "day", ""]),
];

/// Reads days of the week: a stretch of them, or several.
pub(super) fn week(reader: &mut Reader<'_>) -> Option<Set> {
    let mut at = named(reader)?;
    let mut days: Set = 1 << at;
    loop {
        let mut ahead = *reader;
        if dash(&mut ahead) {
            let to = named(&mut ahead).or_else(|| bare(&mut ahead))?;
            days |= stretch(at, to);
            at = to;
        } else {
            let _ = ahead.eat("、") || ahead.eat(",") || ahead.eat("和") || ahead.eat("及");
            let Some(next) = bare(&mut ahead) else { return Some(days) };
            days |= 1 << next;
            at = next;
        }
        *reader = ahead;
    }
}

/// The days from one to another, over Sunday where the other comes before it.
fn stretch(from: u8, to: u8) -> Set {
    (0..7)
        .map(|step| (from + step) % 7)
        .take_while(|day| *day != to)
        .fold(1 << to, |days, day| days | 1 << day)
}

/// 周一, Monday.
fn named(reader: &mut Reader<'_>) -> Option<u8> {
    let mut ahead = *reader;
    if ahead.eat_one(&BEFORE).is_some() {
        let day = ahead.eat_one(&CHINESE)?;
        *reader = ahead;
        return Some(day);
    }
    for (day, (name, tails)) in (0..).zip(ENGLISH) {
        for tail in tails {
            let mut ahead = *reader;
            let is_whole = ahead.eat(name) && ahead.eat(tail);
            if is_whole && !ahead.peek().is_some_and(|c| c.is_ascii_alphabetic()) {
                *reader = ahead;
                return Some(day);
            }
        }
    }
    None
}

/// A day after one that was named: the 三 of 周一、三. Not an hour.
fn bare(reader: &mut Reader<'_>) -> Option<u8> {
    let mut ahead = *reader;
    let day = ahead.eat_one(&CHINESE)?;
    if ahead.before_any("点时十") {
        return None;
    }
    *reader = ahead;
    Some(day)
}

/// Reads days of the year: `5月1日-9月30日`, `5-9月`, `11月-次年3月`.
pub(super) fn year(reader: &mut Reader<'_>) -> Option<[MonthDay; 2]> {
    let mut ahead = *reader;
    let (month, _) = ahead.number()?;
    let month = u8::try_from(month).ok()?;
    let has_month = ahead.eat("月");
    let from = if has_month { day_of_month(&mut ahead) } else { None };
    if !dash(&mut ahead) {
        return None;
    }
    let _ = ahead.eat("次年") || ahead.eat("翌年") || ahead.eat("来年") || ahead.eat("第二年");
    gap(&mut ahead);
    let (last, _) = ahead.number()?;
    let last = u8::try_from(last).ok()?;
    if !ahead.eat("月") {
        return None;
    }
    let to = day_of_month(&mut ahead);
    if from.is_some() != to.is_some() {
        return None;
    }
    let days = [(month, from.unwrap_or(1)), (last, to.unwrap_or_else(|| length(last)))];
    let is_there = |(month, day): &MonthDay| (1..=length(*month)).contains(day);
    if !days.iter().all(is_there) {
        return None;
    }
    *reader = ahead;
    Some(days)
}

fn day_of_month(reader: &mut Reader<'_>) -> Option<u8> {
    let day = reader.numbered("日").or_else(|| reader.numbered("号"))?;
    u8::try_from(day).ok()
}

/// How many days a month has in a leap year; none of what is no month.
pub(super) fn length(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}
