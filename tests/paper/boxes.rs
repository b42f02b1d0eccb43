//! Stories in boxes: which are framed, that the frame is whole, and that the text within keeps to the page's rows.

use std::fs;

use crate::bulletin::{Bulletin, Entry, SETTINGS, Shot, week};
use crate::copy::Desk;
use crate::measures::{Area, Issue, assert_good, assert_right};
use crate::poppler::{self, Word};
use crate::prose::{headline, prose};

const STANDING: &str = "
- {id: jifen, kind: scheme, title: 花儿积分, units: [{name: 朵, points: 5}], rules: [{name: 参加议事会, 朵: 2}], prices: [{name: 香皂, points: 20}]}
- {id: dushu, kind: activity, title: 读书会, date: 2023-12-20, starts: 2024-01-06 14:30, print: false}
";
const MODULES: &str = "modules: [{kind: scheme, id: jifen}, calendar]\n";
const SHOT: Shot = Shot { width: 1600, height: 1067 };

fn entry(kind: &'static str, seed: u64, characters: usize) -> Entry {
    let (title, paragraphs) = (Some(headline(seed)), prose(seed, characters));
    Entry { kind, title, paragraphs, ..Entry::default() }
}

/// Ten stories, of which the numbers 6 to 9 are notices: of a page's length, with a photograph, and two like any.
fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = (0..6).map(|seed| entry("news", 1200 + seed, 320)).collect();
    entries[0].priority = Some("lead");
    entries[1].photos = vec![SHOT];
    entries.extend((0..4).map(|seed| entry("notice", 1210 + seed, 180)));
    entries[6].photos = vec![SHOT];
    entries[7].priority = Some("major");
    entries
}

/// The issue of these entries with these decisions.
fn issue(entries: &[Entry], decisions: &str) -> (Bulletin, Issue) {
    let bulletin = Bulletin::new(SETTINGS);
    fs::write(bulletin.root().join("content/standing.yaml"), STANDING).unwrap();
    bulletin.issue(0, entries);
    fs::create_dir_all(bulletin.root().join("issues")).unwrap();
    fs::write(bulletin.root().join(format!("issues/{}.yaml", week(0).0)), decisions).unwrap();
    let site = bulletin.build();
    let issue = Issue::of_site(&Desk::open(&bulletin.root()), &site, &week(0).0);
    let most = entries.iter().map(|entry| entry.paragraphs.concat().chars().count()).max();
    let measures = [issue.measures(&format!("boxes, {}", most.unwrap()))];
    assert_right(&measures);
    assert_good(&measures, FORGIVEN);
    (bulletin, issue)
}

/// Measures that are known to be missed.
const FORGIVEN: &[(&str, &str)] = &[
    // What a story leaves open that goes on elsewhere, it leaves open without a box as well.
    ("6000", "% blank"),
    ("6000", "apart"),
];

fn id(number: usize) -> String {
    format!("{}-{number:02}", week(0).0.to_lowercase())
}

/// The areas with a rule along all four sides, by record.
fn framed(issue: &Issue) -> Vec<&Area> {
    const DENSITY: u32 = 150;
    let scale = f64::from(DENSITY) / 72.0;
    let mut framed = Vec::new();
    for page in 0..issue.pages {
        let (width, height, samples) = poppler::grey(&issue.pdf, (page, DENSITY));
        let is_dark = |x: f64, y: f64| {
            let (x, y) = ((x * scale) as usize, (y * scale) as usize);
            let near = |at: usize, most: usize| at.saturating_sub(1)..(at + 2).min(most);
            near(y, height).any(|y| near(x, width).any(|x| samples[y * width + x] < 170))
        };
        let steps =
            |from: f64, to: f64| (1..200).map(move |step| from + (to - from) * f64::from(step) / 200.0);
        let is_framed = |area: &&Area| {
            let across = |y: f64| steps(area.left, area.right).all(|x| is_dark(x, y));
            let down = |x: f64| steps(area.top, area.bottom).all(|y| is_dark(x, y));
            area.page == page
                && [area.top, area.bottom].into_iter().all(across)
                && [area.left, area.right].into_iter().all(down)
        };
        framed.extend(issue.areas.iter().filter(is_framed));
    }
    framed
}

/// The records that are framed, in the order of their ids.
fn names(issue: &Issue) -> Vec<&str> {
    let mut names: Vec<&str> = framed(issue).iter().map(|area| &*area.id).collect();
    names.sort_unstable();
    names
}

#[test]
fn the_first_module_and_the_first_plain_notice_stand_in_boxes() {
    let (_bulletin, issue) = issue(&entries(), MODULES);
    assert_eq!(names(&issue), [id(8).as_str(), "jifen"]);
    // Nothing comes nearer to the rule than type to the one in a gutter.
    for area in framed(&issue) {
        let sides = |word: &Word| (word.left - area.left).min(area.right - word.right);
        let nearest = issue.words_of(&area.id).map(sides).fold(f64::INFINITY, f64::min);
        assert!(nearest > 0.45 * issue.grid.gutter, "{}: {nearest}", area.id);
        let (above, below) =
            issue.words_of(&area.id).fold((f64::INFINITY, f64::INFINITY), |(above, below), word| {
                (above.min(word.top - area.top), below.min(area.bottom - word.bottom))
            });
        assert!(above > 8.0 && below > 8.0, "{}: {above} {below}", area.id);
    }
}

#[test]
fn a_subhead_that_comes_first_stands_right_below_the_headline() {
    let (_bulletin, issue) = issue(&entries(), MODULES);
    let words: Vec<&Word> = issue.words_of("jifen").collect();
    let first = words.iter().find(|word| word.text.contains("积分规则")).unwrap();
    let above = words.iter().filter(|word| word.bottom < first.top).map(|word| word.bottom);
    let free = first.top - above.fold(0.0, f64::max);
    assert!(free < issue.grid.pitch, "{free}");
}

#[test]
fn a_long_notice_and_one_that_leads_are_not_framed_unasked() {
    let mut long = entries();
    long[8] = entry("notice", 1218, 1500);
    assert_eq!(names(&issue(&long, "{}\n").1), [""; 0]);
    let lead = [entry("notice", 1220, 300)];
    assert_eq!(names(&issue(&lead, "{}\n").1), [""; 0]);
}

#[test]
fn an_editor_frames_what_he_likes_and_nothing_else() {
    let mut all = entries();
    all.push(entry("brief", 1230, 90));
    let wish = format!("{MODULES}加框: [{}, {}, jifen]\n", id(1), id(10));
    // One has a photograph, and one would stand in a rail.
    assert_eq!(names(&issue(&all, &wish).1), [id(1).as_str(), &id(10), "jifen"]);
    assert_eq!(names(&issue(&all, &format!("{MODULES}boxes: []\n")).1), [""; 0]);
}

#[test]
fn a_box_goes_on_with_its_story() {
    let mut all = vec![entry("news", 1240, 6000)];
    all.extend((0..3).map(|seed| entry("news", 1241 + seed, 300)));
    let (_bulletin, issue) = issue(&all, &format!("boxes: [{}]\n", id(0)));
    let parts = framed(&issue);
    assert!(parts.len() == 2 && parts[0].page != parts[1].page, "{parts:?}");
}
