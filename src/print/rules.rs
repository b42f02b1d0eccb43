//! What stands on a page in, the rules between it and the frames of its boxes out.
//!
//! What surprised us: a rule beside the frame of a box is one line too many. So rules stop where a box begins.

use std::ops::Range;

use super::copy::Unit;
use super::geometry::Grid;
use super::makeup::{Placed, Plan};

/// A straight line: where it begins, and how far it goes to the right and down; in points of the type area, rows counted
/// from the first that units stand in.
pub(super) type Line = ((f64, f64), (f64, f64));

/// What rules of one page are drawn by.
struct Page<'a> {
    grid: &'a Grid,
    placed: Vec<&'a Placed>,
    boxed: Vec<&'a Placed>,
}

/// The rules of a page: between bands, in the gutters between stacks, between units of a stack, and around boxes.
pub(super) fn rules(plan: &Plan, page: usize, (units, grid): (&[Unit], &Grid)) -> Vec<Line> {
    let placed: Vec<&Placed> = plan.placed.iter().filter(|placed| placed.page == page).collect();
    let is_boxed =
        |placed: &&&Placed| matches!(units.get(placed.unit), Some(Unit::Story(story)) if story.is_boxed);
    let boxed = placed.iter().filter(is_boxed).copied().collect();
    let on = Page { grid, placed, boxed };
    let mut lines = Vec::new();
    let bands: Vec<_> = plan.bands.iter().filter(|band| band.0 == page).collect();
    for (_, row, height, gutters) in &bands {
        if *row > 0 {
            lines.extend(on.across(*row, 0..grid.columns));
        }
        for gutter in gutters {
            lines.extend(on.down(*gutter, *row..row + height));
        }
    }
    let starts_band = |row: usize| bands.iter().any(|band| band.1 == row);
    for placed in on.placed.iter().filter(|placed| placed.rows.0 > 0 && !starts_band(placed.rows.0)) {
        lines.extend(on.across(placed.rows.0, placed.columns.0..placed.columns.0 + placed.columns.1));
    }
    lines.extend(on.boxed.iter().flat_map(|placed| on.frame(placed)));
    lines
}

impl Page<'_> {
    fn top(&self, row: usize) -> f64 {
        row as f64 * self.grid.pitch
    }

    /// The rule above a row over some columns, but for those where a box begins below it or ends above it.
    fn across(&self, row: usize, columns: Range<usize>) -> Vec<Line> {
        let touches = |column: usize| {
            self.boxed.iter().any(|placed| {
                let is_near = placed.rows.0 == row || placed.rows.0 + placed.rows.1 + 1 == row;
                is_near && (placed.columns.0..placed.columns.0 + placed.columns.1).contains(&column)
            })
        };
        let grid = self.grid;
        let y = self.top(row) - grid.pitch / 2.0 - (grid.pitch - grid.size) / 2.0;
        let line = |columns: Range<usize>| ((grid.left(columns.start), y), (grid.width(columns.len()), 0.0));
        runs(columns, |column| !touches(column)).into_iter().map(line).collect()
    }

    /// The rule in the gutter before a column along some rows, but for those where a box stands beside it.
    fn down(&self, column: usize, rows: Range<usize>) -> Vec<Line> {
        let touches = |row: usize| {
            self.boxed.iter().any(|placed| {
                let is_beside = placed.columns.0 == column || placed.columns.0 + placed.columns.1 == column;
                // The empty rows above and below it are its own.
                is_beside && (placed.rows.0..placed.rows.0 + placed.rows.1 + 2).contains(&(row + 1))
            })
        };
        let grid = self.grid;
        let x = grid.left(column) - grid.gutter / 2.0;
        let line = |rows: Range<usize>| ((x, self.top(rows.start)), (0.0, grid.height(rows.len())));
        runs(rows, |row| !touches(row)).into_iter().map(line).collect()
    }

    /// The four sides of a box.
    fn frame(&self, placed: &Placed) -> [Line; 4] {
        let grid = self.grid;
        let (left, top) = (grid.left(placed.columns.0), self.top(placed.rows.0));
        let (width, height) = (grid.width(placed.columns.1), grid.height(placed.rows.1));
        [
            ((left, top), (width, 0.0)),
            ((left, top + height), (width, 0.0)),
            ((left, top), (0.0, height)),
            ((left + width, top), (0.0, height)),
        ]
    }
}

/// The stretches of a range of which every part is free.
fn runs(all: Range<usize>, is_free: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in all.filter(|at| is_free(*at)) {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end += 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}

#[cfg(test)]
mod tests;
