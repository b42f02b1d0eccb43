//! A small bulletin in a folder of its own, built by the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A small sheet: what is tested here is not how pages look.
const SETTINGS: &str = "title: 山下简报\npublisher: 山下社区居委会\nbase_url: https://shanxia.example.org/\nprint: {paper: a4}\n";
/// Long enough for anything that comes at all.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Bulletin {
    folder: tempfile::TempDir,
}

/// What a build said, and how it ended.
pub struct Said {
    pub exit: Option<i32>,
    pub text: String,
}

/// Files by their path.
pub type Files = BTreeMap<String, Vec<u8>>;

impl Bulletin {
    /// One with a record for each of these days, which is its id, too.
    pub fn new(days: &[&str]) -> Self {
        let bulletin = Self { folder: tempfile::tempdir().unwrap() };
        bulletin.write("jianbao.yaml", SETTINGS);
        for day in days {
            bulletin.record(day, day, "4月9日上午，居民在议事亭里商量充电桩装在哪里，谈了两个钟头。");
        }
        bulletin
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    /// Writes a record of one day.
    pub fn record(&self, id: &str, day: &str, text: &str) {
        let front = format!("---\ntitle: 议事亭里的一张表\ndate: {day}\n");
        self.write(&format!("content/{id}.md"), &format!("{front}---\n\n{text}\n"));
    }

    pub fn remove(&self, name: &str) {
        match self.path(name).is_dir() {
            true => fs::remove_dir_all(self.path(name)).unwrap(),
            false => fs::remove_file(self.path(name)).unwrap(),
        }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
        command.args(args).current_dir(self.folder.path()).env("LANG", "C").env_remove("LC_ALL");
        command.env("SOURCE_DATE_EPOCH", "1717200000");
        command
    }

    pub fn build(&self, args: &[&str]) -> Said {
        let output = self.command(&[&["build"], args].concat()).output().unwrap();
        let text = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
        Said { exit: output.status.code(), text }
    }

    /// Builds what is right, and says what was said.
    pub fn built(&self, args: &[&str]) -> String {
        let said = self.build(args);
        assert_eq!(said.exit, Some(0), "{}", said.text);
        said.text
    }

    /// Watches until the preview has the file `name`.
    pub fn watch_until(&self, name: &str) {
        let mut command = self.command(&["watch", "--port", "0"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let until = Instant::now() + PATIENCE;
        let shown = self.path(".jianbao-cache/watch").join(name);
        while !shown.is_file() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(20));
        }
        // What follows a build has had its time.
        std::thread::sleep(Duration::from_millis(300));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(shown.is_file(), "the preview never had {name}");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn page(&self, name: &str) -> String {
        String::from_utf8(self.read(&format!("public/{name}/index.html"))).unwrap()
    }

    /// The files below a folder.
    pub fn files(&self, folder: &str) -> Files {
        let mut files = Files::new();
        collect(&self.path(folder), "", &mut files);
        files
    }

    /// The weeks whose pages are in the site.
    pub fn printed(&self) -> Vec<String> {
        let files = self.files("public/issues");
        files.keys().filter_map(|name| name.strip_suffix("/paper.pdf")).map(str::to_owned).collect()
    }
}

fn collect(folder: &Path, before: &str, files: &mut Files) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{before}{}", entry.file_name().to_str().unwrap());
        match entry.path().is_dir() {
            true => collect(&entry.path(), &format!("{name}/"), files),
            false => _ = files.insert(name, fs::read(entry.path()).unwrap()),
        }
    }
}
