//! What stands in each listing: all that belongs there and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::bulletin::{built, home};
use crate::page::Page;
use crate::pieces::by_id;

/// The records that a page of the folder `sort` links to, by the name of the listing. What ran in an issue has an address
/// under its year.
fn listed(sort: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, page) in &built().pages {
        if path.starts_with(&format!("{sort}/")) && path.matches('/').count() > 1 {
            let name = page.name.trim_end_matches(" 2025年").to_owned();
            found.entry(name).or_default().extend(records(page));
        }
    }
    found
}

fn records(page: &Page) -> impl Iterator<Item = String> {
    let id = |link: &String| link.split_once("../2025/")?.1.strip_suffix('/').map(str::to_owned);
    page.links.iter().filter_map(id).filter(|id| !id.contains('/') && !id.is_empty())
}

/// The ids of records by the names that `names` gives for each.
fn wanted(
    names: impl Fn(&Value, &crate::pieces::Piece) -> Vec<String>,
) -> BTreeMap<String, BTreeSet<String>> {
    let entries: Vec<&Value> = built().entries().collect();
    let pieces = by_id(&entries);
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in built().catalogue["records"].as_array().unwrap() {
        let id = entry["id"].as_str().unwrap();
        for name in names(entry, &pieces[id]) {
            wanted.entry(name).or_default().insert(id.to_owned());
        }
    }
    wanted
}

fn assert_same(found: &BTreeMap<String, BTreeSet<String>>, wanted: &BTreeMap<String, BTreeSet<String>>) {
    for (name, ids) in wanted {
        assert_eq!(found.get(name), Some(ids), "{name}");
    }
    let empty = BTreeSet::new();
    for (name, ids) in found {
        assert_eq!(wanted.get(name).unwrap_or(&empty), ids, "{name}");
    }
}

#[test]
fn columns_hold_their_records() {
    let column = |_: &Value, piece: &crate::pieces::Piece| {
        piece.text("column").map(str::to_owned).into_iter().collect()
    };
    assert_same(&listed("columns"), &wanted(column));
}

#[test]
fn tags_hold_their_records() {
    let tags = |_: &Value, piece: &crate::pieces::Piece| {
        let list = piece.value("tags").and_then(|tags| tags.as_sequence()).cloned().unwrap_or_default();
        let name =
            |tag: &serde_yaml::Value| tag.as_i64().map(|n| n.to_string()).or(tag.as_str().map(str::to_owned));
        list.iter().filter_map(name).collect()
    };
    assert_same(&listed("tags"), &wanted(tags));
}

#[test]
fn places_hold_what_happened_in_them_and_below() {
    let places = |entry: &Value, _: &crate::pieces::Piece| {
        let path = entry["place"].as_str().unwrap_or_default();
        path.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    assert_same(&listed("places"), &wanted(places));
}

#[test]
fn people_are_those_of_the_bylines_with_exact_counts() {
    let written = fs::read_to_string(home().join("people.txt")).unwrap();
    let counted = written.lines().skip(1).map(|line| line.split_once(' ').unwrap());
    let wanted: BTreeMap<&str, usize> = counted.map(|(name, count)| (name, count.parse().unwrap())).collect();
    let listed = listed("people");
    let found: BTreeMap<&str, usize> = listed.iter().map(|(name, ids)| (name.as_str(), ids.len())).collect();
    assert_eq!(found, wanted);
}

#[test]
fn issues_hold_the_records_of_their_week() {
    for entry in built().catalogue["records"].as_array().unwrap() {
        let (id, week) = (entry["id"].as_str().unwrap(), entry["issue"].as_str().unwrap());
        let issue = &built().pages[&format!("issues/{week}/index.html")];
        assert!(records(issue).any(|linked| linked == id), "{week} leaves out {id}");
        let back = format!("../../issues/{week}/#{id}");
        assert!(built().page(entry).links.contains(&back), "{id} does not lead to {back}");
        assert!(records(&built().pages["2025/index.html"]).count() > 0);
    }
}

#[test]
fn old_addresses_lead_on() {
    for path in ["old/mandu.html", "mandu/index.html"] {
        let page = fs::read_to_string(built().site.join(path)).unwrap();
        assert!(page.contains("2025/shuhua/"), "{path}");
    }
}

#[test]
fn what_is_kept_back_leaves_no_name() {
    for name in ["老秦", "阿岩", "小渔", "柏青松", "摄", "通讯员"] {
        assert!(!listed("people").contains_key(name), "{name} is listed");
    }
    assert!(built().entries().all(|entry| entry["id"] != "caogao"), "a draft is out");
}
