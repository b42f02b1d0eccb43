//! What an editor asked for beside the stories in, units for the make-up out.
//!
//! What surprised us: a bar of a chart is a line of text that happens to have a rectangle in it. So charts flow over
//! columns as everything else does.

use serde_json::{Value, json};

use super::copy::{Rank, Story, Unit};
use super::desk::Desk;
use super::fault::Fault;
use super::fonts::missing_glyphs;
use super::geometry::Grid;
use super::headline::Headline;
use super::{wishes, words};
use crate::model::module::{Block, Line, Mark, Plot};
use crate::model::{Id, Record};
use crate::report::Diagnostic;

/// The most characters of a label that stand beside its bar; longer ones stand above it.
const LONGEST_LABEL: f64 = 7.0;
/// The text of a chart is so many of its units high.
const CHART_TEXT: f64 = 13.0;

impl Desk<'_> {
    /// The units of what was asked for, and what is said of characters that no font has; `boxes` says what is boxed.
    pub(super) fn blocks(&self, boxes: &[&str]) -> Result<(Vec<Unit>, Vec<Diagnostic>), Fault> {
        let missing: Vec<Diagnostic> =
            self.blocks.iter().filter_map(|block| self.unprintable(block)).collect();
        if !missing.is_empty() {
            return Ok((Vec::new(), missing));
        }
        let alone = self.blocks.iter().filter(|block| !self.prints(&block.id));
        let units = alone.map(|block| self.block(block, boxes)).collect::<Result<_, _>>()?;
        Ok((units, missing))
    }

    /// What was asked for about a record of the issue itself: it stands at the end of its story.
    pub(super) fn behind(&self, record: &Record, grid: &Grid) -> Vec<Value> {
        let own = self.blocks.iter().find(|block| block.id == record.id);
        own.map(|block| self.lines(&block.lines, grid)).unwrap_or_default()
    }

    /// Whether the issue prints the record of an id.
    pub(super) fn prints(&self, id: &Id) -> bool {
        let records = self.issue.records.iter().filter_map(|number| self.works.site.record(*number));
        records.into_iter().any(|record| record.id == *id && self.absence(record).is_none())
    }

    fn block(&self, block: &Block, boxes: &[&str]) -> Result<Unit, Fault> {
        let is_boxed = boxes.contains(&block.id.as_str());
        let (rows, is_boxed) = self.body(|grid| Value::from(self.lines(&block.lines, grid)), is_boxed)?;
        Ok(Unit::Story(Box::new(Story {
            id: block.id.clone(),
            rank: Rank::Minor,
            headline: Headline::new(&block.title, (None, &[]), self.widths),
            title: block.title.clone(),
            kicker: None,
            deck: block.deck.clone(),
            byline: None,
            badge: Some(block.head.clone()),
            badge_page: None,
            rows,
            photos: Vec::new(),
            taken: 0,
            more: 0,
            wish: wishes::of(&self.issue.decisions, &block.id),
            is_boxed,
            goes_on: false,
            comes_from: false,
        })))
    }

    /// The lines as parts for the sheets. Bars that follow each other begin and end at the same places.
    fn lines(&self, lines: &[Line], grid: &Grid) -> Vec<Value> {
        let text = |text: &str| json!([{"text": text}]);
        let are_bars = |a: &Line, b: &Line| matches!((a, b), (Line::Bar { .. }, Line::Bar { .. }));
        let mut parts = Vec::with_capacity(lines.len());
        for run in lines.chunk_by(are_bars) {
            let (label_width, said_width) = self.widths_of(run);
            for line in run {
                match line {
                    Line::Head(head) => parts.push(json!({"kind": "subhead", "runs": text(head)})),
                    Line::Label(label) => parts.push(json!({"kind": "label", "runs": text(label)})),
                    Line::Text(line) => parts.push(json!({"kind": "flush", "runs": text(line)})),
                    Line::Item(item) => {
                        parts.push(json!({"kind": "item", "marker": "·", "depth": 0, "runs": text(item)}));
                    }
                    Line::Chart(plot) => parts.push(chart(plot, grid)),
                    Line::Bar { label, said, share } => {
                        let is_long = self.widths.of_text(label) > LONGEST_LABEL;
                        if is_long {
                            parts.push(json!({"kind": "flush", "runs": text(label)}));
                        }
                        parts.push(json!({
                            "kind": "bar", "label": if is_long { "" } else { label }, "said": said,
                            "share": f64::from(*share) / 1000.0, "label_width": label_width, "said_width": said_width,
                        }));
                    }
                }
            }
        }
        parts
    }

    /// How wide the labels of bars are, and what is said behind them, in em.
    fn widths_of(&self, bars: &[Line]) -> (f64, f64) {
        let mut widest = (0.0_f64, 0.0_f64);
        for line in bars {
            if let Line::Bar { label, said, .. } = line {
                let label = Some(self.widths.of_text(label)).filter(|label| *label <= LONGEST_LABEL);
                widest = (widest.0.max(label.unwrap_or(0.0)), widest.1.max(self.widths.of_text(said)));
            }
        }
        widest
    }

    fn unprintable(&self, block: &Block) -> Option<Diagnostic> {
        let mut text = [&*block.head, &*block.title, block.deck.as_deref().unwrap_or_default()].concat();
        for line in &block.lines {
            match line {
                Line::Head(line) | Line::Label(line) | Line::Text(line) | Line::Item(line) => {
                    text.push_str(line);
                }
                Line::Bar { label, said, .. } => text.extend([&**label, &**said]),
                Line::Chart(plot) => {
                    let drawn = plot.marks.iter().filter_map(|mark| match mark {
                        Mark::Text(.., text) => Some(text.as_str()),
                        _ => None,
                    });
                    text.extend(drawn);
                }
            }
        }
        let missing = self.works.fonts.missing(&text);
        if missing.is_empty() {
            return None;
        }
        // The calendar is about no record; what it says, the activities' headlines say.
        let site = self.works.site;
        let own = site.named(block.id.as_str());
        let says = |record: &&Record| record.headline().contains(&*missing);
        let record = own.or_else(|| site.records.iter().find(says))?;
        let place = words::place_of(self.works.sources, record, &missing)?;
        Some(missing_glyphs(place, &missing))
    }
}

/// A chart as a part, as wide as the column; in a wide one no larger than that its text is as high as all other.
fn chart(plot: &Plot, grid: &Grid) -> Value {
    let units = |tenths: i32| f64::from(tenths) / 10.0;
    let [wide, high] = plot.size.map(units);
    let scale = (grid.measure / wide).min(grid.size / CHART_TEXT);
    let at = |point: &[i32; 2]| json!(point.map(|tenths| units(tenths) * scale));
    let mark = |mark: &Mark| match mark {
        Mark::Ground(ends) => json!({"kind": "ground", "points": ends.each_ref().map(at)}),
        Mark::Run(points) => json!({"kind": "run", "points": points.iter().map(at).collect::<Vec<_>>()}),
        Mark::Disc(middle, radius) => {
            json!({"kind": "disc", "at": at(middle), "radius": units(*radius) * scale})
        }
        Mark::Bar(corner, size, is_full) => {
            json!({"kind": "bar", "at": at(corner), "size": at(size), "full": is_full})
        }
        Mark::Text(point, before, text) => {
            json!({"kind": "text", "at": at(point), "before": before, "text": text})
        }
    };
    // Half a row of air keeps its text apart from the line above.
    let rows = ((high * scale + grid.pitch * 0.5) / grid.pitch).ceil();
    json!({
        "kind": "chart", "alt": plot.alt, "rows": rows, "width": wide * scale, "height": high * scale,
        "text_size": CHART_TEXT * scale, "marks": plot.marks.iter().map(mark).collect::<Vec<_>>(),
    })
}
