//! A record's photograph in, what a page may show of it out: its pixels, and how it may be cropped.
//!
//! What surprised us: a photograph is what makes a page come out even. Between its crop limits it can be half as high
//! again, and nobody sees that it is.

use std::collections::HashMap;
use std::io;
use std::sync::Mutex;

use rayon::prelude::*;

use super::world::Room;
use crate::model::output::{Output, Store};
use crate::model::picture::PictureFormat;
use crate::model::{BulletinPath, SitePath};
use crate::picture::publish;
use crate::read::Sources;

/// The part of a photograph's width or height that cropping may take.
pub const MOST_CROPPED: f64 = 0.3;
/// Pixels to an inch that a photograph must have.
const LEAST_RESOLUTION: f64 = 150.0;
/// Pixels to an inch beyond which print shows no more.
const MOST_RESOLUTION: f64 = 300.0;

/// A photograph for print.
#[derive(Clone, Debug)]
pub struct Photograph {
    /// Its sizes in the room of the typesetter, the smallest first.
    pub sizes: Vec<Opened>,
    /// Width and height of the largest in pixels.
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

    /// Whether even its smallest size has pixels in vain over a width in points.
    #[must_use]
    pub fn is_dense(&self, width: f64) -> bool {
        self.sizes
            .first()
            .is_some_and(|(_, (pixels, _))| f64::from(*pixels) / (width / 72.0) > MOST_RESOLUTION)
    }

    /// How many pixels to an inch it has over a width in points.
    #[must_use]
    pub fn resolution(&self, width: f64) -> f64 {
        let shown = self.pixels.0 * self.crop.map_or(1.0, |crop| crop[2]);
        shown / (width / 72.0)
    }

    /// The size of it that a box of so many points is printed from: the largest that has no pixels in vain.
    #[must_use]
    pub fn file(&self, shown: (f64, f64)) -> Option<&Opened> {
        let most = self.behind(shown)[2] / 72.0 * MOST_RESOLUTION;
        let fine = self.sizes.iter().rev().find(|(_, (width, _))| f64::from(*width) <= most);
        fine.or(self.sizes.first())
    }

    /// How many pixels to an inch a box of so many points shows.
    #[must_use]
    pub fn shown(&self, shown: (f64, f64)) -> f64 {
        let width = self.file(shown).map_or(self.pixels.0, |(_, (width, _))| f64::from(*width));
        width / (self.behind(shown)[2] / 72.0)
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

/// One size of a photograph: its name in the room of the typesetter, and its width and height in pixels.
pub type Opened = (String, (u32, u32));

/// Opened photographs by their files.
pub struct Album(HashMap<String, Vec<Opened>>);

impl Album {
    /// Opens the photographs in `files`, side by side, and puts all their sizes in the room. What is wrong with one is
    /// said where pages show it; here it has no sizes.
    #[must_use]
    pub fn open((room, store): (&Room, &dyn Store), sources: &Sources, files: &[BulletinPath]) -> Self {
        let sizes = |file: &BulletinPath| {
            sources.bytes(file).map_or_else(|_| Vec::new(), |bytes| sizes(&bytes, file.as_str(), store))
        };
        let opened: Vec<_> = files.par_iter().map(sizes).collect();
        let mut album = HashMap::new();
        for (number, (file, sizes)) in files.iter().zip(opened).enumerate() {
            // Names are few and come again: the typesetter forgets none.
            let put = |(jpeg, size): (Vec<u8>, (u32, u32))| {
                let name = format!("photo-{number}-{}.jpg", size.0);
                room.put(&name, jpeg);
                (name, size)
            };
            album.insert(file.as_str().to_owned(), sizes.into_iter().map(put).collect());
        }
        Self(album)
    }

    /// The sizes of the photograph in a file, the smallest first.
    #[must_use]
    pub fn sizes(&self, file: &BulletinPath) -> &[Opened] {
        self.0.get(file.as_str()).map_or(&[], Vec::as_slice)
    }
}

/// The re-encoded sizes of a photograph.
fn sizes(bytes: &[u8], name: &str, store: &dyn Store) -> Vec<(Vec<u8>, (u32, u32))> {
    let taken = Taken::default();
    let Ok(published) = publish(bytes, name, &taken, store) else { return Vec::new() };
    let mut taken = taken.0.into_inner().unwrap_or_default();
    let files = published.picture.files.iter().filter(|file| file.format == PictureFormat::Jpeg);
    let bytes = files.filter_map(|file| {
        let (_, bytes) = taken.iter_mut().find(|(path, _)| *path == file.path)?;
        Some((std::mem::take(bytes), (file.width, file.height)))
    });
    let mut sizes: Vec<_> = bytes.collect();
    sizes.sort_by_key(|(_, size)| *size);
    sizes
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
