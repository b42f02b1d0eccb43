//! A twin of the output: a tree of the same paths, where every file is the output's own by a second name.
//!
//! Comes in: the output's census, and the place where the last build left the tree that was the output before. Goes
//! out: a twin, which needs only the changes to become the new tree. While the caller renders, the spare tree gets
//! what it lacks; one that lacks too much is removed, and where few changes are expected another is made. What
//! surprised us: the place of the spare holds finished trees only, all others bear the names of new trees, so that a
//! build that is killed leaves nothing that could be mistaken; and it all runs in threads of its own, or a caller
//! that waits for it on the only thread of a pool would wait for ever.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::changes::Changes;
use super::folder::Folder;
use super::marker::{self, MARKER, State};
use super::target::Target;
use super::walk::{self, Census};
use super::{remove, stamp};

/// The most threads that compare and link: more wait for each other in the kernel.
const MAX_THREADS: usize = 4;
/// How many files are linked in a row; they are sorted, so that most share a folder with the one before.
const CHUNK: usize = 128;

/// A twin in the making.
#[derive(Debug)]
pub(super) struct Twin {
    place: PathBuf,
    thread: JoinHandle<Option<Ready>>,
    cancelled: Arc<AtomicBool>,
}

/// What the threads are to do.
pub(super) struct Task {
    /// The output.
    pub target: Target,
    /// What is in it.
    pub census: Arc<Census>,
    /// Where the spare stands, or shall stand.
    pub place: PathBuf,
    /// Whether a twin is worth being made.
    pub may_make: bool,
}

/// A finished twin: where it is, and the number of its root on the disk.
#[derive(Debug)]
struct Ready {
    path: PathBuf,
    inode: u64,
}

/// The place of a spare tree, if it can be one: on the output's disk, with nothing there that is not ours.
pub(super) fn place(spare: &Path, target: &Target) -> Option<PathBuf> {
    let (parent, name) = (spare.parent()?, spare.file_name()?);
    fs::create_dir_all(parent).ok()?;
    let place = fs::canonicalize(parent).ok()?.join(name);
    let apart = !place.starts_with(&target.out) && !target.out.starts_with(&place);
    let near = system::is_one_disk(&[place.parent()?, &target.parent, &target.out]);
    (apart && near && clear(&place)).then_some(place)
}

/// Whether the place is free or holds a tree of ours. An empty folder there is the end of one that was being removed.
fn clear(place: &Path) -> bool {
    match marker::state(place) {
        Ok(State::Absent | State::Ours) => true,
        Ok(State::Empty) => fs::remove_dir(place).is_ok(),
        _ => false,
    }
}

impl Twin {
    /// Begins to mend the spare, or to make a twin; nothing where there is nothing to do.
    pub(super) fn begin(task: Task) -> Option<Self> {
        let (place, cancelled) = (task.place.clone(), Arc::new(AtomicBool::new(false)));
        if !task.may_make && !is_there(&place) {
            return None;
        }
        let flag = Arc::clone(&cancelled);
        let run = move || pool().and_then(|pool| pool.install(|| task.run(&flag)));
        let thread = thread::Builder::new().spawn(run).ok()?;
        Some(Self { place, thread, cancelled })
    }

    /// Waits for the twin, and moves it beside the output.
    pub(super) fn adopt(self, target: &Target) -> Option<Folder> {
        let ready = self.thread.join().ok()??;
        let mut path = ready.path.clone();
        if ready.path == self.place {
            path = target.free();
            fs::rename(&ready.path, &path).ok()?;
        }
        let tree = Folder::at(&path);
        if inode(&path) == Some(ready.inode) && marker::is_current(&path) {
            return Some(tree);
        }
        // Somebody has put another tree there; if it is one of ours, it goes.
        let _ = remove::tree(&path);
        None
    }

    /// Lets a twin that is done wait for the next build; one that is not is given up.
    pub(super) fn leave(self) {
        self.cancelled.store(true, Ordering::Relaxed);
        let Ok(Some(ready)) = self.thread.join() else { return };
        if ready.path != self.place && fs::rename(&ready.path, &self.place).is_err() {
            let _ = remove::tree(&ready.path);
        }
    }

    /// Gives the twin up, and takes away what there is of it.
    pub(super) fn discard(self) {
        self.cancelled.store(true, Ordering::Relaxed);
        if let Ok(Some(ready)) = self.thread.join() {
            let _ = remove::tree(&ready.path);
        }
        let _ = remove::tree(&self.place);
    }
}

impl Task {
    fn run(&self, cancelled: &AtomicBool) -> Option<Ready> {
        if let Ok(Some(ready)) = self.mend() {
            return Some(ready);
        }
        if is_there(&self.place) {
            remove::tree(&self.place).ok()?;
        }
        if !self.may_make || cancelled.load(Ordering::Relaxed) {
            return None;
        }
        let tree = self.target.make_tree().ok()?;
        match self.make(&tree, cancelled) {
            Ok(()) => ready(tree.path()),
            Err(_) => {
                // What stays is removed by the next build.
                let _ = remove::tree(tree.path());
                None
            }
        }
    }

    /// Makes the spare a twin, if it has few other files; nothing where it is too different. It is no spare while it
    /// is changed.
    fn mend(&self) -> io::Result<Option<Ready>> {
        let found = walk::census(&self.place)?;
        let changes = Changes::between(&found, &self.census);
        if found.strange > 0 || !marker::is_current(&self.place) || !changes.are_few(found.files.len()) {
            return Ok(None);
        }
        if changes.are_none() {
            return Ok(ready(&self.place));
        }
        let tree = Folder::at(&self.target.free());
        fs::rename(&self.place, tree.path())?;
        if let Err(error) = changes.link_in(&tree, &Folder::at(&self.target.out)) {
            // What stays is removed by the next build.
            let _ = remove::tree(tree.path());
            return Err(error);
        }
        Ok(ready(tree.path()))
    }

    fn make(&self, tree: &Folder, cancelled: &AtomicBool) -> io::Result<()> {
        tree.create(MARKER)?.write_all(marker::TEXT.as_bytes())?;
        let out = Folder::at(&self.target.out);
        self.census.files.par_chunks(CHUNK).try_for_each(|files| {
            if cancelled.load(Ordering::Relaxed) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let mut before = "";
            for (path, _) in files {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                if folder != before {
                    make(tree, folder)?;
                    before = folder;
                }
                tree.link(&out, path)?;
            }
            Ok(())
        })
    }
}

/// Makes a folder, most often in one that is there.
fn make(tree: &Folder, folder: &str) -> io::Result<()> {
    match tree.make(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => tree.make_all(folder),
        made => made,
    }
}

fn pool() -> Option<ThreadPool> {
    let threads = rayon::current_num_threads().min(MAX_THREADS);
    ThreadPoolBuilder::new().num_threads(threads).build().ok()
}

fn ready(path: &Path) -> Option<Ready> {
    Some(Ready { path: path.to_path_buf(), inode: inode(path)? })
}

fn inode(path: &Path) -> Option<u64> {
    fs::symlink_metadata(path).ok().map(|found| stamp::of(&found).inode)
}

fn is_there(place: &Path) -> bool {
    fs::symlink_metadata(place).is_ok()
}

#[cfg(unix)]
mod system {
    use std::fs;
    use std::os::unix::fs::MetadataExt;
    use std::path::Path;

    /// Whether folders are on one disk, so that files can have names in all of them.
    pub(super) fn is_one_disk(folders: &[&Path]) -> bool {
        let disk = |folder: &&Path| fs::symlink_metadata(folder).ok().map(|found| found.dev());
        let disks: Vec<Option<u64>> = folders.iter().map(disk).collect();
        disks.iter().all(|disk| disk.is_some() && disks.first() == Some(disk))
    }
}

#[cfg(not(unix))]
mod system {
    use std::path::Path;

    /// Here files have no numbers, so no twin could be told.
    pub(super) fn is_one_disk(_folders: &[&Path]) -> bool {
        false
    }
}
