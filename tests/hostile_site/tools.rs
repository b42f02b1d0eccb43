//! Other people's programs: where they are, and what they say.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder of an npm package.
pub fn npm(package: &str) -> PathBuf {
    let folder = repository().join(".tools/node_modules").join(package);
    assert!(folder.is_dir(), "npm package `{package}` is needed under .tools");
    folder
}

/// Runs tests/hostile/`script` with what `input` says and reads the JSON that it prints.
fn run(mut command: Command, input: &Value) -> Value {
    let spawned = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.unwrap_or_else(|error| panic!("{:?} is needed: {error}", command.get_program()));
    let mut stdin = child.stdin.take().unwrap();
    let text = input.to_string();
    let writer = std::thread::spawn(move || {
        // One that ends early says why on stderr.
        let _ = stdin.write_all(text.as_bytes());
    });
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let said = String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{:?}: {status} {said}", command.get_args().collect::<Vec<_>>());
    serde_json::from_slice(&stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

pub fn node(script: &str, packages: &[&str], input: &Value) -> Value {
    packages.iter().for_each(|package| drop(npm(package)));
    let mut command = Command::new("node");
    command.arg(repository().join("tests/hostile").join(script)).current_dir(repository());
    run(command, input)
}

pub fn python(script: &str, input: &Value) -> Value {
    let python = repository().join(".tools/venv/bin/python");
    assert!(
        python.is_file(),
        "a Python environment is needed under .tools/venv (PyPI `brs-kb`, `icalendar`, `feedparser`)"
    );
    let mut command = Command::new(python);
    command.arg(repository().join("tests/hostile").join(script));
    run(command, input)
}

/// A program of the system.
pub fn program(name: &str, package: &str) -> Command {
    let found = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .any(|folder| folder.join(name).is_file());
    assert!(found, "`{name}` is needed (Debian package `{package}`)");
    Command::new(name)
}
