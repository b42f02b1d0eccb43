//! An index that is made from what the last build left is the index of a clean build, whatever came between.
//! Here eras have 32 documents and shards 100 bytes, so that small bulletins have many of both.

mod bulletin;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Mutex;

use super::collect::locked;
use super::{Index, Meta, names};
use crate::model::SitePath;
use crate::model::date::Date;
use crate::model::output::{Memo, Output};
use bulletin::{Bulletin, Dice, Document};

type Files = BTreeMap<String, Vec<u8>>;

/// The files of a build, of which `before` were there and may stay in so many of a hundred cases.
struct Tree<'a> {
    before: &'a Files,
    chance: usize,
    dice: Mutex<Dice>,
    files: Mutex<Files>,
    written: Mutex<usize>,
}

impl<'a> Tree<'a> {
    fn new(before: &'a Files, chance: usize, seed: u64) -> Self {
        let (files, written) = (Mutex::default(), Mutex::default());
        Self { before, chance, dice: Mutex::new(Dice(seed)), files, written }
    }

    fn take(&self, path: &str, bytes: Vec<u8>) {
        let twice = locked(&self.files).insert(path.to_owned(), bytes);
        assert!(twice.is_none(), "{path} was given twice");
    }
}

impl Output for Tree<'_> {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        if self.before.get(path.as_str()).is_none_or(|before| before != bytes) {
            *locked(&self.written) += 1;
        }
        self.take(path.as_str(), bytes.to_vec());
        Ok(())
    }

    fn keep(&self, path: &str) -> bool {
        let Some(bytes) = self.before.get(path) else { return false };
        let stays = locked(&self.dice).below(100) < self.chance;
        if stays {
            self.take(path, bytes.clone());
        }
        stays
    }
}

/// What one build leaves for the next, in memory.
#[derive(Default)]
struct Shelf(Mutex<Files>);

impl Memo for Shelf {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        let bytes = locked(&self.0).get(name)?.clone();
        (blake3::hash(&bytes).to_hex().as_str() == name).then_some(bytes)
    }

    fn save(&self, bytes: &[u8]) -> Option<String> {
        let name = blake3::hash(bytes).to_hex().to_string();
        locked(&self.0).insert(name.clone(), bytes.to_vec());
        Some(name)
    }

    fn sweep(&self, names: &[String]) {
        locked(&self.0).retain(|name, _| names.contains(name));
    }
}

/// Which former number each document had.
fn same(before: &[Document], now: &[Document]) -> Vec<Option<u32>> {
    let numbers: BTreeMap<usize, u32> = before.iter().map(|document| document.version).zip(0..).collect();
    now.iter().map(|document| numbers.get(&document.version).copied()).collect()
}

fn metas(documents: &[Document]) -> Vec<Meta<'_>> {
    documents.iter().map(Document::meta).collect()
}

/// What a build gave: its files and what it left, and how many texts it needed and files it wrote.
#[derive(Default)]
struct Built {
    files: Files,
    former: Vec<u8>,
    needed: usize,
    written: usize,
}

fn finish(index: Index<'_>, documents: &[Document], more: &BTreeSet<u32>) -> (Vec<u8>, usize) {
    let mut needed = 0;
    for (number, document) in (0..).zip(documents) {
        let is_needed = index.needs(number);
        needed += usize::from(is_needed);
        if is_needed || more.contains(&number) {
            index.add(number, &document.title, &document.text).unwrap();
        }
    }
    (index.finish().unwrap(), needed)
}

fn clean(documents: &[Document]) -> Built {
    let (metas, before, shelf) = (metas(documents), Files::new(), Shelf::default());
    let tree = Tree::new(&before, 0, 0);
    let index = Index::new(&metas, &tree).unwrap().keeping(&shelf);
    let (former, needed) = finish(index, documents, &BTreeSet::new());
    assert_eq!(needed, documents.len());
    Built { files: tree.files.into_inner().unwrap(), former, ..Built::default() }
}

/// Who builds again: what he kept, how likely a file may stay, and from which numbers chance comes.
struct Again<'a> {
    shelf: &'a Shelf,
    chance: usize,
    seed: u64,
}

impl Again<'_> {
    fn build(&self, last: &Built, same: &[Option<u32>], documents: &[Document]) -> Built {
        let metas = metas(documents);
        let tree = Tree::new(&last.files, self.chance, self.seed);
        let mut dice = Dice(self.seed);
        let more = (0..documents.len() as u32).filter(|_| dice.below(20) == 0).collect();
        let index = Index::new(&metas, &tree).unwrap().resuming(self.shelf, &last.former, same);
        let (former, needed) = finish(index, documents, &more);
        self.shelf.sweep(&names(&former));
        let written = *locked(&tree.written);
        Built { files: tree.files.into_inner().unwrap(), former, needed, written }
    }
}

#[track_caller]
fn assert_same(built: &Built, documents: &[Document], about: &str) {
    let clean = clean(documents);
    let paths = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(&built.files), paths(&clean.files), "{about}");
    assert!(built.files == clean.files, "{about}: files differ");
    assert!(built.former == clean.former, "{about}: what is left for the next build differs");
}

/// Builds, edits and builds again and again.
fn follow(seed: u64, documents: usize, chance: usize) {
    let mut bulletin = Bulletin::new(seed, documents);
    let shelf = Shelf::default();
    let mut last = Again { shelf: &shelf, chance, seed }.build(
        &Built::default(),
        &vec![None; documents],
        &bulletin.documents,
    );
    for step in 0..12 {
        let before = bulletin.documents.clone();
        match bulletin.dice.below(8) {
            _ if seed % 2 == 1 && documents > 0 => bulletin.edit_little(),
            0 => bulletin.edit_much(),
            1 => {}
            few => (0..few / 2).for_each(|_| bulletin.edit()),
        }
        let mut same = same(&before, &bulletin.documents);
        if bulletin.dice.below(5) == 0 {
            // Not to vouch for a document that is the same is always right.
            same.iter_mut().step_by(7).for_each(|before| *before = None);
        }
        last = Again { shelf: &shelf, chance, seed: seed + step }.build(&last, &same, &bulletin.documents);
        assert_same(&last, &bulletin.documents, &format!("seed {seed}, step {step}"));
    }
}

#[test]
fn edits_leave_the_files_of_a_clean_build() {
    for seed in 0..84 {
        follow(seed, [0, 1, 5, 31, 40, 90, 130][seed as usize % 7], [0, 100, 60][seed as usize % 3]);
    }
}

#[test]
fn an_edit_needs_its_neighbours_and_writes_what_changed() {
    let mut bulletin = Bulletin::new(3, 90);
    let (shelf, all) = (Shelf::default(), vec![None; 90]);
    let again = Again { shelf: &shelf, chance: 100, seed: 1 };
    let last = again.build(&Built::default(), &all, &bulletin.documents);
    assert_eq!(last.needed, 90);
    let before = bulletin.documents.clone();
    let unchanged = again.build(&last, &same(&before, &before), &before);
    assert_eq!((unchanged.needed, unchanged.written), (0, 0));
    bulletin.retext(50, |document, _| document.text += "䶮公祠");
    let edited = again.build(&last, &same(&before, &bulletin.documents), &bulletin.documents);
    assert_eq!(edited.needed, 3);
    assert!(edited.written * 3 < edited.files.len(), "{} of {}", edited.written, edited.files.len());
    bulletin.documents[50].place = "江南区";
    let moved = again.build(&edited, &same(&bulletin.documents, &bulletin.documents), &bulletin.documents);
    assert_eq!(moved.needed, 3);
    assert_same(&moved, &bulletin.documents, "moved");
}

#[test]
fn shards_of_places_that_are_gone_do_not_stay() {
    const NAMES: [&str; 6] =
        ["a/b/c/d/e/f", "g/h/i/j/k/l", "m/n/o/p/q/r", "s/t/u/v/w/x", "y/z/1/2/3/4", "5/6/7/8/9/0"];
    let mut bulletin = Bulletin::new(8, 90);
    for (document, name) in bulletin.documents.iter_mut().zip(NAMES.iter().cycle()) {
        document.place = name;
    }
    let shelf = Shelf::default();
    let again = Again { shelf: &shelf, chance: 100, seed: 1 };
    let last = again.build(&Built::default(), &[None; 90], &bulletin.documents);
    let same: Vec<Option<u32>> = (0..90).map(Some).collect();
    let shelf_before = locked(&shelf.0).clone();
    for deep in (1..24).step_by(2) {
        *locked(&shelf.0) = shelf_before.clone();
        bulletin
            .documents
            .iter_mut()
            .for_each(|document| document.place = &"0/0/0/0/0/0/0/0/0/0/0/0"[..deep]);
        let built = again.build(&last, &same, &bulletin.documents);
        assert_same(&built, &bulletin.documents, "one place is left");
    }
}

#[test]
fn one_more_at_the_end_needs_only_its_group() {
    let mut bulletin = Bulletin::new(4, 61);
    let shelf = Shelf::default();
    let again = Again { shelf: &shelf, chance: 100, seed: 1 };
    let last = again.build(&Built::default(), &vec![None; 61], &bulletin.documents);
    let before = bulletin.documents.clone();
    let newest = Document { date: Date::new(2030, 1, 1).ok(), kind: "news", ..bulletin.document() };
    bulletin.documents.push(newest);
    let longer = again.build(&last, &same(&before, &bulletin.documents), &bulletin.documents);
    assert_eq!(longer.needed, 2);
    assert_same(&longer, &bulletin.documents, "one more");
}

#[test]
fn what_is_missing_or_damaged_makes_a_clean_build() {
    let bulletin = Bulletin::new(5, 70);
    let same: Vec<Option<u32>> = (0..70).map(Some).collect();
    let mut dice = Dice(9);
    for round in 0..120 {
        let shelf = Shelf::default();
        let again = Again { shelf: &shelf, chance: 100, seed: round };
        let mut last = again.build(&Built::default(), &[None; 70], &bulletin.documents);
        let name = { locked(&shelf.0).keys().nth(round as usize % 40).unwrap().clone() };
        match round % 4 {
            0 => _ = locked(&shelf.0).remove(&name),
            1 => damage(locked(&shelf.0).get_mut(&name).unwrap(), &mut dice),
            2 => damage(&mut last.former, &mut dice),
            _ => last.former.clear(),
        }
        let built = again.build(&last, &same, &bulletin.documents);
        assert_eq!(built.needed, 70, "round {round}");
        assert_same(&built, &bulletin.documents, &format!("round {round}"));
    }
}

/// Flips a bit, cuts, or puts something in.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(bytes.len());
    match dice.below(4) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at, dice.below(256) as u8),
        2 => _ = bytes.splice(at..at, [0xff; 12]),
        _ => bytes[at] ^= 1 << dice.below(8),
    }
}

#[test]
fn a_wrong_voucher_is_a_clean_build_or_read_again() {
    let bulletin = Bulletin::new(6, 40);
    let shelf = Shelf::default();
    let again = Again { shelf: &shelf, chance: 100, seed: 1 };
    let last = again.build(&Built::default(), &[None; 40], &bulletin.documents);
    for wrong in [vec![], vec![Some(0); 39], vec![Some(40); 40], vec![Some(u32::MAX); 40]] {
        let built = again.build(&last, &wrong, &bulletin.documents);
        assert_same(&built, &bulletin.documents, "wrong");
    }
    let mut twice: Vec<Option<u32>> = (0..40).map(Some).collect();
    twice[30] = Some(2);
    let built = again.build(&last, &twice, &bulletin.documents);
    assert_eq!(built.needed, 3);
    assert_same(&built, &bulletin.documents, "twice");
}

/// A memo that breaks its promise: bytes are not what they were.
struct Liar<'a>(&'a Shelf, Mutex<Dice>);

impl Memo for Liar<'_> {
    fn load(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = self.0.load(name)?;
        let mut dice = locked(&self.1);
        if dice.below(16) == 0 {
            damage(&mut bytes, &mut dice);
        }
        Some(bytes)
    }

    fn save(&self, bytes: &[u8]) -> Option<String> {
        self.0.save(bytes)
    }

    fn sweep(&self, names: &[String]) {
        self.0.sweep(names);
    }
}

#[test]
fn bytes_that_make_no_sense_are_no_panic() {
    let mut bulletin = Bulletin::new(7, 70);
    let shelf = Shelf::default();
    let before = bulletin.documents.clone();
    let last = Again { shelf: &shelf, chance: 0, seed: 0 }.build(&Built::default(), &[None; 70], &before);
    bulletin.edit();
    bulletin.edit();
    let (metas, same) = (metas(&bulletin.documents), same(&before, &bulletin.documents));
    for round in 0..600 {
        let liar = Liar(&shelf, Mutex::new(Dice(round)));
        let tree = Tree::new(&last.files, 50, round);
        let index = Index::new(&metas, &tree).unwrap().resuming(&liar, &last.former, &same);
        finish(index, &bulletin.documents, &BTreeSet::new());
    }
}
