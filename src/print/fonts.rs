//! The fonts that pages are set with, and the characters that none of them has.
//!
//! Comes in: the bulletin's files and settings. Goes out: a book of fonts to choose from, in the order of falling back:
//! files that the settings name, the fonts of the binary, the other files of `fonts/`, and those of the system where the
//! settings allow them.
//!
//! What surprised us: a font is put into `fonts/` for one rare character of a name far more often than to set the page.
//! So only what the settings name comes before the fonts of the binary; the rest fills in.

mod embedded;
mod missing;
mod own;
mod system;

use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use crate::model::hash::hash;
use crate::model::settings::PrintSettings;
use crate::read::Sources;
use crate::report::Diagnostic;

pub use missing::missing_glyphs;

use missing::Covered;
use own::Own;
use system::Lent;

/// The kinds of face that a page is set with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 宋体: the body, and main headlines in its heaviest weight.
    Serif,
    /// 黑体: kickers, labels and other headlines.
    Sans,
}

/// What the names of sans-serif families hold, in lower case: few Chinese fonts say what they are in any other way.
const SANS: [&str; 7] = ["sans", "gothic", "hei", "黑", "pingfang", "puhui", "圆"];

/// The fonts of a bulletin. What is not the bulletin's own is opened when it is first asked for.
#[derive(Debug)]
pub struct Fonts {
    own: Own,
    has_system: bool,
    shelf: OnceLock<Shelf>,
}

/// All fonts, opened.
#[derive(Debug)]
struct Shelf {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    serif: Vec<String>,
    sans: Vec<String>,
    covered: Covered,
    fingerprint: u64,
}

/// One font.
#[derive(Debug)]
enum Face {
    /// In memory.
    Here(Font),
    /// On the system's disk.
    Lent(Lent),
}

impl Fonts {
    /// The fonts that the settings and the folder `fonts/` ask for, and what is wrong with them.
    #[must_use]
    pub fn load(sources: &Sources, settings: &PrintSettings) -> (Self, Vec<Diagnostic>) {
        let (own, found) = own::load(sources, settings);
        (Self { own, has_system: settings.system_fonts, shelf: OnceLock::new() }, found)
    }

    /// What is known of each font, for the typesetter to choose by.
    #[must_use]
    pub fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf().book
    }

    /// The font with this number in the book.
    #[must_use]
    pub fn font(&self, index: usize) -> Option<Font> {
        match self.shelf().faces.get(index)? {
            Face::Here(font) => Some(font.clone()),
            Face::Lent(font) => font.open(),
        }
    }

    /// The families to set `style` in, in order of preference. Fonts of the system are not among them: they fill in for what
    /// all of these lack.
    #[must_use]
    pub fn families(&self, style: Style) -> &[String] {
        match style {
            Style::Serif => &self.shelf().serif,
            Style::Sans => &self.shelf().sans,
        }
    }

    /// What these fonts are known again by: the same bytes in the same order, the same number.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        self.shelf().fingerprint
    }

    /// The characters of `text` that no font has, each once, in the order of their code points.
    #[must_use]
    pub fn missing(&self, text: &str) -> Vec<char> {
        self.shelf().covered.missing(text)
    }

    fn shelf(&self) -> &Shelf {
        self.shelf.get_or_init(|| Shelf::new(&self.own, self.has_system))
    }
}

impl Shelf {
    fn new(own: &Own, has_system: bool) -> Self {
        let built_in: Vec<Font> =
            embedded::FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        let lent = if has_system { system::borrow() } else { Vec::new() };
        let hashes: Vec<u64> = lent.iter().map(|(font, _)| font.hash).collect();
        let tiers = [own.named.as_slice(), &built_in, &own.others];
        let here = || tiers.into_iter().flatten();
        let infos = here().map(|font| font.info().clone()).chain(lent.iter().map(|(_, info)| info.clone()));
        let infos: Vec<FontInfo> = infos.collect();
        Self {
            covered: Covered::new(&infos),
            serif: families(tiers, Style::Serif),
            sans: families(tiers, Style::Sans),
            fingerprint: hash(&(&own.hashes, embedded::HASH, hashes)),
            faces: here()
                .cloned()
                .map(Face::Here)
                .chain(lent.into_iter().map(|(font, _)| Face::Lent(font)))
                .collect(),
            book: LazyHash::new(FontBook::from_infos(infos)),
        }
    }
}

/// The families of `style`, then those of the other style for what they lack, then those that only fill in.
fn families([named, built_in, others]: [&[Font]; 3], style: Style) -> Vec<String> {
    let set = || named.iter().chain(built_in);
    let (ours, theirs): (Vec<&Font>, Vec<&Font>) = set().partition(|font| style_of(font) == style);
    let mut families: Vec<String> = Vec::new();
    for font in ours.into_iter().chain(theirs).chain(others) {
        let family = &font.info().family;
        if !families.contains(family) {
            families.push(family.clone());
        }
    }
    families
}

fn style_of(font: &Font) -> Style {
    let name = font.info().family.to_lowercase();
    if SANS.iter().any(|word| name.contains(word)) { Style::Sans } else { Style::Serif }
}

#[cfg(test)]
mod tests;
