//! Units in, stories that no page can hold as parts out, of which each fills its page but for the last.
//!
//! What surprised us: it does not do to keep a fixed room for the headline. Too little, and the part fits nowhere; too much,
//! and the page that the story goes on from has a hole as wide as itself.

use serde_json::json;

use super::boxes;
use super::copy::{Rank, Story, Unit};
use super::cut::cut;
use super::desk::Desk;
use super::fault::Fault;
use super::rows::{Row, divide};
use super::shapes::{Shape, StoryShape, head_room, shapes};

/// The most rows over all columns that a part is made shorter by until it has a shape.
const MOST_SHORTER: usize = 14;

/// What of a story there is room for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Nothing,
    /// Its text, without a photograph.
    Text,
    Whole,
}

impl Desk<'_> {
    /// Divides stories that no page can hold, where the first page has `first` rows and any other `other`.
    pub(super) fn divide(&self, units: &mut Vec<Unit>, (first, other): (usize, usize)) -> Result<(), Fault> {
        let mut at = 0;
        while at < units.len() {
            let rest = match units.get_mut(at) {
                Some(Unit::Story(story)) => self.part(story, if at == 0 { first } else { other })?,
                _ => None,
            };
            at += 1;
            if let Some(rest) = rest {
                units.insert(at, Unit::Story(Box::new(rest)));
            }
        }
        Ok(())
    }

    /// Leaves of a story what fills a page of so many rows, and gives back the rest; none where the page holds it all.
    fn part(&self, story: &mut Story, page: usize) -> Result<Option<Story>, Fault> {
        let columns = self.grid.columns;
        if story.rows.len() * 2 < page * columns {
            return Ok(None);
        }
        // What a column may not end with leaves a row of it empty.
        let room = (page * columns).saturating_sub(head_room(story, self.grid) + columns);
        for wanted in [Fit::Whole, Fit::Text] {
            if self.fit(story, page) >= wanted {
                return Ok(None);
            }
            for shorter in 0..=MOST_SHORTER {
                let most = room.saturating_sub(shorter * columns).max(2);
                if most >= story.rows.len() {
                    continue;
                }
                let (part, rest) = self.cut_off(story, most)?;
                if self.fit(&part, page) >= wanted {
                    *story = part;
                    return Ok(Some(rest));
                }
            }
        }
        Ok(None)
    }

    /// A story of so many rows with its note, and the rest of it.
    fn cut_off(&self, story: &Story, most: usize) -> Result<(Story, Story), Fault> {
        let mut part = story.clone();
        let rows = divide(&mut part.rows, most - 1);
        part.rows.extend(self.note(boxes::within(&part, self.grid).measure)?);
        part.goes_on = true;
        let rest = Story {
            rows,
            photos: Vec::new(),
            taken: 0,
            kicker: None,
            deck: None,
            byline: None,
            rank: Rank::Normal,
            goes_on: false,
            comes_from: true,
            ..part.clone()
        };
        Ok((part, rest))
    }

    /// What of a story a page of so many rows has room for.
    fn fit(&self, story: &Story, page: usize) -> Fit {
        let unit = Unit::Story(Box::new(story.clone()));
        let has_photo = |shape: &Shape| matches!(shape, Shape::Story(StoryShape { photo: Some(_), .. }));
        let shapes = shapes(&unit, (self.grid.columns, page), self.grid);
        let fit = |(_, shape): &(f32, Shape)| {
            if story.photos.is_empty() || has_photo(shape) { Fit::Whole } else { Fit::Text }
        };
        shapes.iter().flatten().map(fit).max().unwrap_or(Fit::Nothing)
    }

    /// The row at the end of a part that goes on elsewhere, in a column of `measure` points.
    fn note(&self, measure: f64) -> Result<Vec<Row>, Fault> {
        let text = self.say("（下转下一版）", "(continued on the next page)");
        let frame = self.set("note", json!({"text": text, "page": null}), measure)?;
        Ok(cut(&frame, self.grid.pitch))
    }
}
