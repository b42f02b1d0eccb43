//! What a build did to its output, and what the editor should know of it.

use std::path::PathBuf;

use super::exchange::Exchange;
use crate::model::Stamps;
use crate::report::{Diagnostic, Say};

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
    /// What the folder says of the site's files, to be shown to the next build. Left out are those that somebody
    /// could change without another stamp.
    pub stamps: Stamps,
    /// How the new site came to its place.
    pub exchange: Exchange,
    /// What could not be removed; the next build tries again.
    pub left_behind: Option<PathBuf>,
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
