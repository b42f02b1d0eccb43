//! What must hold for every board, and that the guide's example is one.

use super::sample::put;
use super::{Built, build};
use crate::resolve::Show;

/// A bulletin of these records.
pub(super) fn bulletin(records: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", b"title: \xe7\xa4\xba\xe4\xbe\x8b\nbase_url: https://example.test/\n");
    put(folder.path(), "content/a.yaml", records.as_bytes());
    build(folder.path(), Show::Out, &[])
}

#[test]
fn the_example_of_the_guide_is_a_board() {
    let manual = include_str!("../../../docs/BOARDS.md");
    let records = manual.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let built = bulletin(records);
    let board = built.page("programmes/chawei/index.html");
    for said in ["1 / 20", "已拆除 1", "逾期1项", "<small>1 / 16</small>", "后巷搭建", "负责 校西村社区"]
    {
        assert!(board.contains(said), "{said}: {board}");
    }
    // Nobody has looked again within a fortnight of the 22nd of March.
    assert!(board.contains("已拆除 → 已回看"), "{board}");
    assert!(board.contains("下一步 回头看"), "{board}");
    let project = built.page("projects/houxiang/index.html");
    assert!(
        project.contains("已拆除") && project.contains("回头看") && project.contains("逾期"),
        "{project}"
    );
}

#[test]
fn a_board_of_hundreds_folds_its_groups_and_keeps_what_waits_first() {
    let mut records = String::from(
        "- {id: many, kind: programme, title: 大行动, statuses: [待认领, 已完成], group_by: [category, status]}\n",
    );
    for number in 0..300 {
        let category = ["甲", "乙", "丙"][number % 3];
        let claimed = if number % 2 == 0 { ", claimed_by: 队伍" } else { "" };
        records.push_str(&format!(
            "- {{id: p{number}, kind: project, title: 第{number:03}项, programme: many, category: {category}, status: 待认领{claimed}}}\n"
        ));
    }
    let built = bulletin(&records);
    let board = built.page("programmes/many/index.html");
    assert_eq!(board.matches("<details class=\"group\"").count(), 3);
    assert_eq!(board.matches("<details class=\"group\" open").count(), 1);
    let group = board.split("<details class=\"group\"").nth(1).unwrap();
    let items: Vec<&str> = group.split("<li").skip(1).collect();
    assert_eq!(items.len(), 100);
    let first_claimed = items.iter().position(|item| item.contains("认领 队伍")).unwrap();
    assert_eq!(first_claimed, 50, "what nobody has claimed comes first");
    assert!(items[first_claimed..].iter().all(|item| item.contains("认领 队伍")));
}

/// A programme with all that a board has, in so many files and this order of its stories.
fn written(order: &[usize]) -> Built {
    let stories = [
        "- {id: s0, title: 一, date: 2024-03-15, about: [{id: p1, status: 社区派单}]}",
        "- {id: s1, title: 二, date: 2024-03-15, about: [{id: p1, status: 律所接单}, {id: p2, status: 社区派单}]}",
        "- {id: s2, title: 三, date: 2024-03-20, about: [{id: p1, status: 已办结, step: 回访}]}",
        "- {id: s3, title: 四, date: 2024-03-20, about: [{id: p1, status: 律所接单}]}",
        "- {id: s4, title: 五, date: 2024-04-02, about: [{id: p2, step: 回访}]}",
    ];
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", b"base_url: https://example.test/\n");
    put(
        folder.path(),
        "content/z.yaml",
        "- {id: sandan, kind: programme, title: 三单制, statuses: [居民点单, 社区派单, 律所接单, 已办结], overdue: [{from: 社区派单, to: 律所接单, days: 2}]}\n\
         - {id: p1, kind: project, title: 漏水, programme: sandan, status: 居民点单, opened: 2024-03-14, steps: [回访]}\n\
         - {id: p2, kind: project, title: '=cmd', programme: sandan, status: 居民点单, opened: 2024-03-14, claimed_by: 律所, steps: [回访, {name: 归档, due: 2024-04-10}]}\n"
            .as_bytes(),
    );
    for (place, story) in order.iter().enumerate() {
        let file = format!("content/{}.yaml", ["a", "b", "zz", "c", "y"][place]);
        put(folder.path(), &file, stories[*story].as_bytes());
    }
    build(folder.path(), Show::Out, &[])
}

#[test]
fn stories_in_any_order_and_any_file_give_the_same_board_to_the_byte() {
    let paths = ["index.html", "board.csv", "board.json"].map(|name| format!("programmes/sandan/{name}"));
    let wanted = written(&[0, 1, 2, 3, 4]);
    for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [3, 2, 1, 4, 0], [1, 4, 0, 3, 2]] {
        let built = written(&order);
        for path in &paths {
            assert_eq!(built.page(path), wanted.page(path), "{path} {order:?}");
        }
    }
}

#[test]
fn the_data_of_a_board_say_when_each_status_was_reached_and_what_is_late() {
    let built = written(&[0, 1, 2, 3, 4]);
    let mut table = csv::Reader::from_reader(built.page("programmes/sandan/board.csv").as_bytes());
    let heads = table.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let at = |row: &csv::StringRecord, head: &str| {
        row[heads.iter().position(|one| one == head).unwrap()].to_owned()
    };
    let find = |id: &str| rows.iter().find(|row| &row[0] == id).unwrap();
    let (done, late) = (find("p1"), find("p2"));
    assert_eq!(at(done, "居民点单→社区派单 天数"), "1");
    assert_eq!(at(done, "社区派单→律所接单 天数"), "0");
    assert_eq!(at(done, "律所接单→已办结 天数"), "5");
    assert_eq!(
        (at(done, "状态"), at(done, "完成"), at(done, "逾期天数")),
        ("已办结".into(), "是".into(), "".into())
    );
    assert_eq!(at(late, "项目"), "'=cmd");
    assert_eq!((at(late, "逾期天数"), at(late, "最近报道")), ("26".into(), "五".into()));
    assert_eq!(at(late, "步骤"), "回访 2024-04-02；归档 未完成");
    let data: serde_json::Value = serde_json::from_str(built.page("programmes/sandan/board.json")).unwrap();
    assert_eq!(data["pace"][0]["median_days"], 1.0);
    let json = data["projects"].as_array().unwrap().iter().find(|row| row["id"] == "p2").unwrap();
    assert_eq!(json["title"], "=cmd");
    assert_eq!(
        json["overdue"],
        serde_json::json!({"days": 26, "until": "2024-03-17", "what": "社区派单 → 律所接单"})
    );
    assert_eq!(
        json["steps"][0],
        serde_json::json!({"name": "回访", "due": null, "done": true, "day": "2024-04-02", "days": 19})
    );
    assert_eq!(json["last_story"]["url"], "/2024/s4/");
    let ids: Vec<&str> =
        data["projects"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, rows.iter().map(|row| row[0].to_owned()).collect::<Vec<_>>(), "in one order");
}

#[test]
fn a_board_with_photographs_shows_before_and_after_and_nothing_that_is_over() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", b"base_url: https://example.test/\n");
    let names = ["own", "first", "last", "shared", "over", "gone"];
    for (at, name) in names.iter().enumerate() {
        let picture = super::sample::picture(400 + at as u32 * 10, 300);
        put(folder.path(), &format!("content/{name}.png"), &picture);
    }
    put(
        folder.path(),
        "content/a.yaml",
        "- {id: pai, kind: programme, title: 随手拍, statuses: [已发现, 已修好]}\n\
         - {id: a, kind: project, title: 自己有图, programme: pai, status: 已发现, photos: own.png}\n\
         - {id: b, kind: project, title: 报道有图, programme: pai, status: 已发现}\n\
         - {id: c, kind: project, title: 没有图, programme: pai, status: 已发现}\n\
         - {id: d, kind: project, title: 到期了, programme: pai, status: 已发现, photos: gone.png, expires_at: 2024-04-11}\n\
         - {id: s1, title: 说a, date: 2024-03-01, about: {id: a, status: 已修好}, photos: last.png}\n\
         - {id: s2, title: 说b, date: 2024-03-02, about: [{id: b, status: 已发现}, {id: pai}], photos: first.png}\n\
         - {id: s3, title: 都说, date: 2024-03-03, about: [{id: b, status: 已修好}, {id: c, status: 已修好}], photos: shared.png}\n\
         - {id: s4, title: 过期的一篇, date: 2024-03-04, about: b, photos: over.png, expires_at: 2024-04-11}\n"
            .as_bytes(),
    );
    let built = build(folder.path(), Show::Out, &[]);
    let board = built.page("programmes/pai/index.html");
    assert!(board.contains("class=\"board pictured\""), "{board}");
    let item = |title: &str| {
        let items = board.split("<li").filter(|item| item.contains(&format!(">{title}</a>")));
        items.last().unwrap().to_owned()
    };
    let own = item("自己有图");
    assert!(own.contains("pictures/own-") && own.matches("<picture>").count() == 2, "{own}");
    assert!(own.contains("改前") && own.contains("改后"), "{own}");
    let told = item("报道有图");
    assert_eq!(told.matches("<picture>").count(), 1, "what may show another project is left out: {told}");
    assert!(!told.contains("改前"), "{told}");
    assert_eq!(item("没有图").matches("<picture>").count(), 0);
    assert!(!board.contains("到期了"), "{board}");
    assert_eq!(board.matches("<img").count(), board.matches("loading=\"lazy\"").count());
    let published = |name: &str| built.paths.iter().any(|path| path.contains(&format!("/{name}")));
    assert!(published("own") && !published("gone") && !published("over"), "{:?}", built.paths);
}
