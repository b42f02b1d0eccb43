//! What is in a tree, without following a link.
//!
//! Comes in: a folder. Goes out: its files as paths with `/`, sorted, and a count of what no build makes:
//! links, special files, empty folders, names that are not Unicode. What surprised us: counting an empty
//! folder as foreign is enough to tell two trees of folders apart, since every other one holds a file.

use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::marker::MARKER;

/// What is in a tree, but for the marker at its root.
#[derive(Debug, Default)]
pub(super) struct Census {
    /// The files, sorted.
    pub files: Vec<Box<str>>,
    /// How many things there are that no build makes.
    pub strange: usize,
}

/// Looks through the tree at `root`.
///
/// # Errors
/// What the disk said of any folder in it.
pub(super) fn census(root: &Path) -> io::Result<Census> {
    let mut all = folder(root, "")?;
    all.files.retain(|path| **path != *MARKER);
    all.files.sort_unstable();
    Ok(all)
}

fn folder(path: &Path, prefix: &str) -> io::Result<Census> {
    let mut here = Census::default();
    let mut folders = Vec::new();
    let mut empty = true;
    for entry in fs::read_dir(path)? {
        empty = false;
        sort_in(&entry?, prefix, &mut here, &mut folders)?;
    }
    here.strange += usize::from(empty && !prefix.is_empty());
    let below = folders.into_par_iter().map(|name| folder(&path.join(&name), &format!("{prefix}{name}/")));
    below
        .try_fold(Census::default, |all, found| Ok(join(all, found?)))
        .try_reduce(Census::default, |all, more| Ok::<_, io::Error>(join(all, more)))
        .map(|below| join(here, below))
}

fn sort_in(entry: &DirEntry, prefix: &str, here: &mut Census, folders: &mut Vec<String>) -> io::Result<()> {
    let kind = entry.file_type()?;
    match entry.file_name().into_string() {
        Ok(name) if kind.is_dir() => folders.push(name),
        Ok(name) if kind.is_file() => here.files.push(format!("{prefix}{name}").into()),
        _ => here.strange += 1,
    }
    Ok(())
}

fn join(mut all: Census, more: Census) -> Census {
    all.files.extend(more.files);
    all.strange += more.strange;
    all
}
