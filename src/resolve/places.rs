//! Places through their names and parents: which place a path means on a day, and what it belonged to then.
//!
//! What surprised us: 狼山镇街道 is one name and 校西村社区 another, so suffixes tell nothing; only the slashes of
//! the path and the place records do. And a community that changes its street keeps its stories: the place is
//! the record, the parent depends on the day.

use std::collections::HashMap;

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
    /// What it belongs to by time; one without dates for a place without a record.
    parents: Vec<(PlaceNo, Option<Date>, Option<Date>)>,
    /// Whether places with records belong to it.
    has_recorded_children: bool,
}

/// All places that records and paths name.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) nodes: Vec<Node>,
    by_id: HashMap<Box<str>, PlaceNo>,
    recorded: HashMap<Box<str>, Vec<PlaceNo>>,
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
        for record in records {
            if let (Some(child), Some(place)) =
                (places.by_id.get(record.id.as_str()).copied(), place_of(record))
            {
                places.add_parents(child, &place.parents);
            }
        }
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
        let mut names: Vec<&str> = vec![record.headline()];
        names.extend(place_of(record).into_iter().flat_map(|place| &place.names).map(|name| &*name.value));
        names.sort_unstable();
        names.dedup();
        for name in names {
            self.recorded.entry(name.into()).or_default().push(place);
        }
    }

    fn push(&mut self, node: Node) -> PlaceNo {
        let number = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(node);
        number
    }

    fn add_parents(&mut self, child: PlaceNo, parents: &[Dated]) {
        for parent in parents {
            let above = match self.by_id.get(&parent.value) {
                Some(place) => *place,
                None => self.parent_by_path(&parent.value),
            };
            if let Some(node) = self.nodes.get_mut(child as usize) {
                node.parents.push((above, parent.from, parent.to));
            }
            if let Some(node) = self.nodes.get_mut(above as usize) {
                node.has_recorded_children = true;
            }
        }
    }

    /// The place that a parent's path means: by the name at its end where only one record has it, else name by name.
    fn parent_by_path(&mut self, path: &str) -> PlaceNo {
        let last = segments(path).last().unwrap_or(path);
        match self.recorded.get(last).map(Vec::as_slice) {
            Some([only]) => *only,
            _ => self.walk(path).place,
        }
    }

    /// The place that `typed` means: a place record's id, a path, or the one name of a record.
    pub(super) fn find(&mut self, typed: &str) -> Found {
        if let Some(found) = self.paths.get(typed) {
            return found.clone();
        }
        let found = match self.by_id.get(typed) {
            Some(place) => Found { place: *place, unknown: None },
            None => self.walk(typed),
        };
        self.paths.insert(typed.into(), found.clone());
        found
    }

    fn walk(&mut self, path: &str) -> Found {
        let mut above: Option<PlaceNo> = None;
        let mut unknown = None;
        for name in segments(path) {
            let (place, is_known) = self.child(above, name);
            if !is_known && unknown.is_none() {
                unknown = above.map(|above| (name.into(), self.known_below(above)));
            }
            above = Some(place);
        }
        let place = above.unwrap_or_else(|| self.plain_child(None, path));
        Found { place, unknown }
    }

    /// The place called `name` that belongs to `above` at any time, and whether it may stand there.
    fn child(&mut self, above: Option<PlaceNo>, name: &str) -> (PlaceNo, bool) {
        let candidates = self.recorded.get(name).map(Vec::as_slice).unwrap_or_default();
        let belongs = |place: &&PlaceNo| {
            let parents =
                self.nodes.get(**place as usize).map(|node| node.parents.as_slice()).unwrap_or_default();
            above.map_or(parents.is_empty(), |above| parents.iter().any(|(parent, ..)| *parent == above))
        };
        if let Some(place) = candidates.iter().find(belongs) {
            return (*place, true);
        }
        if let (None, [only]) = (above, candidates) {
            return (*only, true);
        }
        let may_be_plain = above
            .and_then(|above| self.nodes.get(above as usize))
            .is_none_or(|node| !node.has_recorded_children);
        (self.plain_child(above, name), may_be_plain)
    }

    fn plain_child(&mut self, above: Option<PlaceNo>, name: &str) -> PlaceNo {
        if let Some(place) = self.plain.get(&(above, name.into())) {
            return *place;
        }
        let parents = above.map(|above| (above, None, None)).into_iter().collect();
        let place =
            self.push(Node { name: name.into(), record: None, parents, has_recorded_children: false });
        self.plain.insert((above, name.into()), place);
        place
    }

    fn known_below(&self, above: PlaceNo) -> Vec<Box<str>> {
        let below =
            |node: &&Node| node.record.is_some() && node.parents.iter().any(|(parent, ..)| *parent == above);
        self.nodes.iter().filter(below).map(|node| node.name.clone()).collect()
    }

    /// What `place` belonged to on `day`: the parent that held then, else the last one given.
    pub(super) fn parent(&self, place: PlaceNo, day: Date) -> Option<PlaceNo> {
        let parents = &self.nodes.get(place as usize)?.parents;
        let held = |(_, from, to): &&(PlaceNo, Option<Date>, Option<Date>)| {
            from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
        };
        parents.iter().rev().find(held).or_else(|| parents.last()).map(|(parent, ..)| *parent)
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
        let found = places.find(typed);
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
        let unknown =
            |places: &mut Places, typed: &str| places.find(typed).unknown.map(|(name, _)| name.to_string());
        assert_eq!(unknown(&mut places, "崇川区/狼山街道"), Some("狼山街道".to_owned()));
        assert_eq!(unknown(&mut places, "崇川区/和平桥街道/无名社区"), Some("无名社区".to_owned()));
        assert_eq!(unknown(&mut places, "崇川区/狼山镇街道/校西社区/小广场"), None);
        assert_eq!(unknown(&mut places, "海门区/某街道"), None);
    }
}
