//! Where it is measured: a folder on a memory disk if there is one, and what machine that is.

use std::fs;
use std::path::{Path, PathBuf};

/// What a record takes at most, with both sites, both outputs and a copy: measured, and rounded up.
const BYTES_A_RECORD: u64 = 100_000;

/// A folder to work in, which goes with the run.
pub struct Ground {
    folder: tempfile::TempDir,
    /// The kind of its disk, in words.
    disk: String,
}

impl Ground {
    /// The folder that was asked for, else a memory disk with room for `records`, else the system's.
    pub fn choose(asked: Option<&Path>, records: usize) -> Self {
        let wanted = records as u64 * BYTES_A_RECORD;
        let memory = Some(Path::new("/dev/shm")).filter(|disk| free(disk).is_some_and(|free| free > wanted));
        let system = std::env::temp_dir();
        let place = asked.or(memory).unwrap_or(&system);
        let folder = tempfile::Builder::new().prefix("jianbao-bench-").tempdir_in(place).unwrap();
        let disk = match file_system(folder.path()).as_str() {
            "tmpfs" | "ramfs" => "memory disk".to_owned(),
            "" => "disk".to_owned(),
            kind => format!("disk ({kind})"),
        };
        Self { folder, disk }
    }

    /// A folder in it.
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the machine is, in one line.
    pub fn machine(&self) -> String {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let memory = number_behind("/proc/meminfo", "MemTotal:").map_or(0.0, |kib| kib / f64::from(1 << 20));
        let load = number_behind("/proc/loadavg", "").unwrap_or(0.0);
        let system = std::env::consts::OS;
        format!(
            "{}, {cores} cores, {memory:.0} GiB, {system}, {}; load average {load:.1} at the start",
            processor(),
            self.disk
        )
    }
}

fn processor() -> String {
    let all = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = all.lines().find(|line| line.starts_with("model name"));
    let name = named.and_then(|line| line.split_once(':')).map(|(_, name)| name.trim());
    let architecture = std::env::consts::ARCH;
    name.map_or_else(|| architecture.to_owned(), |name| format!("{name} ({architecture})"))
}

fn number_behind(file: &str, mark: &str) -> Option<f64> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(mark))?;
    line.split_whitespace().next()?.parse().ok()
}

/// How many bytes a disk has left.
fn free(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    Some(stat.f_bavail * stat.f_frsize)
}

/// The kind of the file system that holds a folder.
fn file_system(folder: &Path) -> String {
    let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
    let fields = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    let holding = fields.filter(|fields| fields.len() > 2 && folder.starts_with(fields[1]));
    holding.max_by_key(|fields| fields[1].len()).map_or_else(String::new, |fields| fields[2].to_owned())
}
