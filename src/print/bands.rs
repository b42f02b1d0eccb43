//! Units in every width in, the best band of every height from every unit on out.
//!
//! What surprised us: a band is as high as each of its stacks, so heights are the only thing that stacks have to agree on.

use std::ops::Range;
use std::rc::Rc;

use super::copy::{Rank, Unit};
use super::geometry::Grid;
use super::shapes::{Shapes, shapes};

/// Units in one stack at the most, and in one band.
pub(super) const IN_STACK: usize = 3;
pub(super) const IN_BAND: usize = 7;

/// What it costs that a story stands below something, while a less loud one stands beside that.
const HIDDEN: f32 = 12.0;

/// A stretch of units under each other in `width` columns: the cost of every height, and the height of all but the last.
pub(super) struct Stack {
    pub(super) cost: Vec<f32>,
    pub(super) above: Vec<usize>,
    /// The heights that it can have: none outside, most within.
    range: Range<usize>,
}

impl Stack {
    fn new(cost: Vec<f32>, above: Vec<usize>) -> Self {
        let start = cost.iter().position(|cost| cost.is_finite()).unwrap_or(cost.len());
        let end = cost.iter().rposition(|cost| cost.is_finite()).map_or(start, |last| last + 1);
        Self { cost, above, range: start..end }
    }
}

/// Units side by side.
#[derive(Clone)]
pub(super) struct Band {
    /// How many units it holds.
    pub(super) next: usize,
    pub(super) height: usize,
    pub(super) cost: f32,
    /// Columns and units of each stack.
    pub(super) stacks: Vec<(usize, usize)>,
}

/// All units, and what they can be in every width.
pub(super) struct Forms<'a> {
    pub(super) grid: &'a Grid,
    /// Rows of the highest page.
    most: usize,
    /// By unit, then width less one.
    shapes: Vec<Vec<Shapes>>,
    /// How loud each unit is.
    ranks: Vec<Rank>,
    /// All ways to divide the columns into stacks: columns and units of each.
    divisions: Vec<Vec<(usize, usize)>>,
}

impl<'a> Forms<'a> {
    /// Looks at every unit in every width.
    pub(super) fn new(units: &[Unit], grid: &'a Grid, most: usize) -> Self {
        let of = |unit: &Unit| (1..=grid.columns).map(|width| shapes(unit, (width, most), grid)).collect();
        let shapes = units.iter().map(of).collect();
        let ranks = units.iter().map(Unit::rank).collect();
        let divisions = divisions(grid.columns).iter().flat_map(|widths| counted(widths, IN_BAND)).collect();
        Self { grid, most, shapes, ranks, divisions }
    }
}

/// Units in one order.
pub(super) struct Shelf<'a> {
    pub(super) forms: &'a Forms<'a>,
    pub(super) order: &'a [usize],
    /// By the unit that they begin with.
    pub(super) stacks: Vec<Rc<Stacks>>,
}

/// Stacks that begin with one unit: by number of units less one, then width less one.
pub(super) type Stacks = Vec<Vec<Stack>>;

impl Forms<'_> {
    fn of(&self, unit: usize, width: usize) -> Option<&Shapes> {
        self.shapes.get(unit)?.get(width - 1)
    }

    fn cost_of(&self, unit: usize, width: usize, height: usize) -> f32 {
        let shape = self.of(unit, width).and_then(|shapes| shapes.get(height)?.as_ref());
        shape.map_or(f32::INFINITY, |(cost, _)| *cost)
    }

    /// The stacks of the first of these units, of the first two, and so on.
    pub(super) fn stacks(&self, units: &[usize]) -> Stacks {
        let Some((first, others)) = units.split_first() else { return Stacks::new() };
        let alone = |width| {
            let cost = (0..=self.most).map(|height| self.cost_of(*first, width, height)).collect();
            Stack::new(cost, vec![0; self.most + 1])
        };
        let mut all: Stacks = vec![(1..=self.grid.columns).map(alone).collect()];
        for unit in others {
            let before = all.last().map(Vec::as_slice).unwrap_or_default();
            let longer = before.iter().zip(1..).map(|(stack, width)| self.longer(stack, (*unit, width)));
            all.push(longer.collect());
        }
        all
    }

    /// A stack with one more unit below it.
    fn longer(&self, stack: &Stack, (unit, width): (usize, usize)) -> Stack {
        let (mut costs, mut froms) = (vec![f32::INFINITY; self.most + 1], vec![0; self.most + 1]);
        let heights = self.of(unit, width).map(Vec::as_slice).unwrap_or_default().iter().enumerate();
        let heights: Vec<(usize, f32)> =
            heights.skip(1).filter_map(|(height, shape)| Some((height, shape.as_ref()?.0))).collect();
        for (above, cost) in stack.cost.iter().enumerate().filter(|(_, cost)| cost.is_finite()) {
            for (own, more) in heights.iter().take_while(|(own, _)| above + 1 + own <= self.most) {
                let (height, cost) = (above + 1 + own, cost + more);
                if let (Some(known), Some(from)) = (costs.get_mut(height), froms.get_mut(height))
                    && cost < *known
                {
                    (*known, *from) = (cost, above);
                }
            }
        }
        Stack::new(costs, froms)
    }
}

impl Shelf<'_> {
    /// The shapes of the unit at a place over so many columns.
    pub(super) fn shapes(&self, place: usize, width: usize) -> Option<&Shapes> {
        self.forms.of(*self.order.get(place)?, width)
    }

    pub(super) fn stack(&self, first: usize, (width, count): (usize, usize)) -> Option<&Stack> {
        self.stacks.get(first)?.get(count - 1)?.get(width - 1)
    }

    /// The best band of every height that begins with unit `first`, for every unit that may come next; of those with stacks
    /// of some widths, where these are given.
    pub(super) fn bands_from(&self, first: usize, widths: Option<&[usize]>) -> Vec<Band> {
        let heights = self.forms.most + 1;
        let left = (self.order.len() - first).min(IN_BAND);
        // What the best costs, and which of the divisions it is.
        let mut best = vec![(f32::INFINITY, 0); (left + 1) * heights];
        let mut costs = vec![0.0; heights];
        let is_wanted = |stacks: &[(usize, usize)]| {
            widths.is_none_or(|widths| stacks.iter().map(|(width, _)| width).eq(widths))
        };
        for (number, stacks) in self.forms.divisions.iter().enumerate() {
            let units: usize = stacks.iter().map(|(_, count)| count).sum();
            if units > left || !is_wanted(stacks) {
                continue;
            }
            let Some(range) = self.cost(first, stacks, &mut costs) else { continue };
            let known = best.get_mut(units * heights..).unwrap_or_default();
            let pairs = known.iter_mut().zip(&costs).take(range.end).skip(range.start.max(1));
            for (slot, cost) in pairs.filter(|(slot, cost)| **cost < slot.0) {
                *slot = (*cost, number);
            }
        }
        let band = |(slot, (cost, number)): (usize, (f32, usize))| {
            let stacks = self.forms.divisions.get(number).filter(|_| cost.is_finite())?.clone();
            Some(Band { next: slot / heights, height: slot % heights, cost, stacks })
        };
        best.into_iter().enumerate().filter_map(band).collect()
    }

    fn rank(&self, place: usize) -> Option<Rank> {
        self.forms.ranks.get(*self.order.get(place)?).copied()
    }

    /// What a band costs in every height that each of its stacks can have, and which these are; none where there are none.
    fn cost(&self, first: usize, stacks: &[(usize, usize)], costs: &mut [f32]) -> Option<Range<usize>> {
        let (mut at, mut range) = (first, 0..costs.len());
        for stack in stacks {
            let own = &self.stack(at, *stack)?.range;
            range = range.start.max(own.start)..range.end.min(own.end);
            at += stack.1;
        }
        let costs = costs.get_mut(range.clone()).filter(|costs| !costs.is_empty())?;
        // Two headlines of one size beside each other at the top of a band are read as one.
        costs.fill(0.4 * stacks.len().saturating_sub(2) as f32);
        at = first;
        for (number, stack) in stacks.iter().enumerate() {
            let table = self.stack(at, *stack)?.cost.get(range.clone())?;
            at += stack.1;
            // What stands at the top of the next stack is seen before the foot of this one.
            let is_last = number + 1 == stacks.len();
            let hidden =
                if stack.1 > 1 && !is_last && self.rank(at - 1) > self.rank(at) { HIDDEN } else { 0.0 };
            for (sum, cost) in costs.iter_mut().zip(table) {
                *sum += cost + hidden;
            }
        }
        Some(range)
    }
}

/// All ways to give stacks of these widths units, `most` in all, as columns and units of each stack.
fn counted(widths: &[usize], most: usize) -> Vec<Vec<(usize, usize)>> {
    let mut all: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for (number, width) in widths.iter().enumerate() {
        let behind = widths.len() - number - 1;
        let longer = |stacks: &Vec<(usize, usize)>| -> Vec<Vec<(usize, usize)>> {
            let used: usize = stacks.iter().map(|(_, count)| count).sum();
            let left = most.saturating_sub(used + behind).min(IN_STACK);
            (1..=left).map(|count| [stacks.as_slice(), &[(*width, count)]].concat()).collect()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// All ways to divide so many columns into stacks, at most four, or one column each.
pub(super) fn divisions(columns: usize) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(widths) = open.pop() {
        let used: usize = widths.iter().sum();
        if used == columns {
            all.push(widths);
            continue;
        }
        if widths.len() < 4 || widths.iter().all(|width| *width == 1) {
            for width in 1..=columns - used {
                open.push([widths.as_slice(), &[width]].concat());
            }
        }
    }
    all.sort();
    all
}
