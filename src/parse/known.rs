//! Records that were read before in, the same out without their files being read again.
//!
//! What surprised us: when one of ten thousand files is gone, reading the others takes longer than all that follows.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::file::{self, Parsed};
use super::gather;
use crate::model::date::Zone;
use crate::model::{BulletinPath, Record, Settings};
use crate::read::Sources;
use crate::report::Diagnostic;

/// The records of files about which nothing had to be said, with the states that the files had.
#[derive(Debug, Default)]
pub struct Known {
    files: HashMap<BulletinPath, (u64, Box<[Record]>)>,
    /// The settings that decide how a record is read.
    zone: Zone,
    pinyin: BTreeMap<Box<str>, Box<str>>,
}

impl Known {
    /// What [`super::records`] returns, where only files are read that have been touched since they were last read
    /// here, or whose state cannot tell.
    pub fn records(&mut self, sources: &Sources, settings: &Settings) -> (Vec<Record>, Vec<Diagnostic>) {
        if self.zone != settings.zone || self.pinyin != settings.pinyin {
            *self = Self { zone: settings.zone.clone(), pinyin: settings.pinyin.clone(), ..Self::default() };
        }
        let count = u32::try_from(sources.records.len()).unwrap_or(u32::MAX);
        let read = |number| match self.of(sources, number) {
            Some(records) => (Parsed { records, found: Vec::new() }, false),
            None => (file::records(sources, number, settings), true),
        };
        let parsed: Vec<(Parsed, bool)> = (0..count).into_par_iter().map(read).collect();
        for (number, (parsed, is_new)) in (0..).zip(&parsed) {
            if *is_new {
                self.keep(sources, number, parsed);
            }
        }
        if self.files.len() > sources.records.len() {
            self.files.retain(|path, _| sources.number(path).is_some());
        }
        gather(parsed.into_iter().map(|(parsed, _)| parsed))
    }

    fn of(&self, sources: &Sources, number: u32) -> Option<Vec<Record>> {
        let (state, records) = self.files.get(sources.path(number)?)?;
        let mut records = sources.is_still(number, *state).then(|| records.to_vec())?;
        for record in &mut records {
            record.source.file = number;
        }
        Some(records)
    }

    fn keep(&mut self, sources: &Sources, number: u32, parsed: &Parsed) {
        let Some(path) = sources.path(number) else { return };
        match sources.state(number).filter(|_| parsed.found.is_empty()) {
            Some(state) => self.files.insert(path.clone(), (state, parsed.records.clone().into())),
            None => self.files.remove(path),
        };
    }
}
