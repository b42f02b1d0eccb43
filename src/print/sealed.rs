//! An issue that has been printed: its pages are kept beside the editor's decisions, and never made up again.
//!
//! What surprised us: what the printed layout says in `layout.json` is all that the site needs to know of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::copy::byline;
use crate::model::Record;
use crate::model::edition::{Area, Edition, Measures, PrintedPage};
use crate::model::editions::PAPER;
use crate::model::layout::{Layout, Page, Place};
use crate::model::record::Print;
use crate::read::Sources;
use crate::resolve::site::Issue;
use crate::resolve::{RecordNo, Site};

/// The file that says what each record said when the issue was sealed.
pub const RECORDS: &str = "records.json";
/// How many bytes at the ends of a file tell whether it is whole.
pub const ENDS: usize = 1024;
/// How the names of a page's files end.
const ENDINGS: [&str; 3] = [".pdf", ".webp", "@2x.webp"];
/// Points to an inch, and so pixels of a page's picture.
const PIXELS: f64 = 72.0 / 25.4;

/// The issue that a kept `layout.json` describes; none where it is not one.
#[must_use]
pub fn edition(layout: &[u8]) -> Option<Edition> {
    let Layout { paper, pages, continued, .. } = serde_json::from_slice(layout).ok()?;
    // Half of the denser picture, whose pixels are whole.
    let side = |millimetres: f64| ((millimetres * PIXELS * 2.0).round() / 2.0).ceil() as u32;
    let picture = (side(paper.width_mm), side(paper.height_mm));
    let area = |Place { id, part, parts, x, y, w, h }: Place| Area { id, part, parts, place: [x, y, w, h] };
    let page = |Page { page: number, areas, .. }: Page| PrintedPage {
        number,
        picture,
        areas: areas.into_iter().map(area).collect(),
        measures: Measures::default(),
    };
    let pages = pages.into_iter().map(page).collect();
    let paper = (paper.width_mm, paper.height_mm);
    Some(Edition { paper, pages, continued, ..Edition::default() })
}

/// The names of the files that an issue with these pages has, but for its layout.
pub fn names(edition: &Edition) -> impl Iterator<Item = String> {
    let of_page = |page: &PrintedPage| ENDINGS.map(|ending| format!("{}{ending}", page.number));
    std::iter::once(PAPER.to_owned()).chain(edition.pages.iter().flat_map(of_page))
}

/// Whether a PDF or a picture is whole, by its name, its first and last bytes and its size: a copy that was broken off is
/// not.
#[must_use]
pub fn is_whole(name: &str, [head, tail]: &[Vec<u8>; 2], size: u64) -> bool {
    if name.ends_with(".pdf") {
        return head.starts_with(b"%PDF-") && tail.windows(5).any(|bytes| bytes == b"%%EOF");
    }
    let length = head.get(4..8).and_then(|bytes| Some(u32::from_le_bytes(bytes.try_into().ok()?)));
    let is_picture = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    is_picture && length.is_some_and(|length| u64::from(length) + 8 == size)
}

/// What a record said when its issue was sealed, as a hash that other versions of this program come to as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    said: String,
    /// The last day on which it is out: nobody misses it later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
}

/// What all records of an issue said, by their ids.
pub type Records = BTreeMap<String, Said>;

/// What has become of a record since its issue was sealed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It says something else.
    Other(String),
    /// It is not on the site any more.
    Gone(String),
    /// It was added.
    Added(String),
}

/// What each record of an issue says that is out.
#[must_use]
pub fn records(site: &Site, sources: &Sources, issue: &Issue) -> Records {
    let is_out = |number: &&RecordNo| site.tied(**number).is_some_and(|ties| ties.hidden.is_none());
    let records = issue.records.iter().filter(is_out).filter_map(|number| site.record(*number));
    let said = |record: &Record| Said {
        said: said(sources, record),
        expires: record.expires_at.map(|day| day.to_string()),
    };
    records.map(|record| (record.id.to_string(), said(record))).collect()
}

/// What has become of the records of an issue; `kept` is what [`records`] was when `edition` was sealed.
#[must_use]
pub fn changes(now: &Records, kept: &Records, (edition, today): (&Edition, &str)) -> Vec<Change> {
    let areas = || edition.pages.iter().flat_map(|page| &page.areas);
    let is_printed = |id: &str| areas().any(|area| area.id.as_str() == id);
    let is_over = |said: &Said| said.expires.as_deref().is_some_and(|last| last < today);
    let mut changes = Vec::new();
    for (id, kept) in kept.iter().filter(|(id, _)| is_printed(id)) {
        match now.get(id) {
            Some(said) if said.said != kept.said => changes.push(Change::Other(id.clone())),
            None if !is_over(kept) => changes.push(Change::Gone(id.clone())),
            _ => {}
        }
    }
    changes.extend(now.keys().filter(|id| !kept.contains_key(*id)).cloned().map(Change::Added));
    changes
}

/// All of a record that is printed.
fn said(sources: &Sources, record: &Record) -> String {
    let mut hash = blake3::Hasher::new();
    let mut say = |text: &str| _ = hash.update(text.trim_end().as_bytes()).update(&[0]);
    let byline = byline(&record.bylines);
    let photos = record
        .photos
        .iter()
        .flat_map(|photo| [Some(&photo.file), photo.caption.as_ref(), photo.credit.as_ref()]);
    let lines = [&record.kicker, &record.title, &record.deck, &record.dateline, &record.column];
    for line in lines.into_iter().map(Option::as_ref).chain(photos) {
        say(line.map_or("", |line| line));
    }
    say(byline.as_deref().unwrap_or_default());
    let rest = record.rest.as_deref();
    match (rest.map(|rest| &rest.print), rest.and_then(|rest| rest.body.as_deref())) {
        (Some(Print::Instead(text)), _) => say(text),
        (_, Some(body)) => say(body),
        _ => {
            let range = record.source.body.start as usize..record.source.body.end as usize;
            let _ = sources.with_text(record.source.file, |text| {
                // Line ends may be others in another copy of the bulletin.
                text.get(range).unwrap_or_default().lines().for_each(say);
            });
        }
    }
    hash.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::{Area, Change, Edition, PrintedPage, Records, Said, changes, edition, is_whole};
    use crate::model::Id;

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

    /// Records that say these words, and until when.
    fn saying<const N: usize>(records: [(&str, &str, Option<&str>); N]) -> Records {
        let said = |words: &str, last: Option<&str>| Said {
            said: words.to_owned(),
            expires: last.map(str::to_owned),
        };
        records.map(|(id, words, last)| (id.to_owned(), said(words, last))).into()
    }

    #[test]
    fn what_has_become_of_printed_records_is_told_and_of_others_is_not() {
        let area = |id: &str| Area { id: Id::new(id).unwrap(), part: 1, parts: 1, place: [0.0; 4] };
        let ids = ["same", "other", "gone", "over", "later"];
        let page = PrintedPage { number: 1, areas: ids.map(area).to_vec(), ..PrintedPage::default() };
        let edition = Edition { pages: vec![page], ..Edition::default() };
        let (april, may) = (Some("2024-04-30"), Some("2024-05-31"));
        let kept = saying([
            ("same", "1", april),
            ("other", "1", None),
            ("gone", "1", None),
            ("over", "1", april),
            ("later", "1", may),
            ("unprinted", "1", None),
        ]);
        let now = saying([("same", "1", None), ("other", "2", None), ("added", "1", None)]);
        let told = changes(&now, &kept, (&edition, "2024-05-01"));
        let named = |id: &str| id.to_owned();
        let gone = [Change::Gone(named("gone")), Change::Gone(named("later"))];
        assert_eq!(told[..2], gone);
        assert_eq!(told[2..], [Change::Other(named("other")), Change::Added(named("added"))]);
    }

    #[test]
    fn a_file_that_was_cut_short_is_not_whole() {
        let ends = |bytes: &[u8]| ([bytes.to_vec(), bytes.to_vec()], bytes.len() as u64);
        let whole = |name: &str, bytes: &[u8]| {
            let (ends, size) = ends(bytes);
            is_whole(name, &ends, size)
        };
        assert!(whole("paper.pdf", b"%PDF-1.7\n...\n%%EOF\n") && !whole("1.pdf", b"%PDF-1.7\n..."));
        let picture = b"RIFF\x05\0\0\0WEBP.";
        assert!(whole("1.webp", picture) && !whole("1.webp", &picture[..12]) && !whole("1.webp", b""));
    }
}
