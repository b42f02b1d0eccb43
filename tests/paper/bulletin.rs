//! Bulletins laid out by code, and built by the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jiff::civil::{ISOWeekDate, Weekday};

/// The day of all builds.
pub const DAY: &str = "2025-12-31";

/// The settings of most bulletins here.
pub const SETTINGS: &str = "title: 濠滨简报\nsubtitle: 街坊的事街坊写\npublisher: 濠滨简报编辑室\n\
    base_url: https://paper.test/\nissue_number: {first: 2024-W01, number: 1}\ncredits: {责编: 苏明棠, 版式: 闻人湛}\n";

/// A bulletin in a folder of its own.
pub struct Bulletin {
    folder: tempfile::TempDir,
}

/// A record as it is typed.
#[derive(Clone, Default)]
pub struct Entry {
    pub kind: &'static str,
    pub title: Option<String>,
    pub priority: Option<&'static str>,
    /// Other keys, as YAML lines.
    pub front: String,
    pub photos: Vec<Shot>,
    pub paragraphs: Vec<String>,
}

/// A photograph of a record: its size, with its caption and credit made up.
#[derive(Clone, Copy)]
pub struct Shot {
    pub width: u16,
    pub height: u16,
}

/// The week with this number from the beginning of 2024.
pub fn week(number: usize) -> (String, String) {
    let monday = ISOWeekDate::new(2024, 1, Weekday::Thursday).unwrap().date();
    let day = monday + jiff::Span::new().weeks(i64::try_from(number).unwrap());
    let week = day.iso_week_date();
    (format!("{}-W{:02}", week.year(), week.week()), day.to_string())
}

impl Bulletin {
    /// One with these settings.
    pub fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content")).unwrap();
        fs::write(folder.path().join("jianbao.yaml"), settings).unwrap();
        Self { folder }
    }

    /// The folder of its files.
    pub fn root(&self) -> PathBuf {
        self.folder.path().to_path_buf()
    }

    /// Puts the records of one week's issue into it.
    pub fn issue(&self, number: usize, entries: &[Entry]) {
        let (week, day) = week(number);
        let folder = self.folder.path().join("content").join(week.to_lowercase());
        fs::create_dir_all(&folder).unwrap();
        for (at, entry) in entries.iter().enumerate() {
            let stem = format!("{}-{at:02}", week.to_lowercase());
            fs::write(folder.join(format!("{stem}.md")), entry.text((&stem, &day))).unwrap();
            for (photo, shot) in entry.photos.iter().enumerate() {
                let marked = crate::pictures::photograph(shot, at);
                fs::write(folder.join(format!("{stem}-{photo}.jpg")), marked).unwrap();
            }
        }
    }

    /// Builds it with the program into a folder `site` beside its own.
    pub fn build(&self) -> PathBuf {
        let site = self.folder.path().join("out");
        let output = build(self.folder.path(), &site);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the build said {:?}:\n{said}", output.status.code());
        site
    }
}

impl Entry {
    /// The file of the record.
    fn text(&self, (stem, day): (&str, &str)) -> String {
        let mut text = format!("---\nkind: {}\ndate: {day}\n", self.kind);
        if let Some(title) = &self.title {
            text.push_str(&format!("title: {}\n", quoted(title)));
        }
        if let Some(priority) = self.priority {
            text.push_str(&format!("priority: {priority}\n"));
        }
        text.push_str(&self.front);
        if !self.photos.is_empty() {
            text.push_str("photos:\n");
        }
        for number in 0..self.photos.len() {
            let caption = format!("图为第{number}号照片，{stem}的居民在活动现场。");
            text.push_str(&format!(
                "  - {{file: {stem}-{number}.jpg, caption: {}, credit: 闻人湛摄, alt: 活动现场}}\n",
                quoted(&caption)
            ));
        }
        text + "---\n\n" + &self.paragraphs.join("\n\n") + "\n"
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// Builds the bulletin at `root`.
pub fn build(root: &Path, site: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(["build", "--as-of", DAY, "--out"]).arg(site).current_dir(root);
    command.env("LANG", "C").output().unwrap()
}

/// Copies the demonstration to `target`.
pub fn copy_demonstration(target: &Path) {
    for part in ["jianbao.yaml", "content", "issues", "static", "themes"] {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(part), &target.join(part));
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    } else if from.is_dir() {
        for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    }
}
