//! What stands in a line: text with its dates, marks, code, line breaks.
//!
//! What surprised us: whether a line break in the source means anything is known only when the next character is,
//! perhaps behind a mark. It is written at once and taken back where it joins Chinese with Chinese.

use std::ops::Range;

use super::Wrong;
use super::cjk::joins;
use super::writer::{Open, SoftBreak, Verbatim, Writer};
use crate::model::date::Date;
use crate::model::html::escape_into;
use crate::parse::words::{self, Form, Spotted};

impl Writer<'_> {
    /// Text, as Markdown gives it.
    pub(super) fn take_text(&mut self, text: &str, range: Range<usize>) {
        if self.verbatim == Some(Verbatim::Code) {
            escape_into(&mut self.html, text);
            self.note_run(text.len());
            self.text.push_str(text);
            return;
        }
        if text == "[" {
            self.look_for_footnote(range.start);
        }
        if text.contains('\0') {
            return self.show(&text.replace('\0', "\u{fffd}"));
        }
        self.show(text);
    }

    /// Shows `text` with its dates marked.
    pub(super) fn show(&mut self, text: &str) {
        let Some(start) = self.show_plainly(text) else { return };
        let Some(date) = self.setting.date else { return escape_into(&mut self.html, text) };
        let mut dated = Dated { html: &mut self.html, text: &self.text, done: start };
        for spotted in words::dates_from(&self.text, start, date) {
            dated.mark(&spotted);
        }
        dated.escape_to(self.text.len());
    }

    /// Adds `text` to the plain text, after the line break before it is settled; says where it starts there.
    fn show_plainly(&mut self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        self.settle(first);
        self.last = text.chars().next_back();
        let start = self.text.len();
        self.note_run(text.len());
        self.text.push_str(text);
        Some(start)
    }

    /// Takes the waiting line break back where `next` joins on.
    fn settle(&mut self, next: char) {
        if let Some(soft) = self.soft.take()
            && joins(soft.before, next)
        {
            self.html.remove(soft.html);
            self.text.remove(soft.text);
        }
    }

    /// A line break in the source.
    pub(super) fn soft_break(&mut self) {
        self.soft =
            self.last.map(|before| SoftBreak { html: self.html.len(), text: self.text.len(), before });
        self.html.push('\n');
        self.text.push('\n');
    }

    /// A line break that is meant.
    pub(super) fn hard_break(&mut self) {
        self.soft = None;
        self.last = None;
        self.html.push_str("<br>\n");
        self.text.push('\n');
    }

    /// Code in a line.
    pub(super) fn code(&mut self, code: &str) {
        if self.show_plainly(code).is_some() {
            self.html.push_str("<code>");
            escape_into(&mut self.html, code);
            self.html.push_str("</code>");
        }
    }

    pub(super) fn start_mark(&mut self, tag: &str, close: &'static str, range: Range<usize>) {
        if !self.is_too_deep(&range) {
            self.html.push_str(tag);
            self.open_element(close);
        }
    }

    /// Two tildes strike; one is a character, as in `3~5岁`.
    pub(super) fn start_struck(&mut self, range: Range<usize>) {
        let double = self.source.get(range.clone()).is_some_and(|text| text.starts_with("~~"));
        if double {
            return self.start_mark("<del>", "</del>", range);
        }
        self.show("~");
        self.open_element("~");
    }

    /// Ends a mark. A tilde that stood for itself is text at its end as well.
    pub(super) fn end_mark(&mut self, range: &Range<usize>) {
        if self.close_element(range) == Open::Element("~") {
            self.settle('~');
            self.last = Some('~');
            self.text.push('~');
        }
    }

    /// Whether what reads as text at `start` of the source was meant as a reference to a footnote.
    fn look_for_footnote(&mut self, start: usize) {
        const LONGEST: usize = 100;
        let Some(rest) = self.source.get(start..).and_then(|rest| rest.strip_prefix("[^")) else { return };
        let name: String =
            rest.chars().take(LONGEST).take_while(|c| !matches!(c, ']' | '[' | '\n')).collect();
        let closed = rest.get(name.len()..).is_some_and(|rest| rest.starts_with(']'));
        if closed && !name.trim().is_empty() {
            self.fault(start..start + name.len() + 3, Wrong::NoFootnote(name));
        }
    }
}

/// Text on its way into the markup, with its dates.
struct Dated<'t> {
    html: &'t mut String,
    text: &'t str,
    /// How far it is written.
    done: usize,
}

impl Dated<'_> {
    fn escape_to(&mut self, end: usize) {
        escape_into(self.html, self.text.get(self.done..end).unwrap_or_default());
        self.done = end;
    }

    /// Marks the words of a date, or of both ends of an interval.
    fn mark(&mut self, spotted: &Spotted) {
        let Some(form) = spotted.form() else { return };
        self.time(spotted.range.start..spotted.first_end, form, spotted.first);
        if let Some(second) = &spotted.second {
            self.time(second.clone(), form, spotted.last);
        }
    }

    fn time(&mut self, range: Range<usize>, form: Form, date: Date) {
        self.escape_to(range.start);
        self.html.push_str("<time datetime=\"");
        form.write(date, self.html);
        self.html.push_str("\">");
        self.escape_to(range.end);
        self.html.push_str("</time>");
    }
}
