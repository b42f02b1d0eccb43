//! Someone who looks on while files are put out: a bar that counts them, a preview that learns their names.

use std::io;

use crate::model::SitePath;
use crate::model::output::Output;

/// Someone who looks on.
pub(super) trait Onlooker: Sync {
    /// A file is about to be put out at `path`.
    ///
    /// # Errors
    /// Where he has seen enough: the file is not put out.
    fn seen(&self, path: &str) -> io::Result<()>;
}

/// An output that someone looks at.
pub(super) struct Observed<'a> {
    /// Where files go.
    pub(super) output: &'a dyn Output,
    /// Who looks on.
    pub(super) onlooker: &'a dyn Onlooker,
}

impl Output for Observed<'_> {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        self.onlooker.seen(path.as_str())?;
        self.output.put(path, bytes)
    }

    fn keep(&self, path: &str) -> bool {
        self.onlooker.seen(path).is_ok() && self.output.keep(path)
    }

    fn could_keep(&self, path: &str) -> bool {
        self.output.could_keep(path)
    }
}
