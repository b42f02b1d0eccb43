//! The HTML that a record may use, `br sub sup abbr kbd ruby rt rp`; all other is shown as text.
//!
//! What surprised us: the parser checks no nesting, so `*a<sub>b*c</sub>` would cross. An end tag counts only
//! within the mark that its start tag stands in, and what is left open is closed with that mark.

use std::ops::Range;

use super::Wrong;
use super::writer::{Open, Verbatim, Writer};
use crate::model::html::escape_into;

const ELEMENTS: [&str; 8] = ["br", "sub", "sup", "abbr", "kbd", "ruby", "rt", "rp"];
/// No allowed tag is longer; beyond it there is no looking for the end of a title.
const LONGEST_TAG: usize = 400;

/// An allowed tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Tag<'t> {
    /// `<name>`, with the title of an `abbr`.
    Start(&'static str, Option<&'t str>),
    /// `</name>`.
    End(&'static str),
}

/// The allowed tag at the start of `text`, and its length.
pub(super) fn parse(text: &str) -> Option<(Tag<'_>, usize)> {
    let rest = text.strip_prefix('<')?;
    let (ends, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let letters = rest.bytes().take(5).take_while(u8::is_ascii_alphabetic).count();
    let (typed, rest) = rest.split_at_checked(letters)?;
    let name = ELEMENTS.into_iter().find(|name| name.eq_ignore_ascii_case(typed))?;
    let (title, rest) = if name == "abbr" && !ends { attribute(rest) } else { (None, rest) };
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix('/').filter(|_| name == "br").unwrap_or(rest).strip_prefix('>')?;
    let length = text.len() - rest.len();
    let tag = if ends { Tag::End(name) } else { Tag::Start(name, title) };
    (length <= LONGEST_TAG && !(ends && name == "br")).then_some((tag, length))
}

/// A title at the start of `text`, and what follows it.
fn attribute(text: &str) -> (Option<&str>, &str) {
    let value = || {
        let rest = text.trim_ascii_start();
        let (name, rest) = rest.split_at_checked("title".len())?;
        let rest = rest.trim_ascii_start().strip_prefix('=')?.trim_ascii_start();
        let quote =
            rest.chars().next().filter(|c| name.eq_ignore_ascii_case("title") && matches!(c, '"' | '\''))?;
        let window = rest.as_bytes().get(1..rest.len().min(LONGEST_TAG))?;
        let end = memchr::memchr(u8::try_from(quote).ok()?, window)?;
        Some((rest.get(1..=end)?, rest.get(end + 2..)?))
    };
    value().map_or((None, text), |(title, rest)| (Some(title), rest))
}

impl Writer<'_> {
    /// HTML in a line: one tag, or something that is shown.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let shown = match parse(html) {
            Some((tag, length)) if length == html.len() => !self.apply(&tag),
            _ => true,
        };
        if shown {
            self.show(html);
            self.fault(range, Wrong::RawHtml);
        }
    }

    /// A line of an HTML block, or a part of one.
    pub(super) fn block_html(&mut self, html: &str) {
        let mut line = html.strip_suffix('\n').unwrap_or(html);
        line = line.strip_suffix('\r').unwrap_or(line);
        let mut shown = false;
        while let Some((before, tagged)) = line.find('<').and_then(|at| line.split_at_checked(at)) {
            self.show(before);
            let length = match parse(tagged) {
                Some((tag, length)) if self.apply(&tag) => length,
                _ => {
                    shown = true;
                    self.show("<");
                    1
                }
            };
            line = tagged.get(length..).unwrap_or_default();
        }
        self.show(line);
        if html.ends_with('\n') {
            self.soft_break();
        }
        if let Some(Verbatim::Html(range)) = self.verbatim.clone().filter(|_| shown) {
            let told =
                self.faults.last().is_some_and(|last| last.range == range && last.wrong == Wrong::RawHtml);
            if !told {
                self.fault(range, Wrong::RawHtml);
            }
        }
    }

    /// Ends an HTML block; its last line break is none.
    pub(super) fn end_html(&mut self, range: &Range<usize>) {
        while self.html.ends_with('\n') {
            self.html.pop();
        }
        self.close_element(range);
    }

    /// Opens or closes an element; says whether it could.
    fn apply(&mut self, tag: &Tag<'_>) -> bool {
        match *tag {
            Tag::Start("br", _) => {
                self.hard_break();
                true
            }
            Tag::Start(name, title) => self.start_raw(name, title),
            Tag::End(name) => self.end_raw(name),
        }
    }

    fn start_raw(&mut self, name: &'static str, title: Option<&str>) -> bool {
        let part = matches!(name, "rt" | "rp");
        let top = match self.open.last() {
            Some(Open::Raw(top)) => Some(*top),
            _ => None,
        };
        let closes_part = part && matches!(top, Some("rt" | "rp"));
        let nested = name == "ruby" && self.open.contains(&Open::Raw("ruby"));
        if nested
            || (part && !closes_part && top != Some("ruby"))
            || self.open.len() >= super::writer::MAX_DEPTH
        {
            return false;
        }
        if closes_part {
            self.open.pop();
            self.end_tag(top.unwrap_or_default());
        }
        self.html.push('<');
        self.html.push_str(name);
        if let Some(title) = title {
            self.html.push_str(" title=\"");
            escape_into(&mut self.html, &unescaped(title));
            self.html.push('"');
        }
        self.html.push('>');
        self.open.push(Open::Raw(name));
        true
    }

    /// Closes the element `name`, where it is open within the innermost mark.
    fn end_raw(&mut self, name: &'static str) -> bool {
        let inner = self.open.iter().rev().take_while(|open| matches!(open, Open::Raw(_)));
        let Some(depth) = inner.into_iter().position(|open| *open == Open::Raw(name)) else { return false };
        for _ in 0..=depth {
            if let Some(Open::Raw(name)) = self.open.pop() {
                self.end_tag(name);
            }
        }
        true
    }

    /// Closes an element that the record left open. The end tags of `rt` and `rp` may be left out, as in HTML.
    pub(super) fn close_unclosed(&mut self, name: &'static str, range: &Range<usize>) {
        self.end_tag(name);
        if !matches!(name, "rt" | "rp") {
            self.fault(range.clone(), Wrong::Unclosed(name));
        }
    }

    fn end_tag(&mut self, name: &str) {
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }
}

/// `text` with the five references that stand for what HTML itself needs resolved.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{Tag, parse};

    #[test]
    fn only_the_allowed_tags_are_tags() {
        assert_eq!(parse("<BR />x"), Some((Tag::Start("br", None), 6)));
        assert_eq!(parse("</Sub >"), Some((Tag::End("sub"), 7)));
        assert_eq!(parse("<abbr title='甲\"'>"), Some((Tag::Start("abbr", Some("甲\"")), 19)));
        for other in [
            "<sub class=a>",
            "<abbr onclick=x>",
            "<subs>",
            "<b>",
            "</br>",
            "<abbr title=甲>",
            "<sub",
            "<sub/>",
            "< sub>",
        ] {
            assert_eq!(parse(other), None, "{other}");
        }
    }
}
