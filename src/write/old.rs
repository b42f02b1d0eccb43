//! The tree of the last build, and what became of each of its files in this one.
//!
//! Comes in: the former output and each new file. Goes out: whether it is the same, and at the end what to
//! link and what is gone. What surprised us: reading a file of the old tree to compare costs less than half
//! of writing it, so no table of hashes is kept anywhere.

use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};

use super::folder::Folder;
use super::{marker, walk};

/// A file of the old tree that no file of the new one has asked for.
const GONE: u8 = 0;
/// One whose path the new tree has too.
const CLAIMED: u8 = 1;
/// One whose bytes it has too.
const SAME: u8 = 2;
/// How much of a file is compared at once, in bytes.
const CHUNK: u64 = 1 << 16;

/// The tree of the last build.
#[derive(Debug)]
pub(super) struct Old {
    folder: Folder,
    files: Vec<(Box<str>, AtomicU8)>,
    strange: usize,
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

impl Old {
    /// Looks through the former output at `out`.
    pub(super) fn open(out: &Path) -> io::Result<Self> {
        let folder = Folder::at(out);
        let census = walk::census(out)?;
        let strange = census.strange + usize::from(!marker::is_current(out));
        let files = census.files.into_iter().map(|path| (path, AtomicU8::new(GONE))).collect();
        Ok(Self { folder, files, strange })
    }

    /// What the old tree has at `path`, which is now taken. A file that cannot be read is not the same.
    pub(super) fn claim(&self, path: &str, bytes: &[u8]) -> Before {
        let found = self.files.binary_search_by(|(known, _)| (**known).cmp(path));
        let Some((_, fate)) = found.ok().and_then(|at| self.files.get(at)) else { return Before::Other };
        if fate.swap(CLAIMED, Ordering::Relaxed) != GONE {
            return Before::Twice;
        }
        if !self.holds(path, bytes).unwrap_or(false) {
            return Before::Other;
        }
        fate.store(SAME, Ordering::Relaxed);
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

    /// The files that did not change, sorted.
    pub(super) fn same(&self) -> impl Iterator<Item = &str> {
        self.with_fate(SAME)
    }

    /// How many files the new tree does not have.
    pub(super) fn gone(&self) -> usize {
        self.with_fate(GONE).count()
    }

    fn with_fate(&self, fate: u8) -> impl Iterator<Item = &str> {
        let has = move |found: &AtomicU8| found.load(Ordering::Relaxed) == fate;
        self.files.iter().filter(move |(_, found)| has(found)).map(|(path, _)| &**path)
    }

    /// Whether the old tree has nothing but files that did not change.
    pub(super) fn is_all_same(&self) -> bool {
        self.strange == 0 && self.files.iter().all(|(_, fate)| fate.load(Ordering::Relaxed) == SAME)
    }
}
