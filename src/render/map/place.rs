//! A place in, where it lies out: a small drawing of it among its neighbours or of the places below it, and the same as a
//! list; of what nobody says where it lies, what it belongs to.
//!
//! What surprised us: one spot on an empty sheet tells nothing. A house is found by the houses beside it, so what is drawn
//! around it belongs to the smallest area that has any other.

use std::collections::BTreeSet;

use tera::Value;

use super::super::figures::words::number;
use super::super::press::Press;
use super::super::texts::fill;
use super::super::values::{folder, list, map, safe, text};
use super::SECTION;
use super::draw::{LINE, width};
use super::frame::{Frame, WIDTH, number as coordinate};
use super::labels::{self, Anchor, Placed, Sides, Wanted};
use super::projection::{Degrees, Projection, far};
use super::svg::anchor;
use crate::model::SafeHtml;
use crate::model::html::Markup;
use crate::resolve::map::{Lying, Sight};
use crate::resolve::{ListingNo, RecordNo};

/// The most places that are drawn: more would be a stain, and the map has them all.
const MOST: usize = 60;
/// How large the symbols are of the places that are meant, and of those around them.
const LARGE: f64 = 7.0;
const SMALL: f64 = 4.0;
/// How high the strip with the scale is.
const STRIP: f64 = 22.0;
/// How high the letters of a name stand above the middle of its line.
const BASE: f64 = 12.4;

/// What is drawn.
struct Scene<'a> {
    /// The place itself; of one that says nothing itself the places below it.
    here: Vec<Lying<'a>>,
    /// The places below it, else those around it: the nearest first.
    around: Vec<Lying<'a>>,
    /// The text that says what the list is of.
    label: &'static str,
    /// Whether the list is of the places that are meant.
    lists_here: bool,
}

/// Where a place lies: `{drawing, said, label, places, url}`; none of what belongs to nothing and is not on the map.
#[must_use]
pub fn whereabouts(press: &Press<'_>, (place, record): (ListingNo, Option<RecordNo>)) -> Value {
    let above = press.site.full_name(place);
    let Some((name, above)) = above.split_last() else { return Value::none() };
    let scene = Scene::of(press, place);
    if scene.is_none() && above.is_empty() {
        return Value::none();
    }
    let belongs = fill(press.word("place_belongs"), &above.join("/"));
    let id = record.and_then(|record| press.site.record(record)).map(|record| anchor(record.id.as_str()));
    let url = match id {
        Some(id) => Some([SECTION, "#", &*id].concat()),
        None => scene.is_some().then(|| SECTION.to_owned()),
    };
    let (label, places) = scene.as_ref().map_or(("place_around", &[][..]), Scene::listed);
    map([
        ("drawing", safe(&scene.as_ref().map(|scene| scene.svg(press, name)).unwrap_or_default())),
        ("said", text(Some(&*belongs).filter(|_| !above.is_empty()))),
        ("label", Value::from(press.word(label))),
        ("places", list(places.iter().map(|one| link(press, one)))),
        ("url", text(url.as_deref())),
    ])
}

fn link(press: &Press<'_>, place: &Lying<'_>) -> Value {
    let address = press.site.listing(place.listing).map(|face| folder(face.address)).unwrap_or_default();
    map([("name", Value::from(place.name)), ("url", Value::from(address))])
}

impl<'a> Scene<'a> {
    /// None of a place of which nothing says where it lies.
    fn of(press: &Press<'a>, place: ListingNo) -> Option<Self> {
        let mut here = press.site.lying(place);
        let first = here.first().copied()?;
        let has_own = first.listing == place;
        if has_own && here.len() > 1 {
            let around = nearest(&first, here.split_off(1));
            return Some(Self { here, around, label: "place_within", lists_here: false });
        }
        if here.len() == 1 {
            let label = if has_own { "place_around" } else { "place_within" };
            return Some(Self { here, around: around(press, first), label, lists_here: !has_own });
        }
        let mut is_far = far(&here.iter().map(|one| one.geo).collect::<Vec<_>>()).into_iter();
        here.retain(|_| !is_far.next().unwrap_or(false));
        here.truncate(MOST);
        Some(Self { here, around: Vec::new(), label: "place_within", lists_here: true })
    }

    /// What the list says: what it is of, and the places but for the one that the page is of.
    fn listed(&self) -> (&'static str, &[Lying<'a>]) {
        (self.label, if self.lists_here { &self.here } else { &self.around })
    }

    /// The drawing, named for whoever cannot see it.
    fn svg(&self, press: &Press<'_>, name: &str) -> SafeHtml {
        let all: Vec<Lying<'_>> = self.here.iter().chain(&self.around).copied().collect();
        let points: Vec<Degrees> = all.iter().map(|one| one.geo).collect();
        let Some(projection) = Projection::of(&points) else { return SafeHtml::default() };
        let frame = projection.frame();
        let radius = |at: usize| if at < self.here.len() { LARGE } else { SMALL };
        let wanted: Vec<Wanted> = all
            .iter()
            .enumerate()
            .map(|(at, one)| Wanted {
                at: projection.place(one.geo),
                radius: radius(at),
                size: [width(one.name), LINE],
                within: frame,
                sides: Sides::All,
            })
            .collect();
        let [_, high] = frame.size();
        let mut svg = Markup::with_capacity(256 * (all.len() + 2));
        svg =
            svg.raw("<svg class=\"map-place\" role=\"img\" viewBox=\"0 0 ").text(&coordinate(WIDTH)).raw(" ");
        svg = svg.text(&coordinate(high + STRIP)).raw("\" aria-labelledby=\"place-title place-text\">\n");
        svg = svg.raw("<title id=\"place-title\">").text(&fill(press.word("place_lies"), name));
        svg = svg
            .raw("</title>\n<desc id=\"place-text\">")
            .text(&self.described(press, &projection))
            .raw("</desc>\n");
        svg = ground(svg, frame);
        let names = labels::place(&wanted);
        for (at, (one, want)) in all.iter().zip(&wanted).enumerate().rev() {
            svg = symbol(svg, (one.sight, want), at < self.here.len());
        }
        for (at, (one, want)) in all.iter().zip(&wanted).enumerate() {
            // Nobody comes nearer here: what has no room from afar has none.
            if let Some(Some(placed)) =
                names.get(at).filter(|placed| placed.is_some_and(|one| one.level == 0))
            {
                svg = label(svg, (one.name, placed), (want.at, at < self.here.len()));
            }
        }
        scale(svg, press, &projection).raw("</svg>").finish()
    }

    /// What is seen, in a sentence.
    fn described(&self, press: &Press<'_>, projection: &Projection) -> String {
        let (label, places) = self.listed();
        let names: Vec<&str> = places.iter().map(|one| one.name).collect();
        let all = names.join(press.word("list_comma"));
        let [_, metres] = projection.bar();
        let scale = fill(press.word("map_scale"), &length(press, metres));
        if all.is_empty() {
            return scale;
        }
        [press.word(label), press.word("module_colon"), &all, press.word("place_stop"), &scale].concat()
    }
}

/// The places around one: those of the smallest area that has any but it, the nearest first, without what lies so far away
/// that all others would be a dot.
fn around<'a>(press: &Press<'a>, own: Lying<'a>) -> Vec<Lying<'a>> {
    let mut climbed = BTreeSet::from([own.listing]);
    let mut at = press.site.listing(own.listing).and_then(|face| face.parent);
    while let Some(area) = at.filter(|area| climbed.insert(*area)) {
        let mut others = press.site.lying(area);
        others.retain(|one| one.listing != own.listing);
        if !others.is_empty() {
            return nearest(&own, others);
        }
        at = press.site.listing(area).and_then(|face| face.parent);
    }
    Vec::new()
}

fn nearest<'a>(own: &Lying<'a>, mut others: Vec<Lying<'a>>) -> Vec<Lying<'a>> {
    let [north, east] = own.geo;
    let narrow = north.to_radians().cos();
    let away = |one: &Lying<'_>| {
        let turn = (one.geo[1] - east + 180.0).rem_euclid(360.0) - 180.0;
        (one.geo[0] - north).hypot(turn * narrow)
    };
    others.sort_by(|a, b| away(a).total_cmp(&away(b)));
    others.truncate(MOST);
    let points: Vec<Degrees> = others.iter().chain([own]).map(|one| one.geo).collect();
    let mut is_far = far(&points);
    if is_far.pop() == Some(true) {
        return Vec::new();
    }
    let mut is_far = is_far.into_iter();
    others.retain(|_| !is_far.next().unwrap_or(false));
    others
}

fn ground(svg: Markup, frame: Frame) -> Markup {
    let [wide, high] = frame.size();
    let svg = svg.raw("<rect class=\"ground\" x=\"0.5\" y=\"0.5\" width=\"").text(&coordinate(wide - 1.0));
    svg.raw("\" height=\"").text(&coordinate(high - 1.0)).raw("\"/>\n")
}

/// A symbol: what is meant is filled, what is around it hollow; a venue is a square.
fn symbol(svg: Markup, (sight, want): (Sight, &Wanted), is_meant: bool) -> Markup {
    let ([x, y], radius) = (want.at, want.radius);
    let svg = match sight {
        Sight::Venue => {
            let svg = svg
                .raw("<rect x=\"")
                .text(&coordinate(x - radius))
                .raw("\" y=\"")
                .text(&coordinate(y - radius));
            let svg = svg.raw("\" width=\"").text(&coordinate(radius * 2.0));
            svg.raw("\" height=\"").text(&coordinate(radius * 2.0))
        }
        Sight::Area => {
            let svg = svg.raw("<circle cx=\"").text(&coordinate(x)).raw("\" cy=\"").text(&coordinate(y));
            svg.raw("\" r=\"").text(&coordinate(radius))
        }
    };
    svg.raw("\" class=\"").raw(meant(is_meant)).raw("\"/>\n")
}

fn meant(is_meant: bool) -> &'static str {
    if is_meant { "here" } else { "near" }
}

fn label(svg: Markup, (name, placed): (&str, &Placed), ([x, y], is_meant): ([f64; 2], bool)) -> Markup {
    let ([left, top], [right, _]) = (placed.frame.from, placed.frame.to);
    let (at, anchored) = match placed.anchor {
        Anchor::Start => (left, ""),
        Anchor::Middle => (f64::midpoint(left, right), " text-anchor=\"middle\""),
        Anchor::End => (right, " text-anchor=\"end\""),
    };
    let svg = svg.raw("<text class=\"").raw(meant(is_meant)).raw("\" x=\"").text(&coordinate(x + at));
    let svg = svg.raw("\" y=\"").text(&coordinate(y + top + BASE)).raw("\"").raw(anchored).raw(">");
    svg.text(name).raw("</text>\n")
}

/// The bar of the scale below the ground, with its length, and which way north is.
fn scale(svg: Markup, press: &Press<'_>, projection: &Projection) -> Markup {
    let [long, metres] = projection.bar();
    let [_, high] = projection.frame().size();
    let svg = svg
        .raw("<path class=\"bar\" d=\"M2 ")
        .text(&coordinate(high + 9.0))
        .raw("v5h")
        .text(&coordinate(long));
    let svg = svg.raw("v-5\"/>\n<text class=\"scale\" x=\"").text(&coordinate(long + 8.0)).raw("\" y=\"");
    let svg = svg.text(&coordinate(high + 17.0)).raw("\">").text(&length(press, metres)).raw("</text>\n");
    let svg = svg.raw("<text class=\"scale\" text-anchor=\"end\" x=\"").text(&coordinate(WIDTH - 2.0));
    let svg = svg.raw("\" y=\"").text(&coordinate(high + 17.0)).raw("\">").text(press.word("place_north"));
    svg.raw("</text>\n")
}

/// A length in words: 500米, 1公里.
pub(super) fn length(press: &Press<'_>, metres: f64) -> String {
    let (pattern, many) =
        if metres < 1000.0 { ("map_metres", metres) } else { ("map_kilometres", metres / 1000.0) };
    fill(press.word(pattern), &number(many))
}
