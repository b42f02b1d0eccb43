//! A points scheme in, how points are earned and what they buy out.

use super::super::{nodes, rhythm};
use super::Telling;
use crate::model::Node;
use crate::model::module::Line;
use crate::model::standing::Scheme;

/// The keys of what is earned or bought, and of how much.
const NAMES: [&str; 4] = ["name", "名称", "item", "物品"];

impl Telling<'_> {
    /// The line below the headline and the lines of a scheme.
    pub(super) fn points(self, scheme: &Scheme) -> (Option<String>, Vec<Line>) {
        let parts = [
            ("table_rules", &scheme.rules),
            ("table_prices", &scheme.prices),
            ("table_calendar", &scheme.calendar),
        ];
        let mut lines = Vec::new();
        for (head, nodes) in parts.into_iter().filter(|(_, nodes)| !nodes.is_empty()) {
            lines.push(self.head(head));
            lines.extend(nodes.iter().map(|node| Line::Item(self.entry(node))));
        }
        (None, lines)
    }

    /// An entry in one line: its name, then what else it says.
    fn entry(self, node: &Node) -> String {
        let crate::model::Value::Map(pairs) = &node.value else { return nodes::plain(node) };
        let name = nodes::said(node, &NAMES).unwrap_or_default();
        let is_name = |key: &Node| key.text().is_some_and(|key| NAMES.contains(&key));
        let others = pairs.iter().filter(|(key, _)| !is_name(key)).map(|(key, value)| {
            // A number alone does not say what it counts.
            let unit = value.text().is_none().then(|| self.unit(key)).flatten().unwrap_or_default();
            let rule = key.text().is_some_and(|key| matches!(key, "repeats" | "重复"));
            let said = nodes::plain(value);
            let said = if rule { rhythm::whole((self.texts, self.all.settings.lang), &said) } else { said };
            [said, unit].concat()
        });
        let others: Vec<String> = others.filter(|said| !said.is_empty()).collect();
        let colon = if name.is_empty() || others.is_empty() { "" } else { self.texts.get("module_colon") };
        [&*name, colon, &*others.join(self.texts.get("module_comma"))].concat()
    }

    /// What a number of a key counts.
    fn unit(self, key: &Node) -> Option<String> {
        let is_points = matches!(key.text()?, "points" | "积分" | "分值" | "分");
        is_points.then(|| self.texts.get("module_points").to_owned())
    }
}
