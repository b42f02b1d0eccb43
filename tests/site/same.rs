//! The same bulletin, built again and elsewhere: the same bytes, and no file besides.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::bulletin::{Order, built, command, copy_bulletin, finished, folder, run};

/// A variable and its value; none removes it.
type Variable = (&'static str, Option<&'static str>);

/// Environments that must not matter: a name, and variables.
const ENVIRONMENTS: [(&str, &[Variable]); 5] = [
    ("kiritimati", &[("TZ", Some("Pacific/Kiritimati")), ("LANG", Some("C")), ("LC_ALL", None)]),
    (
        "turkish",
        &[("TZ", Some("America/Anchorage")), ("LANG", Some("tr_TR.UTF-8")), ("LC_ALL", Some("tr_TR.UTF-8"))],
    ),
    ("homeless", &[("HOME", None), ("USER", None), ("TMPDIR", None), ("XDG_CACHE_HOME", None)]),
    ("one-thread", &[("RAYON_NUM_THREADS", Some("1"))]),
    ("four-threads", &[("RAYON_NUM_THREADS", Some("4"))]),
];

/// Holds that two folders are the same, file for file and byte for byte.
fn same(folder: &Path) {
    run(Command::new("diff").args(["-r", "-q"]).arg(&built().site).arg(folder), "diffutils");
}

fn vary(command: &mut Command, variables: &[Variable]) {
    for (name, value) in variables {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
}

#[test]
fn zone_language_home_and_threads_do_not_matter() {
    let folder = folder("environments");
    for (name, variables) in ENVIRONMENTS {
        let site = folder.join(name);
        let mut build = command(&built().bulletin, &site);
        vary(&mut build, variables);
        finished(build.output());
        same(&site);
        fs::remove_dir_all(site).unwrap();
    }
}

#[test]
fn a_copy_made_in_another_order_and_built_from_below_is_the_same() {
    let folder = folder("copy");
    let (bulletin, site) = (folder.join("另一处"), folder.join("site"));
    copy_bulletin(&bulletin, Order::Backwards);
    let build = command(&bulletin.join("content/standing"), &site);
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 077; exec \"$0\" \"$@\""]).arg(build.get_program()).args(build.get_args());
    finished(shell.current_dir(bulletin.join("content/standing")).output());
    same(&site);
}

#[test]
fn a_build_over_another_leaves_nothing_of_it() {
    let folder = folder("again");
    let bulletin = folder.join("bulletin");
    let site = folder.join("site");
    copy_bulletin(&bulletin, Order::AsFound);
    let extra = bulletin.join("content/yiqian.md");
    fs::write(&extra, "---\ntitle: 以前的消息\ndate: 2024-04-12\n---\n正文。\n").unwrap();
    finished(command(&bulletin, &site).output());
    assert!(site.join("2024/yiqian/index.html").is_file());
    fs::remove_file(extra).unwrap();
    fs::write(site.join("stray.html"), "x").unwrap();
    finished(command(&bulletin, &site).output());
    same(&site);
}
