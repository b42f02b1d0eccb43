//! What a meeting adds: what was proposed, who took part, what was decided.
//!
//! What surprised us: an option without a fate is no mistake. Where the decision names it, it was adopted; else it is open.

use super::nested::{Item, choices, of};
use super::record::reference;
use super::{Fields, Reading};
use crate::model::Node;
use crate::model::keys::MEETING;
use crate::model::standing::{Attended, Fate, Meeting, Proposal};

pub(super) fn meeting(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Meeting {
    let projects = fields.get("project").map(|node| reading.texts(node)).unwrap_or_default();
    Meeting {
        topic: fields.line(reading, "topic"),
        attended: fields.get("attended").map(|node| attended(reading, node)).unwrap_or_default(),
        options: fields.get("options").map(|node| proposals(reading, node)).unwrap_or_default(),
        decisions: fields.get("decision").map(|node| reading.texts(node)).unwrap_or_default(),
        outcome: fields.line(reading, "outcome"),
        projects: projects.iter().filter_map(|typed| reference(reading, typed)).collect(),
    }
}

fn attended(reading: &mut Reading<'_>, node: &Node) -> Vec<Attended> {
    let keys = of(MEETING, "attended");
    let mut all = Vec::new();
    for node in reading.items(node) {
        match reading.item(node, keys) {
            Some(Item::Bare(who)) => all.push(Attended { who, count: None }),
            Some(Item::Fields(fields)) => {
                let count = fields.get("count").and_then(|node| reading.count(node));
                let who = reading.needed(&fields, "who", keys);
                all.extend(who.map(|who| Attended { who, count }));
            }
            None => {}
        }
    }
    all
}

fn proposals(reading: &mut Reading<'_>, node: &Node) -> Vec<Proposal> {
    let keys = of(MEETING, "options");
    let mut all = Vec::new();
    for node in reading.items(node) {
        match reading.item(node, keys) {
            Some(Item::Bare(what)) => all.push(Proposal { what, fate: None, reason: None }),
            Some(Item::Fields(fields)) => {
                let fate = fields.get("fate").and_then(|node| reading.choice(node, choices(keys, "fate")));
                let (fate, reason) = (fate.map(fate_of), fields.line(reading, "reason"));
                let what = reading.needed(&fields, "what", keys);
                all.extend(what.map(|what| Proposal { what, fate, reason }));
            }
            None => {}
        }
    }
    all
}

fn fate_of(english: &str) -> Fate {
    match english {
        "adopted" => Fate::Adopted,
        "refused" => Fate::Refused,
        "deferred" => Fate::Deferred,
        _ => Fate::Open,
    }
}
