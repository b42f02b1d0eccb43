//! A body's markup in, its parts as values for the sheets out: paragraphs, subheads, items, tables.
//!
//! What surprised us: reading our own markup again is the surest way to print what the page shows, character for
//! character; there is no second reading of Markdown that could differ.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};

use super::endless;
use crate::model::SafeHtml;

/// Words of more characters may be broken anywhere, in a column and in a cell of a table.
const LONGEST: usize = 24;
const LONGEST_IN_CELL: usize = 10;

/// The parts of a body, in order, as the sheets take them.
#[must_use]
pub fn parts(html: &SafeHtml) -> Vec<Value> {
    let mut reader = Reader::from_str(html.as_str());
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut taker = Taker::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => taker.start(&tag),
            Ok(Event::End(tag)) => taker.end(tag.name().as_ref()),
            Ok(Event::Text(text)) => taker.text(&text),
            Ok(Event::GeneralRef(name)) => taker.entity(&name),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    taker.flush();
    taker.parts
}

/// How text is set off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    strong: u32,
    strike: u32,
    code: u32,
    raised: u32,
    lowered: u32,
}

/// A list that stands open: its next number, none for one without numbers.
type List = Option<u64>;

#[derive(Default)]
struct Table {
    head: Vec<Value>,
    rows: Vec<Vec<Value>>,
    align: Vec<&'static str>,
    /// The widest cell of each column, in characters.
    widest: Vec<usize>,
    row: Vec<Value>,
    in_head: bool,
}

#[derive(Default)]
struct Taker {
    parts: Vec<Value>,
    runs: Vec<Value>,
    look: Look,
    /// Text of the run that is open.
    open: String,
    lists: Vec<List>,
    /// What the next block of an item begins with.
    marker: Option<String>,
    quotes: u32,
    heading: bool,
    preformatted: bool,
    table: Option<Table>,
}

impl Taker {
    fn start(&mut self, tag: &BytesStart<'_>) {
        self.end_run();
        match tag.name().as_ref() {
            "p" => self.flush(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = true;
            }
            "strong" | "em" | "b" | "i" => self.look.strong += 1,
            "del" => self.look.strike += 1,
            "code" | "kbd" => self.look.code += 1,
            "sup" => self.look.raised += 1,
            "sub" => self.look.lowered += 1,
            "br" => self.runs.push(json!({"break": true, "text": ""})),
            "blockquote" => {
                self.flush();
                self.quotes += 1;
            }
            "ul" => self.begin_list(None),
            "ol" => self.begin_list(Some(number_of(tag))),
            "li" => self.begin_item(),
            "input" => self.task(tag),
            "pre" => {
                self.flush();
                self.preformatted = true;
            }
            name => self.start_table(name, tag),
        }
    }

    fn end(&mut self, name: &str) {
        self.end_run();
        match name {
            "p" | "li" => self.flush(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = false;
            }
            "strong" | "em" | "b" | "i" => self.look.strong = self.look.strong.saturating_sub(1),
            "del" => self.look.strike = self.look.strike.saturating_sub(1),
            "code" | "kbd" => self.look.code = self.look.code.saturating_sub(1),
            "sup" => self.look.raised = self.look.raised.saturating_sub(1),
            "sub" => self.look.lowered = self.look.lowered.saturating_sub(1),
            "blockquote" => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "ul" | "ol" => {
                self.flush();
                self.lists.pop();
            }
            "pre" => {
                self.flush();
                self.preformatted = false;
            }
            name => self.end_table(name),
        }
    }

    fn text(&mut self, text: &str) {
        let is_between = self.runs.is_empty() && self.open.is_empty();
        if is_between && text.trim().is_empty() {
            return;
        }
        if !self.preformatted {
            // Behind a line break of the text the source has one too.
            let after_break =
                self.open.is_empty() && self.runs.last().is_some_and(|run| run.get("break").is_some());
            let text = if after_break { text.trim_start_matches('\n') } else { text };
            self.open.push_str(text);
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.end_run();
                self.runs.push(json!({"break": true, "text": ""}));
            }
            self.open.push_str(line);
        }
    }

    fn entity(&mut self, name: &str) {
        let text = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" | "#39" => "'",
            _ => "\u{fffd}",
        };
        self.open.push_str(text);
    }

    fn end_run(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.open);
        let look = self.look;
        let mut run = serde_json::Map::new();
        let marks = [
            ("strong", look.strong),
            ("strike", look.strike),
            ("code", look.code),
            ("raised", look.raised),
            ("lowered", look.lowered),
        ];
        for (name, _) in marks.into_iter().filter(|(_, depth)| *depth > 0) {
            run.insert(name.to_owned(), Value::from(true));
        }
        let longest = if self.table.is_some() { LONGEST_IN_CELL } else { LONGEST };
        for (piece, is_joint) in endless::pieces(&text, longest) {
            let mut run = run.clone();
            run.insert("text".to_owned(), Value::from(piece));
            if is_joint {
                run.insert("joint".to_owned(), Value::from(true));
            }
            self.runs.push(Value::from(run));
        }
    }

    /// Ends the block that is open.
    fn flush(&mut self) {
        self.end_run();
        if self.table.is_some() {
            return;
        }
        while self.runs.last().is_some_and(|run| run.get("break").is_some()) {
            self.runs.pop();
        }
        let runs = std::mem::take(&mut self.runs);
        if runs.is_empty() {
            return;
        }
        let depth = self.lists.len().saturating_sub(1);
        let part = match self.marker.take() {
            Some(marker) => json!({"kind": "item", "marker": marker, "depth": depth, "runs": runs}),
            None if self.heading => json!({"kind": "subhead", "runs": runs}),
            None if self.preformatted => json!({"kind": "flush", "runs": runs}),
            None if !self.lists.is_empty() => {
                json!({"kind": "item", "marker": "", "depth": depth, "runs": runs})
            }
            None if self.quotes > 0 => json!({"kind": "quote", "runs": runs}),
            None => json!({"kind": "text", "runs": runs}),
        };
        self.parts.push(part);
    }

    fn begin_list(&mut self, first: List) {
        self.flush();
        self.lists.push(first);
    }

    fn begin_item(&mut self) {
        self.flush();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}.");
                *number += 1;
                marker
            }
            _ => "·".to_owned(),
        };
        self.marker = Some(marker);
    }

    fn task(&mut self, tag: &BytesStart<'_>) {
        let done = tag.attributes().flatten().any(|attribute| attribute.key.as_ref() == "checked");
        self.marker = Some(if done { "■" } else { "□" }.to_owned());
    }

    fn start_table(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "table" => {
                self.flush();
                self.table = Some(Table::default());
            }
            "thead" => self.in_table(|table| table.in_head = true),
            "th" | "td" => {
                let side = alignment(tag);
                self.in_table(|table| {
                    if table.in_head {
                        table.align.push(side);
                    }
                });
            }
            _ => {}
        }
    }

    fn end_table(&mut self, name: &str) {
        match name {
            "th" | "td" => {
                let runs = std::mem::take(&mut self.runs);
                let length =
                    runs.iter().filter_map(|run| run["text"].as_str()).map(|text| text.chars().count()).sum();
                self.in_table(|table| table.cell(runs, length));
            }
            "thead" => self.in_table(|table| {
                table.in_head = false;
                table.head = std::mem::take(&mut table.row);
            }),
            "tr" => self.in_table(|table| {
                if !table.in_head {
                    let row = std::mem::take(&mut table.row);
                    table.rows.push(row);
                }
            }),
            "table" => {
                let table = self.table.take();
                self.parts.extend(table.map(Table::part));
            }
            _ => {}
        }
    }

    fn in_table(&mut self, change: impl FnOnce(&mut Table)) {
        if let Some(table) = &mut self.table {
            change(table);
        }
    }
}

impl Table {
    fn cell(&mut self, runs: Vec<Value>, length: usize) {
        let column = self.row.len();
        if self.widest.len() <= column {
            self.widest.resize(column + 1, 1);
        }
        if let Some(widest) = self.widest.get_mut(column) {
            *widest = length.max(*widest);
        }
        self.row.push(Value::from(runs));
    }

    fn part(self) -> Value {
        // A long cell wraps; it needs less than its length in width.
        let columns: Vec<f64> = self.widest.iter().map(|widest| (*widest as f64 + 1.0).sqrt()).collect();
        let mut align = self.align;
        align.resize(columns.len(), "left");
        json!({"kind": "table", "columns": columns, "align": align, "head": self.head, "rows": self.rows})
    }
}

fn number_of(tag: &BytesStart<'_>) -> u64 {
    let start = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == "start");
    start.and_then(|attribute| attribute.value.parse().ok()).unwrap_or(1)
}

fn alignment(tag: &BytesStart<'_>) -> &'static str {
    let classes = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == "class");
    let text = classes.map(|attribute| attribute.value.into_owned()).unwrap_or_default();
    match () {
        () if text.contains("right") => "right",
        () if text.contains("center") => "center",
        () => "left",
    }
}
