//! Weights and a rectangle in, a rectangle for each of them out: as large as its weight, and as square as can be.
//!
//! After Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000): rows along the shorter side, each filled as long as
//! the worst of its rectangles becomes no worse.

use super::frame::Frame;

/// The rectangles of weights, which are all greater than 0 and come largest first, in their order. They fill `frame`.
#[must_use]
pub fn squarify(weights: &[f64], frame: Frame) -> Vec<Frame> {
    let [width, height] = frame.size();
    let unit = width * height / weights.iter().sum::<f64>();
    let areas: Vec<f64> = weights.iter().map(|weight| weight * unit).collect();
    let (mut rest, mut todo, mut frames) = (frame, areas.as_slice(), Vec::with_capacity(weights.len()));
    while !todo.is_empty() {
        let [width, height] = rest.size();
        let side = width.min(height);
        let row = |length: usize| todo.get(..length).unwrap_or(todo);
        let mut length = 1;
        while length < todo.len() && worst(row(length + 1), side) <= worst(row(length), side) {
            length += 1;
        }
        rest = lay(row(length), rest, &mut frames);
        todo = todo.get(length..).unwrap_or_default();
    }
    frames
}

/// How long the longest rectangle of a row is against its width, along a side.
fn worst(row: &[f64], side: f64) -> f64 {
    let sum: f64 = row.iter().sum();
    let ratio = |area: &f64| {
        let (deep, long) = (sum / side, area * side / sum);
        (deep / long).max(long / deep)
    };
    row.iter().map(ratio).fold(1.0, f64::max)
}

/// Lays a row along the shorter side of `rest`, and returns what is left of it.
fn lay(row: &[f64], rest: Frame, frames: &mut Vec<Frame>) -> Frame {
    let ([width, height], [left, top]) = (rest.size(), rest.from);
    let sum: f64 = row.iter().sum();
    let mut done = 0.0;
    if width < height {
        let deep = sum / width;
        for area in row {
            frames.push(Frame::new([left + done, top], [area / deep, deep]));
            done += area / deep;
        }
        return Frame { from: [left, top + deep], to: rest.to };
    }
    let deep = sum / height;
    for area in row {
        frames.push(Frame::new([left, top + done], [deep, area / deep]));
        done += area / deep;
    }
    Frame { from: [left + deep, top], to: rest.to }
}

#[cfg(test)]
mod tests {
    use super::{Frame, squarify};

    fn area(frame: &Frame) -> f64 {
        let [width, height] = frame.size();
        width * height
    }

    #[test]
    fn areas_are_as_weights_and_fill_the_frame() {
        for seed in 0_u64..200 {
            let many = 1 + seed as usize % 37;
            let mut weights: Vec<f64> =
                (0..many as u64).map(|at| ((seed * 31 + at * 17) % 23 + 1) as f64).collect();
            weights.sort_by(|a, b| b.total_cmp(a));
            let frame = Frame::new([3.0, 7.0], [100.0 + (seed % 300) as f64, 150.0]);
            let frames = squarify(&weights, frame);
            assert_eq!(frames.len(), many);
            let whole: f64 = weights.iter().sum();
            for (cell, weight) in frames.iter().zip(&weights) {
                assert!((area(cell) - area(&frame) * weight / whole).abs() < 1e-6, "seed {seed}");
                assert!(frame.within(-1e-6).holds(cell), "seed {seed}: {cell:?} leaves {frame:?}");
            }
            for (at, one) in frames.iter().enumerate() {
                for other in &frames[at + 1..] {
                    assert!(!one.within(1e-6).covers(&other.within(1e-6)), "seed {seed}: {one:?} {other:?}");
                }
            }
            assert!((frames.iter().map(area).sum::<f64>() - area(&frame)).abs() < 1e-6);
        }
        assert!(squarify(&[], Frame::new([0.0; 2], [10.0, 10.0])).is_empty());
    }

    #[test]
    fn equal_cells_are_nearly_square() {
        let frames = squarify(&[1.0; 12], Frame::new([0.0; 2], [360.0, 270.0]));
        for [width, height] in frames.iter().map(Frame::size) {
            assert!((0.6..1.7).contains(&(width / height)), "{width} x {height}");
        }
    }
}
