//! A diagnostic laid out in both senses: in, places in files; out, the lines and words that a terminal and the preview's
//! panel show.
//!
//! What surprised us: only a terminal gives a Han character two columns exactly. So what is marked is kept as a part
//! of its line, and a caret below it is the terminal's business.

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Diagnostic, Place, Severity, Spot, Style};
use crate::model::settings::Lang;
use crate::model::{BulletinPath, Span};

/// The most columns of a line that are shown; a longer one is cut around the marked part.
pub(super) const MAX_COLUMNS: usize = 100;

/// One diagnostic, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The file, line and column, where there are some.
    pub place: Option<String>,
    /// How bad it is.
    pub word: &'static str,
    /// The rule's name.
    pub rule: &'static str,
    /// What is wrong, and how often.
    pub message: String,
    /// The line that it is in.
    pub excerpt: Option<Excerpt>,
    /// The other places that it is about.
    pub related: Vec<Related>,
    /// How to mend it.
    pub help: Option<Help>,
}

/// Another place that a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// The file, line and column.
    pub place: String,
    /// What is there.
    pub message: String,
    /// The line that it is in.
    pub excerpt: Option<Excerpt>,
}

/// How to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Help {
    /// What stands before it.
    pub word: &'static str,
    /// The mending.
    pub text: String,
}

/// A line of a file, in three parts, without anything that would not be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The line's number, from 1.
    pub number: usize,
    /// What stands before the marked part; begins with an ellipsis where it is cut.
    pub before: String,
    /// The marked part; empty where something is missing.
    pub marked: String,
    /// What stands behind it; ends in an ellipsis where it is cut.
    pub after: String,
}

/// Lays out a diagnostic; `text_of` gives the text of a file of the bulletin.
pub fn entry(
    diagnostic: &Diagnostic,
    Style { lang }: Style,
    text_of: &dyn Fn(&BulletinPath) -> Option<String>,
) -> Entry {
    let place = diagnostic.place.as_ref();
    let related = |(place, say): &(Place, super::Say)| Related {
        place: position(place, text_of),
        message: drawn(say.pick(lang)),
        excerpt: excerpt(place, text_of),
    };
    let help = |hint: &super::Say| Help { word: lang.pick("改法", "help"), text: drawn(hint.pick(lang)) };
    Entry {
        place: place.map(|place| position(place, text_of)),
        word: word(diagnostic.severity, lang),
        rule: diagnostic.rule,
        message: message(diagnostic, lang),
        excerpt: place.and_then(|place| excerpt(place, text_of)),
        related: diagnostic.related.iter().map(related).collect(),
        help: diagnostic.hint.as_ref().map(help),
    }
}

fn word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("错误", "error"),
        Severity::Warning => lang.pick("警告", "warning"),
        Severity::Note => lang.pick("提示", "note"),
    }
}

fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    let mut message = drawn(diagnostic.message.pick(lang));
    if diagnostic.count > 1 {
        message.push_str(&match lang {
            Lang::ZhCn => format!("（共 {} 处）", diagnostic.count),
            Lang::En => format!(" ({} times)", diagnostic.count),
        });
    }
    message
}

/// `file:line:column`, counted from 1, columns in characters; the file alone where there is no more to say.
fn position(place: &Place, text_of: &dyn Fn(&BulletinPath) -> Option<String>) -> String {
    match line_and_column(place, text_of) {
        Some((line, column)) => format!("{}:{line}:{column}", place.file),
        None => place.file.to_string(),
    }
}

/// The line and column where a place begins, from 1; columns count characters.
pub(super) fn line_and_column(
    place: &Place,
    text_of: &dyn Fn(&BulletinPath) -> Option<String>,
) -> Option<(usize, usize)> {
    let Spot::Bytes(span) = place.spot else { return None };
    let text = text_of(&place.file)?;
    let line = line_at(&text, span)?;
    Some((line.number, line.before.chars().count() + 1))
}

/// The line that a span begins in.
struct Line<'a> {
    number: usize,
    whole: &'a str,
    before: &'a str,
    marked: &'a str,
}

fn line_at(text: &str, span: Span) -> Option<Line<'_>> {
    let mut start = (span.start as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let head = text.get(..start)?;
    let line_start = head.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(line_start..)?;
    let whole = rest.split('\n').next()?.trim_end_matches('\r');
    let before = whole.get(..start - line_start).unwrap_or(whole);
    let mut end = (span.end as usize).clamp(start, line_start + whole.len().max(start - line_start));
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let marked = text.get(start..end).unwrap_or_default();
    Some(Line { number: head.matches('\n').count() + 1, whole, before, marked })
}

/// The line that a place is in, cut to what can be shown.
fn excerpt(place: &Place, text_of: &dyn Fn(&BulletinPath) -> Option<String>) -> Option<Excerpt> {
    let Spot::Bytes(span) = place.spot else { return None };
    let text = text_of(&place.file)?;
    let Line { number, whole, before, marked } = line_at(&text, span)?;
    let (whole, before, marked) = (drawn(whole), drawn(before), drawn(marked));
    let columns = UnicodeWidthStr::width(before.as_str());
    let cut = if columns > MAX_COLUMNS * 2 / 3 { length(&before, columns - MAX_COLUMNS / 3) } else { 0 };
    let shown = fitting(whole.get(cut..).unwrap_or_default());
    let (lead, rest) = halves(&shown, before.len() - cut);
    let (marked, after) = halves(rest, marked.len());
    let ellipsis = if cut > 0 { "…" } else { "" };
    Some(Excerpt {
        number,
        before: format!("{ellipsis}{lead}"),
        marked: marked.to_owned(),
        after: after.to_owned(),
    })
}

/// The text before byte `at` and behind it; what a cut has left of both.
fn halves(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// The text as it should be shown: a tab as two spaces, other control characters as a mark.
fn drawn(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str("  "),
            c if c.is_control() => out.push('\u{fffd}'),
            // Marks that turn the direction of writing could make the line lie about what it says.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// How many bytes the first `columns` columns of a text are.
fn length(text: &str, columns: usize) -> usize {
    let mut width = 0;
    for (at, c) in text.char_indices() {
        if width >= columns {
            return at;
        }
        width += c.width().unwrap_or(0);
    }
    text.len()
}

/// The text up to [`MAX_COLUMNS`].
fn fitting(text: &str) -> String {
    let mut width = 0;
    for (at, c) in text.char_indices() {
        width += c.width().unwrap_or(0);
        if width > MAX_COLUMNS {
            return format!("{}…", text.get(..at).unwrap_or_default());
        }
    }
    text.to_owned()
}
