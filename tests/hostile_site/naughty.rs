//! The Big List of Naughty Strings in every field, read back from everything that is written.

use std::collections::BTreeMap;

use jianbao::parse::markdown::plain_text;
use serde_json::{Value, json};

use crate::bulletin::{Bulletin, quoted, read};
use crate::tools;

/// A feed holds the newest 50, so that many come at a time.
const AT_ONCE: usize = 50;

/// The strings that one line of YAML can carry: others are errors by contract.
fn strings() -> Vec<String> {
    let file = tools::npm("blns").join("resources/blns.json");
    let listed: Vec<String> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert!(listed.len() > 400, "blns has {} strings", listed.len());
    let odd = |c: char| (c.is_control() && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut all: Vec<String> =
        listed.into_iter().filter(|text| !text.trim().is_empty() && !text.contains(odd)).collect();
    all.sort();
    all.dedup();
    all
}

fn front(text: &str) -> String {
    let line = quoted(text);
    format!(
        "---\nkind: activity\ntitle: {line}\nkicker: {line}\ndeck: {line}\ndateline: {line}\ncolumn: {line}\nbylines: [{{name: {line}}}]\ntags: [{line}]\nvenue: {line}\nstarts: 2024-04-13\ndate: 2024-04-11\n---\n"
    )
}

fn fenced(text: &str) -> String {
    format!("~~~~~~~~~~~~\n{text}\n~~~~~~~~~~~~\n")
}

/// What a bulletin says, by the numbers of its records.
struct Said {
    pages: BTreeMap<usize, Value>,
    entries: BTreeMap<usize, Value>,
    items: BTreeMap<usize, Value>,
    events: BTreeMap<usize, Value>,
    rows: BTreeMap<usize, Value>,
    hits: BTreeMap<usize, Value>,
}

/// The number in an address such as `…/2024/n17/` or `n17@bulletin.example`.
fn number(address: &str) -> Option<usize> {
    let name = address.split('@').next()?.trim_end_matches("index.html").trim_end_matches('/');
    name.rsplit('/').next()?.strip_prefix('n')?.parse().ok()
}

fn by_number(rows: &Value, key: &str) -> BTreeMap<usize, Value> {
    let rows = rows.as_array().unwrap().iter();
    rows.filter_map(|row| Some((number(row[key].as_str()?)?, row.clone()))).collect()
}

/// Titles and texts of the search, as its page shows them.
fn hits(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<usize, Value> {
    let mut hits = BTreeMap::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("search/t/")) {
        let script = std::str::from_utf8(bytes).unwrap();
        let (_, data) = script.trim_end().strip_suffix(')').unwrap().split_once("\",").unwrap();
        let Ok(Value::Array(group)) = serde_json::from_str(data) else { continue };
        assert!(path.ends_with(".js"), "{path}");
        hits.extend(group.into_iter().filter_map(|hit| Some((number(hit[5].as_str()?)?, hit))));
    }
    hits
}

fn said(bulletin: &Bulletin) -> Said {
    let files = read(&bulletin.out());
    let read_json = |path: &str| -> Value { serde_json::from_slice(&files[path]).unwrap() };
    let asked = json!({"folder": bulletin.out(), "texts": true});
    let pages = tools::node("oracle.mjs", &["parse5"], &asked);
    assert_eq!(pages["faults"], json!([]));
    let readers = tools::python("readers.py", &json!({"folder": bulletin.out()}));
    let texts = pages["texts"].as_object().unwrap().iter();
    let own = texts.filter(|(path, _)| path.starts_with("2024/"));
    Said {
        pages: own.filter_map(|(path, text)| Some((number(path)?, text.clone()))).collect(),
        entries: by_number(&readers["entries"], "link"),
        events: by_number(&readers["events"], "uid"),
        items: by_number(&read_json("feed.json")["items"], "url"),
        rows: by_number(&read_json("catalogue.json")["records"], "url"),
        hits: hits(&files),
    }
}

/// White space that Markdown and layout may change.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn same(what: &str, found: &Value, wanted: &str) {
    assert_eq!(found.as_str(), Some(wanted), "{what} of {wanted:?}");
}

/// Lists of names are trimmed, as a newsroom types them.
fn check(text: &str, body: &str, number: usize, said: &Said) {
    let (page, hit) = (&said.pages[&number], &said.hits[&number]);
    for hook in ["title", "kicker", "deck", "dateline"] {
        same(hook, &page[hook], text);
    }
    let byline = page["byline"].as_str().unwrap();
    assert_eq!(byline.trim(), text.trim(), "byline");
    assert_eq!(squeezed(page["body"].as_str().unwrap()), squeezed(&plain_text(body)), "body of {text:?}");
    let code = page["code"].as_array().unwrap().first().unwrap();
    same("code", code, &format!("{text}\n"));
    same("title in the catalogue", &said.rows[&number]["title"], text);
    same("title in the search", &hit[0], text);
    let found = hit[1].as_str().unwrap();
    let times = found.lines().filter(|line| squeezed(line) == squeezed(text)).count();
    assert!(times >= 3, "code, kicker and deck of {text:?} in the search: {found:?}");
    feeds(text, number, said);
}

fn feeds(text: &str, number: usize, said: &Said) {
    let (entry, item, event) = (&said.entries[&number], &said.items[&number], &said.events[&number]);
    // feedparser itself trims.
    same("title in feed.xml", &entry["title"], text.trim());
    same("deck in feed.xml", &entry["summary"], text.trim());
    same("by-line in feed.xml", &entry["authors"][0], text.trim());
    let tags: Vec<&str> = entry["tags"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(tags.contains(&text.trim()) || tags.contains(&text), "tags in feed.xml: {tags:?} {text:?}");
    same("title in feed.json", &item["title"], text);
    same("deck in feed.json", &item["summary"], text);
    same("by-line in feed.json", &item["authors"][0]["name"], text);
    same("title in calendar.ics", &event["summary"], text);
    same("place in calendar.ics", &event["location"], text);
    same("column in calendar.ics", &event["categories"][0], text);
}

#[test]
fn naughty_strings_come_back_from_every_file() {
    let strings = strings();
    let mut mended = 0;
    for texts in strings.chunks(AT_ONCE) {
        let bulletin = Bulletin::new("title: 简报\nbase_url: https://bulletin.example/\n");
        // The fence comes first: some of the strings begin a block that nothing but the end of the text ends.
        let whole = |text: &str| format!("{}\n{text}\n", fenced(text));
        for (number, text) in texts.iter().enumerate() {
            bulletin.write(&format!("content/n{number}.md"), front(text) + &whole(text));
        }
        let text_of = |file: &str| texts.get(number(file.trim_end_matches(".md")).unwrap()).unwrap();
        let refused =
            bulletin.built_without_refused(|file| Some(front(text_of(file)) + &fenced(text_of(file))));
        mended += refused.len();
        let said = said(&bulletin);
        for (number, text) in texts.iter().enumerate() {
            let body =
                if refused.contains(&format!("content/n{number}.md")) { fenced(text) } else { whole(text) };
            check(text, &body, number, &said);
        }
    }
    println!("{} strings, {mended} with a link that is refused; all equal", strings.len());
}

/// Characters that no page may hold are said, also where an escape or an entity hides them.
#[test]
fn hidden_control_characters_come_into_no_file() {
    let bulletin = Bulletin::new("title: 简报\n");
    let hidden = include_str!("../hostile/hidden-controls.yaml");
    bulletin.write("content/hidden.yaml", hidden);
    let built = bulletin.build(&[]);
    assert_eq!(built.code, Some(1), "{}", built.said);
    let said = built.said.matches("[control-character]").count();
    assert_eq!(said, hidden.matches("甲").count(), "{}", built.said);

    let bulletin = Bulletin::new("title: 简报\nbase_url: https://bulletin.example/\n");
    bulletin.write("content/entity.md", include_str!("../hostile/entities.md"));
    bulletin.write("content/table.md", "---\nkind: ledger\ntitle: 表\ntable: t.csv\n---\n");
    bulletin.write("content/t.csv", "甲,乙\n1,2\n");
    let files = bulletin.built(&[]);
    let odd = |byte: &u8| (*byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t')) || *byte == 0x7f;
    let wrong: Vec<&String> =
        files.iter().filter(|(_, bytes)| bytes.iter().any(odd)).map(|(path, _)| path).collect();
    assert!(wrong.is_empty(), "{wrong:?}");

    bulletin.write("content/t.csv", include_str!("../hostile/controls.csv"));
    let built = bulletin.build(&[]);
    assert_eq!(built.code, Some(1), "{}", built.said);
}
