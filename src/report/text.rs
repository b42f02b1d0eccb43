//! Diagnostics as text for a terminal: place, message, the line with a caret, the mending.
//!
//! What surprised us: a caret stands right under Han text only if the line before it is measured in columns
//! of the terminal (a Han character takes two) and its tabs are drawn as spaces.

use unicode_width::UnicodeWidthStr;

use super::entry::{Excerpt, MAX_COLUMNS, entry};
use super::{Diagnostic, Severity};
use crate::model::BulletinPath;
use crate::model::settings::Lang;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// In which language.
    pub lang: Lang,
}

/// The colour of another place.
const ELSEWHERE: u8 = 36;

/// One diagnostic as lines of text, with ANSI colours; `text_of` gives the text of a file of the bulletin.
pub fn text(
    diagnostic: &Diagnostic,
    style: Style,
    text_of: &dyn Fn(&BulletinPath) -> Option<String>,
) -> String {
    let entry = entry(diagnostic, style, text_of);
    let colour = colour(diagnostic.severity);
    let mut out = String::new();
    if let Some(place) = &entry.place {
        out.push_str(&format!("\u{1b}[1m{place}\u{1b}[0m: "));
    }
    out.push_str(&format!("\u{1b}[1;{colour}m{}\u{1b}[0m[{}]: {}\n", entry.word, entry.rule, entry.message));
    out.extend(entry.excerpt.map(|excerpt| lines(&excerpt, colour)));
    for other in entry.related {
        out.push_str(&format!("  --> {}: {}\n", other.place, other.message));
        out.extend(other.excerpt.map(|excerpt| lines(&excerpt, ELSEWHERE)));
    }
    if let Some(help) = entry.help {
        out.push_str(&format!("  \u{1b}[1;36m{}\u{1b}[0m: {}\n", help.word, help.text));
    }
    out
}

fn colour(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 31,
        Severity::Warning => 33,
        Severity::Note => 34,
    }
}

/// The line and carets under its marked part, one at least.
fn lines(Excerpt { number, before, marked, after }: &Excerpt, colour: u8) -> String {
    let number = number.to_string();
    let gutter = " ".repeat(number.len());
    let lead = UnicodeWidthStr::width(before.as_str());
    let carets = UnicodeWidthStr::width(marked.as_str()).clamp(1, MAX_COLUMNS.saturating_sub(lead).max(1));
    format!(
        " {number} | {before}{marked}{after}\n {gutter} | {}\u{1b}[1;{colour}m{}\u{1b}[0m\n",
        " ".repeat(lead),
        "^".repeat(carets)
    )
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
