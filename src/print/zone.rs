//! A headline in, with what stands above and below it; the rows that it takes out, and what they cost.
//!
//! What surprised us: what makes a page look empty is not the space between its stories but the space beside its headlines.

use super::copy::Story;
use super::geometry::Grid;
use super::headline::{SCANT, Setting};

/// The zone of a story's headline.
pub(super) struct Zone<'a> {
    pub(super) story: &'a Story,
    pub(super) grid: &'a Grid,
}

impl Zone<'_> {
    /// How long each kind of line in the zone is, and how high they are together, in points: badge and kicker, headline,
    /// deck, by-line.
    fn lines(&self, setting: &Setting, width: f64) -> Vec<(f64, f64)> {
        let story = self.story;
        let long = |text: &Option<String>, size: f64| {
            text.as_ref().map_or(0.0, |text| text.chars().count() as f64 * size)
        };
        let count = |long: f64| (long / width).ceil();
        let (kicker, deck) = (kicker_size(setting.size), deck_size(setting.size));
        let mut lines = Vec::with_capacity(4);
        if story.badge.is_some() || story.kicker.is_some() {
            let above = long(&story.kicker, kicker);
            let height = count(above).max(1.0) * kicker.max(BADGE) * LEADING + GAP + 0.08 * setting.size;
            lines.push((above + long(&story.badge, BADGE), height));
        }
        lines.push((setting.filled * width, setting.lines.len() as f64 * setting.size * LEADING));
        if story.deck.is_some() {
            let below = long(&story.deck, deck);
            lines.push((below, count(below) * (deck * LEADING + GAP)));
        }
        if story.byline.is_some() {
            lines.push((long(&story.byline, BYLINE), BYLINE + GAP));
        }
        lines
    }

    /// The rows of the zone over so many columns, without any to spare.
    pub(super) fn rows(&self, setting: &Setting, over: usize) -> usize {
        let height: f64 = self.lines(setting, self.grid.width(over)).iter().map(|(_, height)| height).sum();
        if height <= 0.0 { 0 } else { self.grid.rows_of(height + 5.0) + self.story.more }
    }

    /// Rows of one column in the zone that nothing stands in or near, as [`measure`](super::measure) has it.
    fn beside(&self, setting: &Setting, (over, rows): (usize, usize)) -> f32 {
        let (grid, width) = (self.grid, self.grid.width(over));
        let near = |(long, height): (f64, f64)| (long + 2.0 * grid.size).min(width) * height;
        let covered: f64 = self.lines(setting, width).into_iter().map(near).sum();
        // What stands above and below the zone reaches into it.
        let all = width * (grid.height(rows) - 2.0 * grid.size).max(0.0);
        ((all - covered).max(0.0) / (grid.measure * grid.pitch)) as f32
    }

    /// What a headline costs in a zone of so many rows.
    pub(super) fn cost(&self, setting: &Setting, (over, rows): (usize, usize)) -> f32 {
        if setting.lines.is_empty() {
            return 0.0;
        }
        let (least, most) = self.story.rank.sizes(self.grid.columns);
        let quiet = ((most - setting.size) / (most - least).max(1.0)) as f32;
        let small = (least - setting.size).max(0.0) as f32;
        let missed = if setting.is_good { 0.0 } else { 12.0 + 8.0 * (SCANT - setting.used).max(0.0) as f32 };
        let is_broken = setting.lines.len() > 1;
        let spaced = if setting.tracking > 0.0 && is_broken { 0.5 } else { 0.0 };
        // Beside a short headline stands a hole as high as its zone.
        let side = self.grid.width(over) * (1.0 - setting.used) / 2.0;
        let hole = if side > self.grid.measure * 0.9 && rows > 4 { 4.0 } else { 0.0 };
        let broken = if is_broken { 0.2 } else { 0.0 };
        let open = OPEN * self.beside(setting, (over, rows));
        0.6 * quiet.max(0.0) + 4.0 * small + missed + spaced + open + hole + broken
    }
}

/// The space between two lines of a headline's zone, in points.
pub const GAP: f64 = 3.5;
/// The line of a badge and the type of a by-line, in points.
const BADGE: f64 = 13.0;
const BYLINE: f64 = 8.0;
/// The height of a line by the size of its type.
const LEADING: f64 = 1.18;

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
const BLANK: f32 = 0.3;
const OPEN: f32 = 0.55;

/// What rows of one column cost that nothing stands in.
pub(super) fn blank(rows: usize) -> f32 {
    BLANK * rows as f32
}
