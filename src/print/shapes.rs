//! A unit and a width in columns in, every shape it can take out: for each height the best.
//!
//! What surprised us: with a table of heights for every unit and width, making up a page is adding numbers.

use super::boxes;
use super::copy::{Rank, Story, Unit};
use super::geometry::Grid;
use super::headline::{SCANT, Setting};
use super::picture::MOST_CROPPED;
use super::rows::{Row, apart, flow, least_height, length, longest_held, run, spaced, spread};
use super::strip::Strip;
use super::zone::{Zone, blank};

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
    /// The photographs.
    pub photo: Option<PhotoPlace>,
    /// Rows that each column begins below.
    pub tops: Vec<usize>,
}

/// Where a story's photographs stand: columns and rows from the story's upper left corner, with captions and the empty row
/// behind them.
#[derive(Clone, Copy, Debug)]
pub struct PhotoPlace {
    /// How many photographs stand there side by side.
    pub count: usize,
    /// Its first column and how many it has.
    pub columns: (usize, usize),
    /// Its first row and how many it has.
    pub rows: (usize, usize),
}

/// The shapes of a unit at one width: by height in rows, what each costs.
pub type Shapes = Vec<Option<(f32, Shape)>>;

/// Rows that a headline's zone may have to spare.
const SPARE: usize = 3;
/// The most rows by which a story may be higher than its text needs.
const LOOSE: usize = 2;
/// What a photograph costs that could be printed and is not.
const FEWER: f32 = 2.0;
/// What a photograph costs that fills no part of a page where a whole one is due.
const SMALL: f32 = 60.0;
/// The most rows of a headline that stands in a corner with text beside it.
const DEEPEST_CORNER: usize = 12;
/// The most rows of a column of text.
const LONGEST_RUN: usize = 42;

/// The shapes of `unit` over `width` columns, up to `most` rows.
#[must_use]
pub fn shapes(unit: &Unit, (width, most): (usize, usize), grid: &Grid) -> Shapes {
    let mut shapes: Shapes = vec![None; most + 1];
    match unit {
        Unit::Story(story) => {
            let own = &boxes::within(story, grid);
            let maker = Maker { story, width, grid: own, page: grid };
            maker.all(&mut shapes);
        }
        Unit::Rail { briefs, .. } => {
            let texts: Vec<&[Row]> = briefs.iter().map(|brief| brief.rows.as_slice()).collect();
            rail(&texts, width, &mut shapes);
        }
    }
    shapes
}

/// Rows of one column that the headline and the first photograph of a story take which fills a page.
pub(super) fn head_room(story: &Story, grid: &Grid) -> usize {
    let own = &boxes::within(story, grid);
    let maker = Maker { story, width: grid.columns, grid: own, page: grid };
    let zone = maker
        .headlines(grid.columns)
        .first()
        .map_or(0, |setting| Zone::new(story, (setting, grid.columns), own).rows);
    let photo = story.photos.first().map_or(0, |strip| {
        let width = maker.photo_widths(strip).into_iter().rfind(|width| *width <= grid.columns.div_ceil(2));
        let width = width.unwrap_or(1);
        let points = own.width(width);
        (own.rows_of(strip.height(points)) + strip.caption_rows(points) + 1) * width
    });
    (zone + 2 * boxes::padding(story)) * grid.columns + photo
}

fn offer(shapes: &mut Shapes, height: usize, cost: f32, shape: impl FnOnce() -> Shape) {
    if let Some(slot) = shapes.get_mut(height)
        && slot.as_ref().is_none_or(|(known, _)| cost < *known)
    {
        *slot = Some((cost, shape()));
    }
}

/// The most empty rows of one column that are no hole, and what each further one costs.
const MOST_OPEN: usize = 4;
const HOLE: f32 = 3.0;
/// What it costs that a brief begins right below the one before it.
const TIGHT: f32 = 1.5;

fn rail(texts: &[&[Row]], width: usize, shapes: &mut Shapes) {
    const HEAD: usize = 3;
    let (rows, gaps) = (texts.iter().map(|rows| rows.len()).sum::<usize>(), texts.len().saturating_sub(1));
    // A headline and the first line below it stand in one column.
    let deepest = texts.iter().map(|rows| longest_held(rows) + 1).max().unwrap_or(0);
    // A brief is not divided if there is a better way, so a rail of several columns has some to spare; and no column ends
    // with the headline of a brief.
    let lowest = deepest.max(rows.div_ceil(width));
    let Some(lowest) = (lowest..shapes.len()).find(|height| run(texts, *height, 0).1 <= width) else {
        return;
    };
    let highest = lowest.max((rows + gaps + 3 * width).div_ceil(width));
    for height in (lowest..=highest).filter(|height| run(texts, *height, 0).1 <= width) {
        let spare = ((height - 1) * width + 1).saturating_sub(rows);
        let short = match rows / width {
            0..4 => 8.0,
            4..7 => 3.5,
            7..10 => 1.0,
            _ => 0.0,
        };
        // What is not needed between briefs stays empty at the end of the last column.
        let open = (height * width - rows).saturating_sub(gaps + MOST_OPEN);
        let tight = TIGHT * tight(texts, (height, width)) as f32;
        let cost = blank(spare) + HOLE * open as f32 + short + tight + if width > 2 { 0.8 } else { 0.0 };
        offer(shapes, HEAD + height, cost, || Shape::Rail { head: HEAD, spare });
    }
}

/// How many texts begin right below the one before them, in so many columns of a height.
fn tight(texts: &[&[Row]], (height, width): (usize, usize)) -> usize {
    let starts = spaced(texts, (height, width));
    let pairs = texts.iter().zip(&starts).zip(starts.iter().skip(1));
    pairs.filter(|((rows, start), next)| next.1 > 0 && flow(rows, **start, height).1 == **next).count()
}

struct Maker<'a> {
    story: &'a Story,
    width: usize,
    /// The columns within its place.
    grid: &'a Grid,
    /// Those of the page.
    page: &'a Grid,
}

impl Maker<'_> {
    fn all(&self, shapes: &mut Shapes) {
        let strips: Vec<(&Strip, Vec<usize>)> =
            self.story.photos.iter().map(|strip| (strip, self.photo_widths(strip))).collect();
        for over in self.narrowest()..=self.width {
            for setting in self.headlines(over) {
                let zone = Zone::new(self.story, (&setting, over), self.grid);
                if strips.is_empty() {
                    self.plain(shapes, &zone);
                }
                for (strip, widths) in &strips {
                    for width in widths {
                        self.with_photo(shapes, &zone, (*width, strip));
                    }
                }
            }
        }
        // A photograph that no page has room for, or that would have to be cropped too much, stays out; its story does not.
        if self.width == self.grid.columns && !strips.is_empty() && shapes.iter().all(Option::is_none) {
            for setting in self.headlines(self.width) {
                self.plain(shapes, &Zone::new(self.story, (&setting, self.width), self.grid));
            }
        }
    }

    /// The fewest columns of its headline: one across the foot of a page stands over more than half of them.
    fn narrowest(&self) -> usize {
        if self.story.rank == Rank::Foot { self.width / 2 + 1 } else { 1 }
    }

    fn headlines(&self, over: usize) -> Vec<Setting> {
        let width = self.grid.width(over) - 2.0;
        let headline = &self.story.headline;
        if headline.is_empty() {
            return if over == self.width { vec![headline.forced(width)] } else { Vec::new() };
        }
        let mut all = headline.settings(width, self.story.rank.sizes(self.grid.columns));
        // How well a headline fills a box is seen from rule to rule.
        let part = self.grid.width(over) / self.page.width(over);
        all.iter_mut().for_each(|setting| setting.is_good &= setting.used * part >= SCANT);
        // Smaller than its rank asks for is a headline only where the sheet is too narrow for it.
        if all.is_empty() && over == self.grid.columns { vec![headline.forced(width)] } else { all }
    }

    /// Over how many columns the photographs may stand.
    fn photo_widths(&self, photo: &Strip) -> Vec<usize> {
        let all = photo.widths(self.grid);
        let is_sharp = |width: &usize| photo.is_sharp(self.grid.width(*width));
        let sharp = || all.iter().copied().filter(is_sharp);
        let wide = if sharp().next().is_none() {
            all.iter().copied().take(1).collect()
        } else {
            sharp().collect::<Vec<_>>()
        };
        wide.into_iter().filter(|width| *width <= self.width).collect()
    }

    /// The headline over all columns, or in the upper left corner with text beside it.
    fn plain(&self, shapes: &mut Shapes, zone: &Zone<'_>) {
        let Zone { over, rows, .. } = *zone;
        if over < self.width && (rows == 0 || rows + SPARE > DEEPEST_CORNER) {
            return;
        }
        for spare in 0..=SPARE {
            let mut tops = vec![rows + spare; self.width];
            tops.iter_mut().skip(over).for_each(|top| *top = 0);
            let cost = blank(spare * over) + if over < self.width { 0.3 } else { 0.0 };
            self.give(shapes, (zone, rows + spare), (None, &tops, cost));
        }
    }

    /// The photographs in each place that it may have below or beside such a headline.
    fn with_photo(&self, shapes: &mut Shapes, zone: &Zone<'_>, (width, photo): (usize, &Strip)) {
        let Zone { over, rows: least, .. } = *zone;
        let most = self.story.photos.iter().map(Strip::count).max().unwrap_or(0);
        let missing = most - photo.count();
        let fewer = FEWER * missing as f32;
        for place in places((over, width), self.width) {
            for (photo_rows, cost) in self.photo_rows(photo, width) {
                for spare in 0..=SPARE.min(over) {
                    let rows = least + spare;
                    let top = if place.is_below { rows } else { 0 };
                    let columns = place.first..place.first + width;
                    let height = |column: usize| {
                        let head = if column < over { rows } else { 0 };
                        if columns.contains(&column) { head + photo_rows } else { head }
                    };
                    let tops: Vec<usize> = (0..self.width).map(height).collect();
                    let cost = cost + blank(spare * over) + place.cost + fewer;
                    let photo = PhotoPlace {
                        count: photo.count(),
                        columns: (place.first, width),
                        rows: (top, photo_rows),
                    };
                    self.give(shapes, (zone, rows), (Some(photo), &tops, cost));
                }
            }
        }
    }

    /// The rows that photographs over so many columns may take, caption included, with what each costs.
    fn photo_rows(&self, photo: &Strip, columns: usize) -> Vec<(usize, f32)> {
        let width = self.grid.width(columns);
        let caption = photo.caption_rows(width);
        let middle = self.grid.rows_of(photo.height(width));
        let limit = if photo.is_cropped() { 0.06 } else { MOST_CROPPED - 0.02 };
        let cropped = |rows: usize| photo.cropped((width, self.grid.height(rows)));
        let all = || (middle / 2).max(3)..=middle * 2 + 2;
        let mut heights: Vec<usize> = all().filter(|rows| cropped(*rows) <= limit).collect();
        if heights.is_empty() {
            // Whole rows do not come nearer to what the editor has cropped.
            let nearest = all().min_by(|one, other| cropped(*one).total_cmp(&cropped(*other)));
            heights.extend(nearest.filter(|rows| cropped(*rows) <= MOST_CROPPED));
        }
        // A photograph may fill so much of the page; beyond that it has to be needed.
        let page = (self.grid.rows * self.grid.columns) as f32;
        let due = photo_share(self.story.rank);
        let over = |rows: usize| ((rows * columns) as f32 / page - due).max(0.0);
        let large = |rows: usize| over(rows) * 120.0 + over(rows) * over(rows) * 900.0;
        let least = photo_least(self.story.rank);
        let small = |rows: usize| (least - (rows * columns) as f32 / page).max(0.0) * SMALL;
        let cost = |rows: usize| cropped(rows) as f32 * 3.0 + large(rows) + small(rows);
        heights.into_iter().map(|rows| (rows + caption + 1, cost(rows))).collect()
    }

    fn give(
        &self,
        shapes: &mut Shapes,
        (zone, zone_rows): (&Zone<'_>, usize),
        (photo, tops, cost): (Option<PhotoPlace>, &[usize], f32),
    ) {
        let rows = &self.story.rows;
        let Some(least) = least_height(rows, tops) else { return };
        let own = cost + zone.cost(zone_rows) + width_cost(self.story.rank, self.width, self.grid.columns);
        // Columns may all end a little above the foot.
        for height in least..=least + LOOSE {
            let heights: Vec<usize> = tops.iter().map(|top| height.saturating_sub(*top)).collect();
            let spare = heights.iter().sum::<usize>().saturating_sub(rows.len());
            let high = height + 2 * boxes::padding(self.story);
            // However its columns come out, it is no better than what is known.
            let known = shapes.get(high).and_then(Option::as_ref);
            if high >= shapes.len() || known.is_some_and(|(known, _)| *known <= own + blank(spare)) {
                continue;
            }
            let Some(columns) = spread(rows, &heights) else { continue };
            let lengths = || columns.iter().map(|range| length(rows, range));
            let ragged = apart(rows, &columns, &heights).saturating_sub(1);
            let cost = own
                + run_cost(lengths().min().unwrap_or(0), lengths().max().unwrap_or(0))
                + blank(spare)
                + 8.0 * ragged as f32;
            let shape = || {
                let (headline, tops) = (zone.setting.clone(), tops.to_vec());
                Shape::Story(StoryShape { headline, over: zone.over, zone: zone_rows, photo, tops })
            };
            offer(shapes, high, cost, shape);
        }
    }
}

/// A place for a photograph: its first column, and whether it stands below the headline or beside it.
struct Spot {
    first: usize,
    is_below: bool,
    cost: f32,
}

/// The places of a photograph over so many columns in a story of `columns`, whose headline stands over the first `over`:
/// below the headline at the right, or beside it in the upper right corner, or right below one that has text beside it.
fn places((over, width): (usize, usize), columns: usize) -> Vec<Spot> {
    let mut places = Vec::new();
    if over == columns {
        places.push(Spot { first: columns - width, is_below: true, cost: 0.0 });
    }
    if width + over == columns {
        places.push(Spot { first: over, is_below: false, cost: 0.0 });
    }
    if over < columns && width == over {
        places.push(Spot { first: 0, is_below: true, cost: 0.3 });
    }
    places
}

/// What columns cost whose shortest and longest have so many rows of text: an eye that has to jump every three lines, or
/// that sees no end.
fn run_cost(shortest: usize, longest: usize) -> f32 {
    let short = match shortest {
        0..3 => 9.0,
        3..5 => 3.5,
        5..7 => 1.2,
        _ => 0.0,
    };
    short + if longest > LONGEST_RUN { 1.5 } else { 0.0 }
}

/// The part of a page that the photograph of a story of this rank may fill.
fn photo_share(rank: Rank) -> f32 {
    match rank {
        Rank::Lead => 0.2,
        Rank::Foot | Rank::Major => 0.13,
        Rank::Normal => 0.08,
        Rank::Minor => 0.05,
    }
}

/// The part of a page that it should fill.
fn photo_least(rank: Rank) -> f32 {
    match rank {
        Rank::Lead => 0.08,
        Rank::Major | Rank::Foot => 0.05,
        Rank::Normal | Rank::Minor => 0.0,
    }
}

/// A louder story is wider.
fn width_cost(rank: Rank, width: usize, columns: usize) -> f32 {
    let share = width as f32 / columns as f32;
    let wanted = match rank {
        Rank::Foot => 1.0,
        Rank::Lead => 0.8,
        Rank::Major => 0.6,
        Rank::Normal => 0.4,
        Rank::Minor => 0.25,
    };
    (share - wanted).abs() * 2.5
}
