//! A project in, what its page and its programme's board say of it out: its status, what comes next, and what is late.
//!
//! What surprised us: only what is late depends on the day of the build, so a project that has come to its end reads the
//! same for ever.

use tera::Value;

use super::graph::View;
use super::press::Press;
use super::values::map;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::standing::{Programme, Project, Standing};
use crate::resolve::RecordNo;
use crate::resolve::boards::{Course, Late, Report, Rule, Why};

/// A project with its programme and how far it has come.
pub struct Progress<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its programme, where it names one.
    pub programme: Option<&'a Programme>,
    /// Its statuses and steps.
    pub course: Course<'a>,
}

impl<'a> Progress<'a> {
    /// The progress of the project with this number; none of what is no project.
    #[must_use]
    pub fn of(site: View<'a>, number: RecordNo) -> Option<Self> {
        Self::told(site, number, None)
    }

    /// The same as it stood on a day.
    #[must_use]
    pub fn until(site: View<'a>, number: RecordNo, day: Date) -> Option<Self> {
        Self::told(site, number, Some(day))
    }

    fn told(site: View<'a>, number: RecordNo, day: Option<Date>) -> Option<Self> {
        let record = site.record(number)?;
        let Standing::Project(project) = record.standing()? else { return None };
        let programme = project.programme.as_ref().and_then(|id| site.by_id(id.as_str()));
        let programme = programme.and_then(|number| match site.record(number)?.standing()? {
            Standing::Programme(programme) => Some(&**programme),
            _ => None,
        });
        let statuses = programme.map_or(&[][..], |programme| programme.statuses.as_slice());
        let is_told = |report: &Report<'_>| day.is_none_or(|day| report.day.is_none_or(|own| own <= day));
        let reports = site.reports(number).iter().filter_map(|report| told(site, *report, record));
        let reports: Vec<Report<'a>> = reports.filter(is_told).collect();
        // Only a step can have a day that has not come.
        let now = if project.steps.is_empty() { Date::MAX } else { day.unwrap_or_else(|| site.today()) };
        let course = Course::of(project, (statuses, now), &reports);
        Some(Self { project, programme, course })
    }

    /// What it is late with on the day of the build, the longest overdue first. What has come to its end, or has no day to
    /// keep, is late with nothing on any day.
    #[must_use]
    pub fn late(&self, site: View<'_>) -> Vec<Late<'a>> {
        let has_day = self.project.due.is_some() || self.course.steps.iter().any(|step| step.due.is_some());
        let has_rule = self.programme.is_some_and(|programme| !programme.overdue.is_empty());
        if self.course.is_finished || !has_day && !has_rule {
            return Vec::new();
        }
        let rules: Vec<Rule<'a>> =
            self.programme.iter().flat_map(|programme| &programme.overdue).filter_map(Rule::of).collect();
        let statuses = self.programme.map_or(&[][..], |programme| programme.statuses.as_slice());
        Late::all((self.project, &self.course), (&rules, statuses), site.today())
    }

    /// Whether it waits for somebody to take it on: nobody has claimed it, and it stands where it began.
    #[must_use]
    pub fn is_unclaimed(&self) -> bool {
        self.project.claimed_by.is_none() && self.course.events.len() <= 1 && !self.course.is_finished
    }
}

/// What a story says of a project.
fn told<'a>(site: View<'a>, by: RecordNo, project: &Record) -> Option<Report<'a>> {
    let story = site.record(by)?;
    let about = story.about().iter().find(|about| *about.id == *project.id.as_str())?;
    Some(Report { day: story.date, status: about.status.as_deref(), step: about.step.as_deref() })
}

/// The status that a project has now: that of the newest report that gives one, else its own.
#[must_use]
pub fn status(site: View<'_>, number: RecordNo) -> Option<String> {
    Progress::of(site, number)?.course.status().map(str::to_owned)
}

/// The step that comes next, `{name, due}`, or none.
#[must_use]
pub fn next(press: &Press<'_>, course: &Course<'_>) -> Value {
    course.next().map_or_else(Value::none, |step| {
        map([("name", Value::from(step.name)), ("due", press.links.dates.maybe(step.due))])
    })
}

/// What a project is late with, `{days, until, what}`; none where it is not.
#[must_use]
pub fn late(press: &Press<'_>, late: &[Late<'_>]) -> Value {
    let Some(late) = late.first() else { return Value::none() };
    let what = reason(late);
    map([
        ("days", Value::from(late.days)),
        ("until", press.links.dates.maybe(Some(late.until))),
        ("what", what.map_or_else(Value::none, Value::from)),
    ])
}

/// What a project is late with, in words; none where it is its own day.
#[must_use]
pub fn reason(late: &Late<'_>) -> Option<String> {
    match &late.why {
        Why::Rule(Rule { say: Some(say), .. }) => Some((*say).to_owned()),
        Why::Rule(Rule { from, to, .. }) => {
            Some(to.map_or_else(|| (*from).to_owned(), |to| format!("{from} → {to}")))
        }
        Why::Due => None,
        Why::Step(name) => Some((*name).to_owned()),
    }
}
