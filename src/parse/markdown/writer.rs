//! Events in, HTML and plain text out: the one serializer, of which the files beside this are the parts.
//!
//! What surprised us: to know what stands open is enough to keep HTML well formed whatever a record does. Each
//! element that is opened leaves its end tag on one stack, and nothing else writes end tags.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::footnote::Notes;
use super::heading::{Begun, Ids};
use super::image::{Lone, Pictured};
use super::link::Target;
use super::origin::Run;
use super::table::Table;
use super::{Body, Fault, Heading, Setting, Wrong};
use crate::model::SafeHtml;
use crate::model::html::escape_into;
use crate::parse::control::{holds_control, is_control};

/// How deep quotes, lists and emphasis nest. Browsers flatten beyond some 500 elements, and no newspaper
/// text comes near; reached by `tests/hostile/deep-quotes.md`.
pub(super) const MAX_DEPTH: usize = 50;

/// What stands open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// Something of Markdown's and its end tag.
    Element(&'static str),
    /// Something of Markdown's that was not written; its end is not written either.
    Silent,
    /// An HTML element of the record's own, by its name.
    Raw(&'static str),
}

/// A line break in the source that may stand for nothing.
#[derive(Clone, Copy)]
pub(super) struct SoftBreak {
    pub html: usize,
    pub text: usize,
    pub before: char,
}

/// What is written so far, and what it takes to go on.
pub(super) struct Writer<'a> {
    pub source: &'a str,
    pub setting: Setting<'a>,
    pub html: String,
    pub text: String,
    pub faults: Vec<Fault>,
    pub open: Vec<Open>,
    /// The last character shown in this block.
    pub last: Option<char>,
    pub soft: Option<SoftBreak>,
    /// Inside a block whose text is shown as it is.
    pub verbatim: Option<Verbatim>,
    pub image: Option<Pictured>,
    /// Where the open paragraph's tag starts, and the picture that is all it holds so far.
    pub paragraph: usize,
    pub lone: Option<Lone>,
    pub heading: Option<Begun>,
    pub headings: Vec<Heading>,
    pub levels: Vec<u8>,
    pub ids: Ids,
    /// Links to places in this body, as typed, and where they stand: settled when all headings are known.
    pub fragments: Vec<(String, Range<usize>)>,
    pub table: Table,
    pub notes: Notes<'a>,
    /// Where the event stands that is being written.
    pub at: Range<usize>,
    /// Where each run of text came from; none but when somebody asks.
    pub runs: Option<Vec<Run>>,
    /// Whether the editor has been told that it is too deep; once is enough.
    told_depth: bool,
}

/// A block whose text is not Markdown.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Verbatim {
    /// Code.
    Code,
    /// An HTML block at these bytes.
    Html(Range<usize>),
}

impl<'a> Writer<'a> {
    pub(super) fn new(source: &'a str, setting: Setting<'a>) -> Self {
        Self {
            source,
            setting,
            html: String::with_capacity(source.len() + source.len() / 4 + 64),
            text: String::with_capacity(source.len()),
            faults: Vec::new(),
            open: Vec::new(),
            last: None,
            soft: None,
            verbatim: None,
            image: None,
            paragraph: 0,
            lone: None,
            heading: None,
            headings: Vec::new(),
            levels: Vec::new(),
            ids: Ids::default(),
            fragments: Vec::new(),
            table: Table::default(),
            notes: Notes::default(),
            at: 0..0,
            runs: None,
            told_depth: false,
        }
    }

    /// Writes one event, which stands at `range` of the source.
    pub(super) fn take(&mut self, event: Event<'a>, range: Range<usize>) {
        self.at = range.clone();
        if self.image.is_some() {
            return self.take_alternative(event, range);
        }
        match event {
            Event::Text(text) => self.take_text(&text, range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.hard_break(),
            Event::Code(code) => self.code(&code),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Html(html) => self.block_html(&html),
            Event::Rule => self.rule(),
            Event::FootnoteReference(name) => self.reference(&name),
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.take_text(&text, range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.start_mark("<em>", "</em>", range),
            Tag::Strong => self.start_mark("<strong>", "</strong>", range),
            Tag::Strikethrough => self.start_struck(range),
            Tag::Link { link_type, dest_url, title, .. } => {
                let target = Target { kind: link_type, destination: &dest_url, title: &title };
                self.start_link(&target, range);
            }
            Tag::Image { dest_url, title, .. } => {
                self.image = Some(Pictured::new(dest_url.into_string(), title.into_string(), range));
            }
            Tag::FootnoteDefinition(name) => self.start_note(name, range),
            block => self.start_block(block, range),
        }
    }

    /// Notes a fault.
    pub(super) fn fault(&mut self, range: Range<usize>, wrong: Wrong) {
        if !wrong.is_unsaid() {
            self.faults.push(Fault { range, wrong });
        }
    }

    /// Notes that something is open whose end tag is `close`.
    pub(super) fn open_element(&mut self, close: &'static str) {
        self.open.push(Open::Element(close));
    }

    /// Notes that something is open that leaves no trace.
    pub(super) fn open_silently(&mut self) {
        self.open.push(Open::Silent);
    }

    /// Whether one more element may be opened; if not, it is opened silently.
    pub(super) fn is_too_deep(&mut self, range: &Range<usize>) -> bool {
        if self.open.len() < MAX_DEPTH {
            return false;
        }
        if !std::mem::replace(&mut self.told_depth, true) {
            self.fault(range.clone(), Wrong::TooDeep);
        }
        self.open_silently();
        true
    }

    /// Writes the end tag of the innermost element of Markdown's, and of the record's own elements in it.
    pub(super) fn close_element(&mut self, range: &Range<usize>) -> Open {
        while let Some(open) = self.open.pop() {
            match open {
                Open::Raw(name) => self.close_unclosed(name, range),
                Open::Element(close) => {
                    self.html.push_str(close);
                    return open;
                }
                Open::Silent => return open,
            }
        }
        Open::Silent
    }

    /// Appends a `title` attribute, where there is a title.
    pub(super) fn title_attribute(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            escape_into(&mut self.html, title);
            self.html.push('"');
        }
    }

    /// What is written, vouched for.
    pub(super) fn finish(mut self) -> Body {
        self.write_notes();
        self.settle_fragments();
        while self.text.ends_with('\n') {
            self.text.pop();
        }
        self.faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
        Body {
            html: SafeHtml::vouched(without_controls(self.html)),
            text: without_controls(self.text),
            faults: self.faults,
            headings: self.headings,
        }
    }
}

/// An entity such as `&#1;` can name what no page and no feed may hold. No markup of ours holds it either, so it
/// is replaced where all is written.
fn without_controls(text: String) -> String {
    if holds_control(&text) { text.replace(is_control, "\u{fffd}") } else { text }
}
