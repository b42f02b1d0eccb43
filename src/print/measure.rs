//! A page's picture in, how much of it is blank out.
//!
//! What surprised us: a page of which a tenth is blank looks full, and one with a single hole of that size does not; so
//! both are said.

use super::geometry::Grid;
use super::view::View;
use crate::model::edition::Blank;

/// A sample is ink where it is darker than this.
const PAPER: u8 = 245;

/// The picture of a page.
pub struct Picture<'a> {
    /// Its pixels.
    pub view: &'a View,
    /// Pixels to a point.
    pub density: f64,
}

/// The blank part of the rows `rows` of the type area. Ink counts as one em wider than it is on every side, so that the
/// white between lines and in gutters is no blank.
#[must_use]
pub fn blank(picture: &Picture<'_>, grid: &Grid, (first, count): (usize, usize)) -> Blank {
    let dots = |points: f64| (points * picture.density).round().max(0.0) as usize;
    let (left, right) = (dots(grid.origin.0), dots(grid.origin.0 + grid.width(grid.columns)));
    let top = dots(grid.origin.1 + first as f64 * grid.pitch);
    let bottom = dots(grid.origin.1 + (first + count) as f64 * grid.pitch);
    let reach = dots(grid.size);
    let field = Field::of(picture);
    let near = field.grown(reach);
    let area = bottom.saturating_sub(top) * right.saturating_sub(left);
    let empty: usize = (top..bottom).map(|y| near.free(y, (left, right))).sum();
    let columns = (0..grid.columns).map(|column| {
        let from = grid.origin.0 + grid.left(column);
        (dots(from) + 1, dots(from + grid.measure).saturating_sub(1))
    });
    let free: Vec<Vec<bool>> = columns
        .map(|(from, to)| {
            (top..bottom).map(|y| field.free(y, (from, to)) == to.saturating_sub(from)).collect()
        })
        .collect();
    let (rows, columns) = hole(&free);
    let rows = rows as f64 / picture.density / grid.pitch;
    Blank { share: if area == 0 { 0.0 } else { empty as f64 / area as f64 }, hole: (rows, columns) }
}

/// Which pixels have ink.
struct Field {
    width: usize,
    ink: Vec<bool>,
}

impl Field {
    fn of(picture: &Picture<'_>) -> Self {
        let ink = picture.view.rgba.chunks_exact(4).map(|dot| dot.iter().any(|part| *part < PAPER)).collect();
        Self { width: picture.view.size.0 as usize, ink }
    }

    fn row(&self, y: usize) -> &[bool] {
        self.ink.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// How many pixels of a stretch of row `y` have no ink.
    fn free(&self, y: usize, (from, to): (usize, usize)) -> usize {
        self.row(y).get(from..to).map_or(0, |row| row.iter().filter(|ink| !**ink).count())
    }

    /// The same with ink `reach` pixels wider to every side.
    fn grown(&self, reach: usize) -> Self {
        let width = self.width.max(1);
        let mut across = vec![false; self.ink.len()];
        for (row, wide) in self.ink.chunks(width).zip(across.chunks_mut(width)) {
            grow(row.iter().copied(), reach, |x| {
                if let Some(slot) = wide.get_mut(x) {
                    *slot = true;
                }
            });
        }
        // How many inked pixels stand above and below each, kept up from row to row.
        let rows: Vec<&[bool]> = across.chunks(width).collect();
        let mut near = vec![0_u16; width];
        rows.iter().take(reach).for_each(|row| count(&mut near, Some(row), 1));
        let mut both = Vec::with_capacity(across.len());
        for y in 0..rows.len() {
            count(&mut near, rows.get(y + reach), 1);
            count(&mut near, y.checked_sub(reach + 1).and_then(|y| rows.get(y)), u16::MAX);
            both.extend(near.iter().map(|near| *near > 0));
        }
        Self { width: self.width, ink: both }
    }
}

/// Adds `change`, wrapping, where the row has ink.
fn count(near: &mut [u16], row: Option<&&[bool]>, change: u16) {
    for (near, ink) in near.iter_mut().zip(row.into_iter().copied().flatten()) {
        *near = near.wrapping_add(u16::from(*ink).wrapping_mul(change));
    }
}

/// Sets all places that are at most `reach` from one that is set.
fn grow(line: impl Iterator<Item = bool>, reach: usize, mut set: impl FnMut(usize)) {
    let mut done = 0;
    for (place, _) in line.enumerate().filter(|(_, ink)| *ink) {
        (done.max(place.saturating_sub(reach))..=place + reach).for_each(&mut set);
        done = done.max(place + reach + 1);
    }
}

/// The largest stretch that is free in neighbouring columns at once: its length, and how many columns.
fn hole(free: &[Vec<bool>]) -> (usize, usize) {
    let mut best = (0, 0);
    for first in 0..free.len() {
        for last in first..free.len() {
            let columns = free.get(first..=last).unwrap_or_default();
            let length = free.first().map_or(0, Vec::len);
            let (mut run, mut longest) = (0, 0);
            for y in 0..length {
                run = if columns.iter().all(|column| column.get(y) == Some(&true)) { run + 1 } else { 0 };
                longest = longest.max(run);
            }
            if longest * columns.len() > best.0 * best.1 {
                best = (longest, columns.len());
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{Picture, View, blank};
    use crate::model::settings::PrintSettings;
    use crate::print::geometry::Grid;

    /// A page with ink in the rows of the type area that `is_set` names, in all columns but the last.
    fn page(grid: &Grid, is_set: impl Fn(usize) -> bool) -> Vec<u8> {
        let (width, height) = (grid.sheet.0 as usize, grid.sheet.1 as usize);
        let mut pixels = vec![255; width * height * 4];
        let right = grid.origin.0 + grid.width(grid.columns - 1);
        for (number, pixel) in pixels.chunks_exact_mut(4).enumerate() {
            let (x, y) = ((number % width) as f64, (number / width) as f64);
            let row = (y - grid.origin.1) / grid.pitch;
            if row >= 0.0 && is_set(row as usize) && x >= grid.origin.0 && x < right {
                pixel.fill(0);
            }
        }
        pixels
    }

    #[test]
    fn what_has_no_ink_near_it_is_blank_and_the_hole_is_found() {
        let grid = Grid::new(&PrintSettings::default(), 9.0);
        let view = |rgba: Vec<u8>| View { rgba, size: (grid.sheet.0 as u32, grid.sheet.1 as u32) };
        let full = page(&grid, |_| true);
        let seen = |rgba: Vec<u8>| blank(&Picture { view: &view(rgba), density: 1.0 }, &grid, (10, 40));
        let found = seen(full);
        // The last column and its gutter are empty but for one em beside the ink.
        let columns = grid.measure + grid.gutter - grid.size;
        let share = columns / grid.width(grid.columns);
        assert!((found.share - share).abs() < 0.01, "{found:?}, not {share}");
        assert!(found.hole.1 == 1 && (found.hole.0 - 40.0).abs() < 0.2, "{found:?}");
        // Eight rows without ink in the middle: a hole over all columns, wider than the one at the side.
        let holed = page(&grid, |row| !(20..32).contains(&row));
        let found = seen(holed);
        assert_eq!(found.hole.1, grid.columns, "{found:?}");
        assert!((found.hole.0 - 12.0).abs() < 0.2, "{found:?}");
        assert!(seen(page(&grid, |_| false)).share > 0.999);
    }
}
