//! Issues that an editor has sealed: published as they were printed.
//!
//! What surprised us: sealing is nothing but keeping what the last build made, so the first build after `final: true`
//! does it.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::model::editions::{LAYOUT, PAPER, PaperFile, Printed, file_page};
use crate::model::hash::hash;
use crate::model::{BulletinPath, Week};
use crate::print::sealed::{self, RECORDS};
use crate::read::{self, Sources};
use crate::report::{Diagnostic, Place, Say};
use crate::resolve::Site;
use crate::resolve::site::Issue;
use crate::write::seal;

/// Where the files of sealed issues stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawer {
    root: PathBuf,
    files: BTreeMap<Week, Vec<BulletinPath>>,
}

impl Drawer {
    /// The drawer of the bulletin at `root`.
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), files: BTreeMap::new() }
    }

    /// The issue as it was printed; none where it has not been kept yet.
    pub(super) fn open(&mut self, sources: &Sources, week: Week) -> Option<Printed> {
        let folder = format!("issues/{week}");
        let files: Vec<BulletinPath> =
            sources.sealed.iter().filter(|path| path.folder() == folder).cloned().collect();
        let named = |name: &str| files.iter().find(|path| path.name() == name);
        named(PAPER)?;
        let edition = sealed::edition(&sources.bytes(named(LAYOUT)?).ok()?)?;
        let sizes = files.iter().filter_map(|path| Some((path.name().to_owned(), sources.size(path).ok()?)));
        let sizes: BTreeMap<String, u64> = sizes.collect();
        let version = hash(&(&sizes, sources.bytes(named(PAPER)?).ok()?));
        self.files.insert(week, files);
        Some(Printed { edition: edition.into(), sizes, version })
    }

    /// The files of a sealed issue; none for one that is not.
    pub(super) fn files(&self, week: Week) -> Option<io::Result<Vec<PaperFile>>> {
        let files = self.files.get(&week)?.iter().filter(|path| file_page(path.name()).is_some());
        let read = |path: &BulletinPath| Ok((path.name().to_owned(), read::bytes(&self.root, path)?));
        Some(files.map(read).collect())
    }
}

/// Whether an issue has been kept.
pub(super) fn is_kept(sources: &Sources, week: Week) -> bool {
    let layout = BulletinPath::new(&format!("issues/{week}/{LAYOUT}"));
    layout.is_ok_and(|path| sources.sealed.binary_search(&path).is_ok())
}

/// Keeps an issue as it is printed now.
pub(super) fn keep(
    root: &Path,
    (site, sources): (&Site, &Sources),
    issue: &Issue,
    mut files: Vec<PaperFile>,
) -> io::Result<()> {
    let records = serde_json::to_vec_pretty(&sealed::records(site, sources, issue))?;
    files.push((RECORDS.to_owned(), records));
    // By the layout the next build knows that all is there.
    files.sort_by_key(|(name, _)| name == LAYOUT);
    seal(root, &issue.week.to_string(), &files)
}

/// What is said of records that have changed since their issue was sealed.
pub(super) fn changes((site, sources): (&Site, &Sources), issue: &Issue) -> Vec<Diagnostic> {
    let kept = BulletinPath::new(&format!("issues/{}/{RECORDS}", issue.week)).ok();
    let Some(kept) = kept.and_then(|path| sources.bytes(&path).ok()) else { return Vec::new() };
    let changed = sealed::changed(&sealed::records(site, sources, issue), &kept);
    let said = |id: &String| {
        let record = site.by_id.get(id.as_str()).and_then(|number| site.record(*number))?;
        let message = Say::new(
            format!("{} 已经定版付印，这一条后来改过，报纸上还是原来的话", issue.week),
            format!("{} is sealed and printed; this record says something else now", issue.week),
        );
        let hint = Say::new(
            format!("在下一期登一条更正，写上 `更正: {id}`（corrects）"),
            format!("print a correction in the next issue, with `corrects: {id}`"),
        );
        let place = Place::file(sources.path(record.source.file)?);
        Some(Diagnostic::warning("changed-after-print", message).hint(hint).at(place))
    };
    changed.iter().filter_map(said).collect()
}
