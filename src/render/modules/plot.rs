//! A chart in, the same as a page of newsprint takes it out: in whole tenths of a unit, without colours.
//!
//! What surprised us: what a page is made again for is told by equal numbers, and no two builds must differ in the last
//! digit of a fraction.

use super::super::figures::chart::{Anchor, COLUMN, Chart, RADIUS, Shape};
use crate::model::module::{Mark, Plot};

/// The chart as wide as a column; `alt` says what it shows.
pub(super) fn plot(chart: &Chart, alt: String) -> Plot {
    let (shapes, height) = chart.shapes(COLUMN);
    Plot { alt, size: point([COLUMN, height]), marks: shapes.into_iter().map(mark).collect() }
}

fn mark(shape: Shape) -> Mark {
    match shape {
        Shape::Rule { ends } => Mark::Ground(ends.map(point)),
        Shape::Path { points } => Mark::Run(points.into_iter().map(point).collect()),
        Shape::Disc { at } => Mark::Disc(point(at), tenths(RADIUS)),
        Shape::Bar { at, size, class } => Mark::Bar(point(at), point(size), class == "bar"),
        Shape::Text { at, anchor, text, .. } => {
            let before = match anchor {
                Anchor::Start => 0,
                Anchor::Middle => 1,
                Anchor::End => 2,
            };
            Mark::Text(point(at), before, text)
        }
    }
}

fn point(at: [f64; 2]) -> [i32; 2] {
    at.map(tenths)
}

/// Everything lies within a frame of a few hundred units.
fn tenths(units: f64) -> i32 {
    (units * 10.0).round() as i32
}
