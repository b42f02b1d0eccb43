//! The spare tree: a twin of the output that the next build needs only to change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Read, Seek};
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jianbao::write::{Exchange, untouched};

use crate::builder::traced;
use crate::tree::{Bulletin, Site, build, generation_of, proving, read};

/// All that is in a tree: folders, and files with their numbers and times.
fn numbers(folder: &Path) -> BTreeMap<PathBuf, Option<(u64, u64, i64, i64)>> {
    if !folder.exists() {
        return BTreeMap::new();
    }
    let all = walkdir::WalkDir::new(folder).min_depth(1).into_iter().map(Result::unwrap);
    let all = all.filter(|entry| entry.file_name() != jianbao::write::MARKER);
    all.map(|entry| {
        let (path, found) =
            (entry.path().strip_prefix(folder).unwrap().to_path_buf(), entry.metadata().unwrap());
        let is_file = found.is_file();
        (path, is_file.then(|| (found.ino(), found.len(), found.mtime(), found.mtime_nsec())))
    })
    .collect()
}

/// A spare that stands where spares stand is a whole site: nothing but a finished tree comes there.
pub fn no_half_spare(bulletin: &Bulletin) {
    if bulletin.spare().exists() {
        let found = read(&bulletin.spare());
        let number = generation_of(&found["index.html"]).unwrap();
        assert_eq!(found, bulletin.generation(number), "half a spare");
    }
}

/// A site of which a case changes little.
fn large() -> Site {
    (0..60).map(|n| (format!("{}/{n}/index.html", n % 7), format!("page {n}").into_bytes())).collect()
}

#[test]
fn a_small_change_leaves_the_old_tree_which_then_takes_turns_with_the_new() {
    let bulletin = Bulletin::remembering();
    let mut site = large();
    bulletin.build(&site).unwrap();
    assert!(!bulletin.spare().exists(), "the first build makes none");
    let mut roots = BTreeSet::new();
    for round in 0..6 {
        site.insert("3/3/index.html".to_owned(), format!("round {round}").into_bytes());
        let before = numbers(&bulletin.out());
        let summary = bulletin.build(&site).unwrap();
        assert_eq!((summary.exchange, summary.written, summary.unchanged), (Exchange::Swapped, 1, 59));
        assert_eq!(read(&bulletin.out()), site);
        assert_eq!(numbers(&bulletin.spare()), before, "whoever reads it still is not disturbed");
        roots.insert(fs::metadata(bulletin.out()).unwrap().ino());
    }
    assert_eq!(roots.len(), 2, "two trees take turns");
    let before = fs::metadata(bulletin.spare()).unwrap().ino();
    assert_eq!(bulletin.build(&site).unwrap().exchange, Exchange::Untouched);
    assert_eq!(fs::metadata(bulletin.spare()).unwrap().ino(), before);
    assert_eq!(numbers(&bulletin.spare()), numbers(&bulletin.out()), "a twin");
    assert_eq!(bulletin.leftovers(), [""; 0]);
}

#[test]
fn where_most_files_change_no_spare_is_left() {
    let bulletin = Bulletin::remembering();
    let mut site = large();
    bulletin.build(&site).unwrap();
    site.insert("more".to_owned(), Vec::new());
    bulletin.build(&site).unwrap();
    assert!(bulletin.spare().exists());
    site.values_mut().for_each(|bytes| bytes.push(b'.'));
    bulletin.build(&site).unwrap();
    assert_eq!(read(&bulletin.out()), site);
    assert!(!bulletin.spare().exists());
    assert_eq!(bulletin.leftovers(), [""; 0]);
}

#[test]
fn one_thread_is_enough() {
    let bulletin = Bulletin::remembering();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for round in 0..3 {
        let mut site = large();
        site.insert("x".to_owned(), vec![round]);
        pool.install(|| bulletin.build(&site)).unwrap();
    }
    assert!(bulletin.spare().exists());
}

#[test]
fn what_is_not_ours_at_the_spares_place_is_not_touched() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join(".jianbao"), "jianbao output 1\n").unwrap();
    let ways: [&dyn Fn(&Path); 3] = [
        &|place| fs::write(place, "mine").unwrap(),
        &|place| symlink(elsewhere.path(), place).unwrap(),
        &|place| {
            fs::create_dir(place).unwrap();
            fs::write(place.join("note"), "mine").unwrap();
        },
    ];
    for plant in ways {
        let bulletin = Bulletin::remembering();
        plant(&bulletin.spare());
        let before = (read(&bulletin.spare()), fs::symlink_metadata(bulletin.spare()).unwrap().ino());
        for round in 0..3 {
            let mut site = large();
            site.insert("x".to_owned(), vec![round]);
            bulletin.build(&site).unwrap();
            assert_eq!(read(&bulletin.out()), site);
        }
        assert_eq!((read(&bulletin.spare()), fs::symlink_metadata(bulletin.spare()).unwrap().ino()), before);
        assert_eq!(bulletin.leftovers(), [""; 0]);
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
}

#[test]
fn an_output_on_another_disk_has_no_spare() {
    let bulletin = Bulletin::remembering();
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else { return };
    let is_other = fs::metadata(other.path()).unwrap().dev() != fs::metadata(bulletin.path()).unwrap().dev();
    for round in 0..3 {
        let mut site = large();
        site.insert("x".to_owned(), vec![round]);
        let out = other.path().join("public");
        build(&out, bulletin.path(), &site).unwrap();
        assert_eq!(read(&out), site);
        assert!(!is_other || !bulletin.spare().exists());
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 1);
    }
}

#[test]
fn a_disk_that_refuses_links_gets_copies_and_no_spare() {
    for error in ["EPERM", "EMLINK", "EOPNOTSUPP", "EXDEV"] {
        let bulletin = Bulletin::remembering();
        bulletin.build(&bulletin.generation(1)).unwrap();
        for number in [2, 3] {
            let output = traced(bulletin.path(), number, &["-e", &format!("inject=linkat:error={error}")]);
            assert!(output.status.success(), "{output:?}");
            assert_eq!(read(&bulletin.out()), bulletin.generation(number), "{error}");
            assert!(!bulletin.spare().exists());
            assert_eq!(bulletin.leftovers(), ["trace"]);
        }
    }
}

#[test]
fn a_twin_serves_where_folders_cannot_be_exchanged() {
    for error in ["EINVAL", "EBUSY"] {
        let bulletin = Bulletin::remembering();
        bulletin.build(&bulletin.generation(0)).unwrap();
        for number in 1..5 {
            let output = traced(bulletin.path(), number, &["-e", &format!("inject=renameat2:error={error}")]);
            assert!(output.status.success(), "{output:?}");
            assert_eq!(read(&bulletin.out()), bulletin.generation(number), "{error}");
            no_half_spare(&bulletin);
            assert_eq!(bulletin.leftovers(), ["trace"]);
        }
        assert_eq!(bulletin.spare().exists(), error == "EINVAL");
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn file(&mut self, folder: &Path) -> Option<PathBuf> {
        let files: Vec<String> = read(folder).into_keys().collect();
        (!files.is_empty()).then(|| folder.join(&files[self.below(files.len())]))
    }
}

/// Changes a site as editors do: pages change, come and go, a page becomes a folder or a folder a page.
fn edit(site: &mut Site, dice: &mut Dice) {
    let most = [0, 1, 3, 30][dice.below(4)];
    for _ in 0..most {
        let paths: Vec<String> = site.keys().cloned().collect();
        let path = paths[dice.below(paths.len())].clone();
        match dice.below(6) {
            0 if paths.len() > 10 => _ = site.remove(&path),
            1 => _ = site.insert(format!("{}/new-{}", dice.below(9), dice.below(50)), vec![b'n']),
            2 => {
                let bytes = site.remove(&path).unwrap();
                site.insert(format!("{path}/below/{}", dice.below(9)), bytes);
            }
            3 if path.contains('/') => {
                let folder = path.split_once('/').unwrap().0.to_owned();
                site.retain(|path, _| !path.starts_with(&format!("{folder}/")));
                site.insert(folder, b"was a folder".to_vec());
            }
            _ => _ = site.insert(path, format!("changed {}", dice.below(1000)).into_bytes()),
        }
    }
    // No file stands where another needs a folder.
    let folders: BTreeSet<String> = site.keys().flat_map(|path| above(path)).collect();
    site.retain(|path, _| !folders.contains(path));
    if site.len() < 40 {
        site.extend(large());
        let files: Vec<String> = site.keys().cloned().collect();
        site.retain(|path, _| !above(path).iter().any(|folder| files.contains(folder)));
    }
}

fn above(path: &str) -> Vec<String> {
    path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect()
}

/// Does to a tree what other programs do.
fn tamper(tree: &Path, dice: &mut Dice) {
    let Some(file) = dice.file(tree) else { return };
    let is_file = fs::symlink_metadata(&file).unwrap().is_file();
    match dice.below(12) {
        0 if is_file => {
            let len = fs::read(&file).unwrap().len();
            fs::write(&file, vec![b'#'; len]).unwrap();
        }
        1 if is_file => fs::write(&file, "another text, of another length").unwrap(),
        2 => {
            fs::remove_file(&file).unwrap();
            fs::write(&file, "replaced").unwrap();
        }
        3 if is_file => {
            let later = SystemTime::now() + Duration::from_secs(dice.below(9) as u64);
            File::options().write(true).open(&file).unwrap().set_modified(later).unwrap();
        }
        4 => fs::write(tree.join(format!("extra-{}", dice.below(5))), "extra").unwrap(),
        5 => fs::remove_file(&file).unwrap(),
        6 => fs::create_dir_all(tree.join("extra-folder/empty")).unwrap(),
        7 => {
            fs::remove_file(&file).unwrap();
            symlink("/dev/null", &file).unwrap();
        }
        8 => {
            fs::remove_dir_all(file.parent().unwrap()).unwrap();
            fs::create_dir_all(tree).unwrap();
            let marker = "jianbao output 1\n";
            fs::write(tree.join(".jianbao"), marker).unwrap();
        }
        _ => {}
    }
}

/// Open files of the output, and what is in them.
fn handles(out: &Path) -> Vec<(PathBuf, File, Vec<u8>)> {
    let all = walkdir::WalkDir::new(out).into_iter().filter_map(Result::ok);
    let files = all.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.map(|path| (path.clone(), File::open(&path).unwrap(), fs::read(&path).unwrap())).collect()
}

#[test]
fn whatever_happens_between_builds_the_output_is_what_was_asked_for() {
    let (mut spared, mut untouched_once) = (0, 0);
    for seed in 0..(if proving() { 200 } else { 12 }) {
        let (bulletin, mut dice, mut site) = (Bulletin::remembering(), Dice(seed), large());
        for step in 0..20 {
            if bulletin.out().exists() && dice.below(3) == 0 {
                tamper(&bulletin.out(), &mut dice);
            }
            if bulletin.spare().exists() {
                match dice.below(8) {
                    0 | 1 => tamper(&bulletin.spare(), &mut dice),
                    2 => fs::remove_dir_all(bulletin.spare()).unwrap(),
                    _ => {}
                }
            }
            edit(&mut site, &mut dice);
            let mut open = handles(&bulletin.out());
            let before = numbers(&bulletin.out());
            let summary = bulletin.build(&site).unwrap();
            assert_eq!(read(&bulletin.out()), site, "seed {seed}, step {step}");
            let folders: BTreeSet<String> = site.keys().flat_map(|path| above(path)).collect();
            assert_eq!(numbers(&bulletin.out()).len(), site.len() + folders.len(), "no empty folders");
            assert_eq!(summary.files, site.len());
            assert_eq!(bulletin.leftovers(), [""; 0]);
            for (path, file, before) in &mut open {
                let mut now = Vec::new();
                file.rewind().unwrap();
                file.read_to_end(&mut now).unwrap();
                assert!(now == *before, "seed {seed}, step {step}: {} changed in place", path.display());
            }
            if bulletin.spare().exists() {
                let spare = numbers(&bulletin.spare());
                assert!(spare == before || spare == numbers(&bulletin.out()), "seed {seed}, step {step}");
            }
            let is_known = untouched(&bulletin.out(), &summary.stamps).unwrap();
            assert_eq!(is_known, summary.stamps.len() == site.len());
            untouched_once += usize::from(is_known);
            spared += usize::from(bulletin.spare().exists());
        }
    }
    println!("{spared} spares, {untouched_once} outputs known as untouched");
    assert!(spared > 30 && untouched_once > 30, "the case did not get to its point");
}
