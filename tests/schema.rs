//! The schemas that `jianbao schema` prints: they are schemas, take what is right and refuse what is wrong.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use jianbao::cli::init;
use jianbao::cli::schema::{SchemaArgs, What, run, schema};
use jianbao::model::date::Date;
use jianbao::model::settings::Lang;
use serde_json::{Value, json};

const RECORDS_RIGHT: [&str; 16] = [
    "{title: 标题, date: 2024-04-11}",
    "{标题: 标题, 日期: '2024-04-11 09:30', 体裁: 消息, 作者: 通讯员 甲 乙}",
    "{title: 5680, date: 2024-04-11, tags: 读书, bylines: [{name: 甲, role: 通讯员}, 乙]}",
    "{kind: photo, date: 2024-04-11, photos: a.jpg}",
    "{体裁: 图片新闻, 日期: 2024-04-11, 图片: [{文件: a.jpg, 焦点: [0.5, 0.3], alt: 花}, b.jpg]}",
    "{kind: activity, title: x, date: 2024-04-11, starts: 2024-04-13 09:00, 场地: y, stalls: [{name: 理发}]}",
    "{类型: 活动, title: x, date: 2024-04-11, 重复: FREQ=WEEKLY}",
    "{kind: place, title: x, geo: [31.98, 120.89], names: [{name: 旧名, to: 2023-01-01}], hours: 9:30-17:30}",
    "{kind: 阵地, title: x, 上级: 崇川区/五山社区}",
    "{kind: project, title: x, programme: p, status: 已认领, due: 2024-05-01}",
    "{kind: ledger, title: x, columns: [书包, 借出], rows: [[一号, 5], [二号, 4]]}",
    "{kind: org, title: x}",
    "{体裁: 页面, 标题: 关于, 顺序: 1}",
    "{title: x, date: 2024-04-11, priority: 头条, print: 短文, sheet: 是, draft: false, stage: 签发}",
    "{title: x, date: 2024-04-11, figures: [{名称: 充电桩, 数值: 70, 限定: 余, measure: change}], issue: 2024-W15}",
    "{title: x, date: 2024-04-11, about: wish-1, follow_up: [{what: 加装, due: 2024-06-01}]}",
];

const RECORDS_WRONG: [&str; 18] = [
    "{title: x}",
    "{date: 2024-04-11}",
    "{kind: photo, date: 2024-04-11}",
    "{kind: nwes, title: x, date: 2024-04-11}",
    "{title: x, date: 2024-04-11, titel: y}",
    "{title: x, date: 2024-04-11, venue: y}",
    "{kind: news, title: x, date: 2024-04-11, geo: [31, 120]}",
    "{kind: place, title: x, geo: [131, 120]}",
    "{kind: place, title: x, geo: [31]}",
    "{title: x, date: 11.4.2024}",
    "{title: x, date: 2024-04-11, draft: maybe}",
    "{title: x, date: 2024-04-11, priority: top}",
    "{title: x, date: 2024-04-11, bylines: [{nmae: 甲}]}",
    "{title: x, date: 2024-04-11, photos: [{file: a.jpg, focus: [2, 0]}]}",
    "{title: [x], date: 2024-04-11}",
    "{title: x, date: 2024-04-11, issue: W15}",
    "{kind: 行动, title: x, total: 六十}",
    "just a text",
];

const SETTINGS_RIGHT: [&str; 4] = [
    "",
    "{标题: 简报, 备案: {icp: 苏ICP备1号}, 栏目: [社区传真, {名称: 故事会, badge: 故}], 拼音: {长岸: chang an}}",
    "{lang: en, print: {paper: a3, pages: auto}, issue_number: {first: 2024-W15, number: 412}}",
    "{credits: {责编: 甲}, require_stage: 街道, privacy: [{pattern: x, why: y}]}",
];
const SETTINGS_WRONG: [&str; 4] =
    ["{titel: x}", "{lang: fr}", "{filings: {icq: x}}", "{columns: [{nam: x}]}"];

const ISSUES_RIGHT: [&str; 2] = [
    "{头条: a, order: [a, b], 分版: {1: [a]}, 定版: 是, breaks: {a: 上|下}}",
    "{modules: [{kind: 看板, id: p}]}",
];
const ISSUES_WRONG: [&str; 2] = ["{leads: a}", "{final: sealed}"];

fn data(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap()
}

fn case(what: What, right: &[&str], wrong: &[&str]) -> Value {
    let all = |texts: &[&str]| texts.iter().map(|text| data(text)).collect::<Vec<_>>();
    json!({ "schema": schema(what), "right": all(right), "wrong": all(wrong) })
}

/// The front matter of `init`'s records and its settings.
fn samples() -> (Vec<Value>, Vec<Value>) {
    let (mut records, mut settings) = (Vec::new(), Vec::new());
    for lang in [Lang::ZhCn, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        let args = init::InitArgs { dir: folder.path().to_path_buf() };
        for name in init::run(&args, lang, Date::constant(2024, 4, 11)).unwrap() {
            let text = fs::read_to_string(folder.path().join(&name)).unwrap();
            if name.starts_with("content/") {
                records.push(data(text.split("---\n").nth(1).unwrap()));
            } else if name == "jianbao.yaml" {
                settings.push(data(&text));
            }
        }
    }
    (records, settings)
}

#[test]
fn the_schemas_take_what_is_right_and_refuse_what_is_wrong() {
    let (records, settings) = samples();
    let lists = [Value::Array(records.clone()), records[0].clone()];
    let mut all: Vec<Value> = records.iter().chain(&settings).cloned().collect();
    all.push(Value::Array(records.clone()));
    let cases = json!([
        case(What::Record, &RECORDS_RIGHT, &RECORDS_WRONG),
        case(What::Settings, &SETTINGS_RIGHT, &SETTINGS_WRONG),
        case(What::Issue, &ISSUES_RIGHT, &ISSUES_WRONG),
        { "schema": schema(What::Record), "right": records, "wrong": [lists[0]] },
        { "schema": schema(What::List), "right": lists, "wrong": ["x", [1], {"x": 1}] },
        { "schema": schema(What::Settings), "right": settings, "wrong": [1] },
        { "schema": schema(What::All), "right": all, "wrong": [{"titel": "x"}, "x", [{"titel": "x"}]] },
    ]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.json");
    fs::write(&file, cases.to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema_check.py");
    let output = Command::new("python3").arg(script).arg(file).output();
    let output = output.unwrap_or_else(|error| panic!("`python3` is needed: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_printed_schema_is_one_object_with_definitions_in_both_languages() {
    let text = run(&SchemaArgs::default());
    let printed: Value = serde_json::from_str(&text).unwrap();
    assert!(text.ends_with("}\n") && printed["$defs"]["record"].is_object());
    let news = &printed["$defs"]["record-news"]["properties"];
    assert_eq!(news["title"], news["标题"]);
    assert!(news["starts"].is_null() && !printed["$defs"]["record-activity"]["properties"]["开始"].is_null());
    let title = printed["$defs"]["key-title"]["description"].as_str().unwrap();
    assert!(title.contains("主标题") && title.contains("the main headline"));
}
