//! Records are values, never source: no template, typesetting or quoting in them is read, no file that they name
//! is opened.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::json;

use crate::bulletin::{Bulletin, picture, quoted};
use crate::tools;

const INJECTION: &str = r##"{{ 7*7 }}{% include "x" %}#read("/etc/passwd")"><'&{{ t }}{# x #}${x}<%= 1 %>"##;

/// Fields that pages show, each with a number to know it by.
struct Fields(usize);

impl Fields {
    fn next(&mut self) -> String {
        self.0 += 1;
        quoted(&text(self.0))
    }
}

fn text(number: usize) -> String {
    format!("{INJECTION}§{number}§")
}

/// A template of YAML whose `@` become fields.
fn filled(template: &str, fields: &mut Fields) -> String {
    let mut parts = template.split('@');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + &fields.next() + part)
}

const SETTINGS: &str = "title: @\nsubtitle: @\npublisher: @\ncontact: @\nfilings: {icp: @, police: @, permit: @}\nbase_url: https://bulletin.example/\ncredits: {责编: @}\ncolumns: [{name: 栏, badge: @, dateline: @}]\n";

const RECORDS: [(&str, &str); 10] = [
    (
        "news.md",
        "title: @\nkicker: @\ndeck: @\ncolumn: @\ndateline: @\ndate: 2024-04-11\nbylines: [{name: @, role: @, org: @}]\ntags: [@]\norgs: [{name: @, role: host}]\nphotos: [{file: p.png, caption: @, alt: @, credit: @}, {file: p.png, caption: @, alt: @, credit: @}]\nattachments: [{file: a.txt, title: @}]\nfigures: [{name: @, value: 7, unit: @, subject: @}]\nabout: [{id: project, status: @, step: @, note: @}]\nfollow_up: [{what: @, due: 2024-05-01}]",
    ),
    (
        "activity.md",
        "kind: activity\ntitle: @\ncolumn: 栏\ndate: 2024-04-11\nstarts: 2024-05-01\nvenue: @\naudience: @\nsignup: @\nstalls: [{name: @, org: @}, @]",
    ),
    ("photo.md", "kind: photo\ndate: 2024-04-11\nphotos: [{file: p.png, caption: @, alt: @}]"),
    ("programme.md", "kind: programme\ntitle: @\ngroup_by: [category, status]"),
    (
        "project.md",
        "kind: project\ntitle: @\nprogramme: programme\ncategory: @\nowner: @\nclaimed_by: @\nsteps: [@, {name: @}]",
    ),
    ("project-2.md", "kind: project\ntitle: @\nprogramme: programme\nstatus: @"),
    (
        "place.md",
        "kind: place\ntitle: @\nnames: [{name: @, to: 2023-01-01}]\naddress: @\nhours: [@]\nholdings: [{name: @, value: @}, {@: @}]",
    ),
    (
        "scheme.md",
        "kind: scheme\ntitle: @\nunits: [{name: @, points: 5}]\nrules: [{name: @, points: @}, {name: @, points: 10}]\nprices: [@]\ncalendar: [{name: @, when: @}]",
    ),
    ("ledger.md", "kind: ledger\ntitle: @\ncolumns: [@, @]\nrows: [[@, @]]"),
    ("brand.md", "kind: brand\ntitle: @\nversions: [{name: @, from: 2024-01-01, note: @}]"),
];

fn bulletin() -> (Bulletin, usize) {
    let mut fields = Fields(0);
    let bulletin = Bulletin::new(&filled(SETTINGS, &mut fields));
    for (name, template) in RECORDS {
        let front = filled(template, &mut fields);
        let body = text(fields.0 + 1).replace(['"', '\''], "");
        bulletin.write(&format!("content/{name}"), format!("---\n{front}\n---\n~~~~\n{body}\n~~~~\n"));
    }
    bulletin.write("content/p.png", picture());
    bulletin.write("content/a.txt", "附件");
    // What an injected include would find.
    bulletin.write("themes/default/templates/x", "INCLUDED");
    bulletin.write("content/x", "INCLUDED");
    (bulletin, fields.0)
}

#[test]
fn every_field_is_shown_as_it_was_typed() {
    let (bulletin, count) = bulletin();
    let files = bulletin.built(&[]);
    let found = tools::node("oracle.mjs", &["parse5"], &json!({"folder": bulletin.out(), "all": true}));
    assert_eq!(found["faults"], json!([]));
    let pages: Vec<&serde_json::Value> = found["texts"].as_object().unwrap().values().collect();
    let shows = |text: &str| {
        pages.iter().any(|page| {
            let in_values =
                |value: &serde_json::Value| value.as_str().is_some_and(|value| value.contains(text));
            in_values(&page["all"]) || page["values"].as_array().unwrap().iter().any(in_values)
        })
    };
    let lost: Vec<usize> = (1..=count).filter(|number| !shows(&text(*number))).collect();
    assert!(lost.is_empty(), "fields that no page shows as typed: {lost:?} of {count}");
    let included = files.iter().filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("INCLUDED"));
    let included: Vec<&String> = included.map(|(path, _)| path).collect();
    assert!(included.is_empty(), "{included:?}");
    println!("{count} fields, {} pages: all as typed", pages.len());
}

/// The paths that a build opened, as the system call got them.
fn opened(trace: &str) -> BTreeSet<String> {
    let calls = trace.lines().filter(|line| line.contains("openat(") && !line.contains(" = -1 "));
    calls.filter_map(|line| Some(line.split('"').nth(1)?.to_owned())).collect()
}

#[test]
fn no_file_outside_is_opened() {
    let (bulletin, _) = bulletin();
    let trace = bulletin.path().with_extension("trace");
    let mut strace = tools::program("strace", "strace");
    bulletin.prepare(&mut strace);
    strace.args(["-f", "-qq", "-e", "trace=openat", "-o"]).arg(&trace).arg(env!("CARGO_BIN_EXE_jianbao"));
    strace.args(["build", "--no-print", "--as-of", "2024-04-20"]);
    let output = strace.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(&trace).unwrap();
    std::fs::remove_file(&trace).unwrap();
    let own = bulletin.path().to_str().unwrap();
    // Libraries of the system, the number of processors, and what the allocator asks.
    let system = [
        "/etc/ld.so",
        "/lib",
        "/usr/lib",
        "/proc/self/",
        "/proc/sys/vm/",
        "/sys/fs/cgroup",
        "/sys/kernel/mm/",
        "/sys/devices/system/cpu",
    ];
    let all = opened(&text);
    let strange = |path: &&String| {
        let absolute = Path::new(path.as_str()).is_absolute();
        let allowed = path.starts_with(own) || system.iter().any(|start| path.starts_with(start));
        (absolute && !allowed) || path.split('/').any(|part| part == "..")
    };
    let outside: Vec<&String> = all.iter().filter(strange).collect();
    assert!(outside.is_empty(), "{outside:#?}");
    assert!(all.iter().any(|path| path.contains("news.md")), "{all:#?}");
    println!("{} files opened, none outside", all.len());
}
