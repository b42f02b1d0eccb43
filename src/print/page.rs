//! A make-up in, pages as the typesetter's frames out, with the rectangle of every story.
//!
//! What surprised us: nothing has to be laid out again. A page is its headlines, its photographs and its rows, each put
//! where the plan says, in the order in which they are read aloud.

use std::ops::Range;

use rayon::prelude::*;
use serde_json::json;
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::syntax::Span;
use typst::visualize::{Color, FixedStroke, Geometry, Paint, Shape as Drawn};

use super::boxes;
use super::copy::{Brief, Story, Unit};
use super::geometry::Grid;
use super::makeup::{Placed, Plan};
use super::picture::Photograph;
use super::rows::{Row, apart, column, flow, spaced, spread};
use super::rules::{Line, rules};
use super::setter::{Setter, SheetFault};
use super::shapes::{PhotoPlace, Shape, StoryShape};
use super::strip::Strip;
use super::zone::{GAP, deck_size, kicker_size};
use crate::model::Id;
use crate::model::edition::{Measures, Noteworthy, Remark};

/// A page, set.
#[derive(Clone, Debug)]
pub struct SetPage {
    /// What stands on it.
    pub frame: Frame,
    /// Its records with their rectangles: left, top, width and height in points.
    pub areas: Vec<(Id, [f64; 4])>,
    /// Units whose headline is higher or wider than its zone.
    pub tight: Vec<usize>,
    /// What an editor should know.
    pub remarks: Vec<Remark>,
    /// The first of the rows that units stand in, and how many they are.
    pub room: (usize, usize),
    /// How well it came out, but for what shows only in its picture.
    pub measures: Measures,
}

/// What puts units on pages.
pub struct Compositor<'a> {
    /// Sets headlines and captions.
    pub setter: &'a Setter<'a>,
    /// The type area.
    pub grid: &'a Grid,
    /// The units.
    pub units: &'a [Unit],
}

/// What is set of a unit for its place: the headline or standing head, and photographs, each with its place from the left
/// edge in points.
struct Set {
    head: Frame,
    photos: Vec<(f64, Frame)>,
}

/// The most rows that may be empty at the foot of a page.
pub(super) const OPEN: usize = 3;

/// What stands above and below the units of a page, and how many rows each takes.
pub struct Margins {
    /// Masthead or running head.
    pub head: (Frame, usize),
    /// Credits and code, at the foot.
    pub foot: Option<(Frame, usize)>,
}

impl Compositor<'_> {
    /// Sets one page of the plan.
    ///
    /// # Errors
    /// What is wrong with the sheets.
    pub fn page(&self, plan: &Plan, page: usize, margins: Margins) -> Result<SetPage, SheetFault> {
        let grid = self.grid;
        let size = Size::new(Abs::pt(grid.sheet.0), Abs::pt(grid.sheet.1));
        let mut sheet = Sheet {
            frame: Frame::hard(size),
            grid,
            top: margins.head.1 + 1,
            areas: Vec::new(),
            tight: Vec::new(),
            remarks: Vec::new(),
            measures: Measures::default(),
        };
        sheet.put_at((0.0, 0.0), margins.head.0);
        let placed: Vec<&Placed> = plan.placed.iter().filter(|placed| placed.page == page).collect();
        let set: Vec<Set> =
            placed.par_iter().map(|placed| self.set_unit(placed)).collect::<Result<_, SheetFault>>()?;
        for (placed, set) in placed.into_iter().zip(set) {
            match (self.units.get(placed.unit), &placed.shape) {
                (Some(Unit::Story(story)), Shape::Story(shape)) => {
                    self.story(&mut sheet, (placed, set), (story, shape));
                }
                (Some(Unit::Rail { briefs, .. }), Shape::Rail { head, .. }) => {
                    self.rail(&mut sheet, (placed, set), (briefs, *head));
                }
                _ => {}
            }
        }
        for rule in rules(plan, page, (self.units, grid)) {
            sheet.rule(rule);
        }
        let rows = margins.foot.as_ref().map_or(0, |(_, rows)| rows + 1);
        let mut room = (sheet.top, grid.rows - rows - sheet.top);
        if page + 1 == plan.pages && plan.empty > OPEN {
            // With too little copy a page is closed up.
            sheet.measures.closed = plan.empty - 1;
            room.1 -= sheet.measures.closed;
            sheet.line((0.0, (room.0 + room.1) as f64 * grid.pitch), (grid.width(grid.columns), 0.0));
        }
        if let Some((foot, rows)) = margins.foot {
            let closed = if plan.pages == 1 { sheet.measures.closed } else { 0 };
            sheet.put_at((0.0, (grid.rows - rows - closed) as f64 * grid.pitch), foot);
        }
        let Sheet { frame, areas, tight, remarks, measures, .. } = sheet;
        Ok(SetPage { frame, areas, tight, remarks, room, measures })
    }

    /// Sets what of a unit has not been set with its text: that of a story in a box has the measure of the box.
    fn set_unit(&self, placed: &Placed) -> Result<Set, SheetFault> {
        let setter = &self.setter.for_part(placed.unit as u64);
        match (self.units.get(placed.unit), &placed.shape) {
            (Some(Unit::Story(story)), Shape::Story(shape)) => {
                let own = Compositor { setter, grid: &boxes::within(story, self.grid), units: self.units };
                let head = own.headline(story, shape, shape.zone)?;
                let photos = story
                    .strip(shape)
                    .map(|(strip, PhotoPlace { columns, rows, .. })| own.photos(strip, columns.1, rows.1));
                Ok(Set { head, photos: photos.transpose()?.unwrap_or_default() })
            }
            (Some(Unit::Rail { name, .. }), Shape::Rail { head, .. }) => {
                let values = json!({"rows": head, "name": name});
                let head = setter.set("railhead", values, self.grid.width(placed.columns.1))?;
                Ok(Set { head, photos: Vec::new() })
            }
            _ => Ok(Set { head: Frame::soft(Size::zero()), photos: Vec::new() }),
        }
    }

    fn story(
        &self,
        sheet: &mut Sheet<'_>,
        (placed, set): (&Placed, Set),
        (story, shape): (&Story, &StoryShape),
    ) {
        // What stands in a box stands in columns of its own.
        let grid = &boxes::within(story, self.grid);
        let own = Compositor { setter: self.setter, grid, units: self.units };
        let (left, above) = boxes::inset(story, placed.columns.1, self.grid);
        let (first, top) = (placed.columns.0, placed.rows.0 + above);
        let place = |column: usize, off: f64| (first, left + grid.left(column) + off);
        sheet.remarks.extend(own.remarks(story, shape));
        own.measure(sheet, story, shape);
        let (right, bottom) = ink(&set.head);
        if right > grid.width(shape.over) + 0.5 || bottom > grid.height(shape.zone) + 1.5 {
            sheet.tight.push(placed.unit);
        }
        sheet.put_off(place(0, 0.0), top, set.head);
        if let Some((_, PhotoPlace { columns, rows, .. })) = story.strip(shape) {
            for (left, photo) in set.photos {
                sheet.put_off(place(columns.0, left), top + rows.0, photo);
            }
        }
        let height = placed.rows.1.saturating_sub(2 * above);
        let heights: Vec<usize> = shape.tops.iter().map(|top| height.saturating_sub(*top)).collect();
        let columns = spread(&story.rows, &heights).unwrap_or_default();
        sheet.measure(&story.rows, &columns, &heights);
        for (number, range) in columns.into_iter().enumerate() {
            let below = shape.tops.get(number).copied().unwrap_or(0);
            let frame = column(&story.rows, range, (grid.measure, grid.pitch));
            sheet.put_off(place(number, 0.0), top + below, frame);
        }
        sheet.area(&story.id, placed.columns, placed.rows);
    }

    /// What an editor should know of a story in this shape.
    fn remarks(&self, story: &Story, shape: &StoryShape) -> Vec<Remark> {
        let remark = |what| Remark { id: story.id.clone(), what };
        let size = shape.headline.size;
        let is_long = !shape.headline.lines.is_empty() && size < story.rank.sizes(self.grid.columns).0;
        let coarse = story.strip(shape).and_then(|(photo, place)| {
            let width = self.grid.width(place.columns.1);
            (!photo.is_sharp(width)).then(|| photo.resolution(width))
        });
        let coarse = coarse.map(|resolution| remark(Noteworthy::CoarsePhoto(resolution)));
        let shown = story.strip(shape).map_or(0, |(strip, _)| strip.count());
        let fewer = (shown < story.taken).then(|| remark(Noteworthy::FewerPhotos(story.taken - shown)));
        let long = is_long.then(|| remark(Noteworthy::LongHeadline(size)));
        long.into_iter().chain(coarse).chain(fewer).collect()
    }

    /// Takes down how a story's headline and its photograph came out.
    fn measure(&self, sheet: &mut Sheet<'_>, story: &Story, shape: &StoryShape) {
        let used = shape.headline.used;
        if !shape.headline.lines.is_empty() {
            let (least, most) = sheet.measures.headlines.unwrap_or((used, used));
            sheet.measures.headlines = Some((least.min(used), most.max(used)));
        }
        if let Some((photo, PhotoPlace { columns, rows, .. })) = story.strip(shape) {
            let width = self.grid.width(columns.1);
            let height = self.grid.height(rows.1.saturating_sub(1 + photo.caption_rows(width)));
            let (sharp, cropped) = (photo.density((width, height)), photo.cropped((width, height)));
            let (least, most) = sheet.measures.photos.unwrap_or((sharp, cropped));
            sheet.measures.photos = Some((least.min(sharp), most.max(cropped)));
        }
    }

    fn headline(&self, story: &Story, shape: &StoryShape, rows: usize) -> Result<Frame, SheetFault> {
        let size = shape.headline.size;
        let loud = story.rank >= super::copy::Rank::Major;
        let values = json!({
            "rows": rows, "gap": GAP,
            "badge": story.badge, "badge_page": story.badge_page, "kicker": story.kicker, "kicker_size": kicker_size(size),
            "lines": shape.headline.lines, "main_size": size, "tracking": shape.headline.tracking,
            "loud": loud,
            "deck": story.deck, "deck_size": deck_size(size), "byline": story.byline,
            "centred": true,
        });
        self.setter.set("headline", values, self.grid.width(shape.over))
    }

    /// Photographs over so many columns and rows, each with its place from the left edge, in points.
    fn photos(&self, strip: &Strip, over: usize, rows: usize) -> Result<Vec<(f64, Frame)>, SheetFault> {
        let width = self.grid.width(over);
        let caption = strip.caption_rows(width);
        let box_rows = rows.saturating_sub(1 + caption);
        let photo = |(left, wide, photo): (f64, f64, &Photograph)| {
            let shown = (wide, self.grid.height(box_rows));
            let (crop, file) = (photo.behind(shown), photo.file(shown).map(|(name, _)| name));
            let values = json!({
                "rows": box_rows + caption, "caption_rows": caption,
                "file": file, "crop": crop, "caption": photo.caption, "credit": photo.credit, "alt": photo.alt,
            });
            Ok((left, self.setter.set("photo", values, wide)?))
        };
        strip.parts(width).map(photo).collect()
    }

    fn rail(&self, sheet: &mut Sheet<'_>, (placed, set): (&Placed, Set), (briefs, head): (&[Brief], usize)) {
        let (first, width) = placed.columns;
        sheet.put(first, placed.rows.0, set.head);
        let height = placed.rows.1 - head;
        let texts: Vec<&[Row]> = briefs.iter().map(|brief| brief.rows.as_slice()).collect();
        let top = placed.rows.0 + head;
        for (brief, start) in briefs.iter().zip(spaced(&texts, (height, width))) {
            let (stretches, end) = flow(&brief.rows, start, height);
            for ((number, row), range) in stretches {
                let frame = column(&brief.rows, range, (self.grid.measure, self.grid.pitch));
                sheet.put(first + number, top + row, frame);
            }
            sheet.brief(&brief.id, (first, top), (start, end, height));
        }
    }
}

/// How far to the right and down the type of a frame reaches, in points.
fn ink(frame: &Frame) -> (f64, f64) {
    let (mut right, mut bottom) = (0.0_f64, 0.0_f64);
    for (at, item) in frame.items() {
        let (x, y) = match item {
            FrameItem::Text(text) => (text.width().to_pt(), text.size.to_pt() * 0.2),
            FrameItem::Group(group) => ink(&group.frame),
            _ => continue,
        };
        right = right.max(at.x.to_pt() + x);
        bottom = bottom.max(at.y.to_pt() + y);
    }
    (right, bottom)
}

struct Sheet<'g> {
    frame: Frame,
    grid: &'g Grid,
    /// The row below the page's head.
    top: usize,
    areas: Vec<(Id, [f64; 4])>,
    tight: Vec<usize>,
    remarks: Vec<Remark>,
    measures: Measures,
}

impl Sheet<'_> {
    /// Takes down by how many rows the columns of a story end apart.
    fn measure(&mut self, rows: &[Row], columns: &[Range<usize>], heights: &[usize]) {
        let apart = apart(rows, columns, heights);
        self.measures.apart = self.measures.apart.max(apart);
    }

    /// Puts a frame at a point of the type area.
    fn put_at(&mut self, (x, y): (f64, f64), frame: Frame) {
        let at = Point::new(Abs::pt(self.grid.origin.0 + x), Abs::pt(self.grid.origin.1 + y));
        self.frame.push_frame(at, frame);
    }

    fn put(&mut self, column: usize, row: usize, frame: Frame) {
        self.put_off((column, 0.0), row, frame);
    }

    /// Puts a frame so many points to the right of a column's left edge.
    fn put_off(&mut self, (column, off): (usize, f64), row: usize, frame: Frame) {
        self.put_at((self.grid.left(column) + off, (self.top + row) as f64 * self.grid.pitch), frame);
    }

    fn area(&mut self, id: &Id, (column, columns): (usize, usize), (row, rows): (usize, usize)) {
        let grid = self.grid;
        let left = grid.origin.0 + grid.left(column);
        let top = grid.origin.1 + (self.top + row) as f64 * grid.pitch;
        self.areas.push((id.clone(), [left, top, grid.width(columns), grid.height(rows)]));
    }

    /// The rectangles of a brief that goes from one place of its rail to another: one in every column.
    fn brief(
        &mut self,
        id: &Id,
        (first, top): (usize, usize),
        (from, to, height): ((usize, usize), (usize, usize), usize),
    ) {
        for column in from.0..=to.0 {
            let start = if column == from.0 { from.1 } else { 0 };
            let end = if column == to.0 { to.1 } else { height };
            if end > start {
                self.area(id, (first + column, 1), (top + start, end - start));
            }
        }
    }

    /// Draws a rule whose place is counted from the row below the page's head.
    fn rule(&mut self, ((x, y), way): Line) {
        self.line((x, y + self.top as f64 * self.grid.pitch), way);
    }

    fn line(&mut self, (x, y): (f64, f64), (dx, dy): (f64, f64)) {
        let stroke = FixedStroke::from_pair(Paint::Solid(Color::BLACK), Abs::pt(0.4));
        let geometry = Geometry::Line(Point::new(Abs::pt(dx), Abs::pt(dy)));
        let shape: Drawn = geometry.stroked(stroke);
        let at = Point::new(Abs::pt(self.grid.origin.0 + x), Abs::pt(self.grid.origin.1 + y));
        self.frame.push(at, FrameItem::Shape(shape, Span::detached()));
    }
}
