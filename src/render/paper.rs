//! A printed issue in, the value `paper` of its page out: pictures of pages, what stands where on them, and where each
//! story goes on.
//!
//! What surprised us: the areas of an HTML map do not scale with the picture, so they are for programs; readers get the
//! same rectangles as links of a drawing that lies over it.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value;

use super::calendar::{Day, months};
use super::extras::size;
use super::links::issue_label;
use super::press::Press;
use super::texts::fill;
use super::values::{address, folder, list, map, text};
use crate::model::date::Date;
use crate::model::edition::{Area, Edition, PrintedPage};
use crate::model::editions::{PAPER, Printed};
use crate::model::module::calendar_id;
use crate::model::{Id, Week};
use crate::resolve::IssueNo;
use crate::resolve::calendar::Span;

/// The name of the first page's map, by which programs that gather digital papers know it.
const MAP: &str = "PagePicMap";

/// The value `paper` of an issue: `{pdf, pages, calendar}`; none where it is not printed.
#[must_use]
pub fn paper(press: &Press<'_>, number: IssueNo) -> Value {
    let (Some(printed), Some((week, ..))) = (printed(press, number), press.site.masthead(number)) else {
        return Value::none();
    };
    let pages = printed.edition.pages.iter().enumerate();
    map([
        ("pdf", download(printed, (week, PAPER))),
        ("pages", list(pages.map(|(at, page)| printed_page(press, (week, printed), (at, page))))),
        ("calendar", Value::from(months(press.site.settings().lang, &days(press, number)))),
    ])
}

/// The PDF of a whole issue: `{url, size}`; none where it is not printed.
#[must_use]
pub fn whole(press: &Press<'_>, number: IssueNo) -> Value {
    let known = printed(press, number).zip(press.site.masthead(number));
    known.map_or_else(Value::none, |(printed, (week, ..))| download(printed, (week, PAPER)))
}

/// The page on which a record of the issue begins: `{number, label, anchor}`; none where it is on no page.
#[must_use]
pub fn page_of(press: &Press<'_>, number: IssueNo, id: &Id) -> Value {
    let page = printed(press, number).and_then(|printed| printed.edition.page_of(id));
    page.map_or_else(Value::none, |page| page_link(press, page))
}

/// An issue that has pages.
fn printed<'a>(press: &Press<'a>, number: IssueNo) -> Option<&'a Printed> {
    press.site.edition(number).filter(|printed| !printed.edition.pages.is_empty())
}

fn download(printed: &Printed, (week, name): (Week, &str)) -> Value {
    let bytes = printed.sizes.get(name).map(|bytes| size(*bytes));
    map([("url", Value::from(file(week, name))), ("size", text(bytes.as_deref()))])
}

fn file(week: Week, name: &str) -> String {
    address(&format!("issues/{week}/{name}"))
}

fn page_link(press: &Press<'_>, page: u32) -> Value {
    map([
        ("number", Value::from(page)),
        ("label", Value::from(fill(press.word("page_number"), &page.to_string()))),
        ("anchor", Value::from(anchor(press, page))),
    ])
}

/// `page-1`; another where a record has that id, which is an anchor of the page too.
fn anchor(press: &Press<'_>, page: u32) -> String {
    let anchor = format!("page-{page}");
    if press.site.by_id(&anchor).is_some() { format!("page_{page}") } else { anchor }
}

/// `{page, picture, map, pdf, areas, previous, next}` of the page at a place of the issue.
fn printed_page(
    press: &Press<'_>,
    (week, printed): (Week, &Printed),
    (at, page): (usize, &PrintedPage),
) -> Value {
    let pages = &printed.edition.pages;
    let beside = |at: Option<usize>| at.and_then(|at| pages.get(at));
    let link =
        |page: Option<&PrintedPage>| page.map_or_else(Value::none, |page| page_link(press, page.number));
    let name = if at == 0 { MAP.to_owned() } else { format!("{MAP}{}", page.number) };
    map([
        ("page", page_link(press, page.number)),
        ("picture", picture(week, page)),
        ("map", Value::from(name)),
        ("pdf", download(printed, (week, &format!("{}.pdf", page.number)))),
        ("areas", Value::from(areas(press, (week, &printed.edition), page))),
        ("previous", link(beside(at.checked_sub(1)))),
        ("next", link(beside(at.checked_add(1)))),
    ])
}

/// `{src, dense, width, height}` of a page's picture, which is there at two densities.
fn picture(week: Week, page: &PrintedPage) -> Value {
    let (width, height) = page.picture;
    let file = |density: &str| Value::from(file(week, &format!("{}{density}.webp", page.number)));
    map([
        ("src", file("")),
        ("dense", file("@2x")),
        ("width", Value::from(width)),
        ("height", Value::from(height)),
    ])
}

/// The areas of a page, of which those are left out whose record is not out any more.
fn areas(press: &Press<'_>, (week, edition): (Week, &Edition), page: &PrintedPage) -> Vec<Value> {
    let mut listed = BTreeSet::new();
    let mut areas = Vec::new();
    let calendar = calendar_id(week);
    for one in &page.areas {
        let record = match press.site.by_id(one.id.as_str()) {
            Some(number) => press.links.record(number),
            None if calendar.as_ref() == Some(&one.id) => week_ahead(press, week),
            None => continue,
        };
        areas.push(area(press, (edition, page, one), (record, listed.insert(&one.id))));
    }
    areas
}

/// The calendar of a week as a link to a record is.
fn week_ahead(press: &Press<'_>, week: Week) -> Value {
    let title = press.word("module_calendar_title");
    let url = folder(&Span::Week(week).address());
    map([("title", Value::from(title)), ("headline", Value::from(title)), ("url", Value::from(url))])
}

/// `{id, record, first, anchored, coords, x, y, width, height, from, to}` of an area.
fn area(
    press: &Press<'_>,
    (edition, page, area): (&Edition, &PrintedPage, &Area),
    (record, first): (Value, bool),
) -> Value {
    let [left, top, right, bottom] = edges(area.place, page.picture);
    let begins = first && edition.page_of(&area.id) == Some(page.number);
    let elsewhere = |part: Option<u32>| {
        let there = page_of_part(edition, &area.id, part?).filter(|there| *there != page.number)?;
        Some(page_link(press, there))
    };
    map([
        ("id", Value::from(area.id.as_str())),
        ("record", record),
        ("first", Value::from(first)),
        ("anchored", if begins { Value::from(anchored(&area.id)) } else { Value::none() }),
        ("coords", Value::from(format!("{left},{top},{right},{bottom}"))),
        ("x", Value::from(left)),
        ("y", Value::from(top)),
        ("width", Value::from(right.saturating_sub(left))),
        ("height", Value::from(bottom.saturating_sub(top))),
        ("from", elsewhere(area.part.checked_sub(1)).unwrap_or_else(Value::none)),
        ("to", elsewhere(area.part.checked_add(1)).unwrap_or_else(Value::none)),
    ])
}

/// What has the record's id as its own: the area, or the line in the list where a drawing may have no such id.
fn anchored(id: &Id) -> &'static str {
    if id.as_str().starts_with(|first: char| first.is_ascii_digit()) { "list" } else { "drawing" }
}

fn page_of_part(edition: &Edition, id: &Id, part: u32) -> Option<u32> {
    let has = |page: &&PrintedPage| page.areas.iter().any(|area| area.id == *id && area.part == part);
    edition.pages.iter().find(has).map(|page| page.number)
}

/// Left, top, right and bottom in pixels of the picture, and inside it.
fn edges([x, y, w, h]: [f64; 4], (width, height): (u32, u32)) -> [u32; 4] {
    let pixels = |fraction: f64, of: u32| (fraction.clamp(0.0, 1.0) * f64::from(of)).round() as u32;
    [pixels(x, width), pixels(y, height), pixels(x + w, width), pixels(y + h, height)]
}

/// The days of the issues of the same month.
fn days(press: &Press<'_>, number: IssueNo) -> BTreeMap<Date, Day> {
    let mut days = BTreeMap::new();
    let month = |number| press.site.masthead(number).map(|(_, day, _)| day.first_of_month());
    for side in [0, 1] {
        let mut next = Some(number);
        while let Some(at) = next.filter(|at| month(*at) == month(number)) {
            if let Some((week, day, issued)) = press.site.masthead(at) {
                let label = issue_label((week, issued), &press.theme.texts);
                days.insert(day, Day { url: format!("issues/{week}/"), label });
            }
            next = press.site.beside(at).get(side).copied().flatten();
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::{Id, anchored, edges};

    #[test]
    fn no_element_of_a_drawing_gets_an_id_that_begins_with_a_digit() {
        for (id, place) in [("jiakong-done", "drawing"), ("321-shengji", "list"), ("a1", "drawing")] {
            assert_eq!(anchored(&Id::new(id).unwrap()), place, "{id}");
        }
    }

    #[test]
    fn edges_are_inside_the_picture() {
        assert_eq!(edges([0.1, 0.2, 0.5, 0.3], (1000, 2000)), [100, 400, 600, 1000]);
        assert_eq!(edges([0.5, 0.5, 0.500_000_1, 0.7], (999, 1414)), [500, 707, 999, 1414]);
        assert_eq!(edges([-0.1, f64::NAN, 2.0, 0.1], (10, 10)), [0, 0, 10, 0]);
    }
}
