//! The fonts of the system, for a bulletin that asks for them: where each system keeps them, and a list of folders that
//! are not there elsewhere.
//!
//! What surprised us: a system's fonts are links into other folders as often as files, so here links are followed.

use std::env;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::walk::is_font;

/// Folders from the root.
const SHARED: [&str; 5] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
];

/// Folders below the one that a variable of the environment names.
const PERSONAL: [(&str, &str); 4] = [
    ("HOME", ".fonts"),
    ("HOME", ".local/share/fonts"),
    ("HOME", "Library/Fonts"),
    ("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
];

/// The font files of the system, in the order of their paths.
#[must_use]
pub fn system_fonts() -> Vec<PathBuf> {
    let personal =
        PERSONAL.iter().filter_map(|(name, below)| Some(Path::new(&env::var_os(name)?).join(below)));
    let folders = SHARED.iter().map(PathBuf::from).chain(personal);
    let mut files: Vec<PathBuf> = folders.flat_map(|folder| fonts_below(&folder)).collect();
    files.sort_unstable();
    files
}

/// The bytes of one of them.
///
/// # Errors
/// What the disk said.
pub fn system_font(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

fn fonts_below(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).follow_links(true).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.filter(|path| ending(path).is_some_and(|ending| is_font(&ending))).collect()
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::fonts_below;

    #[test]
    fn fonts_are_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("inner")).unwrap();
        for name in ["a.ttf", "b.TTC", "fonts.dir", "inner/c.otf"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(fonts_below(folder.path()).len(), 3);
        assert!(fonts_below(&folder.path().join("nowhere")).is_empty());
    }
}
