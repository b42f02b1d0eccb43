//! A record's sheet for notice boards in, its files out, and what the record's page says of them.
//!
//! What surprised us: the page needs the sizes of the files and not the files, so a sheet is fetched only where it is put.

use std::io;

use tera::Value;

use super::extras::size;
use super::press::Press;
use super::values::{address, map, text};
use crate::model::SitePath;
use crate::model::sheets::{SHEETS, sheet_of};
use crate::resolve::RecordNo;

/// Puts out the files of a record's sheet; nothing where it has none.
///
/// # Errors
/// What the disk said, or whoever makes the files.
pub fn print(press: &Press<'_>, number: RecordNo) -> io::Result<()> {
    let (Some((_, sheets)), Some(record)) = (press.site.sheet(number), press.site.record(number)) else {
        return Ok(());
    };
    for (name, bytes) in sheets.files(&record.id)? {
        let foul = || io::Error::other(format!("{}: {name}", record.id));
        sheet_of(&name).filter(|id| *id == record.id.as_str()).ok_or_else(foul)?;
        let path = SitePath::new(&format!("{SHEETS}/{name}")).map_err(|_| foul())?;
        press.output.put(&path, &bytes)?;
    }
    Ok(())
}

/// The value `sheet` of a record: `{pdf, picture}`; none where it has no sheet.
#[must_use]
pub fn sheet(press: &Press<'_>, number: RecordNo) -> Value {
    let wants = press.site.record(number).filter(|record| record.wants_sheet());
    let known = wants.and_then(|record| Some((record, press.site.sheet(number)?)));
    known.map_or_else(Value::none, |(record, (sheet, _))| {
        let file = |ending: &str| {
            let name = format!("{}{ending}", record.id);
            let bytes = sheet.sizes.get(&name).map(|bytes| size(*bytes));
            map([
                ("url", Value::from(address(&format!("{SHEETS}/{name}")))),
                ("size", text(bytes.as_deref())),
            ])
        };
        map([("pdf", file(".pdf")), ("picture", file(".png"))])
    })
}
