//! A record in, its page out, and with it what listings and the search need of it.
//!
//! What surprised us: the body is read here and nowhere else; what it says goes on to the card and the search
//! in passing, and its markup is forgotten with the page.

use std::io;

use tera::Value;

use super::cards;
use super::desk::Body;
use super::elsewhere;
use super::extras::extras;
use super::figures::Shown;
use super::graph::Notes;
use super::harvest;
use super::head::Head;
use super::names::excerpt;
use super::press::{Own, Page, Press};
use super::story::story;
use super::values::{folder, list, map, safe, text};
use crate::model::Kind;
use crate::model::record::Record;
use crate::resolve::{RecordNo, Ties};

/// How many characters of the text describe a page.
const DESCRIPTION: usize = 110;

/// Makes the page of a record that runs in an issue, or of a plain page.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, number: RecordNo) -> io::Result<()> {
    let (Some(record), Some(ties)) = (press.site.record(number), press.site.tied(number)) else {
        return Ok(());
    };
    let plain = record.kind == Kind::Page;
    let section = section(press, ties, plain);
    let template = if plain { "page.html" } else { "record.html" };
    let mut page = Page::new(&ties.page, template, &section, Head::default());
    let body = press.body(number, &page.root);
    let (story, read) = told(press, number, &body.text);
    page.head = head(press, number, &body.text);
    let mut own = article(press, number, &body);
    let figures = Shown::of_record(press, number);
    own.extend(figures.values(press, &ties.page));
    own.push(("story", story.clone()));
    if !plain {
        own.extend(neighbours(press, number));
        own.extend(harvest::place_in_print(press, number));
        own.push(("more", more(press, number, &page.root)));
    }
    press.site.note_rows(&read);
    press.print(page, own)?;
    figures.put(press, &ties.page)?;
    if record.kind.runs() {
        cards::prepare(press, number, (&story, read));
    }
    Ok(())
}

/// The values that every page of a record has: its body and what stands around it.
#[must_use]
pub fn article(press: &Press<'_>, number: RecordNo, body: &Body) -> Own {
    let caption = press.site.record(number).and_then(|record| caption_as_body(record, body));
    let mut own = extras(press, number);
    own.push(("body", safe(&body.html)));
    own.push(("caption", text(caption)));
    own.push(("sheet", super::sheets::sheet(press, number)));
    own
}

/// What the head says of a record's page.
#[must_use]
pub fn head(press: &Press<'_>, number: RecordNo, text: &str) -> Head {
    let Some(record) = press.site.record(number) else { return Head::default() };
    let said = if text.trim().is_empty() { caption(record).unwrap_or_default() } else { text };
    let mut head = Head::new(press.links.name(number, record), excerpt(said, DESCRIPTION));
    let hidden = press.site.tied(number).is_some_and(|ties| ties.hidden.is_some());
    head.unlisted = hidden.then_some("noindex");
    if !hidden {
        (head.data, head.card) = elsewhere::of_record(press, number, said);
    }
    head
}

fn caption(record: &Record) -> Option<&str> {
    record.photos.first().and_then(|photo| photo.caption.as_deref())
}

/// The caption, where it is what a photo record says: there is no body, or it says the same once more.
pub fn caption_as_body<'a>(record: &'a Record, body: &Body) -> Option<&'a str> {
    let same = |caption: &&str| body.html.as_str().trim().is_empty() || body.text.trim() == caption.trim();
    caption(record).filter(|_| record.kind == Kind::Photo).filter(same)
}

/// The entry of the menu that the record belongs to: its column, or itself for a plain page.
fn section(press: &Press<'_>, ties: &Ties, plain: bool) -> String {
    let column = ties.column.and_then(|column| press.site.listing(column));
    match column {
        _ if plain => super::values::address(ties.page.address()),
        Some(column) => folder(column.address),
        None => String::from("-"),
    }
}

/// The value `story`, and what was read for it and nothing else.
fn told(press: &Press<'_>, number: RecordNo, said: &str) -> (Value, Vec<u32>) {
    let notes = press.site.notes().map(Notes::fresh);
    let story = story(&press.apart(notes.as_ref()), number, said);
    (story, notes.map(Notes::into_rows).unwrap_or_default())
}

/// The records before and after it in its issue.
fn neighbours(press: &Press<'_>, number: RecordNo) -> Own {
    let link =
        |record: Option<RecordNo>| record.map_or_else(Value::none, |record| press.links.record(record));
    let [before, after] = press.links.neighbours(number);
    vec![("previous", link(before)), ("next", link(after))]
}

/// More from its column, its place and what it reports on: `[{name, url, lines}]`.
fn more(press: &Press<'_>, number: RecordNo, root: &str) -> Value {
    list(press.site.related(number).into_iter().map(|related| {
        let lines = safe(&cards::lines(press, &related.members, root));
        let url = super::values::address(&related.address);
        map([("name", Value::from(related.name)), ("url", Value::from(url)), ("lines", lines)])
    }))
}
