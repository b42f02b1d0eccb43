//! What is made anew where the printed issue or a sheet has changed.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use super::super::{paper, sample};
use super::{Remembers, aside, build, build_printed, differences};
use crate::model::Week;
use crate::model::date::Date;
use crate::model::editions::Editions;
use crate::model::sheets::Sheets;

/// The files of the printed issue.
const PAPER: [&str; 8] = [
    "issues/2024-W15/1.pdf",
    "issues/2024-W15/1.webp",
    "issues/2024-W15/1@2x.webp",
    "issues/2024-W15/2.pdf",
    "issues/2024-W15/2.webp",
    "issues/2024-W15/2@2x.webp",
    "issues/2024-W15/layout.json",
    "issues/2024-W15/paper.pdf",
];

#[test]
fn another_make_up_makes_anew_the_issue_and_records_on_another_page() {
    let (folder, store) = (tempfile::tempdir().unwrap(), Remembers::default());
    sample::write(folder.path());
    let now = Date::constant(2024, 4, 12);
    // A file that was touched just now has no state yet.
    std::thread::sleep(std::time::Duration::from_millis(60));
    let before = build(folder.path(), now, (None, &store)).unwrap();
    let after = |editions: &Editions| {
        let built = build_printed((folder.path(), editions), now, (Some(&before), &store)).unwrap();
        let clean = build_printed((folder.path(), editions), now, (None, &store)).unwrap();
        assert_eq!(differences(&built, &clean), [""; 0]);
        aside(built)
    };
    assert_eq!(after(&paper::editions()), [""; 0]);
    assert_eq!(after(&paper::of(paper::edition(), 7)), PAPER, "other ink in the same places");
    let mut moved = [&PAPER[..], &["2024/b/index.html", "issues/2024-W15/index.html"]].concat();
    moved.sort_unstable();
    assert_eq!(after(&paper::moved()), moved);
    let lead = ["2024/w15-lead/figures.csv", "2024/w15-lead/figures.json", "2024/w15-lead/index.html"];
    let printed = [&["2024/b/index.html", "2024/photo-2/index.html"][..], &lead].concat();
    let without = Editions::default().with_sheets(paper::sheets(1));
    assert_eq!(after(&without), [&printed[..], &["issues/2024-W15/index.html"]].concat());
    let sheet = ["2024/notice-1/index.html", "sheets/notice-1.pdf", "sheets/notice-1.png"];
    assert_eq!(after(&paper::editions().with_sheets(paper::sheets(2))), sheet, "another sheet, and its page");
    assert_eq!(after(&paper::editions().with_sheets(Sheets::NONE)), sheet[..1]);
}

#[test]
fn the_files_of_an_issue_that_is_as_it_was_are_not_fetched() {
    let (folder, store) = (tempfile::tempdir().unwrap(), Remembers::default());
    sample::write(folder.path());
    let now = Date::constant(2024, 4, 12);
    let before = build(folder.path(), now, (None, &store)).unwrap();
    let week = Week::parse("2024-W15").unwrap();
    let again = BTreeMap::from([(week, paper::editions().of(week).cloned().unwrap())]);
    let refuses = Editions::new(again, Arc::new(|_| Err(io::ErrorKind::Unsupported.into())));
    let built = build_printed((folder.path(), &refuses), now, (Some(&before), &store)).unwrap();
    assert_eq!(built.files.get(PAPER[0]), before.files.get(PAPER[0]));
}
