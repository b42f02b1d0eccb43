//! Make-ups of generated weeks: which story stands across the foot of page one, and how page one opens.

use std::path::Path;

use super::{Found, NEARLY, Plan, Search, make_up, opening};
use crate::model::Week;
use crate::model::settings::PrintSettings;
use crate::print::copy::{Rank, Story, Unit};
use crate::print::fonts::Fonts;
use crate::print::geometry::Grid;
use crate::print::headline::Headline;
use crate::print::picture::Photograph;
use crate::print::rows::Row;
use crate::print::shapes::Shape;
use crate::print::strip::Strip;
use crate::print::widths::Widths;
use crate::read::Sources;

/// What weeks are made of.
struct Press {
    grid: Grid,
    widths: Widths,
}

/// Dice that fall the same for a seed.
struct Dice(u64);

impl Dice {
    fn between(&mut self, least: usize, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        least + usize::try_from(self.0 >> 33).unwrap() % (most - least + 1)
    }
}

impl Press {
    fn new() -> Self {
        let settings = PrintSettings::default();
        let fonts = Fonts::load(&Sources::scan(Path::new("/nowhere")).0, &settings).0;
        Self { grid: Grid::new(&settings, 9.0), widths: Widths::new(&fonts) }
    }

    /// Rows of the first page and of the others, and the most pages.
    fn rooms(&self) -> ((usize, usize), usize) {
        ((self.grid.rows - 13, self.grid.rows - 3), 4)
    }

    fn story(&self, number: usize, rank: Rank, (characters, rows, shot): (usize, usize, usize)) -> Unit {
        let line = "社区居民议事会商定停车新办法街坊邻里齐动手清理楼道";
        let title: String = line.chars().cycle().skip(number).take(characters).collect();
        let mut story = Story::plain(&format!("s{number}"), rank);
        story.headline = Headline::new(&title, (None, &[]), &self.widths);
        story.rows = vec![Row::default(); rows];
        let pixels = [(1600.0, 1067.0), (1067.0, 1600.0)].get(shot).copied();
        let photos: Vec<Photograph> = pixels.into_iter().map(photograph).collect();
        story.photos = Strip::all(&photos, &self.grid);
        Unit::Story(Box::new(story))
    }

    /// The news of a week: one that leads, two or three strong ones, and others, so many that they fill about a page.
    fn week(&self, week: usize) -> Vec<Unit> {
        let mut dice = Dice(week as u64 * 7919 + 3);
        let strong = dice.between(2, 3);
        let room = self.rooms().0.0 * self.grid.columns * dice.between(88, 100) / 100;
        let (mut units, mut taken) = (Vec::new(), 0);
        for number in 0.. {
            let rank = match number {
                0 => Rank::Lead,
                _ if number <= strong => Rank::Major,
                _ if number < 6 => Rank::Normal,
                _ => Rank::Minor,
            };
            let (least, most) = match rank {
                Rank::Lead => (40, 70),
                Rank::Major => (24, 40),
                _ => (8, 24),
            };
            let (characters, rows) = (dice.between(9, 16), dice.between(least, most));
            let shot = if rank >= Rank::Major { dice.between(0, 2) } else { dice.between(0, 5) };
            // About what headline and photograph take.
            taken += rows + 6 + if shot < 2 { 12 } else { 0 } + if rank >= Rank::Major { 12 } else { 0 };
            if taken > room {
                return units;
            }
            units.push(self.story(number, rank, (characters, rows, shot)));
        }
        units
    }

    fn search<'a>(&'a self, units: &'a [Unit]) -> Search<'a> {
        Search::new(units, &self.grid, self.rooms())
    }

    fn cheapest(&self, units: &[Unit]) -> Found {
        self.search(units).cheapest().unwrap()
    }
}

fn photograph(pixels: (f64, f64)) -> Photograph {
    Photograph {
        sizes: Vec::new(),
        pixels,
        focus: (0.5, 0.4),
        crop: None,
        caption: "图为现场".to_owned(),
        credit: None,
        alt: String::new(),
        line: 120.0,
    }
}

/// The week of this number.
fn name(number: usize) -> Week {
    Week::of(Week::parse("2024-W01").unwrap().monday() + jiff::Span::new().weeks(number as i64))
}

/// The story that closes page one over all columns, and the size of its headline.
fn at_foot(plan: &Plan, columns: usize) -> Option<(usize, f64)> {
    let last = plan.placed.iter().filter(|placed| placed.page == 0).max_by_key(|placed| placed.rows.0)?;
    (last.columns == (0, columns)).then(|| (last.unit, size(plan, last.unit)))
}

fn size(plan: &Plan, unit: usize) -> f64 {
    let placed = plan.placed.iter().find(|placed| placed.unit == unit).unwrap();
    match &placed.shape {
        Shape::Story(shape) => shape.headline.size,
        Shape::Rail { .. } => 0.0,
    }
}

/// Weeks that are looked at.
const WEEKS: usize = 40;

#[test]
fn the_second_story_stands_across_the_foot_where_that_costs_no_more() {
    let press = Press::new();
    let mut at_the_foot = 0;
    for number in 0..WEEKS {
        let units = press.week(number);
        let plain = press.search(&units).plain().unwrap();
        let found = press.cheapest(&units);
        assert!(found.cost <= plain.cost, "week {number}: {} after {}", found.cost, plain.cost);
        if found.order.len() == units.len() {
            assert_eq!(found.plan.placed.len(), plain.plan.placed.len());
            continue;
        }
        at_the_foot += 1;
        let plan = &found.plan;
        let (unit, own) = at_foot(plan, press.grid.columns).unwrap();
        assert_eq!(unit, 1, "week {number}");
        let on_page = || plan.placed.iter().filter(|placed| placed.page == 0);
        assert!(on_page().count() > 2, "week {number}");
        assert!(own + 2.0 <= size(plan, 0), "week {number}: {own} under {}", size(plan, 0));
        let others = on_page().map(|placed| placed.unit).filter(|unit| *unit > 1);
        assert!(others.into_iter().all(|unit| size(plan, unit) < own), "week {number}");
        let mut all: Vec<usize> = plan.placed.iter().map(|placed| placed.unit).collect();
        all.sort_unstable();
        assert_eq!(all, (0..units.len()).collect::<Vec<_>>(), "week {number}");
        // What stands above it ends above it.
        let top = on_page().find(|placed| placed.unit == 1).unwrap().rows.0;
        let ends = on_page().filter(|placed| placed.unit != 1).map(|placed| placed.rows.0 + placed.rows.1);
        assert_eq!(ends.max().unwrap() + 1, top, "week {number}");
    }
    eprintln!("{at_the_foot} of {WEEKS} with a story across the foot");
    assert!(at_the_foot > 0 && at_the_foot < WEEKS, "{at_the_foot} of {WEEKS}");
}

#[test]
fn a_story_that_is_wished_across_the_foot_stands_there_or_nothing_does() {
    let press = Press::new();
    let wish = |unit: usize, page: Option<usize>| {
        let mut units = press.week(3);
        if let Unit::Story(story) = &mut units[unit] {
            (story.wish.is_at_foot, story.wish.page, story.rank) = (true, page, story.rank.max(Rank::Major));
        }
        make_up(&units, &press.grid, press.rooms(), name(3))
    };
    for unit in [1, 2, 3] {
        let plan = wish(unit, None).unwrap();
        assert_eq!(at_foot(&plan, press.grid.columns).map(|(unit, _)| unit), Some(unit));
    }
    assert!(wish(1, Some(1)).is_none(), "a wish for another page was not seen");
    assert!(wish(0, None).is_none(), "the story that leads cannot be the second");
}

#[test]
fn pages_of_neighbouring_weeks_open_alike_less_often_for_a_bounded_cost() {
    let press = Press::new();
    let columns = press.grid.columns;
    let (mut cheapest, mut chosen) = (Vec::new(), Vec::new());
    for number in 0..WEEKS {
        let units = press.week(number);
        let mut search = press.search(&units);
        let best = search.cheapest().unwrap();
        let all = search.nearly(&best).into_iter().chain([best]);
        let least = all.min_by(|one, other| one.cost.total_cmp(&other.cost)).unwrap();
        let plan = make_up(&units, &press.grid, press.rooms(), name(number)).unwrap();
        let cost = search.found(Vec::new(), plan.clone()).cost;
        assert!(cost <= least.cost + NEARLY + 0.001, "week {number}: {cost} after {}", least.cost);
        assert!(plan.pages <= least.plan.pages && plan.least <= plan.cost + plan.white);
        cheapest.push(opening(&least.plan, columns));
        chosen.push(opening(&plan, columns));
    }
    let alike = |all: &[Vec<usize>]| all.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let (before, after) = (alike(&cheapest), alike(&chosen));
    eprintln!("{before} of {} neighbours open alike, {after} where the week decides", WEEKS - 1);
    assert!(before >= 8 && after * 3 <= before * 2, "{before} neighbours open alike, then {after}");
}

#[test]
fn a_week_opens_as_it_does_whatever_else_is_printed() {
    let press = Press::new();
    let is_open = |units: &Vec<Unit>| {
        let mut search = press.search(units);
        let best = search.cheapest().unwrap();
        search.nearly(&best).len() > 1
    };
    let units = (0..WEEKS).map(|number| press.week(number)).find(is_open).unwrap();
    let of = |week: usize| {
        let plan = make_up(&units, &press.grid, press.rooms(), name(week)).unwrap();
        plan.placed.iter().map(|placed| (placed.unit, placed.columns, placed.rows)).collect::<Vec<_>>()
    };
    assert_eq!(of(7), of(7));
    assert_ne!(of(0), of(1), "the week decides nothing");
}
