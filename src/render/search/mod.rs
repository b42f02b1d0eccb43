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
//! **From build to build**: [`Index::finish`] gives back a few bytes, and keeps the shards in a memo. With both,
//! [`Index::resuming`] makes the same files from the texts of changed documents and their neighbours alone
//! (`past.rs`, `merge.rs`). Nothing of that reaches the files: they are those of a clean build, byte for byte.
//!
//! What surprised us: with the text at hand for the snippet anyway, no positions are needed; and without
//! positions the index is a quarter of the text.

mod collect;
mod facets;
mod fold;
mod former;
mod kept;
mod keys;
mod merge;
mod numbers;
mod past;
mod postings;
mod rice;
mod shard;
mod texts;

#[cfg(test)]
mod tests;

pub use former::names;

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use crate::model::date::Date;
use crate::model::output::{Memo, Output};
use collect::{Collected, ERA, MOST_DOCUMENTS, SPOTS};
use facets::{Facets, put_days};
use former::{Former, Group};
use keys::BUCKETS;
use merge::merge;
use past::{Past, shown};
use postings::{Part, Writer};
use shard::{ABSENT, json, keep, put_root};
use texts::{GROUP, PAGE, Texts, Written, kept};

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
    /// Where shards are kept for the next build, as long as all could be.
    memo: Option<&'a dyn Memo>,
    failed: AtomicBool,
    past: Option<Past>,
    /// The groups of texts whose files stay.
    staying: Vec<bool>,
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
            memo: None,
            failed: AtomicBool::new(false),
            past: None,
            staying: Vec::new(),
        })
    }

    /// The same index, which leaves its shards in `memo` for the next build.
    #[must_use]
    pub fn keeping(self, memo: &'a dyn Memo) -> Self {
        Self { memo: Some(memo), ..self }
    }

    /// The same index, which starts from what the last build left: `former` is what its [`Index::finish`] gave back,
    /// and `same` tells of each document which one it was, if title and text are as they were. Where anything is
    /// missing or damaged it is the index of a clean build.
    #[must_use]
    pub fn resuming(mut self, memo: &'a dyn Memo, former: &[u8], same: &[Option<u32>]) -> Self {
        self.memo = Some(memo);
        if same.len() != self.documents.len() {
            return self;
        }
        self.past = Past::read(memo, former, same, &self.collected);
        match &self.past {
            Some(past) => self.staying = self.take_over(past),
            None => self.collected = Collected::new(self.documents.len()),
        }
        self
    }

    /// Takes over the groups of texts that are as they were; tells which.
    fn take_over(&self, past: &Past) -> Vec<bool> {
        let stays = |group: u32| {
            let shown = shown(group, self.documents, &self.facets);
            let Some(before) = past.group(group, self.documents.len(), &shown) else { return false };
            let stays = keep(self.output, &texts::name(group), &before.written.hash);
            if stays {
                self.texts.take_over(group, before.written.clone());
            }
            stays
        };
        (0..self.texts.groups()).into_par_iter().map(stays).collect()
    }

    /// Whether document `number` has to be given: it has changed, or its group of texts cannot stay. The others
    /// may be given as well.
    #[must_use]
    pub fn needs(&self, number: u32) -> bool {
        !self.staying.get((number / GROUP) as usize).is_some_and(|stays| *stays)
    }

    /// Whether the entries of document `number` are in the shards of the last build.
    fn is_known(&self, number: u32) -> bool {
        self.past.as_ref().is_some_and(|past| past.numbers.is_known(number))
    }

    /// Takes title and text of document `number`, each document that it [`needs`](Index::needs) once. A block of the text ends with a line
    /// feed, and what a reader sees as one run is one run in it. The title is what pages call the record by.
    ///
    /// # Errors
    /// What the disk said, and where there is no such document or it has been given before.
    pub fn add(&self, number: u32, title: &str, text: &str) -> io::Result<()> {
        let Some(meta) = self.documents.get(number as usize) else {
            return Err(io::Error::other(format!("search index: there is no document {number}")));
        };
        if !self.needs(number) {
            return Ok(());
        }
        let (text_kept, whole) = kept(text);
        let date = meta.date.map_or_else(String::new, |date| date.to_string());
        let kind = self.facets.kind(meta.kind);
        let record = (title, text_kept, date, kind, meta.place, meta.url, u8::from(whole));
        self.texts.add(number, json(&record)?, self.output)?;
        if !self.is_known(number) {
            self.collected.add(number, title, text);
        }
        Ok(())
    }

    /// Writes what is left when all documents have been given. Returns what [`Index::resuming`] takes, which is
    /// nothing where shards could not be kept.
    ///
    /// # Errors
    /// What the disk said, and where a document has not been given.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        let texts = self.texts.finish(self.output)?;
        self.facets.index(self.documents, &self.collected);
        self.collected.settle();
        let eras: Vec<Era> =
            (0..self.collected.eras()).map(|era| self.put_era(era)).collect::<io::Result<_>>()?;
        let root = Root {
            documents: self.documents.len(),
            era: ERA,
            group: GROUP,
            page: PAGE,
            weight: texts.weight,
            kinds: self.facets.kinds(),
            places: self.facets.put_places(self.output)?,
            days: put_days(self.documents, self.output)?,
            texts: texts.lists,
            eras: eras.iter().map(|era| (era.span, era.lists.concat())).collect(),
        };
        put_root(self.output, &json(&root)?)?;
        Ok(self.former(texts.groups, eras))
    }

    /// What the next build needs to know.
    fn former(&self, groups: Vec<Written>, eras: Vec<Era>) -> Vec<u8> {
        if self.memo.is_none() || self.failed.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let group = |(number, written)| Group { shown: shown(number, self.documents, &self.facets), written };
        let groups = (0..).zip(groups).map(group).collect();
        let parts = eras.into_iter().flat_map(|era| era.kept).collect();
        Former { documents: self.documents.len() as u32, groups, parts }.bytes()
    }

    /// Writes the lists and shards of one era.
    fn put_era(&self, era: usize) -> io::Result<Era> {
        let span = span(self.documents.len() - era * ERA as usize);
        let put = |bucket: usize| self.put_part((era, bucket), span);
        let parts: Vec<_> = (0..BUCKETS).into_par_iter().map(put).collect::<io::Result<_>>()?;
        let (lists, kept) = parts.into_iter().unzip();
        Ok(Era { span, lists, kept })
    }

    /// Writes the list and shards of one part; returns the hash of the list, and under which name the shards are
    /// kept.
    fn put_part(&self, (era, bucket): (usize, usize), span: u32) -> io::Result<(String, Option<String>)> {
        let entries = self.collected.take(era, bucket);
        let part = Part { output: self.output, name: format!("p/{era}/{bucket}"), span };
        let before = self.past.as_ref().and_then(|past| past.part((era, bucket), span));
        let written = match before {
            Some(before) => merge(&part, &before, &entries)?,
            None => Writer::new(&part).write(&entries)?,
        };
        let Some(list) = written.list else { return Ok((ABSENT.to_owned(), None)) };
        Ok((list, self.save((era, bucket), &written.kept)))
    }

    /// Keeps the shards of a part for the next build. If some cannot be kept, none need be.
    fn save(&self, part: (usize, usize), shards: &[u8]) -> Option<String> {
        let memo = self.memo.filter(|_| !self.failed.load(Ordering::Relaxed))?;
        let before = self.past.as_ref().and_then(|past| past.name(part, shards));
        let name = before.or_else(|| memo.save(shards));
        self.failed.fetch_or(name.is_none(), Ordering::Relaxed);
        name
    }
}

/// An era that is written.
struct Era {
    span: u32,
    /// Of each part the hash of its list.
    lists: Vec<String>,
    /// Of each part the name under which its shards are kept.
    kept: Vec<Option<String>>,
}

/// The number below which the spots of an era are that begins when `documents` are left, rounded up so that it
/// rarely changes.
fn span(documents: usize) -> u32 {
    documents.min(ERA as usize).next_power_of_two() as u32 * SPOTS
}
