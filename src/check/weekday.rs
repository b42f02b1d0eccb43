//! **A day falls on its weekday.** 周三 beside 4月11日, which was a Thursday, sends somebody to a closed door. Build and
//! check warn where a text names a day and, right before or behind it, another weekday.
//!
//! What surprised us: 13日（周六） may be the coming one although its number alone is read as the last, so a day that is not
//! fully named is wrong only if no such day near the issue fits.

use std::ops::Range;

use super::Remark;
use crate::model::Record;
use crate::model::date::{Date, Weekday};
use crate::parse::words::{Spotted, WEEKDAYS, dates_in};
use crate::report::{Diagnostic, Say};

/// How many months on either side a day without a month may be in.
const MONTHS: i64 = 2;
/// How far from the issue a day without a year is surely the nearest.
const NEAR_DAYS: i32 = 180;

pub(super) fn look(record: &Record, text: &str) -> Vec<Remark> {
    let Some(published) = record.date.filter(|_| record.kind.runs()) else { return Vec::new() };
    if !text.contains('周') && !text.contains("星期") && !text.contains("礼拜") {
        return Vec::new();
    }
    let days = dates_in(text, published);
    let named = days.iter().filter(|day| day.first == day.last && is_of_the_calendar(day, text));
    named.filter_map(|day| contradiction(text, published, day)).collect()
}

/// Whether the words name a day by its number: not 本周三, not 昨天.
fn is_of_the_calendar(day: &Spotted, text: &str) -> bool {
    day.words(text).contains(['日', '号']) && day.words(text).starts_with(|c: char| c.is_ascii_digit())
}

fn contradiction(text: &str, published: Date, day: &Spotted) -> Option<Remark> {
    let (range, said) = behind(text, day).or_else(|| before(text, day))?;
    if candidates(day, text, published).iter().any(|date| date.weekday() == said) {
        return None;
    }
    let right = day.first.weekday();
    let message = Say::new(
        format!("`{}`：{} 是周{}", text.get(range.clone())?, day.first, name(right)),
        format!("`{}`: {} is a {right:?}", text.get(range.clone())?, day.first),
    );
    let hint = Say::new("看看是日子写错了，还是星期写错了", "see whether the day is wrong or the weekday");
    Some((range, Diagnostic::warning("wrong-weekday", message).hint(hint)))
}

fn name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, named)| *named == day).map_or("", |(name, _)| name)
}

/// The days that the words can mean.
fn candidates(day: &Spotted, text: &str, published: Date) -> Vec<Date> {
    let words = day.words(text);
    let shifted =
        |span: jiff::Span| day.first.checked_add(span).ok().filter(|date| date.day() == day.first.day());
    let mut all = vec![day.first];
    if !words.contains('月') {
        all.extend((-MONTHS..=MONTHS).filter_map(|months| shifted(jiff::Span::new().months(months))));
    } else if !words.contains('年') && distance(day.first, published) > NEAR_DAYS {
        all.extend([-1, 1].into_iter().filter_map(|years| shifted(jiff::Span::new().years(years))));
    }
    all
}

fn distance(one: Date, other: Date) -> i32 {
    one.until(other).map_or(0, |span| span.get_days().abs())
}

/// The weekday in or right behind the words of a day: 4月11日（周三）, 4月11日 周三.
fn behind(text: &str, day: &Spotted) -> Option<(Range<usize>, Weekday)> {
    let words = day.words(text);
    let number = words.rfind(['日', '号'])?;
    // （周日） ends in the same character as the day.
    let start = words.find(['（', '(']).or(words.find("周")).unwrap_or(number + '日'.len_utf8());
    let rest = text.get(day.range.start + start..)?;
    let inner = rest.trim_start_matches(['（', '(', ' ', '\u{3000}']);
    let (length, said) = weekday(inner)?;
    let end = text.len() - inner.len() + length;
    Some((day.range.start..end, said))
}

/// The weekday that `rest` begins with, and how long it is.
fn weekday(rest: &str) -> Option<(usize, Weekday)> {
    const NOT_BEHIND: &str = "、至到—-~～和均次个年月";
    let week = ["周", "星期", "礼拜"].into_iter().find(|week| rest.starts_with(week))?;
    let behind = rest.get(week.len()..)?;
    let (name, said) = WEEKDAYS.into_iter().find(|(name, _)| behind.starts_with(name))?;
    let further = behind.get(name.len()..)?;
    (!further.starts_with(|c| NOT_BEHIND.contains(c))).then_some((week.len() + name.len(), said))
}

/// The weekday right before a day: 周三 4月11日, 周三（4月11日）.
fn before(text: &str, day: &Spotted) -> Option<(Range<usize>, Weekday)> {
    let near = text.get(..day.range.start)?.trim_end_matches(['（', '(', ' ', '\u{3000}']);
    let (further, said) =
        WEEKDAYS.into_iter().find_map(|(name, said)| Some((near.strip_suffix(name)?, said)))?;
    let week = ["周", "星期", "礼拜"].into_iter().find(|week| further.ends_with(week))?;
    let start = further.len() - week.len();
    let is_every = further.get(..start)?.ends_with(['每', '个', '、', '和', '至', '到', '逢']);
    (!is_every).then_some((start..day.range.end, said))
}

#[cfg(test)]
mod tests {
    use super::{contradiction, is_of_the_calendar};
    use crate::model::date::Date;
    use crate::parse::words::dates_in;

    fn said(text: &str) -> Vec<&str> {
        let published = Date::constant(2024, 4, 12);
        let days = dates_in(text, published);
        let named = days.iter().filter(|day| is_of_the_calendar(day, text));
        named
            .filter_map(|day| contradiction(text, published, day))
            .filter_map(|(range, _)| text.get(range))
            .collect()
    }

    #[test]
    fn what_contradicts() {
        for (text, words) in [
            ("4月11日（周三）开门", "4月11日（周三"),
            ("4月11日（星期日）上午", "4月11日（星期日"),
            ("4月11日周三上午", "4月11日周三"),
            ("2024年4月11日（周三上午）", "2024年4月11日（周三"),
            ("周三（4月11日）", "周三（4月11日"),
            ("周三 4月11日上午", "周三 4月11日上午"),
            ("周六（4月11日）", "周六（4月11日"),
        ] {
            assert_eq!(said(text), [words], "{text}");
        }
    }

    #[test]
    fn what_does_not() {
        for text in [
            "4月11日（周四）",
            "4月7日（周日）",
            "星期四 4月11日",
            "13日（周六）",
            "每周三，4月11日起",
            "每周三 4月11日起",
            "11日（周一）",
            "逢周三 4月11日起",
            "4月11日周边",
            "4月11日周一至周五",
            "4月11日，周三的安排照旧",
            "4月1日至7日（周一至周日）",
            "11月5日（周日）",
        ] {
            assert!(said(text).is_empty(), "{text}: {:?}", said(text));
        }
    }
}
