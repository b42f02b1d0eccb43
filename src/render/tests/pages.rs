//! What must hold for every page.

use std::collections::BTreeSet;

use super::{Built, build, sample, sample::put};
use crate::model::SitePath;
use crate::resolve::Show;

fn html(built: &Built) -> impl Iterator<Item = (&String, &String)> {
    built.pages.iter().filter(|(path, _)| path.ends_with(".html"))
}

#[test]
fn a_record_page_has_each_hook_once() {
    let built = sample();
    let lead = built.page("2024/w15-lead/index.html");
    for hook in [
        "data-record=\"w15-lead\"",
        "data-body",
        "data-kicker",
        "data-title",
        "data-deck",
        "data-dateline",
        "data-byline",
    ] {
        assert_eq!(lead.matches(hook).count(), 1, "{hook}");
    }
    assert!(lead.contains("href=\"../../issues/2024-W15/#w15-lead\""));
    assert!(built.page("issues/2024-W15/index.html").contains("id=\"w15-lead\""));
    assert!(lead.contains("data-dateline>本报讯</p>"), "the dateline of its column");
    for (path, page) in html(&built) {
        let hooks = page.matches("data-record=").count();
        let body = page.matches("data-body").count();
        assert!(hooks <= 1 && hooks == body, "{path}: {hooks} data-record, {body} data-body");
        if hooks == 0 {
            for hook in ["data-kicker", "data-title", "data-deck", "data-dateline", "data-byline"] {
                assert!(!page.contains(hook), "{path}: {hook}");
            }
        }
    }
}

#[test]
fn a_photo_without_a_headline_is_named_by_its_caption() {
    let built = sample();
    let page = built.page("2024/photo-1/index.html");
    assert!(!page.contains("data-title"));
    assert!(page.contains("<title>春分 - 山下简报</title>"));
    assert!(page.contains("data-body><p>春分，孩子们放风筝。</p></div>"));
    assert!(built.page("2024/photo-2/index.html").contains("data-title"));
    assert!(page.contains("og:description\" content=\"春分，孩子们放风筝。\""), "its card says the caption");
    for feed in ["feed.json", "feed.xml"] {
        let feed = built.page(feed).replace("&lt;", "<").replace("&gt;", ">");
        assert!(feed.contains("<p>春分，孩子们放风筝。</p>"), "the body of a photo is its caption: {feed}");
    }
}

#[test]
fn standing_records_show_what_they_hold() {
    let built = sample();
    let place = html(&built).find(|(_, page)| page.contains("data-record=\"nanyuan\"")).unwrap().1;
    for said in ["南园路1号", "9:00–17:00", "南园村", "3000", "北门修路", "充电桩进小区"] {
        assert!(place.contains(said), "{said}");
    }
    let board = built.page("programmes/hongwang/index.html");
    assert!(board.contains("2 / 60") && board.contains("已完成 1"), "the newest report gives the status");
    assert!(board.contains("<small>1 / 40</small>") && board.contains("<small>1 / 20</small>"), "{board}");
    assert!(
        board.contains("逾期1项") && board.contains("下一步 选点"),
        "what is late, and what comes next: {board}"
    );
    assert!(board.contains("<td>待认领</td><td>已完成</td>"), "how long it took: {board}");
    assert!(
        board.contains("value=\"1\"") && board.contains("max=\"60\""),
        "one of sixty is finished: {board}"
    );
    assert!(built.page("brands/way/index.html").contains("2023年秋"));
    assert!(built.page("ledgers/book/index.html").contains("<td>30</td>"));
    assert!(built.page("projects/zhuang-a/index.html").contains("普通一事"));
}

#[test]
fn a_page_says_who_took_the_story_up() {
    let built = sample();
    let lead = built.page("2024/w15-lead/index.html");
    let list = lead
        .split("class=\"box published\"")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next())
        .unwrap();
    let items: Vec<&str> = list.split("<li>").skip(1).collect();
    assert_eq!(items.len(), 3, "{list}");
    assert!(items[0].starts_with("全国 <time datetime=\"2024-04-15\">"), "{list}");
    let link = "<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener\">省报</a> <small>省级</small>";
    assert!(items[1].contains(link) && items[1].contains("2024-04-13"), "{list}");
    assert!(items[2].starts_with("市级</li>"), "{list}");
    assert!(!built.page("2024/b/index.html").contains("box published"));
}

#[test]
fn both_pages_of_a_correction_show_it() {
    let built = sample();
    assert!(built.page("2024/b/index.html").contains("本文更正： <a href=\"../../2024/c/\">"));
    assert!(built.page("2024/c/index.html").contains("本文已有更正： <a href=\"../../2024/b/\">"));
}

#[test]
fn nobody_is_listed_who_may_not_be() {
    let built = sample();
    for (path, page) in html(&built) {
        for name in ["陈奶奶", "赵小小", "不愿具名者"] {
            assert!(!page.contains(name), "{path}: {name}");
        }
    }
    assert!(built.page("people/index.html").contains("李写"));
}

#[test]
fn a_draft_is_marked_in_a_preview_and_leaves_no_trace_otherwise() {
    assert!(sample().page("2024/late/index.html").contains("<strong class=\"mark\">草稿</strong>"));
    let folder = tempfile::tempdir().unwrap();
    sample::write(folder.path());
    let built = build(folder.path(), Show::Out, &[]);
    assert!(html(&built).all(|(_, page)| !page.contains("还没写完")));
}

#[test]
fn a_preview_shows_what_is_to_come_and_not_what_is_over() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", b"");
    let records = "- {id: soon, title: 快要办了, date: 2024-04-11, publish_at: 2024-04-20}\n\
         - {id: over, title: 早就完了, date: 2024-04-01, expires_at: 2024-04-11}\n";
    put(folder.path(), "content/a.yaml", records.as_bytes());
    let built = build(folder.path(), Show::All, &[]);
    assert!(built.page("2024/soon/index.html").contains("<strong class=\"mark\">"));
    assert!(built.pages.values().all(|page| !page.contains("早就完了")));
}

/// The values of all attributes of this name, unescaped.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The file that a relative address leads to from a page.
fn lands(from: &str, to: &str) -> Option<String> {
    let (path, _) = to.split_once('#').unwrap_or((to, ""));
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                folders.pop()?;
            }
            name => folders.push(name),
        }
    }
    let file = folders.join("/");
    let folder = path.ends_with('/') || path.ends_with("..") || path == ".";
    Some(if folder { format!("{file}/index.html").trim_start_matches('/').to_owned() } else { file })
}

#[test]
fn every_link_is_relative_and_leads_to_a_file() {
    let built = sample();
    let known: BTreeSet<&String> = built.paths.iter().collect();
    for (path, page) in html(&built).filter(|(path, _)| *path != "404.html") {
        let mut links = attributes(page, "href");
        links.extend(attributes(page, "src"));
        links.extend(attributes(page, "action"));
        for srcset in attributes(page, "srcset") {
            links.extend(srcset.split(", ").filter_map(|file| file.split(' ').next()));
        }
        for link in
            links.into_iter().filter(|link| !link.starts_with("https://") && !link.starts_with("tel:"))
        {
            assert!(!link.starts_with('/') && !link.contains("//"), "{path}: {link}");
            let file = lands(path, link).unwrap_or_else(|| panic!("{path}: {link} leaves the site"));
            let file = super::super::values::decoded(&file).unwrap();
            let claimed = SitePath::new(&file).is_ok_and(|file| built.claims.has(&file));
            assert!(known.contains(&file) || claimed, "{path}: {link} leads to {file}, which is not there");
        }
    }
}

#[test]
fn every_fragment_is_there() {
    let built = sample();
    for (path, page) in html(&built).filter(|(path, _)| *path != "404.html") {
        for link in attributes(page, "href") {
            let Some((_, fragment)) = link.split_once('#').filter(|_| !link.contains("//")) else { continue };
            let there = lands(path, link).unwrap();
            assert!(built.page(&there).contains(&format!("id=\"{fragment}\"")), "{path}: {link}");
        }
    }
}

#[test]
fn no_page_has_inline_code_or_data() {
    let built = sample();
    for (path, page) in html(&built) {
        for foul in [" style=\"", " onclick=", " onload=", " onerror=", "data:", "javascript:", "<style"] {
            assert!(!page.contains(foul), "{path}: {foul}");
        }
        for script in page.split("<script").skip(1) {
            let attributes = script.split('>').next().unwrap();
            let linked = attributes.contains(" src=") || attributes.contains("application/ld+json");
            assert!(linked, "{path}: {attributes}");
        }
        assert!(page.contains("Content-Security-Policy"), "{path}");
    }
}

#[test]
fn ids_of_a_page_are_its_own() {
    let built = sample();
    for (path, page) in html(&built) {
        let ids = attributes(page, "id");
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{path}: {ids:?}");
    }
}

#[test]
fn the_same_bulletin_gives_the_same_bytes() {
    let (one, two) = (sample(), sample());
    assert_eq!(one.paths, two.paths);
    for (path, page) in &one.pages {
        assert_eq!(Some(page), two.pages.get(path), "{path}");
    }
}

#[test]
fn whatever_stands_in_a_field_is_text() {
    let nasty = r#"{{ 7*7 }}{% x %}"><img src=x onerror=alert(1)>'&</script>"#;
    let quoted = serde_json::to_string(nasty).unwrap();
    let record = format!(
        "- {{id: a, kind: activity, title: {quoted}, kicker: {quoted}, deck: {quoted}, column: {quoted}, dateline: {quoted}, date: 2024-04-11, \
         bylines: [{{name: {quoted}, role: {quoted}, org: {quoted}}}], orgs: [{quoted}], tags: [{quoted}], body: {quoted}, \
         figures: [{{name: {quoted}, value: 1, unit: {quoted}, subject: {quoted}}}], follow_up: [{quoted}], starts: 2024-05-01, venue: {quoted}, \
         stalls: [{quoted}, {{name: {quoted}, org: {quoted}}}], audience: {quoted}, signup: {quoted}, about: [{{id: p, status: {quoted}, step: {quoted}, note: {quoted}}}], \
         published: [{{level: city, where: {quoted}, url: 'https://e.test/\"><img src=x onerror=alert(1)>'}}]}}\n\
         - {{id: p, kind: project, title: {quoted}, category: {quoted}, owner: {quoted}, status: {quoted}, claimed_by: {quoted}, steps: [{{{quoted}: {quoted}}}]}}\n\
         - {{id: q, kind: ledger, title: {quoted}, columns: [{quoted}], rows: [[{quoted}]]}}\n"
    );
    let settings = format!(
        "title: {quoted}\nsubtitle: {quoted}\npublisher: {quoted}\ncontact: {quoted}\nfilings: {{icp: {quoted}, police: {quoted}, permit: {quoted}}}\ncredits: {{{quoted}: {quoted}}}\n"
    );
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", settings.as_bytes());
    put(folder.path(), "content/a.yaml", record.as_bytes());
    let built = build(folder.path(), Show::Out, &[]);
    assert!(built.pages.len() > 10, "{:?}", built.found);
    for (path, page) in html(&built) {
        assert!(!page.contains("<img src=x"), "{path}");
        assert!(!page.contains(" 49") && !page.contains(">49"), "{path}");
    }
    let escaped = "{{ 7*7 }}{% x %}&quot;&gt;&lt;img src=x onerror=alert(1)&gt;";
    assert!(built.page("2024/a/index.html").contains(escaped));
}

#[test]
fn old_addresses_lead_on_and_404_goes_by_the_base() {
    let built = sample();
    let old = built.page("old/1.html");
    assert!(old.contains("content=\"0; url=../2024/w15-lead/\""));
    assert!(old.contains("rel=\"canonical\" href=\"https://example.org/jb/2024/w15-lead/\""));
    assert!(built.page("404.html").contains("href=\"/jb/issues/\""));
}

#[test]
fn an_empty_bulletin_has_its_pages() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "jianbao.yaml", b"");
    let built = build(folder.path(), Show::Out, &[]);
    for path in ["index.html", "404.html", "search/index.html", "issues/index.html"] {
        built.page(path);
    }
    assert!(built.found.is_empty(), "{:?}", built.found);
}
