//! Set pages in, the files of their issue out, and what stands where.
//!
//! What surprised us: picturing a page takes longer than making it up and setting it. So a page that is set as it was
//! before is not pictured again, whichever issue asks for it.

use std::collections::BTreeMap;

use rayon::prelude::*;
use typst::utils::hash128;
use typst_layout::Page;

use super::draft::SetIssue;
use super::export::{self, About};
use super::fault::Fault;
use super::geometry::Grid;
use super::issue::{Printed, Works};
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
    about: &'a About,
    grid: Grid,
    /// Whether no more than one page has to be made.
    is_single: bool,
}

/// The files of an issue that is made up and set.
pub(super) fn finish(
    works: &Works<'_>,
    issue: &Issue,
    (set, fillers): (SetIssue, &[&Record]),
) -> Result<Printed, Fault> {
    let SetIssue { pages, left_out, refused, grid } = set;
    let settings = &works.site.settings;
    let number = issue.number.map(|number| format!(" {number}")).unwrap_or_default();
    let about = About {
        title: format!("{}{number} {}", settings.title, issue.week),
        author: settings.publisher.as_deref().unwrap_or(&settings.title).to_owned(),
        date: issue.date,
        lang: if settings.lang == Lang::En { "en" } else { "zh" },
    };
    let document = export::document(pages.iter().map(|page| page.frame.clone()).collect(), &about);
    // A single page is the whole issue: then there is one PDF under two names.
    let is_whole = matches!(document.pages(), [page] if !export::leads_away(&page.frame));
    let whole = || (!is_whole).then(|| export::pdf(&document, &about).map_err(Fault::Pdf)).transpose();
    let finish = Finish { works, about: &about, grid, is_single: false };
    let alone = || finish.all(document.pages(), &pages);
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
    /// The files of all pages and what their pictures show, from before or made now.
    fn all(&self, set: &[Page], pages: &[SetPage]) -> Result<Vec<Part>, Fault> {
        let known = set.par_iter().zip(pages).enumerate().map(|(number, (set, page))| {
            let key = self.key(number + 1, set, page);
            let before = self.works.pages.0.get(&key).and_then(|bytes| Part::open(&key, &bytes));
            before.ok_or((key, number + 1, set, page))
        });
        let known: Vec<Result<Part, _>> = known.collect();
        let missing = known.iter().filter(|page| page.is_err()).count();
        let finish = Finish { is_single: missing == 1, ..*self };
        let made = known
            .into_par_iter()
            .map(|known| known.or_else(|(key, number, set, page)| finish.page((key, number), set, page)));
        made.collect()
    }

    /// What a page is known by.
    fn key(&self, number: usize, set: &Page, page: &SetPage) -> String {
        let About { title, author, date, lang } = self.about;
        let own = (number, self.works.pages.1, title, author, date, lang, page.room, Likeness(&set.frame));
        format!("page-{:032x}", hash128(&own))
    }

    /// The files of one page and what its picture shows.
    fn page(&self, (key, number): (String, usize), set: &Page, page: &SetPage) -> Result<Part, Fault> {
        let alone = export::document(vec![export::alone(&set.frame)], self.about);
        let pdf = || export::pdf(&alone, self.about).map_err(Fault::Pdf);
        let (pdf, views) = self.both(pdf, || self.views(set, page.room));
        let Views { lesser, denser, picture, blank } = views?;
        let files: Vec<PaperFile> = vec![
            (format!("{number}.pdf"), pdf?),
            (format!("{number}.webp"), lesser),
            (format!("{number}@2x.webp"), denser),
        ];
        let part = Part { key, files, seen: Seen { picture, blank } };
        self.works.pages.0.keep(&part.key, &part.bytes());
        Ok(part)
    }

    /// The pictures of a page, and how blank it is in the rows `room` of the type area.
    fn views(&self, set: &Page, room: (usize, usize)) -> Result<Views, Fault> {
        let dense = View::in_bands(set, DENSITY * 2.0, self.is_single);
        let lesser = || {
            let view = dense.halved();
            let blank = blank(&Picture { view: &view, density: DENSITY }, &self.grid, room);
            view.webp().map(|webp| (webp, view.size, blank))
        };
        let (lesser, denser) = self.both(lesser, || dense.webp());
        let (lesser, picture, blank) = lesser.map_err(Fault::Pdf)?;
        Ok(Views { lesser, denser: denser.map_err(Fault::Pdf)?, picture, blank })
    }

    /// Does two things: side by side for the only page that is made, else one after the other. Pages are made side by
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
