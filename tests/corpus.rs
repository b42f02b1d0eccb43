//! The made-up bulletins that are measured: the same for a seed, right, and shaped like real ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

#[allow(dead_code, reason = "the measures use the rest")]
#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use corpus::Corpus;

/// The files of a corpus, by path.
fn laid_out(corpus: &Corpus) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    corpus.lay_out(folder.path()).unwrap();
    let mut files = BTreeMap::new();
    collect(folder.path(), folder.path(), &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

fn han(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

#[test]
fn a_seed_makes_the_same_bulletin_and_another_seed_another() {
    let files = laid_out(&Corpus::new(40, 7));
    assert!(files == laid_out(&Corpus::new(40, 7)));
    assert!(files != laid_out(&Corpus::new(40, 8)));
}

#[test]
fn a_larger_corpus_extends_a_smaller_one() {
    let (small, large) = (laid_out(&Corpus::new(30, 7)), laid_out(&Corpus::new(60, 7)));
    assert!(small.len() < large.len());
    assert!(small.iter().all(|(path, bytes)| large.get(path) == Some(bytes)));
}

#[test]
fn a_corpus_with_photographs_builds_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let mut corpus = Corpus::new(300, 7);
    corpus.photos = true;
    corpus.lay_out(folder.path()).unwrap();
    let build = Command::new(env!("CARGO_BIN_EXE_jianbao"))
        .args(["build", "--strict"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&build.stderr);
    assert!(build.status.success(), "{said}");
    let catalogue = fs::read(folder.path().join("public/catalogue.json")).unwrap();
    let catalogue: serde_json::Value = serde_json::from_slice(&catalogue).unwrap();
    assert_eq!(catalogue["records"].as_array().unwrap().len(), 300);
    assert!(folder.path().join("public/assets/pictures").is_dir());
}

#[test]
fn records_are_shaped_like_real_ones() {
    let corpus = Corpus::new(2000, 7);
    let (mut pairs, mut kinds, mut places) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    let (mut names, mut tags) = (BTreeSet::new(), BTreeSet::new());
    for record in (0..2000).map(|number| corpus.record(number)) {
        let text: Vec<char> = han(&record.body).collect();
        assert!((280..=1000).contains(&text.len()), "{}: {} characters", record.id, text.len());
        pairs.extend(text.windows(2).map(|pair| (pair[0], pair[1])));
        *kinds.entry(record.kind.0).or_insert(0) += 1;
        places.insert(record.place.join("/"));
        names.extend(record.names);
        tags.extend(record.tags);
    }
    assert!(pairs.len() > 20_000, "{} pairs of characters", pairs.len());
    assert!(kinds["news"] > kinds["brief"] && kinds["brief"] > kinds["story"], "{kinds:?}");
    assert!(
        places.len() > 390 && names.len() > 500 && tags.len() > 180,
        "{}, {}, {}",
        places.len(),
        names.len(),
        tags.len()
    );
}
