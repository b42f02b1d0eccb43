//! A table of phrases on every issue date of ten years, against days that are reckoned here by counting, without the
//! calendar that the program uses. A sample by default, all of them with `JIANBAO_PROVE=1`.

use super::super::dates_in;
use crate::model::date::Date;

/// How many issue dates are taken where not all are.
const SAMPLE: usize = 400;

/// A day, as the number of days since 1 March of the year 0.
type Count = i64;

/// The day's number: a year has 365 days, and one more by the Gregorian rule.
fn count(year: i64, month: i64, day: i64) -> Count {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

/// The year, month and day of a number, found by looking.
fn civil(number: Count) -> (i64, i64, i64) {
    let mut year = number / 366;
    while count(year + 1, 1, 1) <= number {
        year += 1;
    }
    let month = (1..=12).rev().find(|month| count(year, *month, 1) <= number).unwrap();
    (year, month, number - count(year, month, 1) + 1)
}

/// The days from the first of a month until the first of the next.
fn length(year: i64, month: i64) -> i64 {
    let next = if month == 12 { count(year + 1, 1, 1) } else { count(year, month + 1, 1) };
    next - count(year, month, 1)
}

/// Days since Monday. 1 March of the year 0 was a Wednesday.
fn weekday(number: Count) -> i64 {
    (number + 2) % 7
}

/// The last day on or before `base` with this number in its month.
fn last_numbered(base: Count, day: i64) -> Count {
    (0..100).map(|back| base - back).find(|number| civil(*number).2 == day).unwrap()
}

/// The first of the month so many months from that of `base`, as year and month.
fn month_from(base: Count, months: i64) -> (i64, i64) {
    let (year, month, _) = civil(base);
    let all = year * 12 + month - 1 + months;
    (all / 12, all % 12 + 1)
}

/// A day or a month of the half year before the issue, or of the two months after it; of others nobody can be certain.
fn nearest(base: Count, of_year: impl Fn(i64) -> (Count, Count)) -> Option<(Count, Count)> {
    const BACK: i64 = 180;
    const AHEAD: i64 = 60;
    let year = civil(base).0;
    (year - 1..=year + 1).map(of_year).find(|(first, last)| *last >= base - BACK && *first <= base + AHEAD)
}

/// 29 February, of a year that has one; of another a day that no issue is near.
fn leap(year: i64) -> (Count, Count) {
    let day = if length(year, 2) == 29 { count(year, 2, 29) } else { 0 };
    (day, day)
}

/// What a phrase means on the day `base`: its first and last day, where it means one for certain.
type Meaning = fn(Count) -> Option<(Count, Count)>;

fn one(day: Count) -> Option<(Count, Count)> {
    Some((day, day))
}

fn of_week(base: Count, weeks: i64, day: i64) -> Option<(Count, Count)> {
    one(base - weekday(base) + 7 * weeks + day)
}

fn part(base: Count, months: i64, (first, last): (i64, i64)) -> Option<(Count, Count)> {
    let (year, month) = month_from(base, months);
    let start = count(year, month, 1);
    Some((start + first - 1, start + last.min(length(year, month)) - 1))
}

fn in_year(base: Count, years: i64, (from, to): (i64, i64)) -> Option<(Count, Count)> {
    let year = civil(base).0 + years;
    Some((count(year, from, 1), count(year, to, 1) + length(year, to) - 1))
}

/// The phrases, and the days that each certainly means.
const PHRASES: &[(&str, Meaning)] = &[
    ("昨天", |base| one(base - 1)),
    ("昨日下午", |base| one(base - 1)),
    ("昨晚7时", |base| one(base - 1)),
    ("前天", |base| one(base - 2)),
    ("今天上午", |base| one(base)),
    ("今晨", |base| one(base)),
    ("明天", |base| one(base + 1)),
    ("后天", |base| one(base + 2)),
    ("9日上午", |base| one(last_numbered(base, 9))),
    ("31日", |base| one(last_numbered(base, 31))),
    ("12日植树节当天", |base| one(last_numbered(base, 12))),
    ("7月21日下午4时", |base| nearest(base, |year| (count(year, 7, 21), count(year, 7, 21)))),
    ("1月1日", |base| nearest(base, |year| (count(year, 1, 1), count(year, 1, 1)))),
    ("12月31日", |base| nearest(base, |year| (count(year, 12, 31), count(year, 12, 31)))),
    ("3月12日至15日", |base| nearest(base, |year| (count(year, 3, 12), count(year, 3, 15)))),
    ("4月初", |base| nearest(base, |year| (count(year, 4, 1), count(year, 4, 5)))),
    ("7月下旬", |base| nearest(base, |year| (count(year, 7, 21), count(year, 7, 31)))),
    ("2月底", |base| nearest(base, |year| (count(year, 2, 26), count(year, 3, 1) - 1))),
    ("3月份", |base| nearest(base, |year| (count(year, 3, 1), count(year, 3, 31)))),
    ("上月底", |base| part(base, -1, (26, 31))),
    ("上月中旬", |base| part(base, -1, (11, 20))),
    ("本月初", |base| part(base, 0, (1, 5))),
    ("下月", |base| part(base, 1, (1, 31))),
    ("上个月", |base| part(base, -1, (1, 31))),
    ("近日", |base| Some((base - 7, base))),
    ("日前", |base| Some((base - 7, base))),
    ("连日来", |base| Some((base - 3, base))),
    ("今年以来", |base| Some((in_year(base, 0, (1, 1))?.0, base))),
    ("截至目前", one),
    ("本周六", |base| of_week(base, 0, 5)),
    ("本周日", |base| of_week(base, 0, 6)),
    ("上周三", |base| of_week(base, -1, 2)),
    ("下周一上午", |base| of_week(base, 1, 0)),
    ("上周末", |base| Some((of_week(base, -1, 5)?.0, of_week(base, -1, 6)?.0))),
    ("本周", |base| Some((of_week(base, 0, 0)?.0, of_week(base, 0, 6)?.0))),
    ("去年12月", |base| in_year(base, -1, (12, 12))),
    ("去年", |base| in_year(base, -1, (1, 12))),
    ("今年上半年", |base| in_year(base, 0, (1, 6))),
    ("今年下半年", |base| in_year(base, 0, (7, 12))),
    ("去年底", |base| in_year(base, -1, (12, 12))),
    ("明年2月", |base| in_year(base, 1, (2, 2))),
    ("前年", |base| in_year(base, -2, (1, 12))),
    ("21日下午4时", |base| one(last_numbered(base, 21))),
    ("昨日", |base| one(base - 1)),
    ("今日", one),
    ("9月10日（周四）", |base| nearest(base, |year| (count(year, 9, 10), count(year, 9, 10)))),
    ("4月上旬", |base| nearest(base, |year| (count(year, 4, 1), count(year, 4, 10)))),
    ("10月中旬", |base| nearest(base, |year| (count(year, 10, 11), count(year, 10, 20)))),
    ("5月底", |base| nearest(base, |year| (count(year, 5, 26), count(year, 5, 31)))),
    ("11月9日", |base| nearest(base, |year| (count(year, 11, 9), count(year, 11, 9)))),
    ("2月29日", |base| nearest(base, leap)),
    ("近期", |base| Some((base - 7, base))),
    ("连日", |base| Some((base - 3, base))),
    ("截至今日", one),
    ("本月9日", |base| {
        let (year, month) = month_from(base, 0);
        one(count(year, month, 9))
    }),
    ("今年", |base| in_year(base, 0, (1, 12))),
    ("明年", |base| in_year(base, 1, (1, 12))),
];

/// The issue dates: all of ten years, or some by a fixed seed.
fn bases() -> Vec<Count> {
    let (first, end) = (count(2019, 1, 1), count(2029, 1, 1));
    if std::env::var_os("JIANBAO_PROVE").is_some() {
        return (first..end).collect();
    }
    let mut seed: u64 = 20_240_411;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        first + i64::try_from(seed >> 33).unwrap() % (end - first)
    };
    // The ends of months and years are where it goes wrong.
    let edges = [(2020, 2, 29), (2024, 2, 29), (2024, 3, 1), (2023, 12, 31), (2024, 1, 1), (2021, 3, 31)];
    let edges = edges.map(|(year, month, day)| count(year, month, day));
    edges.into_iter().chain((0..SAMPLE).map(|_| next())).collect()
}

fn date(number: Count) -> Date {
    let (year, month, day) = civil(number);
    Date::new(year.try_into().unwrap(), month.try_into().unwrap(), day.try_into().unwrap()).unwrap()
}

#[test]
fn a_phrase_holds_the_days_that_it_means() {
    let mut meant = 0;
    for base in bases() {
        for (phrase, meaning) in PHRASES {
            let text = format!("据悉，{phrase}，居民议事。");
            let all = dates_in(&text, date(base));
            assert_eq!(all.len(), 1, "{phrase} on {}: {all:?}", date(base));
            assert_eq!(all[0].words(&text), *phrase, "on {}", date(base));
            let Some((first, last)) = meaning(base) else { continue };
            meant += 1;
            let holds = all[0].first <= date(first) && date(last) <= all[0].last;
            assert!(holds, "{phrase} on {}: {}..{}, not {:?}", date(base), date(first), date(last), all[0]);
        }
    }
    assert!(meant > bases().len() * PHRASES.len() * 3 / 4, "most phrases mean something: {meant}");
}
