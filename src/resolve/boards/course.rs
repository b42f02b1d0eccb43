//! One project's reports in, its statuses and steps in their order out.

use crate::model::Node;
use crate::model::date::Date;
use crate::model::node::Value;
use crate::model::standing::Project;

/// What one story reports on a project.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The day that it was published.
    pub day: Option<Date>,
    /// The status that it gives.
    pub status: Option<&'a str>,
    /// The step that it says was taken.
    pub step: Option<&'a str>,
}

/// A status that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// On which day; of the first status the day on which the project was opened.
    pub day: Option<Date>,
    /// Which.
    pub status: &'a str,
}

/// A step of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// What is to be done.
    pub name: &'a str,
    /// Until when.
    pub due: Option<Date>,
    /// Whether it is done.
    pub is_done: bool,
    /// On which day, where that is known.
    pub done: Option<Date>,
}

/// How far a project has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course<'a> {
    /// Its statuses, the oldest first. On one day the one that stands later among the programme's comes later.
    pub events: Vec<Event<'a>>,
    /// Its steps, in the order of the record.
    pub steps: Vec<Step<'a>>,
    /// Whether it has come to its end: the last of the programme's statuses, or, where there are none, the last step.
    pub is_finished: bool,
}

impl<'a> Course<'a> {
    /// The course of a project whose programme has these statuses, with what was reported until `now`, in any order.
    #[must_use]
    pub fn of(project: &'a Project, (statuses, now): (&[Box<str>], Date), reports: &[Report<'a>]) -> Self {
        let rank = |status: &str| statuses.iter().position(|known| **known == *status);
        let steps: Vec<Step<'a>> =
            project.steps.iter().filter_map(|node| step(node, (reports, now))).collect();
        // A step that bears the name of a status is one.
        let own = steps.iter().filter(|step| rank(step.name).is_some() && step.done.is_some());
        let own = own.map(|step| Event { day: step.done, status: step.name });
        let reported =
            reports.iter().filter_map(|report| Some(Event { day: report.day, status: report.status? }));
        let mut events: Vec<Event<'a>> = own.chain(reported).collect();
        events.sort_by_key(|event| (event.day, rank(event.status), event.status));
        if let Some(status) = project.status.as_deref() {
            events.insert(0, Event { day: project.opened, status });
        }
        let is_finished = match (statuses.last(), events.last()) {
            (Some(last), Some(event)) => *event.status == **last,
            (None, _) => !steps.is_empty() && steps.iter().all(|step| step.is_done),
            _ => false,
        };
        Self { events, steps, is_finished }
    }

    /// The status that it has now.
    #[must_use]
    pub fn status(&self) -> Option<&'a str> {
        self.events.last().map(|event| event.status)
    }

    /// The day on which it first had a status.
    #[must_use]
    pub fn day_of(&self, status: &str) -> Option<Date> {
        self.events.iter().find(|event| event.status == status)?.day
    }

    /// The first step that is not done yet.
    #[must_use]
    pub fn next(&self) -> Option<Step<'a>> {
        self.steps.iter().find(|step| !step.is_done && !self.is_finished).copied()
    }
}

/// A step as it was typed: a name, or a map with one; done where the record or a story says so. What the record
/// says will be done on a later day is not done yet.
fn step<'a>(node: &'a Node, (reports, now): (&[Report<'a>], Date)) -> Option<Step<'a>> {
    let said = |keys: &[&str]| keys.iter().find_map(|key| node.get(key));
    let name = node.text().or_else(|| said(&["name", "名称", "step", "步骤"])?.text())?;
    let day = |keys: &[&str]| said(keys).and_then(Node::text).and_then(|text| text.parse::<Date>().ok());
    let done = said(&["done", "完成", "date", "日期"]);
    let is_ticked = done.is_some_and(|node| !matches!(node.value, Value::Bool(false) | Value::Null));
    let reported =
        reports.iter().filter(|report| report.step == Some(name)).filter_map(|report| report.day).min();
    let own = day(&["done", "完成", "date", "日期"]);
    let is_done = own.map_or(is_ticked, |day| day <= now) || reported.is_some();
    let done = own.filter(|day| *day <= now).or(reported);
    Some(Step { name, due: day(&["due", "到期", "期限"]), is_done, done })
}
