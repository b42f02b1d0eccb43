//! What pages know of notice sheets: of which records there is one, and where its files come from.
//!
//! What surprised us: a sheet is put beside its record's page and yet needs nothing of that page but its address; so
//! all that is told of it here is one number and two sizes.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::Arc;

use super::Id;
use super::editions::PaperFile;

/// The folder of sheets in the site.
pub const SHEETS: &str = "sheets";
/// How the names of a sheet's files end, behind the record's id: to print, and to send on.
pub const ENDINGS: [&str; 2] = [".pdf", ".png"];

/// Fetches the files of a record's sheet: `<id>.pdf` and `<id>.png`.
pub type FetchSheet = dyn Fn(&Id) -> io::Result<Vec<PaperFile>> + Send + Sync;

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sheet {
    /// How big its files are, by name.
    pub sizes: BTreeMap<String, u64>,
    /// Another number whenever any byte of its files is another; 0 where that is not known, and they are put each time.
    pub version: u64,
}

/// The sheets of a bulletin. The default is that there are none.
#[derive(Clone, Default)]
pub struct Sheets {
    made: BTreeMap<Id, Sheet>,
    fetch: Option<Arc<FetchSheet>>,
}

impl Sheets {
    /// There are none.
    pub const NONE: Self = Self { made: BTreeMap::new(), fetch: None };

    /// These records have sheets; `fetch` knows their files.
    #[must_use]
    pub fn new(made: BTreeMap<Id, Sheet>, fetch: Arc<FetchSheet>) -> Self {
        Self { made, fetch: Some(fetch) }
    }

    /// The sheet of that record, where it has one.
    #[must_use]
    pub fn of(&self, id: &Id) -> Option<&Sheet> {
        self.made.get(id)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.made.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.made.is_empty()
    }

    /// The files of the sheet of that record.
    ///
    /// # Errors
    /// What the disk said, or whoever makes them.
    pub fn files(&self, id: &Id) -> io::Result<Vec<PaperFile>> {
        self.fetch.as_ref().map_or_else(|| Ok(Vec::new()), |fetch| fetch(id))
    }
}

impl fmt::Debug for Sheets {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Sheets").field("made", &self.made).finish_non_exhaustive()
    }
}

/// The id of the record whose sheet a file of the folder is of, by its name; none where a sheet has no such file.
#[must_use]
pub fn sheet_of(name: &str) -> Option<&str> {
    ENDINGS.into_iter().find_map(|ending| name.strip_suffix(ending)).filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::sheet_of;

    #[test]
    fn a_file_is_of_a_record() {
        for (name, id) in
            [("a.pdf", Some("a")), ("a-1.png", Some("a-1")), (".pdf", None), ("a.webp", None), ("a", None)]
        {
            assert_eq!(sheet_of(name), id, "{name}");
        }
    }
}
