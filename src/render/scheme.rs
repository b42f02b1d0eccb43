//! A points scheme in, its tables out: what earns points, what they buy, both in points and in units, and the next days.
//!
//! What surprised us: the lists need no tables of their own. Completed by what follows from them, they are lists of maps
//! like any other, and the editor's own columns stay where they are.

use tera::Value;

use super::dates;
use super::nodes::table;
use super::press::Press;
use crate::model::node::Value as Yaml;
use crate::model::standing::Scheme;
use crate::model::{Node, date::Date};
use crate::resolve::schemes::{POINTS, Unit, count, is_timed, next, units, worth};

/// The key of the column of next days; readers see the text `field_next`.
const NEXT: &str = "next";

/// The tables of a scheme: rules, prices, calendar, each where there is anything to show.
#[must_use]
pub fn tables(press: &Press<'_>, scheme: &Scheme) -> Vec<Value> {
    let units = units(scheme);
    let lists = [
        ("table_rules", completed(&scheme.rules, &units)),
        ("table_prices", completed(&scheme.prices, &units)),
        ("table_calendar", with_next(press, &scheme.calendar)),
    ];
    lists.iter().filter_map(|(caption, nodes)| table(press, press.word(caption), nodes)).collect()
}

/// Rules or prices with their points, and with how many of each unit these are.
fn completed(nodes: &[Node], units: &[Unit<'_>]) -> Vec<Node> {
    let is_typed = |key: &&&str| nodes.iter().any(|node| node.get(key).is_some());
    let points = POINTS.iter().find(is_typed).copied().unwrap_or("points");
    let complete = |node: &Node| {
        let Some(worth) = worth(node, units) else { return node.clone() };
        let mut node = node.clone();
        if POINTS.iter().all(|key| node.get(key).is_none()) {
            add(&mut node, points, Yaml::Int(worth));
        }
        for unit in units {
            if let Some(count) = count(worth, *unit).filter(|_| node.get(unit.name).is_none()) {
                add(&mut node, unit.name, Yaml::Int(count));
            }
        }
        node
    };
    nodes.iter().map(complete).collect()
}

/// The calendar with the next day of what has a start and a rule. Only then is the day of the build read.
fn with_next(press: &Press<'_>, entries: &[Node]) -> Vec<Node> {
    let said = |day: Date| Yaml::Text(dates::day(press.site.settings().lang, day).into());
    let complete = |entry: &Node| {
        let mut entry = entry.clone();
        if is_timed(&entry) && entry.get(NEXT).is_none() {
            let day = next(&entry, press.site.today(), &press.site.settings().zone);
            if let Some(day) = day {
                add(&mut entry, NEXT, said(day));
            }
        }
        entry
    };
    entries.iter().map(complete).collect()
}

fn add(node: &mut Node, key: &str, value: Yaml) {
    if let Yaml::Map(pairs) = &mut node.value {
        pairs.push((Node::bare(Yaml::Text(key.into())), Node::bare(value)));
    }
}
