//! A command in, what its process used out, by the kernel's own accounting.
//!
//! What surprised us: the kernel tells of all children together, the greatest memory of any included. So a fresh
//! process, this program again, runs the one command and is asked about its children.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// What a process used.
#[derive(Clone, Copy, Debug, Default)]
pub struct Use {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of all its threads, in user and system together.
    pub cpu: f64,
    /// Its greatest resident memory in MiB.
    pub peak: f64,
}

/// Runs a command in `folder` by way of [`run_one`].
pub fn measure(folder: &Path, command: &[&str]) -> Use {
    let mut runner = Command::new(std::env::current_exe().unwrap());
    runner.arg("measure").arg(folder).args(command).stderr(Stdio::inherit());
    let output = runner.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{command:?} failed");
    let numbers: Vec<f64> = said.split_whitespace().map(|number| number.parse().unwrap()).collect();
    Use { wall: numbers[0], cpu: numbers[1], peak: numbers[2] }
}

/// Runs the command behind the folder and prints what it used.
pub fn run_one(typed: &[String]) {
    let mut command = Command::new(&typed[1]);
    command.args(&typed[2..]).current_dir(&typed[0]).stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status().unwrap();
    let wall = start.elapsed().as_secs_f64();
    assert!(status.success(), "{status}");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let cpu = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    // Linux and the BSDs count in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1 << 20 } else { 1 << 10 };
    println!("{wall} {} {}", cpu as f64 / 1e6, usage.max_rss() as f64 / f64::from(unit));
}

/// The middle one of some numbers, or the mean of the two in the middle.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    match numbers.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => numbers[half],
        _ => (numbers[half - 1] + numbers[half]) / 2.0,
    }
}

/// The medians of several runs, each number by itself.
pub fn medians(uses: &[Use]) -> Use {
    let of = |one: fn(&Use) -> f64| median(uses.iter().map(one).collect());
    Use { wall: of(|used| used.wall), cpu: of(|used| used.cpu), peak: of(|used| used.peak) }
}
