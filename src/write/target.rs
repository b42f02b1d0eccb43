//! Where an output may stand.
//!
//! Comes in: what the editor typed. Goes out: the folder's one true path, its parent, and the names that a
//! build uses beside it. What surprised us: `public/` with a slash follows a link that `public` names, so the
//! path is taken apart before it is looked at.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::fault::{Doing, Refusal, WriteFault};
use super::folder::Folder;
use super::marker;

/// Folders of a bulletin that no output may lie in.
const SOURCES: [&str; 6] = ["content", "fonts", "issues", "static", "themes", ".git"];
/// The folder of a bulletin that an output may lie in (the preview's does) but not be.
const CACHE: &str = ".jianbao-cache";
/// How many names for a new tree are tried when somebody else's files stand there.
const MAX_ATTEMPTS: u32 = 100;

/// An output folder's place. Its path is absolute and free of links and dots.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The folder itself.
    pub out: PathBuf,
    /// The folder that holds it.
    pub parent: PathBuf,
    name: OsString,
}

impl Target {
    /// The place that `out` names. A link is refused: what the exchange would move is the link, and what it
    /// leads to may be on another disk.
    pub(super) fn locate(out: &Path) -> Result<Self, WriteFault> {
        let absolute: PathBuf =
            std::path::absolute(out).map_err(WriteFault::disk(Doing::Find, out))?.components().collect();
        if fs::symlink_metadata(&absolute).is_ok_and(|found| found.is_symlink()) {
            let to = fs::read_link(&absolute).map_err(WriteFault::disk(Doing::Find, &absolute))?;
            return Err(WriteFault::refused(&absolute, Refusal::Link(to)));
        }
        let out = resolve(&absolute).map_err(WriteFault::disk(Doing::Find, &absolute))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(WriteFault::refused(&out, Refusal::Root));
        };
        Ok(Self { parent: parent.to_path_buf(), name: name.to_owned(), out })
    }

    /// Refuses a place whose files somebody needs.
    pub(super) fn allow(&self, bulletin: &Path) -> Result<(), WriteFault> {
        let bulletin = fs::canonicalize(bulletin).map_err(WriteFault::disk(Doing::Find, bulletin))?;
        match self.refusal(&bulletin) {
            Some(why) => Err(WriteFault::refused(&self.out, why)),
            None => Ok(()),
        }
    }

    fn refusal(&self, bulletin: &Path) -> Option<Refusal> {
        if bulletin.starts_with(&self.out) {
            return Some(Refusal::Bulletin);
        }
        let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
        if home.is_some_and(|home| home.starts_with(&self.out)) {
            return Some(Refusal::Home);
        }
        if let Some(name) = self.source(bulletin) {
            return Some(Refusal::Source(name.to_owned()));
        }
        let mut above = self.parent.ancestors();
        above.find(|folder| marker::is_ours(folder)).map(|folder| Refusal::Nested(folder.to_path_buf()))
    }

    /// The folder of the bulletin that the output would destroy. Names are compared without case: the disk
    /// may not tell `Content` from `content`.
    fn source(&self, bulletin: &Path) -> Option<&'static str> {
        let inner = self.out.strip_prefix(bulletin).ok()?;
        let first = inner.components().next()?.as_os_str();
        if inner.as_os_str().eq_ignore_ascii_case(CACHE) {
            return Some(CACHE);
        }
        SOURCES.into_iter().find(|name| first.eq_ignore_ascii_case(name))
    }

    /// What every new tree's name begins with.
    pub(super) fn staged_prefix(&self) -> OsString {
        self.beside("new-")
    }

    /// The name of a new tree; `attempt` counts the names that were taken.
    pub(super) fn staged(&self, attempt: u32) -> PathBuf {
        let mut name = self.staged_prefix();
        name.push(std::process::id().to_string());
        if attempt > 0 {
            name.push(format!("-{attempt}"));
        }
        self.parent.join(name)
    }

    /// A name of a new tree that nothing bears.
    pub(super) fn free(&self) -> PathBuf {
        let mut attempt = 0;
        while fs::symlink_metadata(self.staged(attempt)).is_ok() {
            attempt += 1;
        }
        self.staged(attempt)
    }

    /// Makes a new tree's folder, under a name that nobody has.
    pub(super) fn make_tree(&self) -> Result<Folder, WriteFault> {
        let mut attempt = 0;
        loop {
            let path = self.staged(attempt);
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Folder::at(&path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < MAX_ATTEMPTS => {
                    attempt += 1;
                }
                Err(error) => return Err(WriteFault::disk(Doing::Make, &path)(error)),
            }
        }
    }

    /// Where the old tree waits while the new one takes its place, on systems without an exchange.
    pub(super) fn aside(&self) -> PathBuf {
        self.parent.join(self.beside("old"))
    }

    /// The lock's file.
    pub(super) fn lock(&self) -> PathBuf {
        self.parent.join(self.beside("lock"))
    }

    fn beside(&self, what: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".jianbao-");
        name.push(what);
        name
    }
}

/// The true path of something that need not be there yet: links are followed as far as there is something,
/// and the rest, which cannot be links, is taken as it is written.
fn resolve(absolute: &Path) -> io::Result<PathBuf> {
    for base in absolute.ancestors() {
        match fs::canonicalize(base) {
            Ok(mut path) => {
                let rest = absolute.strip_prefix(base).unwrap_or(Path::new(""));
                rest.components().for_each(|part| step(&mut path, part));
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(absolute.to_path_buf())
}

fn step(path: &mut PathBuf, part: Component<'_>) {
    match part {
        Component::ParentDir => {
            path.pop();
        }
        Component::CurDir => {}
        part => path.push(part),
    }
}
