//! The entries of one part of the index in, its shards and the list of them out.
//!
//! A shard is the bytes below in base64. For every key, ascending: the gap to the key before (the first: to the
//! key that the list gives), then `2 × (documents − 1)`, plus one if some have it in the title and then
//! `titles − 1`, all in sevens of bits; then the documents (of the era's span) and the titles (as positions among
//! those documents) as Rice codes, up to a whole byte.

use std::io;

use super::collect::{Spot, parts};
use super::rice::Bits;
use super::shard::{base64, json, put};
use crate::model::output::Output;

/// Bytes after which a shard is full, before base64. A query loads one shard for every pair that it looks up.
const FULL: usize = 2600;

/// What one part is written with.
pub struct Part<'a> {
    /// Where its files go.
    pub output: &'a dyn Output,
    /// The names of its shards start with this.
    pub name: String,
    /// All its documents are below this.
    pub span: u32,
}

/// The shards of a part while they are written.
struct Writer<'a> {
    part: &'a Part<'a>,
    bits: Bits,
    first: u64,
    last: u64,
    /// Of each shard so far, the gap from the first key of the one before, and the hash.
    gaps: Vec<u64>,
    hashes: String,
    listed: u64,
    documents: Vec<u32>,
    titles: Vec<u32>,
}

impl Part<'_> {
    /// Writes the shards that `entries` make and the list of them; returns the list's hash.
    pub fn write(&self, entries: &[u64]) -> io::Result<String> {
        let mut writer = Writer {
            part: self,
            bits: Bits::default(),
            first: 0,
            last: 0,
            gaps: Vec::new(),
            hashes: String::new(),
            listed: 0,
            documents: Vec::new(),
            titles: Vec::new(),
        };
        for entries in entries.chunk_by(|a, b| parts(*a).0 == parts(*b).0) {
            writer.key(entries)?;
        }
        writer.end_shard()?;
        put(self.output, &self.name, &json(&(&writer.gaps, &writer.hashes))?)
    }
}

impl Writer<'_> {
    /// Writes one key with all its documents.
    fn key(&mut self, entries: &[u64]) -> io::Result<()> {
        if self.bits.len() >= FULL {
            self.end_shard()?;
        }
        let Some(key) = entries.first().map(|entry| parts(*entry).0) else { return Ok(()) };
        self.gather(entries);
        if self.bits.len() == 0 {
            (self.first, self.last) = (key, key);
        }
        self.bits.put_varint(key - self.last);
        self.last = key;
        let documents = self.documents.len() as u64;
        let titles = self.titles.len() as u64;
        self.bits.put_varint((documents - 1) * 2 + titles.min(1));
        if titles > 0 {
            self.bits.put_varint(titles - 1);
        }
        self.bits.put_ascending(self.part.span, &self.documents);
        self.bits.put_ascending(self.documents.len() as u32, &self.titles);
        self.bits.align();
        Ok(())
    }

    /// Makes the key's documents, each once, and the positions of those that have it in the title.
    fn gather(&mut self, entries: &[u64]) {
        self.documents.clear();
        self.titles.clear();
        for &entry in entries {
            let (_, document, spot) = parts(entry);
            if self.documents.last() != Some(&document) {
                self.documents.push(document);
            }
            if spot == Spot::Title {
                self.titles.push(self.documents.len() as u32 - 1);
            }
        }
    }

    fn end_shard(&mut self) -> io::Result<()> {
        let bytes = self.bits.take();
        if bytes.is_empty() {
            return Ok(());
        }
        let name = format!("{}/{}", self.part.name, self.gaps.len());
        self.hashes += &put(self.part.output, &name, &base64(&bytes))?;
        self.gaps.push(self.first - self.listed);
        self.listed = self.first;
        Ok(())
    }
}
