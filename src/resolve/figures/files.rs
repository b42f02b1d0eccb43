//! A site in, where the files about its figures are out.
//!
//! What surprised us: a record that states a figure of another one has its data too. Whoever reads the story wants its
//! numbers, whoever they belong to.

use super::super::site::{Site, Sort};
use super::Subject;

/// The folder of the page that lists all figures.
pub const FOLDER: &str = "figures";
/// The files with the data of a page, beside it.
pub const FILES: [&str; 2] = ["figures.csv", "figures.json"];

/// The paths of the page that lists all figures, and of the data beside pages that have any.
pub(in super::super) fn paths(site: &Site) -> Vec<String> {
    if site.figures.is_empty() {
        return Vec::new();
    }
    let mut folders = vec![format!("{FOLDER}/")];
    for (number, ties) in (0..).zip(&site.ties) {
        if site.figures.are_on_page_of(number) {
            folders.push(ties.page.address().to_owned());
        }
    }
    for (number, place) in site.listings_of(Sort::Place) {
        let is_alone = place.record.is_none();
        if is_alone && !site.figures.of_subject(Subject::Place(number)).is_empty() {
            folders.push(format!("{}/", place.address));
        }
    }
    let files = folders.iter().flat_map(|folder| FILES.map(|name| format!("{folder}{name}")));
    files.chain([format!("{FOLDER}/index.html")]).collect()
}
