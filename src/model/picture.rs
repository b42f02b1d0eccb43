//! A photograph that may be published.

use super::SitePath;

/// How a published picture is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// Lossy WebP.
    Webp,
    /// Progressive JPEG, for what does not read WebP.
    Jpeg,
}

/// One size of a picture in one format, written under `/assets/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureFile {
    /// Where it stands; the name carries a hash of the content.
    pub path: SitePath,
    /// How it is encoded.
    pub format: PictureFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A photograph, turned upright, re-encoded in up to three widths, ascending, each in both formats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width of the original in pixels, upright.
    pub width: u32,
    /// Height of the original in pixels, upright.
    pub height: u32,
    /// Its files: by format, then by width ascending.
    pub files: Vec<PictureFile>,
}
