//! `stats` by the program itself, on bulletins counted by hand.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

const RECORDS: [(&str, &str); 7] = [
    (
        "a.md",
        "title: 楼道亮了\ndate: 2024-04-02\nplace: 崇川区/东街道/东社区\nbylines: 通讯员 甲一 乙二\nphotos:\n  \
         - {file: a.png, caption: 灯, credit: 甲一摄, alt: 灯}\n  - {file: a.png, caption: 灯, credit: 丙三 摄, alt: 灯}\n\
         ---\n\n楼道的灯**亮了**，\n居民 20 户。\n",
    ),
    (
        "b.md",
        "title: 集市来了\ndate: 2024-04-30\nplace: 崇川区/东街道/西社区\nbylines: 通讯员 甲一\n---\n\n集市。\n",
    ),
    (
        "c.md",
        "title: 去年的事\ndate: 2023-04-10\nplace: 崇川区/东街道/西社区\nbylines: 通讯员 丁四 甲一\n---\n\n旧。\n",
    ),
    ("d.md", "title: 还没写完\ndate: 2024-04-15\nbylines: 通讯员 乙二\ndraft: true\n---\n\n草稿。\n"),
    (
        "e.md",
        "title: 孩子的事\ndate: 2024-04-16\nbylines: 通讯员 戊五\npeople: [{name: 戊五, minor: true}]\n---\n\n一天。\n",
    ),
    (
        "f.md",
        "title: 五月的事\ndate: 2024-05-01\nplace: 崇川区/东街道/南社区\nbylines: 通讯员 乙二\n---\n\n五月。\n",
    ),
    ("g.md", "kind: place\ntitle: 北社区\nparents: [{place: 崇川区/东街道}]\n---\n\n北边。\n"),
];

/// One dot.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xf8\xcf\xc0\
\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

fn bulletin() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("jianbao.yaml"), "title: 示例\n").unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    for (name, text) in RECORDS {
        fs::write(folder.path().join("content").join(name), format!("---\n{text}")).unwrap();
    }
    fs::write(folder.path().join("content/a.png"), PNG).unwrap();
    folder
}

fn stats(folder: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.arg("stats").args(options).current_dir(folder).env("LANG", "zh_CN.UTF-8");
    command.env_remove("LC_ALL").output().unwrap()
}

fn right(output: &Output) -> String {
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {wrong}", output.status.code());
    String::from_utf8(output.stdout.clone()).unwrap()
}

const APRIL: [&str; 4] = ["--from", "2024-04", "--to", "2024-04"];

#[test]
fn a_month_is_counted_to_the_character() {
    let folder = bulletin();
    let said = right(&stats(folder.path(), &[&APRIL[..], &["--format", "json"]].concat()));
    let said: Value = serde_json::from_str(&said).unwrap();
    let row = |sort: &str, name: &str, [pieces, characters, photos, before]: [usize; 4]| {
        json!({"sort": sort, "name": name, "pieces": pieces, "characters": characters, "photos": photos,
            "year_before": before})
    };
    // 楼道的灯亮了，居民20户。 has 13 characters, 集市。 and 一天。 three each.
    let rows = [
        row("all", "", [3, 19, 2, 1]),
        row("person", "甲一", [2, 16, 1, 1]),
        row("person", "乙二", [1, 13, 0, 0]),
        row("person", "丙三", [1, 0, 1, 0]),
        row("place", "崇川区/东街道/东社区", [1, 13, 2, 0]),
        row("place", "崇川区/东街道/西社区", [1, 3, 0, 1]),
    ];
    assert_eq!(said["rows"], Value::from(rows.to_vec()), "{said:#}");
    assert_eq!((&said["from"], &said["to"]), (&json!("2024-04-01"), &json!("2024-04-30")));
    assert_eq!(said["silent_people"], json!(["丁四"]));
    assert_eq!(said["silent_places"], json!(["崇川区/东街道/北社区", "崇川区/东街道/南社区"]));
    assert!(!said.to_string().contains("戊五"), "a minor is never listed: {said}");
}

#[test]
fn the_table_lines_up_and_the_csv_can_be_read() {
    let folder = bulletin();
    let text = right(&stats(folder.path(), &APRIL));
    let wanted = "2024-04-01 至 2024-04-30：3 篇，19 字，2 张图片；去年同期 1 篇\n\n\
        通讯员  篇  字  图  去年同期\n甲一     2  16   1         1\n乙二     1  13   0         0\n丙三     1   0   1         0\n";
    assert!(text.starts_with(wanted), "{text}");
    assert!(text.contains("没有见报的社区：崇川区/东街道/北社区、崇川区/东街道/南社区\n"), "{text}");
    let table = right(&stats(folder.path(), &["--format", "csv"]));
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(heads, ["分类", "名称", "篇数", "字数", "图片", "去年同期"]);
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    // Of all time: five records are out, and there is no year before.
    assert_eq!(rows[0], ["合计", "", "5", "24", "2", ""], "{table}");
    assert!(rows.contains(&["通讯员", "甲一", "3", "18", "1", ""].map(str::to_owned).to_vec()), "{table}");
    assert!(
        rows.contains(&["社区", "崇川区/东街道/西社区", "2", "5", "0", ""].map(str::to_owned).to_vec()),
        "{table}"
    );
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let folder = bulletin();
    for options in [&["--from", "2024-05", "--to", "2024-04"][..], &["--from", "四月"], &["--format", "xml"]]
    {
        let output = stats(folder.path(), options);
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{options:?}");
    }
    fs::write(folder.path().join("content/wrong.md"), "---\ntitel: 错\ndate: 2024-04-01\n---\n").unwrap();
    let output = stats(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty() && String::from_utf8_lossy(&output.stderr).contains("titel"));
}
