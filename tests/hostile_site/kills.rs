//! Real builds that are killed, while a reader looks on.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::bulletin::{Bulletin, Dice, proving};

const RECORDS: usize = 300;
const MARK: &str = "第几代：";

fn settings(generation: u64) -> String {
    format!(
        "title: 简报\nsubtitle: {MARK}{generation}。\npublisher: {MARK}{generation}。\nbase_url: https://bulletin.example/\n"
    )
}

fn bulletin() -> Bulletin {
    let bulletin = Bulletin::new(&settings(0));
    for number in 0..RECORDS {
        let day = 1 + number % 18;
        bulletin.write(
            &format!("content/r{number}.md"),
            format!("---\ntitle: 第{number}条\ndate: 2024-04-{day:02}\ntags: [标签{}]\nplace: 崇川区/社区{}\n---\n{}\n", number % 9, number % 7, "正文。".repeat(200)),
        );
    }
    bulletin
}

/// The generation that a page says it is of; every page does at its foot.
fn generation(page: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(page).ok()?;
    let (_, rest) = text.split_once(MARK)?;
    rest.split('。').next()?.parse().ok()
}

#[derive(Default)]
struct Seen {
    whole: usize,
    replaced: usize,
}

/// Reads the site through one handle: every page must be there and of one generation, unless the site was
/// replaced meanwhile.
fn sweep(out: &Path, pages: &[String], seen: &mut Seen) -> Result<(), String> {
    let handle = File::open(out).map_err(|error| format!("no output: {error}"))?;
    let own = handle.metadata().map_err(|error| error.to_string())?.ino();
    let was_replaced =
        || fs::metadata(out).map(|now| now.ino() != own).map_err(|error| format!("no output: {error}"));
    let mut first = None;
    for path in pages {
        let read = fs::read(format!("/proc/self/fd/{}/{path}", handle.as_raw_fd()));
        let found = read.as_deref().ok().and_then(generation);
        if found.is_none() || found != *first.get_or_insert(found) {
            if was_replaced()? {
                seen.replaced += 1;
                return Ok(());
            }
            return Err(format!("{path} of {found:?} in {first:?}: {:?}", read.err()));
        }
    }
    seen.whole += 1;
    Ok(())
}

fn pages(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    files.keys().filter(|path| path.ends_with(".html")).cloned().collect()
}

/// Kills one build after `pause`; whether it had ended by itself.
fn kill(bulletin: &Bulletin, pause: Duration) -> bool {
    let mut command = bulletin.command(&["build", "--no-print", "--as-of", "2024-04-20"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    thread::sleep(pause);
    let ended = child.try_wait().unwrap().is_some();
    child.kill().unwrap();
    child.wait().unwrap();
    ended
}

#[test]
fn a_killed_build_leaves_one_whole_site() {
    let bulletin = bulletin();
    let pages = pages(&bulletin.built(&[]));
    bulletin.write("jianbao.yaml", settings(u64::MAX));
    let before = Instant::now();
    bulletin.built(&[]);
    let usual = before.elapsed();
    let kills: u64 = if proving() { 200 } else { 20 };
    let (done, mut dice, mut ended, mut newest) = (AtomicBool::new(false), Dice::new(5), 0, BTreeSet::new());
    let seen = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = Seen::default();
            while !done.load(Ordering::Relaxed) {
                sweep(&bulletin.out(), &pages, &mut seen)?;
            }
            Ok::<Seen, String>(seen)
        });
        // On a busy machine a build takes longer than it did alone: then kills come later, until one has come too late.
        for number in 1..=3 * kills {
            if number > kills && newest.len() > 1 {
                break;
            }
            bulletin.write("jianbao.yaml", settings(number));
            let share = dice.below(3000) as u32 * ((number - 1) / kills + 1) as u32;
            ended += u64::from(kill(&bulletin, usual * share / 1000));
            let mut seen = Seen::default();
            sweep(&bulletin.out(), &pages, &mut seen).unwrap();
            assert_eq!(seen.whole, 1);
            newest.insert(generation(&fs::read(bulletin.out().join("index.html")).unwrap()));
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    let seen = seen.unwrap();
    let through = newest.len() - 1;
    println!(
        "{kills} kills ({ended} too late, {through} new sites), a reader saw {} whole sites, {} replaced; mixed: 0",
        seen.whole, seen.replaced
    );
    assert!(seen.whole > 5 && through > 0, "the case did not get to its point");
    bulletin.write("jianbao.yaml", settings(3 * kills + 1));
    let files = bulletin.built(&[]);
    assert!(pages.iter().all(|path| generation(&files[path]) == Some(3 * kills + 1)));
    let names =
        fs::read_dir(bulletin.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name != ".jianbao-cache").collect();
    names.sort();
    assert_eq!(names, ["content", "jianbao.yaml", "public"], "what the killed left is gone");
}
