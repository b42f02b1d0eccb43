//! Where front matter ends and the body begins, and what editors type there that is not YAML.

use std::ops::Range;

/// A Markdown file, cut at its marks.
#[derive(Debug, PartialEq, Eq)]
pub struct Cut {
    /// The bytes of the YAML.
    pub front: Range<usize>,
    /// The bytes of the body.
    pub body: Range<usize>,
}

/// Why a file cannot be cut.
#[derive(Debug, PartialEq, Eq)]
pub enum Uncut {
    /// Only empty lines and spaces stand before its `---`.
    Late,
    /// Its first line is not `---`; whether it looks as if it was meant to be.
    NoStart(bool),
    /// No second `---` follows, but a line that was meant to be one, at these bytes.
    WrongEnd(Range<usize>),
    /// No second `---` follows.
    NoEnd,
}

/// The byte-order mark that Windows' Notepad writes.
const BOM: &str = "\u{feff}";

/// Cuts the text of a Markdown file.
///
/// # Errors
/// Where it has no front matter.
pub fn cut(text: &str) -> Result<Cut, Uncut> {
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut lines = Lines { text, at: start };
    let first = lines.next().unwrap_or(start..start);
    let first_text = text.get(first.clone()).unwrap_or_default();
    if first_text.trim_end() != "---" {
        let first_word = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let is_late = first_word.lines().next().is_some_and(|line| line.trim_end() == "---");
        return Err(if is_late { Uncut::Late } else { Uncut::NoStart(looks_like_mark(first_text)) });
    }
    let front_start = lines.at;
    let mut meant = None;
    while let Some(line) = lines.next() {
        let line_text = text.get(line.clone()).unwrap_or_default();
        if meant.is_none() && looks_like_mark(line_text) {
            meant = Some(line.clone());
        }
        if matches!(line_text.trim_end(), "---" | "...") {
            return Ok(Cut { front: front_start..line.start, body: lines.at..text.len() });
        }
    }
    Err(meant.map_or(Uncut::NoEnd, Uncut::WrongEnd))
}

/// Full-width or long dashes, or the wrong number of them.
pub(super) fn looks_like_mark(line: &str) -> bool {
    let line = line.trim();
    let dash = |c: char| matches!(c, '-' | '－' | '—' | '–' | '―' | '─' | '━' | '﹣' | '−' | '一');
    line.chars().count() >= 2 && line.chars().all(dash)
}

/// Lines with their byte ranges, line ends not included.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(self.text.len(), |at| start + at);
        self.at = (end + 1).min(self.text.len());
        let line = self.text.get(start..end)?;
        Some(start..start + line.trim_end_matches('\r').len())
    }
}

#[cfg(test)]
mod tests {
    use super::{Uncut, cut};

    fn parts(text: &str) -> (&str, &str) {
        let cut = cut(text).unwrap();
        (&text[cut.front], &text[cut.body])
    }

    #[test]
    fn front_matter_stands_between_two_marks() {
        assert_eq!(parts("---\na: b\n---\n正文\n"), ("a: b\n", "正文\n"));
        assert_eq!(parts("\u{feff}---\r\na: b\r\n---\r\n正文"), ("a: b\r\n", "正文"));
        assert_eq!(parts("---\n---"), ("", ""));
        assert_eq!(parts("--- \na: |\n  --- x\n---\n---\n"), ("a: |\n  --- x\n", "---\n"));
    }

    #[test]
    fn what_was_meant_as_a_mark_is_told_from_what_was_not() {
        assert_eq!(cut("－－－\na: b\n－－－\n"), Err(Uncut::NoStart(true)));
        assert_eq!(cut("——\na: b"), Err(Uncut::NoStart(true)));
        assert_eq!(cut("正文"), Err(Uncut::NoStart(false)));
        assert_eq!(cut(""), Err(Uncut::NoStart(false)));
        assert_eq!(cut("\n  ---\na: b\n---\n"), Err(Uncut::Late));
        assert_eq!(cut("---\na: b\n"), Err(Uncut::NoEnd));
        assert_eq!(cut("---\na: b\n——\n正文"), Err(Uncut::WrongEnd(9..15)));
    }
}
