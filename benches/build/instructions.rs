//! How many instructions a build and its small steps take, counted by valgrind where there is one: a number that a
//! busy machine does not change.

use std::path::Path;
use std::process::Command;

use super::corpus::Corpus;
use super::ground::Ground;
use super::operations::STEPS;

/// The size of the bulletin that is built.
pub const RECORDS: usize = 1000;

/// What was counted.
pub struct Counted {
    /// Of a build of [`RECORDS`], and of a build of one record.
    pub build: (u64, u64),
    /// Of each step, in the order of [`STEPS`].
    pub steps: Vec<u64>,
}

/// Counts; none where there is no valgrind.
pub fn count(ground: &Ground, seed: u64) -> Option<Counted> {
    Command::new("valgrind").arg("--version").output().ok().filter(|output| output.status.success())?;
    let build = |records: usize| {
        let bulletin = ground.place("counted");
        Corpus::new(records, seed).lay_out(&bulletin).unwrap();
        let command = [env!("CARGO_BIN_EXE_jianbao"), "build", "--quiet", "--as-of", "2026-01-01"];
        let counted = instructions(&bulletin, &command);
        std::fs::remove_dir_all(bulletin).unwrap();
        counted
    };
    let myself = std::env::current_exe().unwrap();
    let here = ground.place("");
    let of = |name: &str, times: usize| {
        instructions(&here, &[myself.to_str().unwrap(), "operate", name, &times.to_string()])
    };
    let step = |step: &super::operations::Step| {
        of(step.name, step.times).saturating_sub(of(step.name, 0)) / step.times as u64
    };
    Some(Counted { build: (build(RECORDS), build(1)), steps: STEPS.iter().map(step).collect() })
}

/// The instructions of a command in one thread of work, in user space.
fn instructions(folder: &Path, command: &[&str]) -> u64 {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.args(command).current_dir(folder).env("RAYON_NUM_THREADS", "1");
    let output = valgrind.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let line =
        said.lines().find_map(|line| line.split_once("I refs:").or_else(|| line.split_once("I   refs:")));
    let digits: String = line.unwrap().1.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}
