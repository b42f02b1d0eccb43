//! Every arrangement that a community bulletin has to carry is carried by the demonstration: `tests/systems.md` says where.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::bulletin::{Built, DAY, Link, built, repository};

/// The eight mechanisms, map and directory each by itself, and standing columns.
const MECHANISMS: [&str; 10] = [
    "board",
    "figures",
    "scheme",
    "calendar",
    "directory",
    "map",
    "dossier",
    "contributors",
    "diary",
    "column",
];

/// How many arrangements there are, and how many lines say what carries them.
const ARRANGEMENTS: usize = 44;

/// A line of the table.
struct Line {
    arrangement: String,
    mechanism: String,
    records: Vec<String>,
    page: String,
    said: Vec<String>,
}

fn lines() -> Vec<Line> {
    let text = std::fs::read_to_string(repository().join("tests/systems.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with('|')).skip(2);
    let line = |row: &str| {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [arrangement, mechanism, records, page, said] = cells.as_slice() else {
            panic!("five cells: {row}");
        };
        let several = |cell: &str, by: char| -> Vec<String> {
            cell.split(by).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
        };
        Line {
            arrangement: (*arrangement).to_owned(),
            mechanism: (*mechanism).to_owned(),
            records: several(records, ','),
            page: (*page).to_owned(),
            said: several(said, '；'),
        }
    };
    rows.map(line).collect()
}

/// Address of every record and standing record, from the site's root.
fn catalogue(site: &Built) -> BTreeMap<String, String> {
    let catalogue: Value = serde_json::from_str(&site.text("catalogue.json")).unwrap();
    let lists = ["records", "standing"].iter().flat_map(|list| catalogue[*list].as_array().unwrap());
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap().trim_matches('/').to_owned();
    lists.map(|entry| (text(entry, "id"), text(entry, "url"))).collect()
}

/// A text without white space.
fn dense(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// What a page shows: its main part without tags, scripts and drawings, without white space.
fn shown(html: &str) -> String {
    let main = html.split_once("<main").map_or(html, |(_, rest)| rest.split("</main>").next().unwrap());
    let mut shown = String::new();
    let mut rest = main.split_once('>').map_or("", |(_, rest)| rest);
    while let Some((text, tag)) = rest.split_once('<') {
        shown.push_str(text);
        let close = ["script", "style", "svg"].iter().find(|name| tag.starts_with(**name));
        rest = match close {
            Some(name) => tag.split_once(&format!("</{name}>")).map_or("", |(_, rest)| rest),
            None => tag.split_once('>').map_or("", |(_, rest)| rest),
        };
    }
    let plain =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")];
    plain.iter().fold(dense(&shown), |text, (code, sign)| text.replace(code, sign))
}

/// The folder that a link of a page leads to.
fn target(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    for part in link.split(['#', '?']).next().unwrap().split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What is wrong with a line that speaks of a page.
fn page_faults(line: &Line, (site, catalogue): (&Built, &BTreeMap<String, String>)) -> Vec<String> {
    let file = format!("{}/index.html", line.page);
    let Some(page) = site.pages.get(&file) else { return vec![format!("no page {file}")] };
    let html = site.text(&file);
    let text = shown(&html);
    let mut faults: Vec<String> = line
        .said
        .iter()
        .filter(|said| !text.contains(&dense(said)))
        .map(|said| format!("{} does not say {said}", line.page))
        .collect();
    let led_to: BTreeSet<String> = page.links.iter().map(|link| target(&line.page, &link.to)).collect();
    for record in &line.records {
        match catalogue.get(record) {
            None => faults.push(format!("no record {record}")),
            Some(url) if *url != line.page && !led_to.contains(url) => {
                faults.push(format!("{} does not lead to {record}", line.page));
            }
            Some(_) => {}
        }
    }
    if !is_made_by(&line.mechanism, (&line.page, &html, site)) {
        faults.push(format!("{} is not made by {}", line.page, line.mechanism));
    }
    faults
}

/// Whether a page bears the marks of a mechanism.
fn is_made_by(mechanism: &str, (page, html, site): (&str, &str, &Built)) -> bool {
    let beside = |name: &str| site.files.contains(&format!("{page}/{name}"));
    let is_below = |folder: &str| page.split('/').next() == Some(folder);
    let marked = |mark: &str| html.contains(mark);
    let leads_below = |folder: &str| {
        let to = |link: &&Link| {
            target(page, &link.to).strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        site.pages
            .get(&format!("{page}/index.html"))
            .is_some_and(|page| page.links.iter().filter(to).count() > 0)
    };
    match mechanism {
        "board" => match page.split('/').next() {
            Some("programmes") => {
                marked("<section class=\"board") && beside("board.csv") && beside("board.json")
            }
            Some("projects") => marked("class=\"timeline\""),
            Some("meetings") => marked("class=\"sequence\""),
            _ => false,
        },
        "figures" => ["figures", "ledger"]
            .iter()
            .any(|name| beside(&format!("{name}.csv")) && beside(&format!("{name}.json"))),
        "scheme" => is_below("schemes") && marked("<table"),
        "calendar" => is_below("calendar") && marked("class=\"occasion\"") || marked("class=\"observed\""),
        "directory" if is_below("places") => {
            marked("data-directory") && beside("directory.csv") || marked("class=\"opening")
        }
        "directory" => leads_below("places"),
        "map" => is_below("map") && marked("<svg") && beside("places.geojson"),
        "dossier" if page == "brands" => marked("class=\"box brands\""),
        "dossier" => marked("class=\"reports\"") && (leads_below("2024") || leads_below("2022")),
        "column" => is_below("columns") && marked("class=\"card"),
        "contributors" => is_below("people") && marked("class=\"card"),
        "diary" => marked("class=\"status kept\""),
        _ => false,
    }
}

/// What is wrong with a line that speaks of a command.
fn command_faults(line: &Line, arguments: &str, site: &Built) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(arguments.split(' ')).current_dir(&site.bulletin).env_remove("LANG");
    let output = command.output().unwrap();
    let printed = dense(&String::from_utf8(output.stdout).unwrap());
    let is_meant = ["contributors", "diary"].contains(&line.mechanism.as_str());
    let missing = line.said.iter().filter(|said| !printed.contains(&dense(said)));
    let missing = missing.map(|said| format!("`jianbao {arguments}` does not print {said}"));
    let other = (!is_meant).then(|| format!("{} is not told by a command", line.mechanism));
    missing.chain(other).collect()
}

#[test]
fn every_arrangement_is_alive_in_the_demonstration() {
    let site = built();
    let catalogue = catalogue(site);
    let mut faults = Vec::new();
    let mut arrangements = BTreeSet::new();
    let mut met = BTreeSet::new();
    for line in lines() {
        let mut found = Vec::new();
        if !MECHANISMS.contains(&line.mechanism.as_str()) {
            found.push(format!("{} is no mechanism", line.mechanism));
        }
        if line.records.is_empty() || line.said.is_empty() {
            found.push("a line needs records and something said".to_owned());
        }
        found.extend(match line.page.strip_prefix("jianbao ") {
            Some(arguments) => command_faults(&line, arguments, site),
            None => page_faults(&line, (site, &catalogue)),
        });
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", line.arrangement)));
        met.insert(line.mechanism);
        arrangements.insert(line.arrangement);
    }
    assert!(faults.is_empty(), "as of {DAY}:\n{}", faults.join("\n"));
    assert_eq!(arrangements.len(), ARRANGEMENTS, "arrangements");
    assert_eq!(met.len(), MECHANISMS.len(), "mechanisms: {met:?}");
}

#[test]
fn a_line_that_does_not_hold_is_found() {
    let site = built();
    let catalogue = catalogue(site);
    let line = |mechanism: &str, record: &str, page: &str, said: &str| Line {
        arrangement: "made up".to_owned(),
        mechanism: mechanism.to_owned(),
        records: vec![record.to_owned()],
        page: page.to_owned(),
        said: vec![said.to_owned()],
    };
    let good = line("board", "hw-yuyin", "programmes/hongwang", "午间十分钟微党课");
    assert_eq!(page_faults(&good, (site, &catalogue)), Vec::<String>::new());
    let wrong = [
        line("scheme", "hw-yuyin", "programmes/hongwang", "午间十分钟微党课"),
        line("board", "xy-taideng", "programmes/hongwang", "午间十分钟微党课"),
        line("board", "no-such-record", "programmes/hongwang", "午间十分钟微党课"),
        line("board", "hw-yuyin", "programmes/no-such-page", "午间十分钟微党课"),
        line("board", "hw-yuyin", "programmes/hongwang", "没有这句话"),
    ];
    for line in wrong {
        assert_eq!(page_faults(&line, (site, &catalogue)).len(), 1, "{} {}", line.mechanism, line.page);
    }
    let printed = line("diary", "hw-yuyin", "", "没有这句话");
    assert_eq!(command_faults(&printed, "check --plan --as-of 2024-06-20", site).len(), 1);
}
