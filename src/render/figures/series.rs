//! The figures of a subject in, the values of its series with their charts out.
//!
//! What surprised us: one series can be two charts. Charging points have a line of how many there are and bars of how
//! many came, told by the same stories.

use tera::Value;

use super::super::dates;
use super::super::press::Press;
use super::super::values::{list, map, safe, text};
use super::chart::{Chart, Dot, Named, Step};
use super::counted::{Account, Counted, Said};
use super::{name_and_url, words};
use crate::model::SafeHtml;
use crate::model::record::{Figure, Measure};
use crate::resolve::figures::Weight;

/// The most bars of one chart; older ones stand in the table.
const MOST_BARS: usize = 24;
/// The most numbers that a description names.
const MOST_NAMED: usize = 12;
/// The most rows of a table that stands open.
const OPEN: usize = 4;
/// What projects are counted in.
const OF_PROJECTS: [&str; 6] = ["个", "项", "件", "条", "桩", "宗"];

/// How the name of a number of all ends.
const TOTALS: [&str; 2] = ["总数", "total"];

/// The charts of one page.
#[derive(Debug, Default)]
pub struct Charts {
    /// How many there are.
    count: usize,
}

impl Charts {
    /// The series of a subject with their charts: a list of `{name, unit, latest, charts, rows, long}`.
    pub fn series(&mut self, press: &Press<'_>, account: &Account<'_>) -> Value {
        list(account.counted.iter().map(|counted| self.one(press, account, counted)))
    }

    fn one(&mut self, press: &Press<'_>, account: &Account<'_>, counted: &Counted<'_>) -> Value {
        let charts: Vec<Value> = of(press, account, counted)
            .into_iter()
            .map(|(chart, what)| safe(&self.draw(press, (account, counted.name), (&chart, what))))
            .collect();
        series(press, counted, charts)
    }

    /// The funnel of an account; nothing where it has none.
    pub fn funnel(&mut self, press: &Press<'_>, account: &Account<'_>) -> SafeHtml {
        if account.funnel.is_empty() {
            return SafeHtml::default();
        }
        let step = |said: &Said<'_>| Step {
            name: said.figure.name.to_string(),
            value: said.figure.value,
            label: words::said(press, said.figure),
        };
        let chart = Chart::Funnel(account.funnel.iter().map(step).collect());
        self.draw(press, (account, press.word("chart_funnel")), (&chart, "chart_funnel"))
    }

    fn draw(
        &mut self,
        press: &Press<'_>,
        (account, name): (&Account<'_>, &str),
        (chart, what): (&Chart, &str),
    ) -> SafeHtml {
        self.count += 1;
        let (whose, _) = name_and_url(press, account.whose);
        let what = press.word(what);
        let title = if what == name { String::from(what) } else { format!("{name} {what}") };
        let title = whose.map_or_else(|| title.clone(), |whose| format!("{whose} {title}"));
        chart.svg(&Named { number: self.count, title, description: description(press, chart) })
    }
}

/// The series of a subject without charts, for a page that only names them.
#[must_use]
pub fn without_charts(press: &Press<'_>, account: &Account<'_>) -> Value {
    list(account.counted.iter().map(|counted| series(press, counted, Vec::new())))
}

/// A series: `{name, unit, latest, charts, rows, long}`, its rows the newest first.
fn series(press: &Press<'_>, counted: &Counted<'_>, charts: Vec<Value>) -> Value {
    map([
        ("name", Value::from(counted.name)),
        ("unit", text(counted.unit)),
        ("latest", latest(counted).map_or_else(Value::none, |said| row(press, said))),
        ("charts", list(charts)),
        ("rows", list(counted.said.iter().rev().map(|said| row(press, said)))),
        ("long", Value::from(counted.said.len() > OPEN)),
    ])
}

/// The charts of a series, each with the name of the text that says what it shows.
fn of(press: &Press<'_>, account: &Account<'_>, counted: &Counted<'_>) -> Vec<(Chart, &'static str)> {
    let mut charts = Vec::new();
    for (measure, what) in [(Measure::Stock, "chart_stock"), (Measure::Total, "chart_total")] {
        let dots = dots(press, counted, measure);
        let is_line = dots.first().zip(dots.last()).is_some_and(|(first, last)| first.day < last.day);
        if is_line {
            charts.push((Chart::Line(dots), what));
        }
    }
    charts.extend(share(press, account, counted).map(|chart| (chart, "chart_share")));
    for (measure, what) in [(Measure::Change, "chart_change"), (Measure::Flow, "chart_flow")] {
        let mut dots = dots(press, counted, measure);
        if dots.len() > 1 && counted.unit != Some("%") {
            charts.push((Chart::Bars(dots.split_off(dots.len().saturating_sub(MOST_BARS))), what));
        }
    }
    charts
}

/// The figures of a measure that count and have a day.
fn dots(press: &Press<'_>, counted: &Counted<'_>, measure: Measure) -> Vec<Dot> {
    let lang = press.site.settings().lang;
    let counting = counted.said.iter().filter(|said| counts(said) && said.figure.measure == measure);
    let dot = |said: &Said<'_>| {
        let day = said.day?;
        Some(Dot {
            day,
            value: said.figure.value,
            label: words::said(press, said.figure),
            said: [dates::day(lang, day), dates::short(lang, day)],
        })
    };
    counting.filter_map(dot).collect()
}

fn counts(said: &Said<'_>) -> bool {
    said.weight == Weight::Counts
}

/// How much of its whole the last number is: of a hundred for a share, of all projects for a programme's.
fn share(press: &Press<'_>, account: &Account<'_>, counted: &Counted<'_>) -> Option<Chart> {
    let is_level = |said: &&Said<'_>| matches!(said.figure.measure, Measure::Stock | Measure::Total);
    let last = counted.said.iter().filter(|said| counts(said)).rfind(is_level)?.figure;
    let whole = whole(account.total, counted, last)?;
    let unit = counted.unit.unwrap_or_default();
    let of = super::super::texts::fill(press.word("chart_of"), &format!("{}{unit}", words::number(whole)));
    let label = format!("{} {}", counted.name, words::said(press, last));
    Some(Chart::Share([last.value, whole], [label, of]))
}

/// What a number is a share of: a hundred, or all projects of a programme; none of what is no share.
#[must_use]
pub fn whole(total: Option<i64>, counted: &Counted<'_>, last: &Figure) -> Option<f64> {
    let whole = if counted.unit == Some("%") {
        100.0
    } else {
        let is_projects = counted.unit.is_some_and(|unit| OF_PROJECTS.contains(&unit));
        total.filter(|_| is_projects)? as f64
    };
    // The number of all is no share of all.
    let is_all = TOTALS.iter().any(|end| counted.name.ends_with(end));
    (!is_all && (0.0..=whole).contains(&last.value)).then_some(whole)
}

/// The newest number that says how many there are; else the newest.
fn latest<'s, 'a>(counted: &'s Counted<'a>) -> Option<&'s Said<'a>> {
    let counting = || counted.said.iter().rev().filter(|said| counts(said));
    let is_level = |said: &&Said<'_>| matches!(said.figure.measure, Measure::Stock | Measure::Total);
    counting().find(is_level).or_else(|| counting().next())
}

/// A number with its story: `{amount, unit, measure, as_of, story, note}`.
fn row(press: &Press<'_>, said: &Said<'_>) -> Value {
    let lang = press.site.settings().lang;
    let (amount, unit) = words::amount((&press.theme.texts, lang), said.figure);
    let note = match said.weight {
        Weight::Counts => None,
        Weight::Repeats => Some(press.word("figure_repeats")),
        Weight::Corrected => Some(press.word("figure_corrected")),
    };
    map([
        ("amount", Value::from(amount)),
        ("unit", text(unit)),
        ("measure", Value::from(press.word(words::measure(said.figure.measure)))),
        ("as_of", press.links.dates.maybe(said.day)),
        ("story", press.links.record(said.mark.record)),
        ("note", text(note)),
    ])
}

/// What a chart shows, in words.
fn description(press: &Press<'_>, chart: &Chart) -> String {
    let lang = press.site.settings().lang;
    let each: Vec<String> = match chart {
        Chart::Line(dots) | Chart::Bars(dots) => {
            dots.iter().map(|dot| format!("{} {}", dot.said[0], dot.label)).collect()
        }
        Chart::Share(_, words) => words.to_vec(),
        Chart::Funnel(steps) => steps.iter().map(|step| format!("{} {}", step.name, step.label)).collect(),
    };
    let left_out = each.len().saturating_sub(MOST_NAMED);
    let named = each.get(left_out..).unwrap_or_default().join(lang.pick("，", ", "));
    let before = if left_out > 0 { "… " } else { "" };
    format!("{before}{named}")
}
