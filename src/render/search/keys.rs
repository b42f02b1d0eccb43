//! Folded text in, the keys it is found by out: one number for every two neighbours and for every word.
//!
//! A pair of neighbours, at least one of them Han, is `first << 18 | second`; punctuation and spaces between
//! them are passed over, so a headline is found with and without them; before a Han, a whole word stands for its last
//! letter, so that `5人` is not looked for in `35人`. A word or number is its first seven
//! letters in six bits each, from the top of 42 bits: alphabetical order and prefixes come for free, and the
//! reader tells longer words apart by the text. What surprised us: pairs of digits would be all alike in news
//! (every record has most of them), so `5680壹圆` is the word 5680, the pair of 5680 and 壹, and the pair 壹圆.

use super::fold::{Class, fold};

/// Bits of a letter in a word's key.
const LETTER_BITS: u32 = 6;
/// Where the first of a word's seven letters stands.
const FIRST_LETTER: u32 = 36;
/// Bits of a key; what is left of a `u64` holds a document's number and where the key was found.
pub const KEY_BITS: u32 = 42;
/// Letters outside ASCII share the codes from here to the facets.
const OTHER_LETTERS: u64 = 38;
/// The first letter's code in the key of a place.
const PLACE: u64 = 62;
/// The first letter's code in the key of a kind.
const KIND: u64 = 63;

/// Numbers from here on, above all assigned Han, stand for a word before a Han; two words may share one.
const STANDS_FOR_WORD: u64 = 0x33000;
/// How many numbers stand for words: a prime, so that all letters count.
const WORDS: u64 = 53_239;
/// Five buckets share them.
const WORDS_IN_BUCKET: u64 = WORDS / 5 + 1;

/// The first key of a place; those of words are below it, those of kinds above it.
pub const FIRST_FACET: u64 = PLACE << FIRST_LETTER;

/// How many parts the keys are divided into; each has its own list of shards.
pub const BUCKETS: usize = 64;

/// The part that `key` is in. Pairs go by their first character, words by their first letter.
pub fn bucket(key: u64) -> usize {
    let letter = key >> FIRST_LETTER;
    let first = key >> 18;
    let bucket = match first {
        _ if letter > 0 => 48 + (letter >> 2),
        0..0x4e00 => 0,
        0x4e00..0xa000 => 1 + ((first - 0x4e00) >> 9),
        STANDS_FOR_WORD.. => 43 + (first - STANDS_FOR_WORD) / WORDS_IN_BUCKET,
        _ => 42,
    };
    usize::try_from(bucket).unwrap_or(0)
}

/// The key under which the documents of the place with this number stand.
pub fn place_key(number: usize) -> u64 {
    PLACE << FIRST_LETTER | number as u64
}

/// The key under which the documents of the kind with this number stand.
pub fn kind_key(number: usize) -> u64 {
    KIND << FIRST_LETTER | number as u64
}

fn pair_key(first: char, second: char) -> u64 {
    u64::from(u32::from(first)) << 18 | u64::from(u32::from(second))
}

/// The key of a whole word, by its own key, and the Han behind it.
fn word_pair_key(word: u64, second: char) -> u64 {
    (STANDS_FOR_WORD + word % WORDS) << 18 | u64::from(u32::from(second))
}

fn letter_code(c: char) -> u64 {
    match c {
        '0'..='9' => u64::from(u32::from(c)) - 0x30 + 1,
        'a'..='z' => u64::from(u32::from(c)) - 0x61 + 11,
        '%' => 37,
        _ => OTHER_LETTERS + u64::from(u32::from(c)) % (PLACE - OTHER_LETTERS),
    }
}

/// Walks along a text and gives every key to `found`.
struct Walk<F: FnMut(u64)> {
    found: F,
    /// The last letter, and whether it is Han; gaps are passed over.
    last: Option<(char, Class)>,
    /// The word so far or the one before this Han, and where its next letter goes.
    word: u64,
    before: u64,
    shift: u32,
}

impl<F: FnMut(u64)> Walk<F> {
    #[inline]
    fn step(&mut self, c: char, class: Class) {
        match class {
            Class::Han => self.han(c),
            Class::Word => self.letter(c),
            Class::Percent if self.word > 0 && self.last.is_some_and(|(last, _)| last.is_ascii_digit()) => {
                self.letter(c);
            }
            Class::Gap | Class::Percent => self.end_word(),
            Class::Break => {
                self.end_word();
                self.last = None;
            }
        }
    }

    #[inline]
    fn han(&mut self, c: char) {
        self.end_word();
        match self.last {
            Some((last, Class::Han)) => (self.found)(pair_key(last, c)),
            Some(_) => (self.found)(word_pair_key(self.before, c)),
            None => {}
        }
        self.last = Some((c, Class::Han));
    }

    fn letter(&mut self, c: char) {
        if self.word == 0 {
            self.shift = FIRST_LETTER + LETTER_BITS;
            if let Some((last, Class::Han)) = self.last {
                (self.found)(pair_key(last, c));
            }
        }
        if self.shift > 0 {
            self.shift -= LETTER_BITS;
            self.word |= letter_code(c) << self.shift;
        }
        self.last = Some((c, Class::Word));
    }

    #[inline]
    fn end_word(&mut self) {
        if self.word > 0 {
            (self.found)(self.word);
            self.before = std::mem::take(&mut self.word);
        }
    }
}

/// Gives `found` every key of `text`, some of them more than once.
pub fn keys(text: &str, found: impl FnMut(u64)) {
    let mut walk = Walk { found, last: None, word: 0, before: 0, shift: 0 };
    for c in text.chars() {
        fold(c, |c, class| walk.step(c, class));
    }
    walk.end_word();
}

#[cfg(test)]
mod tests {
    use super::{BUCKETS, bucket, keys, kind_key, pair_key, place_key, word_pair_key};

    fn of(text: &str) -> Vec<u64> {
        let mut all = Vec::new();
        keys(text, |key| all.push(key));
        all
    }

    #[test]
    fn pairs_pass_over_gaps_but_not_over_breaks() {
        assert_eq!(of("“三单”，制"), [pair_key('三', '单'), pair_key('单', '制')]);
        assert!(of("三\n单").is_empty());
        assert_eq!(of("𠮷野"), [pair_key('𠮷', '野')]);
    }

    #[test]
    fn a_number_is_a_word_with_pairs_to_its_neighbours() {
        let [number] = of("5680").try_into().unwrap();
        assert_eq!(
            of("共5680壹圆"),
            [pair_key('共', '5'), number, word_pair_key(number, '壹'), pair_key('壹', '圆')]
        );
        assert_eq!(of("9：30").len(), 2);
        assert_ne!(of("90%"), of("90"));
        assert_eq!(of("a % b"), of("a b"));
    }

    #[test]
    fn words_keep_their_order_and_their_prefixes() {
        assert!(of("ju") < of("july") && of("july") < of("jv") && of("july") < of("julyz"));
        assert_eq!(of("communities"), of("communit"));
    }

    #[test]
    fn every_key_has_a_bucket_and_facets_stand_apart() {
        for text in ["a阿", "龟z", "7", "zz", "𠮷野", "々々", "я"] {
            assert!(of(text).into_iter().all(|key| bucket(key) < BUCKETS && key < place_key(0)), "{text}");
        }
        assert_eq!((bucket(place_key(9)), bucket(kind_key(3))), (63, 63));
    }
}
