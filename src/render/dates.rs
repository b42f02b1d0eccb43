//! Civil dates in, the words that readers know them by out.
//!
//! What surprised us: most records share their dates with others, so each date is put into words once.

use std::collections::HashMap;

use tera::Value;

use super::values::map;
use crate::model::date::{Date, Time, Weekday};
use crate::model::record::Moment;
use crate::model::settings::Lang;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month: 4月, April.
#[must_use]
pub fn month(lang: Lang, month: i8) -> String {
    match lang {
        Lang::ZhCn => format!("{month}月"),
        Lang::En => english_month(month).to_owned(),
    }
}

fn english_month(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("")
}

/// A year: 2024年, 2024.
#[must_use]
pub fn year(lang: Lang, year: i16) -> String {
    match lang {
        Lang::ZhCn => format!("{year}年"),
        Lang::En => year.to_string(),
    }
}

/// A day: 2024年4月11日, 11 April 2024.
#[must_use]
pub fn day(lang: Lang, date: Date) -> String {
    match lang {
        Lang::ZhCn => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
        Lang::En => format!("{} {} {}", date.day(), english_month(date.month()), date.year()),
    }
}

/// A day of a year that is known: 4月11日, 11 Apr.
#[must_use]
pub fn short(lang: Lang, date: Date) -> String {
    match lang {
        Lang::ZhCn => format!("{}月{}日", date.month(), date.day()),
        Lang::En => {
            let name = english_month(date.month());
            format!("{} {}", date.day(), name.get(..3).unwrap_or(name))
        }
    }
}

/// A day of the week: 星期四, Thursday.
#[must_use]
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => lang.pick("星期一", "Monday"),
        Weekday::Tuesday => lang.pick("星期二", "Tuesday"),
        Weekday::Wednesday => lang.pick("星期三", "Wednesday"),
        Weekday::Thursday => lang.pick("星期四", "Thursday"),
        Weekday::Friday => lang.pick("星期五", "Friday"),
        Weekday::Saturday => lang.pick("星期六", "Saturday"),
        Weekday::Sunday => lang.pick("星期日", "Sunday"),
    }
}

/// A date as templates read it: `iso`, `text`, `short`, `weekday`.
#[must_use]
pub fn value(lang: Lang, date: Date) -> Value {
    map([
        ("iso", Value::from(date.to_string())),
        ("text", Value::from(day(lang, date))),
        ("short", Value::from(short(lang, date))),
        ("weekday", Value::from(weekday(lang, date.weekday()))),
    ])
}

/// A moment as templates read it: a date's words, with the time where there is one.
#[must_use]
pub fn moment(lang: Lang, moment: Moment) -> Value {
    let clock = moment.time.map(hours_and_minutes);
    let iso = clock.as_ref().map_or_else(
        || moment.date.to_string(),
        |clock| {
            format!("{}T{}", moment.date, if clock.len() == 4 { format!("0{clock}") } else { clock.clone() })
        },
    );
    map([
        ("iso", Value::from(iso)),
        ("text", Value::from(day(lang, moment.date))),
        ("short", Value::from(short(lang, moment.date))),
        ("weekday", Value::from(weekday(lang, moment.date.weekday()))),
        ("time", Value::from(clock)),
    ])
}

/// 9:30.
#[must_use]
pub fn hours_and_minutes(time: Time) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// The words of every date that pages show.
#[derive(Debug, Default)]
pub struct Dates {
    lang: Lang,
    known: HashMap<Date, Value>,
}

impl Dates {
    /// Puts `dates` into words.
    #[must_use]
    pub fn new(lang: Lang, dates: impl Iterator<Item = Date>) -> Self {
        let mut known = HashMap::new();
        for date in dates {
            known.entry(date).or_insert_with(|| value(lang, date));
        }
        Self { lang, known }
    }

    /// A date as templates read it.
    #[must_use]
    pub fn value(&self, date: Date) -> Value {
        self.known.get(&date).cloned().unwrap_or_else(|| value(self.lang, date))
    }

    /// A date as templates read it, where there is one.
    #[must_use]
    pub fn maybe(&self, date: Option<Date>) -> Value {
        date.map_or_else(Value::none, |date| self.value(date))
    }
}

#[cfg(test)]
mod tests {
    use super::{day, short, weekday};
    use crate::model::date::Date;
    use crate::model::settings::Lang;

    #[test]
    fn dates_are_said_as_each_language_says_them() {
        let date = Date::constant(2024, 4, 11);
        let said =
            |lang| format!("{} {} {}", day(lang, date), short(lang, date), weekday(lang, date.weekday()));
        assert_eq!(said(Lang::ZhCn), "2024年4月11日 4月11日 星期四");
        assert_eq!(said(Lang::En), "11 April 2024 11 Apr Thursday");
    }
}
