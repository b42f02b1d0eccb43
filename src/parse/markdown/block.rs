//! Where blocks begin and end: paragraphs, lists, quotes, code.
//!
//! What surprised us: a paragraph turns out to be a figure only at its end, so it is opened as a paragraph
//! and written again where it held one picture and nothing else.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Tag, TagEnd};

use super::writer::{Open, Verbatim, Writer};
use crate::model::html::escape_into;

impl<'a> Writer<'a> {
    /// Begins a block.
    pub(super) fn start_block(&mut self, tag: Tag<'a>, range: Range<usize>) {
        self.edge();
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, .. } => self.start_heading(level),
            Tag::BlockQuote(_) => self.start_container("<blockquote>\n", "</blockquote>\n", range),
            Tag::List(None) => self.start_container("<ul>\n", "</ul>\n", range),
            Tag::List(Some(first)) => self.start_numbered(first, range),
            Tag::Item => self.start_item(),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => {
                self.fresh_line();
                self.html.push_str("<p>");
                self.open_element("</p>\n");
                self.verbatim = Some(Verbatim::Html(range));
            }
            Tag::Table(alignments) => self.start_table(&alignments),
            Tag::TableHead => self.start_head(),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            _ => self.open_silently(),
        }
    }

    /// Ends a block or a mark.
    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                self.end_mark(&range);
                return;
            }
            TagEnd::Paragraph => self.end_paragraph(&range),
            TagEnd::Heading(_) => self.end_heading(&range),
            TagEnd::Table => self.end_table(&range),
            TagEnd::TableHead => self.end_head(&range),
            TagEnd::TableCell => self.end_cell(&range),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::HtmlBlock => {
                self.end_html(&range);
                self.verbatim = None;
            }
            TagEnd::CodeBlock => {
                self.verbatim = None;
                self.close_element(&range);
            }
            _ => {
                self.close_element(&range);
            }
        }
        self.edge();
    }

    /// Ends what a line of text means to the next: a block begins or ends here.
    fn edge(&mut self) {
        self.soft = None;
        self.last = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Starts a line of the markup, so that a page's source can be read.
    pub(super) fn fresh_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    fn start_paragraph(&mut self) {
        self.fresh_line();
        self.paragraph = self.html.len();
        self.html.push_str("<p>");
        self.lone = None;
        self.open_element("</p>\n");
    }

    fn end_paragraph(&mut self, range: &Range<usize>) {
        if let Some(lone) = self.lone.take().filter(|lone| lone.end == self.html.len()) {
            self.open.pop();
            return self.figure(&lone);
        }
        self.close_element(range);
    }

    fn start_container(&mut self, tag: &str, close: &'static str, range: Range<usize>) {
        if self.is_too_deep(&range) {
            return;
        }
        self.fresh_line();
        self.html.push_str(tag);
        self.open_element(close);
    }

    fn start_numbered(&mut self, first: u64, range: Range<usize>) {
        if first == 1 {
            return self.start_container("<ol>\n", "</ol>\n", range);
        }
        let tag = format!("<ol start=\"{first}\">\n");
        self.start_container(&tag, "</ol>\n", range);
    }

    /// An item of a list that was not written is not written either.
    fn start_item(&mut self) {
        if self.open.last() == Some(&Open::Silent) {
            return self.open_silently();
        }
        self.fresh_line();
        self.html.push_str("<li>");
        self.open_element("</li>\n");
    }

    /// A task's box. It cannot be ticked on a page, so it says aloud what it shows.
    pub(super) fn task(&mut self, done: bool) {
        if self.html.ends_with("<li>") {
            self.html.pop();
            self.html.push_str(" class=\"task\">");
        }
        let (label, checked) = if done {
            (self.setting.lang.pick("已完成", "done"), " checked")
        } else {
            (self.setting.lang.pick("未完成", "to do"), "")
        };
        self.html.push_str("<input type=\"checkbox\" disabled");
        self.html.push_str(checked);
        self.html.push_str(" aria-label=\"");
        self.html.push_str(label);
        self.html.push_str("\">");
    }

    /// Code scrolls sideways, so the keyboard must reach it.
    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.fresh_line();
        self.html.push_str("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
        {
            self.html.push_str(" class=\"language-");
            escape_into(&mut self.html, language);
            self.html.push('"');
        }
        self.html.push('>');
        self.verbatim = Some(Verbatim::Code);
        self.open_element("</code></pre>\n");
    }

    /// A line between two parts.
    pub(super) fn rule(&mut self) {
        self.edge();
        self.fresh_line();
        self.html.push_str("<hr>\n");
    }
}
