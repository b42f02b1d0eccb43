//! The demonstration bulletin, built by the program and looked at as readers, validators and hosts do.
//!
//! The Node scripts of `tests/browser/` print what is wrong, a line a fault; a tool that is missing fails the test
//! with its name (`make test` installs all of them).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod whole;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The repository, which is the demonstration bulletin.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Builds the demonstration as on one day into `out`; what was said.
pub fn build(out: &Path) -> String {
    let built = Command::new(env!("CARGO_BIN_EXE_jianbao"))
        .args(["build", "--as-of", "2024-08-01", "--base-url", "http://bulletin.test/sub/path/", "--out"])
        .arg(out)
        .current_dir(repository())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&built.stderr).into_owned();
    assert!(built.status.success(), "{said}");
    said
}

/// The built demonstration, shared by all cases.
pub static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let out = std::env::temp_dir().join(format!("jianbao-site-{}", std::process::id())).join("public");
    build(&out);
    out
});

fn tool(path: &str, package: &str) -> PathBuf {
    let tool = repository().join(".tools").join(path);
    assert!(tool.exists(), "{package} is missing; `make test` installs it");
    tool
}

/// Runs a script of `tests/browser/` on the site.
fn browser(script: &str, more: &[&Path]) {
    tool("node_modules/playwright-core", "npm playwright-core");
    tool("node_modules/axe-core", "npm axe-core");
    assert!(Path::new("/usr/bin/chromium").exists(), "Debian's chromium is missing");
    let run = Command::new("node")
        .arg(repository().join("tests/browser").join(script))
        .arg(&*SITE)
        .arg(repository().join(".tools"))
        .args(more)
        .output()
        .expect("node is missing");
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}\n{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn the_demonstration_builds_without_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(build(&folder.path().join("public")), "");
}

#[test]
fn every_kind_of_page_is_seen_well_wide_and_narrow_light_and_dark_with_and_without_scripts() {
    let shots = tempfile::tempdir().unwrap();
    browser("look.mjs", &[shots.path()]);
}

#[test]
fn the_site_is_used_by_keyboard_search_and_click_over_http_and_from_a_disk() {
    browser("use.mjs", &[]);
}

#[test]
fn every_page_is_valid_html() {
    let jar = tool("node_modules/vnu-jar/build/dist/vnu.jar", "npm vnu-jar");
    let run = Command::new("java")
        .args(["-Xss4m", "-jar"])
        .arg(jar)
        .args(["--skip-non-html", "--errors-only"])
        .arg(&*SITE)
        .output()
        .expect("java is missing: Debian's default-jre-headless");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{}", said.lines().take(20).collect::<Vec<_>>().join("\n"));
}
