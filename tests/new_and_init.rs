//! `init`, `new`, `schema` and `completions`, by the program itself in a folder of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::path::Path;
use std::process::{Command, Output};

use jianbao::model::kind::KINDS;

const DAY: &str = "1712793600"; // 2024-04-11 in Nantong

fn jianbao(folder: &Path, lang: &str, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.current_dir(folder).args(args).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", lang);
    command.env("SOURCE_DATE_EPOCH", DAY).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn right(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// A new bulletin in `lang`.
fn bulletin(lang: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    right(&jianbao(folder.path(), lang, &["init"]));
    folder
}

#[test]
fn a_new_bulletin_builds_without_a_warning() {
    for lang in ["zh_CN.UTF-8", "en_GB.UTF-8"] {
        let folder = bulletin(lang);
        right(&jianbao(folder.path(), lang, &["build", "--strict", "--no-print"]));
        for file in ["index.html", "feed.xml", "feed.json", "calendar.ics", "catalogue.json", "sitemap.xml"] {
            assert!(folder.path().join("public").join(file).is_file(), "{lang}: {file}");
        }
    }
}

#[test]
fn a_new_record_of_every_kind_passes_the_check() {
    for lang in ["zh_CN.UTF-8", "en_GB.UTF-8"] {
        let folder = bulletin(lang);
        for row in KINDS.iter().filter(|row| row.english != "photo") {
            let path = right(&jianbao(folder.path(), lang, &["new", row.chinese[0], "重阳节: 长者“乐”园"]));
            assert!(path.contains("chong-yang-jie-zhang-zhe-le-yuan"), "{path}");
            assert!(folder.path().join(path.trim_end()).is_file());
        }
        right(&jianbao(folder.path(), lang, &["check", "--strict"]));
    }
}

#[test]
fn new_works_from_any_folder_of_the_bulletin_and_writes_nothing_over() {
    let folder = bulletin("en_GB.UTF-8");
    let inside = folder.path().join("content/places");
    let paths: Vec<String> =
        (0..2).map(|_| right(&jianbao(&inside, "en_GB.UTF-8", &["new", "notice", "Water"]))).collect();
    assert_eq!(paths, ["content/2024/w15/water.md\n", "content/2024/w15/water-2.md\n"]);
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let folder = bulletin("zh_CN.UTF-8");
    for args in
        [&["init"][..], &["new", "新闻稿", "x"], &["new", "news", ""], &["new", "news"], &["schema", "x"]]
    {
        let output = jianbao(folder.path(), "zh_CN.UTF-8", args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", text(&output.stderr));
    }
}

#[test]
fn schemas_and_completions_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["schema"][..], &["schema", "list"], &["schema", "settings"], &["schema", "issue"]] {
        let schema: serde_json::Value =
            serde_json::from_str(&right(&jianbao(folder.path(), "en_GB.UTF-8", args))).unwrap();
        assert!(schema.is_object());
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(right(&jianbao(folder.path(), "en_GB.UTF-8", &["completions", shell])).contains("jianbao"));
    }
}
