//! 数字: what a record counts, as exactly as it was said.

use std::hash::{Hash, Hasher};

use super::date::Date;

/// A number that the record states.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is counted.
    pub name: Box<str>,
    /// How much.
    pub value: f64,
    /// In what.
    pub unit: Option<Box<str>>,
    /// How exactly.
    pub qualifier: Qualifier,
    /// What kind of number it is.
    pub measure: Measure,
    /// The day it was true; default: the record's date.
    pub as_of: Option<Date>,
    /// Whose number it is: a standing record's id or a name.
    pub subject: Option<Box<str>>,
}

impl Hash for Figure {
    fn hash<H: Hasher>(&self, to: &mut H) {
        let Self { name, value, unit, qualifier, measure, as_of, subject } = self;
        (name, value.to_bits(), unit, qualifier, measure, as_of, subject).hash(to);
    }
}

/// 余 近 约 以上 不到
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// Exactly so.
    #[default]
    Exact,
    /// 余, 多: more than this, by less than the next round number.
    Over,
    /// 近: a little less than this.
    Near,
    /// 约: this or so.
    About,
    /// 以上: this or more.
    Min,
    /// 不到, 以下: less than this.
    Max,
}

impl Qualifier {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Exact, Self::Over, Self::Near, Self::About, Self::Min, Self::Max];

    /// What it is called in records, in Chinese and in English.
    #[must_use]
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Exact => ("正好", "exact"),
            Self::Over => ("余", "over"),
            Self::Near => ("近", "near"),
            Self::About => ("约", "about"),
            Self::Min => ("以上", "min"),
            Self::Max => ("不到", "max"),
        }
    }
}

/// 存量 增量 累计 期间
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Measure {
    /// How many there are at a time.
    #[default]
    Stock,
    /// How many were added or taken away.
    Change,
    /// How many in all since the beginning.
    Total,
    /// How many in one period.
    Flow,
}
