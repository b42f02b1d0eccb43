//! A corpus of payloads at every position where a record's text comes into a page: nothing is alive.
//!
//! What surprised us: a payload that is refused proves nothing of its neighbours, so every payload stands at
//! every position in a record of its own, and one whose link is refused comes back without it.

use std::path::Path;

use serde_json::{Value, json};

use crate::bulletin::{Bulletin, picture, proving, quoted, sample};
use crate::tools;

/// Of the payloads, those that every run tries.
const STEP: usize = 16;

const SETTINGS: &str = "title: 简报\nbase_url: https://bulletin.example/\n";

/// What the search page is asked: for payloads, and with some.
const QUERIES: [&str; 4] =
    ["alert", "script", "\"><img src=x onerror=alert(1)>", "</script><script>alert(1)</script>"];

/// A place for a payload: a record that holds it, and the same without what may be refused.
struct Position {
    name: &'static str,
    record: fn(&str) -> String,
    mended: fn(&str) -> Option<String>,
}

const POSITIONS: [Position; 9] = [
    Position { name: "title", record: title, mended: |_| None },
    Position { name: "kicker and deck", record: lines, mended: |_| None },
    Position { name: "body", record: body, mended: |payload| Some(body(&code(payload))) },
    Position { name: "caption, alternative text, credit", record: photo, mended: |_| None },
    Position { name: "names", record: names, mended: |_| None },
    Position { name: "a meeting", record: meeting, mended: |_| None },
    Position { name: "a ledger", record: ledger, mended: |_| None },
    Position { name: "a board", record: project, mended: |_| None },
    Position {
        name: "links and standing keys",
        record: |payload| standing(payload, &links(payload)),
        mended: |payload| Some(standing(payload, "")),
    },
];

fn one_line(payload: &str) -> String {
    quoted(&payload.replace(['\n', '\r', '\u{2028}', '\u{2029}'], " "))
}

fn title(payload: &str) -> String {
    format!("---\ntitle: {}\ndate: 2024-04-11\n---\n正文。\n", one_line(payload))
}

fn lines(payload: &str) -> String {
    let line = one_line(payload);
    format!(
        "---\ntitle: 标题\nkicker: {line}\ndeck: {line}\ndateline: {line}\ndate: 2024-04-11\n---\n正文。\n"
    )
}

fn body(payload: &str) -> String {
    format!("---\ntitle: 标题\ndate: 2024-04-11\n---\n甲{payload}乙\n\n{payload}\n")
}

fn code(payload: &str) -> String {
    format!("\n\n~~~~~~~~~~~~\n{payload}\n~~~~~~~~~~~~\n\n")
}

fn photo(payload: &str) -> String {
    let line = one_line(payload);
    format!(
        "---\nkind: photo\ndate: 2024-04-11\nphotos: [{{file: p.png, caption: {line}, alt: {line}, credit: {line}}}]\n---\n"
    )
}

fn names(payload: &str) -> String {
    let line = one_line(payload);
    let place = quoted(&format!("崇川区/{}", payload.replace(['\n', '\r', '/'], " ")));
    format!(
        "---\nkind: activity\ntitle: 标题\ndate: 2024-04-11\nbylines: [{{name: {line}, role: {line}, org: {line}}}]\ntags: [{line}]\nplace: {place}\ncolumn: {line}\norgs: [{{name: {line}, role: host}}]\nstarts: 2024-04-13\nvenue: {line}\nsignup: {line}\n---\n正文。\n"
    )
}

fn meeting(payload: &str) -> String {
    let line = one_line(payload);
    format!(
        "---\nkind: meeting\ntitle: 标题\nstarts: 2024-04-13\nvenue: {line}\ntopic: {line}\nattended: [{{who: {line}, count: 3}}]\noptions: [{{what: {line}, fate: refused, reason: {line}}}, {line}]\ndecision: {line}\noutcome: {line}\nproject: p0\n---\n正文。\n"
    )
}

fn ledger(payload: &str) -> String {
    let line = one_line(payload);
    format!(
        "---\nkind: ledger\ntitle: 标题\ncolumns: [{line}, 数]\nrows: [[{line}, 1], [{line}, {line}]]\nsums: [{line}, 数]\nbalance: [{line}]\nevery: quarter\n---\n正文。\n"
    )
}

fn project(payload: &str) -> String {
    let line = one_line(payload);
    format!(
        "---\nkind: project\ntitle: {line}\nprogramme: board\ncategory: {line}\nowner: {line}\nclaimed_by: {line}\nstatus: {line}\nsteps: [{line}, {{name: {line}, due: 2024-01-01}}]\nphotos: [{{file: p.png, alt: {line}, caption: {line}}}]\n---\n正文。\n"
    )
}

fn links(payload: &str) -> String {
    let target = payload.replace(['\n', '\r'], " ");
    format!(
        "[甲](<{target}>) [乙][1] [丙](https://a.example/{target}) [丁](https://a.example/ \"{target}\")\n\n[1]: {target}\n"
    )
}

fn standing(payload: &str, body: &str) -> String {
    let line = one_line(payload);
    format!(
        "---\nkind: place\ntitle: {line}\nnames: [{{name: {line}, to: 2024-01-01}}]\naddress: {line}\ncontact: {line}\nhours: [{line}]\nholdings: [{{name: {line}, {line}: {line}}}]\nfigures: [{{name: {line}, value: 7, unit: {line}, subject: {line}}}]\nfollow_up: [{{what: {line}, due: 2024-05-01}}]\n---\n{body}"
    )
}

/// Payloads without control characters, which are errors by contract.
fn payloads() -> Vec<String> {
    let listed: Vec<String> = serde_json::from_value(tools::python("payloads.py", &Value::Null)).unwrap();
    assert!(listed.len() >= 4462, "brs-kb has {} distinct payloads", listed.len());
    let odd = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}');
    listed.iter().map(|payload| payload.replace(odd, "")).collect()
}

fn oracle(folder: &Path, name: &str) -> Value {
    let every = if proving() { 1 } else { 4 };
    let asked = json!({"folder": folder, "article": true, "every": every});
    let found = tools::node("oracle.mjs", &["parse5", "dompurify", "jsdom"], &asked);
    let faults = found["faults"].as_array().unwrap();
    assert!(faults.is_empty(), "{name}: {} faults, {faults:#?}", faults.len());
    found
}

/// Tries all payloads at one position; returns what was done, in a line.
fn try_position(position: &Position, payloads: &[String]) -> String {
    let bulletin = Bulletin::new(SETTINGS);
    bulletin.write("content/p.png", picture());
    bulletin.write("content/p0.yaml", "- {id: board, kind: programme, title: 看板, statuses: [甲, 乙]}\n- {id: p0, kind: project, title: 项目}\n");
    for (number, payload) in payloads.iter().enumerate() {
        bulletin.write(&format!("content/n{number}.md"), (position.record)(payload));
    }
    let mend = |file: &str| {
        let number: usize = file.strip_prefix("content/n")?.strip_suffix(".md")?.parse().ok()?;
        (position.mended)(payloads.get(number)?)
    };
    let refused = bulletin.built_without_refused(mend).len();
    let found = oracle(&bulletin.out(), position.name);
    let opened = browse(&bulletin, position.name);
    assert!(found["pages"].as_u64().unwrap() as usize >= payloads.len() / 2, "few pages: {found}");
    assert!((position.mended)("x").is_some() || refused * 10 <= payloads.len(), "{refused} refused");
    format!(
        "{}: {} payloads, {refused} refused or mended; {} pages, {} links, {} JSON-LD, {} articles purified, {opened} opened; live: 0",
        position.name,
        payloads.len(),
        found["pages"],
        found["links"],
        found["structured"],
        found["purified"]
    )
}

/// Opens some pages in Chromium, every event fired on every element; returns how many.
fn browse(bulletin: &Bulletin, name: &str) -> u64 {
    let chromium = std::env::var("JIANBAO_CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    if !Path::new(&chromium).exists() {
        assert!(!proving(), "`chromium` is needed (Debian package `chromium`)");
        return 0;
    }
    let most = if proving() { 150 } else { 4 };
    let found = tools::node(
        "browser.mjs",
        &[],
        &json!({"folder": bulletin.out(), "chromium": chromium, "most": most, "queries": QUERIES}),
    );
    let faults = found["faults"].as_array().unwrap();
    assert!(faults.is_empty(), "{name} in Chromium: {faults:#?}");
    let is_searched = matches!(name, "title" | "kicker and deck" | "body");
    assert!(!is_searched || found["hits"].as_u64().unwrap() > 5, "{name}: no hits to look at: {found}");
    found["opened"].as_u64().unwrap()
}

#[test]
fn no_payload_is_alive_at_any_position() {
    let payloads = sample(&payloads(), STEP);
    for position in &POSITIONS {
        println!("{}", try_position(position, &payloads));
    }
}

/// The oracles see what is alive: a page that is wrong in each way is found to be wrong.
#[test]
fn the_oracle_finds_what_it_looks_for() {
    let folder = tempfile::tempdir().unwrap();
    let page = |inside: &str| {
        format!(
            "<!doctype html><html lang=en><head><title>x</title></head><body><main>{inside}</main><footer></footer></body></html>"
        )
    };
    let wrong = [
        "<script>alert(1)</script>",
        "<p onclick=\"alert(1)\">x</p>",
        "<a href=\"java&#10;script:alert(1)\">x</a>",
        "<a href=\"//evil.example\">x</a>",
        "<img src=\"https://evil.example/x.png\" alt=\"\">",
        "<img srcset=\"data:image/png;base64,AA 1w\" src=\"x\" alt=\"\">",
        "<iframe></iframe>",
        "<svg><path></path></svg>",
        "<svg class=\"chart chart-line\"><path onclick=\"x\"></path></svg>",
        "<svg class=\"chart chart-line\"><script>x</script></svg>",
        "<div data-body><svg class=\"chart chart-line\"><path></path></svg></div>",
        "<form></form>",
        "<p style=\"color:red\">x</p>",
        "<!-- x -->",
        "<p>a < b &amp</p><b",
        "<base href=\"x\">",
        "<script type=\"application/ld+json\">{\"a\": </script>",
    ];
    for inside in wrong {
        std::fs::write(folder.path().join("x.html"), page(inside)).unwrap();
        let found = tools::node("oracle.mjs", &["parse5"], &json!({"folder": folder.path()}));
        assert!(!found["faults"].as_array().unwrap().is_empty(), "{inside}");
    }
    std::fs::write(folder.path().join("x.html"), page("<p>x</p>")).unwrap();
    let found = tools::node("oracle.mjs", &["parse5"], &json!({"folder": folder.path()}));
    assert!(found["faults"].as_array().unwrap().is_empty(), "{found}");
}
