//! A points scheme in, what its points come to out: in its own units (a flower is 5 points), and on which day what is next.
//!
//! What surprised us: a unit is best a key of its own. Who types `朵: 30` beside a price has said how many of what, and
//! the table that readers see has its column already.

#[cfg(test)]
mod tests;

use super::calendar::{Rule, expand};
use crate::model::date::Date;
use crate::model::node::Value;
use crate::model::record::Moment;
use crate::model::standing::Scheme;
use crate::model::{Node, Zone};

/// What points are called in a rule or a price.
pub const POINTS: [&str; 3] = ["points", "积分", "分值"];
/// What the name of something is called.
const NAME: [&str; 2] = ["name", "名称"];
/// What a recurrence rule is called in an entry of the scheme's calendar.
pub const REPEATS: [&str; 2] = ["repeats", "重复"];
/// What the day on which it starts is called.
const FROM: [&str; 4] = ["from", "起", "自", "开始"];

/// How many days ahead the next day of something is looked for: what comes round once in four years has one.
const AHEAD: i64 = 366 * 4;

/// A unit of the scheme, worth so many points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit<'a> {
    /// What it is called: 朵.
    pub name: &'a str,
    /// What one is worth.
    pub points: i64,
}

/// In which list of the scheme something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Its units.
    Units,
    /// What earns points.
    Rules,
    /// What points buy.
    Prices,
    /// What happens when.
    Calendar,
}

/// What cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong<'a> {
    /// A unit has no name, or is not worth a whole number of points.
    Worthless,
    /// A unit has been given another worth before.
    Twice(Unit<'a>, i64),
    /// So many points are not that many of a unit.
    Differs {
        /// The points that were typed.
        points: i64,
        /// How many of the unit were typed.
        count: i64,
        /// The unit.
        unit: Unit<'a>,
    },
    /// A price is no whole number of any unit.
    Broken(i64, Unit<'a>),
    /// A rule that is not understood.
    Rule(&'a str),
}

/// Something that cannot be right, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<'a> {
    /// In which list.
    pub within: Within,
    /// Which of its items, from 0.
    pub item: usize,
    /// What.
    pub wrong: Wrong<'a>,
}

/// The units of a scheme, each once, in the order typed; what cannot be right is no unit.
#[must_use]
pub fn units(scheme: &Scheme) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    for unit in scheme.units.iter().filter_map(unit) {
        if units.iter().all(|known| known.name != unit.name) {
            units.push(unit);
        }
    }
    units
}

fn unit(node: &Node) -> Option<Unit<'_>> {
    let points = points(node).filter(|points| *points > 0)?;
    let name = behind(node, &NAME)?.text().filter(|name| !name.is_empty())?;
    Some(Unit { name, points })
}

/// The points of a rule or price: as typed, else from the first unit in which it is given.
#[must_use]
pub fn worth(node: &Node, units: &[Unit<'_>]) -> Option<i64> {
    let by_unit = || units.iter().find_map(|unit| whole(node.get(unit.name)?)?.checked_mul(unit.points));
    points(node).or_else(by_unit)
}

/// How many of a unit so many points are, where that is a whole number.
#[must_use]
pub fn count(points: i64, unit: Unit<'_>) -> Option<i64> {
    (points.checked_rem(unit.points)? == 0).then_some(points.checked_div(unit.points)?)
}

/// The next day from `today` on of an entry of the calendar that has a start, and a rule that is understood.
#[must_use]
pub fn next(entry: &Node, today: Date, zone: &Zone) -> Option<Date> {
    let (start, rule) = timed(entry)?;
    let last = today.saturating_add(jiff::Span::new().days(AHEAD)).max(start);
    let days = expand::days(&rule, (Moment { date: start, time: None }, zone), last);
    days.into_iter().find(|day| *day >= today)
}

/// Whether an entry of the calendar has a next day at all: only then does the day of the build matter.
#[must_use]
pub fn is_timed(entry: &Node) -> bool {
    timed(entry).is_some()
}

fn timed(entry: &Node) -> Option<(Date, Rule)> {
    let start = behind(entry, &FROM)?.text()?.parse::<Date>().ok()?;
    Some((start, Rule::parse(behind(entry, &REPEATS)?.text()?).ok()?))
}

/// What cannot be right in a scheme, in the order of its lists.
#[must_use]
pub fn faults<'a>(scheme: &'a Scheme) -> Vec<Fault<'a>> {
    let units = units(scheme);
    let mut faults = Vec::new();
    let mut add = |within: Within, item: usize, wrong: Option<Wrong<'a>>| {
        faults.extend(wrong.map(|wrong| Fault { within, item, wrong }));
    };
    for (item, node) in scheme.units.iter().enumerate() {
        add(Within::Units, item, of_unit(node, &units));
    }
    for (item, node) in scheme.rules.iter().enumerate() {
        add(Within::Rules, item, differs(node, &units));
    }
    for (item, node) in scheme.prices.iter().enumerate() {
        add(Within::Prices, item, differs(node, &units).or_else(|| broken(node, &units)));
    }
    for (item, node) in scheme.calendar.iter().enumerate() {
        add(Within::Calendar, item, unread(node));
    }
    faults
}

fn of_unit<'a>(node: &'a Node, units: &[Unit<'a>]) -> Option<Wrong<'a>> {
    let Some(unit) = unit(node) else { return Some(Wrong::Worthless) };
    let first = units.iter().find(|known| known.name == unit.name && known.points != unit.points)?;
    Some(Wrong::Twice(*first, unit.points))
}

fn differs<'a>(node: &Node, units: &[Unit<'a>]) -> Option<Wrong<'a>> {
    let points = worth(node, units)?;
    units.iter().find_map(|unit| {
        let count = whole(node.get(unit.name)?)?;
        (count.checked_mul(unit.points) != Some(points)).then_some(Wrong::Differs {
            points,
            count,
            unit: *unit,
        })
    })
}

/// A price has to be a whole number of the smallest unit at least, or nobody can pay it in units alone.
fn broken<'a>(node: &Node, units: &[Unit<'a>]) -> Option<Wrong<'a>> {
    let smallest = units.iter().min_by_key(|unit| unit.points)?;
    let points = points(node)?;
    let is_whole = units.iter().any(|unit| count(points, *unit).is_some());
    (!is_whole).then_some(Wrong::Broken(points, *smallest))
}

/// A rule without a start has no days, whatever it says, so only one with a start has to be understood.
fn unread(entry: &Node) -> Option<Wrong<'_>> {
    behind(entry, &FROM)?;
    let typed = behind(entry, &REPEATS)?.text()?;
    Rule::parse(typed).is_err().then_some(Wrong::Rule(typed))
}

fn points(node: &Node) -> Option<i64> {
    whole(behind(node, &POINTS)?)
}

fn behind<'a>(node: &'a Node, keys: &[&str]) -> Option<&'a Node> {
    keys.iter().find_map(|key| node.get(key))
}

fn whole(node: &Node) -> Option<i64> {
    match node.value {
        Value::Int(number) => Some(number),
        _ => None,
    }
}
