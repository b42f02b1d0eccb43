//! The site as a whole: every address leads somewhere, every text stands in its page, nothing runs that should not.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jianbao::parse::{front, markdown};

use crate::{SITE, build, repository};

/// Every file of the site by its path.
fn files(folder: &Path, below: &str, all: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files(&entry.path(), &format!("{name}/"), all);
        } else {
            all.insert(name, fs::read(entry.path()).unwrap());
        }
    }
}

fn site() -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    files(&SITE, "", &mut all);
    all
}

fn pages(all: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, &str)> {
    all.iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// The values of an attribute in a page.
fn values<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!(" {name}=\"");
    page.split(mark.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The file that a relative address means from `page`; nothing for an address of another host.
fn target(page: &str, address: &str) -> Option<String> {
    let address = address.replace("&amp;", "&");
    if address.contains("://") || address.starts_with("mailto:") || address.starts_with("tel:") {
        return None;
    }
    let path = address.split(['#', '?']).next().unwrap();
    if path.is_empty() {
        return None;
    }
    let mut segments: Vec<&str> = page.split('/').collect();
    segments.pop();
    for segment in path.split('/') {
        match segment {
            ".." => assert!(segments.pop().is_some(), "{page}: {address} leads out of the site"),
            "." | "" => {}
            name => segments.push(name),
        }
    }
    let joined = segments.join("/");
    let file =
        if path.ends_with('/') || path.ends_with('.') { format!("{joined}/index.html") } else { joined };
    Some(decoded(file.trim_start_matches('/')))
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| (byte.unwrap() as char).to_digit(16).unwrap() as u8;
        bytes.push(if byte == b'%' { hex(rest.next()) * 16 + hex(rest.next()) } else { byte });
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_address_of_every_page_is_relative_and_leads_to_a_file() {
    let all = site();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, page) in pages(&all).filter(|(path, _)| *path != "404.html") {
        let sets = values(page, "srcset");
        let sources =
            sets.iter().flat_map(|set| set.split(',')).map(|part| part.trim().split(' ').next().unwrap());
        for address in values(page, "href").into_iter().chain(values(page, "src")).chain(sources) {
            if address.starts_with('/') {
                wrong.push(format!("{path}: {address} is not relative"));
            }
            if let Some(file) = target(path, address) {
                seen += 1;
                if !all.contains_key(&file) {
                    wrong.push(format!("{path}: {address} leads to {file}, which is not there"));
                }
            }
        }
    }
    assert!(seen > 10_000, "only {seen} addresses");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn no_page_holds_inline_styles_handlers_or_data_addresses() {
    for (path, page) in pages(&site()) {
        for mark in [" style=\"", "<style", " onclick=", " onload=", " onerror=", "\"javascript:", "\"data:"]
        {
            assert!(!page.contains(mark), "{path} holds {mark}");
        }
        for script in page.split("<script").skip(1) {
            let start = script.split('>').next().unwrap();
            assert!(
                start.contains("src=") || start.contains("application/ld+json"),
                "{path}: <script{start}>"
            );
        }
    }
}

/// What a reader sees of markup, without white space.
fn seen(markup: &str) -> String {
    let mut text = String::new();
    for (at, part) in markup.split('<').enumerate() {
        text.push_str(if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    }
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = plain.iter().fold(text, |text, (from, to)| text.replace(from, to));
    text.split_whitespace().collect()
}

/// The markup inside the element that carries `data-body`.
fn body(page: &str) -> &str {
    let start = page.find(" data-body").unwrap();
    let inside = &page[start + page[start..].find('>').unwrap() + 1..];
    let (mut depth, mut at) = (1, 0);
    while depth > 0 {
        let next = at + inside[at..].find("div").unwrap();
        let before = &inside[..next];
        depth += i32::from(before.ends_with('<')) - i32::from(before.ends_with("</"));
        at = next + 3;
    }
    &inside[..at]
}

#[test]
fn the_text_of_every_record_stands_in_its_page_whole_and_once() {
    let all = site();
    let catalogue: serde_json::Value = serde_json::from_slice(&all["catalogue.json"]).unwrap();
    let mut compared = 0;
    for record in catalogue["records"].as_array().unwrap() {
        let (source, url) = (record["source"].as_str().unwrap(), record["url"].as_str().unwrap());
        let page = std::str::from_utf8(&all[&format!("{}index.html", &url[1..])]).unwrap();
        for hook in [" data-record=\"", " data-body"] {
            assert_eq!(page.matches(hook).count(), 1, "{url}: {hook}");
        }
        let text = fs::read_to_string(repository().join(source)).unwrap();
        let Ok(cut) = front::cut(&text) else { continue };
        let wanted: String = markdown::plain_text(&text[cut.body]).split_whitespace().collect();
        if !wanted.is_empty() {
            assert_eq!(seen(body(page)), wanted, "{url}");
            compared += 1;
        }
    }
    assert!(compared > 50, "only {compared} records");
}

#[test]
fn two_builds_are_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("again");
    build(&out);
    let mut again = BTreeMap::new();
    files(&out, "", &mut again);
    let first = site();
    let differ: Vec<&String> = first.keys().filter(|path| first.get(*path) != again.get(*path)).collect();
    assert!(differ.is_empty() && first.len() == again.len(), "{differ:?}");
}
