//! Stories with several photographs: they stand side by side, and what is not printed is said.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::bulletin::{Bulletin, DAY, Entry, SETTINGS, Shot, week};
use crate::poppler;
use crate::prose::{headline, prose};

const LANDSCAPE: Shot = Shot { width: 1200, height: 800 };
const PORTRAIT: Shot = Shot { width: 900, height: 1200 };
/// As wide as ten of it are high: no other photograph has room beside it.
const PANORAMA: Shot = Shot { width: 3000, height: 300 };
/// Across the page it would be a line high.
const RIBBON: Shot = Shot { width: 3000, height: 50 };

fn story(seed: u64, kind: &'static str, (priority, photos): (Option<&'static str>, &[Shot])) -> Entry {
    let (title, paragraphs) = (Some(headline(seed)), prose(seed, 420));
    Entry { kind, title, priority, photos: photos.to_vec(), paragraphs, ..Entry::default() }
}

/// The id of the record with this number.
fn stem(record: usize) -> String {
    format!("{}-{record:02}", week(0).0.to_lowercase())
}

/// The words on the pages, and the layout that says whose they are.
struct Page {
    words: Vec<poppler::Word>,
    layout: Value,
}

impl Page {
    /// Whether the record with this number stands on a page.
    fn has(&self, record: usize) -> bool {
        let stem = stem(record);
        let pages = self.layout["pages"].as_array().unwrap().iter();
        pages.flat_map(|page| page["areas"].as_array().unwrap()).any(|area| area["id"] == stem.as_str())
    }

    /// Where a caption of the record with this number stands: page, left edge and top of its first word.
    fn caption(&self, record: usize, photo: usize) -> Option<(usize, f64, f64)> {
        let start = format!("图为第{photo}号");
        let stem = stem(record);
        let side = |name: &str| self.layout["paper"][name].as_f64().unwrap() * 72.0 / 25.4;
        let (wide, high) = (side("width_mm"), side("height_mm"));
        let is_in = |word: &poppler::Word, area: &Value| {
            let at = |name: &str| area[name].as_f64().unwrap();
            let (x, y) = (word.left / wide - at("x"), word.top / high - at("y"));
            (-0.002..at("w")).contains(&x) && (-0.002..at("h")).contains(&y)
        };
        let is_own = |word: &&poppler::Word| {
            let areas = self.layout["pages"][word.page]["areas"].as_array().unwrap();
            areas.iter().any(|area| area["id"] == stem.as_str() && is_in(word, area))
        };
        // Between Chinese characters and digits stands a space, and so begins a word.
        let is_start = |some: &&[poppler::Word]| {
            let said: String = some.iter().map(|word| &*word.text).collect();
            said.starts_with(&start) && is_own(&&some[0])
        };
        let own = &self.words.windows(3).find(is_start)?[0];
        Some((own.page, own.left, own.top))
    }
}

#[test]
fn photographs_of_one_story_stand_side_by_side_and_the_rest_are_counted() {
    let bulletin = Bulletin::new(SETTINGS);
    let entries = [
        story(700, "news", (Some("lead"), &[LANDSCAPE, LANDSCAPE, PORTRAIT, LANDSCAPE])),
        story(701, "news", (None, &[PORTRAIT, PORTRAIT])),
        story(702, "photo", (None, &[LANDSCAPE; 6])),
        story(703, "news", (Some("minor"), &[LANDSCAPE, LANDSCAPE])),
        story(704, "news", (Some("major"), &[PANORAMA, PORTRAIT])),
        story(705, "news", (None, &[])),
        story(706, "news", (None, &[RIBBON])),
    ];
    bulletin.issue(0, &entries);
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(["build", "-v", "--as-of", DAY, "--out", "out"]).current_dir(bulletin.root());
    let output = command.env("LANG", "C").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{said}");
    let folder = bulletin.root().join("out/issues").join(week(0).0);
    let layout = serde_json::from_slice(&fs::read(folder.join("layout.json")).unwrap()).unwrap();
    let page = Page { words: poppler::words(&folder.join("paper.pdf")), layout };
    let printed = |record: usize| -> Vec<usize> {
        (0..entries[record].photos.len()).filter(|photo| page.caption(record, *photo).is_some()).collect()
    };
    let all: Vec<Vec<usize>> = (0..entries.len()).map(printed).collect();
    // The first of every record that has one, then the next, as long as there is room; beside a panorama there is none.
    // A ribbon has none at all, and its story is printed without it.
    let most = [3, 2, 4, 1, 1, 0, 0];
    for (record, photos) in all.iter().enumerate() {
        assert!(page.has(record), "{record} stands nowhere: {said}");
        assert_eq!(*photos, (0..photos.len()).collect::<Vec<_>>(), "the first ones, of {all:?}");
        assert!((most[record].min(1)..=most[record]).contains(&photos.len()), "{record} of {all:?}");
    }
    assert!(all[0].len() > 1 && all[2].len() == 4, "stories show several where they have them: {all:?}");
    for (record, photos) in all.iter().enumerate() {
        let places: Vec<_> = photos.iter().map(|photo| page.caption(record, *photo).unwrap()).collect();
        for pair in places.windows(2) {
            assert_eq!(pair[0].0, pair[1].0, "on one page: {places:?}");
            assert!((pair[0].2 - pair[1].2).abs() < 0.5, "on one row: {places:?}");
            assert!(pair[0].1 + 60.0 < pair[1].1, "beside each other, in their order: {places:?}");
        }
    }
    // What is said of several records stands once, with how often it holds.
    let mut missing: BTreeMap<usize, usize> = BTreeMap::new();
    for (entry, printed) in
        entries.iter().zip(&all).filter(|(entry, printed)| entry.photos.len() > printed.len())
    {
        *missing.entry(entry.photos.len() - printed.len()).or_default() += 1;
    }
    let lines: Vec<&str> = said.lines().filter(|line| line.contains("fewer-photos")).collect();
    assert_eq!(lines.len(), missing.len(), "{said}");
    for (number, times) in missing {
        let wanted = format!("有 {number} 张图片没有见报");
        let line =
            lines.iter().find(|line| line.contains(&wanted)).unwrap_or_else(|| panic!("{wanted}: {said}"));
        assert_eq!(line.contains(&format!("（共 {times} 处）")), times > 1, "{line}");
    }
}
