//! How a folder that a build made is told from one that somebody else made.
//!
//! Comes in: a folder. Goes out: its [`State`]. The marker is the same in every output, so that the same
//! input gives the same bytes. What surprised us: outputs become repositories (a `gh-pages` work tree), and
//! an exchange would carry the history away; so a repository in our own output is refused too.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use super::fault::Refusal;

/// The file at the root of every output by which a later build knows that it may replace it.
pub const MARKER: &str = ".jianbao";

/// What stands in the marker: its first line is the format of the output, the rest is for people.
pub(super) const TEXT: &str = "jianbao output 1\n\
    本文件夹由 jianbao 生成，下次生成时整个替换；请不要在这里放自己的文件。\n\
    Made by jianbao and replaced as a whole by the next build: keep nothing of your own here.\n";

/// What every format's first line begins with.
const FIRST_WORDS: &[u8] = b"jianbao output ";

/// Names in an output that are never ours and never to be lost.
const REPOSITORIES: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// What stands where the output shall be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing.
    Absent,
    /// An empty folder.
    Empty,
    /// The output of an earlier build.
    Ours,
    /// Something that is not to be touched.
    Other(Refusal),
}

/// What stands at `out`.
///
/// # Errors
/// What the disk said, other than that there is nothing.
pub(super) fn state(out: &Path) -> io::Result<State> {
    let found = match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(State::Absent),
        found => found?,
    };
    if found.is_symlink() {
        return Ok(State::Other(Refusal::Link(fs::read_link(out)?)));
    }
    if !found.is_dir() {
        return Ok(State::Other(Refusal::NotFolder));
    }
    if is_ours(out) {
        return Ok(repository(out).map_or(State::Ours, |name| State::Other(Refusal::Repository(name))));
    }
    match fs::read_dir(out)?.next() {
        None => Ok(State::Empty),
        Some(entry) => Ok(State::Other(Refusal::Foreign(entry?.file_name().to_string_lossy().into_owned()))),
    }
}

/// Whether a build made the folder: it holds a marker that is a plain file and says so.
pub(super) fn is_ours(folder: &Path) -> bool {
    let path = folder.join(MARKER);
    let plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    plain && head(&path).is_ok_and(|text| text.starts_with(FIRST_WORDS))
}

/// Whether a build made the folder, or was killed while it wrote the marker. Only for folders whose name is ours too.
pub(super) fn is_begun(folder: &Path) -> bool {
    let path = folder.join(MARKER);
    let plain = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
    plain && head(&path).is_ok_and(|text| text.starts_with(FIRST_WORDS) || TEXT.as_bytes().starts_with(&text))
}

/// Whether the marker in the folder is the one that we would write.
pub(super) fn is_current(folder: &Path) -> bool {
    head(&folder.join(MARKER)).is_ok_and(|text| text == TEXT.as_bytes())
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut text = Vec::with_capacity(2 * TEXT.len());
    fs::File::open(path)?.take(2 * TEXT.len() as u64).read_to_end(&mut text)?;
    Ok(text)
}

fn repository(folder: &Path) -> Option<String> {
    let present = |name: &&&str| fs::symlink_metadata(folder.join(name)).is_ok();
    REPOSITORIES.iter().find(present).map(|name| (*name).to_owned())
}
