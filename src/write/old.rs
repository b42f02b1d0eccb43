//! The tree of the last build, and what became of each of its files in this one.
//!
//! Comes in: the former output and each new file. Goes out: whether it is the same, and at the end what to
//! link and what is gone. What surprised us: reading a file of the old tree to compare costs less than half
//! of writing it, so no table of hashes is kept anywhere; a file that is not even read is known by its stamp.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use super::folder::Folder;
use super::marker;
use super::walk::{self, Census};
use crate::model::{Stamp, Stamps};

/// A file of the old tree that no file of the new one has asked for.
const GONE: u8 = 0;
/// One whose path the new tree has too.
const CLAIMED: u8 = 1;
/// One whose bytes it has too.
const SAME: u8 = 2;
/// One that it takes over without a look.
const KEPT: u8 = 3;
/// How much of a file is compared at once, in bytes.
const CHUNK: u64 = 1 << 16;

/// The tree of the last build.
#[derive(Debug)]
pub(super) struct Old {
    folder: Folder,
    census: Arc<Census>,
    /// What became of each file, in the census's order.
    fates: Vec<Fate>,
}

#[derive(Debug)]
struct Fate {
    now: AtomicU8,
    /// Whether the file is as the last build left it.
    is_sure: bool,
}

/// What a path of the new tree was in the old one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// It is new, or its bytes are.
    Other,
    /// The same, so that nothing need be written.
    Same,
    /// Asked for before in this build.
    Twice,
}

/// Whether a file of the old tree is taken over without a look.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    /// Yes, and it has so many bytes.
    Kept(u64),
    /// It was before, in this build.
    Again,
    /// No: it is not there, not as the last build left it, or its path is taken.
    Not,
}

impl Old {
    /// Looks through the former output at `out`, which the last build left with these stamps.
    pub(super) fn open(out: &Path, stamps: Option<&Stamps>) -> io::Result<Self> {
        let mut census = walk::census(out)?;
        census.strange += usize::from(!marker::is_current(out));
        let fates = fates(&census, stamps.unwrap_or(&Stamps::default()));
        Ok(Self { folder: Folder::at(out), census: Arc::new(census), fates })
    }

    fn find(&self, path: &str) -> Option<(&Fate, Stamp)> {
        let at = self.census.files.binary_search_by(|(known, _)| (**known).cmp(path)).ok()?;
        Some((self.fates.get(at)?, self.census.files.get(at)?.1))
    }

    /// Takes over the file at `path`, if it is as the last build left it.
    pub(super) fn keep(&self, path: &str) -> Keeping {
        match self.find(path) {
            Some((fate, stamp)) if fate.is_sure => match fate.turn(GONE, KEPT) {
                Ok(_) => Keeping::Kept(stamp.len),
                Err(KEPT) => Keeping::Again,
                Err(_) => Keeping::Not,
            },
            _ => Keeping::Not,
        }
    }

    /// Whether [`Old::keep`] would take it over.
    pub(super) fn could_keep(&self, path: &str) -> bool {
        self.find(path)
            .is_some_and(|(fate, _)| fate.is_sure && matches!(fate.now.load(Ordering::Relaxed), GONE | KEPT))
    }

    /// What the old tree has at `path`, which is now taken. A file that cannot be read is not the same.
    pub(super) fn claim(&self, path: &str, bytes: &[u8]) -> Before {
        let Some((fate, _)) = self.find(path) else { return Before::Other };
        if fate.turn(GONE, CLAIMED).is_err() {
            return Before::Twice;
        }
        if !self.holds(path, bytes).unwrap_or(false) {
            return Before::Other;
        }
        fate.now.store(SAME, Ordering::Relaxed);
        Before::Same
    }

    /// Whether a file of the old tree has these bytes: the length first, then piece by piece.
    fn holds(&self, path: &str, bytes: &[u8]) -> io::Result<bool> {
        let mut file = self.folder.read(path)?;
        let found = file.metadata()?;
        if !found.is_file() || found.len() != bytes.len() as u64 {
            return Ok(false);
        }
        let mut piece = Vec::with_capacity(bytes.len().min(CHUNK as usize));
        for part in bytes.chunks(CHUNK as usize) {
            piece.clear();
            file.by_ref().take(part.len() as u64).read_to_end(&mut piece)?;
            if piece != part {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The folder that the old tree stands in.
    pub(super) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// All that is in it.
    pub(super) fn census(&self) -> &Arc<Census> {
        &self.census
    }

    /// The files that did not change, sorted.
    pub(super) fn same(&self) -> impl Iterator<Item = &str> {
        self.with_fate(|fate| fate >= SAME).map(|(path, _)| path)
    }

    /// The stamps of the files that did not change, but for those whose bytes could have been changed after `sure`
    /// without leaving a trace in the stamp. What was kept is as sure as it was.
    pub(super) fn stamps(&self, sure: i64) -> impl Iterator<Item = (&str, Stamp)> {
        let kept = self.with_fate(|fate| fate == KEPT);
        kept.chain(self.with_fate(|fate| fate == SAME).filter(move |(_, stamp)| stamp.modified <= sure))
    }

    /// The files that the new tree does not have.
    pub(super) fn gone(&self) -> impl Iterator<Item = &str> {
        self.with_fate(|fate| fate == GONE).map(|(path, _)| path)
    }

    fn with_fate(&self, has: impl Fn(u8) -> bool) -> impl Iterator<Item = (&str, Stamp)> {
        let all = self.census.files.iter().zip(&self.fates);
        let with = all.filter(move |(_, fate)| has(fate.now.load(Ordering::Relaxed)));
        with.map(|((path, stamp), _)| (&**path, *stamp))
    }

    /// Whether the old tree has nothing but files that did not change.
    pub(super) fn is_all_same(&self) -> bool {
        self.census.strange == 0 && self.fates.iter().all(|fate| fate.now.load(Ordering::Relaxed) >= SAME)
    }
}

impl Fate {
    /// Turns from one fate to another; an error is the fate that it has instead.
    fn turn(&self, from: u8, to: u8) -> Result<u8, u8> {
        self.now.compare_exchange(from, to, Ordering::Relaxed, Ordering::Relaxed)
    }
}

/// Compares two sorted lists: what is, and what the last build left.
fn fates(census: &Census, stamps: &Stamps) -> Vec<Fate> {
    let mut left = stamps.iter().peekable();
    let mut fates = Vec::with_capacity(census.files.len());
    for (path, stamp) in &census.files {
        while left.next_if(|(other, _)| *other < &**path).is_some() {}
        let known = left.next_if(|(other, _)| *other == &**path);
        let is_sure = known.is_some_and(|(_, known)| known == *stamp);
        fates.push(Fate { now: AtomicU8::new(GONE), is_sure });
    }
    fates
}
