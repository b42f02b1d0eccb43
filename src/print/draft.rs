//! Copy in, a make-up of it out; and a make-up in, its pages out: one issue in one size of type and one leading.
//!
//! What surprised us: sizes of type can be compared by their make-ups alone. What is not chosen is never set on a page.

use rayon::prelude::*;

use super::boxes;
use super::copy::Unit;
use super::cut::cut;
use super::desk::{Copy, Desk};
use super::drop::rows_of;
use super::fault::Fault;
use super::fonts::{Fonts, Style};
use super::geometry::Grid;
use super::head::{FOOT, RUNNING};
use super::issue::Works;
use super::makeup::{Plan, make_up};
use super::page::{Compositor, OPEN, SetPage};
use super::picture::Album;
use super::setter::Setter;
use super::widths::Widths;
use super::wishes;
use super::world::Room;
use crate::model::Record;
use crate::model::edition::{Absence, LeftOut, Remark};
use crate::model::module::Block;
use crate::model::settings::Lang;
use crate::resolve::site::Issue;
use serde_json::{Value, json};

/// Most pages of an issue.
const MOST_PAGES: usize = 16;
/// What a page may cost before larger type is tried, and by how much that has to be better.
const GOOD: f32 = 16.0;
const DEARER: f32 = 3.0;
/// Less leading is tried where so little of the last page is used: a story that has just no room begins a page of its own.
const SPILL: f64 = 0.4;
/// How often a make-up is corrected by what was seen when it was set.
const CORRECTIONS: usize = 8;

/// What all drafts of an issue are made with.
pub(super) struct Press<'a> {
    pub(super) works: &'a Works<'a>,
    pub(super) issue: &'a Issue,
    /// What its editor asked for beside its records.
    pub(super) blocks: &'a [Block],
    pub(super) room: &'a Room,
    pub(super) widths: &'a Widths,
    pub(super) album: &'a Album,
}

/// Units, and what has become of others.
struct Made {
    units: Vec<Unit>,
    left_out: Vec<LeftOut>,
    /// Wishes that could not be met.
    refused: Vec<Remark>,
}

/// An issue that is made up and not yet set.
pub(super) struct Draft<'a> {
    pub(super) grid: Grid,
    setter: Setter<'a>,
    fillers: &'a [&'a Record],
    made: Made,
    plan: Plan,
}

/// An issue made up and set.
pub(super) struct SetIssue {
    pub(super) pages: Vec<SetPage>,
    pub(super) left_out: Vec<LeftOut>,
    /// Wishes about pages that could not be met.
    pub(super) refused: Vec<Remark>,
    pub(super) grid: Grid,
}

impl<'a> Press<'a> {
    /// Makes the issue up in type of this grid, with these fillers.
    pub(super) fn draft(&self, grid: Grid, fillers: &'a [&'a Record]) -> Result<Draft<'a>, Fault> {
        let style = style(&grid, self.works.site.settings.lang, self.works.fonts);
        let setter = Setter::new(self.room, &style);
        let desk = self.desk((&grid, &setter), fillers);
        let mut made = desk.made()?;
        let plan = desk.plan(&mut made)?;
        Ok(Draft { grid, setter, fillers, made, plan })
    }

    /// Sets a draft; where a headline turns out to be higher than was reckoned, the issue is made up again.
    pub(super) fn set(&self, draft: Draft<'_>) -> Result<SetIssue, Fault> {
        let Draft { grid, setter, fillers, mut made, mut plan } = draft;
        let desk = self.desk((&grid, &setter), fillers);
        let mut correction = 1;
        loop {
            desk.say_jumps(&mut made.units, &plan)?;
            let pages = desk.pages(&made.units, &plan)?;
            let tight: Vec<usize> = pages.iter().flat_map(|page| page.tight.iter().copied()).collect();
            if tight.is_empty() || correction == CORRECTIONS {
                let Made { left_out, refused, .. } = made;
                return Ok(SetIssue { pages, left_out, refused, grid });
            }
            for unit in tight {
                if let Some(Unit::Story(story)) = made.units.get_mut(unit) {
                    story.more += 1;
                }
            }
            plan = desk.plan(&mut made)?;
            correction += 1;
        }
    }

    fn desk<'d>(&'d self, (grid, setter): (&'d Grid, &'d Setter<'d>), fillers: &'d [&'d Record]) -> Desk<'d> {
        let Self { works, issue, blocks, widths, album, .. } = *self;
        Desk { works, issue, blocks, fillers, setter, grid, widths, album }
    }
}

impl Draft<'_> {
    /// How many stories are left out.
    pub(super) fn lost(&self) -> usize {
        self.made.left_out.len()
    }

    /// What has to be least, the weightiest first: stories left out, and pages; and then what the make-up costs.
    pub(super) fn price(&self) -> ((usize, usize), f32) {
        ((self.lost(), self.plan.pages), self.plan.least)
    }

    pub(super) fn pages(&self) -> usize {
        self.plan.pages
    }

    /// Whether there is a little more copy than room: something is left out for want of it, or the last page is only
    /// begun.
    pub(super) fn spills(&self) -> bool {
        let is_dropped = |left_out: &LeftOut| matches!(left_out.reason, Absence::NoRoom(_));
        let last = self.grid.rows.saturating_sub(self.plan.empty);
        self.made.left_out.iter().any(is_dropped)
            || self.plan.pages > 1 && last as f64 <= SPILL * self.grid.rows as f64
    }

    /// Whether its pages are so well filled that no larger type is tried.
    pub(super) fn is_full(&self) -> bool {
        self.plan.least <= GOOD * self.plan.pages as f32
    }

    /// Whether its last page is closed up for want of copy, or a page is too white for it.
    pub(super) fn wants_fillers(&self) -> bool {
        self.plan.empty > OPEN || self.plan.white > 0.0
    }

    /// Whether nothing was lost by filling up the other.
    pub(super) fn is_filled(&self, other: &Self) -> bool {
        self.lost() == other.lost()
            && self.made.refused.len() == other.made.refused.len()
            && self.plan.pages == other.plan.pages
            && (self.plan.empty < other.plan.empty && other.plan.empty > OPEN || self.is_better(other))
    }

    /// Whether it loses nothing that the other has, and costs much less.
    pub(super) fn is_better(&self, other: &Self) -> bool {
        self.lost() <= other.lost()
            && self.plan.pages <= other.plan.pages
            && self.plan.least + DEARER < other.plan.least
    }
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
    /// Rows of the first page and of the others, and how many pages there may be.
    fn rooms(&self) -> ((usize, usize), usize) {
        let (grid, head) = (self.grid, masthead_rows(self.grid));
        let asked = self.works.site.settings.print.pages.and_then(|pages| usize::try_from(pages).ok());
        ((grid.rows - head - 1 - FOOT, grid.rows - RUNNING - 1), asked.unwrap_or(MOST_PAGES))
    }

    /// The copy, divided and without what is more than the paper holds even without a headline.
    fn made(&self) -> Result<Made, Fault> {
        let (rooms, most) = self.rooms();
        let Copy { mut units, mut left_out, apart: mut refused } = self.copy()?;
        self.divide(&mut units, rooms)?;
        while rows_of(&units) > (rooms.0 + (most - 1) * rooms.1) * self.grid.columns {
            self.drop_last(&mut units, (&mut left_out, &mut refused))?;
        }
        Ok(Made { units, left_out, refused })
    }

    /// The make-up of the units. What cannot be done as the editor wants it is done without; what does not fit then is left
    /// out.
    fn plan(&self, made: &mut Made) -> Result<Plan, Fault> {
        let (rooms, grid) = (self.rooms(), self.grid);
        loop {
            if let Some(plan) = make_up(&made.units, grid, rooms, self.issue.week) {
                return Ok(plan);
            }
            let fits = |units: &[Unit]| make_up(units, grid, rooms, self.issue.week).is_some();
            match wishes::retreat(&made.units, fits) {
                Some((without, taken_back)) => {
                    made.units = without;
                    made.refused.extend(taken_back);
                }
                None => self.drop_last(&mut made.units, (&mut made.left_out, &mut made.refused))?,
            }
        }
    }

    /// The pages of a plan, set side by side.
    fn pages(&self, units: &[Unit], plan: &Plan) -> Result<Vec<SetPage>, Fault> {
        let compositor = Compositor { setter: self.setter, grid: self.grid, units };
        let page = |page: usize| {
            let margins = self.margins(page, plan.pages, masthead_rows(self.grid));
            Ok(compositor.page(plan, page, margins?)?)
        };
        (0..plan.pages).into_par_iter().map(page).collect()
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
