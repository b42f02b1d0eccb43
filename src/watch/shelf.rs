//! What the preview shows now, shared between the loop that builds and the server that serves.
//!
//! What surprised us: a page must know which build it was made in, or news that came while it was loading would be
//! lost to it; so the number stands in the page. And a page may outlive the preview that it is from, so no two
//! previews count from the same number.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use tokio::sync::watch;

use crate::report::Entry;

/// Pages that are newer than the finished files.
pub trait Pages: Send + Sync {
    /// Whether there is a page at `path`, where that is known better than from the files.
    fn has(&self, path: &str) -> Option<bool>;

    /// The page at `path`, where it is newer than the file.
    fn page(&self, path: &str) -> Option<Vec<u8>>;
}

/// What the preview shows.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The folder of the last good site.
    pub folder: PathBuf,
    /// Its files.
    pub files: Arc<HashSet<Box<str>>>,
    /// The folder that it will stand in on its host, `/` or `/a/`.
    pub base: String,
    /// What pages are told.
    pub news: News,
}

/// What pages are told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct News {
    /// The number of the last good build; 0 where there was none since the preview was started.
    pub build: u64,
    /// The number of the last good build in which more than the style changed.
    pub pages: u64,
    /// The address of the style sheet, from the site's root.
    pub style: Option<String>,
    /// What is wrong now, so that this build is not the newest text; empty when all is well.
    pub wrong: Vec<Entry>,
    /// What the panel that shows it is called.
    pub heading: String,
}

/// The place where it lies.
pub struct Shelf {
    /// Pages that are newer than the finished files.
    pub pages: Box<dyn Pages>,
    shown: RwLock<Shown>,
    news: watch::Sender<News>,
}

impl Shelf {
    /// An empty shelf.
    #[must_use]
    pub fn new(pages: Box<dyn Pages>) -> Self {
        Self { pages, shown: RwLock::default(), news: watch::Sender::new(News::default()) }
    }

    /// What is shown now.
    #[must_use]
    pub fn shown(&self) -> Shown {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows something else, and tells all pages.
    pub fn show(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        change(&mut shown);
        self.news.send_replace(shown.news.clone());
    }

    /// The news, now and from now on.
    #[must_use]
    pub fn news(&self) -> watch::Receiver<News> {
        let mut news = self.news.subscribe();
        news.mark_changed();
        news
    }
}
