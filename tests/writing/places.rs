//! Where an output may stand, and what is done about links.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use jianbao::report::Diagnostic;
use jianbao::write::{Former, Refusal, Staging, WriteFault};

use crate::tree::{Bulletin, build, generation, read, site};

fn refusal(bulletin: &Bulletin, out: &Path) -> Refusal {
    match Staging::begin(out, bulletin.path(), Former::default()) {
        Err(WriteFault::Refused { why, .. }) => why,
        other => panic!("{}: {other:?}", out.display()),
    }
}

#[test]
fn a_folder_that_somebody_needs_is_refused() {
    let bulletin = Bulletin::new();
    let root = bulletin.path();
    for folder in ["content/deep", "static", "public"] {
        fs::create_dir_all(root.join(folder)).unwrap();
    }
    assert_eq!(refusal(&bulletin, Path::new("/")), Refusal::Root);
    assert_eq!(refusal(&bulletin, root), Refusal::Bulletin);
    assert_eq!(refusal(&bulletin, root.parent().unwrap()), Refusal::Bulletin);
    assert_eq!(refusal(&bulletin, &root.join("content/..")), Refusal::Bulletin);
    for (out, name) in [
        ("content", "content"),
        ("content/deep/../new/site", "content"),
        ("Static/x", "static"),
        ("nothing/../themes/site", "themes"),
        ("issues/2024-W15", "issues"),
        (".jianbao-cache", ".jianbao-cache"),
        (".git/x", ".git"),
    ] {
        assert_eq!(refusal(&bulletin, &root.join(out)), Refusal::Source(name.to_owned()), "{out}");
    }
    assert_eq!(refusal(&bulletin, &root.join("jianbao.yaml")), Refusal::NotFolder);
    assert_eq!(bulletin.leftovers(), ["content", "static"]);
}

#[test]
fn the_home_folder_is_refused() {
    let bulletin = Bulletin::new();
    let home = fs::canonicalize(std::env::home_dir().unwrap()).unwrap();
    assert_eq!(refusal(&bulletin, &home), Refusal::Home);
}

#[test]
fn a_folder_that_no_build_made_is_not_touched() {
    let bulletin = Bulletin::new();
    fs::create_dir(bulletin.out()).unwrap();
    fs::write(bulletin.out().join("thesis.doc"), "ten years").unwrap();
    let before = read(&bulletin.out());
    assert_eq!(refusal(&bulletin, &bulletin.out()), Refusal::Foreign("thesis.doc".to_owned()));
    assert_eq!(read(&bulletin.out()), before);
    assert_eq!(bulletin.leftovers(), [""; 0]);
    let fault = bulletin.build(&generation(1)).unwrap_err();
    let said = Diagnostic::from(&fault);
    assert_eq!(said.rule, "output-refused");
    assert!(said.message.zh.contains("thesis.doc") && said.hint.unwrap().zh.contains("清空"));
}

#[test]
fn an_empty_folder_is_taken_and_a_false_marker_is_not_believed() {
    let bulletin = Bulletin::new();
    fs::create_dir(bulletin.out()).unwrap();
    bulletin.build(&generation(1)).unwrap();
    assert_eq!(read(&bulletin.out()), generation(1));
    let other = bulletin.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join(".jianbao"), "my notes").unwrap();
    assert_eq!(refusal(&bulletin, &other), Refusal::Foreign(".jianbao".to_owned()));
}

#[test]
fn a_repository_in_our_own_output_is_not_lost() {
    let bulletin = Bulletin::new();
    bulletin.build(&generation(1)).unwrap();
    fs::create_dir(bulletin.out().join(".git")).unwrap();
    assert_eq!(refusal(&bulletin, &bulletin.out()), Refusal::Repository(".git".to_owned()));
    assert!(bulletin.out().join(".git").exists());
}

#[test]
fn an_output_in_an_output_is_refused() {
    let bulletin = Bulletin::new();
    bulletin.build(&generation(1)).unwrap();
    let why = refusal(&bulletin, &bulletin.out().join("sub"));
    assert!(matches!(why, Refusal::Nested(_)), "{why:?}");
}

#[test]
fn a_link_as_output_is_refused_with_or_without_a_slash() {
    let bulletin = Bulletin::new();
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), bulletin.out()).unwrap();
    for out in ["public", "public/", "public/."] {
        let why = refusal(&bulletin, &bulletin.path().join(out));
        assert_eq!(why, Refusal::Link(elsewhere.path().to_path_buf()), "{out}");
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn links_in_the_old_output_are_removed_and_never_followed() {
    let bulletin = Bulletin::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let (victim, folder) = (elsewhere.path().join("victim"), elsewhere.path().join("folder"));
    bulletin.build(&site(&[("a", "1"), ("b/c", "2"), ("d", "3")])).unwrap();
    fs::write(&victim, "3").unwrap();
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("c"), "2").unwrap();
    fs::remove_file(bulletin.out().join("d")).unwrap();
    symlink(&victim, bulletin.out().join("d")).unwrap();
    fs::remove_dir_all(bulletin.out().join("b")).unwrap();
    symlink(&folder, bulletin.out().join("b")).unwrap();
    symlink(&folder, bulletin.out().join("more")).unwrap();
    let next = site(&[("a", "1"), ("b/c", "2"), ("d", "3")]);
    bulletin.build(&next).unwrap();
    assert_eq!(read(&bulletin.out()), next, "links gave way to files");
    assert_eq!(
        (fs::read(&victim).unwrap(), fs::read(folder.join("c")).unwrap()),
        (b"3".to_vec(), b"2".to_vec())
    );
    fs::write(bulletin.out().join("d"), "4").unwrap();
    assert_eq!(fs::read(&victim).unwrap(), b"3", "no second name of a file outside");
}

#[test]
fn names_that_a_build_uses_may_be_taken_by_somebody_else() {
    let bulletin = Bulletin::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("victim"), "mine").unwrap();
    let beside = |name: String| bulletin.path().join(name);
    let new = format!(".public.jianbao-new-{}", std::process::id());
    symlink(elsewhere.path(), beside(new.clone())).unwrap();
    fs::create_dir(beside(format!("{new}-1"))).unwrap();
    fs::write(beside(format!("{new}-1")).join("note"), "mine").unwrap();
    symlink(elsewhere.path(), beside(".public.jianbao-old".to_owned())).unwrap();
    bulletin.build(&generation(1)).unwrap();
    bulletin.build(&generation(2)).unwrap();
    assert_eq!(read(&bulletin.out()), generation(2));
    assert_eq!(fs::read(elsewhere.path().join("victim")).unwrap(), b"mine");
    assert_eq!(fs::read(beside(format!("{new}-1")).join("note")).unwrap(), b"mine");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
}

#[test]
fn a_lock_that_is_a_link_is_not_written_through() {
    let bulletin = Bulletin::new();
    let victim = bulletin.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    let lock = bulletin.path().join(".public.jianbao-lock");
    for plant in [symlink::<&Path, &Path>, |from: &Path, to: &Path| fs::hard_link(from, to)] {
        plant(&victim, &lock).unwrap();
        bulletin.build(&generation(1)).unwrap_err();
        assert_eq!(fs::read(&victim).unwrap(), b"mine");
        fs::remove_file(&lock).unwrap();
    }
    build(&bulletin.out(), bulletin.path(), &generation(1)).unwrap();
}
