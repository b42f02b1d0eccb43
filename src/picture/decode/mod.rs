//! A photograph's bytes to pixels: one file per format, each with its header first, held against the limits,
//! and its pixels after.
//!
//! What surprised us: decoders are made to show something of a damaged file, as browsers do. A newspaper must
//! not print half a picture over grey, so ours run strict, and look themselves whether the file ends.

mod jpeg;
mod png;
mod webp;

use super::fault::Flaw;
use super::limits::Header;
use super::raster::{Channels, Orientation, Raster};
use super::sniff::Sniffed;

/// A picture as its file holds it.
#[derive(Debug)]
pub struct Decoded {
    /// Its pixels, as stored.
    pub raster: Raster,
    /// How it must be turned.
    pub orientation: Orientation,
    /// The ICC profile of its colours, unread.
    pub profile: Option<Vec<u8>>,
}

/// What the header says, within the limits.
pub fn header(bytes: &[u8], kind: Sniffed) -> Result<Header, Flaw> {
    let header = match kind {
        Sniffed::Jpeg => jpeg::header(bytes),
        Sniffed::Png => png::header(bytes),
        Sniffed::Webp => webp::header(bytes),
        _ => Err(unknown(kind)),
    };
    header?.checked(bytes.len())
}

/// The whole picture. The header has been looked at before.
pub fn pixels(bytes: &[u8], kind: Sniffed) -> Result<Decoded, Flaw> {
    match kind {
        Sniffed::Jpeg => jpeg::pixels(bytes),
        Sniffed::Png => png::pixels(bytes),
        Sniffed::Webp => webp::pixels(bytes),
        _ => Err(unknown(kind)),
    }
}

fn unknown(kind: Sniffed) -> Flaw {
    Flaw::Broken(format!("{} is not decoded here", kind.name()))
}

/// A raster of these pixels, if there are as many as there should be.
fn raster(width: u32, height: u32, channels: Channels, pixels: Vec<u8>) -> Result<Raster, Flaw> {
    if pixels.len() != width as usize * height as usize * channels.count() {
        return Err(Flaw::Broken("it holds more or fewer pixels than it announces".to_owned()));
    }
    Ok(Raster { width, height, channels, pixels })
}
