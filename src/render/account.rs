//! What a build has made and what it has left as it was, put together to the ledger for the next one.
//!
//! What surprised us: whatever had something to say is simply made again, so that it says it again; no message has to
//! be kept from one build to the next.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::sync::atomic::Ordering;
use std::sync::{Mutex, PoisonError};

use super::graph::ledger::{Ledger, Made, Read};
use super::graph::{Ask, Asked, Notes, Part, Plan, Versions};
use super::press::Works;
use super::units::{self, Unit};
use crate::model::hash::hash;
use crate::model::output::Output;
use crate::model::{BulletinPath, SitePath};
use crate::read::Sources;

/// The account of one build.
pub struct Account<'a> {
    /// What pages are made from.
    pub works: &'a Works<'a>,
    /// The files of the bulletin.
    pub sources: &'a Sources,
    /// The version of every part.
    pub versions: &'a Versions,
    /// What of the last build may be left as it is.
    pub plan: Option<&'a Plan>,
    made: Mutex<Vec<Made>>,
}

/// An output that remembers what it was given.
struct Noted<'a> {
    output: &'a dyn Output,
    paths: Mutex<Vec<Box<str>>>,
}

impl Output for Noted<'_> {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner).push(path.as_str().into());
        self.output.put(path, bytes)
    }
}

impl<'a> Account<'a> {
    /// An account with nothing on it yet.
    #[must_use]
    pub fn new(
        (works, sources): (&'a Works<'a>, &'a Sources),
        (versions, plan): (&'a Versions, Option<&'a Plan>),
    ) -> Self {
        Self { works, sources, versions, plan, made: Mutex::default() }
    }

    /// Makes a unit, or leaves it as it is.
    ///
    /// # Errors
    /// What the disk said.
    pub fn make(&self, unit: Unit) -> io::Result<()> {
        let name = unit.name(self.works.site, &self.versions.names);
        let made = match self.kept(name) {
            Some(made) => made,
            None => self.make_anew(unit, name)?,
        };
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(made);
        Ok(())
    }

    fn make_anew(&self, unit: Unit, name: u64) -> io::Result<Made> {
        let notes = Notes::new(self.works.rows, self.works.asked);
        let output = Noted { output: self.works.output, paths: Mutex::default() };
        units::print(&self.works.press(&notes, &output), unit)?;
        let outputs = output.paths.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(Made { name, read: Read::of(&notes.into_rows()), outputs })
    }

    /// The unit as the last build made it, where nothing that it read has changed and all its files are there.
    fn kept(&self, name: u64) -> Option<Made> {
        let made = self.plan?.unit(name)?;
        let (paths, output) = (&made.outputs, self.works.output);
        // All or none: what is kept cannot be made as well.
        let is_one = paths.len() == 1;
        let are_there = is_one || paths.iter().all(|path| output.could_keep(path));
        let are_kept = are_there && paths.iter().all(|path| output.keep(path));
        let pages = paths.iter().filter(|path| path.ends_with(".html")).count();
        are_kept.then(|| self.works.pages.fetch_add(pages, Ordering::Relaxed))?;
        Some(made)
    }

    /// The copies that are the same: the number of the file, and where it went.
    #[must_use]
    pub fn same_copies(&self) -> HashSet<(u32, &str)> {
        self.plan.into_iter().flat_map(Plan::copies).collect()
    }

    /// Leaves a copy as it is, if it is one of those that are the same.
    pub fn keeps_copy(&self, same: &HashSet<(u32, &str)>, (file, path): (&BulletinPath, &SitePath)) -> bool {
        let number = self.sources.file_number(file);
        number.is_some_and(|number| same.contains(&(number, path.as_str())))
            && self.works.output.keep(path.as_str())
    }

    /// Leaves the pictures as they are that only what was left shows, or publishes them again; returns the ledger but
    /// for what the search leaves.
    #[must_use]
    pub fn close(self, key: u64) -> Ledger {
        let bodies: Vec<Option<Read>> = self.reads(|number| self.works.desk.read_for(number), Plan::body);
        let cards = self.reads(|number| self.works.ready.cards.read_for(number), Plan::card);
        let made = std::mem::take(&mut *self.made.lock().unwrap_or_else(PoisonError::into_inner));
        let shown =
            self.files(bodies.iter().chain(&cards).flatten().chain(made.iter().map(|made| &made.read)));
        let pictures = self.pictures(&shown);
        let copies = self.works.site.copies.iter();
        let copies =
            copies.filter_map(|(file, path)| Some((self.sources.file_number(file)?, path.as_str().into())));
        let questions = self.works.asked.all().into_iter().map(|(ask, text)| {
            let answered = hash(&answer(self.works, ask, &text));
            (Ask::ALL.iter().position(|one| *one == ask).unwrap_or_default() as u8, text, answered)
        });
        Ledger {
            key,
            counts: self.versions.rows.counts(),
            names: self.versions.names.clone().into_lists(),
            versions: self.versions.all.clone(),
            questions: questions.collect(),
            pictures,
            copies: copies.collect(),
            running: u32::try_from(self.works.site.running).unwrap_or(u32::MAX),
            search: Vec::new(),
            bodies,
            cards,
            units: made,
        }
    }

    /// What was read for each record: in this build, or else in the last.
    fn reads<'r>(
        &self,
        now: impl Fn(u32) -> Option<&'r Read>,
        before: impl Fn(&Plan, u32) -> Option<Read>,
    ) -> Vec<Option<Read>> {
        let records = 0..self.versions.rows.records;
        records.map(|number| now(number).cloned().or_else(|| before(self.plan?, number))).collect()
    }

    /// The numbers of all files among what was read.
    fn files<'r>(&self, reads: impl Iterator<Item = &'r Read>) -> BTreeSet<u32> {
        let file = |row| match self.versions.rows.part(row)? {
            Part::File(number) => Some(number),
            _ => None,
        };
        reads.flat_map(Read::rows).filter_map(file).collect()
    }

    fn pictures(&self, shown: &BTreeSet<u32>) -> Vec<(u32, Vec<Box<str>>)> {
        let pictures = self.works.desk.pictures();
        let known: BTreeSet<u32> =
            pictures.published(self.sources).into_iter().map(|(file, _)| file).collect();
        let left = self.plan.into_iter().flat_map(Plan::pictures);
        let mut kept = Vec::new();
        for (file, outputs) in left.filter(|(file, _)| shown.contains(file) && !known.contains(file)) {
            if pictures.keep(outputs) {
                kept.push((file, outputs.to_vec()));
            } else if let Some(path) = self.sources.files().nth(file as usize) {
                let _ = pictures.of(path, self.sources);
            }
        }
        // Those too that have just been published again.
        kept.extend(pictures.published(self.sources));
        kept
    }
}

/// The answer to a question that something asked: the same words mean the same page.
#[must_use]
pub fn answer(works: &Works<'_>, ask: Ask, text: &str) -> String {
    match ask {
        Ask::Section => works.ready.chrome.version(text).to_string(),
        _ => works.desk.answer(ask, text),
    }
}

/// What of the last build may be left as it is, where its ledger has the same key.
#[must_use]
pub fn plan(works: &Works<'_>, versions: &Versions, former: Option<Ledger>) -> Option<Plan> {
    let asked: &Asked = works.asked;
    Plan::new(former?, versions, (asked, &|ask, text: &str| answer(works, ask, text)))
}
