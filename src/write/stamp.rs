//! Stamps of files, and which of them can be trusted.
//!
//! Comes in: what the disk says of a file, and of the time. Goes out: its stamp, and how old it must be. What
//! surprised us: the kernel's clock ticks every few milliseconds, so a file that is changed twice within a tick
//! looks as it did after the first time. Instead of waiting for the next tick, what is written at the last moment
//! is dated a little earlier, while nobody but us can reach it; every later change then bears another time.

use std::fs::{self, Metadata};
use std::io;
use std::time::{Duration, SystemTime};

use super::folder::Folder;
use super::in_place::STAGED;
use crate::model::Stamp;

/// The age from which a stamp is sure, in nanoseconds: some ticks of the slowest kernel.
const MARGIN: i64 = 20_000_000;
/// The same where the disk keeps whole seconds, or every second of them.
const COARSE_MARGIN: i64 = 2_000_000_000;
const SECOND: i64 = 1_000_000_000;

/// What the disk says of a file, as a stamp.
pub(super) fn of(found: &Metadata) -> Stamp {
    // A time that is not known is later than all, and so never sure.
    let modified = modified(found).unwrap_or(i64::MAX);
    Stamp { len: found.len(), modified, inode: system::inode(found) }
}

/// When a file was last changed, as far as the system knows.
pub(super) fn modified(found: &Metadata) -> Option<i64> {
    let since = found.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_nanos()).ok()
}

/// How old a stamp must be on a disk that gives these.
pub(super) fn margin<'a>(mut stamps: impl Iterator<Item = &'a Stamp>) -> i64 {
    if stamps.all(|stamp| stamp.modified % SECOND == 0) { COARSE_MARGIN } else { MARGIN }
}

/// What time it is by the clock that dates the files in a folder, which may be another machine's.
pub(super) fn now(folder: &Folder) -> io::Result<i64> {
    let probe = folder.create(STAGED)?;
    let now = probe.metadata().map(|found| modified(&found).unwrap_or(i64::MIN));
    folder.remove(STAGED)?;
    now
}

/// Dates a file earlier by `margin`, and says what its stamp is then.
pub(super) fn antedate(folder: &Folder, path: &str, margin: i64) -> io::Result<Stamp> {
    let file = fs::OpenOptions::new().write(true).open(folder.below(path))?;
    let margin = Duration::from_nanos(margin.unsigned_abs());
    if let Some(before) = file.metadata()?.modified()?.checked_sub(margin) {
        file.set_modified(before)?;
    }
    Ok(of(&file.metadata()?))
}

#[cfg(unix)]
mod system {
    use std::fs::Metadata;
    use std::os::unix::fs::MetadataExt;

    pub(super) fn inode(found: &Metadata) -> u64 {
        found.ino()
    }
}

#[cfg(not(unix))]
mod system {
    use std::fs::Metadata;

    pub(super) fn inode(_found: &Metadata) -> u64 {
        0
    }
}
