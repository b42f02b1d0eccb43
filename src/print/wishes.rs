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
/// wished together behind the first of it and, where one of it is wished for a page, on that page. What cannot be together,
/// since each is wished for another page, is said.
pub fn arrange(units: &mut Vec<Unit>, decisions: &IssueDecisions) -> Vec<Remark> {
    // The story that leads comes first, whatever else is wished.
    let rank = |unit: &Unit| {
        let leads = unit.rank() == Rank::Lead;
        (!leads, !unit.is_bound(), std::cmp::Reverse(if unit.is_bound() { Rank::Minor } else { unit.rank() }))
    };
    units.sort_by_key(rank);
    let mut apart = Vec::new();
    for group in &decisions.together {
        let is_in = |unit: &Unit| matches!(unit, Unit::Story(story) if group.iter().any(|id| **id == *story.id.as_str()));
        let Some(first) = units.iter().position(is_in) else { continue };
        let behind = units.split_off(first + 1);
        let (members, mut others): (Vec<Unit>, Vec<Unit>) = behind.into_iter().partition(is_in);
        let page = units.last().into_iter().chain(&members).find_map(Unit::page);
        if let Some(Unit::Story(story)) = units.last_mut() {
            story.wish.page = page;
        }
        for mut member in members {
            let Unit::Story(story) = &mut member else { continue };
            if story.wish.page.is_some_and(|own| Some(own) != page) {
                apart.push(Remark { id: story.id.clone(), what: Noteworthy::NotTogether });
                others.insert(0, member);
                continue;
            }
            story.wish = Wish { is_joined: true, page, ..story.wish };
            units.push(member);
        }
        units.extend(others);
    }
    apart
}

/// What may be wished of where stories stand.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// One across the foot of page one.
    Foot,
    /// Some on pages.
    Page,
    /// Some beside each other.
    Company,
}

/// What can be taken back: all, and less.
const ALL: [Kind; 3] = [Kind::Foot, Kind::Company, Kind::Page];
const LESS: [&[Kind]; 3] = [&[Kind::Foot], &[Kind::Company], &[Kind::Page]];

/// The units without as few kinds of wishes as must be for them to fit, and what is said of those; none where they do not fit
/// whatever is taken back, or nothing is wished.
pub fn retreat(units: &[Unit], fits: impl Fn(&[Unit]) -> bool) -> Option<(Vec<Unit>, Vec<Remark>)> {
    let without = |kinds: &[Kind]| {
        let mut left = units.to_vec();
        let refused = take_back(&mut left, kinds);
        (!refused.is_empty() && fits(&left)).then_some((left, refused))
    };
    let all = without(&ALL)?;
    LESS.into_iter().find_map(without).or(Some(all))
}

/// Takes back what is wished of some kinds, and says of which stories it was wished.
fn take_back(units: &mut [Unit], kinds: &[Kind]) -> Vec<Remark> {
    let mut refused = Vec::new();
    let mut refuse = |id: &Id, what: Noteworthy| refused.push(Remark { id: id.clone(), what });
    let is_asked = |kind: Kind| kinds.contains(&kind);
    for unit in units {
        match unit {
            Unit::Story(story) => {
                let wish = &mut story.wish;
                if is_asked(Kind::Foot) && std::mem::take(&mut wish.is_at_foot) {
                    refuse(&story.id, Noteworthy::NotAtFoot);
                }
                if is_asked(Kind::Company) && std::mem::take(&mut wish.is_joined) {
                    refuse(&story.id, Noteworthy::NotTogether);
                }
                if let Some(page) = wish.page.take_if(|_| is_asked(Kind::Page)) {
                    refuse(&story.id, Noteworthy::NotOnPage(page as u32 + 1));
                }
            }
            Unit::Rail { briefs, page, .. } => {
                let Some(page) = page.take_if(|_| is_asked(Kind::Page)) else { continue };
                for brief in briefs {
                    refuse(&brief.id, Noteworthy::NotOnPage(page as u32 + 1));
                }
            }
        }
    }
    refused
}
