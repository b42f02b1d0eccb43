//! A points scheme in, how points are earned, what they buy and what is next out.

use super::super::{dates, nodes, rhythm};
use super::Telling;
use crate::model::module::Line;
use crate::model::standing::Scheme;
use crate::model::{Node, Value};
use crate::resolve::schemes::{POINTS, REPEATS, Unit, count, next, units, worth};

/// The keys of what is earned, bought or done.
const NAMES: [&str; 4] = ["name", "名称", "item", "物品"];

impl Telling<'_> {
    /// The line below the headline and the lines of a scheme.
    pub(super) fn points(self, scheme: &Scheme) -> (Option<String>, Vec<Line>) {
        let units = units(scheme);
        let deck = units.iter().map(|unit| format!("1{} = {}", unit.name, self.counted(unit.points)));
        let deck: Vec<String> = deck.collect();
        let mut lines = Vec::new();
        for (head, nodes) in [("table_rules", &scheme.rules), ("table_prices", &scheme.prices)] {
            lines.extend((!nodes.is_empty()).then(|| self.head(head)));
            lines.extend(nodes.iter().map(|node| Line::Item(self.entry(node, &units))));
        }
        lines.extend((!scheme.calendar.is_empty()).then(|| self.head("table_calendar")));
        lines.extend(scheme.calendar.iter().map(|node| Line::Item(self.day(node))));
        let deck = (!deck.is_empty()).then(|| deck.join(self.texts.get("module_comma")));
        (deck, lines)
    }

    /// What earns or costs points in one line: its name, the points, how many of a unit these are, what else it says.
    fn entry(self, node: &Node, units: &[Unit<'_>]) -> String {
        let is_known = |key: &str| {
            POINTS.contains(&key) || NAMES.contains(&key) || units.iter().any(|unit| unit.name == key)
        };
        let mut said = Vec::new();
        if let Some(points) = worth(node, units) {
            let counted =
                units.iter().filter_map(|unit| Some(format!("{}{}", count(points, *unit)?, unit.name)));
            said.extend(std::iter::once(self.counted(points)).chain(counted));
        }
        self.line(node, said, &is_known)
    }

    /// What is done when: its rule in words, and the first day of it from the issue's on.
    fn day(self, node: &Node) -> String {
        let lang = self.site.settings.lang;
        let rule = REPEATS.iter().find_map(|key| node.get(key)).and_then(Node::text);
        let rule = rule.map(|rule| rhythm::whole((self.texts, lang), rule));
        let next = next(node, self.issue.date, &self.site.settings.zone).map(|day| {
            let said = dates::short(lang, day);
            self.texts.get("module_next").replace("{n}", &said)
        });
        let is_known = |key: &str| {
            let is_start = matches!(key, "from" | "起" | "自" | "开始");
            REPEATS.contains(&key) || NAMES.contains(&key) || is_start
        };
        self.line(node, rule.into_iter().chain(next).collect(), &is_known)
    }

    /// The name of an entry, what is said of it, and the values of keys that are not known.
    fn line(self, node: &Node, mut said: Vec<String>, is_known: &dyn Fn(&str) -> bool) -> String {
        let Value::Map(pairs) = &node.value else { return nodes::plain(node) };
        let name = nodes::said(node, &NAMES).unwrap_or_default();
        let others = pairs.iter().filter(|(key, _)| key.text().is_none_or(|key| !is_known(key)));
        said.extend(others.map(|(_, value)| nodes::plain(value)).filter(|value| !value.is_empty()));
        let colon = if name.is_empty() || said.is_empty() { "" } else { self.texts.get("module_colon") };
        [&*name, colon, &*said.join(self.texts.get("module_comma"))].concat()
    }

    /// `5分`
    fn counted(self, points: i64) -> String {
        format!("{points}{}", self.texts.get("module_points"))
    }
}
