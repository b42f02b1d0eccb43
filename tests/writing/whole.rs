//! A build that works, and one that gives up.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use jianbao::model::SitePath;
use jianbao::model::output::Output;
use jianbao::write::{Exchange, Former, MARKER, Memory, Staging, WriteFault};

use crate::tree::{Bulletin, build, generation, read, site};

#[test]
fn the_output_is_exactly_what_was_put() {
    let bulletin = Bulletin::new();
    for number in [1, 2, 5, 3] {
        let summary = bulletin.build(&generation(number)).unwrap();
        assert_eq!(read(&bulletin.out()), generation(number));
        assert_eq!(summary.files, generation(number).len());
        assert_eq!(summary.files, summary.written + summary.unchanged);
        assert_eq!(bulletin.leftovers(), [""; 0]);
    }
}

#[test]
fn the_summary_counts_what_changed() {
    let bulletin = Bulletin::new();
    let first = bulletin.build(&site(&[("a", "1"), ("b/c", "22"), ("d", "3")])).unwrap();
    assert_eq!((first.written, first.unchanged, first.removed, first.bytes), (3, 0, 0, 4));
    assert_eq!(first.exchange, Exchange::Placed);
    let second = bulletin.build(&site(&[("a", "1"), ("b/c", "23"), ("e", "4")])).unwrap();
    assert_eq!((second.written, second.unchanged, second.removed), (2, 1, 1));
    assert_eq!((second.exchange, second.left_behind), (Exchange::Swapped, None));
}

#[test]
fn the_same_site_again_touches_nothing() {
    let bulletin = Bulletin::new();
    let stamps = || {
        let all = walkdir::WalkDir::new(bulletin.out()).sort_by_file_name().into_iter();
        all.map(|entry| entry.unwrap().metadata().unwrap())
            .map(|found| (found.ino(), found.mtime_nsec(), found.ctime_nsec()))
            .collect::<Vec<_>>()
    };
    bulletin.build(&generation(1)).unwrap();
    let before = stamps();
    assert_eq!(bulletin.build(&generation(1)).unwrap().exchange, Exchange::Untouched);
    assert_eq!(stamps(), before);
    fs::create_dir(bulletin.out().join("empty")).unwrap();
    assert_eq!(bulletin.build(&generation(1)).unwrap().exchange, Exchange::Swapped);
    assert!(!bulletin.out().join("empty").exists());
}

#[test]
fn two_outputs_of_one_site_have_the_same_bytes_marker_and_modes() {
    let bulletin = Bulletin::new();
    let other = bulletin.path().join("elsewhere/deep");
    bulletin.build(&generation(4)).unwrap();
    build(&other, bulletin.path(), &generation(4)).unwrap();
    let marker = |out: &std::path::Path| fs::read(out.join(MARKER)).unwrap();
    assert_eq!(marker(&bulletin.out()), marker(&other));
    assert_eq!(read(&bulletin.out()), read(&other));
    let page = fs::metadata(other.join("index.html")).unwrap();
    assert_eq!(page.permissions().mode() & 0o111, 0, "no file is executable");
}

#[test]
fn a_build_that_gives_up_leaves_the_former_site() {
    let bulletin = Bulletin::new();
    bulletin.build(&generation(1)).unwrap();
    let staging = Staging::begin(&bulletin.out(), bulletin.path(), Former::default()).unwrap();
    staging.put(&SitePath::new("index.html").unwrap(), b"new").unwrap();
    drop(staging);
    assert_eq!(read(&bulletin.out()), generation(1));
    assert_eq!(bulletin.leftovers(), [""; 0]);
}

#[test]
fn a_path_given_twice_is_a_fault_whatever_its_bytes() {
    for (first, second) in [("x", "x"), ("x", "y"), ("old", "old"), ("old", "x"), ("x", "old")] {
        let bulletin = Bulletin::new();
        bulletin.build(&site(&[("a/b", "old")])).unwrap();
        let staging = Staging::begin(&bulletin.out(), bulletin.path(), Former::default()).unwrap();
        let path = SitePath::new("a/b").unwrap();
        staging.put(&path, first.as_bytes()).unwrap();
        assert_eq!(
            staging.put(&path, second.as_bytes()).unwrap_err().kind(),
            std::io::ErrorKind::AlreadyExists
        );
        let fault = staging.finish().unwrap_err();
        assert!(matches!(&fault, WriteFault::Twice { path } if path == "a/b"), "{fault:?}");
        assert_eq!(read(&bulletin.out()), site(&[("a/b", "old")]));
    }
    let memory = Memory::default();
    memory.put(&SitePath::new("a").unwrap(), b"1").unwrap();
    memory.put(&SitePath::new("a").unwrap(), b"1").unwrap_err();
    assert_eq!(memory.into_files().len(), 1);
}

#[test]
fn a_file_where_another_needs_a_folder_is_a_fault_and_the_marker_is_ours() {
    for paths in [["a", "a/b"], ["a/b", "a"], [MARKER, "b"]] {
        let bulletin = Bulletin::new();
        let fault = bulletin.build(&site(&[(paths[0], "1"), (paths[1], "2")])).unwrap_err();
        assert!(matches!(fault, WriteFault::Twice { .. }), "{fault:?}");
        assert!(!bulletin.out().exists());
    }
}

#[test]
fn a_folder_may_become_a_file_and_a_file_a_folder() {
    let bulletin = Bulletin::new();
    for files in [[("a", "1"), ("b/c", "2")], [("a/x", "1"), ("b", "2")], [("a", "1"), ("b/c", "2")]] {
        bulletin.build(&site(&files)).unwrap();
        assert_eq!(read(&bulletin.out()), site(&files));
    }
}

#[test]
fn a_new_tree_that_somebody_takes_away_is_not_published() {
    let bulletin = Bulletin::new();
    bulletin.build(&site(&[("a", "1")])).unwrap();
    let staging = Staging::begin(&bulletin.out(), bulletin.path(), Former::default()).unwrap();
    staging.put(&SitePath::new("a").unwrap(), b"2").unwrap();
    let new = bulletin.leftovers().into_iter().find(|name| name.contains("new")).unwrap();
    let new = bulletin.path().join(new);
    fs::rename(&new, bulletin.path().join("elsewhere")).unwrap();
    fs::create_dir(&new).unwrap();
    assert!(matches!(staging.finish(), Err(WriteFault::Disturbed)));
    assert_eq!(read(&bulletin.out()), site(&[("a", "1")]));
}
