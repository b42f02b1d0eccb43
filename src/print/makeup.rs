//! Units in their order in, a place for each out: pages are divided into bands, bands into stacks, by the cheapest way
//! in which every page comes out even.
//!
//! What surprised us: no annealing is needed. The best make-up in one order takes so little time that hundreds of orders can
//! be tried, and another order is what makes a page come out even.

use std::collections::HashMap;
use std::rc::Rc;

use super::bands::{Band, Forms, IN_BAND, IN_STACK, Shelf, Stacks, divisions};
use super::copy::{Rank, Unit};
use super::foot::{self, Foot};
use super::geometry::Grid;
use super::shapes::Shape;
use super::ways::{MakeUp, NONE, Way, steps};
use super::white;
use crate::model::Week;

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
    /// What its pages cost that are too white.
    pub white: f32,
    /// What the cheapest costs: by that sizes of type are compared, whichever make-up the week has chosen.
    pub least: f32,
}

/// What a gutter costs that cuts a page in two.
const THROUGH: f32 = 6.0;

/// How many orders are tried besides the first, and how far apart units are that change places.
const MOST_CHANGES: usize = 240;
const FAREST: usize = 8;

/// How many are tried with a story across the foot: the rest of the page has been looked at already.
const FOOT_CHANGES: usize = 60;
/// How many are tried for each other way in which page one may open, and how much more the first of them may cost.
const OPENING_CHANGES: usize = 40;
const PROMISING: f32 = 10.0;
/// What a make-up may cost more than the cheapest to be nearly as good: as much as six rows of one column that stay empty.
const NEARLY: f32 = 5.0;

/// What make-ups of one issue are looked for with.
struct Search<'a> {
    units: &'a [Unit],
    forms: Forms<'a>,
    /// Rows of the first page, and of the others.
    rooms: (usize, usize),
    /// Most pages.
    pages: usize,
    /// The story across the foot of page one.
    foot: Option<Foot>,
    /// Stacks and bands by the units that they may hold, in their order.
    stacks: HashMap<Vec<usize>, Rc<Stacks>>,
    bands: HashMap<Vec<usize>, Rc<Vec<Band>>>,
    /// Room for the ways of one make-up after another.
    ways: Vec<Way>,
}

/// A make-up that was found, and the order of the units in it but for the one across the foot.
#[derive(Clone)]
struct Found {
    order: Vec<usize>,
    plan: Plan,
    /// What it costs with pages that are too white and with the gutters that run through its pages.
    cost: f32,
}

/// The make-up on at most `pages` pages, with so many rows on the first and on the others, of the issue of a week; none where
/// the units do not fit.
///
/// Units stand in the order given. Within a rank every order is as good to an editor as another, but one of them comes out
/// more even: so many are tried, each the last best one with two units changed about. The second story stands across the foot
/// of page one where that costs no more. Among make-ups that cost nearly as little as the cheapest, and differ in how page one
/// opens, the week decides: so the pages of neighbouring weeks are not all alike, and none depends on another.
#[must_use]
pub fn make_up(
    units: &[Unit],
    grid: &Grid,
    (rooms, pages): ((usize, usize), usize),
    week: Week,
) -> Option<Plan> {
    let mut search = Search::new(units, grid, (rooms, pages));
    let best = search.cheapest()?;
    let mut alike = search.nearly(&best);
    if alike.is_empty() {
        alike.push(best);
    }
    let least = alike.iter().map(|found| found.plan.cost + found.plan.white).fold(f32::INFINITY, f32::min);
    let turn = usize::try_from(week.ordinal().rem_euclid(i32::try_from(alike.len()).ok()?)).ok()?;
    Some(Plan { least, ..alike.swap_remove(turn).plan })
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

/// The columns of each stack that page one opens with.
fn opening(plan: &Plan, columns: usize) -> Vec<usize> {
    let gutters = plan.bands.first().map_or(&[][..], |band| &band.3);
    let starts = [0].into_iter().chain(gutters.iter().copied());
    let ends = gutters.iter().copied().chain([columns]);
    starts.zip(ends).map(|(start, end)| end - start).collect()
}

impl<'a> Search<'a> {
    fn new(units: &'a [Unit], grid: &'a Grid, (rooms, pages): ((usize, usize), usize)) -> Self {
        let forms = Forms::new(units, grid, rooms.0.max(rooms.1));
        let (stacks, bands) = (HashMap::new(), HashMap::new());
        Self { units, forms, rooms, pages, foot: None, stacks, bands, ways: Vec::new() }
    }

    /// A make-up with what it costs: what its bands do, and what is seen only of whole pages.
    fn found(&self, order: Vec<usize>, mut plan: Plan) -> Found {
        plan.white = white::cost(&plan, (self.units, self.forms.grid), self.rooms);
        let cost = plan.cost + cut_through(&plan) + plan.white;
        Found { order, plan, cost }
    }

    /// The cheapest make-up of those that are tried.
    fn cheapest(&mut self) -> Option<Found> {
        let (units, grid, room) = (self.units, self.forms.grid, self.rooms.0);
        let foot = |unit, rank| Foot::new(units, (unit, rank), (grid, room));
        if let Some(unit) = foot::wished(units) {
            // What would be louder than the story that leads is no louder than others of its rank.
            return [Rank::Foot, Rank::Major].into_iter().find_map(|rank| {
                self.foot = Some(foot(unit, rank)?);
                self.plain()
            });
        }
        let best = self.plain()?;
        self.foot = foot::second(units).and_then(|unit| foot(unit, Rank::Foot));
        let found = self.with_foot(&best);
        if found.is_none() {
            self.foot = None;
        }
        found.or(Some(best))
    }

    /// The cheapest with what is wished across the foot, and with nothing there unasked.
    fn plain(&mut self) -> Option<Found> {
        let first = self.first()?;
        Some(self.changed(first, (MOST_CHANGES, None)))
    }

    /// The make-up with the story across the foot of page one, if it costs no more than `best`.
    fn with_foot(&mut self, best: &Found) -> Option<Found> {
        let unit = self.foot.as_ref()?.unit;
        let order: Vec<usize> = best.order.iter().copied().filter(|other| *other != unit).collect();
        let tried = self.plan(&order, (best.cost, None)).map(|plan| self.found(order.clone(), plan));
        let tried = tried.filter(|tried| tried.cost <= best.cost && tried.plan.pages <= best.plan.pages);
        let is_found = tried.is_some();
        let found = self.changed(tried.unwrap_or(Found { order, ..best.clone() }), (FOOT_CHANGES, None));
        (is_found || found.cost < best.cost).then_some(found)
    }

    /// The cheapest of a make-up and those, so many at most, in which units of one rank have changed places; all open as is
    /// asked.
    fn changed(&mut self, mut best: Found, (most, opening): (usize, Option<&[usize]>)) -> Found {
        let mut tries = most;
        // What did not help at first may behind what did: a small issue is gone through until nothing helps.
        loop {
            let before = best.cost;
            for (one, other) in changes(self.units, &best.order).into_iter().take(tries) {
                tries -= 1;
                let mut order = best.order.clone();
                order.swap(one, other);
                let Some(plan) = self.plan(&order, (best.cost, opening)) else { continue };
                // How white its pages are need not be known of one that costs more without.
                if plan.pages > best.plan.pages || plan.cost + cut_through(&plan) >= best.cost {
                    continue;
                }
                let found = self.found(order, plan);
                if found.cost < best.cost {
                    best = found;
                }
            }
            if tries == 0 || best.cost >= before {
                break;
            }
        }
        best
    }

    /// The cheapest make-up for every way in which page one opens, in their order, but for those that cost much more than
    /// the cheapest of all.
    fn nearly(&mut self, best: &Found) -> Vec<Found> {
        let columns = self.forms.grid.columns;
        let (own, most) = (opening(&best.plan, columns), best.cost + PROMISING);
        let mut all = Vec::new();
        for widths in divisions(columns) {
            if widths == own {
                all.push(best.clone());
                continue;
            }
            let Some(plan) = self.plan(&best.order, (most, Some(&widths))) else { continue };
            let found = self.found(best.order.clone(), plan);
            all.push(self.changed(found, (OPENING_CHANGES, Some(&widths))));
        }
        all.retain(|found| found.plan.pages <= best.plan.pages);
        let least = all.iter().map(|found| found.cost).fold(f32::INFINITY, f32::min);
        all.retain(|found| found.cost <= least + NEARLY);
        all
    }

    /// The make-up in the order given. Units that are wished for a later page are moved to where they come to stand on it, but
    /// never between two of which one comes right behind the other.
    fn first(&mut self) -> Option<Found> {
        let foot = self.foot.as_ref().map(|foot| foot.unit);
        let later = |number: &usize| self.units.get(*number).and_then(Unit::page).filter(|page| *page > 0);
        let (mut wished, mut order): (Vec<usize>, Vec<usize>) = (0..self.units.len())
            .filter(|unit| Some(*unit) != foot)
            .partition(|number| later(number).is_some());
        wished.sort_by_key(later);
        if wished.is_empty() {
            let plan = self.plan(&order, (f32::INFINITY, None))?;
            return Some(self.found(order, plan));
        }
        let mut found = None;
        let mut least = 0;
        for (number, unit) in wished.iter().enumerate() {
            let is_last = number + 1 == wished.len();
            let mut best: Option<(usize, Plan)> = None;
            let joins = |place: usize| {
                order.get(place).and_then(|next| self.units.get(*next)).is_some_and(Unit::is_joined)
            };
            let last = if self.units.get(*unit).is_some_and(Unit::is_joined) { least } else { order.len() };
            let places: Vec<usize> = (least..=last).filter(|place| !joins(*place)).collect();
            for place in places {
                let mut tried = order.clone();
                tried.insert(place, *unit);
                let limit = best.as_ref().map_or(f32::INFINITY, |(_, plan)| plan.cost);
                best = self.plan(&tried, (limit, None)).map(|plan| (place, plan)).or(best);
            }
            let (place, plan) = best?;
            order.insert(place, *unit);
            least = place + 1;
            found = is_last.then_some(plan);
        }
        Some(self.found(order, found?))
    }

    /// The cheapest make-up in an order, if it costs less than `limit`, of those that open page one with stacks of some widths.
    fn plan(&mut self, order: &[usize], (limit, opening): (f32, Option<&[usize]>)) -> Option<Plan> {
        let forms = &self.forms;
        let held =
            |first: usize, most: usize| order.get(first..order.len().min(first + most)).unwrap_or_default();
        let places = 0..order.len();
        let stacks = places
            .clone()
            .map(|first| known(&mut self.stacks, held(first, IN_STACK), |held| forms.stacks(held)));
        let shelf = Shelf { forms, order, stacks: stacks.collect() };
        let bands = places
            .map(|first| known(&mut self.bands, held(first, IN_BAND), |_| shelf.bands_from(first, None)));
        let mut bands: Vec<Rc<Vec<Band>>> = bands.collect();
        // Only the first band of page one begins with the first unit.
        if let Some((slot, widths)) = bands.first_mut().zip(opening) {
            *slot = Rc::new(shelf.bands_from(0, Some(widths)));
        }
        let steps = steps(&bands);
        let (rooms, pages, foot) = (self.rooms, self.pages, self.foot.as_ref());
        self.ways.clear();
        self.ways.resize((pages + 1) * (rooms.0.max(rooms.1) + 1) * (order.len() + 1), NONE);
        let ways = &mut self.ways;
        let plan = MakeUp { units: self.units, rooms, pages, shelf, bands, steps, foot, ways }.plan(limit)?;
        foot.is_none_or(|foot| foot.is_quieter(&plan)).then_some(plan)
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

#[cfg(test)]
mod tests;
