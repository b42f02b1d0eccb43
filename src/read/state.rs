//! What the system says of a file without its being read, by which a later build knows that nobody has touched it.
//!
//! What surprised us: a file that is changed twice within one tick of the system's clock looks the same both times. So
//! what was changed a moment ago has no state yet, as in git's index.

use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use super::{RecordFile, SETTINGS_FILE, Sources};
use crate::model::BulletinPath;
use crate::model::hash::hash;

/// How long a file must have been left alone: several ticks of the slowest clock that file systems with fine times use.
const SETTLED: Duration = Duration::from_millis(40);
/// The same where times are whole seconds, by twos on some disks.
const SETTLED_COARSE: Duration = Duration::from_secs(3);

/// The state of a file: two states that are equal mean that it was not touched between. None for one that cannot be
/// looked at or was touched just now.
fn state(path: &Path, now: SystemTime) -> Option<u64> {
    state_of(&std::fs::symlink_metadata(path).ok()?, now)
}

/// The same, by what the system has said.
pub(super) fn state_of(data: &Metadata, now: SystemTime) -> Option<u64> {
    let modified = data.modified().ok()?;
    let since = modified.duration_since(UNIX_EPOCH).ok()?;
    let margin = if since.subsec_nanos() == 0 { SETTLED_COARSE } else { SETTLED };
    if modified + margin > now {
        return None;
    }
    data.is_file().then(|| hash(&(data.len(), since, extra(data))))
}

/// Which file it is, and when anything about it changed.
#[cfg(unix)]
fn extra(data: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn extra(data: &Metadata) -> Option<SystemTime> {
    data.created().ok()
}

impl Sources {
    /// The states of [`Sources::files`], in their order; 0 for a file that has none.
    #[must_use]
    pub fn states(&self) -> Vec<u64> {
        let now = SystemTime::now();
        let files: Vec<&BulletinPath> = self.files().collect();
        files.par_iter().map(|path| state(&path.below(&self.root), now).unwrap_or(0)).collect()
    }

    /// A number that is another whenever a file of the bulletin may be: its state, or a hash of its bytes where it has none.
    ///
    /// # Errors
    /// What the disk said.
    pub fn mark(&self, path: &BulletinPath) -> io::Result<u64> {
        match state(&path.below(&self.root), SystemTime::now()) {
            Some(state) => Ok(state),
            None => self.bytes(path).map(|bytes| hash(&bytes)),
        }
    }

    /// A hash of the names and states of all files of the bulletin but its records; none where one of them has no state.
    /// To be asked before the first of them is read.
    #[must_use]
    pub fn surroundings(&self) -> Option<u64> {
        let settings = BulletinPath::new(SETTINGS_FILE).ok()?;
        let lists = [&self.beside, &self.issues, &self.sealed, &self.statics, &self.themes, &self.fonts];
        let all: Vec<&BulletinPath> = lists.into_iter().flatten().chain([&settings]).collect();
        let now = SystemTime::now();
        let states: Option<Vec<u64>> =
            all.par_iter().map(|path| state(&path.below(&self.root), now)).collect();
        Some(hash(&(lists.map(Vec::len), all, states?)))
    }

    /// The state that a record file had when it was first read; none where it had none or has not been read.
    #[must_use]
    pub fn state(&self, file: u32) -> Option<u64> {
        let state = self.records.get(file as usize)?.state.load(Ordering::Relaxed);
        (state != 0 && state != RecordFile::UNSETTLED).then_some(state)
    }

    /// Whether a record file is as it was when it had the state `known` and its text the hash `print`; it then counts as
    /// read.
    #[must_use]
    pub fn is_still(&self, file: u32, (known, print): (u64, u64)) -> bool {
        let Some(file) = self.records.get(file as usize) else { return false };
        let is_still = state(&file.path.below(&self.root), SystemTime::now()) == Some(known);
        if is_still {
            file.state.store(known, Ordering::Relaxed);
            file.print.store(print, Ordering::Relaxed);
        }
        is_still
    }

    /// A hash of the names and states of all files, on that of their surroundings. The state of a record that has been
    /// read is the one that it had then.
    #[must_use]
    pub fn fingerprint(&self, surroundings: Option<u64>) -> Option<u64> {
        let now = SystemTime::now();
        let of = |file: &RecordFile| match file.state.load(Ordering::Relaxed) {
            RecordFile::UNSETTLED => None,
            0 => state(&file.path.below(&self.root), now),
            known => Some(known),
        };
        let states: Option<Vec<u64>> = self.records.par_iter().map(of).collect();
        let names: Vec<&BulletinPath> = self.records.iter().map(|file| &file.path).collect();
        Some(hash(&(surroundings?, names, states?)))
    }
}
