//! What the last build into an output left for the next: its ledger, the stamps of its files, and whether there is
//! anything to do at all.
//!
//! What surprised us: everything in here is named by its hash but one small file, the head, which is written last and
//! names the others. So whatever a build that was killed leaves, the next one finds all of a build or nothing.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::build::{Built, CACHE};
use super::bulletin::Wish;
use crate::model::Stamps;
use crate::model::date::Date;
use crate::model::hash::hash;
use crate::model::output::Memo;
use crate::render::graph::Ledger;
use crate::render::search;
use crate::write::{DiskMemo, untouched};

/// The folder of what builds leave, in the cache: one folder for each output.
const BUILDS: &str = "builds";
/// The name of the spare tree in it.
const SPARE: &str = "spare";
/// The name of what is kept in it.
const MEMO: &str = "memo";
/// The name of the file in it that says which output it is for.
const OUT: &str = "out";

/// What a build left.
pub(super) struct Left {
    out: PathBuf,
    folder: PathBuf,
    spare: PathBuf,
    memo: DiskMemo,
    head: Option<Head>,
}

/// What names the rest, and tells in a moment that nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    /// The program that wrote it.
    program: u64,
    /// What was asked of it.
    question: u64,
    /// All files of the bulletin, where all had been left alone for a while.
    fingerprint: Option<u64>,
    /// What it told at its end.
    tally: Tally,
    /// The names of the stamps and of the ledger.
    stamps: String,
    ledger: String,
}

/// What a build tells at its end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    pub(super) records: usize,
    pub(super) pages: usize,
    pub(super) sheets: usize,
    pub(super) bytes: u64,
    /// Whether it had nothing to say.
    pub(super) is_quiet: bool,
}

/// What is asked of a build, but for the files of the bulletin. A preview asks nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Question(u64);

impl Question {
    /// The wish, on a day that is known.
    pub(super) fn new(wish: &Wish, day: Date) -> Self {
        let Wish { as_of: _, show, base_url, care, prints, issue } = wish;
        Self(hash(&format!("{day} {show:?} {base_url:?} {care:?} {prints} {issue:?}")))
    }
}

impl Left {
    /// What the last build into `out` of the bulletin at `root` left.
    pub(super) fn at(root: &Path, out: &Path) -> Self {
        let out = std::path::absolute(out).unwrap_or_else(|_| out.to_path_buf());
        let name = hash(&out);
        let folder = root.join(CACHE).join(BUILDS).join(format!("{name:016x}"));
        let memo = DiskMemo::open(&folder.join(MEMO));
        let head = memo.head().and_then(|bytes| postcard::from_bytes::<Head>(&bytes).ok());
        let head = head.filter(|head| head.program == program());
        Self { out, spare: folder.join(SPARE), folder, memo, head }
    }

    /// Where a spare tree may wait.
    pub(super) fn spare(&self) -> &Path {
        &self.spare
    }

    /// Where results are kept for the next build.
    pub(super) fn memo(&self) -> &dyn Memo {
        &self.memo
    }

    /// The stamps of the files of the output.
    pub(super) fn stamps(&self) -> Option<Stamps> {
        Stamps::from_bytes(&self.memo.load(&self.head.as_ref()?.stamps)?)
    }

    /// The ledger.
    pub(super) fn ledger(&self) -> Option<Ledger> {
        Ledger::from_bytes(&self.memo.load(&self.head.as_ref()?.ledger)?)
    }

    /// Whether the last build was asked the same and had nothing to say.
    pub(super) fn answers(&self, question: Question) -> bool {
        self.head.as_ref().is_some_and(|head| {
            head.question == question.0 && head.fingerprint.is_some() && head.tally.is_quiet
        })
    }

    /// What the last build told, where nothing has been touched since: neither the bulletin nor the output.
    pub(super) fn is_current(&self, fingerprint: Option<u64>) -> Option<Tally> {
        let head =
            self.head.as_ref().filter(|head| fingerprint.is_some() && head.fingerprint == fingerprint)?;
        untouched(&self.out, &self.stamps()?).unwrap_or(false).then_some(head.tally)
    }

    /// Keeps what a build leaves. What cannot be kept costs time later, nothing else.
    pub(super) fn keep(&self, (question, fingerprint): (Question, Option<u64>), tally: Tally, built: &Built) {
        let Built { summary, ledger, .. } = built;
        let Some((stamps, named)) =
            self.memo.save(&summary.stamps.to_bytes()).zip(self.memo.save(&ledger.to_bytes()))
        else {
            return;
        };
        let Question(question) = question;
        let head = Head { program: program(), question, fingerprint, tally, stamps, ledger: named };
        let mut names = search::names(&ledger.search);
        names.extend([head.stamps.clone(), head.ledger.clone()]);
        if postcard::to_stdvec(&head).is_ok_and(|bytes| self.memo.set_head(&bytes)) {
            self.memo.sweep(&names);
        }
        if let (Some(out), Some(builds)) = (self.out.to_str(), self.folder.parent()) {
            // What cannot be written or removed now is written or removed after the next build.
            let _ = std::fs::write(self.folder.join(OUT), out);
            let _ = forget_the_gone(builds);
        }
    }
}

/// Removes what was left for outputs that are not there any more.
fn forget_the_gone(builds: &Path) -> std::io::Result<()> {
    for folder in std::fs::read_dir(builds)? {
        let folder = folder?.path();
        let is_gone = |out: &String| !Path::new(out).try_exists().unwrap_or(true);
        if std::fs::read_to_string(folder.join(OUT)).is_ok_and(|out| is_gone(&out)) {
            std::fs::remove_dir_all(folder)?;
        }
    }
    Ok(())
}

/// By what a program is known again: what another version left is no use to this one.
fn program() -> u64 {
    let file = std::env::current_exe().and_then(std::fs::metadata).ok();
    let since = |data: &std::fs::Metadata| data.modified().ok()?.duration_since(UNIX_EPOCH).ok();
    hash(&(env!("CARGO_PKG_VERSION"), file.map(|data| (data.len(), since(&data)))))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{OUT, forget_the_gone};

    #[test]
    fn what_was_left_for_an_output_that_is_gone_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let (builds, out) = (folder.path().join("builds"), folder.path().join("public"));
        for (name, said) in [("a", Some(out.clone())), ("b", Some(folder.path().join("gone"))), ("c", None)] {
            fs::create_dir_all(builds.join(name).join("spare")).unwrap();
            if let Some(said) = said {
                fs::write(builds.join(name).join(OUT), said.to_str().unwrap()).unwrap();
            }
        }
        fs::create_dir(&out).unwrap();
        forget_the_gone(&builds).unwrap();
        let mut left: Vec<_> =
            fs::read_dir(&builds).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["a", "c"]);
    }
}
