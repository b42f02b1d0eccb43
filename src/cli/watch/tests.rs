//! What must hold of a preview over thousands of builds.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::super::Manner;
use super::super::say::Voice;
use super::live::Live;
use super::preview::Preview;
use super::{CACHE, TREE, Wish};
use crate::check::Care;
use crate::resolve::Show;
use crate::watch::Workshop;
use crate::watch::shelf::Shelf;

const RECORDS: usize = 24;

fn record(folder: &Path, number: usize, said: &str) -> std::path::PathBuf {
    let path = folder.join(format!("content/r{number}.md"));
    let day = 1 + number % 27;
    let text = format!(
        "---\ntitle: 第{number}条\ndate: 2024-04-{day:02}\nplace: 东区/柳社区\ntags: [甲]\n---\n\n{said}。\n"
    );
    fs::write(&path, text).unwrap();
    path
}

/// Memory that this process holds, in KiB, and its open files.
fn holds() -> (usize, usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    let kilobytes = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    (kilobytes, fs::read_dir("/proc/self/fd").unwrap().count())
}

/// Builds so many times, each after a save.
fn build_often(builds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    fs::create_dir(root.join("content")).unwrap();
    fs::write(root.join("jianbao.yaml"), "title: 柳巷\nbase_url: https://n.cn/\n").unwrap();
    (0..RECORDS).for_each(|number| _ = record(&root, number, "起头"));
    let voice = Voice::new(Manner { quiet: true, ..Manner::default() });
    let live = Arc::new(Live::new(&root));
    let shelf = Arc::new(Shelf::new(Box::new(Arc::clone(&live))));
    let (show, care) = (Show::All, Care::Build);
    let wish = Wish { as_of: None, show, base_url: None, care, prints: true, issue: None };
    let out = root.join(CACHE).join(TREE);
    let mut preview = Preview::new((root.clone(), out.clone()), wish, &voice, (live, shelf));
    preview.take_up(None);
    // The least that is held in a stretch of builds: between them the allocator holds what a page took that was just printed.
    let (mut before, mut after) = ((usize::MAX, usize::MAX), (usize::MAX, usize::MAX));
    let least = |one: (usize, usize), other: (usize, usize)| (one.0.min(other.0), one.1.min(other.1));
    let stretch = builds / 5;
    for build in 0..builds {
        let path = record(&root, build % RECORDS, &format!("第{build}次"));
        // Every fifth is read as if nobody knew what had changed.
        preview.take_up((build % 5 > 0).then_some(&[path][..]));
        preview.build(&AtomicBool::new(false));
        if (stretch..stretch * 2).contains(&build) {
            before = least(before, holds());
        } else if build >= builds - stretch {
            after = least(after, holds());
        }
    }
    let page = fs::read_to_string(out.join(format!("2024/r{}/index.html", (builds - 1) % RECORDS))).unwrap();
    assert!(page.contains(&format!("第{}次", builds - 1)), "the last save is built");
    assert!(after.0 <= before.0 + 10 * 1024, "{} KiB, then {}", before.0, after.0);
    assert!(after.1 <= before.1, "{} open files, then {}", before.1, after.1);
}

/// Runs itself in a process of its own, so that nobody else's memory is counted.
#[test]
fn a_preview_holds_no_more_after_many_builds() {
    if let Ok(builds) = std::env::var("JIANBAO_BUILDS") {
        return build_often(builds.parse().unwrap());
    }
    let builds = if std::env::var_os("JIANBAO_PROVE").is_some() { "5000" } else { "200" };
    let mut test = std::process::Command::new(std::env::current_exe().unwrap());
    let name = "cli::watch::tests::a_preview_holds_no_more_after_many_builds";
    let output = test.args(["--exact", name]).env("JIANBAO_BUILDS", builds).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}
