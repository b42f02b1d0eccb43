//! That the guide's example is a scheme, and what its page reads of the day.

use super::sample::put;
use super::{Built, build};
use crate::resolve::Show;

fn bulletin(records: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", b"title: \xe7\xa4\xba\xe4\xbe\x8b\nbase_url: https://example.test/\n");
    put(folder.path(), "content/a.yaml", records.as_bytes());
    build(folder.path(), Show::Out, &[])
}

/// The cells of each row of the table with that caption, heads first.
fn rows(page: &str, caption: &str) -> Vec<Vec<String>> {
    let table = page.split("<table").find(|table| table.contains(&format!("{caption}</caption>"))).unwrap();
    let table = table.split("</table>").next().unwrap();
    let cells = |row: &str| {
        let cells = row.split("<t").filter(|cell| cell.starts_with(['d', 'h']) && !cell.starts_with("he"));
        cells.map(|cell| cell.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
    };
    table.split("<tr").skip(1).map(cells).collect()
}

#[test]
fn the_example_of_the_guide_is_a_scheme() {
    let manual = include_str!("../../../docs/SCHEMES.md");
    let records = manual.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let built = bulletin(records);
    let page = built.page("schemes/loudao/index.html");
    assert_eq!(
        rows(page, "积分规则"),
        [
            vec!["名称", "积分", "说明", "朵"],
            vec!["楼道整洁", "5", "每周检查，合格一次", "1"],
            vec!["志愿服务一小时", "10", "", "2"],
            vec!["堆物不听劝", "-5", "", "-1"],
        ]
    );
    assert_eq!(
        rows(page, "兑换"),
        [vec!["名称", "积分", "朵"], vec!["大米", "150", "30"], vec!["香皂", "20", "4"]]
    );
    let calendar = rows(page, "日程");
    assert_eq!(calendar[0].last().map(String::as_str), Some("下一次"));
    assert!(calendar[1..].iter().all(|row| row[3].contains("年") && row[3].ends_with('日')), "{calendar:?}");
    assert!(page.contains("1—4幢") && page.contains("250") && page.contains("figures.csv"), "{page}");
}
