//! What is left as it was must be what would have been made.

mod boards;
mod days;
mod edits;
mod hours;
mod map;
mod printed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::{fs, io};

use super::{paper, sample};
use crate::check::Care;
use crate::model::SitePath;
use crate::model::date::Date;
use crate::model::editions::Editions;
use crate::model::output::{Memo, Output, Store};
use crate::read::Sources;
use crate::render::graph::Ledger;
use crate::render::theme::Theme;
use crate::render::{Job, all};
use crate::report::stops;
use crate::resolve::{Material, Show, site};
use edits::{Dice, edit};

/// A site in memory beside the last one.
#[derive(Default)]
struct Tree {
    former: BTreeMap<String, Vec<u8>>,
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    /// What was made, though it may be the same.
    made: Mutex<BTreeSet<String>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}

impl Output for Tree {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        assert!(locked(&self.made).insert(path.to_string()), "{path} is made twice");
        locked(&self.files).insert(path.to_string(), bytes.to_vec());
        Ok(())
    }

    fn keep(&self, path: &str) -> bool {
        let Some(bytes) = self.former.get(path) else { return false };
        assert!(!locked(&self.made).contains(path), "{path} is kept and made");
        locked(&self.files).insert(path.to_string(), bytes.clone());
        true
    }

    fn could_keep(&self, path: &str) -> bool {
        self.former.contains_key(path)
    }
}

/// A store and a memo that remember.
#[derive(Default)]
struct Remembers(Mutex<BTreeMap<String, Vec<u8>>>);

impl Memo for Remembers {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        locked(&self.0).get(name).cloned()
    }

    fn save(&self, bytes: &[u8]) -> Option<String> {
        let name = blake3::hash(bytes).to_hex().to_string();
        locked(&self.0).insert(name.clone(), bytes.to_vec());
        Some(name)
    }

    fn sweep(&self, _: &[String]) {}
}

impl Store for Remembers {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        locked(&self.0).get(key).cloned()
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        locked(&self.0).insert(key.to_owned(), bytes.to_vec());
    }
}

/// A site that was built.
struct Built {
    files: BTreeMap<String, Vec<u8>>,
    made: BTreeSet<String>,
    ledger: Ledger,
    pages: usize,
}

/// Builds the bulletin in `folder` on what the last build left, with a printed issue; nothing where something is wrong.
fn build(folder: &Path, now: Date, built: (Option<&Built>, &Remembers)) -> Option<Built> {
    build_printed((folder, &paper::editions()), now, built)
}

/// The same with these printed issues.
fn build_printed(
    (folder, editions): (&Path, &Editions),
    now: Date,
    (former, store): (Option<&Built>, &Remembers),
) -> Option<Built> {
    let (sources, mut found) = Sources::scan(folder);
    let (settings, more) = crate::parse::settings(&sources);
    found.extend(more);
    let (records, more) = crate::parse::records(&sources, &settings);
    found.extend(more);
    let (decisions, more) = crate::parse::issues(&sources, &settings);
    found.extend(more);
    let own: Vec<(String, Vec<u8>)> = sources
        .themes
        .iter()
        .filter_map(|path| {
            Some((path.as_str().strip_prefix("themes/default/")?.to_owned(), sources.bytes(path).unwrap()))
        })
        .collect();
    let theme = Theme::load(&settings, &own).ok()?;
    let material = Material { sources: &sources, settings, records, decisions, now, show: Show::Out };
    let (site, more) = site(material);
    found.extend(more);
    if stops(&found) {
        return None;
    }
    let tree =
        Tree { former: former.map(|built| built.files.clone()).unwrap_or_default(), ..Tree::default() };
    let job = Job {
        site: &site,
        editions,
        sources: &sources,
        theme: &theme,
        output: &tree,
        store,
        memo: store,
        care: Care::Build,
    };
    let former = former.map(|built| Ledger::from_bytes(&built.ledger.to_bytes()).unwrap());
    let made = all(&job, former).unwrap();
    (!stops(&made.found)).then(|| Built {
        files: tree.files.into_inner().unwrap(),
        made: tree.made.into_inner().unwrap(),
        ledger: made.ledger,
        pages: made.pages,
    })
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&place).unwrap();
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

fn differences(is: &Built, should: &Built) -> Vec<String> {
    let paths: BTreeSet<&String> = is.files.keys().chain(should.files.keys()).collect();
    let differ = paths.into_iter().filter(|path| is.files.get(*path) != should.files.get(*path));
    differ
        .map(|path| {
            let line = |built: &Built| {
                built.files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            };
            let (is, should) = (line(is), line(should));
            let both =
                is.iter().flat_map(|text| text.lines()).zip(should.iter().flat_map(|text| text.lines()));
            let first = both.into_iter().find(|(a, b)| a != b);
            format!("{path}: {} {} {first:?}", is.is_some(), should.is_some())
        })
        .collect()
}

#[test]
fn what_is_left_as_it_was_is_what_would_be_made() {
    let proves = std::env::var_os("JIANBAO_PROVE").is_some();
    let (sequences, edits) = if proves { (100, 60) } else { (6, 50) };
    let (kept, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let store = Remembers::default();
    let prints = [paper::editions(), paper::moved(), Editions::default()];
    for seed in 0..sequences {
        let mut dice = Dice(seed);
        let (folder, undo) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        sample::write(folder.path());
        let mut now = Date::constant(2024, 4, 12);
        let mut print = &prints[0];
        let mut last = build_printed((folder.path(), print), now, (None, &store)).unwrap();
        let mut log = Vec::new();
        for _ in 0..edits {
            fs::remove_dir_all(undo.path()).unwrap();
            fs::create_dir(undo.path()).unwrap();
            copy(folder.path(), undo.path());
            let before = now;
            if dice.below(8) == 0 {
                print = &prints[dice.below(prints.len())];
                log.push(format!("{print:?}"));
            }
            log.push(edit(folder.path(), &mut now, &mut dice));
            let Some(clean) = build_printed((folder.path(), print), now, (None, &store)) else {
                // It is wrong as it stands: the editor takes it back.
                fs::remove_dir_all(folder.path()).unwrap();
                fs::create_dir(folder.path()).unwrap();
                copy(undo.path(), folder.path());
                now = before;
                log.pop();
                continue;
            };
            let built = build_printed((folder.path(), print), now, (Some(&last), &store))
                .expect("a clean build is right");
            assert_eq!(differences(&built, &clean), [""; 0], "seed {seed}: {log:#?}");
            assert_eq!(built.pages, clean.pages, "seed {seed}: {log:#?}");
            kept.fetch_add(built.files.len() - built.made.len(), Ordering::Relaxed);
            done.fetch_add(1, Ordering::Relaxed);
            last = built;
        }
    }
    let (kept, done) = (kept.into_inner(), done.into_inner());
    assert!(done > sequences as usize * edits / 3, "{done} edits were right");
    assert!(kept > done * 20, "only {kept} files were left as they were in {done} builds");
}

/// What is made anew after a change of one file, search and what is always made aside.
fn made_after(change: impl Fn(&Path)) -> Vec<String> {
    made_after_with("", change)
}

/// The same in a sample with these records more, in `content/ground.yaml`.
fn made_after_with(more: &str, change: impl Fn(&Path)) -> Vec<String> {
    let (folder, store) = (tempfile::tempdir().unwrap(), Remembers::default());
    sample::write(folder.path());
    if !more.is_empty() {
        sample::put(folder.path(), "content/ground.yaml", more.as_bytes());
    }
    let now = Date::constant(2024, 4, 12);
    let before = build(folder.path(), now, (None, &store)).unwrap();
    // A file that was touched just now has no state yet.
    std::thread::sleep(std::time::Duration::from_millis(60));
    let before = build(folder.path(), now, (Some(&before), &store)).unwrap();
    change(folder.path());
    aside(build(folder.path(), now, (Some(&before), &store)).unwrap())
}

/// What was made of a site, search and what is always made aside.
fn aside(built: Built) -> Vec<String> {
    let always = |path: &String| {
        let ends = ["sitemap.xml", "robots.txt", "catalogue.json", "404.html", "old/1.html"];
        let of_index = ["/index.html", "/honours.csv", "/honours.json"];
        let index = path.matches('/').count() <= 1 && of_index.iter().any(|name| path.ends_with(name));
        index || ends.contains(&&**path) || path.starts_with("search/") || path.starts_with("assets/")
    };
    let site = ["index.html", "feed.xml", "feed.json", "calendar.ics", "calendar/rosters.ics"];
    built.made.into_iter().filter(|path| !always(path) && !site.contains(&&**path)).collect()
}

#[test]
fn a_change_makes_anew_what_shows_it_and_nothing_else() {
    let nothing: [&str; 0] = [];
    assert_eq!(made_after(|_| {}), nothing);
    let append = |folder: &Path, file: &str, text: &str| {
        let path = folder.join(file);
        fs::write(&path, format!("{}{text}", fs::read_to_string(&path).unwrap())).unwrap();
    };
    // A word more in a body stands on its page, and on those that have its card.
    let made = made_after(|folder| append(folder, "content/c.md", "又一句。\n"));
    for path in ["2024/c/index.html", "issues/2024-W14/index.html", "columns/she-qu-chuan-zhen/index.html"] {
        assert!(made.contains(&path.to_owned()), "{path}: {made:?}");
    }
    for path in ["2024/w15-lead/index.html", "2024/b/index.html", "issues/2024-W15/index.html"] {
        assert!(!made.contains(&path.to_owned()), "{path}: {made:?}");
    }
    // A template is used by the pages of its kind.
    let path = "themes/default/templates/issue.html";
    let made = made_after(|folder| sample::put(folder, path, b"<p>{{ issue.label }}</p>"));
    let issues = ["issues/2023-W15/index.html", "issues/2024-W14/index.html", "issues/2024-W15/index.html"];
    assert_eq!(made, issues);
}

#[test]
fn a_programme_is_made_anew_with_what_is_told_of_its_projects() {
    let edit = |file: &str, (from, to): (&str, &str)| {
        made_after(|folder| {
            let path = folder.join("content").join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "{text}");
            fs::write(&path, text.replacen(from, to, 1)).unwrap();
        })
    };
    let programme = "programmes/hongwang/index.html".to_owned();
    // The story names the project alone.
    let made = edit("more.yaml", ("title: 普通一事", "title: 普通又一事"));
    assert!(made.contains(&programme), "{made:?}");
    // A project that leaves its programme takes its stories along.
    let made = edit("standing.yaml", ("title: 增设充电桩, programme: hongwang,", "title: 增设充电桩,"));
    assert!(made.contains(&programme), "{made:?}");
}

#[test]
fn a_figure_makes_anew_what_counts_it_and_nothing_else() {
    let edit = |folder: &Path, from: &str, to: &str| {
        let path = folder.join("content/c.md");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    let made_by = |from: &str, to: &str| made_after(|folder| edit(folder, from, to));
    let project =
        ["projects/zhuang-a/figures.csv", "projects/zhuang-a/figures.json", "projects/zhuang-a/index.html"];
    let own = ["2024/c/figures.csv", "2024/c/figures.json", "2024/c/index.html"];
    let all = ["figures/figures.csv", "figures/figures.json"];
    // A number stands on the page of its story, on that of its subject, and among all numbers.
    let made = made_by("value: 459", "value: 460");
    for path in project.iter().chain(&own).chain(&all) {
        assert!(made.contains(&(*path).to_owned()), "{path}: {made:?}");
    }
    // A subject that it leaves loses it; one that it comes to has it.
    let made = made_by("subject: zhuang-a", "subject: word");
    for path in project.iter().chain(&all).chain(&["terms/word/index.html", "terms/word/figures.csv"]) {
        assert!(made.contains(&(*path).to_owned()), "{path}: {made:?}");
    }
    // What is said beside it concerns no number, but what its story is called does.
    let made = made_by("bylines: 通讯员 李写", "bylines: 通讯员 王记");
    for path in project.iter().chain(&all) {
        assert!(!made.contains(&(*path).to_owned()), "{path}: {made:?}");
    }
    let made = made_by("title: 北门要修路", "title: 北门要修一条路");
    for path in project.iter().chain(&own).chain(&all) {
        assert!(made.contains(&(*path).to_owned()), "{path}: {made:?}");
    }
    // Nobody else reads any of it.
    let made = made_by("value: 459", "value: 460");
    for path in [
        "terms/word/index.html",
        "2024/w15-lead/index.html",
        "2024/notice-1/index.html",
        "ledgers/book/index.html",
    ] {
        assert!(!made.contains(&path.to_owned()), "{path}: {made:?}");
    }
}

#[test]
fn a_picture_that_somebody_removed_comes_back_and_stays() {
    let (folder, store) = (tempfile::tempdir().unwrap(), Remembers::default());
    sample::write(folder.path());
    let now = Date::constant(2024, 4, 12);
    // A file that was touched just now has no state yet.
    std::thread::sleep(std::time::Duration::from_millis(60));
    let clean = build(folder.path(), now, (None, &store)).unwrap();
    let mut last = build(folder.path(), now, (Some(&clean), &store)).unwrap();
    let pictures = last.files.len();
    last.files.retain(|path, _| !path.ends_with(".jpg"));
    assert!(last.files.len() < pictures, "the sample has pictures");
    for again in 0..3 {
        last = build(folder.path(), now, (Some(&last), &store)).unwrap();
        assert_eq!(differences(&last, &clean), [""; 0], "build {again}");
    }
}
