//! Dossiers of the demonstration: renames, changed parents, versions, honours, chains and gaps.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::bulletin::{built, folder, node, tools};

fn stories(page: &str) -> BTreeSet<String> {
    let data: Value = serde_json::from_str(&built().text(&format!("{page}stories.json"))).unwrap();
    let all = data["stories"].as_array().unwrap();
    all.iter().map(|story| story["id"].as_str().unwrap().to_owned()).collect()
}

/// Whether these stand in a page, one behind the other.
fn follow(page: &str, words: &[&str]) {
    let text = built().text(&format!("{page}index.html"));
    let mut rest = text.as_str();
    for word in words {
        rest = rest.split_once(word).unwrap_or_else(|| panic!("{page}: no {word}")).1;
    }
}

#[test]
fn a_community_that_changed_its_street_is_told_of_in_both_by_date() {
    let own = stories("places/chongchuan/hongqiao/xinqiao/");
    let (before, after) = (stories("places/chongchuan/hepingqiao/"), stories("places/chongchuan/hongqiao/"));
    for id in ["shuji-2023", "shuji-xiangmu-2024", "jiakong-done"] {
        assert!(own.contains(id) && before.contains(id) && !after.contains(id), "{id}");
    }
    assert!(own.contains("cuoshi-tingche") && after.contains("cuoshi-tingche"));
    assert!(!before.contains("cuoshi-tingche"));
    assert!(own.iter().all(|id| before.contains(id) != after.contains(id)), "each in one street");
    follow("places/chongchuan/hepingqiao/", &["曾属本地", "新桥社区", "至2024年5月31日"]);
    follow("places/chongchuan/hongqiao/xinqiao/", &["沿革", "2024年5月31日", "2024年6月1日"]);
}

#[test]
fn versions_chains_lines_honours_and_gaps_are_shown() {
    follow("brands/ziteng-huakai-brand/", &["沿革", "321工作法", "紫藤花开", "改的是名字", "321+"]);
    follow("programmes/yushu-zhuxue/", &["相关报道", "2022年", "2023年没有报道", "2024年"]);
    follow("projects/sj-2024-jiakong/", &["前后相承", "2023年书记项目", "2024年书记项目"]);
    follow("brands/", &["各地的品牌", "还没有品牌", "六力共治"]);
    follow("places/", &["荣誉榜", "省级", "民主法治示范社区", "校西村社区", "市级", "书香社区"]);
    assert!(!built().text("people/index.html").contains("身边榜样"), "a pseudonym is in no roll");
}

#[test]
fn dossiers_can_be_read_by_all() {
    let pictures = folder("dossiers");
    eprintln!("what they look like: {}", pictures.display());
    node("browser/dossiers.mjs", &[&built().site, &tools(), &pictures]);
}
