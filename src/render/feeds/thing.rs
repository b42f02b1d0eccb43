//! Things of schema.org: in, pairs of names and values; out, JSON text without empty values that cannot leave the
//! `script` element that it stands in.
//!
//! What surprised us: every page carries some thirty of them, and a tree of maps that own their texts cost more
//! than the template of the page; so values borrow, and are written down once.

use std::borrow::Cow;
use std::io;

use serde::{Serialize, Serializer};
use serde_json::ser::Formatter;

/// A value of structured data.
pub(super) enum Data<'a> {
    /// Nothing: left out.
    Nothing,
    /// A text; left out where it is empty.
    Text(Cow<'a, str>),
    /// A count.
    Whole(u32),
    /// A measure.
    Number(f64),
    /// Several values; left out where there is none.
    List(Vec<Data<'a>>),
    /// A thing: its names and values, `@type` among them.
    Thing(Vec<(&'static str, Data<'a>)>),
}

impl Data<'_> {
    fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Whole(_) | Self::Number(_) | Self::Thing(_) => false,
        }
    }
}

impl<'a> From<&'a str> for Data<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Data<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Data<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Data<'_> {
    fn from(count: u32) -> Self {
        Self::Whole(count)
    }
}

impl From<f64> for Data<'_> {
    fn from(measure: f64) -> Self {
        Self::Number(measure)
    }
}

impl<'a> From<Vec<Data<'a>>> for Data<'a> {
    fn from(items: Vec<Data<'a>>) -> Self {
        Self::List(items)
    }
}

impl<'a, T: Into<Data<'a>>> From<Option<T>> for Data<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => to.serialize_unit(),
            Self::Text(text) => to.serialize_str(text),
            Self::Whole(count) => to.serialize_u32(*count),
            Self::Number(measure) => to.serialize_f64(*measure),
            Self::List(items) => to.collect_seq(items),
            Self::Thing(pairs) => to.collect_map(pairs.iter().map(|(name, value)| (name, value))),
        }
    }
}

/// An object of type `kind`; values that are nothing, empty text or empty lists are left out.
pub(super) fn thing<'a, const N: usize>(
    kind: &'static str,
    pairs: [(&'static str, Data<'a>); N],
) -> Data<'a> {
    let mut all = Vec::with_capacity(N + 1);
    all.push(("@type", Data::from(kind)));
    all.extend(pairs.into_iter().filter(|(_, value)| !value.is_empty()));
    Data::Thing(all)
}

/// A person, organisation or place of which only the name is told.
pub(super) fn named<'a>(kind: &'static str, name: &'a str) -> Data<'a> {
    thing(kind, [("name", name.into())])
}

/// A whole document of `things`, safe in a `script` element and in XHTML.
pub(super) fn document(things: Vec<Data<'_>>) -> String {
    let whole = Data::Thing(vec![("@context", "https://schema.org".into()), ("@graph", things.into())]);
    let mut json = Vec::with_capacity(2048);
    match whole.serialize(&mut serde_json::Serializer::with_formatter(&mut json, InScript)) {
        Ok(()) => String::from_utf8(json).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

/// JSON for a `script` element. What could end the element, or a line of a script, stands in texts only, where
/// an escape means the same.
struct InScript;

impl Formatter for InScript {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let mut done = 0;
        for (at, byte) in text.bytes().enumerate() {
            let (escape, len) = match byte {
                b'<' => ("\\u003c", 1),
                b'>' => ("\\u003e", 1),
                b'&' => ("\\u0026", 1),
                0xe2 if text.get(at..).is_some_and(|rest| rest.starts_with('\u{2028}')) => ("\\u2028", 3),
                0xe2 if text.get(at..).is_some_and(|rest| rest.starts_with('\u{2029}')) => ("\\u2029", 3),
                _ => continue,
            };
            out.write_all(text.get(done..at).unwrap_or_default().as_bytes())?;
            out.write_all(escape.as_bytes())?;
            done = at + len;
        }
        out.write_all(text.get(done..).unwrap_or_default().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::{Data, document, named, thing};
    use serde_json::Value;

    #[test]
    fn a_document_cannot_close_its_element_and_says_the_same() {
        let nasty = "</script><!--<script>&\u{2028}“x”\u{2029}]]>\u{0}";
        let json = document(vec![named("Person", nasty)]);
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\u{0}']), "{json}");
        let read: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read["@graph"][0]["name"], nasty);
    }

    #[test]
    fn nothing_is_left_out() {
        let one = thing(
            "Place",
            [
                ("a", Data::Nothing),
                ("b", "".into()),
                ("c", vec![].into()),
                ("d", 0.into()),
                ("e", 0.5.into()),
            ],
        );
        assert_eq!(serde_json::to_string(&one).unwrap(), r#"{"@type":"Place","d":0,"e":0.5}"#);
    }
}
