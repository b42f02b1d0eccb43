//! A record in, its page out, and with it what listings and the search need of it.
//!
//! What surprised us: the body is read here and nowhere else; what it says goes on to the card and the search
//! in passing, and its markup is forgotten with the page.

use std::io;

use tera::Value;

use super::desk::Body;
use super::elsewhere;
use super::extras::extras;
use super::head::Head;
use super::names::excerpt;
use super::press::{Own, Page, Press};
use super::story::story;
use super::values::{folder, list, map, safe, text};
use crate::model::Kind;
use crate::model::record::Record;
use crate::resolve::{ListingNo, RecordNo, Ties};

/// How many records one group of related ones shows.
const RELATED: usize = 5;
/// How many characters of the text describe a page.
const DESCRIPTION: usize = 110;

/// A page that was made: what others need of it.
pub struct Made {
    /// The value `story`.
    pub story: Value,
    /// What the body says.
    pub text: String,
}

/// Makes the page of a record that runs in an issue, or of a plain page.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, number: RecordNo) -> io::Result<Option<Made>> {
    let (Some(record), Some(ties)) = (press.site.record(number), press.site.tied(number)) else {
        return Ok(None);
    };
    let plain = record.kind == Kind::Page;
    let section = section(press, ties, plain);
    let template = if plain { "page.html" } else { "record.html" };
    let mut page = Page::new(&ties.page, template, &section, Head::default());
    let body = press.desk.body(number, &page.root);
    let story = story(press, number, &body.text);
    page.head = head(press, number, &body.text);
    let mut own = article(press, number, &body);
    own.push(("story", story.clone()));
    if !plain {
        own.extend(neighbours(press, number, ties));
        own.push(("more", more(press, number, ties, &page.root)));
    }
    press.print(page, own)?;
    Ok(Some(Made { story, text: body.text }))
}

/// The values that every page of a record has: its body and what stands around it.
#[must_use]
pub fn article(press: &Press<'_>, number: RecordNo, body: &Body) -> Own {
    let caption = press.site.record(number).and_then(|record| caption_as_body(record, body));
    let mut own = extras(press, number);
    own.push(("body", safe(&body.html)));
    own.push(("caption", text(caption)));
    own
}

/// What the head says of a record's page.
#[must_use]
pub fn head(press: &Press<'_>, number: RecordNo, text: &str) -> Head {
    let Some(record) = press.site.record(number) else { return Head::default() };
    let said = if text.trim().is_empty() { caption(record).unwrap_or_default() } else { text };
    let mut head = Head::new(press.links.names.of(number, record), excerpt(said, DESCRIPTION));
    let hidden = press.site.tied(number).is_some_and(|ties| ties.hidden.is_some());
    head.unlisted = hidden.then_some("noindex");
    if !hidden {
        (head.data, head.card) = elsewhere::of_record(press, number, text);
    }
    head
}

fn caption(record: &Record) -> Option<&str> {
    record.photos.first().and_then(|photo| photo.caption.as_deref())
}

/// The caption, where it is what a photo record says: there is no body, or it says the same once more.
fn caption_as_body<'a>(record: &'a Record, body: &Body) -> Option<&'a str> {
    let same = |caption: &&str| body.html.as_str().trim().is_empty() || body.text.trim() == caption.trim();
    caption(record).filter(|_| record.kind == Kind::Photo).filter(same)
}

/// The entry of the menu that the record belongs to: its column, or itself for a plain page.
fn section(press: &Press<'_>, ties: &Ties, plain: bool) -> String {
    let column = ties.column.and_then(|column| press.site.listing(column));
    match column {
        _ if plain => super::values::address(ties.page.address()),
        Some(column) => folder(&column.address),
        None => String::from("-"),
    }
}

/// The records before and after it in its issue, and its anchor there.
fn neighbours(press: &Press<'_>, number: RecordNo, ties: &Ties) -> Own {
    let contents = ties.issue.and_then(|issue| press.site.issues.get(issue as usize));
    let contents = contents.map_or(&[][..], |issue| &issue.records);
    let at = press.links.place_in_issue(number);
    let link = |place: Option<usize>| {
        let neighbour = place.and_then(|place| contents.get(place));
        neighbour.map_or_else(Value::none, |record| press.links.record(*record))
    };
    vec![("previous", link(at.checked_sub(1))), ("next", link(at.checked_add(1)))]
}

/// More from its column, its place and what it reports on: `[{name, url, lines}]`.
fn more(press: &Press<'_>, number: RecordNo, ties: &Ties, root: &str) -> Value {
    let mut groups = Vec::new();
    let reported = ties.about.iter().flatten().filter_map(|about| {
        let (record, ties) = (press.site.record(*about)?, press.site.tied(*about)?);
        Some((record.headline().to_owned(), ties.page.address(), ties.reports.as_slice()))
    });
    for (name, address, members) in reported {
        groups.extend(group(press, (&name, address), &around(members, number), root));
    }
    let listings: [Option<ListingNo>; 2] = [ties.places.last().copied(), ties.column];
    for listing in listings.iter().flatten().filter_map(|listing| press.site.listing(*listing)) {
        // The listing of a place whose record is reported on would say the same again.
        if ties
            .about
            .iter()
            .flatten()
            .filter_map(|about| press.site.record(*about))
            .any(|about| about.headline() == &*listing.name)
        {
            continue;
        }
        let address = [&*listing.address, "/"].concat();
        groups.extend(group(press, (&listing.name, &address), &around(&listing.members, number), root));
    }
    list(groups)
}

fn group(
    press: &Press<'_>,
    (name, address): (&str, &str),
    members: &[RecordNo],
    root: &str,
) -> Option<Value> {
    if members.is_empty() {
        return None;
    }
    let url = super::values::address(address);
    let lines = safe(&super::cards::lines(press, members, root));
    Some(map([("name", Value::from(name)), ("url", Value::from(url)), ("lines", lines)]))
}

/// The members nearest in time: two that are newer, the rest older. Members are sorted, so none is searched.
fn around(members: &[RecordNo], number: RecordNo) -> Vec<RecordNo> {
    let at = members.partition_point(|member| *member < number);
    let near = members.iter().copied().skip(at.saturating_sub(2));
    near.filter(|member| *member != number).take(RELATED).collect()
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn related_records_are_the_nearest_in_time() {
        let members = [1, 3, 5, 7, 9, 11, 13];
        assert_eq!(around(&members, 7), [3, 5, 9, 11, 13]);
        assert_eq!(around(&members, 1), [3, 5, 7, 9, 11]);
        assert!(around(&[4], 4).is_empty());
    }
}
