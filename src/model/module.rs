//! What is printed beside the stories of an issue, because its editor asked for it: a board's progress, the chart of
//! figures, a scheme's notice, the days to come.
//!
//! What surprised us: set as lines of a column, all four are the same thing to the page.

use super::Id;

/// What an editor asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Module {
    /// What sort.
    pub kind: ModuleKind,
    /// The record that it is about.
    pub id: Option<Box<str>>,
    /// Which of the list it is, from 0.
    pub entry: usize,
}

/// A sort of module.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModuleKind {
    /// 看板: how far a programme has come.
    Board,
    /// 数字: the figures of a standing record, or those that a story states.
    Figures,
    /// 积分: how a scheme's points are earned, and what they buy.
    Scheme,
    /// 日历: what takes place in the seven days from the on.
    Calendar,
}

/// What is set of one module.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// The record that it is about; of the calendar without one [`calendar_id`].
    pub id: Id,
    /// Its standing head.
    pub head: String,
    /// Its headline.
    pub title: String,
    /// The line below that.
    pub deck: Option<String>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of a module.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// A subhead.
    Head(String),
    /// What the lines below it have in common: a day.
    Label(String),
    /// A line of its own.
    Text(String),
    /// An item of a list.
    Item(String),
    /// A bar of a chart.
    Bar {
        /// What is counted.
        label: String,
        /// How much, in words.
        said: String,
        /// Its length, in thousandths of the longest.
        share: u16,
    },
    /// A chart that is no list of bars.
    Chart(Plot),
}

/// A chart, drawn in tenths of a unit; thirteen units are as high as its text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Plot {
    /// What it shows, for whoever cannot see it.
    pub alt: String,
    /// How wide and high it is.
    pub size: [i32; 2],
    /// What it is drawn of, the lowest first.
    pub marks: Vec<Mark>,
}

/// A part of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The ground on which it stands.
    Ground([[i32; 2]; 2]),
    /// A line from point to point.
    Run(Vec<[i32; 2]>),
    /// A disc of a radius around a point.
    Disc([i32; 2], i32),
    /// A rectangle: its left upper corner, its width and height, and whether it is filled.
    Bar([i32; 2], [i32; 2], bool),
    /// Text on a base line that begins, has its middle or ends at a point: 0, 1 or 2 halves of it stand before.
    Text([i32; 2], u8, String),
}

/// What the area of the calendar of a week is called on the printed page.
#[must_use]
pub fn calendar_id(week: super::Week) -> Option<Id> {
    Id::new(&format!("calendar-{week}").to_lowercase())
}
