//! Rows in, a table and a document beside a page out: CSV as RFC 4180 has it, without a mark of byte order, and JSON.
//!
//! What surprised us: a table program takes a name that begins with `=` for a formula. Such text gets a `'` in front in
//! the CSV, and none in the JSON.

use std::io;

use serde::Serialize;
use tera::Value;

use super::press::Press;
use super::values::{address, map};
use crate::model::SitePath;

/// The files with the data of a page, made and not put yet.
#[derive(Debug)]
pub struct Files {
    /// What the table and the document are called.
    pub names: [&'static str; 2],
    /// The table.
    pub table: Vec<u8>,
    /// The document.
    pub data: Vec<u8>,
}

impl Files {
    /// Puts both beside the page at `page`.
    ///
    /// # Errors
    /// What the disk said.
    pub fn put(&self, press: &Press<'_>, page: &SitePath) -> io::Result<()> {
        for (name, bytes) in self.names.iter().zip([&self.table, &self.data]) {
            let path = SitePath::new(&[page.address(), name].concat());
            let path = path.map_err(|fault| io::Error::other(format!("{page}: {fault:?}")))?;
            press.output.put(&path, bytes)?;
        }
        Ok(())
    }
}

/// The value `data`: where the files beside a page are.
#[must_use]
pub fn links(page: &SitePath, names: [&'static str; 2]) -> Value {
    let [table, data] = names.map(|name| Value::from([&*address(page.address()), name].concat()));
    map([("csv", table), ("json", data)])
}

/// Heads and rows as a table; a ledger without heads may have rows of any length.
///
/// # Errors
/// What the writer of tables said.
pub fn csv(heads: &[String], rows: impl IntoIterator<Item = Vec<String>>) -> io::Result<Vec<u8>> {
    let terminator = csv::Terminator::CRLF;
    let mut table = csv::WriterBuilder::new().terminator(terminator).flexible(true).from_writer(Vec::new());
    table.write_record(heads)?;
    for row in rows {
        table.write_record(row)?;
    }
    table.into_inner().map_err(|error| error.into_error())
}

/// A document, with a line feed at its end.
///
/// # Errors
/// Where it has no form in JSON.
pub fn json(document: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(document).map_err(io::Error::other)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Text that no table program takes for a formula.
#[must_use]
pub fn plain(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
