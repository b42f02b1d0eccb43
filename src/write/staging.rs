//! A new tree beside the old one, and the one moment when it takes its place.
//!
//! Comes in: files, from any thread. Goes out: the finished output and a [`Summary`]. Until
//! [`Staging::finish`] has done its exchange, the former output is untouched; a staging that is dropped, or
//! whose process is killed, leaves nothing that the next build does not remove.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::exchange::{Exchange, exchange};
use super::fault::{Doing, WriteFault};
use super::folder::Folder;
use super::lock::Lock;
use super::marker::{self, MARKER, State};
use super::old::{Before, Old};
use super::target::Target;
use super::{in_place, recover, remove, walk};
use crate::model::SitePath;
use crate::model::output::Output;
use crate::report::{Diagnostic, Say};

/// How many names for the new tree are tried when somebody else's files stand there.
const MAX_ATTEMPTS: u32 = 100;

/// A site in the making. It holds the lock on its output.
#[derive(Debug)]
pub struct Staging {
    target: Target,
    new: Folder,
    old: Option<Old>,
    made: RwLock<HashSet<Box<str>>>,
    files: AtomicUsize,
    bytes: AtomicU64,
    written: AtomicUsize,
    trouble: Mutex<Option<WriteFault>>,
    /// Whether something still stands under the new tree's name.
    standing: bool,
    /// Let go last, when the new tree's name is free again.
    _lock: Lock,
}

/// What a build did to its output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Files of the site.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files that are new or changed.
    pub written: usize,
    /// Files that are as they were.
    pub unchanged: usize,
    /// Files of the former site that this one does not have.
    pub removed: usize,
    /// How the new site came to its place.
    pub exchange: Exchange,
    /// What could not be removed; the next build tries again.
    pub left_behind: Option<PathBuf>,
}

impl Staging {
    /// Begins a new tree for the output folder `out` of the bulletin in the folder `bulletin`.
    ///
    /// # Errors
    /// [`WriteFault::Refused`] for a folder that may not be an output, [`WriteFault::Held`] when another
    /// build works on it, and what the disk said.
    pub fn begin(out: &Path, bulletin: &Path) -> Result<Self, WriteFault> {
        let target = Target::locate(out)?;
        target.allow(bulletin)?;
        let lock = Lock::on(&target)?;
        recover::recover(&target).map_err(WriteFault::disk(Doing::Recover, &target.out))?;
        let old = match standing_at(&target.out)? {
            State::Ours => Some(Old::open(&target.out).map_err(WriteFault::disk(Doing::Read, &target.out))?),
            _ => None,
        };
        let new = make_tree(&target)?;
        let staging = Self {
            target,
            new,
            old,
            made: RwLock::default(),
            files: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            written: AtomicUsize::new(0),
            trouble: Mutex::new(None),
            standing: true,
            _lock: lock,
        };
        staging.mark()?;
        Ok(staging)
    }

    fn mark(&self) -> Result<(), WriteFault> {
        let mark = || self.new.create(MARKER)?.write_all(marker::TEXT.as_bytes());
        mark().map_err(WriteFault::disk(Doing::Write, self.new.path()))
    }

    /// Takes over what did not change, looks whether all is there, brings it to the disk and exchanges the
    /// trees; where nothing changed, does nothing.
    ///
    /// # Errors
    /// The first fault of any `put`, and whatever goes wrong before the exchange; the output is then as it
    /// was. What goes wrong after it is in the [`Summary`].
    pub fn finish(mut self) -> Result<Summary, WriteFault> {
        if let Some(fault) = self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Err(fault);
        }
        let exchange = if self.is_unchanged() { Exchange::Untouched } else { self.replace()? };
        let left_behind = self.remove_tree().err().map(|_| self.new.path().to_path_buf());
        Ok(Summary {
            files: self.files.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
            written: self.written.load(Ordering::Relaxed),
            unchanged: self.same().count(),
            removed: self.old.as_ref().map_or(0, Old::gone),
            exchange,
            left_behind,
        })
    }

    /// Gives up: the output stays as it was. Returns what went wrong in writing, where something did.
    #[must_use]
    pub fn abandon(self) -> Option<WriteFault> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn is_unchanged(&self) -> bool {
        self.written.load(Ordering::Relaxed) == 0 && self.old.as_ref().is_some_and(Old::is_all_same)
    }

    fn same(&self) -> impl Iterator<Item = &str> {
        self.old.iter().flat_map(Old::same)
    }

    fn replace(&self) -> Result<Exchange, WriteFault> {
        let moves = self.link_same()?;
        self.verify()?;
        self.new.flush().map_err(WriteFault::disk(Doing::Flush, self.new.path()))?;
        // Somebody may have put something else there while we were building.
        let state = standing_at(&self.target.out)?;
        let exchanging = WriteFault::disk(Doing::Exchange, &self.target.out);
        let done = match moves {
            Moves::Yes => exchange(self.new.path(), &self.target.out, &self.target.aside()),
            Moves::No => Ok(None),
        };
        match done {
            Err(error) => Err(exchanging(error)),
            Ok(Some(exchange)) => Ok(exchange),
            Ok(None) => self.replace_in_place(&state).map_err(exchanging),
        }
    }

    fn replace_in_place(&self, state: &State) -> io::Result<Exchange> {
        let kept: HashSet<&str> = self.same().collect();
        let staged = walk::census(self.new.path())?.files;
        let changed = staged.iter().map(|path| &**path).filter(|path| !kept.contains(path)).collect();
        in_place::replace(in_place::Plan { new: &self.new, out: &self.target.out, changed, kept }, state)?;
        Ok(Exchange::FileByFile)
    }

    /// Gives what did not change a name in the new tree.
    fn link_same(&self) -> Result<Moves, WriteFault> {
        let Some(old) = &self.old else { return Ok(Moves::Yes) };
        let same: Vec<&str> = old.same().collect();
        let linked = same.par_iter().try_for_each(|path| {
            self.make_parents(path).and_then(|()| link_or_copy(&self.new, old.folder(), path))
        });
        match linked {
            Ok(()) => Ok(Moves::Yes),
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => Ok(Moves::No),
            Err(error) => Err(WriteFault::disk(Doing::Link, self.new.path())(error)),
        }
    }

    /// Whether the new tree is still the one that was made. Every call that wrote into it has succeeded, and the
    /// lock keeps other builds away; what it holds is not counted again, which took a twentieth of a build.
    fn verify(&self) -> Result<(), WriteFault> {
        if marker::is_current(self.new.path()) { Ok(()) } else { Err(WriteFault::Disturbed) }
    }

    /// Removes what stands under the new tree's name: an abandoned new tree, or the old one.
    fn remove_tree(&mut self) -> io::Result<()> {
        self.standing = false;
        match remove::tree(self.new.path()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
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
        self.new.create(path)?.write_all(bytes)?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Makes the folders that a file needs, each once.
    fn make_parents(&self, path: &str) -> io::Result<()> {
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
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.place(path, bytes).map_err(|fault| {
            let error = fault.as_error();
            self.trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
            error
        })
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if self.standing {
            // A build that failed has said why; what stays here is removed by the next one.
            let _ = self.remove_tree();
        }
    }
}

impl Summary {
    /// What the editor should know about how the site came to its place.
    #[must_use]
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        if self.exchange == Exchange::FileByFile {
            all.push(Diagnostic::note("output-file-by-file", Say::new(
                "输出文件夹是挂载点，不能整个替换，文件是逐个换上的：这时若中断，新旧会混在一起，再生成一次即可",
                "the output folder is a mount point and cannot be exchanged as a whole, so its files were replaced one by one: if that is cut off, old and new are mixed until the next build",
            )));
        }
        if let Some(path) = &self.left_behind {
            let shown = path.display();
            all.push(Diagnostic::warning("output-left-behind", Say::new(
                format!("新网站已换上，但旧文件 `{shown}` 没能删干净，下次生成时再删"),
                format!("the new site is in place, but the old files in `{shown}` could not all be removed; the next build tries again"),
            )));
        }
        all
    }
}

/// Whether the new tree is on the disk of the old one, so that they can be exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moves {
    Yes,
    No,
}

fn standing_at(out: &Path) -> Result<State, WriteFault> {
    match marker::state(out).map_err(WriteFault::disk(Doing::Read, out))? {
        State::Other(why) => Err(WriteFault::refused(out, why)),
        state => Ok(state),
    }
}

/// Makes the new tree's folder under a name that nobody has.
fn make_tree(target: &Target) -> Result<Folder, WriteFault> {
    let mut attempt = 0;
    loop {
        let path = target.staged(attempt);
        match fs::create_dir(&path) {
            Ok(()) => return Ok(Folder::at(&path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < MAX_ATTEMPTS => {
                attempt += 1;
            }
            Err(error) => return Err(WriteFault::disk(Doing::Make, &path)(error)),
        }
    }
}

/// Some file systems have no links, some refuse them for files of other users; those get a copy.
fn link_or_copy(new: &Folder, old: &Folder, path: &str) -> io::Result<()> {
    match new.link(old, path) {
        Err(error) if error.kind() != io::ErrorKind::CrossesDevices => copy(new, old, path),
        linked => linked,
    }
}

fn copy(new: &Folder, old: &Folder, path: &str) -> io::Result<()> {
    let mut to: File = new.create(path)?;
    io::copy(&mut old.read(path)?, &mut to)?;
    Ok(())
}
