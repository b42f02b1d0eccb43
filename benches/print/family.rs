//! A command in, what it and all processes that it starts used out, looked at every few milliseconds.
//!
//! What surprised us: a browser does not wait for its own processes, so the kernel's account of children, which serves
//! everybody else, has a third of what Chromium takes. Where there is no `/proc`, that account has to do.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::measure::{Use, measure};

/// How often the processes are looked at, and how long those are waited for that outlive the first.
const PAUSE: Duration = Duration::from_millis(5);
const PATIENCE: Duration = Duration::from_secs(5);
/// Linux tells times in hundredths of a second and memory in pages of 4 KiB.
const TICKS: f64 = 100.0;
const PAGES: f64 = 256.0;

/// What a process was seen to have used: ticks, and the most pages.
type Seen = BTreeMap<u32, (u64, u64)>;

/// Runs a command in `folder`; says nothing of what it says. Peak memory is that of its largest process.
pub fn measure_all(folder: &Path, command: &[&str]) -> Use {
    if !Path::new("/proc/self/stat").exists() {
        return measure(folder, command);
    }
    let mut program = Command::new(command[0]);
    program.args(&command[1..]).current_dir(folder);
    program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = program.spawn().unwrap();
    let mut seen = Seen::from([(child.id(), (0, 0))]);
    let status = loop {
        look(&mut seen);
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        sleep(PAUSE);
    };
    let wall = start.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    while look(&mut seen) > 0 && start.elapsed() < wall + PATIENCE {
        sleep(PAUSE);
    }
    let ticks: u64 = seen.values().map(|(ticks, _)| ticks).sum();
    let pages = seen.values().map(|(_, pages)| *pages).max().unwrap_or(0);
    Use { wall: wall.as_secs_f64(), cpu: ticks as f64 / TICKS, peak: pages as f64 / PAGES }
}

/// Looks at those that were seen and at all that they have started; how many of them are there.
fn look(seen: &mut Seen) -> usize {
    let mut there: Vec<(u32, u32, bool, u64, u64)> =
        fs::read_dir("/proc").unwrap().filter_map(process).collect();
    // Mostly a process has a greater number than the one that started it; else it is found at the next look.
    there.sort_unstable();
    let mut count = 0;
    for (number, parent, runs, ticks, pages) in there {
        if seen.contains_key(&number) || seen.contains_key(&parent) {
            let (_, most) = seen.get(&number).copied().unwrap_or_default();
            seen.insert(number, (ticks, most.max(pages)));
            count += usize::from(runs);
        }
    }
    count
}

/// Number and parent of a process, whether it has not ended, its ticks and its pages.
fn process(entry: std::io::Result<fs::DirEntry>) -> Option<(u32, u32, bool, u64, u64)> {
    let number = entry.ok()?.file_name().to_str()?.parse().ok()?;
    let stat = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
    // The name, in brackets, may hold anything.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let field = |at: usize| fields.get(at)?.parse::<u64>().ok();
    let runs = !matches!(*fields.first()?, "Z" | "X");
    let parent = u32::try_from(field(1)?).ok()?;
    Some((number, parent, runs, field(11)? + field(12)?, field(21)?))
}
