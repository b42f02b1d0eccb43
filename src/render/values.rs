//! Rust values in, the values that templates read out.
//!
//! What surprised us: every key is always there, `none` where it has nothing to say, so a template can ask
//! for any documented name without an error. Only [`safe`] makes markup of text, and it takes [`SafeHtml`].

use tera::{Map, Value};

use crate::model::SafeHtml;

/// A map with these keys.
#[must_use]
pub fn map<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    let mut map = Map::with_capacity(N);
    for (name, value) in fields {
        map.insert(name.into(), value);
    }
    Value::from(map)
}

/// Text, which templates escape; none where there is none.
#[must_use]
pub fn text(text: Option<&str>) -> Value {
    text.map_or_else(Value::none, Value::normal_string)
}

/// Markup, which templates write as it is.
#[must_use]
pub fn safe(html: &SafeHtml) -> Value {
    Value::safe_string(html.as_str())
}

/// A list.
#[must_use]
pub fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::from(items.into_iter().collect::<Vec<Value>>())
}

/// An address for `href` and `src`: percent-encoded but for what an address is made of.
#[must_use]
pub fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b'/');
    if path.bytes().all(plain) {
        return path.to_owned();
    }
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if plain(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Text that no table program takes for a formula.
#[must_use]
pub fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

/// The address of a page's folder, with the slash behind it.
#[must_use]
pub fn folder(path: &str) -> String {
    [&*address(path), "/"].concat()
}

/// What a percent-encoded address says; none where that is not UTF-8.
#[must_use]
pub fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{address, decoded};

    #[test]
    fn an_address_is_percent_encoded() {
        assert_eq!(address("files/名 单.pdf"), "files/%E5%90%8D%20%E5%8D%95.pdf");
        assert_eq!(address("2024/w15-x/"), "2024/w15-x/");
        assert_eq!(address("a?b#c&d"), "a%3Fb%23c%26d");
        assert_eq!(decoded("%E5%90%8D%20%zz").as_deref(), Some("名 %zz"));
    }
}
