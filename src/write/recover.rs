//! Clears up after builds that were killed.
//!
//! Comes in: a target whose lock is held, so that whatever lies beside it is nobody's. Goes out: the former
//! site in its place, and no leftovers. What surprised us: between the two renames of a system without an
//! exchange there is no site at all, and the old tree that waits aside is the only one that is whole.

use std::fs;
use std::io;
use std::path::Path;

use super::in_place;
use super::marker::{self, State};
use super::remove;
use super::target::Target;

/// Puts the old site back if a build was killed between its two renames, then removes what others left.
/// A leftover that cannot be removed stays, to be tried again.
///
/// # Errors
/// What the disk said when the old site was put back or the folder was read.
pub(super) fn recover(target: &Target) -> io::Result<()> {
    let aside = target.aside();
    if is_whole(&aside) {
        match marker::state(&target.out)? {
            State::Absent => fs::rename(&aside, &target.out)?,
            State::Empty => {
                fs::remove_dir(&target.out)?;
                fs::rename(&aside, &target.out)?;
            }
            State::Ours | State::Other(_) => doom(target, &aside)?,
        }
    } else {
        // An empty folder that was moved aside goes; anything else is not ours and stays.
        let _ = fs::remove_dir(&aside);
    }
    let _ = remove::tree(&target.out.join(in_place::STAGED));
    remove_leftovers(target)
}

/// Whether the folder is a tree that a build made, and not a link to one.
fn is_whole(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir()) && marker::is_ours(folder)
}

/// Gives a tree that is not needed the name of a leftover, so that half of it is never taken for a site.
fn doom(target: &Target, tree: &Path) -> io::Result<()> {
    fs::rename(tree, target.free())
}

fn remove_leftovers(target: &Target) -> io::Result<()> {
    let prefix = target.staged_prefix();
    for entry in fs::read_dir(&target.parent)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(prefix.as_encoded_bytes()) {
            // What is not ours is refused there and stays; what cannot be removed is tried again next time.
            let _ = remove::tree(&entry.path());
        }
    }
    Ok(())
}
