//! The bulletin as it stands in memory: in, files that changed; out, single pages, before the whole site is built.
//!
//! What surprised us: a whole site takes a second and one page a millisecond. While the files on the disk are behind,
//! pages are made for whoever asks, by the very code that builds the site.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::super::build::CACHE;
use super::super::bulletin::Bulletin;
use crate::model::output::{Output, Store};
use crate::model::{BulletinPath, SitePath};
use crate::parse::record_file;
use crate::render::Job;
use crate::render::job::{one, ready, renew};
use crate::render::press::Ready;
use crate::report::Diagnostic;
use crate::resolve::{RecordNo, replace};
use crate::watch::shelf::Pages;
use crate::write::{DiskStore, Limits, Memory, Nothing, Nowhere};

/// The bulletin in memory.
pub(super) struct Live {
    root: PathBuf,
    state: RwLock<Option<State>>,
}

/// A bulletin that can be built, and what is ahead of the files.
pub(super) struct State {
    /// The bulletin.
    pub(super) bulletin: Bulletin,
    ready: Ready,
    /// Pages that were asked for since it changed; none once the files have caught up.
    ahead: Option<Mutex<HashMap<SitePath, Vec<u8>>>>,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TakenUp {
    /// It is in the bulletin.
    Yes,
    /// There was none.
    Nothing,
    /// The bulletin has to be read again.
    No,
}

impl Live {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), state: RwLock::new(None) }
    }

    /// The bulletin, which stays as it is as long as somebody looks at it.
    pub(super) fn state(&self) -> RwLockReadGuard<'_, Option<State>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another bulletin, ahead of the files.
    pub(super) fn set(&self, bulletin: Bulletin) {
        let ready = job(&bulletin, (&Nowhere, &store(&self.root))).map(|job| ready(&job)).unwrap_or_default();
        let state = State { bulletin, ready, ahead: Some(Mutex::default()) };
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Some(state);
    }

    /// What was read last is not the bulletin any more: only the files are shown until it has been read again.
    pub(super) fn clear(&self) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The printed issues of the bulletin as it stands now, made where they have not been.
    pub(super) fn print(&self) -> Vec<Diagnostic> {
        let printed = self
            .state()
            .as_ref()
            .map(|state| state.bulletin.foundry.editions(&state.bulletin, (&self.root, None)));
        let Some((editions, found)) = printed else { return Vec::new() };
        if let Some(state) = &mut *self.state.write().unwrap_or_else(PoisonError::into_inner) {
            state.bulletin.editions = editions;
        }
        found
    }

    /// The files have caught up.
    pub(super) fn settle(&self) {
        if let Some(state) = &mut *self.state.write().unwrap_or_else(PoisonError::into_inner) {
            state.ahead = None;
        }
    }

    /// Takes up changes of the files `paths`, where they are records that only say something else than before.
    pub(super) fn take_up(&self, paths: &[PathBuf]) -> TakenUp {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let Some(state) = &mut *state else { return TakenUp::No };
        let mut taken_up = TakenUp::Nothing;
        for path in paths {
            match state.take_up(&self.root, path) {
                TakenUp::No => return TakenUp::No,
                TakenUp::Yes => taken_up = TakenUp::Yes,
                TakenUp::Nothing => {}
            }
        }
        taken_up
    }
}

impl State {
    fn take_up(&mut self, root: &Path, path: &Path) -> TakenUp {
        let Some(file) = self.file(root, path) else { return TakenUp::No };
        if !path.is_file() {
            return TakenUp::No;
        }
        let sources = &self.bulletin.sources;
        let before = sources.print(file);
        sources.forget(file);
        if sources.with_text(file, |_| ()).is_ok() && before == sources.print(file) {
            return TakenUp::Nothing;
        }
        let parsed = record_file(&self.bulletin.sources, file, &self.bulletin.site.settings);
        let known = self.bulletin.site.records.iter().filter(|record| record.source.file == file).count();
        if !parsed.found.is_empty() || parsed.records.len() != known {
            return TakenUp::No;
        }
        for record in parsed.records {
            match replace(&mut self.bulletin.site, record) {
                Some(number) => self.renew(root, number),
                None => return TakenUp::No,
            }
        }
        TakenUp::Yes
    }

    /// The number of the record file at `path`.
    fn file(&self, root: &Path, path: &Path) -> Option<u32> {
        let inner = path.strip_prefix(root).ok()?;
        let names: Option<Vec<&str>> = inner.iter().map(std::ffi::OsStr::to_str).collect();
        self.bulletin.sources.number(&BulletinPath::new(&names?.join("/")).ok()?)
    }

    fn renew(&mut self, root: &Path, number: RecordNo) {
        self.ahead = Some(Mutex::default());
        if let Some(job) = job(&self.bulletin, (&Nowhere, &store(root))) {
            renew(&job, &mut self.ready, number);
        }
    }

    /// The page at `path`, or a picture of one, made now or since the last change.
    fn page(&self, root: &Path, path: &SitePath) -> Option<Vec<u8>> {
        let ahead = self.ahead.as_ref()?;
        let made = || ahead.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = made().get(path) {
            return Some(page.clone());
        }
        if !path.as_str().ends_with(".html") {
            return None;
        }
        let (output, store) = (Memory::default(), store(root));
        one(&job(&self.bulletin, (&output, &store))?, &self.ready, path).ok()?;
        let mut made = made();
        made.extend(output.into_files());
        made.get(path).cloned()
    }
}

impl Pages for Arc<Live> {
    fn has(&self, path: &str) -> Option<bool> {
        let state = self.state();
        let state = state.as_ref().filter(|state| state.ahead.is_some())?;
        let path = path.ends_with(".html").then(|| SitePath::new(path))?.ok()?;
        Some(state.bulletin.site.claims.has(&path))
    }

    fn page(&self, path: &str) -> Option<Vec<u8>> {
        let state = self.state();
        state.as_ref()?.page(&self.root, &SitePath::new(path).ok()?)
    }
}

/// Encoded pictures.
fn store(root: &Path) -> DiskStore {
    DiskStore::open(&root.join(CACHE), Limits::default())
}

fn job<'a>(bulletin: &'a Bulletin, (output, store): (&'a dyn Output, &'a dyn Store)) -> Option<Job<'a>> {
    let theme = bulletin.theme.as_ref()?;
    let Bulletin { site, editions, sources, care, .. } = bulletin;
    Some(Job { site, editions, sources, theme, output, store, memo: &Nothing, care: *care })
}
