//! What `new` writes, on a disk.

use std::collections::BTreeSet;
use std::fs;

use super::{Fault, NewArgs, Setting, run};
use crate::model::date::Date;
use crate::model::kind::KINDS;
use crate::model::settings::Lang;
use crate::model::{Kind, Settings};

struct Bench {
    folder: tempfile::TempDir,
    settings: Settings,
}

impl Bench {
    fn new(lang: Lang) -> Self {
        let settings = Settings { lang, ..Settings::default() };
        Self { folder: tempfile::tempdir().unwrap(), settings }
    }

    fn make(&self, kind: &str, title: &str) -> Result<(String, String), Fault> {
        let taken = BTreeSet::from(["zi-dai-bian-hao".to_owned()]);
        let root = self.folder.path();
        let today = Date::constant(2024, 12, 30);
        let args = NewArgs { kind: kind.to_owned(), title: title.to_owned() };
        let path = run(&args, &Setting { root, settings: &self.settings, today, taken: &taken })?;
        Ok((path.as_str().to_owned(), fs::read_to_string(path.below(root)).unwrap()))
    }
}

fn front_matter(text: &str) -> serde_yaml::Value {
    let (front, rest) = text.strip_prefix("---\n").unwrap().split_once("---\n").unwrap();
    assert_eq!(rest, "\n");
    serde_yaml::from_str(front).unwrap()
}

#[test]
fn a_record_stands_in_its_folder_under_an_id_that_reads_like_its_title() {
    let bench = Bench::new(Lang::ZhCn);
    let (path, text) = bench.make("消息", "重阳节 长安社区送温暖").unwrap();
    assert_eq!(path, "content/2025/w01/chong-yang-jie-chang-an-she-qu-song-wen-nuan.md");
    assert!(
        text.starts_with(
            "---\n体裁: 消息\n标题: 重阳节 长安社区送温暖\n日期: 2024-12-30\n# 引题:  # 标题上面的一行\n"
        ),
        "{text}"
    );
    assert_eq!(bench.make("地名", "社区书房").unwrap().0, "content/places/she-qu-shu-fang.md");
    assert_eq!(bench.make("page", "About us").unwrap().0, "content/pages/about-us.md");
}

#[test]
fn nothing_is_written_over_and_ids_do_not_clash() {
    let bench = Bench::new(Lang::En);
    let paths: Vec<String> = (0..3).map(|_| bench.make("news", "Hello").unwrap().0).collect();
    assert_eq!(
        paths,
        ["content/2025/w01/hello.md", "content/2025/w01/hello-2.md", "content/2025/w01/hello-3.md"]
    );
    assert_eq!(bench.make("org", "Hello").unwrap().0, "content/orgs/hello-4.md");
    assert_eq!(bench.make("news", "自带编号").unwrap().0, "content/2025/w01/zi-dai-bian-hao-2.md");
}

#[test]
fn kinds_get_what_they_are_made_for() {
    let bench = Bench::new(Lang::ZhCn);
    let notice = bench.make("公告", "停水").unwrap().1;
    assert!(notice.contains("\n张贴: 是\n"), "{notice}");
    let activity = bench.make("activity", "读书会").unwrap().1;
    assert!(
        activity.contains("\n开始: 2024-12-30 09:00\n结束: 2024-12-30 11:00\n场地: 待定\n"),
        "{activity}"
    );
    assert!(activity.contains("\n# 重复:  # "), "{activity}");
    let photo = Bench::new(Lang::En).make("photo", "").unwrap();
    assert_eq!(photo.0, "content/2025/w01/photo.md");
    assert!(photo.1.contains("\nphotos:\n  - file: photo.jpg"), "{}", photo.1);
    let place = bench.make("place", "公园").unwrap().1;
    assert!(!place.contains("日期:") && place.contains("# 坐标:"), "{place}");
}

#[test]
fn every_kind_in_both_languages_is_yaml_that_says_its_title() {
    for lang in [Lang::ZhCn, Lang::En] {
        let bench = Bench::new(lang);
        for (row, title) in KINDS.iter().zip(TITLES.iter().cycle()) {
            let (path, text) = bench.make(row.english, title).unwrap();
            let front = front_matter(&text);
            let key = lang.pick("标题", "title");
            assert_eq!(front.get(key).and_then(|t| t.as_str()), Some(*title), "{path}:\n{text}");
            let kind = front.get(lang.pick("体裁", "kind")).and_then(|kind| kind.as_str()).unwrap();
            assert_eq!(Kind::parse(kind), Some(row.kind));
        }
    }
}

const TITLES: [&str; 12] = [
    "a: b # c",
    "2024",
    "是",
    "- x",
    "“三单制” 解民忧",
    "null",
    "'\"\\",
    "{{ 7*7 }}",
    "第一行\n---\n第二行",
    "[x]",
    "@x",
    "tab\tx",
];

#[test]
fn what_cannot_be_made_is_said() {
    let bench = Bench::new(Lang::En);
    for (kind, title) in [("新闻稿", "x"), ("news", "  "), ("", "x")] {
        let fault = bench.make(kind, title).unwrap_err();
        assert_eq!(fault.exit_code(), 2, "{kind} {title}");
    }
    fs::write(bench.folder.path().join("content"), "a file").unwrap();
    assert_eq!(bench.make("news", "x").unwrap_err().exit_code(), 3);
}
