//! Saves as editors make them, folders that come and go, storms, and the end.

use std::fs;
use std::io::Write;
use std::time::{Duration, Instant};

use super::bulletin::{Bulletin, tree};
use super::preview::Preview;

/// Saves a file in one of five ways.
fn save(bulletin: &Bulletin, name: &str, text: &str, style: usize) {
    let path = bulletin.path().join(name);
    let beside = |new: &str| path.with_file_name(new);
    match style % 5 {
        // As it is.
        0 => fs::write(&path, text).unwrap(),
        // Empty first, then piece by piece.
        1 => {
            let mut file = fs::File::create(&path).unwrap();
            let (head, tail) = text.split_at(
                text.len() / 2 - (0..3).find(|back| text.is_char_boundary(text.len() / 2 - back)).unwrap(),
            );
            file.write_all(head.as_bytes()).unwrap();
            file.flush().unwrap();
            file.write_all(tail.as_bytes()).unwrap();
        }
        // A new file renamed over the old.
        2 => {
            fs::write(beside(".new.tmp"), text).unwrap();
            fs::rename(beside(".new.tmp"), &path).unwrap();
        }
        // The old one kept as a copy.
        3 => {
            fs::rename(&path, beside("~old.md")).unwrap();
            fs::write(&path, text).unwrap();
            fs::remove_file(beside("~old.md")).unwrap();
        }
        // Removed and made anew.
        _ => {
            fs::remove_file(&path).unwrap();
            fs::write(&path, text).unwrap();
        }
    }
}

#[test]
fn every_style_of_saving_is_seen() {
    let bulletin = Bulletin::new(5);
    let preview = Preview::start(bulletin.path());
    let text = bulletin.read("content/2024/r2.md");
    for style in 0..15 {
        save(&bulletin, "content/2024/r2.md", &format!("{text}\n第{style}次存。\n"), style);
        Preview::until("the save is served", || {
            preview.page("/2024/r2/").contains(&format!("第{style}次存"))
        });
    }
}

#[test]
fn a_folder_may_go_and_come_back() {
    let bulletin = Bulletin::new(6);
    let preview = Preview::start(bulletin.path());
    let (content, aside) = (bulletin.path().join("content"), bulletin.path().join("_aside"));
    fs::rename(&content, &aside).unwrap();
    Preview::until("the pages are gone", || preview.get("/2024/r2/").0 == 404);
    fs::rename(&aside, &content).unwrap();
    Preview::until("the pages are back", || preview.get("/2024/r2/").0 == 200);
    let text = bulletin.read("content/2024/r2.md");
    bulletin.write("content/2024/r2.md", &format!("{text}\n回来以后。\n"));
    Preview::until("a save in it is seen", || preview.page("/2024/r2/").contains("回来以后"));
    fs::create_dir_all(content.join("2025/新的")).unwrap();
    bulletin.write("content/2025/新的/x.md", "---\ntitle: 新文件夹\ndate: 2025-01-02\n---\n\n正文。\n");
    Preview::until("a new folder is seen", || preview.get("/2025/x/").0 == 200);
    fs::remove_file(content.join("2025/新的/x.md")).unwrap();
    Preview::until("a deleted record is gone", || preview.get("/2025/x/").0 == 404);
}

#[test]
fn a_storm_is_few_builds_and_its_end_is_exact() {
    let (edits, seconds) = if super::proves() { (10_000, 60) } else { (600, 4) };
    let bulletin = Bulletin::new(7);
    let preview = Preview::start(bulletin.path());
    let text = bulletin.read("content/2024/r2.md");
    save(&bulletin, "content/2024/r2.md", &format!("{text}\n先来一次。\n"), 0);
    preview.line("files updated");
    let (memory, files) = preview.holds_at_rest();
    let start = Instant::now();
    for edit in 0..edits {
        let name = format!("content/2024/r{}.md", [2, 3, 8][edit % 3]);
        let text = bulletin.read(&name);
        let text = text.split("\n风暴").next().unwrap().to_owned();
        save(&bulletin, &name, &format!("{text}\n风暴{edit}。\n"), edit);
        let due = Duration::from_secs(seconds) * edit as u32 / edits as u32;
        std::thread::sleep(due.saturating_sub(start.elapsed()));
    }
    let clean = bulletin.clean();
    let folder = bulletin.path().join(".jianbao-cache/watch");
    Preview::until("the storm's end", || tree(&folder) == clean);
    let (later, later_files) = preview.holds_at_rest();
    let most = seconds as usize * 2 + 10;
    let updates = preview.updates();
    assert!((1..=most).contains(&updates), "{updates} builds");
    assert!(later <= memory + 10 * 1024, "{memory} KiB, then {later}");
    assert!(later_files <= files + 2, "{files} open files, then {later_files}");
    assert!(tree(&folder) == clean);
}

#[test]
fn idle_it_rests() {
    let bulletin = Bulletin::new(8);
    let preview = Preview::start(bulletin.path());
    std::thread::sleep(Duration::from_millis(300));
    let ticks = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", preview.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    };
    let before = ticks();
    std::thread::sleep(Duration::from_secs(3));
    // A hundredth of three seconds, in ticks of ten milliseconds.
    assert!(ticks() - before <= 3, "{} ticks", ticks() - before);
}

#[test]
fn ctrl_c_leaves_nothing_behind() {
    let bulletin = Bulletin::new(9);
    let preview = Preview::start(bulletin.path());
    assert_eq!(preview.interrupt(), Some(0));
    let names = |folder: &str| {
        let mut names: Vec<String> = fs::read_dir(bulletin.path().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names("."), [".jianbao-cache", "content", "jianbao.yaml"]);
    let left: Vec<String> =
        names(".jianbao-cache").into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(left.iter().all(|name| name.ends_with("lock")), "{left:?}");
    // In the middle of a build as well.
    let preview = Preview::begin(bulletin.path());
    bulletin.write("jianbao.yaml", "title: 另一个\n");
    assert_eq!(preview.interrupt(), Some(0));
    assert!(
        names(".jianbao-cache").iter().all(|name| !name.contains("-new")),
        "{:?}",
        names(".jianbao-cache")
    );
}
