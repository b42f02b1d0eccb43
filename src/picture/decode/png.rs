//! PNG: every colour type and depth, brought to eight bits of RGB or RGBA; sixteen lose their lower half.
//!
//! What surprised us: where a picture must be turned may stand behind its pixels, so the file is read to its
//! end, which also tells whether it has one.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Reader, Transformations};

use super::super::fault::Flaw;
use super::super::limits::{Header, MEMORY};
use super::super::private;
use super::super::raster::Channels;
use super::{Decoded, raster};

/// Most bytes per pixel: as decoded, and as RGBA.
const BYTES: u64 = 2 + 4;
/// The most that deflate packs into one, in bytes.
const PACKED: u64 = 1032;

fn reader(bytes: &[u8]) -> Result<Reader<Cursor<&[u8]>>, Flaw> {
    let limits = Limits { bytes: usize::try_from(MEMORY.most).unwrap_or(usize::MAX) };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.read_info().map_err(broken)
}

fn broken(why: png::DecodingError) -> Flaw {
    match why {
        png::DecodingError::IoError(_) => Flaw::Truncated,
        why => Flaw::Broken(why.to_string()),
    }
}

/// Size and cost of a PNG that does not move. The signature is followed by the header at a fixed place, so
/// the size is read before the decoder is asked for anything.
pub fn header(bytes: &[u8]) -> Result<Header, Flaw> {
    let number = |at: usize| -> Result<u32, Flaw> {
        let four = bytes.get(at..).and_then(<[u8]>::first_chunk::<4>);
        four.map(|four| u32::from_be_bytes(*four)).ok_or(Flaw::Truncated)
    };
    if bytes.get(12..16) != Some(b"IHDR") {
        return Err(Flaw::Broken("it does not begin with its header".to_owned()));
    }
    let depth = bytes.get(24).copied().ok_or(Flaw::Truncated)?;
    // A pixel takes at least as many bits as a sample of it.
    let pixels_per_byte = PACKED * 8 / u64::from(depth.clamp(1, 16));
    Ok(Header { width: number(16)?, height: number(20)?, bytes_per_pixel: BYTES, pixels_per_byte })
}

/// The picture.
pub fn pixels(bytes: &[u8]) -> Result<Decoded, Flaw> {
    let mut reader = reader(bytes)?;
    if reader.info().is_animated() {
        return Err(Flaw::Animated);
    }
    let size = reader.output_buffer_size().ok_or(Flaw::Truncated)?;
    let mut pixels = vec![0; size];
    reader.next_frame(&mut pixels).map_err(broken)?;
    reader.finish().map_err(broken)?;
    let (width, height) = reader.info().size();
    let (channels, pixels) = widened(reader.output_color_type().0, pixels)?;
    let orientation = reader.info().exif_metadata.as_deref().map(private::orientation).unwrap_or_default();
    let profile = reader.info().icc_profile.as_deref().map(<[u8]>::to_vec);
    Ok(Decoded { raster: raster(width, height, channels, pixels)?, orientation, profile })
}

/// Grey as RGB.
fn widened(color: ColorType, pixels: Vec<u8>) -> Result<(Channels, Vec<u8>), Flaw> {
    match color {
        ColorType::Rgb => Ok((Channels::Rgb, pixels)),
        ColorType::Rgba => Ok((Channels::Rgba, pixels)),
        ColorType::Grayscale => Ok((Channels::Rgb, pixels.iter().flat_map(|grey| [*grey; 3]).collect())),
        ColorType::GrayscaleAlpha => {
            let pairs = pixels.as_chunks::<2>().0.iter();
            Ok((Channels::Rgba, pairs.flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect()))
        }
        ColorType::Indexed => Err(Flaw::Broken("its palette was not applied".to_owned())),
    }
}
