//! Weeks and months in, their pages and the list of all months out.
//!
//! What surprised us: one list of days is both the list for a phone and the grid for a desk; only the style sheet knows.

use std::collections::BTreeMap;
use std::io;

use tera::Value;

use super::super::dates;
use super::super::head::Head;
use super::super::press::{Own, Page, Press, page_path};
use super::super::values::{list, map, text};
use super::{SECTION, campaigns, day, label, link, year_before};
use crate::resolve::IssueNo;
use crate::resolve::calendar::{FOLDER, ROSTERS, Span};

/// Makes the page of a week or month.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>, span: Span) -> io::Result<()> {
    let stretch = press.site.days(span);
    let path = page_path(&span.address())?;
    let template = match span {
        Span::Week(_) => "week.html",
        Span::Month(..) => "month.html",
    };
    let label = label(press, span);
    let lang = press.site.settings().lang;
    let hint = format!(
        "{} {}–{}",
        press.word("days"),
        dates::day(lang, span.first()),
        dates::day(lang, span.last())
    );
    let page = Page::new(&path, template, SECTION, Head::new(label.clone(), hint));
    let beside = |span: Option<Span>| span.map_or_else(Value::none, |span| link(press, span));
    let [earlier, later] = stretch.beside;
    let days = stretch.days.iter().zip(&stretch.closing);
    let days = days.map(|((date, entries), closing)| day(press, *date, (entries, closing)));
    let mut own: Own = vec![
        ("name", Value::from(label)),
        ("first", dates::value(lang, span.first())),
        ("last", dates::value(lang, span.last())),
        ("campaigns", campaigns(press, &stretch.days)),
        ("days", list(days)),
        ("earlier", beside(earlier)),
        ("later", beside(later)),
        ("across", list(stretch.across.iter().map(|span| link(press, *span)))),
    ];
    match span {
        Span::Week(week) => {
            let issue = press.site.issue_of(week);
            own.push(("issue", issue.map_or_else(Value::none, |issue| press.links.issue(issue))));
            own.push(("year_before", year_before(press, week)));
        }
        Span::Month(..) => {
            let blank = span.first().weekday().to_monday_zero_offset();
            own.push(("blank", Value::from(i64::from(blank))));
            own.push(("issues", issues(press, span)));
        }
    }
    press.print(page, own)
}

/// The issues of the weeks that begin in a month or share days with it, and whose own day is in it.
fn issues(press: &Press<'_>, span: Span) -> Value {
    let mut numbers: Vec<IssueNo> = Vec::new();
    // The day of an issue may be decided to be outside its week, but hardly by more than one.
    let days = span.first().saturating_sub(jiff::Span::new().days(7));
    let last = span.last().saturating_add(jiff::Span::new().days(7));
    let mut weeks: Vec<Span> =
        days.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).map(Span::week_of).collect();
    weeks.dedup();
    for week in weeks {
        let Span::Week(week) = week else { continue };
        let Some(number) = press.site.issue_of(week) else { continue };
        let date = press.site.masthead(number).map(|(_, date, _)| date);
        if date.is_some_and(|date| Span::month_of(date) == span) {
            numbers.push(number);
        }
    }
    list(numbers.into_iter().map(|number| press.links.issue(number)))
}

/// Makes the list of all months.
///
/// # Errors
/// What the disk said.
pub fn print_index(press: &Press<'_>) -> io::Result<()> {
    let site = press.site.all();
    if site.calendar.is_empty() {
        return Ok(());
    }
    let path = page_path(FOLDER)?;
    let name = press.word("days").to_owned();
    let page =
        Page::new(&path, "calendar.html", SECTION, Head::new(name.clone(), press.word("calendar_hint")));
    let mut years: BTreeMap<i16, Vec<Span>> = BTreeMap::new();
    for span in site.calendar.months() {
        years.entry(span.first().year()).or_default().push(span);
    }
    let lang = site.settings.lang;
    let month = |span: &Span| {
        let days = site.calendar.from(span.first()).take_while(|(day, _)| *day <= span.last());
        let label = dates::month(lang, span.first().month());
        map([
            ("label", Value::from(label)),
            ("url", Value::from(format!("{}/", span.address()))),
            ("count", Value::from(days.count())),
        ])
    };
    let years = list(years.into_iter().rev().map(|(year, spans)| {
        map([("label", Value::from(dates::year(lang, year))), ("months", list(spans.iter().map(month)))])
    }));
    let this_week = Span::week_of(site.now);
    let week = if site.calendar.has(this_week) { link(press, this_week) } else { Value::none() };
    let rosters = site.calendar.has_rosters().then_some(ROSTERS);
    press.print(
        page,
        vec![("name", Value::from(name)), ("years", years), ("week", week), ("rosters", text(rosters))],
    )
}
