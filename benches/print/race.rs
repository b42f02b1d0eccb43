//! The same records, printed by each in turn, round after round.

use std::fs;
use std::path::{Path, PathBuf};

use super::family::measure_all;
use super::ground::Ground;
use super::measure::{Use, measure, medians};
use super::peers::Peer;
use super::weekly::Weekly;

/// What one took.
pub struct Ran {
    pub name: String,
    pub used: Use,
}

/// A bulletin and the record that is edited.
struct Lane {
    folder: PathBuf,
    record: String,
}

/// What is asked of jianbao, in order; each finds what the one before it left, but for the cold ones.
pub const NAMES: [&str; 4] = [
    "jianbao, cold, without print",
    "jianbao, cold",
    "jianbao, nothing changed",
    "jianbao, one word changed",
];

impl Lane {
    fn new(weekly: &Weekly, folder: PathBuf) -> Self {
        let record = weekly.lay_out(&folder).unwrap();
        Self { folder, record }
    }

    fn build(&self, asked: &[&str]) -> Use {
        let build = [env!("CARGO_BIN_EXE_jianbao"), "build", "--quiet", "--as-of", "2026-01-01"];
        measure(&self.folder, &[&build[..], asked].concat())
    }

    fn clear(&self) {
        remove(&self.folder.join("public"));
        remove(&self.folder.join(".jianbao-cache"));
    }

    /// Everything that is measured of jianbao, in the order of [`NAMES`].
    fn round(&self) -> [Use; 4] {
        self.clear();
        let plain = self.build(&["--no-print"]);
        self.clear();
        let cold = self.build(&[]);
        let unchanged = self.build(&[]);
        let path = self.folder.join(&self.record);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.trim_end().to_owned() + "好。\n").unwrap();
        [plain, cold, unchanged, self.build(&[])]
    }
}

/// One issue, by everybody: jianbao in the order of [`NAMES`], then the peers.
pub fn one(weekly: &Weekly, ground: &Ground, (peers, rounds): (&[Peer], usize)) -> Vec<Ran> {
    let lane = Lane::new(weekly, ground.place("bulletin"));
    let page = ground.place("page");
    weekly.lay_out_page(&page).unwrap();
    let mut uses: Vec<Vec<Use>> = vec![Vec::new(); NAMES.len() + peers.len()];
    for _ in 0..rounds {
        let others = peers.iter().map(|peer| print(&page, peer));
        for (uses, used) in uses.iter_mut().zip(lane.round().into_iter().chain(others)) {
            uses.push(used);
        }
    }
    remove(&lane.folder);
    remove(&page);
    let names = NAMES.into_iter().chain(peers.iter().map(|peer| peer.name.as_str()));
    names.zip(&uses).map(|(name, uses)| Ran { name: name.to_owned(), used: medians(uses) }).collect()
}

/// Many issues, once, by jianbao alone; in the order of [`NAMES`].
pub fn many(weekly: &Weekly, ground: &Ground) -> Vec<Ran> {
    let lane = Lane::new(weekly, ground.place("bulletin"));
    let round = lane.round();
    remove(&lane.folder);
    NAMES.into_iter().zip(round).map(|(name, used)| Ran { name: name.to_owned(), used }).collect()
}

/// What a peer takes to print the page, with nothing left of the last time.
fn print(page: &Path, peer: &Peer) -> Use {
    for left in ["profile", "issue.pdf"] {
        remove(&page.join(left));
    }
    let command: Vec<&str> = peer.command.iter().map(String::as_str).collect();
    let used = measure_all(page, &command);
    let bytes = fs::read(page.join("issue.pdf")).unwrap();
    assert!(bytes.starts_with(b"%PDF-"), "{} has printed nothing", peer.name);
    used
}

fn remove(path: &Path) {
    if path.is_dir() {
        fs::remove_dir_all(path).unwrap();
    } else if path.exists() {
        fs::remove_file(path).unwrap();
    }
}
