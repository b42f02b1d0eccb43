//! A site in, where the files beside dossiers and rolls of honour are out.

use super::super::site::{Site, by_standing_kind};
use super::{MOST_FILED, stories};
use crate::model::{Kind, Record};

/// The files with the stories of a dossier, beside its page.
pub const STORIES: [&str; 2] = ["stories.csv", "stories.json"];
/// The files with the roll of honour of a kind, beside its index.
pub const HONOURS: [&str; 2] = ["honours.csv", "honours.json"];

/// Whether a record stands in the roll of honour of its kind: a person who is not to be listed does not.
#[must_use]
pub fn honoured(record: &Record) -> bool {
    let may = record.kind != Kind::Person || record.may_name(record.headline());
    may && !record.honours().is_empty()
}

/// The paths of all files beside dossiers and rolls.
pub(in super::super) fn paths(site: &Site) -> Vec<String> {
    let mut paths = Vec::new();
    for (number, _, ties) in site.standing() {
        if (1..=MOST_FILED).contains(&stories(site, number).len()) {
            paths.extend(STORIES.map(|file| [ties.page.address(), file].concat()));
        }
    }
    for (kind, records) in by_standing_kind(site) {
        if records.iter().filter_map(|number| site.record(*number)).any(honoured) {
            paths.extend(HONOURS.map(|file| format!("{}/{file}", kind.row().folder)));
        }
    }
    paths
}
