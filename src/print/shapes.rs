//! A unit and a width in columns in, every shape it can take out: for each height the best.
//!
//! What surprised us: with a table of heights for every unit and width, making up a page is adding numbers.

use super::copy::{Story, Unit};
use super::geometry::Grid;
use super::headline::Setting;
use super::picture::{MOST_CROPPED, Photograph};
use super::rows::{Row, least_height, run};

/// How a unit is set.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A story.
    Story(StoryShape),
    /// Briefs, with so many empty rows to spread between them.
    Rail {
        /// Rows of the standing head.
        head: usize,
        /// Empty rows between briefs.
        spare: usize,
    },
}

/// How a story is set.
#[derive(Clone, Debug)]
pub struct StoryShape {
    /// The headline.
    pub headline: Setting,
    /// Over how many columns the headline stands.
    pub over: usize,
    /// The rows of its zone.
    pub zone: usize,
    /// The photograph: over how many columns from the right, and its rows with the caption.
    pub photo: Option<(usize, usize)>,
    /// Rows that each column begins below.
    pub tops: Vec<usize>,
}

/// The shapes of a unit at one width: by height in rows, what each costs.
pub type Shapes = Vec<Option<(f32, Shape)>>;

/// Rows that a headline's zone may have to spare.
const SPARE: usize = 3;
/// The fewest and the most rows of a column of text.
const RUN: (usize, usize) = (5, 44);

/// The shapes of `unit` over `width` columns, up to `most` rows.
#[must_use]
pub fn shapes(unit: &Unit, (width, most): (usize, usize), grid: &Grid) -> Shapes {
    let mut shapes: Shapes = vec![None; most + 1];
    match unit {
        Unit::Story(story) => {
            let maker = Maker { story, width, grid };
            maker.all(&mut shapes);
        }
        Unit::Rail { briefs, .. } => {
            let texts: Vec<&[Row]> = briefs.iter().map(|brief| brief.rows.as_slice()).collect();
            rail(&texts, width, &mut shapes);
        }
    }
    shapes
}

fn offer(shapes: &mut Shapes, height: usize, cost: f32, shape: impl FnOnce() -> Shape) {
    if let Some(slot) = shapes.get_mut(height)
        && slot.as_ref().is_none_or(|(known, _)| cost < *known)
    {
        *slot = Some((cost, shape()));
    }
}

fn rail(texts: &[&[Row]], width: usize, shapes: &mut Shapes) {
    const HEAD: usize = 3;
    let (rows, gaps) = (texts.iter().map(|rows| rows.len()).sum::<usize>(), texts.len().saturating_sub(1));
    // A brief is not divided if there is a better way, so a rail of several columns has some to spare; and no column ends
    // with the headline of a brief.
    for spare in 0..=gaps + 3 * width {
        let height = (rows + spare).div_ceil(width);
        if run(texts, height, 0).1 > width {
            continue;
        }
        let cost =
            0.3 * spare as f32 + if rows / width < 6 { 2.0 } else { 0.0 } + if width > 2 { 0.6 } else { 0.0 };
        offer(shapes, HEAD + height, cost, || Shape::Rail { head: HEAD, spare });
    }
}

struct Maker<'a> {
    story: &'a Story,
    width: usize,
    grid: &'a Grid,
}

impl Maker<'_> {
    fn all(&self, shapes: &mut Shapes) {
        let photo = self.story.photo.as_ref();
        let widths = photo.map_or(Vec::new(), |photo| self.photo_widths(photo));
        for over in self.zones(!widths.is_empty()) {
            for setting in self.headlines(over) {
                if widths.is_empty() {
                    self.plain(shapes, (over, &setting));
                }
                for photo_width in widths.iter().copied() {
                    if photo_width == self.width && over == self.width {
                        self.photo_below(shapes, (over, &setting), photo);
                    }
                    if photo_width + over == self.width {
                        self.photo_beside(shapes, (over, &setting), (photo_width, photo));
                    }
                }
            }
        }
    }

    /// Over how many columns the headline may stand.
    fn zones(&self, has_photo: bool) -> Vec<usize> {
        let least = if has_photo { 1 } else { self.width.saturating_sub(1).max(1) };
        (least..=self.width).collect()
    }

    fn headlines(&self, over: usize) -> Vec<Setting> {
        let width = self.grid.width(over) - 2.0;
        let all = self.story.headline.settings(width, self.story.rank.sizes(self.grid.columns));
        if all.is_empty() { vec![self.story.headline.forced(width)] } else { all }
    }

    /// Over how many columns the photograph may stand.
    fn photo_widths(&self, photo: &Photograph) -> Vec<usize> {
        let sharp: Vec<usize> =
            (1..=self.width).filter(|width| photo.is_sharp(self.grid.width(*width))).collect();
        if sharp.is_empty() { vec![1] } else { sharp }
    }

    /// The rows of a headline's zone, without any to spare.
    fn zone(&self, setting: &Setting, over: usize) -> usize {
        let story = self.story;
        let width = self.grid.width(over);
        let lines = |text: &Option<String>, size: f64| {
            text.as_ref().map_or(0.0, |text| ((text.chars().count() as f64 * size) / width).ceil())
        };
        let (kicker, deck) = (kicker_size(setting.size), deck_size(setting.size));
        let above = if story.badge.is_some() || story.kicker.is_some() {
            lines(&story.kicker, kicker).max(1.0) * kicker.max(13.0) * 1.18 + GAP
        } else {
            0.0
        };
        let below = lines(&story.deck, deck) * (deck * 1.18 + GAP);
        let byline = if story.byline.is_some() { 8.0 + GAP } else { 0.0 };
        if setting.lines.is_empty() && above + below + byline <= 0.0 {
            return 0;
        }
        let main = setting.lines.len() as f64 * setting.size * 1.18;
        self.grid.rows_of(above + main + below + byline + 8.0) + story.more
    }

    fn plain(&self, shapes: &mut Shapes, (over, setting): (usize, &Setting)) {
        let zone = self.zone(setting, over);
        for spare in 0..=SPARE {
            let mut tops = vec![zone + spare; self.width];
            tops.iter_mut().skip(over).for_each(|top| *top = 0);
            if tops.contains(&0) && zone + spare > 6 {
                continue;
            }
            self.give(shapes, (over, setting, zone + spare), (None, &tops, spare as f32 * 0.5));
        }
    }

    fn photo_below(
        &self,
        shapes: &mut Shapes,
        (over, setting): (usize, &Setting),
        photo: Option<&Photograph>,
    ) {
        let Some(photo) = photo else { return };
        let zone = self.zone(setting, over);
        for (rows, cost) in self.photo_rows(photo, self.width) {
            let tops = vec![zone + rows; self.width];
            self.give(shapes, (over, setting, zone), (Some((self.width, rows)), &tops, cost));
        }
    }

    fn photo_beside(
        &self,
        shapes: &mut Shapes,
        (over, setting): (usize, &Setting),
        (photo_width, photo): (usize, Option<&Photograph>),
    ) {
        let Some(photo) = photo else { return };
        let zone = self.zone(setting, over);
        for (rows, cost) in self.photo_rows(photo, photo_width) {
            for spare in 0..2 {
                let mut tops = vec![zone + spare; self.width];
                tops.iter_mut().skip(over).for_each(|top| *top = rows);
                let cost = cost + spare as f32 * 0.5;
                self.give(shapes, (over, setting, zone + spare), (Some((photo_width, rows)), &tops, cost));
            }
        }
    }

    /// The rows that a photograph over so many columns may take, caption included, with what each costs.
    fn photo_rows(&self, photo: &Photograph, columns: usize) -> Vec<(usize, f32)> {
        let width = self.grid.width(columns);
        let caption = photo.caption_rows(width);
        let own = width / photo.ratio();
        let middle = self.grid.rows_of(own);
        let limit = if photo.crop.is_some() { 0.06 } else { MOST_CROPPED - 0.02 };
        let allowed = |rows: &usize| photo.cropped((width, self.grid.height(*rows))) <= limit;
        let heights = (middle / 2).max(3)..=middle * 2 + 2;
        // A photograph may fill a fifth of the page; beyond that it has to be needed.
        let page = (self.grid.rows * self.grid.columns) as f32;
        let share = |rows: usize| ((rows * columns) as f32 / page - 0.18).max(0.0);
        let cost =
            |rows: usize| photo.cropped((width, self.grid.height(rows))) as f32 * 3.0 + share(rows) * 60.0;
        heights.filter(allowed).map(|rows| (rows + caption + 1, cost(rows))).collect()
    }

    fn give(
        &self,
        shapes: &mut Shapes,
        (over, setting, zone): (usize, &Setting, usize),
        (photo, tops, cost): (Option<(usize, usize)>, &[usize], f32),
    ) {
        let least = least_height(&self.story.rows, tops);
        let deepest = tops.iter().copied().max().unwrap_or(0);
        let run = least.saturating_sub(deepest);
        let mut cost =
            cost + self.headline_cost(setting) + width_cost(self.story.rank, self.width, self.grid.columns);
        if run < RUN.0 || least.saturating_sub(tops.iter().copied().min().unwrap_or(0)) > RUN.1 {
            cost += 1.5;
        }
        // Type that does not fill its columns to the last row.
        let room: usize = tops.iter().map(|top| least - top).sum();
        cost += 0.4 * (room.saturating_sub(self.story.rows.len())) as f32 / self.width as f32;
        let shape = || {
            let (headline, tops) = (setting.clone(), tops.to_vec());
            Shape::Story(StoryShape { headline, over, zone, photo, tops })
        };
        offer(shapes, least, cost, shape);
    }

    fn headline_cost(&self, setting: &Setting) -> f32 {
        let (least, most) = self.story.rank.sizes(self.grid.columns);
        let quiet = ((most - setting.size) / (most - least).max(1.0)) as f32;
        let missed = if setting.is_good { 0.0 } else { 3.0 };
        0.6 * quiet.max(0.0) + missed + if setting.lines.len() > 1 { 0.2 } else { 0.0 }
    }
}

/// The space between two lines of a headline's zone, in points.
pub const GAP: f64 = 3.5;

/// The size of a kicker over a headline of `size` points.
#[must_use]
pub fn kicker_size(size: f64) -> f64 {
    (size * 0.32 + 4.0).clamp(9.0, 17.0)
}

/// The size of a deck under a headline of `size` points.
#[must_use]
pub fn deck_size(size: f64) -> f64 {
    (size * 0.26 + 4.5).clamp(9.0, 15.0)
}

/// A louder story is wider.
fn width_cost(rank: super::copy::Rank, width: usize, columns: usize) -> f32 {
    use super::copy::Rank;
    let share = width as f32 / columns as f32;
    let wanted = match rank {
        Rank::Lead => 0.8,
        Rank::Major => 0.6,
        Rank::Normal => 0.4,
        Rank::Minor => 0.25,
    };
    (share - wanted).abs() * 2.5
}
