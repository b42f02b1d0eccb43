//! Fillers: that they stand where copy is short and nowhere else, and that an editor can do without one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::bulletin::{Bulletin, Entry, SETTINGS, build, week};
use crate::copy::Desk;
use crate::measures::{Issue, assert_right};
use crate::prose::{headline, prose};

/// How many terms may be fillers.
const SHORT: usize = 40;

fn entries(count: u64) -> Vec<Entry> {
    let entry = |seed| Entry {
        kind: "news",
        title: Some(headline(seed)),
        paragraphs: prose(seed, 400),
        ..Entry::default()
    };
    (900..900 + count).map(entry).collect()
}

/// A full issue and two of one story; terms that may be fillers, and three that may not.
fn bulletin() -> Bulletin {
    let bulletin = Bulletin::new(SETTINGS);
    for (number, count) in [17, 1, 1].into_iter().enumerate() {
        bulletin.issue(number, &entries(count));
    }
    let term = |id: &str, body: &str, front: &str| {
        format!("- id: {id}\n  kind: term\n  title: 词条{id}\n{front}  body: {body}\n")
    };
    let mut terms: String = (0..SHORT)
        .map(|number| term(&format!("ci-{number}"), &format!("第{number}个词，社区里常说。"), ""))
        .collect();
    terms.push_str(&term("chang", &"长".repeat(201), ""));
    terms.push_str(&term("bujian", "写了不见报。", "  print: false\n"));
    terms.push_str(&term("weilai", "后来才有的词。", "  date: 2025-01-01\n"));
    fs::write(bulletin.root().join("content/terms.yaml"), terms).unwrap();
    bulletin
}

fn print(bulletin: &Bulletin) -> (PathBuf, String) {
    let site = bulletin.root().join("out");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(["build", "-v", "--as-of", crate::bulletin::DAY, "--out"]).arg(&site);
    let output = command.current_dir(bulletin.root()).env("LANG", "zh_CN.UTF-8").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    (site, said)
}

/// The fillers of a week, in the order of its page.
fn fillers(site: &Path, number: usize) -> Vec<String> {
    let file = site.join("issues").join(week(number).0).join("layout.json");
    let layout: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let pages = layout["pages"].as_array().unwrap().iter();
    let areas: Vec<String> = pages
        .flat_map(|page| page["areas"].as_array().unwrap())
        .map(|area| area["id"].as_str().unwrap().to_owned())
        .collect();
    let own = week(number).0.to_lowercase();
    let first = areas.iter().position(|id| !id.starts_with(&own)).unwrap_or(areas.len());
    let (stories, fillers) = areas.split_at(first);
    assert!(
        !stories.is_empty() && fillers.iter().all(|id| !id.starts_with(&own)),
        "stories first: {areas:?}"
    );
    fillers.to_vec()
}

#[test]
fn a_page_with_too_little_copy_gets_fillers_and_a_full_one_none() {
    let bulletin = bulletin();
    let (site, said) = print(&bulletin);
    let desk = Desk::open(&bulletin.root());
    assert_eq!(fillers(&site, 0), [""; 0], "a full page");
    for number in [1, 2] {
        let of_week = fillers(&site, number);
        assert!((1..=4).contains(&of_week.len()), "{of_week:?}");
        assert!(of_week.iter().all(|id| id.starts_with("ci-")), "{of_week:?}");
        let issue = Issue::of_site(&desk, &site, &week(number).0);
        assert_right(&[issue.measures("fillers")]);
        assert!(issue.words.iter().any(|word| word.text.contains("补")), "they are marked as such");
    }
    let (one, other): (BTreeSet<String>, BTreeSet<String>) =
        (fillers(&site, 1).into_iter().collect(), fillers(&site, 2).into_iter().collect());
    assert!(one.is_disjoint(&other), "weeks beside each other have others: {one:?} {other:?}");
    assert!(said.contains("提示[filler]"), "{said}");
}

#[test]
fn an_editor_leaves_a_filler_out_and_the_others_stay() {
    let bulletin = bulletin();
    let before = fillers(&print(&bulletin).0, 1);
    let unwanted = before[0].clone();
    fs::create_dir_all(bulletin.root().join("issues")).unwrap();
    let decisions = bulletin.root().join(format!("issues/{}.yaml", week(1).0));
    fs::write(decisions, format!("leave_out: [{unwanted}]\n")).unwrap();
    let after = fillers(&print(&bulletin).0, 1);
    assert!(!after.contains(&unwanted), "{after:?}");
    assert!(before[1..].iter().all(|id| after.contains(id)), "the others stay: {before:?} {after:?}");
    // Without terms nothing is said of them, and the page is closed up further.
    fs::remove_file(bulletin.root().join("content/terms.yaml")).unwrap();
    fs::remove_dir_all(bulletin.root().join("issues")).unwrap();
    let output = build(&bulletin.root(), &bulletin.root().join("out"));
    assert!(output.status.success());
    assert_eq!(fillers(&bulletin.root().join("out"), 1), [""; 0]);
}
