//! Bulletins and sites for the cases: a folder that is removed afterwards, a generation's files, a tree read
//! back without following links.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jianbao::model::output::Output;
use jianbao::model::{SitePath, Stamps};
use jianbao::write::{Former, Staging, Summary, WriteFault};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// A site, by path.
pub type Site = BTreeMap<String, Vec<u8>>;

/// The folder of a bulletin in which builds remember.
const CACHE: &str = ".jianbao-cache";

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

    /// One whose builds are shown what the last one left, keep what they know, and leave a spare tree.
    pub fn remembering() -> Self {
        let bulletin = Self::new();
        fs::create_dir(bulletin.path().join(CACHE)).unwrap();
        bulletin
    }

    pub fn remembers(&self) -> bool {
        self.path().join(CACHE).exists()
    }

    pub fn spare(&self) -> PathBuf {
        self.path().join(CACHE).join("spare-public")
    }

    pub fn generation(&self, number: u64) -> Site {
        generation_in(self.path(), number)
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
        names.retain(|name| !["public", "jianbao.yaml", CACHE].contains(&&**name));
        names.sort();
        names
    }
}

/// What a build remembers of the last one: its stamps, and what it made of each file, as a caller would know it who
/// knows from which records a page is made.
#[derive(Default)]
pub struct Memory {
    pub stamps: Option<Stamps>,
    made: BTreeMap<String, String>,
}

impl Memory {
    fn load(place: &Path) -> Self {
        let Ok(bytes) = fs::read(place) else { return Self::default() };
        let at = bytes.iter().position(|byte| *byte == 0).unwrap();
        let lines = std::str::from_utf8(&bytes[..at]).unwrap().lines();
        let made =
            lines.map(|line| line.split_once(' ').unwrap()).map(|(hash, path)| (path.into(), hash.into()));
        Self { made: made.collect(), stamps: Some(Stamps::from_bytes(&bytes[at + 1..]).unwrap()) }
    }

    /// The memory of a build; where it cannot be saved, the next build works with the one before.
    fn save(place: &Path, site: &Site, stamps: &Stamps) -> std::io::Result<()> {
        let lines: String = site.iter().map(|(path, bytes)| format!("{} {path}\n", hash(bytes))).collect();
        let waiting = place.with_extension("new");
        fs::write(&waiting, [lines.as_bytes(), b"\0", &stamps.to_bytes()].concat())?;
        fs::rename(waiting, place)
    }

    fn knows(&self, path: &str, bytes: &[u8]) -> bool {
        self.made.get(path).is_some_and(|known| *known == hash(bytes))
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// One build, its files put by several threads, or kept, where the bulletin remembers.
pub fn build(out: &Path, bulletin: &Path, site: &Site) -> Result<Summary, WriteFault> {
    let name = out.file_name().unwrap().to_string_lossy();
    let cache = bulletin.join(CACHE);
    let spare = cache.exists().then(|| cache.join(format!("spare-{name}")));
    let place = cache.join(format!("memory-{name}"));
    let memory = Memory::load(&place);
    let former = Former { stamps: memory.stamps.as_ref(), spare: spare.as_deref() };
    let staging = Staging::begin(out, bulletin, former)?;
    let files: Vec<(&String, &Vec<u8>)> = site.iter().collect();
    // What a `put` says is said again by `finish`.
    let _ = files.par_iter().try_for_each(|(path, bytes)| {
        let name = SitePath::new(path).unwrap();
        if memory.knows(path, bytes) && staging.keep(name.as_str()) {
            Ok(())
        } else {
            staging.put(&name, bytes)
        }
    });
    let summary = staging.finish()?;
    if spare.is_some() {
        let _ = Memory::save(&place, site, &summary.stamps);
    }
    Ok(summary)
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

/// A generation's files; where builds of the bulletin remember, with so many others that few of them change.
pub fn generation_in(bulletin: &Path, number: u64) -> Site {
    let mut site = generation(number);
    let more = if bulletin.join(CACHE).exists() { 70 } else { 0 };
    site.extend((0..more).map(|n| (format!("static/{}/{n}.txt", n % 50), format!("same {n}").into_bytes())));
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
