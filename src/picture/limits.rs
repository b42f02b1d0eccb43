//! How large a picture may be: a header's figures come in, a [`Flaw`] comes out where one is too large.
//!
//! All of them are looked at before a pixel is decoded, from a few bytes of the header, which may lie: a
//! file too short for what it announces is refused too.

use super::fault::Flaw;

/// One row of the table: a figure, the most that it may be, and how to name both to an editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is limited, in Chinese and English.
    pub what: (&'static str, &'static str),
    /// The most that is allowed.
    pub most: u64,
    /// The unit that messages give it in: its size and its name in Chinese and English.
    pub unit: (u64, &'static str, &'static str),
}

/// The file. A photograph of 108 megapixels is a file of about 40 MiB; over 100 MiB it is not a photograph.
pub const FILE_BYTES: Limit =
    Limit { what: ("文件大小", "the file"), most: 100 << 20, unit: (1 << 20, "MiB", "MiB") };
/// Either side. Panoramas of phones reach some 16,000 pixels; the figures of a hostile header go to 2³¹.
pub const SIDE: Limit =
    Limit { what: ("较长的一边", "the longer side"), most: 20_000, unit: (1, "像素", "pixels") };
/// All pixels. 108 megapixels (12,000 × 9,000) is the most that common phones write.
pub const PIXELS: Limit =
    Limit {
        what: ("总像素", "the picture"), most: 120_000_000, unit: (1_000_000, "百万像素", "megapixels")
    };
/// What decoding takes, in bytes, by the worst case of its decoder: it must fit beside everything else into a
/// small rented server. Reached by progressive JPEG over 80 and WebP over 100 megapixels.
pub const MEMORY: Limit = Limit {
    what: ("解码所需内存", "decoding it"),
    most: 768 << 20,
    unit: (1 << 20, "MiB 内存", "MiB of memory"),
};
/// Passes over one JPEG. Usual files have 10; each more can cost a second at 100 megapixels.
pub const JPEG_SCANS: usize = 64;
/// What all decoders take together, in bytes; more wait (see `gate`). It holds one picture at [`MEMORY`].
pub const MEMORY_AT_ONCE: u64 = 1 << 30;

impl Limit {
    /// Whether `found` is within the limit.
    ///
    /// # Errors
    /// [`Flaw::Beyond`] where it is more.
    pub fn hold(self, found: u64) -> Result<(), Flaw> {
        if found > self.most { Err(Flaw::Beyond { limit: self, found }) } else { Ok(()) }
    }
}

/// What a header says about a picture.
#[derive(Clone, Copy, Debug)]
pub struct Header {
    /// Width in pixels, as stored.
    pub width: u32,
    /// Height in pixels, as stored.
    pub height: u32,
    /// The most bytes that decoding takes per pixel.
    pub bytes_per_pixel: u64,
    /// The most pixels that one byte of the file can stand for.
    pub pixels_per_byte: u64,
}

impl Header {
    /// Holds the header's figures against the limits and against the file's length in bytes.
    ///
    /// # Errors
    /// [`Flaw::Beyond`] for a figure over its limit, [`Flaw::Truncated`] for a file that is too short to
    /// hold so many pixels, [`Flaw::Broken`] for a picture without any.
    pub fn checked(self, file_bytes: usize) -> Result<Self, Flaw> {
        if self.width == 0 || self.height == 0 {
            return Err(Flaw::Broken("it has no pixels".to_owned()));
        }
        SIDE.hold(self.width.max(self.height).into())?;
        PIXELS.hold(self.pixels())?;
        self.memory()?;
        if self.pixels() > (file_bytes as u64).saturating_mul(self.pixels_per_byte) {
            return Err(Flaw::Truncated);
        }
        Ok(self)
    }

    /// The most bytes that decoding takes.
    ///
    /// # Errors
    /// [`Flaw::Beyond`] where they are over the limit.
    pub fn memory(self) -> Result<u64, Flaw> {
        let bytes = self.pixels().saturating_mul(self.bytes_per_pixel);
        MEMORY.hold(bytes).map(|()| bytes)
    }

    fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}
