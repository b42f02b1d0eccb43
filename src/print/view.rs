//! A set page in, its pictures for screens out.
//!
//! What surprised us: most of the time went into its photographs, which the typesetter's own picture maker scales slowly
//! and anew for each density. So they are brought to their size before it sees them, and the lesser picture is the denser
//! one, halved.

use image_webp::WebPEncoder;
use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::utils::Scalar;
use typst::visualize::{Image, ImageKind, PixelEncoding, PixelFormat, RasterFormat, RasterImage};
use typst_layout::Page;
use typst_render::RenderOptions;

use crate::picture::{Channels, Raster, resized};

/// So many lines of a picture are drawn at a time.
const BAND: u32 = 256;

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
        let mut page = page.clone();
        scale_photographs(&mut page.frame, density);
        Self::drawn(&page, density)
    }

    fn drawn(page: &Page, density: f64) -> Self {
        let options = RenderOptions { pixel_per_pt: Scalar::new(density), render_bleed: false };
        let pixels = typst_render::render(page, &options);
        Self { size: (pixels.width(), pixels.height()), rgba: pixels.take() }
    }

    /// The same picture, drawn in bands: side by side or one after the other, to the same dots. Where a curve is cut by the
    /// edge of a band its smoothed dots may come out a shade lighter or darker than in a picture drawn at once.
    #[must_use]
    pub fn in_bands(page: &Page, density: f64, are_side_by_side: bool) -> Self {
        let mut page = page.clone();
        scale_photographs(&mut page.frame, density);
        let (across, down) = (page.frame.width().to_pt() * density, page.frame.height().to_pt() * density);
        let size = (across.round().max(1.0) as u32, down.round().max(1.0) as u32);
        let band = |first: u32| {
            let (top, lines) = (f64::from(first) / density, BAND.min(size.1 - first));
            let high = f64::from(lines) / density;
            let mut frame = Frame::hard(Size::new(page.frame.width(), Abs::pt(high)));
            put_shown(&mut frame, &page.frame, Point::with_y(Abs::pt(-top)));
            Self::drawn(&Page { frame, ..page.clone() }, density).rgba
        };
        let firsts: Vec<u32> = (0..size.1).step_by(BAND as usize).collect();
        let bands: Vec<Vec<u8>> = if are_side_by_side {
            firsts.into_par_iter().map(band).collect()
        } else {
            firsts.into_iter().map(band).collect()
        };
        Self { rgba: bands.concat(), size }
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

/// Puts into a band what of a frame at `at` may show in it. What is turned, or cut off by a curve, stays whole.
fn put_shown(band: &mut Frame, frame: &Frame, at: Point) {
    let height = band.height();
    for (place, item) in frame.items() {
        let place = at + *place;
        // No glyph reaches farther from its line than this.
        let reach = |up: Abs, down: Abs| place.y + down >= Abs::zero() && place.y - up <= height;
        match item {
            FrameItem::Group(group) if group.transform.is_identity() && group.clip.is_none() => {
                put_shown(band, &group.frame, place);
            }
            FrameItem::Text(text) if !reach(text.size * 2.0, text.size * 2.0) => {}
            FrameItem::Image(_, size, _) if !reach(Abs::zero(), size.y) => {}
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
            item => band.push(place, item.clone()),
        }
    }
}

/// Brings the photographs of a frame to the size that they are shown in.
fn scale_photographs(frame: &mut Frame, density: f64) {
    let mut shown = Vec::new();
    pictures(frame, &mut shown);
    let scaled: Vec<Option<Image>> =
        shown.into_iter().map(|(image, size)| at_size(&image, size, density)).collect();
    replace(frame, &mut scaled.into_iter());
}

/// The pictures of a frame, in their order, with the size that each is shown in.
fn pictures(frame: &Frame, found: &mut Vec<(Image, Size)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => pictures(&group.frame, found),
            FrameItem::Image(image, size, _) => found.push((image.clone(), *size)),
            _ => {}
        }
    }
}

/// Puts others in the place of the pictures of a frame, in their order; none leaves a picture where it is.
fn replace(frame: &mut Frame, others: &mut impl Iterator<Item = Option<Image>>) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => replace(&mut group.frame, others),
            FrameItem::Image(image, ..) => {
                if let Some(Some(other)) = others.next() {
                    *image = other;
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
    use std::path::Path;
    use std::sync::Arc;

    use serde_json::json;
    use typst::foundations::Smart;

    use super::*;
    use crate::model::settings::PrintSettings;
    use crate::print::fonts::Fonts;
    use crate::print::setter::Setter;
    use crate::print::world::Room;
    use crate::read::Sources;

    /// Lines of type, curves, something turned and a photograph, over the edges of several bands.
    const SHEET: &str = r##"
#let setting(style, body) = body
#let all(values) = {
  set text(font: "Noto Serif SC", size: 9pt)
  circle(radius: 90pt, fill: rgb("#ccddee"), stroke: 3pt)
  image(values.file, width: 260pt)
  rotate(30deg, box(width: 120pt, height: 120pt, fill: rgb("#884400"), clip: true, radius: 20pt)[转动的一块])
  for line in range(60) [
    第 #line 行：社区的每一件小事都写在这里，字压在两幅图的边上也一样。 \\
  ]
}
"##;

    #[test]
    fn a_picture_drawn_in_bands_is_the_picture_drawn_at_once() {
        let fonts =
            Arc::new(Fonts::load(&Sources::scan(Path::new("/nowhere")).0, &PrintSettings::default()).0);
        let room = Room::new(fonts).expect("a room");
        room.put_sheet("sheet.typ", SHEET).expect("a sheet");
        let (wide, high) = (90, 70);
        let rgb: Vec<u8> = (0..wide * high * 3).map(|at| (at * 7 % 251) as u8).collect();
        let mut photo = Vec::new();
        let mut encoder = png::Encoder::new(&mut photo, wide, high);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().and_then(|mut writer| writer.write_image_data(&rgb)).expect("a photograph");
        room.put("photo.png", photo);
        let setter = Setter::of(&room, "sheet.typ", &json!({}));
        let frame = setter.set("all", json!({"file": "photo.png"}), 400.0).expect("set");
        let page = Page {
            frame,
            bleed: Default::default(),
            fill: Smart::Auto,
            numbering: None,
            supplement: Default::default(),
            number: 1,
        };
        let (whole, bands) = (View::new(&page, 2.0), View::in_bands(&page, 2.0, true));
        // A page that is made alone and one that is made with others are the same file.
        assert_eq!(bands, View::in_bands(&page, 2.0, false));
        assert_eq!(whole.size, bands.size);
        assert!(whole.size.1 > 3 * BAND, "{:?}", whole.size);
        let dots = whole.rgba.as_chunks::<4>().0.iter().zip(bands.rgba.as_chunks::<4>().0);
        let apart: Vec<u8> = dots
            .map(|(one, other)| one.iter().zip(other).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0))
            .collect();
        // Edges are smoothed by looking at every dot in four lines: where a band cuts a curve, one of them may fall otherwise.
        assert!(apart.iter().max().is_some_and(|most| *most <= 64), "{:?}", apart.iter().max());
        // One or two levels are rounding, which nobody sees.
        let differing = apart.iter().filter(|apart| **apart > 2).count();
        assert!(differing * 5000 < apart.len(), "{differing} of {}", apart.len());
    }

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
