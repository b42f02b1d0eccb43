//! What an editor wishes of an issue, met or refused, and what he is told of its pages.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::bulletin::{Bulletin, DAY, Entry, SETTINGS, week};
use crate::prose::{headline, prose};

fn news(seed: u64, characters: usize) -> Entry {
    Entry {
        kind: "news",
        title: Some(headline(seed)),
        paragraphs: prose(seed, characters),
        ..Entry::default()
    }
}

/// What stands where.
struct Layout(Value);

impl Layout {
    /// The layout of an issue with these decisions, and what the program said of it.
    fn of(entries: &[Entry], decisions: &str) -> (Self, String) {
        Self::with(SETTINGS, entries, decisions)
    }

    /// The same in a bulletin with these settings.
    fn with(settings: &str, entries: &[Entry], decisions: &str) -> (Self, String) {
        let bulletin = Bulletin::new(settings);
        bulletin.issue(0, entries);
        fs::create_dir_all(bulletin.root().join("issues")).unwrap();
        fs::write(bulletin.root().join(format!("issues/{}.yaml", week(0).0)), decisions).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
        command.args(["build", "-v", "--as-of", DAY, "--out", "out"]).current_dir(bulletin.root());
        let output = command.env("LANG", "C").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
        let layout = bulletin.root().join("out/issues").join(week(0).0).join("layout.json");
        (Self(serde_json::from_slice(&fs::read(layout).unwrap()).unwrap()), said)
    }

    /// The records of each page in the order of reading.
    fn pages(&self) -> Vec<Vec<&str>> {
        let pages = self.0["pages"].as_array().unwrap();
        pages.iter().map(|page| page["areas"].as_array().unwrap().iter().map(id_of).collect()).collect()
    }

    /// The page on which a record begins, from 0.
    fn page_of(&self, id: &str) -> Option<usize> {
        self.pages().iter().position(|page| page.contains(&id))
    }
}

fn id_of(area: &Value) -> &str {
    area["id"].as_str().unwrap()
}

fn id(number: usize) -> String {
    format!("{}-{number:02}", week(0).0.to_lowercase())
}

#[test]
fn pages_order_and_company_are_as_the_editor_wishes() {
    let entries: Vec<Entry> = (0..20).map(|seed| news(500 + seed, 330)).collect();
    let (free, _) = Layout::of(&entries, "{}\n");
    assert!(free.pages().len() > 1, "the issue has to fill more than a page: {:?}", free.pages());
    let first = free.pages()[0].clone();
    let (moved, kept, ordered) = (first[1].to_owned(), first[0].to_owned(), id(19));
    let partner = free.pages()[1].iter().rfind(|id| **id != ordered).unwrap().to_string();
    let decisions = format!(
        "lead: {kept}\npages: {{2: [{moved}]}}\norder: [{ordered}]\ntogether: [[{}, {partner}]]\n",
        first[2]
    );
    let (wished, said) = Layout::of(&entries, &decisions);
    assert!(!said.contains("no-such-place"), "{said}");
    let pages = wished.pages();
    assert_eq!(pages[0][..2], [kept.as_str(), ordered.as_str()], "{pages:?}");
    assert_eq!(wished.page_of(&moved), Some(1), "{pages:?}");
    assert_eq!(wished.page_of(first[2]), wished.page_of(&partner), "{pages:?}");
    let all = pages.concat();
    let place = |id: &str| all.iter().position(|one| *one == id).unwrap();
    assert_eq!(place(first[2]) + 1, place(&partner), "{pages:?}");
    assert_eq!(all.len(), 20, "{pages:?}");
}

#[test]
fn a_story_stands_across_the_foot_of_page_one_as_the_editor_wishes() {
    let mut entries: Vec<Entry> = (0..16).map(|seed| news(580 + seed, 300)).collect();
    entries[4] = Entry { kind: "brief", ..news(584, 90) };
    let foot = |layout: &Layout| {
        let areas = layout.0["pages"][0]["areas"].as_array().unwrap().clone();
        let side = |area: &Value, name: &str| area[name].as_f64().unwrap();
        let widest = areas.iter().map(|area| side(area, "x") + side(area, "w")).fold(0.0, f64::max);
        let last = areas.last().unwrap().clone();
        let is_whole = side(&last, "x") < 0.1 && side(&last, "x") + side(&last, "w") > widest - 0.001;
        let is_lowest = areas
            .iter()
            .all(|area| area["id"] == last["id"] || side(area, "y") + side(area, "h") <= side(&last, "y"));
        (is_whole && is_lowest).then(|| id_of(&last).to_owned())
    };
    // Any story, and one that would stand in a rail; what else is wished stays wished.
    for number in [2, 4] {
        let wish = format!("lead: {}\n倒头条: {}\norder: [{}]\n", id(0), id(number), id(9));
        let (layout, said) = Layout::of(&entries, &wish);
        assert!(!said.contains("no-such-place"), "{said}");
        assert_eq!(foot(&layout), Some(id(number)), "{:?}", layout.pages());
        assert_eq!(layout.pages()[0][1], id(9), "{:?}", layout.pages());
        assert_eq!(layout.pages().concat().iter().filter(|one| **one == id(number)).count(), 1);
    }
    // Where another page is wished for it as well, that wish is obeyed and the other refused.
    let wish = format!("foot: {}\npages: {{2: [{}]}}\n", id(2), id(2));
    let (layout, said) = Layout::of(&entries, &wish);
    assert!(said.contains("no-such-place") && said.contains("倒头条"), "{said}");
    assert_eq!(layout.page_of(&id(2)), Some(1), "{:?}", layout.pages());
}

#[test]
fn company_is_kept_on_the_page_wished_for_one_and_refused_where_pages_differ() {
    let entries: Vec<Entry> = (0..20).map(|seed| news(500 + seed, 330)).collect();
    let beside = format!("together: [[{}, {}]]\n", id(3), id(7));
    // One of them is wished for a page: the other comes along, whichever it is.
    for wished in [3, 7] {
        let (layout, said) = Layout::of(&entries, &format!("{beside}pages: {{2: [{}]}}\n", id(wished)));
        assert!(!said.contains("no-such-place"), "{said}");
        assert_eq!([layout.page_of(&id(3)), layout.page_of(&id(7))], [Some(1); 2], "{:?}", layout.pages());
        let all = layout.pages().concat();
        let place = |number: usize| all.iter().position(|one| *one == id(number)).unwrap();
        assert_eq!(place(3).abs_diff(place(7)), 1, "{all:?}");
    }
    let pages = format!("pages: {{1: [{}], 2: [{}]}}\n", id(3), id(7));
    let (layout, said) = Layout::of(&entries, &format!("{beside}{pages}"));
    assert!(said.contains("no-such-place") && said.contains("相邻"), "{said}");
    assert_eq!([layout.page_of(&id(3)), layout.page_of(&id(7))], [Some(0), Some(1)], "{:?}", layout.pages());
    // A page that cannot be is refused alone: who stands beside whom is still as wished.
    let (layout, said) = Layout::of(&entries, &format!("{beside}pages: {{9: [{}]}}\n", id(11)));
    assert!(said.contains("第9版") && !said.contains("相邻"), "{said}");
    assert_eq!(layout.page_of(&id(3)), layout.page_of(&id(7)), "{:?}", layout.pages());
}

#[test]
fn a_page_that_cannot_be_is_refused_and_nothing_is_lost() {
    let entries: Vec<Entry> = (0..3).map(|seed| news(540 + seed, 200)).collect();
    let (layout, said) = Layout::of(&entries, &format!("pages: {{5: [{}]}}\n", id(1)));
    assert!(said.contains("no-such-place") && said.contains("第5版"), "{said}");
    assert_eq!(layout.pages().concat().len(), 3);
}

#[test]
fn what_the_editor_names_is_left_out_last_and_then_it_is_said() {
    let settings = format!("{SETTINGS}print: {{pages: 1}}\n");
    let entries: Vec<Entry> = (0..16).map(|seed| news(600 + seed, 330)).collect();
    let issue = |decisions: &str| Layout::with(&settings, &entries, decisions);
    let (free, said) = issue("{}\n");
    let without = |layout: &Layout| -> Vec<String> {
        let all = layout.pages().concat();
        (0..16).map(id).filter(|id| !all.contains(&id.as_str())).collect()
    };
    let out = without(&free);
    assert!(out.len() > 2 && out.len() < 14 && !said.contains("no-such-place"), "{out:?}: {said}");
    // What would be left out is wished for, one in every way: another is left out instead of each.
    let wishes = format!("order: [{}]\ntogether: [[{}, {}]]\n", out[0], out[1], out[2]);
    let (wished, said) = issue(&wishes);
    let other = without(&wished);
    assert!(out[..3].iter().all(|id| !other.contains(id)), "{out:?}, {other:?}: {said}");
    assert!(!said.contains("no-such-place"), "{said}");
    // Where all are named, the last of them are left out all the same, and an editor is told why.
    let order: Vec<String> = (0..16).map(id).collect();
    let (all, said) = issue(&format!("order: [{}]\n", order.join(", ")));
    let lost = without(&all);
    assert_eq!(lost, order[16 - lost.len()..], "{said}");
    assert!(said.contains("点了名，还是排不上") && said.contains("no-room-in-print"), "{said}");
    assert_eq!(said.matches(&format!("（共 {} 处）", lost.len())).count(), 2, "{said}");
}

#[test]
fn an_editor_is_told_how_pages_came_out_and_what_was_jumped() {
    let (layout, said) = Layout::of(&[news(2, 6000)], "{}\n");
    assert_eq!(layout.pages().len(), 2);
    assert!(said.contains("jumped-story") && said.contains("下转第2版"), "{said}");
    let measured = said.lines().filter(|line| line.contains("page-measures"));
    assert_eq!(measured.count(), 2, "{said}");
    assert!(said.contains("空白 ") && said.contains("版面收短了"), "{said}");
}

#[test]
fn leading_gives_way_before_a_story_or_a_page_does() {
    let issue = |last: usize| -> Vec<Entry> {
        (0..9).map(|seed| news(560 + seed, if seed == 8 { last } else { 500 })).collect()
    };
    let is_closer = |(_, said): &(Layout, String)| said.contains("行距 11.5 磅");
    // The last story grows until the issue wants another page; before it gets one, the lines stand closer.
    let layouts: Vec<(Layout, String)> = (14..26).map(|step| Layout::of(&issue(step * 60), "{}\n")).collect();
    let closer: Vec<&(Layout, String)> = layouts.iter().filter(|layout| is_closer(layout)).collect();
    assert!(!closer.is_empty(), "no issue was set closer");
    for (layout, said) in closer {
        assert_eq!(layout.pages().len(), 1, "{said}");
        assert_eq!(layout.pages().concat().len(), 9, "{said}");
    }
}
