//! Kept shards of a part and the entries that have come since in, the part as a clean build writes it out.
//!
//! Where a shard ends depends only on what it holds and on how many spots the key behind it has. So a shard that
//! holds what it held waits until that key is known: if it still begins a shard, the file stays. What
//! surprised us: after a key too many the borders meet the old ones again within a few shards, and from there on
//! only the numbers of the shards have to agree.

use std::io;

use super::collect::start;
use super::kept::{Kept, Place, Shard};
use super::numbers::Numbers;
use super::postings::{Part, Writer, Written, by_key, first_count};

/// What was kept of a part.
pub struct Before<'a> {
    /// Its shards.
    pub kept: &'a Kept,
    /// Where it stood and how its shards were written.
    pub place: Place,
    /// What became of the documents.
    pub numbers: &'a Numbers,
    /// Whether no shard can be as it was.
    pub is_over: bool,
}

/// A part being merged.
struct Merge<'a> {
    before: &'a Before<'a>,
    writer: Writer<'a>,
    /// The number of a shard that holds what it held, and the shard; its end is not certain yet.
    waiting: Option<(usize, &'a Shard)>,
}

/// Writes a part of which some shards were kept; `fresh` are the sorted entries that have come since.
pub fn merge(part: &Part<'_>, before: &Before<'_>, mut fresh: &[u64]) -> io::Result<Written> {
    let mut merge = Merge { before, writer: Writer::new(part), waiting: None };
    let shards = &before.kept.shards;
    let mut next = shards.iter().skip(1);
    for (number, shard) in shards.iter().enumerate() {
        let end = next.next().map_or(fresh.len(), |next| start(fresh, next.first));
        let (here, rest) = fresh.split_at_checked(end).unwrap_or((fresh, &[]));
        fresh = rest;
        if !before.is_over && shard.stays(here) {
            merge.whole(number, shard)?;
        } else {
            merge.entries(&before.kept.with(shard, (before.place, before.numbers), here))?;
        }
    }
    merge.entries(fresh)?;
    merge.end_shard()?;
    merge.writer.finish()
}

impl<'a> Merge<'a> {
    /// Goes on with a shard that holds what it held.
    fn whole(&mut self, number: usize, shard: &'a Shard) -> io::Result<()> {
        let Before { kept, place, .. } = self.before;
        let many = first_count(kept.body(shard)).unwrap_or(0);
        if self.len() > 0 && !self.writer.is_full(self.len(), many) {
            self.settle()?;
            return self.writer.entries(&kept.all(shard, *place));
        }
        self.end_shard()?;
        self.waiting = Some((number, shard));
        Ok(())
    }

    /// Goes on with entries.
    fn entries(&mut self, entries: &[u64]) -> io::Result<()> {
        let Some(many) = by_key(entries).next().map(<[u64]>::len) else { return Ok(()) };
        if self.waiting.is_some() {
            if self.writer.is_full(self.len(), many) { self.end_shard() } else { self.settle() }?;
        }
        self.writer.entries(entries)
    }

    /// Bytes of the shard that has not ended yet.
    fn len(&self) -> usize {
        self.waiting.map_or_else(|| self.writer.len(), |(_, shard)| self.before.kept.body(shard).len())
    }

    /// Writes the shard that waits anew: it goes on.
    fn settle(&mut self) -> io::Result<()> {
        let Some((_, shard)) = self.waiting.take() else { return Ok(()) };
        self.writer.entries(&self.before.kept.all(shard, self.before.place))
    }

    /// Ends the shard that has not ended yet.
    fn end_shard(&mut self) -> io::Result<()> {
        let Some((number, shard)) = self.waiting.take() else { return self.writer.end_shard() };
        self.writer.take_over(number, shard, self.before.kept.body(shard))
    }
}
