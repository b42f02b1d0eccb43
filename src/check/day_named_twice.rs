//! **A day named twice is one day.** 昨天（4月9日） in an issue of 12 April was true when it was written. Build and
//! check warn where 昨天, 今天 or 本周三 stands beside a day of the calendar that it is not on the record's date.

use std::ops::Range;

use memchr::memmem;

use super::Remark;
use crate::model::Record;
use crate::model::date::Date;
use crate::parse::words::{Spotted, dates_in};
use crate::report::{Diagnostic, Say};

/// What begins words that count from the day they are published.
const RELATIVE: [&str; 12] =
    ["昨", "今天", "今日", "今晚", "今晨", "今早", "明", "前天", "后天", "本周", "上周", "下周"];

pub(super) fn look(record: &Record, text: &str) -> Vec<Remark> {
    let Some(published) = record.date.filter(|_| record.kind.runs()) else { return Vec::new() };
    // Most texts say none of them, and finding that out is cheaper than finding the dates.
    if !RELATIVE.iter().any(|word| memmem::find(text.as_bytes(), word.as_bytes()).is_some()) {
        return Vec::new();
    }
    let days = dates_in(text, published);
    let neighbours = days.iter().zip(days.iter().skip(1));
    neighbours.filter_map(|(one, other)| contradiction(text, published, (one, other))).collect()
}

fn contradiction(text: &str, published: Date, (one, other): (&Spotted, &Spotted)) -> Option<Remark> {
    let (relative, absolute) = match (is_relative(one, text), is_relative(other, text)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return None,
    };
    let is_day = |day: &Spotted| day.first == day.last;
    if !is_day(one) || !is_day(other) || !names_a_day(absolute, text) || !is_one_name(text, one, other) {
        return None;
    }
    if fits(relative.first, absolute, text) {
        return None;
    }
    let words = relative.words(text);
    let message = Say::new(
        format!(
            "`{words}`从见报的 {published} 算是 {}，旁边写的却是 `{}`",
            relative.first,
            absolute.words(text)
        ),
        format!(
            "`{words}` is {}, counted from {published} when it is published, but beside it stands `{}`",
            relative.first,
            absolute.words(text)
        ),
    );
    let hint = Say::new("只留日子，或改对其中一个", "keep the date alone, or mend one of the two");
    Some((whole(one, other), Diagnostic::warning("day-named-twice", message).hint(hint)))
}

fn whole(one: &Spotted, other: &Spotted) -> Range<usize> {
    one.range.start..other.range.end
}

/// Whether the words count from the day they are published.
fn is_relative(day: &Spotted, text: &str) -> bool {
    RELATIVE.iter().any(|word| day.words(text).starts_with(word))
}

/// Whether the words name a day by its number.
fn names_a_day(day: &Spotted, text: &str) -> bool {
    day.words(text).starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the second stands right behind the first, or in brackets behind it.
fn is_one_name(text: &str, one: &Spotted, other: &Spotted) -> bool {
    let between = text.get(one.range.end..other.range.start).unwrap_or_default();
    let behind = text.get(other.range.end..).unwrap_or_default();
    match between.trim_matches([' ', '\u{3000}']) {
        "（" | "(" => behind.starts_with(['）', ')', '，', ',']),
        "" | "即" | "，即" | "也就是" | "，也就是" => true,
        _ => false,
    }
}

/// Whether `date` is the day, by as much as its words say: 9日, 4月9日, 2024年4月9日.
fn fits(date: Date, day: &Spotted, text: &str) -> bool {
    let words = day.words(text);
    let month = !words.contains('月') || date.month() == day.first.month();
    let year = !words.contains('年') || date.year() == day.first.year();
    date.day() == day.first.day() && month && year
}

#[cfg(test)]
mod tests {
    use super::contradiction;
    use crate::model::date::Date;
    use crate::parse::words::dates_in;

    fn said(text: &str) -> usize {
        let published = Date::constant(2024, 4, 12);
        let days = dates_in(text, published);
        let pairs = days.iter().zip(days.iter().skip(1));
        pairs.filter_map(|pair| contradiction(text, published, pair)).count()
    }

    #[test]
    fn what_contradicts() {
        for text in [
            "昨天（4月9日），居民来了",
            "昨日（9日）下午",
            "昨天4月9日",
            "4月9日（昨天）",
            "今天（2024年4月11日）",
            "本周三（4月11日）",
            "明天(4月12日)",
            "昨天，即4月9日",
            "前天上午（4月11日，周四）",
        ] {
            assert_eq!(said(text), 1, "{text}");
        }
    }

    #[test]
    fn what_does_not() {
        for text in [
            "昨天（4月11日）",
            "昨日（11日）",
            "明天（13日）",
            "本周三（4月10日）",
            "昨天，4月9日的账也公布了",
            "昨天、4月9日",
            "昨天（4月9日起报名）",
            "今年4月9日",
            "近日（4月9日）",
            "本周（4月9日）",
        ] {
            assert_eq!(said(text), 0, "{text}");
        }
    }
}
