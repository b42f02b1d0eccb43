//! How many came at a time in, a bar for each out.
//!
//! What surprised us: periods are told at any time, a quarter in April and a month in May. So bars stand side by side in
//! the order of their days, and not along a measure of time.

use super::Dot;
use super::shapes::{MARGIN, Shape, apart, cut, levels, width};

/// How high the chart is.
const HEIGHT: f64 = 190.0;
/// Where the highest bar ends, and the lowest.
const TOP: f64 = 30.0;
const BOTTOM: f64 = 152.0;
/// How far from its bar a number stands.
const APART: f64 = 6.0;
/// The base line of the days.
const DAYS: f64 = 178.0;
/// The widest bar.
const WIDEST: f64 = 48.0;
/// The share of its place that a bar takes.
const FULL: f64 = 0.7;
/// The thinnest bar that is seen.
const THIN: f64 = 1.0;

/// The shapes of bars, and how high they are.
pub fn draw(dots: &[Dot], frame: f64) -> (Vec<Shape>, f64) {
    let (heights, zero) = levels(dots.iter().map(|dot| dot.value));
    let y = |level: f64| BOTTOM - level * (BOTTOM - TOP);
    let slot = (frame - MARGIN * 2.0) / dots.len().max(1) as f64;
    let wide = (slot * FULL).min(WIDEST);
    let middle = |at: usize| MARGIN + slot * (at as f64 + 0.5);
    let ground = y(zero);
    let mut shapes = vec![Shape::Rule { ends: [[MARGIN, ground], [frame - MARGIN, ground]] }];
    let mut numbers = Vec::new();
    for (at, (dot, level)) in dots.iter().zip(&heights).enumerate() {
        let top = y(*level).min(ground);
        let high = (y(*level) - ground).abs().max(THIN);
        let class = if dot.value < 0.0 { "bar fewer" } else { "bar" };
        shapes.push(Shape::Bar { at: [middle(at) - wide / 2.0, top], size: [wide, high], class });
        numbers.push(Shape::text([middle(at), top - APART], &dot.label, ("number", frame)));
    }
    let days = days(dots, (slot, frame), &middle);
    // The last number is news, so it is the one that always stands.
    numbers.reverse();
    shapes.extend(apart(numbers, &days));
    shapes.extend(days);
    (shapes, HEIGHT)
}

/// The day of each bar where all have room, else of the first and the last.
fn days(dots: &[Dot], (slot, frame): (f64, f64), middle: &dyn Fn(usize) -> f64) -> Vec<Shape> {
    let year = dots.first().map(|dot| dot.day.year());
    let is_one_year = dots.iter().all(|dot| Some(dot.day.year()) == year);
    let have_room = |which: usize| {
        dots.iter().filter_map(|dot| dot.said.get(which)).all(|said| width(said) + MARGIN * 2.0 < slot)
    };
    let named: Vec<Shape> = if have_room(0) || is_one_year && have_room(1) {
        let which = usize::from(!have_room(0));
        let each = dots.iter().enumerate();
        each.filter_map(|(at, dot)| {
            Some(Shape::text([middle(at), DAYS], dot.said.get(which)?, ("day", frame)))
        })
        .collect()
    } else {
        let last = dots.len().saturating_sub(1);
        let ends = [(last, dots.last()), (0, dots.first())];
        let half = frame / 2.0 - MARGIN * 2.0;
        let ends = ends.into_iter().filter_map(|(at, dot)| Some((at, &dot?.said[0])));
        ends.map(|(at, said)| Shape::text([middle(at), DAYS], &cut(said, half), ("day", frame))).collect()
    };
    apart(named, &[])
}
