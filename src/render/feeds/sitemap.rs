//! `/sitemap.xml` and `/robots.txt`: in, the addresses of the site's pages; out, sitemaps of at most 50,000
//! addresses and 50 MB, and an index of them where one is not enough.

use std::collections::{BTreeSet, HashSet};
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::atom::escaped;
use super::{Base, path};
use crate::model::SitePath;
use crate::model::date::Date;
use crate::model::output::Output;
use crate::resolve::calendar;
use crate::resolve::figures::FOLDER;
use crate::resolve::map;
use crate::resolve::site::{Sort, Year, by_standing_kind};
use crate::resolve::{Listing, RecordNo, Site};

/// The most addresses of one sitemap, by its protocol.
pub const MOST: usize = 50_000;
/// The most bytes of one sitemap, by its protocol (52,428,800), less a reserve for the closing tag.
pub const MOST_BYTES: usize = 52_428_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page, for sitemaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it is.
    pub path: SitePath,
    /// The date of the newest record on it.
    pub modified: Option<Date>,
}

/// The pages that follow from the site itself: the front page, issues, indexes, years, records and listings with
/// their years and months, each once and in that order. Records that are not out are not among them, nor is search.
#[must_use]
pub fn pages(site: &Site) -> Vec<Page> {
    let mut pages = Pages { site, seen: HashSet::new(), all: Vec::new() };
    let newest = pages.newest(pages.site.running().map(|(number, _, _)| number));
    pages.add("", newest);
    pages.add("issues", site.issues.first().map(|issue| issue.date));
    for issue in &site.issues {
        pages.add(&format!("issues/{}", issue.week), Some(issue.date));
    }
    pages.add_indexes();
    pages.add("years", newest);
    pages.add_years("", &site.years, &|range| site.records.get(range)?.first()?.date);
    for ((_, record), ties) in (0_u32..).zip(&site.records).zip(&site.ties) {
        if ties.hidden.is_none() {
            pages.add(ties.page.address(), record.date);
        }
    }
    for listing in &site.listings {
        pages.add_listing(listing);
    }
    pages.all
}

struct Pages<'a> {
    site: &'a Site,
    seen: HashSet<Box<str>>,
    all: Vec<Page>,
}

impl Pages<'_> {
    fn add(&mut self, address: &str, modified: Option<Date>) {
        let Ok(path) = SitePath::page(address) else { return };
        if self.seen.insert(path.as_str().into()) {
            self.all.push(Page { path, modified });
        }
    }

    fn newest(&self, mut numbers: impl Iterator<Item = RecordNo>) -> Option<Date> {
        numbers.find_map(|number| {
            let out = self.site.tied(number)?.hidden.is_none();
            self.site.record(number)?.date.filter(|_| out)
        })
    }

    /// The index of every sort that has listings, and of every standing kind that has records.
    fn add_indexes(&mut self) {
        let sorts: BTreeSet<Sort> = self.site.listings.iter().map(|listing| listing.sort).collect();
        for sort in sorts {
            self.add(sort.folder(), None);
        }
        for kind in by_standing_kind(self.site).into_keys() {
            self.add(kind.row().folder, None);
        }
        if !self.site.figures.is_empty() {
            self.add(FOLDER, None);
        }
        if !map::is_empty(self.site) {
            self.add(map::FOLDER, None);
        }
        if !self.site.calendar.is_empty() {
            self.add(calendar::FOLDER, None);
        }
        for span in self.site.calendar.spans() {
            self.add(&span.address(), None);
        }
    }

    fn add_listing(&mut self, listing: &Listing) {
        let newest = self.newest(listing.members.iter().copied());
        self.add(&listing.address, newest);
        let site = self.site;
        let date_of = |range: std::ops::Range<usize>| {
            let first = listing.members.get(range)?.first()?;
            site.record(*first)?.date
        };
        self.add_years(&format!("{}/", listing.address), &listing.years, &date_of);
    }

    fn add_years(
        &mut self,
        before: &str,
        years: &[Year],
        date_of: &dyn Fn(std::ops::Range<usize>) -> Option<Date>,
    ) {
        for year in years {
            let address = format!("{before}{}", year.year);
            self.add(&address, date_of(year.members.clone()));
            for month in &year.months {
                self.add(&format!("{address}/{:02}", month.month), date_of(month.members.clone()));
            }
        }
    }
}

/// The paths that [`write`] gives to its output for so many pages of ordinary length.
#[must_use]
pub fn paths(site: &Site, pages: usize) -> Vec<SitePath> {
    if Base::of(&site.settings).is_none() {
        return Vec::new();
    }
    let parts = if pages > MOST { pages.div_ceil(MOST) } else { 0 };
    let names = (1..=parts).map(part_name).chain(["sitemap.xml".to_owned()]);
    names.filter_map(|name| SitePath::new(&name).ok()).collect()
}

fn part_name(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// Writes the sitemap of `pages`; without a `base_url`, nothing.
///
/// # Errors
/// What the disk said.
pub fn write(site: &Site, pages: &[Page], out: &dyn Output) -> io::Result<()> {
    let Some(base) = Base::of(&site.settings) else { return Ok(()) };
    let parts = split(&base, pages);
    if let [only] = parts.as_slice() {
        return out.put(&path("sitemap.xml")?, &document("urlset", "url", only)?);
    }
    let mut index = Vec::new();
    for (number, rows) in (1..).zip(&parts) {
        let at = path(&part_name(number))?;
        out.put(&at, &document("urlset", "url", rows)?)?;
        index.push((base.absolute(&at), rows.iter().filter_map(|(_, modified)| *modified).max()));
    }
    out.put(&path("sitemap.xml")?, &document("sitemapindex", "sitemap", &index)?)
}

type Row = (String, Option<Date>);

/// Parts that keep both limits, at least one. An address is escaped already but for `&`, which it has not.
fn split(base: &Base<'_>, pages: &[Page]) -> Vec<Vec<Row>> {
    const AROUND: usize = "<url><loc></loc><lastmod>2024-04-11</lastmod></url>".len() + 16;
    let mut parts = Vec::new();
    let (mut part, mut bytes) = (Vec::new(), 0);
    for page in pages {
        let url = base.absolute(&page.path);
        let size = escaped(&url).len() + AROUND;
        if part.len() == MOST || bytes + size > MOST_BYTES {
            parts.push(std::mem::take(&mut part));
            bytes = 0;
        }
        bytes += size;
        part.push((url, page.modified));
    }
    parts.push(part);
    parts
}

fn document(root: &str, element: &str, rows: &[Row]) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new(Vec::with_capacity(rows.len() * 128));
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    xml.write_event(Event::Start(BytesStart::new(root).with_attributes([("xmlns", NAMESPACE)])))?;
    for (url, modified) in rows {
        xml.write_event(Event::Text(BytesText::new("\n")))?;
        xml.write_event(Event::Start(BytesStart::new(element)))?;
        field(&mut xml, "loc", url)?;
        if let Some(date) = modified {
            field(&mut xml, "lastmod", &date.to_string())?;
        }
        xml.write_event(Event::End(BytesEnd::new(element)))?;
    }
    xml.write_event(Event::Text(BytesText::new("\n")))?;
    xml.write_event(Event::End(BytesEnd::new(root)))?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn field(xml: &mut Writer<Vec<u8>>, name: &str, value: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(name)))?;
    xml.write_event(Event::Text(BytesText::from_escaped(escaped(value))))?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

/// Writes `robots.txt`: all may read all, but for a preview, which nobody should keep.
pub(super) fn write_robots(site: &Site, out: &dyn Output) -> io::Result<()> {
    let preview = site.ties.iter().any(|ties| ties.hidden.is_some());
    let mut lines =
        vec!["User-agent: *".to_owned(), if preview { "Disallow: /" } else { "Allow: /" }.to_owned()];
    if let Some(base) = Base::of(&site.settings) {
        lines.push(format!("Sitemap: {}", base.absolute(&path("sitemap.xml")?)));
    }
    out.put(&path("robots.txt")?, format!("{}\n", lines.join("\n")).as_bytes())
}
