//! The versions of a brand, method, term or programme in, each with its days out, and which of them a story belongs to.
//!
//! What surprised us: nobody remembers the day on which a method was renamed. A month, a year or 2023年秋 is enough: it begins
//! with the first day that is meant.

use std::borrow::Cow;

use crate::model::date::Date;
use crate::model::node::Value;
use crate::model::record::About;
use crate::model::{Node, Record};
use crate::parse::words::dates_in;

/// What the name of a version is called, its beginning, its end, and a remark.
const NAME: [&str; 2] = ["name", "名称"];
const FROM: [&str; 3] = ["from", "起", "自"];
const TO: [&str; 3] = ["to", "止", "至"];
const NOTE: [&str; 3] = ["note", "说明", "备注"];

/// Relative words have no meaning in a record that stands, so any day would do as theirs.
const BASE: Date = Date::constant(2000, 1, 1);

/// A version.
#[derive(Clone, Debug, PartialEq)]
pub struct Version<'a> {
    /// What it is called.
    pub name: Cow<'a, str>,
    /// The first day that is meant by its beginning.
    pub from: Option<Date>,
    /// The last day that is meant by its end.
    pub to: Option<Date>,
    /// Its entry as typed.
    pub node: &'a Node,
}

impl<'a> Version<'a> {
    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&'a Node> {
        behind(self.node, &NOTE)
    }

    /// Its beginning as typed.
    #[must_use]
    pub fn typed_from(&self) -> Option<&'a Node> {
        behind(self.node, &FROM)
    }
}

/// The versions of a record by their beginnings; of those without one, as typed, in front.
#[must_use]
pub fn versions(record: &Record) -> Vec<Version<'_>> {
    let mut all: Vec<Version<'_>> = record.versions().iter().filter_map(version).collect();
    all.sort_by_key(|version| version.from);
    all
}

fn version(node: &Node) -> Option<Version<'_>> {
    let name = match &behind(node, &NAME).unwrap_or(node).value {
        Value::Text(name) if !name.is_empty() => Cow::Borrowed(&**name),
        Value::Int(number) => Cow::Owned(number.to_string()),
        _ => return None,
    };
    let from = behind(node, &FROM).and_then(days).map(|(first, _)| first);
    let to = behind(node, &TO).and_then(days).map(|(_, last)| last);
    Some(Version { name, from, to, node })
}

/// Which version a story belongs to: the one that it names as status or step, else the last that had begun and not ended
/// on its day.
#[must_use]
pub fn at(versions: &[Version<'_>], about: Option<&About>, day: Option<Date>) -> Option<usize> {
    let named = about.and_then(|about| {
        let said = [about.status.as_deref(), about.step.as_deref()];
        let is_it = |version: &Version<'_>| said.contains(&Some(&*version.name));
        versions
            .iter()
            .rposition(|version| is_it(version) && day.is_none_or(|day| holds(version, day)))
            .or_else(|| versions.iter().rposition(is_it))
    });
    named.or_else(|| versions.iter().rposition(|version| day.is_some_and(|day| holds(version, day))))
}

fn holds(version: &Version<'_>, day: Date) -> bool {
    version.from.is_none_or(|from| from <= day) && version.to.is_none_or(|to| day <= to)
}

/// The first and the last day that are meant by a day, a month, a year or words.
fn days(node: &Node) -> Option<(Date, Date)> {
    let typed = match &node.value {
        Value::Int(year) => return year_days(i16::try_from(*year).ok()?),
        _ => node.text()?.trim(),
    };
    if let Ok(day) = typed.parse::<Date>() {
        return Some((day, day));
    }
    if let Some((year, month)) = typed.split_once(['-', '.', '/']) {
        let first = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
        return Some((first, first.last_of_month()));
    }
    if let Ok(year) = typed.parse() {
        return year_days(year);
    }
    let begins = typed.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let spotted = dates_in(typed, BASE).into_iter().next().filter(|_| begins)?;
    Some((spotted.first, spotted.last))
}

fn year_days(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

fn behind<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n Node> {
    keys.iter().find_map(|key| node.get(key))
}
