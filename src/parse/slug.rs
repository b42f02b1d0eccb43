//! Any text to a name that may stand in an address: in, a title or a name; out, `[a-z0-9-]`, at most
//! [`LONGEST`] bytes, and never nothing.
//!
//! What surprised us: one character in thirty of community news is read otherwise than the table of single
//! characters says (长江, 调解, 重阳, 音乐), so phrases come first: the bulletin's own, then ours.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::model::path::is_device;

/// The greatest length of a slug in bytes: room for `-2` or a hash behind it in an [`crate::model::Id`].
pub const LONGEST: usize = 80;

/// Characters of the longest phrase that is looked for in our own table.
const LONGEST_PHRASE: usize = 5;

/// The readings of one phrase that differ from those of its characters alone.
type Readings = Vec<(char, &'static str)>;

static PHRASES: LazyLock<HashMap<&'static str, Readings>> =
    LazyLock::new(|| phrases(include_str!("slug/readings.txt")));

fn phrases(table: &'static str) -> HashMap<&'static str, Readings> {
    let mut phrases: HashMap<&'static str, Readings> = HashMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let (Some(character), Some(reading)) = (words.next().and_then(|w| w.chars().next()), words.next())
        else {
            continue;
        };
        for phrase in words {
            phrases.entry(phrase).or_default().push((character, reading));
        }
    }
    phrases
}

/// The slug of `text`: pinyin syllables joined by `-`, runs of Latin letters and digits kept in lower case,
/// everything else a gap. `overrides` (text to syllables, from the settings) come before our own phrases,
/// the longest first. A text of which nothing can be kept gets `r-` and eight hex digits of its hash.
#[must_use]
pub fn slug(text: &str, overrides: &BTreeMap<Box<str>, Box<str>>) -> String {
    let text: String = text.nfkc().collect();
    let mut slug = Slug::default();
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let taken = slug
            .take_override(rest, overrides)
            .or_else(|| slug.take_phrase(rest))
            .unwrap_or_else(|| slug.take_character(first));
        rest = rest.get(taken.max(1)..).unwrap_or_default();
    }
    let short = shorten(&slug.finish());
    match short {
        short if short.is_empty() => hashed(&text),
        // Windows keeps `con` and its like for itself.
        short if is_device(&short) => format!("r-{short}"),
        short => short,
    }
}

/// `wanted`, or with `-2`, `-3` … behind it the first that is not `taken`.
#[must_use]
pub fn free(wanted: &str, taken: &BTreeSet<String>) -> String {
    let numbered = (2..).map(|number: u32| format!("{wanted}-{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

fn hashed(text: &str) -> String {
    let hash = blake3::hash(text.as_bytes()).to_hex();
    format!("r-{}", hash.get(..8).unwrap_or_default())
}

/// Cuts at the last syllable that fits; a first syllable that does not fit is cut itself.
fn shorten(slug: &str) -> String {
    if slug.len() <= LONGEST {
        return slug.to_owned();
    }
    let whole = slug.get(..=LONGEST).and_then(|head| head.rfind('-')).filter(|at| *at > 0);
    slug.get(..whole.unwrap_or(LONGEST)).unwrap_or_default().to_owned()
}

/// The syllables so far, and the run of Latin letters and digits that is still open.
#[derive(Default)]
struct Slug {
    syllables: Vec<String>,
    run: String,
}

impl Slug {
    fn close(&mut self) {
        if !self.run.is_empty() {
            self.syllables.push(std::mem::take(&mut self.run));
        }
    }

    fn push(&mut self, syllable: &str) {
        self.close();
        let kept = latin(&umlaut_as_v(syllable));
        if !kept.is_empty() {
            self.syllables.push(kept);
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.syllables.join("-")
    }

    /// Takes the longest override that `rest` begins with; says how many bytes of `rest` it was.
    fn take_override(&mut self, rest: &str, overrides: &BTreeMap<Box<str>, Box<str>>) -> Option<usize> {
        let fitting =
            overrides.iter().filter(|(phrase, _)| !phrase.is_empty() && rest.starts_with(&***phrase));
        let (phrase, reading) = fitting.max_by_key(|(phrase, _)| phrase.len())?;
        for syllable in reading.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\'' | '’')) {
            self.push(syllable);
        }
        Some(phrase.len())
    }

    /// Takes the longest phrase of our own table that `rest` begins with.
    fn take_phrase(&mut self, rest: &str) -> Option<usize> {
        let ends = rest.char_indices().take(LONGEST_PHRASE).map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.collect();
        let found = ends.iter().rev().find_map(|end| rest.get(..*end).and_then(|p| PHRASES.get_key_value(p)));
        let (phrase, readings) = found?;
        for character in phrase.chars() {
            match readings.iter().find(|(read, _)| *read == character) {
                Some((_, reading)) => self.push(reading),
                None => self.take_alone(character),
            }
        }
        Some(phrase.len())
    }

    /// A character inside a phrase that says nothing about it.
    fn take_alone(&mut self, character: char) {
        let alone = PHRASES.get(character.encode_utf8(&mut [0; 4]) as &str);
        match alone.and_then(|readings| readings.first()) {
            Some((_, reading)) => self.push(reading),
            None => {
                self.take_character(character);
            }
        }
    }

    fn take_character(&mut self, character: char) -> usize {
        if let Some(reading) = character.to_pinyin() {
            self.push(reading.plain());
        } else if is_combining_mark(character) || matches!(character, '\'' | '’') {
            // An accent that belongs to the letter before it, or the apostrophe of a word.
        } else {
            let kept = latin(character.encode_utf8(&mut [0; 4]));
            if kept.is_empty() {
                self.close();
            } else {
                self.run.push_str(&kept);
            }
        }
        character.len_utf8()
    }
}

/// Pinyin's ü as one writes it without the dots; not for German.
fn umlaut_as_v(syllable: &str) -> String {
    syllable.nfc().map(|c| if matches!(c, 'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ') { 'v' } else { c }).collect()
}

/// The ASCII letters and digits of `text` in lower case, accents taken off.
fn latin(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => kept.push(c),
            'ß' => kept.push_str("ss"),
            'æ' => kept.push_str("ae"),
            'œ' => kept.push_str("oe"),
            'þ' => kept.push_str("th"),
            'ø' => kept.push('o'),
            'đ' | 'ð' => kept.push('d'),
            'ł' => kept.push('l'),
            'ı' => kept.push('i'),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests;
