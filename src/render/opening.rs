//! Opening hours in, what the script of a page needs out to say whether it is open.
//!
//! What surprised us: what is open now cannot be said by who makes the page, only by who reads it. So the page carries the
//! minutes of a week, and the reader's clock says the rest.

use tera::Value;

use super::press::Press;
use super::values::map;
use crate::model::Node;
use crate::model::hours::{DAY, Holidays, Hours, Interval, Season};
use crate::parse::hours;

/// `{week, zone, as_ever, by_work}` of hours that are understood.
#[must_use]
pub fn value(press: &Press<'_>, nodes: &[Node]) -> Option<Value> {
    let hours = hours::read(nodes)?;
    Some(map([
        ("week", Value::from(week(&hours))),
        ("zone", Value::from(press.site.settings().zone.name())),
        ("as_ever", Value::from(hours.holidays == Holidays::AsEver)),
        ("by_work", Value::from(by_work(&hours))),
    ]))
}

/// Whether a Saturday for which people work may be a working day here: by its own words, or because it is closed at weekends and
/// open on all other days.
fn by_work(hours: &Hours) -> bool {
    let is_office = |season: &Season| {
        let (days, weekend) = season.week.split_at(5);
        days.iter().all(|day| !day.is_empty()) && weekend.iter().all(Vec::is_empty)
    };
    hours.by_working_days || hours.seasons.iter().any(is_office)
}

/// `05-01/09-30 510-1050 1950-2490;…`: for each part of the year the minutes of the week, from Monday.
fn week(hours: &Hours) -> String {
    let season = |season: &Season| {
        let mut words = Vec::new();
        if let Some([(month, day), (last, end)]) = season.days {
            words.push(format!("{month:02}-{day:02}/{last:02}-{end:02}"));
        }
        let minutes = |(first, interval): (u16, &Interval)| {
            format!("{}-{}", first + interval.opens, first + interval.closes)
        };
        for (day, intervals) in (0..).zip(&season.week) {
            words.extend(intervals.iter().map(|interval| minutes((day * DAY, interval))));
        }
        words.join(" ")
    };
    hours.seasons.iter().map(season).collect::<Vec<_>>().join(";")
}

#[cfg(test)]
mod tests {
    use super::{by_work, week};
    use crate::parse::hours::read_text;

    #[test]
    fn a_week_is_told_in_minutes() {
        let told = |text: &str| read_text(text).map(|hours| (week(&hours), by_work(&hours))).unwrap();
        assert_eq!(told("周一、日 9:30–17:30"), ("570-1050 9210-9690".to_owned(), false));
        assert_eq!(told("周一至周五 9:30–10:00").0, "570-600 2010-2040 3450-3480 4890-4920 6330-6360");
        assert!(told("周一至周五 9:30–10:00").1 && told("工作日和周六 9:30–10:00").1);
        assert_eq!(told("周日 22:00–次日6:00").0, "9960-10440");
        assert_eq!(
            told("周一闭馆；5月1日至9月30日 周一至周二 8:00–9:00；10月至次年4月 周一至周二 9:00–10:00").0,
            "05-01/09-30 1920-1980;10-01/04-30 1980-2040"
        );
    }
}
