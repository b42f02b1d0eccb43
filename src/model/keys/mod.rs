//! **The table of keys**: every key that an editor can type, its Chinese form, its shape and what it means.
//!
//! Reading, hints, `schema`, `new` and the reference page are all driven by these rows, so a key that is
//! here is understood everywhere and a key that is not is unknown everywhere.

mod issue;
mod nested;
mod record;
mod scoring;
mod settings;
mod standing;

pub use issue::ISSUE;
pub use record::{ACTIVITY, COMMON};
pub use settings::SETTINGS;
pub use standing::{BRAND, LEDGER, MEETING, NAMED_BY, PAGE, PLACE, PROGRAMME, PROJECT, SCHEME, TERM};

use super::Kind;

/// One key.
pub struct Key {
    /// As typed in English; also its name in code and data.
    pub english: &'static str,
    /// As typed in Chinese: the first is the one that messages name.
    pub chinese: &'static [&'static str],
    /// What its value may look like.
    pub shape: Shape,
    /// What it is for, in one line of Chinese.
    pub zh: &'static str,
    /// What it is for, in one line of English.
    pub en: &'static str,
}

/// What a value may look like.
#[derive(Clone, Copy)]
pub enum Shape {
    /// One text; a number is taken as it was typed.
    Text,
    /// One text or a list of texts.
    Texts,
    /// `true` or `false`, 是 or 否.
    Flag,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// A civil date: `2024-04-11`.
    Date,
    /// A civil date, or one with a time: `2024-04-11 09:30`.
    Moment,
    /// An ISO week: `2024-W15`.
    Week,
    /// An id, `[a-z0-9-]`.
    Id,
    /// Ids, one or a list.
    Ids,
    /// A file named from the record's folder.
    File,
    /// Two fractions from 0 to 1: `[0.5, 0.3]`.
    Point,
    /// Latitude and longitude in degrees: `[31.98, 120.89]`.
    Geo,
    /// One of these values.
    Choice(&'static [Choice]),
    /// A map with these keys.
    Fields(&'static [Key]),
    /// A list of maps with these keys. A bare text stands for a map with the first key alone, and one map
    /// or text for a list of one.
    Each(&'static [Key]),
    /// By-lines: `通讯员 甲 乙` or a list of maps.
    Bylines(&'static [Key]),
    /// `true`, `false` or a text to print instead.
    Print,
    /// Rows of cells.
    Rows,
    /// A map of texts to texts.
    Pairs,
    /// Anything: the mechanism that reads it says what is wrong with it.
    Free,
}

/// One value of a listed shape.
pub struct Choice {
    /// As typed in English.
    pub english: &'static str,
    /// As typed in Chinese; the first is shown.
    pub chinese: &'static [&'static str],
}

impl Key {
    /// Whether `name` is this key in either language.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.english == name || self.chinese.contains(&name)
    }

    /// Its name in the other language than `typed` is in.
    #[must_use]
    pub fn other_form(&self, typed: &str) -> &'static str {
        if typed == self.english {
            self.chinese.first().copied().unwrap_or(self.english)
        } else {
            self.english
        }
    }
}

/// The keys that `kind` adds to the common ones.
#[must_use]
pub fn own(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Activity => ACTIVITY,
        Kind::Programme => PROGRAMME,
        Kind::Project => PROJECT,
        Kind::Place => PLACE,
        Kind::Org | Kind::Person => NAMED_BY,
        Kind::Scheme => SCHEME,
        Kind::Ledger => LEDGER,
        Kind::Brand => BRAND,
        Kind::Meeting => MEETING,
        Kind::Term => TERM,
        Kind::Page => PAGE,
        _ => &[],
    }
}

/// The key that `name` is among the common ones and those of `kind`.
#[must_use]
pub fn find(kind: Kind, name: &str) -> Option<&'static Key> {
    COMMON.iter().chain(own(kind)).find(|key| key.is(name))
}

/// The kinds that have a key of their own called `name`.
#[must_use]
pub fn kinds_with(name: &str) -> Vec<Kind> {
    let has = |kind: &Kind| own(*kind).iter().any(|key| key.is(name));
    super::kind::KINDS.iter().map(|row| row.kind).filter(has).collect()
}

pub(crate) const fn key(
    english: &'static str,
    chinese: &'static [&'static str],
    shape: Shape,
    say: (&'static str, &'static str),
) -> Key {
    Key { english, chinese, shape, zh: say.0, en: say.1 }
}

pub(crate) const fn choice(english: &'static str, chinese: &'static [&'static str]) -> Choice {
    Choice { english, chinese }
}

#[cfg(test)]
mod tests {
    use super::{COMMON, ISSUE, Key, SETTINGS, Shape, own};
    use crate::model::kind::KINDS;

    /// Every table is checked with the tables inside it.
    fn check(table: &[Key], where_: &str) {
        let mut names: Vec<&str> =
            table.iter().flat_map(|k| k.chinese.iter().copied().chain([k.english])).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "a name means two keys in {where_}");
        for key in table {
            assert!(
                !key.chinese.is_empty() && !key.zh.is_empty() && !key.en.is_empty(),
                "{where_}.{}",
                key.english
            );
            match key.shape {
                Shape::Fields(inner) | Shape::Each(inner) | Shape::Bylines(inner) => {
                    check(inner, key.english);
                }
                Shape::Choice(values) => assert!(values.iter().all(|value| !value.chinese.is_empty())),
                _ => {}
            }
        }
    }

    #[test]
    fn every_key_has_both_forms_and_no_name_means_two() {
        for row in &KINDS {
            let mut names: Vec<&str> = Vec::new();
            for key in COMMON.iter().chain(own(row.kind)) {
                names.extend(key.chinese.iter().copied().chain([key.english]));
            }
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "kind {}", row.english);
            check(own(row.kind), row.english);
        }
        check(COMMON, "common");
        check(SETTINGS, "settings");
        check(ISSUE, "issue");
    }
}
