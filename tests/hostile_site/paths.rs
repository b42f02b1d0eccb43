//! Paths that want out: spellings in every field that names a file or an address, and random ones at the types.
//!
//! What surprised us: most spellings are right names of files that are not there, so what counts is not whether
//! they are refused but whether anything outside was read, or anything was written outside.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

use jianbao::model::{BulletinPath, SitePath};

use crate::bulletin::{Bulletin, Dice, proving, quoted};

const SECRET: &str = "geheimnis-draussen";

/// Ways up and ways out, as the systems, the web and the shells spell them.
const UPS: [&str; 24] = [
    "../",
    "..\\",
    "..%2f",
    "%2e%2e/",
    "%2e%2e%2f",
    "..%252f",
    "..%c0%af",
    "..%ef%bc%8f",
    "．．/",
    "‥/",
    "..／",
    "..∕",
    "....//",
    "..;/",
    ".%00./",
    "..%00/",
    "./../",
    "x/../../",
    "x/./../../",
    ".. /",
    "../ ",
    "..\u{200b}/",
    "%2e./",
    ".%2e/",
];
const ENDS: [&str; 6] = [
    "secret.txt",
    "../secret.txt",
    "etc/passwd",
    "../../../../../../../../etc/passwd",
    "secret.txt%00.jpg",
    "secret.txt?x=.jpg",
];
const ROOTS: [&str; 34] = [
    "/etc/passwd",
    "//etc/passwd",
    "///etc/passwd",
    "file:///etc/passwd",
    "file:/etc/passwd",
    "FILE://localhost/etc/passwd",
    "~/secret.txt",
    "~root/.ssh/id_rsa",
    "$HOME/secret.txt",
    "C:\\Windows\\win.ini",
    "C:/Windows/win.ini",
    "c:secret.txt",
    "\\\\host\\share\\x",
    "//host/share/x",
    "\\\\?\\C:\\x",
    "\\\\.\\PhysicalDrive0",
    "/proc/self/environ",
    "/dev/zero",
    "/dev/stdin",
    "con",
    "CON.txt",
    "nul",
    "aux.jpg",
    "com1",
    "lpt1.txt",
    "COM¹",
    "secret.txt::$DATA",
    "x.jpg:secret",
    "secret.txt.",
    "secret.txt ",
    "..",
    ".",
    "",
    "\u{202e}txt.terces/..",
];

fn spellings() -> Vec<String> {
    let ups = UPS.iter().flat_map(|up| {
        ENDS.iter().flat_map(move |end| {
            let many = up.repeat(3);
            [format!("{up}{end}"), format!("{many}{end}")]
        })
    });
    let all: BTreeSet<String> = ROOTS.iter().map(|root| (*root).to_owned()).chain(ups).collect();
    all.into_iter().collect()
}

/// A record that names `spelling` at one place.
fn record(place: usize, spelling: &str) -> String {
    let text = quoted(spelling);
    let front = match place {
        0 => format!("photos: [{{file: {text}, alt: x, credit: x}}]"),
        1 => format!("attachments: [{{file: {text}}}]"),
        2 => format!("aliases: [{text}]"),
        3 => format!("id: {text}"),
        4 => format!("place: {text}"),
        5 => format!("tags: [{text}]\ncolumn: {text}\nbylines: [{{name: {text}}}]\norgs: [{{name: {text}}}]"),
        6 => format!("kind: ledger\ntable: {text}"),
        _ => String::new(),
    };
    let body = match place {
        7 => format!("[x](<{}>) ![x](<{}>)", spelling.replace('\0', ""), spelling.replace('\0', "")),
        _ => "正文".to_owned(),
    };
    let kind = if place == 6 { "" } else { "kind: news\ndate: 2024-04-11\n" };
    format!("---\ntitle: 标题\n{kind}{front}\n---\n{body}\n")
}

/// Everything around the bulletin, which must stay as it is.
fn around(folder: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let own = folder.join("a/bulletin");
    let outside = walk.filter(|entry| !entry.path().starts_with(&own));
    outside.map(|entry| entry.path().display().to_string()).collect()
}

#[test]
fn no_spelling_of_a_path_leads_out() {
    let spellings = spellings();
    assert!(spellings.len() >= 300, "{} spellings", spellings.len());
    let outer = tempfile::tempdir().unwrap();
    let root = outer.path().join("a/bulletin");
    fs::create_dir_all(root.join("content")).unwrap();
    for folder in [outer.path(), &outer.path().join("a"), &root] {
        fs::write(folder.join("secret.txt"), SECRET).unwrap();
    }
    let bulletin = Bulletin::new("");
    let (mut refused, mut taken) = (0, 0);
    for place in 0..8 {
        fs::write(root.join("jianbao.yaml"), "title: 简报\n").unwrap();
        fs::remove_dir_all(root.join("content")).unwrap();
        fs::create_dir_all(root.join("content")).unwrap();
        for (number, spelling) in spellings.iter().enumerate() {
            fs::write(root.join(format!("content/r{number}.md")), record(place, spelling)).unwrap();
        }
        let before = around(outer.path());
        // Twice: what is refused is taken out, so that the rest is built.
        for _ in 0..6 {
            let output = bulletin
                .command(&["build", "--no-print", "--as-of", "2024-04-20"])
                .current_dir(&root)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned()
                + &String::from_utf8_lossy(&output.stdout);
            assert!(!said.contains(SECRET) && !said.contains("root:x:"), "{said}");
            let code = output.status.code();
            assert!(matches!(code, Some(0 | 1)), "{code:?} {said}");
            if code == Some(0) {
                break;
            }
            let wrong = wrong_files(&said);
            assert!(!wrong.is_empty(), "{said}");
            refused += wrong.len();
            wrong.iter().for_each(|file| fs::remove_file(root.join(file)).unwrap_or_default());
        }
        taken += fs::read_dir(root.join("content")).unwrap().count();
        assert!(root.join("public/index.html").exists(), "place {place} was never built");
        assert_eq!(around(outer.path()), before, "something was written outside");
        for entry in walkdir::WalkDir::new(root.join("public")).into_iter().map(Result::unwrap) {
            assert!(!entry.file_type().is_symlink());
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).unwrap();
                let text = String::from_utf8_lossy(&bytes);
                assert!(!text.contains(SECRET) && !text.contains("root:x:0"), "{}", entry.path().display());
            }
        }
        fs::remove_dir_all(root.join("public")).unwrap();
    }
    println!("{} spellings at 8 places: {refused} refused, {taken} harmless; escapes: 0", spellings.len());
}

fn wrong_files(said: &str) -> BTreeSet<String> {
    let built = crate::bulletin::Built { code: None, said: crate::bulletin::plain(said) };
    built.wrong_files()
}

/// A theme's name is a folder's name and nothing else.
#[test]
fn a_theme_is_looked_for_under_themes_only() {
    for name in
        ["../content", "..", "/etc", "default/../../content", "%2e%2e", "~", "C:\\", "x/../../y", ".", ""]
    {
        let bulletin = Bulletin::new(&format!("title: 简报\ntheme: {}\n", quoted(name)));
        bulletin.write("content/templates/layout.html", SECRET);
        bulletin.write("templates/layout.html", SECRET);
        bulletin.write("content/a.md", "---\ntitle: 标题\ndate: 2024-04-11\n---\n正文\n");
        let built = bulletin.build(&[]);
        let page = fs::read_to_string(bulletin.out().join("index.html")).unwrap_or_default();
        assert!(!page.contains(SECRET), "{name}");
        assert!(built.code == Some(1) || name.is_empty(), "{name}: {}", built.said);
    }
}

/// Names of devices are taken, and become folders that Windows can make.
#[test]
fn a_device_of_windows_is_no_folder_of_the_site() {
    let bulletin = Bulletin::new("title: 简报\n");
    bulletin.write("content/devices.yaml", include_str!("../hostile/devices.yaml"));
    let files = bulletin.built(&[]);
    for path in files.keys() {
        assert!(SitePath::new(path).is_ok(), "{path}");
    }
    assert!(files.contains_key("2024/r-con/index.html"), "{:?}", files.keys());
}

/// Pieces that paths are made of, and of which wrong ones are.
const PIECES: [&str; 40] = [
    "/",
    "\\",
    "..",
    ".",
    "../",
    "a",
    "b",
    "A",
    "é",
    "e\u{301}",
    "汉",
    "／",
    "．",
    "‥",
    "%2e",
    "%2f",
    "%00",
    "\0",
    "\n",
    " ",
    ":",
    "*",
    "?",
    "\"",
    "<",
    ">",
    "|",
    "con",
    "NUL",
    "C:",
    "~",
    "$",
    "-",
    "_",
    ".md",
    "index.html",
    "\u{202e}",
    "\u{feff}",
    "\u{fffd}",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

fn random(dice: &mut Dice) -> String {
    let count = 1 + dice.below(12);
    (0..count).map(|_| PIECES[dice.below(PIECES.len() as u64) as usize]).collect()
}

/// Whether `path` below `/root/site` is still there when every `..` has been gone.
fn is_inside(path: &Path) -> bool {
    let mut depth = 0_i32;
    let mut components = path.components();
    if components.next() != Some(Component::RootDir) {
        return false;
    }
    for component in components {
        match component {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir => return false,
            Component::RootDir | Component::Prefix(_) => return false,
        }
    }
    depth > 2 && path.starts_with("/root/site")
}

#[test]
fn no_random_text_makes_a_path_that_escapes() {
    let count = if proving() { 1_000_000 } else { 10_000 };
    let (mut dice, mut right) = (Dice::new(11), 0);
    let root = Path::new("/root/site");
    let at = BulletinPath::new("content/a/b/index.md").unwrap();
    for _ in 0..count {
        let text = random(&mut dice);
        let site = SitePath::new(&text).ok().map(|path| path.below(root));
        let page = SitePath::page(&text).ok().map(|path| path.below(root));
        let own = BulletinPath::new(&text).ok().map(|path| path.below(root));
        let beside = at.beside(&text).ok().map(|path| path.below(root));
        for path in [site, page, own, beside].into_iter().flatten() {
            assert!(is_inside(&path), "{text:?} leads to {}", path.display());
            let text = path.to_str().unwrap();
            assert!(!text.contains(['\\', '\0', '\n', ':']), "{text:?}");
            right += 1;
        }
    }
    println!("{count} texts, {right} paths, escapes: 0");
    assert!(right > count / 10);
}
