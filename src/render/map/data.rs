//! Places in, `places.geojson` (RFC 7946) and `places.csv` beside their map out.
//!
//! Coordinates are as they were typed, longitude first in GeoJSON as it wants them; whatever datum they are of. Addresses
//! lead from the site's root, as in the catalogue. What a preview alone shows stands in neither.

use std::io;

use serde::Serialize;

use super::super::data;
use super::super::press::Press;
use super::super::values::folder;
use crate::model::SitePath;
use crate::model::settings::Lang;
use crate::resolve::map::{FILES, FOLDER, Sight, Spot};

/// The heads of the columns, in both languages.
const HEADS: [(&str, &str); 9] = [
    ("编号", "id"),
    ("名称", "name"),
    ("隶属", "belongs_to"),
    ("类型", "type"),
    ("纬度", "latitude"),
    ("经度", "longitude"),
    ("报道", "stories"),
    ("项目", "projects"),
    ("网址", "url"),
];

#[derive(Serialize)]
struct Collection<'a> {
    r#type: &'static str,
    features: Vec<Feature<'a>>,
}

/// A place that says where it lies.
#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: Option<&'a str>,
    geometry: Point,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    /// Longitude and latitude.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    name: &'a str,
    belongs_to: String,
    r#type: &'static str,
    stories: usize,
    projects: usize,
    url: String,
}

/// Where the files are.
///
/// # Errors
/// None that is known: the names are ours.
pub fn paths() -> io::Result<[SitePath; 2]> {
    let path = |name: &str| {
        SitePath::new(&format!("{FOLDER}/{name}"))
            .map_err(|fault| io::Error::other(format!("{name}: {fault:?}")))
    };
    let [places, table] = FILES;
    Ok([path(places)?, path(table)?])
}

/// Puts both files.
///
/// # Errors
/// What the disk said.
pub fn put(press: &Press<'_>, spots: &[Spot<'_>]) -> io::Result<()> {
    let [places, table] = paths()?;
    press.output.put(&places, &geojson(spots)?)?;
    press.output.put(&table, &csv(press.site.settings().lang, spots)?)
}

/// Those that are out.
fn out<'s, 'a>(spots: &'s [Spot<'a>]) -> impl Iterator<Item = &'s Spot<'a>> {
    spots.iter().filter(|spot| !spot.is_hidden)
}

/// The names of what a place belongs to, the widest first: 崇川区/狼山镇街道.
#[must_use]
pub fn belongs_to(spots: &[Spot<'_>], spot: &Spot<'_>) -> String {
    let mut names = Vec::new();
    let mut above = spot.parent.and_then(|parent| spots.get(parent));
    while let Some(place) = above {
        names.push(place.name);
        above = place.parent.and_then(|parent| spots.get(parent));
    }
    names.reverse();
    names.join("/")
}

fn kind(sight: Sight) -> &'static str {
    match sight {
        Sight::Area => "area",
        Sight::Venue => "venue",
    }
}

fn url(spot: &Spot<'_>) -> String {
    ["/", &folder(spot.address)].concat()
}

fn geojson(spots: &[Spot<'_>]) -> io::Result<Vec<u8>> {
    let features = out(spots).filter_map(|spot| feature(spots, spot)).collect();
    data::json(&Collection { r#type: "FeatureCollection", features })
}

/// A place that says where it lies.
fn feature<'a>(spots: &[Spot<'a>], spot: &Spot<'a>) -> Option<Feature<'a>> {
    let [latitude, longitude] = spot.geo?;
    let properties = Properties {
        name: spot.name,
        belongs_to: belongs_to(spots, spot),
        r#type: kind(spot.sight),
        stories: spot.stories,
        projects: spot.projects,
        url: url(spot),
    };
    let geometry = Point { r#type: "Point", coordinates: [longitude, latitude] };
    Some(Feature { r#type: "Feature", id: spot.id, geometry, properties })
}

fn csv(lang: Lang, spots: &[Spot<'_>]) -> io::Result<Vec<u8>> {
    let heads = HEADS.map(|(chinese, english)| lang.pick(chinese, english).to_owned());
    let cells = |spot: &Spot<'_>| {
        let degrees = |which: usize| spot.geo.and_then(|geo| geo.get(which).copied());
        let said = |degrees: Option<f64>| degrees.map(|degrees| degrees.to_string()).unwrap_or_default();
        let sight = match spot.sight {
            Sight::Area => lang.pick("区域", kind(spot.sight)),
            Sight::Venue => lang.pick("阵地", kind(spot.sight)),
        };
        vec![
            spot.id.unwrap_or_default().to_owned(),
            data::plain(spot.name),
            data::plain(&belongs_to(spots, spot)),
            sight.to_owned(),
            said(degrees(0)),
            said(degrees(1)),
            spot.stories.to_string(),
            spot.projects.to_string(),
            url(spot),
        ]
    };
    data::csv(&heads, out(spots).map(cells))
}
