//! The house: which room may use which, and that ARCHITECTURE.md tells the truth about it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of the pipeline, as `lib.rs` has them; `model` and `report` are everybody's.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let modules = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_test = path.ends_with("tests") || path.ends_with("tests.rs");
        if path.is_dir() && !is_test {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") && !is_test {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The rooms that a file names behind `crate::`, in code and not in comments.
fn used(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for part in line.split("crate::").skip(1) {
            let name = |text: &str| {
                text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
            };
            match part.strip_prefix('{') {
                Some(list) => rooms
                    .extend(list.split(['{', '}']).next().unwrap().split(',').map(|item| name(item.trim()))),
                None => _ = rooms.insert(name(part)),
            }
        }
    }
    rooms
}

/// Room `from` may use `to`: rooms above it, and the two that everybody uses; `cli` uses all.
fn may_use(order: &[String], from: &str, to: &str) -> bool {
    let at = |room: &str| order.iter().position(|name| name == room);
    match (from, to) {
        ("cli", _) => true,
        ("model", "model") | (_, "model") if from != "model" || to == "model" => true,
        ("report", _) => to == "report",
        (_, "report") => from != "model",
        (_, "cli") => false,
        _ => at(to) <= at(from),
    }
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let order = rooms();
    let mut wrong = Vec::new();
    for room in &order {
        for file in files(&Path::new("src").join(room)) {
            let text = fs::read_to_string(&file).unwrap();
            for to in used(&text).iter().filter(|to| order.contains(to)) {
                if !may_use(&order, room, to) {
                    wrong.push(format!("{}: {room} uses {to}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_test_of_edges_can_fail() {
    let order: Vec<String> = ["cli", "model", "report", "read", "parse"].map(str::to_owned).into();
    assert!(
        may_use(&order, "parse", "read")
            && may_use(&order, "cli", "parse")
            && may_use(&order, "read", "model")
    );
    assert!(!may_use(&order, "read", "parse") && !may_use(&order, "model", "report"));
    assert!(!may_use(&order, "parse", "cli") && !may_use(&order, "report", "read"));
    assert_eq!(used("use crate::{read::A, model};\n// crate::write\nlet x = crate::parse::y;").len(), 3);
}

#[test]
fn only_the_reading_and_writing_rooms_touch_the_disk() {
    let may = ["src/read/", "src/write/", "src/watch/", "src/cli/"];
    let touching = ["std::fs", "File::open", "std::env::", "SystemTime", "Instant::now", "std::net"];
    for file in files(Path::new("src")) {
        let name = file.to_str().unwrap().replace('\\', "/");
        if may.iter().any(|room| name.starts_with(room)) {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            assert!(!touching.iter().any(|word| line.contains(word)), "{name}: {line}");
        }
    }
}

#[test]
fn only_a_few_vouch_for_markup() {
    let mut vouching: Vec<String> = Vec::new();
    for file in files(Path::new("src")) {
        let text = fs::read_to_string(&file).unwrap();
        if text.contains("SafeHtml::vouched(") {
            vouching.push(file.to_str().unwrap().replace('\\', "/"));
        }
    }
    let known = [
        "parse/markdown/writer.rs",
        "render/cards.rs",
        "render/elsewhere.rs",
        "render/names.rs",
        "render/stencil.rs",
    ];
    let known = known.map(|file| format!("src/{file}"));
    let strangers: Vec<&String> = vouching.iter().filter(|file| !known.contains(file)).collect();
    assert!(strangers.is_empty(), "read these before you add them: {strangers:?}");
}

#[test]
fn architecture_names_every_room_and_no_path_that_is_not_there() {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    for room in rooms() {
        assert!(text.contains(&format!("`src/{room}/`")), "ARCHITECTURE.md leaves out src/{room}/");
    }
    for document in ["ARCHITECTURE.md", "README.md", "SECURITY.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(document).unwrap();
        for quoted in text.split('`').skip(1).step_by(2) {
            let ours = ["src/", "tests/", "themes/", "docs/", "benches/", "content/", ".ci/"];
            let is_path =
                ours.iter().any(|root| quoted.starts_with(root)) && !quoted.contains(['*', '<', ' ', '…']);
            assert!(!is_path || Path::new(quoted).exists(), "{document} names {quoted}, which is not there");
        }
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for file in files(Path::new("src")) {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.display());
    }
}
