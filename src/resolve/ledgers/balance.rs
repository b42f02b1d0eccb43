//! How columns stand to each other, as an editor types it, in; for each row whether it holds out:
//! `总数 = 在借 + 可借`, `逾期 ≤ 在借`, `在借 = 上次在借 + 借出 - 归还`.
//!
//! What surprised us: names of columns may hold anything, a minus too, so they are looked for by what they are and not by
//! what stands between them.

use super::cell;
use crate::model::record::Qualifier;
use crate::model::standing::Ledger;
use crate::resolve::figures::Amount;

/// A relation that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Balance {
    left: Vec<Term>,
    sign: Sign,
    right: Vec<Term>,
}

/// What stands between the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Equal,
    AtMost,
    AtLeast,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Term {
    is_taken_away: bool,
    of: Of,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Of {
    /// The cell of this column in the same row.
    Here(usize),
    /// In the row above.
    Above(usize),
    Number(f64),
}

/// What a row says of a relation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Something in it says nothing, or there is no row above.
    Silent,
    /// It may be right.
    Holds,
    /// The cell of this column is no number.
    NoNumber(usize),
    /// Both sides, which cannot be so.
    Differs(Amount, Amount),
}

const SIGNS: [(&str, Sign); 11] = [
    ("<=", Sign::AtMost),
    ("＜=", Sign::AtMost),
    ("≤", Sign::AtMost),
    ("不超过", Sign::AtMost),
    (">=", Sign::AtLeast),
    ("≥", Sign::AtLeast),
    ("不少于", Sign::AtLeast),
    ("==", Sign::Equal),
    ("=", Sign::Equal),
    ("＝", Sign::Equal),
    ("等于", Sign::Equal),
];
const ABOVE: [&str; 4] = ["上次", "上一行", "上行", "previous "];
const PLUS: [&str; 2] = ["+", "＋"];
const MINUS: [&str; 4] = ["-", "－", "−", "–"];

impl Balance {
    /// The relation that was typed.
    ///
    /// # Errors
    /// The words from which on it is not understood; all of them where nothing divides two sides.
    pub fn parse<'t>(typed: &'t str, columns: &[Box<str>]) -> Result<Self, &'t str> {
        let side = |rest: &'t str| Reader { rest, columns }.side();
        let (left, rest) = side(typed)?;
        let sign = SIGNS.iter().find_map(|(sign, means)| Some((*means, rest.strip_prefix(sign)?)));
        let (sign, rest) = sign.ok_or(if rest.is_empty() { typed } else { rest })?;
        let (right, rest) = side(rest)?;
        if rest.is_empty() { Ok(Self { left, sign, right }) } else { Err(rest) }
    }

    /// Whether it holds in a row.
    #[must_use]
    pub fn of_row(&self, ledger: &Ledger, row: usize) -> Verdict {
        let (left, right) = match (sum(ledger, row, &self.left), sum(ledger, row, &self.right)) {
            (Ok(left), Ok(right)) => (left, right),
            // What is no number is said before what is not there.
            (Err(Verdict::NoNumber(column)), _) | (_, Err(Verdict::NoNumber(column))) => {
                return Verdict::NoNumber(column);
            }
            _ => return Verdict::Silent,
        };
        let holds = match self.sign {
            Sign::Equal => left.may_be(right),
            Sign::AtMost => !right.is_below(left),
            Sign::AtLeast => !left.is_below(right),
        };
        if holds { Verdict::Holds } else { Verdict::Differs(left, right) }
    }
}

/// What the terms of a side come to in a row. A cell that is no number is told of, though another one says nothing.
fn sum(ledger: &Ledger, row: usize, terms: &[Term]) -> Result<Amount, Verdict> {
    let mut sum = Ok(Amount::ZERO);
    for term in terms {
        match amount(ledger, row, term.of) {
            Ok(amount) => sum = sum.map(|sum| added(sum, amount, *term)),
            Err(Verdict::Silent) => sum = Err(Verdict::Silent),
            Err(verdict) => return Err(verdict),
        }
    }
    sum
}

/// What one term is in a row.
fn amount(ledger: &Ledger, row: usize, of: Of) -> Result<Amount, Verdict> {
    let (column, row) = match of {
        Of::Here(column) => (column, Some(row)),
        Of::Above(column) => (column, row.checked_sub(1)),
        Of::Number(number) => return Ok(Amount::of(number, Qualifier::Exact)),
    };
    let cell = row.and_then(|row| ledger.rows.get(row)?.get(column)).ok_or(Verdict::Silent)?;
    if cell::is_nothing(cell) {
        return Err(Verdict::Silent);
    }
    cell::read(cell).map(|read| read.amount).ok_or(Verdict::NoNumber(column))
}

fn added(sum: Amount, amount: Amount, term: Term) -> Amount {
    if term.is_taken_away { sum - amount } else { sum + amount }
}

/// What is left to read of a relation.
struct Reader<'t, 'c> {
    rest: &'t str,
    columns: &'c [Box<str>],
}

impl<'t> Reader<'t, '_> {
    /// The terms of one side, and what stands behind them.
    fn side(mut self) -> Result<(Vec<Term>, &'t str), &'t str> {
        let mut terms = Vec::new();
        let mut is_taken_away = self.take(&MINUS);
        loop {
            self.rest = self.rest.trim_start();
            let of = self.term().ok_or(self.rest)?;
            terms.push(Term { is_taken_away, of });
            is_taken_away = self.take(&MINUS);
            if !is_taken_away && !self.take(&PLUS) {
                return Ok((terms, self.rest));
            }
        }
    }

    fn take(&mut self, words: &[&str]) -> bool {
        self.rest = self.rest.trim_start();
        let behind = words.iter().find_map(|word| self.rest.strip_prefix(word));
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    /// A column, the same in the row above, or a number: what takes most of the words.
    fn term(&mut self) -> Option<Of> {
        let here = self.column(self.rest).map(|(column, behind)| (Of::Here(column), behind));
        let above = ABOVE.iter().find_map(|word| self.rest.strip_prefix(word));
        let above = above.and_then(|rest| self.column(rest.trim_start()));
        let above = above.map(|(column, behind)| (Of::Above(column), behind));
        let longest = here.into_iter().chain(above).min_by_key(|(_, behind)| behind.len());
        let (of, behind) = longest.or_else(|| self.number())?;
        self.rest = behind;
        Some(of)
    }

    fn number(&self) -> Option<(Of, &'t str)> {
        let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(self.rest.len());
        let (digits, behind) = self.rest.split_at_checked(end)?;
        Some((Of::Number(digits.parse().ok()?), behind))
    }

    /// The column with the longest name that `rest` begins with, and what stands behind it.
    fn column(&self, rest: &'t str) -> Option<(usize, &'t str)> {
        let named = self.columns.iter().enumerate().filter(|(_, name)| !name.trim().is_empty());
        let begins = named.filter_map(|(at, name)| Some((at, rest.strip_prefix(name.trim())?)));
        begins.min_by_key(|(_, behind)| behind.len())
    }
}
