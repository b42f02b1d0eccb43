//! Set pages in, files out: the PDF, one for each page, and pictures of the pages.
//!
//! What surprised us: picturing a page takes longer than making it up and setting it.

use image_webp::WebPEncoder;
use typst::foundations::{Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, DocumentInfo};
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;

use crate::model::date::Date;

/// What a PDF says of itself.
#[derive(Clone, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub author: String,
    /// The day of the issue.
    pub date: Date,
    /// Its language, such as `zh`.
    pub lang: &'static str,
}

/// The frames of pages as a document.
#[must_use]
pub fn document(frames: Vec<Frame>, about: &About) -> PagedDocument {
    let pages = (1..).zip(frames).map(|(number, frame)| Page {
        frame,
        bleed: Default::default(),
        fill: Smart::Auto,
        numbering: None,
        supplement: Default::default(),
        number,
    });
    let lang = about.lang.parse().unwrap_or(typst::text::Lang::CHINESE);
    let info = DocumentInfo {
        title: Some(about.title.as_str().into()),
        author: vec![about.author.as_str().into()],
        date: Smart::Custom(day(about.date)),
        locale: Smart::Custom(typst::text::Locale::new(lang, None)),
        ..DocumentInfo::default()
    };
    PagedDocument::new(pages.collect(), info)
}

/// A page for a document of its own, where nothing can lead to another page.
#[must_use]
pub fn alone(frame: &Frame) -> Frame {
    let leads_away = |item: &FrameItem| matches!(item, FrameItem::Link(Destination::Position(_), _));
    if !any(frame, &leads_away) {
        return frame.clone();
    }
    let mut alone = Frame::new(frame.size(), frame.kind());
    for (at, item) in frame.items().filter(|(_, item)| !leads_away(item)) {
        let item = match item {
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = self::alone(&group.frame);
                FrameItem::Group(group)
            }
            other => other.clone(),
        };
        alone.push(*at, item);
    }
    alone
}

/// Whether an item of the frame, however deep, is such a one.
fn any(frame: &Frame, is_one: &impl Fn(&FrameItem) -> bool) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => any(&group.frame, is_one),
        item => is_one(item),
    })
}

fn day(date: Date) -> Option<Datetime> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    Datetime::from_ymd(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// What a PDF is held to: the first that it can be. Without tags none is.
const STANDARDS: [&[PdfStandard]; 3] = [&[PdfStandard::Ua_1, PdfStandard::A_2a], &[PdfStandard::Ua_1], &[]];

/// The PDF of pages: PDF/UA-1 and PDF/A-2a where it can be, tagged, the same bytes each time.
///
/// # Errors
/// What the typesetter would not export.
pub fn pdf(document: &PagedDocument, about: &About) -> Result<Vec<u8>, String> {
    let mut said = String::new();
    for standards in STANDARDS {
        match held_to(standards, document, about) {
            Ok(pdf) => return Ok(pdf),
            Err(wrong) => said = wrong,
        }
    }
    Err(said)
}

fn held_to(standards: &[PdfStandard], document: &PagedDocument, about: &About) -> Result<Vec<u8>, String> {
    let tagged = !standards.is_empty();
    let standards = PdfStandards::new(standards).map_err(|wrong| wrong.message().to_string())?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{}|{}|{}", about.title, about.date, document.pages().len())),
        creator: Smart::Custom(Some("jianbao".to_owned())),
        timestamp: day(about.date).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged,
        pretty: false,
    };
    typst_pdf::pdf(document, &options)
        .map_err(|wrong| wrong.iter().map(|wrong| wrong.message.to_string()).collect::<Vec<_>>().join("; "))
}

/// A picture as WebP.
///
/// # Errors
/// What the encoder said.
pub fn webp((rgb, (width, height)): &(Vec<u8>, (u32, u32))) -> Result<Vec<u8>, String> {
    let mut webp = Vec::new();
    let encoder = WebPEncoder::new(&mut webp);
    let encoded = encoder.encode(rgb, *width, *height, image_webp::ColorType::Rgb8);
    encoded.map_err(|wrong| wrong.to_string())?;
    Ok(webp)
}

/// A page's picture as PNG, which every messenger shows, at so many pixels to a point.
///
/// # Errors
/// What the encoder said.
pub fn png(page: &Page, density: f64) -> Result<Vec<u8>, String> {
    let (rgb, (width, height)) = pixels(page, density);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&rgb));
    written.map_err(|wrong| wrong.to_string())?;
    Ok(bytes)
}

/// The pixels of a page at so many to a point, three bytes each, with its width and height. A page is opaque: a fourth would say nothing.
#[must_use]
pub fn pixels(page: &Page, density: f64) -> (Vec<u8>, (u32, u32)) {
    let options = RenderOptions { pixel_per_pt: Scalar::new(density), render_bleed: false };
    let pixels = typst_render::render(page, &options);
    let rgb = pixels.data().chunks_exact(4).flat_map(|pixel| pixel.iter().copied().take(3)).collect();
    (rgb, (pixels.width(), pixels.height()))
}

/// The same picture half as wide and high: each pixel the mean of four. Drawing the page once more would take the time that
/// its photographs take to be scaled.
#[must_use]
pub fn halved((rgb, (width, height)): &(Vec<u8>, (u32, u32))) -> (Vec<u8>, (u32, u32)) {
    let half = (width.div_ceil(2), height.div_ceil(2));
    let line = *width as usize * 3;
    let mut halved = Vec::with_capacity(half.0 as usize * half.1 as usize * 3);
    for pair in rgb.chunks(line * 2) {
        let (upper, lower) = pair.split_at(line.min(pair.len()));
        let lower = if lower.is_empty() { upper } else { lower };
        for (above, below) in upper.chunks(6).zip(lower.chunks(6)) {
            for part in 0..3 {
                // Behind an odd last pixel stands none.
                let at = |four: &[u8], place: usize| {
                    four.get(place + part).or(four.get(part)).copied().unwrap_or(255)
                };
                let sum: u16 =
                    [at(above, 0), at(above, 3), at(below, 0), at(below, 3)].map(u16::from).iter().sum();
                halved.push((sum / 4) as u8);
            }
        }
    }
    (halved, half)
}

#[cfg(test)]
mod tests {
    use super::halved;

    #[test]
    fn a_picture_is_halved_to_the_mean_of_four_pixels_even_where_its_size_is_odd() {
        let pixel = |value: u8| [value, value / 2, 0];
        let rows = [[0, 40, 80], [40, 80, 80], [200, 200, 100]];
        let rgb: Vec<u8> = rows.iter().flatten().flat_map(|value| pixel(*value)).collect();
        let (half, size) = halved(&(rgb, (3, 3)));
        assert_eq!(size, (2, 2));
        let reds: Vec<u8> = half.chunks(3).map(|pixel| pixel[0]).collect();
        assert_eq!(reds, [40, 80, 200, 100]);
        assert_eq!(half[1], 20);
    }
}
