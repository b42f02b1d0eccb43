//! A number and the whole that it is of in, a bar that is filled so far out.
//!
//! What surprised us: 90%以上 fills nine tenths, and its words say that it may be more.

use super::shapes::{MARGIN, Shape, TEXT, cut, width};

/// How high the chart is.
const HEIGHT: f64 = 48.0;
/// The base line of the words.
const WORDS: f64 = 18.0;
/// Where the bar is, and how high.
const TOP: f64 = 27.0;
const HIGH: f64 = 14.0;

/// The shapes of a share, and how high it is.
pub fn draw([value, whole]: [f64; 2], [label, of]: &[String; 2], frame: f64) -> (Vec<Shape>, f64) {
    let full = frame - MARGIN * 2.0;
    let part = if whole > 0.0 { (value / whole).clamp(0.0, 1.0) } else { 0.0 };
    let part = if part.is_nan() { 0.0 } else { part };
    let label = cut(label, full * 0.6);
    let of = cut(of, full - width(&label) - TEXT);
    let bar = |wide: f64, class| Shape::Bar { at: [MARGIN, TOP], size: [wide, HIGH], class };
    let shapes = vec![
        Shape::text([MARGIN, WORDS], &label, ("number", frame)),
        Shape::text([frame - MARGIN, WORDS], &of, ("day", frame)),
        bar(full, "whole"),
        bar(full * part, "bar"),
    ];
    (shapes, HEIGHT)
}
