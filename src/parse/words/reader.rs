//! A place in a text that reads on, word by word, and looks back.
//!
//! What surprised us: whether `9日` is a date is decided by the character before the digits as often as by
//! the one behind, so a reader keeps where it began.

/// Reads from a place in a text.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Reader<'t> {
    text: &'t str,
    pub(in crate::parse) start: usize,
    pub(in crate::parse) at: usize,
}

impl<'t> Reader<'t> {
    pub(in crate::parse) fn new(text: &'t str, at: usize) -> Self {
        Self { text, start: at, at }
    }

    pub(in crate::parse) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(in crate::parse) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// What stands before the place where reading began.
    pub(in crate::parse) fn before(&self) -> &'t str {
        self.text.get(..self.start).unwrap_or_default()
    }

    pub(in crate::parse) fn last_before(&self) -> Option<char> {
        self.before().chars().next_back()
    }

    pub(in crate::parse) fn eat(&mut self, word: &str) -> bool {
        let there = self.rest().starts_with(word);
        if there {
            self.at += word.len();
        }
        there
    }

    /// Reads the first of `words` that is there; the longer of two that begin alike comes first.
    pub(in crate::parse) fn eat_one<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        words.iter().find(|(word, _)| self.eat(word)).map(|(_, meaning)| *meaning)
    }

    /// Reads a number of at most four digits; one with more is none.
    pub(in crate::parse) fn number(&mut self) -> Option<(i16, usize)> {
        let rest = self.rest();
        let digits = rest.bytes().take(5).take_while(u8::is_ascii_digit).count();
        let value = rest.get(..digits)?.parse().ok().filter(|_| digits < 5)?;
        self.at += digits;
        Some((value, digits))
    }

    /// Reads `D<unit>`, or nothing at all.
    pub(in crate::parse) fn numbered(&mut self, unit: &str) -> Option<i8> {
        let mut ahead = *self;
        let (value, digits) = ahead.number()?;
        let value = i8::try_from(value).ok().filter(|_| digits <= 2 && ahead.eat(unit))?;
        *self = ahead;
        Some(value)
    }

    /// Whether one of `characters` comes next.
    pub(in crate::parse) fn before_any(&self, characters: &str) -> bool {
        self.peek().is_some_and(|c| characters.contains(c))
    }

    /// Whether one of `characters` stands before the place where reading began.
    pub(in crate::parse) fn after_any(&self, characters: &str) -> bool {
        self.last_before().is_some_and(|c| characters.contains(c))
    }

    /// Where to look on when nothing was found here: behind the digits, or behind the character.
    pub(in crate::parse) fn past_candidate(&self) -> usize {
        let rest = self.text.get(self.start..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let character = rest.chars().next().map_or(1, char::len_utf8);
        self.start + digits.max(character)
    }

    /// Whether what stands before speaks of what is to come: 将于, 计划 … in the same clause.
    pub(in crate::parse) fn is_to_come(&self) -> bool {
        const LOOK_BACK: usize = 48;
        const WORDS: [&str; 9] = ["将于", "定于", "计划", "拟于", "预计", "将在", "拟在", "截止", "即将"];
        let before = self.before();
        let mut from = before.len().saturating_sub(LOOK_BACK);
        while !before.is_char_boundary(from) {
            from += 1;
        }
        let near = before.get(from..).unwrap_or_default();
        let clause = near.rsplit(['。', '！', '？', '；', '\n']).next().unwrap_or_default();
        clause.ends_with('将') || WORDS.iter().any(|word| clause.contains(word))
    }
}
