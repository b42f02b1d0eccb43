//! A listing in, its pages out: the newest, then one page a year, or a month where a year has many.
//!
//! What surprised us: where a standing record heads the listing, this page is that record's page too, with
//! its body, facts and hooks.

use std::io;

use tera::Value;

use super::cards;
use super::dates;
use super::days;
use super::desk::Body;
use super::feeds::has_feed;
use super::figures::Shown;
use super::graph::Face;
use super::head::{Feed, Head};
use super::history::{self, History, Order, groups};
use super::links::listing_name;
use super::map::whereabouts;
use super::press::{Own, Page, Press, page_path};
use super::record::{article, head};
use super::standing::dossier;
use super::story::story;
use super::values::{address, folder, list, map, safe, text};
use crate::model::SafeHtml;
use crate::resolve::site::{NEWEST, Sort, Year};
use crate::resolve::{ListingNo, RecordNo};

/// What a page of a listing covers: its newest records, a year or a month.
struct Stretch<'s> {
    /// Behind the listing's address: nothing, `2024/` or `2024/04/`.
    tail: String,
    /// 2024年4月; nothing for the first page.
    label: Option<String>,
    members: std::ops::Range<usize>,
    /// The year that is shown open in the list of years.
    year: Option<&'s Year>,
    /// Whether months stand in for the cards.
    broken: Broken,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Broken {
    Cards,
    Months,
}

/// Makes the first page of a listing.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, number: ListingNo) -> io::Result<()> {
    match press.site.listing(number) {
        Some(listing) => first_page(press, &Subject::new(press, number, listing)),
        None => Ok(()),
    }
}

/// Makes the pages of one year of a listing, by its place among the listing's years.
///
/// # Errors
/// What the disk said.
pub fn print_year(press: &Press<'_>, number: ListingNo, at: usize) -> io::Result<()> {
    let Some(listing) = press.site.listing(number) else { return Ok(()) };
    let subject = Subject::new(press, number, listing);
    let Some(year) = subject.years.get(at) else { return Ok(()) };
    stretches(press, year).iter().try_for_each(|stretch| later_page(press, &subject, stretch))
}

/// What all pages of a listing share.
struct Subject<'s> {
    number: ListingNo,
    listing: Face<'s>,
    members: &'s [RecordNo],
    years: &'s [Year],
    /// The listing as templates read it.
    value: Value,
    /// Where it stands, as structured data.
    data: SafeHtml,
    /// Its feeds.
    feeds: Vec<Feed>,
}

impl<'s> Subject<'s> {
    fn new(press: &Press<'s>, number: ListingNo, listing: Face<'s>) -> Self {
        Self {
            number,
            listing,
            members: press.site.members(number),
            years: press.site.years_of(number),
            value: about(press, number, listing),
            data: super::elsewhere::of_listing(press, number),
            feeds: feeds(press, number, listing),
        }
    }
}

/// A year's pages: itself, and its months where it is broken into months.
fn stretches<'s>(press: &Press<'_>, year: &'s Year) -> Vec<Stretch<'s>> {
    let lang = press.site.settings().lang;
    let label = dates::year(lang, year.year);
    let broken = if year.months.is_empty() { Broken::Cards } else { Broken::Months };
    let mut all = vec![Stretch {
        tail: format!("{}/", year.year),
        label: Some(label.clone()),
        members: year.members.clone(),
        year: Some(year),
        broken,
    }];
    for month in &year.months {
        all.push(Stretch {
            tail: format!("{}/{:02}/", year.year, month.month),
            label: Some(year_and_month(press, year.year, month.month)),
            members: month.members.clone(),
            year: Some(year),
            broken: Broken::Cards,
        });
    }
    all
}

/// A month of a year: 2024年4月, April 2024.
#[must_use]
pub fn year_and_month(press: &Press<'_>, year: i16, month: i8) -> String {
    let lang = press.site.settings().lang;
    let (year, month) = (dates::year(lang, year), dates::month(lang, month));
    lang.pick(&format!("{year}{month}"), &format!("{month} {year}")).to_owned()
}

fn first_page(press: &Press<'_>, subject: &Subject<'_>) -> io::Result<()> {
    let listing = subject.listing;
    let path = page_path(listing.address)?;
    let stretch = Stretch {
        tail: String::new(),
        label: None,
        members: 0..subject.members.len().min(NEWEST),
        year: None,
        broken: Broken::Cards,
    };
    let section = section(listing);
    let mut page = Page::new(&path, "listing.html", &section, listing_head(press, subject, None));
    let body = listing.record.map(|record| press.body(record, &page.root));
    let mut own = values(press, subject, &stretch, &page.root);
    own.extend(headed(press, listing, body.as_ref())?);
    own.push((
        "ahead",
        if listing.sort == Sort::Place { days::ahead(press, subject.number) } else { list([]) },
    ));
    let place = Some(subject.number).filter(|_| listing.sort == Sort::Place);
    let lies = place.map(|place| whereabouts(press, (place, listing.record)));
    own.push(("whereabouts", lies.unwrap_or_else(Value::none)));
    let figures = figures(press, subject);
    own.extend(figures.values(press, &path));
    let history = listing.record.map(|record| History::of(press, record));
    own.extend(history.as_ref().map_or_else(history::none, |history| history.values(press)));
    if let (Some(record), Some(body)) = (listing.record, &body) {
        let feeds = page.head.feeds;
        page.head = head(press, record, &body.text);
        page.head.feeds = feeds;
    }
    press.print(page, own)?;
    if let Some(history) = &history {
        history.put(press)?;
    }
    figures.put(press, &path)
}

/// The figures on the first page: of the record that heads it, or of a place without one.
fn figures<'a>(press: &Press<'a>, subject: &Subject<'_>) -> Shown<'a> {
    match (subject.listing.record, subject.listing.sort) {
        (Some(record), _) => Shown::of_record(press, record),
        (None, Sort::Place) => Shown::of_place(press, subject.number),
        _ => Shown::default(),
    }
}

fn later_page(press: &Press<'_>, subject: &Subject<'_>, stretch: &Stretch<'_>) -> io::Result<()> {
    let listing = subject.listing;
    let path = page_path(&format!("{}/{}", listing.address, stretch.tail))?;
    let section = section(listing);
    let head = listing_head(press, subject, stretch.label.as_deref());
    let page = Page::new(&path, "listing.html", &section, head);
    let mut own = values(press, subject, stretch, &page.root);
    own.extend(headed(press, listing, None)?);
    own.push(("ahead", list([])));
    own.push(("whereabouts", Value::none()));
    own.extend(Shown::default().values(press, &path));
    own.extend(history::none());
    press.print(page, own)
}

/// The values of the record that heads the listing, none of them on later pages.
///
/// # Errors
/// What the writers of its files said.
fn headed(press: &Press<'_>, listing: Face<'_>, body: Option<&Body>) -> io::Result<Own> {
    let record = listing.record.filter(|_| body.is_some());
    let (Some(number), Some(body)) = (record, body) else {
        let nothing = Body::default();
        let mut own = article(press, u32::MAX, &nothing);
        own.extend(dossier(press, u32::MAX)?.own);
        own.push(("story", Value::none()));
        return Ok(own);
    };
    let mut own = article(press, number, body);
    own.extend(dossier(press, number)?.own);
    own.push(("story", story(press, number, &body.text)));
    Ok(own)
}

/// The values of a page of a listing.
fn values(press: &Press<'_>, subject: &Subject<'_>, stretch: &Stretch<'_>, root: &str) -> Own {
    let members = subject.members.get(stretch.members.clone()).unwrap_or_default();
    let shows = stretch.broken == Broken::Cards;
    let (cards, groups) = match subject.listing.record {
        _ if !shows => (SafeHtml::default(), list([])),
        Some(record) => {
            let order = (Order::NewestFirst, usize::MAX);
            (SafeHtml::default(), groups(press, (record, members), order, root))
        }
        None => (cards::cards(press, members, root), list([])),
    };
    vec![
        ("listing", subject.value.clone()),
        ("span", text(stretch.label.as_deref())),
        ("cards", safe(&cards)),
        ("groups", groups),
        ("years", years(press, subject, stretch)),
    ]
}

/// What the listing is: `{name, url, count, badge, sort, parents, children}`.
fn about(press: &Press<'_>, number: ListingNo, listing: Face<'_>) -> Value {
    let column = press.site.settings().columns.iter().find(|column| *column.name == *listing.name);
    let badge = column.and_then(|column| column.badge.as_deref());
    let sort = map([
        ("id", Value::from(listing.sort.folder())),
        ("name", Value::from(press.word(listing.sort.folder()))),
        ("url", Value::from(format!("{}/", listing.sort.folder()))),
    ]);
    map([
        ("name", Value::from(name_of(press, listing))),
        ("url", Value::from(folder(listing.address))),
        ("count", Value::from(press.site.members(number).len())),
        ("badge", text(badge.filter(|_| listing.sort == Sort::Column))),
        ("sort", sort),
        ("parents", press.listings(&ancestors(press, number))),
        ("children", list(listing.children.iter().map(|child| below(press, *child)))),
    ])
}

/// A place below it: `{name, url, count}`.
fn below(press: &Press<'_>, number: ListingNo) -> Value {
    let Some(place) = press.site.listing(number) else { return Value::none() };
    map([
        ("name", Value::from(place.name)),
        ("url", Value::from(folder(place.address))),
        ("count", Value::from(press.site.members(number).len())),
    ])
}

fn name_of<'a>(press: &Press<'_>, listing: Face<'a>) -> &'a str {
    listing_name(press.site.settings().lang, (listing.sort, listing.name))
}

/// What a place belongs to, the widest first. A place that belongs to itself is followed no further.
fn ancestors(press: &Press<'_>, number: ListingNo) -> Vec<ListingNo> {
    let mut up = Vec::new();
    let mut at = press.site.listing(number).and_then(|listing| listing.parent);
    while let Some(parent) = at.filter(|parent| *parent != number && !up.contains(parent)) {
        up.push(parent);
        at = press.site.listing(parent).and_then(|listing| listing.parent);
    }
    up.reverse();
    up
}

/// The years of a listing: `[{label, url, count, current, months: [{label, url, count, current}]}]`.
fn years(press: &Press<'_>, subject: &Subject<'_>, stretch: &Stretch<'_>) -> Value {
    let base = address(subject.listing.address);
    list(subject.years.iter().map(|year| {
        let open = stretch.year.is_some_and(|open| open.year == year.year);
        let tail = format!("{}/", year.year);
        let months = year.months.iter().filter(|_| open).map(|month| {
            let tail = format!("{}/{:02}/", year.year, month.month);
            let label = dates::month(press.site.settings().lang, month.month);
            entry((label, format!("{base}/{tail}")), month.members.len(), (tail == stretch.tail, list([])))
        });
        let label = dates::year(press.site.settings().lang, year.year);
        let here = (tail == stretch.tail, list(months));
        entry((label, format!("{base}/{tail}")), year.members.len(), here)
    }))
}

/// One entry of a list of years or months.
#[must_use]
pub fn entry((label, url): (String, String), count: usize, (current, months): (bool, Value)) -> Value {
    map([
        ("label", Value::from(label)),
        ("url", Value::from(url)),
        ("count", Value::from(count)),
        ("current", Value::from(current)),
        ("months", months),
    ])
}

fn section(listing: Face<'_>) -> String {
    match listing.sort {
        Sort::Column => folder(listing.address),
        sort => format!("{}/", sort.folder()),
    }
}

fn listing_head(press: &Press<'_>, subject: &Subject<'_>, span: Option<&str>) -> Head {
    let listing = subject.listing;
    let name = name_of(press, listing);
    let count = press.theme.texts.count("stories", subject.members.len());
    let title = span.map_or_else(|| name.to_owned(), |span| format!("{name} {span}"));
    let mut head = Head::new(title, format!("{} {name} {count}", press.word(listing.sort.folder())));
    (head.data, head.feeds) = (subject.data.clone(), subject.feeds.clone());
    head
}

/// The feeds of a listing, and its calendar.
fn feeds(press: &Press<'_>, number: ListingNo, listing: Face<'_>) -> Vec<Feed> {
    let name = name_of(press, listing);
    let mut feeds = Vec::new();
    let absolute = press.site.settings().base_url.is_some();
    if absolute && has_feed(listing.sort) {
        let url = format!("{}/feed.xml", address(listing.address));
        feeds.push(("application/atom+xml", name.to_owned(), url));
    }
    if listing.sort == Sort::Place && press.site.has_events(number) {
        let url = format!("{}/calendar.ics", address(listing.address));
        feeds.push(("text/calendar", name.to_owned(), url));
    }
    feeds
}
