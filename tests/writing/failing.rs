//! Disks that are full, and calls that fail. `strace` makes them fail, so no rights are needed; real small
//! disks and mount points need root and are part of the proof.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use jianbao::write::{Exchange, WriteFault};

use crate::builder::{CALLS, traced};
use crate::tree::{Bulletin, build, generation, proving, read};
use crate::twins::no_half_spare;

const ERRORS: [&str; 5] = ["ENOSPC", "EIO", "EINTR", "EROFS", "EACCES"];

#[test]
fn whatever_call_fails_the_output_is_the_old_site_or_the_new_one() {
    whatever_call_fails(&Bulletin::new());
}

#[test]
fn whatever_call_fails_with_a_spare_the_output_is_the_old_site_or_the_new_one() {
    whatever_call_fails(&Bulletin::remembering());
}

fn whatever_call_fails(bulletin: &Bulletin) {
    let step = if proving() { 1 } else { 11 };
    let (mut runs, mut failed, mut left) = (0, 0, 0);
    for (kind, call) in CALLS.iter().enumerate() {
        let mut at = 1 + kind % step;
        loop {
            bulletin.build(&bulletin.generation(1)).unwrap();
            no_half_spare(bulletin);
            let error = ERRORS[(at + kind) % ERRORS.len()];
            let output =
                traced(bulletin.path(), 2, &["-e", &format!("inject={call}:error={error}:when={at}")]);
            let found = read(&bulletin.out());
            let (old, new) = (found == bulletin.generation(1), found == bulletin.generation(2));
            assert!(old || new, "{call} {at} {error}: neither site");
            match output.status.code() {
                Some(0) => assert!(new, "{call} {at} {error}: done, but not there"),
                Some(3) => {
                    assert!(old, "{call} {at} {error}: failed, but changed");
                    let only_lock = [".public.jianbao-lock", "trace"];
                    let tidy = bulletin.leftovers() == ["trace"] || bulletin.leftovers() == only_lock;
                    assert!(tidy, "{call} {at} {error}: left {:?}", bulletin.leftovers());
                }
                _ => {}
            }
            failed += usize::from(output.status.code() == Some(3));
            left += usize::from(bulletin.leftovers() != ["trace"]);
            runs += 1;
            if !fs::read_to_string(bulletin.path().join("trace")).unwrap().contains("INJECTED") {
                break;
            }
            at += step;
        }
    }
    println!("{runs} runs, {failed} builds failed, {left} left something for the next build");
    assert!(failed > 10, "the case did not get to its point");
    bulletin.build(&bulletin.generation(3)).unwrap();
    assert_eq!(bulletin.leftovers(), ["trace"]);
}

#[test]
fn a_disk_that_fills_up_leaves_the_old_site_and_nothing_else() {
    let bulletin = Bulletin::new();
    bulletin.build(&generation(1)).unwrap();
    let mut failed = 0;
    for level in 1..=40 {
        for calls in ["write,copy_file_range", "mkdir,linkat"] {
            if !proving() && level % 7 != 1 {
                continue;
            }
            let full = format!("inject={calls}:error=ENOSPC:when={level}+");
            let output = traced(bulletin.path(), 2, &["-e", &full]);
            if output.status.code() == Some(3) {
                failed += 1;
                assert_eq!(read(&bulletin.out()), generation(1), "{calls} {level}");
            }
            assert_eq!(bulletin.leftovers(), ["trace"], "{calls} {level}");
            bulletin.build(&generation(1)).unwrap();
        }
    }
    println!("{failed} builds failed");
    assert!(failed > 4, "the case did not get to its point");
}

#[test]
fn a_disk_that_cannot_exchange_folders_gets_two_renames() {
    let bulletin = Bulletin::new();
    bulletin.build(&generation(1)).unwrap();
    for error in ["EINVAL", "ENOSYS", "EOPNOTSUPP"] {
        for number in [2, 1] {
            let output = traced(bulletin.path(), number, &["-e", &format!("inject=renameat2:error={error}")]);
            assert!(output.status.success(), "{output:?}");
            assert_eq!(read(&bulletin.out()), generation(number));
            assert_eq!(bulletin.leftovers(), ["trace"]);
        }
        let second = ["-e", "inject=renameat2:error=EINVAL", "-e", "inject=rename:error=EIO:when=2"];
        assert_eq!(traced(bulletin.path(), 2, &second).status.code(), Some(3));
        assert_eq!(read(&bulletin.out()), generation(1), "moved back");
        assert_eq!(bulletin.leftovers(), ["trace"]);
    }
}

#[test]
fn a_disk_without_links_gets_copies() {
    let bulletin = Bulletin::new();
    bulletin.build(&generation(1)).unwrap();
    for (number, error) in [(2, "EPERM"), (3, "EMLINK"), (4, "EOPNOTSUPP")] {
        let output = traced(bulletin.path(), number, &["-e", &format!("inject=linkat:error={error}")]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(read(&bulletin.out()), generation(number));
    }
}

#[test]
fn an_output_that_cannot_be_moved_is_replaced_file_by_file() {
    let bulletin = Bulletin::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("victim"), "mine").unwrap();
    bulletin.build(&generation(1)).unwrap();
    for number in [2, 3, 1, 2] {
        for planted in ["2024/page-0", "assets", "more"] {
            let _ = fs::remove_dir_all(bulletin.out().join(planted));
            symlink(elsewhere.path(), bulletin.out().join(planted)).unwrap();
        }
        fs::create_dir_all(bulletin.out().join("empty/er")).unwrap();
        let output = traced(bulletin.path(), number, &["-e", "inject=renameat2:error=EBUSY"]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(read(&bulletin.out()), generation(number));
        assert!(!bulletin.out().join("empty").exists());
        assert_eq!(bulletin.leftovers(), ["trace"]);
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1, "nothing written through a link");
    let full = ["-e", "inject=renameat2:error=EBUSY", "-e", "inject=copy_file_range,sendfile:error=ENOSPC"];
    assert_eq!(traced(bulletin.path(), 3, &full).status.code(), Some(3));
    assert_eq!(read(&bulletin.out()), generation(2), "noticed before the first file was replaced");
}

#[test]
fn the_message_says_what_is_the_matter_with_the_disk() {
    let bulletin = Bulletin::new();
    for (error, rule) in [("ENOSPC", "disk-full"), ("EROFS", "disk-read-only"), ("EACCES", "disk-denied")] {
        let output = traced(bulletin.path(), 1, &["-e", &format!("inject=mkdir:error={error}")]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(&format!("{rule}: cannot make the folder `")), "{said}");
    }
}

/// A small disk of its own; unmounted when the case is over.
struct Disk(PathBuf);

impl Disk {
    fn mount(place: &Path, size: usize) -> Self {
        fs::create_dir_all(place).unwrap();
        let size = format!("size={size}");
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(place).status();
        assert!(mount.is_ok_and(|status| status.success()), "the proof mounts disks: run it as root");
        Self(place.to_path_buf())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg(&self.0).status().unwrap();
    }
}

#[test]
fn real_disks_of_forty_sizes_keep_the_old_site() {
    if !proving() {
        return;
    }
    let bulletin = Bulletin::new();
    let (mut done, mut full) = (0, 0);
    for size in 0..40 {
        let disk = Disk::mount(&bulletin.path().join("disk"), 180_000 + size * 4096);
        let out = disk.0.join("public");
        build(&out, bulletin.path(), &generation(1)).unwrap();
        let expected = match build(&out, bulletin.path(), &generation(2)) {
            Ok(_) => 2,
            Err(WriteFault::Disk { error, .. }) => {
                assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
                1
            }
            Err(other) => panic!("{other:?}"),
        };
        *(if expected == 2 { &mut done } else { &mut full }) += 1;
        assert_eq!(read(&out), generation(expected));
        let beside = fs::read_dir(&disk.0).unwrap().count();
        assert_eq!(beside, 1, "something was left on a disk of {size}");
    }
    println!("{done} disks were large enough, {full} were not");
    assert!(done > 3 && full > 3, "the sizes miss the point: {done} {full}");
}

#[test]
fn a_real_mount_point_is_replaced_file_by_file() {
    if !proving() {
        return;
    }
    let bulletin = Bulletin::new();
    let disk = Disk::mount(&bulletin.out(), 1 << 20);
    for number in [1, 2, 3, 3] {
        let summary = build(&disk.0, bulletin.path(), &generation(number)).unwrap();
        let same = number == 3 && summary.written == 0;
        assert_eq!(summary.exchange, if same { Exchange::Untouched } else { Exchange::FileByFile });
        assert_eq!(read(&disk.0), generation(number));
        assert_eq!(bulletin.leftovers(), [""; 0]);
    }
}
