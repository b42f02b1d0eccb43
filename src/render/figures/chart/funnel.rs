//! Steps from many to few in, bars under each other about one middle out.
//!
//! What surprised us: the last of 2000, 500 and 150 is a twelfth of the first, too little to write in. So words stand
//! above their bars.

use super::Step;
use super::shapes::{MARGIN, Shape, TEXT, cut, levels, width};

/// How high a step is, with its words.
const STEP: f64 = 50.0;
/// The base line of its words.
const WORDS: f64 = 17.0;
/// Where its bar begins, and how high it is.
const TOP: f64 = 24.0;
const HIGH: f64 = 18.0;
/// The thinnest bar that is seen.
const THIN: f64 = 2.0;

/// The shapes of a funnel, and how high it is.
pub fn draw(steps: &[Step], frame: f64) -> (Vec<Shape>, f64) {
    let (levels, _) = levels(steps.iter().map(|step| step.value.max(0.0)));
    let full = frame - MARGIN * 2.0;
    let mut shapes = Vec::new();
    for (at, (step, level)) in steps.iter().zip(levels).enumerate() {
        let top = STEP * at as f64;
        let wide = (full * level).max(THIN);
        let label = cut(&step.label, full / 2.0);
        let name = cut(&step.name, full - width(&label) - TEXT);
        let words = format!("{name} {label}");
        shapes.push(Shape::text([frame / 2.0, top + WORDS], &words, ("number", frame)));
        let at = [(frame - wide) / 2.0, top + TOP];
        shapes.push(Shape::Bar { at, size: [wide, HIGH], class: "bar" });
    }
    (shapes, STEP * steps.len() as f64)
}
