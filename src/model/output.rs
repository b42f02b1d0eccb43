//! Where finished files go, where costly results are kept, and what one build leaves for the next: the seams
//! between rooms and the disk.

use std::io;

use super::SitePath;

/// Takes the files of a site. Each path is given once; the order is not part of the result.
pub trait Output: Sync {
    /// Takes one file.
    ///
    /// # Errors
    /// What the disk said.
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()>;

    /// Takes over the last build's file at `path` as it is; false where there is none that is as that build left
    /// it, and then it must be put. Whoever asks knows that the file would be made the same.
    fn keep(&self, path: &str) -> bool {
        let _ = path;
        false
    }

    /// Whether [`Output::keep`] would, now.
    fn could_keep(&self, path: &str) -> bool {
        let _ = path;
        false
    }
}

/// Keeps results between builds by a key that covers all that they depend on. It may forget at any time.
pub trait Store: Sync {
    /// What was kept under `key`, whole and unchanged, or nothing.
    fn get(&self, key: &str) -> Option<Vec<u8>>;

    /// Keeps `bytes` under `key` (`[a-z0-9-]`, at most 100 bytes). A failure costs time later, nothing else.
    fn keep(&self, key: &str, bytes: &[u8]);
}

/// Keeps what one build leaves for the next. What is not forgotten by [`Memo::sweep`] stays.
pub trait Memo: Sync {
    /// What was saved under `name`, whole and unchanged, or nothing.
    fn load(&self, name: &str) -> Option<Vec<u8>>;

    /// Saves `bytes` and returns their name, which comes from nothing but them, so that two builds never mix.
    /// Nothing where they could not be saved, which costs time later, nothing else.
    fn save(&self, bytes: &[u8]) -> Option<String>;

    /// Forgets everything but `names`. For the end of a build whose output is in place.
    fn sweep(&self, names: &[String]);
}
