//! That the guide's example is a directory, and what its areas are.

use super::sample::put;
use super::{Built, build};
use crate::resolve::Show;

fn bulletin(records: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", "title: 示例\nbase_url: https://example.test/\n".as_bytes());
    put(folder.path(), "content/a.yaml", records.as_bytes());
    build(folder.path(), Show::Out, &[])
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split(from).nth(1).unwrap_or_else(|| panic!("{from} is not in {text}")).split(to).next().unwrap()
}

/// The ids of the entries, area by area.
fn entries(page: &str) -> Vec<(String, Vec<String>)> {
    page.split("data-area-of")
        .skip(1)
        .map(|area| {
            let name = between(area, "<h3>", "</h3>").split(['<', '>']).nth(2).unwrap_or_default();
            let ids =
                area.split("id=\"venue-").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            (name.to_owned(), ids.collect())
        })
        .collect()
}

#[test]
fn the_example_of_the_guide_is_a_directory() {
    let manual = include_str!("../../../docs/PLACES.md");
    let records = manual.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let built = bulletin(records);
    let page = built.page("places/index.html");
    let found = entries(page);
    let ids: Vec<&str> = found.iter().flat_map(|(_, ids)| ids).map(String::as_str).collect();
    assert_eq!(ids, ["nanyuan", "nanyuan-shufang", "nanyuan-bangban"], "{found:?}");
    let shufang = between(page, "id=\"venue-nanyuan-shufang\"", "</li>");
    for said in [
        "9:30–17:30；周一闭馆",
        "藏书 3000余册",
        "tel:051300000412",
        "data-opening=\"2010-2490 ",
        "城市书房",
        "15分钟生活圈",
        "蓝印花布体验",
    ] {
        assert!(shufang.contains(said), "{said}: {shufang}");
    }
    let types = between(page, "class=\"venue-types\"", "</details>");
    assert!(types.contains("15分钟生活圈 <small>2</small>"), "{types}");
    let table = &built.pages["places/directory.csv"];
    assert_eq!(table.lines().count(), 4, "{table}");
    let data: serde_json::Value = serde_json::from_str(&built.pages["places/directory.json"]).unwrap();
    assert_eq!(data["venues"][1]["id"], "nanyuan-shufang");
    assert_eq!(data["venues"][1]["area"], serde_json::json!(["崇川区", "南街道", "南园社区"]));
    // What the manual says is understood is, and the rest is not.
    let rows =
        manual.split("| 写法 |").nth(1).unwrap().lines().skip(2).take_while(|line| line.starts_with('|'));
    let mut seen = 0;
    for row in rows {
        let typed = row.split('`').nth(1).unwrap();
        assert!(crate::parse::hours::read_text(typed).is_some(), "{typed}");
        seen += 1;
    }
    assert!(seen > 8, "{seen}");
    for typed in
        between(manual, "看不懂的", "\n\n").split('`').skip(1).step_by(2).filter(|typed| *typed != "check")
    {
        assert!(crate::parse::hours::read_text(typed).is_none(), "{typed}");
    }
}

#[test]
fn an_area_is_what_a_venue_belongs_to_on_the_day_of_the_build() {
    // The build is of 12 April 2024.
    let built = bulletin(
        "- {id: qu, kind: place, title: 甲区}\n\
         - {id: dong, kind: place, title: 东街道, parents: [qu]}\n\
         - {id: xi, kind: place, title: 西街道, parents: [qu], contact: 12345}\n\
         - {id: she, kind: place, title: 桥社区, parents: [{place: dong, to: 2024-03-31}, {place: xi, from: 2024-04-01}], hours: 9:00–17:00}\n\
         - {id: wu, kind: place, title: 小屋, parents: [she], address: 桥东1号, tags: [议事]}\n\
         - {id: guan, kind: place, title: 大馆, parents: [she], tags: [书屋, 议事, 议事]}\n\
         - {id: alone, kind: place, title: 孤岛, holdings: 灯塔一座}\n\
         - {id: bare, kind: place, title: 光地, parents: [dong]}\n",
    );
    let page = built.page("places/index.html");
    let found = entries(page);
    let names: Vec<(&str, Vec<&str>)> =
        found.iter().map(|(name, ids)| (name.as_str(), ids.iter().map(String::as_str).collect())).collect();
    // 书屋 stands before 议事 as text does; a community stands at the head of what lies in it, and so does a street.
    assert_eq!(
        names,
        [("西街道", vec!["xi"]), ("桥社区", vec!["she", "guan", "wu"]), ("", vec!["alone"])],
        "{page}"
    );
    assert!(between(page, "venue-she\"", "</li>").contains("data-area=\"甲区 西街道 桥社区\""), "{page}");
    assert!(between(page, "class=\"venue-types\"", "</details>").contains("议事 <small>2</small>"));
    assert!(!page.contains("venue-bare"));
}

#[test]
fn a_bulletin_without_venues_has_no_directory() {
    let built = bulletin(
        "- {id: qu, kind: place, title: 甲区}\n- {id: a, title: 一事, date: 2024-04-01, place: 甲区}\n",
    );
    let page = built.page("places/index.html");
    assert!(!page.contains("data-directory") && !page.contains("opening"), "{page}");
    assert!(!built.paths.iter().any(|path| path.contains("directory.")), "{:?}", built.paths);
}

#[test]
fn what_a_venue_says_is_text() {
    let nasty = "<b>\\\"&'";
    let built = bulletin(&format!(
        "- {{id: a, kind: place, title: \"{nasty}\", address: \"{nasty}\", contact: \"{nasty} 12345\", hours: [\"{nasty}\"], holdings: [\"{nasty}\"], tags: [\"{nasty}\"], deck: \"{nasty}\"}}\n"
    ));
    let page = built.page("places/index.html");
    assert!(!page.contains("<b>"), "{page}");
    assert!(page.contains("href=\"tel:12345\""), "{page}");
}
