//! A finished page in, the same page with the preview's script out.
//!
//! What surprised us: the script cannot be in the files, for what the preview leaves must be byte for byte what a
//! build makes; it is put in while a page is served. A page that only leads elsewhere forbids all scripts.

use super::answer::SCRIPT;

/// The script that reloads a page, or shows over it what is wrong.
pub const WATCH_JS: &str = include_str!("watch.js");
/// The style of what it shows.
pub const WATCH_CSS: &str = include_str!("watch.css");

/// `page` with the script before its end, unless it only leads elsewhere. `build` is the number of the build that it
/// is from.
#[must_use]
pub fn with_script(page: &[u8], build: u64) -> Vec<u8> {
    if memchr::memmem::find(page, b"<meta http-equiv=\"refresh\"").is_some() {
        return page.to_vec();
    }
    let end = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let script = format!("<script src=\"{SCRIPT}\" data-build=\"{build}\" defer></script>\n");
    let mut out = Vec::with_capacity(page.len() + script.len());
    out.extend_from_slice(page.get(..end).unwrap_or_default());
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(page.get(end..).unwrap_or_default());
    out
}

/// What is served in place of a page when nothing has been built yet. The script shows what is wrong.
#[must_use]
pub fn waiting() -> Vec<u8> {
    let page = "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
        <meta name=\"viewport\" content=\"width=device-width\">\
        <link rel=\"icon\" href=\"data:,\"><title>jianbao</title></head>\n<body>\n</body></html>\n";
    with_script(page.as_bytes(), 0)
}

#[cfg(test)]
mod tests {
    use super::with_script;

    #[test]
    fn the_script_stands_before_the_end() {
        let page = with_script(b"<body>x</body></html>", 7);
        let page = String::from_utf8(page).unwrap();
        assert_eq!(
            page,
            "<body>x<script src=\"/.jianbao/watch.js\" data-build=\"7\" defer></script>\n</body></html>"
        );
        assert!(with_script(b"x", 1).ends_with(b"defer></script>\n"));
        let elsewhere = b"<meta http-equiv=\"refresh\" content=\"0; url=../\"><body></body>";
        assert_eq!(with_script(elsewhere, 1), elsewhere);
    }
}
