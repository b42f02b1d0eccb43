//! The figures of a record in, their newest values as text, and their series as the site draws them, out: a line of what
//! there was, a bar of what it is a part of, a funnel from many to few, and bars of what came at a time.
//!
//! What surprised us: a line of two numbers takes nine rows of newsprint to say what two bars say in two; so it takes three.

use std::collections::BTreeSet;

use super::super::dates;
use super::super::figures::chart::{Chart, Dot, Step};
use super::super::figures::counted::{self, Account, Counted, Said};
use super::super::figures::{whole, words};
use super::plot::plot;
use super::{Telling, thousandths};
use crate::model::module::Line;
use crate::model::record::Measure;
use crate::resolve::RecordNo;
use crate::resolve::figures::{Subject, Weight};

/// The most bars of one series: the newest.
const MOST_BARS: usize = 6;
/// The most numbers of one line: the newest.
const MOST_DOTS: usize = 24;
/// The fewest days that make a line.
const LEAST_DAYS: usize = 3;

impl<'a> Telling<'a> {
    /// The line below the headline and the lines of figures: of the subject that a standing record is, else of those that
    /// a story states.
    pub(super) fn numbers(self, number: RecordNo) -> (Option<String>, Vec<Line>) {
        let runs = self.site.record(number).is_some_and(|record| record.kind.runs());
        let mut accounts = if runs {
            vec![counted::of_record(self.site, number)]
        } else {
            vec![self.of(Subject::Record(number))]
        };
        if accounts.iter().all(|account| account.counted.is_empty()) {
            accounts = self.reported(number);
        }
        (Some(self.as_of()), accounts.iter().flat_map(|account| self.account(account)).collect())
    }

    /// The figures of a subject, with its funnel as it was on the day of the issue.
    fn of(self, subject: Subject) -> Account<'a> {
        let mut account = counted::of_subject(self.site, subject);
        account.funnel = counted::funnel_by(self.site, (&account, subject), self.issue.date);
        account
    }

    /// The series to which stories that report on a standing record have added.
    fn reported(self, number: RecordNo) -> Vec<Account<'a>> {
        let reports = self.site.reports(number);
        let series = reports.iter().flat_map(|report| self.site.figures.of_record(*report));
        let subjects: BTreeSet<Subject> = series.map(|series| series.subject).collect();
        let is_told = |said: &Said<'_>| reports.contains(&said.mark.record);
        let mut accounts: Vec<Account<'a>> = subjects.into_iter().map(|subject| self.of(subject)).collect();
        for account in &mut accounts {
            account.counted.retain(|counted| counted.said.iter().any(is_told));
            if !account.funnel.iter().any(is_told) {
                account.funnel.clear();
            }
        }
        accounts
    }

    /// The funnel first, then every series that is no step of it.
    fn account(self, account: &Account<'a>) -> Vec<Line> {
        let is_step = |said: &Said<'_>| account.funnel.iter().any(|step| step.mark == said.mark);
        let others = account.counted.iter().filter(|counted| !counted.said.iter().any(is_step));
        let series = others.flat_map(|counted| self.series(account.total, counted));
        self.funnel(account).into_iter().chain(series).collect()
    }

    fn funnel(self, account: &Account<'a>) -> Vec<Line> {
        if account.funnel.is_empty() {
            return Vec::new();
        }
        let step = |said: &Said<'_>| Step {
            name: said.figure.name.to_string(),
            value: said.figure.value,
            label: self.amount(said),
        };
        let steps: Vec<Step> = account.funnel.iter().map(step).collect();
        let said: Vec<String> = steps.iter().map(|step| format!("{} {}", step.name, step.label)).collect();
        let name = self.texts.get("chart_funnel");
        let alt = self.described(name, &said);
        vec![Line::Head(name.to_owned()), Line::Chart(plot(&Chart::Funnel(steps), alt))]
    }

    /// What a chart shows, in words: its name, then each number.
    fn described(self, name: &str, said: &[String]) -> String {
        [name, self.texts.get("module_colon"), &*said.join(self.texts.get("module_comma"))].concat()
    }

    fn series(self, total: Option<i64>, counted: &Counted<'_>) -> Vec<Line> {
        let is_told = |said: &&Said<'_>| {
            said.weight == Weight::Counts && said.day.is_none_or(|day| day <= self.issue.date)
        };
        let told: Vec<&Said<'_>> = counted.said.iter().filter(is_told).collect();
        let newest = told.last().map(|said| said.figure.measure);
        // Numbers of one kind can stand beside each other.
        let alike: Vec<&Said<'_>> =
            told.into_iter().filter(|said| Some(said.figure.measure) == newest).collect();
        let [.., last] = alike.as_slice() else { return Vec::new() };
        let is_level = matches!(last.figure.measure, Measure::Stock | Measure::Total);
        let chart = if is_level {
            self.over_time(counted, &alike).or_else(|| self.share(total, counted, last))
        } else {
            None
        };
        chart.unwrap_or_else(|| self.bars(counted, &alike))
    }

    /// A line from day to day; none of too few days.
    fn over_time(self, counted: &Counted<'_>, alike: &[&Said<'_>]) -> Option<Vec<Line>> {
        let newest = alike.get(alike.len().saturating_sub(MOST_DOTS)..)?;
        let lang = self.site.settings.lang;
        let dots: Vec<Dot> = newest
            .iter()
            .filter_map(|said| {
                let day = said.day?;
                let names = [dates::day(lang, day), dates::short(lang, day)];
                Some(Dot { day, value: said.figure.value, label: self.amount(said), said: names })
            })
            .collect();
        let days: BTreeSet<_> = dots.iter().map(|dot| dot.day).collect();
        if days.len() < LEAST_DAYS {
            return None;
        }
        let said: Vec<String> = dots.iter().map(|dot| format!("{} {}", dot.said[0], dot.label)).collect();
        let alt = self.described(counted.name, &said);
        Some(vec![Line::Head(counted.name.to_owned()), Line::Chart(plot(&Chart::Line(dots), alt))])
    }

    /// How much of its whole the last number is; none of what is no share.
    fn share(self, total: Option<i64>, counted: &Counted<'_>, last: &Said<'_>) -> Option<Vec<Line>> {
        let whole = whole(total, counted, last.figure)?;
        let unit = counted.unit.unwrap_or_default();
        let of = self.texts.get("chart_of").replace("{n}", &format!("{}{unit}", words::number(whole)));
        let label = format!("{} {}", counted.name, self.amount(last));
        let alt = self.described(counted.name, &[self.amount(last), of.clone()]);
        Some(vec![Line::Chart(plot(&Chart::Share([last.figure.value, whole], [label, of]), alt))])
    }

    /// Bars of the newest numbers; of a single one a line of text.
    fn bars(self, counted: &Counted<'_>, alike: &[&Said<'_>]) -> Vec<Line> {
        let alike = alike.get(alike.len().saturating_sub(MOST_BARS)..).unwrap_or_default();
        let most = alike.iter().map(|said| said.figure.value).fold(0.0, f64::max);
        let are_shares = alike.iter().all(|said| said.figure.value >= 0.0 && said.day.is_some());
        let [.., last] = alike else { return Vec::new() };
        if alike.len() < 2 || !are_shares || most <= 0.0 {
            return vec![Line::Text(
                [counted.name, self.texts.get("module_colon"), &*self.amount(last)].concat(),
            )];
        }
        let years: Vec<i16> = alike.iter().filter_map(|said| said.day).map(|day| day.year()).collect();
        let one_year = years.iter().all(|year| Some(year) == years.first());
        let lang = self.site.settings.lang;
        let bar = |said: &&Said<'_>| {
            let day = said.day?;
            let label = if one_year { dates::short(lang, day) } else { dates::day(lang, day) };
            let share = thousandths(said.figure.value, most);
            Some(Line::Bar { label, said: self.amount(said), share })
        };
        std::iter::once(Line::Head(counted.name.to_owned())).chain(alike.iter().filter_map(bar)).collect()
    }

    fn amount(self, said: &Said<'_>) -> String {
        words::whole((self.texts, self.site.settings.lang), said.figure)
    }
}
