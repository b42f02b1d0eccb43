//! Wrong bulletins as literate cases: each file of `tests/wrong/` holds a bulletin, a command and all that the
//! command must say. After a build that fails, the former site must be byte for byte what it was.
//!
//! `JIANBAO_BLESS=1 cargo test --test wrong_bulletins` writes what was said into the cases; read it before you
//! commit it. How a case is written is told in `tests/wrong_bulletins/case.rs`.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test says what is wrong by panicking"
)]

#[path = "wrong_bulletins/case.rs"]
mod case;
#[path = "wrong_bulletins/place.rs"]
mod place;
#[path = "wrong_bulletins/rules.rs"]
mod rules;
#[path = "wrong_bulletins/run.rs"]
mod run;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use case::Case;

/// How many wrong bulletins there are at least.
const LEAST: usize = 100;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wrong")
}

fn cases() -> Vec<Case> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| Case::read(path).unwrap_or_else(|wrong| panic!("{}: {wrong}", path.display())))
        .collect()
}

#[test]
fn each_wrong_bulletin_is_told_what_to_mend_and_keeps_its_site() {
    let bless = std::env::var_os("JIANBAO_BLESS").is_some();
    let cases = cases();
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let faults = run::faults(case, bless);
                    failed.lock().unwrap().extend(faults);
                }
            });
        }
    });
    let mut failed = failed.into_inner().unwrap();
    failed.sort();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn there_are_enough_cases() {
    assert!(cases().len() >= LEAST, "{} cases, {LEAST} are wanted", cases().len());
}

#[test]
fn every_rule_has_a_case() {
    let said: BTreeSet<String> = cases().iter().flat_map(|case| rules::said(&case.golden())).collect();
    let known = rules::of_source();
    let without: Vec<&String> = known.difference(&said).collect();
    assert!(without.is_empty(), "no case of tests/wrong shows the rules {without:?}");
    let unknown: Vec<&String> = said.difference(&known).collect();
    assert!(unknown.is_empty(), "the source has no rules {unknown:?}; are they collected?");
}

#[test]
fn every_error_says_how_to_mend_it() {
    let mut silent = Vec::new();
    for case in cases() {
        silent.extend(
            rules::without_mending(&case.golden()).into_iter().map(|line| format!("{}: {line}", case.name)),
        );
    }
    assert!(silent.is_empty(), "errors without a mending:\n{}", silent.join("\n"));
}
