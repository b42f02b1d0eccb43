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

/// The records of files about which nothing had to be said, with the states that the files had and the hashes of their
/// texts.
#[derive(Debug, Default)]
pub struct Known {
    files: HashMap<BulletinPath, Entry>,
    /// The settings that decide how a record is read.
    zone: Zone,
    pinyin: BTreeMap<Box<str>, Box<str>>,
}

/// One file.
#[derive(Debug)]
struct Entry {
    /// Its state, and the hash of its text.
    seen: (u64, u64),
    records: Box<[Record]>,
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
        let known = self.files.get(sources.path(number)?)?;
        let mut records = sources.is_still(number, known.seen).then(|| known.records.to_vec())?;
        for record in &mut records {
            record.source.file = number;
        }
        Some(records)
    }

    fn keep(&mut self, sources: &Sources, number: u32, parsed: &Parsed) {
        let Some(path) = sources.path(number) else { return };
        let seen = sources.state(number).zip(sources.print(number));
        match seen.filter(|_| parsed.found.is_empty()) {
            Some(seen) => {
                let records = parsed.records.clone().into();
                self.files.insert(path.clone(), Entry { seen, records })
            }
            None => self.files.remove(path),
        };
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::thread::sleep;
    use std::time::Duration;

    use super::Known;
    use crate::model::Settings;
    use crate::parse::records;
    use crate::read::Sources;

    fn write(root: &Path, name: &str, title: &str) {
        fs::write(
            root.join("content").join(name),
            format!("---\ntitle: {title}\ndate: 2024-04-11\n---\n\n正文。\n"),
        )
        .unwrap();
    }

    /// Titles with the numbers of their files, read with what is known and without.
    fn both(root: &Path, known: &mut Known) -> Vec<(String, u32)> {
        // A file that was touched a moment ago has no state yet.
        sleep(Duration::from_millis(60));
        let (sources, settings) = (Sources::scan(root).0, Settings::default());
        let again = known.records(&sources, &settings).0;
        let anew = records(&Sources::scan(root).0, &settings).0;
        let told = |records: &[crate::model::Record]| -> Vec<(String, u32)> {
            records.iter().map(|record| (record.headline().to_owned(), record.source.file)).collect()
        };
        assert_eq!(told(&again), told(&anew));
        assert_eq!(again, anew);
        told(&again)
    }

    #[test]
    fn what_is_known_is_what_would_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("content")).unwrap();
        ["甲", "乙", "丙"]
            .iter()
            .zip(["a.md", "b.md", "c.md"])
            .for_each(|(title, name)| write(root, name, title));
        let mut known = Known::default();
        both(root, &mut known);
        assert_eq!(known.files.len(), 3);
        fs::remove_file(root.join("content/a.md")).unwrap();
        write(root, "c.md", "丁");
        assert_eq!(both(root, &mut known), [("乙".to_owned(), 0), ("丁".to_owned(), 1)]);
        fs::write(root.join("content/b.md"), "---\nttile: 乙\n---\n").unwrap();
        both(root, &mut known);
        assert_eq!(known.files.len(), 1, "a file about which something is said is read each time");
    }
}
