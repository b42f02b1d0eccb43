//! Diagnostics as text for a terminal: place, message, the line with a caret, the mending.
//!
//! What surprised us: a caret stands right under Han text only if the line before it is measured in columns
//! of the terminal (a Han character takes two) and its tabs are drawn as spaces.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Diagnostic, Place, Severity, Spot};
use crate::model::settings::Lang;
use crate::model::{BulletinPath, Span};

/// How diagnostics are written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// In which language.
    pub lang: Lang,
}

/// The most columns of a line that are shown; a longer one is cut around the caret.
const MAX_COLUMNS: usize = 100;

/// One diagnostic as lines of text, with ANSI colours; `text_of` gives the text of a file of the bulletin.
pub fn text(
    diagnostic: &Diagnostic,
    style: Style,
    text_of: &dyn Fn(&BulletinPath) -> Option<String>,
) -> String {
    let mut out = String::new();
    if let Some(place) = &diagnostic.place {
        out.push_str(&format!("\u{1b}[1m{}\u{1b}[0m: ", position(place, text_of)));
    }
    let (label, colour) = label(diagnostic.severity, style.lang);
    out.push_str(&format!("\u{1b}[1;{colour}m{label}\u{1b}[0m"));
    out.push_str(&format!("[{}]: {}", diagnostic.rule, drawn(diagnostic.message.pick(style.lang))));
    if diagnostic.count > 1 {
        out.push_str(&match style.lang {
            Lang::ZhCn => format!("（共 {} 处）", diagnostic.count),
            Lang::En => format!(" ({} times)", diagnostic.count),
        });
    }
    out.push('\n');
    if let Some(place) = &diagnostic.place {
        out.push_str(&excerpt(place, text_of, colour));
    }
    for (place, say) in &diagnostic.related {
        out.push_str(&format!("  --> {}: {}\n", position(place, text_of), drawn(say.pick(style.lang))));
        out.push_str(&excerpt(place, text_of, 36));
    }
    if let Some(hint) = &diagnostic.hint {
        let word = style.lang.pick("改法", "help");
        out.push_str(&format!("  \u{1b}[1;36m{word}\u{1b}[0m: {}\n", drawn(hint.pick(style.lang))));
    }
    out
}

fn label(severity: Severity, lang: Lang) -> (&'static str, u8) {
    match severity {
        Severity::Error => (lang.pick("错误", "error"), 31),
        Severity::Warning => (lang.pick("警告", "warning"), 33),
        Severity::Note => (lang.pick("提示", "note"), 34),
    }
}

/// `file:line:column`, counted from 1, columns in characters; the file alone where there is no more to say.
pub(super) fn position(place: &Place, text_of: &dyn Fn(&BulletinPath) -> Option<String>) -> String {
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

/// The line and a caret under its marked part.
fn excerpt(place: &Place, text_of: &dyn Fn(&BulletinPath) -> Option<String>, colour: u8) -> String {
    let Spot::Bytes(span) = place.spot else { return String::new() };
    let Some(text) = text_of(&place.file) else { return String::new() };
    let Some(line) = line_at(&text, span) else { return String::new() };
    let line_text = drawn(line.whole);
    let (mut shown, mut lead) = (line_text.as_str(), UnicodeWidthStr::width(drawn(line.before).as_str()));
    let mut ellipsis = "";
    if lead > MAX_COLUMNS * 2 / 3 {
        let (cut, width) = cut_front(shown, lead - MAX_COLUMNS / 3);
        shown = cut;
        lead = lead - width + 1;
        ellipsis = "…";
    }
    let shown = fitting(shown);
    let carets =
        UnicodeWidthStr::width(drawn(line.marked).as_str()).clamp(1, MAX_COLUMNS.saturating_sub(lead).max(1));
    let number = line.number.to_string();
    let gutter = " ".repeat(number.len());
    format!(
        " {number} | {ellipsis}{shown}\n {gutter} | {}\u{1b}[1;{colour}m{}\u{1b}[0m\n",
        " ".repeat(lead),
        "^".repeat(carets)
    )
}

/// The text as a terminal should show it: a tab as two spaces, other control characters as a mark.
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

/// The text behind its first `columns` columns, and how many were cut.
fn cut_front(text: &str, columns: usize) -> (&str, usize) {
    let mut width = 0;
    for (at, c) in text.char_indices() {
        if width >= columns {
            return (text.get(at..).unwrap_or_default(), width);
        }
        width += c.width().unwrap_or(0);
    }
    ("", width)
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

#[cfg(test)]
mod tests {
    use super::{Style, text};
    use crate::model::BulletinPath;
    use crate::model::settings::Lang;
    use crate::report::{Diagnostic, Place, Say};

    fn plain(source: &str, part: &str) -> String {
        let file = BulletinPath::new("content/a.md").unwrap();
        let start = source.find(part).unwrap();
        let diagnostic = Diagnostic::error("x", Say::new("错", "wrong"))
            .at(Place::bytes(&file, start, start + part.len()))
            .hint(Say::new("改", "mend"));
        let coloured = text(&diagnostic, Style { lang: Lang::En }, &|_| Some(source.to_owned()));
        anstream::adapter::strip_str(&coloured).to_string()
    }

    #[test]
    fn the_caret_stands_under_the_han_character() {
        assert_eq!(
            plain("题\n标题：狼山镇\n", "：狼"),
            "content/a.md:2:3: error[x]: wrong\n 2 | 标题：狼山镇\n   |     ^^^^\n  help: mend\n"
        );
    }

    #[test]
    fn a_tab_is_two_columns_and_a_long_line_is_cut() {
        assert!(plain("\ta: b", "a").contains(" 1 |   a: b\n   |   ^\n"));
        let long = format!("{}错{}", "长".repeat(200), "长".repeat(200));
        let shown = plain(&long, "错");
        assert!(shown.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) < 130), "{shown}");
        let lines: Vec<&str> = shown.lines().collect();
        let column =
            |line: &str, c: char| unicode_width::UnicodeWidthStr::width(line.split(c).next().unwrap());
        assert_eq!(column(lines[1], '错'), column(lines[2], '^'));
    }
}
