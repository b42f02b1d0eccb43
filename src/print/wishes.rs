//! What an editor wishes of an issue in, units in the order in which they are to stand out.
//!
//! What surprised us: nearly every wish is one about order; only a page has to be asked for by itself.

use super::copy::{Rank, Unit, Wish};
use crate::model::settings::IssueDecisions;
use crate::model::{Id, Record};

/// What is wished of one record.
#[must_use]
pub fn of(decisions: &IssueDecisions, id: &Id) -> Wish {
    let names = |ids: &[Box<str>]| ids.iter().any(|one| **one == *id.as_str());
    let page = decisions.pages.iter().find(|(_, ids)| names(ids)).map(|(page, _)| *page);
    let page = page.and_then(|page| usize::try_from(page).ok()?.checked_sub(1));
    Wish { is_bound: names(&decisions.order), is_joined: false, page }
}

/// Whether a record is wished together with others or in a box, and so cannot stand in a rail among briefs.
#[must_use]
pub fn stands_alone(decisions: &IssueDecisions, record: &Record) -> bool {
    let wished = decisions.together.iter().flatten().chain(decisions.boxes.iter().flatten());
    wished.into_iter().any(|id| **id == *record.id.as_str())
}

/// Puts stories in their order: those that the editor has put in order as they stand, the others by rank, and what is
/// wished together behind the first of it.
pub fn arrange(units: &mut Vec<Unit>, decisions: &IssueDecisions) {
    // The story that leads comes first, whatever else is wished.
    let rank = |unit: &Unit| {
        let leads = unit.rank() == Rank::Lead;
        (!leads, !unit.is_bound(), std::cmp::Reverse(if unit.is_bound() { Rank::Minor } else { unit.rank() }))
    };
    units.sort_by_key(rank);
    for group in &decisions.together {
        let is_in = |unit: &Unit| matches!(unit, Unit::Story(story) if group.iter().any(|id| **id == *story.id.as_str()));
        let Some(first) = units.iter().position(is_in) else { continue };
        let behind = units.split_off(first + 1);
        let (mut members, others): (Vec<Unit>, Vec<Unit>) = behind.into_iter().partition(is_in);
        let page = units.get(first).and_then(Unit::page);
        for member in &mut members {
            if let Unit::Story(story) = member {
                story.wish = Wish { is_joined: true, page: page.or(story.wish.page), ..story.wish };
            }
        }
        units.extend(members);
        units.extend(others);
    }
}

/// Takes back all that is wished about pages, and says of which stories it was wished.
pub fn take_back(units: &mut [Unit]) -> Vec<(Id, usize)> {
    let mut refused = Vec::new();
    for unit in units {
        match unit {
            Unit::Story(story) => {
                let page = story.wish.page.take();
                refused.extend(page.map(|page| (story.id.clone(), page)));
                story.wish.is_joined = false;
            }
            Unit::Rail { briefs, page, .. } => {
                let page = page.take();
                refused.extend(
                    page.into_iter()
                        .flat_map(|page| briefs.iter().map(move |brief| (brief.id.clone(), page))),
                );
            }
        }
    }
    refused
}
