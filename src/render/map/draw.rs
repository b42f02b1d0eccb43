//! Places in, what a map draws of them out: on the ground where any of them says where it lies, else as a scheme.
//!
//! On the ground, venues are squares and areas discs; an area of which smaller ones are drawn is only a name, for its
//! count is theirs. The scheme nests areas in what they belong to, each of the smallest in a cell of the same size.
//!
//! What surprised us: a scheme is no treemap of counts. A village of which nothing is told yet must be found too, so cells
//! are equal, and symbols say how much there is, as they do on the ground.

use super::classes::Classes;
use super::frame::{Frame, WIDTH};
use super::labels::{self, Placed, Sides, Wanted};
use super::projection::{Degrees, Projection, far};
use super::treemap::squarify;
use crate::resolve::map::{Sight, Spot};

/// How high a line of text is.
pub const LINE: f64 = 16.0;
/// How wide a Han character is; others are narrower.
const EM: f64 = 13.0;
/// How wide a name in a cell may be before it is divided.
const WIDE: f64 = 72.0;
/// The most symbols on the ground: more would be a heavy page, and a stain.
const MOST_SYMBOLS: usize = 2000;
/// The most cells of a scheme.
const MOST_CELLS: usize = 400;
/// How much room a cell gets, in square units, with its share of borders and heads.
const CELL: f64 = 6400.0;
/// The least and the greatest height of a scheme.
const HEIGHTS: [f64; 2] = [160.0, 1440.0];
/// How high the head of a cell with others in it is, and how far those stay from its edge.
const HEAD: f64 = 20.0;
const BORDER: f64 = 3.0;

/// What a place is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An area.
    Disc,
    /// A venue.
    Square,
    /// An area of which smaller ones are drawn.
    Name,
}

/// A place that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Its place in the list of spots.
    pub spot: usize,
    /// Where.
    pub at: [f64; 2],
    /// As what.
    pub shape: Shape,
    /// The lines of its name.
    pub lines: Vec<String>,
    /// Where its name stands, where there is room for it.
    pub label: Option<Placed>,
}

/// What a map draws.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// All of it.
    pub frame: Frame,
    /// Of a scheme, the cells, each behind the one that it lies in.
    pub cells: Vec<Frame>,
    /// Places, the largest first.
    pub marks: Vec<Mark>,
    /// Of a map on the ground, how degrees become places of it.
    pub projection: Option<Projection>,
    /// The classes of counts of stories, and of projects.
    pub classes: [Classes; 2],
}

/// The counts of a place: stories, and projects.
#[must_use]
pub fn counts(spot: &Spot<'_>) -> [usize; 2] {
    [spot.stories, spot.projects]
}

/// What there is to draw of these places, each of which comes behind the one that it belongs to.
#[must_use]
pub fn draw(spots: &[Spot<'_>]) -> Drawing {
    let located: Vec<(usize, Degrees)> =
        spots.iter().enumerate().filter_map(|(at, spot)| Some((at, spot.geo?))).collect();
    match on_the_ground(spots, located) {
        Some(drawing) => drawing,
        None => scheme(spots),
    }
}

/// A mark that is still without a place for its name.
fn mark(spots: &[Spot<'_>], spot: usize, (at, shape): ([f64; 2], Shape)) -> Mark {
    let lines = spots.get(spot).map(|spot| spot.name.to_owned()).into_iter().collect();
    Mark { spot, at, shape, lines, label: None }
}

fn on_the_ground(spots: &[Spot<'_>], mut located: Vec<(usize, Degrees)>) -> Option<Drawing> {
    let points: Vec<Degrees> = located.iter().map(|(_, degrees)| *degrees).collect();
    let mut is_far = far(&points).into_iter();
    located.retain(|_| !is_far.next().unwrap_or(false));
    let told = |at: usize| spots.get(at).map_or(0, |spot| spot.stories.saturating_add(spot.projects));
    located.sort_by_key(|(at, _)| (std::cmp::Reverse(told(*at)), *at));
    located.truncate(MOST_SYMBOLS);
    let points: Vec<Degrees> = located.iter().map(|(_, degrees)| *degrees).collect();
    let projection = Projection::of(&points)?;
    let divided = divided(spots, &located);
    let marks = located.iter().filter_map(|(at, degrees)| {
        let shape = match spots.get(*at)?.sight {
            Sight::Venue => Shape::Square,
            Sight::Area if divided.get(*at) == Some(&true) => Shape::Name,
            Sight::Area => Shape::Disc,
        };
        Some(mark(spots, *at, (projection.place(*degrees), shape)))
    });
    let marks = marks.collect();
    let frame = projection.frame();
    let drawing = Drawing {
        frame,
        cells: Vec::new(),
        marks,
        projection: Some(projection),
        classes: Default::default(),
    };
    Some(drawing.finish(spots, |_| frame))
}

/// For each place whether an area below it is among those that are drawn.
fn divided(spots: &[Spot<'_>], located: &[(usize, Degrees)]) -> Vec<bool> {
    let mut divided = vec![false; spots.len()];
    for (at, _) in located {
        let mut below = spots.get(*at).filter(|spot| spot.sight == Sight::Area);
        while let Some(above) = below.and_then(|spot| spot.parent) {
            // What is above it has been told by another.
            match divided.get_mut(above) {
                Some(known) if !*known => *known = true,
                _ => break,
            }
            below = spots.get(above);
        }
    }
    divided
}

impl Drawing {
    /// Finds the classes, then the room for names. `within` says what a name must not leave, by the place of its mark.
    fn finish(mut self, spots: &[Spot<'_>], within: impl Fn(usize) -> Frame) -> Self {
        let counted = |which: usize| {
            let symbols = self.marks.iter().filter(|mark| mark.shape != Shape::Name);
            let spots = symbols.filter_map(|mark| spots.get(mark.spot)).map(counts);
            Classes::of(spots.filter_map(move |counts| counts.get(which).copied()))
        };
        self.classes = [counted(0), counted(1)];
        let mut order: Vec<usize> = (0..self.marks.len()).collect();
        order.sort_by_key(|at| self.marks.get(*at).map(|mark| rank(mark.shape)));
        let wanted: Vec<Wanted> = order
            .iter()
            .filter_map(|at| Some(self.wanted(spots, self.marks.get(*at)?, within(*at))))
            .collect();
        for (at, placed) in order.into_iter().zip(labels::place(&wanted)) {
            if let Some(mark) = self.marks.get_mut(at) {
                mark.label = placed;
            }
        }
        let large = |mark: &Mark| (self.radius(spots, mark) * 1000.0) as i64;
        let mut sized: Vec<(i64, Mark)> = self.marks.iter().map(|mark| (large(mark), mark.clone())).collect();
        sized.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
        self.marks = sized.into_iter().map(|(_, mark)| mark).collect();
        self
    }

    fn wanted(&self, spots: &[Spot<'_>], mark: &Mark, within: Frame) -> Wanted {
        let is_scheme = self.projection.is_none();
        Wanted {
            at: mark.at,
            radius: self.radius(spots, mark),
            size: [
                mark.lines.iter().map(|line| width(line)).fold(0.0, f64::max),
                LINE * mark.lines.len() as f64,
            ],
            within,
            sides: match mark.shape {
                Shape::Name => Sides::Over,
                _ if is_scheme => Sides::Below,
                _ => Sides::All,
            },
        }
    }

    /// The radius within which all of a symbol lies, whatever it counts; 0 for a mere name.
    #[must_use]
    pub fn radius(&self, spots: &[Spot<'_>], mark: &Mark) -> f64 {
        if mark.shape == Shape::Name {
            return 0.0;
        }
        let counts = spots.get(mark.spot).map(counts).unwrap_or_default();
        self.classes.iter().zip(counts).map(|(classes, count)| classes.radius(count)).fold(0.0, f64::max)
    }
}

/// Whose name comes first.
fn rank(shape: Shape) -> usize {
    match shape {
        Shape::Disc => 0,
        Shape::Name => 1,
        Shape::Square => 2,
    }
}

/// How wide a text is, about: Han characters are as wide as they are high, others little more than half of it.
#[must_use]
pub fn width(text: &str) -> f64 {
    text.chars().map(|c| if c < '\u{2e80}' { EM * 0.6 } else { EM }).sum()
}

/// A name on one line, or on two where it is wider than the room: divided at a gap, else in its middle.
fn divided_name(name: &str, room: f64) -> Vec<String> {
    let letters = name.chars().count();
    if width(name) <= room.min(WIDE) || letters < 2 {
        return vec![name.to_owned()];
    }
    let middle = letters.div_ceil(2);
    let gaps = name.chars().enumerate().filter(|(_, c)| *c == ' ').map(|(at, _)| at);
    let at = gaps.min_by_key(|at| at.abs_diff(middle)).unwrap_or(middle);
    let (first, second): (String, String) =
        (name.chars().take(at).collect(), name.chars().skip(at).collect());
    vec![first.trim().to_owned(), second.trim().to_owned()]
}

/// The places of a scheme, each with those that are nested in it.
struct Nest {
    below: Vec<Vec<usize>>,
    /// How many cells without others in them each place has.
    cells: Vec<usize>,
}

impl Nest {
    /// Areas and what belongs to nothing, as deep as there is room for.
    fn of(spots: &[Spot<'_>]) -> (Self, Vec<usize>) {
        let mut depths: Vec<usize> = Vec::with_capacity(spots.len());
        for spot in spots {
            let above = spot.parent.and_then(|parent| depths.get(parent).copied());
            depths.push(above.map_or(0, |depth| depth + 1));
        }
        let is_shown = |spot: &Spot<'_>| spot.sight == Sight::Area || spot.parent.is_none();
        let deepest = depths.iter().copied().max().unwrap_or(0);
        let fits = |most: &usize| {
            let nest = Self::down_to(spots, |at, spot| is_shown(spot) && depths.get(at) <= Some(most));
            nest.1.iter().filter_map(|top| nest.0.cells.get(*top)).sum::<usize>() <= MOST_CELLS
        };
        let most = (0..=deepest).rev().find(fits).unwrap_or(0);
        let (nest, mut tops) =
            Self::down_to(spots, |at, spot| is_shown(spot) && depths.get(at) <= Some(&most));
        tops.truncate(MOST_CELLS);
        (nest, tops)
    }

    fn down_to(spots: &[Spot<'_>], is_shown: impl Fn(usize, &Spot<'_>) -> bool) -> (Self, Vec<usize>) {
        let mut nest = Self { below: vec![Vec::new(); spots.len()], cells: vec![0; spots.len()] };
        let mut tops = Vec::new();
        for (at, spot) in spots.iter().enumerate().filter(|(at, spot)| is_shown(*at, spot)) {
            match spot.parent.and_then(|parent| nest.below.get_mut(parent)) {
                Some(below) => below.push(at),
                None => tops.push(at),
            }
        }
        // From the deepest up: parents come first.
        for at in (0..spots.len()).rev() {
            let below = nest.below.get(at).map(Vec::as_slice).unwrap_or_default();
            let sum: usize = below.iter().filter_map(|child| nest.cells.get(*child)).sum();
            if let Some(cells) = nest.cells.get_mut(at) {
                *cells = sum.max(1);
            }
        }
        (nest, tops)
    }

    /// Lays places side by side in `frame`, and what is below each in it.
    fn lay(&self, spots: &[Spot<'_>], (places, frame): (&[usize], Frame), drawing: &mut Drawing) {
        let cells = |at: &usize| self.cells.get(*at).copied().unwrap_or(1);
        let mut order = places.to_vec();
        order.sort_by_key(|at| std::cmp::Reverse(cells(at)));
        let weights: Vec<f64> = order.iter().map(|at| cells(at) as f64).collect();
        for (at, cell) in order.iter().zip(squarify(&weights, frame)) {
            let ([x, _], [wide, high]) = (cell.middle(), cell.size());
            let below = self.below.get(*at).map(Vec::as_slice).unwrap_or_default();
            drawing.cells.push(cell);
            let [_, top] = cell.from;
            if below.is_empty() {
                let mut mark = mark(spots, *at, ([x, top + high * 0.32], Shape::Disc));
                mark.lines =
                    mark.lines.iter().flat_map(|name| divided_name(name, wide - BORDER * 2.0)).collect();
                drawing.marks.push(mark);
                continue;
            }
            // However deep it is, something is left of every cell.
            let (head, border) = (HEAD.min(high / 4.0), BORDER.min(high / 8.0).min(wide / 8.0));
            drawing.marks.push(mark(spots, *at, ([x, top + (head + border) / 2.0], Shape::Name)));
            let inner = Frame { from: [cell.from[0], top + head], to: cell.to };
            self.lay(spots, (below, inner.within(border)), drawing);
        }
    }
}

fn scheme(spots: &[Spot<'_>]) -> Drawing {
    let (nest, tops) = Nest::of(spots);
    let cells: usize = tops.iter().filter_map(|top| nest.cells.get(*top)).sum();
    let [least, most] = HEIGHTS;
    let frame = Frame::new([0.0, 0.0], [WIDTH, (cells as f64 * CELL / WIDTH).clamp(least, most)]);
    let (cells, marks) = (Vec::new(), Vec::new());
    let mut drawing = Drawing { frame, cells, marks, projection: None, classes: Default::default() };
    nest.lay(spots, (&tops, frame.within(1.0)), &mut drawing);
    // Every mark has been drawn with its cell.
    let cells = drawing.cells.clone();
    drawing.finish(spots, |at| cells.get(at).copied().unwrap_or(frame))
}
