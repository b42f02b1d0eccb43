//! JPEG: baseline and progressive, grey, YCbCr, RGB, CMYK and YCCK.
//!
//! What surprised us: a JPEG without its end still decodes, into a picture that is grey from some row on. The
//! end marker is therefore looked for first, by walking from segment to segment.

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::super::fault::Flaw;
use super::super::limits::{Header, JPEG_SCANS};
use super::super::raster::Channels;
use super::super::{ink, private};
use super::{Decoded, raster};

/// What the segments of a file say.
#[derive(Clone, Copy, Debug, Default)]
struct Outline {
    /// It is coded in several passes, which takes all coefficients in memory.
    progressive: bool,
    /// Adobe's mark is there: inks are stored inverted.
    adobe: bool,
    /// There is at least one scan.
    scanned: bool,
    /// How many colours it has, and whether one of them has more lines than another.
    colours: (u8, bool),
    /// A scan of a baseline picture holds fewer colours than the picture has.
    apart: bool,
}

/// Most bytes per pixel of the result: RGB, or inks and the RGB made of them.
const BYTES: (u64, u64) = (4, 4 + 3);
/// Bytes of a coefficient; with several passes all of them are held, up to one per component and pixel.
const COEFFICIENT: u64 = 2;
/// No code of Huffman's is shorter than a bit, and each block of 64 pixels takes at least one.
const PIXELS_PER_BYTE: u64 = 64 * 8;

type Decoder<'a> = JpegDecoder<ZCursor<&'a [u8]>>;

fn decoder(bytes: &[u8]) -> Result<Decoder<'_>, Flaw> {
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_max_scans(JPEG_SCANS);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(broken)?;
    Ok(decoder)
}

fn broken(why: impl std::fmt::Debug) -> Flaw {
    Flaw::Broken(format!("{why:?}"))
}

/// Size and cost of a JPEG that has an end.
pub fn header(bytes: &[u8]) -> Result<Header, Flaw> {
    let outline = outline(bytes)?;
    if outline.is_misread() {
        return Err(Flaw::Broken("its colours are stored one after the other".to_owned()));
    }
    let decoder = decoder(bytes)?;
    let info = decoder.info().ok_or(Flaw::Truncated)?;
    let result = if info.components > 3 { BYTES.1 } else { BYTES.0 };
    let held = if outline.progressive { COEFFICIENT * u64::from(info.components) } else { 0 };
    Ok(Header {
        width: info.width.into(),
        height: info.height.into(),
        bytes_per_pixel: result + held,
        pixels_per_byte: PIXELS_PER_BYTE,
    })
}

/// The picture, CMYK as it looks in print.
pub fn pixels(bytes: &[u8]) -> Result<Decoded, Flaw> {
    let outline = outline(bytes)?;
    let mut decoder = decoder(bytes)?;
    let stored = decoder.input_colorspace().ok_or(Flaw::Truncated)?;
    let inks = matches!(stored, ColorSpace::CMYK | ColorSpace::YCCK);
    if !inks && !matches!(stored, ColorSpace::Luma | ColorSpace::YCbCr | ColorSpace::RGB) {
        return Err(Flaw::Broken(format!("its colours are stored as {stored:?}")));
    }
    let target = if inks { stored } else { ColorSpace::RGB };
    let options = decoder.options().jpeg_set_out_colorspace(target);
    decoder.set_options(options);
    let mut pixels = decoder.decode().map_err(broken)?;
    match stored {
        ColorSpace::YCCK => pixels = ink::ycck_to_rgb(&pixels),
        ColorSpace::CMYK => pixels = ink::cmyk_to_rgb(&pixels, outline.adobe.into()),
        _ => {}
    }
    let info = decoder.info().ok_or(Flaw::Truncated)?;
    let orientation = decoder.exif().map(|exif| private::orientation(exif)).unwrap_or_default();
    let profile = decoder.icc_profile().filter(|_| !inks);
    Ok(Decoded {
        raster: raster(info.width.into(), info.height.into(), Channels::Rgb, pixels)?,
        orientation,
        profile,
    })
}

impl Outline {
    /// Takes down what a segment says, which begins with its length (ITU T.81, B.2.2 and B.2.3).
    fn take(&mut self, marker: u8, segment: &[u8]) {
        match marker {
            0xee => self.adobe |= segment.get(2..7) == Some(b"Adobe"),
            0xc0..=0xc2 => {
                let colours = segment.get(8..).unwrap_or_default().as_chunks::<3>().0;
                let mut lines = colours.iter().map(|[_, sampling, _]| sampling & 0x0f);
                let first = lines.next();
                let count = segment.get(7).copied().unwrap_or_default();
                self.colours = (count, lines.any(|lines| Some(lines) != first));
            }
            0xda => {
                self.scanned = true;
                self.apart |=
                    !self.progressive && segment.get(2).is_some_and(|count| *count < self.colours.0);
            }
            _ => {}
        }
    }

    /// Whether the decoder makes a wrong picture of it without saying so: it loses its place where the colours of a
    /// baseline picture are stored one after the other and have unlike numbers of lines.
    fn is_misread(self) -> bool {
        self.apart && self.colours.1
    }
}

/// Walks over the segments to the end of the picture.
fn outline(bytes: &[u8]) -> Result<Outline, Flaw> {
    let mut outline = Outline::default();
    let mut rest = bytes.get(2..).ok_or(Flaw::Truncated)?;
    loop {
        let (marker, behind) = next_marker(rest).ok_or(Flaw::Truncated)?;
        rest = behind;
        match marker {
            0xd9 if outline.scanned => return Ok(outline),
            0xd9 => return Err(Flaw::Broken("it ends before its picture begins".to_owned())),
            // Markers without a segment.
            0x01 | 0xd8 => continue,
            0xc2 => outline.progressive = true,
            _ => {}
        }
        let (length, _) = rest.split_first_chunk::<2>().ok_or(Flaw::Truncated)?;
        let (segment, behind) =
            rest.split_at_checked(u16::from_be_bytes(*length).into()).ok_or(Flaw::Truncated)?;
        outline.take(marker, segment);
        rest = behind;
    }
}

/// The next marker and what is behind it. Restart marks and stuffed bytes belong to the coded picture.
fn next_marker(mut rest: &[u8]) -> Option<(u8, &[u8])> {
    loop {
        rest = rest.get(memchr::memchr(0xff, rest)? + 1..)?;
        match rest.first()? {
            0x00 | 0xd0..=0xd7 | 0xff => {}
            marker => return Some((*marker, rest.get(1..)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[test]
    fn a_file_without_its_end_is_noticed() {
        let whole = b"\xff\xd8\xff\xc2\0\x04ab\xff\xda\0\x04ab12\xff\x0034\xff\xd056\xff\xff\xd9tail";
        assert!(outline(whole).is_ok_and(|outline| outline.progressive && !outline.adobe));
        for end in 0..whole.len() - 5 {
            assert!(outline(&whole[..end]).is_err(), "{end}");
        }
    }
}
