//! WebP: lossy and lossless, with and without alpha.
//!
//! What surprised us: a lossy WebP that is cut short still decodes, the rest of it smeared, so the length
//! that its container announces is held against the file's.

use std::io::Cursor;

use image_webp::{DecodingError, WebPDecoder};

use super::super::fault::Flaw;
use super::super::limits::{Header, MEMORY, PIXELS};
use super::super::private;
use super::super::raster::Channels;
use super::{Decoded, raster};

/// Most bytes per pixel: lossless RGBA and the RGB made of it, or planes and RGBA.
const BYTES: u64 = 8;

fn decoder(bytes: &[u8]) -> Result<WebPDecoder<Cursor<&[u8]>>, Flaw> {
    let announced = bytes.get(4..).and_then(<[u8]>::first_chunk::<4>).ok_or(Flaw::Truncated)?;
    if u64::from(u32::from_le_bytes(*announced)) + 8 > bytes.len() as u64 {
        return Err(Flaw::Truncated);
    }
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    decoder.set_memory_limit(usize::try_from(MEMORY.most).unwrap_or(usize::MAX));
    Ok(decoder)
}

fn broken(why: DecodingError) -> Flaw {
    match why {
        DecodingError::IoError(_) => Flaw::Truncated,
        // Its sides multiply to more than 32 bits.
        DecodingError::ImageTooLarge => Flaw::Beyond { limit: PIXELS, found: u64::from(u32::MAX) },
        why => Flaw::Broken(why.to_string()),
    }
}

/// Size and cost of a WebP that does not move.
pub fn header(bytes: &[u8]) -> Result<Header, Flaw> {
    let decoder = decoder(bytes)?;
    if decoder.is_animated() {
        return Err(Flaw::Animated);
    }
    let (width, height) = decoder.dimensions();
    // A plain picture of any size fits into a few bytes.
    Ok(Header { width, height, bytes_per_pixel: BYTES, pixels_per_byte: u64::MAX })
}

/// The picture.
pub fn pixels(bytes: &[u8]) -> Result<Decoded, Flaw> {
    let mut decoder = decoder(bytes)?;
    let (width, height) = decoder.dimensions();
    let channels = if decoder.has_alpha() { Channels::Rgba } else { Channels::Rgb };
    let size = decoder.output_buffer_size().ok_or(Flaw::Truncated)?;
    let mut pixels = vec![0; size];
    decoder.read_image(&mut pixels).map_err(broken)?;
    let exif = decoder.exif_metadata().ok().flatten();
    let orientation = exif.as_deref().map(private::orientation).unwrap_or_default();
    let profile = decoder.icc_profile().ok().flatten();
    Ok(Decoded { raster: raster(width, height, channels, pixels)?, orientation, profile })
}
