//! What `init` leaves, on a disk.

use std::fs;
use std::path::Path;

use super::{InitArgs, run};
use crate::model::date::Date;
use crate::model::keys::{ISSUE, SETTINGS, find};
use crate::model::settings::Lang;
use crate::model::{Id, Kind};
use crate::parse::slug::slug;

const TODAY: Date = Date::constant(2024, 4, 11);

fn init(dir: &Path, lang: Lang) -> Result<Vec<String>, super::Fault> {
    run(&InitArgs { dir: dir.to_path_buf() }, lang, TODAY)
}

fn yaml(text: &str) -> serde_yaml::Mapping {
    serde_yaml::from_str(text).unwrap()
}

#[test]
fn every_key_of_the_samples_is_known_and_every_name_an_id() {
    for lang in [Lang::ZhCn, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        let files = init(&folder.path().join("new"), lang).unwrap();
        let mut records = 0;
        for name in files.iter().filter(|name| name.starts_with("content/")) {
            let text = fs::read_to_string(folder.path().join("new").join(name)).unwrap();
            assert!(!text.contains(['{', '}']), "{name} is not filled in");
            let front = yaml(text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap().0);
            let typed = front.get("体裁").or(front.get("kind")).unwrap().as_str().unwrap().to_owned();
            let kind = Kind::parse(&typed).unwrap();
            for key in front.keys() {
                assert!(find(kind, key.as_str().unwrap()).is_some(), "{name}: {key:?}");
            }
            let stem = Path::new(name).file_stem().unwrap().to_str().unwrap();
            assert!(Id::new(stem).is_some(), "{name}");
            records += 1;
        }
        assert_eq!(records, 6);
        let settings = yaml(&fs::read_to_string(folder.path().join("new/jianbao.yaml")).unwrap());
        assert!(settings.keys().all(|key| SETTINGS.iter().any(|row| row.is(key.as_str().unwrap()))));
        assert!(!ISSUE.is_empty());
    }
}

#[test]
fn files_are_named_by_what_new_would_name_them() {
    let none = std::collections::BTreeMap::new();
    assert_eq!(slug("停水通知", &none), "ting-shui-tong-zhi");
    assert_eq!(slug("周末读书会", &none), "zhou-mo-du-shu-hui");
    assert_eq!(slug("关于", &none), "guan-yu");
}

#[test]
fn links_between_samples_lead_to_files() {
    for lang in [Lang::ZhCn, Lang::En] {
        let folder = tempfile::tempdir().unwrap();
        for name in init(folder.path(), lang).unwrap().iter().filter(|name| name.ends_with(".md")) {
            let file = folder.path().join(name);
            let text = fs::read_to_string(&file).unwrap();
            for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                assert!(file.parent().unwrap().join(link).is_file(), "{name}: {link}");
            }
        }
    }
}

#[test]
fn a_batch_file_is_ascii_and_has_its_own_line_ends() {
    let folder = tempfile::tempdir().unwrap();
    init(folder.path(), Lang::ZhCn).unwrap();
    let batch = fs::read_to_string(folder.path().join("预览.bat")).unwrap();
    assert!(batch.is_ascii() && batch.lines().count() == batch.matches("\r\n").count());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.path().join("预览.sh")).unwrap().permissions().mode();
        assert_eq!(mode & 0o111, 0o111);
    }
}

#[test]
fn a_folder_that_holds_anything_but_git_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    fs::write(folder.path().join("信.txt"), "x").unwrap();
    let fault = init(folder.path(), Lang::ZhCn).unwrap_err();
    assert_eq!(fault.exit_code(), 2);
    let (said, _) = fault.say();
    assert!(said.zh.contains("信.txt") && !said.zh.contains(".git"), "{said:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    fs::remove_file(folder.path().join("信.txt")).unwrap();
    assert!(init(folder.path(), Lang::ZhCn).is_ok());
    let file = folder.path().join("README.md");
    assert_eq!(init(&file, Lang::En).unwrap_err().exit_code(), 3);
}
