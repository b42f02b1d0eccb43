//! Builds in a process of their own, which a case can kill, trace or starve.
//!
//! The process is this test binary, told by the environment what to do; without that, `job` does nothing.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::tree::{build, generation_in};

/// Names the bulletin's folder, its output, and the first and last generation to build.
const JOB: &str = "JIANBAO_WRITING_JOB";

/// A process that builds the generations `from..=to` into `out`; it ends at the first that fails, with its
/// message on stderr and exit code 3.
pub fn command(bulletin: &Path, out: &Path, (from, to): (u64, u64)) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    prepare(&mut command, bulletin, out, (from, to));
    command
}

/// The same under `strace` with these arguments.
pub fn traced(bulletin: &Path, number: u64, arguments: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(bulletin.join("trace")).args(arguments);
    command.arg(std::env::current_exe().unwrap());
    prepare(&mut command, bulletin, &bulletin.join("public"), (number, number));
    // Calls are counted by thread, so one thread makes them all.
    command.env("RAYON_NUM_THREADS", "1");
    command.output().expect("`strace` runs (Debian package `strace`)")
}

fn prepare(command: &mut Command, bulletin: &Path, out: &Path, (from, to): (u64, u64)) {
    command.args(["--exact", "builder::job", "--nocapture", "--test-threads=1"]);
    command.env(JOB, format!("{}\n{}\n{from}\n{to}", bulletin.display(), out.display()));
    command.env("RAYON_NUM_THREADS", "2").stdin(Stdio::null());
}

/// The calls that a build makes, to be failed or killed at; together they cover files, folders, links, locks
/// and flushes.
pub const CALLS: [&str; 15] = [
    "openat",
    "write",
    "mkdir",
    "linkat",
    "renameat2,rename",
    "unlink,unlinkat",
    "rmdir",
    "getdents64",
    "statx,newfstatat",
    "fstat",
    "read",
    "syncfs",
    "flock",
    "close",
    "ftruncate",
];

pub fn start(bulletin: &Path, generations: (u64, u64)) -> Child {
    let mut command = command(bulletin, &bulletin.join("public"), generations);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[test]
fn job() {
    let Ok(job) = std::env::var(JOB) else { return };
    let words: Vec<&str> = job.split('\n').collect();
    let (from, to) = (words[2].parse::<u64>().unwrap(), words[3].parse::<u64>().unwrap());
    for number in from..=to {
        if let Err(fault) =
            build(Path::new(words[1]), Path::new(words[0]), &generation_in(Path::new(words[0]), number))
        {
            // The disk may be full for this too.
            let said = fault.diagnostic();
            let _ = writeln!(std::io::stderr(), "{}: {}", said.rule, said.message.en);
            std::process::exit(3);
        }
    }
}
