//! What a preview and a build over another leave is byte for byte what a clean build makes.

use super::bulletin::{Bulletin, tree};
use super::preview::Preview;

#[test]
fn after_every_edit_the_tree_is_a_clean_build() {
    let edits = if super::proves() { 500 } else { 24 };
    let mut bulletin = Bulletin::new(2024);
    let preview = Preview::start(bulletin.path());
    let folder = bulletin.path().join(".jianbao-cache/watch");
    for number in 0..edits {
        let edit = bulletin.edit();
        let clean = bulletin.clean();
        let what = format!("edit {number}, {edit}");
        Preview::until(&what, || tree(&folder) == clean);
        // Drafts are shown by both, so both are the same site.
        assert!(bulletin.rebuilt() == clean, "{what}: a build over the former one");
        let pages: Vec<&String> = clean.keys().filter(|path| path.ends_with("/index.html")).collect();
        let path = pages[bulletin.roll(pages.len())];
        let page = preview.page(&format!("/{}", path.trim_end_matches("index.html")));
        assert!(page.as_bytes() == clean[path], "{what}: {path} as it is served");
    }
}

#[test]
fn a_page_is_served_before_the_site_is_built_and_is_the_same_then() {
    let bulletin = Bulletin::new(1);
    let preview = Preview::start(bulletin.path());
    for (number, path) in
        ["/2024/r3/", "/2024/r4/", "/2024/", "/columns/she-qu-chuan-zhen/", "/"].iter().enumerate()
    {
        let text = bulletin.read("content/2024/r3.md").replacen("title: ", "title: 早", 1);
        bulletin.write("content/2024/r3.md", &format!("{text}\n早一步{number}。\n"));
        let marks = "早".repeat(number + 1);
        Preview::until("the page is served", || preview.page("/2024/r3/").contains(&marks));
        let early = preview.page(path);
        let clean = bulletin.clean();
        let file = format!("{}index.html", path.trim_start_matches('/'));
        let built = String::from_utf8_lossy(&clean[&file]).into_owned();
        let other = early.lines().zip(built.lines()).find(|(early, built)| early != built);
        assert!(early == built, "{path}: {other:?}");
    }
}

#[test]
fn what_is_wrong_is_told_and_the_last_good_site_stays() {
    let bulletin = Bulletin::new(3);
    let preview = Preview::start(bulletin.path());
    let good = preview.page("/2024/r1/");
    let right = bulletin.read("content/2024/r1.md");
    bulletin.write("content/2024/r1.md", &right.replacen("kind: ", "kimd: ", 1));
    Preview::until("the mistake is told", || news(&preview).contains("kimd"));
    assert_eq!(preview.page("/2024/r1/"), good);
    bulletin.write("content/2024/r1.md", &format!("{right}\n好了。\n"));
    Preview::until("the mended page", || preview.page("/2024/r1/").contains("好了"));
    Preview::until("nothing is wrong", || news(&preview).contains("\"wrong\":[]"));
}

#[test]
fn another_save_does_not_hide_what_is_wrong() {
    let bulletin = Bulletin::new(4);
    let preview = Preview::start(bulletin.path());
    let good = preview.page("/2024/r1/");
    let right = bulletin.read("content/2024/r1.md");
    bulletin.write("content/2024/r1.md", &right.replacen("kind: ", "kimd: ", 1));
    Preview::until("the mistake is told", || news(&preview).contains("kimd"));
    for save in 0..3 {
        let text = bulletin.read("content/2024/r2.md");
        bulletin.write("content/2024/r2.md", &format!("{text}\n另一篇{save}。\n"));
        std::thread::sleep(std::time::Duration::from_millis(400));
        assert!(news(&preview).contains("kimd"), "save {save}");
        assert_eq!(preview.page("/2024/r1/"), good, "save {save}");
    }
    bulletin.write("content/2024/r1.md", &right);
    let (folder, clean) = (bulletin.path().join(".jianbao-cache/watch"), bulletin.clean());
    Preview::until("both are shown", || tree(&folder) == clean);
    assert!(preview.page("/2024/r2/").contains("另一篇2"));
}

/// What a page that opens now is told first.
fn news(preview: &Preview) -> String {
    use std::io::{BufRead, BufReader, Write};
    let mut stream = std::net::TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    write!(stream, "GET /.jianbao/news HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", preview.port).unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.find(|line| line.starts_with("data: ")).unwrap()
}
