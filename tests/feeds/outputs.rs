//! Which files there are, and what stands in them.

use jianbao::model::date::{Date, Time};
use jianbao::model::output::Output;
use jianbao::model::settings::Lang;
use jianbao::model::{Kind, SitePath, Url, Zone};
use jianbao::render::feeds::sitemap::{self, Page};
use jianbao::render::feeds::{check, paths};
use jianbao::report::Severity;
use jianbao::resolve::site::{Hidden, Month, Sort, Year};
use serde_json::{Value, json};

use crate::bench::{Bench, DAY, Files, activity, activity_of, at, byline, record};

/// Two stories, an activity, a place and a page, listed under a column and two places.
fn small(base: Option<&str>) -> Bench {
    let mut bench = Bench::new(base);
    let mut first = record(Kind::News, "lead", "头条 两句");
    first.time = Some(Time::constant(9, 30, 0, 0));
    first.column = Some("社区传真".into());
    first.bylines = vec![byline("甲")];
    first.place = Some("崇川区/五山社区".into());
    bench.add(first, "第一段，有话。");
    let mut photo = record(Kind::Photo, "photo", "");
    photo.place = Some("book-room".into());
    bench.add(photo, "玉兰开了，大家来看。");
    bench.add(activity("reading", "读书会"), "一起读书。");
    bench.add(record(Kind::Place, "book-room", "韬奋书吧"), "");
    bench.add(record(Kind::Page, "about", "关于"), "本报。");
    bench.list(Sort::Column, "社区传真", vec![0]);
    let district = bench.list(Sort::Place, "崇川区", vec![0, 1, 2]);
    let room = bench.list(Sort::Place, "书吧", vec![0, 1]);
    bench.ties(1).places = vec![district, room];
    bench
}

fn names(bench: &Bench) -> Vec<String> {
    bench.write().0.into_keys().collect()
}

#[test]
fn without_a_base_url_only_what_needs_no_address_is_there() {
    let bench = small(None);
    assert_eq!(names(&bench), ["calendar.ics", "catalogue.json", "places/l1/calendar.ics", "robots.txt"]);
    assert_eq!(bench.written("robots.txt"), "User-agent: *\nAllow: /\n");
    let files = Files::default();
    sitemap::write(&bench.site, &sitemap::pages(&bench.site), &files).unwrap();
    assert!(files.0.lock().unwrap().is_empty());
    assert!(bench.written("calendar.ics").contains("\r\nUID:reading@jianbao\r\n"));
    assert!(!bench.written("calendar.ics").contains("\r\nURL:"));
    let said = check(&bench.site.settings).unwrap();
    assert_eq!((said.rule, said.severity), ("no-base-url", Severity::Warning));
}

#[test]
fn every_file_is_foretold_and_equal_every_time() {
    for base in [None, Some("https://n.cn/lang/")] {
        let bench = small(base);
        let mut foretold: Vec<String> = paths(&bench.site).iter().map(ToString::to_string).collect();
        foretold.sort_unstable();
        assert_eq!(foretold, names(&bench));
        assert_eq!(bench.write().0, bench.write().0);
    }
}

#[test]
fn an_example_address_is_a_note_and_a_right_one_nothing() {
    let said = |url: &str| check(&Bench::new(Some(url)).site.settings).map(|said| said.severity);
    assert_eq!(said("https://jianbao.example/"), Some(Severity::Note));
    assert_eq!(said("https://n.cn/"), None);
    assert_eq!(said("mailto:a@b.cn"), Some(Severity::Warning));
}

#[test]
fn the_catalogue_has_the_shape_of_the_contract() {
    let text = small(None).written("catalogue.json");
    let catalogue: Value = serde_json::from_str(&text).unwrap();
    let wanted = json!({
        "records": [
            {"id": "lead", "kind": "news", "title": "头条 两句", "date": "2024-04-11", "issue": "2024-W15",
             "url": "/2024/lead/", "place": "崇川区/五山社区", "source": "content/lead.md"},
            {"id": "photo", "kind": "photo", "title": "玉兰开了", "date": "2024-04-11", "issue": "2024-W15",
             "url": "/2024/photo/", "place": "崇川区/书吧", "source": "content/photo.md"},
            {"id": "reading", "kind": "activity", "title": "读书会", "date": "2024-04-11", "issue": "2024-W15",
             "url": "/2024/reading/", "place": null, "source": "content/reading.md"},
        ],
        "standing": [
            {"id": "book-room", "kind": "place", "title": "韬奋书吧", "url": "/places/book-room/",
             "source": "content/book-room.md"},
            {"id": "about", "kind": "page", "title": "关于", "url": "/about/", "source": "content/about.md"},
        ],
    });
    assert_eq!(catalogue, wanted);
    assert!(text.starts_with(r#"{"records":[{"id":"lead","kind":"news","title":"#));
}

#[test]
fn feeds_know_the_records_date_and_no_other() {
    let bench = small(Some("https://n.cn/lang/"));
    let atom = bench.written("feed.xml");
    for wanted in [
        "<id>https://n.cn/lang/feed.xml</id>",
        "<id>https://n.cn/lang/2024/lead/</id>",
        "<published>2024-04-11T09:30:00+08:00</published>",
        "<updated>2024-04-11T09:30:00+08:00</updated>",
        "<title>玉兰开了</title>",
        "<content type=\"html\">第一段，有话。</content>",
    ] {
        assert!(atom.contains(wanted), "{wanted} in {atom}");
    }
    assert_eq!(atom.matches("<entry>").count(), 3);
    assert_eq!(bench.written("columns/l0/feed.xml").matches("<entry>").count(), 1);
    let feed: Value = serde_json::from_str(&bench.written("feed.json")).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["items"][0]["date_published"], "2024-04-11T09:30:00+08:00");
    assert_eq!(feed["items"][0]["content_html"], "第一段，有话。");
    assert_eq!(feed["items"][1]["authors"], Value::Null);
}

#[test]
fn a_feed_holds_fifty_and_nothing_that_is_not_out() {
    let mut bench = Bench::new(Some("https://n.cn/"));
    for number in 0..70 {
        bench.add(activity(&format!("n{number}"), "活动"), "");
    }
    bench.ties(0).hidden = Some(Hidden::Draft);
    bench.list(Sort::Place, "区", (0..70).collect());
    for path in ["feed.xml", "feed.json", "calendar.ics", "places/l0/feed.xml", "places/l0/calendar.ics"] {
        let text = bench.written(path);
        assert!(!text.contains("n0/") && !text.contains("n0@"), "{path}");
        assert!(text.contains("n50") && !text.contains("n51"), "{path}");
    }
    assert!(bench.written("catalogue.json").contains("\"n0\""));
    assert_eq!(bench.written("robots.txt").lines().nth(1), Some("Disallow: /"));
    assert!(sitemap::pages(&bench.site).iter().all(|page| page.path.as_str() != "2024/n0/index.html"));
}

#[test]
fn a_calendar_says_when_and_where() {
    let mut bench = Bench::new(Some("https://n.cn/"));
    let mut weekly = activity("weekly", "早市");
    activity_of(&mut weekly).repeats = Some("FREQ=WEEKLY;BYDAY=SA;UNTIL=20240601".into());
    activity_of(&mut weekly).venue = Some("五山公园".into());
    activity_of(&mut weekly).signup = Some("不用报名".into());
    bench.add(weekly, "早上七点。");
    let mut days = activity("days", "书展");
    activity_of(&mut days).starts = Some(at(20, None));
    activity_of(&mut days).ends = Some(at(21, None));
    activity_of(&mut days).repeats = Some("每学期".into());
    bench.add(days, "");
    let calendar = bench.written("calendar.ics").replace("\r\n ", "");
    for wanted in [
        "BEGIN:STANDARD\r\nDTSTART:20240101T000000\r\nTZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\n",
        "UID:weekly@n.cn\r\nDTSTAMP:20240410T160000Z\r\nDTSTART;TZID=Asia/Shanghai:20240413T070000\r\n",
        "DTEND;TZID=Asia/Shanghai:20240413T090000\r\nRRULE:FREQ=WEEKLY;BYDAY=SA;UNTIL=20240601T155959Z\r\n",
        "DESCRIPTION:早上七点。\\n报名：不用报名\r\n",
        "LOCATION:五山公园\r\n",
        "URL:https://n.cn/2024/weekly/\r\n",
        "DTSTART;VALUE=DATE:20240420\r\nDTEND;VALUE=DATE:20240422\r\nSUMMARY:书展\r\n",
    ] {
        assert!(calendar.contains(wanted), "{wanted} in {calendar}");
    }
    let (_, said) = bench.write();
    assert_eq!(said.iter().map(|one| one.rule).collect::<Vec<_>>(), ["unknown-repeat"]);
    assert_eq!(said[0].place.as_ref().unwrap().file.as_str(), "content/days.md");
}

#[test]
fn a_zone_with_summer_time_tells_its_changes() {
    let mut bench = Bench::new(None);
    bench.site.settings.zone = Zone::new("Europe/Berlin").unwrap();
    bench.add(activity("a", "Fest"), "");
    let calendar = bench.written("calendar.ics");
    let change = "BEGIN:DAYLIGHT\r\nDTSTART:20240331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n";
    assert!(calendar.contains(change), "{calendar}");
}

#[test]
fn an_empty_bulletin_has_empty_files_that_are_right() {
    let mut bench = Bench::new(Some("https://n.cn/"));
    bench.site.settings.title = "".into();
    bench.site.settings.lang = Lang::En;
    assert!(bench.written("feed.xml").contains("<title>Bulletin</title>"));
    assert!(bench.written("feed.xml").contains("<updated>1970-01-01T00:00:00Z</updated>"));
    assert!(bench.written("calendar.ics").contains("BEGIN:VTIMEZONE"));
    assert_eq!(bench.written("catalogue.json"), "{\"records\":[],\"standing\":[]}\n");
}

#[test]
fn the_sitemap_names_every_page_once_with_its_date() {
    let mut bench = small(Some("https://n.cn/"));
    let months = vec![Month { month: 4, members: 0..3 }];
    bench.site.years = vec![Year { year: 2024, members: 0..3, months }];
    let pages = sitemap::pages(&bench.site);
    let addresses: Vec<&str> = pages.iter().map(|page| page.path.address()).collect();
    assert_eq!(
        addresses,
        [
            "",
            "issues/",
            "columns/",
            "places/",
            "years/",
            "2024/",
            "2024/04/",
            "2024/lead/",
            "2024/photo/",
            "2024/reading/",
            "places/book-room/",
            "about/",
            "columns/l0/",
            "places/l1/",
            "places/l2/"
        ]
    );
    let files = Files::default();
    sitemap::write(&bench.site, &pages, &files).unwrap();
    let files = files.0.into_inner().unwrap();
    let text = String::from_utf8(files["sitemap.xml"].clone()).unwrap();
    assert!(text.contains("<loc>https://n.cn/2024/lead/</loc><lastmod>2024-04-11</lastmod>"), "{text}");
    assert!(bench.written("robots.txt").ends_with("\nSitemap: https://n.cn/sitemap.xml\n"));
}

#[test]
fn above_fifty_thousand_addresses_there_is_an_index() {
    let bench = Bench::new(Some("https://n.cn/"));
    let page = |number: usize| Page {
        path: SitePath::page(&format!("2024/n{number}")).unwrap(),
        modified: Some(DAY),
    };
    for (count, parts) in [(50_000, 0), (50_001, 2), (100_001, 3)] {
        let pages: Vec<Page> = (0..count).map(page).collect();
        let files = Files::default();
        sitemap::write(&bench.site, &pages, &files).unwrap();
        let files = files.0.into_inner().unwrap();
        let mut foretold: Vec<String> =
            sitemap::paths(&bench.site, count).iter().map(ToString::to_string).collect();
        foretold.sort_unstable();
        assert_eq!(files.keys().cloned().collect::<Vec<_>>(), foretold);
        assert_eq!(files.len(), parts + 1);
        let index = String::from_utf8(files["sitemap.xml"].clone()).unwrap();
        assert_eq!(index.matches("<sitemap>").count(), parts);
        assert!(
            parts == 0
                || index.contains("<loc>https://n.cn/sitemap-2.xml</loc><lastmod>2024-04-11</lastmod>")
        );
    }
}

#[test]
fn no_sitemap_is_over_fifty_megabytes() {
    let mut bench = Bench::new(None);
    bench.site.settings.base_url = Url::new(&format!("https://n.cn/{}/", "a".repeat(1900)));
    let page = |number: usize| Page { path: SitePath::page(&format!("n{number}")).unwrap(), modified: None };
    let pages: Vec<Page> = (0..30_000).map(page).collect();
    let files = Files::default();
    sitemap::write(&bench.site, &pages, &files).unwrap();
    let files = files.0.into_inner().unwrap();
    assert_eq!(files.len(), 3, "two parts and an index");
    assert!(files.values().all(|bytes| bytes.len() <= 52_428_800));
}

#[test]
fn a_disk_that_fails_is_told() {
    struct Full;
    impl Output for Full {
        fn put(&self, _: &SitePath, _: &[u8]) -> std::io::Result<()> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
    }
    let bench = small(Some("https://n.cn/"));
    assert!(jianbao::render::feeds::write(&bench.bulletin(), &Full).is_err());
    assert_eq!(Date::constant(2024, 4, 11), DAY);
}
