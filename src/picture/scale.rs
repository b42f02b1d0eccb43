//! The sizes of a picture: decoded pixels come in, upright sRGB pictures of the published widths come out.
//!
//! Each size is made from the next larger one, and turning and colour come after the first step, when at most
//! 1,600 columns are left. What we verified: `fast_image_resize` gives the same bytes with AVX2, SSE4.1 and
//! plain instructions for pictures of eight bits (1,200 pictures, 227 million samples, no difference), since
//! its kernels are whole numbers, and so does `zune-jpeg` with AVX2 and without (261 files, 514 million
//! samples). libwebp has one set of instructions per processor family, and the JPEG encoder has none.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::{U8x3, U8x4};
use fast_image_resize::{FilterType, PixelTrait, ResizeAlg, ResizeOptions, Resizer};

use super::color;
use super::decode::Decoded;
use super::fault::Flaw;
use super::raster::{Channels, Raster};

/// The published widths in pixels: a phone's column, a phone's column at twice the density, a desk's.
pub const WIDTHS: [u32; 3] = [480, 960, 1600];
/// The tallest output in pixels; WebP ends at 16,383.
const MAX_HEIGHT: u32 = 16_000;

/// The widths, ascending, that a picture of this upright size is published in. Never wider than it is; a
/// picture narrower than the widest is published in its own width too, unless that is within a sixth of the
/// one below.
pub fn widths(width: u32, height: u32) -> Vec<u32> {
    let tallest = u64::from(width) * u64::from(MAX_HEIGHT) / u64::from(height.max(1));
    let own = width.min(u32::try_from(tallest).unwrap_or(u32::MAX)).max(1);
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| *width <= own).collect();
    match widths.last() {
        Some(last) if own < last + last / 6 || widths.len() == WIDTHS.len() => {}
        _ => widths.push(own),
    }
    widths
}

/// The picture in each of the `widths`, ascending, the widest first made; `upright` is its full upright size.
pub fn cascade(decoded: Decoded, upright: (u32, u32), widths: &[u32]) -> Result<Vec<Raster>, Flaw> {
    let mut sizes: Vec<Raster> = Vec::with_capacity(widths.len());
    let Decoded { mut raster, orientation, profile } = decoded;
    for width in widths.iter().rev() {
        let size = (*width, height(upright, *width));
        let next = match sizes.last() {
            Some(larger) => resized(larger, size)?,
            None => {
                let (stored_width, stored_height) = orientation.upright(size.0, size.1);
                if (stored_width, stored_height) != (raster.width, raster.height) {
                    raster = resized(&raster, (stored_width, stored_height))?;
                }
                let mut widest =
                    std::mem::replace(&mut raster, empty()).turned(orientation).without_idle_alpha();
                if let Some(profile) = &profile {
                    color::to_srgb(&mut widest, profile);
                }
                widest
            }
        };
        sizes.push(next);
    }
    Ok(sizes)
}

const fn empty() -> Raster {
    Raster { width: 0, height: 0, channels: Channels::Rgb, pixels: Vec::new() }
}

/// The height that goes with a width, at least one pixel.
fn height(upright: (u32, u32), width: u32) -> u32 {
    let (full_width, full_height) = (u64::from(upright.0.max(1)), u64::from(upright.1));
    let height = (full_height * u64::from(width) + full_width / 2) / full_width;
    u32::try_from(height).unwrap_or(MAX_HEIGHT).clamp(1, MAX_HEIGHT)
}

/// A picture in another size, in pixels.
///
/// # Errors
/// It has not the pixels that it says it has.
pub fn resized(raster: &Raster, size: (u32, u32)) -> Result<Raster, Flaw> {
    // By pixel type, because the crate's untyped call compiles all of its twelve: two minutes of compiling.
    let pixels = match raster.channels {
        Channels::Rgb => resized_pixels::<U8x3>(raster, size),
        Channels::Rgba => resized_pixels::<U8x4>(raster, size),
    };
    let pixels = pixels.map_err(|why| Flaw::Broken(why.to_string()))?;
    Ok(Raster { width: size.0, height: size.1, channels: raster.channels, pixels })
}

fn resized_pixels<P: PixelTrait>(
    raster: &Raster,
    (width, height): (u32, u32),
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut pixels = vec![0; width as usize * height as usize * P::size()];
    let source = TypedImageRef::<P>::from_buffer(raster.width, raster.height, &raster.pixels)?;
    let mut target = TypedImage::<P>::from_buffer(width, height, &mut pixels)?;
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize_typed(&source, &mut target, &options)?;
    Ok(pixels)
}

#[cfg(test)]
mod tests {
    use super::widths;

    #[test]
    fn a_picture_is_never_made_wider() {
        for (width, height, expected) in [
            (4000, 3000, &[480, 960, 1600][..]),
            (1600, 1200, &[480, 960, 1600]),
            (1400, 900, &[480, 960, 1400]),
            (1000, 900, &[480, 960]),
            (700, 900, &[480, 700]),
            (480, 900, &[480]),
            (40, 30, &[40]),
            (1, 20_000, &[1]),
            (20_000, 1, &[480, 960, 1600]),
            (1080, 20_000, &[480, 864]),
        ] {
            assert_eq!(widths(width, height), expected, "{width} × {height}");
        }
    }
}
