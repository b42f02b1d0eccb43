//! Units in every width in, the best band of every height from every unit on out.
//!
//! What surprised us: a band is as high as each of its stacks, so heights are the only thing that stacks have to agree on.

use super::copy::{Rank, Unit};
use super::geometry::Grid;
use super::shapes::{Shapes, shapes};

/// Units in one stack at the most, and in one band.
const IN_STACK: usize = 3;
pub(super) const IN_BAND: usize = 7;

/// A stretch of units under each other in `width` columns: the cost of every height, and the height of all but the last.
pub(super) struct Stack {
    pub(super) cost: Vec<f32>,
    pub(super) above: Vec<usize>,
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
    /// All ways to divide the columns into stacks.
    divisions: Vec<Vec<usize>>,
}

impl<'a> Forms<'a> {
    /// Looks at every unit in every width.
    pub(super) fn new(units: &[Unit], grid: &'a Grid, most: usize) -> Self {
        let of = |unit: &Unit| (1..=grid.columns).map(|width| shapes(unit, (width, most), grid)).collect();
        let shapes = units.iter().map(of).collect();
        let ranks = units.iter().map(Unit::rank).collect();
        Self { grid, most, shapes, ranks, divisions: divisions(grid.columns) }
    }
}

/// Units in one order.
pub(super) struct Shelf<'a> {
    pub(super) forms: &'a Forms<'a>,
    pub(super) order: &'a [usize],
    /// By first unit, then number of units less one, then width less one.
    stacks: Vec<Vec<Vec<Stack>>>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(forms: &'a Forms<'a>, order: &'a [usize]) -> Self {
        let mut shelf = Self { forms, order, stacks: Vec::new() };
        shelf.stacks = (0..order.len()).map(|first| shelf.stacks_from(first)).collect();
        shelf
    }

    /// The shapes of the unit at a place over so many columns.
    pub(super) fn shapes(&self, place: usize, width: usize) -> Option<&Shapes> {
        self.forms.shapes.get(*self.order.get(place)?)?.get(width - 1)
    }

    fn cost_of(&self, place: usize, width: usize, height: usize) -> f32 {
        let shape = self.shapes(place, width).and_then(|shapes| shapes.get(height)?.as_ref());
        shape.map_or(f32::INFINITY, |(cost, _)| *cost)
    }

    fn stacks_from(&self, first: usize) -> Vec<Vec<Stack>> {
        let most = self.forms.most;
        let alone = |width| Stack {
            cost: (0..=most).map(|height| self.cost_of(first, width, height)).collect(),
            above: vec![0; most + 1],
        };
        let mut all: Vec<Vec<Stack>> = vec![(1..=self.forms.grid.columns).map(alone).collect()];
        for count in 1..IN_STACK.min(self.order.len() - first) {
            let last = first + count;
            let before = all.last().map(Vec::as_slice).unwrap_or_default();
            all.push(
                before.iter().zip(1..).map(|(stack, width)| self.longer(stack, (last, width))).collect(),
            );
        }
        all
    }

    /// A stack with one more unit below it.
    fn longer(&self, stack: &Stack, (unit, width): (usize, usize)) -> Stack {
        let most = stack.cost.len() - 1;
        let mut longer = Stack { cost: vec![f32::INFINITY; most + 1], above: vec![0; most + 1] };
        for (above, cost) in stack.cost.iter().enumerate().filter(|(_, cost)| cost.is_finite()) {
            for own in 1..most.saturating_sub(above) {
                let (height, cost) = (above + 1 + own, cost + self.cost_of(unit, width, own));
                if let (Some(known), Some(from)) = (longer.cost.get_mut(height), longer.above.get_mut(height))
                    && cost < *known
                {
                    (*known, *from) = (cost, above);
                }
            }
        }
        longer
    }

    pub(super) fn stack(&self, first: usize, (width, count): (usize, usize)) -> Option<&Stack> {
        self.stacks.get(first)?.get(count - 1)?.get(width - 1)
    }

    /// The best band of every height that begins with unit `first`, for every unit that may come next.
    pub(super) fn bands_from(&self, first: usize) -> Vec<Band> {
        let most = self.forms.most;
        let left = (self.order.len() - first).min(IN_BAND);
        let mut best: Vec<Option<Band>> = vec![None; (left + 1) * (most + 1)];
        for stacks in self.forms.divisions.iter().flat_map(|widths| counted(widths, left)) {
            let units: usize = stacks.iter().map(|(_, count)| count).sum();
            for height in 1..=most {
                let cost = self.band_cost(first, &stacks, height);
                let Some(slot) = best.get_mut(units * (most + 1) + height).filter(|_| cost.is_finite())
                else {
                    continue;
                };
                if slot.as_ref().is_none_or(|known| cost < known.cost) {
                    *slot = Some(Band { next: units, height, cost, stacks: stacks.clone() });
                }
            }
        }
        best.into_iter().flatten().collect()
    }

    fn rank(&self, place: usize) -> Option<Rank> {
        self.forms.ranks.get(*self.order.get(place)?).copied()
    }

    fn band_cost(&self, first: usize, stacks: &[(usize, usize)], height: usize) -> f32 {
        let (mut at, mut cost) = (first, 0.0);
        for stack in stacks {
            cost += self
                .stack(at, *stack)
                .and_then(|table| table.cost.get(height))
                .copied()
                .unwrap_or(f32::INFINITY);
            if !cost.is_finite() {
                return cost;
            }
            at += stack.1;
            // What stands at the top of the next stack is seen before the foot of this one.
            let is_last = at == first + stacks.iter().map(|(_, count)| count).sum::<usize>();
            if stack.1 > 1 && !is_last && self.rank(at - 1) > self.rank(at) {
                cost += 4.0;
            }
        }
        // Two headlines of one size beside each other at the top of a band are read as one.
        cost + 0.4 * stacks.len().saturating_sub(2) as f32
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
fn divisions(columns: usize) -> Vec<Vec<usize>> {
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
