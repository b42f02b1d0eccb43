//! What is counted: a record or a place in, its figures as pages, charts and data files show them out.
//!
//! What surprised us: a number without its story is a rumour. So every number on a page stands in a row that links to
//! the record that states it, and charts say nothing that no row says.

pub mod chart;
pub mod counted;
pub mod data;
pub mod page;
mod series;
pub mod words;

use std::io;

use tera::Value;

use super::press::{Own, Press};
use super::values::{list, map, text};
use crate::model::{SafeHtml, SitePath};
use crate::resolve::{ListingNo, RecordNo};
use counted::{Account, Said, Whose};
use series::Charts;

pub use series::whole;

/// What a page shows of figures: those that its record states, and those of which it is the subject.
#[derive(Debug, Default)]
pub struct Shown<'a> {
    stated: Option<Account<'a>>,
    counted: Option<Account<'a>>,
}

impl<'a> Shown<'a> {
    /// The figures on the page of a record.
    #[must_use]
    pub fn of_record(press: &Press<'a>, number: RecordNo) -> Self {
        let Some(record) = press.site.record(number) else { return Self::default() };
        let states = !record.figures().is_empty();
        let stated = states.then(|| press.site.stated(number));
        let counted = record.kind.stands().then(|| press.site.counted(number));
        Self { stated, counted: counted.filter(|account| !account.is_empty()) }
    }

    /// The figures on the page of a place that has no record.
    #[must_use]
    pub fn of_place(press: &Press<'a>, number: ListingNo) -> Self {
        let counted = press.site.counted_at(number);
        Self { stated: None, counted: Some(counted).filter(|account| !account.is_empty()) }
    }

    /// The values `figures`, `funnel`, `counted`, `kept_back` and `data`, for the page at `page`.
    #[must_use]
    pub fn values(&self, press: &Press<'_>, page: &SitePath) -> Own {
        let mut charts = Charts::default();
        let whose = self.counted.as_ref().map(|account| account.whose);
        let stated = self.stated.iter().flat_map(|account| &account.counted).flat_map(|one| &one.said);
        // What is the record's own stands among its series.
        let figures = list(stated.filter(|said| whose != Some(said.whose)).map(|said| figure(press, said)));
        let accounts = [&self.counted, &self.stated].into_iter().flatten();
        let funnel =
            accounts.map(|account| charts.funnel(press, account)).find(|svg| !svg.as_str().is_empty());
        let counted = self.counted.as_ref().map_or_else(|| list([]), |account| charts.series(press, account));
        let kept_back = self.counted.as_ref().or(self.stated.as_ref()).map_or(0, |account| account.kept_back);
        vec![
            ("figures", figures),
            ("funnel", super::values::safe(&funnel.unwrap_or_else(SafeHtml::default))),
            ("counted", counted),
            ("kept_back", Value::from(kept_back)),
            ("data", self.data(page)),
        ]
    }

    /// Puts the data beside the page, where there is any.
    ///
    /// # Errors
    /// What the disk said.
    pub fn put(&self, press: &Press<'_>, page: &SitePath) -> io::Result<()> {
        let accounts: Vec<&Account<'_>> = [&self.counted, &self.stated].into_iter().flatten().collect();
        if accounts.is_empty() { Ok(()) } else { data::put(press, page, &accounts) }
    }

    fn data(&self, page: &SitePath) -> Value {
        let is_any = self.stated.is_some() || self.counted.is_some();
        if is_any { data_links(page) } else { Value::none() }
    }
}

/// The value `data`: where the data beside a page are.
fn data_links(page: &SitePath) -> Value {
    super::data::links(page, crate::resolve::figures::FILES)
}

/// A figure as templates read it: `{name, amount, unit, measure, as_of, subject}`.
fn figure(press: &Press<'_>, said: &Said<'_>) -> Value {
    let lang = press.site.settings().lang;
    let (amount, unit) = words::amount((&press.theme.texts, lang), said.figure);
    map([
        ("name", Value::from(&*said.figure.name)),
        ("amount", Value::from(amount)),
        ("unit", text(unit)),
        ("measure", Value::from(press.word(words::measure(said.figure.measure)))),
        ("as_of", press.links.dates.maybe(said.day)),
        ("subject", subject(press, said.whose)),
    ])
}

/// Whose a figure is: a link to the page that shows all of its numbers, where there is one.
fn subject(press: &Press<'_>, whose: Whose<'_>) -> Value {
    let (name, url) = name_and_url(press, whose);
    match name {
        Some(name) => map([("name", Value::from(name)), ("url", text(url.as_deref()))]),
        None => Value::none(),
    }
}

/// What a record is called, where its page is and its id: no more than any link to it says.
fn told_by<'a>(press: &Press<'a>, number: RecordNo) -> Option<(&'a str, &'a SitePath, &'a str)> {
    let site = press.site.linked(number);
    let record = site.record(number)?;
    Some((press.links.name(number, record), &site.tied(number)?.page, record.id.as_str()))
}

/// What the subject is called, and where its figures are.
fn name_and_url(press: &Press<'_>, whose: Whose<'_>) -> (Option<String>, Option<String>) {
    let at = |address: &str| Some([&*super::values::address(address), "#figures"].concat());
    match whose {
        Whose::Record(number) => match told_by(press, number) {
            Some((name, page, _)) => (Some(name.to_owned()), at(page.address())),
            None => (None, None),
        },
        Whose::Place(number) => match press.site.listing(number) {
            Some(place) => (Some(place.name.to_owned()), at(&[place.address, "/"].concat())),
            None => (None, None),
        },
        Whose::Words(words) => (Some(words.to_owned()), None),
        Whose::Nobody => (None, None),
    }
}
