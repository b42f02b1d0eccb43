//! Search misses nothing: what records say is looked up in the files of their index, once by a reader written
//! from the format's description and once by the very script that the search page runs (in Node, which
//! must be installed).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests; clippy's exception for tests covers only the functions marked as such"
)]

#[path = "search/corpus.rs"]
mod corpus;
#[path = "search/reader.rs"]
mod reader;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use corpus::{Dice, Files, Record, index, index_in_order, records};
use jianbao::model::date::Date;
use jianbao::render::search::{Index, Meta};
use serde_json::{Value, json};

/// Asks the script of the search page; answers stand in the order of the queries.
fn ask(files: &BTreeMap<String, Vec<u8>>, queries: &Value) -> Vec<Value> {
    let scripts: BTreeMap<&str, &str> =
        files.iter().map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap())).collect();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut node = Command::new("node")
        .arg(here.join("tests/search/ask.js"))
        .arg(here.join("themes/default/scripts/search-engine.js"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test needs `node` (Debian: nodejs)");
    let asked = json!({"files": scripts, "queries": queries});
    node.stdin.take().unwrap().write_all(asked.to_string().as_bytes()).unwrap();
    let answer = node.wait_with_output().unwrap();
    assert!(answer.status.success(), "node failed");
    serde_json::from_slice(&answer.stdout).unwrap()
}

fn numbers(answer: &Value) -> Vec<usize> {
    let hits = answer["hits"].as_array().unwrap();
    hits.iter().map(|hit| hit["number"].as_u64().unwrap() as usize).collect()
}

/// What search promises for Han: the run stands in the title or in one block.
fn holds(record: &Record, run: &str) -> bool {
    record.title.contains(run) || record.text.contains(run)
}

/// `text` without punctuation, width and case, by other means than the index: to bound false hits.
fn plain(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap(),
        _ if c == 'é' => 'e',
        _ => c,
    };
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '%' | '\n');
    text.chars().map(narrow).filter(kept).flat_map(char::to_lowercase).collect()
}

/// Every record's title and text, plain, between line feeds.
fn plain_texts(records: &[Record]) -> Vec<String> {
    records.iter().map(|record| plain(&format!("{}\n{}", record.title, record.text))).collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// All runs of `length` Han characters in `text`.
fn runs(text: &str, length: usize) -> Vec<Vec<char>> {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(length).filter(|run| run.iter().copied().all(is_han)).map(<[char]>::to_vec).collect()
}

#[test]
fn every_run_of_two_and_three_han_leads_to_its_record() {
    let records = records(700, 1);
    let keys = reader::keys(&index_in_order(&records));
    let spots = |pair: &[char]| -> BTreeSet<u32> {
        let key = u64::from(u32::from(pair[0])) << 18 | u64::from(u32::from(pair[1]));
        keys.get(&key).map(|spots| spots.iter().copied().collect()).unwrap_or_default()
    };
    let mut looked_up = 0;
    for (number, record) in records.iter().enumerate() {
        for (text, body) in [(&record.title, false), (&record.text, true)] {
            for run in runs(text, 2).into_iter().chain(runs(text, 3)) {
                let all = run.windows(2).map(spots).reduce(|a, b| &a & &b).unwrap();
                let here = all.iter().any(|spot| *spot as usize / 4 == number && (spot % 4 > 0) == body);
                assert!(here, "{run:?} of record {number}");
                looked_up += 1;
            }
        }
    }
    assert!(looked_up > 20_000, "{looked_up}");
}

/// Queries of all sorts, each cut out of some record.
fn queries(records: &[Record], many: usize) -> Vec<(usize, String)> {
    let mut dice = Dice(99);
    let mut queries = Vec::new();
    while queries.len() < many {
        let number = dice.below(records.len());
        let record = &records[number];
        let text = if dice.below(3) == 0 { &record.title } else { &record.text };
        let length = 2 + dice.below(6);
        let query = match dice.below(4) {
            0 => record.title.clone(),
            1 => dice
                .pick(&["3D打印", "5680壹圆", "90%", "9:30", "café", "JULY", "abc", "2024年", "open day"])
                .to_owned(),
            _ => {
                let runs = runs(text, length);
                if runs.is_empty() {
                    continue;
                }
                runs[dice.below(runs.len())].iter().collect()
            }
        };
        queries.push((number, query));
    }
    queries
}

#[test]
fn the_page_misses_nothing_and_shows_nothing_else() {
    let records = records(400, 2);
    let plains = plain_texts(&records);
    let queries = queries(&records, 600);
    let asked: Vec<Value> = queries.iter().map(|(_, q)| json!({"q": q, "all": true})).collect();
    for ((number, query), answer) in queries.iter().zip(ask(&index_in_order(&records), &json!(asked))) {
        if answer["state"] != "ready" {
            assert!(
                query.chars().filter(|c| c.is_alphanumeric()).count() < 2,
                "{query} is {}",
                answer["state"]
            );
            continue;
        }
        let found = numbers(&answer);
        let distinct: BTreeSet<usize> = found.iter().copied().collect();
        assert_eq!(distinct.len(), found.len(), "{query}: a hit stands twice");
        assert!(!query.chars().all(is_han) || distinct.contains(number), "{query} misses {number}");
        let parts: Vec<String> = query.split_whitespace().map(plain).collect();
        for (number, record) in records.iter().enumerate() {
            let right = if query.chars().all(is_han) { holds(record, query) } else { record.title == *query };
            assert!(!right || distinct.contains(&number), "{query} misses {number}: {record:?}");
            let wrong = distinct.contains(&number) && !parts.iter().all(|part| plains[number].contains(part));
            assert!(!wrong, "{query} wrongly finds {record:?}");
        }
    }
}

fn record(title: &str, text: &str) -> Record {
    Record { title: title.to_owned(), text: text.to_owned(), kind: "news", ..Record::default() }
}

/// The numbers of the records of `texts` that `query` finds.
fn found(texts: &[&str], query: &str) -> Vec<usize> {
    let records: Vec<Record> = texts.iter().map(|text| record("无题", text)).collect();
    let mut found = numbers(&ask(&index_in_order(&records), &json!([{"q": query, "all": true}]))[0]);
    found.sort_unstable();
    found
}

#[test]
fn words_and_numbers_are_found_however_they_are_typed() {
    let texts = [
        "下午９：３０开始",
        "共5680壹圆",
        "Café in JULY",
        "占90％",
        "90户",
        "3Ｄ打印",
        "不是 19:30",
        "communicate",
    ];
    for (query, expected) in [
        ("9:30", &[0][..]),
        ("9：30开始", &[0]),
        ("5680壹圆", &[1]),
        ("共5680", &[1]),
        ("cafe", &[2]),
        ("CAFÉ july", &[2]),
        ("ju", &[2]),
        ("90%", &[3]),
        ("90", &[3, 4]),
        ("3d打印", &[5]),
        ("19:30", &[6]),
        ("communities", &[]),
        ("communic", &[7]),
    ] {
        assert_eq!(found(&texts, query), expected, "{query}");
    }
}

#[test]
fn a_number_before_a_han_is_looked_up_whole() {
    let mut records = vec![record("无题", "共35人，5号楼"); 300];
    records[7].text = "共5人".to_owned();
    let answers =
        ask(&index_in_order(&records), &json!([{"q": "5人"}, {"q": "5 人"}, {"q": "15人"}, {"q": "35人"}]));
    assert_eq!((numbers(&answers[0]), &answers[0]["done"]), (vec![7], &json!(true)));
    assert_eq!(answers[1]["state"], "ready");
    assert_eq!((numbers(&answers[2]).len(), numbers(&answers[3]).len()), (0, 10));
    assert!(answers[0]["files"].as_u64().unwrap() < 10, "{}", answers[0]["files"]);
}

/// The most that one view of hits may load.
const VIEW: u64 = 150_000;

#[test]
fn no_view_loads_too_much_and_the_last_record_is_found_all_the_same() {
    // Every record has both pairs of the query close together and none of them the run, but for the oldest.
    let filler = "长文无事".repeat(300);
    let mut records = vec![record("无题", &format!("{filler}\n甲乙，丁乙丙\n{filler}")); 200];
    records[0].text += "甲乙丙";
    let asked = json!([{"q": "甲乙丙"}, {"q": "甲乙丙", "all": true}]);
    let answers = ask(&index_in_order(&records), &asked);
    assert!(answers[0]["bytes"].as_u64().unwrap() <= VIEW, "{}", answers[0]["bytes"]);
    assert_eq!((numbers(&answers[0]).len(), &answers[0]["done"]), (0, &json!(false)));
    assert_eq!(numbers(&answers[1]), [0]);
}

#[test]
fn no_first_view_of_many_queries_loads_too_much() {
    let records = records(3000, 6);
    let mut dice = Dice(7);
    let mut asked = Vec::new();
    while asked.len() < 5000 {
        let record = &records[dice.below(records.len())];
        let text = if dice.below(3) == 0 { &record.title } else { &record.text };
        let (chars, length) = (text.chars().collect::<Vec<char>>(), 2 + dice.below(11));
        if chars.len() > length {
            let start = dice.below(chars.len() - length);
            asked.push(json!({"q": chars[start..start + length].iter().collect::<String>()}));
        }
    }
    for (query, answer) in asked.iter().zip(ask(&index_in_order(&records), &json!(asked))) {
        let bytes = answer["bytes"].as_u64().unwrap_or(0);
        assert!(bytes <= VIEW, "{query}: {bytes}");
    }
}

#[test]
fn a_run_does_not_cross_blocks_but_punctuation() {
    let texts = ["上句末\n下句首", "推行“三单制”，精准服务", "三单，制度"];
    assert!(found(&texts, "末下").is_empty());
    assert_eq!(found(&texts, "三单制精准"), [1]);
    assert_eq!(found(&texts, "“三单制”，精准"), [1]);
    assert_eq!(found(&texts, "单制"), [1, 2]);
    assert_eq!(found(&texts, "精准 三单"), [1]);
}

#[test]
fn a_single_han_and_an_empty_query_ask_for_more() {
    let files = index_in_order(&[record("社区", "一")]);
    let answers = ask(&files, &json!([{"q": "社"}, {"q": " ，"}, {"q": "社 社区"}, {"q": "没有"}]));
    let states: Vec<&Value> = answers.iter().map(|answer| &answer["state"]).collect();
    assert_eq!(states, ["short", "empty", "ready", "ready"]);
    assert_eq!((numbers(&answers[2]).len(), numbers(&answers[3]).len()), (1, 0));
}

#[test]
fn titles_come_first_then_the_newest_and_marks_stand_right() {
    let mut records = vec![
        record("旧楼加装电梯", "无"),
        record("新楼", "楼里加装，电梯。"),
        record("电梯加装", "加装了，电梯无"),
        record("再加装电梯", "无"),
    ];
    for (day, record) in (1..).zip(&mut records) {
        record.date = Date::new(2024, 4, day).ok();
    }
    let answer = &ask(&index_in_order(&records), &json!([{"q": "加装电梯", "all": true}]))[0];
    assert_eq!(numbers(answer), [3, 0, 1]);
    let marked = |part: &Value| -> Vec<String> {
        let segments = part.as_array().unwrap().iter().filter(|segment| segment["mark"] == true);
        segments.map(|segment| segment["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(marked(&answer["hits"][0]["title"]), ["加装电梯"]);
    assert_eq!(marked(&answer["hits"][2]["snippet"]), ["加装，电梯"]);
    assert_eq!((&answer["total"], &answer["exact"]), (&json!(3), &json!(true)));
}

#[test]
fn filters_leave_exactly_what_they_name() {
    let records = records(600, 3);
    let plains = plain_texts(&records);
    let filters = [
        json!({"kind": "notice"}),
        json!({"kind": "unknown"}),
        json!({"place": "江北区"}),
        json!({"place": "石桥社区"}),
        json!({"place": "江南区/石桥社区", "kind": "news"}),
        json!({"from": "2022-06-01", "to": "2022-12-31"}),
        json!({"from": "2023-05-05"}),
        json!({"to": "2022-01-31", "place": "江南区"}),
    ];
    let asked: Vec<Value> = filters.iter().map(|f| json!({"q": "社区", "filters": f, "all": true})).collect();
    for (filter, answer) in filters.iter().zip(ask(&index_in_order(&records), &json!(asked))) {
        let text = |name: &str| filter[name].as_str().unwrap_or_default();
        let passes = |record: &Record| {
            let date = record.date.map(|date| date.to_string());
            let dated = |right: &dyn Fn(&str) -> bool| date.as_deref().is_some_and(right);
            (text("kind").is_empty() || text("kind") == record.kind)
                && format!("/{}/", record.place).contains(&format!("/{}/", text("place")).replace("//", "/"))
                && (text("from").is_empty() || dated(&|date| date >= text("from")))
                && (text("to").is_empty() || dated(&|date| date <= text("to")))
        };
        let right = |(number, record): &(usize, &Record)| plains[*number].contains("社区") && passes(record);
        let expected: Vec<usize> =
            records.iter().enumerate().filter(right).map(|(number, _)| number).collect();
        let mut found = numbers(&answer);
        found.sort_unstable();
        assert_eq!(found, expected, "{filter}");
    }
}

#[test]
fn hostile_and_long_texts_come_back_as_they_are() {
    let hostile = "</script><b>\"\\'\u{2028}\u{0}`${x} 恶意";
    let long = format!("{}\n末尾之词", "长文".repeat(5000));
    let files = index_in_order(&[record(hostile, hostile), record("长", &long)]);
    let answers = ask(&files, &json!([{"q": "恶意"}, {"q": "尾之"}]));
    let title = answers[0]["hits"][0]["title"].as_array().unwrap();
    let title: String = title.iter().map(|segment| segment["text"].as_str().unwrap()).collect();
    assert_eq!(title, hostile);
    assert_eq!(numbers(&answers[1]), [1], "what lies behind the kept text is found as well");
}

#[test]
fn order_and_threads_do_not_reach_the_files() {
    let records = records(500, 4);
    let first = index_in_order(&records);
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut numbers: Vec<usize> = (0..records.len()).collect();
        let mut dice = Dice(threads as u64);
        for at in (1..numbers.len()).rev() {
            numbers.swap(at, dice.below(at + 1));
        }
        assert!(pool.install(|| index(&records, &numbers)) == first, "{threads} threads");
    }
}

#[test]
fn a_later_record_leaves_the_groups_before_it_alone() {
    let mut records = records(300, 5);
    let before = index_in_order(&records);
    records.push(Record { date: Date::new(2030, 1, 1).ok(), ..record("新到", "新到的一条") });
    let after = index_in_order(&records);
    let kept =
        before.keys().filter(|path| path.starts_with("search/t/0/")).all(|path| after.contains_key(path));
    assert!(kept, "old groups have new names");
}

#[test]
fn more_documents_than_an_era_holds_are_all_found() {
    let mut records = vec![record("寻常", "无"); (1 << 17) + 40];
    for number in [0, 7, 131_071, 131_072, 131_100] {
        records[number] = record("稀有之事", "无");
    }
    let answers = ask(&index_in_order(&records), &json!([{"q": "稀有之事"}, {"q": "寻常", "count": 50}]));
    assert_eq!(numbers(&answers[0]), [131_100, 131_072, 131_071, 7, 0]);
    assert_eq!(numbers(&answers[1]).len(), 50);
}

#[test]
fn an_empty_bulletin_has_an_index_too() {
    let answers = ask(
        &index_in_order(&[]),
        &json!([{"q": "社区"}, {"q": "社区", "filters": {"from": "2024-01-01", "kind": "x"}}]),
    );
    assert!(answers.iter().all(|answer| answer["done"] == true && answer["total"] == 0));
}

#[test]
fn what_is_given_wrongly_is_an_error() {
    let files = Files::default();
    let dated = |year| Meta {
        url: "x/",
        date: Date::new(year, 1, 1).ok(),
        kind: "news",
        kind_label: "消息",
        place: "",
    };
    assert!(Index::new(&[dated(2024), dated(2023)], &files).is_err(), "dates descend");
    let metas = [dated(2023), dated(2024)];
    let index = Index::new(&metas, &files).unwrap();
    index.add(0, "一", "二").unwrap();
    assert!(index.add(0, "一", "二").is_err(), "given twice");
    index.add(1, "一", "二").unwrap();
    assert!(index.add(1, "一", "二").is_err(), "given again when its group was whole");
    assert!(index.add(2, "一", "二").is_err(), "no such document");
    index.finish().unwrap();
    let files = Files::default();
    let index = Index::new(&metas, &files).unwrap();
    index.add(1, "一", "二").unwrap();
    assert!(index.finish().is_err(), "one is missing");
}
