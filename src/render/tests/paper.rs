//! A printed issue, made up by hand: what the site shows of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Built, build, build_printed, sample, sample::put};
use crate::model::edition::{Absence, Area, Continued, Edition, LeftOut, PrintedPage};
use crate::model::editions::{Editions, PaperFile, Printed};
use crate::model::sheets::{Sheet, Sheets};
use crate::model::{Id, Week};
use crate::resolve::Show;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn area(name: &str, (part, parts): (u32, u32), place: [f64; 4]) -> Area {
    Area { id: id(name), part, parts, place }
}

/// Two pages of the sample's newest issue; the lead goes on overleaf.
pub fn edition() -> Edition {
    let first = vec![
        area("w15-lead", (1, 2), [0.05, 0.15, 0.5, 0.333_333_333]),
        area("b", (1, 1), [0.6, 0.15, 0.35, 0.8]),
        area("gone", (1, 1), [0.05, 0.9, 0.5, 0.05]),
    ];
    let second =
        vec![area("w15-lead", (2, 2), [0.0, 0.1, 0.5, 0.4]), area("photo-2", (1, 1), [0.5, 0.1, 0.5, 0.9])];
    let page = |number, areas| PrintedPage { number, picture: (1000, 1414), areas, ..PrintedPage::default() };
    Edition {
        paper: (297.0, 420.0),
        pages: vec![page(1, first), page(2, second)],
        continued: vec![Continued { id: id("w15-lead"), from: 1, to: 2 }],
        left_out: vec![
            LeftOut { id: id("news-1"), reason: Absence::NoRoom(300) },
            LeftOut { id: id("brief-2"), reason: Absence::Unprinted },
        ],
        remarks: Vec::new(),
    }
}

/// That edition as the print room gives it.
pub fn editions() -> Editions {
    of(edition(), 1)
}

/// The same, but that `b` has gone overleaf.
pub fn moved() -> Editions {
    let mut edition = edition();
    let area = edition.pages[0].areas.remove(1);
    edition.pages[1].areas.push(area);
    of(edition, 2)
}

/// An edition, whose files are of this version.
pub fn of(edition: Edition, version: u64) -> Editions {
    let mut names = vec!["paper.pdf".to_owned()];
    for page in &edition.pages {
        names.extend([".pdf", ".webp", "@2x.webp"].map(|ending| format!("{}{ending}", page.number)));
    }
    let sizes = BTreeMap::from([("paper.pdf".to_owned(), 1_300_000)]);
    let printed = Printed { edition: Arc::new(edition), sizes, version };
    let fetch = move |week: Week| -> std::io::Result<Vec<PaperFile>> {
        let bytes = |name: &String| format!("{week} {name} {version}").into_bytes();
        Ok(names.iter().map(|name| (name.clone(), bytes(name))).collect())
    };
    let editions =
        Editions::new(BTreeMap::from([(Week::parse("2024-W15").unwrap(), printed)]), Arc::new(fetch));
    editions.with_sheets(sheets(1))
}

/// The sheet of the sample's notice, whose files are of this version.
pub fn sheets(version: u64) -> Sheets {
    let sizes = BTreeMap::from([("notice-1.pdf".to_owned(), 40_000)]);
    let fetch = move |id: &Id| -> std::io::Result<Vec<PaperFile>> {
        Ok([".pdf", ".png"].map(|ending| (format!("{id}{ending}"), vec![b'0' + version as u8])).to_vec())
    };
    Sheets::new(BTreeMap::from([(id("notice-1"), Sheet { sizes, version })]), Arc::new(fetch))
}

const ISSUE: &str = "issues/2024-W15/index.html";

#[test]
fn the_layout_is_as_the_contract_has_it() {
    let built = sample();
    let layout: serde_json::Value = serde_json::from_str(built.page("issues/2024-W15/layout.json")).unwrap();
    let area = |id, part, parts, [x, y, w, h]: [f64; 4]| serde_json::json!({"id": id, "part": part, "parts": parts, "x": x, "y": y, "w": w, "h": h});
    let expected = serde_json::json!({
        "issue": "2024-W15",
        "paper": {"width_mm": 297.0, "height_mm": 420.0},
        "pages": [
            {"page": 1, "image": "1.webp", "areas": [
                area("w15-lead", 1, 2, [0.05, 0.15, 0.5, 0.33333]),
                area("b", 1, 1, [0.6, 0.15, 0.35, 0.8]),
                area("gone", 1, 1, [0.05, 0.9, 0.5, 0.05]),
            ]},
            {"page": 2, "image": "2.webp", "areas": [
                area("w15-lead", 2, 2, [0.0, 0.1, 0.5, 0.4]),
                area("photo-2", 1, 1, [0.5, 0.1, 0.5, 0.9]),
            ]},
        ],
        "continued": [{"id": "w15-lead", "from": 1, "to": 2}],
        "left_out": [{"id": "news-1", "reason": "版面排不下"}, {"id": "brief-2", "reason": "不见报"}],
    });
    assert_eq!(layout.to_string(), expected.to_string());
}

#[test]
fn the_files_of_the_issue_are_put_and_no_others() {
    let built = sample();
    let files: Vec<&str> =
        built.paths.iter().filter_map(|path| path.strip_prefix("issues/2024-W15/")).collect();
    let pages = ["1.pdf", "1.webp", "1@2x.webp", "2.pdf", "2.webp", "2@2x.webp"];
    assert_eq!(files, [&pages[..], &["index.html", "layout.json", "paper.pdf"]].concat());
    assert_eq!(built.page("issues/2024-W15/2.pdf"), "2024-W15 2.pdf 1");
}

#[test]
fn a_record_leads_to_its_sheet_and_others_to_none() {
    let built = sample();
    let files: Vec<&str> = built.paths.iter().filter_map(|path| path.strip_prefix("sheets/")).collect();
    assert_eq!(files, ["notice-1.pdf", "notice-1.png"]);
    let page = built.page("2024/notice-1/index.html");
    assert!(
        page.contains("href=\"../../sheets/notice-1.pdf\">张贴单 PDF <small>40 KB</small></a>"),
        "{page}"
    );
    assert!(!built.page("2024/b/index.html").contains("sheets/"));
}

#[test]
fn every_area_is_in_its_picture_and_leads_to_its_story() {
    let built = sample();
    let page = built.page(ISSUE);
    let maps: Vec<&str> = page.split("<map name=\"").skip(1).collect();
    assert_eq!(maps.len(), 2);
    for (map, (name, count)) in maps.iter().zip([("PagePicMap", 2), ("PagePicMap2", 2)]) {
        assert!(map.starts_with(&format!("{name}\"")) && page.contains(&format!("usemap=\"#{name}\"")));
        let areas: Vec<&str> = map.split("</map>").next().unwrap().split("<area ").skip(1).collect();
        assert_eq!(areas.len(), count, "a record that is gone has no area");
        for area in areas {
            let value = |name: &str| {
                area.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
            };
            let coords: Vec<u32> = value("coords").split(',').map(|at| at.parse().unwrap()).collect();
            let [left, top, right, bottom] = coords[..] else { panic!("{area}") };
            assert!(left < right && top < bottom && right <= 1000 && bottom <= 1414, "{area}");
            assert_eq!(value("shape"), "rect");
            assert_eq!(value("alt"), value("title"));
            let target = value("href").replace("../../", "") + "index.html";
            assert!(built.page(&target).contains("data-record="), "{target}");
        }
    }
}

#[test]
fn the_drawing_has_the_same_links_in_the_order_of_reading() {
    let built = sample();
    let page = built.page(ISSUE);
    let drawings: Vec<&str> = page.split("<svg viewBox=\"0 0 1000 1414\">").skip(1).collect();
    assert_eq!(drawings.len(), 2);
    let first = drawings[0].split("</svg>").next().unwrap();
    let links: Vec<&str> =
        first.split("<a href=\"").skip(1).map(|link| link.split('"').next().unwrap()).collect();
    assert_eq!(links, ["../../2024/w15-lead/", "../../2024/b/"]);
    assert!(first.contains("<rect x=\"50\" y=\"212\" width=\"500\" height=\"471\"/>"), "{first}");
}

#[test]
fn the_page_of_an_issue_says_where_stories_go_on() {
    let built = sample();
    let page = built.page(ISSUE);
    for said in [
        "<section class=\"paper-page\" id=\"page-1\"",
        "<section class=\"paper-page\" id=\"page-2\"",
        "<a class=\"jump\" href=\"#page-2\">下转第2版</a>",
        "<a class=\"jump\" href=\"#page-1\">上接第1版</a>",
        "1.webp 1000w, ../../issues/2024-W15/1%402x.webp 2000w\"",
        "alt=\"第2版 山下简报 第412期\"",
        "href=\"../../issues/2024-W15/paper.pdf\">整期 PDF <small>1.2 MB</small></a>",
        "<a href=\"../../2024/w15-lead/\" id=\"w15-lead\" data-story=\"w15-lead\"",
        "<a href=\"#same_month\">本月各期</a>",
        "<a href=\"#page-1\">第1版</a>",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert_eq!(page.matches("id=\"w15-lead\"").count(), 1, "a story that goes on has one place to be led to");
    assert!(page.contains("<li id=\"news-1\">"), "what is on no page is found in the contents");
    assert!(built.page("issues/index.html").contains("href=\"../issues/2024-W15/paper.pdf\""));
    assert!(!built.page("issues/index.html").contains("2024-W14/paper.pdf"));
}

#[test]
fn a_record_says_its_page_and_nothing_else_of_the_print() {
    let built = sample();
    let page = built.page("2024/w15-lead/index.html");
    assert!(page.contains("#w15-lead\">刊于第412期 · 第1版</a>"));
    let comment = page.split("<!--enpproperty ").nth(1).unwrap().split("-->").next().unwrap();
    for said in [
        "<date>2024-04-11</date>",
        "<author>通讯员 李写（南园社区） 王记</author>",
        "<title>充电桩进小区　居民睡得香</title>",
        "<keyword>充电,民生</keyword>",
        "<subtitle>七十个新桩四处落地</subtitle>",
        "<introtitle>三轮增设--</introtitle>",
        "<nodeid>1</nodeid><nodename>第1版</nodename>/enpproperty",
    ] {
        assert!(comment.contains(&said.replace("增设--", "增设——")), "{said}: {comment}");
    }
    assert!(page.contains("<!--enpcontent--><div class=\"body\" data-body>"));
    assert!(page.contains("</div><!--/enpcontent-->"));
    for path in ["2024/news-1/index.html", "2024/c/index.html"] {
        assert!(!built.page(path).contains("enp"), "{path} is on no page");
    }
}

/// Everything of a built sample that speaks of print.
fn traces(built: &Built) -> Vec<String> {
    let foul =
        ["paper.pdf", "PagePicMap", "enpproperty", "enpcontent", "layout.json", "page-1", "data-paper"];
    let pages = built.pages.iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .filter(|(_, page)| foul.iter().any(|word| page.contains(word)))
        .map(|(path, _)| path.clone())
        .chain(
            built.paths.iter().filter(|path| path.ends_with(".webp") && path.starts_with("issues/")).cloned(),
        )
        .collect()
}

#[test]
fn without_print_nothing_speaks_of_it() {
    let folder = tempfile::tempdir().unwrap();
    sample::write(folder.path());
    assert_eq!(traces(&build(folder.path(), Show::All, &[])), [""; 0]);
    assert!(traces(&sample()).len() > 3);
}

#[test]
fn a_link_to_a_printed_page_leads_somewhere_or_is_a_dead_one() {
    let wrong = |editions: &Editions| {
        let folder = tempfile::tempdir().unwrap();
        sample::write(folder.path());
        let text = "---\ntitle: 读报\ndate: 2024-04-11\n---\n[报](/issues/2024-W15/paper.pdf) [二](/issues/2024-W15/2.pdf) \
                    [三](/issues/2024-W15/3.pdf) [前](/issues/2024-W14/1.webp)\n";
        put(folder.path(), "content/read.md", text.as_bytes());
        let built = build_printed(folder.path(), Show::All, &[], editions);
        let page = built.page("2024/read/index.html").to_owned();
        let dead = built.found.iter().filter(|found| found.rule == "dead-link").map(|found| found.count);
        (dead.sum::<usize>(), page.contains("href=\"../../issues/2024-W15/paper.pdf\""))
    };
    assert_eq!(wrong(&editions()), (2, true), "there is no third page, and no print of the week before");
    assert_eq!(wrong(&Editions::unknown()), (0, true), "it will be seen when the issue is made up");
    assert_eq!(wrong(Editions::NONE).0, 4);
}

#[test]
fn a_link_to_a_sheet_leads_somewhere_or_is_a_dead_one() {
    let dead = |editions: &Editions| {
        let folder = tempfile::tempdir().unwrap();
        sample::write(folder.path());
        let text =
            "---\ntitle: 张贴\ndate: 2024-04-11\n---\n[单](/sheets/notice-1.pdf) [无](/sheets/b.pdf)\n";
        put(folder.path(), "content/read.md", text.as_bytes());
        let built = build_printed(folder.path(), Show::All, &[], editions);
        let dead = built.found.iter().filter(|found| found.rule == "dead-link").map(|found| found.count);
        dead.sum::<usize>()
    };
    assert_eq!(dead(&editions()), 1, "`b` has no sheet");
    assert_eq!(dead(&Editions::unknown()), 1, "and will have none");
    assert_eq!(dead(Editions::NONE), 2);
}

#[test]
fn a_sealed_issue_keeps_its_own_layout() {
    let folder = tempfile::tempdir().unwrap();
    sample::write(folder.path());
    let week = Week::parse("2024-W15").unwrap();
    let printed = Printed { edition: Arc::new(edition()), ..Printed::default() };
    let fetch = |_| Ok(vec![("layout.json".to_owned(), b"{}".to_vec())]);
    let editions = Editions::new(BTreeMap::from([(week, printed)]), Arc::new(fetch));
    let built = build_printed(folder.path(), Show::Out, &[], &editions);
    assert_eq!(built.page("issues/2024-W15/layout.json"), "{}");
}

#[test]
fn a_record_that_is_called_like_a_page_keeps_its_anchor() {
    let folder = tempfile::tempdir().unwrap();
    sample::write(folder.path());
    put(folder.path(), "content/page-2.md", "---\ntitle: 重名\ndate: 2024-04-11\n---\n文。\n".as_bytes());
    let built = build_printed(folder.path(), Show::Out, &[], &editions());
    let page = built.page(ISSUE);
    for (anchor, count) in [("page-1", 1), ("page-2", 1), ("page_2", 1)] {
        assert_eq!(page.matches(&format!("id=\"{anchor}\"")).count(), count, "{anchor}");
    }
    assert!(page.contains("<li id=\"page-2\">") && page.contains("href=\"#page_2\""));
}

#[test]
fn the_comment_names_nobody_who_is_kept_back_and_ends_where_it_should() {
    let folder = tempfile::tempdir().unwrap();
    sample::write(folder.path());
    let text = "---\ntitle: 孩子--们>-->的事\ndate: 2024-04-11\nbylines: 通讯员 李写 周小未\n\
                people: [{name: 周小未, minor: true, consent: true}]\n---\n文。\n";
    put(folder.path(), "content/child.md", text.as_bytes());
    let mut edition = edition();
    edition.pages[1].areas.push(area("child", (1, 1), [0.0, 0.6, 0.2, 0.2]));
    let built = build_printed(folder.path(), Show::Out, &[], &of(edition, 1));
    let page = built.page("2024/child/index.html");
    let comment = page.split("<!--").nth(1).unwrap().split("-->").next().unwrap();
    assert!(comment.ends_with("<nodename>第2版</nodename>/enpproperty"), "{comment}");
    assert!(comment.contains("<author>李写</author>") && !comment.contains("周小未"), "{comment}");
    assert!(comment.contains("<title>孩子-&#45;们&gt;-&#45;&gt;的事</title>"), "{comment}");
}
