//! A cache that is damaged, copied or not to be had costs time and nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bulletin::Bulletin;

/// A bulletin with two issues, a photograph and a sheet.
fn bulletin() -> Bulletin {
    let bulletin = Bulletin::new(&["2024-04-11", "2024-04-18"]);
    let notice = "---\nkind: notice\ntitle: 停水通知\ndate: 2024-04-12\nsheet: true\n\
        photos: [{file: one.png, caption: 西门车棚, credit: 王记, alt: 车棚}]\n---\n\n请提前储水。\n";
    bulletin.write("content/notice.md", notice);
    fs::write(bulletin.path("content/one.png"), photo()).unwrap();
    bulletin
}

fn photo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 900, 600);
    encoder.set_color(png::ColorType::Rgb);
    let pixels: Vec<u8> = (0..900 * 600_u32).flat_map(|at| [(at / 9000 * 4) as u8, 120, 90]).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn whatever_is_damaged_in_the_cache_is_made_again() {
    let bulletin = bulletin();
    bulletin.built(&[]);
    let site = bulletin.files("public");
    let damages: [fn(&mut Vec<u8>); 4] = [
        |bytes| bytes.truncate(bytes.len() / 2),
        |bytes| bytes.clear(),
        |bytes| bytes.iter_mut().skip(40).step_by(97).for_each(|byte| *byte ^= 0x20),
        |bytes| bytes.iter_mut().take(8).for_each(|byte| *byte ^= 1),
    ];
    for (number, damage) in damages.into_iter().enumerate() {
        let all = files(&bulletin.path(".jianbao-cache"));
        let papers = all.iter().filter(|path| path.to_str().unwrap().contains("/paper/")).count();
        assert!(papers >= 4, "{papers} files of printed issues are kept");
        for path in all {
            let mut bytes = fs::read(&path).unwrap();
            damage(&mut bytes);
            fs::write(&path, bytes).unwrap();
        }
        if number % 2 == 0 {
            bulletin.remove("public");
        }
        bulletin.built(&[]);
        assert!(bulletin.files("public") == site, "damage {number}");
    }
}

#[test]
fn one_damaged_file_costs_one_issue() {
    let bulletin = bulletin();
    bulletin.built(&[]);
    let site = bulletin.files("public");
    for path in files(&bulletin.path(".jianbao-cache/paper")) {
        let mut bytes = fs::read(&path).unwrap();
        bytes.pop();
        fs::write(&path, bytes).unwrap();
        bulletin.remove("public");
        bulletin.built(&[]);
        assert!(bulletin.files("public") == site, "{}", path.display());
    }
}

#[test]
fn a_cache_from_another_disk_is_used() {
    let bulletin = bulletin();
    bulletin.built(&[]);
    let site = bulletin.files("public");
    let mut before = Vec::new();
    for path in files(&bulletin.path(".jianbao-cache/paper")) {
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
        before.push((fs::metadata(&path).unwrap().modified().unwrap(), path));
    }
    bulletin.remove("public");
    bulletin.built(&[]);
    assert!(bulletin.files("public") == site);
    let is_printed = |(time, path): &(std::time::SystemTime, PathBuf)| {
        path.file_name().unwrap().to_str().unwrap().starts_with("files-")
            && fs::metadata(path).unwrap().modified().unwrap() != *time
    };
    assert!(!before.iter().any(is_printed), "nothing was printed again");
}

/// The pages that the cache holds, each with when it was written.
fn pages(bulletin: &Bulletin) -> Vec<(PathBuf, std::time::SystemTime)> {
    let is_page = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with("page-");
    let written = |path: PathBuf| (path.clone(), fs::metadata(path).unwrap().modified().unwrap());
    let mut pages: Vec<_> =
        files(&bulletin.path(".jianbao-cache/paper")).into_iter().filter(is_page).map(written).collect();
    pages.sort();
    pages
}

#[test]
fn a_page_that_is_set_as_before_is_not_made_again_by_another_process() {
    let bulletin = bulletin();
    bulletin.built(&[]);
    let (site, before) = (bulletin.files("public"), pages(&bulletin));
    assert_eq!(before.len(), 2, "a page for each issue");
    // Nothing is known of the issues any more; their pages are there.
    for path in files(&bulletin.path(".jianbao-cache/paper")) {
        if !path.file_name().unwrap().to_string_lossy().starts_with("page-") {
            fs::remove_file(path).unwrap();
        }
    }
    bulletin.remove("public");
    bulletin.built(&[]);
    assert!(pages(&bulletin) == before, "a page was made again");
    assert!(bulletin.files("public") == site);
    bulletin.record("2024-04-18", "2024-04-18", "正文改了一个字。");
    bulletin.built(&[]);
    let after = pages(&bulletin);
    let stayed = before.iter().filter(|page| after.contains(page)).count();
    assert_eq!((stayed, after.len()), (2, 3), "one page is another now");
}
