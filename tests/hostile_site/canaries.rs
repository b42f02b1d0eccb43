//! Words that nobody may ever read on the site, looked for in every byte of it.

use std::collections::BTreeMap;

use crate::bulletin::{Bulletin, picture, read};

const SETTINGS: &str = "title: 简报\nbase_url: https://bulletin.example/\nrequire_stage: signed\n# canary-settings-comment\ntargets:\n  - {name: web, kind: ssh, host: canary-target-host, user: canary-target-user}\nprivacy:\n  - {pattern: canary-privacy-pattern, why: canary-privacy-why}\nwording:\n  - {find: canary-wording-find, use: x, why: canary-wording-why}\n";

/// One record with the canary `word` in every field, and the keys that keep it from being out.
fn hidden(word: &str, keys: &str) -> String {
    let w = |field: &str| format!("canary-{word}-{field}");
    format!(
        "---\nkind: activity\ntitle: {}\nkicker: {}\ndeck: {}\ncolumn: {}\nplace: 崇川区/{}\ndateline: {}\nbylines: [{{name: {}, org: {}}}]\norgs: [{}]\npeople: [{{name: {}, consent: true}}]\ntags: [{}]\nphotos: [{{file: {word}.png, caption: {}, credit: {}, alt: {}}}]\nattachments: [{{file: {word}.txt, title: {}}}]\nfigures: [{{name: {}, value: 5}}]\nabout: [{{id: open-place, status: {}, note: {}}}]\nfollow_up: [{{what: {}, due: 2024-05-01}}]\naliases: [/old/canary-{word}-alias/]\nvenue: {}\nstarts: 2024-05-01\ndate: 2024-04-11\ncorrects: open\n{keys}\n---\n{} 正文 [旧](canary-{word}-link)\n",
        w("title"), w("kicker"), w("deck"), w("column"), w("place"), w("dateline"), w("name"), w("org"), w("orgs"), w("people"),
        w("tag"), w("caption"), w("credit"), w("alt"), w("file"), w("figure"), w("status"), w("note"), w("promise"), w("venue"), w("body")
    ).replace(&format!(" [旧](canary-{word}-link)"), "")
}

const HIDDEN: [(&str, &str); 5] = [
    ("draft", "stage: signed\ndraft: true"),
    ("pending", "stage: signed\npublish_at: 2024-04-21"),
    ("expired", "stage: signed\nexpires_at: 2024-04-19"),
    ("unsigned", "stage: street"),
    ("unstaged", ""),
];

/// People whom no listing may name; the first of each pair may stand in the story itself.
const OPEN: &str = include_str!("../hostile/kept-back.md");

const PLACE: &str = "---\nkind: place\ntitle: 公开地点\n---\n地点。\n";

/// A JPEG with a camera's serial number, an owner's name and a place in it.
fn photograph() -> Vec<u8> {
    let mut jpeg = Vec::new();
    let pixels: Vec<u8> = (0..64 * 64 * 3).map(|at| (at % 253) as u8).collect();
    jpeg_encoder::Encoder::new(&mut jpeg, 90).encode(&pixels, 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    let comment = b"canary-jpeg-comment";
    let mut segments = vec![0xff, 0xfe];
    segments.extend(((comment.len() + 2) as u16).to_be_bytes());
    segments.extend(comment);
    let exif = exif();
    segments.extend([0xff, 0xe1]);
    segments.extend(((exif.len() + 2) as u16).to_be_bytes());
    segments.extend(exif);
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>canary-xmp-creator</x:xmpmeta>";
    segments.extend([0xff, 0xe1]);
    segments.extend(((xmp.len() + 2) as u16).to_be_bytes());
    segments.extend(xmp);
    jpeg.splice(2..2, segments);
    // Behind the end of the picture.
    jpeg.extend(b"canary-jpeg-trailer");
    jpeg
}

/// One text field of EXIF: the artist.
fn exif() -> Vec<u8> {
    let text = b"canary-exif-artist\0";
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x3b\0\x02".to_vec();
    exif.extend((text.len() as u32).to_be_bytes());
    exif.extend(26_u32.to_be_bytes());
    exif.extend(0_u32.to_be_bytes());
    exif.extend(text);
    exif
}

fn bulletin() -> Bulletin {
    let bulletin = Bulletin::new(SETTINGS);
    for (word, keys) in HIDDEN {
        bulletin.write(&format!("content/hidden-{word}.md"), hidden(word, keys));
        bulletin.write(
            &format!("content/{word}.png"),
            [picture(), format!("canary-{word}-pixels").into_bytes()].concat(),
        );
        bulletin.write(&format!("content/{word}.txt"), format!("canary-{word}-attached"));
        bulletin.write(
            &format!("content/standing-{word}.md"),
            format!("---\nkind: org\ntitle: canary-{word}-standing\n{keys}\ndraft: true\n---\n")
                .replace("draft: true\ndraft: true", "draft: true"),
        );
    }
    bulletin.write("content/open.md", OPEN);
    bulletin.write("content/open-place.md", PLACE);
    bulletin.write("content/exif.jpg", photograph());
    bulletin.write("content/unused.txt", "canary-unused-file");
    bulletin.write("content/unused.jpg", [picture(), b"canary-unused-picture".to_vec()].concat());
    for name in ["content/_canary-underscore.md", "content/.canary-hidden.md", "content/~canary-tilde.md"] {
        bulletin.write(name, "---\ntitle: canary-ignored-record\ndate: 2024-04-11\n---\n");
    }
    bulletin.write("static/_canary.txt", "canary-static-underscore");
    bulletin.write("issues/2024-W15.yaml", "# canary-issue-comment\nleave_out: [open]\n");
    bulletin.write("canary-beside.txt", "canary-beside-content");
    bulletin
}

fn base64(text: &str) -> Vec<u8> {
    let digit = |c: u8| {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".iter().position(|d| *d == c)
    };
    let digits: Vec<u32> = text.bytes().filter_map(digit).map(|digit| digit as u32).collect();
    let mut bytes = Vec::new();
    for four in digits.chunks(4) {
        let value = four.iter().fold(0, |value, digit| value << 6 | digit) << (6 * (4 - four.len()));
        bytes.extend(value.to_be_bytes().iter().skip(1).take(four.len() - 1));
    }
    bytes
}

/// A file as it is, and what its escapes and base64 say.
fn readings(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut all = vec![path.to_owned(), text.replace("\r\n ", "")];
    if path.starts_with("search/p/")
        && let Some((_, data)) = text.split_once("\",\"")
    {
        all.push(String::from_utf8_lossy(&base64(data)).into_owned());
    }
    let json = if path.ends_with(".json") { Some(&*text) } else { None };
    let json = json.or_else(|| text.split_once("\",").map(|(_, data)| data.trim_end().trim_end_matches(')')));
    if let Some(Ok(value)) = json.map(serde_json::from_str::<serde_json::Value>) {
        all.push(value.to_string());
    }
    all
}

/// Every word that begins with `canary`, with the files that it stands in.
fn found(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, bytes) in files {
        for text in readings(path, bytes) {
            for (at, _) in text.match_indices("canary") {
                let word: String =
                    text[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '-').take(24).collect();
                let places = found.entry(word).or_default();
                if places.last() != Some(path) {
                    places.push(path.clone());
                }
            }
        }
    }
    found
}

/// A name that may stand on the story's own page, as by-line and in the text, and nowhere as a name.
fn is_in_story(word: &str) -> bool {
    ["canary甲化名", "canary乙未成年", "canary丙未同意"].iter().any(|name| word.starts_with(name))
}

#[test]
fn what_is_not_out_leaves_no_trace() {
    let files = bulletin().built(&[]);
    let found = found(&files);
    let traces: Vec<_> = found.iter().filter(|(word, _)| !is_in_story(word)).collect();
    assert!(traces.is_empty(), "{traces:#?}");
    for (word, _) in HIDDEN {
        let named: Vec<_> = files.keys().filter(|path| path.contains(&format!("hidden-{word}"))).collect();
        assert!(named.is_empty(), "{named:?}");
    }
    println!("{} files, {} hidden records: no trace", files.len(), HIDDEN.len() * 2);
}

#[test]
fn who_is_not_to_be_named_is_in_no_listing_and_no_data() {
    let bulletin = bulletin();
    let files = bulletin.built(&[]);
    assert!(files.keys().any(|path| path.starts_with("people/zhang-gong-kai/")), "{:?}", files.keys());
    for path in files.keys().filter(|path| path.starts_with("people/")) {
        assert!(!path.contains("canary"), "{path}");
    }
    for path in ["people/index.html", "sitemap.xml", "catalogue.json"] {
        assert!(!String::from_utf8_lossy(&files[path]).contains("canary"), "{path}");
    }
    let page = String::from_utf8_lossy(&files["2024/open/index.html"]).into_owned();
    for data in page.split("application/ld+json").skip(1) {
        let (data, _) = data.split_once("</script>").unwrap();
        let authors =
            data.split_once("\"author\"").map_or("", |(_, rest)| rest.split(']').next().unwrap_or_default());
        assert!(authors.contains("张公开") && !authors.contains("canary"), "{authors}");
    }
    let feed: serde_json::Value = serde_json::from_slice(&files["feed.json"]).unwrap();
    assert_eq!(feed["items"][0]["authors"], serde_json::json!([{"name": "张公开"}]));
    let atom = String::from_utf8_lossy(&files["feed.xml"]).into_owned();
    for author in atom.split("<author>").skip(1) {
        assert!(!author.split("</author>").next().unwrap_or_default().contains("canary"), "{author}");
    }
}

#[test]
fn a_name_kept_back_in_one_story_is_listed_by_the_others_alone() {
    let bulletin = Bulletin::new("base_url: https://bulletin.example/\n");
    let story =
        |title: &str, keys: &str| format!("---\ntitle: {title}\ndate: 2024-04-11\n{keys}\n---\n正文。\n");
    let kept = "bylines: [陆小满]\ntags: [陆小满, 敬老]\npeople: [{name: 陆　小满, post: 居民}]";
    bulletin.write("content/kept.md", story("甲", kept));
    bulletin.write("content/open.md", story("乙", "bylines: [陆小满]"));
    // A person whose own record keeps the name back has a page, and is in no listing; an author of that name is.
    bulletin.write(
        "content/gu-he.md",
        "---\nkind: person\ntitle: 顾禾\npeople: [{name: 顾禾, pseudonym: true, consent: true}]\n---\n正文。\n",
    );
    bulletin.write("content/author.md", story("丙", "bylines: [顾禾]"));
    let files = bulletin.built(&[]);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let listing = text("people/lu-xiao-man/index.html");
    assert!(listing.contains("2024/open/") && !listing.contains("2024/kept/"), "{listing}");
    let page = text("2024/kept/index.html");
    assert!(page.contains("tags/jing-lao/") && !page.contains("people/lu"), "{page}");
    assert!(!files.keys().any(|path| path.starts_with("tags/lu")), "the name is a tag");
    for data in page.split("application/ld+json").skip(1) {
        assert!(!data.split("</script>").next().unwrap().contains("陆小满"), "the name is in data");
    }
    let people = text("people/index.html");
    assert!(files.contains_key("people/gu-he/index.html") && !people.contains("\"../people/gu-he/\""));
    let author = files.keys().find(|path| path.starts_with("people/gu-he-") && path.ends_with("index.html"));
    assert!(text(author.unwrap()).contains("2024/author/"));
}

#[test]
fn drafts_are_shown_marked_and_only_when_asked_for() {
    let bulletin = bulletin();
    let files = bulletin.built(&["--drafts"]);
    assert!(!files.contains_key("2024/hidden-expired/index.html"), "what is over is not to come");
    for (word, _) in HIDDEN.iter().filter(|(word, _)| *word != "expired") {
        let page = files
            .get(&format!("2024/hidden-{word}/index.html"))
            .unwrap_or_else(|| panic!("no page of {word}"));
        let page = String::from_utf8_lossy(page);
        assert!(page.contains("class=\"mark\"") && page.contains("noindex"), "{word} is not marked");
        assert!(page.contains(&format!("canary-{word}-body")));
    }
    for path in ["feed.xml", "feed.json", "calendar.ics", "sitemap.xml"] {
        let text = String::from_utf8_lossy(&files[path]).replace("\r\n ", "");
        assert!(!text.contains("2024/hidden-") && !text.contains("canary-draft-title"), "{path}");
    }
    let still = found(&files);
    for word in [
        "canary-settings-comment",
        "canary-exif-artist",
        "canary-target-host",
        "canary-unused-file",
        "canary-ignored-record",
    ] {
        assert!(!still.keys().any(|found| found.starts_with(&word[..word.len().min(24)])), "{word}");
    }
    // And the next build has none of them any more.
    bulletin.built(&[]);
    let files = read(&bulletin.out());
    assert!(found(&files).keys().all(|word| is_in_story(word)));
}
