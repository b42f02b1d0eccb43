//! The entries of one part of the index in, its shards and the list of them out.
//!
//! A shard is the bytes below in base64. For every key, ascending: the gap to the key before (the first: to the
//! key that the list gives) and the number of its spots less one, both in sevens of bits; then the spots, of the
//! era's span, as a Rice code, up to a whole byte. What surprised us: a query loads a shard for a pair that one
//! record has as for one that all have, so the long lists stand alone and all shards are about as large.

use std::io;

use super::collect::{entry, parts};
use super::kept::{self, Shard};
use super::keys::KEY_BITS;
use super::rice::{Bits, Reader, size};
use super::shard::{base64, json, keep, put};
use crate::model::output::Output;

/// Bytes after which a shard is full, before base64. A query loads one shard for every pair that it looks up.
/// Small in unit tests, so that few documents make many.
const FULL: usize = if cfg!(test) { 100 } else { 4400 };

/// What one part is written with.
pub struct Part<'a> {
    /// Where its files go.
    pub output: &'a dyn Output,
    /// The names of its shards start with this.
    pub name: String,
    /// All its spots are below this.
    pub span: u32,
}

/// A part that is written.
pub struct Written {
    /// The hash of the list of its shards; nothing where there are none.
    pub list: Option<String>,
    /// Its shards, for the next build.
    pub kept: Vec<u8>,
}

/// The shards of a part while they are written.
pub struct Writer<'a> {
    part: &'a Part<'a>,
    bits: Bits,
    first: u64,
    last: u64,
    /// Of each shard so far, the gap from the first key of the one before, and the hash.
    gaps: Vec<u64>,
    hashes: String,
    listed: u64,
    spots: Vec<u32>,
    kept: Vec<u8>,
}

impl<'a> Writer<'a> {
    /// A writer of the shards of `part`.
    pub fn new(part: &'a Part<'a>) -> Self {
        Self {
            part,
            bits: Bits::default(),
            first: 0,
            last: 0,
            gaps: Vec::new(),
            hashes: String::new(),
            listed: 0,
            spots: Vec::new(),
            kept: Vec::new(),
        }
    }

    /// Bytes of the shard that is being written.
    pub fn len(&self) -> usize {
        self.bits.len()
    }

    /// Whether a key with `many` spots begins a shard of its own behind one of `len` bytes.
    pub fn is_full(&self, len: usize, many: usize) -> bool {
        len > 0 && len + size(self.part.span, many) > FULL
    }

    /// Writes a part that has just these entries.
    pub fn write(mut self, entries: &[u64]) -> io::Result<Written> {
        self.entries(entries)?;
        self.finish()
    }

    /// Writes `entries`, key by key.
    pub fn entries(&mut self, entries: &[u64]) -> io::Result<()> {
        by_key(entries).try_for_each(|entries| self.key(entries))
    }

    /// Writes one key with all its spots.
    fn key(&mut self, entries: &[u64]) -> io::Result<()> {
        let Some(key) = entries.first().map(|entry| parts(*entry).0) else { return Ok(()) };
        self.spots.clear();
        self.spots.extend(entries.iter().map(|entry| parts(*entry).1));
        if self.is_full(self.bits.len(), self.spots.len()) {
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

    /// Ends the shard that is being written.
    pub fn end_shard(&mut self) -> io::Result<()> {
        let bytes = self.bits.take();
        if bytes.is_empty() { Ok(()) } else { self.put(self.first, &bytes) }
    }

    /// Writes a whole shard, of which `first` is the first key.
    fn put(&mut self, first: u64, bytes: &[u8]) -> io::Result<()> {
        let hash = put(self.part.output, &self.shard_name(), &base64(bytes))?;
        self.note(first, bytes, &hash);
        Ok(())
    }

    /// Takes over a shard that was number `before`: its file, where that may stay.
    pub fn take_over(&mut self, before: usize, shard: &Shard, bytes: &[u8]) -> io::Result<()> {
        // The name of a shard stands in its file too, so that another number makes another file.
        if before != self.gaps.len() || !keep(self.part.output, &self.shard_name(), &shard.hash) {
            return self.put(shard.first, bytes);
        }
        self.note(shard.first, bytes, &shard.hash);
        Ok(())
    }

    fn shard_name(&self) -> String {
        format!("{}/{}", self.part.name, self.gaps.len())
    }

    /// Lists a shard and keeps its bytes.
    fn note(&mut self, first: u64, bytes: &[u8], hash: &str) {
        kept::put(&mut self.kept, (first - self.listed, hash), bytes);
        self.hashes += hash;
        self.gaps.push(first - self.listed);
        self.listed = first;
    }

    /// Ends the last shard and writes the list of them.
    pub fn finish(mut self) -> io::Result<Written> {
        self.end_shard()?;
        let mut list = None;
        if !self.gaps.is_empty() {
            list = Some(put(self.part.output, &self.part.name, &json(&(&self.gaps, &self.hashes))?)?);
        }
        Ok(Written { list, kept: self.kept })
    }
}

/// Sorted entries, key by key.
pub fn by_key(entries: &[u64]) -> impl Iterator<Item = &[u64]> {
    entries.chunk_by(|a, b| parts(*a).0 == parts(*b).0)
}

/// Gives `each` the entries of a shard of an era with that `span`, in order; `first` is its first key. Returns
/// the last key, or nothing where the bytes are no shard.
#[inline]
pub fn read(bytes: &[u8], first: u64, (era, span): (usize, u32), mut each: impl FnMut(u64)) -> Option<u64> {
    let mut reader = Reader::new(bytes);
    let mut key = first.checked_add(reader.take_varint()?)?;
    loop {
        if key >> KEY_BITS > 0 {
            return None;
        }
        let many = reader.take_varint()?.checked_add(1)?;
        reader.take_ascending(span, many, |spot| each(entry(key, era, spot)))?;
        reader.align();
        if reader.is_done() {
            return Some(key);
        }
        key = key.checked_add(reader.take_varint().filter(|gap| *gap > 0)?)?;
    }
}

/// How many spots the first key of a shard has.
pub fn first_count(bytes: &[u8]) -> Option<usize> {
    let mut reader = Reader::new(bytes);
    reader.take_varint()?;
    usize::try_from(reader.take_varint()?.checked_add(1)?).ok()
}
