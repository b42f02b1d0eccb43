//! A record's photograph in, what a page may show of it out: its pixels, and how it may be cropped.
//!
//! What surprised us: a photograph is what makes a page come out even. Between its crop limits it can be half as high
//! again, and nobody sees that it is.

use std::io;
use std::sync::Mutex;

use crate::model::SitePath;
use crate::model::output::{Output, Store};
use crate::model::picture::PictureFormat;
use crate::picture::publish;

/// The part of a photograph's width or height that cropping may take.
pub const MOST_CROPPED: f64 = 0.3;
/// Pixels to an inch that a photograph must have.
const LEAST_RESOLUTION: f64 = 150.0;
/// Pixels to an inch beyond which print shows no more.
const MOST_RESOLUTION: f64 = 300.0;

/// A photograph for print.
#[derive(Clone, Debug)]
pub struct Photograph {
    /// Its name in the room of the typesetter.
    pub name: String,
    /// Width and height in pixels.
    pub pixels: (f64, f64),
    /// What cropping keeps, as fractions.
    pub focus: (f64, f64),
    /// The editor's own crop: left, top, width and height as fractions.
    pub crop: Option<[f64; 4]>,
    /// The caption.
    pub caption: String,
    /// Who took it.
    pub credit: Option<String>,
    /// What it shows, for who cannot see it.
    pub alt: String,
    /// The width of caption and credit in one line, in points.
    pub line: f64,
}

impl Photograph {
    /// Width by height of what is shown of it uncropped.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        let [_, _, width, height] = self.crop.unwrap_or([0.0, 0.0, 1.0, 1.0]);
        (self.pixels.0 * width) / (self.pixels.1 * height)
    }

    /// Whether it has pixels enough for a width in points.
    #[must_use]
    pub fn is_sharp(&self, width: f64) -> bool {
        self.resolution(width) >= LEAST_RESOLUTION
    }

    /// How many pixels to an inch it has over a width in points.
    #[must_use]
    pub fn resolution(&self, width: f64) -> f64 {
        let shown = self.pixels.0 * self.crop.map_or(1.0, |crop| crop[2]);
        shown / (width / 72.0)
    }

    /// Which part of it a crop to a box takes away, at most 1.
    #[must_use]
    pub fn cropped(&self, (width, height): (f64, f64)) -> f64 {
        let (own, shown) = (self.ratio(), width / height);
        1.0 - (shown / own).min(own / shown)
    }

    /// How many lines caption and credit take over a width in points.
    #[must_use]
    pub fn caption_rows(&self, width: f64) -> usize {
        if self.line <= 0.0 { 0 } else { (self.line / (width - 8.0)).ceil() as usize }
    }

    /// Where the whole photograph stands behind a box that shows a part of it: what is cut off at the left and the top,
    /// and the whole's width and height, in points.
    #[must_use]
    pub fn behind(&self, (width, height): (f64, f64)) -> [f64; 4] {
        let [left, top, wide, high] = self.crop.unwrap_or([0.0, 0.0, 1.0, 1.0]);
        let shown = (self.pixels.0 * wide, self.pixels.1 * high);
        let scale = (width / shown.0).max(height / shown.1);
        let whole = (self.pixels.0 * scale, self.pixels.1 * scale);
        let offset = |whole: f64, from: f64, part: f64, room: f64, focus: f64| {
            let (start, length) = (whole * from, whole * part);
            start + ((focus - from) / part * length - room / 2.0).clamp(0.0, (length - room).max(0.0))
        };
        [
            offset(whole.0, left, wide, width, self.focus.0),
            offset(whole.1, top, high, height, self.focus.1),
            whole.0,
            whole.1,
        ]
    }
}

/// The re-encoded photograph that print uses at most so many points wide, with its size in pixels.
///
/// # Errors
/// What is wrong with the file is said where pages show it; here it is not printed.
pub fn load(bytes: &[u8], name: &str, (store, width): (&dyn Store, f64)) -> Option<(Vec<u8>, (u32, u32))> {
    let taken = Taken::default();
    let published = publish(bytes, name, &taken, store).ok()?;
    let wanted = width / 72.0 * MOST_RESOLUTION;
    let mut files = published.picture.files.iter().filter(|file| file.format == PictureFormat::Jpeg);
    let enough = files.clone().find(|file| f64::from(file.width) >= wanted * 0.8);
    let file = enough.or_else(|| files.next_back())?;
    let bytes = taken.0.into_inner().ok()?.into_iter().find(|(path, _)| *path == file.path)?.1;
    Some((bytes, (file.width, file.height)))
}

/// Takes files into memory.
#[derive(Default)]
struct Taken(Mutex<Vec<(SitePath, Vec<u8>)>>);

impl Output for Taken {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        self.0.lock().map_err(|_| io::Error::other("poisoned"))?.push((path.clone(), bytes.to_vec()));
        Ok(())
    }
}
