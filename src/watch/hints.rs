//! A folder in, hints that something in it may have changed out.
//!
//! An event is never more than a hint: whoever gets one looks for himself. What surprised us: a watch is on what
//! stood under a name, not on the name. A folder that is renamed away and made again is silent unless it is watched
//! again, so the bulletin's own folder is watched for its folders coming and going. Where the system has no
//! watches left, the folders are looked through every two seconds ([`poll`]), and that is said.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Message, poll};
use crate::read::{FOLDERS, SETTINGS_FILE};

/// The watches on a bulletin.
pub struct Hints {
    root: PathBuf,
    /// None where folders are looked through instead.
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
    sender: Sender<Message>,
    /// Why folders are looked through instead of watched.
    polling: Option<String>,
}

impl Hints {
    /// Watches the bulletin at `root`; hints go to `sender`.
    ///
    /// # Errors
    /// What the system said, where not even looking through the folders can be set up.
    pub fn on(root: &Path, sender: &Sender<Message>) -> notify::Result<Self> {
        let made = RecommendedWatcher::new(handler(root.to_path_buf(), sender.clone()), Config::default());
        let (root, sender) = (root.to_path_buf(), sender.clone());
        let mut hints = Self { root, watcher: None, watched: BTreeSet::new(), sender, polling: None };
        match made {
            Ok(watcher) => hints.watcher = Some(watcher),
            Err(error) => hints.poll(&error)?,
        }
        hints.renew()?;
        Ok(hints)
    }

    /// Why folders are looked through every two seconds, where they are.
    #[must_use]
    pub fn polling(&self) -> Option<&str> {
        self.polling.as_deref()
    }

    /// Watches folders that have come since, and anew those of `gone`. Returns whether the bulletin's own folder
    /// is there.
    ///
    /// # Errors
    /// As [`Hints::on`].
    pub fn renew(&mut self) -> notify::Result<bool> {
        if self.watcher.is_none() {
            return Ok(self.root.is_dir());
        }
        let folders: Vec<PathBuf> = FOLDERS.iter().map(|name| self.root.join(name)).collect();
        for (path, mode) in std::iter::once((self.root.clone(), RecursiveMode::NonRecursive))
            .chain(folders.into_iter().map(|folder| (folder, RecursiveMode::Recursive)))
        {
            self.watch(&path, mode)?;
        }
        Ok(self.watcher.is_none() || self.watched.contains(&self.root))
    }

    /// Forgets the watches on what an event says has gone.
    pub fn forget(&mut self, gone: &[PathBuf]) {
        let root_is_gone = gone.contains(&self.root);
        for path in std::mem::take(&mut self.watched) {
            if root_is_gone || gone.contains(&path) {
                // It may have been dropped by the system already.
                let _ = self.watcher.as_mut().map(|watcher| watcher.unwatch(&path));
            } else {
                self.watched.insert(path);
            }
        }
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        if self.watched.contains(path) || !path.is_dir() {
            return Ok(());
        }
        match watcher.watch(path, mode) {
            Ok(()) => {
                self.watched.insert(path.to_path_buf());
                Ok(())
            }
            // It has gone again; the event that says so is on its way.
            Err(_) if !path.is_dir() => Ok(()),
            Err(error) => self.poll(&error),
        }
    }

    /// Looks through the folders from now on.
    ///
    /// # Errors
    /// As [`Hints::on`].
    pub fn poll(&mut self, why: &notify::Error) -> notify::Result<()> {
        if self.polling.is_none() {
            poll::start(&self.root, &self.sender)?;
            self.polling = Some(why.to_string());
            self.watcher = None;
            self.watched.clear();
        }
        Ok(())
    }
}

/// Turns events into hints.
fn handler(root: PathBuf, sender: Sender<Message>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    move |event| {
        let message = match event {
            Ok(event) if event.need_rescan() => Message::Lost,
            Ok(event) => match hint(&root, event) {
                Some(message) => message,
                None => return,
            },
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Message::Blind(error),
            Err(_) => Message::Lost,
        };
        // Nobody listens any more when we are about to end.
        let _ = sender.send(message);
    }
}

/// What an event hints at; nothing where it is about reading, or about what no bulletin is made of.
fn hint(root: &Path, event: Event) -> Option<Message> {
    let is_reading = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    if is_reading || !event.paths.iter().any(|path| concerns(root, path)) {
        return None;
    }
    let gone = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    Some(Message::Changed { paths: event.paths, gone })
}

/// Whether a bulletin at `root` is made of `path`: settings, or something in its folders that is not overlooked.
pub(super) fn concerns(root: &Path, path: &Path) -> bool {
    let Ok(inner) = path.strip_prefix(root) else { return false };
    let mut names = inner.iter().map(|name| name.as_encoded_bytes());
    let Some(first) = names.next() else { return true };
    let overlooked = |name: &[u8]| matches!(name.first(), Some(b'.' | b'~' | b'_'));
    let known = first == SETTINGS_FILE.as_bytes() || FOLDERS.iter().any(|name| name.as_bytes() == first);
    known && !names.any(overlooked)
}

#[cfg(test)]
mod tests {
    use super::concerns;
    use std::path::Path;

    #[test]
    fn only_what_a_bulletin_is_made_of_is_a_hint() {
        let root = Path::new("/b");
        for (path, does) in [
            ("/b", true),
            ("/b/jianbao.yaml", true),
            ("/b/content/2024/甲.md", true),
            ("/b/themes/default/styles/a.css", true),
            ("/b/content/.甲.md.swp", false),
            ("/b/content/~$甲.md", false),
            ("/b/content/_草稿/甲.md", false),
            ("/b/public/index.html", false),
            ("/b/.jianbao-cache/watch/index.html", false),
            ("/c/content/甲.md", false),
        ] {
            assert_eq!(concerns(root, Path::new(path)), does, "{path}");
        }
    }
}
