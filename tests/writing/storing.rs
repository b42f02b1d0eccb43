//! The store: what is kept, what is a miss, what is forgotten.

use std::fs;
use std::path::PathBuf;

use jianbao::model::output::Store;
use jianbao::write::{DiskStore, Limits};

fn files(folder: &std::path::Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    all.filter(|entry| entry.file_type().is_file() && entry.file_name() != "uses")
        .map(walkdir::DirEntry::into_path)
        .collect()
}

#[test]
fn what_is_kept_is_found_by_the_next_build() {
    let folder = tempfile::tempdir().unwrap();
    let store = DiskStore::open(&folder.path().join("cache"), Limits::default());
    assert_eq!(store.get("a-1"), None);
    store.keep("a-1", b"bytes");
    store.keep("empty", b"");
    store.keep("a-1", b"other");
    store.tidy();
    let next = DiskStore::open(&folder.path().join("cache"), Limits::default());
    assert_eq!(next.get("a-1").as_deref(), Some(b"other".as_slice()));
    assert_eq!(next.get("empty").as_deref(), Some(b"".as_slice()));
}

#[test]
fn what_is_damaged_or_under_a_wrong_name_is_a_miss() {
    let folder = tempfile::tempdir().unwrap();
    let store = DiskStore::open(folder.path(), Limits::default());
    store.keep("key", b"some bytes");
    let place = files(folder.path()).remove(0);
    let whole = fs::read(&place).unwrap();
    for length in 0..whole.len() {
        fs::write(&place, &whole[..length]).unwrap();
        assert_eq!(store.get("key"), None, "cut to {length}");
        let mut damaged = whole.clone();
        damaged[length] ^= 1;
        fs::write(&place, &damaged).unwrap();
        assert_eq!(store.get("key"), None, "damaged at {length}");
    }
    store.keep("other", b"other bytes");
    let other = files(folder.path()).into_iter().find(|path| path.ends_with("other")).unwrap();
    fs::copy(other, &place).unwrap();
    assert_eq!(store.get("key"), None);
}

#[test]
fn a_key_cannot_leave_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let store = DiskStore::open(&folder.path().join("cache"), Limits::default());
    for key in ["", "../x", "a/b", "A", ".", "é", &"a".repeat(101)] {
        store.keep(key, b"x");
        assert_eq!(store.get(key), None);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_no_build_used_for_long_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { idle: 3, ..Limits::default() };
    for build in 0..8 {
        let store = DiskStore::open(folder.path(), limits);
        if build == 0 {
            store.keep("unused", b"x");
            store.keep("used", b"x");
        }
        store.get("used");
        store.keep(&format!("new-{build}"), b"x");
        store.tidy();
        let store = DiskStore::open(folder.path(), limits);
        assert_eq!(store.get("unused").is_some(), build <= 3, "build {build}");
        assert!(store.get("used").is_some());
    }
}

#[test]
fn a_build_that_adds_nothing_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = DiskStore::open(folder.path(), Limits::default());
    store.keep("a", b"x");
    store.tidy();
    let uses = fs::metadata(folder.path().join("uses")).unwrap().modified().unwrap();
    let next = DiskStore::open(folder.path(), Limits::default());
    next.get("a").unwrap();
    next.tidy();
    assert_eq!(fs::metadata(folder.path().join("uses")).unwrap().modified().unwrap(), uses);
}

#[test]
fn the_store_keeps_to_its_size_and_forgets_the_longest_unused() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { bytes: 5 * 1032, idle: 100 };
    for build in 0..9 {
        let store = DiskStore::open(folder.path(), limits);
        store.get("entry-0");
        store.keep(&format!("entry-{build}"), &[0; 1000]);
        store.tidy();
    }
    let store = DiskStore::open(folder.path(), limits);
    let there: Vec<u32> = (0..9).filter(|build| store.get(&format!("entry-{build}")).is_some()).collect();
    assert_eq!(there, [0, 5, 6, 7, 8]);
    let store = DiskStore::open(folder.path(), limits);
    fs::write(folder.path().join("uses"), "nonsense\n\u{0}\n7").unwrap();
    store.keep("more", b"x");
    store.tidy();
    assert!(store.get("more").is_some());
}

#[test]
fn a_store_that_cannot_be_written_only_forgets() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let store = DiskStore::open(&file, Limits::default());
    store.keep("a", b"x");
    store.tidy();
    assert_eq!(store.get("a"), None);
    assert_eq!(fs::read(&file).unwrap(), b"not a folder");
}

#[test]
fn what_else_stands_in_the_folder_stays() {
    let folder = tempfile::tempdir().unwrap();
    let store = DiskStore::open(folder.path(), Limits { bytes: 0, idle: 0 });
    fs::create_dir(folder.path().join("spare")).unwrap();
    fs::write(folder.path().join("spare/robots"), "mine").unwrap();
    fs::write(folder.path().join("stamps"), "mine").unwrap();
    fs::write(folder.path().join(".1-2"), "half").unwrap();
    store.keep("a", b"x");
    store.tidy();
    assert_eq!(store.get("a"), None);
    assert_eq!(files(folder.path()), [folder.path().join("spare/robots"), folder.path().join("stamps")]);
}
