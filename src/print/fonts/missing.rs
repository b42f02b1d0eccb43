//! Which characters can be printed, and what is said of those that cannot.
//!
//! What surprised us: a typesetter leaves an empty box for a glyph that is missing and says nothing. So the text is asked
//! before it is set.

use std::collections::BTreeSet;

use typst::text::{FontInfo, is_default_ignorable};

use crate::report::{Diagnostic, Place, Say};

/// How many characters a diagnostic names.
const MOST_NAMED: usize = 12;

/// The characters that some font has: a bit for each code point.
#[derive(Debug)]
pub(super) struct Covered(Vec<u64>);

impl Covered {
    /// What the fonts have together.
    pub(super) fn new(fonts: &[FontInfo]) -> Self {
        let mut words = vec![0; (char::MAX as usize + 1) / 64];
        for code in fonts.iter().flat_map(|font| font.coverage.iter()) {
            if let Some(word) = words.get_mut(code as usize / 64) {
                *word |= 1 << (code % 64);
            }
        }
        Self(words)
    }

    fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        self.0.get(code as usize / 64).is_some_and(|word| word >> (code % 64) & 1 == 1)
    }

    /// How many there are.
    #[cfg(all(test, feature = "fonts"))]
    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// The characters of `text` that are not covered and leave ink, in the order of their code points.
    pub(super) fn missing(&self, text: &str) -> Vec<char> {
        let missing = text.chars().filter(|character| !self.has(*character) && has_ink(*character));
        missing.collect::<BTreeSet<char>>().into_iter().collect()
    }
}

/// Whether a character needs a glyph.
fn has_ink(character: char) -> bool {
    !character.is_whitespace() && !character.is_control() && !is_default_ignorable(character)
}

/// What is said of characters at `place` that [`super::Fonts::missing`] has found.
#[must_use]
pub fn missing_glyphs(place: Place, missing: &[char]) -> Diagnostic {
    let named = missing.iter().take(MOST_NAMED).map(|c| (c, u32::from(*c)));
    let (zh, en): (Vec<String>, Vec<String>) =
        named.map(|(c, code)| (format!("`{c}`（U+{code:04X}）"), format!("`{c}` (U+{code:04X})"))).unzip();
    let (zh_more, en_more) = match missing.len().saturating_sub(MOST_NAMED) {
        0 => (String::new(), String::new()),
        more => (format!("，还有 {more} 个"), format!(" and {more} more")),
    };
    let message = Say::new(
        format!("印不出来，没有一种字体有 {}{zh_more}", zh.join("、")),
        format!("cannot be printed, for no font has {}{en_more}", en.join(", ")),
    );
    Diagnostic::error("missing-glyph", message).hint(remedy(missing)).at(place)
}

/// Where a font with such characters is found: Han from the second plane on are in few.
fn remedy(missing: &[char]) -> Say {
    let is_rare = missing.iter().any(|c| matches!(u32::from(*c), 0x2_0000..=0x3_FFFF));
    let (zh, en) = match is_rare {
        true => ("如“遍黑体”“天珩全字库”", "such as Plangothic or TH-Tshyn"),
        false => ("如“思源宋体”全本", "such as Source Han Serif in full"),
    };
    Say::new(
        format!("把有这个字的字体文件（{zh}）放进 fonts 文件夹，或换一个字"),
        format!("put a font that has it ({en}) into the folder fonts/, or write something else"),
    )
}
