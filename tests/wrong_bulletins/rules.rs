//! The names of all diagnostics: those that the source can give, and those that a case shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Rules that no bulletin can bring about by itself, each with the file that does or that tells when it is given.
const ELSEWHERE: [(&str, &str); 16] = [
    ("no-such-place", "tests/paper/wishes.rs"),
    ("jumped-story", "tests/paper/wishes.rs"),
    ("page-measures", "tests/paper/wishes.rs"),
    ("fewer-photos", "tests/paper/strips.rs"),
    ("filler", "tests/paper/fillers.rs"),
    ("too-large", "tests/hostile_site/special.rs"),
    ("unprintable-sheet", "tests/sheets.rs"),
    ("unprintable-tally", "tests/scoring.rs"),
    ("disk-full", "tests/writing/failing.rs"),
    ("disk-read-only", "tests/writing/failing.rs"),
    ("disk-denied", "tests/writing/failing.rs"),
    ("disk-failed", "src/write/fault.rs"),
    ("output-twice", "src/write/fault.rs"),
    ("output-disturbed", "src/write/fault.rs"),
    ("output-left-behind", "src/write/summary.rs"),
    ("output-file-by-file", "src/write/summary.rs"),
];

/// What stands before the name of a rule.
const CALLS: [&str; 6] =
    ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::note(", ".wrong(", " error(", "_ => ("];

/// The rules that the source can give, but for those that other tests bring about.
pub fn of_source() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rules = BTreeSet::new();
    collect(&root.join("src"), &mut rules);
    for (rule, test) in ELSEWHERE {
        assert!(rules.remove(rule), "the source has no rule `{rule}`");
        let text = fs::read_to_string(root.join(test)).unwrap();
        assert!(text.contains(rule), "{test} does not name `{rule}`");
    }
    rules
}

fn collect(folder: &Path, rules: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, rules);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            calls(text, rules);
            if path.ends_with("parse/markdown/fault.rs") {
                arms(text, rules);
            }
        }
    }
}

/// The names behind the calls that make diagnostics, and those that a match gives with a mending.
fn calls(text: &str, rules: &mut BTreeSet<String>) {
    for call in CALLS {
        rules.extend(text.split(call).skip(1).filter_map(name));
    }
    if text.contains("fn remedy_of(") {
        rules.extend(text.split("=> (").skip(1).filter_map(name).filter(|rule| rule.starts_with("disk-")));
    }
}

/// The names that Markdown's faults give themselves.
fn arms(text: &str, rules: &mut BTreeSet<String>) {
    let body = text.split("fn rule(").nth(1).and_then(|rest| rest.split("\n    }").next()).unwrap();
    rules.extend(body.split("=> ").skip(1).filter_map(name));
}

/// The rule whose name stands at the start of `text`.
fn name(text: &str) -> Option<String> {
    let rest = text.trim_start().strip_prefix('"')?;
    let (name, behind) = rest.split_once('"')?;
    let is_name = !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (is_name && behind.starts_with([',', '\n'])).then(|| name.to_owned())
}

/// The rules that stand in what a command said, as text or as JSON.
pub fn said(golden: &str) -> BTreeSet<String> {
    let mut rules = BTreeSet::new();
    for line in golden.lines() {
        for label in ["错误[", "警告[", "提示[", "error[", "warning[", "note["] {
            let rule = line.split_once(label).and_then(|(_, rest)| rest.split_once("]: "));
            rules.extend(rule.map(|(rule, _)| rule.to_owned()));
        }
        let json = line.trim().strip_prefix("\"rule\": \"").and_then(|rest| rest.strip_suffix("\","));
        rules.extend(json.map(str::to_owned));
    }
    rules
}

/// The first lines of errors behind which no mending stands.
pub fn without_mending(golden: &str) -> Vec<String> {
    let mut open: Option<&str> = None;
    let mut silent = Vec::new();
    for line in golden.lines() {
        let begins = !line.starts_with(' ') && (line.contains("错误[") || line.contains("error["));
        if begins {
            silent.extend(open.replace(line).map(str::to_owned));
        } else if line.starts_with("  改法: ") || line.starts_with("  help: ") {
            open = None;
        }
    }
    silent.extend(open.map(str::to_owned));
    silent
}
