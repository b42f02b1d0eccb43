//! A new tree beside the old one, and the one moment when it takes its place.
//!
//! Comes in: files, from any thread, and the names of files that stay. Goes out: all that `finish` needs. Until
//! [`Staging::finish`] has done its exchange, the former output is untouched; a staging that is dropped, or
//! whose process is killed, leaves nothing that the next build does not remove.

use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::fault::{Doing, WriteFault};
use super::folder::Folder;
use super::lock::Lock;
use super::marker::{self, MARKER, State};
use super::old::{Before, Keeping, Old};
use super::target::Target;
use super::twin::{self, Task, Twin};
use super::{in_place, recover, remove, stamp};
use crate::model::output::Output;
use crate::model::{SitePath, Stamp, Stamps};

/// A file that this build made, and its stamp.
pub(super) type Fresh = (Box<str>, Stamp);

/// A site in the making. It holds the lock on its output.
#[derive(Debug)]
pub struct Staging {
    pub(super) target: Target,
    /// What is written.
    pub(super) new: Folder,
    pub(super) old: Option<Old>,
    /// Where a spare tree may wait, and the twin that is looked for there.
    pub(super) spare: Option<PathBuf>,
    pub(super) twin: Option<Twin>,
    /// The twin, when it is the new tree.
    pub(super) full: Option<Folder>,
    made: RwLock<HashSet<Box<str>>>,
    pub(super) files: AtomicUsize,
    pub(super) bytes: AtomicU64,
    pub(super) written: Mutex<Vec<Fresh>>,
    pub(super) trouble: Mutex<Option<WriteFault>>,
    /// When the old tree was looked through, by the disk's clock.
    pub(super) begun: i64,
    /// Whether something still stands under a new tree's name.
    standing: bool,
    /// Let go last, when the new trees' names are free again.
    _lock: Lock,
}

/// What is known of the last build's output. With nothing, all is compared byte by byte.
#[derive(Clone, Copy, Debug, Default)]
pub struct Former<'a> {
    /// The stamps of its files, from its [`super::Summary`].
    pub stamps: Option<&'a Stamps>,
    /// Where a spare tree may wait between builds: on the output's disk, outside of it, and for it alone. A spare
    /// makes a build with few changes much faster; it takes no room but for its folders.
    pub spare: Option<&'a Path>,
}

impl Staging {
    /// Begins a new tree for the output folder `out` of the bulletin in the folder `bulletin`.
    ///
    /// # Errors
    /// [`WriteFault::Refused`] for a folder that may not be an output, [`WriteFault::Held`] when another
    /// build works on it, and what the disk said.
    pub fn begin(out: &Path, bulletin: &Path, former: Former<'_>) -> Result<Self, WriteFault> {
        let target = Target::locate(out)?;
        target.allow(bulletin)?;
        let lock = Lock::on(&target)?;
        recover::recover(&target).map_err(WriteFault::disk(Doing::Recover, &target.out))?;
        let open = || Old::open(&target.out, former.stamps);
        let old = match standing_at(&target.out)? {
            State::Ours => Some(open().map_err(WriteFault::disk(Doing::Read, &target.out))?),
            _ => None,
        };
        let new = target.make_tree()?;
        let mut staging = Self {
            target,
            new,
            old,
            spare: None,
            twin: None,
            full: None,
            made: RwLock::default(),
            files: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            written: Mutex::default(),
            trouble: Mutex::new(None),
            begun: lock.taken(),
            standing: true,
            _lock: lock,
        };
        staging.mark()?;
        staging.look_for_twin(former);
        Ok(staging)
    }

    fn look_for_twin(&mut self, former: Former<'_>) {
        let (Some(old), Some(spare)) = (&self.old, former.spare) else { return };
        self.spare = twin::place(spare, &self.target);
        let Some(place) = self.spare.clone() else { return };
        let (target, census) = (self.target.clone(), Arc::clone(old.census()));
        self.twin = Twin::begin(Task { target, census, place, may_make: former.stamps.is_some() });
    }

    fn mark(&self) -> Result<(), WriteFault> {
        let mark = || self.new.create(MARKER)?.write_all(marker::TEXT.as_bytes());
        mark().map_err(WriteFault::disk(Doing::Write, self.new.path()))
    }

    /// Gives up: the output stays as it was. Returns what went wrong in writing, where something did.
    #[must_use]
    pub fn abandon(self) -> Option<WriteFault> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// The tree that becomes the output: the twin, where it was adopted.
    pub(super) fn tree(&self) -> &Folder {
        self.full.as_ref().unwrap_or(&self.new)
    }

    /// Removes what stands under the new trees' names: abandoned new trees, or the old one. An error is what stays.
    pub(super) fn remove_trees(&mut self) -> Result<(), PathBuf> {
        self.standing = false;
        for tree in self.full.iter().chain([&self.new]) {
            match remove::tree(tree.path()) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(tree.path().to_path_buf());
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn count(&self, len: u64) {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(len, Ordering::Relaxed);
    }

    fn place(&self, path: &SitePath, bytes: &[u8]) -> Result<(), WriteFault> {
        let twice = || WriteFault::Twice { path: path.to_string() };
        let name = path.as_str();
        if matches!(name.split('/').next(), Some(MARKER | in_place::STAGED)) {
            return Err(twice());
        }
        match self.old.as_ref().map_or(Before::Other, |old| old.claim(name, bytes)) {
            Before::Same => return Ok(()),
            Before::Twice => return Err(twice()),
            Before::Other => {}
        }
        self.write(name, bytes).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => {
                twice()
            }
            _ => WriteFault::disk(Doing::Write, &path.below(&self.target.out))(error),
        })
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.make_parents(path)?;
        let mut file = self.new.create(path)?;
        file.write_all(bytes)?;
        let stamp = stamp::of(&file.metadata()?);
        self.written.lock().unwrap_or_else(PoisonError::into_inner).push((path.into(), stamp));
        Ok(())
    }

    /// Makes the folders that a file needs, each once.
    pub(super) fn make_parents(&self, path: &str) -> io::Result<()> {
        let Some((parent, _)) = path.rsplit_once('/') else { return Ok(()) };
        if self.made.read().unwrap_or_else(PoisonError::into_inner).contains(parent) {
            return Ok(());
        }
        self.make_parents(parent)?;
        self.new.make(parent)?;
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(parent.into());
        Ok(())
    }
}

impl Output for Staging {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        self.count(bytes.len() as u64);
        self.place(path, bytes).map_err(|fault| {
            let error = fault.as_error();
            self.trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
            error
        })
    }

    fn keep(&self, path: &str) -> bool {
        match self.old.as_ref().map_or(Keeping::Not, |old| old.keep(path)) {
            Keeping::Kept(len) => self.count(len),
            Keeping::Again => {}
            Keeping::Not => return false,
        }
        true
    }

    fn could_keep(&self, path: &str) -> bool {
        self.old.as_ref().is_some_and(|old| old.could_keep(path))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if let Some(twin) = self.twin.take() {
            twin.leave();
        }
        if self.standing {
            // A build that failed has said why; what stays here is removed by the next one.
            let _ = self.remove_trees();
        }
    }
}

/// What stands at the output, if it may be replaced.
pub(super) fn standing_at(out: &Path) -> Result<State, WriteFault> {
    match marker::state(out).map_err(WriteFault::disk(Doing::Read, out))? {
        State::Other(why) => Err(WriteFault::refused(out, why)),
        state => Ok(state),
    }
}
