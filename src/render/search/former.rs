//! What a build leaves for the next one, but for its shards, as a few bytes, and back.
//!
//! The first sixteen bytes are a hash of the rest: what is damaged is nothing, and then all is made anew. What
//! surprised us: of a record nothing need be kept. Groups of texts stay or go as a whole, and shards tell the rest.

use super::collect::{ERA, MOST_DOCUMENTS};
use super::keys::BUCKETS;
use super::rice::{put_varint, take_varint};
use super::shard::HASH_DIGITS;
use super::texts::{GROUP, Written};

/// Bytes of the hashes in it.
const SEAL: usize = 16;

/// A hash that is compared and shown nowhere.
pub type Seal = [u8; SEAL];

/// What the last build left.
pub struct Former {
    /// How many documents it had.
    pub documents: u32,
    /// Its groups of texts.
    pub groups: Vec<Group>,
    /// By era, then bucket, the name of the kept shards; nothing where there are none.
    pub parts: Vec<Option<String>>,
}

/// A group of texts as it was written.
pub struct Group {
    /// Of what it shows besides titles and texts.
    pub shown: Seal,
    /// Its file.
    pub written: Written,
}

impl Former {
    /// It as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; SEAL];
        put_varint(&mut bytes, u64::from(self.documents));
        for group in &self.groups {
            bytes.extend_from_slice(&group.shown);
            bytes.extend_from_slice(group.written.hash.as_bytes());
            put_varint(&mut bytes, group.written.size as u64);
        }
        for name in &self.parts {
            let name = name.as_deref().unwrap_or_default();
            put_varint(&mut bytes, name.len() as u64);
            bytes.extend_from_slice(name.as_bytes());
        }
        let seal = bytes.get(SEAL..).map(seal).unwrap_or_default();
        bytes.iter_mut().zip(seal).for_each(|(byte, seal)| *byte = seal);
        bytes
    }

    /// What `bytes` say, if they are whole.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (sealed, rest) = bytes.split_first_chunk::<SEAL>()?;
        if seal(rest) != *sealed {
            return None;
        }
        let mut cursor = Cursor(rest);
        let documents = u32::try_from(cursor.number()?).ok()?;
        if documents as usize > MOST_DOCUMENTS {
            return None;
        }
        let groups = (0..documents.div_ceil(GROUP)).map(|_| cursor.group()).collect::<Option<_>>()?;
        let parts = documents.div_ceil(ERA) as usize * BUCKETS;
        let parts = (0..parts).map(|_| cursor.name()).collect::<Option<_>>()?;
        Some(Self { documents, groups, parts })
    }
}

/// Bytes that are taken from the front.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn number(&mut self) -> Option<u64> {
        let mut bytes = self.0.iter().copied();
        let number = take_varint(&mut bytes)?;
        self.0 = self.0.get(self.0.len() - bytes.len()..)?;
        Some(number)
    }

    fn take(&mut self, many: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(many)?;
        self.0 = rest;
        Some(taken)
    }

    fn text(&mut self, many: usize) -> Option<String> {
        Some(str::from_utf8(self.take(many)?).ok()?.to_owned())
    }

    fn group(&mut self) -> Option<Group> {
        let shown = self.take(SEAL)?.try_into().ok()?;
        let hash = self.text(HASH_DIGITS)?;
        let size = usize::try_from(self.number()?).ok()?;
        Some(Group { shown, written: Written { hash, size } })
    }

    fn name(&mut self) -> Option<Option<String>> {
        let many = usize::try_from(self.number()?).ok()?;
        Some(Some(self.text(many)?).filter(|name| !name.is_empty()))
    }
}

/// The names in a memo that a build's `former` bytes refer to: all that the next build needs of it.
#[must_use]
pub fn names(former: &[u8]) -> Vec<String> {
    Former::read(former).map(|former| former.parts.into_iter().flatten().collect()).unwrap_or_default()
}

/// The hash of `bytes`.
pub fn seal(bytes: &[u8]) -> Seal {
    let mut seal = Seal::default();
    seal.iter_mut().zip(blake3::hash(bytes).as_bytes()).for_each(|(to, from)| *to = *from);
    seal
}
