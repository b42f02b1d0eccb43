//! Titles and texts of records in, an index for the search page out that needs no server and misses nothing.
//!
//! Everything lies in `search/`; `themes/default/scripts/search.js` reads it. Every file is a script with one
//! call, `jianbaoShard("<name>",<data>)`, so that it loads from a disk as well, and but for the first its
//! name ends in `-<8 hex digits of its hash>.js`; lists give hashes one behind the other.
//!
//! | name | data |
//! |---|---|
//! | `index` | the root, without a hash: numbers that govern the rest, kinds, hashes of all lists |
//! | `p/<era>/<bucket>` | list of shards: gaps between their first keys, hashes |
//! | `p/<era>/<bucket>/<n>` | shard: keys and their spots, see `postings.rs` |
//! | `t/<page>` | list of 64 groups: hashes |
//! | `t/<page>/<group>` | group: of 3 records `[title, text, date, kind, place, url, whole]` |
//! | `places`, `days` | tables for the filters, see `facets.rs` |
//!
//! A **key** (`keys.rs`) is a pair of neighbouring letters or a word. Documents are numbered from the oldest on,
//! so old groups keep their names when news comes in; 65,536 of them make an **era**, whose lists are apart,
//! so nothing that a query loads grows for ever. A query loads root, lists and shards of a few of its keys,
//! intersects their spots, and then the texts of the documents that it shows, from the newest on, titles first.
//! One view of hits loads at most 150 KB: where candidates turn out to be none, it shows fewer and offers more.
//!
//! **The page** `search/index.html` loads `search-engine.js` and `search.js`, both with `defer`, and holds in one
//! `main` with `data-search`, `data-search-index` (this folder, `./`) and `data-search-site` (the root, `../`):
//!
//! - `<form role="search" data-search-form hidden>` with `<input type="search" name="q">` and, as wished,
//!   `<select name="kind">` with the option for all (the script adds the kinds), `<input name="place" list=…>`
//!   with an empty `<datalist data-search-places>`, `<input type="date" name="from">` and `name="to"`;
//! - `<p role="status" data-search-status>`, whose attributes `data-text-` `empty`, `short`, `loading`, `count`,
//!   `about`, `further`, `none` and `failed` are what it says (`{n}`: hits; `about`: nearly so many;
//!   `further`: none yet, so many to look through);
//! - `<ol data-search-hits>`, in which a hit is `li > a + p[data-search-snippet] + p[data-search-about]`, the last
//!   with `time` and two `span` for kind and place; found words are in `mark`;
//! - `<button type="button" data-search-more hidden>`, the same with `data-search-retry`, and a `noscript` that
//!   leads to the archive.
//!
//! What surprised us: with the text at hand for the snippet anyway, no positions are needed; and without
//! positions the index is a quarter of the text.

mod collect;
mod facets;
mod fold;
mod keys;
mod postings;
mod rice;
mod shard;
mod texts;

use std::io;

use rayon::prelude::*;
use serde::Serialize;

use crate::model::date::Date;
use crate::model::output::Output;
use collect::{Collected, ERA, MOST_DOCUMENTS, SPOTS};
use facets::{Facets, put_days};
use keys::BUCKETS;
use postings::Part;
use shard::{ABSENT, json, put_root};
use texts::{GROUP, PAGE, Texts, kept};

/// What search shows of a document besides its title and text, and filters by.
#[derive(Clone, Copy, Debug)]
pub struct Meta<'a> {
    /// Its page, from the site's root, without a slash in front and not percent-encoded: `2024/x/`.
    pub url: &'a str,
    /// The day it is dated; standing records have none.
    pub date: Option<Date>,
    /// The name of its kind, as in data: `news`.
    pub kind: &'a str,
    /// The same as readers see it: `消息`.
    pub kind_label: &'a str,
    /// Its place with those above it, `崇川区/狼山镇街道`; empty for none.
    pub place: &'a str,
}

/// An index being made. Documents may come from any thread in any order; the files are the same.
pub struct Index<'a> {
    documents: &'a [Meta<'a>],
    output: &'a dyn Output,
    facets: Facets<'a>,
    collected: Collected,
    texts: Texts,
}

/// The root's data.
#[derive(Serialize)]
struct Root<'a> {
    documents: usize,
    era: u32,
    group: u32,
    page: u32,
    /// The mean size of a group's file, from which the reader knows how many it can afford.
    weight: usize,
    kinds: Vec<(&'a str, &'a str, usize)>,
    places: String,
    days: String,
    texts: String,
    /// Of each era the number below which its spots are, and the hashes of its lists.
    eras: Vec<(u32, String)>,
}

impl<'a> Index<'a> {
    /// An index of `documents`, whose order is their numbering: those without a date, then from the oldest on.
    ///
    /// # Errors
    /// Where dates descend, or where there are more than 1,048,576 documents.
    pub fn new(documents: &'a [Meta<'a>], output: &'a dyn Output) -> io::Result<Self> {
        if !documents.is_sorted_by_key(|meta| meta.date) {
            return Err(io::Error::other("search index: documents are not in the order of their dates"));
        }
        if documents.len() > MOST_DOCUMENTS {
            return Err(io::Error::other(format!("search index: more than {MOST_DOCUMENTS} documents")));
        }
        Ok(Self {
            documents,
            output,
            facets: Facets::new(documents),
            collected: Collected::new(documents.len()),
            texts: Texts::new(documents.len() as u32),
        })
    }

    /// Takes title and text of document `number`, each document once. A block of the text ends with a line
    /// feed, and what a reader sees as one run is one run in it. The title is what pages call the record by.
    ///
    /// # Errors
    /// What the disk said, and where there is no such document or it has been given before.
    pub fn add(&self, number: u32, title: &str, text: &str) -> io::Result<()> {
        let Some(meta) = self.documents.get(number as usize) else {
            return Err(io::Error::other(format!("search index: there is no document {number}")));
        };
        let (text_kept, whole) = kept(text);
        let date = meta.date.map_or_else(String::new, |date| date.to_string());
        let kind = self.facets.kind(meta.kind);
        let record = (title, text_kept, date, kind, meta.place, meta.url, u8::from(whole));
        self.texts.add(number, json(&record)?, self.output)?;
        self.collected.add(number, title, text);
        Ok(())
    }

    /// Writes what is left when all documents have been given.
    ///
    /// # Errors
    /// What the disk said, and where a document has not been given.
    pub fn finish(self) -> io::Result<()> {
        let weight = self.texts.mean_size();
        let texts = self.texts.finish(self.output)?;
        self.facets.index(self.documents, &self.collected);
        self.collected.settle();
        let eras = (0..self.collected.eras()).map(|era| self.put_era(era)).collect::<io::Result<_>>()?;
        let root = Root {
            documents: self.documents.len(),
            era: ERA,
            group: GROUP,
            page: PAGE,
            weight,
            kinds: self.facets.kinds(),
            places: self.facets.put_places(self.output)?,
            days: put_days(self.documents, self.output)?,
            texts,
            eras,
        };
        put_root(self.output, &json(&root)?)
    }

    /// Writes the lists and shards of one era; returns the number below which its spots are, rounded up
    /// so that it rarely changes, and the hashes of its lists.
    fn put_era(&self, era: usize) -> io::Result<(u32, String)> {
        let documents = (self.documents.len() - era * ERA as usize).min(ERA as usize);
        let span = documents.next_power_of_two() as u32 * SPOTS;
        let put = |bucket: usize| {
            let entries = self.collected.take(era, bucket);
            if entries.is_empty() {
                return Ok(ABSENT.to_owned());
            }
            Part { output: self.output, name: format!("p/{era}/{bucket}"), span }.write(&entries)
        };
        let lists: Vec<String> = (0..BUCKETS).into_par_iter().map(put).collect::<io::Result<_>>()?;
        Ok((span, lists.concat()))
    }
}
