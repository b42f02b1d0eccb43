//! Names to the last parts of addresses, each different from its neighbours.

use std::collections::{BTreeMap, HashSet};

use crate::parse::slug::slug;

/// Hands out slugs within one folder of addresses. Whoever comes first keeps the plain slug.
#[derive(Debug, Default)]
pub(super) struct Slugs {
    taken: HashSet<String>,
}

impl Slugs {
    /// Keeps a slug that is an id, which two records cannot share.
    pub(super) fn keep(&mut self, id: &str) -> String {
        self.taken.insert(id.to_owned());
        id.to_owned()
    }

    /// The slug of `name`: its transliteration; where that is taken, with `-` and four hex digits of the name's
    /// BLAKE3 hash (more, where even those are taken).
    pub(super) fn of(&mut self, name: &str, pinyin: &BTreeMap<Box<str>, Box<str>>) -> String {
        let plain = slug(name, pinyin);
        // A year's page stands in the same folder as the places of a place.
        let is_year = plain.len() == 4 && plain.bytes().all(|byte| byte.is_ascii_digit());
        if !is_year && !plain.is_empty() && self.taken.insert(plain.clone()) {
            return plain;
        }
        let hash = blake3::hash(name.as_bytes()).to_hex();
        for digits in 4..=hash.len() {
            let longer = format!("{plain}-{}", hash.get(..digits).unwrap_or_default());
            let longer = longer.trim_start_matches('-').to_owned();
            if self.taken.insert(longer.clone()) {
                return longer;
            }
        }
        plain
    }
}
