//! The issues in, their pages and the archive with its calendar out.
//!
//! What surprised us: a week is listed under the year of its day, not of its ISO number, because that is the
//! year that stands on the paper.

use std::collections::BTreeMap;
use std::io;

use tera::Value;

use super::calendar::{Day, months};
use super::cards;
use super::dates;
use super::days;
use super::head::Head;
use super::links::issue_label;
use super::paper;
use super::press::{Page, Press, page_path};
use super::values::{list, map, safe, text};
use crate::model::record::Priority;
use crate::model::settings::Credit;
use crate::resolve::calendar::Span;
use crate::resolve::{Issue, IssueNo, RecordNo};

/// The entry of the menu for issues.
const SECTION: &str = "issues/";

/// Makes the page of one issue.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, number: IssueNo) -> io::Result<()> {
    let Some(issue) = press.site.issue(number) else { return Ok(()) };
    let path = page_path(&format!("issues/{}", issue.week))?;
    let label = issue_label((issue.week, issue.number), &press.theme.texts);
    let day = dates::day(press.site.settings().lang, issue.date);
    let head = Head::new(format!("{label} {day}"), description(press, issue));
    let page = Page::new(&path, "issue.html", SECTION, head);
    let link = |issue: Option<IssueNo>| issue.map_or_else(Value::none, |issue| press.links.issue(issue));
    let [newer, earlier] = press.site.beside(number);
    let own = vec![
        ("issue", press.links.issue(number)),
        ("credits", credits(&issue.credits)),
        ("contents", contents(press, number, &page.root)),
        ("paper", paper::paper(press, number)),
        ("newer", link(newer)),
        ("earlier", link(earlier)),
        ("week", days::link(press, Span::Week(issue.week))),
        ("year_before", days::year_before(press, issue.week)),
        ("sealed", Value::from(issue.decisions.sealed)),
    ];
    press.print(page, own)
}

/// The headlines of an issue's first records.
fn description(press: &Press<'_>, issue: &Issue) -> String {
    let named = issue.records.iter().take(3).filter_map(|number| {
        press.site.record(*number).map(|record| press.links.name(*number, record).to_owned())
    });
    named.collect::<Vec<_>>().join(press.site.settings().lang.pick("；", "; "))
}

/// Roles and names: `[{role, names}]`.
#[must_use]
pub fn credits(credits: &[Credit]) -> Value {
    list(
        credits.iter().map(|credit| {
            map([("role", Value::from(&*credit.role)), ("names", Value::from(&*credit.names))])
        }),
    )
}

/// The contents in their order, with a new part where the strength of place or the column changes:
/// `[{name, url, strong, items: [{id, card, page}]}]`.
fn contents(press: &Press<'_>, issue: IssueNo, root: &str) -> Value {
    let mut parts: Vec<(Part<'_>, Vec<Value>)> = Vec::new();
    let records = press.site.issue(issue).map_or(&[][..], |issue| &issue.records);
    for number in records {
        let (Some(record), Some(part)) = (press.site.record(*number), part(press, *number)) else { continue };
        let item = map([
            ("id", Value::from(record.id.as_str())),
            ("card", safe(&cards::one(press, *number, root))),
            ("page", paper::page_of(press, issue, &record.id)),
        ]);
        match parts.last_mut() {
            Some((last, items)) if *last == part => items.push(item),
            _ => parts.push((part, vec![item])),
        }
    }
    list(parts.into_iter().map(|(part, items)| {
        map([
            ("name", text(part.name)),
            ("url", text(part.address.map(|address| format!("{address}/")).as_deref())),
            ("strong", Value::from(part.strong)),
            ("items", Value::from(items)),
        ])
    }))
}

/// What a record's part of the contents is known by.
#[derive(PartialEq, Eq)]
struct Part<'a> {
    strong: bool,
    name: Option<&'a str>,
    address: Option<&'a str>,
}

fn part<'a>(press: &'a Press<'_>, number: RecordNo) -> Option<Part<'a>> {
    let (record, ties) = (press.site.record(number)?, press.site.tied(number)?);
    let strong = record.priority >= Priority::Major;
    let column = ties.column.and_then(|column| press.site.listing(column)).filter(|_| !strong);
    Some(Part {
        strong,
        name: column.map(|column| column.name),
        address: column.map(|column| column.address),
    })
}

/// Makes the archive of issues.
///
/// # Errors
/// What the disk said.
pub fn print_archive(press: &Press<'_>) -> io::Result<()> {
    let path = page_path("issues")?;
    let page = Page::new(&path, "issues.html", SECTION, Head::new(press.word("issues"), ""));
    let years =
        list(by_year(press).into_iter().rev().map(|(year, numbers)| archive_year(press, year, &numbers)));
    press.print(page, vec![("years", years), ("count", Value::from(press.site.all().issues.len()))])
}

fn by_year(press: &Press<'_>) -> BTreeMap<i16, Vec<IssueNo>> {
    let mut years: BTreeMap<i16, Vec<IssueNo>> = BTreeMap::new();
    for (number, issue) in (0..).zip(&press.site.all().issues) {
        years.entry(issue.date.year()).or_default().push(number);
    }
    years
}

/// One year of the archive: `{label, year, months, issues}`.
fn archive_year(press: &Press<'_>, year: i16, numbers: &[IssueNo]) -> Value {
    let mut days = BTreeMap::new();
    for issue in numbers.iter().filter_map(|number| press.site.all().issues.get(*number as usize)) {
        let label = issue_label((issue.week, issue.number), &press.theme.texts);
        days.insert(issue.date, Day { url: format!("issues/{}/", issue.week), label });
    }
    map([
        ("label", Value::from(dates::year(press.site.settings().lang, year))),
        ("year", Value::from(year)),
        ("months", Value::from(months(press.site.settings().lang, &days))),
        ("issues", list(numbers.iter().map(|number| archived(press, *number)))),
    ])
}

/// An issue of the archive: `{issue, pdf}`.
fn archived(press: &Press<'_>, number: IssueNo) -> Value {
    map([("issue", press.links.issue(number)), ("pdf", paper::whole(press, number))])
}
