//! What must hold for every number that a site shows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Built, build, sample, sample::put};
use crate::resolve::Show;
use crate::resolve::figures::FILES;

/// A bulletin of these records.
fn bulletin(settings: &str, records: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), settings, records);
    build(folder.path(), Show::Out, &[])
}

fn write(folder: &Path, settings: &str, records: &str) {
    put(folder, "jianbao.yaml", settings.as_bytes());
    put(folder, "content/a.yaml", records.as_bytes());
}

/// Stories about charging points, readers and a drive, with what they are about.
fn counted() -> String {
    let mut yaml = String::from(
        "- {id: xiaoxi, kind: place, title: 校西村社区}\n\
         - {id: hongwang, kind: programme, title: 一件事, categories: [环境], total: 60}\n",
    );
    let mut stock = 300;
    for month in 1..10 {
        stock += month;
        yaml.push_str(&format!(
            "- {{id: s{month}, title: 第{month}篇, date: 2024-0{month}-11, place: xiaoxi, figures: [\
             {{name: 充电桩, value: {month}, unit: 个, measure: change}}, {{name: 充电桩, value: {stock}, unit: 个}}, \
             {{name: 读者, value: {month}7, unit: 人次, qualifier: over, measure: flow, subject: 朗读会}}]}}\n"
        ));
    }
    yaml.push_str(
        "- {id: drive, title: 漏斗, date: 2024-04-11, figures: [{name: 培训, value: 2000, unit: 人, qualifier: near, measure: total, subject: 技能行动}, \
         {name: 比赛, value: 500, unit: 人, qualifier: over, measure: total, subject: 技能行动}, {name: 表彰, value: 150, unit: 人, qualifier: over, measure: total, subject: 技能行动}, \
         {name: 同意率, value: 90, unit: '%', qualifier: min, subject: 技能行动}, {name: 已完成, value: 8, unit: 个, subject: hongwang}]}\n",
    );
    yaml
}

/// What stands between `from` and `to`, each time.
fn between<'a>(page: &'a str, from: &'a str, to: &'a str) -> impl Iterator<Item = &'a str> {
    page.split(from).skip(1).filter_map(move |rest| rest.split(to).next())
}

/// The text of markup.
fn text(html: &str) -> String {
    html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

/// The rows of all tables of a page, and the story that each links to.
fn rows(page: &str) -> Vec<(String, String)> {
    let story = |row: &str| row.split("href=\"").nth(1)?.split('"').next().map(str::to_owned);
    between(page, "<tr", "</tr>").filter_map(|row| Some((text(row), story(row)?))).collect()
}

/// The numbers that charts of a page write.
fn drawn(page: &str) -> Vec<String> {
    between(page, "<svg", "</svg>")
        .flat_map(|svg| between(svg, "class=\"number\"", "</text>"))
        .map(|number| number.split_once('>').unwrap().1.to_owned())
        .collect()
}

#[test]
fn every_number_of_a_chart_stands_in_a_row_that_links_to_its_story() {
    let built = bulletin("base_url: https://example.org/", &counted());
    let pages = ["places/xiaoxi/index.html", "figures/index.html", "programmes/hongwang/index.html"];
    let mut count = 0;
    for path in pages {
        let page = built.page(path);
        let rows = rows(page);
        for number in drawn(page) {
            let amount = number.rsplit(' ').next().unwrap();
            let row = rows.iter().find(|(said, _)| said.contains(amount));
            let (said, story) = row.unwrap_or_else(|| panic!("{path}: {number} is in no row of {rows:?}"));
            let story = built.page(&format!("{}index.html", story.trim_start_matches("../")));
            assert!(
                story.contains(amount.trim_end_matches(|c: char| !c.is_numeric() && c != '余')),
                "{said}"
            );
            count += 1;
        }
    }
    assert!(count > 12, "only {count} numbers");
}

#[test]
fn each_sort_of_number_has_its_chart() {
    let built = bulletin("base_url: https://example.org/", &counted());
    let place = built.page("places/xiaoxi/index.html");
    let charts = |page: &str| -> Vec<String> {
        between(page, "<svg class=\"chart chart-", "\"").map(str::to_owned).collect()
    };
    assert_eq!(charts(place), ["line", "bars"], "a stock and its changes");
    let all = built.page("figures/index.html");
    assert_eq!(charts(all), ["funnel", "share", "bars"], "a drive, a share of a hundred, and periods");
    assert_eq!(charts(built.page("programmes/hongwang/index.html")), ["share"], "8 of 60");
    assert_eq!(charts(built.page("2024/drive/index.html")), ["funnel"]);
    for svg in between(place, "<svg", "</svg>").chain(between(all, "<svg", "</svg>")) {
        assert!(
            svg.contains("role=\"img\"") && svg.contains("<title id=") && svg.contains("<desc id="),
            "{svg}"
        );
    }
    for said in ["截至2024年9月11日", "345", "90%以上"] {
        assert!(place.contains(said) || all.contains(said), "{said}");
    }
    let undated = rows(all).into_iter().filter(|(row, _)| !row.contains('年')).collect::<Vec<_>>();
    assert!(undated.is_empty(), "every row says the day: {undated:?}");
}

/// The files of a site with figures, of pages and of all.
fn data(built: &Built) -> BTreeMap<&str, [&str; 2]> {
    let pages = built.paths.iter().filter_map(|path| path.strip_suffix(FILES[0]));
    pages.map(|folder| (folder, FILES.map(|name| built.page(&format!("{folder}{name}"))))).collect()
}

#[test]
fn both_files_say_the_same_and_read_back() {
    let built = bulletin("base_url: https://example.org/", &counted());
    let data = data(&built);
    assert_eq!(data.len(), 9 + 1 + 2 + 1, "stories, subjects and all: {:?}", data.keys());
    for (folder, [table, document]) in &data {
        let mut table = csv::Reader::from_reader(table.as_bytes());
        let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
        let document: serde_json::Value = serde_json::from_str(document).unwrap();
        let figures = document["figures"].as_array().unwrap();
        assert_eq!(rows.len(), figures.len(), "{folder}");
        for (row, figure) in rows.iter().zip(figures) {
            assert_eq!(row[2].parse::<f64>().unwrap(), figure["value"].as_f64().unwrap(), "{folder}");
            for (cell, name) in [(1, "name"), (6, "as_of"), (8, "story"), (10, "url")] {
                assert_eq!(&row[cell], figure[name].as_str().unwrap(), "{folder}");
            }
            let url = &row[10];
            built.page(&format!("{}index.html", url.trim_start_matches('/')));
        }
    }
    let all = data["figures/"][0].lines().count();
    assert_eq!(all, 1 + 9 * 3 + 5, "every figure once, behind the heads");
}

#[test]
fn a_small_group_is_in_no_file() {
    let figures = "figures: [{name: 独居老人, value: 3.1416, unit: 人, subject: 第三网格}, {name: 住户, value: 61.9, unit: 户, subject: 第三网格}, \
                   {name: 走访, value: 2.7183, unit: 户, measure: flow, subject: 第三网格}, {name: 低保, value: 7.389, unit: 户, subject: 第三网格}, \
                   {name: 低保, value: -1.4142, unit: 户, measure: change, subject: 第三网格}]";
    let place = "- {id: grid, kind: place, title: 第三网格, parents: [{place: 山下区/南园社区}]}\n";
    let story = format!("- {{id: a, title: 甲, date: 2024-04-11, {figures}}}\n");
    let own = "- {id: b, title: 乙, date: 2024-04-11, place: 山下区/南园社区/第三网格, figures: [{name: 失能, value: 1.618, unit: 人}, {name: 培训, value: 80.5, unit: 人, measure: total}, {name: 比赛, value: 30.5, unit: 人, measure: total}, {name: 表彰, value: 4.669, unit: 人, measure: total}]}\n";
    for (settings, records) in [
        ("", format!("{story}{own}")),
        ("lang: en", format!("{story}{own}")),
        ("base_url: https://example.org/", format!("{place}{story}{own}")),
    ] {
        let built = bulletin(settings, &records);
        for (path, page) in &built.pages {
            for small in ["3.14", "2.71", "7.38", "1.41", "1.61", "4.66"] {
                assert!(!page.contains(small), "{settings}: {path} has {small}");
            }
        }
        let whole = built.page("figures/figures.json");
        assert!(
            whole.contains("61.9") && whole.contains("30.5"),
            "{settings}: what is large is shown: {whole}"
        );
        assert!(!built.page("2024/b/index.html").contains("chart-funnel"), "a funnel lacks its last step");
        assert!(
            built.pages.values().any(|page| page.contains("kept-back")),
            "{settings}: that it is kept back is said"
        );
    }
}

#[test]
fn an_english_bulletin_counts_in_english() {
    let records = "- {id: xiaoxi, kind: place, title: West Village}\n\
                   - {id: a, title: First round, date: 2024-03-11, place: xiaoxi, figures: [{name: charging points, value: 459, unit: posts}]}\n\
                   - {id: b, title: Second round, date: 2024-04-11, place: xiaoxi, corrects: a, figures: [{name: charging points, value: 529, unit: posts, qualifier: min}, {name: agreed, value: 90, unit: '%', qualifier: over, subject: Survey}]}\n";
    let built = bulletin("lang: en\ntitle: News\nbase_url: https://example.org/", records);
    let place = built.page("places/xiaoxi/index.html");
    for said in ["as of 11 April 2024", ">First round</a>", "corrected", "id=\"figures\""] {
        assert!(place.contains(said), "{said}: {place}");
    }
    assert!(text(place).contains("at least 529 posts"), "{}", text(place));
    let files = [
        "places/xiaoxi/index.html",
        "figures/index.html",
        "figures/figures.csv",
        "figures/figures.json",
        "2024/b/index.html",
    ];
    for path in files {
        let han = built.page(path).chars().find(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
        assert_eq!(han, None, "{path}");
    }
    assert!(built.page("figures/index.html").contains("over 90%"));
    assert!(
        built.page("figures/figures.csv").starts_with("subject,name,value,qualifier,unit,measure,as_of,")
    );
}

#[test]
fn a_bulletin_without_numbers_has_no_page_for_them() {
    let built = bulletin("base_url: https://example.org/", "- {id: a, title: 甲, date: 2024-04-11}\n");
    let named: BTreeSet<&String> = built.paths.iter().filter(|path| path.contains("figures")).collect();
    let named: Vec<_> = named.into_iter().filter(|path| !path.starts_with("assets/")).collect();
    assert!(named.is_empty(), "{named:?}");
    assert!(!built.page("2024/a/index.html").contains("figures/"), "nor an entry in the directory");
    assert!(sample().page("2024/notice-1/index.html").contains("href=\"../../figures/\">"));
}

#[test]
fn what_is_put_out_was_claimed() {
    for built in [sample(), bulletin("base_url: https://example.org/", &counted())] {
        let files = built.paths.iter().filter(|path| FILES.iter().any(|name| path.ends_with(name)));
        let mut count = 0;
        for path in files.chain([&"figures/index.html".to_owned()]) {
            assert!(built.claims.has(&crate::model::SitePath::new(path).unwrap()), "{path}");
            count += 1;
        }
        assert!(count > 10, "{count} files");
    }
}

/// The example of the manual.
fn example() -> &'static str {
    let manual = include_str!("../../../docs/FIGURES.md");
    manual.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap()
}

#[test]
fn the_example_of_the_manual_shows_what_the_manual_says() {
    let built = bulletin("base_url: https://jianbao.test/", example());
    assert!(built.found.is_empty(), "{:?}", built.found);
    let page = built.page("places/nanyuan/index.html");
    assert!(page.contains("截至2024年4月18日") && page.contains("chart-line") && page.contains("chart-bars"));
    assert_eq!(drawn(page), ["529个", "333个", "459个", "70个", "126个"]);
    assert_eq!(rows(page).len(), 5, "a row for each number");
    for story in ["2022/diyi-lun", "2023/dier-lun", "2024/disan-lun"] {
        assert!(page.contains(&format!("href=\"../../{story}/\"")), "{story}");
        assert!(built.page(&format!("{story}/index.html")).contains("id=\"figures\""), "{story}");
        built.page(&format!("{story}/figures.csv"));
    }
    built.page("figures/index.html");
    let wrong = bulletin("base_url: https://jianbao.test/", &example().replace("529", "520"));
    let said: Vec<&str> = wrong.found.iter().map(|found| found.rule).collect();
    assert_eq!(said, ["figures-disagree"]);
    let message = format!("{:?}", wrong.found);
    assert!(message.contains("450") && message.contains("459"), "{message}");
}
