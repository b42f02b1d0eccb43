//! Rows of type in, columns of as many rows as are wanted out.
//!
//! What surprised us: text need be set only once. When every line stands on the grid, a column is a stretch of rows,
//! and how high a story becomes over three columns under a photograph is a sum.

use std::ops::Range;

use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point, Size};

/// A row of set type.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// What stands in it; places from the row's upper left corner.
    pub(super) items: Vec<(Point, FrameItem)>,
    /// Whether it may not be the last of a column: a subhead, or what stands empty above one.
    pub(super) holds: bool,
    /// Whether nothing is seen in it.
    pub(super) is_blank: bool,
    /// Whether a bar of a chart stands in it.
    pub(super) has_bar: bool,
}

impl Row {
    /// Keeps it from being the last of a column.
    pub(super) fn hold(&mut self) {
        self.holds = true;
    }
}

/// Which rows stand in columns of these heights; none where not all of them do. No column ends with a subhead, and none
/// but the first begins with an empty row.
#[must_use]
pub fn fill(rows: &[Row], heights: &[usize]) -> Option<Vec<Range<usize>>> {
    let mut columns = Vec::with_capacity(heights.len());
    let mut at = 0;
    for height in heights {
        while at > 0 && rows.get(at).is_some_and(|row| row.is_blank) {
            at += 1;
        }
        let mut end = (at + height).min(rows.len());
        while end < rows.len() && end > at && rows.get(end - 1).is_some_and(|row| row.holds) {
            end -= 1;
        }
        columns.push(at..end);
        at = end;
    }
    (at >= rows.len()).then_some(columns)
}

/// The same, where columns end as evenly as may be: at most a row apart, unless a subhead or a line of a table's cells stands
/// in the way.
#[must_use]
pub fn spread(rows: &[Row], heights: &[usize]) -> Option<Vec<Range<usize>>> {
    let room: usize = heights.iter().sum();
    let spare = room.checked_sub(rows.len())?;
    let (all, some) = (spare / heights.len().max(1), spare % heights.len().max(1));
    let mut even: Vec<usize> = heights.iter().map(|height| height.saturating_sub(all)).collect();
    for height in even.iter_mut().rev().take(some) {
        *height = height.saturating_sub(1);
    }
    let first = fill(rows, &even).or_else(|| fill(rows, heights))?;
    let mut best = (apart(&first, heights), first);
    if best.0 > 1 {
        Spreading { rows, heights, best: &mut best }.go_on(&mut Vec::new());
    }
    Some(best.1)
}

/// By how many rows columns end apart.
#[must_use]
pub fn apart(columns: &[Range<usize>], heights: &[usize]) -> usize {
    let short = || columns.iter().zip(heights).map(|(range, height)| height.saturating_sub(range.len()));
    short().max().unwrap_or(0) - short().min().unwrap_or(0)
}

/// A search for the columns that end least apart.
struct Spreading<'s> {
    rows: &'s [Row],
    heights: &'s [usize],
    best: &'s mut (usize, Vec<Range<usize>>),
}

impl Spreading<'_> {
    /// The most rows by which a column may be shorter than it could be.
    const SHORT: usize = 4;

    fn go_on(&mut self, columns: &mut Vec<Range<usize>>) {
        let Some(height) = self.heights.get(columns.len()) else { return };
        let mut at = columns.last().map_or(0, |column| column.end);
        while at > 0 && self.rows.get(at).is_some_and(|row| row.is_blank) {
            at += 1;
        }
        let is_last = columns.len() + 1 == self.heights.len();
        let left = self.rows.len().saturating_sub(at);
        let shortest = if is_last { left } else { height.saturating_sub(Self::SHORT).min(left) };
        for length in shortest..=*height.min(&left) {
            let may_end = at + length == self.rows.len()
                || length > 0 && self.rows.get(at + length - 1).is_none_or(|row| !row.holds);
            if !may_end {
                continue;
            }
            columns.push(at..at + length);
            let so_far = apart(columns, self.heights);
            if so_far < self.best.0 {
                if is_last {
                    *self.best = (so_far, columns.clone());
                } else {
                    self.go_on(columns);
                }
            }
            columns.pop();
        }
    }
}

/// The least number of rows at which columns hold all of `rows`, where so many rows of each column are taken already.
#[must_use]
pub fn least_height(rows: &[Row], tops: &[usize]) -> Option<usize> {
    let taken: usize = tops.iter().sum();
    let start = (rows.len() + taken).div_ceil(tops.len().max(1)).max(tops.iter().copied().max().unwrap_or(0));
    let holds_all = |height: &usize| {
        let heights: Vec<usize> = tops.iter().map(|top| height.saturating_sub(*top)).collect();
        fill(rows, &heights).is_some()
    };
    (start..start + rows.len() + 2).find(holds_all)
}

/// Where rows stand that run through columns of `height` rows from a column and row on, and where they end. No column ends
/// with a subhead.
#[must_use]
pub fn flow(rows: &[Row], start: (usize, usize), height: usize) -> (Vec<Stretch>, (usize, usize)) {
    let ((mut number, mut row), mut at) = (start, 0);
    let mut stretches = Vec::new();
    while at < rows.len() {
        if row >= height {
            (number, row) = (number + 1, 0);
        }
        let most = (height - row).min(rows.len() - at).max(1);
        let may_end = |taken: &usize| {
            let is_last = at + taken == rows.len();
            is_last || rows.get(at + taken - 1).is_none_or(|row| !row.holds)
        };
        match (1..=most).rev().find(may_end).or((row == 0).then_some(most)) {
            Some(taken) => {
                stretches.push(((number, row), at..at + taken));
                (at, row) = (at + taken, row + taken);
            }
            None => (number, row) = (number + 1, 0),
        }
    }
    (stretches, (number, row))
}

/// A column and a row, and which rows stand from there on.
pub type Stretch = ((usize, usize), Range<usize>);

/// Where texts under each other begin in columns of `height` rows, with so many empty rows between them, and how many
/// columns they take.
#[must_use]
pub fn run(texts: &[&[Row]], height: usize, mut spare: usize) -> (Vec<(usize, usize)>, usize) {
    let (mut starts, mut at) = (Vec::new(), (0, 0));
    for rows in texts {
        if at.1 > 0 && at.1 < height && spare > 0 {
            at.1 += 1;
            spare -= 1;
        }
        let (stretches, end) = flow(rows, at, height);
        // What would end a column with its headline begins in the next.
        starts.push(stretches.first().map_or(at, |(start, _)| *start));
        at = end;
    }
    (starts, at.0 + 1)
}

/// How many rows that may not end a column stand under each other at the most.
#[must_use]
pub fn longest_held(rows: &[Row]) -> usize {
    rows.split(|row| !row.holds).map(<[Row]>::len).max().unwrap_or(0)
}

/// Keeps at most `most` rows and gives back the others, for another page: behind the last paragraph that ends there, or
/// within one that is too long for that. What is read aloud cannot leave a page open, so that paragraph is not marked
/// as one.
#[must_use]
pub fn divide(rows: &mut Vec<Row>, most: usize) -> Vec<Row> {
    let open = open_elements(rows);
    let is_end =
        |at: &usize| at.checked_sub(1).is_none_or(|last| open.get(last).is_none_or(|open| *open == 0));
    let held = |at: &usize| at.checked_sub(1).and_then(|last| rows.get(last)).is_some_and(|row| row.holds);
    let end = (most / 2..=most).rev().find(|at| *at > 0 && is_end(at) && !held(at));
    if end.is_none() {
        let first = (0..=most).rev().find(&is_end).unwrap_or(0);
        let last = (most..=rows.len()).find(&is_end).unwrap_or(rows.len());
        for row in rows.get_mut(first..last).into_iter().flatten() {
            row.items.retain(|(_, item)| !matches!(item, FrameItem::Tag(_)));
        }
    }
    rows.split_off(end.unwrap_or(most).min(rows.len()))
}

/// How many elements stand open at the end of every row.
fn open_elements(rows: &[Row]) -> Vec<i64> {
    let mut open = 0;
    let step = |item: &FrameItem| match item {
        FrameItem::Tag(Tag::Start(..)) => 1,
        FrameItem::Tag(Tag::End(..)) => -1,
        _ => 0,
    };
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        open += row.items.iter().map(|(_, item)| step(item)).sum::<i64>();
        all.push(open);
    }
    all
}

/// A stretch of rows as a column of its own.
#[must_use]
pub fn column(rows: &[Row], range: Range<usize>, (width, pitch): (f64, f64)) -> Frame {
    let mut frame = Frame::soft(Size::new(Abs::pt(width), Abs::pt(range.len() as f64 * pitch)));
    for (number, row) in rows.get(range).unwrap_or_default().iter().enumerate() {
        let top = Abs::pt(number as f64 * pitch);
        for (at, item) in &row.items {
            frame.push(Point::new(at.x, at.y + top), item.clone());
        }
    }
    frame
}
