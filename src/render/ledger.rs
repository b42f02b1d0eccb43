//! A ledger in, what its page shows out: its rows with what they come to, what every row still lacks period by period, and
//! the same as data.
//!
//! What surprised us: only a ledger with a period reads the day, so all others are left as they are for ever.

use std::io;

use serde::Serialize;
use tera::Value;

use super::data::{self, Files};
use super::figures::words::whole;
use super::press::Press;
use super::values::{list, map};
use crate::model::date::Date;
use crate::model::record::{Figure, Measure};
use crate::model::standing::{Ledger, Period};
use crate::resolve::beside::{LEDGER, has_rows};
use crate::resolve::coverage::{self, Coverage};
use crate::resolve::ledgers::{Quantity, kept, total};

/// The table of a ledger: `{caption, heads, rows, foot, notes}`; none where it has no rows.
#[must_use]
pub fn table(press: &Press<'_>, ledger: &Ledger) -> Option<Value> {
    if !has_rows(ledger) {
        return None;
    }
    let cells = |cells: &[Box<str>]| list(cells.iter().map(|cell| Value::from(&**cell)));
    let holds = press.word("ledger_holds");
    Some(map([
        ("caption", Value::none()),
        ("heads", cells(&ledger.columns)),
        ("rows", list(ledger.rows.iter().map(|row| cells(row)))),
        ("foot", list(foot(press, ledger).into_iter().map(Value::from))),
        ("notes", list(kept(ledger).iter().map(|balance| Value::from(holds.replace("{n}", balance))))),
    ]))
}

/// What the columns come to, cell by cell; nothing where nothing is added up.
fn foot(press: &Press<'_>, ledger: &Ledger) -> Vec<String> {
    let totals: Vec<Option<Quantity<'_>>> =
        (0..ledger.columns.len()).map(|column| total(ledger, column)).collect();
    if totals.iter().all(Option::is_none) {
        return Vec::new();
    }
    let lang = press.site.settings().lang;
    let said = |total: &Option<Quantity<'_>>| {
        total.map(|total| whole((&press.theme.texts, lang), &figure(total))).unwrap_or_default()
    };
    let mut cells: Vec<String> = totals.iter().map(said).collect();
    if let Some(first) = cells.first_mut() {
        *first = [press.word("ledger_total"), &**first].join(" ").trim_end().to_owned();
    }
    cells
}

/// A sum as a figure, which has words.
fn figure(total: Quantity<'_>) -> Figure {
    Figure {
        name: Box::default(),
        value: total.amount.value,
        unit: Some(total.unit).filter(|unit| !unit.is_empty()).map(Into::into),
        qualifier: total.amount.said,
        measure: Measure::default(),
        as_of: None,
        subject: None,
    }
}

/// What each row lacks, the present period first: `{caption, heads, rows: [{who, cells: [{is_covered, said}]}]}`; none of a ledger without a period.
#[must_use]
pub fn covered(press: &Press<'_>, ledger: &Ledger) -> Value {
    let Some(coverage) = coverage_of(press, ledger) else { return Value::none() };
    let heads = coverage.periods.iter().rev().map(|(first, _)| period(press, coverage.every, *first));
    let cell = |lacks: &Vec<&str>| {
        let all = lacks.len() + 1 >= ledger.columns.len();
        let said = match lacks.as_slice() {
            [] => press.word("coverage_done").to_owned(),
            _ if all => press.word("coverage_none").to_owned(),
            lacks => press.word("coverage_lacks").replace("{n}", &lacks.join(press.word("list_comma"))),
        };
        map([("covered", Value::from(lacks.is_empty())), ("said", Value::from(said))])
    };
    let rows = coverage.rows.iter().map(|(who, periods)| {
        map([("who", Value::from(*who)), ("cells", list(periods.iter().rev().map(cell)))])
    });
    map([
        ("caption", Value::from(press.word("coverage"))),
        ("heads", list(heads.map(Value::from))),
        ("rows", list(rows)),
    ])
}

/// The day of the build is read only where it matters.
fn coverage_of<'a>(press: &Press<'_>, ledger: &'a Ledger) -> Option<Coverage<'a>> {
    ledger.every?;
    coverage::of(ledger, press.site.today())
}

/// What a period is called: 2024年第2季度.
fn period(press: &Press<'_>, every: Period, first: Date) -> String {
    let (name, number) = match every {
        Period::Month => ("period_month", first.month()),
        Period::Quarter => ("period_quarter", (first.month() + 2) / 3),
        Period::Half if first.month() == 1 => ("period_first_half", 1),
        Period::Half => ("period_second_half", 2),
        Period::Year => ("period_year", 1),
    };
    let lang = press.site.settings().lang;
    let number = if every == Period::Month { super::dates::month(lang, number) } else { number.to_string() };
    press.word(name).replace("{year}", &first.year().to_string()).replace("{n}", &number)
}

/// A ledger as programs read it.
#[derive(Serialize)]
struct Document<'a> {
    columns: &'a [Box<str>],
    rows: &'a [Vec<Box<str>>],
    sums: Vec<Sum<'a>>,
    balance: &'a [Box<str>],
    coverage: Option<Covered<'a>>,
}

/// What a column comes to.
#[derive(Serialize)]
struct Sum<'a> {
    column: &'a str,
    value: f64,
    qualifier: &'static str,
    unit: Option<&'a str>,
}

/// What each row lacks.
#[derive(Serialize)]
struct Covered<'a> {
    periods: Vec<[String; 2]>,
    rows: Vec<Lacking<'a>>,
}

/// What one row lacks, period by period.
#[derive(Serialize)]
struct Lacking<'a> {
    who: &'a str,
    lacks: Vec<Vec<&'a str>>,
}

/// The files with the rows of a ledger; none where it has none.
///
/// # Errors
/// What a row cannot be written as.
pub fn files(press: &Press<'_>, ledger: &Ledger) -> io::Result<Option<Files>> {
    if !has_rows(ledger) {
        return Ok(None);
    }
    let plain = |cells: &[Box<str>]| cells.iter().map(|cell| cell_of_table(cell)).collect::<Vec<String>>();
    let table = if ledger.columns.is_empty() {
        let (first, rest) = ledger.rows.split_first().map_or((&[][..], &[][..]), |(a, b)| (a.as_slice(), b));
        data::csv(&plain(first), rest.iter().map(|row| plain(row)))
    } else {
        data::csv(&plain(&ledger.columns), ledger.rows.iter().map(|row| plain(row)))
    };
    let document = document(press, ledger);
    Ok(Some(Files { names: LEDGER, table: table?, data: data::json(&document)? }))
}

/// A cell that no table program takes for a formula; what is a number is none.
fn cell_of_table(cell: &str) -> String {
    if cell.parse::<f64>().is_ok() { cell.to_owned() } else { data::plain(cell) }
}

fn document<'a>(press: &Press<'_>, ledger: &'a Ledger) -> Document<'a> {
    let sum = |(column, name): (usize, &'a str)| {
        let Quantity { amount, unit } = total(ledger, column)?;
        let unit = Some(unit).filter(|unit| !unit.is_empty());
        Some(Sum { column: name, value: amount.value, qualifier: amount.said.names().1, unit })
    };
    let coverage = coverage_of(press, ledger).map(|Coverage { periods, rows, .. }| Covered {
        periods: periods.iter().map(|(first, last)| [first.to_string(), last.to_string()]).collect(),
        rows: rows.into_iter().map(|(who, lacks)| Lacking { who, lacks }).collect(),
    });
    Document {
        columns: &ledger.columns,
        rows: &ledger.rows,
        sums: ledger.columns.iter().map(|name| &**name).enumerate().filter_map(sum).collect(),
        balance: &ledger.balance,
        coverage,
    }
}
