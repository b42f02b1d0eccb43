//! What is being read, noted while it is read.
//!
//! What surprised us: noting costs nothing to speak of, a number pushed to a list; so it is never switched off, and a
//! clean build leaves the same notes as any other.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::part::{Part, Rows};

/// What is asked for by a name that a record's text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ask {
    /// Which record has this id.
    Id,
    /// Which output is meant by an address with a slash in front.
    Output,
    /// Which item of a file is meant by `file#id`.
    Item,
    /// What became of a file of the bulletin.
    File,
    /// What stands at the head and foot of the pages of a section.
    Section,
    /// What takes place in a week or month.
    Days,
    /// Which issue a week has.
    Week,
    /// What takes place next at a place, by its address.
    Next,
}

impl Ask {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 8] =
        [Self::Id, Self::Output, Self::Item, Self::File, Self::Section, Self::Days, Self::Week, Self::Next];
}

/// The questions of a build, each with its number.
#[derive(Debug, Default)]
pub struct Asked(Mutex<HashMap<(Ask, Box<str>), u32>>);

impl Asked {
    /// The number of a question.
    pub fn number(&self, ask: Ask, text: &str) -> u32 {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry((ask, text.into())).or_insert(next)
    }

    /// All questions in the order of their numbers.
    pub fn all(&self) -> Vec<(Ask, Box<str>)> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> =
            known.iter().map(|((ask, text), number)| (*number, *ask, text.clone())).collect();
        all.sort_unstable_by_key(|(number, ..)| *number);
        all.into_iter().map(|(_, ask, text)| (ask, text)).collect()
    }
}

/// The notes of one thing that is made: a page or a few, a body, a card.
#[derive(Debug)]
pub struct Notes<'a> {
    rows: Rows,
    asked: &'a Asked,
    read: RefCell<Vec<u32>>,
}

impl<'a> Notes<'a> {
    /// An empty sheet.
    #[must_use]
    pub fn new(rows: Rows, asked: &'a Asked) -> Self {
        Self { rows, asked, read: RefCell::default() }
    }

    /// An empty sheet for something else that is made in passing.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self::new(self.rows, self.asked)
    }

    /// Notes a part.
    pub fn note(&self, part: Part) {
        self.push(self.rows.row(part));
    }

    /// Notes what something else has read.
    pub fn note_rows(&self, rows: &[u32]) {
        self.read.borrow_mut().extend_from_slice(rows);
    }

    /// Notes a question.
    pub fn ask(&self, ask: Ask, text: &str) {
        self.push(self.rows.len().saturating_add(self.asked.number(ask, text)));
    }

    fn push(&self, row: u32) {
        let mut read = self.read.borrow_mut();
        // The same is often read several times in a row.
        if read.last() != Some(&row) {
            read.push(row);
        }
    }

    /// The rows that were read, in order, each once.
    #[must_use]
    pub fn into_rows(self) -> Vec<u32> {
        let mut read = self.read.into_inner();
        read.sort_unstable();
        read.dedup();
        read
    }
}
