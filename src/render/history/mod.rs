//! A standing record in, what stands at the head of its dossier out: since when and how often it was reported on, with whom,
//! what it led on to, and what it was honoured with.
//!
//! What surprised us: a year in which nothing was reported says as much as a full one, so charts and headings show it.

mod data;
mod groups;
mod honours;
mod places;

use std::io;

use tera::Value;

use super::dates;
use super::figures::chart::{Chart, Dot, Named};
use super::press::{Own, Press};
use super::values::{folder, list, map, safe};
use crate::model::SafeHtml;
use crate::model::date::Date;
use crate::resolve::dossiers::{Dossier, Former};
use crate::resolve::{ListingNo, RecordNo};

pub use groups::{Order, groups};
pub use honours::{level_word, roll};
pub use places::brands_by_place;

/// The most years of a chart; older ones are told by the headings.
const MOST_YEARS: i16 = 24;

/// What the page of a standing record shows of all that was reported on it.
#[derive(Debug, Default)]
pub struct History<'a> {
    number: RecordNo,
    dossier: Dossier<'a>,
}

impl<'a> History<'a> {
    /// That of the standing record of that number.
    #[must_use]
    pub fn of(press: &Press<'a>, number: RecordNo) -> Self {
        Self { number, dossier: press.site.dossier(number) }
    }

    /// The values `history`, `honours`, `line`, `users` and `former`.
    #[must_use]
    pub fn values(&self, press: &Press<'_>) -> Own {
        let Dossier { line, users, former, .. } = &self.dossier;
        vec![
            ("history", self.head(press)),
            ("honours", honours::of_record(press, self.number)),
            ("line", list(line.iter().map(|number| self.link(press, *number)))),
            ("users", press.records(users)),
            ("former", list(former.iter().map(|former| left(press, *former)))),
        ]
    }

    /// Puts the stories beside the page, where there are any and not too many.
    ///
    /// # Errors
    /// What the disk said.
    pub fn put(&self, press: &Press<'_>) -> io::Result<()> {
        if self.dossier.filed.is_empty() { Ok(()) } else { data::put(press, self.number, &self.dossier) }
    }

    /// `{first, last, count, chart, often, data}`; none of what nothing was reported on.
    fn head(&self, press: &Press<'_>) -> Value {
        let Some([first, last]) = self.dossier.ends else { return Value::none() };
        let data =
            if self.dossier.filed.is_empty() { Value::none() } else { data::links(press, self.number) };
        map([
            ("first", press.links.record(first)),
            ("last", press.links.record(last)),
            ("count", Value::from(self.dossier.count)),
            ("chart", safe(&self.chart(press))),
            ("often", self.often(press)),
            ("data", data),
        ])
    }

    /// How many stories each year has, from the first to the last; nothing of a single year.
    fn chart(&self, press: &Press<'_>) -> SafeHtml {
        let years = &self.dossier.years;
        let (Some((first, _)), Some((last, _))) = (years.first(), years.last()) else {
            return SafeHtml::default();
        };
        if first == last {
            return SafeHtml::default();
        }
        let from = (*first).max(last.saturating_sub(MOST_YEARS - 1));
        let dots: Vec<Dot> = (from..=*last).filter_map(|year| dot(press, years, year)).collect();
        let said: Vec<String> = dots.iter().map(|dot| format!("{} {}", dot.said[0], dot.label)).collect();
        let lang = press.site.settings().lang;
        let description = said.join(lang.pick("，", ", "));
        let title = press.word("history_by_year").to_owned();
        // The charts of figures are counted from 1.
        Chart::Bars(dots).svg(&Named { number: 0, title, description })
    }

    /// Whom its stories name most often: a list of `{label, entries: [{name, url, count}]}`.
    fn often(&self, press: &Press<'_>) -> Value {
        let labels = ["orgs", "places", "history_writers"];
        let groups = labels.into_iter().zip(&self.dossier.often).filter(|(_, all)| !all.is_empty());
        list(groups.map(|(label, all)| {
            let entries = list(all.iter().map(|(listing, count)| met(press, *listing, *count)));
            map([("label", Value::from(press.word(label))), ("entries", entries)])
        }))
    }

    /// One of a line of records: `{record, current}`.
    fn link(&self, press: &Press<'_>, number: RecordNo) -> Value {
        map([("record", press.links.record(number)), ("current", Value::from(number == self.number))])
    }
}

/// The values of a page that has no dossier.
#[must_use]
pub fn none() -> Own {
    vec![
        ("history", Value::none()),
        ("honours", list([])),
        ("line", list([])),
        ("users", list([])),
        ("former", list([])),
    ]
}

fn dot(press: &Press<'_>, years: &[(i16, usize)], year: i16) -> Option<Dot> {
    let count = years.iter().find(|(known, _)| *known == year).map_or(0, |(_, count)| *count);
    let said = dates::year(press.site.settings().lang, year);
    Some(Dot {
        day: Date::new(year, 1, 1).ok()?,
        value: f64::from(u32::try_from(count).unwrap_or(u32::MAX)),
        label: count.to_string(),
        said: [said, year.to_string()],
    })
}

/// An organisation, place or person that stories name: `{name, url, count}`.
fn met(press: &Press<'_>, listing: ListingNo, count: usize) -> Value {
    let Some(face) = press.site.listing(listing) else { return Value::none() };
    map([
        ("name", Value::from(face.name)),
        ("url", Value::from(folder(face.address))),
        ("count", Value::from(count)),
    ])
}

/// A place that belonged to another one: `{name, url, count, to}`.
fn left(press: &Press<'_>, former: Former) -> Value {
    let Some(face) = press.site.listing(former.place) else { return Value::none() };
    map([
        ("name", Value::from(face.name)),
        ("url", Value::from(folder(face.address))),
        ("count", Value::from(former.count)),
        ("to", press.links.dates.maybe(former.to)),
    ])
}
