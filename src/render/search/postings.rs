//! The entries of one part of the index in, its shards and the list of them out.
//!
//! A shard is the bytes below in base64. For every key, ascending: the gap to the key before (the first: to the
//! key that the list gives) and the number of its spots less one, both in sevens of bits; then the spots, of the
//! era's span, as a Rice code, up to a whole byte. What surprised us: a query loads a shard for a pair that one
//! record has as for one that all have, so the long lists stand alone and all shards are about as large.

use std::io;

use super::collect::parts;
use super::rice::{Bits, size};
use super::shard::{base64, json, put};
use crate::model::output::Output;

/// Bytes after which a shard is full, before base64. A query loads one shard for every pair that it looks up.
const FULL: usize = 4400;

/// What one part is written with.
pub struct Part<'a> {
    /// Where its files go.
    pub output: &'a dyn Output,
    /// The names of its shards start with this.
    pub name: String,
    /// All its spots are below this.
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
    spots: Vec<u32>,
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
            spots: Vec::new(),
        };
        for entries in entries.chunk_by(|a, b| parts(*a).0 == parts(*b).0) {
            writer.key(entries)?;
        }
        writer.end_shard()?;
        put(self.output, &self.name, &json(&(&writer.gaps, &writer.hashes))?)
    }
}

impl Writer<'_> {
    /// Writes one key with all its spots.
    fn key(&mut self, entries: &[u64]) -> io::Result<()> {
        let Some(key) = entries.first().map(|entry| parts(*entry).0) else { return Ok(()) };
        self.spots.clear();
        self.spots.extend(entries.iter().map(|entry| parts(*entry).1));
        let size = self.bits.len() + size(self.part.span, self.spots.len());
        if self.bits.len() > 0 && size > FULL {
            self.end_shard()?;
        }
        if self.bits.len() == 0 {
            (self.first, self.last) = (key, key);
        }
        self.bits.put_varint(key - self.last);
        self.last = key;
        self.bits.put_varint(self.spots.len() as u64 - 1);
        self.bits.put_ascending(self.part.span, &self.spots);
        self.bits.align();
        Ok(())
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
