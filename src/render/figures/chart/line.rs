//! How many there were on which day in, a line from day to day out.
//!
//! What surprised us: a line that does not begin at nothing makes 459 of 529 look like a tenth. So nothing is always on
//! it, and days lie as far apart as they are.

use super::Dot;
use super::shapes::{MARGIN, Shape, apart, levels};

/// How high the chart is.
const HEIGHT: f64 = 190.0;
/// The highest and the lowest place of a number.
const TOP: f64 = 36.0;
const BOTTOM: f64 = 152.0;
/// How far the first and the last day are from the edges.
const INSET: f64 = 14.0;
/// How far above its number a label stands.
const ABOVE: f64 = 9.0;
/// The base line of the days.
const DAYS: f64 = 178.0;
/// The most numbers of which every one may have a label and a disc.
const FEW: usize = 24;

/// The shapes of a line, and how high it is.
pub fn draw(dots: &[Dot], frame: f64) -> (Vec<Shape>, f64) {
    let (heights, zero) = levels(dots.iter().map(|dot| dot.value));
    let y = |level: f64| BOTTOM - level * (BOTTOM - TOP);
    let points: Vec<[f64; 2]> =
        places(dots, frame).into_iter().zip(&heights).map(|(x, level)| [x, y(*level)]).collect();
    let ground = Shape::Rule { ends: [[MARGIN, y(zero)], [frame - MARGIN, y(zero)]] };
    let mut shapes = vec![ground, Shape::Path { points: points.clone() }];
    if points.len() <= FEW {
        shapes.extend(points.iter().map(|at| Shape::Disc { at: *at }));
    }
    let days = days(dots, &points, frame);
    let taken: Vec<Shape> =
        shapes.iter().filter(|shape| matches!(shape, Shape::Disc { .. })).chain(&days).cloned().collect();
    shapes.extend(labels(dots, &points, (&taken, frame)));
    shapes.extend(days);
    (shapes, HEIGHT)
}

/// Where each day lies between the first and the last.
fn places(dots: &[Dot], frame: f64) -> Vec<f64> {
    let (Some(first), Some(last)) = (dots.first(), dots.last()) else { return Vec::new() };
    let span = last.day.duration_since(first.day).as_secs_f64().max(1.0);
    let place = |dot: &Dot| {
        let since = dot.day.duration_since(first.day).as_secs_f64();
        INSET + (since / span).clamp(0.0, 1.0) * (frame - INSET * 2.0)
    };
    dots.iter().map(place).collect()
}

/// The first and the last day.
fn days(dots: &[Dot], points: &[[f64; 2]], frame: f64) -> Vec<Shape> {
    let ends = [dots.first().zip(points.first()), dots.last().zip(points.last())];
    let named = ends.into_iter().flatten().map(|(dot, [x, _])| {
        let [said, _] = &dot.said;
        Shape::text([*x, DAYS], said, ("day", frame))
    });
    apart(named, &[])
}

/// The numbers: the last, the first, the greatest, then those that have room.
fn labels(dots: &[Dot], points: &[[f64; 2]], (taken, frame): (&[Shape], f64)) -> Vec<Shape> {
    let greatest = dots.iter().map(|dot| dot.value).fold(f64::NEG_INFINITY, f64::max);
    let last = dots.len().saturating_sub(1);
    let rank = |at: usize, dot: &Dot| match at {
        _ if at == last => 0,
        0 => 1,
        _ if dot.value >= greatest => 2,
        _ => 3,
    };
    let mut named: Vec<(usize, Shape)> = dots
        .iter()
        .zip(points)
        .enumerate()
        .map(|(at, (dot, [x, y]))| {
            (rank(at, dot), Shape::text([*x, y - ABOVE], &dot.label, ("number", frame)))
        })
        .collect();
    named.sort_by_key(|(rank, _)| *rank);
    let most = if dots.len() <= FEW { 3 } else { 2 };
    apart(named.into_iter().filter(|(rank, _)| *rank <= most).map(|(_, label)| label), taken)
}
