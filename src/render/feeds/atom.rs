//! Atom 1.0: in, a bulletin; out, `/feed.xml`, and of a column or place, its own.
//!
//! What surprised us: XML 1.0 cannot carry most control characters at all, not even as references, and a reader
//! turns a bare carriage return into a line feed. The former become U+FFFD, the latter is written as a reference.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::entry::Entry;
use super::{Base, Bulletin, path};
use crate::model::SitePath;
use crate::model::output::Output;
use crate::resolve::{ListingNo, RecordNo};

const ATOM: &str = "http://www.w3.org/2005/Atom";
/// What an empty feed was last changed at: there is no record to take a date from, and no clock.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// One feed: where it is, what page it belongs to, what it is called and what is in it.
struct Feed {
    path: SitePath,
    page: String,
    title: String,
    records: Vec<RecordNo>,
}

/// Writes the feed of the whole bulletin.
pub(super) fn write(bulletin: &Bulletin<'_>, base: &Base<'_>, out: &dyn Output) -> io::Result<()> {
    let whole = Feed {
        path: path("feed.xml")?,
        page: base.front(),
        title: bulletin.name().to_owned(),
        records: bulletin.newest(bulletin.running_numbers()),
    };
    let entries = whole.records.iter().filter_map(|number| bulletin.entry(*number, base)).collect();
    out.put(&whole.path, &feed(bulletin, base, (&whole, entries))?)
}

/// Writes the feed of a column or place, where there is an address for it.
///
/// # Errors
/// What the disk said.
pub fn of_listing(bulletin: &Bulletin<'_>, number: ListingNo, out: &dyn Output) -> io::Result<()> {
    let (Some(base), Some(listing)) = (bulletin.base(), bulletin.site.listing(number)) else { return Ok(()) };
    let own = Feed {
        path: path(&format!("{}/feed.xml", listing.address))?,
        page: base.page(listing.address),
        title: format!("{} · {}", listing.name, bulletin.name()),
        records: bulletin.newest(bulletin.site.members(number).iter().copied()),
    };
    let entries = own.records.iter().filter_map(|number| bulletin.headline(*number, &base)).collect();
    out.put(&own.path, &feed(bulletin, &base, (&own, entries))?)
}

fn feed(
    bulletin: &Bulletin<'_>,
    base: &Base<'_>,
    (feed, entries): (&Feed, Vec<Entry<'_>>),
) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let lang = bulletin.settings().lang.tag();
    xml.write_event(Event::Start(
        BytesStart::new("feed").with_attributes([("xmlns", ATOM), ("xml:lang", lang)]),
    ))?;
    head(&mut xml, bulletin, feed, base)?;
    text(&mut xml, "updated", entries.iter().map(|e| e.published.as_str()).max().unwrap_or(NEVER))?;
    for one in &entries {
        entry(&mut xml, one)?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

type Xml = Writer<Vec<u8>>;

fn head(xml: &mut Xml, bulletin: &Bulletin<'_>, feed: &Feed, base: &Base<'_>) -> io::Result<()> {
    let own = base.absolute(&feed.path);
    text(xml, "id", &own)?;
    text(xml, "title", &feed.title)?;
    if let Some(subtitle) = bulletin.settings().subtitle.as_deref() {
        text(xml, "subtitle", subtitle)?;
    }
    link(xml, "self", "application/atom+xml", &own)?;
    link(xml, "alternate", "text/html", &feed.page)?;
    person(xml, bulletin.publisher())?;
    text(xml, "generator", "jianbao")
}

fn entry(xml: &mut Xml, entry: &Entry<'_>) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("entry")))?;
    text(xml, "id", &entry.url)?;
    text(xml, "title", &entry.title)?;
    link(xml, "alternate", "text/html", &entry.url)?;
    text(xml, "published", &entry.published)?;
    text(xml, "updated", &entry.published)?;
    for author in &entry.authors {
        person(xml, author)?;
    }
    for category in &entry.categories {
        let start = BytesStart::new("category").with_attributes([attribute("term", category)]);
        xml.write_event(Event::Empty(start))?;
    }
    if !entry.summary.is_empty() {
        text(xml, "summary", &entry.summary)?;
    }
    if let Some(html) = &entry.html {
        let start = BytesStart::new("content").with_attributes([("type", "html")]);
        element(xml, start, html.as_str())?;
    }
    xml.write_event(Event::End(BytesEnd::new("entry")))
}

fn person(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("author")))?;
    text(xml, "name", name)?;
    xml.write_event(Event::End(BytesEnd::new("author")))
}

fn link(xml: &mut Xml, rel: &str, kind: &str, href: &str) -> io::Result<()> {
    let attributes = [attribute("rel", rel), attribute("type", kind), attribute("href", href)];
    xml.write_event(Event::Empty(BytesStart::new("link").with_attributes(attributes)))
}

fn text(xml: &mut Xml, name: &str, value: &str) -> io::Result<()> {
    element(xml, BytesStart::new(name), value)
}

fn element(xml: &mut Writer<impl Write>, start: BytesStart<'_>, value: &str) -> io::Result<()> {
    let end = start.to_end().into_owned();
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::from_escaped(escaped(value))))?;
    xml.write_event(Event::End(end))
}

fn attribute<'a>(name: &'a str, value: &'a str) -> quick_xml::events::attributes::Attribute<'a> {
    let mut value = escaped(value);
    if value.contains(['\n', '\t']) {
        value = Cow::Owned(value.replace('\n', "&#10;").replace('\t', "&#9;"));
    }
    quick_xml::events::attributes::Attribute { key: quick_xml::name::QName(name), value }
}

/// `value` as XML text that is read back as it was, but for characters that XML does not have.
pub(super) fn escaped(value: &str) -> Cow<'_, str> {
    let foreign = |c: char| !matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    if !value.contains(foreign) && !value.contains('\r') {
        return escape(value);
    }
    Cow::Owned(escape(value.replace(foreign, "\u{fffd}")).replace('\r', "&#13;"))
}
