//! A case run: a right bulletin is built, the wrong one is put in its place, and what the command says and leaves
//! is held against what the case expects.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output};

use super::case::{Case, Way};
use super::place;

/// What a case is built over.
const RIGHT: [(&str, &str); 2] = [
    ("jianbao.yaml", "标题: 狼山简报\n网址: https://jianbao.test/\n"),
    ("content/right.md", "---\n标题: 原来的一条\n日期: 2024-04-11\n---\n\n原来的正文。\n"),
];

/// The environment of every case: a Chinese machine, and a day that does not change.
const ENVIRONMENT: [(&str, &str); 3] =
    [("LANG", "zh_CN.UTF-8"), ("SOURCE_DATE_EPOCH", "1713000000"), ("PATH", "/usr/bin:/bin")];

/// What is wrong with the program or the case; with `bless`, what was said becomes what is expected.
pub fn faults(case: &Case, bless: bool) -> Vec<String> {
    match run(case) {
        Err(wrong) => vec![format!("{}: {wrong}", case.name)],
        Ok(ended) => judge(case, &ended, bless),
    }
}

/// How a command ended.
struct Ended {
    exit: i32,
    stdout: String,
    stderr: String,
    /// What is wrong with what it left.
    left: Vec<String>,
}

fn judge(case: &Case, ended: &Ended, bless: bool) -> Vec<String> {
    let mut faults: Vec<String> = ended.left.iter().map(|left| format!("{}: {left}", case.name)).collect();
    if ended.exit != case.exit {
        faults.push(format!(
            "{}: exit {} where {} is expected\n{}{}",
            case.name, ended.exit, case.exit, ended.stdout, ended.stderr
        ));
    }
    let (expected, said) = (case.with(&case.stdout, &case.stderr), case.with(&ended.stdout, &ended.stderr));
    let whole = fs::read_to_string(&case.path).unwrap_or_default();
    if bless && whole != said {
        fs::write(&case.path, &said).unwrap();
    } else if expected != said || whole != said {
        faults.push(format!("{}:\n{}", case.name, difference(&whole, &said)));
    }
    faults
}

fn run(case: &Case) -> Result<Ended, String> {
    let top = tempfile::tempdir().map_err(|error| error.to_string())?;
    let top = fs::canonicalize(top.path()).map_err(|error| error.to_string()).map(|path| (path, top))?;
    let root = top.0.join("bulletin");
    for (name, text) in RIGHT {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&root)).map_err(|error| error.to_string())?;
        fs::write(path, text).map_err(|error| error.to_string())?;
    }
    let before = command(&["build".to_owned()], &root, &[], None);
    if !before.status.success() {
        return Err(format!("the right bulletin is not: {}", String::from_utf8_lossy(&before.stderr)));
    }
    fs::remove_dir_all(root.join("content")).map_err(|error| error.to_string())?;
    let mut locks = Vec::new();
    for file in &case.files {
        locks.extend(place::put(&root, file)?);
    }
    Ok(end(case, (&top.0, &root)))
}

fn end(case: &Case, (top, root): (&Path, &Path)) -> Ended {
    let is_locked = case.files.iter().any(|file| file.ways.contains(&Way::Locked));
    let is_root = fs::metadata(top).is_ok_and(|data| data.uid() == 0);
    let user = (is_locked && is_root).then(place::nobody);
    if user.is_some() {
        place::give_away(top);
    }
    let site = tree(&root.join("public"));
    let output = command(&case.arguments, root, &case.environment, user);
    let exit = output.status.code().unwrap_or(-1);
    let mut left = Vec::new();
    let is_build = case.arguments.first().is_some_and(|word| word == "build");
    if (exit != 0 || !is_build) && tree(&root.join("public")) != site {
        left.push("the former site is not as it was".to_owned());
    }
    let is_held = case.files.iter().any(|file| file.ways.contains(&Way::Held));
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.contains(".jianbao-") && name != ".jianbao-cache" && !is_held {
            left.push(format!("`{name}` is left behind"));
        }
    }
    let plain = |bytes: &[u8]| normal(&String::from_utf8_lossy(bytes), top);
    // How long a build took, and how large its pages are, is not the same twice.
    let stdout = if exit == 0 && is_build { String::new() } else { plain(&output.stdout) };
    Ended { exit, stdout, stderr: plain(&output.stderr), left }
}

fn command(arguments: &[String], root: &Path, environment: &[(String, String)], user: Option<u32>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.args(arguments).current_dir(root).env_clear().envs(ENVIRONMENT);
    command.env("HOME", "/nonexistent").envs(environment.iter().map(|(name, value)| (name, value)));
    if let Some(user) = user {
        command.uid(user).gid(user);
    }
    command.output().unwrap()
}

/// What was said, without what differs between two runs of the same case.
fn normal(text: &str, top: &Path) -> String {
    let own: Vec<String> = std::env::args().collect();
    let holder = format!("{}（`{}`），", std::process::id(), own.join(" "));
    let text = text.replace(top.to_str().unwrap_or("?"), "…").replace(&holder, "N（`…`），");
    match text.split_once("N（`…`），") {
        Some((before, behind)) => {
            let behind = behind.trim_start_matches(|c: char| c.is_ascii_digit());
            format!("{before}N（`…`），N{behind}")
        }
        None => text,
    }
}

/// Everything below a folder, by its path.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            all.extend(tree(&path));
        } else {
            all.insert(path.display().to_string(), fs::read(&path).unwrap_or_default());
        }
    }
    all
}

/// The lines that differ, between those that are equal at both ends.
fn difference(expected: &str, said: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), said.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let minus = old[..old.len() - end].iter().map(|line| format!("  - {line}\n"));
    let plus = new[..new.len() - end].iter().map(|line| format!("  + {line}\n"));
    minus.chain(plus).collect()
}
