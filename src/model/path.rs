//! Paths that cannot escape: of files in the bulletin and of files of the site.
//!
//! Both are `/`-separated and relative whatever the system. A path is checked once, here, against what
//! *any* system would do with it, so that a site built on Linux can be copied to Windows.

use std::fmt;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

/// Why a text is not a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathFault {
    /// Nothing, or an empty segment (`a//b`).
    Empty,
    /// It starts at a root: `/x`, `\x`, `C:x`.
    Absolute,
    /// `.` or `..` as a segment, or more of them than there are folders.
    Escapes,
    /// A character that some system does not allow in names: control characters and `\ : * ? " < > |`.
    Character(char),
    /// A name that Windows keeps for itself (`con`, `nul` …), or one that ends in a dot or a space.
    Reserved,
    /// A segment over 240 bytes or a path over 1,000.
    TooLong,
}

/// The greatest length of a path's segment, in bytes; most systems stop at 255.
const MAX_SEGMENT: usize = 240;
/// The greatest length of a whole path, in bytes.
const MAX_PATH: usize = 1000;

fn check_segment(segment: &str) -> Result<(), PathFault> {
    if segment.is_empty() {
        return Err(PathFault::Empty);
    }
    if segment == "." || segment == ".." {
        return Err(PathFault::Escapes);
    }
    if segment.len() > MAX_SEGMENT {
        return Err(PathFault::TooLong);
    }
    let foreign = |c: &char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    if let Some(found) = segment.chars().find(foreign) {
        return Err(PathFault::Character(found));
    }
    if segment.ends_with(['.', ' ']) || is_device(segment) {
        return Err(PathFault::Reserved);
    }
    Ok(())
}

/// Whether Windows would open a device under this name, whatever its ending.
pub(crate) fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end().to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            let mut chars = rest.chars();
            matches!((chars.next(), chars.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
        })
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered("com")
        || numbered("lpt")
}

fn check(text: &str) -> Result<(), PathFault> {
    if text.starts_with(['/', '\\']) || text.get(1..2) == Some(":") {
        return Err(PathFault::Absolute);
    }
    if text.len() > MAX_PATH {
        return Err(PathFault::TooLong);
    }
    text.split('/').try_for_each(check_segment)
}

/// The place of a file in the output, such as `2024/w15-lead/index.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(Box<str>);

impl SitePath {
    /// A file of the site.
    ///
    /// # Errors
    /// What is wrong with `text`, for any system that the site may be copied to.
    pub fn new(text: &str) -> Result<Self, PathFault> {
        check(text)?;
        Ok(Self(text.into()))
    }

    /// The page served at the address `address/`: `address/index.html`, or `index.html` for the empty address.
    ///
    /// # Errors
    /// As [`SitePath::new`].
    pub fn page(address: &str) -> Result<Self, PathFault> {
        let folder = address.trim_end_matches('/');
        if folder.is_empty() { Self::new("index.html") } else { Self::new(&[folder, "/index.html"].concat()) }
    }

    /// The front page.
    #[must_use]
    pub fn front() -> Self {
        Self("index.html".into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address from the site's root, without a leading slash: a page's folder with a slash behind it
    /// (empty for the front page), or a file's path. Not percent-encoded.
    #[must_use]
    pub fn address(&self) -> &str {
        self.0
            .strip_suffix("index.html")
            .filter(|rest| rest.is_empty() || rest.ends_with('/'))
            .unwrap_or(&self.0)
    }

    /// What leads from this file's folder to the site's root: `./`, `../`, `../../` …
    #[must_use]
    pub fn root(&self) -> String {
        match self.0.matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    /// The key under which paths that some system cannot tell apart fall together: Unicode's
    /// compatibility composition, then lower case.
    #[must_use]
    pub fn folded(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        let upper: String = self.0.nfkc().flat_map(char::to_uppercase).collect();
        upper.chars().flat_map(char::to_lowercase).nfkc().collect()
    }

    /// The path below `folder` in the system's own form.
    #[must_use]
    pub fn below(&self, folder: &Path) -> PathBuf {
        let mut path = folder.to_path_buf();
        path.extend(self.0.split('/'));
        path
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// The place of a file in the bulletin, such as `content/2024/w15/lead.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BulletinPath(Box<str>);

impl BulletinPath {
    /// A file of the bulletin.
    ///
    /// # Errors
    /// What is wrong with `text`.
    pub fn new(text: &str) -> Result<Self, PathFault> {
        check(text)?;
        Ok(Self(text.into()))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name behind the last slash.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The name without its ending.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The ending, in lower case and without the dot; empty where there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        self.name().rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
    }

    /// The folder that holds the file, without a trailing slash; empty at the bulletin's root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file that `relative` names from this file's folder (`../photo.jpg`, `a/b.md`); never one outside
    /// the bulletin.
    ///
    /// # Errors
    /// [`PathFault::Escapes`] where `..` leads out of the bulletin, and what else is wrong with the text.
    pub fn beside(&self, relative: &str) -> Result<Self, PathFault> {
        if relative.is_empty() {
            return Err(PathFault::Empty);
        }
        if relative.starts_with(['/', '\\']) || relative.get(1..2) == Some(":") {
            return Err(PathFault::Absolute);
        }
        let mut segments: Vec<&str> =
            self.folder().split('/').filter(|segment| !segment.is_empty()).collect();
        for segment in relative.split('/') {
            match segment {
                "." => {}
                ".." => {
                    segments.pop().ok_or(PathFault::Escapes)?;
                }
                name => segments.push(name),
            }
        }
        Self::new(&segments.join("/"))
    }

    /// The path below `folder` in the system's own form.
    #[must_use]
    pub fn below(&self, folder: &Path) -> PathBuf {
        let mut path = folder.to_path_buf();
        path.extend(self.0.split('/'));
        path
    }
}

impl fmt::Display for BulletinPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{BulletinPath, PathFault, SitePath};

    #[test]
    fn a_page_is_served_at_its_folder() {
        let page = SitePath::page("2024/x").unwrap();
        assert_eq!(
            (page.as_str(), page.address(), page.root().as_str()),
            ("2024/x/index.html", "2024/x/", "../../")
        );
        let front = SitePath::page("").unwrap();
        assert_eq!((front.as_str(), front.address(), front.root().as_str()), ("index.html", "", "./"));
        assert_eq!(SitePath::new("a/myindex.html").unwrap().address(), "a/myindex.html");
    }

    #[test]
    fn what_would_leave_the_site_is_not_a_path() {
        for (text, fault) in [
            ("", PathFault::Empty),
            ("a//b", PathFault::Empty),
            ("/a", PathFault::Absolute),
            ("C:a", PathFault::Absolute),
            ("\\\\host\\a", PathFault::Absolute),
            ("../a", PathFault::Escapes),
            ("a/../../b", PathFault::Escapes),
            ("a/./b", PathFault::Escapes),
            ("a\\..\\b", PathFault::Character('\\')),
            ("a\0b", PathFault::Character('\0')),
            ("a/b:stream", PathFault::Character(':')),
            ("a/nul.html", PathFault::Reserved),
            ("COM1/x", PathFault::Reserved),
            ("a./x", PathFault::Reserved),
        ] {
            assert_eq!(SitePath::new(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn a_relative_name_stays_in_the_bulletin() {
        let at = BulletinPath::new("content/w15/index.md").unwrap();
        assert_eq!(at.beside("../photo.jpg").unwrap().as_str(), "content/photo.jpg");
        assert_eq!(at.beside("../../../etc/passwd"), Err(PathFault::Escapes));
        assert_eq!(at.beside("/etc/passwd"), Err(PathFault::Absolute));
        assert_eq!(
            (at.name(), at.stem(), at.extension().as_str(), at.folder()),
            ("index.md", "index", "md", "content/w15")
        );
    }

    #[test]
    fn names_that_a_system_takes_for_one_fold_together() {
        let folded = |text: &str| SitePath::new(text).unwrap().folded();
        assert_eq!(folded("Ａ/é"), folded("a/e\u{301}"));
        assert_eq!(folded("straße"), folded("STRASSE"));
    }
}
