//! What a build leaves for the next: the notes of all that it made, with names and versions; as bytes and back.
//!
//! What surprised us: of two hundred rows that a page has read, most follow each other closely, so the gaps between them
//! take a byte and a half each, and the notes of ten thousand pages a megabyte.

use serde::{Deserialize, Serialize};

use super::notes::Ask;
use super::part::Rows;
use super::versions::Names;

/// The rows that something has read: gaps between them, in sevens of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read(Box<[u8]>);

impl Read {
    /// Rows in order.
    #[must_use]
    pub fn of(rows: &[u32]) -> Self {
        let mut bytes = Vec::with_capacity(rows.len() * 2);
        let mut last = 0;
        for row in rows {
            let mut gap = row.wrapping_sub(last);
            last = *row;
            while gap >= 0x80 {
                bytes.push(gap as u8 | 0x80);
                gap >>= 7;
            }
            bytes.push(gap as u8);
        }
        Self(bytes.into())
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = u32> + '_ {
        let (mut last, mut gap, mut shift) = (0_u32, 0_u32, 0_u32);
        self.0.iter().filter_map(move |byte| {
            gap |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 != 0 {
                shift += 7;
                return None;
            }
            last = last.wrapping_add(gap);
            (gap, shift) = (0, 0);
            Some(last)
        })
    }
}

/// One unit: by its name, what it has read and what it has put out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The unit's name.
    pub name: u64,
    /// What it has read.
    pub read: Read,
    /// The paths of its files.
    pub outputs: Vec<Box<str>>,
}

/// All that a build leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// What everything depends on: the program, the settings, the words of the theme.
    pub key: u64,
    /// [`Rows::counts`].
    pub counts: [u32; 6],
    /// By what things are known again, in the order of `counts`.
    pub names: [Vec<u64>; 6],
    /// The version of each row.
    pub versions: Vec<u64>,
    /// The questions behind the last row, with what was answered.
    pub questions: Vec<(u8, Box<str>, u64)>,
    /// What the body of each record has read, where it was read.
    pub bodies: Vec<Option<Read>>,
    /// The same for cards.
    pub cards: Vec<Option<Read>>,
    /// The units.
    pub units: Vec<Made>,
    /// Pictures by the number of their file, with what was put out for them.
    pub pictures: Vec<(u32, Vec<Box<str>>)>,
    /// Copies by the number of their file, with where they went.
    pub copies: Vec<(u32, Box<str>)>,
    /// How many records run.
    pub running: u32,
    /// What the search index has left.
    pub search: Vec<u8>,
}

impl Ledger {
    /// As bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// From bytes; none where they are not a ledger.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let ledger: Self = postcard::from_bytes(bytes).ok()?;
        let rows = Rows::from_counts(ledger.counts)?;
        let fits = |names: &Vec<u64>, count: u32| names.len() == count as usize;
        let is_whole = ledger.names.iter().zip(ledger.counts).all(|(names, count)| fits(names, count))
            && fits(&ledger.versions, rows.len())
            && ledger.questions.iter().all(|(ask, ..)| usize::from(*ask) < Ask::ALL.len())
            && ledger.bodies.len() == rows.records as usize
            && ledger.cards.len() == rows.records as usize;
        is_whole.then_some(ledger)
    }
}

impl Names {
    /// The names in the order of [`Rows::counts`].
    #[must_use]
    pub fn lists(&self) -> [&[u64]; 6] {
        let Self { records, listings, issues, years, files, templates } = self;
        [records, listings, issues, years, files, templates]
    }

    /// The same, given away.
    #[must_use]
    pub fn into_lists(self) -> [Vec<u64>; 6] {
        let Self { records, listings, issues, years, files, templates } = self;
        [records, listings, issues, years, files, templates]
    }
}

#[cfg(test)]
mod tests {
    use super::{Ledger, Made, Read};
    use crate::render::graph::Rows;

    fn ledger() -> Ledger {
        let counts = [2, 1, 1, 0, 1, 1];
        Ledger {
            key: 7,
            counts,
            names: counts.map(|count| (0..u64::from(count)).collect()),
            versions: vec![5; Rows::from_counts(counts).unwrap().len() as usize],
            questions: vec![(1, "a/".into(), 3)],
            bodies: vec![None, Some(Read::of(&[1, 2, 300]))],
            cards: vec![Some(Read::default()), None],
            units: vec![Made { name: 9, read: Read::of(&[0, 8]), outputs: vec!["x/index.html".into()] }],
            pictures: vec![(0, vec!["assets/x.jpg".into()])],
            copies: Vec::new(),
            running: 1,
            search: vec![1, 2, 3],
        }
    }

    #[test]
    fn rows_come_back() {
        for rows in [vec![], vec![0], vec![0, 1, 127, 128, 300, 70_000, u32::MAX], vec![u32::MAX]] {
            assert_eq!(Read::of(&rows).rows().collect::<Vec<_>>(), rows);
        }
    }

    #[test]
    fn a_damaged_ledger_is_none_or_harmless() {
        let bytes = ledger().to_bytes();
        assert_eq!(Ledger::from_bytes(&bytes), Some(ledger()));
        for at in 0..bytes.len() {
            assert_eq!(Ledger::from_bytes(&bytes[..at]), None, "{at}");
            for flip in [1, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                if let Some(ledger) = Ledger::from_bytes(&damaged) {
                    let all = ledger.units.iter().map(|unit| unit.read.rows().count());
                    assert!(all.sum::<usize>() <= damaged.len());
                }
            }
        }
    }
}
