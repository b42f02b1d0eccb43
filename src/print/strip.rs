//! The photographs of one story in, how they stand side by side out: one height, each as wide as that makes it.
//!
//! What surprised us: photographs side by side behave as a single wide one. Crop them to another height and each loses the
//! same part.

use super::copy::Rank;
use super::geometry::Grid;
use super::picture::Photograph;
use crate::model::Kind;

/// Photographs of one story, in the record's order: one, or several side by side.
#[derive(Clone, Debug)]
pub struct Strip(Vec<Photograph>);

/// The space between two photographs of a strip, in points.
const SPACE: f64 = 6.0;
/// The narrowest that a photograph of several may become, as a part of a column.
const NARROWEST: f64 = 0.7;
/// The most photographs of a photo story.
const MOST: usize = 4;

/// How many of a story's photographs are printed: of a photo story as many as a strip holds, else the louder the more.
#[must_use]
pub fn most(rank: Rank, kind: Kind) -> usize {
    match rank {
        _ if kind == Kind::Photo => MOST,
        Rank::Lead | Rank::Foot | Rank::Major => 3,
        Rank::Normal => 2,
        Rank::Minor => 1,
    }
}

impl Strip {
    /// The strips of the first of these photographs, of the first two, and so on, as long as they can stand beside each
    /// other across the page, wide and sharp enough.
    #[must_use]
    pub fn all(photos: &[Photograph], grid: &Grid) -> Vec<Self> {
        let strips = (1..=photos.len()).filter_map(|count| Some(Self(photos.get(..count)?.to_vec())));
        let is_sharp = |strip: &Self| {
            strip.0.len() == 1
                || strip.widths(grid).iter().any(|columns| strip.is_sharp(grid.width(*columns)))
        };
        strips.take_while(is_sharp).collect()
    }

    /// How many photographs stand in it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Over how many columns of a page it has room, the fewest first.
    #[must_use]
    pub fn widths(&self, grid: &Grid) -> Vec<usize> {
        let least = grid.measure * NARROWEST;
        let fits = |columns: &usize| {
            let is_seen = |wide: f64, photo: &Photograph| wide >= least && !photo.is_dense(wide);
            self.0.len() == 1 || self.parts(grid.width(*columns)).all(|(_, wide, photo)| is_seen(wide, photo))
        };
        (1..=grid.columns).filter(fits).collect()
    }

    /// Width by height of all together, uncropped and without the space between them.
    fn ratio(&self) -> f64 {
        self.0.iter().map(Photograph::ratio).sum()
    }

    /// What is left of a width in points without the space between photographs.
    fn shown(&self, width: f64) -> f64 {
        width - SPACE * (self.0.len() - 1) as f64
    }

    /// The photographs over a width in points: where each begins, and how wide it is.
    pub fn parts(&self, width: f64) -> impl Iterator<Item = (f64, f64, &Photograph)> {
        let scale = self.shown(width) / self.ratio();
        let mut left = 0.0;
        self.0.iter().map(move |photo| {
            let (at, wide) = (left, photo.ratio() * scale);
            left += wide + SPACE;
            (at, wide, photo)
        })
    }

    /// The height that crops nothing over a width, both in points.
    #[must_use]
    pub fn height(&self, width: f64) -> f64 {
        self.shown(width) / self.ratio()
    }

    /// Whether every photograph has pixels enough for a width in points.
    #[must_use]
    pub fn is_sharp(&self, width: f64) -> bool {
        self.parts(width).all(|(_, wide, photo)| photo.is_sharp(wide))
    }

    /// The fewest pixels to an inch that a photograph has over a width in points.
    #[must_use]
    pub fn resolution(&self, width: f64) -> f64 {
        self.parts(width).map(|(_, wide, photo)| photo.resolution(wide)).fold(f64::INFINITY, f64::min)
    }

    /// The fewest pixels to an inch that a box of so many points shows.
    #[must_use]
    pub fn density(&self, (width, height): (f64, f64)) -> f64 {
        self.parts(width).map(|(_, wide, photo)| photo.shown((wide, height))).fold(f64::INFINITY, f64::min)
    }

    /// Which part of each a crop to a box takes away, at most 1.
    #[must_use]
    pub fn cropped(&self, (width, height): (f64, f64)) -> f64 {
        let own = self.height(width);
        1.0 - (own / height).min(height / own)
    }

    /// How many lines the longest caption takes over a width in points.
    #[must_use]
    pub fn caption_rows(&self, width: f64) -> usize {
        self.parts(width).map(|(_, wide, photo)| photo.caption_rows(wide)).max().unwrap_or(0)
    }

    /// Whether the editor has cropped one.
    #[must_use]
    pub fn is_cropped(&self) -> bool {
        self.0.iter().any(|photo| photo.crop.is_some())
    }
}
