//! A month and what happened on its days in, a calendar out: weeks from Monday, each day with its link.
//!
//! What surprised us: the days before the first and behind the last are empty cells, not days of other
//! months; a reader who clicks on a 30 expects the 30th of the month above it.

use std::collections::BTreeMap;

use tera::Value;

use super::dates;
use super::values::{list, map, text};
use crate::model::date::Date;
use crate::model::settings::Lang;

/// What a day leads to.
pub struct Day {
    /// Its address from the root.
    pub url: String,
    /// What is there, for who cannot see the calendar.
    pub label: String,
}

/// The calendar of a month: `{label, weeks: [[{day, url, label}]]}`; a cell without a day has no `day`.
#[must_use]
pub fn month(lang: Lang, first: Date, days: &BTreeMap<Date, Day>) -> Value {
    let blank = first.weekday().to_monday_zero_offset();
    let mut cells: Vec<Value> = (0..blank).map(|_| cell(None, None)).collect();
    for number in 1..=first.days_in_month() {
        let date = Date::new(first.year(), first.month(), number).ok();
        cells.push(cell(Some(number), date.and_then(|date| days.get(&date))));
    }
    while !cells.len().is_multiple_of(7) {
        cells.push(cell(None, None));
    }
    map([
        ("label", Value::from(dates::month(lang, first.month()))),
        ("weeks", list(cells.chunks(7).map(Value::from))),
    ])
}

fn cell(day: Option<i8>, there: Option<&Day>) -> Value {
    map([
        ("day", Value::from(day.map(i64::from))),
        ("url", text(there.map(|day| day.url.as_str()))),
        ("label", text(there.map(|day| day.label.as_str()))),
    ])
}

/// The calendars of the months that have any of `days`, in order.
#[must_use]
pub fn months(lang: Lang, days: &BTreeMap<Date, Day>) -> Vec<Value> {
    let mut firsts: Vec<Date> = days.keys().map(|date| date.first_of_month()).collect();
    firsts.dedup();
    firsts.into_iter().map(|first| month(lang, first, days)).collect()
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, Date, Day, Lang, months};

    #[test]
    fn a_month_begins_on_its_weekday() {
        let day = Day { url: "issues/2024-W15/".into(), label: "第412期".into() };
        let days = BTreeMap::from([(Date::constant(2024, 4, 11), day)]);
        let months = months(Lang::ZhCn, &days);
        let weeks = months[0].get_from_path("weeks").unwrap().as_array().unwrap();
        assert_eq!((months.len(), weeks.len()), (1, 5));
        let thursday = weeks[1].as_array().unwrap()[3].clone();
        assert_eq!(thursday.get_from_path("day").unwrap().as_i64(), Some(11));
        assert_eq!(thursday.get_from_path("url").unwrap().as_str(), Some("issues/2024-W15/"));
    }
}
