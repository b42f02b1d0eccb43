//! What a preview meets on the machine: a system without watches, another preview, a browser to open.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

use super::bulletin::Bulletin;
use super::preview::Preview;

/// A command that has the limits of the system `limits` set to what they say, for itself alone: in a namespace of users
/// of its own. None where the system gives nobody such a one.
fn limited(limits: &[(&str, u32)]) -> Option<Command> {
    let set: Vec<String> =
        limits.iter().map(|(name, most)| format!("echo {most} > /proc/sys/user/{name}")).collect();
    let script = format!("{} && exec \"$@\"", set.join(" && "));
    let command = || {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", &script, "sh"]);
        command
    };
    command().arg("true").status().is_ok_and(|status| status.success()).then(command)
}

fn saves_are_seen(limits: &[(&str, u32)]) {
    let Some(mut command) = limited(limits) else {
        eprintln!("not tested: no namespace of users can be had here");
        return;
    };
    let bulletin = Bulletin::new(14);
    command.arg(env!("CARGO_BIN_EXE_jianbao"));
    let preview = Preview::begin_by(command, bulletin.path(), &["--port", "0"]);
    preview.line("every two seconds");
    preview.line("files updated");
    for save in 0..3 {
        // Often in the same second as the save before.
        let text = bulletin.read("content/2024/r2.md");
        bulletin.write("content/2024/r2.md", &format!("{text}\n第{save}次存。\n"));
        let words = format!("第{save}次存");
        Preview::until("the save is served", || preview.page("/2024/r2/").contains(&words));
    }
    let record = bulletin.path().join("content/2024/r2.md");
    let aside = bulletin.path().join("r2.md");
    fs::rename(&record, &aside).unwrap();
    Preview::until("the page is gone", || preview.get("/2024/r2/").0 == 404);
    fs::rename(&aside, &record).unwrap();
    Preview::until("the page is back", || preview.get("/2024/r2/").0 == 200);
}

#[test]
fn where_the_system_watches_nothing_saves_are_seen_nevertheless() {
    saves_are_seen(&[("max_inotify_instances", 0)]);
}

#[test]
fn where_no_watch_is_left_for_a_folder_saves_are_seen_nevertheless() {
    saves_are_seen(&[("max_inotify_watches", 2)]);
}

/// A `PATH` with a browser that notes in `asked` what it should open.
fn path_with_browser(folder: &Path) -> String {
    let browser = folder.join("xdg-open");
    fs::write(&browser, "#!/bin/sh\necho \"$@\" >> \"$0.asked\"\n").unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default())
}

fn second(bulletin: &Bulletin, asks: &[&str], path: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.arg("watch").args(asks).current_dir(bulletin.path()).env("PATH", path);
    command.output().unwrap()
}

#[test]
fn a_second_preview_says_where_the_first_is_and_opens_that() {
    let (bulletin, browser) = (Bulletin::new(15), tempfile::TempDir::new().unwrap());
    let path = path_with_browser(browser.path());
    let mut command = Command::new(env!("CARGO_BIN_EXE_jianbao"));
    command.env("PATH", &path);
    let preview = Preview::begin_by(command, bulletin.path(), &["--port", "0", "--open"]);
    preview.line("files updated");
    let address = format!("http://127.0.0.1:{}/", preview.port);
    let asked = || fs::read_to_string(browser.path().join("xdg-open.asked")).unwrap_or_default();
    Preview::until("the browser is opened", || asked() == format!("{address}\n"));
    for asks in [&["--port", "0"][..], &["--open"]] {
        let output = second(&bulletin, asks, &path);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{said}");
        let process = format!("{}", preview.id());
        assert!(said.contains(&address) && said.contains(&process) && said.contains("Ctrl-C"), "{said}");
    }
    Preview::until("the browser is opened again", || asked() == format!("{address}\n{address}\n"));
    let text = bulletin.read("content/2024/r2.md");
    bulletin.write("content/2024/r2.md", &format!("{text}\n第一个还在。\n"));
    Preview::until("the first goes on", || preview.page("/2024/r2/").contains("第一个还在"));
    assert_eq!(preview.interrupt(), Some(0));
    Preview::start(bulletin.path());
}

#[test]
fn a_preview_that_was_killed_is_in_nobodys_way() {
    let bulletin = Bulletin::new(16);
    // Dropped, it is killed.
    drop(Preview::start(bulletin.path()));
    Preview::start(bulletin.path());
}
