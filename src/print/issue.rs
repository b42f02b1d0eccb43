//! One issue of a site in, its printed pages out.
//!
//! What surprised us: what takes time is not making up the page but opening its photographs.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::{Value, json};

use super::boxes;
use super::copy::{Rank, Unit};
use super::cut::cut;
use super::desk::{Copy, Desk};
use super::fault::Fault;
use super::finish::finish;
use super::fonts::{Fonts, Style};
use super::geometry::Grid;
use super::head::{FOOT, RUNNING};
use super::makeup::{Plan, make_up};
use super::page::{Compositor, OPEN, SetPage};
use super::picture::Album;
use super::setter::Setter;
use super::strip;
use super::widths::Widths;
use super::wishes;
use super::world::Room;
use crate::model::edition::{Absence, Edition, LeftOut, Remark};
use crate::model::editions::{PaperFile, Part};
use crate::model::module::Block;
use crate::model::output::Store;
use crate::model::settings::Lang;
use crate::model::{BulletinPath, Record};
use crate::read::Sources;
use crate::resolve::{Site, site::Issue};

/// Most pages of an issue.
const MOST_PAGES: usize = 16;

/// What issues are printed with.
pub struct Works<'a> {
    /// The site.
    pub site: &'a Site,
    /// The files.
    pub sources: &'a Sources,
    /// The sheets of the theme, by name.
    pub sheets: &'a [(String, String)],
    /// The fonts.
    pub fonts: &'a Arc<Fonts>,
    /// Encoded pictures.
    pub pictures: &'a dyn Store,
    /// Pages that were printed before, and a number for all that every page depends on.
    pub pages: (&'a dyn Store, u64),
}

/// A printed issue.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// What stands where.
    pub edition: Edition,
    /// Its own files: `paper.pdf`.
    pub files: Vec<PaperFile>,
    /// Those of its pages: `1.pdf`, `1.webp`, `1@2x.webp` …
    pub pages: Vec<Part>,
}

/// What may be printed beside an issue's own records.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// What its editor asked for.
    pub blocks: &'a [Block],
    /// What may fill its last page, the first before the others.
    pub fillers: &'a [&'a Record],
}

/// Prints one issue, with what its editor asked for beside its records; with fillers, where its last page stays open
/// otherwise.
///
/// # Errors
/// Why it could not be.
pub fn print(works: &Works<'_>, issue: &Issue, beside: Beside<'_>) -> Result<Printed, Fault> {
    let room = Room::new(Arc::clone(works.fonts)).ok_or(Fault::Full)?;
    for (name, text) in works.sheets {
        room.put_sheet(name, text);
    }
    let settings = &works.site.settings;
    let widths = Widths::new(works.fonts);
    let album = Album::open((&room, works.pictures), works.sources, &photographs(works, issue));
    let (blocks, widths, album) = (beside.blocks, &widths, &album);
    let filled = |grid: &Grid, fillers| {
        let setter = &Setter::new(&room, &style(grid, settings.lang, works.fonts));
        Desk { works, issue, blocks, fillers, setter, grid, widths, album }.attempt()
    };
    let attempt = |grid: &Grid| filled(grid, &[]);
    let usual = Grid::new(&settings.print, SIZES[0]);
    let mut best = attempt(&usual)?;
    if best.spills() || !best.is_full() {
        // A little too much: the leading of the whole issue gives way before a story does, or a page is begun for it. And
        // in other rows what left pages open may come out even.
        let closer = attempt(&usual.closer())?;
        let is_less = (closer.left_out.len(), closer.plan.pages) < (best.left_out.len(), best.plan.pages);
        best = if is_less { closer } else { best.or(closer) };
    }
    // With too little copy the type grows, for the whole issue.
    for size in SIZES.into_iter().skip(1) {
        if best.is_full() || best.plan.pages > MOST_SIZED {
            break;
        }
        match attempt(&Grid::new(&settings.print, size)) {
            // What does not fit in larger type has been made up in smaller.
            Err(Fault::Full) => break,
            larger => best = best.or(larger?),
        }
    }
    for count in (1..=beside.fillers.len()).rev().filter(|_| best.is_closed()) {
        let fillers = beside.fillers.get(..count).unwrap_or_default();
        match filled(&best.grid, fillers) {
            Ok(other) if other.is_filled(&best) => {
                best = other;
                break;
            }
            Ok(_) | Err(Fault::Full) => {}
            Err(fault) => return Err(fault),
        }
    }
    let printed = finish(works, issue, (best, beside.fillers));
    // The typesetter remembers all that it has set; nothing of an issue is set twice.
    typst::comemo::evict(0);
    printed
}

/// The files of the photographs that may be printed, each once.
fn photographs(works: &Works<'_>, issue: &Issue) -> Vec<BulletinPath> {
    let records = issue.records.iter().filter_map(|number| works.site.record(*number));
    let files = |record: &Record| -> Vec<BulletinPath> {
        let Some(own) = works.sources.path(record.source.file) else { return Vec::new() };
        // Any may come to lead.
        let photos = record.photos.iter().take(strip::most(Rank::Lead, record.kind));
        photos.filter_map(|photo| own.beside(&photo.file).ok()).collect()
    };
    let mut files: Vec<BulletinPath> = records.flat_map(files).collect();
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(file.as_str().to_owned()));
    files
}

/// Sizes of the body's type, in points.
const SIZES: [f64; 3] = [9.0, 9.5, 10.5];
/// Issues of more pages have copy enough.
const MOST_SIZED: usize = 4;
/// What a page may cost before larger type is tried, and by how much that has to be better.
const GOOD: f32 = 16.0;
const DEARER: f32 = 3.0;
/// Less leading is tried where so little of the last page is used: a story that has just no room begins a page of its own.
const SPILL: f64 = 0.4;
/// How often a make-up is corrected by what was seen when it was set.
const CORRECTIONS: usize = 8;

/// An issue made up and set.
pub(super) struct Attempt {
    pub(super) pages: Vec<SetPage>,
    pub(super) left_out: Vec<LeftOut>,
    /// Wishes about pages that could not be met.
    pub(super) refused: Vec<Remark>,
    plan: Plan,
    pub(super) grid: Grid,
}

impl Attempt {
    /// Whether there is a little more copy than room: something is left out for want of it, or the last page is only
    /// begun.
    fn spills(&self) -> bool {
        let is_dropped = |left_out: &LeftOut| matches!(left_out.reason, Absence::NoRoom(_));
        let last = self.grid.rows.saturating_sub(self.plan.empty);
        self.left_out.iter().any(is_dropped)
            || self.plan.pages > 1 && last as f64 <= SPILL * self.grid.rows as f64
    }

    /// Whether its pages are so well filled that no larger type is tried.
    fn is_full(&self) -> bool {
        self.plan.least <= GOOD * self.plan.pages as f32
    }

    /// Whether its last page is closed up for want of copy.
    fn is_closed(&self) -> bool {
        self.plan.empty > OPEN
    }

    /// Whether nothing was lost by filling up the other.
    fn is_filled(&self, other: &Self) -> bool {
        self.left_out.len() == other.left_out.len()
            && self.refused.len() == other.refused.len()
            && self.plan.pages == other.plan.pages
            && self.plan.empty < other.plan.empty
    }

    /// The better of two: the other only where nothing is lost by it, and much is won.
    fn or(self, other: Self) -> Self {
        let is_better = other.left_out.len() <= self.left_out.len()
            && other.plan.pages <= self.plan.pages
            && other.plan.least + DEARER < self.plan.least;
        if is_better { other } else { self }
    }
}

/// Rows of one column that the text of the units takes.
pub(super) fn rows_of(units: &[Unit]) -> usize {
    let of = |unit: &Unit| match unit {
        Unit::Story(story) => story.rows.len(),
        Unit::Rail { briefs, .. } => briefs.iter().map(|brief| brief.rows.len()).sum(),
    };
    units.iter().map(of).sum()
}

fn masthead_rows(grid: &Grid) -> usize {
    if grid.columns >= 4 { 8 } else { 6 }
}

fn style(grid: &Grid, lang: Lang, fonts: &Fonts) -> Value {
    let (serif, sans) = (fonts.families(Style::Serif), fonts.families(Style::Sans));
    let (lang, region) = if lang == Lang::En { ("en", "us") } else { ("zh", "cn") };
    json!({"size": grid.size, "pitch": grid.pitch, "serif": serif, "sans": sans, "lang": lang, "region": region})
}

impl Desk<'_> {
    /// Makes the issue up and sets it; where a headline turns out to be higher than was reckoned, again.
    fn attempt(&self) -> Result<Attempt, Fault> {
        let (grid, head) = (self.grid, masthead_rows(self.grid));
        let rooms = (grid.rows - head - 1 - FOOT, grid.rows - RUNNING - 1);
        let Copy { mut units, mut left_out, apart: mut refused } = self.copy()?;
        self.divide(&mut units, rooms)?;
        let asked = self.works.site.settings.print.pages.and_then(|pages| usize::try_from(pages).ok());
        let most = asked.unwrap_or(MOST_PAGES);
        // What is more than the paper holds even without a headline need not be tried.
        while rows_of(&units) > (rooms.0 + (most - 1) * rooms.1) * grid.columns {
            self.drop_last(&mut units, (&mut left_out, &mut refused))?;
        }
        let mut corrections = 0;
        while corrections < CORRECTIONS {
            let Some(plan) = make_up(&units, grid, (rooms, most), self.issue.week) else {
                let fits = |units: &[Unit]| make_up(units, grid, (rooms, most), self.issue.week).is_some();
                // What cannot be done as the editor wants it is done without; what does not fit then is left out.
                match wishes::retreat(&units, fits) {
                    Some((without, taken_back)) => {
                        units = without;
                        refused.extend(taken_back);
                    }
                    None => self.drop_last(&mut units, (&mut left_out, &mut refused))?,
                }
                continue;
            };
            self.say_jumps(&mut units, &plan)?;
            let compositor = Compositor { setter: self.setter, grid, units: &units };
            let mut pages = Vec::new();
            for page in 0..plan.pages {
                pages.push(compositor.page(&plan, page, self.margins(page, plan.pages, head)?)?);
            }
            corrections += 1;
            let tight: Vec<usize> = pages.iter().flat_map(|page| page.tight.iter().copied()).collect();
            if tight.is_empty() || corrections == CORRECTIONS {
                return Ok(Attempt { pages, left_out, refused, plan, grid: *grid });
            }
            for unit in tight {
                if let Some(Unit::Story(story)) = units.get_mut(unit) {
                    story.more += 1;
                }
            }
        }
        Err(Fault::Full)
    }

    /// Says over a part where it comes from.
    fn say_jumps(&self, units: &mut [Unit], plan: &Plan) -> Result<(), Fault> {
        let page_of = |unit: usize| {
            plan.placed.iter().find(|placed| placed.unit == unit).map_or(0, |placed| placed.page)
        };
        for number in 1..units.len() {
            let (from, to) = (page_of(number - 1) + 1, page_of(number) + 1);
            let english = self.is_english();
            if let Some(Unit::Story(story)) = units.get_mut(number).filter(|unit| unit.comes_from_before()) {
                let said = if english { format!("from page {from}") } else { format!("上接第{from}版") };
                story.badge = Some(said);
                story.badge_page = Some(from);
            } else {
                continue;
            }
            let said =
                if english { format!("(continued on page {to})") } else { format!("（下转第{to}版）") };
            if let Some(Unit::Story(story)) = units.get_mut(number - 1) {
                let measure = boxes::within(story, self.grid).measure;
                let frame = self.set("note", json!({"text": said, "page": to}), measure)?;
                story.rows.pop();
                story.rows.extend(cut(&frame, self.grid.pitch));
            }
        }
        Ok(())
    }
}
