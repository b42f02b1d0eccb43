//! What charts are drawn of: shapes in units of the frame, and as SVG.
//!
//! What surprised us: nobody tells how wide a text will be before it is drawn. Han characters are as wide as they are
//! high, others little more than half of it; that is right within a tenth, and a margin does the rest.

use crate::model::html::Markup;

/// How wide a chart is on a page of the site, in its own units: as many as a small phone has pixels, so that its text stays
/// readable there.
pub const WIDTH: f64 = 400.0;
/// How wide it is in a column of newsprint, whose small type is as high there as [`TEXT`] here.
pub const COLUMN: f64 = 240.0;
/// How far from the frame's edge anything stays.
pub const MARGIN: f64 = 4.0;
/// How high text is.
pub const TEXT: f64 = 13.0;

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A part of a chart.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A straight line.
    Rule {
        /// Both ends.
        ends: [[f64; 2]; 2],
    },
    /// Lines from point to point.
    Path {
        /// The points.
        points: Vec<[f64; 2]>,
    },
    /// A disc around a point.
    Disc {
        /// Its middle.
        at: [f64; 2],
    },
    /// A rectangle.
    Bar {
        /// Its left upper corner.
        at: [f64; 2],
        /// Its width and height.
        size: [f64; 2],
        /// Its class.
        class: &'static str,
    },
    /// A line of text.
    Text {
        /// Where it stands: left, middle or right of its base line.
        at: [f64; 2],
        /// Which.
        anchor: Anchor,
        /// What it says.
        text: String,
        /// Its class.
        class: &'static str,
    },
}

/// How large the discs are.
pub const RADIUS: f64 = 3.5;

impl Shape {
    /// A text that lies within a frame so wide: moved sideways where it would not, and cut where there is no room at all.
    #[must_use]
    pub fn text(at: [f64; 2], text: &str, (class, wide): (&'static str, f64)) -> Self {
        let text = cut(text, wide - MARGIN * 2.0);
        let half = width(&text) / 2.0;
        let [x, y] = at;
        let (anchor, x) = if x - half < MARGIN {
            (Anchor::Start, MARGIN)
        } else if x + half > wide - MARGIN {
            (Anchor::End, wide - MARGIN)
        } else {
            (Anchor::Middle, x)
        };
        Self::Text { at: [x, y], anchor, text, class }
    }

    /// The least and the greatest of both its coordinates.
    #[must_use]
    pub fn bounds(&self) -> [[f64; 2]; 2] {
        match self {
            Self::Rule { ends } => around(ends),
            Self::Path { points } => around(points),
            Self::Disc { at: [x, y] } => [[x - RADIUS, y - RADIUS], [x + RADIUS, y + RADIUS]],
            Self::Bar { at: [x, y], size: [width, height], .. } => [[*x, *y], [x + width, y + height]],
            Self::Text { at: [x, y], anchor, text, .. } => {
                let wide = width(text);
                let left = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - wide / 2.0,
                    Anchor::End => x - wide,
                };
                [[left, y - TEXT], [left + wide, y + TEXT * 0.25]]
            }
        }
    }

    /// Whether it covers something of the other.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let ([[left, top], [right, bottom]], [[from, above], [to, below]]) = (self.bounds(), other.bounds());
        left < to && from < right && top < below && above < bottom
    }

    /// The shape behind what is written.
    #[must_use]
    pub fn write(&self, svg: Markup) -> Markup {
        match self {
            Self::Rule { ends } => path(svg.raw("<path class=\"rule\" d=\""), ends),
            Self::Path { points } => path(svg.raw("<path class=\"run\" d=\""), points),
            Self::Disc { at } => {
                let svg = pair(svg.raw("<circle class=\"dot\""), [" cx=\"", " cy=\""], at);
                svg.raw(" r=\"").text(&number(RADIUS)).raw("\"/>")
            }
            Self::Bar { at, size, class } => {
                let svg = pair(svg.raw("<rect class=\"").raw(class).raw("\""), [" x=\"", " y=\""], at);
                pair(svg, [" width=\"", " height=\""], size).raw("/>")
            }
            Self::Text { at, anchor, text, class } => {
                let svg = pair(svg.raw("<text class=\"").raw(class).raw("\""), [" x=\"", " y=\""], at);
                let svg = svg.raw(match anchor {
                    Anchor::Start => "",
                    Anchor::Middle => " text-anchor=\"middle\"",
                    Anchor::End => " text-anchor=\"end\"",
                });
                svg.raw(">").text(text).raw("</text>")
            }
        }
    }
}

fn pair(svg: Markup, names: [&'static str; 2], values: &[f64; 2]) -> Markup {
    let pairs = names.into_iter().zip(values);
    pairs.fold(svg, |svg, (name, value)| svg.raw(name).text(&number(*value)).raw("\""))
}

fn path(svg: Markup, points: &[[f64; 2]]) -> Markup {
    let mut svg = svg;
    for (at, [x, y]) in points.iter().enumerate() {
        svg = svg.raw(if at == 0 { "M" } else { "L" }).text(&number(*x)).raw(" ").text(&number(*y));
    }
    svg.raw("\"/>")
}

fn around(points: &[[f64; 2]]) -> [[f64; 2]; 2] {
    let start = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
    points.iter().fold(start, |[[left, top], [right, bottom]], [x, y]| {
        [[left.min(*x), top.min(*y)], [right.max(*x), bottom.max(*y)]]
    })
}

/// A coordinate to a tenth of a unit.
#[must_use]
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// How wide a text is, about.
#[must_use]
pub fn width(text: &str) -> f64 {
    text.chars().map(|c| if c < '\u{2e80}' { TEXT * 0.6 } else { TEXT }).sum()
}

/// The text, or its beginning, within a width.
#[must_use]
pub fn cut(text: &str, within: f64) -> String {
    if width(text) <= within {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&kept) + TEXT > within {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

/// The labels that cover none before them, and nothing of `taken`.
#[must_use]
pub fn apart(labels: impl IntoIterator<Item = Shape>, taken: &[Shape]) -> Vec<Shape> {
    let mut kept: Vec<Shape> = Vec::new();
    for label in labels {
        if !kept.iter().chain(taken).any(|other| other.covers(&label)) {
            kept.push(label);
        }
    }
    kept
}

/// Where numbers lie between the least, which is at most 0, and the greatest, which is at least 0: 0 to 1 each.
#[must_use]
pub fn levels(values: impl Iterator<Item = f64> + Clone) -> (Vec<f64>, f64) {
    let greatest = values.clone().fold(0.0, |most: f64, value| most.max(value.abs()));
    let scale = if greatest > 0.0 && greatest.is_finite() { greatest } else { 1.0 };
    let scaled = values.map(|value| if value.is_finite() { value / scale } else { 0.0 });
    let scaled: Vec<f64> = scaled.collect();
    let low = scaled.iter().copied().fold(0.0, f64::min);
    let high = scaled.iter().copied().fold(0.0, f64::max);
    let span = if high > low { high - low } else { 1.0 };
    (scaled.iter().map(|value| (value - low) / span).collect(), -low / span)
}
