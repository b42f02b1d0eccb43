//! A programme in, how far each of its categories has come and what is next out.

use super::super::course::Progress;
use super::super::dates;
use super::super::graph::View;
use super::{Telling, thousandths};
use crate::model::date::Date;
use crate::model::module::Line;
use crate::model::standing::{Programme, Standing};
use crate::resolve::RecordNo;

/// The most steps that are named as next.
const MOST_NEXT: usize = 3;

/// A project that has begun by the day of the issue.
struct Entry<'a> {
    title: &'a str,
    category: &'a str,
    progress: Progress<'a>,
}

impl<'a> Telling<'a> {
    /// The line below the headline and the lines of a board.
    pub(super) fn board(self, number: RecordNo, programme: &'a Programme) -> (Option<String>, Vec<Line>) {
        let entries = self.entries(number);
        if entries.is_empty() {
            return (None, Vec::new());
        }
        let done =
            |entries: &[&Entry<'_>]| entries.iter().filter(|entry| entry.progress.course.is_finished).count();
        let all: Vec<&Entry<'_>> = entries.iter().collect();
        let total = programme.total.and_then(|total| usize::try_from(total).ok()).unwrap_or(entries.len());
        let counted = self.texts.get("module_board_count");
        let counted = counted.replace("{all}", &total.max(entries.len()).to_string());
        let deck = [&*self.as_of(), self.texts.get("module_comma"), &*counted].concat();
        let deck = deck.replace("{done}", &done(&all).to_string());
        let mut lines = Vec::new();
        for name in categories(&entries, programme) {
            let own: Vec<&Entry<'_>> = entries.iter().filter(|entry| entry.category == name).collect();
            let known = programme.categories.iter().find(|category| *category.name == *name);
            let known = known.and_then(|category| usize::try_from(category.total?).ok());
            let (done, all) = (done(&own), known.unwrap_or(own.len()).max(own.len()));
            if all == 0 {
                continue;
            }
            let label = if name.is_empty() { self.texts.get("board_none") } else { name };
            lines.push(Line::Bar {
                label: label.to_owned(),
                said: format!("{done}/{all}"),
                share: thousandths(done as f64, all as f64),
            });
        }
        lines.extend(self.next(&entries));
        (Some(deck), lines)
    }

    fn entries(self, number: RecordNo) -> Vec<Entry<'a>> {
        let Some(id) = self.site.record(number).map(|record| record.id.as_str()) else { return Vec::new() };
        let day = self.issue.date;
        let mut entries = Vec::new();
        for (number, record) in self.site.standing_records() {
            let Some(Standing::Project(project)) = record.standing() else { continue };
            let is_of = project.programme.as_ref().is_some_and(|named| named.as_str() == id);
            if !is_of || project.opened.is_some_and(|opened| opened > day) {
                continue;
            }
            let Some(progress) = Progress::until(View::of(self.site), number, day) else { continue };
            let category = project.category.as_deref().unwrap_or_default();
            entries.push(Entry { title: record.headline(), category, progress });
        }
        entries
    }

    /// The steps that come next, those with the nearest days first.
    fn next(self, entries: &[Entry<'_>]) -> Vec<Line> {
        let step = |entry: &Entry<'_>| {
            let step = entry.progress.course.next()?;
            let due = step.due.map(|due| dates::short(self.site.settings.lang, due));
            let due = due.map(|due| self.texts.get("module_due").replace("{n}", &due)).unwrap_or_default();
            let said = [entry.title, self.texts.get("module_colon"), step.name, &*due].concat();
            Some((step.due.unwrap_or(Date::MAX), said))
        };
        let mut next: Vec<(Date, String)> = entries.iter().filter_map(step).collect();
        next.sort();
        if next.is_empty() {
            return Vec::new();
        }
        let items = next.into_iter().take(MOST_NEXT).map(|(_, said)| Line::Item(said));
        std::iter::once(self.head("next_step")).chain(items).collect()
    }
}

/// The categories that there are projects in, or should be: in the programme's order, then by name; none last.
fn categories<'a>(entries: &[Entry<'a>], programme: &'a Programme) -> Vec<&'a str> {
    let mut names: Vec<&str> = programme.categories.iter().map(|category| &*category.name).collect();
    let mut more: Vec<&str> = entries.iter().map(|entry| entry.category).collect();
    more.sort_unstable_by_key(|name| (name.is_empty(), *name));
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
