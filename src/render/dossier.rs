//! A standing record in, its page out: what it is, and below it what was reported on it.
//!
//! What surprised us: places, organisations and people are listings as well; those pages are made by
//! `listing`, with the same values.

use std::io;

use tera::Value;

use super::cards;
use super::figures::Shown;
use super::press::{Page, Press};
use super::record::{article, head};
use super::standing::{dossier, put_files};
use super::story::story;
use super::values::safe;
use crate::resolve::RecordNo;

/// How many reports are shown as cards; older ones are a list of headlines.
const CARDS: usize = 30;

/// Makes the page of a standing record that heads no listing.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, number: RecordNo) -> io::Result<()> {
    let (Some(record), Some(ties)) = (press.site.record(number), press.site.tied(number)) else {
        return Ok(());
    };
    if ties.heads.is_some() {
        return Ok(());
    }
    let section = format!("{}/", record.kind.row().folder);
    let mut page = Page::new(&ties.page, "standing.html", &section, Default::default());
    let body = press.body(number, &page.root);
    page.head = head(press, number, &body.text);
    let mut own = article(press, number, &body);
    let figures = Shown::of_record(press, number);
    own.extend(figures.values(press, &ties.page));
    own.extend(dossier(press, number));
    own.push(("story", story(press, number, &body.text)));
    let reports = press.site.reports(number);
    let (newest, older) = reports.split_at(reports.len().min(CARDS));
    own.push(("count", Value::from(reports.len())));
    own.push(("cards", safe(&cards::cards(press, newest, &page.root))));
    own.push(("older", safe(&cards::lines(press, older, &page.root))));
    own.push(("section", Value::from(section.as_str())));
    press.print(page, own)?;
    put_files(press, number, &ties.page)?;
    figures.put(press, &ties.page)
}
