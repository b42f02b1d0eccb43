//! The calendar against reckonings that know nothing of how it is made.

use std::collections::BTreeSet;

use super::expand::{days, falls_on};
use super::{Calendar, Rule, Span, gather};
use crate::model::Zone;
use crate::model::date::{Date, Time, Week};
use crate::model::record::Moment;
use crate::resolve::site::Issue;
use crate::resolve::tests::records;
use crate::resolve::{Site, Ties};

const ZONE: fn() -> Zone = Zone::default;

fn fall(rule: &str, starts: &str, last: &str) -> Vec<String> {
    let starts = Moment { date: starts.parse().unwrap(), time: Some(Time::constant(19, 30, 0, 0)) };
    let days = days(&Rule::parse(rule).unwrap(), (starts, &ZONE()), last.parse().unwrap());
    days.iter().map(ToString::to_string).collect()
}

/// Rules of RFC 5545, 3.8.5.3, with the first day, the last that is asked for, and the days as the standard lists them.
const EXAMPLES: &[(&str, &str, &str, &str)] = &[
    (
        "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
        "1997-09-02",
        "1998-12-31",
        "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 1997-10-02",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-09-02",
        "1998-12-31",
        "1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "1997-08-05",
        "1998-12-31",
        "1997-08-05 1997-08-10 1997-08-19 1997-08-24",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "1997-08-05",
        "1998-12-31",
        "1997-08-05 1997-08-17 1997-08-19 1997-08-31",
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
        "1997-09-05",
        "1998-12-31",
        "1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02 1998-02-06 1998-03-06 1998-04-03 1998-05-01 1998-06-05",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09-07",
        "1998-12-31",
        "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 1998-05-03 1998-05-31",
    ),
    (
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09-22",
        "1998-12-31",
        "1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09-28",
        "1998-02-28",
        "1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26",
    ),
    (
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "1997-01-01",
        "2008-12-31",
        "1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18 2003-01-01 2003-04-10 2003-07-19 2006-01-01",
    ),
    ("FREQ=YEARLY;BYDAY=20MO", "1997-05-19", "1999-12-31", "1997-05-19 1998-05-18 1999-05-17"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12", "1999-12-31", "1997-05-12 1998-05-11 1999-05-17"),
    (
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09-04",
        "1998-12-31",
        "1997-09-04 1997-10-07 1997-11-06",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09-29",
        "1998-01-31",
        "1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29",
    ),
    (
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11-05",
        "2004-12-31",
        "1996-11-05 2000-11-07 2004-11-02",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01-15",
        "2008-01-01",
        "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30",
    ),
];

#[test]
fn the_examples_of_the_standard_fall_as_it_says() {
    for (rule, starts, last, wanted) in EXAMPLES {
        let wanted: Vec<&str> = wanted.split(' ').collect();
        assert_eq!(fall(rule, starts, last), wanted, "{rule}");
    }
}

#[test]
fn a_rule_ends_when_it_says() {
    assert_eq!(fall("FREQ=DAILY;UNTIL=20240403", "2024-04-01", "2024-12-31").len(), 3);
    // In UTC, which is eight hours behind; the evening of the last day comes after noon.
    assert_eq!(fall("FREQ=DAILY;UNTIL=20240403T160000Z", "2024-04-01", "2024-12-31").len(), 3);
    assert_eq!(fall("FREQ=DAILY;UNTIL=20240403T120000", "2024-04-01", "2024-12-31").len(), 2);
    assert_eq!(fall("FREQ=YEARLY", "2024-02-29", "2033-01-01"), ["2024-02-29", "2028-02-29", "2032-02-29"]);
    assert_eq!(fall("FREQ=MONTHLY;BYMONTHDAY=31", "2024-01-31", "2024-06-30").len(), 3);
    // A hundred years of days and no more.
    assert_eq!(fall("FREQ=DAILY", "0001-01-01", "2024-12-31").len(), 36_600);
}

#[test]
fn single_days_are_told_of_every_sort_of_rule() {
    for (rule, starts, _, wanted) in EXAMPLES {
        let from = (Moment { date: starts.parse().unwrap(), time: None }, &ZONE());
        let rule = Rule::parse(rule).unwrap();
        let (first, last) = (from.0.date, wanted.split(' ').next_back().unwrap().parse().unwrap());
        let days = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
        let found: Vec<String> =
            days.filter(|day| falls_on(&rule, from, *day)).map(|day| day.to_string()).collect();
        assert_eq!(found, wanted.split(' ').collect::<Vec<_>>());
    }
}

/// A generator of numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn some(&mut self, of: &[&str]) -> String {
        let mut picked: BTreeSet<&str> = BTreeSet::new();
        for _ in 0..=self.below(2) {
            picked.insert(of[usize::try_from(self.below(of.len() as u64)).unwrap()]);
        }
        picked.into_iter().collect::<Vec<_>>().join(",")
    }
}

const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A rule of the frequent sort, with what it takes said a second time, day by day and without periods.
fn rule_and_oracle(dice: &mut Dice) -> (String, Oracle) {
    let interval = 1 + dice.below(3);
    let frequency = ["DAILY", "WEEKLY", "MONTHLY"][usize::try_from(dice.below(3)).unwrap()];
    let (mut days, mut month_days) = (String::new(), String::new());
    match frequency {
        "MONTHLY" if dice.below(2) == 0 => month_days = dice.some(&["1", "5", "15", "28", "31", "-1", "-2"]),
        "MONTHLY" => days = dice.some(&["1MO", "2SU", "3FR", "-1SA", "5WE"]),
        _ => days = dice.some(&NAMES),
    }
    let parts = [("BYDAY", &days), ("BYMONTHDAY", &month_days)];
    let parts: String =
        parts.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!(";{k}={v}")).collect();
    let rule = format!("FREQ={frequency};INTERVAL={interval}{parts}");
    (rule, Oracle { frequency, interval: i64::try_from(interval).unwrap(), days, month_days })
}

struct Oracle {
    frequency: &'static str,
    interval: i64,
    days: String,
    month_days: String,
}

impl Oracle {
    fn takes(&self, starts: Date, day: Date) -> bool {
        let since = |from: Date| i64::from(from.until(day).unwrap().get_days());
        let monday = |day: Date| Week::of(day).monday();
        let steps = match self.frequency {
            "DAILY" => since(starts),
            "WEEKLY" => i64::from(monday(starts).until(monday(day)).unwrap().get_days()) / 7,
            _ => {
                i64::from(day.year() - starts.year()) * 12 + i64::from(day.month())
                    - i64::from(starts.month())
            }
        };
        let named = |list: &str, is: &dyn Fn(&str) -> bool| list.is_empty() || list.split(',').any(is);
        steps % self.interval == 0
            && named(&self.days, &|one| is_named(one, day))
            && named(&self.month_days, &|one| {
                let number: i8 = one.parse().unwrap();
                day.day() == if number > 0 { number } else { day.days_in_month() + 1 + number }
            })
    }
}

/// Whether `day` is 2SU, -1SA or MO: counted by walking through its month.
fn is_named(name: &str, day: Date) -> bool {
    let (ordinal, weekday) = name.split_at(name.len() - 2);
    let is = |day: Date| NAMES[usize::try_from(day.weekday().to_monday_zero_offset()).unwrap()] == weekday;
    if !is(day) || ordinal.is_empty() {
        return is(day);
    }
    let month = (1..=day.days_in_month()).map(|number| Date::new(day.year(), day.month(), number).unwrap());
    let all: Vec<Date> = month.filter(|day| is(*day)).collect();
    let at: i64 = ordinal.parse().unwrap();
    let at = if at > 0 { at - 1 } else { i64::try_from(all.len()).unwrap() + at };
    usize::try_from(at).ok().and_then(|at| all.get(at)) == Some(&day)
}

#[test]
fn a_rule_falls_on_the_days_that_it_names_and_no_others() {
    let mut dice = Dice(20_240_411);
    let mut seen = 0;
    for _ in 0..2000 {
        let (rule, oracle) = rule_and_oracle(&mut dice);
        let starts = Date::constant(2023, 1, 1)
            .checked_add(jiff::Span::new().days(i64::try_from(dice.below(900)).unwrap()))
            .unwrap();
        let last = Date::constant(2026, 12, 31);
        let found = days(&Rule::parse(&rule).unwrap(), (Moment { date: starts, time: None }, &ZONE()), last);
        let all = starts.series(jiff::Span::new().days(1)).take_while(|day| *day <= last);
        let wanted: Vec<Date> = all.filter(|day| *day == starts || oracle.takes(starts, *day)).collect();
        assert_eq!(found, wanted, "{rule} from {starts}");
        // The same asked of single days.
        let (parsed, from) = (Rule::parse(&rule).unwrap(), (Moment { date: starts, time: None }, &ZONE()));
        for _ in 0..20 {
            let day =
                starts.checked_add(jiff::Span::new().days(i64::try_from(dice.below(500)).unwrap())).unwrap();
            assert_eq!(
                falls_on(&parsed, from, day),
                oracle.takes(starts, day),
                "{rule} from {starts} on {day}"
            );
        }
        seen += found.len();
    }
    assert!(seen > 20_000, "{seen}");
}

/// The calendar of a site that holds these records, as on a day, with an issue for each week of `issues`.
fn calendar(yaml: &str, now: &str, issues: &[&str]) -> Calendar {
    let mut records = records(yaml);
    records.sort_by_key(|record| std::cmp::Reverse(record.date));
    let page = |record: &crate::model::Record| crate::model::SitePath::page(record.id.as_str()).unwrap();
    let ties = records.iter().map(|record| Ties::none(page(record)));
    let ties = ties.collect();
    let issues = issues.iter().map(|week| {
        let week = Week::parse(week).unwrap();
        let date = week.monday();
        Issue {
            week,
            date,
            number: None,
            credits: Vec::new(),
            records: Vec::new(),
            decisions: Default::default(),
        }
    });
    let running = records.len();
    let mut site =
        Site { ties, running, now: now.parse().unwrap(), issues: issues.collect(), ..Site::default() };
    site.records = records;
    gather(&site)
}

fn months(calendar: &Calendar) -> Vec<String> {
    calendar.months().map(|span| span.to_string()).collect()
}

#[test]
fn what_nobody_ends_ends_three_months_behind_the_newest_record() {
    let yaml = "[{id: patrol, kind: activity, title: 巡逻, date: 2024-01-10, starts: 2024-02-01 19:30, ends: 2024-02-01 21:00, repeats: 每天},\
         {id: news, title: 事, date: 2024-03-05}]";
    let found = calendar(yaml, "2026-11-23", &["2024-W10"]);
    assert_eq!(months(&found), ["2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]);
    assert_eq!(found.all().count(), 29 + 31 + 30 + 31 + 30);
    assert_eq!(found.on(Date::constant(2024, 2, 3))[0].turn, 2);
    // On a day before the newest record the calendar reaches less far.
    assert_eq!(months(&calendar(yaml, "2024-01-31", &[])), ["2024-02", "2024-03", "2024-04"]);
}

#[test]
fn what_happens_once_may_stand_a_year_ahead_and_a_mistyped_year_makes_no_page() {
    let one = |starts: &str| {
        let yaml = format!("[{{id: a, kind: activity, title: 甲, date: 2024-04-10, starts: {starts}}}]");
        months(&calendar(&yaml, "2024-04-11", &[]))
    };
    assert_eq!(one("2024-12-24"), ["2024-12"]);
    assert_eq!(one("2025-04-30"), ["2025-04"]);
    assert!(one("2025-05-01").is_empty() && one("2042-04-12").is_empty() && one("1024-04-12").is_empty());
}

#[test]
fn a_campaign_is_there_every_day_and_a_night_is_none() {
    let yaml = "[{id: month, kind: activity, title: 爱绿月, date: 2024-04-09, starts: 2024-04-10, ends: 2024-04-12},\
         {id: fair, kind: activity, title: 集市, date: 2024-04-09, starts: 2024-04-11 08:30},\
         {id: early, kind: activity, title: 早课, date: 2024-04-09, starts: 2024-04-11 06:00},\
         {id: night, kind: activity, title: 夜, date: 2024-04-09, starts: 2024-04-11 22:00, ends: 2024-04-12 01:00}]";
    let found = calendar(yaml, "2024-04-11", &[]);
    let on = |day: i8| {
        let entries = found.on(Date::constant(2024, 4, day)).iter();
        entries.map(|entry| (entry.turn, entry.is_campaign)).collect::<Vec<_>>()
    };
    assert_eq!(on(10), [(0, true)]);
    assert_eq!(on(11), [(1, true), (0, false), (0, false), (0, false)]);
    assert_eq!(on(12), [(2, true)]);
}

#[test]
fn only_weeks_and_months_that_have_something_have_a_page() {
    let yaml = "[{id: a, kind: activity, title: 甲, date: 2024-04-10, starts: 2024-06-30}]";
    let found = calendar(yaml, "2024-04-11", &["2024-W18", "2024-W15"]);
    let spans: Vec<String> = found.spans().map(|span| span.to_string()).collect();
    assert_eq!(spans, ["2024-W15", "2024-W18", "2024-W26", "2024-04", "2024-06"]);
    let at = |text: &str| Span::parse(text).unwrap();
    assert_eq!(found.beside(at("2024-W18")), [Some(at("2024-W15")), Some(at("2024-W26"))]);
    assert_eq!(found.beside(at("2024-04")), [None, Some(at("2024-06"))]);
    assert!(found.has(at("2024-W26")) && !found.has(at("2024-W27")) && !found.has(at("2024-05")));
    assert!(calendar("[]", "2024-04-11", &[]).is_empty());
}
