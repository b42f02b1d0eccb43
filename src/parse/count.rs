//! Text in, 字数 out: how long a piece is as a Chinese newsroom counts it.
//!
//! What surprised us: the quotation marks “ ” ‘ ’, the dash — and the ellipsis … are not wide by Unicode's
//! tables, and every newsroom counts them.

use super::markdown::cjk::{is_cjk, is_loose};

/// The 字数 of `text`, by the rule of Word's 字数: each Han character (kana, hangul) and each full-width
/// punctuation mark counts one, with “ ” ‘ ’ — … · among them; each unbroken run of anything else, such as a Latin word or
/// a number with its decimal point, counts one; white space counts nothing.
#[must_use]
pub fn count(text: &str) -> usize {
    let mut total = 0;
    let mut in_run = false;
    for c in text.chars() {
        let single = is_cjk(c) || is_loose(c);
        let starts = !single && !c.is_whitespace() && !in_run;
        if starts || (single && !c.is_whitespace()) {
            total += 1;
        }
        in_run = !single && !c.is_whitespace();
    }
    total
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_as_newsrooms_do() {
        for (text, expected) in [
            ("", 0),
            (" \n\u{3000}\t", 0),
            ("社区", 2),
            ("社区，你好！", 6),
            ("“三单制”", 5),
            ("甲——乙……", 6),
            ("2024年4月11日", 6),
            ("WiFi 6 进社区", 5),
            ("累计3.5万人次", 6),
            ("don't stop", 2),
            ("甲\n乙 丙", 3),
            ("𠀀𠀁", 2),
            ("ＡＢ", 2),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }
}
