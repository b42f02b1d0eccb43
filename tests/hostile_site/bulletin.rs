//! Bulletins in folders that are removed afterwards, and the binary that builds them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Whether everything is to be proved, however long it takes.
pub fn proving() -> bool {
    std::env::var_os("JIANBAO_PROVE").is_some_and(|value| value == "1")
}

/// `text` as a YAML scalar, whatever it holds.
pub fn quoted(text: &str) -> String {
    // YAML takes DEL only escaped, JSON takes it as it is.
    serde_json::to_string(text).unwrap().replace('\u{7f}', "\\x7f").replace('\u{feff}', "\\ufeff")
}

/// Numbers that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Every `step`-th of `all`, or all of them where everything is proved.
pub fn sample<T: Clone>(all: &[T], step: usize) -> Vec<T> {
    all.iter().step_by(if proving() { 1 } else { step }).cloned().collect()
}

pub struct Bulletin {
    folder: tempfile::TempDir,
}

/// How a build ended.
pub struct Built {
    pub code: Option<i32>,
    pub said: String,
}

impl Built {
    /// The files of the bulletin in which errors were found.
    pub fn wrong_files(&self) -> BTreeSet<String> {
        let places = self.said.lines().filter_map(|line| line.split_once(": 错误[")).map(|(place, _)| place);
        places.filter_map(|place| place.split_once(".md")).map(|(stem, _)| format!("{stem}.md")).collect()
    }
}

impl Bulletin {
    pub fn new(settings: &str) -> Self {
        let folder = tempfile::Builder::new().prefix("hostile").tempdir().unwrap();
        fs::write(folder.path().join("jianbao.yaml"), settings).unwrap();
        Self { folder }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn out(&self) -> PathBuf {
        self.path().join("public")
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The binary in this bulletin, in an environment that is the same for all cases.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
        self.prepare(&mut command);
        command.args(arguments);
        command
    }

    pub fn prepare(&self, command: &mut Command) {
        command.current_dir(self.path()).env_remove("SOURCE_DATE_EPOCH").env("LC_ALL", "C.UTF-8");
        command.stdin(Stdio::null());
    }

    pub fn run(&self, arguments: &[&str]) -> Built {
        let Output { status, stderr, stdout } = self.command(arguments).output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&stderr), String::from_utf8_lossy(&stdout));
        Built { code: status.code(), said: plain(&said) }
    }

    /// A build as on a day after all records of the cases.
    pub fn build(&self, more: &[&str]) -> Built {
        let mut arguments = vec!["build", "--no-print", "--as-of", "2024-04-20"];
        arguments.extend(more);
        self.run(&arguments)
    }

    pub fn built(&self, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let built = self.build(more);
        assert_eq!(built.code, Some(0), "{}", built.said);
        read(&self.out())
    }

    /// Builds; records that are refused are mended by `mend`, or taken out where that gives nothing. Returns
    /// the refused.
    pub fn built_without_refused(&self, mend: impl Fn(&str) -> Option<String>) -> BTreeSet<String> {
        let mut refused = BTreeSet::new();
        for _ in 0..8 {
            let built = self.build(&[]);
            if built.code == Some(0) {
                return refused;
            }
            assert_eq!(built.code, Some(1), "{}", built.said);
            let wrong = built.wrong_files();
            assert!(!wrong.is_empty(), "no file is named: {}", built.said);
            for file in wrong {
                match mend(&file).filter(|_| !refused.contains(&file)) {
                    Some(text) => self.write(&file, text),
                    None => fs::remove_file(self.path().join(&file)).unwrap_or_default(),
                }
                refused.insert(file);
            }
        }
        panic!("the build does not come to an end");
    }
}

/// Without the colours of a terminal.
pub fn plain(said: &str) -> String {
    let mut parts = said.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

/// Every file below `folder` by its path, links not followed.
pub fn read(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let walk = walkdir::WalkDir::new(folder).min_depth(1);
    let files = walk.into_iter().map(Result::unwrap).filter(|entry| !entry.file_type().is_dir());
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// A picture of a few pixels.
pub fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 8, 8);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let pixels: Vec<u8> = (0..8 * 8 * 3).map(|at| (at * 7 % 251) as u8).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}
