//! A drawing in, `svg` elements out: the map, the bar of its scale, and how large its symbols are.
//!
//! Colours are the theme's, by classes. Whatever keeps its size on the screen is in a group of the class `steady` about
//! its own place, which style sheet and script scale against the map.

use super::classes::{Classes, RADII, STEPS};
use super::draw::{Drawing, LINE, Mark, Shape, counts, width};
use super::frame::{WIDTH, number};
use super::labels::{Anchor, LEVELS};
use crate::model::SafeHtml;
use crate::model::html::Markup;
use crate::resolve::map::Spot;

/// The names of what is counted, as parts of ids and classes.
pub const MEASURES: [&str; 2] = ["stories", "projects"];
/// The classes of symbols by what they count.
const BY: [&str; 2] = ["by-stories", "by-projects"];
/// The classes of colours, from nothing on.
pub const COLOURS: [&str; STEPS + 1] = ["step-0", "step-1", "step-2", "step-3", "step-4"];
/// The classes of names by the level from which on they are shown.
const NEAR: [&str; LEVELS as usize] =
    ["name", "name near-1", "name near-2", "name near-3", "name near-4", "name near-5"];
/// How far below the upper edge of its line the base of a text is.
const BASE: f64 = 12.4;
/// The side of a square that is as large as a disc of radius 1.
const SIDE: f64 = 1.772_453_850_905_516;

/// The anchor of a place on the page of the map, by the id of its record.
#[must_use]
pub fn anchor(id: &str) -> String {
    ["at-", id].concat()
}

/// What a map says of its places.
pub struct Said<'a> {
    /// What it is called.
    pub name: &'a str,
    /// What is said of a place for whoever points at it.
    pub title: &'a dyn Fn(&Spot<'_>) -> String,
    /// The address of a place, from the page of the map.
    pub url: &'a dyn Fn(&Spot<'_>) -> String,
}

/// A class by its number.
fn class(classes: &[&'static str], at: usize) -> &'static str {
    classes.get(at).copied().unwrap_or_default()
}

/// The map as an `svg` element.
#[must_use]
pub fn map(drawing: &Drawing, spots: &[Spot<'_>], said: &Said<'_>) -> SafeHtml {
    let [_, height] = drawing.frame.size();
    let svg = Markup::with_capacity(512 * (drawing.marks.len() + 1));
    let svg = svg.raw("<svg class=\"map-drawing\" data-map-drawing viewBox=\"0 0 ").text(&number(WIDTH));
    let svg = svg.raw(" ").text(&number(height)).raw("\" role=\"group\" aria-label=\"").text(said.name);
    let mut svg = svg.raw("\">\n");
    for cell in &drawing.cells {
        svg = pair(svg.raw("<rect class=\"cell\""), [" x=\"", " y=\""], cell.from);
        svg = pair(svg, [" width=\"", " height=\""], cell.size()).raw("/>\n");
    }
    for one in &drawing.marks {
        if let Some(spot) = spots.get(one.spot) {
            svg = mark(svg, (drawing, one), (spot, said));
        }
    }
    svg.raw("</svg>").finish()
}

fn pair(svg: Markup, names: [&'static str; 2], values: [f64; 2]) -> Markup {
    let pairs = names.into_iter().zip(values);
    pairs.fold(svg, |svg, (name, value)| svg.raw(name).text(&number(value)).raw("\""))
}

/// A place: a link with its symbol in both sizes, and its name. A mere name that has no room is left out.
fn mark(svg: Markup, (drawing, mark): (&Drawing, &Mark), (spot, said): (&Spot<'_>, &Said<'_>)) -> Markup {
    if mark.shape == Shape::Name && mark.label.is_none() {
        return svg;
    }
    let mut svg = svg.raw("<a class=\"").raw(match mark.shape {
        Shape::Disc => "spot area",
        Shape::Square => "spot venue",
        Shape::Name => "spot region",
    });
    svg = svg.raw("\"");
    if let Some(id) = spot.id {
        svg = svg.raw(" id=\"").text(&anchor(id)).raw("\"");
    }
    let title = (said.title)(spot);
    svg = svg.raw(" href=\"").text(&(said.url)(spot)).raw("\" aria-label=\"").text(&title);
    svg = svg.raw("\"><title>").text(&title).raw("</title>");
    svg = steady(svg, mark.at);
    if mark.shape != Shape::Name {
        let sized = drawing.classes.iter().zip(counts(spot));
        for ((classes, count), by) in sized.zip(BY) {
            let colour = class(&COLOURS, classes.step(count));
            svg = symbol(svg, (mark.shape, classes.radius(count)), (by, colour));
        }
    }
    name(svg, mark).raw("</g></g></a>\n")
}

/// Opens what keeps its size about a place.
fn steady(svg: Markup, [x, y]: [f64; 2]) -> Markup {
    let svg = svg.raw("<g transform=\"translate(").text(&number(x)).raw(" ").text(&number(y));
    svg.raw(")\"><g class=\"steady\">")
}

fn symbol(svg: Markup, (shape, radius): (Shape, f64), (by, colour): (&'static str, &'static str)) -> Markup {
    let svg = match shape {
        Shape::Square => {
            let side = radius * SIDE;
            let svg = pair(svg.raw("<rect"), [" x=\"", " y=\""], [-side / 2.0; 2]);
            pair(svg, [" width=\"", " height=\""], [side; 2])
        }
        _ => svg.raw("<circle r=\"").text(&number(radius)).raw("\""),
    };
    svg.raw(" class=\"").raw(by).raw(" ").raw(colour).raw("\"/>")
}

fn name(svg: Markup, mark: &Mark) -> Markup {
    let Some(placed) = &mark.label else { return svg };
    let ([left, top], [right, _]) = (placed.frame.from, placed.frame.to);
    let (x, anchored) = match placed.anchor {
        Anchor::Start => (left, ""),
        Anchor::Middle => (f64::midpoint(left, right), " text-anchor=\"middle\""),
        Anchor::End => (right, " text-anchor=\"end\""),
    };
    let mut svg = svg;
    for (at, line) in mark.lines.iter().enumerate() {
        svg = svg.raw("<text class=\"").raw(class(&NEAR, usize::from(placed.level))).raw("\"");
        svg = pair(svg, [" x=\"", " y=\""], [x, top + LINE * at as f64 + BASE]);
        svg = svg.raw(anchored).raw(">").text(line).raw("</text>");
    }
    svg
}

/// How high the strip with the scale is.
const STRIP: f64 = 26.0;

/// The bar of the scale and which way north is, with the words for the length of the bar, for north, and for both.
#[must_use]
pub fn scale(drawing: &Drawing, [length, north, said]: [&str; 3]) -> SafeHtml {
    let Some(projection) = &drawing.projection else { return SafeHtml::default() };
    let [long, _] = projection.bar();
    let svg = Markup::default().raw("<svg class=\"map-scale\" viewBox=\"0 0 ").text(&number(WIDTH)).raw(" ");
    let svg = svg.text(&number(STRIP)).raw("\" role=\"img\" aria-label=\"").text(said);
    // The length of a unit, from which the script makes the bar of a nearer map.
    let svg = svg.raw("\" data-map-scale=\"").text(&format!("{:.6}", projection.metres())).raw("\">\n");
    let svg = svg.raw("<path class=\"bar\" d=\"M2 19v5h").text(&number(long)).raw("v-5\"/>");
    let svg = steady(svg, [2.0, 16.0]).raw("<text class=\"length\">").text(length).raw("</text></g></g>\n");
    let svg = steady(svg, [WIDTH - 16.0, 24.0]).raw("<path class=\"north\" d=\"M0-22L6 0L0-5L-6 0Z\"/>");
    let svg = svg.raw("<text x=\"-10\" text-anchor=\"end\">").text(north).raw("</text></g></g>\n");
    svg.raw("</svg>").finish()
}

/// Symbols of some counts beside each other, with their counts, for whoever wants to know what a size means.
#[must_use]
pub fn sizes(classes: &Classes, said: &str) -> SafeHtml {
    let [most, _] = RADII;
    let high = most * 2.0 + 2.0;
    let svg = Markup::default().raw("<svg class=\"map-sizes\" viewBox=\"0 0 ").text(&number(WIDTH)).raw(" ");
    let mut svg = svg.text(&number(high)).raw("\" role=\"img\" aria-label=\"").text(said).raw("\">\n");
    let mut x = 1.0;
    for count in classes.examples() {
        let (radius, words) = (classes.radius(count), count.to_string());
        svg = steady(svg, [x, high / 2.0]).raw("<circle class=\"step-0\"");
        svg = svg.raw(" cx=\"").text(&number(radius)).raw("\" r=\"").text(&number(radius)).raw("\"/>");
        svg = svg.raw("<text y=\"4.5\" x=\"").text(&number(radius * 2.0 + 4.0)).raw("\">");
        svg = svg.text(&words).raw("</text></g></g>\n");
        x += radius * 2.0 + width(&words) + 20.0;
    }
    svg.raw("</svg>").finish()
}
