//! What points come to, what cannot be right, and when what is next.

use super::{Unit, Within, Wrong, count, faults, is_timed, next, units, worth};
use crate::model::date::Date;
use crate::model::node::Value;
use crate::model::standing::Scheme;
use crate::model::{Node, Zone};

/// An item whose numbers are numbers and whose other values are text.
fn item(pairs: &[(&str, &str)]) -> Node {
    let value = |typed: &str| typed.parse().map_or_else(|_| Value::Text(typed.into()), Value::Int);
    let pair =
        |(key, typed): &(&str, &str)| (Node::bare(Value::Text((*key).into())), Node::bare(value(typed)));
    Node::bare(Value::Map(pairs.iter().map(pair).collect()))
}

fn flowers() -> Scheme {
    Scheme { units: vec![item(&[("名称", "朵"), ("积分", "5")])], ..Scheme::default() }
}

const FLOWER: Unit<'static> = Unit { name: "朵", points: 5 };

#[test]
fn points_follow_from_units_and_units_from_points() {
    let scheme = flowers();
    let units = units(&scheme);
    assert_eq!(units, [FLOWER]);
    assert_eq!(worth(&item(&[("朵", "30")]), &units), Some(150));
    assert_eq!(worth(&item(&[("points", "40"), ("朵", "30")]), &units), Some(40));
    assert_eq!(worth(&item(&[("朵", "三十")]), &units), None);
    assert_eq!(worth(&item(&[("朵", "9223372036854775807")]), &units), None);
    assert_eq!((count(150, FLOWER), count(-5, FLOWER), count(7, FLOWER)), (Some(30), Some(-1), None));
}

#[test]
fn what_cannot_be_right_is_found_where_it_stands() {
    let mut scheme = flowers();
    scheme.units.extend([
        item(&[("name", "朵"), ("points", "6")]),
        item(&[("name", "朵"), ("points", "5")]),
        item(&[("name", "串"), ("points", "0")]),
        item(&[("points", "50")]),
    ]);
    scheme.rules = vec![item(&[("points", "10"), ("朵", "2")]), item(&[("points", "7")])];
    scheme.prices =
        vec![item(&[("points", "150"), ("朵", "31")]), item(&[("points", "42")]), item(&[("朵", "8")])];
    scheme.calendar = vec![
        item(&[("from", "2024-04-05"), ("repeats", "每学期")]),
        item(&[("repeats", "每学期")]),
        item(&[("from", "2024-04-05"), ("repeats", "每周五")]),
    ];
    let found: Vec<_> =
        faults(&scheme).into_iter().map(|fault| (fault.within, fault.item, fault.wrong)).collect();
    assert_eq!(
        found,
        [
            (Within::Units, 1, Wrong::Twice(FLOWER, 6)),
            (Within::Units, 3, Wrong::Worthless),
            (Within::Units, 4, Wrong::Worthless),
            (Within::Prices, 0, Wrong::Differs { points: 150, count: 31, unit: FLOWER }),
            (Within::Prices, 1, Wrong::Broken(42, FLOWER)),
            (Within::Calendar, 0, Wrong::Rule("每学期")),
        ]
    );
}

#[test]
fn a_price_may_be_whole_in_any_unit_and_without_units_in_none() {
    let mut scheme = flowers();
    scheme.units.push(item(&[("name", "叶"), ("points", "7")]));
    scheme.prices = vec![item(&[("points", "14")]), item(&[("points", "10")])];
    assert_eq!(faults(&scheme), []);
    scheme.units.clear();
    scheme.prices.push(item(&[("points", "13")]));
    assert_eq!(faults(&scheme), []);
}

#[test]
fn the_next_day_is_today_or_behind_it() {
    let day = |typed: &str| typed.parse::<Date>().unwrap();
    let exchange = item(&[("起", "2024-03-30"), ("重复", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SA")]);
    let after = |today: &str| next(&exchange, day(today), &Zone::default());
    assert_eq!(after("2024-01-01"), Some(day("2024-03-30")));
    assert_eq!(after("2024-03-30"), Some(day("2024-03-30")));
    assert_eq!(after("2024-03-31"), Some(day("2024-06-29")));
    let over = item(&[("from", "2024-03-01"), ("repeats", "FREQ=WEEKLY;COUNT=2")]);
    assert!(is_timed(&over));
    assert_eq!(next(&over, day("2024-03-09"), &Zone::default()), None);
    assert!(!is_timed(&item(&[("repeats", "每周五")])));
    assert!(!is_timed(&item(&[("from", "2024-03-01")])));
}
