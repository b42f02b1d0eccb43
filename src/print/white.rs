//! A make-up in, how much of each of its pages stays white out, before anything is set.
//!
//! What surprised us: half of the white on a page is no make-up's doing. The ends of paragraphs, the cells of a table and
//! the items of a list bring it along, so what a page may have besides depends on what stands on it.

use typst::layout::{FrameItem, Point};

use super::boxes;
use super::copy::{Brief, Story, Unit};
use super::geometry::Grid;
use super::makeup::{Placed, Plan};
use super::rows::{Row, flow, length, spaced, spread};
use super::rules::rules;
use super::shapes::{Shape, StoryShape};
use super::zone;

/// The part of a page that may stay white, as it is reckoned here: its picture shows some two parts of a hundred more. And
/// what each row of one column costs beyond that.
const WHITE: f64 = 0.055;
const TOO_WHITE: f64 = 4.0;
/// What stays white beyond this part of a page is want of copy: no other make-up helps.
const CLOSED: f64 = 0.1;

/// Parts of a character, and of a row, that are looked at.
const ACROSS: f64 = 2.0;
const DOWN: f64 = 4.0;

/// What pages cost that are too white, with so many rows on the first and on the others.
pub(super) fn cost(plan: &Plan, (units, grid): (&[Unit], &Grid), rooms: (usize, usize)) -> f32 {
    let too_white = |page: usize| {
        let room = if page == 0 { rooms.0 } else { rooms.1 };
        let closed = if page + 1 == plan.pages { plan.empty.min(room) } else { 0 };
        let set = room - closed;
        let white = share(plan, page, (units, grid, set)) * set as f64;
        let most = CLOSED * room as f64;
        ((white + closed as f64).min(most) - WHITE * room as f64).max(0.0) * grid.columns as f64
    };
    ((0..plan.pages).map(too_white).sum::<f64>() * TOO_WHITE) as f32
}

/// The part of so many rows of a page that nothing stands in or within one em of, as `measure` has it of its picture.
pub(super) fn share(plan: &Plan, page: usize, (units, grid, room): (&[Unit], &Grid, usize)) -> f64 {
    let mut field = Field::new(grid, room);
    for placed in plan.placed.iter().filter(|placed| placed.page == page) {
        match (units.get(placed.unit), &placed.shape) {
            (Some(Unit::Story(story)), Shape::Story(shape)) => field.story(placed, (story, shape)),
            (Some(Unit::Rail { briefs, .. }), Shape::Rail { head, .. }) => {
                field.rail(placed, (briefs, *head));
            }
            _ => {}
        }
    }
    for ((x, y), (wide, high)) in rules(plan, page, (units, grid)) {
        field.mark((x, y), (wide, high));
    }
    field.white()
}

/// The rows that units stand in, in small parts: in which of them something stands, a bit each. Behind the parts of every
/// line are as many bits to spare as what is grown over its ends may take.
struct Field<'g> {
    grid: &'g Grid,
    parts: (usize, usize),
    /// How many words a line has.
    words: usize,
    ink: Vec<u64>,
}

/// The lowest bits of a word, so many.
fn lowest(bits: usize) -> u64 {
    u32::try_from(bits).ok().and_then(|bits| 1_u64.checked_shl(bits)).map_or(u64::MAX, |over| over - 1)
}

/// The bits of the word with this number that are from `first` to before `last` in a line.
fn within(number: usize, (first, last): (usize, usize)) -> u64 {
    let bits = |end: usize| lowest(end.saturating_sub(number * 64).min(64));
    bits(last) & !bits(first)
}

impl<'g> Field<'g> {
    fn new(grid: &'g Grid, rows: usize) -> Self {
        let across = (grid.width(grid.columns) / grid.size * ACROSS).round();
        let parts = (across.max(1.0) as usize, rows * DOWN as usize);
        let words = (parts.0 + 2 * ACROSS as usize).div_ceil(64);
        Self { grid, parts, words, ink: vec![0; words * parts.1] }
    }

    /// Marks what stands at a point, so wide and high.
    fn mark(&mut self, (left, top): (f64, f64), (wide, high): (f64, f64)) {
        let (x, y) = (self.grid.size / ACROSS, self.grid.pitch / DOWN);
        let from = |at: f64, part: f64| (at / part).round().max(0.0) as usize;
        let (first, last) = (from(left, x), from(left + wide, x).max(from(left, x) + 1).min(self.parts.0));
        let (top, bottom) = (from(top, y), from(top + high, y).max(from(top, y) + 1).min(self.parts.1));
        if first >= last {
            return;
        }
        for line in self.ink.chunks_mut(self.words).take(bottom).skip(top) {
            for (number, word) in line.iter_mut().enumerate() {
                *word |= within(number, (first, last));
            }
        }
    }

    fn story(&mut self, placed: &Placed, (story, shape): (&Story, &StoryShape)) {
        let own = &boxes::within(story, self.grid);
        let (inset, above) = boxes::inset(story, placed.columns.1, self.grid);
        let left = self.grid.left(placed.columns.0) + inset;
        let row = |row: usize| (placed.rows.0 + above + row) as f64 * own.pitch;
        let width = own.width(shape.over);
        let lines: Vec<(f64, f64)> = zone::lines(story, &shape.headline, width).collect();
        let high: f64 = lines.iter().map(|(_, high)| high).sum();
        let mut y = row(0) + (own.height(shape.zone) - high).max(0.0) / 2.0;
        for (long, high) in lines {
            let long = long.min(width);
            self.mark((left + (width - long) / 2.0, y), (long, high));
            y += high;
        }
        if let Some((strip, place)) = story.strip(shape) {
            let width = own.width(place.columns.1);
            let caption = strip.caption_rows(width);
            let high = own.height(place.rows.1.saturating_sub(1 + caption));
            for (at, wide, photo) in strip.parts(width) {
                let at = (left + own.left(place.columns.0) + at, row(place.rows.0));
                self.mark(at, (wide, high));
                for line in 0..caption {
                    let long = (photo.line - line as f64 * wide).clamp(0.0, wide);
                    self.mark((at.0, at.1 + high + (line as f64 + 0.3) * own.pitch), (long, own.size));
                }
            }
        }
        let height = placed.rows.1.saturating_sub(2 * above);
        let heights: Vec<usize> = shape.tops.iter().map(|top| height.saturating_sub(*top)).collect();
        let columns = spread(&story.rows, &heights).unwrap_or_default();
        for ((number, range), top) in columns.into_iter().enumerate().zip(&shape.tops) {
            let head = length(&story.rows, &range) - range.len();
            let rows = story.rows.get(range).unwrap_or_default();
            self.rows((left + own.left(number), row(*top)), (rows, head));
        }
    }

    fn rail(&mut self, placed: &Placed, (briefs, head): (&[Brief], usize)) {
        let (grid, (first, width), top) = (self.grid, placed.columns, placed.rows.0);
        let middle = (top as f64 + head as f64 / 2.0) * grid.pitch;
        self.mark((grid.left(first), middle - grid.size / 2.0), (grid.width(width), grid.size));
        let height = placed.rows.1 - head;
        let texts: Vec<&[Row]> = briefs.iter().map(|brief| brief.rows.as_slice()).collect();
        for (brief, start) in briefs.iter().zip(spaced(&texts, (height, width))) {
            for ((number, row), range) in flow(&brief.rows, start, height).0 {
                let at = (grid.left(first + number), (top + head + row) as f64 * grid.pitch);
                self.rows(at, (brief.rows.get(range).unwrap_or_default(), 0));
            }
        }
    }

    /// Marks what stands in rows under each other, the first `head` rows below a point.
    fn rows(&mut self, (left, top): (f64, f64), (rows, head): (&[Row], usize)) {
        let pitch = self.grid.pitch;
        self.mark((left, top), (if head > 0 { self.grid.measure } else { 0.0 }, head as f64 * pitch));
        for (number, row) in rows.iter().enumerate() {
            let top = top + (head + number) as f64 * pitch;
            for (at, item) in &row.items {
                self.item((left, top), (*at, item));
            }
        }
    }

    fn item(&mut self, (left, top): (f64, f64), (at, item): (Point, &FrameItem)) {
        let (x, y) = (left + at.x.to_pt(), top + at.y.to_pt());
        match item {
            FrameItem::Text(text) => {
                let size = text.size.to_pt();
                self.mark((x, y - 0.8 * size), (text.width().to_pt(), 0.9 * size));
            }
            FrameItem::Group(group) => {
                let (x, y) = (x + group.transform.tx.to_pt(), y + group.transform.ty.to_pt());
                for (at, item) in group.frame.items() {
                    self.item((x, y), (*at, item));
                }
            }
            FrameItem::Shape(shape, _) => {
                let (least, size) = (shape.bbox(false).min, shape.bbox(false).size());
                self.mark((x + least.x.to_pt(), y + least.y.to_pt()), (size.x.to_pt(), size.y.to_pt()));
            }
            FrameItem::Image(_, size, _) => self.mark((x, y), (size.x.to_pt(), size.y.to_pt())),
            _ => {}
        }
    }

    /// The part that nothing stands in or near.
    fn white(&self) -> f64 {
        let (across, down) = (ACROSS as usize, (self.grid.size / self.grid.pitch * DOWN).round() as usize);
        let near = (0..across).fold(self.ink.clone(), |ink, _| widened(&ink));
        let lines: Vec<&[u64]> = near.chunks(self.words).collect();
        let mut taken = 0;
        for line in 0..self.parts.1 {
            let around = lines.get(line.saturating_sub(down)..(line + down + 1).min(lines.len()));
            let around = around.unwrap_or_default();
            for number in 0..self.words {
                let word = around.iter().filter_map(|line| line.get(number)).fold(0, |all, word| all | word);
                taken += (word & within(number, (0, self.parts.0))).count_ones() as usize;
            }
        }
        1.0 - taken as f64 / (self.parts.0 * self.parts.1).max(1) as f64
    }
}

/// Every bit with its neighbours.
fn widened(ink: &[u64]) -> Vec<u64> {
    let before = std::iter::once(0).chain(ink.iter().copied());
    let behind = ink.iter().copied().skip(1).chain([0]);
    let all = ink.iter().zip(before).zip(behind);
    all.map(|((own, before), behind)| own | own << 1 | own >> 1 | before >> 63 | behind << 63).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::settings::PrintSettings;

    #[test]
    fn white_is_what_is_not_within_an_em_of_anything() {
        let grid = Grid::new(&PrintSettings::default(), 9.0);
        let mut field = Field::new(&grid, 20);
        assert!((field.white() - 1.0).abs() < 1e-12);
        let (wide, high) = field.parts;
        // Corners, edges, the end of a word, and places that lie outside.
        let marks = [
            ((0.0, 0.0), (0.0, 0.0)),
            ((grid.width(grid.columns) - 1.0, 0.0), (40.0, 3.0)),
            ((280.0, 100.0), (30.0, 0.0)),
            ((100.0, grid.height(20) - 2.0), (200.0, 90.0)),
            ((9000.0, 50.0), (10.0, 10.0)),
        ];
        let (x, y) = (grid.size / ACROSS, grid.pitch / DOWN);
        let mut ink = vec![vec![false; wide]; high];
        for ((left, top), (width, height)) in marks {
            field.mark((left, top), (width, height));
            let from = |at: f64, part: f64| (at / part).round() as usize;
            let rows = from(top, y)..from(top + height, y).max(from(top, y) + 1).min(high);
            for line in ink.iter_mut().take(rows.end).skip(rows.start) {
                let end = from(left + width, x).max(from(left, x) + 1).min(wide);
                line.iter_mut().take(end).skip(from(left, x)).for_each(|part| *part = true);
            }
        }
        let (across, down) = (ACROSS as usize, (grid.size / grid.pitch * DOWN).round() as usize);
        let is_near = |column: usize, line: usize| {
            let lines = ink.iter().take(line + down + 1).skip(line.saturating_sub(down));
            lines.into_iter().any(|line| {
                line.iter().take(column + across + 1).skip(column.saturating_sub(across)).any(|part| *part)
            })
        };
        let all = (0..high).flat_map(|line| (0..wide).map(move |column| (column, line)));
        let empty = all.filter(|(column, line)| !is_near(*column, *line)).count();
        let share = empty as f64 / (wide * high) as f64;
        assert!(share > 0.5 && share < 0.99, "{share}");
        assert!((field.white() - share).abs() < 1e-12, "{} after {share}", field.white());
    }
}
