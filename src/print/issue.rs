//! One issue of a site in, its printed pages out.
//!
//! What surprised us: what takes time is not making up the page but opening its photographs.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::copy::Rank;
use super::draft::{Draft, Press, SetIssue};
use super::fault::Fault;
use super::finish::finish;
use super::fonts::Fonts;
use super::geometry::Grid;
use super::picture::Album;
use super::strip;
use super::widths::Widths;
use super::world::Room;
use crate::model::edition::Edition;
use crate::model::editions::{PaperFile, Part};
use crate::model::module::Block;
use crate::model::output::Store;
use crate::model::{BulletinPath, Record};
use crate::read::Sources;
use crate::resolve::{Site, site::Issue};

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
    /// How many issues are being printed.
    pub at_work: AtomicUsize,
}

impl Works<'_> {
    /// Whether no more than one issue is being printed, and a core may be free.
    pub(super) fn is_alone(&self) -> bool {
        self.at_work.load(Ordering::Relaxed) <= 1
    }
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
    let _turn = Turn::take(&works.at_work);
    let room = Room::new(Arc::clone(works.fonts)).ok_or(Fault::Full)?;
    for (name, text) in works.sheets {
        room.put_sheet(name, text);
    }
    let widths = Widths::new(works.fonts);
    let album = Album::open((&room, works.pictures), works.sources, &photographs(works, issue));
    let press = Press { works, issue, blocks: beside.blocks, room: &room, widths: &widths, album: &album };
    let set = set(&press, drafts(&press, beside.fillers)?)?;
    let printed = finish(works, issue, (set, beside.fillers));
    // The typesetter remembers all that it has set; nothing of an issue is set twice.
    typst::comemo::evict(0);
    printed
}

/// Says that an issue is being printed, as long as it stands.
struct Turn<'a>(&'a AtomicUsize);

impl<'a> Turn<'a> {
    fn take(at_work: &'a AtomicUsize) -> Self {
        at_work.fetch_add(1, Ordering::Relaxed);
        Self(at_work)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The drafts of an issue that were compared, the chosen one last.
fn drafts<'a>(press: &Press<'a>, fillers: &'a [&'a Record]) -> Result<Vec<Draft<'a>>, Fault> {
    let print = &press.works.site.settings.print;
    let usual = Grid::new(print, SIZES[0]);
    let draft = |grid: Grid| press.draft(grid, &[]);
    // Where nothing else is printed, another core makes up meanwhile what is most often needed next.
    let (best, closer) = if press.works.is_alone() {
        let (best, closer) = rayon::join(|| draft(usual), || draft(usual.closer()));
        (best?, Some(closer))
    } else {
        (draft(usual)?, None)
    };
    let (mut best, mut others) = (best, Vec::new());
    if best.spills() || !best.is_full() {
        // A little too much: the leading of the whole issue gives way before a story does, or a page is begun for it. And
        // in other rows what left pages open may come out even.
        let closer = closer.unwrap_or_else(|| draft(usual.closer()))?;
        let is_chosen = closer.price().0 < best.price().0 || closer.is_better(&best);
        others.push(choose(&mut best, closer, is_chosen));
    }
    // With too little copy the type grows, for the whole issue.
    let is_sparse = |best: &Draft<'_>| !best.is_full() && best.pages() <= MOST_SIZED;
    let ahead: Vec<Result<Draft<'_>, Fault>> = if press.works.is_alone() && is_sparse(&best) {
        SIZES.par_iter().skip(1).map(|size| draft(Grid::new(print, *size))).collect()
    } else {
        Vec::new()
    };
    let mut ahead = ahead.into_iter();
    for size in SIZES.into_iter().skip(1) {
        if !is_sparse(&best) {
            break;
        }
        match ahead.next().unwrap_or_else(|| draft(Grid::new(print, size))) {
            // What does not fit in larger type has been made up in smaller.
            Err(Fault::Full) => break,
            larger => {
                let larger = larger?;
                let is_chosen = larger.is_better(&best);
                others.push(choose(&mut best, larger, is_chosen));
            }
        }
    }
    let filled = if best.wants_fillers() { filled(press, &best, fillers)? } else { None };
    others.extend(filled.map(|filled| choose(&mut best, filled, true)));
    others.sort_by(|one, other| {
        let ((lost, cost), (other_lost, other_cost)) = (one.price(), other.price());
        other_lost.cmp(&lost).then(other_cost.total_cmp(&cost))
    });
    others.push(best);
    Ok(others)
}

/// The draft with fillers, as many as its pages come out best with; none where they are of no use.
fn filled<'a>(
    press: &Press<'a>,
    best: &Draft<'_>,
    fillers: &'a [&'a Record],
) -> Result<Option<Draft<'a>>, Fault> {
    let at_once = if press.works.is_alone() { 2 } else { 1 };
    let counts: Vec<usize> = (1..=fillers.len()).rev().collect();
    let mut filled: Option<Draft<'a>> = None;
    for some in counts.chunks(at_once) {
        let draft = |count: &usize| press.draft(best.grid, fillers.get(..*count).unwrap_or_default());
        for fewer in some.par_iter().map(draft).collect::<Vec<_>>() {
            match fewer {
                Ok(fewer) if fewer.is_filled(best) => {
                    // Fewer are tried as long as the pages come out better by that.
                    if filled.as_ref().is_some_and(|filled| filled.price().1 <= fewer.price().1) {
                        return Ok(filled);
                    }
                    filled = Some(fewer);
                }
                Ok(_) | Err(Fault::Full) => {}
                Err(fault) => return Err(fault),
            }
        }
    }
    Ok(filled)
}

/// Puts the other in the place of the best where it is chosen; gives back what is not.
fn choose<'a>(best: &mut Draft<'a>, other: Draft<'a>, is_chosen: bool) -> Draft<'a> {
    if is_chosen { std::mem::replace(best, other) } else { other }
}

/// Sets the last of the drafts. Where it turns out that a story has no room in it, the next is set that loses fewer.
fn set(press: &Press<'_>, mut drafts: Vec<Draft<'_>>) -> Result<SetIssue, Fault> {
    let mut best: Option<SetIssue> = None;
    let mut promised = None;
    while let Some(draft) = drafts.pop() {
        let promised = *promised.get_or_insert_with(|| draft.lost());
        match press.set(draft) {
            Err(Fault::Full) => continue,
            set => {
                let set = set?;
                if best.as_ref().is_none_or(|best| set.left_out.len() < best.left_out.len()) {
                    best = Some(set);
                }
            }
        }
        if best.as_ref().is_some_and(|best| best.left_out.len() <= promised) {
            break;
        }
    }
    best.ok_or(Fault::Full)
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
