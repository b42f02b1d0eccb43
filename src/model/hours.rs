//! When a place is open: what its hours come to, as plain data.
//!
//! What surprised us: a week is not enough. 夏季 and 冬季 have weeks of their own, and on a public holiday nobody can say but
//! the place itself.

/// Minutes of a day.
pub const DAY: u16 = 24 * 60;

/// When a place is open, as far as a text says it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Hours {
    /// The parts of the year, each with its week; one without days for the whole year. They do not overlap.
    pub seasons: Vec<Season>,
    /// What holds on public holidays.
    pub holidays: Holidays,
    /// Whether it goes by working days (工作日), so that a Saturday for which people work counts as one.
    pub by_working_days: bool,
}

/// A part of the year that has a week of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Season {
    /// Its first and its last day, month before day; the last may lie before the first, in the next year. None for the
    /// whole year.
    pub days: Option<[MonthDay; 2]>,
    /// From Monday: when it opens and closes on each day.
    pub week: [Vec<Interval>; 7],
}

/// A day of every year: its month and its day of the month, both from 1.
pub type MonthDay = (u8, u8);

/// A stretch of a day for which a place is open, in minutes from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// When it opens: below [`DAY`].
    pub opens: u16,
    /// When it closes: above `opens`, and beyond [`DAY`] where that is on the next day.
    pub closes: u16,
}

/// What holds on public holidays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Holidays {
    /// Nothing is said.
    #[default]
    Unsaid,
    /// It is closed, or has hours of its own: 节假日除外.
    Otherwise,
    /// The same as ever: 节假日照常, 全年无休.
    AsEver,
}

impl Interval {
    /// The whole day.
    pub const WHOLE: Self = Self { opens: 0, closes: DAY };
}
