//! A standing record in, its page out: what it is, and below it what was reported on it.
//!
//! What surprised us: places, organisations and people are listings as well; those pages are made by
//! `listing`, with the same values.

use std::io;

use tera::Value;

use super::figures::Shown;
use super::history::{History, Order, groups};
use super::press::{Page, Press};
use super::record::{article, head};
use super::standing::dossier;
use super::story::story;
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
    let mut told = dossier(press, number)?;
    let order = Order::of(record.kind, told.has_board);
    own.append(&mut told.own);
    own.push(("story", story(press, number, &body.text)));
    let reports = press.site.reports(number);
    own.push(("count", Value::from(reports.len())));
    own.push(("groups", groups(press, (number, reports), (order, CARDS), &page.root)));
    let history = History::of(press, number);
    own.extend(history.values(press));
    own.push(("whereabouts", Value::none()));
    own.push(("section", Value::from(section.as_str())));
    press.print(page, own)?;
    told.put(press, &ties.page)?;
    history.put(press)?;
    figures.put(press, &ties.page)
}
