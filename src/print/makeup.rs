//! Units in their order in, a place for each out: pages are divided into bands, bands into stacks, by the cheapest way
//! in which every page comes out even.
//!
//! What surprised us: no annealing is needed. Bands take stories in order, so the best make-up of a page's rest depends on
//! nothing but which story comes next and in which row: a table of some thousand numbers, filled in milliseconds. That
//! leaves time to try hundreds of orders, and another order is what makes a page come out even.

use std::collections::HashMap;
use std::rc::Rc;

use super::bands::{Band, Forms, IN_BAND, Shelf};
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

/// What an empty row costs at the end of the last page, which can be closed up, and of any other.
const EMPTY: f32 = 1.5;
const EMPTY_WITHIN: f32 = 4.0;

/// How many orders are tried besides the first, and how far apart units are that change places.
const MOST_CHANGES: usize = 240;
const FAREST: usize = 8;

/// A page, a row of it, and the unit that comes next.
type State = (usize, usize, usize);

/// The cheapest way to a state: the number of the band that it ends with, if with one, and the state before.
#[derive(Clone)]
struct Way {
    cost: f32,
    band: Option<usize>,
    from: State,
}

/// What make-ups of one issue are looked for with.
struct Search<'a> {
    units: &'a [Unit],
    forms: Forms<'a>,
    /// Rows of the first page, and of the others.
    rooms: (usize, usize),
    /// Most pages.
    pages: usize,
    /// Bands by the units that they may hold, in their order.
    known: HashMap<Vec<usize>, Rc<Vec<Band>>>,
}

/// A make-up that is looked for, in one order of the units.
struct MakeUp<'s> {
    search: &'s Search<'s>,
    shelf: Shelf<'s>,
    /// By the unit that they begin with.
    bands: Vec<Rc<Vec<Band>>>,
    /// By state.
    ways: Vec<Option<Way>>,
}

/// The cheapest make-up on at most `pages` pages, with so many rows on the first and on the others; none where the units
/// do not fit.
///
/// Units stand in the order given. Within a rank every order is as good to an editor as another, but one of them comes out
/// more even: so many are tried, each the last best one with two units changed about.
#[must_use]
pub fn make_up(units: &[Unit], grid: &Grid, (rooms, pages): ((usize, usize), usize)) -> Option<Plan> {
    let forms = Forms::new(units, grid, rooms.0.max(rooms.1));
    let mut search = Search { units, forms, rooms, pages, known: HashMap::new() };
    let (mut order, mut best) = search.first()?;
    for (one, other) in changes(units, &order) {
        let mut changed = order.clone();
        changed.swap(one, other);
        if let Some(plan) = search.plan(&changed, best.cost) {
            (best, order) = (plan, changed);
        }
    }
    Some(best)
}

/// Places whose units may be changed about: of one rank and for the same page, not far apart, and neither bound to another.
fn changes(units: &[Unit], order: &[usize]) -> Vec<(usize, usize)> {
    let unit = |place: usize| order.get(place).and_then(|number| units.get(*number));
    let is_free = |place: &usize| {
        unit(*place).is_some_and(|unit| !unit.is_bound() && !unit.is_joined())
            && unit(place + 1).is_none_or(|unit| !unit.is_joined())
    };
    let class = |place: usize| unit(place).map(|unit| (unit.rank(), unit.page()));
    let pairs = (1..=FAREST).flat_map(|apart| (0..order.len()).map(move |one| (one, one + apart)));
    pairs
        .filter(|(one, other)| is_free(one) && is_free(other) && class(*one) == class(*other))
        .take(MOST_CHANGES)
        .collect()
}

impl Search<'_> {
    /// The make-up in the order given. Units that are wished for a later page are moved to where they come to stand on it.
    fn first(&mut self) -> Option<(Vec<usize>, Plan)> {
        let later = |number: &usize| self.units.get(*number).and_then(Unit::page).filter(|page| *page > 0);
        let (mut wished, mut order): (Vec<usize>, Vec<usize>) =
            (0..self.units.len()).partition(|number| later(number).is_some());
        wished.sort_by_key(later);
        if wished.is_empty() {
            let plan = self.plan(&order, f32::INFINITY)?;
            return Some((order, plan));
        }
        let mut found = None;
        let mut least = 0;
        for (number, unit) in wished.iter().enumerate() {
            let is_last = number + 1 == wished.len();
            let mut best: Option<(usize, Plan)> = None;
            for place in least..=order.len() {
                let mut tried = order.clone();
                tried.insert(place, *unit);
                let limit = best.as_ref().map_or(f32::INFINITY, |(_, plan)| plan.cost);
                best = self.plan(&tried, limit).map(|plan| (place, plan)).or(best);
            }
            let (place, plan) = best?;
            order.insert(place, *unit);
            least = place + 1;
            found = is_last.then_some(plan);
        }
        Some((order, found?))
    }

    /// The cheapest make-up in an order, if it costs less than `limit`.
    fn plan(&mut self, order: &[usize], limit: f32) -> Option<Plan> {
        let shelf = Shelf::new(&self.forms, order);
        let mut bands = Vec::with_capacity(order.len());
        for first in 0..order.len() {
            let held = order.get(first..order.len().min(first + IN_BAND)).unwrap_or_default();
            let band = match self.known.get(held) {
                Some(band) => Rc::clone(band),
                None => {
                    let band = Rc::new(shelf.bands_from(first));
                    self.known.insert(held.to_vec(), Rc::clone(&band));
                    band
                }
            };
            bands.push(band);
        }
        MakeUp { search: self, shelf, bands, ways: Vec::new() }.plan(limit)
    }
}

impl MakeUp<'_> {
    fn room(&self, page: usize) -> usize {
        if page == 0 { self.search.rooms.0 } else { self.search.rooms.1 }
    }

    fn index(&self, (page, row, unit): State) -> usize {
        (page * (self.search.rooms.0.max(self.search.rooms.1) + 1) + row) * (self.shelf.order.len() + 1)
            + unit
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

    /// The unit at a place of the order.
    fn unit(&self, place: usize) -> Option<&Unit> {
        self.search.units.get(*self.shelf.order.get(place)?)
    }

    /// The cheapest make-up in this order, if it costs less than `limit`.
    fn plan(mut self, limit: f32) -> Option<Plan> {
        let (count, pages) = (self.shelf.order.len(), self.search.pages);
        self.ways = vec![None; self.index((pages + 1, 0, 0))];
        self.offer((0, 0, 0), Way { cost: 0.0, band: None, from: (0, 0, 0) });
        let mut end: Option<State> = None;
        let mut limit = limit;
        for page in 0..pages {
            for row in 0..=self.room(page) {
                for unit in 0..count {
                    self.go_on((page, row, unit), limit);
                }
                let cost = self.cost_to((page, row, count)).filter(|_| row > 0);
                let cost = cost.map(|cost| cost + EMPTY * (self.room(page) - row) as f32);
                if let Some(cost) = cost.filter(|cost| *cost < limit) {
                    (limit, end) = (cost, Some((page, row, count)));
                }
            }
        }
        end.map(|state| self.read(limit, state))
    }

    /// All ways on from a state that cost less than `limit`: another band below, or the next page.
    fn go_on(&mut self, state: State, limit: f32) {
        let (page, row, unit) = state;
        let Some(cost) = self.cost_to(state).filter(|cost| *cost < limit) else { return };
        let room = self.room(page);
        if row > 0 && self.unit(unit).is_none_or(|unit| !unit.stays_with_before()) {
            let empty = EMPTY_WITHIN * (room - row) as f32;
            self.offer((page + 1, 0, unit), Way { cost: cost + empty, band: None, from: state });
        }
        let top = row + usize::from(row > 0);
        let last = self.last_for(page, unit);
        let Some(bands) = self.bands.get(unit).map(Rc::clone) else { return };
        for (number, band) in bands.iter().enumerate() {
            if top + band.height <= room && band.next <= last - unit && cost + band.cost < limit {
                let way = Way { cost: cost + band.cost, band: Some(number), from: state };
                self.offer((page, top + band.height, unit + band.next), way);
            }
        }
    }

    /// The place of the first unit from `unit` on that is wished for another page.
    fn last_for(&self, page: usize, unit: usize) -> usize {
        let end = (unit + IN_BAND).min(self.shelf.order.len());
        let is_elsewhere =
            |place: &usize| self.unit(*place).and_then(Unit::page).is_some_and(|own| own != page);
        (unit..end).find(is_elsewhere).unwrap_or(end)
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
