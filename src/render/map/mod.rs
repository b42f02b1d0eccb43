//! Places in, the page of the map out: a drawing that needs no network, what its signs mean, and a list that says the same.
//!
//! The way: [`draw`] decides what is drawn where, by [`projection`] or [`treemap`]; [`labels`] finds room for names;
//! [`classes`] says how counts look; [`svg`] writes it; [`data`] makes the files beside the page.
//!
//! What surprised us: the map is the ornament. Whoever cannot see it, or has no script, or looks for a place without
//! coordinates, needs the list below it; so the list has everything, and the map nothing else.

mod classes;
mod data;
mod draw;
mod frame;
mod labels;
mod place;
mod projection;
mod svg;
mod treemap;

use std::collections::BTreeSet;
use std::io;

use tera::Value;

use super::head::Head;
use super::press::{Own, Page, Press, page_path};
use super::texts::fill;
use super::values::{address, folder, list, map, safe, text};
use crate::resolve::map::{FOLDER, Sight, Spot};
use classes::{Class, Classes};
use draw::{Drawing, Shape};
use svg::{COLOURS, MEASURES, Said};

pub use place::whereabouts;
pub use svg::anchor;

/// The entry of the directory for the map.
pub const SECTION: &str = "map/";
/// How deep places nest in the list; a place lies no deeper.
const DEEPEST: usize = 16;

/// Makes the page and the files beside it, in a bulletin whose places have records.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>) -> io::Result<()> {
    let spots = press.site.spots();
    if spots.is_empty() {
        return Ok(());
    }
    let path = page_path(FOLDER)?;
    let name = press.word("map").to_owned();
    let page = Page::new(&path, "map.html", SECTION, Head::new(name.clone(), press.word("map_hint")));
    let drawing = draw::draw(&spots);
    let said = Said {
        name: &name,
        title: &|spot| title(press, spot),
        url: &|spot| [&*page.root, &*folder(spot.address)].concat(),
    };
    let [geojson, csv] = data::paths()?;
    let off = if drawing.projection.is_some() { left_out(&drawing, &spots) } else { Vec::new() };
    let own: Own = vec![
        ("name", Value::from(name.as_str())),
        ("drawing", safe(&svg::map(&drawing, &spots, &said))),
        ("scheme", Value::from(drawing.projection.is_none())),
        ("scale", safe(&scale(press, &drawing))),
        (
            "measures",
            list(drawing.classes.iter().zip(MEASURES).map(|(classes, id)| measure(press, id, classes))),
        ),
        ("venues", Value::from(drawing.marks.iter().any(|mark| mark.shape == Shape::Square))),
        ("places", Tree::of(press, &drawing, &spots).level(None, DEEPEST)),
        ("off", list(off.into_iter().map(|spot| elsewhere(&spots, spot)))),
        ("geojson", Value::from(address(geojson.as_str()))),
        ("csv", Value::from(address(csv.as_str()))),
    ];
    press.print(page, own)?;
    data::put(press, &spots)
}

/// How many there are, in words: 12篇报道，3个项目.
fn title(press: &Press<'_>, spot: &Spot<'_>) -> String {
    let [stories, projects] = said_counts(press, spot);
    let (colon, comma) = (press.word("module_colon"), press.word("module_comma"));
    [spot.name, colon, &stories, comma, &projects].concat()
}

fn said_counts(press: &Press<'_>, spot: &Spot<'_>) -> [String; 2] {
    [
        press.theme.texts.count("map_stories", spot.stories),
        press.theme.texts.count("map_projects", spot.projects),
    ]
}

/// The bar of the scale: 500米, 1公里.
fn scale(press: &Press<'_>, drawing: &Drawing) -> crate::model::SafeHtml {
    let Some(projection) = &drawing.projection else { return Default::default() };
    let [_, metres] = projection.bar();
    let length = place::length(press, metres);
    svg::scale(drawing, [&length, press.word("map_north"), &fill(press.word("map_scale"), &length)])
}

/// What is counted: `{id, name, classes, sizes}`.
fn measure(press: &Press<'_>, id: &str, classes: &Classes) -> Value {
    let name = press.word(if id == MEASURES[0] { "map_by_stories" } else { "map_by_projects" });
    let sizes = if classes.examples().is_empty() {
        Default::default()
    } else {
        svg::sizes(classes, press.word("map_sizes"))
    };
    let nothing = Class { step: 0, bounds: [0, 0] };
    map([
        ("id", Value::from(id)),
        ("name", Value::from(name)),
        ("classes", list([nothing].into_iter().chain(classes.all()).map(class))),
        ("sizes", safe(&sizes)),
    ])
}

/// A class: `{colour, label}`.
fn class(class: Class) -> Value {
    let [from, to] = class.bounds;
    let label = if from == to { from.to_string() } else { format!("{from}–{to}") };
    map([("colour", text(COLOURS.get(class.step).copied())), ("label", Value::from(label))])
}

/// The places that a map on the ground does not show.
fn left_out<'s, 'a>(drawing: &Drawing, spots: &'s [Spot<'a>]) -> Vec<&'s Spot<'a>> {
    let shown: BTreeSet<usize> = drawing.marks.iter().map(|mark| mark.spot).collect();
    spots.iter().enumerate().filter(|(at, _)| !shown.contains(at)).map(|(_, spot)| spot).collect()
}

/// A place that is not on the map: `{name, url}`, with what it belongs to before its name.
fn elsewhere(spots: &[Spot<'_>], spot: &Spot<'_>) -> Value {
    let above = data::belongs_to(spots, spot);
    let name = if above.is_empty() { spot.name.to_owned() } else { format!("{above}/{}", spot.name) };
    map([("name", Value::from(name)), ("url", Value::from(folder(spot.address)))])
}

/// Places as the list shows them: nested in what they belong to.
struct Tree<'s, 'p> {
    press: &'s Press<'p>,
    spots: &'s [Spot<'p>],
    /// The places below each, and last those that belong to nothing.
    below: Vec<Vec<usize>>,
    /// The places that have a link on the map.
    drawn: BTreeSet<usize>,
}

impl<'s, 'p> Tree<'s, 'p> {
    fn of(press: &'s Press<'p>, drawing: &Drawing, spots: &'s [Spot<'p>]) -> Self {
        let mut below = vec![Vec::new(); spots.len() + 1];
        for (at, spot) in spots.iter().enumerate() {
            if let Some(places) = below.get_mut(spot.parent.unwrap_or(spots.len())) {
                places.push(at);
            }
        }
        let linked = drawing.marks.iter().filter(|mark| mark.shape != Shape::Name || mark.label.is_some());
        Self { press, spots, below, drawn: linked.map(|mark| mark.spot).collect() }
    }

    /// The places below one, or those that belong to nothing.
    fn level(&self, above: Option<usize>, depth: usize) -> Value {
        let below = self.below.get(above.unwrap_or(self.spots.len())).filter(|_| depth > 0);
        list(below.into_iter().flatten().filter_map(|at| self.place(*at, depth)))
    }

    /// A place: `{name, url, anchor, venue, stories, projects, places}`.
    fn place(&self, at: usize, depth: usize) -> Option<Value> {
        let spot = self.spots.get(at)?;
        let [stories, projects] = said_counts(self.press, spot);
        // Where the map has no link to it, whoever is sent to its place on the map finds it here.
        let anchor = spot.id.filter(|_| !self.drawn.contains(&at)).map(anchor);
        Some(map([
            ("name", Value::from(spot.name)),
            ("url", Value::from(folder(spot.address))),
            ("anchor", text(anchor.as_deref())),
            ("venue", Value::from(spot.sight == Sight::Venue)),
            ("stories", Value::from(stories)),
            ("projects", Value::from(projects)),
            ("places", self.level(Some(at), depth - 1)),
        ]))
    }
}

#[cfg(test)]
mod tests;
