//! What was printed before: by a number for all that it depends on, what is known of it, and its files.
//!
//! What surprised us: files are asked for at every build and read at hardly any, so damage showed when the site was half
//! made. Now what is known of them says how the system saw them when they were whole, and only where it sees
//! something else are they read before anybody relies on them.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::build::CACHE;
use crate::model::editions::{PaperFile, Part};
use crate::model::hash::hash;
use crate::model::output::Store;
use crate::write::{DiskStore, Limits};

/// Printed files in a folder of the cache.
pub(super) struct Kept {
    store: DiskStore,
    /// Files that the disk would not take, by their number.
    held: Mutex<BTreeMap<u64, Vec<PaperFile>>>,
}

impl Kept {
    /// The files in a folder of the cache of the bulletin at `root`.
    pub(super) fn open(root: &Path, folder: &str) -> Self {
        let store = DiskStore::open(&root.join(CACHE).join(folder), Limits::default());
        Self { store, held: Mutex::default() }
    }

    /// Where parts are kept that several may share.
    pub(super) fn parts(&self) -> &dyn Store {
        &self.store
    }

    /// What is known of the files with that number, where they are whole.
    pub(super) fn find<T: DeserializeOwned + Serialize>(&self, number: u64) -> Option<T> {
        let known = self.store.get(&known_name(number))?;
        let (known, parts, mark): (T, Vec<String>, u64) = postcard::from_bytes(&known).ok()?;
        let now = self.mark(number, &parts)?;
        if now != mark {
            // Touched, or brought from another disk.
            self.read(number).ok()?;
            self.note(number, &(&known, parts, now));
        }
        Some(known)
    }

    /// Keeps files, those of its own and those of parts that are kept, and what is known of them.
    pub(super) fn keep<T: Serialize>(
        &self,
        number: u64,
        known: &T,
        (files, parts): (Vec<PaperFile>, Vec<Part>),
    ) {
        let name = files_name(number);
        // What stood there was damaged; where it cannot be written over, it must not be taken for these.
        self.store.forget(&name);
        let keys: Vec<String> = parts.iter().map(|part| part.key.clone()).collect();
        if let Ok(bytes) = postcard::to_stdvec(&(&files, &keys)) {
            self.store.keep(&name, &bytes);
        }
        match self.mark(number, &keys) {
            Some(mark) => self.note(number, &(known, keys, mark)),
            None => {
                let files = files.into_iter().chain(parts.into_iter().flat_map(|part| part.files)).collect();
                self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(number, files);
            }
        }
    }

    /// How the system sees the files with that number and of these parts; none where one has gone.
    fn mark(&self, number: u64, parts: &[String]) -> Option<u64> {
        let parts = parts.iter().map(|key| self.store.mark(key)).collect::<Option<Vec<u64>>>()?;
        Some(hash(&(self.store.mark(&files_name(number))?, parts)))
    }

    fn note(&self, number: u64, known: &impl Serialize) {
        if let Ok(bytes) = postcard::to_stdvec(known) {
            self.store.keep(&known_name(number), &bytes);
        }
    }

    /// The files with that number.
    ///
    /// # Errors
    /// They have gone, or were damaged in a way that the system does not tell; then the next build makes them again.
    pub(super) fn files(&self, number: u64) -> io::Result<Vec<PaperFile>> {
        if let Some(files) = self.held.lock().unwrap_or_else(PoisonError::into_inner).get(&number) {
            return Ok(files.clone());
        }
        self.read(number).map_err(|damaged| {
            self.store.forget(&damaged);
            io::Error::other("printed pages have gone from the cache; build again")
        })
    }

    /// The files with that number from the disk, those of its parts behind its own; else the name of what is damaged.
    fn read(&self, number: u64) -> Result<Vec<PaperFile>, String> {
        let name = files_name(number);
        let own = self.store.get(&name).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let (mut files, parts): (Vec<PaperFile>, Vec<String>) = own.ok_or(name)?;
        for key in parts {
            let part = self.store.get(&key).and_then(|bytes| Part::open(&key, &bytes));
            files.extend(part.ok_or(key)?.files);
        }
        Ok(files)
    }

    /// Forgets what has not been used for long. For the end.
    pub(super) fn tidy(&self) {
        self.store.tidy();
    }
}

fn known_name(number: u64) -> String {
    format!("known-{number:016x}")
}

fn files_name(number: u64) -> String {
    format!("files-{number:016x}")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Kept, PaperFile, Part};
    use crate::model::edition::Seen;

    const NUMBER: u64 = 7;

    fn made() -> Vec<PaperFile> {
        vec![("paper.pdf".to_owned(), b"%PDF-1.7 and so on".to_vec())]
    }

    /// All files below a folder.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }

    #[test]
    fn what_is_kept_is_found() {
        let folder = tempfile::tempdir().unwrap();
        Kept::open(folder.path(), "paper").keep(NUMBER, &"known".to_owned(), (made(), Vec::new()));
        let kept = Kept::open(folder.path(), "paper");
        assert_eq!(kept.find::<String>(NUMBER).as_deref(), Some("known"));
        assert_eq!(kept.files(NUMBER).unwrap(), made());
        assert_eq!(kept.find::<String>(NUMBER + 1), None);
    }

    #[test]
    fn what_is_damaged_is_not_found_and_can_be_kept_again() {
        for damage in [|bytes: &mut Vec<u8>| bytes.truncate(40), |bytes: &mut Vec<u8>| bytes[36] ^= 1] {
            let folder = tempfile::tempdir().unwrap();
            let kept = Kept::open(folder.path(), "paper");
            kept.keep(NUMBER, &"known".to_owned(), (made(), Vec::new()));
            for path in files(folder.path()) {
                let mut bytes = fs::read(&path).unwrap();
                damage(&mut bytes);
                fs::write(&path, bytes).unwrap();
            }
            assert_eq!(kept.find::<String>(NUMBER), None);
            assert!(kept.files(NUMBER).is_err());
            kept.keep(NUMBER, &"known".to_owned(), (made(), Vec::new()));
            assert_eq!(kept.find::<String>(NUMBER).as_deref(), Some("known"));
            assert_eq!(kept.files(NUMBER).unwrap(), made());
        }
    }

    #[test]
    fn parts_are_found_behind_the_own_files_and_missed_where_one_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::open(folder.path(), "paper");
        let page = |name: &str| Part {
            key: format!("part-{name}"),
            files: vec![(format!("{name}.webp"), vec![7; 90])],
            seen: Seen::default(),
        };
        let parts = [page("1"), page("2")];
        for part in &parts {
            kept.parts().keep(&part.key, &part.bytes());
        }
        kept.keep(NUMBER, &"known".to_owned(), (made(), parts.to_vec()));
        let names = |files: Vec<PaperFile>| files.into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(names(kept.files(NUMBER).unwrap()), ["paper.pdf", "1.webp", "2.webp"]);
        kept.parts().keep("part-2", b"not these");
        assert_eq!(kept.find::<String>(NUMBER), None);
        kept.parts().keep("part-2", &parts[1].bytes());
        assert_eq!(kept.find::<String>(NUMBER).as_deref(), Some("known"));
        // The disk does not take one: then all are held.
        kept.keep(NUMBER + 1, &"known".to_owned(), (made(), vec![page("3")]));
        assert_eq!(names(kept.files(NUMBER + 1).unwrap()), ["paper.pdf", "3.webp"]);
    }

    #[test]
    fn whole_files_from_another_disk_are_taken() {
        let folder = tempfile::tempdir().unwrap();
        let kept = Kept::open(folder.path(), "paper");
        kept.keep(NUMBER, &"known".to_owned(), (made(), Vec::new()));
        for path in files(folder.path()) {
            let bytes = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            fs::write(&path, bytes).unwrap();
        }
        assert_eq!(kept.find::<String>(NUMBER).as_deref(), Some("known"));
    }

    #[test]
    fn what_the_disk_does_not_take_is_held() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".jianbao-cache"), "a file where the cache should be").unwrap();
        let kept = Kept::open(folder.path(), "paper");
        kept.keep(NUMBER, &"known".to_owned(), (made(), Vec::new()));
        assert_eq!(kept.files(NUMBER).unwrap(), made());
    }
}
