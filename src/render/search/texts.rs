//! Records' texts in, small groups of neighbours out that the page loads for the hits that it shows.
//!
//! The text proves a hit (pairs alone could be found apart), marks it and gives its surroundings. A group is
//! written when its last record has come, so texts of a few groups are held at a time if records come roughly
//! in order. What surprised us: groups of eight need few files but cost 160 KB for ten scattered hits.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use super::collect::locked;
use super::shard::{HASH_DIGITS, json, put};
use crate::model::output::Output;

/// Records in a group.
pub const GROUP: u32 = 3;
/// Groups in a list of groups.
pub const PAGE: u32 = 64;
/// Characters of a text that are kept to show and to prove hits; a hit further on is believed.
const LONGEST: usize = 4000;

/// Groups that wait for some of their records, and those that are written.
pub struct Texts {
    documents: u32,
    waiting: Mutex<BTreeMap<u32, Group>>,
    written: Mutex<BTreeMap<u32, Written>>,
}

type Group = [Option<Vec<u8>>; GROUP as usize];

/// A group that is written.
#[derive(Clone)]
pub struct Written {
    /// The hash in its file's name.
    pub hash: String,
    /// How many bytes its data have.
    pub size: usize,
}

/// What is known when all groups are written.
pub struct Finished {
    /// The hashes of the lists of groups, one behind the other.
    pub lists: String,
    /// The mean size of a group's file.
    pub weight: usize,
    /// All groups.
    pub groups: Vec<Written>,
}

impl Texts {
    /// Room for `documents`.
    pub fn new(documents: u32) -> Self {
        Self { documents, waiting: Mutex::default(), written: Mutex::default() }
    }

    /// How many groups there are.
    pub fn groups(&self) -> u32 {
        self.documents.div_ceil(GROUP)
    }

    /// Takes a group as written whose file stays. Of its records none may be added.
    pub fn take_over(&self, group: u32, written: Written) {
        locked(&self.written).insert(group, written);
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
        let hash = put(output, &name(group), &data)?;
        locked(&self.written).insert(group, Written { hash, size: data.len() });
        Ok(())
    }

    /// Puts a record into its group, and takes the group out if `size` records are in it.
    fn place(&self, number: u32, json: Vec<u8>, size: u32) -> io::Result<Option<Group>> {
        let mut waiting = locked(&self.waiting);
        let group = waiting.entry(number / GROUP).or_default();
        let slot = group.get_mut((number % GROUP) as usize);
        let written = locked(&self.written).contains_key(&(number / GROUP));
        let Some(slot) = slot.filter(|slot| slot.is_none() && !written) else {
            return Err(io::Error::other(format!("search index: document {number} was given twice")));
        };
        *slot = Some(json);
        let whole = group.iter().flatten().count() as u32 == size;
        Ok(if whole { waiting.remove(&(number / GROUP)) } else { None })
    }

    /// Writes the lists of groups.
    pub fn finish(&self, output: &dyn Output) -> io::Result<Finished> {
        let written = std::mem::take(&mut *locked(&self.written));
        if written.len() as u32 != self.groups() {
            return Err(io::Error::other("search index: not every document was given"));
        }
        let groups: Vec<Written> = written.into_values().collect();
        let mut lists = String::with_capacity(groups.len() / PAGE as usize * HASH_DIGITS + HASH_DIGITS);
        for (page, groups) in groups.chunks(PAGE as usize).enumerate() {
            let hashes: String = groups.iter().map(|group| &*group.hash).collect();
            lists += &put(output, &format!("t/{page}"), &json(&hashes)?)?;
        }
        let bytes: usize = groups.iter().map(|group| group.size).sum();
        Ok(Finished { lists, weight: bytes.div_ceil(groups.len().max(1)), groups })
    }
}

/// The name of a group, without its hash.
pub fn name(group: u32) -> String {
    format!("t/{}/{group}", group / PAGE)
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
