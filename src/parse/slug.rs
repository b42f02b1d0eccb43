//! Names to ids.
use std::collections::BTreeMap;
/// The id made from a name.
#[must_use]
pub fn slug(text: &str, _: &BTreeMap<Box<str>, Box<str>>) -> String {
    use pinyin::ToPinyin;
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if let Some(p) = c.to_pinyin() {
            if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
            out.push_str(&p.plain().replace('ü', "v"));
            out.push('-');
        } else if !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}
