//! A programme's rules about time in, whether a project keeps them out: 查违不过日, 拆违不过周.

use super::Course;
use super::days_between;
use crate::model::Node;
use crate::model::date::Date;
use crate::model::node::Value;
use crate::model::standing::Project;

/// How long a project may take from a status on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule<'a> {
    /// From which status the days are counted.
    pub from: &'a str,
    /// Which status has to be reached; without one, any later one.
    pub to: Option<&'a str>,
    /// Within how many days.
    pub days: i32,
    /// How the programme says it.
    pub say: Option<&'a str>,
}

/// Why a project is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why<'a> {
    /// A rule of the programme.
    Rule(Rule<'a>),
    /// Its own day.
    Due,
    /// The day of a step.
    Step(&'a str),
}

/// That a project is late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late<'a> {
    /// Why.
    pub why: Why<'a>,
    /// The last day on which it would not have been.
    pub until: Date,
    /// How many days ago that was.
    pub days: i32,
}

impl<'a> Rule<'a> {
    /// The rule that was typed: `{from: 已发现, to: 已清理, days: 1}`; none where it has no status or no days.
    #[must_use]
    pub fn of(node: &'a Node) -> Option<Self> {
        let said = |keys: &[&str]| keys.iter().find_map(|key| node.get(key));
        let text = |keys: &[&str]| said(keys).and_then(Node::text);
        let days = match said(&["days", "天数", "天", "日数"])?.value {
            Value::Int(days) => i32::try_from(days).ok().filter(|days| (0..=36_500).contains(days))?,
            _ => return None,
        };
        let from = text(&["from", "起", "自", "从", "status", "状态"])?;
        Some(Self {
            from, to: text(&["to", "止", "至", "到"]), days, say: text(&["say", "说明", "说法"])
        })
    }

    /// The last day on which a project keeps the rule, where it has not done so yet.
    fn until(&self, course: &Course<'_>, statuses: &[Box<str>]) -> Option<Date> {
        let rank = |status: &str| statuses.iter().position(|known| **known == *status);
        let start = course.events.iter().position(|event| event.status == self.from)?;
        let is_met = |status: &str| match self.to {
            Some(to) => status == to || rank(to).is_some_and(|to| rank(status) >= Some(to)),
            None => rank(status) > rank(self.from),
        };
        let from = course.events.get(start)?.day?;
        let is_open = !course.events.iter().skip(start + 1).any(|event| is_met(event.status));
        is_open.then(|| from.checked_add(jiff::Span::new().days(self.days)).ok()).flatten()
    }
}

impl<'a> Late<'a> {
    /// Everything that a project is late with on the day `now`, the longest overdue first.
    #[must_use]
    pub fn all(
        (project, course): (&Project, &Course<'a>),
        (rules, statuses): (&[Rule<'a>], &[Box<str>]),
        now: Date,
    ) -> Vec<Self> {
        let by_rule =
            rules.iter().filter_map(|rule| Some((Why::Rule(rule.clone()), rule.until(course, statuses)?)));
        let own = project.due.filter(|_| !course.is_finished).map(|due| (Why::Due, due));
        let steps = course.steps.iter().filter(|step| !step.is_done && !course.is_finished);
        let steps = steps.filter_map(|step| Some((Why::Step(step.name), step.due?)));
        let late = |(why, until): (Why<'a>, Date)| {
            let days = days_between(until, now).filter(|days| *days > 0)?;
            Some(Self { why, until, days })
        };
        let mut all: Vec<Self> = by_rule.chain(own).chain(steps).filter_map(late).collect();
        all.sort_by_key(|late| late.until);
        all
    }
}
