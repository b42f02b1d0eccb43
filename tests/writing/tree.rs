//! Bulletins and sites for the cases: a folder that is removed afterwards, a generation's files, a tree read
//! back without following links.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jianbao::model::SitePath;
use jianbao::model::output::Output;
use jianbao::write::{Staging, Summary, WriteFault};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// A site, by path.
pub type Site = BTreeMap<String, Vec<u8>>;

/// A bulletin in a folder of its own.
pub struct Bulletin {
    pub folder: tempfile::TempDir,
}

impl Bulletin {
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("writing").tempdir().unwrap();
        fs::write(folder.path().join("jianbao.yaml"), "").unwrap();
        Self { folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn out(&self) -> PathBuf {
        self.path().join("public")
    }

    pub fn build(&self, site: &Site) -> Result<Summary, WriteFault> {
        build(&self.out(), self.path(), site)
    }

    /// What stands in the bulletin's folder beside its settings and the output.
    pub fn leftovers(&self) -> Vec<String> {
        let names = fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.retain(|name| name != "public" && name != "jianbao.yaml");
        names.sort();
        names
    }
}

/// One build, its files put by several threads.
pub fn build(out: &Path, bulletin: &Path, site: &Site) -> Result<Summary, WriteFault> {
    let staging = Staging::begin(out, bulletin)?;
    let files: Vec<(&String, &Vec<u8>)> = site.iter().collect();
    // What a `put` says is said again by `finish`.
    let _ = files.par_iter().try_for_each(|(path, bytes)| staging.put(&SitePath::new(path).unwrap(), bytes));
    staging.finish()
}

pub fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// The files of one generation: most carry its number, some never change, and some come and go.
pub fn generation(number: u64) -> Site {
    let mut site = Site::new();
    for page in 0..24 + number % 5 {
        let text = format!("{number}\n{}", "版面".repeat(200 * (page as usize % 3 + 1)));
        site.insert(format!("2024/page-{page}/index.html"), text.into_bytes());
    }
    for asset in 0..12 {
        site.insert(format!("assets/{asset}.css"), format!("same\n{asset}").into_bytes());
    }
    site.insert(format!("issues/{}/index.html", number % 3), format!("{number}\n").into_bytes());
    site.insert("index.html".to_owned(), format!("{number}\n").into_bytes());
    site
}

/// The generation that a file carries; nothing for one that never changes.
pub fn generation_of(bytes: &[u8]) -> Option<u64> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    std::str::from_utf8(line).ok()?.parse().ok()
}

/// All files below `folder` but the marker; a link is an entry that says where it leads.
pub fn read(folder: &Path) -> Site {
    let mut site = Site::new();
    for entry in walkdir::WalkDir::new(folder).follow_links(false) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        if entry.file_type().is_symlink() {
            site.insert(path, format!("-> {}", fs::read_link(entry.path()).unwrap().display()).into_bytes());
        } else if entry.file_type().is_file() && path != jianbao::write::MARKER {
            site.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    site
}

/// Whether the run is to prove rather than to sample (`make prove`).
pub fn proving() -> bool {
    std::env::var_os("JIANBAO_PROVE").is_some()
}
