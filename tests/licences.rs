//! Every crate that is built in has a licence of `deny.toml` and comes from crates.io.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

use std::fs;
use std::process::Command;

/// The licences between `allow = [` and `]` of `deny.toml`.
fn allowed() -> Vec<String> {
    let text = fs::read_to_string("deny.toml").unwrap();
    let list = text.split("allow = [").nth(1).unwrap().split(']').next().unwrap();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether an SPDX expression can be met: all parts of `AND`, one of `OR` (`/` in older crates).
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.replace(['(', ')'], "").replace('/', " OR ");
    let one = |licence: &str| allowed.iter().any(|known| known == licence.trim());
    // Without nested brackets `A OR B AND C` is read with the stronger demand: each part of AND needs a choice.
    expression.split(" AND ").all(|part| part.split(" OR ").any(one))
}

#[test]
fn every_crate_is_permissive_and_from_the_registry() {
    let run =
        Command::new(env!("CARGO")).args(["metadata", "--locked", "--format-version", "1"]).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let (allowed, mut wrong) = (allowed(), Vec::new());
    let packages = metadata["packages"].as_array().unwrap();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        if !is_met(licence, &allowed) {
            wrong.push(format!("{name}: {licence}"));
        }
        let source = package["source"].as_str().unwrap_or("here");
        if source != "here" && !source.contains("crates.io-index") {
            wrong.push(format!("{name}: from {source}"));
        }
    }
    assert!(packages.len() > 50 && wrong.is_empty(), "{wrong:#?}");
}

#[cfg(feature = "fonts")]
#[test]
fn the_licence_of_the_fonts_is_told_with_them() {
    let told = fs::read_to_string("LICENSE-OFL").unwrap();
    assert!(told.contains("SIL OPEN FONT LICENSE Version 1.1") && told.contains("PERMISSION & CONDITIONS"));
    for name in ["noto-serif-sc", "noto-sans-sc"] {
        let licence = fs::read_to_string(format!(".tools/fonts/{name}-OFL.txt")).unwrap();
        let copyright = licence.lines().next().unwrap();
        assert!(told.contains(copyright), "LICENSE-OFL leaves out: {copyright}");
    }
}

#[test]
fn a_licence_that_takes_more_than_it_gives_is_refused() {
    let allowed = allowed();
    assert!(is_met("MIT OR Apache-2.0", &allowed) && is_met("(MIT OR AGPL-3.0) AND Unicode-3.0", &allowed));
    assert!(
        !is_met("AGPL-3.0-only", &allowed)
            && !is_met("MIT AND GPL-2.0", &allowed)
            && !is_met("none", &allowed)
    );
}
