//! What pages read of records, given to the search index in passing.
//!
//! What surprised us: a body is read for its page, its card and the feeds, and is dear to read; so whoever reads it first
//! hands it on.

use std::borrow::Cow;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::job::document_number;
use super::names::first_clause;
use super::search::Index;
use crate::resolve::{RecordNo, Site};

/// Gathers what the search index needs, from any thread.
pub struct Gather<'a> {
    site: &'a Site,
    index: &'a Index<'a>,
    given: Vec<AtomicBool>,
    trouble: Mutex<Option<io::Error>>,
}

impl<'a> Gather<'a> {
    /// Nothing is gathered yet.
    #[must_use]
    pub fn new(site: &'a Site, index: &'a Index<'a>) -> Self {
        let given = site.records.iter().map(|_| AtomicBool::new(false)).collect();
        Self { site, index, given, trouble: Mutex::default() }
    }

    /// Whether a record has not been given yet.
    #[must_use]
    pub fn lacks(&self, number: RecordNo) -> bool {
        self.given.get(number as usize).is_some_and(|given| !given.load(Ordering::Relaxed))
    }

    /// Whether the index has to be given a record's words.
    #[must_use]
    pub fn needs(&self, number: RecordNo) -> bool {
        self.index.needs(document_number(self.site, number))
    }

    /// Gives a record's words to the index, once: its name, the body, and what stands around it.
    pub fn take(&self, number: RecordNo, text: &str) {
        let is_new =
            self.given.get(number as usize).is_some_and(|given| !given.swap(true, Ordering::Relaxed));
        let Some(record) = self.site.record(number).filter(|_| is_new) else { return };
        let lines = [record.kicker.as_deref(), record.deck.as_deref()].into_iter().flatten();
        let captions = record.photos.iter().filter_map(|photo| photo.caption.as_deref());
        let mut whole = Cow::Borrowed(text);
        for line in lines.chain(captions) {
            let whole = whole.to_mut();
            if !whole.is_empty() && !whole.ends_with('\n') {
                whole.push('\n');
            }
            whole.push_str(line);
        }
        let title = record.title.as_deref().unwrap_or_else(|| first_clause(&whole));
        if let Err(error) = self.index.add(document_number(self.site, number), title, &whole) {
            self.trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }

    /// What the disk said.
    ///
    /// # Errors
    /// The first fault of any [`Gather::take`].
    pub fn finish(self) -> io::Result<()> {
        self.trouble.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}
