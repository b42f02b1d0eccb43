//! `scoring` 计分 of the settings: what a story is worth, and what a community owes in a month.
//!
//! What surprised us: offices give half points, and two writers divide them; so points are whole hundredths, and nothing
//! is ever rounded away.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

use super::date::Date;
use super::record::Priority;
use super::standing::Level;
use super::{Kind, Record, Url};

/// Points, in hundredths. A setting is at most [`Points::MOST`], so no sum of a bulletin comes near the end of 64 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(u64);

impl Points {
    /// The most that one rule of the settings may give, in whole points.
    pub const MOST: u32 = 10_000;

    /// So many hundredths of a point.
    #[must_use]
    pub const fn of_hundredths(hundredths: u64) -> Self {
        Self(hundredths)
    }

    /// How many hundredths of a point.
    #[must_use]
    pub const fn hundredths(self) -> u64 {
        self.0
    }

    /// So many times as much.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self(self.0.saturating_mul(count))
    }

    /// Equal parts for so many, to the hundredth: the first ones take what is left over, so that they come to the whole.
    pub fn divided(self, among: usize) -> impl Iterator<Item = Self> {
        let parts = among as u64;
        let (each, over) = match parts {
            0 => (0, 0),
            parts => (self.0 / parts, self.0 % parts),
        };
        (0..parts).map(move |part| Self(each + u64::from(part < over)))
    }

    /// How many decimals it needs: none, one or two.
    #[must_use]
    pub fn decimals(self) -> usize {
        match self.0 {
            whole if whole % 100 == 0 => 0,
            tenths if tenths % 10 == 0 => 1,
            _ => 2,
        }
    }

    /// With so many decimals, at most two, so that a column of numbers stands in line.
    #[must_use]
    pub fn with(self, decimals: usize) -> String {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match decimals {
            0 => whole.to_string(),
            1 => format!("{whole}.{}", rest / 10),
            _ => format!("{whole}.{rest:02}"),
        }
    }
}

impl fmt::Display for Points {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.with(self.decimals()))
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self(self.0.saturating_add(more.0))
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, more: Self) {
        *self = *self + more;
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// The rules by which stories are scored; one that is not given gives nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scoring {
    /// 体裁: what a story of a kind is worth.
    pub kinds: Vec<(Kind, Points)>,
    /// 版位: what is added for a strong place.
    pub priority: Vec<(Priority, Points)>,
    /// 图片: for each photograph.
    pub photo: Points,
    /// 字数: by length.
    pub characters: Option<Length>,
    /// 转载: for the best of the levels at which it was taken up.
    pub levels: Vec<(Level, Points)>,
    /// 时限: for news that are new.
    pub prompt: Option<Prompt>,
    /// 任务: how many stories a community owes in a month.
    pub quota: Option<u32>,
    /// 上限: how many stories of a community count in a month.
    pub most: Option<u32>,
    /// 合写: what each of several writers has of a story.
    pub shared: Sharing,
}

impl Scoring {
    /// Whether anything earns points.
    #[must_use]
    pub fn gives_points(&self) -> bool {
        let Self { kinds, priority, photo, characters, levels, prompt, .. } = self;
        let lists = !kinds.is_empty() || !priority.is_empty() || !levels.is_empty();
        lists || *photo > Points::default() || characters.is_some() || prompt.is_some()
    }
}

/// So many points for each full so many characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Length {
    /// How many characters; at least one.
    pub each: u32,
    /// What each full so many are worth.
    pub points: Points,
}

/// How soon a story should be out, and what that is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Prompt {
    /// Hours from what happened to the story's date.
    pub hours: u32,
    /// What a story within them earns more.
    pub points: Points,
    /// Whether a story behind them earns nothing at all.
    pub only: bool,
}

/// What each of several writers of a story has of its points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sharing {
    /// 均分: equal parts.
    #[default]
    Divided,
    /// 全分: all of them.
    Whole,
}

/// 转载: that others took a story up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Published {
    /// How far what took it up is heard.
    pub level: Level,
    /// In which paper, or on which station.
    pub place: Option<Box<str>>,
    /// When.
    pub date: Option<Date>,
    /// Where it can be read: of the schemes `http` and `https` only.
    pub url: Option<Url>,
}

impl Record {
    /// Who took it up.
    #[must_use]
    pub fn published(&self) -> &[Published] {
        self.rest.as_deref().map_or(&[], |rest| &rest.published)
    }
}
