//! Numbers of many years as no bulletin should have them: whatever is drawn of them lies within its frame.

use std::collections::BTreeMap;

use crate::bulletin::{Bulletin, Dice, proving};

const SETTINGS: &str = "title: 简报\nbase_url: https://bulletin.example/\n";
const SUBJECTS: &str = "- {id: xd, kind: programme, title: 行动, total: 60, statuses: [待办, 办结]}\n\
    - {id: dd, kind: place, title: 地方}\n";

/// Numbers as nobody counts them.
const VALUES: [&str; 16] = [
    "0",
    "-0",
    "-7",
    "-1e300",
    "1e300",
    "1.7976931348623157e308",
    "-1.7976931348623157e308",
    "5e-324",
    "1e-9",
    "0.1",
    "3",
    "529",
    "9007199254740993",
    "123456789012345678901234567890",
    "100",
    "59.999999",
];
/// Words that some readers of YAML take for numbers, and some numbers that are none.
const NO_NUMBERS: [&str; 9] = [".nan", ".NaN", "NaN", "nan", ".inf", "-.inf", "Infinity", "1e999", "1e1000"];
const DAYS: [&str; 8] = [
    "0001-01-01",
    "1900-02-28",
    "2014-12-31",
    "2019-06-15",
    "2019-06-15",
    "2024-02-29",
    "2024-04-11",
    "9999-12-31",
];
const NAMES: [&str; 4] =
    ["数", "一个很长很长很长很长很长很长很长很长很长很长很长很长的名称", "<svg>&\"'", "𠀀é"];
const UNITS: [&str; 4] = ["个", "'%'", "人", "一个很长很长很长很长很长的单位"];
const MEASURES: [&str; 4] = ["stock", "change", "total", "flow"];

fn one_of(dice: &mut Dice, all: &[&'static str]) -> &'static str {
    all[usize::try_from(dice.below(all.len() as u64)).unwrap()]
}

/// Stories of ten years with several figures each.
fn records(dice: &mut Dice) -> String {
    let mut records = SUBJECTS.to_owned();
    for number in 0..40 {
        let figures: Vec<String> = (0..=dice.below(5))
            .map(|_| {
                let name = serde_json::to_string(one_of(dice, &NAMES)).unwrap();
                let qualifier = one_of(dice, &["exact", "over", "near", "about", "min", "max"]);
                format!(
                    "{{name: {name}, value: {}, unit: {}, measure: {}, qualifier: {qualifier}, as_of: {}, subject: {}}}",
                    one_of(dice, &VALUES),
                    one_of(dice, &UNITS),
                    one_of(dice, &MEASURES),
                    one_of(dice, &DAYS),
                    one_of(dice, &["xd", "dd", "没有记录的主体"])
                )
            })
            .collect();
        let (year, month) = (2015 + number % 10, 1 + dice.below(4));
        records.push_str(&format!(
            "- {{id: s{number}, title: 第{number}篇, date: {year}-{month:02}-11, about: xd, figures: [{}]}}\n",
            figures.join(", ")
        ));
    }
    records
}

/// The values of an attribute of an element.
fn attribute(element: &str, name: &str) -> Option<f64> {
    let value = element.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is no number: {element}")))
}

/// The least and the greatest of the coordinates that an element names; none of what has no place.
fn bounds(element: &str) -> Option<[f64; 4]> {
    let at = |name: &str| attribute(element, name);
    if element.starts_with("<rect") {
        let [x, y, wide, high] = ["x", "y", "width", "height"].map(|name| at(name).unwrap());
        assert!(wide >= 0.0 && high >= 0.0, "{element}");
        return Some([x, y, x + wide, y + high]);
    }
    if element.starts_with("<circle") {
        let [x, y, radius] = ["cx", "cy", "r"].map(|name| at(name).unwrap());
        return Some([x - radius, y - radius, x + radius, y + radius]);
    }
    if element.starts_with("<text") {
        let [x, y] = ["x", "y"].map(|name| at(name).unwrap());
        return Some([x, y, x, y]);
    }
    let path =
        element.strip_prefix("<path").and_then(|rest| rest.split(" d=\"").nth(1)?.split('"').next())?;
    let numbers: Vec<f64> = path
        .split(['M', 'L', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or_else(|_| panic!("{part} is no number: {element}")))
        .collect();
    let ends = |from: usize| {
        let values = || numbers.iter().skip(from).step_by(2).copied();
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left, right), (top, bottom)) = (ends(0), ends(1));
    Some([left, top, right, bottom])
}

/// How many parts the charts of these pages have; every one lies within its chart.
fn drawn(files: &BTreeMap<String, Vec<u8>>) -> usize {
    let mut parts = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for chart in page.split("<svg class=\"chart ").skip(1) {
            let chart = chart.split("</svg>").next().unwrap();
            let view: Vec<f64> = chart
                .split("viewBox=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap()
                .split(' ')
                .map(|n| n.parse().unwrap())
                .collect();
            for element in chart.split('<').skip(1).map(|rest| format!("<{rest}")) {
                let Some([left, top, right, bottom]) = bounds(&element) else { continue };
                let within = left >= 0.0 && top >= 0.0 && right <= view[2] && bottom <= view[3];
                assert!(within, "{path}: {element} leaves {view:?}");
                parts += 1;
            }
        }
    }
    parts
}

#[test]
fn charts_of_absurd_numbers_lie_within_their_frames() {
    let mut parts = 0;
    for seed in 0..if proving() { 200 } else { 12 } {
        let bulletin = Bulletin::new(SETTINGS);
        bulletin.write("content/a.yaml", records(&mut Dice::new(seed)));
        parts += drawn(&bulletin.built(&[]));
    }
    assert!(parts > 2000, "only {parts} parts");
}

#[test]
fn what_is_no_number_is_an_error_and_is_drawn_nowhere() {
    for value in NO_NUMBERS {
        let bulletin = Bulletin::new(SETTINGS);
        let record =
            format!("---\ntitle: 甲\ndate: 2024-04-11\nfigures: [{{name: 数, value: {value}}}]\n---\n");
        bulletin.write("content/a.md", record);
        let built = bulletin.build(&[]);
        assert_eq!(built.code, Some(1), "{value}: {}", built.said);
        assert!(built.said.contains("content/a.md:4:") && !built.said.contains("panicked"), "{}", built.said);
        assert!(!bulletin.out().exists(), "{value}");
    }
}

#[cfg(feature = "fonts")]
#[test]
fn an_issue_with_charts_of_absurd_numbers_is_printed() {
    for seed in 0..if proving() { 40 } else { 3 } {
        let bulletin = Bulletin::new(SETTINGS);
        // What no font has would be said before anything is drawn.
        bulletin.write("content/a.yaml", records(&mut Dice::new(seed)).replace('𠀀', "丁"));
        bulletin
            .write("issues/2024-W15.yaml", "modules: [{kind: figures, id: xd}, {kind: figures, id: dd}]\n");
        let story = "---\ntitle: 乙\ndate: 2024-04-11\nabout: xd\n---\n正文。\n";
        bulletin.write("content/b.md", story);
        let built = bulletin.run(&["build", "--issue", "2024-W15", "--as-of", "2024-04-20"]);
        assert_eq!(built.code, Some(0), "{seed}: {}", built.said);
        assert!(bulletin.out().join("issues/2024-W15/paper.pdf").exists(), "{seed}");
    }
}
