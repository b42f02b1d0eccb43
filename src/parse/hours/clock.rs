//! Times of day in words: `9:30-17:30`, `下午2点-5点半`, `18:00-次日2:00`, `9am-5pm`.
//!
//! What surprised us: 9:00–5:00 is typed by who means five in the afternoon, and 18:00–2:00 by who means the night. Only
//! the second can be nothing else.

use super::token::gap;
use crate::model::hours::{DAY, Interval};
use crate::parse::words::reader::Reader;
use crate::parse::words::tail::{Half, PARTS, minutes};

/// From when on an interval may run into the next day without saying so, and until when.
const EVENING: u16 = 17 * 60;
const MORNING: u16 = 6 * 60;
const NOON: u16 = 12 * 60;

/// Hours in words, the longer of two that begin alike first.
const HOURS: [(&str, u16); 14] = [
    ("十二", 12),
    ("十一", 11),
    ("十", 10),
    ("零", 0),
    ("一", 1),
    ("二", 2),
    ("两", 2),
    ("三", 3),
    ("四", 4),
    ("五", 5),
    ("六", 6),
    ("七", 7),
    ("八", 8),
    ("九", 9),
];

/// A time as it was typed.
#[derive(Clone, Copy)]
struct Typed {
    /// In minutes from midnight.
    minute: u16,
    /// The part of the day that was named with it.
    half: Option<Half>,
}

/// Reads `9:30-17:30`, or nothing at all.
pub(super) fn interval(reader: &mut Reader<'_>) -> Option<Interval> {
    let mut ahead = *reader;
    let opens = time(&mut ahead)?;
    if !dash(&mut ahead) {
        return None;
    }
    let is_next_day = ahead.eat_one(&[("次日", ()), ("翌日", ()), ("第二天", ())]).is_some();
    gap(&mut ahead);
    let closes = time(&mut ahead)?;
    let closes = closing(opens, closes, is_next_day)?;
    *reader = ahead;
    Some(Interval { opens: opens.minute, closes })
}

/// When it closes, in minutes from the midnight before it opens.
fn closing(opens: Typed, closes: Typed, is_next_day: bool) -> Option<u16> {
    if opens.minute >= DAY {
        return None;
    }
    if is_next_day {
        return (closes.minute <= opens.minute).then_some(closes.minute + DAY);
    }
    let inherits = opens.half == Some(Half::Second) && closes.half.is_none() && closes.minute < NOON;
    if inherits && closes.minute + NOON > opens.minute {
        return Some(closes.minute + NOON);
    }
    match closes.minute {
        0 => Some(DAY),
        minute if minute > opens.minute => Some(minute),
        minute if opens.minute >= EVENING && minute <= MORNING => Some(minute + DAY),
        _ => None,
    }
}

fn time(reader: &mut Reader<'_>) -> Option<Typed> {
    let half = reader.eat_one(&PARTS);
    gap(reader);
    let hour = match reader.eat_one(&HOURS) {
        Some(hour) => hour,
        None => {
            let (hour, digits) = reader.number()?;
            u16::try_from(hour).ok().filter(|hour| digits <= 2 && *hour <= 24)?
        }
    };
    let mut ahead = *reader;
    let minute = minutes(&mut ahead);
    if minute.is_some() {
        *reader = ahead;
    }
    let after = half_after(reader);
    // A bare number is a time only with am or pm behind it.
    let minute = u16::try_from(minute.or(after.map(|_| 0))?).ok()?;
    if half.is_some() && after.is_some() {
        return None;
    }
    let hour = of_day(hour, half, after)?;
    let minute = hour * 60 + minute;
    (minute <= DAY).then_some(Typed { minute, half: half.or(after) })
}

/// `am` or `pm`.
fn half_after(reader: &mut Reader<'_>) -> Option<Half> {
    let mut ahead = *reader;
    gap(&mut ahead);
    let half = ahead.eat_one(&[("am", Half::First), ("pm", Half::Second)])?;
    if ahead.peek().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    *reader = ahead;
    Some(half)
}

/// The hour of the day that an hour is in a part of it, named in Chinese before it or in English behind it; none where the
/// two contradict each other.
fn of_day(hour: u16, before: Option<Half>, after: Option<Half>) -> Option<u16> {
    if let Some(half) = after {
        let from = if half == Half::First { 0 } else { 12 };
        return (1..=12).contains(&hour).then_some(hour % 12 + from);
    }
    match (before, hour) {
        (None, _) | (Some(Half::First), 0..=11) | (Some(Half::Second), 13..=24) => Some(hour),
        (Some(Half::Noon), 11..=14) => Some(hour),
        (Some(Half::Second), 1..=11) | (Some(Half::Noon), 1..=3) => Some(hour + 12),
        _ => None,
    }
}

/// Reads a dash, single or double, with the spaces around it.
pub(super) fn dash(reader: &mut Reader<'_>) -> bool {
    let mut ahead = *reader;
    gap(&mut ahead);
    let is_there = ahead.eat("--") || ahead.eat("-") || ahead.eat("to ");
    gap(&mut ahead);
    if is_there {
        *reader = ahead;
    }
    is_there
}
