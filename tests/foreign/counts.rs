//! What `stats` counts of March, against counts made without the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::bulletin::{built, home};
use crate::pieces::by_id;

fn counted() -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(["stats", "--month", "2025-03", "--format", "json", "--as-of", "2025-04-02"]);
    let output = command.current_dir(&built().bulletin).env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The rows of a sort by name.
fn rows(counted: &Value, sort: &str) -> BTreeMap<String, [u64; 3]> {
    let rows = counted["rows"].as_array().unwrap().iter().filter(|row| row["sort"] == sort);
    let numbers = |row: &Value| ["pieces", "characters", "photos"].map(|key| row[key].as_u64().unwrap());
    rows.map(|row| (row["name"].as_str().unwrap().to_owned(), numbers(row))).collect()
}

/// How many characters stand on the page of each record that ran in March, and who stands in its by-line there.
fn printed() -> Vec<(u64, BTreeSet<String>)> {
    let names = fs::read_to_string(home().join("people.txt")).unwrap();
    let names: Vec<&str> = names.lines().skip(1).map(|line| line.split_once(' ').unwrap().0).collect();
    let entries: Vec<&Value> = built().catalogue["records"].as_array().unwrap().iter().collect();
    let all: Vec<&Value> = built().entries().collect();
    let pieces = by_id(&all);
    let in_march = entries.into_iter().filter(|entry| entry["date"].as_str().unwrap().starts_with("2025-03"));
    let of = |entry: &Value| {
        let id = entry["id"].as_str().unwrap();
        let text: String = pieces[id].shown(id).concat();
        let byline = built().page(entry).hook("byline").unwrap_or_default();
        let writers = names.iter().filter(|name| byline.contains(**name)).map(|name| (*name).to_owned());
        (text.chars().filter(|c| !c.is_whitespace()).count() as u64, writers.collect())
    };
    in_march.map(of).collect()
}

#[test]
fn characters_are_those_that_stand_on_the_pages() {
    let (counted, printed) = (counted(), printed());
    let [pieces, characters, _] = rows(&counted, "all")[""];
    assert_eq!(pieces, printed.len() as u64);
    assert_eq!(characters, printed.iter().map(|(characters, _)| characters).sum::<u64>());
    for (name, [pieces, characters, photos]) in rows(&counted, "person") {
        let own: Vec<u64> =
            printed.iter().filter(|(_, names)| names.contains(&name)).map(|(count, _)| *count).collect();
        assert_eq!(characters, own.iter().sum::<u64>(), "{name}");
        // Whoever only took a photograph of a story has a part in it too.
        assert!(
            (own.len() as u64..=own.len() as u64 + photos).contains(&pieces),
            "{name}: {pieces} {}",
            own.len()
        );
    }
}

#[test]
fn pieces_and_photographs_are_those_that_were_counted_apart() {
    let written = fs::read_to_string(home().join("counted.txt")).unwrap();
    let mut wanted = BTreeMap::new();
    for line in written.lines().skip(1) {
        let [name, pieces, photos] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        wanted.insert(name.to_owned(), [pieces, photos].map(|count| count.parse::<u64>().unwrap()));
    }
    let counted = counted();
    let mut found = rows(&counted, "person");
    found.extend(rows(&counted, "place"));
    found.extend(rows(&counted, "wider"));
    let found: BTreeMap<String, [u64; 2]> =
        found.into_iter().map(|(name, [pieces, _, photos])| (name, [pieces, photos])).collect();
    assert_eq!(found, wanted);
}
