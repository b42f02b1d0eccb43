//! What must hold for every dossier, and that the guide's example is one.

use super::sample::put;
use super::{Built, build};
use crate::resolve::Show;

fn bulletin(records: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", "title: 示例\nbase_url: https://example.test/\n".as_bytes());
    put(folder.path(), "content/a.yaml", records.as_bytes());
    build(folder.path(), Show::Out, &[])
}

fn example() -> Built {
    let manual = include_str!("../../../docs/DOSSIERS.md");
    let records = manual.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let built = bulletin(records);
    assert!(built.found.is_empty(), "{:?}", built.found);
    built
}

/// Whether these stand in a page, one behind the other.
fn follow(page: &str, words: &[&str]) {
    let mut rest = page;
    for word in words {
        rest = rest.split_once(word).unwrap_or_else(|| panic!("no {word} in {rest}")).1;
    }
}

#[test]
fn the_example_of_the_guide_loses_no_story() {
    let built = example();
    let place = built.page("places/nan-qu/hongqiao/xinqiao/index.html");
    follow(place, &["2019年12月31日", "新桥新村社区", "2020年1月1日", "2023年5月31日", "2023年6月1日"]);
    follow(place, &["市级", "2022年", "书香社区", "市文旅局"]);
    follow(
        place,
        &[
            "2023年 · 新桥社区",
            "划转以后",
            "划转以前",
            "2020年至2022年没有报道",
            "2019年 · 新桥新村社区",
            "老名字",
        ],
    );
    let before = built.page("places/nan-qu/heping/index.html");
    follow(before, &["曾属本地", "新桥社区", "至2023年5月31日", "2篇"]);
    assert!(before.contains("老名字") && before.contains("划转以前") && !before.contains("划转以后"));
    let after = built.page("places/nan-qu/hongqiao/index.html");
    assert!(!after.contains("老名字") && !after.contains("划转以前") && after.contains("划转以后"));
    let team = built.page("orgs/chedui/index.html");
    follow(team, &["2023年 · 雷锋车队", "划转以前", "2019年 · 爱心车队", "老名字"]);
    let brand = built.page("brands/gongzuofa/index.html");
    follow(brand, &["沿革", "321工作法", "老名字", "紫藤花开", "划转以前", "划转以后", "321+"]);
    follow(brand, &["相关报道", "2019年 · 321工作法", "2023年 · 紫藤花开"]);
    let chain = built.page("programmes/zhuxue/index.html");
    follow(chain, &["相关报道", "2019年", "老名字", "2020年至2022年没有报道", "2023年", "划转以前"]);
    for page in ["projects/xm2023/index.html", "projects/xm2024/index.html"] {
        follow(built.page(page), &["前后相承", "2023年书记项目", "2024年书记项目"]);
    }
    follow(built.page("brands/index.html"), &["各地的品牌", "新桥社区", "紫藤花开"]);
}

#[test]
fn lists_beside_a_page_say_what_stands_on_it() {
    let built = example();
    let table = built.page("places/nan-qu/hongqiao/xinqiao/stories.csv");
    let rows: Vec<&str> = table.lines().collect();
    assert_eq!(
        rows,
        [
            "日期,编号,标题,当时名称,网址",
            "2023-07-08,c,划转以后,新桥社区,/2023/c/",
            "2023-03-08,b,划转以前,新桥社区,/2023/b/",
            "2019-05-01,a,老名字,新桥新村社区,/2019/a/",
        ]
    );
    let roll = built.page("orgs/honours.csv");
    assert_eq!(roll.lines().nth(1), Some("市级,2023,志愿服务项目二等奖,雷锋车队,,/orgs/chedui/"));
    let roll: serde_json::Value = serde_json::from_str(built.page("places/honours.json")).unwrap();
    assert_eq!(roll["honours"][0]["level"], "city");
    follow(built.page("orgs/index.html"), &["荣誉榜", "市级", "2023年", "志愿服务项目二等奖", "雷锋车队"]);
    for path in &built.paths {
        let is_list = path.ends_with("stories.csv") || path.ends_with("honours.json");
        assert!(
            !is_list || built.claims.has(&crate::model::SitePath::new(path).unwrap()),
            "{path} is not claimed"
        );
    }
}

#[test]
fn who_may_not_be_listed_is_in_no_roll() {
    let built = bulletin(
        "- {id: who, kind: person, title: 敲门人, people: [{name: 敲门人, pseudonym: true, consent: true}], honours: [{name: 好邻居, level: 市级, year: 2023}]}\n\
         - {id: may, kind: person, title: 李写, honours: [{name: 优秀通讯员, level: 区级}]}\n\
         - {id: a, title: 事, date: 2024-04-01, people: [{name: 敲门人, consent: true, pseudonym: true}]}\n",
    );
    let roll = built.page("people/index.html");
    assert!(roll.contains("优秀通讯员") && !roll.contains("好邻居") && !roll.contains("敲门人"), "{roll}");
    assert!(!built.page("people/honours.csv").contains("敲门人"));
    assert!(built.page("people/who/index.html").contains("好邻居"), "its own page says it");
}

#[test]
fn a_programme_gathers_what_is_told_of_its_projects_once_and_in_order() {
    let built = bulletin(
        "- {id: xd, kind: programme, title: 行动, statuses: [待办, 办结]}\n\
         - {id: jia, kind: project, title: 甲项, programme: xd}\n\
         - {id: yi, kind: project, title: 乙项, programme: xd}\n\
         - {id: bing, kind: project, title: 丙项}\n\
         - {id: s1, title: 只说甲项, date: 2024-03-01, about: {id: jia, status: 办结}}\n\
         - {id: s2, title: 说行动和两项, date: 2024-03-08, about: [yi, xd, jia]}\n\
         - {id: s3, title: 只说行动, date: 2024-03-15, about: xd}\n\
         - {id: s4, title: 只说丙项, date: 2024-03-16, about: bing}\n\
         - {id: s5, title: 还没写完, date: 2024-03-17, about: jia, draft: true}\n",
    );
    let table = built.page("programmes/xd/stories.csv");
    let ids: Vec<&str> = table.lines().skip(1).filter_map(|row| row.split(',').nth(1)).collect();
    assert_eq!(ids, ["s3", "s2", "s1"], "{table}");
    let page = built.page("programmes/xd/index.html");
    let stories = page.split("相关报道").nth(1).unwrap();
    follow(stories, &["只说行动", "说行动和两项", "只说甲项"]);
    assert_eq!(stories.matches("href=\"../../2024/s2/\"").count(), 1, "{stories}");
    assert!(!page.contains("只说丙项") && !page.contains("还没写完"));
    // A project has what is told of it, and nothing of its sister.
    let project = built.page("projects/jia/index.html");
    assert!(
        project.contains("只说甲项") && project.contains("说行动和两项") && !project.contains("只说行动")
    );
}
