//! All listings of one sort, or all standing records of one kind, in; the page that indexes them out.
//!
//! What surprised us: places are a tree of any depth, and a tree of values is nested maps, so the template
//! needs one component that calls itself.

use std::io;

use tera::Value;

use super::directory;
use super::head::Head;
use super::history::{brands_by_place, roll};
use super::links::row_name;
use super::map::SECTION;
use super::press::{Page, Press, page_path};
use super::values::{address, folder, list, map, safe, text};
use crate::model::Kind;
use crate::resolve::map as places;
use crate::resolve::site::{Sort, by_standing_kind};
use crate::resolve::{ListingNo, RecordNo};

/// The sorts that have an index, in the order of the directory.
const SORTS: [Sort; 6] = [Sort::Column, Sort::Place, Sort::Kind, Sort::Tag, Sort::Org, Sort::Person];
/// How deep places nest on their index; what lies deeper is found from there.
const DEEPEST: usize = 12;

/// Makes the index of every sort that has listings; that of places with the directory of venues.
///
/// # Errors
/// What the disk said.
pub fn print_sorts(press: &Press<'_>) -> io::Result<()> {
    for sort in SORTS {
        let tops: Vec<ListingNo> = press
            .site
            .all()
            .listings_of(sort)
            .filter(|(_, l)| l.parent.is_none())
            .map(|(number, _)| number)
            .collect();
        if tops.is_empty() {
            continue;
        }
        let section = format!("{}/", sort.folder());
        let path = page_path(sort.folder())?;
        let name = press.word(sort.folder()).to_owned();
        let template = if sort == Sort::Place { "places.html" } else { "index.html" };
        let page = Page::new(&path, template, &section, Head::new(name.clone(), ""));
        let nodes = tops.iter().filter_map(|number| node(press, *number, DEEPEST));
        let mut own = vec![("name", Value::from(name)), ("nodes", list(nodes))];
        let kind = kind_of(sort);
        own.push(("roll", kind.map_or_else(|| Ok(Value::none()), |kind| roll(press, kind))?));
        if sort == Sort::Place {
            own.extend(directory::values(press));
            let has_map = !places::is_empty(press.site.all());
            own.push(("map", text(has_map.then_some(SECTION))));
        }
        press.print(page, own)?;
    }
    Ok(())
}

/// Makes the index of years.
///
/// # Errors
/// What the disk said.
pub fn print_years(press: &Press<'_>) -> io::Result<()> {
    let path = page_path("years")?;
    let name = press.word("by_year").to_owned();
    let page = Page::new(&path, "index.html", "issues/", Head::new(name.clone(), ""));
    let nodes = press.site.years().iter().map(|year| {
        map([
            ("name", Value::from(super::dates::year(press.site.settings().lang, year.year))),
            ("url", Value::from(format!("{}/", year.year))),
            ("count", Value::from(year.members.len())),
            ("badge", Value::none()),
            ("children", list([])),
        ])
    });
    press.print(page, vec![("name", Value::from(name)), ("nodes", list(nodes)), ("roll", Value::none())])
}

/// The kind of the records that head the listings of a sort.
fn kind_of(sort: Sort) -> Option<Kind> {
    match sort {
        Sort::Place => Some(Kind::Place),
        Sort::Org => Some(Kind::Org),
        Sort::Person => Some(Kind::Person),
        Sort::Column | Sort::Kind | Sort::Tag => None,
    }
}

/// A listing with those below it: `{name, url, count, badge, children}`.
fn node(press: &Press<'_>, number: ListingNo, depth: usize) -> Option<Value> {
    let listing = press.site.listing(number)?;
    let below = listing.children.iter().filter(|_| depth > 0);
    let children = list(below.filter_map(|child| node(press, *child, depth - 1)));
    let column = press.site.settings().columns.iter().find(|column| *column.name == *listing.name);
    let badge = column.and_then(|column| column.badge.as_deref());
    Some(map([
        (
            "name",
            Value::from(super::links::listing_name(press.site.settings().lang, (listing.sort, listing.name))),
        ),
        ("url", Value::from(folder(listing.address))),
        ("count", Value::from(press.site.members(number).len())),
        ("badge", text(badge.filter(|_| listing.sort == Sort::Column))),
        ("children", children),
    ]))
}

/// Makes the index of every standing kind that is not a sort of listing and has records.
///
/// # Errors
/// What the disk said.
pub fn print_kinds(press: &Press<'_>) -> io::Result<()> {
    for (kind, records) in by_standing_kind(press.site.all()) {
        if matches!(kind, Kind::Place | Kind::Org | Kind::Person) {
            continue;
        }
        let folder = kind.row().folder;
        let name = row_name(kind.row(), press.site.settings().lang);
        let section = format!("{folder}/");
        let path = page_path(folder)?;
        let page = Page::new(&path, "kind.html", &section, Head::new(name, ""));
        let entries = list(records.iter().filter_map(|number| entry(press, *number)));
        let places = if kind == Kind::Brand { brands_by_place(press) } else { list([]) };
        let roll = roll(press, kind)?;
        let own = vec![("name", Value::from(name)), ("entries", entries), ("brands", places), ("roll", roll)];
        press.print(page, own)?;
    }
    Ok(())
}

/// A standing record on its index: `{title, headline, url, deck, count, status}`.
fn entry(press: &Press<'_>, number: RecordNo) -> Option<Value> {
    let (record, ties) = (press.site.record(number)?, press.site.tied(number)?);
    Some(map([
        ("title", Value::from(record.headline())),
        ("headline", safe(&super::names::headline(record.headline()))),
        ("url", Value::from(address(ties.page.address()))),
        ("deck", text(record.deck.as_deref())),
        ("count", Value::from(press.site.reports(number).len())),
        ("status", text(super::course::status(press.site, number).as_deref())),
    ]))
}
