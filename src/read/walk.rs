//! The folders of a bulletin, walked.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{RecordFile, SETTINGS_FILE, Sources};
use crate::model::{BulletinPath, PathFault};
use crate::report::{Diagnostic, Place, Say};

/// The deepest folder that is looked into: paths must stay short enough for every system.
const MAX_DEPTH: usize = 40;

pub(super) fn scan(root: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut sources = Sources { root: root.to_path_buf(), ..Sources::default() };
    for path in files(root, "content", &mut found) {
        match path.extension().as_str() {
            "md" | "markdown" | "yaml" | "yml" => {
                sources.records.push(RecordFile::new(path));
            }
            _ => sources.beside.push(path),
        }
    }
    for path in files(root, "issues", &mut found) {
        let is_settings = path.folder() == "issues" && matches!(path.extension().as_str(), "yaml" | "yml");
        if is_settings { sources.issues.push(path) } else { sources.sealed.push(path) }
    }
    sources.statics = files(root, "static", &mut found);
    sources.themes = files(root, "themes", &mut found);
    // Licences and notes lie beside fonts.
    sources.fonts = files(root, "fonts", &mut found);
    sources.fonts.retain(|path| is_font(&path.extension()));
    (sources, found)
}

/// Whether files with this ending, in lower case, hold fonts that can be printed with.
pub(super) fn is_font(extension: &str) -> bool {
    matches!(extension, "ttf" | "otf" | "ttc" | "otc")
}

/// The files below one folder of the bulletin, in the order of their paths.
fn files(root: &Path, folder: &str, found: &mut Vec<Diagnostic>) -> Vec<BulletinPath> {
    let top = root.join(folder);
    let is_folder = match std::fs::symlink_metadata(&top) {
        Err(_) => return Vec::new(),
        Ok(data) => data.is_dir(),
    };
    if !is_folder {
        found.extend(BulletinPath::new(folder).ok().map(|path| special(&path)));
        return Vec::new();
    }
    let mut paths = Vec::new();
    let walk = WalkDir::new(&top).min_depth(1).max_depth(MAX_DEPTH + 1);
    for entry in walk.into_iter().filter_entry(|entry| !ignored(entry)) {
        match entry {
            Ok(entry) if entry.depth() > MAX_DEPTH => found.push(too_deep(root, &entry)),
            Ok(entry) => take(root, &entry, &mut paths, found),
            Err(error) => found.push(unwalkable(root, &error)),
        }
    }
    paths.sort_unstable();
    paths
}

/// Names that begin with `.`, `~` or `_` are ours to overlook: hidden files, open documents, drafts.
fn ignored(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().first().is_some_and(|first| matches!(first, b'.' | b'~' | b'_'))
}

fn take(root: &Path, entry: &DirEntry, paths: &mut Vec<BulletinPath>, found: &mut Vec<Diagnostic>) {
    let kind = entry.file_type();
    if kind.is_dir() {
        return;
    }
    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let segments: Option<Vec<&str>> = relative.iter().map(std::ffi::OsStr::to_str).collect();
    let path = segments.map(|segments| segments.join("/"));
    let checked = path.as_deref().map(BulletinPath::new);
    match checked {
        Some(Ok(path)) if kind.is_file() => paths.push(path),
        Some(Ok(path)) => found.push(special(&path)),
        Some(Err(fault)) => found.push(misnamed(&relative.to_string_lossy(), Some(fault))),
        None => found.push(misnamed(&relative.to_string_lossy(), None)),
    }
}

/// A folder that is not looked into. What may lie in it would be lost without a word.
fn too_deep(root: &Path, entry: &DirEntry) -> Diagnostic {
    let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy();
    let shown = path.escape_debug();
    let message = Say::new(
        format!("文件夹套得太深，最多 {MAX_DEPTH} 层：{shown}"),
        format!("folders are nested too deeply, at most {MAX_DEPTH}: {shown}"),
    );
    let hint = Say::new("往上移几层", "move it some levels up");
    Diagnostic::error("file-name", message).hint(hint)
}

fn special(path: &BulletinPath) -> Diagnostic {
    let message =
        Say::new("这是链接或特殊文件，不是普通文件", "this is a link or a special file, not a plain file");
    let hint = Say::new("把要用的文件复制到这里，删去链接", "copy the file itself here and delete the link");
    Diagnostic::error("special-file", message).hint(hint).at(Place::file(path))
}

fn misnamed(name: &str, fault: Option<PathFault>) -> Diagnostic {
    let (zh, en) = match fault {
        Some(PathFault::Character(c)) => (
            format!("文件名里有 `{}`", c.escape_default()),
            format!("the name holds `{}`", c.escape_default()),
        ),
        Some(PathFault::TooLong) => ("路径太长".to_owned(), "the path is too long".to_owned()),
        Some(_) => ("这个名字有的系统不能用".to_owned(), "some systems cannot use this name".to_owned()),
        None => ("文件名不是 UTF-8 文字".to_owned(), "the name is not UTF-8 text".to_owned()),
    };
    // A name with a line break could look like a line of ours.
    let name = name.escape_debug();
    let message = Say::new(format!("{name}：{zh}"), format!("{name}: {en}"));
    let hint = Say::new(
        "改用字母、数字、汉字和连字符",
        "rename it with letters, digits, Han characters and hyphens",
    );
    Diagnostic::error("file-name", message).hint(hint)
}

fn unwalkable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().and_then(|path| path.strip_prefix(root).ok()).unwrap_or(Path::new(SETTINGS_FILE));
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    let message = Say::new(
        format!("打不开文件夹 {}：{reason}", path.display()),
        format!("the folder {} cannot be opened: {reason}", path.display()),
    );
    let hint = Say::new(
        "看看文件夹是不是被别的程序占用，或没有权限",
        "see whether another program holds it, or rights are missing",
    );
    Diagnostic::error("unreadable-file", message).hint(hint)
}
