//! `/catalogue.json`: in, a site; out, one row for every record that has a page, in the order of the site.
//!
//! Running records stand under `records`; standing ones and then plain pages under `standing`. `place` is a path
//! of names even where the record names its place by id; a value that is not there is `null`.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::{Bulletin, path, rooted};
use crate::model::Record;
use crate::model::output::Output;
use crate::resolve::{RecordNo, Ties};

/// Bytes of a row, roughly, to reserve once for a million of them.
const ROW: usize = 260;

#[derive(Serialize)]
struct Running<'a> {
    id: &'a str,
    kind: &'static str,
    title: Cow<'a, str>,
    date: Option<String>,
    issue: Option<String>,
    url: String,
    place: Option<Cow<'a, str>>,
    source: Option<String>,
}

#[derive(Serialize)]
struct Standing<'a> {
    id: &'a str,
    kind: &'static str,
    title: Cow<'a, str>,
    url: String,
    source: Option<String>,
}

/// Writes the catalogue.
pub(super) fn write(bulletin: &Bulletin<'_>, out: &dyn Output) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(ROW * bulletin.site.all().records.len() + 64);
    serde_json::to_writer(&mut bytes, &Catalogue(bulletin)).map_err(io::Error::other)?;
    bytes.push(b'\n');
    out.put(&path("catalogue.json")?, &bytes)
}

/// Rows are made one at a time while they are written.
struct Catalogue<'a>(&'a Bulletin<'a>);

impl Serialize for Catalogue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(bulletin) = self;
        let site = bulletin.site.all();
        let running = Rows(|| site.running().map(|row| running_row(bulletin, row)));
        let standing = Rows(|| site.standing().chain(site.pages()).map(|row| standing_row(bulletin, row)));
        let mut catalogue = serializer.serialize_struct("Catalogue", 2)?;
        catalogue.serialize_field("records", &running)?;
        catalogue.serialize_field("standing", &standing)?;
        catalogue.end()
    }
}

struct Rows<F>(F);

impl<F, I> Serialize for Rows<F>
where
    F: Fn() -> I,
    I: Iterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

fn running_row<'a>(bulletin: &'a Bulletin<'a>, row: (RecordNo, &'a Record, &'a Ties)) -> Running<'a> {
    let (number, record, ties) = row;
    Running {
        id: record.id.as_str(),
        kind: record.kind.english(),
        title: bulletin.title_of(number, record),
        date: record.date.map(|date| date.to_string()),
        issue: record.week.map(|week| week.to_string()),
        url: rooted(&ties.page),
        place: place(bulletin, record, ties),
        source: bulletin.content.source(number).map(|file| file.as_str().to_owned()),
    }
}

fn standing_row<'a>(bulletin: &'a Bulletin<'a>, row: (RecordNo, &'a Record, &'a Ties)) -> Standing<'a> {
    let (number, record, ties) = row;
    Standing {
        id: record.id.as_str(),
        kind: record.kind.english(),
        title: bulletin.title_of(number, record),
        url: rooted(&ties.page),
        source: bulletin.content.source(number).map(|file| file.as_str().to_owned()),
    }
}

/// The place as typed; where it was an id, the names of what it belongs to and its own.
fn place<'a>(bulletin: &Bulletin<'a>, record: &'a Record, ties: &Ties) -> Option<Cow<'a, str>> {
    let typed = record.place.as_deref()?;
    if bulletin.site.by_id(typed).is_none() || ties.places.is_empty() {
        return Some(Cow::Borrowed(typed));
    }
    let names = ties.places.iter().filter_map(|place| bulletin.site.listing(*place));
    let names: Vec<&str> = names.map(|place| place.name).collect();
    Some(Cow::Owned(names.join("/")))
}
