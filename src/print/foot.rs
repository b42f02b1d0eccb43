//! The second story in, its place across the foot of page one out: 倒头条.
//!
//! What surprised us: it is no band like the others. It is the way in which a page is closed, at a price that depends on
//! nothing but the row in which what stands above it ends.

use super::copy::{Rank, Unit};
use super::geometry::Grid;
use super::makeup::{Placed, Plan};
use super::shapes::{Shape, Shapes, shapes};
use super::ways::{EMPTY, EMPTY_WITHIN};

/// The fewest units above one for which no editor asked: with fewer it is only the next story.
const ABOVE: usize = 2;
/// By how many points the headline that leads is larger than one for which no editor asked.
const LOUDER: f64 = 2.0;

/// A story across the foot of page one.
pub(super) struct Foot {
    /// The unit.
    pub(super) unit: usize,
    columns: usize,
    shapes: Shapes,
    /// By the row in which what stands above it ends: what the page's end costs where other pages follow, and where none
    /// does, each with the story's height.
    within: Vec<Option<(f32, usize)>>,
    last: Vec<Option<(f32, usize)>>,
    above: usize,
    /// By how many points the headline that leads has to be the larger, at least.
    louder: f64,
}

/// The unit that the editor wants there.
pub(super) fn wished(units: &[Unit]) -> Option<usize> {
    units.iter().position(Unit::is_at_foot)
}

/// The unit that may stand there unasked: the second in order, where it is a strong one.
pub(super) fn second(units: &[Unit]) -> Option<usize> {
    let is_led = units.first().is_some_and(|unit| unit.rank() == Rank::Lead);
    (is_led && units.get(1).is_some_and(|unit| unit.rank() == Rank::Major && !unit.is_bound())).then_some(1)
}

impl Foot {
    /// The place of a unit, as loud as `rank`, on a page one of so many rows; none where it cannot stand without the unit
    /// before it or the one behind.
    pub(super) fn new(
        units: &[Unit],
        (unit, rank): (usize, Rank),
        (grid, room): (&Grid, usize),
    ) -> Option<Self> {
        let Unit::Story(story) = units.get(unit)? else { return None };
        let is_free = unit > 0
            && story.rank <= Rank::Major
            && story.wish.page.is_none_or(|page| page == 0)
            && !story.goes_on
            && !story.wish.is_joined
            && !units.get(unit + 1).is_some_and(Unit::is_joined);
        if !is_free {
            return None;
        }
        let mut louder = story.clone();
        louder.rank = rank;
        let columns = grid.columns;
        let (above, least) = if story.wish.is_at_foot { (1, 0.5) } else { (ABOVE, LOUDER) };
        let shapes = shapes(&Unit::Story(louder), (columns, room), grid);
        let ends = |empty: f32| (0..=room).map(|row| end(&shapes, (row, room), empty)).collect();
        let (within, last) = (ends(EMPTY_WITHIN), ends(EMPTY));
        Some(Self { unit, columns, within, last, shapes, above, louder: least })
    }

    /// What it costs to end page one with it below a row, behind so many units, and its height; none where it cannot be.
    pub(super) fn end(&self, (row, units): (usize, usize), is_last: bool) -> Option<(f32, usize)> {
        let ends = if is_last { &self.last } else { &self.within };
        ends.get(row).copied().flatten().filter(|_| row > 0 && units >= self.above)
    }

    /// Puts it below a row of page one.
    pub(super) fn place(&self, plan: &mut Plan, (row, height): (usize, usize)) {
        let Some((_, shape)) = self.shapes.get(height).cloned().flatten() else { return };
        let (columns, rows) = ((0, self.columns), (row + 1, height));
        let behind = plan.placed.iter().filter(|placed| placed.page == 0).count();
        plan.placed.insert(behind, Placed { unit: self.unit, page: 0, columns, rows, shape });
        plan.bands.push((0, row + 1, height, Vec::new()));
    }

    /// Whether the headline of the story that leads is the larger in a plan.
    pub(super) fn is_quieter(&self, plan: &Plan) -> bool {
        let size = |placed: &Placed| match &placed.shape {
            Shape::Story(shape) => Some(shape.headline.size),
            Shape::Rail { .. } => None,
        };
        let own = plan.placed.iter().find(|placed| placed.unit == self.unit).and_then(size);
        let lead = plan.placed.first().and_then(size);
        own.zip(lead).is_some_and(|(own, lead)| own + self.louder <= lead)
    }
}

/// The cheapest end of a page of `room` rows below a row: a height, with what it costs and what stays empty.
fn end(shapes: &Shapes, (row, room): (usize, usize), empty: f32) -> Option<(f32, usize)> {
    let left = room.checked_sub(row + 1)?;
    let all = shapes.iter().enumerate().take(left + 1).skip(1);
    let costs = all.filter_map(|(height, shape)| {
        let (cost, _) = shape.as_ref()?;
        Some((cost + empty * (left - height) as f32, height))
    });
    costs.min_by(|one, other| one.0.total_cmp(&other.0))
}
