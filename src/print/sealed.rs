//! An issue that has been printed: its pages are kept beside the editor's decisions, and never made up again.
//!
//! What surprised us: what the printed layout says in `layout.json` is all that the site needs to know of it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::model::edition::{Area, Continued, Edition, Measures, PrintedPage};
use crate::model::record::Print;
use crate::model::{Id, Record};
use crate::read::Sources;
use crate::resolve::Site;
use crate::resolve::site::Issue;

/// The file that says what each record said when the issue was sealed.
pub const RECORDS: &str = "records.json";
/// Points to an inch, and so pixels of a page's picture.
const PIXELS: f64 = 72.0 / 25.4;

#[derive(Deserialize)]
struct Layout {
    paper: Paper,
    pages: Vec<Page>,
    continued: Vec<Continued>,
}

#[derive(Deserialize)]
struct Paper {
    width_mm: f64,
    height_mm: f64,
}

#[derive(Deserialize)]
struct Page {
    page: u32,
    areas: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    id: Id,
    part: u32,
    parts: u32,
    x: f64,
    y: f64,
    w: f64,
    h: f64,
}

/// The issue that a kept `layout.json` describes; none where it is not one.
#[must_use]
pub fn edition(layout: &[u8]) -> Option<Edition> {
    let Layout { paper, pages, continued } = serde_json::from_slice(layout).ok()?;
    let picture = ((paper.width_mm * PIXELS).round() as u32, (paper.height_mm * PIXELS).round() as u32);
    let area = |Place { id, part, parts, x, y, w, h }| Area { id, part, parts, place: [x, y, w, h] };
    let page = |Page { page: number, areas }| PrintedPage {
        number,
        picture,
        areas: areas.into_iter().map(area).collect(),
        measures: Measures::default(),
    };
    let pages = pages.into_iter().map(page).collect();
    let paper = (paper.width_mm, paper.height_mm);
    Some(Edition { paper, pages, continued, ..Edition::default() })
}

/// What each record of an issue says, as a hash that other versions of this program come to as well.
#[must_use]
pub fn records(site: &Site, sources: &Sources, issue: &Issue) -> BTreeMap<String, String> {
    let records = issue.records.iter().filter_map(|number| site.record(*number));
    records.map(|record| (record.id.to_string(), said(sources, record))).collect()
}

/// The records whose words are not those that were printed; `kept` is what [`records`] was.
#[must_use]
pub fn changed(now: &BTreeMap<String, String>, kept: &[u8]) -> Vec<String> {
    let kept: Value = serde_json::from_slice(kept).unwrap_or_default();
    let is_other = |(id, said): &(&String, &String)| kept.get(id).is_some_and(|kept| kept != said.as_str());
    now.iter().filter(is_other).map(|(id, _)| id.clone()).collect()
}

fn said(sources: &Sources, record: &Record) -> String {
    let mut hash = blake3::Hasher::new();
    let lines = [&record.kicker, &record.title, &record.deck];
    for line in lines {
        hash.update(line.as_deref().unwrap_or_default().as_bytes()).update(&[0]);
    }
    let rest = record.rest.as_deref();
    match (rest.map(|rest| &rest.print), rest.and_then(|rest| rest.body.as_deref())) {
        (Some(Print::Instead(text)), _) => _ = hash.update(text.as_bytes()),
        (_, Some(body)) => _ = hash.update(body.as_bytes()),
        _ => {
            let range = record.source.body.start as usize..record.source.body.end as usize;
            let _ = sources.with_text(record.source.file, |text| {
                hash.update(text.get(range).unwrap_or_default().as_bytes());
            });
        }
    }
    hash.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::{changed, edition};
    use std::collections::BTreeMap;

    #[test]
    fn a_kept_layout_is_read_again() {
        let layout = br#"{"issue":"2024-W15","paper":{"width_mm":297,"height_mm":420},"pages":[{"page":1,"image":"1.webp",
            "areas":[{"id":"jishi","part":1,"parts":2,"x":0.1,"y":0.2,"w":0.3,"h":0.4}]}],
            "continued":[{"id":"jishi","from":1,"to":2}],"left_out":[]}"#;
        let read = edition(layout).unwrap();
        assert_eq!((read.paper, read.pages[0].picture), ((297.0, 420.0), (842, 1191)));
        assert_eq!(read.pages[0].areas[0].place, [0.1, 0.2, 0.3, 0.4]);
        assert_eq!(read.continued[0].to, 2);
        assert!(edition(b"{}").is_none());
    }

    #[test]
    fn a_record_that_says_something_else_is_named() {
        let now = BTreeMap::from([("a".to_owned(), "1".to_owned()), ("b".to_owned(), "2".to_owned())]);
        assert_eq!(changed(&now, br#"{"a":"1","b":"3"}"#), ["b"]);
        assert!(changed(&now, b"").is_empty());
    }
}
