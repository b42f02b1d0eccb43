//! A headline in, with what stands above and below it; the rows that it takes out, and what they cost.
//!
//! What surprised us: what makes a page look empty is not the space between its stories but the space beside its headlines.

use super::copy::Story;
use super::geometry::Grid;
use super::headline::{SCANT, Setting};

/// The zone of a story's headline over some columns, and what it costs but for how high it is.
pub(super) struct Zone<'a> {
    /// The headline.
    pub(super) setting: &'a Setting,
    /// Over how many columns it stands.
    pub(super) over: usize,
    /// The rows that it takes, without any to spare.
    pub(super) rows: usize,
    grid: &'a Grid,
    /// What something stands in or near, in square points.
    covered: f64,
    cost: f32,
}

impl<'a> Zone<'a> {
    /// The zone of `setting` over so many columns.
    pub(super) fn new(story: &Story, (setting, over): (&'a Setting, usize), grid: &'a Grid) -> Self {
        let width = grid.width(over);
        let (mut height, mut covered) = (0.0, 0.0);
        for (long, high) in lines(story, setting, width) {
            height += high;
            covered += (long + 2.0 * grid.size).min(width) * high;
        }
        let rows = if height <= 0.0 { 0 } else { grid.rows_of(height + AROUND) + story.more };
        let cost = looks(story, setting, grid) + turned(story, setting, width);
        Self { setting, over, rows, grid, covered, cost }
    }

    /// What the headline costs where its zone has so many rows.
    pub(super) fn cost(&self, rows: usize) -> f32 {
        if self.setting.lines.is_empty() {
            return 0.0;
        }
        let (grid, width) = (self.grid, self.grid.width(self.over));
        // Beside a short headline stands a hole as high as its zone.
        let side = width * (1.0 - self.setting.used) / 2.0;
        let hole = if side > grid.measure * 0.9 && rows > 4 { 4.0 } else { 0.0 };
        // What nothing stands in or near, as `measure` has it; what stands above and below the zone reaches into it.
        let all = width * (grid.height(rows) - 2.0 * grid.size).max(0.0);
        let open = ((all - self.covered).max(0.0) / (grid.measure * grid.pitch)) as f32;
        self.cost + OPEN * open + hole
    }
}

/// How long the lines of a zone are, kind by kind, and how high together, in points: badge and kicker, headline, deck, by-line.
pub(super) fn lines(story: &Story, setting: &Setting, width: f64) -> impl Iterator<Item = (f64, f64)> {
    let long = |text: &Option<String>, size: f64| {
        text.as_ref().map_or(0.0, |text| text.chars().count() as f64 * size)
    };
    let count = |long: f64| count(long, width);
    let (kicker, deck) = (kicker_size(setting.size), deck_size(setting.size));
    let (above, below) = (long(&story.kicker, kicker), long(&story.deck, deck));
    let head = (story.badge.is_some() || story.kicker.is_some()).then(|| {
        let high = high(count(above).max(1.0), kicker).max(BADGE) + GAP + 0.08 * setting.size;
        (above + long(&story.badge, BADGE), high)
    });
    let main = (setting.filled * width, high(setting.lines.len() as f64, setting.size));
    let deck = story.deck.as_ref().map(|_| (below, high(count(below), deck) + GAP));
    let byline = story.byline.as_ref().map(|_| (long(&story.byline, BYLINE), BYLINE + GAP));
    [head, Some(main), deck, byline].into_iter().flatten()
}

/// How high so many lines of type of a size are, in points.
fn high(lines: f64, size: f64) -> f64 {
    (lines + (lines - 1.0).max(0.0) * LEADING) * size
}

/// How many lines a kicker or a deck of so many points takes.
fn count(long: f64, width: f64) -> f64 {
    (long / width).ceil()
}

/// What it costs that the kicker or the deck over `setting` needs a second line.
fn turned(story: &Story, setting: &Setting, width: f64) -> f32 {
    let turns = |text: &Option<String>, size: f64| {
        text.as_ref().map_or(0.0, |text| (count(text.chars().count() as f64 * size, width) - 1.0).max(0.0))
    };
    let all = turns(&story.kicker, kicker_size(setting.size)) + turns(&story.deck, deck_size(setting.size));
    TURNED * all as f32
}

/// What a headline costs by how it looks, wherever it stands.
fn looks(story: &Story, setting: &Setting, grid: &Grid) -> f32 {
    let (least, most) = story.rank.sizes(grid.columns);
    let quiet = ((most - setting.size) / (most - least).max(1.0)) as f32;
    let small = (least - setting.size).max(0.0) as f32;
    let missed = if setting.is_good { 0.0 } else { 12.0 + 8.0 * (SCANT - setting.used).max(0.0) as f32 };
    let is_broken = setting.lines.len() > 1;
    let spaced = if setting.tracking > 0.0 && is_broken { 0.5 } else { 0.0 };
    QUIET * quiet.max(0.0)
        + 4.0 * small
        + missed
        + spaced
        + STRAINED * setting.strained as f32
        + if is_broken { 0.2 } else { 0.0 }
}

/// The space between two lines of a headline's zone, in points.
pub const GAP: f64 = 3.5;
/// The line of a badge and the type of a by-line, in points.
const BADGE: f64 = 13.0;
const BYLINE: f64 = 8.0;
/// The space between two lines of one kind by the size of their type.
const LEADING: f64 = 0.18;
/// What stays open above and below the lines of a zone together, in points.
const AROUND: f64 = 5.0;

/// The size of a kicker over a headline of `size` points.
#[must_use]
pub fn kicker_size(size: f64) -> f64 {
    (size * 0.32 + 4.0).clamp(9.0, 17.0)
}

/// The size of a deck under a headline of `size` points.
#[must_use]
pub fn deck_size(size: f64) -> f64 {
    (size * 0.26 + 4.5).clamp(9.0, 15.0)
}

/// What a row of one column costs that nothing stands in, and one beside a headline: that is seen first.
const BLANK: f32 = 0.8;
const OPEN: f32 = 1.5;
/// What a headline costs that is as small as its rank allows, and one that is broken in the worst place.
const QUIET: f32 = 0.6;
const STRAINED: f32 = 10.0;
/// What a further line of a kicker or a deck costs.
const TURNED: f32 = 3.0;

/// What rows of one column cost that nothing stands in.
pub(super) fn blank(rows: usize) -> f32 {
    BLANK * rows as f32
}
