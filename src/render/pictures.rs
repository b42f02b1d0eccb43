//! Picture files of the bulletin in, published photographs out, each when it is first asked for.
//!
//! What surprised us: a picture that no page shows should not be published, and which ones are shown is known
//! only when bodies are read. So there is a slot for every file beside the records, and the first page that
//! shows it fills it.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::desk::Finished;
use crate::model::output::{Output, Store};
use crate::model::picture::Picture;
use crate::model::{BulletinPath, SitePath};
use crate::picture::{Fault, publish};
use crate::read::Sources;
use crate::report::{Diagnostic, Place};

/// Takes each path once: two files of one name and content become one picture.
struct Once<'a> {
    output: &'a dyn Output,
    written: Mutex<HashSet<Box<str>>>,
}

impl Output for Once<'_> {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let new = written.insert(path.as_str().into());
        drop(written);
        if new { self.output.put(path, bytes) } else { Ok(()) }
    }
}

/// The pictures of a bulletin.
pub struct Pictures<'a> {
    slots: HashMap<&'a BulletinPath, OnceLock<Option<Picture>>>,
    output: Once<'a>,
    store: &'a dyn Store,
    found: Mutex<Vec<Diagnostic>>,
    trouble: Mutex<Option<io::Error>>,
    encoded: AtomicUsize,
}

impl<'a> Pictures<'a> {
    /// Slots for all files beside the records. Pictures are written to `output`, and kept in `store`.
    #[must_use]
    pub fn new(sources: &'a Sources, output: &'a dyn Output, store: &'a dyn Store) -> Self {
        let slots = sources.beside.iter().map(|path| (path, OnceLock::new())).collect();
        Self {
            slots,
            output: Once { output, written: Mutex::default() },
            store,
            found: Mutex::default(),
            trouble: Mutex::default(),
            encoded: AtomicUsize::new(0),
        }
    }

    /// The photograph that a file holds; none where there is no such file, or it is not right.
    #[must_use]
    pub fn of(&self, file: &BulletinPath, sources: &Sources) -> Option<&Picture> {
        self.slots.get(file)?.get_or_init(|| self.publish(file, sources)).as_ref()
    }

    fn publish(&self, file: &BulletinPath, sources: &Sources) -> Option<Picture> {
        let bytes = match sources.bytes(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.note(crate::read::unreadable(file, &error));
                return None;
            }
        };
        match publish(&bytes, file.as_str(), &self.output, self.store) {
            Ok(published) => {
                self.encoded.fetch_add(published.encoded, Ordering::Relaxed);
                Some(published.picture)
            }
            Err(Fault::Picture(diagnostic)) => {
                self.note(diagnostic.at(Place::file(file)));
                None
            }
            Err(Fault::Output(error)) => {
                self.trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                None
            }
        }
    }

    fn note(&self, diagnostic: Diagnostic) {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push(diagnostic);
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn has(&self, file: &BulletinPath) -> bool {
        self.slots.contains_key(file)
    }

    /// Takes over what the last build put out for a file; false where not all of it is there any more.
    #[must_use]
    pub fn keep(&self, paths: &[Box<str>]) -> bool {
        let mut written = self.output.written.lock().unwrap_or_else(PoisonError::into_inner);
        let output = self.output.output;
        if !paths.iter().all(|path| written.contains(path) || output.could_keep(path)) {
            return false;
        }
        paths.iter().all(|path| written.contains(path) || (output.keep(path) && written.insert(path.clone())))
    }

    /// The photographs that were published, by the numbers of their files, with the paths of what was put out.
    #[must_use]
    pub fn published(&self, sources: &Sources) -> Vec<(u32, Vec<Box<str>>)> {
        let of = |(file, slot): (&&BulletinPath, &OnceLock<Option<Picture>>)| {
            let picture = slot.get()?.as_ref()?;
            let paths = picture.files.iter().map(|file| file.path.as_str().into()).collect();
            Some((sources.file_number(file)?, paths))
        };
        let mut all: Vec<_> = self.slots.iter().filter_map(of).collect();
        all.sort_unstable();
        all
    }

    /// What is left when all pages are made, each in the order of the files.
    ///
    /// # Errors
    /// What the disk said.
    pub fn finish(self) -> io::Result<Finished> {
        if let Some(error) = self.trouble.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        let mut found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by(|a, b| a.place.cmp(&b.place));
        let asked = self.slots.iter().filter(|(_, slot)| slot.get().is_some());
        let mut used: Vec<BulletinPath> = asked.map(|(path, _)| (*path).clone()).collect();
        used.sort_unstable();
        Ok(Finished { found, encoded: self.encoded.into_inner(), used })
    }
}
