//! What stands on a sheet at one scale, set: how much of the text each of so many pages holds.
//!
//! What surprised us: the foot decides. All pages but the last are full, and on the last it has to stand below the text.

use std::ops::Range;

use typst::layout::{Abs, Frame, Point, Size};

use super::{MARGINS, PAPER};
use crate::print::rows::{Row, fill};
use crate::print::setter::Setter;

/// From one line to the next, in ems.
pub const LEADING: f64 = 1.6;
/// The height of the number of a page, where there are several.
pub const FOLIO: f64 = 32.0;

/// The width of what is set.
pub fn width() -> f64 {
    PAPER.0 - 2.0 * MARGINS.0
}

/// Its height on a page.
pub fn height() -> f64 {
    PAPER.1 - 2.0 * MARGINS.1
}

/// Two frames side by side, the second at the right edge.
pub fn beside(left: Frame, right: Frame) -> Frame {
    let height = left.height().max(right.height());
    let mut both = Frame::soft(Size::new(Abs::pt(width()), height));
    let at = Abs::pt(width()) - right.width();
    both.push_frame(Point::zero(), left);
    both.push_frame(Point::new(at, Abs::zero()), right);
    both
}

/// What stands on a sheet at one scale, set.
pub struct Blocks<'w> {
    /// Headline, facts and photograph, one below the other.
    pub top: Vec<Frame>,
    /// The text in one column.
    pub rows: Vec<Row>,
    /// What stands below the text of the last page.
    pub foot: Frame,
    /// The body's type, in points.
    pub size: f64,
    /// What it was set with.
    pub setter: Setter<'w>,
}

impl Blocks<'_> {
    /// From one line to the next, in points.
    pub fn pitch(&self) -> f64 {
        self.size * LEADING
    }

    /// What is left white between two of them.
    pub fn gap(&self) -> f64 {
        self.size * 0.9
    }

    /// The height of all that stands below the text of the last page.
    pub fn below(&self, pages: usize) -> f64 {
        self.foot.height().to_pt() + if pages > 1 { FOLIO } else { 0.0 }
    }

    /// Which rows stand on each of so many pages; none where they do not fit.
    pub fn columns(&self, pages: usize) -> Option<Vec<Range<usize>>> {
        let top: f64 = self.top.iter().map(|frame| frame.height().to_pt() + self.gap()).sum();
        let rooms = (1..=pages).map(|number| {
            let above = if number == 1 { top } else { 0.0 };
            let folio = if pages > 1 { FOLIO } else { 0.0 };
            let below = if number == pages { self.below(pages) + self.gap() } else { folio };
            height() - above - below
        });
        let rooms: Vec<f64> = rooms.collect();
        // Nothing may stand in the way of the foot, even where there is no text.
        if rooms.iter().any(|room| *room < 0.0) {
            return None;
        }
        let count = |room: &f64| ((room + self.pitch() - self.size) / self.pitch()).floor() as usize;
        fill(&self.rows, &rooms.iter().map(count).collect::<Vec<_>>())
    }
}
