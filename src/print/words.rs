//! A record in, the parts of its text for the sheets out.
//!
//! What surprised us: the body stands in the record's file and nowhere else, so it is read here once more.

use serde_json::Value;

use super::parts::parts;
use crate::model::Record;
use crate::model::settings::Lang;
use crate::parse::markdown::{self, LinkFault, Links, Shown};
use crate::read::Sources;
use crate::report::Place;

/// The parts of a text in Markdown.
#[must_use]
pub fn read(source: &str, lang: Lang) -> Vec<Value> {
    let setting = markdown::Setting { links: &Nowhere, date: None, lang };
    parts(&markdown::render(source, setting).html)
}

/// The parts of a record's body.
#[must_use]
pub fn body(sources: &Sources, record: &Record, lang: Lang) -> Vec<Value> {
    sources.with_body(record, |source| read(source, lang)).unwrap_or_default()
}

/// Where the first of these characters stands in a record's file; the file, where they are written in another way.
#[must_use]
pub fn place_of(sources: &Sources, record: &Record, characters: &[char]) -> Option<Place> {
    let file = sources.path(record.source.file)?;
    let found = sources.with_text(record.source.file, |text| {
        text.match_indices(characters).next().map(|(at, found)| Place::bytes(file, at, at + found.len()))
    });
    Some(found.ok().flatten().unwrap_or_else(|| Place::file(file)))
}

/// Links and pictures of a body, which print does not show.
struct Nowhere;

impl Links for Nowhere {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        Ok(Shown::File { address: destination.to_owned(), size: None })
    }
}
