//! All activities in, what takes place on each day out: single ones, repeating services with who is on duty, campaigns
//! that go on for days; and which weeks and months have a page.
//!
//! What surprised us: a service that nobody has ended goes on for ever, so the calendar needs a last day. It follows from
//! the newest record: a bulletin that has fallen silent does not go on promising its evening patrol.

pub mod almanac;
pub mod expand;
pub mod roster;
pub mod rule;
mod span;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span as Length;

pub use rule::Rule;
pub use span::{FOLDER, Span};

use super::site::{RecordNo, Site};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::record::{Activity, Moment};
use crate::parse::words::deadline;

/// How many months behind the newest record's what repeats is known.
const MONTHS_OF_RULES: i32 = 3;
/// How many months before the oldest and behind the newest record other activities may stand.
const MONTHS_AROUND: i32 = 12;
/// The most days of one campaign that are listed.
const MOST_DAYS: usize = 366;

/// What takes place on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The activity.
    pub record: RecordNo,
    /// The time of which number it is, from 0; of a campaign, the day.
    pub turn: u32,
    /// Whether it goes on for days.
    pub is_campaign: bool,
}

/// What takes place on which day, and which weeks and months have a page.
#[derive(Debug, Default)]
pub struct Calendar {
    days: BTreeMap<Date, Vec<Entry>>,
    closing: BTreeMap<Date, Vec<RecordNo>>,
    weeks: BTreeSet<Span>,
    months: BTreeSet<Span>,
    has_rosters: bool,
}

/// Where the rosters are, as a calendar.
pub const ROSTERS: &str = "calendar/rosters.ics";

impl Calendar {
    /// What takes place on a day: campaigns first, then by time and id.
    #[must_use]
    pub fn on(&self, day: Date) -> &[Entry] {
        self.days.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The activities for which one can sign up until that day, by id.
    #[must_use]
    pub fn closing_on(&self, day: Date) -> &[RecordNo] {
        self.closing.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The days from `first` on on which anything takes place.
    pub fn from(&self, first: Date) -> impl Iterator<Item = (Date, &[Entry])> {
        self.days.range(first..).map(|(day, entries)| (*day, entries.as_slice()))
    }

    /// All days on which anything takes place, in order.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = (Date, &[Entry])> {
        self.days.iter().map(|(day, entries)| (*day, entries.as_slice()))
    }

    /// The weeks and months that have a page, in order.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.weeks.iter().chain(&self.months).copied()
    }

    /// The months that have a page.
    pub fn months(&self) -> impl DoubleEndedIterator<Item = Span> {
        self.months.iter().copied()
    }

    /// Whether a week or month has a page.
    #[must_use]
    pub fn has(&self, span: Span) -> bool {
        self.of_sort(span).contains(&span)
    }

    /// The one before it and the one behind it that have pages.
    #[must_use]
    pub fn beside(&self, span: Span) -> [Option<Span>; 2] {
        let spans = self.of_sort(span);
        let behind = (std::ops::Bound::Excluded(span), std::ops::Bound::Unbounded);
        [spans.range(..span).next_back().copied(), spans.range(behind).next().copied()]
    }

    fn of_sort(&self, span: Span) -> &BTreeSet<Span> {
        match span {
            Span::Week(_) => &self.weeks,
            Span::Month(..) => &self.months,
        }
    }

    /// Whether anything that takes place has a roster.
    #[must_use]
    pub fn has_rosters(&self) -> bool {
        self.has_rosters
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.months.is_empty()
    }
}

/// The days that the calendar covers.
struct Window {
    first: Date,
    /// Of what repeats.
    last_of_rules: Date,
    last: Date,
}

impl Window {
    /// Around the records that run; what is dated behind the day of the build counts only where there is nothing else.
    fn of(site: &Site) -> Option<Self> {
        let dates = || site.running().filter_map(|(_, record, _)| record.date);
        let first = dates().min()?;
        let newest = dates().filter(|date| *date <= site.now).max().unwrap_or(first);
        let ahead = |months: i32| {
            newest.first_of_month().saturating_add(Length::new().months(months)).last_of_month()
        };
        Some(Self {
            first: first.first_of_month().saturating_sub(Length::new().months(MONTHS_AROUND)),
            last_of_rules: ahead(MONTHS_OF_RULES),
            last: ahead(MONTHS_AROUND),
        })
    }

    fn holds(&self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

/// Until which day one can sign up. A day behind the last of the activity must mean something else, unless it repeats.
fn closing(record: &Record, (activity, starts): (&Activity, Moment)) -> Option<Date> {
    let last = activity.ends.map_or(starts.date, |ends| ends.date);
    let day = deadline::closing(activity.signup.as_deref()?, record.date.unwrap_or(starts.date))?;
    (activity.repeats.is_some() || day <= last).then_some(day)
}

/// The calendar of a site whose issues are made.
pub(super) fn gather(site: &Site) -> Calendar {
    let mut calendar = Calendar::default();
    if let Some(window) = Window::of(site) {
        for (number, record, _) in site.running().chain(site.standing()) {
            let Some((activity, starts)) = record.activity().and_then(|a| Some((a, a.starts?))) else {
                continue;
            };
            for (day, turn, is_campaign) in occurrences(site, (activity, starts), &window) {
                let entry = Entry { record: number, turn, is_campaign };
                calendar.days.entry(day).or_default().push(entry);
                calendar.has_rosters |= !activity.roster.is_empty();
            }
            if let Some(day) = closing(record, (activity, starts)).filter(|day| window.holds(*day)) {
                calendar.closing.entry(day).or_default().push(number);
            }
        }
    }
    let key = |entry: &Entry| {
        let record = site.record(entry.record);
        let starts = record.and_then(Record::activity).and_then(|activity| activity.starts?.time);
        (!entry.is_campaign, starts, record.map(|record| record.id.as_str()))
    };
    for entries in calendar.days.values_mut() {
        entries.sort_by(|a, b| key(a).cmp(&key(b)));
    }
    for records in calendar.closing.values_mut() {
        records.sort_by_key(|number| site.record(*number).map(|record| record.id.as_str()));
    }
    let issues = || site.issues.iter();
    let days = || calendar.days.keys().chain(calendar.closing.keys());
    calendar.weeks = days().map(|day| Span::week_of(*day)).collect();
    calendar.weeks.extend(issues().map(|issue| Span::Week(issue.week)));
    calendar.months = days().map(|day| Span::month_of(*day)).collect();
    calendar.months.extend(issues().map(|issue| Span::month_of(issue.date)));
    calendar
}

/// The days of an activity within the window, each with its number, and whether it is one of a campaign's.
fn occurrences(
    site: &Site,
    (activity, starts): (&Activity, Moment),
    window: &Window,
) -> Vec<(Date, u32, bool)> {
    let rule = activity.repeats.as_deref().and_then(|typed| Rule::parse(typed).ok());
    let (days, is_campaign): (Vec<Date>, bool) = match (rule, campaign(activity, starts)) {
        (Some(rule), _) => {
            let last = if rule.count().is_some() || rule.last_day().is_some() {
                window.last
            } else {
                window.last_of_rules
            };
            (expand::days(&rule, (starts, &site.settings.zone), last), false)
        }
        (None, Some(ends)) => {
            let all = starts.date.series(Length::new().days(1)).take_while(|day| *day <= ends);
            (all.take(MOST_DAYS).collect(), true)
        }
        (None, None) => (vec![starts.date], false),
    };
    let within = |(_, day): &(u32, Date)| window.holds(*day);
    (0..).zip(days).filter(within).map(|(turn, day)| (day, turn, is_campaign)).collect()
}

/// The last day of what goes on for days; none of what is over the same day, or in the night behind it.
fn campaign(activity: &Activity, starts: Moment) -> Option<Date> {
    let ends = activity.ends.filter(|ends| ends.date > starts.date)?;
    let is_night = starts.date.tomorrow().is_ok_and(|next| next == ends.date)
        && matches!((starts.time, ends.time), (Some(from), Some(to)) if to <= from);
    (!is_night).then_some(ends.date)
}
