//! Opening hours as schema.org has them.
//!
//! What surprised us: it knows no midnight at the end of a day. A place that is open around the clock closes at 23:59.

use super::thing::{Data, thing};
use crate::model::Node;
use crate::model::hours::{DAY, Interval, Season};
use crate::parse::hours;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// An `OpeningHoursSpecification` for each interval with its days. None of hours that are not understood, and none of those
/// that depend on the season: it would want the years.
pub(super) fn specification<'a>(nodes: &[Node]) -> Vec<Data<'a>> {
    let hours = hours::read(nodes);
    let seasons = hours.map(|hours| hours.seasons).unwrap_or_default();
    let [Season { days: None, week }] = seasons.as_slice() else { return Vec::new() };
    let mut known: Vec<(Interval, Vec<&'static str>)> = Vec::new();
    for (name, intervals) in DAYS.into_iter().zip(week) {
        for interval in intervals {
            match known.iter_mut().find(|(other, _)| other == interval) {
                Some((_, names)) => names.push(name),
                None => known.push((*interval, vec![name])),
            }
        }
    }
    known.into_iter().map(|(interval, names)| one(interval, &names)).collect()
}

fn one<'a>(interval: Interval, names: &[&str]) -> Data<'a> {
    let days: Vec<Data<'a>> = names.iter().map(|name| format!("https://schema.org/{name}").into()).collect();
    let closes = if interval.closes == DAY { DAY - 1 } else { interval.closes % DAY };
    thing(
        "OpeningHoursSpecification",
        [
            ("dayOfWeek", days.into()),
            ("opens", clock(interval.opens).into()),
            ("closes", clock(closes).into()),
        ],
    )
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::{super::thing::document, specification};
    use crate::model::{Node, Value};

    #[test]
    fn days_of_the_same_hours_are_told_at_once() {
        let told = |text: &str| {
            let things = specification(&[Node::bare(Value::Text(text.into()))]);
            let document: serde_json::Value = serde_json::from_str(&document(things)).unwrap();
            document.to_string().replace("https://schema.org/", "")
        };
        let all = told("周一、周二 9:00–12:00、14:00–18:00；周六 22:00–6:00");
        for part in [
            r#""dayOfWeek":["Monday","Tuesday"],"opens":"09:00","closes":"12:00""#,
            r#""dayOfWeek":["Monday","Tuesday"],"opens":"14:00","closes":"18:00""#,
            r#""dayOfWeek":["Saturday"],"opens":"22:00","closes":"06:00""#,
        ] {
            assert!(all.contains(part), "{part}: {all}");
        }
        assert!(told("24小时").contains(r#""opens":"00:00","closes":"23:59""#));
        assert!(
            specification(&[Node::bare(Value::Text("5-9月 9:00–12:00；10月至次年4月闭馆".into()))])
                .is_empty()
        );
        assert!(specification(&[Node::bare(Value::Text("预约".into()))]).is_empty());
    }
}
