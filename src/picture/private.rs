//! What a picture tells about its maker: bytes of any picture come in, the names of private tags come out.
//!
//! Meant for files that are published as they are. What surprised us: a JPEG may hold more pictures behind
//! its end, each with tags of its own (depth maps, "motion photos"). So tags are not looked for where the
//! format says that they are but wherever a block of them begins, which finds them in HEIC and AVIF as well.

use exif::{Context, Exif, In, Reader, Tag};

use super::raster::Orientation;
use super::sniff::{Sniffed, sniff};

/// Blocks of tags that are read in one file, and bytes that are read of each.
const BLOCKS: usize = 256;
/// The longest block of tags in bytes: a segment of a JPEG holds 64 KiB; other formats may hold more.
const BLOCK_BYTES: usize = 1 << 20;
/// The longest packed text of a PNG that is unpacked, in bytes.
const TEXT_BYTES: usize = 4 << 20;

/// What a block of tags begins with: the mark of EXIF in JPEG and HEIC, TIFF's header in either byte order.
const BEGINNINGS: [&[u8]; 3] = [b"Exif\0\0", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"];

/// Names of XMP that are private, and what they are reported as.
const XMP: &[(&str, &str)] = &[
    ("exif:GPS", "GPS"),
    ("exif:GPSLatitude", "GPSLatitude"),
    ("exif:GPSLongitude", "GPSLongitude"),
    ("aux:SerialNumber", "SerialNumber"),
    ("aux:LensSerialNumber", "LensSerialNumber"),
    ("aux:OwnerName", "OwnerName"),
    ("exifEX:BodySerialNumber", "BodySerialNumber"),
    ("exifEX:LensSerialNumber", "LensSerialNumber"),
    ("exifEX:CameraOwnerName", "CameraOwnerName"),
];

/// The private tags that a picture carries as it is, sorted and each once: a position (`GPSLatitude` …), the
/// number of a body or lens, the name of an owner, or a maker's own notes (`MakerNote`), which hold such
/// numbers in ways that only the maker knows; Apple's hold none. Empty for a picture that tells nothing.
/// JPEG, PNG, WebP, TIFF, HEIC and AVIF are searched, other files for what looks like a block of tags.
#[must_use]
pub fn private_tags(bytes: &[u8]) -> Vec<&'static str> {
    let mut found = Vec::new();
    search(bytes, &mut found);
    match sniff(bytes) {
        Sniffed::Png => search_png(bytes, &mut found),
        Sniffed::Tiff => search_block(bytes, &mut found),
        _ => {}
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Looks for blocks of tags and for XMP anywhere.
fn search(bytes: &[u8], found: &mut Vec<&'static str>) {
    for beginning in BEGINNINGS {
        let skip = if beginning.starts_with(b"Exif") { beginning.len() } else { 0 };
        for at in memchr::memmem::find_iter(bytes, beginning).take(BLOCKS) {
            let block = bytes.get(at + skip..).unwrap_or_default();
            search_block(block.get(..BLOCK_BYTES).unwrap_or(block), found);
        }
    }
    for (name, report) in XMP {
        if memchr::memmem::find(bytes, name.as_bytes()).is_some() {
            found.push(report);
        }
    }
}

fn search_block(block: &[u8], found: &mut Vec<&'static str>) {
    let Some(exif) = read(block) else { return };
    for field in exif.fields() {
        found.extend(private_name(field.tag, || is_apple(&field.value)));
    }
}

/// What a tag is reported as, if it is private.
fn private_name(tag: Tag, is_apple: impl Fn() -> bool) -> Option<&'static str> {
    match tag {
        Tag::GPSVersionID => None,
        Tag::GPSLatitude | Tag::GPSLatitudeRef => Some("GPSLatitude"),
        Tag::GPSLongitude | Tag::GPSLongitudeRef => Some("GPSLongitude"),
        Tag::BodySerialNumber => Some("BodySerialNumber"),
        Tag::LensSerialNumber => Some("LensSerialNumber"),
        Tag::CameraOwnerName => Some("CameraOwnerName"),
        Tag::MakerNote if !is_apple() => Some("MakerNote"),
        // `CameraSerialNumber` of TIFF and DNG stands in the main block without a name in the standard.
        Tag(Context::Tiff, 0xc62f) => Some("CameraSerialNumber"),
        Tag(Context::Gps, _) => Some("GPS"),
        _ => None,
    }
}

fn is_apple(value: &exif::Value) -> bool {
    matches!(value, exif::Value::Undefined(note, _) if note.starts_with(b"Apple iOS\0"))
}

/// Reads a block of tags as far as it is right.
fn read(block: &[u8]) -> Option<Exif> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    reader.read_raw(block.to_vec()).or_else(|why| why.distill_partial_result(|_| {})).ok()
}

/// How the picture that carries this block of EXIF must be turned; upright where it does not say.
pub fn orientation(block: &[u8]) -> Orientation {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let exif = read(block);
    let field = exif.as_ref().and_then(|exif| exif.get_field(Tag::Orientation, In::PRIMARY));
    field.and_then(|field| field.value.get_uint(0)).map_or(Orientation::UPRIGHT, Orientation::new)
}

/// Looks into the chunks of a PNG that may be packed: text, and blocks that programs keep as text.
fn search_png(bytes: &[u8], found: &mut Vec<&'static str>) {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((kind, data, behind)) = chunk(rest) {
        if matches!(kind, b"zTXt" | b"iTXt" | b"tEXt") {
            search_text(data, found);
        }
        rest = behind;
    }
}

/// The kind and data of the first chunk, and what is behind it.
fn chunk(rest: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let (data, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    Some((kind, data, rest.get(4..)?))
}

/// Searches a chunk of text, unpacked where a packed stream begins in it, and turned from hexadecimal figures
/// where a program kept a block of tags so (`Raw profile type`).
fn search_text(data: &[u8], found: &mut Vec<&'static str>) {
    // Behind the keyword: one byte in `zTXt`; two, a language and a translated keyword in `iTXt`.
    let starts = memchr::memchr_iter(0, data).take(4).flat_map(|at| [at + 1, at + 2, at + 3]);
    let unpacked = starts
        .filter_map(|at| data.get(at..).filter(|stream| stream.first() == Some(&0x78)))
        .find_map(|stream| fdeflate::decompress_to_vec_bounded(stream, TEXT_BYTES).ok());
    let text = unpacked.as_deref().unwrap_or(data);
    search(text, found);
    if data.starts_with(b"Raw profile type") {
        search(&figures(text), found);
    }
}

/// The bytes of a text of hexadecimal figures, in either half: what is read from the wrong figure on is
/// rubbish, in which nothing is found.
fn figures(text: &[u8]) -> Vec<u8> {
    // Three lines come first: nothing, the profile's name, the number of bytes.
    let body = text.splitn(4, |byte| *byte == b'\n').last().unwrap_or_default();
    let digits = body.iter().filter_map(|byte| char::from(*byte).to_digit(16)).collect::<Vec<u32>>();
    digits.as_chunks::<2>().0.iter().filter_map(|[high, low]| u8::try_from(high << 4 | low).ok()).collect()
}
