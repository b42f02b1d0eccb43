//! Scores, quotas and the sheet of a month by the program itself: what the manual says, and what was counted by hand.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

/// One dot.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xf8\xcf\xc0\
\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

/// A bulletin of these settings and records.
fn bulletin(settings: &str, records: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("jianbao.yaml"), settings).unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/all.yaml"), records).unwrap();
    fs::write(folder.path().join("content/shuwu.png"), PNG).unwrap();
    folder
}

fn stats(folder: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.arg("stats").args(options).args(["--as-of", "2024-05-08"]).current_dir(folder);
    command.env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL").output().unwrap()
}

fn right(output: &Output) -> String {
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {wrong}", output.status.code());
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn data(folder: &Path, options: &[&str]) -> Value {
    serde_json::from_str(&right(&stats(folder, &[options, &["--format", "json"]].concat()))).unwrap()
}

/// A column of the rows of one sort, by name.
fn column<'a>(data: &'a Value, sort: &str, key: &str) -> Vec<(&'a str, &'a Value)> {
    let rows = data["rows"].as_array().unwrap().iter().filter(|row| row["sort"] == sort);
    rows.map(|row| (row["name"].as_str().unwrap(), &row[key])).collect()
}

/// The blocks of the manual in a language.
fn blocks(manual: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let parts = manual.split(opening.as_str()).skip(1);
    parts.map(|part| part.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_manual_s_example_comes_to_what_it_says() {
    let manual = fs::read_to_string("docs/STATS.md").unwrap();
    let [settings, records] = &blocks(&manual, "yaml")[..] else { panic!("two files") };
    let [said] = &blocks(&manual, "text")[..] else { panic!("one answer") };
    let folder = bulletin(settings, records);
    assert_eq!(right(&stats(folder.path(), &["--month", "2024-04"])), *said);
    // What the manual reckons below it: 28, 2 and 18 points, and one for the photograph.
    let points = data(folder.path(), &["--month", "2024-04"]);
    assert_eq!(points["rows"][0]["points"], 28 + 2 + 18 + 1);
    for sum in ["共 28 分", "各 14 分", "共 18 分"] {
        assert!(manual.contains(sum), "{sum}");
    }
}

/// Two communities of a street, a reading room in one of them, and the street itself. Counted by hand below.
const RECORDS: &str = "
- {id: a, kind: feature, title: 甲, date: 2024-03-05, place: 南区/南街/东园, bylines: 通讯员 田甲 余乙 尹丁, body: 一二三四五六七八九十}
- {id: b, title: 甲, date: 2024-03-06, place: 南区/南街/东园, bylines: 通讯员 田甲, body: 一二三四五六七八九}
- {id: c, title: 甲, date: 2024-03-07, place: 南区/南街/东园/书屋, bylines: 通讯员 田甲, body: '', published: 省级}
- {id: d, title: 甲, date: 2024-04-30, place: 南区/南街/西园, bylines: 通讯员 小童, people: [{name: 小童, minor: true}], body: 一}
- {id: e, title: 甲, date: 2024-03-31, place: 南区/南街, body: 一, published: [{level: 省级, date: 2024-06-01}]}
- {id: f, title: 甲, date: 2024-04-02, place: 南区/南街/东园, bylines: 通讯员 余乙, body: 一, photos: [{file: shuwu.png, alt: 点, credit: 余乙 小童 摄}], people: [{name: 小童, minor: true}]}
- {id: g, title: 甲, date: 2024-06-01, publish_at: 2024-06-01, place: 南区/南街/西园, bylines: 通讯员 尹丁}
";

const SETTINGS: &str = "title: 南街简报\nscoring: {kinds: {feature: 10, news: 5}, photo: 0.25, characters: {each: 10, points: 0.01}, \
    levels: {provincial: 20}, quota: 2, most: 2, shared: divided}\n";

#[test]
fn two_months_are_scored_to_the_hundredth() {
    let folder = bulletin(SETTINGS, RECORDS);
    let data = data(folder.path(), &["--from", "2024-03", "--to", "2024-04"]);
    let rows = |sort: &str, key: &str| {
        let all = column(&data, sort, key);
        all.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect::<Vec<_>>()
    };
    let of = |all: &[(&str, Value)]| -> Vec<(String, Value)> {
        all.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    };
    // 10.01 + 5 + 25 + 5 + 5 + 5.25; the street's story has not been taken up yet.
    assert_eq!(rows("all", "points"), of(&[("", json!(55.26))]));
    // Of 10.01 among three the first has 3.34: 3.34 + 5 + 25, 3.34 + 5 + 0.13, 3.33.
    assert_eq!(
        rows("person", "points"),
        of(&[("田甲", json!(33.34)), ("余乙", json!(8.47)), ("尹丁", json!(3.33))])
    );
    // The child's story and half of a photograph, and the street's story without a by-line.
    assert_eq!(data["unnamed_points"], json!(10.12));
    // Of March the best two count: 25 and 10.01; of April 5.25.
    assert_eq!(
        rows("place", "points"),
        of(&[("南区/南街/东园", json!(40.26)), ("南区/南街/西园", json!(5))])
    );
    assert_eq!(rows("place", "pieces"), of(&[("南区/南街/东园", json!(4)), ("南区/南街/西园", json!(1))]));
    assert_eq!(rows("place", "beyond"), of(&[("南区/南街/东园", json!(1)), ("南区/南街/西园", json!(0))]));
    assert_eq!(rows("place", "quota"), of(&[("南区/南街/东园", json!(4)), ("南区/南街/西园", json!(4))]));
    // Three in March do not make up for one in April.
    assert_eq!(rows("place", "missing"), of(&[("南区/南街/东园", json!(1)), ("南区/南街/西园", json!(3))]));
    assert_eq!(rows("wider", "points"), of(&[("南区/南街", json!(5))]));
    assert_eq!(rows("wider", "quota"), of(&[("南区/南街", Value::Null)]));
    assert_eq!(data["silent_places"], json!([]));
    assert!(!data.to_string().contains("小童"), "a minor is never listed");
}

#[test]
fn each_may_have_the_whole() {
    let folder = bulletin(&SETTINGS.replace("divided", "whole"), RECORDS);
    let data = data(folder.path(), &["--month", "2024-03"]);
    let points = column(&data, "person", "points");
    assert_eq!(points, [("田甲", &json!(40.01)), ("余乙", &json!(10.01)), ("尹丁", &json!(10.01))]);
    assert_eq!(data["rows"][0]["points"], json!(45.01));
    assert_eq!(data["silent_places"], json!(["南区/南街/西园"]));
}

#[test]
fn a_table_program_gets_points_and_quotas_in_columns() {
    let folder = bulletin(SETTINGS, RECORDS);
    let table = right(&stats(folder.path(), &["--month", "2024-03", "--format", "csv"]));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    let heads: Vec<&str> = reader.headers().unwrap().iter().collect();
    assert_eq!(heads, ["分类", "名称", "篇数", "字数", "图片", "得分", "任务", "缺", "去年同期"]);
    assert_eq!(rows[0], ["合计", "", "4", "20", "0", "45.01", "", "", "0"]);
    assert!(rows.contains(
        &["社区", "南区/南街/东园", "3", "19", "0", "35.01", "2", "0", "0"].map(str::to_owned).to_vec()
    ));
    // A community with nothing in print owes all of it.
    assert!(rows.contains(
        &["社区", "南区/南街/西园", "0", "0", "0", "0", "2", "2", "0"].map(str::to_owned).to_vec()
    ));
}

#[test]
fn ten_thousand_correspondents_are_counted() {
    let mut records = String::new();
    for number in 0..10_000 {
        let (a, b) =
            (char::from_u32(0x4e00 + number / 100).unwrap(), char::from_u32(0x5200 + number % 100).unwrap());
        writeln!(records, "- {{id: r{number}, title: 甲, date: 2024-03-05, place: 南区/南街/东园, bylines: 通讯员 {a}{b}, body: 一}}")
            .unwrap();
    }
    let folder = bulletin("scoring: {kinds: {news: 10000}, most: 10000, quota: 10000}\n", &records);
    let data = data(folder.path(), &["--month", "2024-03"]);
    let points = column(&data, "person", "points");
    assert!(points.len() == 10_000 && points.iter().all(|(_, points)| **points == json!(10_000)));
    assert_eq!(data["rows"][0]["points"], json!(100_000_000));
    assert_eq!(column(&data, "place", "missing"), [("南区/南街/东园", &json!(0))]);
}

#[test]
fn a_month_stands_alone_and_a_sheet_is_a_pdf() {
    let folder = bulletin(SETTINGS, RECORDS);
    for options in [
        &["--month", "2024-03", "--from", "2024-03"][..],
        &["--month", "2024-13"],
        &["--month", "三月"],
        &["--month", "2024-03", "--sheet", "三月.html"],
    ] {
        let output = stats(folder.path(), options);
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{options:?}");
    }
    let files = fs::read_dir(folder.path()).unwrap();
    assert_eq!(files.count(), 2, "settings and records, and nothing that was saved");
}

#[cfg(not(feature = "print"))]
#[test]
fn without_print_there_is_no_sheet() {
    let folder = bulletin(SETTINGS, RECORDS);
    let output = stats(folder.path(), &["--month", "2024-03", "--sheet", "三月.pdf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--format csv"));
}

#[cfg(feature = "fonts")]
mod sheet {
    use super::*;

    /// The text of each page without its spaces.
    fn pages(path: &Path) -> Vec<String> {
        let output =
            Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(path).arg("-").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let page = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        text.trim_end_matches('\u{c}').split('\u{c}').map(page).collect()
    }

    /// How often a mark of some sort stands in the tree that readers' programs follow.
    fn marks(path: &Path, mark: &str) -> usize {
        let output = Command::new("pdfinfo").arg("-struct").arg(path).output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.lines().filter(|line| line.trim_start().split([' ', ':']).next() == Some(mark)).count()
    }

    #[test]
    fn the_manual_s_month_is_a_page_to_sign() {
        let manual = fs::read_to_string("docs/STATS.md").unwrap();
        let files = blocks(&manual, "yaml");
        let folder = bulletin(&files[0], &files[1]);
        let options = ["--month", "2024-04", "--sheet", "四月.pdf"];
        right(&stats(folder.path(), &options));
        let path = folder.path().join("四月.pdf");
        let first = fs::read(&path).unwrap();
        let pages = pages(&path);
        assert_eq!(pages.len(), 1);
        for words in [
            "2024年4月见报统计表",
            "填报单位：南街道办事处",
            "统计时间：2024年4月1日至2024年4月30日",
            "序号社区篇字图得分任务2篇去年同期",
            "1东园社区243030完成0",
            "2西园社区123119缺11",
            "3北园社区0000缺20",
            "序号姓名篇字图得分去年同期",
            "1余乙252032",
            "没有见报的社区北园社区",
            "没有见报的通讯员尹丁（去年同期1篇）",
            "填报：",
            "审核：",
            "制表日期：2024年5月8日",
        ] {
            assert!(pages[0].contains(words), "{words} is not in {}", pages[0]);
        }
        assert!(first.windows(7).any(|bytes| bytes == b"pdfuaid"), "it is PDF/UA");
        // Three tables: what all comes to, three communities and three correspondents, each with its heads.
        assert_eq!((marks(&path, "Table"), marks(&path, "TH")), (3, 5 + 8 + 7));
        assert_eq!(marks(&path, "TD"), 5 + 3 * 8 + 3 * 7);
        right(&stats(folder.path(), &options));
        assert_eq!(fs::read(&path).unwrap(), first, "the same bytes each time");
    }

    #[test]
    fn every_page_of_a_long_table_has_its_heads() {
        let mut records = String::new();
        let names: Vec<String> = ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
            .iter()
            .flat_map(|second| {
                ["田", "余", "石", "尹", "王", "李", "张"].map(|first| format!("{first}{second}"))
            })
            .collect();
        for number in 0..90 {
            let name = &names[number % names.len()];
            writeln!(records, "- {{id: r{number}, title: 甲, date: 2024-03-05, place: 南区/南街/园{number:02}, bylines: 通讯员 {name}, body: 一}}")
                .unwrap();
        }
        let folder = bulletin(SETTINGS, &records);
        right(&stats(folder.path(), &["--month", "2024-03", "--sheet", "三月.pdf"]));
        let pages = pages(&folder.path().join("三月.pdf"));
        assert!(pages.len() > 3, "{}", pages.len());
        for (number, page) in pages.iter().enumerate() {
            assert!(page.contains(&format!("第{}页，共{}页", number + 1, pages.len())), "{page}");
            let rows = page.contains('园') || page.contains('田');
            assert!(!rows || page.contains("序号"), "rows without heads: {page}");
        }
        let all = pages.concat();
        for number in 0..90 {
            assert_eq!(all.matches(&format!("园{number:02}1")).count(), 1, "{number}");
        }
        assert_eq!(all.matches("填报：").count(), 1);
    }

    #[test]
    fn what_stands_in_the_way_is_said() {
        let folder = bulletin(SETTINGS, RECORDS);
        let options = ["--month", "2024-03", "--sheet", "三月.pdf"];
        let theme = folder.path().join("themes/default/print");
        fs::create_dir_all(&theme).unwrap();
        fs::write(theme.join("tally.typ"), "#let setting(s, body) = body\n#let tally(d) = d.nothing\n")
            .unwrap();
        let output = stats(folder.path(), &options);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("unprintable-tally") && said.contains("tally.typ:2:"), "{said}");
        assert!(output.stdout.is_empty() && !folder.path().join("三月.pdf").exists());
        fs::remove_dir_all(folder.path().join("themes")).unwrap();
        let output = stats(folder.path(), &["--month", "2024-03", "--sheet", "没有/三月.pdf"]);
        assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
        let rare = RECORDS.replace("田甲", "田\u{10fffd}");
        fs::write(folder.path().join("content/all.yaml"), rare).unwrap();
        let output = stats(folder.path(), &options);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("missing-glyph") && said.contains("content/all.yaml"), "{said}");
    }
}
