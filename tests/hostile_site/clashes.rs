//! Two sources that some system would write to one file: both are named, and nothing is written.

use std::fs;

use crate::bulletin::{Bulletin, picture, quoted};

/// A file of the bulletin: its path and what it holds.
type Source = (String, String);

struct Pair {
    name: String,
    sources: Vec<Source>,
    /// What the message must name: both sources, or the one beside the site's own.
    named: Vec<String>,
}

fn news(path: &str, keys: &str) -> Source {
    (path.to_owned(), format!("---\ntitle: 标题\ndate: 2024-04-11\n{keys}\n---\n正文\n"))
}

fn pair(name: &str, first: Source, second: Source) -> Pair {
    let named = vec![first.0.clone(), second.0.clone()];
    Pair { name: name.to_owned(), sources: vec![first, second], named }
}

fn with_alias(path: &str, alias: &str) -> Source {
    news(path, &format!("aliases: [{}]", quoted(alias)))
}

fn file(path: &str) -> Source {
    (path.to_owned(), "x".to_owned())
}

/// Two spellings that one system or another takes for the same name.
const TWINS: [(&str, &str); 14] = [
    ("Readme.txt", "readme.txt"),
    ("é.txt", "e\u{301}.txt"),
    ("Å.txt", "A\u{30a}.txt"),
    ("Å.txt", "\u{212b}.txt"),
    ("Ａ.txt", "a.txt"),
    ("ﬁ.txt", "fi.txt"),
    ("①.txt", "1.txt"),
    ("straße.txt", "STRASSE.txt"),
    ("Σ.txt", "ς.txt"),
    ("ｶﾞ.txt", "ガ.txt"),
    ("한.txt", "\u{1112}\u{1161}\u{11ab}.txt"),
    ("K.txt", "\u{212a}.txt"),
    ("ſ.txt", "s.txt"),
    ("㎏.txt", "KG.txt"),
];

fn of_ids(pairs: &mut Vec<Pair>) {
    for (first, second) in [
        ("content/a/x.md", "content/b/x.md"),
        ("content/a/x.md", "content/x/index.md"),
        ("content/a/X.md", "content/b/x.md"),
        ("content/a/吕四.md", "content/b/lv-si.md"),
        ("content/a/x y.md", "content/b/x-y.md"),
        ("content/a/é.md", "content/b/e\u{301}.md"),
        ("content/a/Ａ.md", "content/b/a.md"),
        ("content/a/x_y.md", "content/b/x-y.md"),
    ] {
        pairs.push(pair("ids", news(first, ""), news(second, "")));
    }
    pairs.push(pair("given ids", news("content/a.md", "id: z"), news("content/b.md", "id: Z")));
    pairs.push(pair("id and name", news("content/a.md", "id: b"), news("content/b.md", "")));
    let page = ("content/about.md".to_owned(), "---\nkind: page\ntitle: 关于\n---\n".to_owned());
    let own = ("content/x/about.md".to_owned(), page.1.clone());
    pairs.push(pair("plain pages", page, own));
}

fn of_files(pairs: &mut Vec<Pair>) {
    for (first, second) in TWINS {
        pairs.push(pair("static", file(&format!("static/{first}")), file(&format!("static/{second}"))));
        let attached =
            |file: &str, folder: &str| format!("{{file: {}}}", quoted(&format!("{folder}/{file}")));
        let record = news(
            "content/r.md",
            &format!("attachments: [{}, {}]", attached(first, "p"), attached(second, "q")),
        );
        let mut attachments = pair("attachments", record.clone(), record);
        attachments.sources = vec![
            attachments.sources[0].clone(),
            file(&format!("content/p/{first}")),
            file(&format!("content/q/{second}")),
        ];
        attachments.named = vec!["content/r.md".to_owned(); 2];
        pairs.push(attachments);
    }
    pairs.push(pair("static and record", file("static/2024/x/index.html"), news("content/x.md", "")));
    pairs.push(pair("static and record by case", file("static/2024/X/Index.html"), news("content/x.md", "")));
    let attached = news("content/x.md", "attachments: [{file: a.txt}]");
    let mut both = pair("static and attachment", file("static/files/x/A.txt"), attached);
    both.sources.push(file("content/a.txt"));
    pairs.push(both);
    pairs.push(pair("file and folder", file("static/2024/x"), news("content/x.md", "")));
    pairs.push(pair("file and folder in static", file("static/a"), with_alias("content/y.md", "/a/b/")));
    pairs.push(pair("folder and file", file("static/Old/x.txt"), with_alias("content/y.md", "/old.html")));
    pairs.pop();
}

fn of_aliases(pairs: &mut Vec<Pair>) {
    for (first, second) in [
        ("/old/1.html", "/old/1.html"),
        ("/old/1.html", "/OLD/1.HTML"),
        ("/old/1", "/old/1/"),
        ("/old/1", "/old/1/index.html"),
        ("/old/é/", "/old/e\u{301}/"),
        ("/old/%E6%96%B0/", "/old/新/"),
        ("/old/Ａ/", "/old/a/"),
        ("old/1", "/old/1"),
        ("/old/a.html", "/old/a.html/"),
    ] {
        pairs.push(pair(
            &format!("aliases {first} {second}"),
            with_alias("content/a.md", first),
            with_alias("content/b.md", second),
        ));
    }
    pairs.push(pair("alias and record", with_alias("content/a.md", "/2024/B/"), news("content/b.md", "")));
    pairs.push(pair(
        "alias and static",
        file("static/old/x.html"),
        with_alias("content/a.md", "/Old/X.html"),
    ));
    pairs.push(pair("alias below a static file", file("static/old"), with_alias("content/a.md", "/old/x/")));
}

/// What the site makes itself: one source has a name, the other is the site.
fn of_site(pairs: &mut Vec<Pair>) {
    for path in [
        "index.html",
        "Index.html",
        "404.html",
        "feed.xml",
        "FEED.XML",
        "feed.json",
        "calendar.ics",
        "catalogue.json",
        "sitemap.xml",
        "sitemap-1.xml",
        "robots.txt",
        "search/index.html",
        "search/index.js",
        "Search/t/0-12345678.js",
        "issues/index.html",
        "issues/2024-W15/index.html",
        "issues/2024-w15/index.html",
        "2024/index.html",
        "tags/index.html",
        "tags/a/index.html",
        "kinds/news/index.html",
        "assets/pictures/x.webp",
        "index.html/x.txt",
        "feed.xml/x",
        "2024/index.html/x",
        "tags",
    ] {
        let source = file(&format!("static/{path}"));
        let record = news("content/r.md", "tags: [a]");
        pairs.push(Pair {
            name: format!("site {path}"),
            named: vec![source.0.clone()],
            sources: vec![source, record],
        });
    }
    for alias in [
        "/",
        "/index.html",
        "/feed.xml/",
        "/search/",
        "/search/x.html",
        "/issues/2024-W15/",
        "/2024/",
        "/tags/A/",
        "/assets/pictures/x.html",
        "/.jianbao-new/x.html",
    ] {
        let source = with_alias("content/r.md", alias);
        pairs.push(Pair {
            name: format!("alias {alias}"),
            named: vec![source.0.clone()],
            sources: vec![source, news("content/s.md", "tags: [a]")],
        });
    }
}

fn pairs() -> Vec<Pair> {
    let mut pairs = Vec::new();
    of_ids(&mut pairs);
    of_files(&mut pairs);
    of_aliases(&mut pairs);
    of_site(&mut pairs);
    pairs
}

#[test]
fn every_clash_is_named_with_both_sources() {
    let pairs = pairs();
    assert!(pairs.len() >= 60, "{} pairs", pairs.len());
    let mut wrong = Vec::new();
    for Pair { name, sources, named } in &pairs {
        let bulletin = Bulletin::new("title: 简报\n");
        sources.iter().for_each(|(path, text)| bulletin.write(path, text));
        let built = bulletin.build(&[]);
        let said = &built.said;
        let is_named = named.iter().all(|source| said.contains(source.as_str()));
        let is_clash =
            said.contains("[equal-paths]") || said.contains("[equal-ids]") || said.contains("[wrong-alias]");
        if built.code != Some(1) || !is_named || !is_clash || bulletin.out().exists() {
            wrong.push(format!("{name} {sources:?}: {:?} {said}", built.code));
        }
    }
    assert!(wrong.is_empty(), "{} of {} pairs: {}", wrong.len(), pairs.len(), wrong.join("\n"));
    println!("{} pairs, all named", pairs.len());
}

/// Names that differ in something that no system folds are two files.
#[test]
fn what_does_not_clash_is_built() {
    let bulletin = Bulletin::new("title: 简报\n");
    for path in [
        "static/a.txt",
        "static/b/a.txt",
        "static/assets/logo.png",
        "static/files/y/a.txt",
        "static/汉.txt",
        "static/漢.txt",
    ] {
        bulletin.write(path, picture());
    }
    let (path, text) = news("content/x.md", "attachments: [{file: a.txt}]\naliases: [/a/, /b.html]");
    bulletin.write(&path, text);
    bulletin.write("content/a.txt", "x");
    let files = bulletin.built(&[]);
    assert!(files.contains_key("a/index.html") && files.contains_key("assets/logo.png"));
    assert_eq!(fs::read(bulletin.out().join("files/x/a.txt")).unwrap(), b"x");
}
