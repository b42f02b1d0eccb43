//! The figures of a record in, their newest values as text and their series as bars out.

use std::collections::BTreeSet;

use super::super::dates;
use super::super::figures::counted::{self, Counted, Said};
use super::super::figures::words;
use super::{Telling, thousandths};
use crate::model::module::Line;
use crate::resolve::RecordNo;
use crate::resolve::figures::{Subject, Weight};

/// The most bars of one series: the newest.
const MOST_BARS: usize = 6;

impl<'a> Telling<'a> {
    /// The line below the headline and the lines of figures: of the subject that a standing record is, else of those that
    /// a story states.
    pub(super) fn numbers(self, number: RecordNo) -> (Option<String>, Vec<Line>) {
        let runs = self.site.record(number).is_some_and(|record| record.kind.runs());
        let mut counted = if runs {
            counted::of_record(self.site, number).counted
        } else {
            counted::of_subject(self.site, Subject::Record(number)).counted
        };
        if counted.is_empty() {
            counted = self.reported(number);
        }
        (Some(self.as_of()), counted.iter().flat_map(|counted| self.series(counted)).collect())
    }

    /// The series to which stories that report on a standing record have added.
    fn reported(self, number: RecordNo) -> Vec<Counted<'a>> {
        let reports = self.site.reports(number);
        let series = reports.iter().flat_map(|report| self.site.figures.of_record(*report));
        let subjects: BTreeSet<Subject> = series.map(|series| series.subject).collect();
        let mut counted: Vec<Counted<'a>> = subjects
            .into_iter()
            .flat_map(|subject| counted::of_subject(self.site, subject).counted)
            .collect();
        counted.retain(|counted| counted.said.iter().any(|said| reports.contains(&said.mark.record)));
        counted
    }

    fn series(self, counted: &Counted<'a>) -> Vec<Line> {
        let is_told = |said: &&Said<'_>| {
            said.weight == Weight::Counts && said.day.is_none_or(|day| day <= self.issue.date)
        };
        let told: Vec<&Said<'_>> = counted.said.iter().filter(is_told).collect();
        let newest = told.last().map(|said| said.figure.measure);
        // Numbers of one kind can stand beside each other.
        let alike = told.iter().filter(|said| Some(said.figure.measure) == newest);
        let mut alike: Vec<&Said<'_>> = alike.copied().collect();
        alike.drain(..alike.len().saturating_sub(MOST_BARS));
        let most = alike.iter().map(|said| said.figure.value).fold(0.0, f64::max);
        let are_shares = alike.iter().all(|said| said.figure.value >= 0.0 && said.day.is_some());
        let [.., last] = alike.as_slice() else { return Vec::new() };
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
