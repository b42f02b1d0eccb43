//! What an editor wishes of an issue in, units in the order in which they are to stand out.
//!
//! What surprised us: nearly every wish is one about order; only a page has to be asked for by itself.

use super::copy::{Rank, Unit, Wish};
use crate::model::edition::{Noteworthy, Remark};
use crate::model::settings::IssueDecisions;
use crate::model::{Id, Record};

/// What is wished of one record.
#[must_use]
pub fn of(decisions: &IssueDecisions, id: &Id) -> Wish {
    let names = |ids: &[Box<str>]| ids.iter().any(|one| **one == *id.as_str());
    let page = decisions.pages.iter().find(|(_, ids)| names(ids)).map(|(page, _)| *page);
    let page = page.and_then(|page| usize::try_from(page).ok()?.checked_sub(1));
    let is_at_foot = decisions.foot.as_deref() == Some(id.as_str());
    Wish { is_bound: names(&decisions.order), is_joined: false, is_at_foot, page }
}

/// Whether a record is wished together with others, in a box or across the foot, and so cannot stand in a rail among briefs.
#[must_use]
pub fn stands_alone(decisions: &IssueDecisions, record: &Record) -> bool {
    let wished = decisions.together.iter().flatten().chain(decisions.boxes.iter().flatten());
    let wished = wished.chain(&decisions.foot);
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

/// Takes back what is wished about pages, and says of which stories it was wished: that about the foot of page one, or, where
/// nothing is wished of that, all the rest.
pub fn take_back(units: &mut [Unit]) -> Vec<Remark> {
    let foot = units.iter_mut().find_map(|unit| {
        let Unit::Story(story) = unit else { return None };
        std::mem::take(&mut story.wish.is_at_foot).then(|| story.id.clone())
    });
    if let Some(id) = foot {
        return vec![Remark { id, what: Noteworthy::NotAtFoot }];
    }
    let not_on =
        |id: &Id, page: usize| Remark { id: id.clone(), what: Noteworthy::NotOnPage(page as u32 + 1) };
    let mut refused = Vec::new();
    for unit in units {
        match unit {
            Unit::Story(story) => {
                let page = story.wish.page.take();
                refused.extend(page.map(|page| not_on(&story.id, page)));
                story.wish.is_joined = false;
            }
            Unit::Rail { briefs, page, .. } => {
                let page = page.take();
                refused.extend(
                    page.into_iter().flat_map(|page| briefs.iter().map(move |brief| not_on(&brief.id, page))),
                );
            }
        }
    }
    refused
}
