//! Days that come back every year: 3月12日 植树节, 重阳, the second Sunday in May.

use super::date::{Date, Weekday};

/// A day that the calendar names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Observance {
    /// What it is called.
    pub name: Box<str>,
    /// When it is.
    pub on: On,
}

/// When an observance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum On {
    /// On a day of every year: its month and day.
    Solar(i8, i8),
    /// On a day of the farmers' calendar: its month and day, in no leap month.
    Lunar(i8, i8),
    /// On the last day of the farmers' year.
    LunarEve,
    /// On a weekday of a month, counted from its beginning: month, which, weekday.
    Nth(i8, i8, Weekday),
    /// Once.
    Once(Date),
}
