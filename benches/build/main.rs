//! Whole builds against Hugo's and against a plain copy, in turn:
//! `cargo bench --profile release --bench build -- --records 1000,10000`; `make bench` also writes the tables down.
//!
//! The program is measured from outside, as a process; only the table of phases is made inside, by the library.

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
#[path = "../corpus/mod.rs"]
mod corpus;
#[cfg(unix)]
mod ground;
#[cfg(unix)]
mod instructions;
#[cfg(unix)]
mod measure;
#[cfg(unix)]
#[path = "../operations/mod.rs"]
mod operations;
#[cfg(unix)]
mod peer;
#[cfg(unix)]
mod phases;
#[cfg(unix)]
mod race;
#[cfg(unix)]
mod results;

/// As the program itself.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

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
        Some("phases") => phases::run_once(&typed[1..]),
        Some("operate") => operations::run_some(&typed[1..]),
        _ => run(&<Arguments as clap::Parser>::parse()),
    }
}

/// What is measured.
#[cfg(unix)]
#[derive(clap::Parser, Debug)]
#[command(about = "builds made-up bulletins with jianbao and with Hugo, in turn")]
struct Arguments {
    /// How many records, one bulletin for each number
    #[arg(long, value_delimiter = ',', default_value = "1000")]
    records: Vec<usize>,
    /// A bulletin of a million records as well, without Hugo: it takes some 100 GB of the disk
    #[arg(long)]
    million: bool,
    /// How many rounds, of which the medians are shown
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// What the records are made from
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Some records show photographs; Hugo is then left out
    #[arg(long)]
    photos: bool,
    /// Hugo's program
    #[arg(long, default_value = "hugo")]
    hugo: String,
    /// A folder to work in; else a memory disk with room enough, else the system's
    #[arg(long)]
    work: Option<std::path::PathBuf>,
    /// Count no instructions
    #[arg(long)]
    no_instructions: bool,
    /// A document in which the tables are put between two marks
    #[arg(long)]
    write: Option<std::path::PathBuf>,
    /// What cargo says to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

#[cfg(unix)]
fn run(arguments: &Arguments) {
    let mut sizes = arguments.records.clone();
    sizes.extend(arguments.million.then_some(1_000_000));
    let ground = ground::Ground::choose(arguments.work.as_deref(), sizes.iter().copied().max().unwrap_or(0));
    let hugo = peer::find(&arguments.hugo).filter(|_| !arguments.photos);
    let mut results = results::Results::new(&ground, hugo.as_ref(), arguments.rounds);
    for records in sizes {
        eprintln!("{records} records …");
        let mut corpus = corpus::Corpus::new(records, arguments.seed);
        corpus.photos = arguments.photos;
        results.add(race::run(&corpus, &ground, hugo.as_ref(), arguments.rounds));
    }
    if !arguments.no_instructions {
        eprintln!("instructions …");
        results.instructions = instructions::count(&ground, arguments.seed);
    }
    print!("{}", results.markdown());
    if let Some(document) = &arguments.write {
        results.put_into(document);
    }
}
