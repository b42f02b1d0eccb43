//! One printed issue in, what it measures out.
//!
//! What surprised us: content order of the PDF is reading order, so `pdftotext -raw` gives every paragraph whole.

use std::fs;
use std::path::{Path, PathBuf};

use jianbao::model::settings::PrintSettings;
use jianbao::print::geometry::Grid;
use serde_json::Value;

use crate::copy::{Copy, Desk};
use crate::heads::{Agreement, Head};
use crate::pictures::Shown;
use crate::poppler::{self, Word};
use crate::{heads, ink, pictures, words};

/// Where a record, or a part of one, stands; in points.
#[derive(Clone, Debug)]
pub struct Area {
    pub id: String,
    pub page: usize,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// An issue as the site has it.
pub struct Issue {
    pub pdf: PathBuf,
    pub pages: usize,
    pub areas: Vec<Area>,
    pub copies: Vec<Copy>,
    pub words: Vec<Word>,
    pub grid: Grid,
}

/// What an issue measures.
#[derive(Debug, Default)]
pub struct Measures {
    pub name: String,
    pub pages: usize,
    pub size: f64,
    /// What may not be at all, each in words.
    pub faults: Vec<String>,
    /// Blank share of each page, and its largest hole: rows and columns.
    pub blank: Vec<(f64, (f64, usize))>,
    /// Whether its last page is closed up for want of copy.
    pub is_closed: bool,
    pub heads: Vec<Head>,
    /// By how many rows column bottoms of a module differ.
    pub bottoms: Vec<(String, f64)>,
    /// The share of body lines on the grid.
    pub on_grid: f64,
    pub agreement: Agreement,
    /// Record, cropped share and pixels to an inch of each photograph.
    pub photos: Vec<Shown>,
}

impl Area {
    /// Whether a point is in it, or almost.
    pub fn holds(&self, (page, x, y): (usize, f64, f64)) -> bool {
        let near = 1.0;
        page == self.page
            && x > self.left - near
            && x < self.right + near
            && y > self.top - near
            && y < self.bottom + near
    }
}

impl Issue {
    /// The issue of a week of the site at `site`, of the bulletin on `desk`.
    pub fn of_site(desk: &Desk, site: &Path, week: &str) -> Self {
        let folder = site.join("issues").join(week);
        let layout: Value = serde_json::from_slice(&fs::read(folder.join("layout.json")).unwrap()).unwrap();
        let points = |millimetres: &Value| millimetres.as_f64().unwrap() * 72.0 / 25.4;
        let sheet = (points(&layout["paper"]["width_mm"]), points(&layout["paper"]["height_mm"]));
        let mut areas = Vec::new();
        let pages = layout["pages"].as_array().unwrap();
        for (page, layout) in pages.iter().enumerate() {
            for area in layout["areas"].as_array().unwrap() {
                let side = |key: &str| area[key].as_f64().unwrap();
                let (left, top) = (side("x") * sheet.0, side("y") * sheet.1);
                let (right, bottom) = (left + side("w") * sheet.0, top + side("h") * sheet.1);
                areas.push(Area {
                    id: area["id"].as_str().unwrap().to_owned(),
                    page,
                    left,
                    top,
                    right,
                    bottom,
                });
            }
        }
        let mut copies = desk.issue(week);
        let is_filler = |copy: &Copy| areas.iter().any(|area| area.id == copy.id);
        copies.extend(desk.terms().into_iter().filter(is_filler));
        Self::new(folder.join("paper.pdf"), (pages.len(), areas), (copies, &desk.settings().print))
    }

    /// An issue whose PDF stands at `pdf`.
    pub fn new(
        pdf: PathBuf,
        (pages, areas): (usize, Vec<Area>),
        (copies, settings): (Vec<Copy>, &PrintSettings),
    ) -> Self {
        let grid = grid(&areas, settings);
        let words = poppler::words(&pdf);
        Self { pdf, pages, areas, copies, words, grid }
    }

    /// The records that its pages have to show.
    pub fn printed(&self) -> impl Iterator<Item = &Copy> {
        self.copies.iter().filter(|copy| copy.is_printed)
    }

    /// The words of one record.
    pub fn words_of(&self, id: &str) -> impl Iterator<Item = &Word> {
        let areas: Vec<&Area> = self.areas.iter().filter(|area| area.id == id).collect();
        let in_one = move |word: &&Word| {
            let middle = (word.page, (word.left + word.right) / 2.0, (word.top + word.bottom) / 2.0);
            areas.iter().any(|area| area.holds(middle))
        };
        self.words.iter().filter(in_one)
    }

    /// The usual height of a body word's box.
    pub fn body_height(&self) -> f64 {
        // A box is about as high as the font's ascender and descender say; most words are body.
        let mut heights: Vec<f64> = self.words.iter().map(Word::height).collect();
        heights.sort_by(f64::total_cmp);
        heights.get(heights.len() / 2).copied().unwrap_or(self.grid.size)
    }

    /// What is wrong with it that may not be at all.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.spot_faults();
        faults.extend(words::misplaced(self));
        faults.extend(words::lost(self));
        faults.extend(words::structure_faults(self));
        faults.extend(words::lone_heads(self));
        faults.extend(poppler::font_faults(&self.pdf).iter().map(|font| format!("font: {font}")));
        faults.extend(self.document_faults());
        faults
    }

    /// All its measures.
    pub fn measures(&self, name: &str) -> Measures {
        let heads = heads::heads(self);
        Measures {
            name: name.to_owned(),
            pages: self.pages,
            size: self.grid.size,
            faults: self.faults(),
            blank: (0..self.pages).map(|page| ink::blank(self, page)).collect(),
            is_closed: ink::closed_at(self, self.pages - 1).is_some(),
            agreement: heads::agreement(self, &heads),
            heads,
            bottoms: words::bottoms(self),
            on_grid: words::on_grid(self),
            photos: pictures::photos(self),
        }
    }

    /// Hot spots: one at least for every story, on the page, apart from each other.
    fn spot_faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for copy in self.printed().filter(|copy| !self.areas.iter().any(|area| area.id == copy.id)) {
            faults.push(format!("no area: {}", copy.id));
        }
        let (origin, grid) = (self.grid.origin, &self.grid);
        let (right, bottom) = (origin.0 + grid.width(grid.columns), origin.1 + grid.height(grid.rows));
        for (at, one) in self.areas.iter().enumerate() {
            let is_inside = one.left >= origin.0 - 0.1
                && one.top >= origin.1 - 0.1
                && one.right <= right + 0.1
                && one.bottom <= bottom + 0.1;
            if !is_inside {
                faults.push(format!("area outside the type area: {one:?}"));
            }
            for other in &self.areas[at + 1..] {
                let apart = one.page != other.page
                    || one.right <= other.left + 0.1
                    || other.right <= one.left + 0.1
                    || one.bottom <= other.top + 0.1
                    || other.bottom <= one.top + 0.1;
                if !apart {
                    faults.push(format!("areas overlap: {one:?} {other:?}"));
                }
            }
        }
        faults
    }

    /// What the document as a whole lacks.
    fn document_faults(&self) -> Vec<String> {
        let info = poppler::tell("pdfinfo", &[], &self.pdf);
        let has = |key: &str, value: &str| {
            info.lines().any(|line| line.starts_with(key) && line[key.len()..].trim().contains(value))
        };
        let wanted = [("Title:", ""), ("Tagged:", "yes")];
        let mut faults: Vec<String> = wanted
            .iter()
            .filter(|(key, value)| !has(key, value))
            .map(|(key, value)| format!("pdfinfo: {key} {value}"))
            .collect();
        let bytes = fs::read(&self.pdf).unwrap();
        for mark in ["/Lang", "pdfuaid:part"] {
            if !bytes.windows(mark.len()).any(|window| window == mark.as_bytes()) {
                faults.push(format!("the PDF has no {mark}"));
            }
        }
        faults
    }
}

/// The type area, by which of its sizes the areas stand on rows.
fn grid(areas: &[Area], settings: &PrintSettings) -> Grid {
    let off = |grid: &Grid| -> f64 {
        let rows = areas.iter().map(|area| (area.top - grid.origin.1) / grid.pitch);
        rows.map(|row| (row - row.round()).abs()).sum()
    };
    let sizes = [9.0, 9.5, 10.5].map(|size| Grid::new(settings, size));
    let grids = sizes.into_iter().chain([sizes[0].closer()]);
    grids.min_by(|one, other| off(one).total_cmp(&off(other))).unwrap()
}

/// That nothing is wrong which may not be at all.
pub fn assert_right(all: &[Measures]) {
    let faults: Vec<String> =
        all.iter().flat_map(|one| one.faults.iter().map(|fault| format!("{}: {fault}", one.name))).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What of the page's measures is missed, each in words; `blank` is the largest share of a page that may be.
pub fn misses(one: &Measures, blank: f64) -> Vec<String> {
    let mut misses = Vec::new();
    let mut miss = |what: String| misses.push(format!("{}: {what}", one.name));
    for head in &one.heads {
        if head.lines > 2 || head.lines == 2 && head.last < 4 || !(0.55..=0.985).contains(&head.used) {
            miss(format!("{head:?}"));
        }
    }
    for (module, rows) in one.bottoms.iter().filter(|(_, rows)| *rows > 1.1) {
        miss(format!("columns of {module} end {rows:.1} rows apart"));
    }
    for Shown { id: photo, cropped, density: (density, most), .. } in &one.photos {
        // Poppler rounds.
        if *most > 301.0 {
            miss(format!("{photo} stands on a page with a photograph of {most} pixels to an inch"));
        }
        if *cropped > 0.305 || *density < 149.0 {
            miss(format!("{photo}: {:.0} % cropped, {density:.0} pixels to an inch", cropped * 100.0));
        }
    }
    let pages = one.pages - usize::from(one.is_closed);
    for (page, (share, _)) in
        one.blank.iter().take(pages).enumerate().filter(|(_, (share, _))| *share > blank)
    {
        miss(format!("page {} is {:.1} % blank", page + 1, share * 100.0));
    }
    if one.on_grid < 0.95 {
        miss(format!("{:.1} % of lines on the grid", one.on_grid * 100.0));
    }
    // Of two stories in one band the louder may stand at the foot of the left stack; most issues have no such pair.
    if one.agreement.size < 0.9 || one.agreement.place < 0.6 {
        miss(format!("{:?}", one.agreement));
    }
    misses
}

/// That no measure is missed, but for those of issues that `forgiven` names: a part of the issue's name, and one of what is
/// missed.
pub fn assert_good(all: &[Measures], forgiven: &[(&str, &str)]) {
    let is_forgiven = |one: &Measures, miss: &str| {
        forgiven.iter().any(|(name, what)| one.name.contains(name) && miss.contains(what))
    };
    let missed: Vec<String> = all
        .iter()
        .flat_map(|one| misses(one, MOST_BLANK).into_iter().filter(|miss| !is_forgiven(one, miss)))
        .collect();
    assert!(missed.is_empty(), "{} measures missed\n{}", missed.len(), missed.join("\n"));
}

/// The largest blank share of a page that has copy enough. The page asks for 0.08, which all but one in a hundred keep.
const MOST_BLANK: f64 = 0.09;

/// Says what was measured, a line an issue; the worst of each.
pub fn say(all: &[Measures]) {
    eprintln!(
        "issue | pages | pt | blank | hole | lines | last | width | bottoms | grid | size | place | crop | ppi"
    );
    for one in all {
        let worst = |values: &mut dyn Iterator<Item = f64>| values.fold(0.0, f64::max);
        let least = |values: &mut dyn Iterator<Item = f64>| values.fold(f64::INFINITY, f64::min);
        let blank: Vec<String> = one.blank.iter().map(|(share, _)| format!("{:.1}", share * 100.0)).collect();
        let hole: Vec<String> =
            one.blank.iter().map(|(_, (rows, columns))| format!("{rows:.1}x{columns}")).collect();
        let heads = || one.heads.iter();
        let broken = heads().filter(|head| head.lines > 1).map(|head| head.last).min().unwrap_or(0);
        eprintln!(
            "{} | {} | {} | {} | {} | {} | {broken} | {:.0}-{:.0} | {:.1} | {:.1} | {:.2} | {:.2} | {:.0} | {:.0}",
            one.name,
            one.pages,
            one.size,
            blank.join(" "),
            hole.join(" "),
            heads().map(|head| head.lines).max().unwrap_or(0),
            least(&mut heads().map(|head| head.used * 100.0)),
            worst(&mut heads().map(|head| head.used * 100.0)),
            worst(&mut one.bottoms.iter().map(|(_, rows)| *rows)),
            one.on_grid * 100.0,
            one.agreement.size,
            one.agreement.place,
            worst(&mut one.photos.iter().map(|photo| photo.cropped * 100.0)),
            least(&mut one.photos.iter().map(|photo| photo.density.0)),
        );
        misses(one, 0.08).iter().for_each(|miss| eprintln!("    {miss}"));
    }
}
