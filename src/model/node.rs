//! A YAML value as both readers leave it: the fast one without places, the careful one with them.

use std::hash::{Hash, Hasher};

/// A stretch of a file, in bytes from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Where it begins.
    pub start: u32,
    /// Where it ends (not included).
    pub end: u32,
}

/// A value and, where the careful reader made it, its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Its place in the file; none from the fast reader.
    pub span: Option<Span>,
}

/// What a YAML node can be. Dates are text here; `parse` reads them by the shape that their key asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// Text.
    Text(Box<str>),
    /// A list.
    List(Vec<Node>),
    /// Keys and values, in the order typed.
    Map(Vec<(Node, Node)>),
}

impl PartialEq for Node {
    /// Equal values; places do not count.
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Hash for Node {
    /// Of its value; places do not count.
    fn hash<H: Hasher>(&self, to: &mut H) {
        self.value.hash(to);
    }
}

impl Hash for Value {
    fn hash<H: Hasher>(&self, to: &mut H) {
        std::mem::discriminant(self).hash(to);
        match self {
            Self::Null => {}
            Self::Bool(is) => is.hash(to),
            Self::Int(number) => number.hash(to),
            Self::Float(number) => number.to_bits().hash(to),
            Self::Text(text) => text.hash(to),
            Self::List(items) => items.hash(to),
            Self::Map(pairs) => pairs.hash(to),
        }
    }
}

impl Node {
    /// A value without a place.
    #[must_use]
    pub fn bare(value: Value) -> Self {
        Self { value, span: None }
    }

    /// The text, where it is text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value behind `key`, where this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(pairs) => {
                pairs.iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
            }
            _ => None,
        }
    }
}
