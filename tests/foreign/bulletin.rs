//! The bulletin, copied, its photographs drawn, and built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

use crate::page::Page;

/// Photographs: their files, in three formats.
const PHOTOS: [&str; 15] = [
    "第一周/扶手.jpg",
    "第一周/看牙.png",
    "第一周/议事亭/ting.png",
    "w11/spring.webp",
    "w11/盐面.png",
    "w11/night-school/剪纸课.jpg",
    "w11/night-school/书法 课.png",
    "2025/三月/lidan.png",
    "2025/三月/tree.png",
    "2025/三月/电梯.jpg",
    "2025/三月/下/稻草人.jpg",
    "2025/三月/下/稻草人2.png",
    "第四周/食堂.png",
    "places/书房.webp",
    "standing/团.jpg",
];

/// The day of all builds.
const DAY: &str = "2025-04-02";

/// A built site.
pub struct Built {
    pub bulletin: PathBuf,
    pub site: PathBuf,
    /// What the program said.
    pub said: String,
    /// Its pages by path.
    pub pages: BTreeMap<String, Page>,
    pub catalogue: Value,
}

impl Built {
    /// The entries of the catalogue.
    pub fn entries(&self) -> impl Iterator<Item = &Value> {
        ["records", "standing"].into_iter().flat_map(|list| self.catalogue[list].as_array().unwrap())
    }

    /// The page at a `url` of the catalogue.
    pub fn page(&self, entry: &Value) -> &Page {
        let path = format!("{}index.html", entry["url"].as_str().unwrap().trim_start_matches('/'));
        self.pages.get(&path).unwrap_or_else(|| panic!("no page {path}"))
    }
}

/// The site of the bulletin as it was written.
pub fn built() -> &'static Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| build("as-written", |_, bytes| bytes));
    &BUILT
}

/// The folder of this test in the repository.
pub fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign")
}

/// Builds the bulletin with each of its files made over by `change`.
pub fn build(name: &str, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Built {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("foreign").join(name);
    let _ = fs::remove_dir_all(&folder);
    let (bulletin, site) = (folder.join("bulletin"), folder.join("site"));
    for (path, bytes) in files(&home().join("bulletin")) {
        put(&bulletin.join(&path), &change(&path, bytes));
    }
    for photo in PHOTOS {
        put(&bulletin.join("content").join(photo), &draw(photo));
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(["build", "--as-of", DAY, "--out"]).arg(&site).current_dir(&bulletin);
    let output = command.env_remove("SOURCE_DATE_EPOCH").env("LANG", "zh_CN.UTF-8").output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{name}: {said}");
    let is_page = |path: &String| path.ends_with(".html");
    let html = files(&site).into_iter().filter(|(path, _)| is_page(path));
    let pages = html.map(|(path, bytes)| (path, Page::read(&String::from_utf8(bytes).unwrap()))).collect();
    let catalogue = serde_json::from_slice(&fs::read(site.join("catalogue.json")).unwrap()).unwrap();
    Built { bulletin, site, said, pages, catalogue }
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The files below a folder by path, `/` between names.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![String::new()];
    while let Some(below) = open.pop() {
        for entry in fs::read_dir(folder.join(&below)).unwrap() {
            let entry = entry.unwrap();
            let path = below.clone() + entry.file_name().to_str().unwrap();
            if entry.file_type().unwrap().is_dir() {
                open.push(path + "/");
            } else {
                found.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// A photograph of a hill at some time of day, which its name decides.
fn draw(name: &str) -> Vec<u8> {
    let (width, height) = (960_u32, 640_u32);
    let hour = name.bytes().fold(0_u8, u8::wrapping_add);
    let hill = |x: u32, y: u32| y > height - 200 + x.abs_diff(width / 2) / 4;
    let colour = |x, y| if hill(x, y) { [60, 110, hour / 3] } else { [hour, 180, 220] };
    let pixels: Vec<u8> = (0..height).flat_map(|y| (0..width).flat_map(move |x| colour(x, y))).collect();
    let mut bytes = Vec::new();
    if name.ends_with(".jpg") {
        let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
        encoder.encode(&pixels, 960, 640, jpeg_encoder::ColorType::Rgb).unwrap();
    } else if name.ends_with(".png") {
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    } else {
        bytes = webp::Encoder::from_rgb(&pixels, width, height).encode(80.0).to_vec();
    }
    bytes
}
