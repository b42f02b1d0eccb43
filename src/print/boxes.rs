//! An issue in, which of its stories stand in boxes out; and the room that is left within one.
//!
//! What surprised us: a box needs no other grid. With a row less above and below and columns two characters narrower, its
//! lines stand beside those of its neighbours.

use super::copy::Story;
use super::desk::Desk;
use super::geometry::Grid;
use crate::model::record::Priority;
use crate::model::{Id, Kind, Record};

/// The rows between a box's rule and what stands in it, above and below.
pub(super) const PADDING: usize = 1;
/// The most of a page that a box may fill for which no editor asked.
const SHARE: (usize, usize) = (1, 6);

/// The columns within a story's place: those of the page, or in a box two characters narrower: so its type stands as far
/// from its rule as from the rule in a gutter.
pub(super) fn within(story: &Story, grid: &Grid) -> Grid {
    if story.is_boxed { boxed(grid) } else { *grid }
}

/// The columns within a box.
pub(super) fn boxed(grid: &Grid) -> Grid {
    Grid { measure: grid.measure - 2.0 * grid.size, ..*grid }
}

/// From the left edge of a place of so many columns to its first column, in points, and from its upper edge to its first
/// row.
pub(super) fn inset(story: &Story, columns: usize, grid: &Grid) -> (f64, usize) {
    let free = grid.width(columns) - within(story, grid).width(columns);
    (free / 2.0, padding(story))
}

/// The rows that stay empty above what stands in a story's place, and as many below.
pub(super) fn padding(story: &Story) -> usize {
    if story.is_boxed { PADDING } else { 0 }
}

impl Desk<'_> {
    /// What stands in boxes: what the editor says, and where he says nothing, the first of the modules that he asked for and
    /// the first notice without a photograph. Where more is framed, nothing stands out.
    pub(super) fn boxes(&self) -> Vec<&str> {
        if let Some(wished) = &self.issue.decisions.boxes {
            return wished.iter().map(|id| &**id).collect();
        }
        let module = self.blocks.iter().map(|block| &block.id).find(|id| !self.prints(id));
        let records = self.issue.records.iter().filter_map(|number| self.works.site.record(*number));
        let is_framed = |record: &&Record| is_plain_notice(record) && self.absence(record).is_none();
        let notice = records.into_iter().find(is_framed).map(|record| &record.id);
        module.into_iter().chain(notice).map(Id::as_str).collect()
    }

    /// Whether so many rows of text are no more than a box holds for which no editor asked.
    pub(super) fn is_short(&self, rows: usize) -> bool {
        let is_wished = self.issue.decisions.boxes.is_some();
        is_wished || rows <= self.grid.rows * self.grid.columns * SHARE.0 / SHARE.1
    }
}

/// A notice of the usual rank without a photograph.
fn is_plain_notice(record: &Record) -> bool {
    record.kind == Kind::Notice && record.photos.is_empty() && record.priority <= Priority::Normal
}
