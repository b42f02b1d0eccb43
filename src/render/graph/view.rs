//! The site as pages may read it: whatever is read is noted.
//!
//! What surprised us: pages need surprisingly little of each other, once it has a name. What a page shows of a list is
//! not the list, but five neighbours; and those do not change when the list grows at its end.

use std::borrow::Cow;

use super::super::feeds::calendar::has_events;
use super::super::figures::counted::{self, Account};
use super::days::{self, Stretch};
use super::near::{self, Related};
use super::notes::{Ask, Notes};
use super::part::Part;
use crate::model::date::Date;
use crate::model::editions::Editions;
use crate::model::{Record, Settings, Week};
use crate::resolve::calendar::{Entry, Span};
use crate::resolve::directory::{self, Area};
use crate::resolve::dossiers::versions::Version;
use crate::resolve::dossiers::{self, Dossier, Filing};
use crate::resolve::figures::Subject;
use crate::resolve::map::{self, Lying, Spot};
use crate::resolve::site::{Sort, Year};
use crate::resolve::{Issue, IssueNo, Listing, ListingNo, RecordNo, Site, Ties};

/// A site that is read for something that is made of it.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub(super) site: &'a Site,
    pub(super) editions: &'a Editions,
    notes: Option<&'a Notes<'a>>,
}

/// What a listing is called, where it is and where it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face<'a> {
    /// Of what.
    pub sort: Sort,
    /// Its name.
    pub name: &'a str,
    /// Its address without the slash behind it.
    pub address: &'a str,
    /// For a place: what it belongs to.
    pub parent: Option<ListingNo>,
    /// For a place: what belongs to it.
    pub children: &'a [ListingNo],
    /// The standing record that it is the page of.
    pub record: Option<RecordNo>,
}

impl<'a> Face<'a> {
    /// The face of a listing.
    #[must_use]
    pub fn of(listing: &'a Listing) -> Self {
        let Listing { sort, name, address, parent, children, record, members: _, meetings: _, years: _ } =
            listing;
        Self { sort: *sort, name, address, parent: *parent, children, record: *record }
    }
}

impl<'a> View<'a> {
    /// A view for somebody whose reading matters to nobody, and who asks for nothing that is printed.
    #[must_use]
    pub fn of(site: &'a Site) -> Self {
        Self { site, editions: Editions::NONE, notes: None }
    }

    /// A view whose reading is noted.
    #[must_use]
    pub fn noting((site, editions): (&'a Site, &'a Editions), notes: &'a Notes<'a>) -> Self {
        Self { site, editions, notes: Some(notes) }
    }

    /// The same site for somebody else, who has notes of his own where this one has.
    #[must_use]
    pub fn with<'b>(self, notes: Option<&'b Notes<'b>>) -> View<'b>
    where
        'a: 'b,
    {
        View { notes, ..self }
    }

    /// Where reading is noted.
    #[must_use]
    pub fn notes(self) -> Option<&'a Notes<'a>> {
        self.notes
    }

    /// Notes a part.
    pub fn note(self, part: Part) {
        if let Some(notes) = self.notes {
            notes.note(part);
        }
    }

    /// Notes rows that something else has read.
    pub fn note_rows(self, rows: &[u32]) {
        if let Some(notes) = self.notes {
            notes.note_rows(rows);
        }
    }

    /// Notes a question; who asks answers it himself.
    pub fn ask(self, ask: Ask, text: &str) {
        if let Some(notes) = self.notes {
            notes.ask(ask, text);
        }
    }

    /// The whole site, for what is made anew whenever anything has changed.
    #[must_use]
    pub fn all(self) -> &'a Site {
        self.note(Part::All);
        self.site
    }

    /// The site, for a link to that record, which is all that is noted.
    pub(in crate::render) fn linked(self, number: RecordNo) -> &'a Site {
        self.note(Part::Link(number));
        self.site
    }

    /// The settings. When they change, everything is made anew.
    #[must_use]
    pub fn settings(self) -> &'a Settings {
        &self.site.settings
    }

    /// The day for which the site is built.
    #[must_use]
    pub fn today(self) -> Date {
        self.note(Part::Today);
        self.site.now
    }

    /// The record of that number.
    #[must_use]
    pub fn record(self, number: RecordNo) -> Option<&'a Record> {
        self.site.record(number).inspect(|_| self.note(Part::Record(number)))
    }

    /// What the record of that number is tied to.
    #[must_use]
    pub fn tied(self, number: RecordNo) -> Option<&'a Ties> {
        self.site.tied(number).inspect(|_| self.note(Part::Ties(number)))
    }

    /// The records that run in an issue and report on that standing record, newest first.
    #[must_use]
    pub fn reports(self, number: RecordNo) -> &'a [RecordNo] {
        if self.site.record(number).is_some() {
            self.note(Part::Reports(number));
        }
        self.site.reports(number)
    }

    /// The record that has that id.
    #[must_use]
    pub fn by_id(self, id: &str) -> Option<RecordNo> {
        self.ask(Ask::Id, id);
        self.site.by_id.get(id).copied()
    }

    /// The listing of that number, but for its records.
    #[must_use]
    pub fn listing(self, number: ListingNo) -> Option<Face<'a>> {
        self.site.listing(number).inspect(|_| self.note(Part::Face(number))).map(Face::of)
    }

    /// The records of a listing, newest first.
    #[must_use]
    pub fn members(self, number: ListingNo) -> &'a [RecordNo] {
        self.whole(number).map_or(&[], |listing| &listing.members)
    }

    /// The meetings that are held at a place and below it.
    #[must_use]
    pub fn meetings_at(self, number: ListingNo) -> &'a [RecordNo] {
        self.whole(number).map_or(&[], |listing| &listing.meetings)
    }

    /// The years of a listing.
    #[must_use]
    pub fn years_of(self, number: ListingNo) -> &'a [Year] {
        self.whole(number).map_or(&[], |listing| &listing.years)
    }

    /// Whether a place has events.
    #[must_use]
    pub fn has_events(self, number: ListingNo) -> bool {
        self.whole(number).is_some_and(|listing| has_events(self.site, listing))
    }

    fn whole(self, number: ListingNo) -> Option<&'a Listing> {
        self.site.listing(number).inspect(|_| self.note(Part::Members(number)))
    }

    /// The issue of that number with its contents.
    #[must_use]
    pub fn issue(self, number: IssueNo) -> Option<&'a Issue> {
        self.site.issues.get(number as usize).inspect(|_| self.note(Part::Issue(number)))
    }

    /// The issues after and before that one.
    #[must_use]
    pub fn beside(self, number: IssueNo) -> [Option<IssueNo>; 2] {
        self.note(Part::Beside(number));
        near::beside(self.site, number)
    }

    /// The week, the day and the number of an issue.
    #[must_use]
    pub fn masthead(self, number: IssueNo) -> Option<(Week, Date, Option<i64>)> {
        let issue = self.site.issues.get(number as usize)?;
        self.note(Part::IssueLink(number));
        Some((issue.week, issue.date, issue.number))
    }

    /// The figures that a record states, as they may be shown.
    #[must_use]
    pub fn stated(self, number: RecordNo) -> Account<'a> {
        self.note(Part::Stated(number));
        counted::of_record(self.site, number)
    }

    /// The figures of which a standing record is the subject.
    #[must_use]
    pub fn counted(self, number: RecordNo) -> Account<'a> {
        self.note(Part::Counted(number));
        counted::of_subject(self.site, Subject::Record(number))
    }

    /// The figures of which a place without a record is the subject.
    #[must_use]
    pub fn counted_at(self, number: ListingNo) -> Account<'a> {
        self.note(Part::CountedAt(number));
        counted::of_subject(self.site, Subject::Place(number))
    }

    /// What can be said of all that was reported on a standing record.
    #[must_use]
    pub fn dossier(self, number: RecordNo) -> Dossier<'a> {
        if self.site.record(number).is_some() {
            self.note(Part::Dossier(number));
        }
        dossiers::dossier(self.site, number)
    }

    /// The name or version of a standing record under which a story is filed.
    #[must_use]
    pub fn under(self, filing: &Filing<'a>, story: RecordNo) -> Option<Cow<'a, str>> {
        let _ = (self.record(story), self.tied(story));
        filing.under(self.site, story)
    }

    /// Which of the versions of a standing record a story belongs to.
    #[must_use]
    pub fn version_of(self, of: (RecordNo, &[Version<'_>]), story: RecordNo) -> Option<usize> {
        let _ = (self.record(of.0), self.record(story), self.tied(story));
        dossiers::version_of(self.site, of, story)
    }

    /// What takes place in a week or month, which of its days have anything, and which pages of its sort stand beside it.
    #[must_use]
    pub fn days(self, span: Span) -> Stretch<'a> {
        self.ask(Ask::Days, &span.to_string());
        days::stretch(self.site, span)
    }

    /// The issue of a week.
    #[must_use]
    pub fn issue_of(self, week: Week) -> Option<IssueNo> {
        self.ask(Ask::Week, &week.to_string());
        days::issue_of(self.site, week)
    }

    /// What takes place next at a place from the day of the build on, each activity once.
    #[must_use]
    pub fn next_at(self, number: ListingNo) -> Vec<(Date, Entry)> {
        let Some(place) = self.site.listing(number) else { return Vec::new() };
        // Of a place without events its members say all.
        if !self.has_events(number) {
            return Vec::new();
        }
        self.ask(Ask::Next, &place.address);
        days::next_at(self.site, place)
    }

    /// The areas of the directory, each with its venues.
    #[must_use]
    pub fn areas(self) -> Vec<Area> {
        self.note(Part::Standing);
        for (number, _) in self.site.listings_of(Sort::Place) {
            self.note(Part::Face(number));
        }
        directory::areas(self.site)
    }

    /// The names of a place and of all that it belongs to, the widest first.
    #[must_use]
    pub fn full_name(self, number: ListingNo) -> Vec<&'a str> {
        let Some(place) = self.site.listing(number) else { return Vec::new() };
        let mut at = Some(number);
        for _ in self.site.full_name(place) {
            at = at.and_then(|number| self.listing(number)).and_then(|face| face.parent);
        }
        self.site.full_name(place)
    }

    /// All figures, subject by subject.
    #[must_use]
    pub fn all_counted(self) -> Vec<Account<'a>> {
        self.note(Part::AllCounted);
        counted::of_all(self.site)
    }

    /// All places as the map shows them; none where there is no map.
    #[must_use]
    pub fn spots(self) -> Vec<Spot<'a>> {
        self.note(Part::Spots);
        map::gather(self.site)
    }

    /// A place and those below it, as far as they say where they lie.
    #[must_use]
    pub fn lying(self, number: ListingNo) -> Vec<Lying<'a>> {
        if self.site.listing(number).is_some() {
            self.note(Part::Lying(number));
        }
        map::lying(self.site, number)
    }

    /// The years of the archive.
    #[must_use]
    pub fn years(self) -> &'a [Year] {
        self.note(Part::Years);
        &self.site.years
    }

    /// One year of the archive by its place, with its records in their order.
    #[must_use]
    pub fn year(self, at: u32) -> Option<(&'a Year, Annals<'a>)> {
        let year = self.site.years.get(at as usize)?;
        self.note(Part::Year(at));
        Some((year, Annals { site: self.site }))
    }

    /// The standing records by kind and id. All their keys and ties are noted with them.
    pub fn standing(self) -> impl Iterator<Item = (RecordNo, &'a Record, &'a Ties)> {
        self.note(Part::Standing);
        self.site.standing()
    }

    /// The records before and after that one in its issue.
    #[must_use]
    pub fn neighbours(self, number: RecordNo, place: usize) -> [Option<RecordNo>; 2] {
        self.note(Part::Around(number));
        near::neighbours(self.site, number, place)
    }

    /// More from what the record reports on, from its place and from its column.
    #[must_use]
    pub fn related(self, number: RecordNo) -> Vec<Related<'a>> {
        self.note(Part::Around(number));
        near::related(self.site, number)
    }
}

/// The records of a year, whose dates and order are noted with the year.
#[derive(Clone, Copy)]
pub struct Annals<'a> {
    site: &'a Site,
}

impl<'a> Annals<'a> {
    /// The numbers and dates of a stretch of the year.
    pub fn dates(
        self,
        stretch: std::ops::Range<usize>,
    ) -> impl Iterator<Item = (RecordNo, Option<Date>)> + 'a {
        let first = RecordNo::try_from(stretch.start).unwrap_or(RecordNo::MAX);
        let records = self.site.records.get(stretch).unwrap_or_default();
        (first..).zip(records).map(|(number, record)| (number, record.date))
    }
}
