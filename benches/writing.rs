//! How long a tree of files takes: `TMPDIR=/dev/shm cargo bench --profile release --bench writing`, where `TMPDIR` says
//! on which disk.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measure stops at what it did not expect, and prints"
)]

#[allow(dead_code, reason = "the cases use the rest")]
#[path = "../tests/writing/tree.rs"]
mod tree;

use std::process::Command;
use std::time::{Duration, Instant};

use tree::{Bulletin, Site};

/// As many files and bytes as a site of 10,000 records: 15,400 and 147 MiB.
fn large_site() -> Site {
    let text = "社区新闻简报".repeat(556);
    let page = |number: usize| format!("<p>{number}</p>{text}").into_bytes();
    let records = (0..10_000).map(|number| (format!("2024/record-{number}/index.html"), page(number)));
    let listings = (0..5_400).map(|number| (format!("places/{}/{number}.html", number % 300), page(number)));
    records.chain(listings).collect()
}

fn time(what: &str, run: impl FnOnce()) -> Duration {
    let (wall, cpu) = (Instant::now(), cpu_seconds());
    run();
    println!("{what}: {:.3} s wall, {:.3} s CPU", wall.elapsed().as_secs_f64(), cpu_seconds() - cpu);
    wall.elapsed()
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    (11..15).map(|at| fields[at].parse::<f64>().unwrap() / 100.0).sum()
}

fn main() {
    let bulletin = Bulletin::new();
    let mut site = large_site();
    println!("{} files, {} MiB", site.len(), site.values().map(Vec::len).sum::<usize>() >> 20);
    time("cold", || assert_eq!(bulletin.build(&site).unwrap().written, 15_400));
    time("unchanged", || assert_eq!(bulletin.build(&site).unwrap().written, 0));
    site.insert("2024/record-5/index.html".to_owned(), b"new".to_vec());
    time("one change", || assert_eq!(bulletin.build(&site).unwrap().written, 1));
    for text in site.values_mut() {
        text.push(b'.');
    }
    time("all changed", || assert_eq!(bulletin.build(&site).unwrap().written, 15_400));
    let remembering = Bulletin::remembering();
    time("cold, to be remembered", || assert_eq!(remembering.build(&site).unwrap().written, 15_400));
    for (round, what) in ["a twin is made", "a twin is there", "and again"].into_iter().enumerate() {
        site.insert("2024/record-5/index.html".to_owned(), vec![b'.'; round + 1]);
        time(&format!("one change, {what}"), || assert_eq!(remembering.build(&site).unwrap().written, 1));
    }
    let copy = bulletin.path().join("copy");
    time("cp -r", || {
        assert!(Command::new("cp").arg("-r").arg(bulletin.out()).arg(&copy).status().unwrap().success());
    });
    time("rm -r", || assert!(Command::new("rm").arg("-r").arg(&copy).status().unwrap().success()));
}
