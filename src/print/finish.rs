//! Set pages in, the files of their issue out, and what stands where.
//!
//! What surprised us: picturing a page takes longer than making it up and setting it. So a page that is set as it was
//! before is not pictured again, whichever issue asks for it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use typst::utils::hash128;
use typst_layout::Page;

use super::export::{self, About};
use super::fault::Fault;
use super::geometry::Grid;
use super::issue::{Attempt, Printed, Works};
use super::likeness::Likeness;
use super::measure::{Picture, blank};
use super::page::SetPage;
use super::view::View;
use crate::model::edition::{
    Area, Blank, Continued, Edition, Measures, Noteworthy, PrintedPage, Remark, Seen,
};
use crate::model::editions::{PAPER, PaperFile, Part};
use crate::model::settings::Lang;
use crate::model::{Id, Record};
use crate::resolve::site::Issue;

/// Pixels to a point of a page's picture, at the lesser density.
const DENSITY: f64 = 1.0;
/// What pages are finished with.
struct Finish<'a> {
    works: &'a Works<'a>,
    about: About,
    grid: Grid,
    /// Whether the issue has one page.
    is_single: bool,
}

/// The files of an issue that is made up and set.
pub(super) fn finish(
    works: &Works<'_>,
    issue: &Issue,
    (attempt, fillers): (Attempt, &[&Record]),
) -> Result<Printed, Fault> {
    let Attempt { pages, left_out, refused, grid, .. } = attempt;
    let settings = &works.site.settings;
    let number = issue.number.map(|number| format!(" {number}")).unwrap_or_default();
    let about = About {
        title: format!("{}{number} {}", settings.title, issue.week),
        author: settings.publisher.as_deref().unwrap_or(&settings.title).to_owned(),
        date: issue.date,
        lang: if settings.lang == Lang::En { "en" } else { "zh" },
    };
    let finish = Finish { works, about, grid, is_single: pages.len() == 1 };
    let document = export::document(pages.iter().map(|page| page.frame.clone()).collect(), &finish.about);
    // A single page is the whole issue: then there is one PDF under two names.
    let is_whole = matches!(document.pages(), [page] if !export::leads_away(&page.frame));
    let whole = || (!is_whole).then(|| export::pdf(&document, &finish.about).map_err(Fault::Pdf)).transpose();
    let alone = || {
        let pages = document.pages().par_iter().zip(&pages).enumerate();
        pages
            .map(|(number, (set, page))| finish.page(number + 1, set, page))
            .collect::<Result<Vec<_>, Fault>>()
    };
    let (whole, parts) = rayon::join(whole, alone);
    let (whole, parts) = (whole?, parts?);
    let first = || parts.first()?.files.first().map(|(_, pdf)| pdf.clone());
    let whole = whole.or_else(first).ok_or_else(|| Fault::Pdf("there is no page".to_owned()))?;
    let printed = printed(&pages, &parts, &grid);
    let millimetres = |points: f64| points * 25.4 / 72.0;
    let remarks = pages.iter().flat_map(|page| page.remarks.clone());
    let fills = |area: &&Area| fillers.iter().any(|record| record.id == area.id);
    let on_page = |page: &PrintedPage| {
        let filler = |area: &Area| Remark { id: area.id.clone(), what: Noteworthy::Filler(page.number) };
        page.areas.iter().filter(fills).filter(|area| area.part == 1).map(filler).collect::<Vec<_>>()
    };
    let filled: Vec<Remark> = printed.iter().flat_map(on_page).collect();
    let edition = Edition {
        paper: (millimetres(grid.sheet.0), millimetres(grid.sheet.1)),
        continued: continued(&printed),
        pages: printed,
        left_out,
        remarks: remarks.chain(refused).chain(filled).collect(),
    };
    Ok(Printed { edition, files: vec![(PAPER.to_owned(), whole)], pages: parts })
}

impl Finish<'_> {
    /// The files of one page and what its picture shows, from before or made now.
    fn page(&self, number: usize, set: &Page, page: &SetPage) -> Result<Part, Fault> {
        let (known, ground) = self.works.pages;
        let About { title, author, date, lang } = &self.about;
        let own = (number, ground, title, author, date, lang, page.room, Likeness(&set.frame));
        let key = format!("page-{:032x}", hash128(&own));
        if let Some(before) = known.get(&key).and_then(|bytes| Part::open(&key, &bytes)) {
            return Ok(before);
        }
        let alone = export::document(vec![export::alone(&set.frame)], &self.about);
        let pdf = || export::pdf(&alone, &self.about).map_err(Fault::Pdf);
        let (pdf, views) = self.both(pdf, || self.views(set, page.room));
        let Views { lesser, denser, picture, blank } = views?;
        let files: Vec<PaperFile> = vec![
            (format!("{number}.pdf"), pdf?),
            (format!("{number}.webp"), lesser),
            (format!("{number}@2x.webp"), denser),
        ];
        let part = Part { key, files, seen: Seen { picture, blank } };
        known.keep(&part.key, &part.bytes());
        Ok(part)
    }

    /// The pictures of a page, and how blank it is in the rows `room` of the type area.
    fn views(&self, set: &Page, room: (usize, usize)) -> Result<Views, Fault> {
        let dense = View::new(set, DENSITY * 2.0);
        let lesser = || {
            let view = dense.halved();
            let blank = blank(&Picture { view: &view, density: DENSITY }, &self.grid, room);
            view.webp().map(|webp| (webp, view.size, blank))
        };
        let (lesser, denser) = self.both(lesser, || dense.webp());
        let (lesser, picture, blank) = lesser.map_err(Fault::Pdf)?;
        Ok(Views { lesser, denser: denser.map_err(Fault::Pdf)?, picture, blank })
    }

    /// Does two things: side by side for the only page of an issue, else one after the other. Pages are made side by
    /// side already, and a thread that waits within one would begin another and hold the large pictures of both.
    fn both<A: Send, B: Send>(
        &self,
        one: impl FnOnce() -> A + Send,
        other: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        if self.is_single { rayon::join(one, other) } else { (one(), other()) }
    }
}

/// The encoded pictures of a page at both densities, the lesser one's size in pixels, and what was measured on it.
struct Views {
    lesser: Vec<u8>,
    denser: Vec<u8>,
    picture: (u32, u32),
    blank: Blank,
}

/// The pages with what stands on them.
fn printed(pages: &[SetPage], parts: &[Part], grid: &Grid) -> Vec<PrintedPage> {
    let mut all: BTreeMap<&Id, u32> = BTreeMap::new();
    for (id, _) in pages.iter().flat_map(|page| &page.areas) {
        *all.entry(id).or_default() += 1;
    }
    let mut before: BTreeMap<&Id, u32> = BTreeMap::new();
    let mut printed = Vec::with_capacity(pages.len());
    for ((number, page), part) in (1..).zip(pages).zip(parts) {
        let areas = page.areas.iter().map(|(id, [left, top, width, height])| {
            let part = before.entry(id).or_default();
            *part += 1;
            let (wide, high) = grid.sheet;
            let place = [left / wide, top / high, width / wide, height / high];
            Area { id: id.clone(), part: *part, parts: all.get(id).copied().unwrap_or(1), place }
        });
        let areas = areas.collect();
        let Seen { picture, blank } = part.seen;
        let measures = Measures { size: grid.size, leading: grid.pitch, blank, ..page.measures };
        printed.push(PrintedPage { number, picture, areas, measures });
    }
    printed
}

/// Stories that leave one page for another.
fn continued(pages: &[PrintedPage]) -> Vec<Continued> {
    let mut last: BTreeMap<&Id, u32> = BTreeMap::new();
    let mut continued = Vec::new();
    for page in pages {
        for area in &page.areas {
            if let Some(from) = last.insert(&area.id, page.number).filter(|from| *from != page.number) {
                continued.push(Continued { id: area.id.clone(), from, to: page.number });
            }
        }
    }
    continued
}
