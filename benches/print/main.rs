//! The printed issue against browsers that print the same records, in turn:
//! `cargo bench --profile release --bench print`; `make bench` also writes the tables down.
//!
//! What surprised us: half of a cold build with photographs goes into those of the web pages. So the site is built once
//! without print as well, and what is more with print is what print takes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measure stops at what it did not expect, and prints"
)]

#[cfg(unix)]
#[allow(dead_code, reason = "the runner of whole builds uses the rest")]
#[path = "../corpus/mod.rs"]
mod corpus;
#[cfg(unix)]
mod family;
#[cfg(unix)]
#[path = "../build/ground.rs"]
mod ground;
#[cfg(unix)]
#[path = "../build/measure.rs"]
mod measure;
#[cfg(unix)]
mod peers;
#[cfg(unix)]
mod race;
#[cfg(unix)]
mod table;
#[cfg(unix)]
mod weekly;

#[cfg(not(unix))]
fn main() {
    println!("what a process used is asked of Unix only");
}

#[cfg(unix)]
fn main() {
    let typed: Vec<String> = std::env::args().skip(1).collect();
    match typed.first().map(String::as_str) {
        // What the runner asks of itself, so that each measure begins in a fresh process.
        Some("measure") => measure::run_one(&typed[1..]),
        _ => run(&<Arguments as clap::Parser>::parse()),
    }
}

/// What is measured.
#[cfg(unix)]
#[derive(clap::Parser, Debug)]
#[command(about = "prints made-up issues with jianbao, Chromium and WeasyPrint, in turn")]
struct Arguments {
    /// How many issues the large bulletin has
    #[arg(long, default_value_t = 52)]
    issues: usize,
    /// How many rounds of one issue, of which the medians are shown
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// What the records are made from
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Chromium's program
    #[arg(long, default_value = "chromium")]
    chromium: String,
    /// WeasyPrint's program
    #[arg(long, default_value = "weasyprint")]
    weasyprint: String,
    /// A folder to work in; else a memory disk with room enough, else the system's
    #[arg(long)]
    work: Option<std::path::PathBuf>,
    /// A document in which the tables are put between two marks
    #[arg(long)]
    write: Option<std::path::PathBuf>,
    /// What cargo says to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

#[cfg(unix)]
fn run(arguments: &Arguments) {
    // A record with its photograph takes some ten times the room of one without.
    let ground = ground::Ground::choose(arguments.work.as_deref(), arguments.issues * weekly::RECORDS * 10);
    let peers = [peers::chromium(&arguments.chromium), peers::weasyprint(&arguments.weasyprint)];
    let peers: Vec<_> = peers.into_iter().flatten().collect();
    let head = table::head(&ground, &peers, arguments.rounds);
    let mut text = head;
    for amount in [weekly::Amount::Page, weekly::Amount::Pages] {
        let weekly = |issues| weekly::Weekly::new(issues, arguments.seed, amount);
        eprintln!("one issue of {} …", amount.said());
        let one = race::one(&weekly(1), &ground, (&peers, arguments.rounds));
        eprintln!("{} issues …", arguments.issues);
        let many = race::many(&weekly(arguments.issues), &ground);
        text += &(table::one(amount, &one) + &table::many((arguments.issues, amount), &many));
    }
    print!("{text}");
    if let Some(document) = &arguments.write {
        table::put_into(document, &text);
    }
}
