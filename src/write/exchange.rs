//! Puts the new tree in the place of the old one.
//!
//! Comes in: both trees, side by side. Goes out: how it was done; the old tree then stands under the new
//! one's former name. What surprised us: the one call that swaps two folders is refused by some file systems
//! only when it is tried, and a folder that is a mount point refuses every way of being moved.

use std::fs;
use std::io;
use std::path::Path;

use super::marker::{self, State};

/// How the new site came to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// Nothing had changed, so nothing was done.
    Untouched,
    /// There was no site before; the new tree was moved there.
    Placed,
    /// Old and new changed places in one call.
    Swapped,
    /// The old tree was moved aside, then the new one moved there: for a moment there was no site.
    MovedAside,
    /// The folder cannot be moved (it is a mount point), so its files were replaced one by one.
    FileByFile,
}

/// Puts `new` in the place of `out`, with `aside` as a place to wait. Nothing means that `out` cannot be moved.
///
/// # Errors
/// What the disk said; `out` is then what it was.
pub(super) fn exchange(new: &Path, out: &Path, aside: &Path) -> io::Result<Option<Exchange>> {
    let done = if marker::state(out)? == State::Absent {
        fs::rename(new, out).map(|()| Exchange::Placed)
    } else {
        swap(new, out, aside)
    };
    match done {
        Err(error) if is_mount_point(&error) => Ok(None),
        done => done.map(Some),
    }
}

fn swap(new: &Path, out: &Path, aside: &Path) -> io::Result<Exchange> {
    match system::swap(new, out) {
        Ok(()) => Ok(Exchange::Swapped),
        Err(error) if is_unknown(&error) => move_aside(new, out, aside).map(|()| Exchange::MovedAside),
        Err(error) => Err(error),
    }
}

/// Two renames; a process that ends between them leaves the site aside, where the next build finds it.
fn move_aside(new: &Path, out: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(out, aside)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(aside, out)?;
        return Err(error);
    }
    // Half a removed tree must not stand aside, where it would pass for a site. If this fails, the whole one
    // stays there, and the next build takes it away.
    let _ = fs::rename(aside, new);
    Ok(())
}

/// Whether the system or the file system does not know the call.
fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Whether a folder cannot be moved because it is where a disk begins.
fn is_mount_point(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod system {
    use std::io;
    use std::path::Path;

    use rustix::fs::{CWD, RenameFlags, renameat_with};

    pub(super) fn swap(new: &Path, out: &Path) -> io::Result<()> {
        Ok(renameat_with(CWD, new, CWD, out, RenameFlags::EXCHANGE)?)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod system {
    use std::io;
    use std::path::Path;

    pub(super) fn swap(_new: &Path, _out: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
