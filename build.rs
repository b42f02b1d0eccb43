//! Where `make fonts` has left the fonts of the printed page, for `src/print/fonts/embedded.rs` to take them into the
//! binary, and the hash by which they are known again.
//!
//! What surprised us: ten megabytes that never change would be hashed by every build of a bulletin. They are hashed here.

use std::collections::hash_map::DefaultHasher;
use std::error::Error;
use std::hash::Hasher;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The files that `tools/fonts/cut.py` makes.
const FILES: [&str; 3] = ["NotoSerifSC-Regular.ttf", "NotoSerifSC-Black.ttf", "NotoSansSC-Bold.ttf"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut told = vec!["rerun-if-changed=build.rs".to_owned()];
    if std::env::var_os("CARGO_FEATURE_FONTS").is_some() {
        let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join(".tools").join("fonts");
        fonts(&folder, &mut told);
    }
    let mut out = std::io::stdout().lock();
    Ok(told.iter().try_for_each(|line| writeln!(out, "cargo::{line}"))?)
}

/// What cargo is told about the fonts in `folder`.
fn fonts(folder: &Path, told: &mut Vec<String>) {
    let mut hasher = DefaultHasher::new();
    for file in FILES {
        let path = folder.join(file);
        told.push(format!("rerun-if-changed={}", path.display()));
        match std::fs::read(&path) {
            Ok(bytes) => hasher.write(&bytes),
            Err(error) => {
                told.push(format!(
                    "error={}: {error}; run `make fonts`, or build with `--no-default-features --features print`",
                    path.display()
                ));
                return;
            }
        }
    }
    told.push(format!("rustc-env=JIANBAO_FONTS={}", folder.display()));
    told.push(format!("rustc-env=JIANBAO_FONTS_HASH={:016x}", hasher.finish()));
}
