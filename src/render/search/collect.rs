//! Documents from any thread in any order in, for every part of the index the sorted runs of its entries out.
//!
//! A document has four spots: its title, and its body's blocks in thirds; an entry is `key << 22 | document << 2
//! | spot`. Pairs that belong together stand in one block, so looking them up by spot instead of by document
//! spares the reader most false hits, and tells titles from bodies.
//!
//! What surprised us: the fastest way is the plainest one, a long list of numbers that is sorted. When it is
//! full it is sorted, cut at the parts' borders and kept as the gaps between its numbers, a byte and a half each.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::keys::{BUCKETS, KEY_BITS, bucket, keys};
use super::rice::{put_varint, take_varint};

/// Documents in an era: a stretch of the index with shards of its own, so that no list grows for ever.
/// Small in unit tests, so that few documents cross its border.
pub const ERA: u32 = if cfg!(test) { 1 << 5 } else { 1 << 16 };
/// The greatest number of documents that an entry has room for.
pub const MOST_DOCUMENTS: usize = 1 << (BELOW_KEY - SPOT_BITS);
/// Bits of an entry below its key.
const BELOW_KEY: u32 = 64 - KEY_BITS;
/// Bits of a spot's number in its document.
const SPOT_BITS: u32 = 2;
/// Spots of a document: the title and three for the body.
pub const SPOTS: u32 = 1 << SPOT_BITS;
/// Entries that one thread holds before it sorts them.
const FULL: usize = if cfg!(test) { 1 << 9 } else { 1 << 18 };

/// The entry of a key at a spot of an era.
pub fn entry(key: u64, era: usize, spot: u32) -> u64 {
    key << BELOW_KEY | (era as u64 * u64::from(ERA * SPOTS)) | u64::from(spot)
}

/// Where in sorted `entries` those of `key` start.
pub fn start(entries: &[u64], key: u64) -> usize {
    entries.partition_point(|entry| entry >> BELOW_KEY < key)
}

/// The document that an entry is of.
pub fn document(entry: u64) -> u32 {
    (entry as u32 % (1 << BELOW_KEY)) >> SPOT_BITS
}

/// The same entry of document `number`.
pub fn of_document(entry: u64, number: u32) -> u64 {
    let key_and_spot = entry & !(((1 << BELOW_KEY) - 1) ^ (u64::from(SPOTS) - 1));
    key_and_spot | u64::from(number) << SPOT_BITS
}

/// An entry taken apart: the key, and the spot within its era.
pub fn parts(entry: u64) -> (u64, u32) {
    (entry >> BELOW_KEY, entry as u32 & (ERA * SPOTS - 1))
}

/// The era of an entry.
fn era(entry: u64) -> usize {
    (entry as u32 % (1 << BELOW_KEY) / (ERA * SPOTS)) as usize
}

/// The sorted runs of one part of the index, as gaps between entries.
type Runs = Vec<Vec<u8>>;

/// Entries as they come, by bucket: short lists are sorted within the cache.
struct Filling {
    buckets: [Vec<u64>; BUCKETS],
    entries: usize,
}

impl Default for Filling {
    fn default() -> Self {
        Self { buckets: [const { Vec::new() }; BUCKETS], entries: 0 }
    }
}

impl Filling {
    /// Adds a key with what stands below it.
    fn push(&mut self, key: u64, below: u64) {
        if let Some(list) = self.buckets.get_mut(bucket(key)) {
            list.push(key << BELOW_KEY | below);
            self.entries += 1;
        }
    }
}

/// All entries so far.
pub struct Collected {
    /// Lists being filled; a thread takes one and puts it back.
    idle: Mutex<Vec<Filling>>,
    /// By era, then bucket.
    runs: Vec<Mutex<Runs>>,
}

impl Collected {
    /// Room for `documents`.
    pub fn new(documents: usize) -> Self {
        let slots = documents.div_ceil(ERA as usize) * BUCKETS;
        Self { idle: Mutex::default(), runs: (0..slots).map(|_| Mutex::default()).collect() }
    }

    /// Adds the keys of document `number`.
    pub fn add(&self, number: u32, title: &str, text: &str) {
        let mut filling = locked(&self.idle).pop().unwrap_or_default();
        let title_spot = u64::from(number) << SPOT_BITS;
        keys(title, |key| filling.push(key, title_spot));
        let mut start = 0;
        for block in text.split('\n') {
            let spot = title_spot + 1 + (start * (SPOTS as usize - 1) / text.len().max(1)) as u64;
            keys(block, |key| filling.push(key, spot));
            start += block.len() + 1;
        }
        self.give_back(filling);
    }

    /// Adds document `number` under keys that are not letters.
    pub fn add_keys(&self, number: u32, keys: impl Iterator<Item = u64>) {
        let mut filling = locked(&self.idle).pop().unwrap_or_default();
        keys.for_each(|key| filling.push(key, u64::from(number) << SPOT_BITS));
        self.give_back(filling);
    }

    /// Adds entries that were made before.
    pub fn add_entries(&self, entries: &[u64]) {
        let mut filling = locked(&self.idle).pop().unwrap_or_default();
        entries.iter().for_each(|entry| filling.push(entry >> BELOW_KEY, entry % (1 << BELOW_KEY)));
        self.give_back(filling);
    }

    fn give_back(&self, mut filling: Filling) {
        if filling.entries >= FULL {
            self.put_away(&mut filling);
        }
        locked(&self.idle).push(filling);
    }

    /// Sorts what threads still hold; to be called when the last document is in.
    pub fn settle(&self) {
        for mut filling in std::mem::take(&mut *locked(&self.idle)) {
            self.put_away(&mut filling);
        }
    }

    fn put_away(&self, filling: &mut Filling) {
        for (bucket, list) in filling.buckets.iter_mut().enumerate() {
            list.sort_unstable();
            list.dedup();
            self.put_away_bucket(bucket, list);
            list.clear();
        }
        filling.entries = 0;
    }

    fn put_away_bucket(&self, bucket: usize, sorted: &[u64]) {
        for (number, slot) in self.runs.iter().skip(bucket).step_by(BUCKETS).enumerate() {
            let mut run = Vec::with_capacity(sorted.len() * 3 / 2);
            let mut last = 0;
            for &entry in sorted.iter().filter(|entry| era(**entry) == number) {
                put_varint(&mut run, entry - last);
                last = entry;
            }
            if !run.is_empty() {
                run.shrink_to_fit();
                locked(slot).push(run);
            }
        }
    }

    /// How many eras there are.
    pub fn eras(&self) -> usize {
        self.runs.len() / BUCKETS
    }

    /// Takes out the entries of one part, in order.
    pub fn take(&self, era: usize, bucket: usize) -> Vec<u64> {
        let runs = self.runs.get(era * BUCKETS + bucket).map(|slot| std::mem::take(&mut *locked(slot)));
        let runs = runs.unwrap_or_default();
        let mut entries = Vec::with_capacity(runs.iter().map(Vec::len).sum::<usize>() * 3 / 4);
        for run in runs {
            let mut bytes = run.into_iter();
            let mut last = 0;
            while let Some(gap) = take_varint(&mut bytes) {
                last += gap;
                entries.push(last);
            }
        }
        // Stable sorting finds the sorted runs and only merges them.
        entries.sort();
        entries.dedup();
        entries
    }
}

/// What a lock guards. A thread that panicked has left whole values: they are only moved under a lock.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
