//! Places through their names and parents: which place a path means on a day, and what it belonged to then.
//!
//! What surprised us: 狼山镇街道 is one name and 校西村社区 another, so suffixes tell nothing; only the slashes of
//! the path and the place records do. And a community that changes its street keeps its stories: the place is
//! the record, the parent depends on the day.

use std::collections::{BTreeMap, HashMap};

use crate::model::date::Date;
use crate::model::standing::{Dated, Place, Standing};
use crate::model::{Kind, Record};

/// The number of a place in [`Places`].
pub(super) type PlaceNo = u32;

/// How far up parents are followed: a circle of places that belong to each other ends here.
const MAX_HEIGHT: usize = 12;

/// One place.
#[derive(Debug)]
pub(super) struct Node {
    /// Its name now.
    pub(super) name: Box<str>,
    /// Its record's number, where it has one.
    pub(super) record: Option<u32>,
    /// What it belongs to by time, as typed; one without dates for a place without a record.
    pub(super) parents: Vec<Span>,
    /// Whether places with records belong to it.
    has_recorded_children: bool,
}

/// What bore a name, or what something belonged to, from one day to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// The place that bore the name, or the one above.
    pub(super) place: PlaceNo,
    /// Which entry of the record says so, from 0.
    pub(super) entry: usize,
    /// From this day on.
    pub(super) from: Option<Date>,
    /// Up to and including this day.
    pub(super) to: Option<Date>,
}

impl Span {
    fn of((place, entry): (PlaceNo, usize), dated: &Dated) -> Self {
        Self { place, entry, from: dated.from, to: dated.to }
    }

    fn always(place: PlaceNo) -> Self {
        Self { place, entry: 0, from: None, to: None }
    }

    fn holds_on(&self, day: Option<Date>) -> bool {
        day.is_some_and(|day| self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to))
    }
}

/// All places that records and paths name.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) nodes: Vec<Node>,
    by_id: HashMap<Box<str>, PlaceNo>,
    recorded: HashMap<Box<str>, Vec<Span>>,
    plain: HashMap<(Option<PlaceNo>, Box<str>), PlaceNo>,
    paths: HashMap<Box<str>, Found>,
}

/// What a path means.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The place.
    pub(super) place: PlaceNo,
    /// The first name of the path that is unknown where it stands, with the names that are known there.
    pub(super) unknown: Option<(Box<str>, Vec<Box<str>>)>,
}

impl Places {
    /// The places of all place records.
    pub(super) fn of(records: &[Record]) -> Self {
        let mut places = Self::default();
        for (number, record) in (0..).zip(records).filter(|(_, record)| record.kind == Kind::Place) {
            places.add_record(number, record);
        }
        places.add_parents(records);
        places
    }

    fn add_record(&mut self, number: u32, record: &Record) {
        let node = Node {
            name: record.headline().into(),
            record: Some(number),
            parents: Vec::new(),
            has_recorded_children: false,
        };
        let place = self.push(node);
        self.by_id.insert(record.id.as_str().into(), place);
        let names = place_of(record).map_or(&[][..], |place| &place.names);
        for (entry, name) in names.iter().enumerate() {
            self.bears(&name.value, Span::of((place, entry), name));
        }
        if names.iter().all(|name| *name.value != *record.headline()) {
            self.bears(record.headline(), Span::always(place));
        }
    }

    fn bears(&mut self, name: &str, span: Span) {
        self.recorded.entry(name.into()).or_default().push(span);
    }

    fn push(&mut self, node: Node) -> PlaceNo {
        let number = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(node);
        number
    }

    /// Ids come before paths and short paths before long ones: what a long path means depends on what its parts
    /// belong to. So the order of the records does not matter.
    fn add_parents(&mut self, records: &[Record]) {
        let mut all: Vec<(usize, PlaceNo, usize, &Dated)> = Vec::new();
        for record in records {
            let (Some(child), Some(place)) = (self.by_id.get(record.id.as_str()), place_of(record)) else {
                continue;
            };
            for (entry, parent) in place.parents.iter().enumerate() {
                let is_id = self.by_id.contains_key(&parent.value);
                let depth = if is_id { 0 } else { segments(&parent.value).count() };
                all.push((depth, *child, entry, parent));
            }
        }
        all.sort_by_key(|(depth, child, entry, _)| (*depth, *child, *entry));
        for (_, child, entry, parent) in all {
            let above = match self.by_id.get(&parent.value) {
                Some(place) => *place,
                None => self.parent_by_path(&parent.value, parent.from.or(parent.to)),
            };
            if let Some(node) = self.nodes.get_mut(child as usize) {
                node.parents.push(Span::of((above, entry), parent));
            }
            if let Some(node) = self.nodes.get_mut(above as usize) {
                node.has_recorded_children = true;
            }
        }
        for node in &mut self.nodes {
            node.parents.sort_by_key(|parent| parent.entry);
        }
    }

    /// The place that a parent's path means: by the name at its end where only one record has it, else name by name.
    fn parent_by_path(&mut self, path: &str, day: Option<Date>) -> PlaceNo {
        let last = segments(path).last().unwrap_or(path);
        match self.bearers(last).as_slice() {
            [only] => *only,
            _ => self.walk(path, day).place,
        }
    }

    /// The places that bear or bore `name`, each once.
    fn bearers(&self, name: &str) -> Vec<PlaceNo> {
        let mut places: Vec<PlaceNo> =
            self.recorded.get(name).into_iter().flatten().map(|span| span.place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The place that `typed` means in a record of `day`: a place record's id, a path, or the one name of a record.
    pub(super) fn find(&mut self, typed: &str, day: Date) -> Found {
        if let Some(found) = self.paths.get(typed) {
            return found.clone();
        }
        let found = match self.by_id.get(typed) {
            Some(place) => Found { place: *place, unknown: None },
            None => self.walk(typed, Some(day)),
        };
        // Where several places bear a name of the path, it may mean another one on another day.
        if segments(typed).all(|name| self.bearers(name).len() < 2) {
            self.paths.insert(typed.into(), found.clone());
        }
        found
    }

    fn walk(&mut self, path: &str, day: Option<Date>) -> Found {
        let mut above: Option<PlaceNo> = None;
        let mut unknown = None;
        for name in segments(path) {
            let (place, is_known) = self.child(above, name, day);
            if !is_known && unknown.is_none() {
                unknown = above.map(|above| (name.into(), self.known_below(above)));
            }
            above = Some(place);
        }
        let place = above.unwrap_or_else(|| self.plain_child(None, path));
        Found { place, unknown }
    }

    /// The place called `name` that belongs to `above` on that day, else at any time, and whether it may stand there.
    fn child(&mut self, above: Option<PlaceNo>, name: &str, day: Option<Date>) -> (PlaceNo, bool) {
        let spans = self.recorded.get(name).map(Vec::as_slice).unwrap_or_default();
        let mut best: Option<([bool; 2], PlaceNo)> = None;
        for span in spans {
            let Some(belongs) = self.belongs(span.place, above, day) else { continue };
            let fits = [span.holds_on(day), belongs];
            let is_better = |known: [bool; 2]| (fits[0] & fits[1], fits) > (known[0] & known[1], known);
            if best.is_none_or(|(known, _)| is_better(known)) {
                best = Some((fits, span.place));
            }
        }
        if let Some((_, place)) = best {
            return (place, true);
        }
        if above.is_none()
            && let Some(only) = self.only_bearer(name, day)
        {
            return (only, true);
        }
        let may_be_plain = above
            .and_then(|above| self.nodes.get(above as usize))
            .is_none_or(|node| !node.has_recorded_children);
        (self.plain_child(above, name), may_be_plain)
    }

    /// Whether a place belongs to `above` on that day; none where it never does. Nothing above means that it belongs to
    /// nothing.
    fn belongs(&self, place: PlaceNo, above: Option<PlaceNo>, day: Option<Date>) -> Option<bool> {
        let parents = self.nodes.get(place as usize).map_or(&[][..], |node| &node.parents);
        let Some(above) = above else { return parents.is_empty().then_some(true) };
        let mut there = parents.iter().filter(|parent| parent.place == above).peekable();
        there.peek()?;
        Some(there.any(|parent| parent.holds_on(day)))
    }

    /// The only place that bears or bore the name, or the only one that bears it on that day.
    fn only_bearer(&self, name: &str, day: Option<Date>) -> Option<PlaceNo> {
        if let [only] = self.bearers(name).as_slice() {
            return Some(*only);
        }
        let mut then = self.recorded.get(name)?.iter().filter(|span| span.holds_on(day));
        let first = then.next()?.place;
        then.all(|span| span.place == first).then_some(first)
    }

    fn plain_child(&mut self, above: Option<PlaceNo>, name: &str) -> PlaceNo {
        if let Some(place) = self.plain.get(&(above, name.into())) {
            return *place;
        }
        let parents = above.map(Span::always).into_iter().collect();
        let place =
            self.push(Node { name: name.into(), record: None, parents, has_recorded_children: false });
        self.plain.insert((above, name.into()), place);
        place
    }

    fn known_below(&self, above: PlaceNo) -> Vec<Box<str>> {
        let below =
            |node: &&Node| node.record.is_some() && node.parents.iter().any(|parent| parent.place == above);
        self.nodes.iter().filter(below).map(|node| node.name.clone()).collect()
    }

    /// All names of places with records in their order, each with who bears or bore it.
    pub(super) fn names(&self) -> BTreeMap<&str, &[Span]> {
        self.recorded.iter().map(|(name, spans)| (&**name, spans.as_slice())).collect()
    }

    /// What `place` belonged to on `day`: the parent that held then, else the last one given.
    pub(super) fn parent(&self, place: PlaceNo, day: Date) -> Option<PlaceNo> {
        let parents = &self.nodes.get(place as usize)?.parents;
        let held = parents.iter().rev().find(|parent| parent.holds_on(Some(day)));
        held.or_else(|| parents.last()).map(|parent| parent.place)
    }

    /// The place and all that it belonged to on `day`, from the widest to the narrowest.
    pub(super) fn trail(&self, place: PlaceNo, day: Date) -> Vec<PlaceNo> {
        let mut trail = vec![place];
        let mut at = place;
        while let Some(above) = self.parent(at, day).filter(|above| !trail.contains(above)) {
            trail.push(above);
            at = above;
            if trail.len() >= MAX_HEIGHT {
                break;
            }
        }
        trail.reverse();
        trail
    }
}

/// The names of a path.
fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split(['/', '／']).map(str::trim).filter(|name| !name.is_empty())
}

fn place_of(record: &Record) -> Option<&Place> {
    match record.standing() {
        Some(Standing::Place(place)) => Some(place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::model::date::Date;
    use crate::resolve::tests::records;

    fn names(typed: &str, day: Date) -> Vec<String> {
        let mut places = Places::of(&records(RECORDS));
        let found = places.find(typed, day);
        places
            .trail(found.place, day)
            .iter()
            .map(|number| places.nodes[*number as usize].name.to_string())
            .collect()
    }

    const RECORDS: &str = "
- {id: chongchuan, kind: place, title: 崇川区}
- {id: langshan, kind: place, title: 狼山镇街道, parents: [崇川区]}
- {id: hepingqiao, kind: place, title: 和平桥街道, parents: [崇川区]}
- id: xiaoxi
  kind: place
  title: 校西社区
  names: [{name: 校西村社区, to: 2024-05-31}, {name: 校西社区, from: 2024-06-01}]
  parents: [{place: 崇川区/狼山镇街道, to: 2024-05-31}, {place: hepingqiao, from: 2024-06-01}]
";

    #[test]
    fn a_place_keeps_its_stories_across_names_and_parents() {
        let (march, july) = (Date::constant(2024, 3, 8), Date::constant(2024, 7, 8));
        let then = ["崇川区", "狼山镇街道", "校西社区"];
        let now = ["崇川区", "和平桥街道", "校西社区"];
        assert_eq!(names("崇川区/狼山镇街道/校西村社区", march), then);
        assert_eq!(names("崇川区/和平桥街道/校西社区", july), now);
        assert_eq!(names("xiaoxi", march), then);
        assert_eq!(names("校西社区", july), now);
    }

    #[test]
    fn a_place_is_unknown_only_beside_places_that_have_records() {
        let mut places = Places::of(&records(RECORDS));
        let unknown = |places: &mut Places, typed: &str| {
            places.find(typed, Date::constant(2024, 4, 1)).unknown.map(|(name, _)| name.to_string())
        };
        assert_eq!(unknown(&mut places, "崇川区/狼山街道"), Some("狼山街道".to_owned()));
        assert_eq!(unknown(&mut places, "崇川区/和平桥街道/无名社区"), Some("无名社区".to_owned()));
        assert_eq!(unknown(&mut places, "崇川区/狼山镇街道/校西社区/小广场"), None);
        assert_eq!(unknown(&mut places, "海门区/某街道"), None);
    }
}
