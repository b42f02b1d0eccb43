//! Units in their order in, a place for each out: pages are divided into bands, bands into stacks, by the cheapest way
//! in which every page comes out even.
//!
//! What surprised us: no annealing is needed. Bands take stories in order, so the best make-up of a page's rest depends on
//! nothing but which story comes next and in which row: a table of some thousand numbers, filled in milliseconds. That
//! leaves time to try hundreds of orders, and another order is what makes a page come out even.

use std::collections::HashMap;
use std::rc::Rc;

use super::bands::{Band, Forms, IN_BAND, IN_STACK, Shelf, Stacks};
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

/// What a gutter costs that cuts a page in two.
const THROUGH: f32 = 3.0;

/// How many orders are tried besides the first, and how far apart units are that change places.
const MOST_CHANGES: usize = 240;
const FAREST: usize = 8;

/// A page, a row of it, and the unit that comes next.
type State = (usize, usize, usize);

/// The cheapest way to a state: the number of the band that it ends with, if with one, and the state before.
#[derive(Clone, Copy)]
struct Way {
    cost: f32,
    band: Option<u32>,
    from: (u32, u32, u32),
}

/// No way is known.
const NONE: Way = Way { cost: f32::INFINITY, band: None, from: (0, 0, 0) };

/// What make-ups of one issue are looked for with.
struct Search<'a> {
    units: &'a [Unit],
    forms: Forms<'a>,
    /// Rows of the first page, and of the others.
    rooms: (usize, usize),
    /// Most pages.
    pages: usize,
    /// Stacks and bands by the units that they may hold, in their order.
    stacks: HashMap<Vec<usize>, Rc<Stacks>>,
    bands: HashMap<Vec<usize>, Rc<Vec<Band>>>,
    /// Room for the ways of one make-up after another.
    ways: Vec<Way>,
}

/// A band that may come next, with the least that it and all behind it cost.
struct Step {
    least: f32,
    band: u32,
    cost: f32,
    height: usize,
    next: usize,
}

/// A make-up that is looked for, in one order of the units.
struct MakeUp<'s> {
    units: &'s [Unit],
    rooms: (usize, usize),
    pages: usize,
    shelf: Shelf<'s>,
    /// By the unit that they begin with.
    bands: Vec<Rc<Vec<Band>>>,
    /// The same, the cheapest first.
    steps: Vec<Vec<Step>>,
    /// By state.
    ways: &'s mut [Way],
}

/// The cheapest make-up on at most `pages` pages, with so many rows on the first and on the others; none where the units
/// do not fit.
///
/// Units stand in the order given. Within a rank every order is as good to an editor as another, but one of them comes out
/// more even: so many are tried, each the last best one with two units changed about.
#[must_use]
pub fn make_up(units: &[Unit], grid: &Grid, (rooms, pages): ((usize, usize), usize)) -> Option<Plan> {
    let forms = Forms::new(units, grid, rooms.0.max(rooms.1));
    let (stacks, bands) = (HashMap::new(), HashMap::new());
    let mut search = Search { units, forms, rooms, pages, stacks, bands, ways: Vec::new() };
    let (mut order, mut best) = search.first()?;
    let mut least = best.cost + cut_through(&best);
    for (one, other) in changes(units, &order) {
        let mut changed = order.clone();
        changed.swap(one, other);
        let Some(plan) = search.plan(&changed, least) else { continue };
        let cost = plan.cost + cut_through(&plan);
        if cost < least && plan.pages <= best.pages {
            (least, best, order) = (cost, plan, changed);
        }
    }
    Some(best)
}

/// What gutters cost that run from the head of a page to its foot: it falls apart in two.
fn cut_through(plan: &Plan) -> f32 {
    let of_page = |page| plan.bands.iter().filter(move |band| band.0 == page).map(|band| &band.3);
    let through = |page| {
        let first = of_page(page).next().map_or(&[][..], Vec::as_slice);
        first.iter().filter(|gutter| of_page(page).all(|gutters| gutters.contains(gutter))).count()
    };
    (0..plan.pages).map(through).sum::<usize>() as f32 * THROUGH
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
        let forms = &self.forms;
        let held =
            |first: usize, most: usize| order.get(first..order.len().min(first + most)).unwrap_or_default();
        let places = 0..order.len();
        let stacks = places
            .clone()
            .map(|first| known(&mut self.stacks, held(first, IN_STACK), |held| forms.stacks(held)));
        let shelf = Shelf { forms, order, stacks: stacks.collect() };
        let bands =
            places.map(|first| known(&mut self.bands, held(first, IN_BAND), |_| shelf.bands_from(first)));
        let bands: Vec<Rc<Vec<Band>>> = bands.collect();
        let steps = steps(&bands);
        let (rooms, pages) = (self.rooms, self.pages);
        self.ways.clear();
        self.ways.resize((pages + 1) * (rooms.0.max(rooms.1) + 1) * (order.len() + 1), NONE);
        MakeUp { units: self.units, rooms, pages, shelf, bands, steps, ways: &mut self.ways }.plan(limit)
    }
}

/// What is known of these units, or is made out now.
fn known<T>(all: &mut HashMap<Vec<usize>, Rc<T>>, held: &[usize], make: impl FnOnce(&[usize]) -> T) -> Rc<T> {
    if let Some(known) = all.get(held) {
        return Rc::clone(known);
    }
    let made = Rc::new(make(held));
    all.insert(held.to_vec(), Rc::clone(&made));
    made
}

/// The bands that begin with each unit, by what they and all behind them cost at the least: as if pages had no end.
fn steps(bands: &[Rc<Vec<Band>>]) -> Vec<Vec<Step>> {
    let mut least = vec![0.0; bands.len() + 1];
    let mut all = Vec::with_capacity(bands.len());
    for (unit, bands) in bands.iter().enumerate().rev() {
        let step = |(band, Band { next, height, cost, .. }): (u32, &Band)| {
            let behind: f32 = least.get(unit + next).copied().unwrap_or_default();
            Step { least: cost + behind, band, cost: *cost, height: *height, next: *next }
        };
        let mut steps: Vec<Step> = (0..).zip(bands.iter()).map(step).collect();
        steps.sort_by(|one, other| one.least.total_cmp(&other.least));
        if let (Some(slot), Some(first)) = (least.get_mut(unit), steps.first()) {
            *slot = first.least;
        }
        all.push(steps);
    }
    all.reverse();
    all
}

impl MakeUp<'_> {
    fn room(&self, page: usize) -> usize {
        if page == 0 { self.rooms.0 } else { self.rooms.1 }
    }

    fn index(&self, (page, row, unit): State) -> usize {
        (page * (self.rooms.0.max(self.rooms.1) + 1) + row) * (self.shelf.order.len() + 1) + unit
    }

    fn way(&self, state: State) -> Way {
        self.ways.get(self.index(state)).copied().unwrap_or(NONE)
    }

    fn offer(&mut self, (page, row, unit): State, (cost, band, from): (f32, Option<u32>, State)) {
        let index = self.index((page, row, unit));
        if let Some(slot) = self.ways.get_mut(index).filter(|known| cost < known.cost) {
            *slot = Way { cost, band, from: (from.0 as u32, from.1 as u32, from.2 as u32) };
        }
    }

    /// The unit at a place of the order.
    fn unit(&self, place: usize) -> Option<&Unit> {
        self.units.get(*self.shelf.order.get(place)?)
    }

    /// The cheapest make-up in this order, if it costs less than `limit`.
    fn plan(mut self, limit: f32) -> Option<Plan> {
        let count = self.shelf.order.len();
        self.offer((0, 0, 0), (0.0, None, (0, 0, 0)));
        let mut end: Option<State> = None;
        let mut limit = limit;
        for page in 0..self.pages {
            for row in 0..=self.room(page) {
                for unit in 0..count {
                    self.go_on((page, row, unit), limit);
                }
                let cost = self.way((page, row, count)).cost + EMPTY * (self.room(page) - row) as f32;
                if row > 0 && cost < limit {
                    (limit, end) = (cost, Some((page, row, count)));
                }
            }
        }
        end.map(|state| self.read(limit, state))
    }

    /// All ways on from a state that can cost less than `limit` in the end: another band below, or the next page.
    fn go_on(&mut self, state: State, limit: f32) {
        let (page, row, unit) = state;
        let cost = self.way(state).cost;
        if cost >= limit {
            return;
        }
        let room = self.room(page);
        if row > 0 && self.unit(unit).is_none_or(|unit| !unit.stays_with_before()) {
            let empty = EMPTY_WITHIN * (room - row) as f32;
            self.offer((page + 1, 0, unit), (cost + empty, None, state));
        }
        let top = row + usize::from(row > 0);
        let most = self.last_for(page, unit) - unit;
        let steps = self.steps.get_mut(unit).map(std::mem::take).unwrap_or_default();
        for step in steps.iter().take_while(|step| cost + step.least < limit) {
            if top + step.height <= room && step.next <= most {
                let below = (page, top + step.height, unit + step.next);
                self.offer(below, (cost + step.cost, Some(step.band), state));
            }
        }
        if let Some(slot) = self.steps.get_mut(unit) {
            *slot = steps;
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
        while state != (0, 0, 0) {
            let Way { band, from, .. } = self.way(state);
            let from = (from.0 as usize, from.1 as usize, from.2 as usize);
            if let Some(band) = band.and_then(|number| self.bands.get(from.2)?.get(number as usize)) {
                self.place(&mut plan, band, (state.0, state.1 - band.height, from.2));
            }
            state = from;
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
