//! What was measured, as tables in Markdown.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::ground::Ground;
use super::measure::Use;
use super::peers::Peer;
use super::race::{NAMES, Ran};
use super::weekly::Amount;

/// The lines between which a document holds the tables.
const BEGIN: &str = "<!-- begin: make bench, print -->";
const END: &str = "<!-- end: make bench, print -->";

/// When, where and who.
pub fn head(ground: &Ground, peers: &[Peer], rounds: usize) -> String {
    let day = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let names: Vec<&str> = peers.iter().map(|peer| peer.name.as_str()).collect();
    let beside = if names.is_empty() { "nobody".to_owned() } else { names.join(", ") };
    format!("{day}; {}. Beside: {beside}. Medians of {rounds} rounds, everybody in turn.\n", ground.machine())
}

/// One issue: everybody, and what they are to each other.
pub fn one(amount: Amount, ran: &[Ran]) -> String {
    let mut text =
        format!("\n| one issue of {} | wall s | CPU s | peak MiB |\n|---|---|---|---|\n", amount.said());
    rows(ran, &mut text);
    let print = more(ran[1].used, ran[0].used);
    row("of `jianbao, cold`: print", print, &mut text);
    for peer in &ran[NAMES.len()..] {
        for (name, under) in [("jianbao's print", print), ("jianbao, cold", ran[1].used)] {
            let (wall, cpu) = (peer.used.wall / under.wall, peer.used.cpu / under.cpu);
            _ = writeln!(text, "| **{} ÷ {name}** | **{wall:.1}** | **{cpu:.1}** | |", peer.name);
        }
    }
    text
}

/// Many issues of jianbao's.
pub fn many((issues, amount): (usize, Amount), ran: &[Ran]) -> String {
    let mut text = format!(
        "\n| {issues} issues of {}, once | wall s | CPU s | peak MiB |\n|---|---|---|---|\n",
        amount.said()
    );
    rows(ran, &mut text);
    row("of `jianbao, cold`: print", more(ran[1].used, ran[0].used), &mut text);
    text
}

/// What one took more than the other; of memory nothing can be said.
fn more(one: Use, other: Use) -> Use {
    Use { wall: one.wall - other.wall, cpu: one.cpu - other.cpu, peak: 0.0 }
}

fn rows(ran: &[Ran], text: &mut String) {
    for one in ran {
        row(&one.name, one.used, text);
    }
}

fn row(name: &str, used: Use, text: &mut String) {
    let peak = if used.peak > 0.0 { format!("{:.0}", used.peak) } else { String::new() };
    _ = writeln!(text, "| {name} | {:.2} | {:.2} | {peak} |", used.wall, used.cpu);
}

/// Puts the tables into a document, between its two marks.
pub fn put_into(document: &Path, tables: &str) {
    let text = fs::read_to_string(document).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("the document has the mark that begins");
    let (_, after) = rest.split_once(END).expect("the document has the mark that ends");
    fs::write(document, format!("{before}{BEGIN}\n{tables}{END}{after}")).unwrap();
}
