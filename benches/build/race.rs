//! One corpus, built by each in turn, round after round.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::corpus::{Corpus, list_of};
use super::ground::Ground;
use super::measure::{Use, measure, medians};
use super::peer::{self, Hugo};
use super::phases::{self, Phases};

/// Files and bytes of an output.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tree {
    pub files: u64,
    pub bytes: u64,
}

/// One who ran, with the medians of what it used and what it left.
pub struct Ran {
    pub name: String,
    pub used: Use,
    pub tree: Option<Tree>,
}

/// What came of a corpus.
pub struct Outcome {
    pub records: usize,
    /// jianbao cold first.
    pub ran: Vec<Ran>,
    pub phases: Phases,
}

/// The folders of a run.
struct Lanes {
    bulletin: PathBuf,
    hugo: PathBuf,
    copy: PathBuf,
}

impl Lanes {
    fn jianbao(&self) -> Use {
        // Hugo prints no newspaper; what that takes is measured by `benches/print`.
        let build = ["build", "--quiet", "--no-print", "--as-of", "2026-01-01"];
        measure(&self.bulletin, &[&[env!("CARGO_BIN_EXE_jianbao")], &build[..]].concat())
    }

    fn output(&self) -> PathBuf {
        self.bulletin.join("public")
    }
}

/// The most records that Hugo is given: it takes about a tenth of a megabyte of memory for each.
const MOST_FOR_HUGO: usize = 200_000;

/// Lays the corpus out for both, runs all of them `rounds` times in turn, and clears up.
pub fn run(corpus: &Corpus, ground: &Ground, hugo: Option<&Hugo>, rounds: usize) -> Outcome {
    let lanes =
        Lanes { bulletin: ground.place("bulletin"), hugo: ground.place("hugo"), copy: ground.place("copy") };
    corpus.lay_out(&lanes.bulletin).unwrap();
    let hugo = hugo.filter(|_| corpus.records <= MOST_FOR_HUGO);
    if hugo.is_some() {
        peer::lay_out(corpus, &lanes.hugo).unwrap();
    }
    // A million records take an hour, and their times differ little.
    let rounds = if corpus.records >= 1_000_000 { 1 } else { rounds };
    let mut uses: [Vec<Use>; 5] = Default::default();
    let mut trees = [Tree::default(); 2];
    for _ in 0..rounds {
        let (round, left) = round(corpus, &lanes, hugo);
        for (uses, used) in uses.iter_mut().zip(round) {
            uses.extend(used);
        }
        trees = left;
    }
    remove(&lanes.bulletin.join(".jianbao-cache"));
    let phases = phases::measure(&lanes.bulletin, rounds);
    for folder in [&lanes.bulletin, &lanes.hugo] {
        remove(folder);
    }
    Outcome { records: corpus.records, ran: ran(&uses, trees, hugo), phases }
}

const NAMES: [&str; 5] = [
    "jianbao, cold",
    "Hugo, cold",
    "`cp -r` of jianbao's output",
    "jianbao, nothing changed",
    "jianbao, one body changed",
];

fn ran(uses: &[Vec<Use>; 5], trees: [Tree; 2], hugo: Option<&Hugo>) -> Vec<Ran> {
    let who = NAMES.iter().zip(uses).zip([Some(trees[0]), Some(trees[1]), Some(trees[0]), None, None]);
    who.filter(|((_, uses), _)| !uses.is_empty())
        .map(|((name, uses), tree)| Ran {
            name: name
                .replace("Hugo", &hugo.map_or_else(String::new, |hugo| format!("Hugo {}", hugo.version))),
            used: medians(uses),
            tree,
        })
        .collect()
}

/// Everybody once. What one left is removed before the next begins, but for what the next is to find.
fn round(corpus: &Corpus, lanes: &Lanes, hugo: Option<&Hugo>) -> ([Option<Use>; 5], [Tree; 2]) {
    let mut trees = [Tree::default(); 2];
    remove(&lanes.output());
    remove(&lanes.bulletin.join(".jianbao-cache"));
    let cold = lanes.jianbao();
    trees[0] = tree(&lanes.output());
    let copied = measure(&lanes.bulletin, &["cp", "-r", "public", lanes.copy.to_str().unwrap()]);
    remove(&lanes.copy);
    let peer = hugo.map(|hugo| {
        let used = measure(&lanes.hugo, &[&hugo.program, "build", "--quiet", "--destination", "public"]);
        trees[1] = tree(&lanes.hugo.join("public"));
        remove(&lanes.hugo.join("public"));
        used
    });
    let unchanged = lanes.jianbao();
    edit(corpus, lanes);
    let edited = lanes.jianbao();
    ([Some(cold), peer, Some(copied), Some(unchanged), Some(edited)], trees)
}

/// Adds a sentence to the record in the middle of the corpus.
fn edit(corpus: &Corpus, lanes: &Lanes) {
    let middle = (corpus.records / 2..).find(|number| list_of(*number).is_none()).unwrap();
    let record = corpus.record(middle.min(corpus.records - 1));
    let path = lanes.bulletin.join(corpus.file(&record));
    let mut file = fs::OpenOptions::new().append(true).open(path).unwrap();
    file.write_all("\n后来又添了一句。\n".as_bytes()).unwrap();
}

fn remove(folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
}

/// Counts what is in a folder.
fn tree(folder: &Path) -> Tree {
    let mut counted = Tree::default();
    for entry in walkdir::WalkDir::new(folder) {
        let data = entry.unwrap().metadata().unwrap();
        if data.is_file() {
            counted.files += 1;
            counted.bytes += data.len();
        }
    }
    counted
}
