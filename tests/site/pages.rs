//! What must be true of each page by itself.

use std::collections::{BTreeMap, BTreeSet};

use jianbao::model::Record;
use jianbao::parse::{self, markdown::plain_text};
use jianbao::read::Sources;

use crate::bulletin::{Page, built, none};

/// Hooks that a record's page has once, and those that it has at most once.
const ONCE: [&str; 2] = ["record", "body"];
const AT_MOST_ONCE: [&str; 5] = ["kicker", "title", "deck", "dateline", "byline"];

#[test]
fn no_page_has_script_or_style_or_data_in_it() {
    let bad = |page: &Page| page.bad.iter().map(|bad| format!("{}: {bad}", page.page)).collect::<Vec<_>>();
    none(&built().pages.values().flat_map(bad).collect::<Vec<_>>());
}

#[test]
fn every_page_has_one_heading_a_language_and_no_id_twice() {
    let mut faults = Vec::new();
    for page in built().pages.values().filter(|page| !built().redirects(page)) {
        let ids: BTreeSet<&String> = page.ids.iter().collect();
        if page.h1 != 1 || page.lang != "zh-CN" || ids.len() != page.ids.len() {
            faults.push(format!("{}: {} h1, lang {}, ids {:?}", page.page, page.h1, page.lang, page.ids));
        }
    }
    none(&faults);
}

#[test]
fn structured_data_is_json() {
    for page in built().pages.values() {
        for text in &page.ld {
            assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{}: {text}", page.page);
        }
    }
}

/// The pages of records, by id.
fn record_pages() -> BTreeMap<&'static str, &'static Page> {
    let pages = built().pages.values();
    pages.filter_map(|page| Some((page.hooks.get("record")?.first()?.as_str(), page))).collect()
}

#[test]
fn hooks_stand_once_and_only_on_the_page_of_their_record() {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for page in built().pages.values() {
        let count = |name: &str| page.hooks.get(name).map_or(0, Vec::len);
        let of_record = count("record") > 0;
        let once = ONCE.iter().all(|name| count(name) == usize::from(of_record));
        let most = AT_MOST_ONCE.iter().all(|name| count(name) <= usize::from(of_record));
        if !once || !most {
            faults.push(format!("{}: {:?}", page.page, page.hooks.keys()));
        }
        for id in page.hooks.get("record").into_iter().flatten() {
            if !seen.insert(id) {
                faults.push(format!("{}: {id} has a page already", page.page));
            }
        }
    }
    none(&faults);
}

/// The bulletin's records and the Markdown of each.
pub fn records() -> Vec<(Record, String)> {
    let (sources, _) = Sources::scan(&built().bulletin);
    let (settings, _) = parse::settings(&sources);
    let (records, found) = parse::records(&sources, &settings);
    assert!(found.is_empty(), "{found:?}");
    let body = |record: &Record| {
        if let Some(body) = record.rest.as_deref().and_then(|rest| rest.body.as_deref()) {
            return body.to_owned();
        }
        let range = record.source.body.start as usize..record.source.body.end as usize;
        sources.with_text(record.source.file, |text| text[range].to_owned()).unwrap()
    };
    records.into_iter().map(|record| (body(&record), record)).map(|(body, record)| (record, body)).collect()
}

/// The text without white space.
fn dense(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn the_text_of_every_record_stands_in_its_page_whole() {
    let pages = record_pages();
    let mut faults = Vec::new();
    let mut compared = 0;
    for (record, markdown) in records() {
        let Some(page) = pages.get(record.id.as_str()) else { continue };
        let photo = record.photos.first().and_then(|photo| photo.caption.as_deref());
        let said = dense(&plain_text(&markdown));
        let is_caption = said.is_empty() && record.kind == jianbao::model::Kind::Photo;
        let wanted = if is_caption { dense(photo.unwrap_or_default()) } else { said };
        let found = dense(page.hooks["body"].first().unwrap());
        compared += 1;
        if found != wanted {
            faults.push(format!("{}: typed\n{wanted}\n  shown\n{found}", page.page));
        }
        for (hook, typed) in [("title", &record.title), ("kicker", &record.kicker), ("deck", &record.deck)] {
            let shown = page.hooks.get(hook).and_then(|values| values.first());
            if shown.map(|text| dense(text)) != typed.as_deref().map(dense) {
                faults.push(format!("{}: {hook} {typed:?} is shown as {shown:?}", page.page));
            }
        }
    }
    none(&faults);
    assert_eq!(compared, pages.len(), "records and pages of records");
}
