//! Brands in, each community with its brands out; those that have none are shown as what is missing.

use tera::Value;

use super::super::press::Press;
use super::super::values::{list, map};
use crate::resolve::ListingNo;
use crate::resolve::dossiers;
use crate::resolve::site::Site;

/// The communities with their brands: a list of `{place, above, brands}`; empty where no brand is at home anywhere.
#[must_use]
pub fn brands_by_place(press: &Press<'_>) -> Value {
    let site = press.site.all();
    let places = dossiers::brands_by_place(site);
    if places.iter().all(|(_, brands)| brands.is_empty()) {
        return list([]);
    }
    list(places.iter().map(|(place, brands)| {
        map([
            ("place", press.links.listing(*place)),
            ("above", above(press, site, *place)),
            ("brands", press.records(brands)),
        ])
    }))
}

/// What the place belongs to.
fn above(press: &Press<'_>, site: &Site, place: ListingNo) -> Value {
    let parent = site.listing(place).and_then(|place| place.parent);
    parent.map_or_else(Value::none, |parent| press.links.listing(parent))
}
