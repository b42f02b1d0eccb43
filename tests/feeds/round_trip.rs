//! Every nasty string in every field comes back as it went in, by our reading and by others' libraries.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

use crate::bench::{Bench, activity, activity_of, byline};
use crate::nasty::{all, without_controls};

const BASE: &str = "https://news.example.org/";
/// As many records as a feed holds.
const FEED: usize = 50;

/// Benches of 50 activities, each with one nasty string in all its fields.
fn benches() -> Vec<(Bench, Vec<String>)> {
    let strings = all();
    strings.chunks(FEED).map(|chunk| (bench(chunk), chunk.to_vec())).collect()
}

fn bench(strings: &[String]) -> Bench {
    let mut bench = Bench::new(Some(BASE));
    for (number, text) in strings.iter().enumerate() {
        let mut record = activity(&format!("n{number}"), text);
        record.deck = Some(text.as_str().into());
        record.column = Some(text.as_str().into());
        record.tags = vec![text.as_str().into()];
        record.bylines = vec![byline(text)];
        let activity = activity_of(&mut record);
        activity.venue = Some(text.as_str().into());
        activity.repeats = Some(text.as_str().into());
        bench.add(record, text);
    }
    bench
}

/// The texts of an Atom feed by element, and the terms of its categories.
fn read_atom(xml: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = Reader::from_str(xml);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(_) => text.clear(),
            Event::Text(part) => text.push_str(part.as_ref()),
            Event::GeneralRef(part) => text.push_str(&resolved(part.as_ref())),
            Event::End(end) => {
                found.entry(end.name().as_ref().to_owned()).or_default().push(std::mem::take(&mut text));
            }
            Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap().into_owned();
                    found.entry(attribute.key.as_ref().to_owned()).or_default().push(value);
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn resolved(name: &str) -> String {
    quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned()
}

#[test]
fn strings_come_back_from_atom() {
    for (bench, strings) in benches() {
        let found = read_atom(&bench.written("feed.xml"));
        let kept: Vec<String> = strings.iter().map(|text| in_xml(text)).collect();
        assert_eq!(found["title"][1..], kept, "titles");
        assert_eq!(found["summary"], kept, "summaries");
        assert_eq!(found["name"][1..], kept, "authors");
        let twice: Vec<String> = kept.iter().flat_map(|text| [text.clone(), text.clone()]).collect();
        assert_eq!(found["term"], twice, "categories");
        let html: Vec<String> =
            strings.iter().map(|text| in_xml(jianbao::model::SafeHtml::escaped(text).as_str())).collect();
        assert_eq!(found["content"], html, "bodies");
    }
}

/// What XML 1.0 can carry of `text`.
fn in_xml(text: &str) -> String {
    let kept = without_controls(text, &['\t', '\n', '\r', '\u{7f}']);
    kept.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[test]
fn strings_come_back_from_json_whole() {
    for (bench, strings) in benches() {
        let feed: Value = serde_json::from_str(&bench.written("feed.json")).unwrap();
        let catalogue: Value = serde_json::from_str(&bench.written("catalogue.json")).unwrap();
        for (number, text) in strings.iter().enumerate() {
            let item = &feed["items"][number];
            assert_eq!(
                json!([item["title"], item["summary"], item["tags"], item["authors"]]),
                json!([text, text, [text, text], [{ "name": text }]])
            );
            assert_eq!(catalogue["records"][number]["title"], json!(text));
        }
    }
}

/// The values of a calendar's properties, unfolded and unescaped.
fn read_calendar(ics: &str) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    assert!(ics.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    for line in ics.replace("\r\n ", "").split("\r\n") {
        if let Some((name, value)) = line.split_once(':') {
            found.entry(name.to_owned()).or_default().push(unescaped(value));
        }
    }
    found
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => text.extend(chars.next().map(|next| if next == 'n' { '\n' } else { next })),
            (c, _) => text.push(c),
        }
    }
    text
}

/// What a calendar can carry of `text`.
fn in_calendar(text: &str) -> String {
    without_controls(&text.replace("\r\n", "\n").replace('\r', "\n"), &['\t', '\n'])
}

#[test]
fn strings_come_back_from_calendars() {
    for (bench, strings) in benches() {
        let found = read_calendar(&bench.written("calendar.ics"));
        let kept: Vec<String> = strings.iter().map(|text| in_calendar(text)).collect();
        assert_eq!(found["SUMMARY"], kept, "titles");
        assert_eq!(found["DESCRIPTION"], kept, "bodies");
        assert_eq!(found["LOCATION"], kept, "venues");
        assert!(!found.contains_key("RRULE"), "a nasty string is no rule");
    }
}

#[test]
fn other_libraries_read_the_same() {
    let folder = tempfile::tempdir().unwrap();
    for (number, (bench, strings)) in benches().iter().enumerate() {
        let place = folder.path().join(number.to_string());
        fs::create_dir(&place).unwrap();
        for (name, bytes) in bench.write().0 {
            fs::write(place.join(name.replace('/', "_")), bytes).unwrap();
        }
        let xml: Vec<String> = strings.iter().map(|text| in_xml(text)).collect();
        let ics: Vec<String> = strings.iter().map(|text| in_calendar(text)).collect();
        fs::write(place.join("expected.json"), json!({ "xml": xml, "ics": ics }).to_string()).unwrap();
        run(
            "xmllint",
            &["--noout".as_ref(), place.join("feed.xml").as_ref()],
            "Debian package `libxml2-utils`",
        );
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds_check.py");
    run("python3", &[script.as_ref(), folder.path().as_ref()], "`python3`");
}

fn run(program: &str, args: &[&std::ffi::OsStr], package: &str) {
    let output = Command::new(program).args(args).output();
    let output = output.unwrap_or_else(|error| panic!("{package} is needed: {error}"));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {said}");
}
