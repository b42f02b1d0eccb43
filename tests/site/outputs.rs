//! The files for machines: sitemap, catalogue, JSON Feed, robots.

use std::collections::{BTreeMap, BTreeSet};

use jianbao::model::Record;
use jianbao::model::date::Date;
use jianbao::model::standing::Standing;
use serde_json::Value;

use crate::bulletin::{BASE, DAY, built};
use crate::pages::records;

fn json(path: &str) -> Value {
    serde_json::from_str(&built().text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_sitemap_lists_every_page_that_is_there_to_be_found() {
    let text = built().text("sitemap.xml");
    let listed: Vec<&str> =
        text.split("<loc>").skip(1).map(|rest| rest.split("</loc>").next().unwrap()).collect();
    let once: BTreeSet<&str> = listed.iter().copied().collect();
    assert_eq!(once.len(), listed.len(), "an address stands twice");
    let pages = built().pages.values().filter(|page| page.page != "404.html" && !built().redirects(page));
    let wanted: BTreeSet<String> =
        pages.map(|page| format!("{BASE}{}", page.page.trim_end_matches("index.html"))).collect();
    let listed: BTreeSet<String> = listed.into_iter().map(str::to_owned).collect();
    let search = format!("{BASE}search/");
    let left: Vec<_> = wanted.symmetric_difference(&listed).filter(|address| **address != search).collect();
    assert!(left.is_empty(), "on one side only: {left:?}");
    for date in text.split("<lastmod>").skip(1).map(|rest| rest.split("</lastmod>").next().unwrap()) {
        assert!(date.len() == 10 && date.as_bytes()[4] == b'-', "{date}");
    }
}

/// Whether a record is out on the day of the build.
fn is_out(record: &Record) -> bool {
    let day: Date = DAY.parse().unwrap();
    let early = record.publish_at.is_some_and(|from| from > day);
    let late = record.expires_at.is_some_and(|to| to < day);
    !record.draft && !early && !late
}

#[test]
fn the_catalogue_has_every_record_that_is_out_and_no_other() {
    let catalogue = json("catalogue.json");
    let listed = |part: &str| catalogue[part].as_array().unwrap().clone();
    let all: Vec<Value> = [listed("records"), listed("standing")].concat();
    let by_id: BTreeMap<&str, &Value> = all.iter().map(|row| (row["id"].as_str().unwrap(), row)).collect();
    assert_eq!(by_id.len(), all.len(), "an id stands twice");
    let records = records();
    let out: BTreeSet<&str> =
        records.iter().filter(|(record, _)| is_out(record)).map(|(record, _)| record.id.as_str()).collect();
    assert_eq!(by_id.keys().copied().collect::<BTreeSet<_>>(), out);
    for (record, _) in &records {
        let Some(row) = by_id.get(record.id.as_str()) else { continue };
        let page = format!("{}index.html", row["url"].as_str().unwrap().trim_start_matches('/'));
        let here = built().pages.get(&page).and_then(|page| page.hooks.get("record"));
        assert_eq!(row["kind"], record.kind.row().english);
        assert!(record.title.is_none() || row["title"].as_str() == record.title.as_deref(), "{row}");
        assert!(!row["title"].as_str().unwrap().is_empty(), "{row}");
        assert_eq!(here.unwrap().first().unwrap(), record.id.as_str(), "{row}");
        assert!(built().bulletin.join(row["source"].as_str().unwrap()).is_file(), "{row}");
    }
}

#[test]
fn what_is_not_out_is_nowhere() {
    let records = records();
    let hidden: Vec<&Record> =
        records.iter().map(|(record, _)| record).filter(|record| !is_out(record)).collect();
    assert!(!hidden.is_empty(), "the demonstration hides nothing");
    for file in built().files.iter().filter(|file| !file.ends_with(".jpg") && !file.ends_with(".webp")) {
        let bytes = std::fs::read(built().site.join(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for record in &hidden {
            assert!(
                !text.contains(record.headline()) || record.headline().is_empty(),
                "{file}: {}",
                record.headline()
            );
            assert!(!file.split('/').any(|name| name == record.id.as_str()), "{file}");
        }
    }
}

#[test]
fn the_map_has_every_place_that_says_where_it_lies() {
    let places: Vec<(Record, [f64; 2])> = records()
        .into_iter()
        .filter_map(|(record, _)| {
            let geo = match record.standing() {
                Some(Standing::Place(place)) => place.geo,
                _ => None,
            };
            Some((record, geo?))
        })
        .collect();
    assert!(places.len() > 15, "the demonstration has {} places on its map", places.len());
    let map = json("map/places.geojson");
    let features = map["features"].as_array().unwrap();
    assert_eq!(features.len(), places.len());
    let (page, table) = (built().text("map/index.html"), built().text("map/places.csv"));
    let rows: BTreeSet<&str> = table.lines().filter_map(|line| line.split(',').next()).collect();
    for (record, [latitude, longitude]) in &places {
        let id = record.id.as_str();
        let feature = features.iter().find(|feature| feature["id"] == id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([longitude, latitude]), "{id}");
        let url = feature["properties"]["url"].as_str().unwrap();
        assert!(built().pages.contains_key(&format!("{}index.html", &url[1..])), "{url}");
        assert!(page.contains(&format!("id=\"at-{id}\"")), "{id} is not on the page of the map");
        assert!(rows.contains(id), "{id} is not in the table");
    }
}

#[test]
fn the_json_feed_has_the_shape_of_its_standard() {
    let feed = json("feed.json");
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], format!("{BASE}feed.json"));
    assert_eq!(feed["home_page_url"], BASE);
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items.len(), 50);
    let mut ids = BTreeSet::new();
    for item in items {
        assert!(ids.insert(item["id"].as_str().unwrap()), "{item}");
        assert!(item["url"].as_str().unwrap().starts_with(BASE), "{item}");
        assert!(item["content_html"].is_string() || item["content_text"].is_string(), "{item}");
        let date = item["date_published"].as_str().unwrap();
        assert!(date.len() == 25 && date.ends_with("+08:00"), "{date}");
    }
}

#[test]
fn robots_may_read_all_and_find_the_sitemap() {
    assert_eq!(built().text("robots.txt"), format!("User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"));
}
