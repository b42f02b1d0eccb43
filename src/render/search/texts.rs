//! Records' texts in, small groups of neighbours out that the page loads for the hits that it shows.
//!
//! The text proves a hit (pairs alone could be found apart), marks it and gives its surroundings. A group is
//! written when its last record has come, so texts of a few groups are held at a time if records come roughly
//! in order. What surprised us: groups of eight need few files but cost 160 KB for ten scattered hits.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::collect::locked;
use super::shard::{HASH_DIGITS, json, put};
use crate::model::output::Output;

/// Records in a group.
pub const GROUP: u32 = 3;
/// Groups in a list of groups.
pub const PAGE: u32 = 64;
/// Characters of a text that are kept to show and to prove hits; a hit further on is believed.
const LONGEST: usize = 4000;

/// Groups that wait for some of their records, and the hashes of those that are written.
pub struct Texts {
    documents: u32,
    waiting: Mutex<BTreeMap<u32, Group>>,
    hashes: Mutex<BTreeMap<u32, String>>,
    bytes: AtomicUsize,
}

type Group = [Option<Vec<u8>>; GROUP as usize];

impl Texts {
    /// Room for `documents`.
    pub fn new(documents: u32) -> Self {
        Self { documents, waiting: Mutex::default(), hashes: Mutex::default(), bytes: AtomicUsize::new(0) }
    }

    /// Takes the JSON of record `number`; writes its group if that is now complete.
    pub fn add(&self, number: u32, json: Vec<u8>, output: &dyn Output) -> io::Result<()> {
        let group = number / GROUP;
        let size = (self.documents - group * GROUP).min(GROUP);
        let Some(whole) = self.place(number, json, size)? else { return Ok(()) };
        let mut data = vec![b'['];
        for (at, record) in whole.iter().flatten().enumerate() {
            if at > 0 {
                data.push(b',');
            }
            data.extend_from_slice(record);
        }
        data.push(b']');
        self.bytes.fetch_add(data.len(), Ordering::Relaxed);
        let hash = put(output, &format!("t/{}/{group}", group / PAGE), &data)?;
        locked(&self.hashes).insert(group, hash);
        Ok(())
    }

    /// Puts a record into its group, and takes the group out if `size` records are in it.
    fn place(&self, number: u32, json: Vec<u8>, size: u32) -> io::Result<Option<Group>> {
        let mut waiting = locked(&self.waiting);
        let group = waiting.entry(number / GROUP).or_default();
        let slot = group.get_mut((number % GROUP) as usize);
        let written = locked(&self.hashes).contains_key(&(number / GROUP));
        let Some(slot) = slot.filter(|slot| slot.is_none() && !written) else {
            return Err(io::Error::other(format!("search index: document {number} was given twice")));
        };
        *slot = Some(json);
        let whole = group.iter().flatten().count() as u32 == size;
        Ok(if whole { waiting.remove(&(number / GROUP)) } else { None })
    }

    /// The mean size of a group's file so far.
    pub fn mean_size(&self) -> usize {
        let groups = locked(&self.hashes).len().max(1);
        self.bytes.load(Ordering::Relaxed).div_ceil(groups)
    }

    /// Writes the lists of groups; returns their hashes, one behind the other.
    pub fn finish(&self, output: &dyn Output) -> io::Result<String> {
        let hashes = std::mem::take(&mut *locked(&self.hashes));
        if hashes.len() as u32 != self.documents.div_ceil(GROUP) {
            return Err(io::Error::other("search index: not every document was given"));
        }
        let hashes: Vec<String> = hashes.into_values().collect();
        let mut lists = String::with_capacity(hashes.len() / PAGE as usize * HASH_DIGITS + HASH_DIGITS);
        for (page, hashes) in hashes.chunks(PAGE as usize).enumerate() {
            lists += &put(output, &format!("t/{page}"), &json(&hashes.concat())?)?;
        }
        Ok(lists)
    }
}

/// What of `text` is kept, and whether that is all of it.
pub fn kept(text: &str) -> (&str, bool) {
    if text.len() <= LONGEST {
        return (text, true);
    }
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => (text.get(..end).unwrap_or(text), false),
        None => (text, true),
    }
}
