//! Figures in, charts as SVG out: lines, bars, shares of a whole, funnels.
//!
//! A chart is a list of shapes in a frame of its own units, styled by the theme through classes. Whoever cannot see it
//! hears its title and its description, and finds every number in the table behind it.
//!
//! What surprised us: text is the only thing in a chart that can leave it, so its width is estimated, and a label that
//! would not fit is cut or left to the table.

mod bars;
mod funnel;
mod line;
mod shapes;
mod share;

use crate::model::SafeHtml;
use crate::model::date::Date;
use crate::model::html::Markup;

pub use shapes::{Anchor, COLUMN, RADIUS, Shape, TEXT, WIDTH};

/// A number of a series, with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// The day that it is true of.
    pub day: Date,
    /// The number that is said.
    pub value: f64,
    /// The number as newspapers print it.
    pub label: String,
    /// The day in words, in full and short.
    pub said: [String; 2],
}

/// A step of a funnel.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is counted.
    pub name: String,
    /// The number that is said.
    pub value: f64,
    /// The number as newspapers print it.
    pub label: String,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// How many there were, by day.
    Line(Vec<Dot>),
    /// How many came at a time, in the order of days.
    Bars(Vec<Dot>),
    /// How many of a whole there are: the number, the whole, and the words for both.
    Share([f64; 2], [String; 2]),
    /// A way from many to few.
    Funnel(Vec<Step>),
}

/// What a chart is called, and what it shows, for whoever cannot see it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// The number of the chart on its page.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// What it shows, in a sentence.
    pub description: String,
}

impl Chart {
    /// Its shapes and its height, in units of which its frame is `frame` wide: [`WIDTH`] or [`COLUMN`].
    #[must_use]
    pub fn shapes(&self, frame: f64) -> (Vec<Shape>, f64) {
        match self {
            Self::Line(dots) => line::draw(dots, frame),
            Self::Bars(dots) => bars::draw(dots, frame),
            Self::Share(numbers, words) => share::draw(*numbers, words, frame),
            Self::Funnel(steps) => funnel::draw(steps, frame),
        }
    }

    /// Its name among the classes of the theme.
    fn class(&self) -> &'static str {
        match self {
            Self::Line(_) => "line",
            Self::Bars(_) => "bars",
            Self::Share(..) => "share",
            Self::Funnel(_) => "funnel",
        }
    }

    /// The chart as an `svg` element.
    #[must_use]
    pub fn svg(&self, named: &Named) -> SafeHtml {
        let (shapes, height) = self.shapes(WIDTH);
        let id = format!("chart-{}", named.number);
        let mut svg = Markup::with_capacity(1024).raw("<svg class=\"chart chart-").raw(self.class());
        svg = svg.raw("\" role=\"img\" viewBox=\"0 0 ").text(&shapes::number(WIDTH)).raw(" ");
        svg = svg.text(&shapes::number(height)).raw("\" aria-labelledby=\"").text(&id).raw("-title ");
        svg = svg.text(&id).raw("-text\">\n<title id=\"").text(&id).raw("-title\">").text(&named.title);
        svg = svg.raw("</title>\n<desc id=\"").text(&id).raw("-text\">").text(&named.description);
        svg = svg.raw("</desc>\n");
        for shape in &shapes {
            svg = shape.write(svg).raw("\n");
        }
        svg.raw("</svg>").finish()
    }
}

#[cfg(test)]
mod tests;
