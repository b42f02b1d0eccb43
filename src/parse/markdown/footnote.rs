//! Footnotes, wherever they are defined, in; numbered references and one section at the end out.
//!
//! What surprised us: a definition may stand before the first reference that gives it its number, so
//! definitions are written into buffers of their own and put together last. The section's name and its
//! arrows back are labels for screen readers and style sheets, not text: the body holds only the record's.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::mem::take;
use std::ops::Range;

use pulldown_cmark::CowStr;

use super::Wrong;
use super::origin::Run;
use super::writer::{Open, Writer};

/// What is known of the footnotes.
#[derive(Default)]
pub(super) struct Notes<'a> {
    /// Numbers by name.
    numbers: BTreeMap<String, usize>,
    /// How often each number is referred to.
    references: Vec<usize>,
    written: Vec<Note>,
    /// What was being written where a definition began.
    outer: Vec<Outer<'a>>,
}

struct Note {
    name: String,
    html: String,
    text: String,
    runs: Option<Vec<Run>>,
    range: Range<usize>,
}

struct Outer<'a> {
    name: CowStr<'a>,
    range: Range<usize>,
    html: String,
    text: String,
    runs: Option<Vec<Run>>,
    open: Vec<Open>,
}

impl<'a> Writer<'a> {
    /// A reference: the note's number, which is a link but inside a link.
    pub(super) fn reference(&mut self, name: &str) {
        let next = self.notes.numbers.len() + 1;
        let number = *self.notes.numbers.entry(name.to_lowercase()).or_insert(next);
        if number == next {
            self.notes.references.push(0);
        }
        let count = self.notes.references.get_mut(number - 1).map_or(1, |count| {
            *count += 1;
            *count
        });
        // Writing to a string cannot fail.
        let _ = if self.open.contains(&Open::Element("</a>")) {
            write!(self.html, "<sup>{number}</sup>")
        } else {
            let id = back(number, count);
            write!(
                self.html,
                "<sup><a href=\"#fn-{number}\" id=\"{id}\" class=\"footnote-ref\" role=\"doc-noteref\">{number}</a></sup>"
            )
        };
        let _ = write!(self.text, "{number}");
    }

    pub(super) fn start_note(&mut self, name: CowStr<'a>, range: Range<usize>) {
        self.soft = None;
        self.last = None;
        let (html, text, open) = (take(&mut self.html), take(&mut self.text), take(&mut self.open));
        let runs = self.runs.as_mut().map(take);
        self.notes.outer.push(Outer { name, range, html, text, runs, open });
    }

    pub(super) fn end_note(&mut self) {
        let Some(outer) = self.notes.outer.pop() else { return };
        let html = std::mem::replace(&mut self.html, outer.html);
        let text = std::mem::replace(&mut self.text, outer.text);
        let runs = std::mem::replace(&mut self.runs, outer.runs);
        self.open = outer.open;
        let name = outer.name.into_string();
        self.notes.written.push(Note { name, html, text, runs, range: outer.range });
    }

    /// The section at the end: notes in the order of their numbers, then those that nothing refers to.
    pub(super) fn write_notes(&mut self) {
        if self.notes.written.is_empty() {
            return;
        }
        let mut notes: Vec<(usize, Note)> = Vec::with_capacity(self.notes.written.len());
        for note in take(&mut self.notes.written) {
            // The number goes to the first definition of the name.
            let number = self.notes.numbers.remove(&note.name.to_lowercase()).unwrap_or(usize::MAX);
            if number == usize::MAX {
                self.fault(note.range.clone(), Wrong::UnusedFootnote(note.name.clone()));
            }
            notes.push((number, note));
        }
        notes.sort_by_key(|(number, _)| *number);
        self.fresh_line();
        let label = self.setting.lang.pick("脚注", "Footnotes");
        let _ = writeln!(self.html, "<section class=\"footnotes\" aria-label=\"{label}\">\n<ol>");
        for (number, note) in notes {
            self.write_note(number, &note);
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    fn write_note(&mut self, number: usize, note: &Note) {
        if let (Some(all), Some(runs)) = (&mut self.runs, &note.runs) {
            let start = self.text.len();
            all.extend(runs.iter().map(|run| Run { text: start + run.text, ..run.clone() }));
        }
        self.text.push_str(&note.text);
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let references = self.notes.references.get(number.wrapping_sub(1)).copied().unwrap_or_default();
        if references == 0 {
            let _ = writeln!(self.html, "<li>{}</li>", note.html);
            return;
        }
        let (inside, end) = match note.html.strip_suffix("</p>\n") {
            Some(inside) => (inside, "</p>\n"),
            None => (note.html.as_str(), ""),
        };
        let _ = write!(self.html, "<li id=\"fn-{number}\">\n{inside}");
        let label = self.setting.lang.pick("回到引用处", "Back to reference");
        for count in 1..=references {
            let id = back(number, count);
            let _ = write!(
                self.html,
                "<a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"{label} {number}-{count}\"></a>"
            );
        }
        let _ = writeln!(self.html, "{end}</li>");
    }
}

/// The id of the `count`-th reference to note `number`.
fn back(number: usize, count: usize) -> String {
    if count == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{count}") }
}
