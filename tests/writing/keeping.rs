//! Files that are taken over without a look, and an output that nobody touched.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, SystemTime};

use jianbao::model::output::Output;
use jianbao::model::{SitePath, Stamps};
use jianbao::write::{Former, Staging, Summary, untouched};

use crate::tree::{Bulletin, read, site};

fn path(text: &str) -> SitePath {
    SitePath::new(text).unwrap()
}

fn begin(bulletin: &Bulletin, stamps: &Stamps) -> Staging {
    let former = Former { stamps: Some(stamps), spare: None };
    Staging::begin(&bulletin.out(), bulletin.path(), former).unwrap()
}

fn small() -> (Bulletin, Summary) {
    let bulletin = Bulletin::new();
    let summary = bulletin.build(&site(&[("a", "1"), ("b/c", "22"), ("d", "3")])).unwrap();
    (bulletin, summary)
}

#[test]
fn what_is_kept_stays_and_is_counted_once() {
    let (bulletin, first) = small();
    assert_eq!(first.stamps.len(), 3);
    let staging = begin(&bulletin, &first.stamps);
    assert!(staging.keep("b/c") && staging.keep("b/c"));
    assert!(!staging.keep("nothing") && !staging.keep(".jianbao"));
    staging.put(&path("a"), b"other").unwrap();
    assert!(!staging.keep("a"), "it is taken");
    let second = staging.finish().unwrap();
    assert_eq!((second.files, second.bytes), (2, 7));
    assert_eq!((second.written, second.unchanged, second.removed), (1, 1, 1));
    assert_eq!(read(&bulletin.out()), site(&[("a", "other"), ("b/c", "22")]));
    assert_eq!(second.stamps.get("b/c"), first.stamps.get("b/c"));
}

#[test]
fn what_is_kept_cannot_be_put() {
    for text in [&b"22"[..], b"other"] {
        let (bulletin, first) = small();
        let staging = begin(&bulletin, &first.stamps);
        assert!(staging.keep("b/c"));
        assert_eq!(staging.put(&path("b/c"), text).unwrap_err().kind(), ErrorKind::AlreadyExists);
        staging.finish().unwrap_err();
    }
}

#[test]
fn all_kept_is_a_build_that_touches_nothing() {
    let (bulletin, first) = small();
    let staging = begin(&bulletin, &first.stamps);
    assert!(["a", "b/c", "d"].iter().all(|name| staging.keep(name)));
    let second = staging.finish().unwrap();
    assert_eq!((second.exchange, second.stamps), (jianbao::write::Exchange::Untouched, first.stamps));
}

#[test]
fn nothing_is_kept_without_stamps() {
    let (bulletin, _) = small();
    let staging = Staging::begin(&bulletin.out(), bulletin.path(), Former::default()).unwrap();
    assert!(!staging.keep("a"));
    let staging = {
        drop(staging);
        begin(&bulletin, &Stamps::default())
    };
    assert!(!staging.keep("a"));
}

#[test]
fn a_file_that_is_changed_in_the_moment_after_the_build_is_not_trusted() {
    for round in 0..100 {
        let (bulletin, first) = small();
        fs::write(bulletin.out().join("a"), "9").unwrap();
        assert!(!begin(&bulletin, &first.stamps).keep("a"), "round {round}");
        assert!(!untouched(&bulletin.out(), &first.stamps).unwrap());
        // A build that compares it in this very moment cannot vouch for it either.
        let second = bulletin.build(&site(&[("a", "9"), ("b/c", "22"), ("d", "3")])).unwrap();
        fs::write(bulletin.out().join("a"), "8").unwrap();
        assert!(!begin(&bulletin, &second.stamps).keep("a"), "round {round}");
    }
}

/// What another program does to an output.
type Way<'a> = &'a dyn Fn(&Path);

#[test]
fn an_output_that_nobody_touched_is_known_and_any_other_too() {
    let ways: [(&str, Way); 11] = [
        ("nothing", &|_| {}),
        ("changed", &|out| fs::write(out.join("a"), "2").unwrap()),
        ("longer", &|out| fs::write(out.join("d"), "33").unwrap()),
        ("replaced", &|out| {
            fs::write(out.join("x"), "22").unwrap();
            fs::rename(out.join("x"), out.join("b/c")).unwrap();
        }),
        ("touched", &|out| {
            let later = SystemTime::now() + Duration::from_secs(5);
            File::options().write(true).open(out.join("b/c")).unwrap().set_modified(later).unwrap();
        }),
        ("more", &|out| fs::write(out.join("b/more"), "").unwrap()),
        ("fewer", &|out| fs::remove_file(out.join("d")).unwrap()),
        ("folder", &|out| fs::create_dir(out.join("b/folder")).unwrap()),
        ("link", &|out| symlink("a", out.join("link")).unwrap()),
        ("marker", &|out| fs::write(out.join(".jianbao"), "jianbao output 0\n").unwrap()),
        ("all", &|out| fs::remove_dir_all(out).unwrap()),
    ];
    for (what, way) in ways {
        let (bulletin, first) = small();
        let stamps = Stamps::from_bytes(&first.stamps.to_bytes()).unwrap();
        way(&bulletin.out());
        assert_eq!(untouched(&bulletin.out(), &stamps).unwrap(), what == "nothing", "{what}");
    }
}
