//! A set page in, its pictures for screens out.
//!
//! What surprised us: most of the time went into its photographs, which the typesetter's own picture maker scales slowly
//! and anew for each density. So they are brought to their size before it sees them, and the lesser picture is the denser
//! one, halved.

use image_webp::WebPEncoder;
use typst::foundations::Bytes;
use typst::layout::{Frame, FrameItem, Size};
use typst::utils::Scalar;
use typst::visualize::{Image, ImageKind, PixelEncoding, PixelFormat, RasterFormat, RasterImage};
use typst_layout::Page;
use typst_render::RenderOptions;

use crate::picture::{Channels, Raster, resized};

/// An opaque picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Red, green, blue and 255 of each pixel, from the upper left.
    pub rgba: Vec<u8>,
    /// Pixels across and down.
    pub size: (u32, u32),
}

impl View {
    /// The picture of a page at so many pixels to a point.
    #[must_use]
    pub fn new(page: &Page, density: f64) -> Self {
        let options = RenderOptions { pixel_per_pt: Scalar::new(density), render_bleed: false };
        let mut page = page.clone();
        scale_photographs(&mut page.frame, density);
        let pixels = typst_render::render(&page, &options);
        Self { size: (pixels.width(), pixels.height()), rgba: pixels.take() }
    }

    /// The same half as wide and high: each pixel the mean of four. Behind an odd last one stands nothing but itself.
    #[must_use]
    pub fn halved(&self) -> Self {
        let (width, height) = self.size;
        let size = (width.div_ceil(2), height.div_ceil(2));
        let mut rgba = Vec::with_capacity(size.0 as usize * size.1 as usize * 4);
        for pair in self.rgba.chunks(width.max(1) as usize * 8) {
            let (upper, lower) = pair.split_at(pair.len().min(width as usize * 4));
            let lower = if lower.is_empty() { upper } else { lower };
            let (twos, odd) = upper.as_chunks::<8>();
            let (below, odd_below) = lower.as_chunks::<8>();
            let mean = |a: u8, b: u8, c: u8, d: u8| {
                ((u16::from(a) + u16::from(b) + u16::from(c) + u16::from(d)) / 4) as u8
            };
            rgba.extend(twos.iter().zip(below).flat_map(|([r, g, b, _, r2, g2, b2, _], below)| {
                let [r3, g3, b3, _, r4, g4, b4, _] = below;
                [mean(*r, *r2, *r3, *r4), mean(*g, *g2, *g3, *g4), mean(*b, *b2, *b3, *b4), u8::MAX]
            }));
            rgba.extend(odd.iter().zip(odd_below).map(|(above, below)| mean(*above, *above, *below, *below)));
        }
        Self { rgba, size }
    }

    /// As WebP, without loss.
    ///
    /// # Errors
    /// What the encoder said.
    pub fn webp(&self) -> Result<Vec<u8>, String> {
        let mut webp = Vec::new();
        let (width, height) = self.size;
        let encoded =
            WebPEncoder::new(&mut webp).encode(&self.rgba, width, height, image_webp::ColorType::Rgba8);
        encoded.map_err(|wrong| wrong.to_string())?;
        Ok(webp)
    }

    /// As PNG, which every messenger shows.
    ///
    /// # Errors
    /// What the encoder said.
    pub fn png(&self) -> Result<Vec<u8>, String> {
        let mut rgb = vec![0; self.rgba.len() / 4 * 3];
        let dots = rgb.as_chunks_mut::<3>().0.iter_mut().zip(self.rgba.as_chunks::<4>().0);
        dots.for_each(|(dot, [red, green, blue, _])| *dot = [*red, *green, *blue]);
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.size.0, self.size.1);
        encoder.set_color(png::ColorType::Rgb);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&rgb));
        written.map_err(|wrong| wrong.to_string())?;
        Ok(bytes)
    }
}

/// Brings the photographs of a frame to the size that they are shown in.
fn scale_photographs(frame: &mut Frame, density: f64) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => scale_photographs(&mut group.frame, density),
            FrameItem::Image(image, size, _) => {
                if let Some(scaled) = at_size(image, *size, density) {
                    *image = scaled;
                }
            }
            _ => {}
        }
        true
    });
}

/// A photograph in just as many pixels as it is shown in; none where it has them, or is no photograph.
fn at_size(image: &Image, size: Size, density: f64) -> Option<Image> {
    let ImageKind::Raster(raster) = image.kind() else { return None };
    let (wide, high) = (f64::from(raster.width()), f64::from(raster.height()));
    let width = (density * size.x.to_pt().max(size.y.to_pt() * wide / high)).ceil();
    let (width, height) = (width as u32, (width * high / wide).ceil() as u32);
    if width == 0 || (width, height) == (raster.width(), raster.height()) {
        return None;
    }
    let pixels = raster.dynamic().to_rgb8();
    let raster = Raster {
        width: pixels.width(),
        height: pixels.height(),
        channels: Channels::Rgb,
        pixels: pixels.into_raw(),
    };
    let Raster { width, height, pixels, .. } = resized(&raster, (width, height)).ok()?;
    let format = RasterFormat::Pixel(PixelFormat { encoding: PixelEncoding::Rgb8, width, height });
    let raster = RasterImage::plain(Bytes::new(pixels), format).ok()?;
    Some(Image::plain(raster))
}

#[cfg(test)]
mod tests {
    use super::View;

    #[test]
    fn a_picture_is_halved_to_the_mean_of_four_pixels_even_where_its_size_is_odd() {
        let pixel = |value: &u8| [*value, value / 2, 0, 255];
        let rows = [[0, 40, 80], [40, 80, 80], [200, 200, 100]];
        let rgba: Vec<u8> = rows.iter().flatten().flat_map(pixel).collect();
        let View { rgba, size } = View { rgba, size: (3, 3) }.halved();
        assert_eq!(size, (2, 2));
        let reds: Vec<u8> = rgba.chunks(4).map(|pixel| pixel[0]).collect();
        assert_eq!(reds, [40, 80, 200, 100]);
        assert_eq!(rgba[1], 20);
        assert!(rgba.chunks(4).all(|pixel| pixel[3] == 255));
    }
}
