//! What a file is, by its bytes: the first of them come in, a [`Sniffed`] comes out; its ending counts for
//! nothing.
//!
//! What surprised us: HEIC files named `.jpg` are common, because messengers and cloud disks rename what a
//! phone sent. So a kind that is not published is said first, a wrong ending after it.

use super::fault::{self, Fault};

/// What a file's bytes say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sniffed {
    /// JPEG.
    Jpeg,
    /// PNG, moving ones too.
    Png,
    /// WebP, moving ones too.
    Webp,
    /// HEIC and HEIF.
    Heic,
    /// AVIF.
    Avif,
    /// GIF.
    Gif,
    /// TIFF, and the raw formats of cameras that are made of it.
    Tiff,
    /// A camera's raw format in a container of its own.
    Raw,
    /// Windows bitmap.
    Bmp,
    /// Windows icon.
    Ico,
    /// Photoshop document.
    Psd,
    /// JPEG XL.
    Jxl,
    /// JPEG 2000.
    Jp2,
    /// SVG.
    Svg,
    /// HTML.
    Html,
    /// PDF.
    Pdf,
    /// ZIP, and so DOCX, XLSX and the like.
    Zip,
    /// MP4, QuickTime and other film.
    Video,
    /// No bytes at all.
    Empty,
    /// Anything else.
    Unknown,
}

/// Bytes that a kind of file begins with.
const MAGIC: &[(&[u8], Sniffed)] = &[
    (b"\xff\xd8\xff", Sniffed::Jpeg),
    (b"\x89PNG\r\n\x1a\n", Sniffed::Png),
    (b"GIF87a", Sniffed::Gif),
    (b"GIF89a", Sniffed::Gif),
    (b"II*\0", Sniffed::Tiff),
    (b"MM\0*", Sniffed::Tiff),
    (b"II+\0", Sniffed::Tiff),
    (b"MM\0+", Sniffed::Tiff),
    (b"FUJIFILMCCD-RAW", Sniffed::Raw),
    (b"IIRO", Sniffed::Raw),
    (b"BM", Sniffed::Bmp),
    (b"\0\0\x01\0", Sniffed::Ico),
    (b"8BPS", Sniffed::Psd),
    (b"\xff\x0a", Sniffed::Jxl),
    (b"\0\0\0\x0cJXL \r\n\x87\n", Sniffed::Jxl),
    (b"\0\0\0\x0cjP  \r\n\x87\n", Sniffed::Jp2),
    (b"\xff\x4f\xff\x51", Sniffed::Jp2),
    (b"%PDF-", Sniffed::Pdf),
    (b"PK\x03\x04", Sniffed::Zip),
    (b"PK\x05\x06", Sniffed::Zip),
    (b"\x1a\x45\xdf\xa3", Sniffed::Video),
];

/// How far text is read to see whether it is SVG or HTML, in bytes.
const TEXT_HEAD: usize = 1024;

/// What the file is. Only the first kilobyte counts.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Sniffed {
    if bytes.is_empty() {
        return Sniffed::Empty;
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *kind;
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Sniffed::Webp,
        (Some(b"RIFF"), _, Some(b"AVI ")) => Sniffed::Video,
        (_, Some(b"ftyp"), _) => sniff_brands(bytes),
        _ => sniff_text(bytes),
    }
}

/// The kind of a file in the container of ISO: HEIC, AVIF and film differ by the brands that it lists.
fn sniff_brands(bytes: &[u8]) -> Sniffed {
    let size = bytes.first_chunk::<4>().map_or(0, |size| u32::from_be_bytes(*size) as usize);
    let brands = bytes.get(8..size.clamp(12, TEXT_HEAD).min(bytes.len())).unwrap_or_default();
    let has =
        |wanted: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| wanted.iter().any(|one| brand == *one));
    if has(&[b"avif", b"avis"]) {
        return Sniffed::Avif;
    }
    if has(&[b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"]) {
        return Sniffed::Heic;
    }
    if has(&[b"crx "]) { Sniffed::Raw } else { Sniffed::Video }
}

fn sniff_text(bytes: &[u8]) -> Sniffed {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = String::from_utf8_lossy(bytes.get(..TEXT_HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let head = head.trim_start();
    if !head.starts_with('<') {
        return Sniffed::Unknown;
    }
    if head.contains("<!doctype html") || head.contains("<html") {
        return Sniffed::Html;
    }
    if head.contains("<svg") { Sniffed::Svg } else { Sniffed::Unknown }
}

impl Sniffed {
    /// The name that editors know the kind by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Heic => "HEIC",
            Self::Avif => "AVIF",
            Self::Gif => "GIF",
            Self::Tiff => "TIFF",
            Self::Raw => "RAW",
            Self::Bmp => "BMP",
            Self::Ico => "ICO",
            Self::Psd => "PSD",
            Self::Jxl => "JPEG XL",
            Self::Jp2 => "JPEG 2000",
            Self::Svg => "SVG",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Zip => "ZIP",
            Self::Video => "MP4",
            Self::Empty => "empty",
            Self::Unknown => "unknown",
        }
    }

    /// The endings, in lower case and the usual one first, that a published picture of this kind may have;
    /// none for a kind that is not published.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            _ => &[],
        }
    }
}

/// The kind of a file that may be published and is what its name says.
pub fn accept(bytes: &[u8], name: &str) -> Result<Sniffed, Fault> {
    let kind = sniff(bytes);
    if kind.endings().is_empty() {
        return Err(fault::kind(name, kind));
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if kind.endings().iter().any(|right| ending.eq_ignore_ascii_case(right)) {
        Ok(kind)
    } else {
        Err(fault::ending(name, kind))
    }
}

#[cfg(test)]
mod tests {
    use super::{Sniffed, sniff};

    #[test]
    fn the_kind_is_in_the_bytes() {
        for (bytes, kind) in [
            (&b""[..], Sniffed::Empty),
            (b"\xff\xd8\xff\xe0", Sniffed::Jpeg),
            (b"RIFF\0\0\0\0WEBPVP8 ", Sniffed::Webp),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Sniffed::Heic),
            (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", Sniffed::Avif),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", Sniffed::Raw),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Sniffed::Video),
            (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<svg xmlns=''>", Sniffed::Svg),
            (b"  <!DOCTYPE html><svg>", Sniffed::Html),
            (b"%PDF-1.7", Sniffed::Pdf),
            (b"PK\x03\x04", Sniffed::Zip),
            (b"\xff\xd8", Sniffed::Unknown),
            (b"ftyp", Sniffed::Unknown),
            ("狼山".as_bytes(), Sniffed::Unknown),
        ] {
            assert_eq!(sniff(bytes), kind, "{bytes:?}");
        }
    }
}
