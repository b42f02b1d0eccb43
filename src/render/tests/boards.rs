//! What must hold for every board, and that the guide's example is one.

use super::sample::put;
use super::{Built, build};
use crate::resolve::Show;

fn bulletin(records: &str) -> Built {
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
