//! Builds that are killed, while a reader looks on.

use std::fs::{self, File};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use jianbao::write::{Former, Staging};

use crate::builder::{CALLS, start, traced};
use crate::tree::{Bulletin, generation, generation_of, proving, read};
use crate::twins::no_half_spare;

/// What a reader saw.
#[derive(Debug, Default)]
struct Seen {
    whole: usize,
    replaced: usize,
}

/// Opens the output once and reads the whole site from that handle. Every file must be of the generation that
/// the front page has. One that is gone is forgiven only when the handle's folder is no more the output; where builds
/// leave a spare, the folder may by then have become the output again, with another front page.
fn sweep(bulletin: &Bulletin, seen: &mut Seen) -> Result<(), String> {
    let out = bulletin.out();
    let handle = File::open(&out).map_err(|error| format!("no output: {error}"))?;
    let below = |path: &str| fs::read(format!("/proc/self/fd/{}/{path}", handle.as_raw_fd()));
    let was_replaced = || -> io::Result<bool> { Ok(fs::metadata(&out)?.ino() != handle.metadata()?.ino()) };
    let Some(number) = below("index.html").ok().and_then(|bytes| generation_of(&bytes)) else {
        seen.replaced += 1;
        return if was_replaced().unwrap() { Ok(()) } else { Err("no front page".to_owned()) };
    };
    let is_reused = || {
        let front = below("index.html").ok().and_then(|bytes| generation_of(&bytes));
        was_replaced().unwrap() || front != Some(number)
    };
    for (path, bytes) in bulletin.generation(number) {
        match below(&path) {
            Ok(found) if found == bytes => {}
            Ok(_) if bulletin.remembers() && is_reused() => {
                seen.replaced += 1;
                return Ok(());
            }
            Ok(found) => return Err(format!("{path} of {:?} in {number}", generation_of(&found))),
            Err(_) if was_replaced().unwrap() => {
                seen.replaced += 1;
                return Ok(());
            }
            Err(error) => return Err(format!("{path} in {number}: {error}")),
        }
    }
    seen.whole += 1;
    Ok(())
}

/// Numbers that look random and are the same in every run.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn whole_generation(bulletin: &Bulletin) -> u64 {
    let found = read(&bulletin.out());
    let number = generation_of(&found["index.html"]).unwrap();
    assert_eq!(found, bulletin.generation(number), "not one whole site");
    number
}

#[test]
fn killed_at_any_moment_the_output_is_one_whole_site() {
    killed_at_any_moment(&Bulletin::new());
}

#[test]
fn killed_at_any_moment_with_a_spare_the_output_is_one_whole_site() {
    killed_at_any_moment(&Bulletin::remembering());
}

fn killed_at_any_moment(bulletin: &Bulletin) {
    bulletin.build(&bulletin.generation(0)).unwrap();
    let done = AtomicBool::new(false);
    let kills = if proving() { 200 } else { 20 };
    let (mut state, mut number) = (1, 0);
    // How long a builder may live, at most, in microseconds: on a busy machine more, until it gets somewhere.
    let mut span = 100_000;
    let seen = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = Seen::default();
            while !done.load(Ordering::Relaxed) {
                sweep(bulletin, &mut seen)?;
            }
            Ok::<Seen, String>(seen)
        });
        for _ in 0..kills {
            let mut builder = start(bulletin.path(), (number + 1, u64::MAX));
            thread::sleep(Duration::from_micros(3_000 + next(&mut state) % span));
            builder.kill().unwrap();
            builder.wait().unwrap();
            let before = std::mem::replace(&mut number, whole_generation(bulletin));
            span = if number == before { span + span / 2 } else { span * 2 / 3 + 10_000 };
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    let seen = seen.unwrap();
    println!("{kills} kills, {number} generations, {seen:?}");
    assert!(number > kills / 5 && seen.whole > 20, "the case did not get to its point: {number} {seen:?}");
    bulletin.build(&bulletin.generation(number + 1)).unwrap();
    assert_eq!(whole_generation(bulletin), number + 1);
    no_half_spare(bulletin);
    assert_eq!(bulletin.leftovers(), [""; 0], "what the killed left is gone");
}

#[test]
fn killed_at_each_call_the_output_is_one_whole_site() {
    killed_at_each_call(&Bulletin::new());
}

#[test]
fn killed_at_each_call_with_a_spare_the_output_is_one_whole_site() {
    killed_at_each_call(&Bulletin::remembering());
}

fn killed_at_each_call(bulletin: &Bulletin) {
    let step = if proving() { 1 } else { 11 };
    let (mut before, mut after) = (0, 0);
    for (kind, call) in CALLS.iter().enumerate() {
        let mut at = 1 + kind % step;
        loop {
            bulletin.build(&bulletin.generation(1)).unwrap();
            assert_eq!(whole_generation(bulletin), 1);
            no_half_spare(bulletin);
            let kill = format!("inject={call}:signal=SIGKILL:when={at}");
            let output = traced(bulletin.path(), 2, &["-e", &kill]);
            let number = whole_generation(bulletin);
            if output.status.success() {
                assert_eq!(number, 2);
                break;
            }
            *(if number == 1 { &mut before } else { &mut after }) += 1;
            at += step;
        }
    }
    println!("{before} kills before the exchange, {after} after it");
    assert!(before > 10 && after > 0, "the case did not get to its point: {before} {after}");
    bulletin.build(&bulletin.generation(3)).unwrap();
    assert_eq!(bulletin.leftovers(), ["trace"]);
}

#[test]
fn killed_while_it_replaces_file_by_file_the_next_build_comes_to_the_end() {
    for at in [1, 5, 20] {
        let bulletin = Bulletin::new();
        bulletin.build(&generation(1)).unwrap();
        let busy = ["-e", "inject=renameat2:error=EBUSY", "-e"];
        let kill = format!("inject=rename:signal=SIGKILL:when={at}");
        let output = traced(bulletin.path(), 2, &[busy[0], busy[1], busy[2], &kill]);
        assert!(!output.status.success() && bulletin.out().join(".jianbao-new").exists());
        bulletin.build(&generation(2)).unwrap();
        assert_eq!(whole_generation(&bulletin), 2);
        assert_eq!(bulletin.leftovers(), ["trace"]);
    }
}

#[test]
fn killed_between_two_renames_the_next_build_brings_the_site_back() {
    let bulletin = Bulletin::new();
    bulletin.build(&generation(1)).unwrap();
    let unknown = "inject=renameat2:error=EINVAL";
    traced(bulletin.path(), 2, &["-e", unknown, "-e", "inject=rename:signal=SIGKILL:when=2"]);
    let killed_after_the_first = !bulletin.out().exists();
    if !killed_after_the_first {
        panic!(
            "the case did not get to its point: {}",
            fs::read_to_string(bulletin.path().join("trace")).unwrap()
        );
    }
    drop(Staging::begin(&bulletin.out(), bulletin.path(), Former::default()).unwrap());
    assert!([1, 2].contains(&whole_generation(&bulletin)));
    assert_eq!(bulletin.leftovers(), ["trace"]);
}
