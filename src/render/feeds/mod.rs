//! What programs read: in, the site and what its records say; out, Atom, JSON Feed, calendars, the catalogue,
//! robots and sitemaps as files, and structured data and Open Graph for the heads of pages.
//!
//! What surprised us: an Atom entry without an absolute address has no lawful id (a `tag:` URI needs a domain as
//! well), and a JSON feed's reader can follow nothing else. So without `base_url` both kinds of feed, the sitemap
//! and Open Graph are left out, with the one warning of [`check`]. Calendars, the catalogue and robots need no
//! absolute address and are always there. Records that a preview shows although they are not out stand in the
//! catalogue and in nothing that others fetch.

mod address;
mod atom;
pub mod calendar;
mod catalogue;
mod entry;
mod ics;
mod json_feed;
pub mod json_ld;
pub mod open_graph;
mod opening;
mod rosters;
pub mod sitemap;
mod thing;
mod vtimezone;

use std::borrow::Cow;
use std::io;

use crate::model::output::Output;
use crate::model::picture::PictureFile;
use crate::model::{BulletinPath, Record, SafeHtml, Settings, SitePath};
use crate::report::{Diagnostic, Say};
use crate::resolve::calendar::ROSTERS;
use crate::resolve::site::Sort;
use crate::resolve::{ListingNo, RecordNo, Site, Ties};

use super::graph::View;
pub use address::{Base, rooted};

/// How many records a feed or calendar holds.
pub const NEWEST: usize = 50;

/// What the records say, as other rooms make it of their files.
pub trait Content {
    /// The file that the record was read from.
    fn source(&self, record: RecordNo) -> Option<BulletinPath>;
    /// The record's body with absolute links, where it has one.
    fn html(&self, record: RecordNo) -> Option<SafeHtml>;
    /// The record's body as plain text, paragraphs on lines of their own.
    fn text(&self, record: RecordNo) -> Cow<'_, str>;
    /// The name of a photo without a title: the first clause of its caption.
    fn first_clause(&self, record: RecordNo) -> String;
    /// The published pictures of the record, one file for each photograph, in the order of the record.
    fn pictures(&self, record: RecordNo) -> Vec<PictureFile>;
}

/// A site and what its records say: what every file of this room is made from.
#[derive(Clone, Copy)]
pub struct Bulletin<'a> {
    /// The site.
    pub site: View<'a>,
    /// What its records say.
    pub content: &'a dyn Content,
}

impl<'a> Bulletin<'a> {
    fn settings(&self) -> &'a Settings {
        self.site.settings()
    }

    fn base(&self) -> Option<Base<'a>> {
        Base::of(self.settings())
    }

    /// The bulletin's name, also where the settings give none.
    fn name(&self) -> &'a str {
        let settings = self.settings();
        if settings.title.is_empty() { settings.lang.pick("简报", "Bulletin") } else { &settings.title }
    }

    /// Who publishes it: for feeds and structured data somebody must.
    fn publisher(&self) -> &'a str {
        self.settings().publisher.as_deref().unwrap_or_else(|| self.name())
    }

    /// What pages and feeds call a record.
    fn title_of(&self, number: RecordNo, record: &'a Record) -> Cow<'a, str> {
        if let Some(title) = record.title.as_deref().filter(|title| !title.trim().is_empty()) {
            return Cow::Borrowed(title);
        }
        let clause = self.content.first_clause(number);
        if clause.trim().is_empty() { Cow::Borrowed(record.id.as_str()) } else { Cow::Owned(clause) }
    }

    fn record(&self, number: RecordNo) -> Option<(&'a Record, &'a Ties)> {
        self.site.record(number).zip(self.site.tied(number))
    }

    /// The newest of `numbers` that run in an issue and are out.
    fn newest(&self, numbers: impl Iterator<Item = RecordNo>) -> Vec<RecordNo> {
        let out = |number: &RecordNo| {
            let runs = self.site.record(*number).is_some_and(|record| record.kind.runs());
            runs && self.site.tied(*number).is_some_and(|ties| ties.hidden.is_none())
        };
        numbers.filter(out).take(NEWEST).collect()
    }

    fn running_numbers(&self) -> impl Iterator<Item = RecordNo> + use<> {
        0..RecordNo::try_from(self.site.all().running).unwrap_or(RecordNo::MAX)
    }
}

/// Whether a listing of this sort has a feed of its own, at its address with `/feed.xml` behind it.
#[must_use]
pub fn has_feed(sort: Sort) -> bool {
    matches!(sort, Sort::Column | Sort::Place)
}

/// Writes the feed and the calendar of a column or place.
///
/// # Errors
/// What the disk said.
pub fn of_listing(bulletin: &Bulletin<'_>, number: ListingNo, out: &dyn Output) -> io::Result<()> {
    atom::of_listing(bulletin, number, out)?;
    calendar::of_listing(bulletin, number, out)
}

/// Writes feeds and calendar of the whole bulletin, the catalogue and `robots.txt`. Those of listings are written by
/// [`of_listing`], the sitemap by [`sitemap::write`], when all pages are known.
///
/// # Errors
/// What the disk said.
pub fn write(bulletin: &Bulletin<'_>, out: &dyn Output) -> io::Result<Vec<Diagnostic>> {
    catalogue::write(bulletin, out)?;
    sitemap::write_robots(bulletin.site.all(), out)?;
    let warnings = calendar::write(bulletin, out)?;
    rosters::write(bulletin, out)?;
    if let Some(base) = bulletin.base() {
        atom::write(bulletin, &base, out)?;
        json_feed::write(bulletin, &base, out)?;
    }
    Ok(warnings)
}

/// The paths that [`write`] and [`of_listing`] give to their output, for claiming them before anything is rendered. The sitemap's
/// are [`sitemap::paths`].
#[must_use]
pub fn paths(site: &Site) -> Vec<SitePath> {
    let mut names = vec!["catalogue.json".to_owned(), "robots.txt".to_owned(), "calendar.ics".to_owned()];
    let with_events = site.listings_of(Sort::Place).filter(|(_, place)| calendar::has_events(site, place));
    names.extend(with_events.map(|(_, place)| format!("{}/calendar.ics", place.address)));
    names.extend(site.calendar.has_rosters().then(|| ROSTERS.to_owned()));
    if Base::of(&site.settings).is_some() {
        names.extend(["feed.xml".to_owned(), "feed.json".to_owned()]);
        let with_feeds = site.listings.iter().filter(|listing| has_feed(listing.sort));
        names.extend(with_feeds.map(|listing| format!("{}/feed.xml", listing.address)));
    }
    names.iter().filter_map(|name| SitePath::new(name).ok()).collect()
}

/// What to tell an editor about `base_url`: that without one some outputs are left out, or that it is still
/// the example's.
#[must_use]
pub fn check(settings: &Settings) -> Option<Diagnostic> {
    let Some(base) = Base::of(settings) else {
        let what = Say::new(
            "没有设置 `base_url`（网址），所以没有生成 Atom 和 JSON 订阅、站点地图、Open Graph 和二维码里的网址",
            "`base_url` is not set, so Atom and JSON feeds, the sitemap, Open Graph and the addresses in QR codes are left out",
        );
        let how = Say::new(
            "在 jianbao.yaml 里写上发布后的网址：`网址: https://…/`",
            "write in jianbao.yaml where the site will be served: `base_url: https://…/`",
        );
        return Some(Diagnostic::warning("no-base-url", what).hint(how));
    };
    base.is_example().then(|| {
        let what = Say::new("`base_url`（网址）还是例子里的", "`base_url` is still the example's");
        Diagnostic::note("example-base-url", what)
    })
}

/// The path of a file whose name this program makes itself.
fn path(name: &str) -> io::Result<SitePath> {
    SitePath::new(name).map_err(|fault| io::Error::other(format!("{name}: {fault:?}")))
}
