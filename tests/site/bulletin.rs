//! The demonstration bulletin and its site, built once for all tests here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde::Deserialize;

/// Where the site says that it stands. The browser is told that this host is a port of this machine.
pub const BASE: &str = "http://bulletin.test/sub/path/";

/// The day of all builds: after the newest record, and after one has expired.
pub const DAY: &str = "2024-08-01";

/// What a bulletin is made of.
const PARTS: [&str; 5] = ["jianbao.yaml", "content", "issues", "static", "themes"];

/// A link of a page.
#[derive(Debug, Deserialize)]
pub struct Link {
    /// The element; `absolute` for what must be a whole address.
    pub tag: String,
    /// The address as it stands there.
    pub to: String,
}

/// What stands in a page; `facts.mjs` reads it.
#[derive(Debug, Deserialize)]
pub struct Page {
    pub page: String,
    pub lang: String,
    pub h1: usize,
    pub ids: Vec<String>,
    pub links: Vec<Link>,
    pub bad: Vec<String>,
    pub hooks: BTreeMap<String, Vec<String>>,
    pub ld: Vec<String>,
}

/// The built site.
pub struct Built {
    /// The copy of the bulletin that it was built from.
    pub bulletin: PathBuf,
    /// Its folder.
    pub site: PathBuf,
    /// Its files, without the marker.
    pub files: BTreeSet<String>,
    /// Its pages by path.
    pub pages: BTreeMap<String, Page>,
}

impl Built {
    /// The text of an output.
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.site.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether a page leads elsewhere at once.
    pub fn redirects(&self, page: &Page) -> bool {
        page.links.iter().any(|link| link.tag == "meta")
    }
}

/// The site of the demonstration.
pub fn built() -> &'static Built {
    static BUILT: LazyLock<Built> = LazyLock::new(make);
    &BUILT
}

/// A folder of these tests, in cargo's folder for such, emptied.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn make() -> Built {
    let folder = folder("built");
    let (bulletin, site) = (folder.join("bulletin"), folder.join("site"));
    copy_bulletin(&bulletin, Order::AsFound);
    let output = command(&bulletin, &site).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "the demonstration builds without a word");
    finished(Ok(output));
    let out = folder.join("facts.json");
    node("site/facts.mjs", &[&site, &tools(), &out]);
    let pages: Vec<Page> = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    let pages = pages.into_iter().map(|page| (page.page.clone(), page)).collect();
    let files = files(&site).into_iter().filter(|file| file != ".jianbao").collect();
    Built { bulletin, site, files, pages }
}

/// In which order files are written.
#[derive(Clone, Copy)]
pub enum Order {
    AsFound,
    Backwards,
}

/// Copies the demonstration to `target`.
pub fn copy_bulletin(target: &Path, order: Order) {
    let mut paths: Vec<String> = Vec::new();
    for part in PARTS {
        let from = repository().join(part);
        if from.is_dir() {
            paths.extend(files(&from).into_iter().map(|file| format!("{part}/{file}")));
        } else if from.exists() {
            paths.push(part.to_owned());
        }
    }
    if matches!(order, Order::Backwards) {
        paths.reverse();
    }
    for path in paths {
        let to = target.join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(repository().join(&path), to).unwrap();
    }
}

/// The files below a folder, in a fixed order.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(below) = open.pop() {
        for entry in fs::read_dir(folder.join(&below)).unwrap() {
            let entry = entry.unwrap();
            let path = below.clone() + entry.file_name().to_str().unwrap();
            if entry.file_type().unwrap().is_dir() { open.push(path + "/") } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// The command that builds `bulletin` into `site`.
pub fn command(bulletin: &Path, site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(["build", "--as-of", DAY, "--base-url", BASE, "--out"]).arg(site);
    command.env_remove("SOURCE_DATE_EPOCH").current_dir(bulletin);
    command
}

/// What a program said that must end well.
pub fn finished(output: std::io::Result<Output>) -> String {
    let output = output.unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

/// Where `make test` installs npm and PyPI packages.
pub fn tools() -> PathBuf {
    repository().join(".tools")
}

/// Runs a script of `tests/` in Node.
pub fn node(script: &str, arguments: &[&Path]) -> String {
    run(Command::new("node").arg(repository().join("tests").join(script)).args(arguments), "nodejs")
}

/// Runs a program that comes with a Debian package.
pub fn run(command: &mut Command, package: &str) -> String {
    match command.output() {
        Err(error) => panic!("Debian package `{package}` is needed: {error}"),
        output => finished(output),
    }
}

/// Ends a test with all the faults that it found.
pub fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
