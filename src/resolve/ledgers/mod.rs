//! A ledger in, what its columns come to out, and what of it cannot be right.
//!
//! What surprised us: a ledger with one cell that is no number has no total at all. A total that leaves a cell out would be
//! a number that nobody stated.

mod balance;
mod cell;
#[cfg(test)]
mod tests;

pub use balance::{Balance, Verdict};
pub use cell::{Quantity, is_nothing, read};

use super::figures::Amount;
use crate::model::standing::Ledger;

/// Where in a ledger something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// One of its `sums`.
    Sum(usize),
    /// One of its `balance`.
    Balance(usize),
    /// A cell, by row and column.
    Cell(usize, usize),
}

/// What cannot be right.
#[derive(Clone, Debug, PartialEq)]
pub enum Wrong<'a> {
    /// There is no such column to add up.
    NoColumn(&'a str),
    /// A relation that is not understood from these words on.
    Unread(&'a str),
    /// A cell that has to be a number and is none.
    NoNumber(&'a str),
    /// A cell whose unit is another one than that of the first of its column.
    OtherUnit(&'a str, &'a str),
    /// The two sides of a relation in a row.
    Differs {
        /// The relation as typed.
        balance: &'a str,
        /// What its left side comes to.
        left: Amount,
        /// And its right one.
        right: Amount,
    },
}

/// Something that cannot be right, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault<'a> {
    /// Where.
    pub at: At,
    /// What.
    pub wrong: Wrong<'a>,
}

/// What a column comes to, where it is to be added up and every cell of it is a number of one unit.
#[must_use]
pub fn total(ledger: &Ledger, column: usize) -> Option<Quantity<'_>> {
    let name = ledger.columns.get(column)?;
    if ledger.rows.is_empty() || !ledger.sums.iter().any(|sum| sum.trim() == name.trim()) {
        return None;
    }
    added(ledger, column).ok()
}

/// What a column comes to, or the row and the wrong of the first cell that keeps it from being added up.
fn added(ledger: &Ledger, column: usize) -> Result<Quantity<'_>, (usize, Hindrance<'_>)> {
    let mut sum: Option<Quantity<'_>> = None;
    for (number, row) in ledger.rows.iter().enumerate() {
        let cell = row.get(column).map_or("", |cell| &**cell);
        let Some(one) = read(cell) else { return Err((number, Hindrance::NoNumber(cell))) };
        sum = Some(match sum {
            None => one,
            Some(sum) if sum.unit == one.unit => Quantity { amount: sum.amount + one.amount, ..sum },
            Some(sum) => return Err((number, Hindrance::OtherUnit(one.unit, sum.unit))),
        });
    }
    Ok(sum.unwrap_or(Quantity { amount: Amount::ZERO, unit: "" }))
}

/// What keeps a column from being added up.
enum Hindrance<'a> {
    NoNumber(&'a str),
    OtherUnit(&'a str, &'a str),
}

impl<'a> Hindrance<'a> {
    fn fault(self, at: At) -> Fault<'a> {
        let wrong = match self {
            Self::NoNumber(cell) => Wrong::NoNumber(cell),
            Self::OtherUnit(unit, first) => Wrong::OtherUnit(unit, first),
        };
        Fault { at, wrong }
    }
}

/// Everything about the sums and relations of a ledger that cannot be right, each once.
#[must_use]
pub fn faults(ledger: &Ledger) -> Vec<Fault<'_>> {
    let mut faults = Vec::new();
    for (at, name) in ledger.sums.iter().enumerate() {
        let column = ledger.columns.iter().position(|column| column.trim() == name.trim());
        match column {
            Some(column) => {
                let hindered = added(ledger, column).err();
                faults.extend(hindered.map(|(row, wrong)| wrong.fault(At::Cell(row, column))));
            }
            None => faults.push(Fault { at: At::Sum(at), wrong: Wrong::NoColumn(name) }),
        }
    }
    for (at, typed) in ledger.balance.iter().enumerate() {
        match Balance::parse(typed, &ledger.columns) {
            Ok(balance) => faults.extend(of_rows(ledger, &balance, typed)),
            Err(words) => faults.push(Fault { at: At::Balance(at), wrong: Wrong::Unread(words) }),
        }
    }
    let mut once: Vec<Fault<'_>> = Vec::new();
    for fault in faults {
        if !once.contains(&fault) {
            once.push(fault);
        }
    }
    once
}

/// The rows in which a relation cannot be right.
fn of_rows<'a>(ledger: &'a Ledger, balance: &Balance, typed: &'a str) -> Vec<Fault<'a>> {
    let cell = |row: usize, column: usize| ledger.rows.get(row)?.get(column).map(|cell| &**cell);
    let fault = |row: usize| match balance.of_row(ledger, row) {
        Verdict::Silent | Verdict::Holds => None,
        Verdict::NoNumber(column) => {
            Some(Fault { at: At::Cell(row, column), wrong: Wrong::NoNumber(cell(row, column)?) })
        }
        Verdict::Differs(left, right) => {
            Some(Fault { at: At::Cell(row, 0), wrong: Wrong::Differs { balance: typed, left, right } })
        }
    };
    (0..ledger.rows.len()).filter_map(fault).collect()
}

/// The relations that are understood and that every row bears out which says anything of them; at least one does.
#[must_use]
pub fn kept(ledger: &Ledger) -> Vec<&str> {
    let is_kept = |typed: &&str| {
        let Ok(balance) = Balance::parse(typed, &ledger.columns) else { return false };
        let verdicts: Vec<Verdict> = (0..ledger.rows.len()).map(|row| balance.of_row(ledger, row)).collect();
        verdicts.contains(&Verdict::Holds)
            && verdicts.iter().all(|verdict| matches!(verdict, Verdict::Silent | Verdict::Holds))
    };
    ledger.balance.iter().map(|typed| &**typed).filter(is_kept).collect()
}
