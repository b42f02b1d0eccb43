//! What there is to read of a bulletin, part by part, and a row number for each part.
//!
//! What surprised us: nearly every dependency is a number that the site has anyway, so what a page has read is a short
//! list of small numbers, and only what bodies refer to by name needs a table.

use crate::resolve::{IssueNo, ListingNo, RecordNo, Site};

/// Something that a page can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All keys of a record, and where its file is.
    Record(RecordNo),
    /// What it is tied to.
    Ties(RecordNo),
    /// Its body as typed.
    Words(RecordNo),
    /// What stands around it: before and after it in its issue, and the nearest of its lists.
    Around(RecordNo),
    /// What others say of it: name, address, date and kind.
    Link(RecordNo),
    /// The records that report on it.
    Reports(RecordNo),
    /// Its body as markup and text: itself made of parts.
    Body(RecordNo),
    /// Its card: itself made of parts.
    Card(RecordNo),
    /// The page of its printed issue on which it begins.
    PageNumber(RecordNo),
    /// Its sheet for notice boards.
    Sheet(RecordNo),
    /// The figures that it states, as they may be shown.
    Stated(RecordNo),
    /// The figures of which it is the subject.
    Counted(RecordNo),
    /// What can be said of all that was reported on it.
    Dossier(RecordNo),
    /// What a listing is called, where it is and where it belongs.
    Face(ListingNo),
    /// The records of a listing, with its years.
    Members(ListingNo),
    /// The figures of which a place without a record is the subject.
    CountedAt(ListingNo),
    /// Where a place and those below it lie.
    Lying(ListingNo),
    /// An issue with its contents.
    Issue(IssueNo),
    /// What others say of an issue.
    IssueLink(IssueNo),
    /// The issues before and after it.
    Beside(IssueNo),
    /// An issue as it was made up, with the sizes of its files.
    Edition(IssueNo),
    /// The files of a printed issue.
    Paper(IssueNo),
    /// The records of a year, by its place among the years.
    Year(u32),
    /// A picture, attachment or other file, by its place in [`files`](super::versions::files).
    File(u32),
    /// A template with all that it uses.
    Template(u32),
    /// The day for which the site is built.
    Today,
    /// All years, with how many records they have.
    Years,
    /// All standing records with their keys and ties.
    Standing,
    /// All figures.
    AllCounted,
    /// All places with where they lie and how much there is of them.
    Spots,
    /// Everything: never the same.
    All,
}

/// How many parts a record has.
const OF_RECORD: u32 = 13;
/// How many parts a listing has.
const OF_LISTING: u32 = 4;
/// How many parts an issue has.
const OF_ISSUE: u32 = 5;
/// How many parts stand alone.
const ALONE: u32 = 6;

/// The row of each part, one sort behind the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Records.
    pub records: u32,
    /// Listings.
    pub listings: u32,
    /// Issues.
    pub issues: u32,
    /// Years.
    pub years: u32,
    /// Files.
    pub files: u32,
    /// Templates.
    pub templates: u32,
}

impl Rows {
    /// The rows of a site with so many files and templates.
    #[must_use]
    pub fn of(site: &Site, files: usize, templates: usize) -> Self {
        let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
        Self {
            records: count(site.records.len()),
            listings: count(site.listings.len()),
            issues: count(site.issues.len()),
            years: count(site.years.len()),
            files: count(files),
            templates: count(templates),
        }
    }

    /// How many of each sort there are: six numbers, from which the rows follow.
    #[must_use]
    pub fn counts(&self) -> [u32; 6] {
        let Self { records, listings, issues, years, files, templates } = *self;
        [records, listings, issues, years, files, templates]
    }

    /// The rows by [`Rows::counts`]; none where there would be too many.
    #[must_use]
    pub fn from_counts([records, listings, issues, years, files, templates]: [u32; 6]) -> Option<Self> {
        let rows = Self { records, listings, issues, years, files, templates };
        let all = [records; OF_RECORD as usize]
            .into_iter()
            .chain([listings; OF_LISTING as usize])
            .chain([issues; OF_ISSUE as usize]);
        let sum = all.chain([years, files, templates, ALONE]).try_fold(0_u32, u32::checked_add)?;
        (sum < u32::MAX / 2).then_some(rows)
    }

    /// How many rows there are. Questions have the numbers from here on.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.after_templates() + ALONE
    }

    /// Whether there is nothing but what stands alone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == ALONE
    }

    fn after_records(&self) -> u32 {
        self.records * OF_RECORD
    }

    fn after_listings(&self) -> u32 {
        self.after_records() + self.listings * OF_LISTING
    }

    fn after_issues(&self) -> u32 {
        self.after_listings() + self.issues * OF_ISSUE
    }

    fn after_files(&self) -> u32 {
        self.after_issues() + self.years + self.files
    }

    fn after_templates(&self) -> u32 {
        self.after_files() + self.templates
    }

    /// The row of a part.
    #[must_use]
    pub fn row(&self, part: Part) -> u32 {
        let of_record = |number: RecordNo, at: u32| self.records * at + number;
        let of_listing = |number: ListingNo, at: u32| self.after_records() + self.listings * at + number;
        let of_issue = |number: IssueNo, at: u32| self.after_listings() + self.issues * at + number;
        match part {
            Part::Record(number) => of_record(number, 0),
            Part::Ties(number) => of_record(number, 1),
            Part::Words(number) => of_record(number, 2),
            Part::Around(number) => of_record(number, 3),
            Part::Link(number) => of_record(number, 4),
            Part::Reports(number) => of_record(number, 5),
            Part::Body(number) => of_record(number, 6),
            Part::Card(number) => of_record(number, 7),
            Part::PageNumber(number) => of_record(number, 8),
            Part::Sheet(number) => of_record(number, 9),
            Part::Stated(number) => of_record(number, 10),
            Part::Counted(number) => of_record(number, 11),
            Part::Dossier(number) => of_record(number, 12),
            Part::Face(number) => of_listing(number, 0),
            Part::Members(number) => of_listing(number, 1),
            Part::CountedAt(number) => of_listing(number, 2),
            Part::Lying(number) => of_listing(number, 3),
            Part::Issue(number) => of_issue(number, 0),
            Part::IssueLink(number) => of_issue(number, 1),
            Part::Beside(number) => of_issue(number, 2),
            Part::Edition(number) => of_issue(number, 3),
            Part::Paper(number) => of_issue(number, 4),
            Part::Year(at) => self.after_issues() + at,
            Part::File(at) => self.after_issues() + self.years + at,
            Part::Template(at) => self.after_files() + at,
            Part::Today => self.after_templates(),
            Part::Years => self.after_templates() + 1,
            Part::Standing => self.after_templates() + 2,
            Part::AllCounted => self.after_templates() + 3,
            Part::Spots => self.after_templates() + 4,
            Part::All => self.after_templates() + 5,
        }
    }

    /// The part of a row; none for a question.
    #[must_use]
    pub fn part(&self, row: u32) -> Option<Part> {
        let within = |first: u32, count: u32| row.checked_sub(first).filter(|at| *at < count);
        if row < self.after_records() {
            let number = row % self.records;
            return Some(match row / self.records {
                0 => Part::Record(number),
                1 => Part::Ties(number),
                2 => Part::Words(number),
                3 => Part::Around(number),
                4 => Part::Link(number),
                5 => Part::Reports(number),
                6 => Part::Body(number),
                7 => Part::Card(number),
                8 => Part::PageNumber(number),
                9 => Part::Sheet(number),
                10 => Part::Stated(number),
                11 => Part::Counted(number),
                _ => Part::Dossier(number),
            });
        }
        let listing = |at: u32| match at / self.listings {
            0 => Part::Face(at),
            1 => Part::Members(at - self.listings),
            2 => Part::CountedAt(at - self.listings * 2),
            _ => Part::Lying(at - self.listings * 3),
        };
        let issue = |at: u32| match at / self.issues {
            0 => Part::Issue(at),
            1 => Part::IssueLink(at - self.issues),
            2 => Part::Beside(at - self.issues * 2),
            3 => Part::Edition(at - self.issues * 3),
            _ => Part::Paper(at - self.issues * 4),
        };
        let year = |at: u32| if at < self.years { Part::Year(at) } else { Part::File(at - self.years) };
        let alone = |at: u32| match at {
            0 => Part::Today,
            1 => Part::Years,
            2 => Part::Standing,
            3 => Part::AllCounted,
            4 => Part::Spots,
            _ => Part::All,
        };
        within(self.after_records(), self.listings * OF_LISTING)
            .map(listing)
            .or_else(|| within(self.after_listings(), self.issues * OF_ISSUE).map(issue))
            .or_else(|| within(self.after_issues(), self.years + self.files).map(year))
            .or_else(|| within(self.after_files(), self.templates).map(Part::Template))
            .or_else(|| within(self.after_templates(), ALONE).map(alone))
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Rows};

    #[test]
    fn every_row_is_one_part_and_every_part_one_row() {
        for counts in [[3, 2, 4, 1, 5, 2], [0, 0, 0, 0, 0, 0], [1, 0, 2, 0, 0, 7]] {
            let rows = Rows::from_counts(counts).unwrap();
            for row in 0..rows.len() {
                assert_eq!(rows.row(rows.part(row).unwrap()), row, "{counts:?}");
            }
            assert_eq!(rows.part(rows.len()), None);
            assert_eq!(rows.part(rows.len() - 1), Some(Part::All));
        }
        assert!(Rows::from_counts([u32::MAX / 8; 6]).is_none());
    }
}
