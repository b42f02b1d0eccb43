//! Issues that an editor has sealed: published as they were printed.
//!
//! What surprised us: sealing is nothing but keeping what the last build made, so the first build after `final: true`
//! does it. Only `build` does, and only of what is out: a preview and drafts are looked at, not printed.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::edition::Edition;
use crate::model::editions::{LAYOUT, PaperFile, Printed};
use crate::model::hash::hash;
use crate::model::record::Print;
use crate::model::{BulletinPath, Week};
use crate::print::sealed::{self, Change, ENDS, RECORDS, Records};
use crate::read::{self, Sources};
use crate::report::{Diagnostic, Place, Say, Step};
use crate::resolve::site::Issue;
use crate::resolve::{Site, note};
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

    /// All sealed issues that have been kept, as they were printed, and what is wrong with them or has become of their
    /// records.
    pub(super) fn open_all(
        &mut self,
        site: &Site,
        sources: &Sources,
    ) -> (BTreeMap<Week, Printed>, Vec<Diagnostic>) {
        let (mut printed, mut found) = (BTreeMap::new(), Vec::new());
        for issue in site.issues.iter().filter(|issue| is_kept(sources, issue.week)) {
            if !issue.decisions.sealed {
                found.push(left_over(issue.week));
                continue;
            }
            match self.open(sources, issue.week) {
                Ok(kept) => {
                    found.extend(changes((site, sources), (issue, &kept.edition)));
                    printed.insert(issue.week, kept);
                }
                Err(wrong) => found.push(damaged(issue.week, &wrong)),
            }
        }
        (printed, found)
    }

    /// The issue as it was printed, or the names of its files that are not there or not whole.
    fn open(&mut self, sources: &Sources, week: Week) -> Result<Printed, Vec<String>> {
        let unreadable = || vec![LAYOUT.to_owned()];
        let path =
            |name: &str| in_folder(week, name).filter(|path| sources.sealed.binary_search(path).is_ok());
        let layout = path(LAYOUT).and_then(|path| sources.bytes(&path).ok());
        let edition = layout.and_then(|bytes| sealed::edition(&bytes)).ok_or_else(unreadable)?;
        let (mut files, mut sizes, mut marks) = (Vec::new(), BTreeMap::new(), Vec::new());
        let mut wrong = Vec::new();
        for name in sealed::names(&edition).chain([LAYOUT.to_owned()]) {
            let file = path(&name);
            let ends = file.as_ref().and_then(|file| sources.ends(file, ENDS).ok());
            match file.zip(ends).filter(|(_, (ends, size))| {
                if name == LAYOUT { *size > 0 } else { sealed::is_whole(&name, ends, *size) }
            }) {
                Some((file, (_, size))) => {
                    marks.push(sources.mark(&file).ok());
                    sizes.insert(name, size);
                    files.push(file);
                }
                None => wrong.push(name),
            }
        }
        if path(RECORDS).is_some() && records(sources, week).is_none() {
            wrong.push(RECORDS.to_owned());
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        self.files.insert(week, files);
        Ok(Printed { edition: Arc::new(edition), version: hash(&(&sizes, marks)), sizes })
    }

    /// The files of a sealed issue; none where there is no such issue.
    pub(super) fn files(&self, week: Week) -> io::Result<Vec<PaperFile>> {
        let files = self.files.get(&week).map_or(&[][..], Vec::as_slice);
        let read = |path: &BulletinPath| Ok((path.name().to_owned(), read::bytes(&self.root, path)?));
        files.iter().map(read).collect()
    }
}

fn in_folder(week: Week, name: &str) -> Option<BulletinPath> {
    BulletinPath::new(&format!("issues/{week}/{name}")).ok()
}

/// Whether an issue has been kept: the layout is written last, so a folder without it was broken off.
pub(super) fn is_kept(sources: &Sources, week: Week) -> bool {
    in_folder(week, LAYOUT).is_some_and(|path| sources.sealed.binary_search(&path).is_ok())
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

/// What the records of an issue said when it was sealed; none where that cannot be read.
fn records(sources: &Sources, week: Week) -> Option<Records> {
    serde_json::from_slice(&sources.bytes(&in_folder(week, RECORDS)?).ok()?).ok()
}

fn left_over(week: Week) -> Diagnostic {
    let message = Say::new(
        format!("{week} 不再定版，已经重新排过；`issues/{week}` 里还留着定版时的版面"),
        format!(
            "{week} is not sealed any more and was made up again; issues/{week} still has its sealed pages"
        ),
    );
    let hint = Say::new(
        format!(
            "不要原来的版面，就删去文件夹 `issues/{week}`；还要用，就在 `issues/{week}.yaml` 里写 `定版: 是`（final）"
        ),
        format!(
            "delete the folder issues/{week}, or write `final: true` in issues/{week}.yaml to publish those pages"
        ),
    );
    let found = Diagnostic::warning("seal-left-over", message).hint(hint);
    at(found, in_folder(week, LAYOUT))
}

fn damaged(week: Week, wrong: &[String]) -> Diagnostic {
    let message = Say::new(
        format!("{week} 已经定版，可是保存的文件缺了或坏了：`{}`", wrong.join("`、`")),
        format!("{week} is sealed, but files of it are missing or damaged: `{}`", wrong.join("`, `")),
    );
    let hint = Say::new(
        format!("从备份里恢复文件夹 `issues/{week}`；没有备份就删去它，下次生成会重新排版，再定一次版"),
        format!(
            "restore the folder issues/{week}; without a copy, delete it: the next build makes it up and seals it again"
        ),
    );
    at(Diagnostic::error("damaged-seal", message).hint(hint), in_folder(week, LAYOUT))
}

fn at(found: Diagnostic, path: Option<BulletinPath>) -> Diagnostic {
    match path {
        Some(path) => found.at(Place::file(&path)),
        None => found,
    }
}

/// What is said of records that have changed since their issue was sealed.
fn changes((site, sources): (&Site, &Sources), (issue, edition): (&Issue, &Edition)) -> Vec<Diagnostic> {
    let Some(kept) = records(sources, issue.week) else { return Vec::new() };
    let (now, today) = (sealed::records(site, sources, issue), site.now.to_string());
    let record = |id: &str| {
        let number = *site.by_id.get(id)?;
        Some((site.record(number)?, site.tied(number)?))
    };
    let about = |id: &str, found: Diagnostic| match record(id) {
        Some((record, _)) => note(sources, record, &[Step::Key("title")], found),
        None => found,
    };
    let decided = || {
        let is_ours = |path: &&BulletinPath| Week::parse(stem(path)) == Some(issue.week);
        sources.issues.iter().find(is_ours).cloned()
    };
    let is_corrected = |id: &str| record(id).is_some_and(|(_, ties)| !ties.corrected_by.is_empty());
    let is_printed = |id: &str| {
        let print = record(id).and_then(|(record, _)| record.rest.as_deref()).map(|rest| &rest.print);
        !matches!(print, Some(Print::Not))
    };
    let said = |change: Change| match change {
        Change::Other(id) if is_corrected(&id) => None,
        Change::Other(id) => Some(about(&id, other(issue.week, &id))),
        Change::Gone(id) => Some(at(gone(issue.week, &id), decided())),
        Change::Added(id) if is_printed(&id) => Some(about(&id, added(issue.week))),
        Change::Added(_) => None,
    };
    sealed::changes(&now, &kept, (edition, &today)).into_iter().filter_map(said).collect()
}

fn stem(path: &BulletinPath) -> &str {
    path.name().rsplit_once('.').map_or(path.name(), |(stem, _)| stem)
}

fn other(week: Week, id: &str) -> Diagnostic {
    let message = Say::new(
        format!("{week} 已经定版付印，这一条后来改过，报纸上还是原来的话"),
        format!("{week} is sealed and printed; this record says something else now"),
    );
    let hint = Say::new(
        format!("在下一期登一条更正，写上 `更正: {id}`（corrects）"),
        format!("print a correction in the next issue, with `corrects: {id}`"),
    );
    Diagnostic::warning("changed-after-print", message).hint(hint)
}

fn gone(week: Week, id: &str) -> Diagnostic {
    let message = Say::new(
        format!("`{id}` 印在 {week} 的报纸上，网站上却没有了；版面照原样发布"),
        format!(
            "`{id}` is printed in {week} and is not on the site any more; the pages are published as they were"
        ),
    );
    let hint = Say::new(
        format!("恢复这一条，再登一条更正；要连版面一起撤下，就删去 `定版`（final）和文件夹 `issues/{week}`"),
        format!(
            "restore it and print a correction; to withdraw the pages too, delete `final` and the folder issues/{week}"
        ),
    );
    Diagnostic::warning("changed-after-print", message).hint(hint)
}

fn added(week: Week) -> Diagnostic {
    let message = Say::new(
        format!("{week} 已经定版付印，这一条是后来加的，报纸上没有"),
        format!("{week} is sealed and printed; this record was added later and is not in it"),
    );
    let hint = Say::new(
        "要见报就放到下一期（`期`，issue）；只上网就写 `见报: 否`（print）",
        "put it into the next issue (`issue`), or write `print: false`",
    );
    Diagnostic::warning("changed-after-print", message).hint(hint)
}
