//! The preview in Chromium: an editor saves, and looks at the page that is open.

use std::path::Path;
use std::process::Command;

use super::bulletin::Bulletin;

/// A bulletin whose site will stand in a folder of its host, with a long page that had another address.
fn bulletin() -> Bulletin {
    let bulletin = Bulletin::new(13);
    let settings = bulletin.read("jianbao.yaml").replace("https://n.cn/", "https://n.cn/jie/");
    bulletin.write("jianbao.yaml", &settings);
    let body = (0..60).map(|number| format!("第{number}段，巷口的柳树。\n\n")).collect::<String>();
    let head = "---\ntitle: 第1条消息　在巷口\nkind: news\ndate: 2024-04-11\naliases: [2023/old]\n---\n\n";
    bulletin.write("content/2024/r1.md", &format!("{head}{body}"));
    bulletin.write("themes/default/styles/9-own.css", "main { border-top: 1px solid red; }\n");
    bulletin
}

/// Runs a script of `tests/browser` with the program, a bulletin and `others`.
fn drive(script: &str, bulletin: &Bulletin, others: &[&Path]) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("node")
        .arg(repository.join("tests/browser").join(script))
        .arg(env!("CARGO_BIN_EXE_jianbao"))
        .args([bulletin.path(), &repository.join(".tools")])
        .args(others)
        .output()
        .expect("Debian package `nodejs` is needed");
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success(), "{said}");
}

#[test]
fn the_open_page_follows_every_save() {
    drive("edit.mjs", &bulletin(), &[]);
}
