//! A whole small bulletin in, its pages out, and what must hold for all of them.

mod boards;
mod directory;
mod dossiers;
mod figures;
mod graph;
mod guide;
mod ledgers;
mod map;
mod meetings;
mod pages;
mod paper;
mod sample;
mod schemes;
mod themes;

use std::collections::BTreeMap;
use std::path::Path;

use super::theme::Theme;
use super::{Job, all};
use crate::check::Care;
use crate::model::editions::Editions;
use crate::model::output::Store;
use crate::read::Sources;
use crate::report::{Diagnostic, Severity};
use crate::resolve::{Claims, Material, Show, site};
use crate::write::{Memory, Nothing};

struct Forgets;

impl Store for Forgets {
    fn get(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}

/// A bulletin, rendered.
pub(super) struct Built {
    /// Its files that are text, by path.
    pub pages: BTreeMap<String, String>,
    /// The paths of all its files.
    pub paths: Vec<String>,
    /// What other rooms will write.
    pub claims: Claims,
    /// What was wrong.
    pub found: Vec<Diagnostic>,
    /// What templates got.
    pub seen: Vec<(String, tera::Context)>,
}

impl Built {
    pub fn page(&self, path: &str) -> &str {
        self.pages.get(path).unwrap_or_else(|| panic!("no {path} among {:?}", self.pages.keys()))
    }
}

/// Renders the bulletin in `folder` with these files of its theme, and without print.
pub(super) fn build(folder: &Path, show: Show, own: &[(String, Vec<u8>)]) -> Built {
    build_printed(folder, show, own, Editions::NONE)
}

/// Renders the bulletin in `folder` with these files of its theme and these printed issues.
pub(super) fn build_printed(
    folder: &Path,
    show: Show,
    own: &[(String, Vec<u8>)],
    editions: &Editions,
) -> Built {
    let (sources, mut found) = Sources::scan(folder);
    let (settings, more) = crate::parse::settings(&sources);
    found.extend(more);
    let (records, more) = crate::parse::records(&sources, &settings);
    found.extend(more);
    let now = crate::model::date::Date::constant(2024, 4, 12);
    let material = Material { sources: &sources, settings, records, decisions: Vec::new(), now, show };
    let (site, more) = site(material);
    found.extend(more);
    let theme = Theme::load(&site.settings, own).unwrap();
    let output = Memory::default();
    let job = Job {
        site: &site,
        editions,
        sources: &sources,
        theme: &theme,
        output: &output,
        store: &Forgets,
        memo: &Nothing,
        care: Care::Build,
    };
    found.extend(all(&job, None).unwrap().found);
    let seen = std::mem::take(&mut *theme.seen.lock().unwrap());
    let claims = site.claims;
    let files = output.into_files();
    let paths = files.keys().map(ToString::to_string).collect();
    let text =
        |(path, bytes): (_, Vec<u8>)| Some((ToString::to_string(&path), String::from_utf8(bytes).ok()?));
    let pages =
        files.into_iter().filter_map(|(path, bytes): (crate::model::SitePath, _)| text((path, bytes)));
    Built { pages: pages.collect(), paths, claims, found, seen }
}

/// The sample with its printed issue, rendered.
pub(super) fn sample() -> Built {
    let folder = tempfile::tempdir().unwrap();
    sample::write(folder.path());
    let built = build_printed(folder.path(), Show::All, &[], &paper::editions());
    let errors: Vec<_> = built.found.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    built
}
