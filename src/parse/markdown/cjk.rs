//! A character in, what kind of writing it belongs to out.
//!
//! What surprised us: the Chinese quotation marks, dash and ellipsis are shared with European writing, so
//! Unicode does not call them wide; what they are shows only from the character beside them.

use unicode_normalization::char::is_combining_mark;

/// A CJK character as the CJK-friendly amendments to CommonMark define it: East Asian width W, F or H
/// without emoji, and all hangul.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    // Nearly every character of a record is one of these.
    if ('\u{4e00}'..='\u{9fff}').contains(&c) {
        return true;
    }
    match u32::from(c) {
        0..=0x10ff => false,
        0x3000..=0x303e | 0x3250..=0x4dff | 0xff01..=0xffbe => true,
        0x1100..=0x11ff | 0x20a9 | 0x2329..=0x232a | 0x2630..=0x2637 | 0x268a..=0x268f => true,
        0x2e80..=0x2e99 | 0x2e9b..=0x2ef3 | 0x2f00..=0x2fd5 | 0x2ff0..=0x2fff => true,
        0x3041..=0x3096 | 0x3099..=0x30ff | 0x3105..=0x312f | 0x3131..=0x318e | 0x3190..=0x31e5 => true,
        0x31ef..=0x321e | 0x3220..=0x3247 | 0xa000..=0xa48c | 0xa490..=0xa4c6 => true,
        0xa960..=0xa97c | 0xac00..=0xd7a3 | 0xd7b0..=0xd7c6 | 0xd7cb..=0xd7fb | 0xf900..=0xfaff => true,
        0xfe10..=0xfe19 | 0xfe30..=0xfe52 | 0xfe54..=0xfe66 | 0xfe68..=0xfe6b => true,
        0xffc2..=0xffc7 | 0xffca..=0xffcf | 0xffd2..=0xffd7 | 0xffda..=0xffdc => true,
        0xffe0..=0xffe6 | 0xffe8..=0xffee => true,
        0x16fe0..=0x16fe4 | 0x16ff0..=0x16ff6 | 0x17000..=0x18cd5 | 0x18cff..=0x18d1e => true,
        0x18d80..=0x18df2 | 0x1aff0..=0x1aff3 | 0x1aff5..=0x1affb | 0x1affd..=0x1affe => true,
        0x1b000..=0x1b122 | 0x1b132 | 0x1b150..=0x1b152 | 0x1b155 | 0x1b164..=0x1b167 => true,
        0x1b170..=0x1b2fb | 0x1d300..=0x1d356 | 0x1d360..=0x1d376 | 0x1f200 | 0x1f202 => true,
        0x1f210..=0x1f219 | 0x1f21b..=0x1f22e | 0x1f230..=0x1f231 | 0x1f237 | 0x1f23b => true,
        0x1f240..=0x1f248 | 0x1f260..=0x1f265 | 0x20000..=0x3fffd => true,
        _ => false,
    }
}

/// Punctuation that Chinese shares with other writing: it is Chinese where a Chinese character is beside it.
#[must_use]
pub fn is_loose(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether `c` is written without spaces around it: CJK but hangul, which has spaces between words.
fn is_unspaced(c: char) -> bool {
    is_cjk(c)
        && !matches!(u32::from(c), 0x1100..=0x11ff | 0x3131..=0x318e | 0xa960..=0xa97c | 0xac00..=0xd7fb)
}

/// Whether a line break between `before` and `after` stands for nothing at all.
#[must_use]
pub fn joins(before: char, after: char) -> bool {
    let one = |c: char| is_unspaced(c) || is_loose(c);
    // A dash or an ellipsis has no space beside a quotation mark in any writing.
    let sure = |c: char| is_unspaced(c) || matches!(c, '—' | '…');
    one(before) && one(after) && (sure(before) || sure(after))
}

/// Punctuation and symbols, Unicode's categories P and S, as CommonMark asks for. Derived from what the standard library
/// knows: whatever is no letter, number, mark, space, control or format character.
#[must_use]
pub fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let formatting = matches!(u32::from(c),
        0xad | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x8e2 | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e
        | 0x2060..=0x206f | 0xe000..=0xf8ff | 0xfe00..=0xfe0f | 0xfeff | 0xfff0..=0xfffb | 0xe0000..);
    // Circled letters are symbols that count as alphabetic.
    let circled = matches!(u32::from(c), 0x24b6..=0x24e9 | 0x1f130..=0x1f189);
    circled
        || !(c.is_alphanumeric() || c.is_whitespace() || c.is_control() || formatting || is_combining_mark(c))
}

#[cfg(test)]
mod tests {
    use super::{is_cjk, is_punctuation, joins};

    #[test]
    fn lines_join_where_chinese_meets_chinese() {
        for (before, after, expected) in [
            ('甲', '乙', true),
            ('，', '“', true),
            ('”', '甲', true),
            ('か', 'カ', true),
            ('”', '“', false),
            ('”', '—', true),
            ('…', '“', true),
            ('—', 'a', false),
            ('甲', 'a', false),
            ('a', '甲', false),
            ('가', '나', false),
            ('。', '2', false),
        ] {
            assert_eq!(joins(before, after), expected, "{before}{after}");
        }
    }

    #[test]
    fn kinds_of_characters() {
        assert!("汉、。〈（！ー가𠀀".chars().all(is_cjk));
        assert!(!"a“”—…·é€😀".chars().any(is_cjk));
        assert!("!~“”—…·、。（）€©Ⓐ".chars().all(is_punctuation));
        assert!(!"a汉é1 \u{200b}\u{301}".chars().any(is_punctuation));
    }
}
