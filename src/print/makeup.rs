//! Units in their order in, a place for each out: pages are divided into bands, bands into stacks, by the cheapest way
//! in which every page comes out even.
//!
//! What surprised us: no annealing is needed. Bands take stories in the order of their rank, so the best make-up of a
//! page's rest depends on nothing but which story comes next and in which row: a table of some thousand numbers.

use super::bands::{Band, Forms, Shelf};
use super::copy::Unit;
use super::geometry::Grid;
use super::shapes::Shape;

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

/// What an empty row at a page's end costs.
const EMPTY: f32 = 1.5;

/// How many orders are tried besides the first, and how far apart units are that change places.
const MOST_CHANGES: usize = 48;
const FAREST: usize = 3;

/// A page, a row of it, and the unit that comes next.
type State = (usize, usize, usize);

/// The cheapest way to a state: the number of the band that it ends with, if with one, and the state before.
#[derive(Clone)]
struct Way {
    cost: f32,
    band: Option<usize>,
    from: State,
}

/// A make-up that is looked for.
struct MakeUp<'a> {
    shelf: Shelf<'a>,
    /// Rows of the first page, and of the others.
    rooms: (usize, usize),
    /// By the unit that they begin with.
    bands: Vec<Vec<Band>>,
    /// By state.
    ways: Vec<Option<Way>>,
}

/// The cheapest make-up on at most `pages` pages, with so many rows on the first and on the others; none where the units
/// do not fit.
///
/// Units stand in the order of their rank. Within a rank every order is as good to an editor as another, but one of them
/// comes out more even: so many are tried, each the last best one with two units changed about.
#[must_use]
pub fn make_up(units: &[Unit], grid: &Grid, (rooms, pages): ((usize, usize), usize)) -> Option<Plan> {
    let forms = Forms::new(units, grid, rooms.0.max(rooms.1));
    let mut order: Vec<usize> = (0..units.len()).collect();
    let mut best = MakeUp::new(&forms, &order, rooms).plan(pages)?;
    for (one, other) in changes(units) {
        let mut changed = order.clone();
        changed.swap(one, other);
        let plan = MakeUp::new(&forms, &changed, rooms).plan(pages);
        if let Some(plan) = plan.filter(|plan| plan.cost < best.cost) {
            (best, order) = (plan, changed);
        }
    }
    Some(best)
}

/// Places whose units may be changed about: of one rank, not far apart, and no parts of one story.
fn changes(units: &[Unit]) -> Vec<(usize, usize)> {
    let is_bound = |at: usize| {
        units.get(at).is_none_or(|unit| unit.is_bound())
            || units.get(at + 1).is_some_and(Unit::comes_from_before)
    };
    let rank = |at: usize| units.get(at).map(Unit::rank);
    let mut all = Vec::new();
    for apart in 1..=FAREST {
        let pairs = (0..units.len().saturating_sub(apart)).map(|one| (one, one + apart));
        all.extend(
            pairs.filter(|(one, other)| rank(*one) == rank(*other) && !is_bound(*one) && !is_bound(*other)),
        );
    }
    all.truncate(MOST_CHANGES);
    all
}

impl<'a> MakeUp<'a> {
    fn new(forms: &'a Forms<'a>, order: &'a [usize], rooms: (usize, usize)) -> Self {
        let shelf = Shelf::new(forms, order);
        let bands = (0..order.len()).map(|first| shelf.bands_from(first)).collect();
        Self { shelf, rooms, bands, ways: Vec::new() }
    }

    fn room(&self, page: usize) -> usize {
        if page == 0 { self.rooms.0 } else { self.rooms.1 }
    }

    fn index(&self, (page, row, unit): State) -> usize {
        (page * (self.rooms.0.max(self.rooms.1) + 1) + row) * (self.shelf.order.len() + 1) + unit
    }

    fn cost_to(&self, state: State) -> Option<f32> {
        self.ways.get(self.index(state))?.as_ref().map(|way| way.cost)
    }

    fn offer(&mut self, state: State, way: Way) {
        let index = self.index(state);
        if let Some(slot) = self.ways.get_mut(index)
            && slot.as_ref().is_none_or(|known| way.cost < known.cost)
        {
            *slot = Some(way);
        }
    }

    /// The cheapest make-up in this order.
    fn plan(mut self, pages: usize) -> Option<Plan> {
        let count = self.shelf.order.len();
        self.ways = vec![None; self.index((pages + 1, 0, 0))];
        self.offer((0, 0, 0), Way { cost: 0.0, band: None, from: (0, 0, 0) });
        let mut end: Option<(f32, State)> = None;
        for page in 0..pages {
            for row in 0..=self.room(page) {
                for unit in 0..count {
                    self.go_on((page, row, unit));
                }
                let cost = self.cost_to((page, row, count)).filter(|_| row > 0);
                let cost = cost.map(|cost| cost + EMPTY * (self.room(page) - row) as f32);
                if let Some(cost) = cost.filter(|cost| end.as_ref().is_none_or(|(known, _)| cost < known)) {
                    end = Some((cost, (page, row, count)));
                }
            }
        }
        end.map(|(cost, state)| self.read(cost, state))
    }

    /// All ways on from a state: another band below, or the next page.
    fn go_on(&mut self, state: State) {
        let (page, row, unit) = state;
        let Some(cost) = self.cost_to(state) else { return };
        let room = self.room(page);
        if row > 0 {
            let empty = EMPTY * (room - row) as f32;
            self.offer((page + 1, 0, unit), Way { cost: cost + empty, band: None, from: state });
        }
        let top = row + usize::from(row > 0);
        let fitting = |(number, band): (usize, &Band)| {
            (top + band.height <= room).then_some((number, band.height, band.next, band.cost))
        };
        let bands = self.bands.get(unit).into_iter().flatten().enumerate();
        let fitting: Vec<_> = bands.filter_map(fitting).collect();
        for (number, height, next, own) in fitting {
            let way = Way { cost: cost + own, band: Some(number), from: state };
            self.offer((page, top + height, next), way);
        }
    }

    /// The plan that ends in `state`.
    fn read(&self, cost: f32, mut state: State) -> Plan {
        let empty = self.room(state.0) - state.1;
        let mut plan = Plan { pages: state.0 + 1, empty, cost, ..Plan::default() };
        while let Some(way) = self.ways.get(self.index(state)).and_then(Option::as_ref) {
            let band = way.band.and_then(|number| self.bands.get(way.from.2)?.get(number));
            if let Some(band) = band {
                self.place(&mut plan, band, (state.0, state.1 - band.height, way.from.2));
            }
            if state == (0, 0, 0) {
                break;
            }
            state = way.from;
        }
        plan.placed.sort_by_key(|placed| placed.unit);
        for placed in &mut plan.placed {
            placed.unit = self.shelf.order.get(placed.unit).copied().unwrap_or(placed.unit);
        }
        plan.bands.sort_unstable();
        plan
    }

    fn place(&self, plan: &mut Plan, band: &Band, (page, top, first): (usize, usize, usize)) {
        let (mut unit, mut column) = (first, 0);
        let mut gutters = Vec::new();
        for (width, count) in &band.stacks {
            let (mut height, mut bottom) = (band.height, top + band.height);
            for number in (0..*count).rev() {
                let above = self
                    .shelf
                    .stack(unit, (*width, number + 1))
                    .and_then(|table| table.above.get(height))
                    .copied();
                let above = if number == 0 { 0 } else { above.unwrap_or(0) };
                let own = if number == 0 { height } else { height - above - 1 };
                let shape =
                    self.shelf.shapes(unit + number, *width).and_then(|shapes| shapes.get(own)?.clone());
                if let Some((_, shape)) = shape {
                    let (columns, rows) = ((column, *width), (bottom - own, own));
                    plan.placed.push(Placed { unit: unit + number, page, columns, rows, shape });
                }
                (height, bottom) = (above, bottom.saturating_sub(own + 1));
            }
            unit += count;
            column += width;
            if column < self.shelf.forms.grid.columns {
                gutters.push(column);
            }
        }
        plan.bands.push((page, top, band.height, gutters));
    }
}
