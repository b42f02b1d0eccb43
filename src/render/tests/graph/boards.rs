//! A board is made anew when something on it changes, and at no other time.

use std::fs;
use std::path::Path;

use super::super::sample::put;
use super::{Remembers, aside, build};
use crate::model::date::Date;

/// Two programmes with a project each, a meeting, a ledger, and a story on each project.
const RECORDS: &str = "\
    - {id: red, kind: programme, title: 红, statuses: [待办, 已办]}\n\
    - {id: red-1, kind: project, title: 红一, programme: red, status: 待办, photos: red.png}\n\
    - {id: green, kind: programme, title: 绿, statuses: [待办, 已办]}\n\
    - {id: green-1, kind: project, title: 绿一, programme: green, status: 待办}\n\
    - {id: talk, kind: meeting, title: 议, options: [甲案], decision: 甲案, project: green-1}\n\
    - {id: book, kind: ledger, title: 账, columns: [项, 数], rows: [[甲, 1], [乙, 2]], sums: 数}\n\
    - {id: on-red, title: 说红, date: 2024-04-01, about: red-1}\n\
    - {id: on-green, title: 说绿, date: 2024-04-02, about: green-1, photos: green.png}\n";

/// What is made anew of these standing pages when `from` becomes `to`.
fn made_by(from: &str, to: &str) -> Vec<String> {
    let (folder, store) = (tempfile::tempdir().unwrap(), Remembers::default());
    put(folder.path(), "jianbao.yaml", b"base_url: https://example.org/\n");
    put(folder.path(), "content/a.yaml", RECORDS.as_bytes());
    for name in ["red", "green"] {
        put(folder.path(), &format!("content/{name}.png"), &super::super::sample::picture(400, 300));
    }
    let now = Date::constant(2024, 4, 12);
    let before = build(folder.path(), now, (None, &store)).unwrap();
    // A file that was touched just now has no state yet.
    std::thread::sleep(std::time::Duration::from_millis(60));
    let before = build(folder.path(), now, (Some(&before), &store)).unwrap();
    edit(folder.path(), (from, to));
    let built = build(folder.path(), now, (Some(&before), &store)).unwrap();
    let stands = |path: &String| {
        ["programmes/", "projects/", "meetings/", "ledgers/"].iter().any(|kind| path.starts_with(kind))
    };
    aside(built).into_iter().filter(stands).collect()
}

fn edit(folder: &Path, (from, to): (&str, &str)) {
    let path = folder.join("content/a.yaml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_report_on_another_programmes_project_leaves_a_board_alone() {
    let made = made_by("about: green-1", "about: {id: green-1, status: 已办}");
    for path in ["programmes/green/index.html", "programmes/green/board.csv", "programmes/green/board.json"] {
        assert!(made.contains(&path.to_owned()), "{path}: {made:?}");
    }
    // The meeting that led to the project says what has become of it.
    assert!(made.contains(&"meetings/talk/index.html".to_owned()), "{made:?}");
    for path in made {
        assert!(!path.starts_with("programmes/red/") && !path.starts_with("ledgers/"), "{path}");
    }
    let made = made_by("title: 说红", "title: 又说红");
    assert!(made.contains(&"programmes/red/board.csv".to_owned()), "the newest story is named: {made:?}");
    assert!(!made.iter().any(|path| path.starts_with("programmes/green/")), "{made:?}");
}

#[test]
fn another_cell_makes_its_ledger_anew_with_its_files() {
    let made = made_by("[乙, 2]", "[乙, 3]");
    for path in ["ledgers/book/index.html", "ledgers/book/ledger.csv", "ledgers/book/ledger.json"] {
        assert!(made.contains(&path.to_owned()), "{path}: {made:?}");
    }
}
