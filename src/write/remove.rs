//! Takes away a tree that a build made.
//!
//! Comes in: a folder beside an output. What surprised us: the marker must go last, or a build that is killed
//! while it removes would leave a tree that nobody dares to remove.

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::marker::{self, MARKER};

/// How many levels are taken apart by several threads; below, the standard library does it, which holds each
/// folder by handle and so cannot be led elsewhere by a link.
const SHARED_LEVELS: usize = 2;

/// Removes the tree at `path` if a build made it or it is empty; links in it are removed, not followed.
///
/// # Errors
/// What the disk said. A tree without a marker that holds something is an error too, and stays.
pub(super) fn tree(path: &Path) -> io::Result<()> {
    // Indexers and virus scanners hold a file for a moment, so everything is tried twice.
    match once(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => once(path),
        done => done,
    }
}

fn once(path: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(path)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    if marker::is_begun(path) {
        clear(path, SHARED_LEVELS, Some(MARKER))?;
        fs::remove_file(path.join(MARKER))?;
    }
    fs::remove_dir(path)
}

/// Removes what is in the folder, but for the entry named `keep`.
fn clear(folder: &Path, levels: usize, keep: Option<&str>) -> io::Result<()> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<DirEntry>>>()?;
    let doomed = entries.into_par_iter().filter(|entry| keep.is_none_or(|keep| entry.file_name() != keep));
    doomed.try_for_each(|entry| remove(&entry, levels))
}

fn remove(entry: &DirEntry, levels: usize) -> io::Result<()> {
    let path = entry.path();
    if !entry.file_type()?.is_dir() {
        return file(&path);
    }
    if levels == 0 {
        return fs::remove_dir_all(&path);
    }
    clear(&path, levels - 1, None)?;
    fs::remove_dir(&path)
}

/// Removes a file or a link. A link to a folder counts as a folder on Windows.
fn file(path: &Path) -> io::Result<()> {
    fs::remove_file(path).or_else(|error| fs::remove_dir(path).map_err(|_| error))
}
