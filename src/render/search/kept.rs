//! The shards of a part as the last build wrote them in, and which of them still hold out.
//!
//! Kept is, for every shard, the gap to the first key of the one before, the hash in its file's name, and its
//! bytes before base64, so that nothing is made only to be kept. What surprised us: a shard need not be
//! compared with what it would be now. If a changed record takes out of it just what it puts back, it is the same.

use std::ops::Range;

use super::collect::{Collected, ERA, document, of_document, parts};
use super::keys::FIRST_FACET;
use super::numbers::{Fate, Numbers};
use super::postings::read;
use super::rice::{put_varint, take_varint};
use super::shard::HASH_DIGITS;

/// The shards of a part.
pub struct Kept {
    /// Their bytes and what tells of them, as they were saved.
    pub bytes: Vec<u8>,
    /// In the order of their keys.
    pub shards: Vec<Shard>,
}

/// One shard of the last build.
pub struct Shard {
    /// Its first key.
    pub first: u64,
    /// The hash in its file's name.
    pub hash: String,
    body: Range<usize>,
    change: Change,
}

/// What becomes of a shard by the documents that changed.
#[derive(Default)]
struct Change {
    /// Entries of documents that are to be read again, as they were.
    dropped: Vec<u64>,
    /// Whether others have a new number.
    is_renumbered: bool,
}

/// Which part it is, and how its shards were written.
#[derive(Clone, Copy)]
pub struct Place {
    /// Its era.
    pub era: usize,
    /// All spots were below this.
    pub span: u32,
}

/// Appends a shard to the bytes that are kept of a part.
pub fn put(kept: &mut Vec<u8>, (gap, hash): (u64, &str), bytes: &[u8]) {
    put_varint(kept, gap);
    kept.extend_from_slice(hash.as_bytes());
    put_varint(kept, bytes.len() as u64);
    kept.extend_from_slice(bytes);
}

/// Finds the shards in what was kept.
fn shards(kept: &[u8]) -> Option<Vec<Shard>> {
    let mut shards = Vec::new();
    let mut rest = kept;
    let mut first = 0_u64;
    while !rest.is_empty() {
        let mut bytes = rest.iter().copied();
        first = first.checked_add(take_varint(&mut bytes)?)?;
        let (hash, behind) = rest.get(rest.len() - bytes.len()..)?.split_at_checked(HASH_DIGITS)?;
        let mut bytes = behind.iter().copied();
        let len = usize::try_from(take_varint(&mut bytes)?).ok()?;
        let start = kept.len() - bytes.len();
        let body = start..start.checked_add(len)?;
        rest = kept.get(body.end..)?;
        let hash = str::from_utf8(hash).ok()?.to_owned();
        shards.push(Shard { first, hash, body, change: Change::default() });
    }
    Some(shards)
}

impl Kept {
    /// Reads what was kept of a part, and looks what becomes of it: entries whose documents have gone over to
    /// another era are given to `collected`. Nothing where the bytes make no sense.
    pub fn read(bytes: Vec<u8>, place: Place, numbers: &Numbers, collected: &Collected) -> Option<Self> {
        let mut kept = Self { shards: shards(&bytes)?, bytes };
        let mut moved = Vec::new();
        let mut before = None;
        for shard in &mut kept.shards {
            if before.is_some_and(|last| last >= shard.first) {
                return None;
            }
            let bytes = kept.bytes.get(shard.body.clone())?;
            before = Some(shard.change.look(bytes, (shard.first, place), (numbers, &mut moved))?);
        }
        if !moved.is_empty() {
            collected.add_entries(&moved);
        }
        Some(kept)
    }

    /// The bytes of a shard.
    pub fn body(&self, shard: &Shard) -> &[u8] {
        self.bytes.get(shard.body.clone()).unwrap_or_default()
    }

    /// The entries of a shard as they were, without those of facets.
    pub fn all(&self, shard: &Shard, place: Place) -> Vec<u64> {
        let mut all = Vec::new();
        let _ = read(self.body(shard), shard.first, (place.era, place.span), |entry| all.push(entry));
        all.truncate(all.partition_point(|entry| parts(*entry).0 < FIRST_FACET));
        all
    }

    /// The entries of a shard that stay in its era, with their new numbers, and those of `fresh`; sorted.
    pub fn with(&self, shard: &Shard, (place, numbers): (Place, &Numbers), fresh: &[u64]) -> Vec<u64> {
        let stays = |entry: u64| match numbers.fate(document(entry)) {
            Fate::Stays => Some(entry),
            Fate::Becomes(number) => (era_of(number) == place.era).then(|| of_document(entry, number)),
            Fate::Gone | Fate::Unknown => None,
        };
        let mut entries: Vec<u64> = self.all(shard, place).into_iter().filter_map(stays).collect();
        entries.extend_from_slice(fresh);
        // Stable sorting finds the sorted runs and only merges them.
        entries.sort();
        entries.dedup();
        entries
    }
}

impl Shard {
    /// Whether it holds what it held when `fresh` has come to its keys.
    pub fn stays(&self, fresh: &[u64]) -> bool {
        !self.change.is_renumbered && self.change.dropped == fresh
    }
}

impl Change {
    /// Looks what becomes of a shard; returns its last key, or nothing where the bytes are no shard.
    fn look(
        &mut self,
        bytes: &[u8],
        (first, place): (u64, Place),
        (numbers, moved): (&Numbers, &mut Vec<u64>),
    ) -> Option<u64> {
        let mut is_sound = true;
        let last = read(bytes, first, (place.era, place.span), |entry| match numbers.fate(document(entry)) {
            Fate::Stays => {}
            _ if parts(entry).0 >= FIRST_FACET => {}
            Fate::Gone => self.dropped.push(entry),
            Fate::Becomes(number) => {
                self.is_renumbered = true;
                if era_of(number) != place.era {
                    moved.push(of_document(entry, number));
                }
            }
            Fate::Unknown => is_sound = false,
        });
        last.filter(|_| is_sound)
    }
}

fn era_of(number: u32) -> usize {
    (number / ERA) as usize
}
