//! A bulletin's folder in, hints out, where the system cannot tell of changes: everything is looked through again and
//! again.
//!
//! What surprised us: `notify`'s own poller compares whole seconds and heeds only later ones. A second save within a
//! second, and an old file put back, it never sees. Here any other time, size or file is a change.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::Message;
use super::hints::concerns;
use crate::read::{FOLDERS, SETTINGS_FILE};

/// How often to look. Looking through ten thousand files takes a hundredth of it.
const PAUSE: Duration = Duration::from_secs(2);

/// Looks through the bulletin at `root` from now on, for as long as somebody listens.
///
/// # Errors
/// What the system said when there could be no thread for it.
pub fn start(root: &Path, sender: &Sender<Message>) -> io::Result<()> {
    let (root, sender) = (root.to_path_buf(), sender.clone());
    let mut before = seen(&root);
    std::thread::Builder::new().name("poll".to_owned()).spawn(move || {
        loop {
            std::thread::sleep(PAUSE);
            let now = seen(&root);
            let paths = differences(&before, &now);
            before = now;
            if !paths.is_empty() && sender.send(Message::Changed { paths, gone: false }).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// What is known of a file without its being read.
type State = (u64, Option<SystemTime>, u64);

/// The files of a bulletin.
fn seen(root: &Path) -> BTreeMap<PathBuf, State> {
    let parts = FOLDERS.iter().copied().chain([SETTINGS_FILE]);
    let entries = parts.flat_map(|part| WalkDir::new(root.join(part)).into_iter());
    let files = entries.filter_map(|entry| {
        let entry = entry.ok()?;
        let data = entry.metadata().ok().filter(Metadata::is_file)?;
        let path = entry.into_path();
        concerns(root, &path).then(|| (path, (data.len(), data.modified().ok(), number(&data))))
    });
    files.collect()
}

/// The files that came, went, or are others than before.
fn differences(before: &BTreeMap<PathBuf, State>, now: &BTreeMap<PathBuf, State>) -> Vec<PathBuf> {
    let changed = now.iter().filter(|(path, state)| before.get(*path) != Some(state));
    let gone = before.iter().filter(|(path, _)| !now.contains_key(*path));
    changed.chain(gone).map(|(path, _)| path.clone()).collect()
}

/// Which file it is: one that is renamed over another may have the same size and time.
#[cfg(unix)]
fn number(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::{differences, seen};
    use std::fs::{self, File};
    use std::time::{Duration, SystemTime};

    #[test]
    fn any_other_file_is_a_change() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content/2024")).unwrap();
        let file = root.join("content/2024/a.md");
        let set = |text: &str, milliseconds: u64| {
            fs::write(&file, text).unwrap();
            let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1_700_000_000_000 + milliseconds);
            File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
            seen(root)
        };
        let first = set("a", 0);
        let within_a_second = set("b", 4);
        assert_eq!(differences(&first, &within_a_second), [file.as_path()]);
        let older = set("b", 0);
        assert_eq!(differences(&within_a_second, &older), [file.as_path()]);
        assert!(differences(&older, &seen(root)).is_empty());
        fs::write(root.join("content/.a.md.swp"), "").unwrap();
        assert!(differences(&older, &seen(root)).is_empty());
        fs::remove_file(&file).unwrap();
        assert_eq!(differences(&older, &seen(root)), [file.as_path()]);
    }
}
