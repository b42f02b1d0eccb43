//! A run of `*`, `_` or `~` in the source and its neighbours in, whether it can open or close emphasis out.
//!
//! What surprised us: CommonMark's rule takes a quotation mark or full stop beside a run for the edge of an
//! English word, so `**“三单制”**精准` stays unbold. Here a Chinese neighbour lifts that rule, as the
//! CJK-friendly amendments to CommonMark say.

use super::cjk::{is_cjk, is_loose, is_punctuation};

/// What stands beside a run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Space,
    Punctuation,
    CjkPunctuation,
    Cjk,
    Other,
}

/// How much of the CJK rule applies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    CommonMark,
    CjkFriendly,
}

/// What a run may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Flank {
    pub open: bool,
    pub close: bool,
}

/// The text on both sides of a run, up to the edges of its block.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub before: &'a str,
    pub after: &'a str,
}

impl Around<'_> {
    /// What a run of `byte` may do here.
    pub(super) fn flank(self, byte: u8) -> Flank {
        flank(byte, self.side_before(), self.side_after(), Rule::CjkFriendly)
    }

    /// Whether CommonMark alone would say otherwise.
    pub(super) fn differs(self, byte: u8) -> bool {
        let (before, after) = (self.side_before(), self.side_after());
        flank(byte, before, after, Rule::CjkFriendly) != flank(byte, before, after, Rule::CommonMark)
    }

    fn side_before(self) -> Side {
        let mut chars = self.before.chars().rev().peekable();
        let Some(mut last) = chars.next() else { return Side::Space };
        if matches!(last, '\u{e0100}'..='\u{e01ef}') {
            return Side::Cjk;
        }
        if matches!(last, '\u{fe00}'..='\u{fe0e}') {
            let wide = last == '\u{fe01}' && chars.peek().copied().is_some_and(is_loose);
            if wide {
                return Side::CjkPunctuation;
            }
            last = chars.next().unwrap_or(last);
        }
        side(last, chars)
    }

    fn side_after(self) -> Side {
        let mut chars = self.after.chars();
        chars.next().map_or(Side::Space, |first| side(first, chars))
    }
}

/// What `c` is; `beyond` are the characters on its far side, which tell whose a shared quotation mark is.
fn side(c: char, beyond: impl Iterator<Item = char>) -> Side {
    if c.is_whitespace() {
        return Side::Space;
    }
    if is_cjk(c) {
        return if is_punctuation(c) { Side::CjkPunctuation } else { Side::Cjk };
    }
    if is_loose(c) {
        let chinese = beyond.take(4).find(|next| !is_loose(*next)).is_some_and(is_cjk);
        return if chinese { Side::CjkPunctuation } else { Side::Punctuation };
    }
    if is_punctuation(c) { Side::Punctuation } else { Side::Other }
}

/// The side as CommonMark itself sees it.
fn plain(side: Side) -> Side {
    match side {
        Side::CjkPunctuation => Side::Punctuation,
        Side::Cjk => Side::Other,
        other => other,
    }
}

fn flank(byte: u8, before: Side, after: Side, rule: Rule) -> Flank {
    let (before, after) = match rule {
        Rule::CommonMark => (plain(before), plain(after)),
        Rule::CjkFriendly => (before, after),
    };
    let left = after != Side::Space && (after != Side::Punctuation || before != Side::Other);
    let right = before != Side::Space && (before != Side::Punctuation || after != Side::Other);
    let mark = |side: Side| matches!(side, Side::Punctuation | Side::CjkPunctuation);
    match byte {
        b'_' => Flank { open: left && (!right || mark(before)), close: right && (!left || mark(after)) },
        b'~' => Flank { open: after != Side::Space, close: right },
        _ => Flank { open: left, close: right },
    }
}

/// Whether any run of `source` is read differently because of a Chinese neighbour. Where none is, the
/// parser's own reading stands.
pub(super) fn concerned(source: &str) -> bool {
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'*', b'_', b'~', rest)) {
        let start = at + found;
        let Some(&byte) = bytes.get(start) else { break };
        let end = start + run_length(bytes.get(start..).unwrap_or_default(), byte);
        let around = Around {
            before: source.get(..start).unwrap_or_default(),
            after: source.get(end..).unwrap_or_default(),
        };
        if around.differs(byte) {
            return true;
        }
        at = end;
    }
    false
}

/// How many times `byte` stands at the start of `bytes`.
pub(super) fn run_length(bytes: &[u8], byte: u8) -> usize {
    bytes.iter().take_while(|found| **found == byte).count()
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Parser, Tag};

    use super::{Around, concerned};
    use crate::parse::markdown::cjk::is_punctuation;

    #[test]
    fn only_a_chinese_neighbour_changes_the_reading() {
        for plain in ["**a**", "a**“b”**c", "*甲*", "**“甲”**", "* 甲", "3*4", "2~3人"] {
            assert!(!concerned(plain), "{plain}");
        }
        for changed in ["**“三单制”**精准", "**聚焦“优点”，**量身", "在**《甲》**中"]
        {
            assert!(concerned(changed), "{changed}");
        }
    }

    #[test]
    fn without_chinese_the_rule_is_commonmarks() {
        let some = ["", " ", "a", "“", "(", "é", "€"];
        for (before, after) in some.iter().flat_map(|b| some.iter().map(move |a| (*b, *a))) {
            for byte in *b"*_~" {
                assert!(!Around { before, after }.differs(byte), "{before}{byte}{after}");
            }
        }
    }

    #[test]
    fn punctuation_is_what_the_parser_takes_for_it() {
        let opens = |c: char| {
            let source = format!("a*{c}b*");
            Parser::new(&source).any(|event| matches!(event, Event::Start(Tag::Emphasis)))
        };
        let all = ('\u{a1}'..='\u{ffee}').filter(|c| !c.is_whitespace() && !c.is_control());
        let missed: String = all.filter(|c| !opens(*c) && !is_punctuation(*c)).collect();
        assert_eq!(missed, "");
        for invented in
            ['\u{a1}'..='\u{2ff}', '\u{2010}'..='\u{2027}', '\u{3001}'..='\u{303f}', '\u{4e00}'..='\u{9fff}']
        {
            let invented: String = invented.filter(|c| opens(*c) && is_punctuation(*c)).collect();
            assert_eq!(invented, "");
        }
    }
}
