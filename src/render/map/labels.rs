//! Places and names of a map in, where each name stands out: beside its place, over no other name, over no symbol of
//! another place, and within its frame.
//!
//! Symbols and names keep their size on the screen while the map comes nearer, so there is more and more room. A name
//! that has none from afar is tried again at every level, each twice as near as the one before; those that were there
//! first stay where they are. Names come in the order of the list, and each takes the first of its sides that is free.
//!
//! What surprised us: what does not overlap may still do so when both shrink, each towards its own place, if they lie
//! crosswise. So two things count as apart only where one lies on the same side of the other as its place does; those
//! never meet, however near one comes.

use std::collections::HashMap;

use super::frame::Frame;

/// How many levels there are, each twice as near as the one before.
pub const LEVELS: u8 = 6;
/// How far a name stands from its symbol.
const GAP: f64 = 2.0;
/// How far names stay from each other.
const AIR: f64 = 1.0;
/// How large the squares are in which neighbours are looked for, at the first level.
const SQUARE: f64 = 48.0;

/// Which sides of its place a name may stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Any beside its symbol.
    All,
    /// Only below its symbol.
    Below,
    /// Over the place itself, which has no symbol, or near it.
    Over,
}

/// A name that wants to stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Its place on the map.
    pub at: [f64; 2],
    /// The radius of its symbol; 0 where it has none.
    pub radius: f64,
    /// How wide and high the name is.
    pub size: [f64; 2],
    /// What it must not leave.
    pub within: Frame,
    /// Where it may stand.
    pub sides: Sides,
}

/// Which end of a name is next to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A name that has found room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// From which level on it is shown: from 0.
    pub level: u8,
    /// Where it is, as seen from its place, at the scale of the first level.
    pub frame: Frame,
    /// How its text is anchored.
    pub anchor: Anchor,
}

/// How large things are at a level, against the first.
#[must_use]
pub fn scale(level: u8) -> f64 {
    0.5_f64.powi(i32::from(level))
}

/// Finds room for as many names as have any; symbols stay where they are.
#[must_use]
pub fn place(wanted: &[Wanted]) -> Vec<Option<Placed>> {
    let mut placed: Vec<Option<Placed>> = vec![None; wanted.len()];
    for level in 0..LEVELS {
        let mut room = Room::new(level);
        for (owner, want) in wanted.iter().enumerate() {
            if want.radius > 0.0 {
                let whole = [want.radius * 2.0; 2];
                room.take(want.at, Frame::new([-want.radius, -want.radius], whole), owner);
            }
        }
        for (owner, (want, known)) in wanted.iter().zip(&placed).enumerate() {
            if let Some(known) = known {
                room.take(want.at, known.frame, owner);
            }
        }
        for (owner, (want, known)) in wanted.iter().zip(&mut placed).enumerate() {
            if known.is_some() {
                continue;
            }
            let free = candidates(want).into_iter().find(|(frame, _)| {
                want.within.holds(&frame.around(want.at, room.scale)) && room.is_free(want.at, *frame, owner)
            });
            if let Some((frame, anchor)) = free {
                room.take(want.at, frame, owner);
                *known = Some(Placed { level, frame, anchor });
            }
        }
    }
    placed
}

/// Where a name may stand, as seen from its place, the best first.
fn candidates(want: &Wanted) -> Vec<(Frame, Anchor)> {
    let [width, height] = want.size;
    let (near, middle) = (want.radius + GAP, -height / 2.0);
    let slant = want.radius * std::f64::consts::FRAC_1_SQRT_2 + GAP;
    let below = ([-width / 2.0, near], Anchor::Middle);
    let above = ([-width / 2.0, -near - height], Anchor::Middle);
    let corners = match want.sides {
        Sides::Below => vec![below],
        Sides::Over => vec![([-width / 2.0, middle], Anchor::Middle), above, below],
        Sides::All => vec![
            ([near, middle], Anchor::Start),
            ([-near - width, middle], Anchor::End),
            below,
            above,
            ([slant, -slant - height], Anchor::Start),
            ([slant, slant], Anchor::Start),
            ([-slant - width, -slant - height], Anchor::End),
            ([-slant - width, slant], Anchor::End),
        ],
    };
    corners.into_iter().map(|(corner, anchor)| (Frame::new(corner, want.size), anchor)).collect()
}

/// Something that takes room: its place, what it covers as seen from there, and whose it is.
type Taken = ([f64; 2], Frame, usize);

/// The room that is taken at a level, in squares by which neighbours are found.
struct Room {
    scale: f64,
    taken: Vec<Taken>,
    squares: HashMap<[i64; 2], Vec<usize>>,
}

impl Room {
    fn new(level: u8) -> Self {
        Self { scale: scale(level), taken: Vec::new(), squares: HashMap::new() }
    }

    /// The squares that a thing and its place are in.
    fn squares(&self, [x, y]: [f64; 2], frame: Frame) -> impl Iterator<Item = [i64; 2]> + use<> {
        let Frame { from: [left, top], to: [right, bottom] } = frame.around([x, y], self.scale);
        let side = SQUARE * self.scale;
        let square = |value: f64| (value / side).floor() as i64;
        let (columns, rows) =
            (square(left.min(x))..=square(right.max(x)), square(top.min(y))..=square(bottom.max(y)));
        columns.flat_map(move |column| rows.clone().map(move |row| [column, row]))
    }

    fn take(&mut self, at: [f64; 2], frame: Frame, owner: usize) {
        for square in self.squares(at, frame) {
            self.squares.entry(square).or_default().push(self.taken.len());
        }
        self.taken.push((at, frame, owner));
    }

    /// Whether nothing of another owner is in the way, now and from nearer.
    fn is_free(&self, at: [f64; 2], frame: Frame, owner: usize) -> bool {
        let airy =
            Frame::new(frame.from.map(|edge| edge - AIR), frame.size().map(|length| length + AIR * 2.0));
        let near = self.squares(at, airy).filter_map(|square| self.squares.get(&square)).flatten();
        near.filter_map(|number| self.taken.get(*number))
            .filter(|(.., other)| *other != owner)
            .all(|(there, taken, _)| stay_apart((at, airy), (*there, *taken), self.scale))
    }
}

/// Whether two things lie apart at a scale and at every smaller one.
fn stay_apart(one: ([f64; 2], Frame), other: ([f64; 2], Frame), scale: f64) -> bool {
    let (([ax, ay], a), ([bx, by], b)) = (one, other);
    // The room between both places holds what of both lies in it.
    let along = |from: f64, to: f64, ahead: f64, back: f64| from <= to && to - from >= scale * (ahead - back);
    along(ax, bx, a.to[0], b.from[0])
        || along(bx, ax, b.to[0], a.from[0])
        || along(ay, by, a.to[1], b.from[1])
        || along(by, ay, b.to[1], a.from[1])
}
