//! Structured data and Open Graph of pages.

use jianbao::model::date::Time;
use jianbao::model::record::{Org, OrgRole, Person, Photo, Rest};
use jianbao::model::standing::{Place, Standing};
use jianbao::model::{Kind, Node, SitePath, Value as NodeValue};
use jianbao::render::feeds::{json_ld, open_graph};
use jianbao::resolve::site::Sort;
use serde_json::{Value, json};

use crate::bench::{Bench, activity, activity_of, byline, record};
use crate::nasty::all;

const BASE: Option<&str> = Some("https://n.cn/");

/// The things of record 0's page.
fn things(bench: &Bench) -> Vec<Value> {
    let text = json_ld::of_record(&bench.bulletin(), 0).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    document["@graph"].as_array().unwrap().clone()
}

fn photo() -> Photo {
    Photo {
        file: "a.jpg".into(),
        caption: Some("图注".into()),
        credit: Some("丙".into()),
        alt: None,
        focus: None,
    }
}

fn person(name: &str) -> Person {
    Person { name: name.into(), post: None, pseudonym: false, minor: false, consent: true }
}

#[test]
fn a_story_is_a_news_article_with_its_way() {
    let mut bench = Bench::new(BASE);
    let mut story = record(Kind::Story, "a", "标题");
    story.column = Some("社区故事会".into());
    story.bylines = vec![byline("甲"), byline("乙")];
    story.photos = vec![photo()];
    bench.add(story, "正文。");
    let column = bench.list(Sort::Column, "社区故事会", vec![0]);
    let district = bench.list(Sort::Place, "崇川区", vec![0]);
    let community = bench.list(Sort::Place, "五山社区", vec![0]);
    bench.ties(0).column = Some(column);
    bench.ties(0).places = vec![district, community];
    assert_eq!(
        things(&bench),
        [
            json!({
                "@type": "NewsArticle", "headline": "标题", "description": "正文。",
                "datePublished": "2024-04-11T00:00:00+08:00", "inLanguage": "zh-CN",
                "articleSection": "社区故事会",
                "author": [{"@type": "Person", "name": "甲"}, {"@type": "Person", "name": "乙"}],
                "publisher": {"@type": "Organization", "name": "阳光社区"},
                "contentLocation": {"@type": "Place", "name": "五山社区",
                    "containedInPlace": {"@type": "Place", "name": "崇川区"}},
                "image": ["https://n.cn/assets/p-1.jpg"],
                "url": "https://n.cn/2024/a/", "mainEntityOfPage": "https://n.cn/2024/a/",
            }),
            json!({"@type": "BreadcrumbList", "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "阳光简报", "item": "https://n.cn/"},
                {"@type": "ListItem", "position": 2, "name": "社区故事会", "item": "https://n.cn/columns/l0/"},
                {"@type": "ListItem", "position": 3, "name": "标题", "item": "https://n.cn/2024/a/"},
            ]}),
        ]
    );
}

#[test]
fn an_activity_is_an_event_as_well() {
    let mut bench = Bench::new(None);
    let mut weekly = activity("a", "早市");
    activity_of(&mut weekly).repeats = Some("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;COUNT=9".into());
    activity_of(&mut weekly).venue = Some("room".into());
    let host = |name: &str, role| Org { name: name.into(), role };
    weekly.rest.as_mut().unwrap().orgs = vec![host("馆", Some(OrgRole::Host)), host("社", None)];
    bench.add(weekly, "");
    let mut room = record(Kind::Place, "room", "书吧");
    let place = Place { address: Some("路 1 号".into()), geo: Some([31.98, 120.89]), ..Place::default() };
    room.rest = Some(Box::new(Rest { standing: Some(Standing::Place(Box::new(place))), ..Rest::default() }));
    bench.add(room, "");
    let orgs = [bench.list(Sort::Org, "图书馆", vec![0]), bench.list(Sort::Org, "社", vec![0])];
    bench.ties(0).orgs = orgs.into();
    assert_eq!(
        things(&bench)[1],
        json!({
            "@type": "Event", "name": "早市",
            "startDate": "2024-04-13T07:00:00+08:00", "endDate": "2024-04-13T09:00:00+08:00",
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "eventStatus": "https://schema.org/EventScheduled",
            "location": {"@type": "Place", "name": "书吧", "address": "路 1 号",
                "geo": {"@type": "GeoCoordinates", "latitude": 31.98, "longitude": 120.89}},
            "organizer": [{"@type": "Organization", "name": "图书馆"}],
            "eventSchedule": {"@type": "Schedule", "startDate": "2024-04-13", "startTime": "07:00:00",
                "endTime": "09:00:00", "repeatFrequency": "P2W", "repeatCount": 9,
                "byDay": ["https://schema.org/Saturday", "https://schema.org/Sunday"],
                "scheduleTimezone": "Asia/Shanghai"},
        })
    );
}

#[test]
fn a_place_tells_where_it_is_and_when_it_is_open() {
    let mut bench = Bench::new(None);
    let hours = vec![Node::bare(NodeValue::List(vec![
        Node::bare(NodeValue::Text("周一".into())),
        Node::bare(NodeValue::Text("9:30–17:30".into())),
    ]))];
    let place =
        Place { address: Some("路 1 号".into()), geo: Some([31.9, 120.8]), hours, ..Place::default() };
    let mut room = record(Kind::Place, "room", "书吧");
    room.rest = Some(Box::new(Rest { standing: Some(Standing::Place(Box::new(place))), ..Rest::default() }));
    bench.add(room, "好地方。");
    assert_eq!(
        things(&bench),
        [json!({"@type": "Place", "name": "书吧", "description": "好地方。", "address": "路 1 号",
            "geo": {"@type": "GeoCoordinates", "latitude": 31.9, "longitude": 120.8},
            "openingHours": ["周一 9:30–17:30"]})]
    );
}

/// Names of people whom the text of a record may tell but no data.
#[test]
fn people_never_appear_but_as_authors_who_may_be_named() {
    let mut bench = Bench::new(BASE);
    let mut story = activity("a", "标题");
    story.bylines = ["甲", "化名者", "孩子", "没同意"].map(byline).into();
    story.photos = vec![photo()];
    let pseudonym = Person { pseudonym: true, ..person("化名者") };
    let minor = Person { minor: true, ..person("孩子") };
    let silent = Person { consent: false, ..person("没同意") };
    story.rest.as_mut().unwrap().people = vec![pseudonym, minor, silent, person("同意者")];
    bench.add(story, "");
    bench.add(record(Kind::Person, "p", "没同意"), "");
    let mut data = json_ld::of_record(&bench.bulletin(), 0).unwrap();
    data.push_str(&format!("{:?}", open_graph::of_record(&bench.bulletin(), 0)));
    for path in ["feed.xml", "feed.json", "calendar.ics"] {
        data.push_str(&bench.written(path));
    }
    assert!(data.contains('甲'));
    for name in ["化名者", "孩子", "没同意", "同意者", "丙"] {
        assert!(!data.contains(name), "{name} in {data}");
    }
}

#[test]
fn a_person_who_may_not_be_named_has_no_data() {
    let mut bench = Bench::new(None);
    let mut person_record = record(Kind::Person, "p", "甲");
    let kept = Person { pseudonym: true, ..person("甲") };
    person_record.rest = Some(Box::new(Rest { people: vec![kept], ..Rest::default() }));
    bench.add(person_record, "");
    assert!(things(&bench).is_empty());
}

#[test]
fn nothing_in_data_closes_its_element() {
    let mut bench = Bench::new(BASE);
    for (number, text) in all().iter().enumerate() {
        let mut story = activity(&format!("n{number}"), text);
        story.deck = Some(text.as_str().into());
        story.column = Some(text.as_str().into());
        story.bylines = vec![byline(text)];
        activity_of(&mut story).venue = Some(text.as_str().into());
        bench.add(story, text);
    }
    for (number, text) in (0..).zip(all()) {
        let data = json_ld::of_record(&bench.bulletin(), number).unwrap();
        assert!(!data.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n', '\0']), "{data}");
        let read: Value = serde_json::from_str(&data).unwrap();
        assert_eq!(read["@graph"][0]["headline"], json!(text));
        let card = open_graph::of_record(&bench.bulletin(), number);
        assert!(card.contains(&("og:title", text.as_str().into())), "{card:?}");
    }
}

#[test]
fn a_card_has_whole_addresses_or_is_not_there() {
    let mut bench = Bench::new(BASE);
    let mut story = record(Kind::News, "a", "标题");
    story.time = Some(Time::constant(9, 0, 0, 0));
    story.photos = vec![photo()];
    story.tags = vec!["读书".into()];
    bench.add(story, "正文。");
    let card = open_graph::of_record(&bench.bulletin(), 0);
    let card: Vec<String> = card.iter().map(|(property, content)| format!("{property} {content}")).collect();
    assert_eq!(
        card,
        [
            "og:type article",
            "og:title 标题",
            "og:url https://n.cn/2024/a/",
            "og:description 正文。",
            "og:site_name 阳光简报",
            "og:locale zh_CN",
            "og:image https://n.cn/assets/p-1.jpg",
            "og:image:width 1600",
            "og:image:height 900",
            "og:image:alt 图注",
            "article:published_time 2024-04-11T09:00:00+08:00",
            "article:tag 读书"
        ]
    );
    let front = SitePath::page("").unwrap();
    assert!(
        open_graph::of_page(&bench.bulletin(), &front, "首页").contains(&("og:url", "https://n.cn/".into()))
    );
    assert!(open_graph::of_page(&Bench::new(None).bulletin(), &front, "首页").is_empty());
}

#[test]
fn listings_and_the_front_page_have_theirs() {
    let mut bench = Bench::new(BASE);
    let district = bench.list(Sort::Place, "崇川区", vec![]);
    let community = bench.list(Sort::Place, "五山社区", vec![]);
    bench.site.listings[community as usize].parent = Some(district);
    bench.site.listings[district as usize].parent = Some(community);
    let data = json_ld::of_listing(&bench.bulletin(), community).unwrap();
    assert!(data.contains("五山社区") && data.contains("https://n.cn/places/l0/"), "{data}");
    assert!(json_ld::of_front(&bench.bulletin()).contains("\"@type\":\"WebSite\""));
}
