//! Records in, the copy that a page is made up from out: headline, text set in one column, photograph, brief.
//!
//! What surprised us: what a story may look like depends on its kind and its priority alone; what it needs, on its text.

use serde_json::{Value, json};

use super::headline::Headline;
use super::rows::Row;
use super::shapes::{PhotoPlace, StoryShape};
use super::strip::Strip;
use crate::model::record::{Byline, Priority};
use crate::model::{Id, Kind, Record};

/// How loud a story is on the page; a louder one has the larger headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// 次要
    Minor,
    /// 普通
    Normal,
    /// 重点
    Major,
    /// 倒头条
    Foot,
    /// 头条
    Lead,
}

impl Rank {
    /// The rank of a record; the one that leads the issue is louder than its priority.
    #[must_use]
    pub fn of(record: &Record, leads: bool) -> Self {
        match record.priority {
            _ if leads => Self::Lead,
            Priority::Minor => Self::Minor,
            Priority::Normal => Self::Normal,
            Priority::Major | Priority::Lead => Self::Major,
        }
    }

    /// The least and the greatest size of its headline in points, on a sheet of so many columns.
    #[must_use]
    pub fn sizes(self, columns: usize) -> (f64, f64) {
        let scale = if columns >= 5 { 1.0 } else { 0.82 };
        let (least, most) = match self {
            Self::Lead => (30.0, 50.0),
            Self::Foot => (30.0, 38.0),
            Self::Major => (22.0, 29.5),
            Self::Normal => (14.0, 21.5),
            Self::Minor => (11.5, 13.5),
        };
        (least * scale, most * scale)
    }
}

/// A story, ready to be placed.
#[derive(Clone, Debug)]
pub struct Story {
    /// The record.
    pub id: Id,
    /// How loud it is.
    pub rank: Rank,
    /// Its headline.
    pub headline: Headline,
    /// Its headline as typed.
    pub title: String,
    /// The line above it.
    pub kicker: Option<String>,
    /// The line below it.
    pub deck: Option<String>,
    /// The by-line below both, where it does not stand in the text.
    pub byline: Option<String>,
    /// The standing head that it runs under.
    pub badge: Option<String>,
    /// The page that this leads to, where it says from which one the story comes.
    pub badge_page: Option<usize>,
    /// Its text in one column.
    pub rows: Vec<Row>,
    /// What may be printed of its photographs: the first, the first two, and so on; of a photo story as many as can be.
    pub photos: Vec<Strip>,
    /// How many photographs the record has.
    pub taken: usize,
    /// Rows that its headline needs beyond what was reckoned.
    pub more: usize,
    /// Where the editor wants it.
    pub wish: Wish,
    /// Whether it stands in a box.
    pub is_boxed: bool,
    /// Whether the unit behind it goes on with its text.
    pub goes_on: bool,
    /// Whether it goes on with the text of the unit before it.
    pub comes_from: bool,
}

#[cfg(test)]
impl Story {
    /// A story without a text, for tests.
    pub(super) fn plain(id: &str, rank: Rank) -> Self {
        Self {
            id: Id::new(id).unwrap(),
            rank,
            headline: Headline::default(),
            title: String::new(),
            kicker: None,
            deck: None,
            byline: None,
            badge: None,
            badge_page: None,
            rows: Vec::new(),
            photos: Vec::new(),
            taken: 0,
            more: 0,
            wish: Wish::default(),
            is_boxed: false,
            goes_on: false,
            comes_from: false,
        }
    }
}

impl Story {
    /// The photographs that a shape of it shows, and where.
    #[must_use]
    pub fn strip(&self, shape: &StoryShape) -> Option<(&Strip, PhotoPlace)> {
        let place = shape.photo?;
        Some((self.photos.iter().find(|strip| strip.count() == place.count)?, place))
    }
}

/// Where an editor wants a story.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// Whether its place in the order has been chosen.
    pub is_bound: bool,
    /// Whether it stands on one page with the unit before it.
    pub is_joined: bool,
    /// Whether it stands across the foot of page one.
    pub is_at_foot: bool,
    /// The page, from 0.
    pub page: Option<usize>,
}

/// A brief.
#[derive(Clone, Debug)]
pub struct Brief {
    /// The record.
    pub id: Id,
    /// Its text under its small headline, in one column.
    pub rows: Vec<Row>,
}

/// What is placed as one.
#[derive(Clone, Debug)]
pub enum Unit {
    /// A story.
    Story(Box<Story>),
    /// Briefs under their standing head.
    Rail {
        /// The standing head.
        name: String,
        /// The briefs.
        briefs: Vec<Brief>,
        /// The page that the editor wants it on, from 0.
        page: Option<usize>,
        /// Whether it is there only to fill the last page.
        fills: bool,
    },
}

impl Unit {
    /// Whether it goes on with the text of the unit before it.
    #[must_use]
    pub fn comes_from_before(&self) -> bool {
        matches!(self, Self::Story(story) if story.comes_from)
    }

    /// Whether its place in the order is the editor's, that of the story of which it is a part, or the last.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        match self {
            Self::Story(story) => story.wish.is_bound || story.comes_from || story.goes_on,
            Self::Rail { fills, .. } => *fills,
        }
    }

    /// Whether it comes right behind the unit before it.
    #[must_use]
    pub fn is_joined(&self) -> bool {
        self.comes_from_before() || self.stays_with_before()
    }

    /// Whether it stands on the page of the unit before it.
    #[must_use]
    pub fn stays_with_before(&self) -> bool {
        matches!(self, Self::Story(story) if story.wish.is_joined)
    }

    /// Whether the editor wants it across the foot of page one.
    #[must_use]
    pub fn is_at_foot(&self) -> bool {
        matches!(self, Self::Story(story) if story.wish.is_at_foot)
    }

    /// The page that the editor wants it on, from 0.
    #[must_use]
    pub fn page(&self) -> Option<usize> {
        match self {
            Self::Story(story) => story.wish.page,
            Self::Rail { page, .. } => *page,
        }
    }

    /// How loud it is.
    #[must_use]
    pub fn rank(&self) -> Rank {
        match self {
            Self::Story(story) => story.rank,
            Self::Rail { .. } => Rank::Minor,
        }
    }
}

/// Whether a record runs in a rail: a brief that has no photograph and does not lead.
#[must_use]
pub fn is_brief(record: &Record, leads: bool) -> bool {
    record.kind == Kind::Brief && record.photos.is_empty() && !leads && record.priority < Priority::Major
}

/// The values of a story's text: its parts, with dateline and by-line before the first of a news story.
#[must_use]
pub fn text(mut parts: Vec<Value>, dateline: Option<&str>, byline: Option<&str>) -> Value {
    let mut opening = Vec::new();
    if let Some(dateline) = dateline {
        let space = if byline.is_none() { "　" } else { "" };
        opening.push(json!({"text": format!("{dateline}{space}"), "strong": true}));
    }
    opening.extend(byline.map(|byline| json!({"text": format!("（{byline}）")})));
    if opening.is_empty() {
        return Value::from(parts);
    }
    let first = parts.first_mut().filter(|part| part["kind"] == "text");
    match first.and_then(|part| part["runs"].as_array_mut()) {
        Some(runs) => drop(runs.splice(0..0, opening)),
        None => parts.insert(0, json!({"kind": "text", "runs": opening})),
    }
    Value::from(parts)
}

/// By-lines as one text, as typed.
#[must_use]
pub fn byline(bylines: &[Byline]) -> Option<String> {
    let text: String =
        bylines.iter().flat_map(|byline| [&*byline.before, &*byline.name, &*byline.after]).collect();
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}
