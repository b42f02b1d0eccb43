//! The printed issues of a bulletin: those that were made before are looked up, the others are made now.
//!
//! What surprised us: whether an issue has to be made up again can be known without opening one of its files.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use serde::{Deserialize, Serialize};

use super::build::CACHE;
use super::bulletin::Bulletin;
use super::chosen::Chosen;
use super::kept::Kept;
use super::presses;
use super::remarks::remarks;
use super::sealed::{self, Drawer};
use super::sheets::sheets;
use crate::model::edition::Edition;
use crate::model::editions::{Editions, LAYOUT, Printed};
use crate::model::hash::hash;
use crate::model::record::Print;
use crate::model::settings::IssueDecisions;
use crate::model::{Record, Settings, Week};
use crate::print::fillers::Stock;
use crate::print::fonts::Fonts;
use crate::print::issue::{self, Beside, Works};
use crate::read::Sources;
use crate::render::layout::layout;
use crate::render::modules::blocks;
use crate::report::Diagnostic;
use crate::resolve::Site;
use crate::resolve::site::Issue;
use crate::write::{DiskStore, Limits};

/// Up to so many issues all are printed: two years of a weekly. Of a longer archive the newest is, and those that the
/// editor has decided something about; making up hundreds for the first time would take minutes.
const MOST_PRINTED: usize = 104;
/// The folder of printed issues in the cache.
const FOLDER: &str = "paper";
/// A program that makes other pages of the same copy has another number.
const MAKER: u32 = 16;

/// What issues are set with.
pub(super) struct Foundry {
    fonts: Arc<Fonts>,
}

/// What is known of the files of an issue.
#[derive(Serialize, Deserialize)]
struct Known {
    edition: Edition,
    sizes: BTreeMap<String, u64>,
}

impl Foundry {
    /// The fonts.
    pub(super) fn fonts(&self) -> &Arc<Fonts> {
        &self.fonts
    }

    /// The bulletin's fonts, and what is wrong with them.
    pub(super) fn load(sources: &Sources, settings: &Settings) -> (Self, Vec<Diagnostic>) {
        let (fonts, found) = Fonts::load(sources, &settings.print);
        (Self { fonts: Arc::new(fonts) }, found)
    }

    /// The printed issues, all or the chosen ones, and what is wrong with them.
    pub(super) fn editions(
        &self,
        bulletin: &Bulletin,
        (root, chosen): (&Path, Option<&Chosen>),
    ) -> (Editions, Vec<Diagnostic>) {
        let Bulletin { site, sources, theme: Some(theme), .. } = bulletin else {
            return (Editions::default(), Vec::new());
        };
        let pictures = DiskStore::open(&root.join(CACHE), Limits::default());
        let papers = Arc::new(Kept::open(root, FOLDER));
        let ground = (MAKER, env!("CARGO_PKG_VERSION"), format!("{:?}", site.settings));
        let ground = hash(&(ground, theme.sheets(), self.fonts.fingerprint()));
        let (fonts, own) = (&self.fonts, theme.sheets());
        let works = Works {
            site,
            sources,
            sheets: own,
            fonts,
            pictures: &pictures,
            pages: (papers.parts(), ground),
            at_work: AtomicUsize::new(0),
        };
        let states = sources.states();
        let mut drawer = Drawer::new(root);
        let (mut printed, mut found) = drawer.open_all(site, sources);
        let is_open = |issue: &&Issue| !(issue.decisions.sealed && sealed::is_kept(sources, issue.week));
        let wanted: Vec<&Issue> = wanted(site, chosen).filter(is_open).collect();
        let stock = Stock::new(site, sources);
        let made = presses::each(&wanted, |issue| {
            let (blocks, nothing) = blocks((site, &theme.texts), issue);
            let fillers = stock.of(issue, &blocks);
            let beside = Beside { blocks: &blocks, fillers: &fillers };
            let key = key((site, sources), (issue, beside), (ground, &states));
            let papers = (&*papers, key);
            (issue.week, key, one(&works, (issue, beside), papers), nothing)
        });
        papers.tidy();
        let mut keys = BTreeMap::new();
        for (week, key, made, nothing) in made {
            found.extend(nothing);
            match made {
                Ok(Known { edition, sizes }) => {
                    found.extend(remarks((site, sources), (week, &edition)));
                    printed.insert(week, Printed { edition: Arc::new(edition), sizes, version: key });
                    keys.insert(week, key);
                }
                Err(wrong) => found.extend(wrong),
            }
        }
        let kept = Arc::clone(&papers);
        let fetch = move |week: Week| match keys.get(&week) {
            Some(key) => kept.files(*key),
            None => drawer.files(week),
        };
        let (sheets, wrong) = sheets(&works, &theme.texts, (root, ground, &states));
        found.extend(wrong);
        (Editions::new(printed, Arc::new(fetch)).with_sheets(sheets), found)
    }
}

impl Bulletin {
    /// What is wrong with sealed issues, or has become of their records.
    pub(super) fn look_at_sealed(&self, root: &Path) -> Vec<Diagnostic> {
        Drawer::new(root).open_all(&self.site, &self.sources).1
    }

    /// Keeps the issues that the editor has sealed since the last build, as they are printed now.
    pub(super) fn seal(&self, root: &Path) -> io::Result<()> {
        let Self { site, sources, editions, theme: Some(theme), .. } = self else { return Ok(()) };
        for issue in site.issues.iter().filter(|issue| issue.decisions.sealed) {
            let Some(printed) = editions.of(issue.week).filter(|_| !sealed::is_kept(sources, issue.week))
            else {
                continue;
            };
            let mut files = editions.files(issue.week)?;
            let layout = layout(|name| theme.texts.get(name), issue.week, &printed.edition)?;
            files.push((LAYOUT.to_owned(), layout));
            sealed::keep(root, (site, sources), issue, files)?;
        }
        Ok(())
    }
}

/// The issues that are printed: of those that are wanted, the ones of which anything is.
fn wanted<'a>(site: &'a Site, chosen: Option<&'a Chosen>) -> impl Iterator<Item = &'a Issue> {
    let all = site.issues.len() <= MOST_PRINTED;
    let undecided = hash(&IssueDecisions::default());
    let is_wanted = move |(number, issue): &(usize, &Issue)| match chosen {
        Some(chosen) => chosen.wants(issue.week),
        None => all || *number == 0 || hash(&issue.decisions) != undecided,
    };
    let wanted = site.issues.iter().enumerate().filter(is_wanted).map(|(_, issue)| issue);
    wanted.filter(|issue| has_copy(site, issue))
}

/// Whether any record of an issue is to be printed; what is asked for beside them is no issue by itself.
fn has_copy(site: &Site, issue: &Issue) -> bool {
    let records = issue.records.iter().filter_map(|number| site.record(*number));
    let is_printed = |record: &Record| {
        let is_left_out = issue.decisions.leave_out.iter().any(|id| **id == *record.id.as_str());
        !is_left_out && record.rest.as_deref().is_none_or(|rest| rest.print != Print::Not)
    };
    records.into_iter().any(is_printed)
}

/// A number for all that the pages of an issue depend on.
fn key(
    (site, sources): (&Site, &Sources),
    (issue, beside): (&Issue, Beside<'_>),
    (ground, states): (u64, &[u64]),
) -> u64 {
    let records: Vec<(&Record, u64, Vec<u64>)> = issue
        .records
        .iter()
        .filter_map(|number| site.record(*number))
        .map(|record| (record, record.source.words, photos(sources, record, states)))
        .collect();
    let Issue { week, date, number, credits, decisions, .. } = issue;
    let fillers: Vec<(&Record, u64)> =
        beside.fillers.iter().map(|record| (*record, record.source.words)).collect();
    hash(&(ground, week.to_string(), date, number, credits, decisions, beside.blocks, fillers, records))
}

/// What the photographs of a record are known by: the states of their files, or their bytes where those cannot tell.
pub(super) fn photos(sources: &Sources, record: &Record, states: &[u64]) -> Vec<u64> {
    let Some(file) = sources.path(record.source.file) else { return Vec::new() };
    let of = |name: &str| {
        let path = file.beside(name).ok()?;
        let state = sources.file_number(&path).and_then(|number| states.get(number as usize).copied());
        match state {
            Some(0) | None => Some(hash(&sources.bytes(&path).ok()?)),
            known => known,
        }
    };
    record.photos.iter().map(|photo| of(&photo.file).unwrap_or(0)).collect()
}

/// An issue, from the last builds or made now.
fn one(
    works: &Works<'_>,
    (issue, beside): (&Issue, Beside<'_>),
    (papers, key): (&Kept, u64),
) -> Result<Known, Vec<Diagnostic>> {
    if let Some(known) = papers.find(key) {
        return Ok(known);
    }
    let issue::Printed { edition, files, pages } =
        issue::print(works, issue, beside).map_err(|fault| fault.diagnostics(issue))?;
    let all = files.iter().chain(pages.iter().flat_map(|page| &page.files));
    let sizes = all.map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
    let known = Known { edition, sizes };
    papers.keep(key, &known, (files, pages));
    Ok(known)
}
