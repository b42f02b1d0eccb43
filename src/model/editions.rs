//! What pages know of printed issues: by its week, how an issue was made up, and where its files come from.
//!
//! What surprised us: a page shows no byte of the files that it links to, so nothing here holds them; they are fetched
//! when they have to be put, and an issue that is as it was costs one number.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::Arc;

use super::edition::{Edition, Seen};
use super::sheets::Sheets;
use super::{Id, Week};

/// The name of the file that holds all pages of an issue.
pub const PAPER: &str = "paper.pdf";
/// The name of the file that says what stands where.
pub const LAYOUT: &str = "layout.json";

/// A file of a printed issue: its name in the issue's folder, such as `1@2x.webp`, and its bytes.
pub type PaperFile = (String, Vec<u8>);

/// Files of a printed issue that come from one page alone, under a key that covers all that they depend on: where an
/// issue is printed again, pages that are as they were need not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The key (`[a-z0-9-]`, at most 100 bytes).
    pub key: String,
    /// The files.
    pub files: Vec<PaperFile>,
    /// What the page's picture shows.
    pub seen: Seen,
}

impl Part {
    /// As it is kept.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(&(&self.files, self.seen)).unwrap_or_default()
    }

    /// What was kept under the key as `bytes`; none where it is no such thing.
    #[must_use]
    pub fn open(key: &str, bytes: &[u8]) -> Option<Self> {
        let (files, seen) = postcard::from_bytes(bytes).ok()?;
        Some(Self { key: key.to_owned(), files, seen })
    }
}

/// Fetches the files of a week's issue: `paper.pdf`, and `<n>.pdf`, `<n>.webp`, `<n>@2x.webp` of each page. Where
/// `layout.json` is among them, as in a sealed issue, it is published as it is; else it is made from the edition.
pub type Fetch = dyn Fn(Week) -> io::Result<Vec<PaperFile>> + Send + Sync;

/// One printed issue.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// How it was made up.
    pub edition: Arc<Edition>,
    /// How big its files are, by name; what is missing is not told to readers.
    pub sizes: BTreeMap<String, u64>,
    /// Another number whenever any byte of its files is another; 0 where that is not known, and they are put each time.
    pub version: u64,
}

/// The printed issues of a bulletin, and its sheets for notice boards. The default is that nothing is printed.
#[derive(Clone, Default)]
pub struct Editions {
    printed: BTreeMap<Week, Printed>,
    fetch: Option<Arc<Fetch>>,
    sheets: Sheets,
    are_unknown: bool,
}

impl Editions {
    /// Nothing is printed.
    pub const NONE: &'static Self =
        &Self { printed: BTreeMap::new(), fetch: None, sheets: Sheets::NONE, are_unknown: false };

    /// These issues are printed; `fetch` knows their files.
    #[must_use]
    pub fn new(printed: BTreeMap<Week, Printed>, fetch: Arc<Fetch>) -> Self {
        Self { printed, fetch: Some(fetch), ..Self::default() }
    }

    /// What is printed will be known later: no page shows it, and a link to a file of a printed issue is not a dead one.
    #[must_use]
    pub fn unknown() -> Self {
        Self { are_unknown: true, ..Self::default() }
    }

    /// The same issues, and these sheets.
    #[must_use]
    pub fn with_sheets(self, sheets: Sheets) -> Self {
        Self { sheets, ..self }
    }

    /// The sheets for notice boards.
    #[must_use]
    pub fn sheets(&self) -> &Sheets {
        &self.sheets
    }

    /// Whether the record of that id has, or may have, a sheet.
    #[must_use]
    pub fn offers_sheet(&self, id: &Id) -> bool {
        self.are_unknown || self.sheets.of(id).is_some()
    }

    /// The issue of that week, where it is printed.
    #[must_use]
    pub fn of(&self, week: Week) -> Option<&Printed> {
        self.printed.get(&week)
    }

    /// The files of the issue of that week.
    ///
    /// # Errors
    /// What the disk said, or whoever makes them.
    pub fn files(&self, week: Week) -> io::Result<Vec<PaperFile>> {
        self.fetch.as_ref().map_or_else(|| Ok(Vec::new()), |fetch| fetch(week))
    }

    /// Whether the issue of that week has, or may have, a file of that name.
    #[must_use]
    pub fn offers(&self, week: Week, name: &str) -> bool {
        let Some(printed) = self.of(week) else { return self.are_unknown && file_page(name).is_some() };
        match file_page(name) {
            Some(Some(page)) => printed.edition.pages.iter().any(|printed| printed.number == page),
            whole => whole.is_some(),
        }
    }
}

impl fmt::Debug for Editions {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Editions")
            .field("printed", &self.printed)
            .field("sheets", &self.sheets)
            .finish_non_exhaustive()
    }
}

/// What a file of a printed issue is of, by its name: one page, or all of them; none where an issue has no such file.
#[must_use]
pub fn file_page(name: &str) -> Option<Option<u32>> {
    if [PAPER, LAYOUT].contains(&name) {
        return Some(None);
    }
    let endings = [".pdf", "@2x.webp", ".webp"];
    let number = endings.into_iter().find_map(|ending| name.strip_suffix(ending))?;
    let is_plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_plain).map(Some)
}

#[cfg(test)]
mod tests {
    use super::{Arc, BTreeMap, Editions, Printed, Week, file_page};
    use crate::model::edition::{Edition, PrintedPage};

    #[test]
    fn a_file_is_of_a_page_or_of_all() {
        for (name, page) in [
            ("paper.pdf", Some(None)),
            ("layout.json", Some(None)),
            ("1.pdf", Some(Some(1))),
            ("12.webp", Some(Some(12))),
            ("2@2x.webp", Some(Some(2))),
            ("01.pdf", None),
            ("+1.pdf", None),
            (".pdf", None),
            ("1@2x.pdf", None),
            ("index.html", None),
        ] {
            assert_eq!(file_page(name), page, "{name}");
        }
    }

    #[test]
    fn an_issue_has_the_files_of_its_pages() {
        let week = Week::parse("2024-W15").unwrap();
        let pages = vec![PrintedPage { number: 1, ..PrintedPage::default() }];
        let edition = Arc::new(Edition { pages, ..Edition::default() });
        let printed = BTreeMap::from([(week, Printed { edition, ..Printed::default() })]);
        let editions = Editions::new(printed, Arc::new(|_| Ok(Vec::new())));
        let offers = |name| (editions.offers(week, name), Editions::unknown().offers(week, name));
        assert_eq!(offers("paper.pdf"), (true, true));
        assert_eq!(offers("1.webp"), (true, true));
        assert_eq!(offers("2.webp"), (false, true), "there is no second page");
        assert_eq!(offers("other.pdf"), (false, false));
        assert!(!Editions::NONE.offers(week, "paper.pdf"));
    }
}
