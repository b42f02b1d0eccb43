//! The last build's ledger and this site's versions in, what may be left as it is out.
//!
//! What surprised us: it takes no walk over a graph. Every part is the same or not; a body or a card is the same when all
//! that it read is; then a page is, when all that it read is.

use std::collections::HashMap;

use super::ledger::{Ledger, Made, Read};
use super::notes::{Ask, Asked};
use super::part::{Part, Rows};
use super::versions::Versions;
use crate::model::hash::hash;

/// Who answers the questions that pages ask.
pub type Answer<'a> = &'a dyn Fn(Ask, &str) -> String;

/// What of the last build may be left as it is.
#[derive(Debug)]
pub struct Plan {
    ledger: Ledger,
    /// For each row of the last build, and each question behind them, the row of the same thing now; none where it has
    /// changed or gone.
    now: Vec<Option<u32>>,
    /// The number that each record had.
    former: Vec<Option<u32>>,
    /// Where each unit is in the ledger.
    units: HashMap<u64, usize>,
    /// The rows of the last build, and of this one.
    rows: [Rows; 2],
    /// Whether everything has the number that it had, as where only words have changed.
    is_in_place: bool,
}

impl Plan {
    /// Compares. `answer` says again what a question is answered with; questions get their numbers among `asked`.
    #[must_use]
    pub fn new(ledger: Ledger, versions: &Versions, (asked, answer): (&Asked, Answer<'_>)) -> Option<Self> {
        let rows = Rows::from_counts(ledger.counts)?;
        let numbers = Numbers::new(&ledger, versions);
        let mut now: Vec<Option<u32>> = Vec::with_capacity(ledger.versions.len() + ledger.questions.len());
        now.extend((0..rows.len()).zip(&ledger.versions).map(|(row, version)| {
            let row = versions.rows.row(numbers.part(rows.part(row)?)?);
            let is_same = *version != 0 && versions.all.get(row as usize) == Some(version);
            is_same.then_some(row)
        }));
        now.extend(ledger.questions.iter().map(|(ask, text, answered)| {
            let ask = *Ask::ALL.get(usize::from(*ask))?;
            // Numbered in their old order, whatever is answered, so that they keep their numbers.
            let row = versions.rows.len().saturating_add(asked.number(ask, text));
            (hash(&answer(ask, text)) == *answered).then_some(row)
        }));
        let units = ledger.units.iter().enumerate().map(|(at, made)| (made.name, at)).collect();
        let former = numbers.former(versions);
        let is_in_place = ledger.names.iter().map(Vec::as_slice).eq(versions.names.lists());
        let mut plan = Self { now, former, units, rows: [rows, versions.rows], ledger, is_in_place };
        plan.settle(&numbers);
        Some(plan)
    }

    /// Finds which bodies are the same, then which cards.
    fn settle(&mut self, numbers: &Numbers) {
        let [was, is] = self.rows;
        let bodies = std::mem::take(&mut self.ledger.bodies);
        let cards = std::mem::take(&mut self.ledger.cards);
        for (part, reads) in [(Part::Body as fn(u32) -> Part, &bodies), (Part::Card, &cards)] {
            for (number, read) in (0..).zip(reads) {
                let is_same = read.as_ref().is_some_and(|read| self.is_same(read));
                let row = numbers.part(part(number)).filter(|_| is_same).map(|part| is.row(part));
                if let Some(slot) = self.now.get_mut(was.row(part(number)) as usize) {
                    *slot = row;
                }
            }
        }
        (self.ledger.bodies, self.ledger.cards) = (bodies, cards);
    }

    fn is_same(&self, read: &Read) -> bool {
        read.rows().all(|row| self.row(row).is_some())
    }

    fn row(&self, row: u32) -> Option<u32> {
        self.now.get(row as usize).copied().flatten()
    }

    /// The same reading in rows of this build, where all of it is the same.
    fn renumbered(&self, read: &Read) -> Option<Read> {
        if self.is_in_place {
            return self.is_same(read).then(|| read.clone());
        }
        let mut rows = read.rows().map(|row| self.row(row)).collect::<Option<Vec<u32>>>()?;
        rows.sort_unstable();
        Some(Read::of(&rows))
    }

    /// The unit of that name as the last build made it, in rows of this build; none where it must be made anew.
    #[must_use]
    pub fn unit(&self, name: u64) -> Option<Made> {
        let made = self.ledger.units.get(*self.units.get(&name)?)?;
        Some(Made { name, read: self.renumbered(&made.read)?, outputs: made.outputs.clone() })
    }

    /// What the body of a record read, by its number now, where that is the same.
    #[must_use]
    pub fn body(&self, number: u32) -> Option<Read> {
        self.renumbered(self.ledger.bodies.get(self.former(number)? as usize)?.as_ref()?)
    }

    /// The same of its card.
    #[must_use]
    pub fn card(&self, number: u32) -> Option<Read> {
        self.renumbered(self.ledger.cards.get(self.former(number)? as usize)?.as_ref()?)
    }

    fn former(&self, number: u32) -> Option<u32> {
        self.former.get(number as usize).copied().flatten()
    }

    /// The number that a record had whose name, keys and text are the same.
    #[must_use]
    pub fn same_record(&self, number: u32) -> Option<u32> {
        let former = self.former(number)?;
        let parts = [Part::Record(former), Part::Link(former), Part::Body(former)];
        parts.into_iter().all(|part| self.row(self.rows[0].row(part)).is_some()).then_some(former)
    }

    /// Pictures that are the same: the number of the file now, and what was put out for it.
    pub fn pictures(&self) -> impl Iterator<Item = (u32, &[Box<str>])> {
        self.ledger.pictures.iter().filter_map(|(file, paths)| Some((self.file(*file)?, &**paths)))
    }

    /// Copies of files that are the same: the number of the file now, and where it went.
    pub fn copies(&self) -> impl Iterator<Item = (u32, &str)> {
        self.ledger.copies.iter().filter_map(|(file, path)| Some((self.file(*file)?, &**path)))
    }

    fn file(&self, former: u32) -> Option<u32> {
        let [was, is] = self.rows;
        match is.part(self.row(was.row(Part::File(former)))?)? {
            Part::File(number) => Some(number),
            _ => None,
        }
    }

    /// What the search index left.
    #[must_use]
    pub fn search(&self) -> &[u8] {
        &self.ledger.search
    }

    /// The number that the search index had for a record, by the number that the record had.
    #[must_use]
    pub fn document(&self, former: u32) -> u32 {
        document((self.rows[0].records, self.ledger.running), former)
    }
}

/// The number of a record in the search index: what has no date comes first, then the oldest on. `all` records are
/// there, of which the first `running`, newest first, run in an issue.
#[must_use]
pub fn document((all, running): (u32, u32), record: u32) -> u32 {
    if record < running { all.saturating_sub(record).saturating_sub(1) } else { record - running }
}

/// From numbers of the last build to numbers of this one.
struct Numbers([Vec<Option<u32>>; 6]);

impl Numbers {
    fn new(ledger: &Ledger, versions: &Versions) -> Self {
        let now = versions.names.lists();
        let [records, listings, issues, years, files, templates] = &ledger.names;
        let former = [records, listings, issues, years, files, templates];
        let mut lists = former.into_iter().zip(now).map(|(former, now)| {
            if former == now {
                return (0..).take(now.len()).map(Some).collect();
            }
            let known: HashMap<u64, u32> = now.iter().copied().zip(0..).collect();
            former.iter().map(|name| known.get(name).copied()).collect()
        });
        Self(std::array::from_fn(|_| lists.next().unwrap_or_default()))
    }

    /// The same part now.
    fn part(&self, former: Part) -> Option<Part> {
        let Self([records, listings, issues, years, files, templates]) = self;
        let at = |list: &[Option<u32>], number: u32| list.get(number as usize).copied().flatten();
        Some(match former {
            Part::Record(number) => Part::Record(at(records, number)?),
            Part::Ties(number) => Part::Ties(at(records, number)?),
            Part::Words(number) => Part::Words(at(records, number)?),
            Part::Around(number) => Part::Around(at(records, number)?),
            Part::Link(number) => Part::Link(at(records, number)?),
            Part::Reports(number) => Part::Reports(at(records, number)?),
            Part::Body(number) => Part::Body(at(records, number)?),
            Part::Card(number) => Part::Card(at(records, number)?),
            Part::PageNumber(number) => Part::PageNumber(at(records, number)?),
            Part::Sheet(number) => Part::Sheet(at(records, number)?),
            Part::Stated(number) => Part::Stated(at(records, number)?),
            Part::Counted(number) => Part::Counted(at(records, number)?),
            Part::Dossier(number) => Part::Dossier(at(records, number)?),
            Part::Face(number) => Part::Face(at(listings, number)?),
            Part::Members(number) => Part::Members(at(listings, number)?),
            Part::CountedAt(number) => Part::CountedAt(at(listings, number)?),
            Part::Lying(number) => Part::Lying(at(listings, number)?),
            Part::Issue(number) => Part::Issue(at(issues, number)?),
            Part::IssueLink(number) => Part::IssueLink(at(issues, number)?),
            Part::Beside(number) => Part::Beside(at(issues, number)?),
            Part::Edition(number) => Part::Edition(at(issues, number)?),
            Part::Paper(number) => Part::Paper(at(issues, number)?),
            Part::Year(number) => Part::Year(at(years, number)?),
            Part::File(number) => Part::File(at(files, number)?),
            Part::Template(number) => Part::Template(at(templates, number)?),
            alone @ (Part::Today
            | Part::Years
            | Part::Standing
            | Part::AllCounted
            | Part::Spots
            | Part::All) => alone,
        })
    }

    /// The number that each record of this build had.
    fn former(&self, versions: &Versions) -> Vec<Option<u32>> {
        let mut former = vec![None; versions.rows.records as usize];
        for (was, is) in (0..).zip(&self.0[0]) {
            if let Some(slot) = is.and_then(|is| former.get_mut(is as usize)) {
                *slot = Some(was);
            }
        }
        former
    }
}
