//! A project in, what its page and its programme's board say of it out: its status, what comes next, and what is late.
//!
//! What surprised us: only what is late depends on the day of the build, so a project that has come to its end reads the
//! same for ever.

use tera::Value;

use super::dates;
use super::graph::View;
use super::press::Press;
use super::values::map;
use crate::model::date::Date;
use crate::model::node::Value as Yaml;
use crate::model::standing::{Programme, Project, Standing};
use crate::model::{Node, Record};
use crate::resolve::RecordNo;
use crate::resolve::boards::{Course, Late, Report, Rule, Step, Why};

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

/// The keys of a step's name, those by which a record says that it is done, and what readers see where no day is known.
const NAME: [&str; 4] = ["name", "名称", "step", "步骤"];
const DONE: [&str; 4] = ["done", "完成", "date", "日期"];
const IS_DONE: &str = "✓";

/// The steps of a project as they were typed, each with the day on which it was done, or that it was.
#[must_use]
pub fn steps(press: &Press<'_>, progress: &Progress<'_>) -> Vec<Node> {
    let text = |said: &str| Node::bare(Yaml::Text(said.into()));
    let lang = press.site.settings().lang;
    let nodes = &progress.project.steps;
    let typed = |key: &&&str| nodes.iter().any(|node| node.get(key).is_some());
    let name_key = NAME.iter().find(typed).copied().unwrap_or("name");
    let told = |node: &Node| {
        let name = node.text().or_else(|| NAME.iter().find_map(|key| node.get(key))?.text());
        let known = |step: &&Step<'_>| Some(step.name) == name;
        let Some(step) = progress.course.steps.iter().find(known).filter(|step| step.is_done) else {
            return node.clone();
        };
        let done = step.done.map_or_else(|| IS_DONE.to_owned(), |day| dates::day(lang, day));
        let mut pairs = match &node.value {
            Yaml::Map(pairs) => pairs.clone(),
            _ => vec![(text(name_key), node.clone())],
        };
        pairs.retain(|(key, _)| key.text().is_none_or(|key| !DONE.contains(&key)));
        pairs.push((text("done"), text(&done)));
        Node::bare(Yaml::Map(pairs))
    };
    let all: Vec<Node> = nodes.iter().map(told).collect();
    // Beside a table's rows a bare name is one, too.
    let is_table = all.iter().any(|node| matches!(node.value, Yaml::Map(_)));
    let named = |node: Node| match node.value {
        Yaml::Map(_) => node,
        _ if is_table => Node::bare(Yaml::Map(vec![(text(name_key), node)])),
        _ => node,
    };
    all.into_iter().map(named).collect()
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
