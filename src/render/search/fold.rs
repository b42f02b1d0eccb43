//! Text in, the letters that search compares out: case, width and accents are folded away.
//!
//! What surprised us: folding must look at one character at a time and never at its neighbours, or a run cut
//! out of a text would fold otherwise than it does inside the text, and search would miss it. So this is
//! compatibility *de*composition without the accents, then lower case. `search.js` has the same table.

use unicode_normalization::char::decompose_compatible;

/// What a folded character is to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The end of a block; no run crosses it.
    Break,
    /// Punctuation, space, a symbol: runs of Han continue behind it, a word does not.
    Gap,
    /// `%`, which belongs to the number before it and is a gap elsewhere.
    Percent,
    /// Han, kana, bopomofo: written without spaces, found by pairs.
    Han,
    /// A letter or digit of a script that is written in words.
    Word,
}

/// The first character that is written without spaces.
const FIRST_HAN: char = '\u{2e80}';

/// Gives `each` the folded characters of `c`, none for what folds away.
#[inline]
pub fn fold(c: char, mut each: impl FnMut(char, Class)) {
    match c {
        '\u{4e00}'..='\u{9fff}' => each(c, Class::Han),
        'a'..='z' | '0'..='9' => each(c, Class::Word),
        'A'..='Z' => each(c.to_ascii_lowercase(), Class::Word),
        '\n' => each(c, Class::Break),
        '%' => each(c, Class::Percent),
        '\0'..='\u{7f}' | '，' | '。' | '“' | '”' | '、' => each(' ', Class::Gap),
        _ => fold_rare(c, &mut each),
    }
}

fn fold_rare(c: char, each: &mut impl FnMut(char, Class)) {
    decompose_compatible(c, |part| {
        if is_mark(part) {
            return;
        }
        for lower in part.to_lowercase() {
            let lower = if lower == 'ς' { 'σ' } else { lower };
            each(lower, class(lower));
        }
    });
}

/// Accents, variation selectors and what takes no room: they fold away.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// The blocks of Han are taken whole, whatever the Unicode version of program and browser.
fn class(c: char) -> Class {
    match c {
        '%' => Class::Percent,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Class::Han,
        '\u{40000}'.. => Class::Gap,
        _ if !c.is_alphanumeric() => Class::Gap,
        _ if c >= FIRST_HAN => Class::Han,
        _ => Class::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, fold};

    fn folded(text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            fold(c, |c, class| out.push(if class == Class::Gap { '_' } else { c }));
        }
        out
    }

    #[test]
    fn case_width_and_accents_fold_away() {
        assert_eq!(folded("ＡａA９０％"), "aaa90%");
        assert_eq!(folded("Éé\u{301}ÖİΣς"), "eeoiσσ");
        assert_eq!(folded("汉\u{e0100}字，豈"), "汉字_豈");
        assert_eq!(folded("①㎡"), "1m2");
    }

    #[test]
    fn rare_han_are_han() {
        for c in ['䶮', '㛃', '𠮷', '〇', '々', '\u{323af}'] {
            let mut classes = Vec::new();
            fold(c, |_, class| classes.push(class));
            assert_eq!(classes, [Class::Han], "{c}");
        }
    }
}
