//! Weeks to issues: which records, in which order, on which day, with which number.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::site::{Issue, RecordNo, Site};
use super::ties::by_name;
use crate::model::settings::IssueDecisions;
use crate::model::{BulletinPath, Week};
use crate::report::{Diagnostic, Place, Say, Spot, Step};

/// Makes the issues of the site, newest first, and ties their records to them.
pub(super) fn make(
    site: &mut Site,
    decisions: &[(Week, IssueDecisions, BulletinPath)],
    found: &mut Vec<Diagnostic>,
) {
    let mut weeks: BTreeMap<Week, Vec<RecordNo>> = BTreeMap::new();
    for (number, record, _) in site.running() {
        if let Some(week) = record.week {
            weeks.entry(week).or_default().push(number);
        }
    }
    for (week, decided, file) in decisions {
        check(site, (*week, decided, file), &weeks, found);
    }
    let mut issues = Vec::with_capacity(weeks.len());
    let mut number: Option<i64> = None;
    for (week, records) in weeks {
        let decided = decisions.iter().find(|(of, ..)| *of == week).map(|(_, decided, _)| decided.clone());
        let decided = decided.unwrap_or_default();
        number = decided.number.or_else(|| next_number(site, week, number));
        issues.push(issue(site, (week, records), decided, number));
    }
    issues.reverse();
    for (number, issue) in (0..).zip(&issues) {
        for record in &issue.records {
            if let Some(ties) = site.ties.get_mut(*record as usize) {
                ties.issue = Some(number);
            }
        }
    }
    site.issues = issues;
}

/// The number behind that of the issue before; the settings say where counting begins.
fn next_number(site: &Site, week: Week, before: Option<i64>) -> Option<i64> {
    let rule = site.settings.issue_number?;
    match before {
        Some(before) => before.checked_add(1),
        None if week >= rule.first => Some(rule.number),
        None => None,
    }
}

fn issue(
    site: &Site,
    (week, mut records): (Week, Vec<RecordNo>),
    decisions: IssueDecisions,
    number: Option<i64>,
) -> Issue {
    let latest = records.iter().filter_map(|number| site.record(*number)?.date).max();
    let date = decisions.date.or(latest).unwrap_or_else(|| week.monday());
    let lead = decisions.lead.as_deref().and_then(|id| by_name(site, id));
    let order: Vec<Option<RecordNo>> = decisions.order.iter().map(|id| by_name(site, id)).collect();
    records.sort_by_key(|number| {
        let wished = order.iter().position(|wish| *wish == Some(*number)).unwrap_or(usize::MAX);
        let priority = site.record(*number).map(|record| Reverse(record.priority));
        (Some(*number) != lead, wished, priority, *number)
    });
    let credits =
        if decisions.credits.is_empty() { site.settings.credits.clone() } else { decisions.credits.clone() };
    Issue { week, date, number, credits, records, decisions }
}

/// What an editor decided about records that are not there, or about a week without records.
fn check(
    site: &Site,
    (week, decided, file): (Week, &IssueDecisions, &BulletinPath),
    weeks: &BTreeMap<Week, Vec<RecordNo>>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(records) = weeks.get(&week) else {
        let message = Say::new(format!("{week} 这一期没有记录"), format!("the issue {week} has no records"));
        found.push(Diagnostic::warning("empty-issue", message).at(Place::file(file)));
        return;
    };
    let one = |key: &'static str, id: &str| (vec![Step::Key(key)], Box::from(id));
    let many = |key: &'static str, at: usize, id: &str| (vec![Step::Key(key), Step::Item(at)], Box::from(id));
    let mut wishes: Vec<(Vec<Step>, Box<str>)> = decided.lead.iter().map(|id| one("lead", id)).collect();
    wishes.extend(decided.order.iter().enumerate().map(|(at, id)| many("order", at, id)));
    wishes.extend(decided.leave_out.iter().enumerate().map(|(at, id)| many("leave_out", at, id)));
    wishes.extend(decided.pages.iter().flat_map(|(_, ids)| ids.iter().map(|id| one("pages", id))));
    wishes.extend(decided.together.iter().flatten().map(|id| one("together", id)));
    wishes.extend(decided.breaks.iter().map(|(id, _)| one("breaks", id)));
    wishes.extend(decided.crops.iter().map(|(id, _)| one("crops", id)));
    for (steps, id) in wishes {
        let number = by_name(site, &id);
        if number.is_none_or(|number| !records.contains(&number)) {
            let message = Say::new(
                format!("{week} 这一期没有记录 `{id}`"),
                format!("the issue {week} has no record `{id}`"),
            );
            let place = Place { file: file.clone(), spot: Spot::Key { item: None, steps } };
            found.push(Diagnostic::error("unknown-reference", message).at(place));
        }
    }
}
