//! Control characters, which no page and no feed may hold.
//!
//! What surprised us: looking at every character of every text cost a thirtieth of a build. Beyond ASCII they
//! all begin with one of two bytes, so the search for those, sixteen or more bytes at a time, is nearly all of it.

/// Whether no page and no feed may hold `c`.
pub(super) fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Whether `text` holds a character that [`is_control`].
pub(super) fn holds_control(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |byte: &u8| (*byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t')) || *byte == 0x7f;
    // U+0080 to U+009F are C2 80 to C2 9F; U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    let wide = |at: usize| {
        let behind = bytes.get(at + 1..).unwrap_or_default();
        matches!(behind, [0x80..=0x9f, ..] | [0xbf, 0xbe | 0xbf, ..])
    };
    let narrow = bytes.iter().fold(false, |found, byte| found | odd(byte));
    (narrow || memchr::memchr2_iter(0xc2, 0xef, bytes).any(wide)) && text.chars().any(is_control)
}

#[cfg(test)]
mod tests {
    use super::{holds_control, is_control};

    #[test]
    fn every_control_character_is_found_and_nothing_else() {
        for c in '\0'..=char::MAX {
            assert_eq!(holds_control(&format!("，{c}甲")), is_control(c), "{c:?}");
        }
    }
}
