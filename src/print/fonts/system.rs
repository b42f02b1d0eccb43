//! Fonts of the system, for a bulletin that asks for them.
//!
//! What surprised us: a system has half a gigabyte of fonts, of which a page uses one or two. Each is read once to know
//! what it has, and only what is used is read again and kept.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};

use crate::model::hash::hash;
use crate::read::{system_font, system_fonts};

/// A font on the system's disk.
#[derive(Debug)]
pub(super) struct Lent {
    path: PathBuf,
    index: u32,
    /// The hash of its file's bytes and of its number in it.
    pub hash: u64,
    font: OnceLock<Option<Font>>,
}

impl Lent {
    /// The font, unless it has gone meanwhile.
    pub(super) fn open(&self) -> Option<Font> {
        let open = || Font::new(Bytes::new(system_font(&self.path).ok()?), self.index);
        self.font.get_or_init(open).clone()
    }
}

/// The fonts of the system with what they have, in the order of their files.
pub(super) fn borrow() -> Vec<(Lent, FontInfo)> {
    let files = system_fonts();
    let fonts: Vec<Vec<(Lent, FontInfo)>> = files.par_iter().map(|path| fonts(path)).collect();
    fonts.into_iter().flatten().collect()
}

/// The fonts of a file; none where it cannot be read.
fn fonts(path: &Path) -> Vec<(Lent, FontInfo)> {
    let Ok(bytes) = system_font(path) else { return Vec::new() };
    let file = hash(&bytes);
    let mut fonts = Vec::new();
    for index in 0.. {
        let Some(info) = FontInfo::new(&bytes, index) else { break };
        let lent =
            Lent { path: path.to_path_buf(), index, hash: hash(&(file, index)), font: OnceLock::new() };
        fonts.push((lent, info));
    }
    fonts
}
