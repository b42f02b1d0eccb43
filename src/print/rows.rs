//! Rows of type in, columns of as many rows as are wanted out.
//!
//! What surprised us: text need be set only once. When every line stands on the grid, a column is a stretch of rows,
//! and how high a story becomes over three columns under a photograph is a sum.

use std::ops::Range;
use std::sync::Arc;

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
    /// The head of the table that it belongs to, which stands again above it where it begins a column.
    pub(super) again: Option<Arc<Again>>,
}

/// The head of a table as it stands over what goes on in another column: drawn, so that it reads as text only once.
#[derive(Debug)]
pub struct Again {
    /// Its rows.
    pub(super) rows: usize,
    /// What stands in them; places from the first one's upper left corner.
    pub(super) items: Vec<(Point, FrameItem)>,
}

/// The head that stands again over a column that begins with the row at `at`.
fn head_over(rows: &[Row], at: usize) -> Option<&Again> {
    rows.get(at)?.again.as_deref()
}

/// How many rows that head takes.
fn rows_over(rows: &[Row], at: usize) -> usize {
    head_over(rows, at).map_or(0, |head| head.rows)
}

/// How many rows a column of these takes, the head of a table that stands again over them among them.
#[must_use]
pub fn length(rows: &[Row], range: &Range<usize>) -> usize {
    if range.is_empty() { 0 } else { rows_over(rows, range.start) + range.len() }
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
        let mut end = (at + height.saturating_sub(rows_over(rows, at))).min(rows.len());
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
    let full = fill(rows, heights);
    let heads = full.iter().flatten().map(|range| length(rows, range) - range.len());
    let spare = room.checked_sub(rows.len())?.saturating_sub(heads.sum());
    let (all, some) = (spare / heights.len().max(1), spare % heights.len().max(1));
    let mut even: Vec<usize> = heights.iter().map(|height| height.saturating_sub(all)).collect();
    for height in even.iter_mut().rev().take(some) {
        *height = height.saturating_sub(1);
    }
    let first = fill(rows, &even).or(full)?;
    let mut best = (apart(rows, &first, heights), first);
    if best.0 > 1 {
        Spreading { rows, heights, best: &mut best }.go_on(&mut Vec::new());
    }
    Some(best.1)
}

/// By how many rows columns end apart.
#[must_use]
pub fn apart(rows: &[Row], columns: &[Range<usize>], heights: &[usize]) -> usize {
    let ends = || columns.iter().zip(heights);
    let short = || ends().map(|(range, height)| height.saturating_sub(length(rows, range)));
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
        let height = height.saturating_sub(rows_over(self.rows, at));
        let shortest = if is_last { left } else { height.saturating_sub(Self::SHORT).min(left) };
        for length in shortest..=height.min(left) {
            let may_end = at + length == self.rows.len()
                || length > 0 && self.rows.get(at + length - 1).is_none_or(|row| !row.holds);
            if !may_end {
                continue;
            }
            columns.push(at..at + length);
            let so_far = apart(self.rows, columns, self.heights);
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
        // Where a column begins within a table, its head stands again.
        let head = if row == 0 { rows_over(rows, at) } else { 0 };
        let most = (height - row).saturating_sub(head).min(rows.len() - at).max(1);
        let may_end = |taken: &usize| {
            let is_last = at + taken == rows.len();
            is_last || rows.get(at + taken - 1).is_none_or(|row| !row.holds)
        };
        match (1..=most).rev().find(may_end).or((row == 0).then_some(most)) {
            Some(taken) => {
                stretches.push(((number, row), at..at + taken));
                (at, row) = (at + taken, row + head + taken);
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

/// Where texts begin that stand under each other in so many columns of a height: rows to spare go between them, unless the
/// last would then not find its place.
#[must_use]
pub fn spaced(texts: &[&[Row]], (height, width): (usize, usize)) -> Vec<(usize, usize)> {
    let rows: usize = texts.iter().map(|rows| rows.len()).sum();
    let spare = (height * width).saturating_sub(rows).min(texts.len());
    let mut all = (0..=spare).rev().map(|spare| run(texts, height, spare));
    all.find(|(_, columns)| *columns <= width).map(|(starts, _)| starts).unwrap_or_default()
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

/// A stretch of rows as a column of its own, under the head of the table that it goes on with.
#[must_use]
pub fn column(rows: &[Row], range: Range<usize>, (width, pitch): (f64, f64)) -> Frame {
    let head = head_over(rows, range.start).filter(|_| !range.is_empty());
    let above = head.map_or(0, |head| head.rows);
    let mut frame = Frame::soft(Size::new(Abs::pt(width), Abs::pt((above + range.len()) as f64 * pitch)));
    for (at, item) in head.into_iter().flat_map(|head| &head.items) {
        frame.push(*at, item.clone());
    }
    for (number, row) in rows.get(range).unwrap_or_default().iter().enumerate() {
        let top = Abs::pt((above + number) as f64 * pitch);
        for (at, item) in &row.items {
            frame.push(Point::new(at.x, at.y + top), item.clone());
        }
    }
    frame
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Again, Row, apart, column, fill, flow, least_height, length, spread};

    /// A line of text, the head of a table and so many lines of it.
    fn table(lines: usize) -> Vec<Row> {
        let head = Arc::new(Again { rows: 1, items: Vec::new() });
        let body = Row { again: Some(head), ..Row::default() };
        let before = [Row::default(), Row { holds: true, ..Row::default() }];
        before.into_iter().chain(std::iter::repeat_n(body, lines)).collect()
    }

    #[test]
    fn a_column_that_goes_on_with_a_table_holds_its_head_too() {
        let rows = table(11);
        assert_eq!(fill(&rows, &[5, 5, 5]), Some(vec![0..5, 5..9, 9..13]));
        assert_eq!(fill(&table(12), &[5, 5, 5]), None);
        assert_eq!(least_height(&table(12), &[0, 0, 0]), Some(6));
        assert_eq!([0..5, 5..9, 9..9].map(|range| length(&rows, &range)), [5, 5, 0]);
        assert!((column(&rows, 5..9, (100.0, 12.0)).height().to_pt() - 60.0).abs() < 1e-9);
        let (stretches, end) = flow(&rows, (0, 0), 5);
        assert_eq!(stretches, [((0, 0), 0..5), ((1, 0), 5..9), ((2, 0), 9..13)]);
        assert_eq!(end, (2, 5));
    }

    #[test]
    fn columns_of_a_table_end_evenly() {
        for lines in 4..40 {
            let rows = table(lines);
            let height = least_height(&rows, &[0, 0, 0]).unwrap();
            for heights in [[height; 3], [height + 1; 3], [height + 2; 3]] {
                let columns = spread(&rows, &heights).unwrap();
                assert!(apart(&rows, &columns, &heights) <= 1, "{lines}: {columns:?} in {heights:?}");
                assert_eq!(columns.iter().map(ExactSizeIterator::len).sum::<usize>(), rows.len());
            }
        }
    }
}
