//! Costly results that later builds use again: pictures, page make-up, typeset pages.
//!
//! Comes in: bytes under a key that covers all that they depend on. Goes out: the same bytes, or nothing.
//! Every fault of the disk is a miss; nothing here stops a build. What surprised us: if only builds that add
//! something are counted, a build that adds nothing need not write which entries it used.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::stamp;
use crate::model::Stamp;
use crate::model::hash::hash;
use crate::model::output::Store;

/// What a store may hold.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes of all entries; the longest unused go first.
    pub bytes: u64,
    /// For how many builds that add something an entry is kept without being used.
    pub idle: u64,
}

impl Default for Limits {
    /// 2 GiB hold the pictures of some 10,000 records in all sizes; 30 builds are a month of daily ones.
    fn default() -> Self {
        Self { bytes: 2 << 30, idle: 30 }
    }
}

/// The longest key, in bytes.
const MAX_KEY: usize = 100;
/// The file that tells which build used an entry last.
const USES: &str = "uses";
/// How many bytes of hash stand before an entry's own.
const HASH: usize = 32;

/// Keeps results in a folder that may be deleted at any time. Two processes may use it at once.
#[derive(Debug)]
pub struct DiskStore {
    folder: PathBuf,
    limits: Limits,
    used: Mutex<HashSet<String>>,
    added: AtomicUsize,
}

impl DiskStore {
    /// The store in `folder`, which need not be there yet.
    #[must_use]
    pub fn open(folder: &Path, limits: Limits) -> Self {
        Self {
            folder: folder.to_path_buf(),
            limits,
            used: Mutex::new(HashSet::new()),
            added: AtomicUsize::new(0),
        }
    }

    /// What the system says of the file that keeps something under `key`, which then counts as used: the same as long as
    /// nobody touches the file. None where there is none.
    #[must_use]
    pub fn mark(&self, key: &str) -> Option<u64> {
        let data = fs::metadata(self.place(key)).ok().filter(|data| is_key(key) && data.is_file())?;
        self.note(key);
        let Stamp { len, modified, inode } = stamp::of(&data);
        Some(hash(&(len, modified, inode)))
    }

    /// Lets go of what is kept under `key`.
    pub fn forget(&self, key: &str) {
        if is_key(key) {
            // What cannot be removed is found to be damaged once more.
            let _ = fs::remove_file(self.place(key));
        }
    }

    /// Forgets what the limits do not allow. For the end of a build; one that added nothing changes nothing.
    pub fn tidy(&self) {
        if self.added.load(Ordering::Relaxed) > 0 {
            // What cannot be tidied now is tidied next time.
            let _ = self.prune();
        }
    }

    fn prune(&self) -> io::Result<()> {
        let known = Uses::read(&self.folder);
        let build = known.build + 1;
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut entries = entries(&self.folder)?;
        for entry in &mut entries {
            let before = known.last.get(&entry.key).copied().unwrap_or(known.build);
            entry.last = if used.contains(&entry.key) { build } else { before.min(build) };
        }
        entries.sort_by(|a, b| (b.last, &a.key).cmp(&(a.last, &b.key)));
        let mut uses = Uses { build, last: BTreeMap::new() };
        let mut bytes = 0;
        for entry in entries {
            bytes += entry.bytes;
            if bytes > self.limits.bytes || build - entry.last > self.limits.idle {
                fs::remove_file(self.place(&entry.key))?;
            } else {
                uses.last.insert(entry.key, entry.last);
            }
        }
        self.write(&self.folder.join(USES), uses.text().as_bytes())
    }

    /// Where an entry stands: 256 folders share the entries.
    fn place(&self, key: &str) -> PathBuf {
        let hash = blake3::hash(key.as_bytes()).to_hex();
        self.folder.join(hash.get(..2).unwrap_or_default()).join(key)
    }

    fn note(&self, key: &str) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned());
    }

    fn add(&self, key: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.place(key);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut entry = Vec::with_capacity(HASH + bytes.len());
        entry.extend_from_slice(seal(key, bytes).as_bytes());
        entry.extend_from_slice(bytes);
        self.write(&place, &entry)
    }

    /// Writes a file whole or not at all. Not flushed: what a power cut damages is a miss by its hash.
    fn write(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let number = self.added.fetch_add(1, Ordering::Relaxed);
        let waiting = self.folder.join(format!(".{}-{number}", std::process::id()));
        fs::write(&waiting, bytes).and_then(|()| fs::rename(&waiting, place)).inspect_err(|_| {
            let _ = fs::remove_file(&waiting);
        })
    }
}

impl Store for DiskStore {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        if !is_key(key) {
            return None;
        }
        let mut entry = fs::read(self.place(key)).ok()?;
        let (hash, bytes) = entry.split_at_checked(HASH)?;
        if hash != seal(key, bytes).as_bytes() {
            return None;
        }
        entry.drain(..HASH);
        self.note(key);
        Some(entry)
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        if is_key(key) && self.add(key, bytes).is_ok() {
            self.note(key);
        }
    }
}

/// The hash of an entry: of its key too, so that a file under a wrong name is a miss.
fn seal(key: &str, bytes: &[u8]) -> blake3::Hash {
    let mut hash = blake3::Hasher::new();
    hash.update(&(key.len() as u64).to_le_bytes()).update(key.as_bytes()).update(bytes);
    hash.finalize()
}

fn is_key(key: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !key.is_empty() && key.len() <= MAX_KEY && key.bytes().all(plain)
}

/// An entry on the disk.
struct Entry {
    key: String,
    bytes: u64,
    last: u64,
}

/// All entries; files that a killed build left half written are removed in passing.
fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut all = Vec::new();
    for shelf in fs::read_dir(folder)? {
        let shelf = shelf?;
        let name = shelf.file_name();
        let name = name.as_encoded_bytes();
        // What else stands in the folder is not the store's.
        if shelf.file_type()?.is_dir() {
            if name.len() == 2 && name.iter().all(u8::is_ascii_hexdigit) {
                add_shelf(&shelf.path(), &mut all)?;
            }
        } else if name.first() == Some(&b'.') {
            fs::remove_file(shelf.path())?;
        }
    }
    Ok(all)
}

fn add_shelf(shelf: &Path, all: &mut Vec<Entry>) -> io::Result<()> {
    for entry in fs::read_dir(shelf)? {
        let entry = entry?;
        if let Some(key) = entry.file_name().to_str().filter(|name| is_key(name)) {
            all.push(Entry { key: key.to_owned(), bytes: entry.metadata()?.len(), last: 0 });
        }
    }
    Ok(())
}

/// Which build used an entry last.
struct Uses {
    build: u64,
    last: BTreeMap<String, u64>,
}

impl Uses {
    /// What is written about uses; what cannot be read counts as used by the last build.
    fn read(folder: &Path) -> Self {
        let text = fs::read_to_string(folder.join(USES)).unwrap_or_default();
        let mut lines = text.lines();
        let build = lines.next().and_then(|line| line.parse::<u32>().ok()).map_or(0, u64::from);
        let entry = |line: &str| {
            let (last, key) = line.split_once(' ')?;
            Some((key.to_owned(), last.parse().ok()?))
        };
        Self { build, last: lines.filter_map(entry).collect() }
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n", self.build);
        for (key, last) in &self.last {
            text.push_str(&format!("{last} {key}\n"));
        }
        text
    }
}
