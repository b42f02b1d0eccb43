//! Outputs without a disk: one that keeps nothing, for `check`, and one that keeps all, for the preview and
//! for tests.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, PoisonError};

use crate::model::SitePath;
use crate::model::output::Output;

/// Takes files and keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

impl Output for Nowhere {
    fn put(&self, _path: &SitePath, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// Takes files and keeps them in memory.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<SitePath, Vec<u8>>>,
}

impl Memory {
    /// The files, by path.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<SitePath, Vec<u8>> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Output for Memory {
    /// Keeps one file.
    ///
    /// # Errors
    /// [`io::ErrorKind::AlreadyExists`] for a path that was given before.
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        match files.insert(path.clone(), bytes.to_vec()) {
            None => Ok(()),
            Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }
}
