//! What is no plain file: links, pipes, devices, sockets, holes, folders without end, names with line breaks.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::bulletin::{Built, Bulletin, picture};
use crate::tools;

const SECRET: &str = "geheimnis-draussen";

fn bulletin() -> Bulletin {
    let bulletin = Bulletin::new("title: 简报\n");
    bulletin.write("content/a.md", "---\ntitle: 标题\ndate: 2024-04-11\n---\n正文\n");
    bulletin.write("secret/secret.md", format!("---\ntitle: {SECRET}\ndate: 2024-04-11\n---\n"));
    bulletin.write("secret/secret.txt", SECRET);
    fs::create_dir_all(bulletin.path().join("static")).unwrap();
    fs::create_dir_all(bulletin.path().join("themes/default/templates")).unwrap();
    bulletin
}

/// A build that must not wait for ever: a pipe that nobody writes to would.
fn build(bulletin: &Bulletin) -> Built {
    let mut child = bulletin.command(&["build", "--no-print", "--as-of", "2024-04-20"]);
    let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("the build hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    Built { code: output.status.code(), said: crate::bulletin::plain(&said) }
}

fn refused(bulletin: &Bulletin, rule: &str, named: &str) {
    let built = build(bulletin);
    assert_eq!(built.code, Some(1), "{named}: {}", built.said);
    assert!(
        built.said.contains(&format!("[{rule}]")) && built.said.contains(named),
        "{named}: {}",
        built.said
    );
    assert!(!built.said.contains(SECRET), "{}", built.said);
    assert!(!bulletin.out().exists(), "{named}: something was written");
}

#[test]
fn links_are_refused_wherever_they_stand() {
    let targets = ["secret/secret.md", "secret/secret.txt", "/etc/passwd", "nowhere", "a.md", ".", "..", "/"];
    let names = [
        "content/x.md",
        "content/x.yaml",
        "content/x.jpg",
        "content/f",
        "content/f/x.md",
        "static/x.txt",
        "static/f",
        "themes/default/templates/layout.html",
        "themes/default/x",
        "themes/x",
        "issues/2024-W15.yaml",
        "issues/2024-W15",
    ];
    for name in names {
        for target in targets {
            let bulletin = bulletin();
            let path = bulletin.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let absolute = bulletin.path().join(target);
            symlink(if target.starts_with("secret") { absolute.to_str().unwrap() } else { target }, &path)
                .unwrap();
            refused(&bulletin, "special-file", name);
        }
    }
    println!("{} links refused", names.len() * targets.len());
}

#[test]
fn a_linked_folder_of_the_bulletin_is_refused() {
    for folder in ["content", "static", "themes", "issues"] {
        let bulletin = bulletin();
        let path = bulletin.path().join(folder);
        let _ = fs::remove_dir_all(&path);
        symlink(bulletin.path().join("secret"), &path).unwrap();
        refused(&bulletin, "special-file", folder);
    }
}

#[test]
fn pipes_sockets_and_devices_are_refused_and_not_opened() {
    for folder in ["content", "static", "themes/default", "issues"] {
        for name in ["x.md", "x.yaml", "x.jpg"] {
            let bulletin = bulletin();
            fs::create_dir_all(bulletin.path().join(folder)).unwrap();
            let path = bulletin.path().join(folder).join(name);
            let made = tools::program("mkfifo", "coreutils").arg(&path).status().unwrap();
            assert!(made.success());
            refused(&bulletin, "special-file", &format!("{folder}/{name}"));
            fs::remove_file(&path).unwrap();
            let socket = UnixListener::bind(&path).unwrap();
            refused(&bulletin, "special-file", &format!("{folder}/{name}"));
            drop(socket);
            fs::remove_file(&path).unwrap();
            // Only root may make devices; a link to one is tried above for all.
            let made = tools::program("mknod", "coreutils")
                .arg(&path)
                .args(["c", "1", "5"])
                .stderr(Stdio::null())
                .status();
            if made.unwrap().success() {
                refused(&bulletin, "special-file", &format!("{folder}/{name}"));
            }
        }
    }
}

#[test]
fn the_settings_may_not_be_a_pipe_or_a_folder() {
    let bulletin = bulletin();
    let path = bulletin.path().join("jianbao.yaml");
    fs::remove_file(&path).unwrap();
    assert!(tools::program("mkfifo", "coreutils").arg(&path).status().unwrap().success());
    assert_eq!(build(&bulletin).code, Some(2));
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(build(&bulletin).code, Some(2));
}

#[test]
fn hard_links_are_plain_files_and_are_not_written_through() {
    let bulletin = bulletin();
    fs::hard_link(bulletin.path().join("content/a.md"), bulletin.path().join("content/b.md")).unwrap();
    bulletin.write("content/p.jpg", picture());
    fs::hard_link(bulletin.path().join("content/p.jpg"), bulletin.path().join("static/p.png")).unwrap();
    bulletin.built(&[]);
    // The output's files are its own: changing one changes no source.
    fs::write(bulletin.out().join("p.png"), "other").unwrap();
    assert_eq!(fs::read(bulletin.path().join("content/p.jpg")).unwrap(), picture());
    bulletin.built(&[]);
}

#[test]
fn a_huge_hole_is_refused_at_once() {
    for (name, named) in [
        ("content/x.md", "content/x.md"),
        ("content/x.jpg", "content/x.jpg"),
        ("static/x.bin", "static/x.bin"),
        ("themes/default/x.css", "themes/default/x.css"),
        ("content/x.csv", "content/x.csv"),
    ] {
        let bulletin = bulletin();
        bulletin.write(
            "content/b.md",
            "---\ntitle: 标题\ndate: 2024-04-11\nphotos: [{file: x.jpg, alt: x, credit: x}]\n---\n",
        );
        bulletin.write("content/c.md", "---\nkind: ledger\ntitle: 表\ntable: x.csv\n---\n");
        bulletin.write("content/x.jpg", picture());
        bulletin.write("content/x.csv", "a,b\n1,2\n");
        bulletin.write(name, "");
        fs::File::create(bulletin.path().join(name)).unwrap().set_len(1 << 40).unwrap();
        let start = Instant::now();
        let built = build(&bulletin);
        assert_eq!(built.code, Some(1), "{name}: {}", built.said);
        assert!(built.said.contains(named), "{name}: {}", built.said);
        let is_text = name.ends_with(".md") || name.ends_with(".csv");
        assert!(is_text || built.said.contains("[too-large]"), "{name}: {}", built.said);
        assert!(start.elapsed() < Duration::from_secs(20), "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn a_folder_named_like_a_record_is_a_folder() {
    let bulletin = bulletin();
    bulletin.write("content/x.md/y.md", "---\ntitle: 里面\ndate: 2024-04-11\n---\n");
    bulletin.write("content/z.jpg/index.md", "---\ntitle: 里面\ndate: 2024-04-11\n---\n");
    let files = bulletin.built(&[]);
    assert!(files.contains_key("2024/y/index.html"), "{:?}", files.keys());
    let bulletin = self::bulletin();
    fs::create_dir_all(bulletin.path().join("content/x.jpg")).unwrap();
    bulletin
        .write("content/b.md", "---\ntitle: 标题\ndate: 2024-04-11\nphotos: [{file: x.jpg, alt: x}]\n---\n");
    refused(&bulletin, "missing-file", "content/b.md");
}

/// So deep that no path names it: each folder is made from inside the one above.
#[test]
fn folders_without_end_are_said_and_end_nothing() {
    let bulletin = bulletin();
    let script = "import os\nfor _ in range(3000):\n    os.mkdir('d')\n    os.chdir('d')\nopen('x.md', 'w').write('x')\n";
    let made = tools::program("python3", "python3")
        .args(["-c", script])
        .current_dir(bulletin.path().join("content"))
        .status()
        .unwrap();
    assert!(made.success());
    refused(&bulletin, "file-name", "content/d/d/d");
    let removed =
        tools::program("rm", "coreutils").arg("-rf").arg(bulletin.path().join("content")).status().unwrap();
    assert!(removed.success());
}

#[test]
fn odd_names_are_refused_and_cannot_speak_for_us() {
    let names: [&[u8]; 16] = [
        b"a\nb.md",
        b"a\rb.md",
        b"a\x1b[2Jb.md",
        b"a\x1b]0;title\x07.md",
        b"a\tb.md",
        b"a\x7f.md",
        b"a:b.md",
        b"a*b.jpg",
        b"a?.md",
        b"a\"b.md",
        b"a<b>.md",
        b"a|b.md",
        b"a\\b.md",
        b"con.md",
        b"a .",
        b"\xff\xfe.md",
    ];
    for name in names {
        use std::os::unix::ffi::OsStrExt;
        let bulletin = bulletin();
        let path = bulletin.path().join("content").join(std::ffi::OsStr::from_bytes(name));
        fs::write(&path, "---\ntitle: x\ndate: 2024-04-11\n---\n").unwrap();
        let output = bulletin.command(&["build", "--no-print"]).output().unwrap();
        let raw = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{raw}");
        assert!(raw.contains("[file-name]"), "{raw}");
        assert!(
            !raw.contains("\u{1b}[2J")
                && !raw.contains("\u{1b}]")
                && !raw.contains("a\nb")
                && !raw.contains('\r'),
            "{raw:?}"
        );
    }
}

/// What a record quotes in a message is shown, not obeyed, by a terminal.
#[test]
fn messages_hold_no_command_for_a_terminal() {
    let bulletin = bulletin();
    bulletin.write("content/b.md", include_str!("../hostile/terminal.md"));
    bulletin.write("content/c.md", "---\ntitle: x\ndate: 2024-04-11\n---\n[x](\u{1b}[2J.md)\n");
    for command in ["build", "check"] {
        let output = bulletin.command(&[command]).output().unwrap();
        let said =
            String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        let rest = crate::bulletin::plain(&said);
        assert_eq!(output.status.code(), Some(1));
        assert!(!rest.contains(['\u{1b}', '\u{7}', '\u{9b}']) && !said.contains("\u{1b}[2J"), "{said:?}");
    }
}

/// A file that a browser would run with the site's rights is no attachment, however its ending is written.
#[test]
fn attachments_that_browsers_run_are_refused() {
    for name in
        ["x.html", "x.HTM", "x.svg", "x.SvgZ", "x.xhtml", "x.xml", "x.js", "x.mjs", "x.pdf.html", "x.swf"]
    {
        let bulletin = bulletin();
        let record = format!("---\ntitle: x\ndate: 2024-04-11\nattachments: [{{file: {name}}}]\n---\n");
        bulletin.write("content/b.md", record);
        bulletin.write(&format!("content/{name}"), "<script>alert(1)</script>");
        refused(&bulletin, "active-attachment", "content/b.md");
    }
    let bulletin = bulletin();
    bulletin.write(
        "content/b.md",
        "---\ntitle: x\ndate: 2024-04-11\nattachments: [{file: x.html.zip}, {file: x.pdf}, {file: x}]\n---\n",
    );
    for (name, text) in [("x.html.zip", "PK\u{3}\u{4}"), ("x.pdf", "%PDF-1.4"), ("x", "x")] {
        bulletin.write(&format!("content/{name}"), text);
    }
    bulletin.built(&[]);
}
