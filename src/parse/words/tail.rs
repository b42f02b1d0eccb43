//! What may follow a day: the weekday in brackets, a feast, a part of the day, a time.
//!
//! What surprised us: 下午12时 is noon and 晚12时 is midnight, and neither is twelve hours after what it says.

use super::Precision;
use super::reader::Reader;
use crate::model::date::Time;

/// What follows a day.
#[derive(Clone, Copy)]
pub(super) struct Tail {
    pub time: Option<Time>,
    pub precision: Precision,
}

/// Parts of the day, and whether their hours count from noon.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Half {
    First,
    Second,
    /// 中午: 11 and 12 as they are, 1 and 2 after noon.
    Noon,
}

pub(in crate::parse) const PARTS: [(&str, Half); 16] = [
    ("凌晨", Half::First),
    ("清晨", Half::First),
    ("早晨", Half::First),
    ("早上", Half::First),
    ("上午", Half::First),
    ("早", Half::First),
    ("晨", Half::First),
    ("中午", Half::Noon),
    ("午后", Half::Second),
    ("下午", Half::Second),
    ("傍晚", Half::Second),
    ("晚上", Half::Second),
    ("晚间", Half::Second),
    ("夜间", Half::Second),
    ("深夜", Half::Second),
    ("晚", Half::Second),
];

/// Reads what follows a day.
pub(super) fn read(reader: &mut Reader<'_>) -> Tail {
    weekday_in_brackets(reader);
    feast(reader);
    let half = reader.eat_one(&PARTS);
    let time = time(reader, half);
    let precision = match (time, half) {
        (Some(_), _) => Precision::Time,
        (None, Some(_)) => Precision::PartOfDay,
        _ => Precision::Day,
    };
    Tail { time, precision }
}

/// The part of the day is in the word before: 今晚7时.
pub(super) fn read_evening(reader: &mut Reader<'_>) -> Tail {
    Tail { time: time(reader, Some(Half::Second)), precision: Precision::PartOfDay }.with_time()
}

/// 今晨6时.
pub(super) fn read_morning(reader: &mut Reader<'_>) -> Tail {
    Tail { time: time(reader, Some(Half::First)), precision: Precision::PartOfDay }.with_time()
}

impl Tail {
    fn with_time(self) -> Self {
        if self.time.is_some() { Self { precision: Precision::Time, ..self } } else { self }
    }
}

/// （周四） or （星期四）.
fn weekday_in_brackets(reader: &mut Reader<'_>) {
    let mut ahead = *reader;
    let named = (ahead.eat("（") || ahead.eat("(")) && (ahead.eat("周") || ahead.eat("星期"));
    let day = ahead.peek().filter(|c| "一二三四五六日天".contains(*c));
    if let Some(day) = day.filter(|_| named) {
        ahead.at += day.len_utf8();
        if ahead.eat("）") || ahead.eat(")") {
            *reader = ahead;
        }
    }
}

/// 植树节当天: some characters between a day and the word that says it is that day.
fn feast(reader: &mut Reader<'_>) {
    const LONGEST: usize = 8;
    let mut length = 0;
    for c in reader.rest().chars().take(LONGEST) {
        let rest = reader.rest().get(length..).unwrap_or_default();
        if let Some(word) = ["当天", "当日"].into_iter().find(|word| rest.starts_with(word)) {
            reader.at += length + word.len();
            return;
        }
        if !('\u{4e00}'..='\u{9fff}').contains(&c) {
            return;
        }
        length += c.len_utf8();
    }
}

/// 4时, 4时30分, 9点半, 16:00.
fn time(reader: &mut Reader<'_>, half: Option<Half>) -> Option<Time> {
    let mut ahead = *reader;
    let (hour, digits) = ahead.number()?;
    let hour = i8::try_from(hour).ok().filter(|_| digits <= 2)?;
    let minute = minutes(&mut ahead)?;
    let hour = match (half, hour) {
        (Some(Half::Second), 1..=11) | (Some(Half::Noon), 1..=3) => hour + 12,
        _ => hour,
    };
    let time = Time::new(if hour == 24 { 0 } else { hour }, minute, 0, 0).ok()?;
    *reader = ahead;
    // Midnight belongs to the day after; the day that is named is kept without it.
    (hour < 24).then_some(time)
}

/// What follows the hour.
pub(in crate::parse) fn minutes(reader: &mut Reader<'_>) -> Option<i8> {
    if reader.eat(":") || reader.eat("：") {
        let (minute, digits) = reader.number()?;
        return i8::try_from(minute).ok().filter(|minute| digits == 2 && *minute < 60);
    }
    if !(reader.eat("时") || (reader.eat("点") && !reader.before_any("多钟赞名位心"))) {
        return None;
    }
    if reader.before_any("间") {
        return None;
    }
    if reader.eat("半") {
        return Some(30);
    }
    let mut ahead = *reader;
    let minute = ahead.numbered("分").filter(|minute| *minute < 60);
    if minute.is_some() {
        *reader = ahead;
    }
    Some(minute.unwrap_or(0))
}
