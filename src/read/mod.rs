//! Finds the files of a bulletin and reads them: the only room that reads one, and the one that asks the
//! clock.
//!
//! What surprised us: in a folder that editors share by USB stick and network drive, what looks like a file
//! may be a link out of the bulletin, a pipe that never ends or a name that the next system cannot write.
//! All of them are refused here, by name, before any room opens them.

mod now;
mod state;
mod system;
mod text;
mod walk;

pub use now::{Clock, today};
pub use system::{system_font, system_fonts};
pub use text::TextFault;

use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::hash::hash;
use crate::model::{BulletinPath, Record};
use crate::report::{Diagnostic, Place, Say};

/// The name of the file that makes a folder a bulletin.
pub const SETTINGS_FILE: &str = "jianbao.yaml";

/// The folders of a bulletin.
pub const FOLDERS: [&str; 5] = ["content", "fonts", "issues", "static", "themes"];

/// Above this many record files their texts are not kept between the two passes but read again: the text of
/// 50,000 records takes some 150 MiB.
pub const MOST_KEPT: usize = 50_000;

/// The greatest size of any file that is copied or shown: each is held in memory while it is looked through for
/// what should not be public, and a few at once must fit into a small rented server.
pub const MAX_FILE: u64 = 512 * 1024 * 1024;

/// The nearest folder from `start` upwards that is a bulletin.
#[must_use]
pub fn find(start: &Path) -> Option<PathBuf> {
    let start = std::path::absolute(start).ok()?;
    start.ancestors().find(|folder| folder.join(SETTINGS_FILE).is_file()).map(Path::to_path_buf)
}

/// The files of a bulletin, each list in the order of its paths.
#[derive(Debug, Default)]
pub struct Sources {
    root: PathBuf,
    /// `content/**/*.md` and `*.yaml`.
    pub records: Vec<RecordFile>,
    /// The other files under `content/`: pictures, attachments, tables.
    pub beside: Vec<BulletinPath>,
    /// `issues/*.yaml`.
    pub issues: Vec<BulletinPath>,
    /// Files in `issues/<week>/`: what sealed issues keep.
    pub sealed: Vec<BulletinPath>,
    /// `static/**`.
    pub statics: Vec<BulletinPath>,
    /// `themes/**`.
    pub themes: Vec<BulletinPath>,
    /// Fonts in `fonts/`.
    pub fonts: Vec<BulletinPath>,
}

/// A file that holds records; while the bulletin is small its text is kept from the reading of what stands at its
/// head until its body has been read too.
#[derive(Debug)]
pub struct RecordFile {
    /// Its path.
    pub path: BulletinPath,
    text: Mutex<Option<Arc<str>>>,
    /// Its state before it was first read; 0 while it has not been.
    state: AtomicU64,
    /// The hash of its text when it was first read; 0 while it has not been.
    print: AtomicU64,
}

impl RecordFile {
    /// The state of a file that had none when it was read.
    const UNSETTLED: u64 = u64::MAX;

    fn new(path: BulletinPath) -> Self {
        Self { path, text: Mutex::default(), state: AtomicU64::new(0), print: AtomicU64::new(0) }
    }

    /// Notes what was read, where nothing had been: what is read again later may be another text, and whoever asks whether
    /// the file is still the one that was understood must be told that it is not.
    fn note(&self, state: u64, print: u64) {
        for (slot, value) in [(&self.state, state), (&self.print, print)] {
            let _ = slot.compare_exchange(0, value, Ordering::Relaxed, Ordering::Relaxed);
        }
    }

    fn text(&self) -> MutexGuard<'_, Option<Arc<str>>> {
        // A thread that panicked has left a whole value or none.
        self.text.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sources {
    /// Finds the files of the bulletin at `root`. What may not be there is said, and left out.
    #[must_use]
    pub fn scan(root: &Path) -> (Self, Vec<Diagnostic>) {
        walk::scan(root)
    }

    /// The bulletin's folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path of a record file.
    #[must_use]
    pub fn path(&self, file: u32) -> Option<&BulletinPath> {
        self.records.get(file as usize).map(|file| &file.path)
    }

    /// The number of the record file at `path`.
    #[must_use]
    pub fn number(&self, path: &BulletinPath) -> Option<u32> {
        let at = self.records.binary_search_by(|file| file.path.cmp(path)).ok()?;
        u32::try_from(at).ok()
    }

    /// The number of a file that is copied or shown and holds no records: those under `content/`, then `static/`.
    #[must_use]
    pub fn file_number(&self, path: &BulletinPath) -> Option<u32> {
        let in_content = self.beside.binary_search(path).ok();
        let at =
            in_content.or_else(|| self.statics.binary_search(path).ok().map(|at| self.beside.len() + at));
        u32::try_from(at?).ok()
    }

    /// The files that are copied or shown, in the order of [`Sources::file_number`].
    pub fn files(&self) -> impl Iterator<Item = &BulletinPath> {
        self.beside.iter().chain(&self.statics)
    }

    /// The hash of a record file's text when it was first read, or first since it was forgotten; none while it has not been.
    #[must_use]
    pub fn print(&self, file: u32) -> Option<u64> {
        let print = self.records.get(file as usize)?.print.load(Ordering::Relaxed);
        (print != 0).then_some(print)
    }

    /// Lets the text of a record file go, so that it is read again if it is wanted once more.
    pub fn let_go(&self, file: u32) {
        if let Some(file) = self.records.get(file as usize) {
            *file.text() = None;
        }
    }

    /// Forgets all that was read of a record file.
    pub fn forget(&self, file: u32) {
        self.let_go(file);
        if let Some(file) = self.records.get(file as usize) {
            file.state.store(0, Ordering::Relaxed);
            file.print.store(0, Ordering::Relaxed);
        }
    }

    /// Gives the body of a record as typed to `take`, from its file or out of the YAML list that it stands in.
    ///
    /// # Errors
    /// The file cannot be read or is not text.
    pub fn with_body<T>(&self, record: &Record, take: impl FnOnce(&str) -> T) -> Result<T, TextFault> {
        if let Some(body) = record.rest.as_deref().and_then(|rest| rest.body.as_deref()) {
            return Ok(take(body));
        }
        let range = record.source.body.start as usize..record.source.body.end as usize;
        self.with_text(record.source.file, |text| take(text.get(range).unwrap_or_default()))
    }

    /// Gives the text of a record file to `take`.
    ///
    /// # Errors
    /// The file cannot be read or is not text.
    pub fn with_text<T>(&self, file: u32, take: impl FnOnce(&str) -> T) -> Result<T, TextFault> {
        let Some(file) = self.records.get(file as usize) else { return Err(TextFault::Gone) };
        let kept = file.text().clone();
        if let Some(text) = kept {
            return Ok(take(&text));
        }
        let (text, state) = text::read(&file.path.below(&self.root))?;
        file.note(state.unwrap_or(RecordFile::UNSETTLED), hash(&*text));
        if self.records.len() <= MOST_KEPT {
            *file.text() = Some(Arc::clone(&text));
        }
        Ok(take(&text))
    }

    /// The text of any file of the bulletin.
    ///
    /// # Errors
    /// The file cannot be read or is not text.
    pub fn text(&self, path: &BulletinPath) -> Result<String, TextFault> {
        text::read(&path.below(&self.root)).map(|(text, _)| String::from(&*text))
    }

    /// The bytes of any file of the bulletin.
    ///
    /// # Errors
    /// What the disk said, and [`io::ErrorKind::FileTooLarge`] above [`MAX_FILE`].
    pub fn bytes(&self, path: &BulletinPath) -> io::Result<Vec<u8>> {
        bytes(&self.root, path)
    }

    /// The first and the last bytes of a file of the bulletin, at most so many of each, and its size.
    ///
    /// # Errors
    /// What the disk said.
    pub fn ends(&self, path: &BulletinPath, most: usize) -> io::Result<([Vec<u8>; 2], u64)> {
        let mut file = std::fs::File::open(path.below(&self.root))?;
        let size = file.metadata()?.len();
        let (most, mut ends) = (most as u64, [Vec::new(), Vec::new()]);
        for (end, start) in ends.iter_mut().zip([0, size.saturating_sub(most)]) {
            file.seek(SeekFrom::Start(start))?;
            file.by_ref().take(most).read_to_end(end)?;
        }
        Ok((ends, size))
    }

    /// The size of a file of the bulletin, in bytes.
    ///
    /// # Errors
    /// What the disk said.
    pub fn size(&self, path: &BulletinPath) -> io::Result<u64> {
        std::fs::metadata(path.below(&self.root)).map(|data| data.len())
    }
}

/// The bytes of a file of the bulletin at `root`.
///
/// # Errors
/// What the disk said, and [`io::ErrorKind::FileTooLarge`] above [`MAX_FILE`].
pub fn bytes(root: &Path, path: &BulletinPath) -> io::Result<Vec<u8>> {
    let file = std::fs::File::open(path.below(root))?;
    let size = file.metadata()?.len();
    if size > MAX_FILE {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // A file that grows meanwhile is read no further than it was.
    file.take(size).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What is said of a file that cannot be read.
#[must_use]
pub fn unreadable(path: &BulletinPath, error: &io::Error) -> Diagnostic {
    if error.kind() == io::ErrorKind::FileTooLarge {
        return too_large(path);
    }
    let message = Say::new(format!("读不了这个文件：{error}"), format!("this file cannot be read: {error}"));
    let hint = Say::new(
        "看看文件是不是被别的程序占用，或没有权限",
        "see whether another program holds it, or rights are missing",
    );
    Diagnostic::error("unreadable-file", message).hint(hint).at(Place::file(path))
}

fn too_large(path: &BulletinPath) -> Diagnostic {
    let most = MAX_FILE >> 20;
    let message = Say::new(format!("文件最大 {most} MiB"), format!("a file may have {most} MiB at most"));
    let hint = Say::new("放到别处，在文中链接过去", "keep it elsewhere, and link to it");
    Diagnostic::error("too-large", message).hint(hint).at(Place::file(path))
}
