//! What pages read of the print.
//!
//! What surprised us: a record's page needs a single number of it, and is left alone when all else is set anew.

use super::part::Part;
use super::view::View;
use crate::model::Week;
use crate::model::editions::{Editions, Printed};
use crate::model::sheets::{Sheet, Sheets};
use crate::resolve::{IssueNo, RecordNo, Site};

impl<'a> View<'a> {
    /// An issue as it was made up, where it is printed.
    #[must_use]
    pub fn edition(self, number: IssueNo) -> Option<&'a Printed> {
        let issue = self.site.issues.get(number as usize)?;
        self.note(Part::Edition(number));
        self.editions.of(issue.week)
    }

    /// All that is printed, for whoever puts the files of an issue.
    #[must_use]
    pub fn paper(self, number: IssueNo) -> Option<(Week, &'a Editions)> {
        let issue = self.site.issues.get(number as usize)?;
        self.note(Part::Paper(number));
        Some((issue.week, self.editions))
    }

    /// The page of its printed issue on which a record begins.
    #[must_use]
    pub fn page_number(self, number: RecordNo) -> Option<u32> {
        self.note(Part::PageNumber(number));
        page_number((self.site, self.editions), number)
    }

    /// The sheet of a record for notice boards, where it has one, and where the files of sheets come from.
    #[must_use]
    pub fn sheet(self, number: RecordNo) -> Option<(&'a Sheet, &'a Sheets)> {
        self.note(Part::Sheet(number));
        Some((sheet((self.site, self.editions), number)?, self.editions.sheets()))
    }
}

/// See [`View::page_number`].
pub(super) fn page_number((site, editions): (&Site, &Editions), number: RecordNo) -> Option<u32> {
    let issue = site.issues.get(site.tied(number)?.issue? as usize)?;
    editions.of(issue.week)?.edition.page_of(&site.record(number)?.id)
}

/// See [`View::sheet`].
pub(super) fn sheet<'a>((site, editions): (&Site, &'a Editions), number: RecordNo) -> Option<&'a Sheet> {
    editions.sheets().of(&site.record(number)?.id)
}
