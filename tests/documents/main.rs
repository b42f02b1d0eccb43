//! Documents that the program makes, or that say what it does: each is held to it.
//! `JIANBAO_BLESS=1 cargo test --release --test documents` makes the made ones again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod guide;

use std::fs;
use std::process::Command;

#[test]
fn the_reference_page_is_the_table_of_keys() {
    let page = jianbao::cli::reference::page();
    let path = "docs/REFERENCE.md";
    if std::env::var_os("JIANBAO_BLESS").is_some() {
        fs::write(path, &page).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(kept == page, "{path} is not what the table of keys says; make it again with JIANBAO_BLESS=1");
}

/// The fenced blocks of a language in a document.
fn blocks(document: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(document).unwrap();
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_commands_of_the_readme_are_commands() {
    let help = Command::new(env!("CARGO_BIN_EXE_jianbao")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let mut seen = 0;
    for block in blocks("README.md", "sh") {
        for line in block.lines().filter_map(|line| line.trim().strip_prefix("jianbao ")) {
            let command = line.split_whitespace().next().unwrap();
            assert!(
                help.contains(&format!("\n  {command} ")),
                "README.md runs `jianbao {command}`, which is not there"
            );
            seen += 1;
        }
    }
    assert!(seen >= 4, "README.md shows {seen} commands");
}

#[test]
fn the_record_of_the_readme_builds_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let records = blocks("README.md", "markdown");
    assert!(!records.is_empty());
    fs::create_dir_all(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("jianbao.yaml"), "base_url: https://jianbao.example/\n").unwrap();
    for (number, record) in records.iter().enumerate() {
        fs::write(folder.path().join(format!("content/r{number}.md")), record).unwrap();
    }
    let build = Command::new(env!("CARGO_BIN_EXE_jianbao"))
        .args(["build", "--strict", "--as-of", "2024-04-12"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    assert_eq!(String::from_utf8_lossy(&build.stderr), "");
}
