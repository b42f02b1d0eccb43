//! One bulletin in twelve surroundings: the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::bulletin::{Bulletin, picture, read};
use crate::tools;

type Files = BTreeMap<String, Vec<u8>>;

const SETTINGS: &str = "title: 简报\nbase_url: https://bulletin.example/\ntime_zone: Asia/Shanghai\ncolumns: [{name: 社区传真}]\npinyin: {长江: chang jiang}\n";

/// Every file of the bulletin, so that it can be written in any order.
fn sources() -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("content/p.png".to_owned(), picture()),
        ("content/a.txt".to_owned(), b"x".to_vec()),
        ("static/a/b.txt".to_owned(), b"y".to_vec()),
    ];
    for number in 0..60 {
        let text = format!(
            "---\ntitle: 第{number}条 长江边\ndate: 2024-04-{:02}\nkind: {}\nplace: 崇川区/社区{}\ntags: [标签{}, Ａ, A, a]\nbylines: 通讯员 甲{} 乙\norgs: [单位{}]\ncolumn: 社区传真\nphotos: [{{file: p.png, alt: 图}}]\nattachments: [{{file: a.txt}}]\naliases: [/old/{number}.html]\nabout: [prog]\nfigures: [{{name: 数, value: {number}.5, unit: 个}}]\n---\n昨天，正文{number}。[^a]\n\n[^a]: 注\n",
            1 + number % 20,
            ["news", "brief", "notice", "feature"][number % 4],
            number % 5,
            number % 7,
            number % 3,
            number % 4
        );
        files.push((
            format!("content/f{}/r{number}.md", number % 3),
            text.replace("file: p.png", "file: ../p.png")
                .replace("file: a.txt", "file: ../a.txt")
                .into_bytes(),
        ));
    }
    files.push((
        "content/prog.md".into(),
        "---\nkind: programme\ntitle: 行动\ngroup_by: [category, status]\nstatuses: [一, 二]\n---\n".into(),
    ));
    files.push(("content/act.md".into(), "---\nkind: activity\ntitle: 活动\ndate: 2024-04-11\nstarts: 2024-04-13T08:30\nrepeats: FREQ=WEEKLY;BYDAY=SA\n---\n".into()));
    files.push((
        "content/later.md".into(),
        "---\ntitle: 明天\ndate: 2024-04-11\npublish_at: 2024-04-21\n---\n".into(),
    ));
    files
}

fn bulletin(reversed: bool) -> Bulletin {
    let bulletin = Bulletin::new(SETTINGS);
    let mut files = sources();
    if reversed {
        files.reverse();
    }
    files.iter().for_each(|(path, bytes)| bulletin.write(path, bytes));
    bulletin
}

/// Builds with a changed environment or command.
fn built(bulletin: &Bulletin, change: impl FnOnce(&mut Command)) -> Files {
    let mut command = bulletin.command(&["build", "--no-print"]);
    change(&mut command);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    read(&bulletin.out())
}

fn as_of(command: &mut Command) -> &mut Command {
    command.args(["--as-of", "2024-04-20"])
}

fn differing(a: &Files, b: &Files) -> Vec<String> {
    a.keys().chain(b.keys()).filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

/// A program run by a shell that first does something to itself, such as `umask`.
fn after(bulletin: &Bulletin, before: &str) -> Files {
    let mut shell = Command::new("sh");
    bulletin.prepare(&mut shell);
    shell.args([
        "-c",
        &format!("{before}; exec \"$0\" build --no-print --as-of 2024-04-20"),
        env!("CARGO_BIN_EXE_jianbao"),
    ]);
    let output = shell.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    read(&bulletin.out())
}

fn set(name: &'static str, value: &'static str) -> impl FnOnce(&mut Command) {
    move |command| {
        as_of(command).env(name, value);
    }
}

/// The clock of another year, by the library that Debian packages for it.
fn faked(bulletin: &Bulletin) -> Option<Files> {
    let library = [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    ];
    let library = library.into_iter().find(|path| Path::new(path).exists())?;
    Some(built(bulletin, |command| {
        as_of(command).env("LD_PRELOAD", library).env("FAKETIME", "@2031-01-01 00:00:00");
    }))
}

/// What the environment says.
fn by_environment() -> Vec<(&'static str, Files)> {
    let under = |name, value| built(&bulletin(false), set(name, value));
    let epoch = |seconds: &'static str| {
        built(&bulletin(false), move |command| {
            command.env("SOURCE_DATE_EPOCH", seconds);
        })
    };
    let bare = built(&bulletin(false), |command| {
        as_of(command).env_clear();
    });
    vec![
        ("TZ", under("TZ", "America/St_Johns")),
        ("LC_ALL", under("LC_ALL", "tr_TR.UTF-8")),
        ("LANG", under("LANG", "zh_CN.GB18030")),
        ("HOME", under("HOME", "/nonexistent")),
        ("one thread", under("RAYON_NUM_THREADS", "1")),
        ("seven threads", under("RAYON_NUM_THREADS", "7")),
        ("no environment", bare),
        // The first and the last second of the day in Shanghai.
        ("SOURCE_DATE_EPOCH", epoch("1713542400")),
        ("SOURCE_DATE_EPOCH, late", epoch("1713628799")),
    ]
}

/// Where, how and how often it is built.
fn by_machine() -> Vec<(&'static str, Files)> {
    let plain = |bulletin: &Bulletin| {
        built(bulletin, |command| {
            as_of(command);
        })
    };
    let deep = built(&bulletin(false), |command| {
        let folder = command.get_current_dir().unwrap().join("content/f1");
        as_of(command).current_dir(folder);
    });
    let twice = bulletin(false);
    built(&twice, set("RAYON_NUM_THREADS", "1"));
    let mut all = vec![
        ("working folder", deep),
        ("umask", after(&bulletin(false), "umask 077")),
        ("order of files", plain(&bulletin(true))),
        ("a build over a build", plain(&twice)),
    ];
    // Hash seeds are new in every process.
    all.extend((0..3).map(|_| ("hash seeds", plain(&bulletin(false)))));
    all.extend(faked(&bulletin(false)).map(|files| ("clock", files)));
    all
}

#[test]
fn twelve_surroundings_make_the_same_bytes() {
    let wanted = built(&bulletin(false), |command| {
        as_of(command);
    });
    let all: Vec<(&str, Files)> = by_environment().into_iter().chain(by_machine()).collect();
    assert!(all.len() >= 12);
    for (name, files) in &all {
        let differing = differing(&wanted, files);
        assert!(differing.is_empty(), "{name}: {differing:?}");
    }
    println!("{} files, {} surroundings: no difference", wanted.len(), all.len());
}

/// Another place on the disk, deep and with odd letters; the output elsewhere; `diff` says it too.
#[test]
fn the_place_of_the_bulletin_comes_into_no_file() {
    let here = bulletin(false);
    let wanted = built(&here, |command| {
        as_of(command);
    });
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("很 深/的 'folder'/x");
    fs::create_dir_all(&there).unwrap();
    for (path, bytes) in sources() {
        fs::create_dir_all(there.join(&path).parent().unwrap()).unwrap();
        fs::write(there.join(path), bytes).unwrap();
    }
    fs::write(there.join("jianbao.yaml"), SETTINGS).unwrap();
    let out = folder.path().join("elsewhere/site");
    let found = built(&here, |command| {
        as_of(command).current_dir(&there).arg("--out").arg(&out);
    });
    assert_eq!(differing(&wanted, &found), [""; 0]);
    let mut diff = tools::program("diff", "diffutils");
    let output = diff.arg("-r").arg(here.out()).arg(&out).output().unwrap();
    assert!(
        output.status.success() && output.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    let own = here.path().to_str().unwrap();
    assert!(wanted.values().all(|bytes| !String::from_utf8_lossy(bytes).contains(own)));
}
