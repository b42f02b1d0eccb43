//! What was measured, as tables in Markdown.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::ground::Ground;
use super::instructions::{Counted, RECORDS};
use super::operations::STEPS;
use super::peer::Hugo;
use super::phases::PHASES;
use super::race::{Outcome, Ran};

/// The lines between which a document holds the tables.
const BEGIN: &str = "<!-- begin: make bench -->";
const END: &str = "<!-- end: make bench -->";

/// All that was measured in one run.
pub struct Results {
    head: String,
    outcomes: Vec<Outcome>,
    /// Where they could be counted.
    pub instructions: Option<Counted>,
}

impl Results {
    /// Nothing yet, on this machine, today.
    pub fn new(ground: &Ground, hugo: Option<&Hugo>, rounds: usize) -> Self {
        let day = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let peer = hugo.map_or("Hugo was not there and is left out".to_owned(), |hugo| {
            format!("Hugo {} with the layouts of `benches/hugo`", hugo.version)
        });
        let machine = ground.machine();
        Self {
            head: format!("{day}; {machine}. {peer}. Medians of {rounds} rounds, everybody in turn.\n"),
            outcomes: Vec::new(),
            instructions: None,
        }
    }

    /// Takes what came of a corpus.
    pub fn add(&mut self, outcome: Outcome) {
        self.outcomes.push(outcome);
    }

    /// The tables.
    pub fn markdown(&self) -> String {
        let mut text = self.head.clone();
        text.push_str(
            "\n| records | | wall s | CPU s | peak MiB | files | MiB |\n|---|---|---|---|---|---|---|\n",
        );
        for outcome in &self.outcomes {
            rows(outcome, &mut text);
        }
        self.phases(&mut text);
        self.counted(&mut text);
        text
    }

    fn phases(&self, text: &mut String) {
        text.push_str("\nCPU milliseconds of a cold build by phase, and shares of it:\n\n| phase |");
        for outcome in &self.outcomes {
            _ = write!(text, " {} |", thousands(outcome.records as u64));
        }
        text.push_str(" what is in it |\n|---|");
        text.push_str(&"---|".repeat(self.outcomes.len() + 1));
        let output = ("output", "comparing and writing files, the exchange of the trees");
        for (at, (name, about)) in PHASES.iter().chain([&output]).enumerate() {
            _ = write!(text, "\n| {name} |");
            for outcome in &self.outcomes {
                let (one, all) = (outcome.phases[at], outcome.phases.iter().sum::<f64>());
                _ = write!(text, " {} ({:.0} %) |", short(one * 1000.0), one / all * 100.0);
            }
            _ = write!(text, " {about} |");
        }
        text.push('\n');
    }

    fn counted(&self, text: &mut String) {
        let Some(counted) = &self.instructions else {
            text.push_str("\nInstructions were not counted.\n");
            return;
        };
        let (many, one) = counted.build;
        let each = many.saturating_sub(one) / (RECORDS as u64 - 1);
        _ = writeln!(
            text,
            "\nInstructions in user space, counted by valgrind in one thread: a cold build of {} records {} million, of one \
             record {} million; so {} thousand a record.\n\n| step | thousand instructions | |\n|---|---|---|",
            thousands(RECORDS as u64),
            thousands(many / 1_000_000),
            thousands(one / 1_000_000),
            thousands(each / 1000)
        );
        for (step, count) in STEPS.iter().zip(&counted.steps) {
            _ = writeln!(text, "| {} | {} | {} |", step.name, short(*count as f64 / 1000.0), step.about);
        }
    }

    /// Puts the tables into a document, between its two marks.
    pub fn put_into(&self, document: &Path) {
        let text = fs::read_to_string(document).unwrap();
        let (before, rest) = text.split_once(BEGIN).expect("the document has the mark that begins");
        let (_, after) = rest.split_once(END).expect("the document has the mark that ends");
        fs::write(document, format!("{before}{BEGIN}\n{}{END}{after}", self.markdown())).unwrap();
    }
}

/// Everybody's row, and what they are to each other.
fn rows(outcome: &Outcome, text: &mut String) {
    let mut first = thousands(outcome.records as u64);
    for ran in &outcome.ran {
        let used = ran.used;
        let tree = ran.tree.map_or_else(
            || " | ".to_owned(),
            |tree| format!("{} | {}", thousands(tree.files), short(tree.bytes as f64 / f64::from(1 << 20))),
        );
        let (wall, cpu, peak) = (short(used.wall), short(used.cpu), short(used.peak));
        _ = writeln!(text, "| {first} | {} | {wall} | {cpu} | {peak} | {tree} |", ran.name);
        first.clear();
    }
    let mine = &outcome.ran[0];
    let find = |part: &str| outcome.ran[1..].iter().find(|ran| ran.name.contains(part));
    if let Some(hugo) = find("Hugo") {
        let peak = times(hugo.used.peak, mine.used.peak);
        ratio("Hugo ÷ jianbao, cold", (hugo, mine), &peak, text);
    }
    if let Some(copy) = find("cp -r") {
        ratio("jianbao, cold ÷ `cp -r`", (mine, copy), "", text);
    }
}

fn ratio(name: &str, (over, under): (&Ran, &Ran), peak: &str, text: &mut String) {
    let (wall, cpu) = (times(over.used.wall, under.used.wall), times(over.used.cpu, under.used.cpu));
    _ = writeln!(text, "| | **{name}** | {wall} | {cpu} | {peak} | | |");
}

fn times(over: f64, under: f64) -> String {
    format!("**{:.1}**", over / under.max(1e-6))
}

/// Three digits or so.
fn short(number: f64) -> String {
    match number {
        small if small < 10.0 => format!("{small:.2}"),
        middle if middle < 100.0 => format!("{middle:.1}"),
        large => thousands(large.round() as u64),
    }
}

/// A number with its thousands divided.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
