//! Units in their order in, a place for each out: pages are divided into bands, bands into stacks, by the cheapest way
//! in which every page comes out even.
//!
//! What surprised us: no annealing is needed. Bands take stories in the order of their rank, so the best make-up of a
//! page's rest depends on nothing but which story comes next and in which row: a table of some thousand numbers.

use super::copy::Unit;
use super::geometry::Grid;
use super::shapes::{Shape, Shapes, shapes};

/// Where a unit stands.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The unit's number.
    pub unit: usize,
    /// The page, from 0.
    pub page: usize,
    /// Its first column and how many it has.
    pub columns: (usize, usize),
    /// Its first row below the page's head, and how many it has.
    pub rows: (usize, usize),
    /// How it is set.
    pub shape: Shape,
}

/// A make-up.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The units, in the order of reading.
    pub placed: Vec<Placed>,
    /// Bands: page, first row, rows, and the columns behind which a gutter runs.
    pub bands: Vec<(usize, usize, usize, Vec<usize>)>,
    /// How many pages.
    pub pages: usize,
    /// Rows of the last page that nothing stands in.
    pub empty: usize,
    /// What it costs.
    pub cost: f32,
}

/// Units in one stack at the most, and in one band.
const IN_STACK: usize = 3;
const IN_BAND: usize = 7;
/// What an empty row at a page's end costs.
const EMPTY: f32 = 3.0;

/// A stretch of units under each other in `width` columns: the cost of every height, and the height of all but the last.
struct Stack {
    cost: Vec<f32>,
    above: Vec<usize>,
}

/// Units side by side.
#[derive(Clone)]
struct Band {
    next: usize,
    height: usize,
    cost: f32,
    /// Columns and units of each stack.
    stacks: Vec<(usize, usize)>,
}

/// The tables of one make-up.
pub struct MakeUp<'a> {
    units: &'a [Unit],
    grid: &'a Grid,
    /// Rows of the first page, and of the others.
    rooms: (usize, usize),
    /// By unit, then width less one.
    shapes: Vec<Vec<Shapes>>,
    /// By first unit, then number of units less one, then width less one.
    stacks: Vec<Vec<Vec<Stack>>>,
}

/// The cheapest way to a state, and the band that it ends with.
#[derive(Clone)]
struct Way {
    cost: f32,
    band: usize,
    from: (usize, usize, usize),
}

impl<'a> MakeUp<'a> {
    /// Looks at every unit in every width.
    #[must_use]
    pub fn new(units: &'a [Unit], grid: &'a Grid, rooms: (usize, usize)) -> Self {
        let most = rooms.0.max(rooms.1);
        let of = |unit: &Unit| (1..=grid.columns).map(|width| shapes(unit, (width, most), grid)).collect();
        let mut make_up =
            Self { units, grid, rooms, shapes: units.iter().map(of).collect(), stacks: Vec::new() };
        make_up.stacks = (0..units.len()).map(|first| make_up.stacks_from(first)).collect();
        make_up
    }

    fn cost_of(&self, unit: usize, width: usize, height: usize) -> f32 {
        let shapes = self.shapes.get(unit).and_then(|widths| widths.get(width - 1));
        shapes.and_then(|shapes| shapes.get(height)?.as_ref()).map_or(f32::INFINITY, |(cost, _)| *cost)
    }

    fn stacks_from(&self, first: usize) -> Vec<Vec<Stack>> {
        let most = self.rooms.0.max(self.rooms.1);
        let alone = |width| Stack {
            cost: (0..=most).map(|height| self.cost_of(first, width, height)).collect(),
            above: vec![0; most + 1],
        };
        let mut all: Vec<Vec<Stack>> = vec![(1..=self.grid.columns).map(alone).collect()];
        for count in 1..IN_STACK.min(self.units.len() - first) {
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

    fn stack(&self, first: usize, (width, count): (usize, usize)) -> Option<&Stack> {
        self.stacks.get(first)?.get(count - 1)?.get(width - 1)
    }

    /// The best band of every height that begins with unit `first`, for every unit that may come next.
    fn bands_from(&self, first: usize, ways: &[Vec<usize>]) -> Vec<Band> {
        let most = self.rooms.0.max(self.rooms.1);
        let left = (self.units.len() - first).min(IN_BAND);
        let mut best: Vec<Option<Band>> = vec![None; (left + 1) * (most + 1)];
        for widths in ways {
            self.divide(first, widths, &mut Vec::new(), &mut |stacks: &[(usize, usize)]| {
                let units: usize = stacks.iter().map(|(_, count)| count).sum();
                for height in 1..=most {
                    let cost = self.band_cost(first, stacks, height);
                    if !cost.is_finite() {
                        continue;
                    }
                    let Some(slot) = best.get_mut(units * (most + 1) + height) else { continue };
                    if slot.as_ref().is_none_or(|known| cost < known.cost) {
                        *slot = Some(Band { next: first + units, height, cost, stacks: stacks.to_vec() });
                    }
                }
            });
        }
        best.into_iter().flatten().collect()
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
        }
        // Two headlines of one size beside each other at the top of a band are read as one.
        cost + 0.4 * stacks.len().saturating_sub(2) as f32
    }

    /// All ways to give the stacks of a band so many units each.
    fn divide(
        &self,
        first: usize,
        widths: &[usize],
        stacks: &mut Vec<(usize, usize)>,
        take: &mut dyn FnMut(&[(usize, usize)]),
    ) {
        let used: usize = stacks.iter().map(|(_, count)| count).sum();
        let Some(width) = widths.get(stacks.len()) else { return take(stacks) };
        let behind = widths.len() - stacks.len() - 1;
        let left = (self.units.len() - first).min(IN_BAND).saturating_sub(used + behind);
        for count in 1..=left.min(IN_STACK) {
            stacks.push((*width, count));
            self.divide(first, widths, stacks, take);
            stacks.pop();
        }
    }

    fn room(&self, page: usize) -> usize {
        if page == 0 { self.rooms.0 } else { self.rooms.1 }
    }

    /// The cheapest make-up on at most `pages` pages; none where the units do not fit.
    #[must_use]
    pub fn plan(&self, pages: usize) -> Option<Plan> {
        let ways = divisions(self.grid.columns);
        let bands: Vec<Vec<Band>> =
            (0..self.units.len()).map(|first| self.bands_from(first, &ways)).collect();
        let (rows, count) = (self.rooms.0.max(self.rooms.1) + 1, self.units.len());
        let index = |(page, row, unit): (usize, usize, usize)| (page * rows + row) * (count + 1) + unit;
        let mut table: Vec<Option<Way>> = vec![None; (pages + 1) * rows * (count + 1)];
        if let Some(slot) = table.first_mut() {
            *slot = Some(Way { cost: 0.0, band: usize::MAX, from: (0, 0, 0) });
        }
        let mut end: Option<(f32, (usize, usize, usize))> = None;
        for page in 0..pages {
            for row in 0..=self.room(page) {
                for unit in 0..=count {
                    let state = (page, row, unit);
                    let Some(cost) = table.get(index(state)).and_then(|way| way.as_ref()).map(|way| way.cost)
                    else {
                        continue;
                    };
                    let empty = self.room(page) - row;
                    if unit == count {
                        let cost = cost + EMPTY * empty as f32;
                        if row > 0 && end.as_ref().is_none_or(|(known, _)| cost < *known) {
                            end = Some((cost, state));
                        }
                        continue;
                    }
                    if row > 0 && empty <= 1 {
                        let next = (page + 1, 0, unit);
                        let way = Way { cost: cost + EMPTY * empty as f32, band: usize::MAX, from: state };
                        better(table.get_mut(index(next)), way);
                    }
                    let gap = usize::from(row > 0);
                    for (number, band) in bands.get(unit).into_iter().flatten().enumerate() {
                        let below = row + gap + band.height;
                        if below > self.room(page) {
                            continue;
                        }
                        let way = Way { cost: cost + band.cost, band: number, from: state };
                        better(table.get_mut(index((page, below, band.next))), way);
                    }
                }
            }
        }
        let (cost, mut state) = end?;
        let mut plan =
            Plan { pages: state.0 + 1, empty: self.room(state.0) - state.1, cost, ..Plan::default() };
        while let Some(way) = table.get(index(state)).and_then(Option::as_ref).filter(|_| state != (0, 0, 0))
        {
            if let Some(band) = bands.get(way.from.2).and_then(|bands| bands.get(way.band)) {
                self.place(&mut plan, band, (state.0, state.1 - band.height, way.from.2));
            }
            state = way.from;
        }
        plan.placed.sort_by_key(|placed| placed.unit);
        plan.bands.sort_unstable();
        Some(plan)
    }

    fn place(&self, plan: &mut Plan, band: &Band, (page, top, first): (usize, usize, usize)) {
        let (mut unit, mut column) = (first, 0);
        let mut gutters = Vec::new();
        for (width, count) in &band.stacks {
            let (mut height, mut bottom) = (band.height, top + band.height);
            for number in (0..*count).rev() {
                let above =
                    self.stack(unit, (*width, number + 1)).and_then(|table| table.above.get(height)).copied();
                let above = if number == 0 { 0 } else { above.unwrap_or(0) };
                let own = if number == 0 { height } else { height - above - 1 };
                let shape = self
                    .shapes
                    .get(unit + number)
                    .and_then(|widths| widths.get(width - 1)?.get(own)?.clone());
                if let Some((_, shape)) = shape {
                    let (columns, rows) = ((column, *width), (bottom - own, own));
                    plan.placed.push(Placed { unit: unit + number, page, columns, rows, shape });
                }
                (height, bottom) = (above, bottom.saturating_sub(own + 1));
            }
            unit += count;
            column += width;
            if column < self.grid.columns {
                gutters.push(column);
            }
        }
        plan.bands.push((page, top, band.height, gutters));
    }
}

fn better(slot: Option<&mut Option<Way>>, way: Way) {
    if let Some(slot) = slot
        && slot.as_ref().is_none_or(|known| way.cost < known.cost)
    {
        *slot = Some(way);
    }
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
