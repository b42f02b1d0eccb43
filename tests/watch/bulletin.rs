//! A bulletin of every kind, edited at random by a fixed seed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A bulletin in a folder of its own.
pub struct Bulletin {
    folder: TempDir,
    seed: u64,
    /// Records that were deleted, to be restored.
    deleted: Vec<(PathBuf, String)>,
}

const KINDS: [&str; 7] = ["news", "feature", "story", "brief", "photo", "notice", "activity"];
const STANDING: [&str; 11] = [
    "programme",
    "project",
    "place",
    "org",
    "person",
    "scheme",
    "ledger",
    "brand",
    "term",
    "meeting",
    "page",
];
const PLACES: [&str; 4] = ["东区/河街道/柳社区", "东区/河街道/杨社区", "西区/山街道/松社区", "西区"];
const COLUMNS: [&str; 3] = ["社区传真", "基层党旗红", "社区故事会"];

impl Bulletin {
    /// A new one.
    pub fn new(seed: u64) -> Self {
        let bulletin = Self { folder: TempDir::new().unwrap(), seed, deleted: Vec::new() };
        let settings =
            "title: 柳巷简报\nbase_url: https://n.cn/\ncolumns: [社区传真, 基层党旗红, 社区故事会]\n";
        bulletin.write("jianbao.yaml", settings);
        for number in 0..28 {
            let kind = KINDS[number % KINDS.len()];
            let extra = match kind {
                "photo" => "photos: [{file: a.jpg, caption: 春日的巷口, alt: 巷口, credit: 甲 摄}]\n",
                "activity" => "starts: 2024-05-01 09:00\nends: 2024-05-01 11:00\nvenue: 河边\n",
                _ => "",
            };
            let day = 1 + number % 27;
            let text = format!(
                "---\ntitle: 第{number}条消息　在巷口\nkind: {kind}\ndate: 2024-{:02}-{day:02}\nplace: {}\ncolumn: {}\ntags: [标签{}]\nbylines: 通讯员 柳一 杨二\n{extra}---\n\n正文第{number}段，4月{day}日。\n\n## 小标题\n\n再一段。\n",
                1 + number % 5,
                PLACES[number % PLACES.len()],
                COLUMNS[number % COLUMNS.len()],
                number % 4,
            );
            bulletin.write(&format!("content/2024/r{number}.md"), &text);
        }
        for kind in STANDING {
            let text = format!("---\ntitle: 常设{kind}\nkind: {kind}\n---\n\n说明。\n");
            bulletin.write(&format!("content/standing/s-{kind}.md"), &text);
        }
        fs::write(bulletin.path().join("content/2024/a.jpg"), picture(0)).unwrap();
        bulletin
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// A number below `most`.
    pub fn roll(&mut self, most: usize) -> usize {
        // Constants of Knuth's MMIX.
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) as usize % most
    }

    fn record(&mut self) -> PathBuf {
        let mut all: Vec<PathBuf> = fs::read_dir(self.path().join("content/2024"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
            .collect();
        all.sort();
        let at = self.roll(all.len());
        all.swap_remove(at)
    }

    fn change(&mut self, edit: impl Fn(&str, usize) -> String) {
        let (path, number) = (self.record(), self.roll(1000));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, edit(&text, number)).unwrap();
    }

    /// Makes one edit at random; says which.
    pub fn edit(&mut self) -> &'static str {
        match self.roll(12) {
            0 | 1 => {
                self.change(|text, number| format!("{text}\n又一段{number}。\n"));
                "body"
            }
            2 => {
                self.change(|text, number| text.replacen("title: ", &format!("title: 新{number}"), 1));
                "title"
            }
            3 => {
                self.change(|text, number| text.replacen("社区\n", &format!("社区{}\n", number % 3), 1));
                "place"
            }
            4 => {
                self.change(|text, number| line(text, "column: ", COLUMNS[number % COLUMNS.len()]));
                "column"
            }
            5 => {
                self.change(|text, number| {
                    text.replacen("tags: [", &format!("tags: [新标签{}, ", number % 5), 1)
                });
                "tag"
            }
            6 => {
                let path = self.record();
                let text = fs::read_to_string(&path).unwrap();
                fs::remove_file(&path).unwrap();
                self.deleted.push((path, text));
                "delete"
            }
            7 => {
                if let Some((path, text)) = self.deleted.pop() {
                    fs::write(path, text).unwrap();
                }
                "restore"
            }
            8 => {
                let number = self.roll(1000);
                let line = "<a href=\"{{ root }}{{ record.url }}\">{{ record.headline }}</a>";
                self.write("themes/default/templates/line.html", &format!("<!-- {number} -->{line}"));
                "template"
            }
            9 => {
                let number = self.roll(1000);
                let settings = line(&self.read("jianbao.yaml"), "title: ", &format!("柳巷简报{number}"));
                self.write("jianbao.yaml", &settings);
                "setting"
            }
            10 => {
                let number = self.roll(200);
                fs::write(self.path().join("content/2024/a.jpg"), picture(number)).unwrap();
                "picture"
            }
            _ => {
                let (path, number) = (self.record(), self.roll(100_000));
                fs::rename(&path, path.with_file_name(format!("n{number}.md"))).unwrap();
                "rename"
            }
        }
    }

    /// The site that a clean build makes, previewed: in a copy of the bulletin.
    pub fn clean(&self) -> BTreeMap<String, Vec<u8>> {
        let copy = TempDir::new().unwrap();
        for name in ["jianbao.yaml", "content", "themes"] {
            let from = self.path().join(name);
            if from.exists() {
                let done = Command::new("cp").arg("-r").arg(from).arg(copy.path()).status().unwrap();
                assert!(done.success());
            }
        }
        build(copy.path());
        tree(&copy.path().join("public"))
    }

    /// The site that a build over the former one makes.
    pub fn rebuilt(&self) -> BTreeMap<String, Vec<u8>> {
        build(self.path());
        tree(&self.path().join("public"))
    }
}

/// `text` with another value in the line that begins with `key`.
fn line(text: &str, key: &str, value: &str) -> String {
    let change = |line: &str| if line.starts_with(key) { format!("{key}{value}") } else { line.to_owned() };
    text.lines().map(change).collect::<Vec<_>>().join("\n") + "\n"
}

fn build(folder: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    let output = command.args(["build", "--drafts", "--quiet"]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// All files of a tree by their paths, but for the marker.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries.map_while(Result::ok) {
            let path = entry.path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                files.insert(name, bytes);
            }
        }
    }
    files.remove(".jianbao");
    files
}

/// A small JPEG, another for each number.
fn picture(number: usize) -> Vec<u8> {
    let (width, height) = (64_u16, 48_u16);
    let pixel = |at: usize| [(at * 7 + number) as u8, (at / 64 * 5) as u8, number as u8];
    let pixels: Vec<u8> = (0..64 * 48).flat_map(pixel).collect();
    let mut bytes = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes
}
