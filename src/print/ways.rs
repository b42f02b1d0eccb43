//! Units in one order in, the cheapest way through all pages out: band below band, page behind page.
//!
//! What surprised us: bands take stories in order, so the best make-up of a page's rest depends on nothing but which story
//! comes next and in which row: a table of some thousand numbers, filled in milliseconds.

use std::rc::Rc;

use super::bands::{Band, IN_BAND, Shelf};
use super::copy::Unit;
use super::foot::Foot;
use super::makeup::{Placed, Plan};

/// What an empty row costs at the end of the last page, which can be closed up, and of any other.
pub(super) const EMPTY: f32 = 1.5;
pub(super) const EMPTY_WITHIN: f32 = 4.0;

/// A page, a row of it, and the unit that comes next.
pub(super) type State = (usize, usize, usize);

/// The cheapest way to a state: the number of the band that it ends with, if with one, and the state before.
#[derive(Clone, Copy)]
pub(super) struct Way {
    cost: f32,
    band: Option<u32>,
    from: (u32, u32, u32),
}

/// No way is known.
pub(super) const NONE: Way = Way { cost: f32::INFINITY, band: None, from: (0, 0, 0) };

/// A band that may come next, with the least that it and all behind it cost.
pub(super) struct Step {
    least: f32,
    band: u32,
    cost: f32,
    height: usize,
    next: usize,
}

/// A make-up that is looked for, in one order of the units.
pub(super) struct MakeUp<'s> {
    pub(super) units: &'s [Unit],
    pub(super) rooms: (usize, usize),
    pub(super) pages: usize,
    pub(super) shelf: Shelf<'s>,
    /// By the unit that they begin with.
    pub(super) bands: Vec<Rc<Vec<Band>>>,
    /// The same, the cheapest first.
    pub(super) steps: Vec<Vec<Step>>,
    /// The story across the foot of page one.
    pub(super) foot: Option<&'s Foot>,
    /// By state.
    pub(super) ways: &'s mut [Way],
}

/// The bands that begin with each unit, by what they and all behind them cost at the least: as if pages had no end.
pub(super) fn steps(bands: &[Rc<Vec<Band>>]) -> Vec<Vec<Step>> {
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

    /// What it costs to end a page in a state, and the rows that the story at its foot takes, with the one above it.
    fn end(&self, (page, row, unit): State, is_last: bool) -> (f32, usize) {
        if let Some(foot) = self.foot.filter(|_| page == 0) {
            let end = foot.end((row, unit), is_last);
            return end.map_or((f32::INFINITY, 0), |(cost, height)| (cost, height + 1));
        }
        let empty = if is_last { EMPTY } else { EMPTY_WITHIN };
        (empty * (self.room(page) - row) as f32, 0)
    }

    /// The unit at a place of the order.
    fn unit(&self, place: usize) -> Option<&Unit> {
        self.units.get(*self.shelf.order.get(place)?)
    }

    /// The cheapest make-up in this order, if it costs less than `limit`.
    pub(super) fn plan(mut self, limit: f32) -> Option<Plan> {
        let count = self.shelf.order.len();
        self.offer((0, 0, 0), (0.0, None, (0, 0, 0)));
        let mut end: Option<State> = None;
        let mut limit = limit;
        for page in 0..self.pages {
            for row in 0..=self.room(page) {
                for unit in 0..count {
                    self.go_on((page, row, unit), limit);
                }
                let state = (page, row, count);
                let cost = self.way(state).cost + self.end(state, true).0;
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
            let end = self.end(state, false).0;
            self.offer((page + 1, 0, unit), (cost + end, None, state));
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
        let empty = self.room(state.0) - state.1 - self.end(state, true).1;
        let mut plan = Plan { pages: state.0 + 1, empty, cost, ..Plan::default() };
        let mut first = (state, true);
        while state != (0, 0, 0) {
            let Way { band, from, .. } = self.way(state);
            let from = (from.0 as usize, from.1 as usize, from.2 as usize);
            if let Some(band) = band.and_then(|number| self.bands.get(from.2)?.get(number as usize)) {
                self.place(&mut plan, band, (state.0, state.1 - band.height, from.2));
            }
            if from.0 < state.0 {
                first = (from, false);
            }
            state = from;
        }
        plan.placed.sort_by_key(|placed| placed.unit);
        for placed in &mut plan.placed {
            placed.unit = self.shelf.order.get(placed.unit).copied().unwrap_or(placed.unit);
        }
        let (state, is_last) = first;
        if let Some((foot, (_, height))) =
            self.foot.zip(self.foot.and_then(|foot| foot.end((state.1, state.2), is_last)))
        {
            foot.place(&mut plan, (state.1, height));
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
