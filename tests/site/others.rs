//! What other people's programs say of the site: the Nu HTML checker, libxml, feed and calendar libraries.

use std::path::PathBuf;
use std::process::Command;

use crate::bulletin::{built, node, repository, run, tools};

/// The outputs whose names end so.
fn outputs(ending: &str) -> Vec<PathBuf> {
    let found = built().files.iter().filter(|file| file.ends_with(ending));
    let found: Vec<PathBuf> = found.map(|file| built().site.join(file)).collect();
    assert!(!found.is_empty(), "no output ends in {ending}");
    found
}

#[test]
fn every_page_is_right_by_the_html_checker() {
    let jar = tools().join("node_modules/vnu-jar/build/dist/vnu.jar");
    assert!(jar.is_file(), "npm package `vnu-jar` is needed under .tools");
    let mut java = Command::new("java");
    java.args(["-Xss4m", "-jar"]).arg(jar).args(["--skip-non-html", "--errors-only"]).arg(&built().site);
    run(&mut java, "default-jre-headless");
}

#[test]
fn xml_is_well_formed() {
    run(Command::new("xmllint").args(["--noout", "--nonet"]).args(outputs(".xml")), "libxml2-utils");
}

#[test]
fn feed_and_calendar_libraries_read_all_that_is_there() {
    let python = tools().join("venv/bin/python");
    let script = repository().join("tests/site/read_feeds.py");
    let mut command = Command::new(python);
    run(command.arg(script).arg(&built().site), "python3-venv");
}

#[test]
fn calendars_are_calendars_in_a_browser_too() {
    node("site/read_calendars.mjs", &[&built().site, &tools()]);
}
