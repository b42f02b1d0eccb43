//! **A comma between Han characters is full-width.** Text is published as it was typed, so a half-width `,`
//! stays one; between Han characters it is nearly always a slip of the input method. Check advises, and offers
//! the mending.

use super::Remark;
use crate::report::{Diagnostic, Say};

/// How many characters around the comma are shown.
const AROUND: usize = 6;

pub(super) fn look(text: &str) -> Vec<Remark> {
    let is_han =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}'));
    let mut found = Vec::new();
    for (at, mark) in text.match_indices([',', ';', ':', '?', '!']) {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        if is_han(before.chars().next_back()) && is_han(after.chars().next()) {
            found.push((at..at + 1, slip(before, mark, after)));
        }
    }
    found
}

fn slip(before: &str, mark: &str, after: &str) -> Diagnostic {
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let before = before.get(start..).unwrap_or_default();
    let after: String = after.chars().take(AROUND).collect();
    let full = match mark {
        "," => "，",
        ";" => "；",
        ":" => "：",
        "?" => "？",
        _ => "！",
    };
    let message = Say::new(
        format!("汉字之间用了半角的 `{mark}`：{before}{mark}{after}"),
        format!("a half-width `{mark}` between Han characters: {before}{mark}{after}"),
    );
    let hint = Say::new(format!("改成 {before}{full}{after}"), format!("write {before}{full}{after}"));
    Diagnostic::warning("half-width-comma", message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn only_between_han_characters() {
        assert_eq!(look("甲,乙；a,b，1,000 甲, 乙").len(), 1);
    }
}
