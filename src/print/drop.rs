//! Units for which there is no room in, what is taken out of them: the last for which no editor asked.
//!
//! What surprised us: the last in order is often the very one that an editor has put there, on a page or beside another.

use std::collections::HashSet;

use super::copy::{Brief, Unit};
use super::desk::Desk;
use super::fault::Fault;
use crate::model::edition::{Absence, LeftOut, Noteworthy, Remark};
use crate::model::settings::IssueDecisions;
use crate::model::{Id, module::Block};

/// The ids that an editor has named for an issue, but for those that he keeps out of it.
pub(super) fn named<'d>(decisions: &'d IssueDecisions, blocks: &'d [Block]) -> HashSet<&'d str> {
    let IssueDecisions { lead, foot, order, pages, together, boxes, breaks, crops, .. } = decisions;
    let lists = pages.iter().map(|(_, ids)| ids).chain(together).chain(boxes).chain([order]);
    let single = lead.iter().chain(foot).chain(breaks.iter().map(|(id, _)| id));
    let ids = single.chain(crops.iter().map(|(id, _)| id)).chain(lists.flatten());
    ids.map(|id| &**id).chain(blocks.iter().map(|block| block.id.as_str())).collect()
}

impl Desk<'_> {
    /// Takes out what there is no room for, and says so; of what an editor has named, that his wish is refused.
    pub(super) fn drop_last(
        &self,
        units: &mut Vec<Unit>,
        (left_out, refused): (&mut Vec<LeftOut>, &mut Vec<Remark>),
    ) -> Result<(), Fault> {
        let named = named(&self.issue.decisions, self.blocks);
        let is_named = |id: &Id| named.contains(id.as_str());
        let (id, rows) = drop_last(units, is_named).ok_or(Fault::Full)?;
        if is_named(&id) {
            // What was said of its place is said no more: it has none.
            refused.retain(|remark| remark.id != id);
            refused.push(Remark { id: id.clone(), what: Noteworthy::NoRoom });
        }
        let characters = rows as f64 * self.grid.measure / self.grid.size;
        left_out.push(LeftOut { id, reason: Absence::NoRoom(characters as u32) });
        Ok(())
    }
}

/// Takes out the last story or brief that is not named, or the last of all where each is; never the first story. Its id, and
/// the rows of one column that its text takes.
fn drop_last(units: &mut Vec<Unit>, is_named: impl Fn(&Id) -> bool) -> Option<(Id, usize)> {
    let unnamed = units.iter().enumerate().rev().find_map(|(number, unit)| {
        let place = last_of(unit, &|id| !is_named(id))?;
        may_go(units, number).then_some((number, place))
    });
    let last = || {
        let number = (0..units.len()).rfind(|number| may_go(units, *number))?;
        Some((number, last_of(units.get(number)?, &|_| true)?))
    };
    let (number, brief) = unnamed.or_else(last)?;
    if let Some(Unit::Rail { briefs, .. }) = units.get_mut(number)
        && briefs.len() > 1
        && brief < briefs.len()
    {
        let Brief { id, rows } = briefs.remove(brief);
        return Some((id, rows.len()));
    }
    // A story that goes on over several pages is taken out whole.
    let is_begin = |number: &usize| units.get(*number).is_some_and(|unit| !unit.comes_from_before());
    let first = (0..=number).rfind(is_begin)?;
    let parts: Vec<Unit> = units.drain(first..=number).collect();
    // What was to stand beside it, and beside no other, would come to stand beside one that no editor has named.
    let led = parts.first().is_some_and(|unit| !unit.is_joined());
    if let Some(Unit::Story(story)) = units.get_mut(first).filter(|_| led) {
        story.wish.is_joined = false;
    }
    let id = match parts.first()? {
        Unit::Story(story) => story.id.clone(),
        Unit::Rail { briefs, .. } => briefs.first()?.id.clone(),
    };
    Some((id, rows_of(&parts)))
}

/// Whether something is left without the unit with this number, or the last of its briefs: the first story stays.
fn may_go(units: &[Unit], number: usize) -> bool {
    let is_first = units.iter().take(number + 1).skip(1).all(Unit::comes_from_before);
    let has_others = matches!(units.get(number), Some(Unit::Rail { briefs, .. }) if briefs.len() > 1);
    !is_first || has_others
}

/// The last of a unit's briefs that is wanted, or 0 for a story that is.
fn last_of(unit: &Unit, is_wanted: &dyn Fn(&Id) -> bool) -> Option<usize> {
    match unit {
        Unit::Story(story) => is_wanted(&story.id).then_some(0),
        Unit::Rail { briefs, .. } => briefs.iter().rposition(|brief| is_wanted(&brief.id)),
    }
}

/// Rows of one column that the text of the units takes.
pub(super) fn rows_of(units: &[Unit]) -> usize {
    let of = |unit: &Unit| match unit {
        Unit::Story(story) => story.rows.len(),
        Unit::Rail { briefs, .. } => briefs.iter().map(|brief| brief.rows.len()).sum(),
    };
    units.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::drop_last;
    use crate::model::Id;
    use crate::print::copy::{Brief, Rank, Story, Unit};
    use crate::print::rows::Row;

    fn story(id: &str, (goes_on, comes_from, is_joined): (bool, bool, bool)) -> Unit {
        let mut story = Story { goes_on, comes_from, ..Story::plain(id, Rank::Normal) };
        story.wish.is_joined = is_joined;
        story.rows = vec![Row::default(); 3];
        Unit::Story(Box::new(story))
    }

    fn rail(ids: &[&str]) -> Unit {
        let brief = |id: &&str| Brief { id: Id::new(id).unwrap(), rows: vec![Row::default(); 2] };
        let briefs = ids.iter().map(brief).collect();
        Unit::Rail { name: "简讯".to_owned(), briefs, page: None, fills: false }
    }

    const PLAIN: (bool, bool, bool) = (false, false, false);

    /// The ids that are taken out one after the other until nothing more can be, with the rows of each.
    fn order(mut units: Vec<Unit>, named: &[&str]) -> Vec<(String, usize)> {
        let is_named = |id: &Id| named.contains(&id.as_str());
        let next = || drop_last(&mut units, is_named).map(|(id, rows)| (id.as_str().to_owned(), rows));
        std::iter::from_fn(next).collect()
    }

    fn ids(taken: &[(String, usize)]) -> Vec<&str> {
        taken.iter().map(|(id, _)| id.as_str()).collect()
    }

    #[test]
    fn what_an_editor_has_named_goes_last_and_the_first_story_never() {
        let units = || vec![story("a", PLAIN), story("b", PLAIN), story("c", PLAIN), rail(&["d", "e", "f"])];
        assert_eq!(ids(&order(units(), &[])), ["f", "e", "d", "c", "b"]);
        assert_eq!(ids(&order(units(), &["c", "e"])), ["f", "d", "b", "e", "c"]);
        assert_eq!(ids(&order(units(), &["b", "c", "d", "e", "f"])), ["f", "e", "d", "c", "b"]);
    }

    #[test]
    fn a_story_in_parts_goes_whole_and_what_stood_beside_it_is_free() {
        let parts = |id| [story(id, (true, false, false)), story(id, (false, true, false))];
        let mut units: Vec<Unit> = parts("a").into_iter().chain(parts("b")).collect();
        units.extend([story("c", (false, false, true)), story("d", PLAIN)]);
        let taken = order(units.clone(), &["c"]);
        assert_eq!(taken, [("d".to_owned(), 3), ("b".to_owned(), 6), ("c".to_owned(), 3)]);
        for _ in 0..2 {
            drop_last(&mut units, |id: &Id| id.as_str() == "c").unwrap();
        }
        assert!(!units.last().unwrap().is_joined());
        assert_eq!(drop_last(&mut vec![rail(&["a"])], |_| false), None);
        assert_eq!(ids(&order(vec![rail(&["a", "b"])], &[])), ["b"]);
    }
}
