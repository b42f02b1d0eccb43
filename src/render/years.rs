//! A year of records in, its archive out: a calendar, and the records day by day.
//!
//! What surprised us: a year with many records would be a page of a megabyte, so it is an index of its
//! months, and the calendar leads to days on their pages.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use tera::Value;

use super::calendar::{Day, months};
use super::cards;
use super::dates;
use super::graph::Annals;
use super::head::Head;
use super::listing::{entry, year_and_month};
use super::press::{Page, Press, page_path};
use super::values::{list, map, safe};
use crate::model::date::Date;
use crate::resolve::RecordNo;
use crate::resolve::site::{Month, Year};

/// Makes the archive of one year, with its months where it has many records.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, at: u32) -> io::Result<()> {
    let Some((year, annals)) = press.site.year(at) else { return Ok(()) };
    let lang = press.site.settings().lang;
    let label = dates::year(lang, year.year);
    let shown = if year.months.is_empty() { year.members.clone() } else { 0..0 };
    let calendar = Value::from(months(lang, &calendar(press, (year, annals))));
    let archive = Archive { label, address: year.year.to_string(), shown, annals };
    archive.print(press, (calendar, month_index(press, year, None)))?;
    for month in &year.months {
        let archive = Archive {
            label: year_and_month(press, year.year, month.month),
            address: format!("{}/{:02}", year.year, month.month),
            shown: month.members.clone(),
            annals,
        };
        archive.print(press, (list([]), month_index(press, year, Some(month))))?;
    }
    Ok(())
}

/// One page of the archive.
struct Archive<'a> {
    label: String,
    address: String,
    shown: Range<usize>,
    annals: Annals<'a>,
}

impl Archive<'_> {
    fn print(self, press: &Press<'_>, (calendar, months): (Value, Value)) -> io::Result<()> {
        let path = page_path(&self.address)?;
        let title = super::texts::fill(press.word("archive_of"), &self.label);
        let page = Page::new(&path, "year.html", "issues/", Head::new(title, ""));
        let days = days(press, self.annals.dates(self.shown), &page.root);
        let own = vec![
            ("label", Value::from(self.label)),
            ("calendar", calendar),
            ("months", months),
            ("days", days),
            ("years", years(press, &self.address)),
        ];
        press.print(page, own)
    }
}

/// The other years of the archive.
fn years(press: &Press<'_>, here: &str) -> Value {
    list(press.site.years().iter().map(|year| {
        let label = dates::year(press.site.settings().lang, year.year);
        let current = here == year.year.to_string();
        entry((label, format!("{}/", year.year)), year.members.len(), (current, list([])))
    }))
}

fn month_index(press: &Press<'_>, year: &Year, here: Option<&Month>) -> Value {
    list(year.months.iter().map(|month| {
        let label = dates::month(press.site.settings().lang, month.month);
        let url = format!("{}/{:02}/", year.year, month.month);
        entry((label, url), month.members.len(), (here == Some(month), list([])))
    }))
}

/// The days of a year that have records, and where these are listed.
fn calendar(press: &Press<'_>, (year, annals): (&Year, Annals<'_>)) -> BTreeMap<Date, Day> {
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    for date in annals.dates(year.members.clone()).filter_map(|(_, date)| date) {
        *counts.entry(date).or_default() += 1;
    }
    let day = |(date, count): (Date, usize)| {
        let page = if year.months.is_empty() {
            format!("{}/", year.year)
        } else {
            format!("{}/{:02}/", year.year, date.month())
        };
        let label = press.theme.texts.count("stories", count);
        (date, Day { url: format!("{page}#d{date}"), label })
    };
    counts.into_iter().map(day).collect()
}

/// The records of a stretch day by day: `[{date, id, cards}]`.
fn days(press: &Press<'_>, shown: impl Iterator<Item = (RecordNo, Option<Date>)>, root: &str) -> Value {
    let shown: Vec<_> = shown.collect();
    list(shown.chunk_by(|(_, a), (_, b)| a == b).filter_map(|day| {
        let numbers: Vec<RecordNo> = day.iter().map(|(number, _)| *number).collect();
        let date = day.first().and_then(|(_, date)| *date)?;
        Some(map([
            ("date", press.links.dates.value(date)),
            ("id", Value::from(format!("d{date}"))),
            ("cards", safe(&cards::cards(press, &numbers, root))),
        ]))
    }))
}
