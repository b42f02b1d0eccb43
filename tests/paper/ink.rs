//! What of a page is blank: its type area at 50 dots to the inch, ink grown by one em.

use crate::measures::Issue;
use crate::poppler;

/// Dots to the inch.
const DENSITY: u32 = 50;
/// What is darker has ink.
const PAPER: u8 = 245;

/// Rows of the first page's foot, with the empty one above it.
const FOOT: usize = 5;

/// Where a last page without copy enough is closed up, below what it has.
pub fn closed_at(issue: &Issue, page: usize) -> Option<f64> {
    let areas = issue.areas.iter().filter(|area| area.page == page);
    let lowest = areas.map(|area| area.bottom).fold(0.0, f64::max);
    let foot = if page == 0 { FOOT } else { 0 };
    let end = issue.grid.origin.1 + issue.grid.height(issue.grid.rows - foot);
    (page + 1 == issue.pages && lowest + 3.5 * issue.grid.pitch < end).then_some(lowest)
}

/// The blank share of a page's type area, and its largest hole in rows and columns.
pub fn blank(issue: &Issue, page: usize) -> (f64, (f64, usize)) {
    let (width, height, samples) = poppler::grey(&issue.pdf, (page, DENSITY));
    let scale = f64::from(DENSITY) / 72.0;
    let grid = &issue.grid;
    let dots = |points: f64| (points * scale).round() as usize;
    let (left, right) = (dots(grid.origin.0), dots(grid.origin.0 + grid.width(grid.columns)).min(width));
    // Masthead, running head and foot are drawn, not made up: the white in them is theirs.
    let below = issue.areas.iter().filter(|area| area.page == page).map(|area| area.top);
    let foot = if page == 0 { FOOT } else { 0 };
    let top = dots(below.fold(f64::INFINITY, f64::min));
    // A last page without copy enough is closed up below what it has.
    let lowest =
        issue.areas.iter().filter(|area| area.page == page).map(|area| area.bottom).fold(0.0, f64::max);
    let end = grid.origin.1 + grid.height(grid.rows - foot);
    let is_closed = page + 1 == issue.pages && lowest + 3.5 * grid.pitch < end;
    let bottom = dots(if is_closed { lowest } else { end }).min(height);
    let reach = dots(grid.size);
    let has_ink = |x: usize, y: usize| samples[y * width + x] < PAPER;
    let mut near = vec![false; width * height];
    for y in 0..height {
        for x in (0..width).filter(|x| has_ink(*x, y)) {
            for row in y.saturating_sub(reach)..(y + reach + 1).min(height) {
                near[row * width..][x.saturating_sub(reach)..(x + reach + 1).min(width)].fill(true);
            }
        }
    }
    let area = (bottom - top) * (right - left);
    let empty = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
    let empty = empty.filter(|(x, y)| !near[y * width + x]).count();
    // A hole is as wide as columns are, so gutters between them are not asked about.
    let free: Vec<Vec<bool>> = (0..grid.columns)
        .map(|column| {
            let from = dots(grid.origin.0 + grid.left(column));
            let to = dots(grid.origin.0 + grid.left(column) + grid.measure).min(width);
            (top..bottom).map(|y| (from + 1..to - 1).all(|x| !has_ink(x, y))).collect()
        })
        .collect();
    (empty as f64 / area as f64, hole(&free, grid.pitch * scale))
}

/// The largest stretch that is free in neighbouring columns at once: its rows and columns.
fn hole(free: &[Vec<bool>], row: f64) -> (f64, usize) {
    let mut best = (0.0, 0);
    for first in 0..free.len() {
        for last in first..free.len() {
            let columns = &free[first..=last];
            let (mut run, mut longest) = (0, 0);
            for y in 0..free[0].len() {
                run = if columns.iter().all(|column| column[y]) { run + 1 } else { 0 };
                longest = longest.max(run);
            }
            let rows = longest as f64 / row;
            if rows * columns.len() as f64 > best.0 * best.1 as f64 {
                best = (rows, columns.len());
            }
        }
    }
    best
}
