//! One part of the index in, one script out that hands it to the page.
//!
//! A page opened from a disk may not `fetch`, but it may load scripts; so a part is a script with one call,
//! `jianbaoShard("<name>",<data>)`. Its file name carries a hash of its content, which the list above it
//! knows, so caches and half-published sites never mix two builds.

use std::io;

use crate::model::SitePath;
use crate::model::output::Output;

/// Hex digits of the hash in a name.
pub const HASH_DIGITS: usize = 8;
/// Stands for the hash of a part that does not exist.
pub const ABSENT: &str = "--------";

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes the part `name` with `data`, which is JSON, and returns its hash.
pub fn put(output: &dyn Output, name: &str, data: &[u8]) -> io::Result<String> {
    let script = script(name, data);
    let hash = blake3::hash(&script).to_hex();
    let hash = hash.get(..HASH_DIGITS).unwrap_or(ABSENT).to_owned();
    output.put(&path(&file(name, &hash))?, &script)?;
    Ok(hash)
}

/// Keeps the file of the part `name` with `hash`; whether it was there.
pub fn keep(output: &dyn Output, name: &str, hash: &str) -> bool {
    output.keep(&file(name, hash))
}

fn file(name: &str, hash: &str) -> String {
    format!("search/{name}-{hash}.js")
}

/// Writes the one part whose name has no hash: where every search begins.
pub fn put_root(output: &dyn Output, data: &[u8]) -> io::Result<()> {
    output.put(&path("search/index.js")?, &script("index", data))
}

fn script(name: &str, data: &[u8]) -> Vec<u8> {
    let mut script = Vec::with_capacity(data.len() + name.len() + 24);
    script.extend_from_slice(b"jianbaoShard(\"");
    script.extend_from_slice(name.as_bytes());
    script.extend_from_slice(b"\",");
    script.extend_from_slice(data);
    script.extend_from_slice(b")\n");
    script
}

fn path(text: &str) -> io::Result<SitePath> {
    SitePath::new(text).map_err(|fault| io::Error::other(format!("search index: `{text}` {fault:?}")))
}

/// `bytes` in base64 as a JSON string.
pub fn base64(bytes: &[u8]) -> Vec<u8> {
    let digit = |value: u32| BASE64.get((value & 63) as usize).copied().unwrap_or(b'=');
    let mut text = Vec::with_capacity(bytes.len() / 3 * 4 + 8);
    text.push(b'"');
    for three in bytes.chunks(3) {
        let mut value = 0;
        for at in 0..3 {
            value = value << 8 | u32::from(three.get(at).copied().unwrap_or(0));
        }
        let all = [digit(value >> 18), digit(value >> 12), digit(value >> 6), digit(value)];
        text.extend(all.iter().take(three.len() + 1));
        text.extend(std::iter::repeat_n(b'=', 3 - three.len()));
    }
    text.push(b'"');
    text
}

/// `value` as JSON.
pub fn json<T: serde::Serialize + ?Sized>(value: &T) -> io::Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_the_usual_one() {
        for (bytes, text) in [
            ("", "\"\""),
            ("f", "\"Zg==\""),
            ("fo", "\"Zm8=\""),
            ("foo", "\"Zm9v\""),
            ("foob", "\"Zm9vYg==\""),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text.as_bytes());
        }
    }
}
