//! Headings in, `<h2>` to `<h6>` with ids that stay the same out.
//!
//! What surprised us: screen readers go by levels, so the page must not skip one. A heading's level is how many
//! headings it stands under, plus the page's own, whatever number of `#` the editor is used to.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::HeadingLevel;

use super::writer::Writer;

/// A heading in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// How many `#` it has in the source.
    pub level: u8,
    /// Its level on the page, from 2.
    pub rank: u8,
    /// Its id in the page.
    pub id: String,
    /// Its text.
    pub text: String,
}

/// A heading that has begun: where its attributes and its text go.
pub(super) struct Begun {
    level: u8,
    rank: u8,
    html: usize,
    text: usize,
}

/// The ids that are taken, and the number that the next of the same name gets.
#[derive(Default)]
pub(super) struct Ids(HashMap<String, usize>);

impl Ids {
    /// An id for a heading that says `text`.
    fn make(&mut self, text: &str) -> String {
        let base = slug(text);
        let mut id = base.clone();
        while self.0.contains_key(&id) {
            let next = self.0.entry(base.clone()).or_insert(1);
            *next += 1;
            id = format!("{base}-{next}");
        }
        self.0.insert(id.clone(), 1);
        id
    }
}

/// Letters and digits as they are but in lower case, anything between them as one `-`; `h-` in front keeps
/// it apart from the page's own ids.
pub(super) fn slug(text: &str) -> String {
    let mut id = String::with_capacity(text.len() + 2);
    id.push('h');
    let mut gap = true;
    for c in text.chars() {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap {
            id.push('-');
            gap = false;
        }
        id.extend(c.to_lowercase());
    }
    id
}

/// The source with `##　小标题` read as a heading: behind its `#` stand three spaces for the wide one, so that every place
/// in the source stays where it was. A source with fenced code is left as it is.
pub(super) fn spaced(source: &str) -> Cow<'_, str> {
    const WIDE: &str = "#\u{3000}";
    if !source.contains(WIDE) || source.contains("```") || source.contains("~~~") {
        return source.into();
    }
    let mut out = String::with_capacity(source.len());
    for line in source.split_inclusive('\n') {
        let marks = line.trim_start_matches([' ', '>']).trim_start_matches('#');
        let head = line.get(..line.len() - marks.len()).unwrap_or_default();
        match marks.strip_prefix('\u{3000}').filter(|_| head.ends_with('#')) {
            Some(rest) => out.extend([head, "   ", rest]),
            None => out.push_str(line),
        }
    }
    out.into()
}

impl Writer<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel) {
        let level = level as u8;
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        let rank = u8::try_from(self.levels.len() + 1).unwrap_or(6).min(6);
        let (open, close) = match rank {
            2 => ("<h2", "</h2>\n"),
            3 => ("<h3", "</h3>\n"),
            4 => ("<h4", "</h4>\n"),
            5 => ("<h5", "</h5>\n"),
            _ => ("<h6", "</h6>\n"),
        };
        self.fresh_line();
        self.html.push_str(open);
        self.heading = Some(Begun { level, rank, html: self.html.len(), text: self.text.len() });
        self.html.push('>');
        self.open_element(close);
    }

    pub(super) fn end_heading(&mut self, range: &Range<usize>) {
        if let Some(begun) = self.heading.take() {
            let text = self.text.get(begun.text..).unwrap_or_default().to_owned();
            let id = self.ids.make(&text);
            // Letters, digits and hyphens: nothing to escape.
            self.html.insert_str(begun.html, &format!(" id=\"{id}\""));
            self.headings.push(Heading { level: begun.level, rank: begun.rank, id, text });
        }
        self.close_element(range);
    }
}
