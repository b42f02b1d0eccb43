//! The sheets for notice boards: those that were made before are looked up, the others are made now.
//!
//! What surprised us: a sheet shows a word of another record, the name of its venue, and is made again when that changes.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::build::CACHE;
use super::paper::photos;
use crate::model::date::Date;
use crate::model::editions::PaperFile;
use crate::model::hash::hash;
use crate::model::output::Store;
use crate::model::sheets::{Sheet, Sheets};
use crate::model::{Id, Record};
use crate::print::issue::Works;
use crate::print::sheet::{self, Order};
use crate::render::rhythm;
use crate::report::{Diagnostic, Place};
use crate::resolve::{RecordNo, Site};
use crate::write::{DiskStore, Limits};

/// The folder of sheets in the cache.
const FOLDER: &str = "sheets";
/// A program that makes other sheets of the same record has another number.
const MAKER: u32 = 1;

/// What is known of the files of a sheet: their sizes by name.
type Sizes = BTreeMap<String, u64>;

/// The sheets of all records that want one, and what is wrong with them. `ground` and `states` are what all issues depend
/// on, and what is known of each file.
pub(super) fn sheets(
    works: &Works<'_>,
    root: &Path,
    (ground, states): (u64, &[u64]),
) -> (Sheets, Vec<Diagnostic>) {
    let store = DiskStore::open(&root.join(CACHE).join(FOLDER), Limits::default());
    let wanted = (0..).zip(&works.site.records).filter(|(_, record)| record.wants_sheet());
    let wanted: Vec<(RecordNo, &Record)> = wanted.collect();
    let made: Vec<_> = wanted
        .par_iter()
        .map(|(number, record)| {
            let order = order(works.site, *number, record);
            let key = key(works, &order, (ground, states));
            (&record.id, key, one(works, &order, (&store, key)))
        })
        .collect();
    store.tidy();
    let (mut sheets, mut keys, mut found) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for (id, key, made) in made {
        match made {
            Ok(sizes) => {
                sheets.insert(id.clone(), Sheet { sizes, version: key });
                keys.insert(id.clone(), key);
            }
            Err(wrong) => found.extend(wrong),
        }
    }
    let fetch = move |id: &Id| fetch(&store, keys.get(id).copied());
    (Sheets::new(sheets, Arc::new(fetch)), found)
}

/// What the sheet of a record is made of.
fn order<'a>(site: &Site, number: RecordNo, record: &'a Record) -> Order<'a> {
    let (settings, ties) = (&site.settings, site.tied(number));
    let base = settings.base_url.as_ref().zip(ties);
    let rule = record.activity().and_then(|activity| activity.repeats.as_deref());
    let rhythm = |rule: &str| match rule.contains('=') {
        true => rhythm::words(settings.lang, rule),
        false => Some(rule.to_owned()),
    };
    let is_hidden = ties.is_some_and(|ties| ties.hidden.is_some());
    Order {
        record,
        address: base.map(|(base, ties)| format!("{}{}", base.as_str(), ties.page.address())),
        rhythm: rule.and_then(rhythm),
        mark: is_hidden.then(|| settings.lang.pick("未发布", "Not published")),
        day: record.date.or(record.publish_at).unwrap_or_else(|| new_year(site.now)),
    }
}

/// The first day of the year: what has no date of its own is not made again every day.
fn new_year(now: Date) -> Date {
    now.first_of_year()
}

/// A number for all that a sheet depends on.
fn key(works: &Works<'_>, order: &Order<'_>, (ground, states): (u64, &[u64])) -> u64 {
    let Order { record, address, rhythm, mark, day } = order;
    let venue = record.activity().and_then(|activity| activity.venue.as_deref());
    let venue = venue.and_then(|id| works.site.by_id.get(id)).and_then(|number| works.site.record(*number));
    let photos = photos(works.sources, record, states);
    let own = (*record, record.source.words, photos, venue.map(Record::headline));
    hash(&(MAKER, ground, own, address, rhythm, mark, day))
}

/// A sheet, from the last builds or made now: the sizes of its files.
fn one(
    works: &Works<'_>,
    order: &Order<'_>,
    (store, key): (&DiskStore, u64),
) -> Result<Sizes, Vec<Diagnostic>> {
    let (sizes, files) = names(key);
    let kept = store.get(&sizes).filter(|_| store.has(&files));
    if let Some(kept) = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
        return Ok(kept);
    }
    let made = sheet::print(works, order).map_err(|fault| {
        let place = works.sources.path(order.record.source.file).map(Place::file);
        place.map(|place| sheet::diagnostic(fault, order, place)).into_iter().collect::<Vec<_>>()
    })?;
    let known: Sizes = made.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
    if let (Ok(size_bytes), Ok(file_bytes)) = (postcard::to_stdvec(&known), postcard::to_stdvec(&made)) {
        store.keep(&files, &file_bytes);
        store.keep(&sizes, &size_bytes);
    }
    Ok(known)
}

fn names(key: u64) -> (String, String) {
    (format!("sizes-{key:016x}"), format!("files-{key:016x}"))
}

fn fetch(store: &DiskStore, key: Option<u64>) -> io::Result<Vec<PaperFile>> {
    let bytes = key.and_then(|key| store.get(&names(key).1));
    let files = bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok());
    files.ok_or_else(|| io::Error::other("a sheet has gone from the cache; build again"))
}
