//! Lists inside a record: by-lines, photographs, figures, people and the others.

use super::record::reference;
use super::{Fields, Reading, byline, is_blank};
use crate::model::keys::{ACTIVITY, COMMON, Key, Shape};
use crate::model::record::{
    About, Attachment, Byline, Duty, Figure, Measure, Org, OrgRole, Person, Photo, Promise, Qualifier,
};
use crate::model::standing::{Dated, Honour, Level};
use crate::model::{Node, Value};
use crate::report::Say;

/// The keys of the maps in the list behind a common key.
pub(super) fn inner(english: &str) -> &'static [Key] {
    of(COMMON, english)
}

/// The keys of the maps in the list behind a key of `table`.
pub(super) fn of(table: &'static [Key], english: &str) -> &'static [Key] {
    match table.iter().find(|key| key.english == english).map(|key| key.shape) {
        Some(Shape::Each(keys) | Shape::Bylines(keys) | Shape::Fields(keys)) => keys,
        _ => &[],
    }
}

/// The listed values of a key of `table`.
pub(super) fn choices(table: &'static [Key], english: &str) -> &'static [crate::model::keys::Choice] {
    match table.iter().find(|key| key.english == english).map(|key| key.shape) {
        Some(Shape::Choice(choices)) => choices,
        _ => &[],
    }
}

/// An item of a list of maps: a map, or a bare text that stands for its first key.
pub(super) enum Item<'n> {
    Bare(Box<str>),
    Fields(Fields<'n>),
}

impl Reading<'_> {
    pub(super) fn item<'n>(&mut self, node: &'n Node, keys: &'static [Key]) -> Option<Item<'n>> {
        match node.value {
            Value::Map(_) => self.fields(node, &[keys]).map(Item::Fields),
            _ => self.line(node).map(Item::Bare),
        }
    }

    /// The line behind a key that an item cannot do without.
    pub(super) fn needed(
        &mut self,
        fields: &Fields<'_>,
        english: &'static str,
        keys: &[Key],
    ) -> Option<Box<str>> {
        if let Some(node) = fields.get(english).filter(|node| !is_blank(node)) {
            return self.line(node);
        }
        if self.meant.contains(&english) {
            return None;
        }
        let chinese = keys.iter().find(|key| key.english == english).and_then(|key| key.chinese.first());
        let chinese = chinese.copied().unwrap_or(english);
        let message = Say::new(
            format!("这里缺 `{chinese}`（{english}）"),
            format!("`{english}` ({chinese}) is missing here"),
        );
        let hint = Say::new(
            format!("加上 `{chinese}: …`，和旁边的键对齐"),
            format!("add `{english}: …`, indented like the keys beside it"),
        );
        self.wrong("missing-key", fields.whole, (message, hint));
        None
    }

    /// By-lines, in one text or as a list.
    pub(super) fn bylines(&mut self, node: &Node) -> Vec<Byline> {
        let keys = inner("bylines");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(text)) => byline::add(&mut all, byline::bylines(&text)),
                Some(Item::Fields(fields)) => {
                    let Some(name) = self.needed(&fields, "name", keys) else { continue };
                    let (role, org) = (fields.line(self, "role"), fields.line(self, "org"));
                    let mut byline =
                        Byline { name, role, org, before: Box::default(), after: Box::default() };
                    byline::set(&mut byline, all.last());
                    byline::add(&mut all, vec![byline]);
                }
                None => {}
            }
        }
        // Every record has some, and nearly always one.
        all.shrink_to_fit();
        all
    }

    /// Organisations and their parts.
    pub(super) fn orgs(&mut self, node: &Node) -> Vec<Org> {
        let keys = inner("orgs");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(text)) => {
                    let names = text.split('、').map(str::trim).filter(|name| !name.is_empty());
                    all.extend(names.map(|name| Org { name: name.into(), role: None }));
                }
                Some(Item::Fields(fields)) => {
                    let Some(name) = self.needed(&fields, "name", keys) else { continue };
                    all.push(Org { name, role: self.org_role(&fields, keys) });
                }
                None => {}
            }
        }
        all
    }

    fn org_role(&mut self, fields: &Fields<'_>, keys: &'static [Key]) -> Option<OrgRole> {
        match self.choice(fields.get("role")?, choices(keys, "role"))? {
            "host" => Some(OrgRole::Host),
            "partner" => Some(OrgRole::Partner),
            "with" => Some(OrgRole::With),
            _ => Some(OrgRole::Beneficiary),
        }
    }

    /// The people of a record.
    pub(super) fn people(&mut self, node: &Node) -> Vec<Person> {
        let keys = inner("people");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(name)) => {
                    all.push(Person { name, post: None, pseudonym: false, minor: false, consent: false });
                }
                Some(Item::Fields(fields)) => all.extend(self.person(&fields, keys)),
                None => {}
            }
        }
        all
    }

    fn person(&mut self, fields: &Fields<'_>, keys: &'static [Key]) -> Option<Person> {
        let mut flag = |english: &str| fields.get(english).and_then(|node| self.flag(node)).unwrap_or(false);
        let (pseudonym, minor, consent) = (flag("pseudonym"), flag("minor"), flag("consent"));
        let name = self.needed(fields, "name", keys)?;
        Some(Person { name, post: fields.line(self, "post"), pseudonym, minor, consent })
    }

    /// The photographs of a record.
    pub(super) fn photos(&mut self, node: &Node) -> Vec<Photo> {
        let keys = inner("photos");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(file)) => {
                    all.push(Photo { file, caption: None, credit: None, alt: None, focus: None });
                }
                Some(Item::Fields(fields)) => {
                    let Some(file) = self.needed(&fields, "file", keys) else { continue };
                    let focus = fields.get("focus").and_then(|node| self.point(node));
                    let caption = fields.get("caption").and_then(|node| self.text(node));
                    let caption = caption.map(|text| text.trim_end_matches(['\n', '\r']).into());
                    let (credit, alt) = (fields.line(self, "credit"), fields.line(self, "alt"));
                    all.push(Photo { file, caption, credit, alt, focus });
                }
                None => {}
            }
        }
        all
    }

    /// The attachments of a record.
    pub(super) fn attachments(&mut self, node: &Node) -> Vec<Attachment> {
        let keys = inner("attachments");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(file)) => all.push(Attachment { file, title: None }),
                Some(Item::Fields(fields)) => {
                    let Some(file) = self.needed(&fields, "file", keys) else { continue };
                    all.push(Attachment { file, title: fields.line(self, "title") });
                }
                None => {}
            }
        }
        all
    }

    /// The figures of a record.
    pub(super) fn figures(&mut self, node: &Node) -> Vec<Figure> {
        let keys = inner("figures");
        let nodes = self.items(node);
        nodes
            .into_iter()
            .filter_map(|node| self.fields(node, &[keys]).and_then(|fields| self.figure(&fields, keys)))
            .collect()
    }

    fn figure(&mut self, fields: &Fields<'_>, keys: &'static [Key]) -> Option<Figure> {
        let name = self.needed(fields, "name", keys);
        let qualifier =
            fields.get("qualifier").and_then(|node| self.choice(node, choices(keys, "qualifier")));
        let measure = fields.get("measure").and_then(|node| self.choice(node, choices(keys, "measure")));
        let (unit, subject) = (fields.line(self, "unit"), fields.line(self, "subject"));
        let as_of = fields.date(self, "as_of");
        let value = match fields.get("value") {
            Some(node) => self.number(node),
            None => self.needed(fields, "value", keys).and(None),
        };
        let (qualifier, measure) = (qualifier.map(qualifier_of), measure.map(measure_of));
        Some(Figure {
            name: name?,
            value: value?,
            unit,
            qualifier: qualifier.unwrap_or_default(),
            measure: measure.unwrap_or_default(),
            as_of,
            subject,
        })
    }

    /// The standing records that a record reports on.
    pub(super) fn abouts(&mut self, node: &Node) -> Vec<About> {
        let keys = inner("about");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(id)) => all.push(About { id, status: None, step: None, note: None }),
                Some(Item::Fields(fields)) => {
                    let Some(id) = self.needed(&fields, "id", keys) else { continue };
                    let (status, step) = (fields.line(self, "status"), fields.line(self, "step"));
                    all.push(About { id, status, step, note: fields.line(self, "note") });
                }
                None => {}
            }
        }
        all
    }

    /// The promises of a record.
    pub(super) fn promises(&mut self, node: &Node) -> Vec<Promise> {
        let keys = inner("follow_up");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(what)) => all.push(Promise { due: None, what, closes: None }),
                Some(Item::Fields(fields)) => {
                    let due = fields.date(self, "due");
                    let closes = fields.line(self, "closes").and_then(|typed| reference(self, &typed));
                    let what = match closes {
                        Some(_) => fields.line(self, "what").or_else(|| Some(Box::default())),
                        None => self.needed(&fields, "what", keys),
                    };
                    all.extend(what.map(|what| Promise { due, what, closes }));
                }
                None => {}
            }
        }
        all
    }

    /// The lines of a roster.
    pub(super) fn roster(&mut self, node: &Node) -> Vec<Duty> {
        let keys = of(ACTIVITY, "roster");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(name)) => all.push(Duty { name, date: None, repeats: None, note: None }),
                Some(Item::Fields(fields)) => {
                    let (date, repeats) = (fields.date(self, "date"), fields.line(self, "repeats"));
                    let note = fields.line(self, "note");
                    let name = self.needed(&fields, "name", keys);
                    all.extend(name.map(|name| Duty { name, date, repeats, note }));
                }
                None => {}
            }
        }
        all
    }

    /// What a record was honoured with; `table` has the key.
    pub(super) fn honours(&mut self, node: &Node, table: &'static [Key]) -> Vec<Honour> {
        let keys = of(table, "honours");
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(name)) => all.push(Honour { name, level: None, year: None, by: None }),
                Some(Item::Fields(fields)) => {
                    let level =
                        fields.get("level").and_then(|node| self.choice(node, choices(keys, "level")));
                    let level = Level::ALL.into_iter().find(|one| Some(one.english()) == level);
                    let year = fields.get("year").and_then(|node| self.year(node));
                    let (by, name) = (fields.line(self, "by"), self.needed(&fields, "name", keys));
                    all.extend(name.map(|name| Honour { name, level, year, by }));
                }
                None => {}
            }
        }
        all
    }

    /// A year of four digits; `2024年` is one too.
    fn year(&mut self, node: &Node) -> Option<i16> {
        let typed = match &node.value {
            Value::Text(text) => text.trim().trim_end_matches(['年', '度']).parse().ok(),
            Value::Int(number) => i16::try_from(*number).ok(),
            _ => None,
        };
        let year = typed.filter(|year| (1000..=9999).contains(year));
        if year.is_none() {
            let message = Say::new("这里应当是四位数的年份", "this should be a year of four digits");
            self.wrong("wrong-shape", node, (message, Say::new("如 `2024`", "such as `2024`")));
        }
        year
    }

    /// Names or parents by time: `value` is the key that holds the name.
    pub(super) fn dated(&mut self, node: &Node, keys: &'static [Key]) -> Vec<Dated> {
        let value = keys.first().map_or("name", |key| key.english);
        let mut all = Vec::new();
        for node in self.items(node) {
            match self.item(node, keys) {
                Some(Item::Bare(value)) => all.push(Dated { value, from: None, to: None }),
                Some(Item::Fields(fields)) => {
                    let (from, to) = (fields.date(self, "from"), fields.date(self, "to"));
                    let Some(value) = self.needed(&fields, value, keys) else { continue };
                    all.push(Dated { value, from, to });
                }
                None => {}
            }
        }
        all
    }
}

fn qualifier_of(english: &str) -> Qualifier {
    Qualifier::ALL.into_iter().find(|one| one.names().1 == english).unwrap_or_default()
}

fn measure_of(english: &str) -> Measure {
    match english {
        "change" => Measure::Change,
        "total" => Measure::Total,
        "flow" => Measure::Flow,
        _ => Measure::Stock,
    }
}
