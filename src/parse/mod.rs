//! Bytes to records, settings and decisions; bodies to safe HTML.
//!
//! What surprised us: reading a right file twice as fast matters less than saying the right thing about a
//! wrong one, so the fast way stops at the first doubt and the careful way starts again from the bytes.

mod control;
pub mod count;
pub mod front;
pub mod hours;
pub mod interpret;
pub mod markdown;
pub mod numbers;
pub mod slug;
pub mod words;
pub mod yaml;

mod file;
mod known;
mod locate;
mod mention;
mod mistakes;

pub use file::{Parsed, control_character, text_fault};
pub use interpret::settings::parse_base_url;
pub use known::Known;
pub use locate::locate;

use rayon::prelude::*;

use crate::model::settings::{IssueDecisions, Settings};
use crate::model::{BulletinPath, Record, Week};
use crate::read::{SETTINGS_FILE, Sources};
use crate::report::{Diagnostic, Place, Say};

/// The settings of a bulletin.
#[must_use]
pub fn settings(sources: &Sources) -> (Settings, Vec<Diagnostic>) {
    let Ok(path) = BulletinPath::new(SETTINGS_FILE) else { return (Settings::default(), Vec::new()) };
    let file = file::Settings { path: &path, settings: &Settings::default() };
    match sources.text(&path) {
        // Of a file that cannot be read as settings nothing is taken, and the default of every setting holds.
        Ok(text) => {
            let (settings, found) =
                file::yaml(&text, &file, |reading, node| Some(interpret::settings(reading, node)));
            (settings.unwrap_or_else(interpret::settings::defaults), found)
        }
        Err(fault) => (interpret::settings::defaults(), vec![text_fault(&path, &fault)]),
    }
}

/// The records of all files, in the order of the files, and everything that is wrong with them.
#[must_use]
pub fn records(sources: &Sources, settings: &Settings) -> (Vec<Record>, Vec<Diagnostic>) {
    let count = u32::try_from(sources.records.len()).unwrap_or(u32::MAX);
    let parsed: Vec<Parsed> =
        (0..count).into_par_iter().map(|number| file::records(sources, number, settings)).collect();
    gather(parsed.into_iter())
}

fn gather(files: impl ExactSizeIterator<Item = Parsed>) -> (Vec<Record>, Vec<Diagnostic>) {
    let (mut records, mut found) = (Vec::with_capacity(files.len()), Vec::new());
    for file in files {
        records.extend(file.records);
        found.extend(file.found);
    }
    (records, found)
}

/// The records of one file, read again.
#[must_use]
pub fn record_file(sources: &Sources, number: u32, settings: &Settings) -> Parsed {
    file::records(sources, number, settings)
}

/// What the editor decided about each week's issue.
#[must_use]
pub fn issues(
    sources: &Sources,
    settings: &Settings,
) -> (Vec<(Week, IssueDecisions, BulletinPath)>, Vec<Diagnostic>) {
    let (mut issues, mut found) = (Vec::new(), Vec::new());
    for path in &sources.issues {
        let Some(week) = Week::parse(path.stem()) else {
            found.push(not_a_week(path));
            continue;
        };
        match sources.text(path) {
            Ok(text) => {
                let (decisions, wrong) =
                    file::yaml(&text, &file::Settings { path, settings }, interpret::issue);
                found.extend(wrong);
                issues.push((week, decisions, path.clone()));
            }
            Err(fault) => found.push(text_fault(path, &fault)),
        }
    }
    (issues, found)
}

fn not_a_week(path: &BulletinPath) -> Diagnostic {
    let message = Say::new("文件名不是一期的名字", "the file is not named for an issue's week");
    let hint = Say::new("改名为 `2024-W15.yaml` 的样子", "rename it in the manner of `2024-W15.yaml`");
    Diagnostic::error("wrong-week", message).hint(hint).at(Place::file(path))
}
