//! The lock on an output: one build at a time, and the second one learns who has it.
//!
//! Comes in: an output folder. Goes out: a [`Lock`], held until it is dropped or the process ends, however
//! it ends. What surprised us: a lock file can be taken away safely, by its holder only, if every taker looks
//! afterwards whether the file that it locked still stands under the name.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use super::fault::{Doing, Holder, WriteFault};
use super::stamp;
use super::target::Target;

/// How often a lock is tried whose file its last holder has just taken away.
const TRIES: usize = 100;
/// How often, and after what time, the holder's name is read again when it is not yet written.
const LOOKS: usize = 20;
const PAUSE: Duration = Duration::from_millis(5);
/// The greatest length of a lock file that is read, and of a command that is shown, in bytes and characters.
const MAX_TEXT: u64 = 4096;
const MAX_COMMAND: usize = 200;

/// The right to change an output folder. Two outputs have two locks; one output that two bulletins share has
/// one, because it stands beside the output.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock on `out`, which need not be there yet.
    ///
    /// # Errors
    /// [`WriteFault::Held`] at once when another process (or another part of this one) has it, and what the
    /// disk said.
    pub fn take(out: &Path) -> Result<Self, WriteFault> {
        Self::on(&Target::locate(out)?)
    }

    pub(super) fn on(target: &Target) -> Result<Self, WriteFault> {
        fs::create_dir_all(&target.parent).map_err(WriteFault::disk(Doing::Make, &target.parent))?;
        let path = target.lock();
        for _ in 0..TRIES {
            let mut file = system::open(&path).map_err(WriteFault::disk(Doing::Lock, &path))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(held(target, &mut file)),
                Err(TryLockError::Error(error)) => return Err(WriteFault::disk(Doing::Lock, &path)(error)),
            }
            if system::still_stands(&file, &path) {
                let mut lock = Self { path, file };
                let signed = sign(&mut lock.file);
                return signed.map_err(WriteFault::disk(Doing::Lock, &lock.path)).map(|()| lock);
            }
        }
        Err(WriteFault::Held { out: target.out.clone(), holder: None })
    }

    /// When the lock was taken, by the disk's clock; where that is not known, before all time.
    pub(super) fn taken(&self) -> i64 {
        self.file.metadata().ok().and_then(|found| stamp::modified(&found)).unwrap_or(i64::MIN)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        system::take_away(&self.file, &self.path);
    }
}

/// Writes who holds the lock.
fn sign(file: &mut File) -> io::Result<()> {
    let words: Vec<String> =
        std::env::args_os().map(|word| word.to_string_lossy().replace(char::is_control, " ")).collect();
    let command: String = words.join(" ").chars().take(MAX_COMMAND).collect();
    file.set_len(0)?;
    file.write_all(format!("{}\n{command}\n", std::process::id()).as_bytes())
}

fn held(target: &Target, file: &mut File) -> WriteFault {
    let mut holder = None;
    for _ in 0..LOOKS {
        holder = read_holder(file);
        if holder.is_some() {
            break;
        }
        thread::sleep(PAUSE);
    }
    WriteFault::Held { out: target.out.clone(), holder }
}

/// Who holds the lock; nothing while it is being written, or where the system keeps a locked file from readers.
fn read_holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.seek(SeekFrom::Start(0)).ok()?;
    file.take(MAX_TEXT).read_to_string(&mut text).ok()?;
    let (pid, rest) = text.split_once('\n')?;
    let command = rest.strip_suffix('\n')?;
    let command: String = command.replace(char::is_control, " ").chars().take(MAX_COMMAND).collect();
    let changed = file.metadata().and_then(|found| found.modified()).ok();
    let since = changed.and_then(|time| SystemTime::now().duration_since(time).ok());
    Some(Holder { pid: pid.parse().ok()?, command, since })
}

#[cfg(unix)]
mod system {
    //! Here a file's identity is known, so the lock's file is taken away with the lock.

    use std::os::unix::fs::{MetadataExt, OpenOptionsExt};

    use super::{File, OpenOptions, Path, fs, io};

    /// Opens the lock's file, never through a link that somebody left there.
    pub(super) fn open(path: &Path) -> io::Result<File> {
        let nofollow = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .custom_flags(nofollow)
            .open(path)
    }

    /// Whether the locked file is the one under the name, and has no other name.
    pub(super) fn still_stands(file: &File, path: &Path) -> bool {
        let (Ok(locked), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
        (locked.dev(), locked.ino()) == (named.dev(), named.ino()) && locked.nlink() == 1
    }

    pub(super) fn take_away(file: &File, path: &Path) {
        if still_stands(file, path) {
            // A lock file that stays harms nobody.
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(not(unix))]
mod system {
    //! Here the lock's file stays; only the lock goes with the process.

    use super::{File, OpenOptions, Path, io};

    pub(super) fn open(path: &Path) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
    }

    pub(super) fn still_stands(_file: &File, _path: &Path) -> bool {
        true
    }

    pub(super) fn take_away(_file: &File, _path: &Path) {}
}
