//! That the guide's example is two ledgers, and what must hold for every ledger's page and files.

use serde_json::Value;

use super::boards::bulletin;
use super::meetings::example;
use crate::check::Care;
use crate::read::Sources;
use crate::resolve::{Material, Show, site};

/// What stands between `from` and `to`.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    page.split(from)
        .nth(1)
        .and_then(|rest| rest.split(to).next())
        .unwrap_or_else(|| panic!("no {from} in {page}"))
}

/// The texts of the cells of markup.
fn cells(html: &str) -> Vec<String> {
    let text = |html: &str| {
        html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>()
    };
    let all = html
        .split("<t")
        .filter(|cell| cell.starts_with("d>") || cell.starts_with("d ") || cell.starts_with("h "));
    all.map(|cell| text(cell.split_once('>').unwrap().1).trim().to_owned()).collect()
}

/// The rules that a check of these records speaks of.
pub(super) fn checked(records: &str) -> Vec<&'static str> {
    let folder = tempfile::tempdir().unwrap();
    super::sample::put(folder.path(), "jianbao.yaml", b"base_url: https://example.test/\n");
    super::sample::put(folder.path(), "content/a.yaml", records.as_bytes());
    let (sources, mut found) = Sources::scan(folder.path());
    let (settings, _) = crate::parse::settings(&sources);
    let (records, more) = crate::parse::records(&sources, &settings);
    found.extend(more);
    let now = crate::model::date::Date::constant(2024, 4, 12);
    let decisions = Vec::new();
    let (site, more) =
        site(Material { sources: &sources, settings, records, decisions, now, show: Show::Out });
    found.extend(more);
    found.extend(crate::check::site(&site, &sources, Care::Build));
    found.iter().map(|found| found.rule).collect()
}

#[test]
fn the_example_of_the_guide_is_two_ledgers() {
    let built = bulletin(example(include_str!("../../../docs/LEDGERS.md")));
    assert_eq!(checked(example(include_str!("../../../docs/LEDGERS.md"))), [""; 0]);
    let page = built.page("ledgers/shubao/index.html");
    assert_eq!(cells(between(page, "<tfoot>", "</tfoot>")), ["合计", "", "52", "19", "", "", ""]);
    assert_eq!(page.matches("class=\"holds\"").count(), 3, "{page}");
    assert!(page.contains("各行都合：书包总数 = 在借 + 可借"), "{page}");
    let data: Value = serde_json::from_str(built.page("ledgers/shubao/ledger.json")).unwrap();
    assert_eq!(data["sums"][0]["value"], 52.0);
    assert_eq!(data["rows"][2][6], "17");
    assert!(data["coverage"].is_null());
    let drills = built.page("ledgers/yanlian/index.html");
    let coverage = between(drills, "<table class=\"data coverage\"", "</table>");
    let said = cells(coverage);
    assert_eq!(
        said,
        ["", "2024年第2季度", "2024年第1季度", "东社区", "缺急救", "✓已做", "西社区", "没有", "缺急救"]
    );
    assert!(coverage.contains("<th scope=\"row\">东社区</th>") && coverage.contains("scope=\"col\""));
    let data: Value = serde_json::from_str(built.page("ledgers/yanlian/ledger.json")).unwrap();
    assert_eq!(data["coverage"]["rows"][1]["lacks"][1], serde_json::json!(["消防", "急救"]));
}

#[test]
fn what_a_ledger_says_is_text_and_no_formula_however_long_it_is() {
    let long = "长".repeat(10_000);
    let built = bulletin(&format!(
        "- id: a\n  kind: ledger\n  title: 账\n  columns: ['<b>甲</b>', \"=乙\"]\n  sums: '=乙'\n  every: month\n\
         \x20 balance: ['=乙 >= 0']\n  rows:\n  - ['<script>alert(1)</script>', '-5']\n  - ['=HYPERLINK(1)', '+7']\n  - ['{long}', '1']\n"
    ));
    let page = built.page("ledgers/a/index.html");
    assert!(
        !page.contains("<b>甲") && !page.contains("<script>alert") && page.contains("&lt;script>alert(1)")
            || page.contains("&lt;script&gt;"),
        "markup"
    );
    assert!(page.contains(&long));
    let table = built.page("ledgers/a/ledger.csv");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[..3], ["<b>甲</b>,'=乙", "<script>alert(1)</script>,-5", "'=HYPERLINK(1),+7"]);
    let data: Value = serde_json::from_str(built.page("ledgers/a/ledger.json")).unwrap();
    assert_eq!(data["sums"][0]["value"], 3.0);
    assert_eq!(data["rows"][2][0], long.as_str());
    assert!(!page.contains("class=\"holds\""), "-5 is below 0");
}

#[test]
fn a_ledger_in_a_file_is_summed_and_what_breaks_in_a_row_is_not_said_to_hold() {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| super::sample::put(folder.path(), path, text.as_bytes());
    put("jianbao.yaml", "base_url: https://example.test/\n");
    put(
        "content/a.yaml",
        "- {id: a, kind: ledger, title: 账, table: a.csv, sums: 借, balance: 总 = 借 + 在}\n",
    );
    put("content/a.csv", "\u{feff}总,借,在\r\n50,30,20\r\n50,\"31\",20\r\n");
    let built = super::build(folder.path(), Show::Out, &[]);
    assert!(built.page("ledgers/a/index.html").contains("合计"));
    assert!(!built.page("ledgers/a/index.html").contains("class=\"holds\""));
}
