//! Record ids: what was typed, and what may stand in an address.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::path::is_device;

/// The name of a record in addresses, links and settings: `[a-z0-9-]`, 1 to [`Id::MAX`] bytes, and not a name that
/// Windows keeps for a device, because it is a folder's name in the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(Box<str>);

impl Id {
    /// The longest id, in bytes: with `/2024/` before it and a suffix behind it, it still fits a file name
    /// on every system (255 bytes) and in a line of print.
    pub const MAX: usize = 100;

    /// The id that `text` is, if it is one already.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let right = !text.is_empty() && text.len() <= Self::MAX && text.bytes().all(allowed);
        (right && !is_device(text)).then(|| Self(text.into()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Id {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).ok_or(text)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.into()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn takes_lower_case_letters_digits_and_hyphens_only() {
        assert!(Id::new("w15-chongdianzhuang").is_some());
        for wrong in ["", "A", "吕", "a b", "a/b", "..", "a_b", "con", "lpt1", &"x".repeat(101)] {
            assert!(Id::new(wrong).is_none(), "{wrong}");
        }
    }
}
