//! The same bulletin, saved by other programs.

use std::collections::BTreeMap;

use crate::bulletin::{Built, build, built, files};
use crate::turned;

fn is_text(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".yaml")
}

/// Asserts that the site is that of the bulletin as it was written, byte for byte.
fn assert_same(other: &Built) {
    let (one, two) = (files(&built().site), files(&other.site));
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&two));
    let differing: Vec<&String> = one.keys().filter(|path| one[*path] != two[*path]).collect();
    assert!(differing.is_empty(), "{differing:?} differ");
}

#[test]
fn windows_line_ends_and_byte_order_marks_change_nothing() {
    let other = build("windows", |path, bytes| {
        if !is_text(path) {
            return bytes;
        }
        let text = String::from_utf8(bytes).unwrap().replace('\n', "\r\n");
        format!("\u{feff}{text}").into_bytes()
    });
    assert_same(&other);
}

#[test]
fn keys_may_all_be_chinese() {
    assert_same(&build("chinese", |path, bytes| turned::turn(path, bytes, turned::To::Chinese)));
}

#[test]
fn keys_may_all_be_english() {
    assert_same(&build("english", |path, bytes| turned::turn(path, bytes, turned::To::English)));
}

#[test]
fn a_bulletin_without_settings_loses_only_what_they_say() {
    let other = build("empty", |path, bytes| if path == "jianbao.yaml" { Vec::new() } else { bytes });
    let warnings = other.said.lines().filter(|line| line.contains("警告["));
    let rules: Vec<&str> = warnings.filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    assert_eq!(rules, ["no-base-url", "unknown-place"], "{}", other.said);
    for entry in built().entries() {
        let (one, two) = (built().page(entry), other.page(entry));
        for hook in ["record", "kicker", "title", "deck", "byline", "body"] {
            assert_eq!(one.hook(hook), two.hook(hook), "{entry}");
        }
    }
    assert!(other.bulletin.join("jianbao.yaml").exists());
}
