//! What one build leaves for the next, in a folder: bytes come in and get their hash for a name, and by it the
//! same bytes go out, or nothing.
//!
//! Every fault of the disk is a miss; nothing here stops a build. What surprised us: with hashes for names
//! there is nothing to lock. A build that is killed leaves files that nobody names, and the next one sweeps.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::model::output::Memo;

/// Hex digits of a name.
const NAME: usize = 64;
/// The one file that is not named by its hash: it names the others.
const HEAD: &str = "head";

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nothing;

impl Memo for Nothing {
    fn load(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    fn save(&self, _bytes: &[u8]) -> Option<String> {
        None
    }

    fn sweep(&self, _names: &[String]) {}
}

/// Keeps files in a folder of its own, which may be deleted at any time.
#[derive(Debug)]
pub struct DiskMemo {
    folder: PathBuf,
    /// How many files were begun, to name them until they are whole.
    begun: AtomicUsize,
}

impl DiskMemo {
    /// The memo in `folder`, which need not be there yet.
    #[must_use]
    pub fn open(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), begun: AtomicUsize::new(0) }
    }

    /// What [`DiskMemo::set_head`] was given last, whole and unchanged, or nothing.
    #[must_use]
    pub fn head(&self) -> Option<Vec<u8>> {
        let bytes = fs::read(self.folder.join(HEAD)).ok()?;
        let (name, rest) = bytes.split_at_checked(NAME)?;
        (name_of(rest).as_bytes() == name).then(|| rest.to_vec())
    }

    /// Puts something in the place of the head; whether that could be done.
    pub fn set_head(&self, bytes: &[u8]) -> bool {
        self.write(HEAD, &[name_of(bytes).as_bytes(), bytes].concat()).is_ok()
    }

    /// Writes a file whole or not at all. Not flushed: what a power cut damages is a miss by its hash.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let number = self.begun.fetch_add(1, Ordering::Relaxed);
        let waiting = self.folder.join(format!(".{}-{number}", std::process::id()));
        let written = fs::write(&waiting, bytes).and_then(|()| fs::rename(&waiting, self.folder.join(name)));
        written.inspect_err(|_| {
            let _ = fs::remove_file(&waiting);
        })
    }
}

impl Memo for DiskMemo {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        if !is_name(name) {
            return None;
        }
        let bytes = fs::read(self.folder.join(name)).ok()?;
        (name_of(&bytes) == name).then_some(bytes)
    }

    fn save(&self, bytes: &[u8]) -> Option<String> {
        let name = name_of(bytes);
        self.write(&name, bytes).ok()?;
        Some(name)
    }

    fn sweep(&self, names: &[String]) {
        let kept: HashSet<&str> = names.iter().map(String::as_str).chain([HEAD]).collect();
        let Ok(files) = fs::read_dir(&self.folder) else { return };
        for file in files.flatten() {
            if !file.file_name().to_str().is_some_and(|name| kept.contains(name)) {
                // What cannot be removed now is removed next time.
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

fn name_of(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn is_name(name: &str) -> bool {
    name.len() == NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{DiskMemo, Memo};

    #[test]
    fn what_was_saved_is_loaded_by_another_process() {
        let folder = tempfile::tempdir().unwrap();
        let name = DiskMemo::open(folder.path()).save(b"entries").unwrap();
        let memo = DiskMemo::open(folder.path());
        assert_eq!(memo.load(&name).unwrap(), b"entries");
        assert_eq!(memo.save(b"entries").unwrap(), name);
        assert_ne!(memo.save(b"").unwrap(), name);
    }

    #[test]
    fn what_is_damaged_is_a_miss_until_it_is_saved_again() {
        let folder = tempfile::tempdir().unwrap();
        let memo = DiskMemo::open(folder.path());
        let name = memo.save(b"entries").unwrap();
        for wrong in [&b"entrie"[..], b"", b"entriez", b"entries "] {
            fs::write(folder.path().join(&name), wrong).unwrap();
            assert!(memo.load(&name).is_none());
        }
        memo.save(b"entries").unwrap();
        assert!(memo.load(&name).is_some());
        for strange in ["", "..", "../x", &name[1..], &name.to_uppercase()] {
            assert!(memo.load(strange).is_none(), "{strange}");
        }
    }

    #[test]
    fn a_sweep_leaves_what_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let memo = DiskMemo::open(folder.path());
        let names = [b"a", b"b", b"c"].map(|bytes| memo.save(bytes).unwrap());
        fs::write(folder.path().join(".1-0"), "half").unwrap();
        memo.sweep(&names[1..2]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(memo.load(&names[1]).is_some() && memo.load(&names[0]).is_none());
    }

    #[test]
    fn the_head_is_the_last_one_or_none() {
        let folder = tempfile::tempdir().unwrap();
        let memo = DiskMemo::open(folder.path());
        assert!(memo.head().is_none());
        assert!(memo.set_head(b"one") && memo.set_head(b"two"));
        memo.sweep(&[]);
        assert_eq!(memo.head().unwrap(), b"two");
        for damage in [&b""[..], b"two", &[b'0'; 67]] {
            fs::write(folder.path().join("head"), damage).unwrap();
            assert!(memo.head().is_none());
        }
    }

    #[test]
    fn a_folder_that_cannot_be_is_a_miss() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let memo = DiskMemo::open(&folder.path().join("file"));
        assert!(memo.save(b"x").is_none());
        memo.sweep(&[]);
    }
}
