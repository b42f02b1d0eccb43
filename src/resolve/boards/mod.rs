//! A project with what stories report on it in, how far it has come and whether it is late out; of many, how long each
//! status takes.
//!
//! What surprised us: nothing has to be kept between two reports. Put into the order of their days, they say all by
//! themselves, and in which order they were written down does not matter.

mod course;
mod rules;
#[cfg(test)]
mod tests;

pub use course::{Course, Event, Report, Step};
pub use rules::{Late, Rule, Why};

use crate::model::date::Date;

/// How long projects take from one status to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Pace<'a> {
    /// The status that is left.
    pub from: &'a str,
    /// The status that is reached.
    pub to: &'a str,
    /// The median, in days: with an even number of projects the mean of the two in the middle.
    pub median: f64,
    /// Of how many projects the days of both are known.
    pub count: usize,
}

/// How long projects take from each status to the one behind it, where it is known of one at least.
#[must_use]
pub fn pace<'a>(courses: &[&Course<'_>], statuses: &'a [Box<str>]) -> Vec<Pace<'a>> {
    let names = || statuses.iter().map(|status| &**status);
    let pace = |(from, to): (&'a str, &'a str)| {
        let days = |course: &Course<'_>| days_between(course.day_of(from)?, course.day_of(to)?);
        let mut all: Vec<i32> = courses.iter().copied().filter_map(days).collect();
        all.sort_unstable();
        Some(Pace { from, to, median: median(&all)?, count: all.len() })
    };
    names().zip(names().skip(1)).filter_map(pace).collect()
}

/// The median of what is in order; none of nothing.
fn median(sorted: &[i32]) -> Option<f64> {
    let upper = f64::from(*sorted.get(sorted.len() / 2)?);
    let lower = f64::from(*sorted.get((sorted.len() - 1) / 2)?);
    Some((lower + upper) / 2.0)
}

/// The days from one to another; none where the second comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> Option<i32> {
    from.until(to).ok().map(|span| span.get_days()).filter(|days| *days >= 0)
}
