//! Pictures to files: sRGB pixels of every size come in, WebP and JPEG files without any metadata come out.
//!
//! The encoders get pixels and nothing else, so they have nothing private to write. A WebP keeps alpha, a
//! JPEG shows it on white. The qualities fall as the pictures get larger, because large ones are shown at
//! twice the density, where errors are half the size.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use webp::{PixelLayout, WebPConfig};

use super::fault::Flaw;
use super::raster::{Channels, Raster};
use crate::model::picture::PictureFormat;

/// How pictures are encoded, as part of the key of what is kept: raise the number with every change that
/// alters an output, such as a new version of an encoder.
pub const RECIPE: &str =
    "2: widths 480 960 1600 lanczos3; webp m4 q80 q78 q75; jpeg baseline 420 q80 q78 q75";

/// The qualities by width, up to and including it: WebP's and JPEG's, of 100. On photographs, WebP at 75 took
/// 202 kB at 1,600 columns and JPEG at 76 took 327 kB; five steps more of either took 30 % and 12 % more.
const QUALITIES: [(u32, f32, u8); 3] = [(480, 80.0, 80), (960, 78.0, 78), (u32::MAX, 75.0, 75)];

/// All files of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// Width of the original in pixels, upright.
    pub width: u32,
    /// Height of the original in pixels, upright.
    pub height: u32,
    /// WebP by width, then JPEG by width.
    pub files: Vec<EncodedFile>,
}

/// One file of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedFile {
    /// Its format.
    pub format: PictureFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The whole file.
    pub bytes: Vec<u8>,
}

/// Every size in every format: WebP in the order given, then JPEG.
pub fn all(sizes: &[Raster]) -> Result<Vec<EncodedFile>, Flaw> {
    let mut files = Vec::with_capacity(sizes.len() * 2);
    for format in [PictureFormat::Webp, PictureFormat::Jpeg] {
        for raster in sizes {
            let bytes = match format {
                PictureFormat::Webp => webp(raster)?,
                PictureFormat::Jpeg => jpeg(raster)?,
            };
            files.push(EncodedFile { format, width: raster.width, height: raster.height, bytes });
        }
    }
    Ok(files)
}

fn qualities(width: u32) -> (f32, u8) {
    QUALITIES.iter().find(|(up_to, ..)| width <= *up_to).map_or((75.0, 75), |(_, webp, jpeg)| (*webp, *jpeg))
}

/// Lossy WebP at method 4. Method 2 halves the time of the largest size for 8 % more bytes; sharp chroma
/// (`use_sharp_yuv`) triples it for a gain on red lettering alone.
fn webp(raster: &Raster) -> Result<Vec<u8>, Flaw> {
    let failed = |why: String| Flaw::Encoder(format!("WebP: {why}"));
    let mut config = WebPConfig::new().map_err(|()| failed("no configuration".to_owned()))?;
    config.quality = qualities(raster.width).0;
    config.method = 4;
    let layout = match raster.channels {
        Channels::Rgb => PixelLayout::Rgb,
        Channels::Rgba => PixelLayout::Rgba,
    };
    let encoder = webp::Encoder::new(&raster.pixels, layout, raster.width, raster.height);
    let memory = encoder.encode_advanced(&config).map_err(|why| failed(format!("{why:?}")))?;
    Ok(memory.to_vec())
}

/// Baseline JPEG with chroma at half size, its components interleaved: print opens it again for every page, which takes
/// half as long as with a progressive one.
fn jpeg(raster: &Raster) -> Result<Vec<u8>, Flaw> {
    let failed = |why: &dyn std::fmt::Display| Flaw::Encoder(format!("JPEG: {why}"));
    let flat = raster.on_white();
    let width = u16::try_from(flat.width).map_err(|why| failed(&why))?;
    let height = u16::try_from(flat.height).map_err(|why| failed(&why))?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, qualities(raster.width).1);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&flat.pixels, width, height, ColorType::Rgb).map_err(|why| failed(&why))?;
    Ok(bytes)
}
