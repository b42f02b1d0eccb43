//! The CSV files of ledgers in, their rows in the ledgers out, and where in its file a row stands.

use super::Material;
use crate::model::standing::Standing;
use crate::model::{BulletinPath, Record};
use crate::parse::{control_character, text_fault};
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Say};

/// Puts the rows of a ledger's CSV file into the ledger.
pub(super) fn read_tables(material: &mut Material<'_>, found: &mut Vec<Diagnostic>) {
    for record in &mut material.records {
        let file = material.sources.path(record.source.file).cloned();
        let Some(Standing::Ledger(ledger)) =
            record.rest.as_deref_mut().and_then(|rest| rest.standing.as_mut())
        else {
            continue;
        };
        let (Some(file), Some(table)) = (file, &ledger.table) else { continue };
        let Ok(path) = file.beside(table) else { continue };
        if !material.sources.beside.contains(&path) {
            continue; // It has been said.
        }
        match rows(material.sources, &path) {
            Ok((head, rows)) => {
                ledger.columns = head;
                ledger.rows = rows;
            }
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
}

/// A row that has not as many cells as the head; `offset` is where the table begins in its file.
fn wrong_row(path: &BulletinPath, offset: usize, error: &csv::Error) -> Diagnostic {
    let (found, wanted) = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => (*len, *expected_len),
        _ => (0, 0),
    };
    let message = Say::new(
        format!("这一行有 {found} 格，表头有 {wanted} 格"),
        format!("this row has {found} cells, the head has {wanted}"),
    );
    let hint = Say::new(
        "补上或删去逗号；格里有逗号时，整格加半角双引号",
        "add or take away commas; put a cell that holds a comma into double quotation marks",
    );
    let at = error.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let start = offset + at;
    Diagnostic::error("wrong-shape", message).hint(hint).at(Place::bytes(path, start, start + 1))
}

type Table = (Vec<Box<str>>, Vec<Vec<Box<str>>>);

fn rows(sources: &Sources, path: &BulletinPath) -> Result<Table, Box<Diagnostic>> {
    let text = sources.text(path).map_err(|fault| Box::new(text_fault(path, &fault)))?;
    if let Some(wrong) = control_character(&text, path) {
        return Err(Box::new(wrong));
    }
    let (plain, offset) = without_mark(&text);
    let mut reader = reader(plain);
    let wrong = |error: csv::Error| Box::new(wrong_row(path, offset, &error));
    let cells = |record: &csv::StringRecord| -> Vec<Box<str>> { record.iter().map(Into::into).collect() };
    let head = cells(reader.headers().map_err(wrong)?);
    let mut rows = Vec::new();
    for record in reader.records() {
        rows.push(cells(&record.map_err(wrong)?));
    }
    Ok((head, rows))
}

/// The text behind a mark of byte order, and how long that is.
fn without_mark(text: &str) -> (&str, usize) {
    text.strip_prefix('\u{feff}').map_or((text, 0), |plain| (plain, '\u{feff}'.len_utf8()))
}

fn reader(plain: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(true).trim(csv::Trim::All).from_reader(plain.as_bytes())
}

/// The place of a row, from 0, in the CSV file that a record names `table`.
#[must_use]
pub fn row_place(sources: &Sources, record: &Record, (table, row): (&str, usize)) -> Option<Place> {
    let path = sources.path(record.source.file)?.beside(table).ok()?;
    let text = sources.text(&path).ok()?;
    let (plain, offset) = without_mark(&text);
    let mut reader = reader(plain);
    let line = reader.records().nth(row)?.ok()?;
    let start = offset + usize::try_from(line.position()?.byte()).ok()?;
    let behind = text.get(start..)?;
    // Behind CRLF the reader is still before the line feed.
    let start = start + behind.len() - behind.trim_start_matches(['\r', '\n']).len();
    let length = text.get(start..)?.lines().next().map_or(1, |line| line.trim_end().len().max(1));
    Some(Place::bytes(&path, start, start + length))
}
