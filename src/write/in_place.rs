//! Replaces an output file by file, where the folder itself cannot be moved.
//!
//! Comes in: the new tree, the output, and what changed. All changed files are first copied to the output's
//! own disk, so that a full one is noticed before the first is replaced; then each is renamed to its place,
//! what others refer to before what refers to it, and what is gone is removed last. What surprised us: a
//! link in the output must be replaced on the way, or a file would be written through it.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::folder::Folder;
use super::marker::{self, MARKER, State};
use super::remove;

/// Where the changed files wait, in the output itself.
pub(super) const STAGED: &str = ".jianbao-new";

/// What is to be done.
pub(super) struct Plan<'a> {
    /// The new tree; it holds at least what changed.
    pub new: &'a Folder,
    /// The output.
    pub out: &'a Path,
    /// The files that are new or changed.
    pub changed: Vec<&'a str>,
    /// The files that stay as they are.
    pub kept: HashSet<&'a str>,
}

/// Brings the output, found in `state`, to what the plan says.
///
/// # Errors
/// What the disk said. Before the first file is replaced the output is then what it was; afterwards it is
/// partly new, and the next build brings it to its end.
pub(super) fn replace(mut plan: Plan<'_>, state: &State) -> io::Result<()> {
    if !marker::is_current(plan.out) {
        plan.changed.push(MARKER);
    }
    plan.changed.sort_by_key(|path| (rank(path), *path));
    let waiting = plan.out.join(STAGED);
    let ready = if *state == State::Ours { Ok(()) } else { mark(plan.out) };
    if let Err(error) = ready.and_then(|()| gather(&plan, &waiting)) {
        let _ = remove::tree(&waiting);
        if *state != State::Ours {
            let _ = fs::remove_file(plan.out.join(MARKER));
        }
        return Err(error);
    }
    for (number, path) in plan.changed.iter().enumerate() {
        make_parents(plan.out, path)?;
        settle(&waiting.join(number.to_string()), &Folder::at(plan.out).below(path))?;
    }
    remove::tree(&waiting)?;
    let wanted: HashSet<&str> = plan.changed.iter().chain(plan.kept.iter()).copied().collect();
    prune(plan.out, "", &wanted).map(|_| ())
}

/// The order of replacing: a page never refers to something that is not there yet.
fn rank(path: &str) -> u8 {
    let page = path.ends_with(".html");
    match path {
        MARKER => 0,
        "index.html" => 4,
        _ if path.starts_with("assets/") => 0,
        _ if page => 2,
        _ if path.contains('/') => 1,
        _ => 3,
    }
}

/// Makes a folder ours, so that the next build may go on, or clear up, if this one is cut off.
fn mark(folder: &Path) -> io::Result<()> {
    File::create_new(folder.join(MARKER))?.write_all(marker::TEXT.as_bytes())
}

/// Copies what changed to the output's disk, numbered.
fn gather(plan: &Plan<'_>, waiting: &Path) -> io::Result<()> {
    fs::create_dir(waiting)?;
    mark(waiting)?;
    let folder = Folder::at(waiting);
    for (number, path) in plan.changed.iter().enumerate() {
        let mut to = folder.create(&number.to_string())?;
        io::copy(&mut plan.new.read(path)?, &mut to)?;
    }
    folder.flush()
}

/// Makes the folders for a file; what is not a folder there, a link above all, makes way.
fn make_parents(out: &Path, path: &str) -> io::Result<()> {
    for (at, _) in path.match_indices('/') {
        let folder = Folder::at(out).below(path.get(..at).unwrap_or_default());
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_dir() => continue,
            Ok(_) => fs::remove_file(&folder)?,
            Err(_) => {}
        }
        fs::create_dir(&folder)?;
    }
    Ok(())
}

/// Renames a waiting file to its place; a folder there makes way.
fn settle(waiting: &Path, place: &Path) -> io::Result<()> {
    if fs::symlink_metadata(place).is_ok_and(|found| found.is_dir()) {
        fs::remove_dir_all(place)?;
    }
    fs::rename(waiting, place)
}

/// Removes what is not wanted; says whether the folder is empty then.
fn prune(folder: &Path, prefix: &str, wanted: &HashSet<&str>) -> io::Result<bool> {
    let mut empty = true;
    for entry in fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()? {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            if prune(&entry.path(), &format!("{path}/"), wanted)? {
                fs::remove_dir(entry.path())?;
                continue;
            }
        } else if !wanted.contains(path.as_str()) && path != MARKER {
            fs::remove_file(entry.path())?;
            continue;
        }
        empty = false;
    }
    Ok(empty)
}
