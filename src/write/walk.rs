//! What is in a tree, without following a link.
//!
//! Comes in: a folder. Goes out: its files as paths with `/`, sorted, each with its stamp, and a count of what no
//! build makes: links, special files, empty folders, names that are not Unicode. What surprised us: counting an
//! empty folder as foreign is enough to tell two trees of folders apart, since every other one holds a file; and
//! asking for all by handles of folders gains only a sixth (21,700 files: 47 ms for 57 ms on two cores).

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::marker::{self, MARKER};
use super::stamp;
use crate::model::{Stamp, Stamps};

/// What is in a tree, but for the marker at its root.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Census {
    /// The files, sorted.
    pub files: Vec<(Box<str>, Stamp)>,
    /// How many things there are that no build makes.
    pub strange: usize,
}

/// Looks through the tree at `root`.
///
/// # Errors
/// What the disk said of any folder in it.
pub(super) fn census(root: &Path) -> io::Result<Census> {
    let mut all = Walk::default().folder(root, "")?;
    all.files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    Ok(all)
}

/// Whether the output `out` holds exactly the files that have these stamps, and nothing else. It looks at every
/// file's stamp and into none, and stops at the first that is another.
///
/// # Errors
/// What the disk said of any folder in it.
pub fn untouched(out: &Path, stamps: &Stamps) -> io::Result<bool> {
    if !fs::symlink_metadata(out).is_ok_and(|found| found.is_dir()) || !marker::is_current(out) {
        return Ok(false);
    }
    let walk = Walk { expected: Some(stamps), stopped: AtomicBool::new(false) };
    let found = walk.folder(out, "")?;
    Ok(!walk.is_stopped() && found.strange == 0 && found.files.len() == stamps.len())
}

/// A walk through a tree; one that expects certain stamps stops when it finds something else.
#[derive(Debug, Default)]
struct Walk<'a> {
    expected: Option<&'a Stamps>,
    stopped: AtomicBool,
}

impl Walk<'_> {
    fn folder(&self, path: &Path, prefix: &str) -> io::Result<Census> {
        let mut here = Census::default();
        let mut folders = Vec::new();
        let mut empty = true;
        if self.is_stopped() {
            return Ok(here);
        }
        for entry in fs::read_dir(path)? {
            empty = false;
            self.sort_in(&entry?, prefix, (&mut here, &mut folders))?;
        }
        here.strange += usize::from(empty && !prefix.is_empty());
        let below =
            folders.into_par_iter().map(|name| self.folder(&path.join(&name), &format!("{prefix}{name}/")));
        below
            .try_fold(Census::default, |all, found| Ok(join(all, found?)))
            .try_reduce(Census::default, |all, more| Ok::<_, io::Error>(join(all, more)))
            .map(|below| join(here, below))
    }

    fn sort_in(
        &self,
        entry: &DirEntry,
        prefix: &str,
        (here, folders): (&mut Census, &mut Vec<String>),
    ) -> io::Result<()> {
        let kind = entry.file_type()?;
        match entry.file_name().into_string() {
            Ok(name) if kind.is_dir() => folders.push(name),
            Ok(name) if kind.is_file() && prefix.is_empty() && name == MARKER => {}
            Ok(name) if kind.is_file() => self.file(entry, format!("{prefix}{name}"), here)?,
            _ => here.strange += 1,
        }
        Ok(())
    }

    /// Notes a file; one that has gone meanwhile is strange.
    fn file(&self, entry: &DirEntry, path: String, here: &mut Census) -> io::Result<()> {
        let stamp = match entry.metadata() {
            Ok(found) => stamp::of(&found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                here.strange += 1;
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        if self.expected.is_some_and(|expected| expected.get(&path) != Some(stamp)) {
            self.stopped.store(true, Ordering::Relaxed);
        }
        here.files.push((path.into(), stamp));
        Ok(())
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

fn join(mut all: Census, more: Census) -> Census {
    all.files.extend(more.files);
    all.strange += more.strange;
    all
}
