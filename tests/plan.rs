//! `check --plan` and the calendar by the program itself, on the examples of the documents.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// The fenced blocks of a language in a document.
fn blocks(document: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(document).unwrap();
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// A bulletin whose records are the first example of a document.
fn example(document: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("jianbao.yaml"), "title: 示例\nbase_url: https://jianbao.example/\n")
        .unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("content/list.yaml"), &blocks(document, "yaml")[0]).unwrap();
    folder
}

fn jianbao(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(words).current_dir(folder).env("LANG", "zh_CN.UTF-8").env_remove("LC_ALL");
    command.output().unwrap()
}

fn said(folder: &Path, words: &[&str]) -> String {
    let output = jianbao(folder, words);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {wrong}", output.status.code());
    String::from_utf8(output.stdout).unwrap()
}

fn page(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join("public").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_plan_of_the_manual_is_what_the_program_says() {
    let folder = example("docs/DIARY.md");
    let text = said(folder.path(), &["check", "--plan", "--as-of", "2024-06-03"]);
    assert_eq!(text, blocks("docs/DIARY.md", "text")[0]);
}

#[test]
fn a_promise_is_noted_when_it_is_due_until_it_is_kept() {
    let folder = example("docs/DIARY.md");
    let rules = |day: &str| {
        let found = said(folder.path(), &["check", "--format", "json", "--as-of", day]);
        let found: Vec<Value> = serde_json::from_str(&found).unwrap();
        let of = |one: &Value| {
            let rule = one["rule"].as_str().unwrap();
            rule.starts_with("promise").then(|| format!("{rule} {}", one["line"]))
        };
        found.iter().filter_map(of).collect::<Vec<_>>()
    };
    // The first promise is kept, so nobody is reminded of it, before its day or after.
    assert!(rules("2024-04-21").is_empty());
    assert_eq!(rules("2024-05-31"), ["promise-due 10"]);
    assert_eq!(rules("2024-06-17"), ["promise-due 4", "promise-overdue 10"]);
    // Taken back, the promise stands again; and what is said to be kept was never promised.
    let list = folder.path().join("content/list.yaml");
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, text.replace("事项: 全部通电", "事项: 选好了")).unwrap();
    assert_eq!(rules("2024-04-21"), ["promise-overdue 4", "promise-not-made 8"]);
}

#[test]
fn both_pages_of_a_kept_promise_lead_to_each_other() {
    let folder = example("docs/DIARY.md");
    said(folder.path(), &["build", "--no-print", "--as-of", "2024-06-03"]);
    let (made, kept) =
        (page(folder.path(), "2024/xuandian/index.html"), page(folder.path(), "2024/tongdian/index.html"));
    assert!(made.contains("已兑现</span> <a href=\"../../2024/tongdian/\">"), "{made}");
    assert!(kept.contains("兑现 <a href=\"../../2024/xuandian/\">"), "{kept}");
}

#[test]
fn the_week_of_the_manual_has_what_the_manual_says() {
    let folder = example("docs/CALENDAR.md");
    said(folder.path(), &["build", "--no-print", "--as-of", "2024-04-08"]);
    let week = page(folder.path(), "calendar/2024-W15/index.html");
    let day = |id: &str| {
        let (_, rest) = week.split_once(&format!("id=\"{id}\"")).unwrap();
        rest.split("<h2").nth(1).unwrap().to_owned()
    };
    // 1 April was the turn of the first: 8 April is that of the second.
    for (id, team) in [("d0408", "中片组"), ("d0409", "西片组"), ("d0410", "东片组"), ("d0414", "中片组")]
    {
        assert!(day(id).contains(team) && day(id).contains("19:30–21:00"), "{id}: {}", day(id));
    }
    let (above, _) = week.split_once("id=\"d0408\"").unwrap();
    assert!(above.contains("爱绿月") && above.contains("进行中") && above.contains("2024-04-14"), "{above}");
    assert!(day("d0410").contains("第一律所") && day("d0410").contains("劳动、租赁"));
    assert!(!day("d0410").contains("综合窗口") && day("d0409").contains("义诊"));
    assert!(
        week.contains("去年的集市")
            && page(folder.path(), "issues/2024-W14/index.html").contains("calendar/2024-W14/")
    );
    // By rule, and by turns on the days that are nobody's: the third Wednesday is the second office's.
    assert!(page(folder.path(), "calendar/2024-W16/index.html").contains("第二律所"));
    assert!(page(folder.path(), "calendar/2024-W17/index.html").contains("综合窗口"));
    let month = page(folder.path(), "calendar/2024-04/index.html");
    assert!(month.contains("清明") && month.contains("世界读书日") && month.contains("from-0"));
    // The newest record is of 2 April: what nobody ends is listed until the end of July.
    assert!(folder.path().join("public/calendar/2024-07").exists());
    assert!(!folder.path().join("public/calendar/2024-08").exists());
    let place = page(folder.path(), "places/chong-chuan-qu/nan-jie-dao/nan-yuan-she-qu/index.html");
    assert!(
        place.contains("红袖套巡逻")
            && place.contains("近期活动")
            && place.contains("datetime=\"2024-04-10T14:00\"")
    );
}

#[test]
fn a_plan_as_json_has_every_part() {
    let folder = example("docs/CALENDAR.md");
    let plan = |day: &str| -> Value {
        serde_json::from_str(&said(folder.path(), &["check", "--plan", "--format", "json", "--as-of", day]))
            .unwrap()
    };
    let week = plan("2024-04-11");
    assert_eq!(
        (&week["week"], &week["from"], &week["to"]),
        (&"2024-W15".into(), &"2024-04-08".into(), &"2024-04-14".into())
    );
    let duty = |at: usize| week["activities"][at]["on_duty"].clone();
    let titles: Vec<&str> =
        week["activities"].as_array().unwrap().iter().map(|one| one["title"].as_str().unwrap()).collect();
    assert_eq!(titles[..4], ["爱绿月", "红袖套巡逻", "壹圆集市", "红袖套巡逻"]);
    assert_eq!(titles.len(), 1 + 7 + 2);
    assert_eq!(duty(1), serde_json::json!(["中片组"]));
    assert_eq!(week["year_before"][0]["id"], "qunian");
    // Nothing of the place was in print for eight weeks.
    assert!(week["silent"].as_array().unwrap().is_empty());
    assert_eq!(plan("2024-07-08")["silent"][0]["since"], "2024-04-02");
}

#[test]
fn a_name_that_is_kept_back_is_on_no_roster_and_nobody_takes_its_turn() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("jianbao.yaml"), "title: 示例\n").unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let record = "- {编号: a, 体裁: 活动, 标题: 夜巡, 日期: 2024-04-02, 开始: 2024-04-08 19:30, 重复: 每天, \
                  人物: [{姓名: 林小安, 未成年: 是}], 值班: [东片组, 林小安, 西片组]}\n";
    fs::write(folder.path().join("content/list.yaml"), record).unwrap();
    said(folder.path(), &["build", "--no-print", "--as-of", "2024-04-08"]);
    let week = page(folder.path(), "calendar/2024-W15/index.html");
    let on = |id: &str| {
        week.split(&format!("id=\"{id}\"")).nth(1).unwrap().split("<h2").nth(1).unwrap().to_owned()
    };
    assert!(
        on("d0408").contains("东片组") && !on("d0409").contains("片组") && on("d0410").contains("西片组")
    );
    let plan = said(folder.path(), &["check", "--plan", "--as-of", "2024-04-08"]);
    let rosters = page(folder.path(), "calendar/rosters.ics");
    let record = page(folder.path(), "2024/a/index.html");
    for text in [week, plan, rosters, record] {
        assert!(text.contains("西片组") && !text.contains("林小安"), "{text}");
    }
}

#[test]
fn a_venue_speaks_for_its_community() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
    write("jianbao.yaml", "title: 示例\n");
    fs::create_dir(folder.path().join("content")).unwrap();
    let records = "- {id: a, title: 甲, date: 2024-01-05, place: 区/街道/东社区}\n\
                   - {id: b, title: 乙, date: 2024-01-06, place: 区/街道/西社区}\n\
                   - {id: c, title: 丙, date: 2024-05-01, place: 区/街道/东社区/书房}\n\
                   - {id: n, kind: place, title: 北社区, parents: [{place: 区/街道}]}\n\
                   - {id: v, kind: place, title: 图书角, parents: [{place: 区/街道/东社区}]}\n";
    write("content/list.yaml", records);
    let words = ["check", "--plan", "--format", "json", "--as-of", "2024-05-02"];
    let plan: Value = serde_json::from_str(&said(folder.path(), &words)).unwrap();
    let wanted =
        serde_json::json!([{"name": "区/街道/北社区"}, {"name": "区/街道/西社区", "since": "2024-01-06"}]);
    assert_eq!(plan["silent"], wanted);
}

#[test]
fn a_promise_may_be_kept_by_another_record_only() {
    let folder = example("docs/DIARY.md");
    let list = folder.path().join("content/list.yaml");
    let text = fs::read_to_string(&list).unwrap();
    for wrong in ["tongdian", "nowhere"] {
        fs::write(&list, text.replace("兑现: xuandian", &format!("兑现: {wrong}"))).unwrap();
        let output = jianbao(folder.path(), &["build", "--no-print"]);
        assert_eq!(output.status.code(), Some(1), "{wrong}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("unknown-reference"), "{wrong}");
    }
}

#[test]
fn the_last_day_to_sign_up_is_in_the_calendar_and_in_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("jianbao.yaml"), "title: 示例\n").unwrap();
    fs::create_dir(folder.path().join("content")).unwrap();
    let records = "- {id: ban, kind: activity, title: 收纳课, date: 2024-04-02, starts: 2024-04-20 09:00, signup: 请于12日前到居委会报名}\n\
                   - {id: sui, kind: activity, title: 随时来, date: 2024-04-02, starts: 2024-04-21 09:00, signup: 到居委会}\n\
                   - {id: gao, kind: activity, title: 草稿, date: 2024-04-02, starts: 2024-04-20 09:00, signup: 4月11日前, draft: true}\n\
                   - {id: wan, kind: activity, title: 写晚了, date: 2024-04-02, starts: 2024-04-09 09:00, signup: 4月12日前}\n";
    fs::write(folder.path().join("content/list.yaml"), records).unwrap();
    said(folder.path(), &["build", "--no-print", "--as-of", "2024-04-08"]);
    for path in ["calendar/2024-W15/index.html", "calendar/2024-04/index.html"] {
        let text = page(folder.path(), path);
        let day = text.split("id=\"d0412\"").nth(1).unwrap().split("</ol>").next().unwrap();
        let day = day.split("<li id=").next().unwrap();
        let last = "<small>报名截止</small> <a href=\"../../2024/ban/\"><span class=\"clause\">收纳课</span></a></li>";
        assert!(day.contains(last) && !day.contains("写晚了"), "{path}: {day}");
        assert_eq!(text.matches("报名截止").count(), 1, "{path}: {text}");
    }
    let plan = said(folder.path(), &["check", "--plan", "--as-of", "2024-04-08"]);
    assert!(plan.contains("\n本周报名截止\n  2024-04-12 收纳课（请于12日前到居委会报名）\n"), "{plan}");
    let json = said(folder.path(), &["check", "--plan", "--format", "json", "--as-of", "2024-04-08"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let wanted = serde_json::json!([{"date": "2024-04-12", "id": "ban", "title": "收纳课", "signup": "请于12日前到居委会报名"}]);
    assert_eq!(json["closing"], wanted);
    let later = said(folder.path(), &["check", "--plan", "--as-of", "2024-04-15"]);
    assert!(!later.contains("报名截止"), "{later}");
}
