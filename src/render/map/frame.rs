//! Rectangles of a map, and how its coordinates are written.

/// How wide a map is, in its own units: as many as a phone has pixels, so that its text stays readable there.
pub const WIDTH: f64 = 360.0;

/// A rectangle: its left upper and its right lower corner, `x` to the right and `y` down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The left upper corner.
    pub from: [f64; 2],
    /// The right lower corner.
    pub to: [f64; 2],
}

impl Frame {
    /// A rectangle of that size at its left upper corner.
    #[must_use]
    pub fn new([x, y]: [f64; 2], [width, height]: [f64; 2]) -> Self {
        Self { from: [x, y], to: [x + width, y + height] }
    }

    /// Its width and height.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        let ([left, top], [right, bottom]) = (self.from, self.to);
        [right - left, bottom - top]
    }

    /// Its middle.
    #[must_use]
    pub fn middle(&self) -> [f64; 2] {
        let ([left, top], [right, bottom]) = (self.from, self.to);
        [f64::midpoint(left, right), f64::midpoint(top, bottom)]
    }

    /// What is left of it within a border; nothing at its middle where it is smaller than that.
    #[must_use]
    pub fn within(&self, border: f64) -> Self {
        let ([width, height], [x, y]) = (self.size(), self.middle());
        let half = |length: f64| (length / 2.0 - border).max(0.0);
        Self { from: [x - half(width), y - half(height)], to: [x + half(width), y + half(height)] }
    }

    /// The same, as seen from a point of which it is told at a scale.
    #[must_use]
    pub fn around(&self, [x, y]: [f64; 2], scale: f64) -> Self {
        let ([left, top], [right, bottom]) = (self.from, self.to);
        Self { from: [x + left * scale, y + top * scale], to: [x + right * scale, y + bottom * scale] }
    }

    /// Whether all of the other lies in it.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        let ([left, top], [right, bottom]) = (self.from, self.to);
        let ([from, above], [to, below]) = (other.from, other.to);
        left <= from && top <= above && to <= right && below <= bottom
    }

    /// Whether it covers something of the other.
    #[cfg(test)]
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let ([left, top], [right, bottom]) = (self.from, self.to);
        let ([from, above], [to, below]) = (other.from, other.to);
        left < to && from < right && top < below && above < bottom
    }
}

/// A coordinate to a hundredth of a unit: what is seen when the map is as near as can be.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
