//! A long column of type in, its rows out, each with whether it may end a column.
//!
//! What surprised us: an element's tags say what belongs together, but not where; that says what was seen of it.

use std::sync::Arc;

use typst::foundations::{Packed, Smart, StyleChain};
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Length, Point, Transform};
use typst::model::{HeadingElem, ParElem, TableCell, TableChild, TableElem};
use typst::visualize::{Geometry, Shape};

use super::outline::outlined;
use super::rows::{Again, Row};

/// An item of a list that has at most so many rows stands in one column.
const SHORT_ITEM: usize = 3;

/// Cuts a frame into rows of `pitch` points.
#[must_use]
pub fn cut(frame: &Frame, pitch: f64) -> Vec<Row> {
    let count = ((frame.height().to_pt() + pitch / 2.0) / pitch).floor() as usize;
    let blank = || Row { is_blank: true, ..Row::default() };
    let mut cutter = Cutter {
        pitch,
        rows: (0..count.max(1)).map(|_| blank()).collect(),
        last: 0,
        waiting: Vec::new(),
        heading: None,
        item: None,
        table: None,
        head: None,
        is_first_line: false,
    };
    cutter.take_all(frame, Point::zero());
    cutter.finish()
}

struct Cutter {
    pitch: f64,
    rows: Vec<Row>,
    /// The row of the last thing that was seen.
    last: usize,
    /// Beginnings of elements that nothing has been seen of yet.
    waiting: Vec<(Point, FrameItem)>,
    /// The heading that stands open.
    heading: Option<Location>,
    /// The item of a list that stands open, and its first row.
    item: Option<(Location, usize)>,
    /// The table that stands open, and the row in which its line of cells begins that was met last.
    table: Option<(Location, usize)>,
    /// What was seen of that table's head, where it has one.
    head: Option<Head>,
    /// Whether the line of cells is a table's first, which the next one stays with.
    is_first_line: bool,
}

/// The head of a table that stands open.
#[derive(Default)]
struct Head {
    /// Whether what is met belongs to it.
    is_open: bool,
    /// Its first row, and the first behind it.
    first: Option<usize>,
    below: Option<usize>,
    /// What stands in it, and the rules of the whole table.
    items: Vec<(Point, FrameItem)>,
    rules: Vec<(Point, FrameItem)>,
}

impl Head {
    /// It stands again where the table goes on; none where there is nothing in it, or too much.
    fn again(self, pitch: f64) -> Option<(usize, Again)> {
        let (first, below) = (self.first?, self.below?);
        let rows = below.checked_sub(first).filter(|rows| (1..=MOST_AGAIN).contains(rows))?;
        let (top, bottom) = (first as f64 * pitch, below as f64 * pitch);
        let is_own = |at: &Point| at.y.to_pt() > top - pitch / 2.0 && at.y.to_pt() < bottom;
        let rules = self.rules.into_iter().filter(|(at, _)| is_own(at));
        let moved = |(at, item)| Some((at - Point::with_y(Abs::pt(top)), outlined(&item)?));
        let items = rules.chain(self.items).filter_map(moved).collect();
        Some((below, Again { rows, items }))
    }
}

/// A table's head of more rows stands once.
const MOST_AGAIN: usize = 3;

impl Cutter {
    fn take_all(&mut self, frame: &Frame, at: Point) {
        for (point, item) in frame.items() {
            self.take(at + *point, item);
        }
    }

    fn take(&mut self, at: Point, item: &FrameItem) {
        match item {
            // What is higher than a row is divided; a cell of a table has to be met as one.
            FrameItem::Group(group)
                if is_plain(group) && (self.table.is_some() || group.frame.height().to_pt() > self.pitch) =>
            {
                self.take_all(&group.frame, at);
            }
            FrameItem::Group(group) if group.clip.is_some() && group.frame.height().to_pt() > self.pitch => {
                self.put_whole(at, item, group.frame.height().to_pt());
            }
            FrameItem::Group(group) => {
                let y = at.y.to_pt() + group.frame.height().to_pt() / 2.0;
                self.put(at, item, y);
                self.mark_bar(y, shows_bar(&group.frame));
            }
            FrameItem::Text(_) => self.put(at, item, at.y.to_pt()),
            // A table's rules are drawn before its cells, and say nothing about where a line of cells begins.
            FrameItem::Shape(..) if self.table.is_some() => {
                let row = self.row_at(at.y.to_pt() - 0.1);
                self.push(row, at, item.clone());
                if let Some(head) = &mut self.head {
                    head.rules.push((at, item.clone()));
                }
            }
            FrameItem::Shape(shape, _) => {
                let y = at.y.to_pt() - 0.1;
                self.put(at, item, y);
                self.mark_bar(y, is_bar(shape));
            }
            FrameItem::Image(_, size, _) | FrameItem::Link(_, size) => {
                self.put(at, item, at.y.to_pt() + size.y.to_pt() / 2.0);
            }
            FrameItem::Tag(tag) => self.tag(at, item, tag),
        }
    }

    /// Says of the row at a height that a bar of a chart stands in it.
    fn mark_bar(&mut self, y: f64, is_bar: bool) {
        let row = self.row_at(y);
        if let Some(row) = self.rows.get_mut(row) {
            row.has_bar |= is_bar;
        }
    }

    fn tag(&mut self, at: Point, item: &FrameItem, tag: &Tag) {
        if let Tag::End(location, ..) = tag {
            self.heading = self.heading.filter(|heading| heading != location);
            self.end_item(*location);
        }
        match tag {
            Tag::Start(element, _) => {
                if element.is::<HeadingElem>() {
                    self.heading = element.location();
                }
                // What is not said of a paragraph is filled in from around it: nothing, where it is no item.
                let hanging = |par: &Packed<ParElem>| par.hanging_indent.get(StyleChain::default());
                let is_item = |par: &Packed<ParElem>| hanging(par) != Length::zero();
                if element.to_packed::<ParElem>().is_some_and(is_item) {
                    self.item = element.location().map(|location| (location, usize::MAX));
                }
                if let Some(table) = element.to_packed::<TableElem>().filter(|_| self.table.is_none()) {
                    self.table = element.location().map(|location| (location, usize::MAX));
                    let is_head = |child: &TableChild| matches!(child, TableChild::Header(_));
                    self.head = table.children.iter().any(is_head).then(Head::default);
                }
                if let (Some(head), Some(cell)) = (&mut self.head, element.to_packed::<TableCell>()) {
                    head.is_open = cell.y.get(StyleChain::default()) == Smart::Custom(0);
                }
                self.waiting.push((at, item.clone()));
            }
            // What has ended before anything was seen of it stays in its place.
            Tag::End(location, ..) if !self.waiting.is_empty() => {
                self.waiting.push((at, item.clone()));
                self.end_table(*location);
            }
            Tag::End(location, ..) => {
                let row = self.table.map_or(self.last, |(_, row)| row);
                self.push(row, at, item.clone());
                self.end_table(*location);
            }
        }
    }

    /// Behind a table's end its head stands over every row of it that may begin a column.
    fn end_table(&mut self, location: Location) {
        if self.table.take_if(|(table, _)| *table == location).is_none() {
            return;
        }
        if let Some((below, again)) = self.head.take().and_then(|head| head.again(self.pitch)) {
            let again = Arc::new(again);
            for row in self.rows.get_mut(below..=self.last).into_iter().flatten() {
                row.again = Some(Arc::clone(&again));
            }
        }
    }

    /// A short item of a list is not divided.
    fn end_item(&mut self, location: Location) {
        if let Some((_, first)) = self.item.take_if(|(item, _)| *item == location)
            && self.last.saturating_sub(first) < SHORT_ITEM
        {
            for row in self.rows.get_mut(first..self.last).into_iter().flatten() {
                row.holds = true;
            }
        }
    }

    fn row_at(&self, y: f64) -> usize {
        ((y / self.pitch).floor().max(0.0) as usize).min(self.rows.len().saturating_sub(1))
    }

    fn put(&mut self, at: Point, item: &FrameItem, y: f64) {
        let row = self.line_of_cells(self.row_at(y));
        for (at, tag) in std::mem::take(&mut self.waiting) {
            self.push(row, at, tag);
        }
        self.push(row, at, item.clone());
        if let Some(head) = &mut self.head {
            if head.is_open {
                head.first.get_or_insert(row);
                head.items.push((at, item.clone()));
            } else {
                head.below.get_or_insert(row);
            }
        }
        let holds = self.heading.is_some();
        if let Some((_, first)) = &mut self.item {
            *first = row.min(*first);
        }
        if let Some(row) = self.rows.get_mut(row) {
            row.is_blank = false;
            row.holds |= holds;
        }
    }

    /// What is higher than a row and not to be divided: it hangs in its first row, and the others stay with that.
    fn put_whole(&mut self, at: Point, item: &FrameItem, height: f64) {
        let top = at.y.to_pt();
        let (first, last) = (self.row_at(top + 0.1), self.row_at(top + height - 0.1));
        self.put(at, item, top + 0.1);
        for row in self.rows.get_mut(first..last).into_iter().flatten() {
            row.holds = true;
            row.is_blank = false;
        }
        if let Some(row) = self.rows.get_mut(last) {
            row.is_blank = false;
        }
        self.last = last;
    }

    /// The row that something in `row` is kept with: in a table, that in which its line of cells begins. Cells stand beside
    /// each other and are read one after the other, so a line of them cannot be divided.
    fn line_of_cells(&mut self, row: usize) -> usize {
        let last = std::mem::replace(&mut self.last, row);
        let Some((_, start)) = &mut self.table else { return row };
        if *start == usize::MAX || row > last {
            let goes_on = *start != usize::MAX && self.waiting.is_empty();
            if !goes_on {
                self.is_first_line = *start == usize::MAX;
                *start = row;
            }
        }
        self.last = row.max(last);
        let start = *start;
        if self.is_first_line
            && let Some(row) = self.rows.get_mut(row)
        {
            row.holds = true;
        }
        for bound in self.rows.get_mut(start..row).into_iter().flatten() {
            bound.holds = true;
            bound.is_blank = false;
        }
        start
    }

    fn push(&mut self, row: usize, at: Point, item: FrameItem) {
        let top = Abs::pt(row as f64 * self.pitch);
        if let Some(row) = self.rows.get_mut(row) {
            row.items.push((Point::new(at.x, at.y - top), item));
        }
    }

    fn finish(mut self) -> Vec<Row> {
        for (at, tag) in std::mem::take(&mut self.waiting) {
            self.push(self.last, at, tag);
        }
        let (mut below, mut bar) = (false, false);
        for row in self.rows.iter_mut().rev() {
            // What a bar is about may stand in the row above it.
            row.holds |= row.is_blank && below || bar && !row.has_bar;
            (below, bar) = (row.holds || row.is_blank, row.has_bar);
        }
        // Above what comes first there is nothing that it stands off from.
        let is_open = |row: &Row| row.is_blank && row.items.is_empty();
        let open = self.rows.iter().take_while(|row| is_open(row)).count();
        self.rows.drain(..open.min(self.rows.len().saturating_sub(1)));
        self.rows
    }
}

/// Whether a shape is a bar of a chart: nothing else in a text is a filled rectangle.
fn is_bar(shape: &Shape) -> bool {
    shape.fill.is_some() && matches!(shape.geometry, Geometry::Rect(_))
}

/// Whether a bar of a chart stands in a frame.
fn shows_bar(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Shape(shape, _) => is_bar(shape),
        FrameItem::Group(group) => shows_bar(&group.frame),
        _ => false,
    })
}

/// Whether what stands in a group may stand outside it.
fn is_plain(group: &typst::layout::GroupItem) -> bool {
    group.clip.is_none()
        && group.label.is_none()
        && group.parent.is_none()
        && group.transform == Transform::identity()
}
