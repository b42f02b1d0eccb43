//! A change of opening hours makes anew what shows them.

use std::fs;
use std::path::Path;

use super::{Built, Remembers, build, differences, made_after, sample};
use crate::model::date::Date;

const PLACE: &str = "places/shan-xia-qu/chang-qiao-jie-dao/nanyuan/index.html";

/// Gives the place of the sample other hours.
fn set(folder: &Path, hours: &str) {
    let path = folder.join("content/standing.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("hours: ").unwrap();
    let (_, behind) = rest.split_once(", tags: [书屋").unwrap();
    fs::write(&path, format!("{before}hours: \"{hours}\", tags: [书屋{behind}")).unwrap();
}

#[test]
fn a_change_of_hours_makes_anew_the_page_of_its_place() {
    let made = made_after(|folder| set(folder, "周二至周日 9:00–18:00"));
    for path in [PLACE, "places/directory.csv", "places/directory.json"] {
        assert!(made.contains(&path.to_owned()), "{path}: {made:?}");
    }
    // Stories that are told there do not say when it is open.
    for path in [
        "2024/w15-lead/index.html",
        "2024/b/index.html",
        "2024/notice-1/index.html",
        "people/lixie/index.html",
    ] {
        assert!(!made.contains(&path.to_owned()), "{path}: {made:?}");
    }
}

#[test]
fn what_is_said_of_hours_is_what_a_clean_build_says() {
    let (folder, store) = (tempfile::tempdir().unwrap(), Remembers::default());
    sample::write(folder.path());
    let now = Date::constant(2024, 4, 12);
    let mut last = build(folder.path(), now, (None, &store)).unwrap();
    let shown = |built: &Built, path: &str| String::from_utf8(built.files[path].clone()).unwrap();
    for (hours, week) in [
        ("周一、二 9:00–12:00", Some("540-720 1980-2160")),
        ("律师来时开门", None),
        ("24小时，全年无休", Some("0-1440 1440-2880 2880-4320 4320-5760 5760-7200 7200-8640 8640-10080")),
        ("9:00–17:00", Some("540-1020 1980-2460 3420-3900 4860-5340 6300-6780 7740-8220 9180-9660")),
    ] {
        set(folder.path(), hours);
        let built = build(folder.path(), now, (Some(&last), &store)).unwrap();
        let clean = build(folder.path(), now, (None, &store)).unwrap();
        assert_eq!(differences(&built, &clean), [""; 0], "{hours}");
        let week = week.map(|week| format!("data-opening=\"{week}\""));
        for path in [PLACE, "places/index.html"] {
            let page = shown(&built, path);
            assert!(page.contains(hours), "{path}: {hours}");
            assert_eq!(page.contains("data-opening=\""), week.is_some(), "{path}: {hours}");
            assert!(week.as_ref().is_none_or(|week| page.contains(week)), "{path}: {hours}");
        }
        assert!(shown(&built, "places/directory.csv").contains(hours), "{hours}");
        assert!(shown(&built, "places/directory.json").contains(hours), "{hours}");
        last = built;
    }
}
