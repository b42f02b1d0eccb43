//! The stretches of time that have a page of the calendar: weeks and months, by the names that stand in their addresses.

use std::fmt;

use crate::model::date::{Date, Week};

/// The folder of the calendar's pages.
pub const FOLDER: &str = "calendar";

/// A week or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// `2024-W15`
    Week(Week),
    /// `2024-04`: a year and a month.
    Month(i16, i8),
}

impl Span {
    /// The month that holds `day`.
    #[must_use]
    pub fn month_of(day: Date) -> Self {
        Self::Month(day.year(), day.month())
    }

    /// The week that holds `day`.
    #[must_use]
    pub fn week_of(day: Date) -> Self {
        Self::Week(Week::of(day))
    }

    /// The span that `text` names as it stands in an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let span = match text.split_once('-')? {
            (year, month) if !month.starts_with('W') => {
                let (year, month) = (year.parse().ok()?, month.parse().ok()?);
                Date::new(year, month, 1).ok().map(Self::month_of)?
            }
            _ => Self::Week(Week::parse(text)?),
        };
        (span.to_string() == text).then_some(span)
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> Date {
        match self {
            Self::Week(week) => week.monday(),
            Self::Month(year, month) => Date::new(year, month, 1).unwrap_or_default(),
        }
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Date {
        match self {
            Self::Week(week) => week.days().last().unwrap_or_default(),
            Self::Month(..) => self.first().last_of_month(),
        }
    }

    /// Its days in order.
    pub fn days(self) -> impl Iterator<Item = Date> {
        let last = self.last();
        self.first().series(jiff::Span::new().days(1)).take_while(move |day| *day <= last)
    }

    /// The address of its page, without the slash behind it.
    #[must_use]
    pub fn address(self) -> String {
        format!("{FOLDER}/{self}")
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Week(week) => write!(out, "{week}"),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn spans_are_known_by_their_names_alone() {
        for (text, first, last) in [
            ("2024-04", "2024-04-01", "2024-04-30"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024-W15", "2024-04-08", "2024-04-14"),
            ("2025-W01", "2024-12-30", "2025-01-05"),
        ] {
            let span = Span::parse(text).unwrap();
            assert_eq!(
                (span.to_string().as_str(), span.first().to_string(), span.last().to_string()),
                (text, first.into(), last.into())
            );
            assert_eq!(span.days().last(), Some(span.last()));
        }
        for text in ["2024-4", "2024-13", "2024-W54", "2024w15", "2024-W5", "2024", "", "24-04"] {
            assert_eq!(Span::parse(text), None, "{text}");
        }
    }
}
