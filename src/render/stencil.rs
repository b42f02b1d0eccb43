//! Markup rendered once in, the same markup for any page out: the way to the site's root is a hole.
//!
//! What surprised us: a card or a header differs from page to page only in `root`, so it is rendered with
//! [`HOLE`] for it and joined later; that costs a seventh of rendering it again. The hole is a control
//! character, which no record can contain; if one did, it would only gain a few dots.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use tera::Value;

use super::values::safe;
use crate::model::SafeHtml;

/// What stands for `root` while a stencil is rendered.
pub const HOLE: &str = "\u{1}";

/// The same as a character: one is found much faster than a text.
const MARK: char = '\u{1}';

/// Markup with holes for `root`.
#[derive(Clone, Debug, Default, Hash)]
pub struct Stencil {
    text: Box<str>,
    /// Where the holes are in the text, which does not have them any more.
    holes: Box<[u32]>,
}

impl Stencil {
    /// The stencil that `markup` is, rendered with [`HOLE`] as its root.
    #[must_use]
    pub fn new(markup: &str) -> Self {
        let mut text = String::with_capacity(markup.len());
        let mut holes = Vec::new();
        for part in markup.split_inclusive(MARK) {
            let solid = part.strip_suffix(MARK);
            text.push_str(solid.unwrap_or(part));
            if solid.is_some() {
                holes.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            }
        }
        Self { text: text.into(), holes: holes.into() }
    }

    /// How many bytes the markup has with this root.
    #[must_use]
    pub fn room(&self, root: &str) -> usize {
        self.text.len() + self.holes.len() * root.len()
    }

    /// Appends the markup for a page from which `root` leads to the site's root.
    pub fn fill_into(&self, page: &mut String, root: &str) {
        let mut from = 0;
        for hole in self.holes.iter().map(|hole| *hole as usize) {
            page.push_str(self.text.get(from..hole).unwrap_or_default());
            page.push_str(root);
            from = hole;
        }
        page.push_str(self.text.get(from..).unwrap_or_default());
    }

    /// The markup for a page from which `root` leads to the site's root.
    #[must_use]
    pub fn fill(&self, root: &str) -> SafeHtml {
        let mut page = String::with_capacity(self.room(root));
        self.fill_into(&mut page, root);
        SafeHtml::vouched(page)
    }
}

/// The ways to the root of pages in few folders: nearly all pages have one of them.
const ROOTS: [&str; 6] = ["", "../", "../../", "../../../", "../../../../", "../../../../../"];

/// A stencil whose markup many pages share, kept as they read it.
#[derive(Debug, Default)]
pub struct Shared {
    stencil: Stencil,
    filled: [OnceLock<Value>; ROOTS.len()],
}

impl Hash for Shared {
    fn hash<H: Hasher>(&self, to: &mut H) {
        self.stencil.hash(to);
    }
}

impl Shared {
    /// Shares a stencil.
    #[must_use]
    pub fn new(stencil: Stencil) -> Self {
        Self { stencil, filled: Default::default() }
    }

    /// The markup for a page from which `root` leads to the site's root.
    #[must_use]
    pub fn value(&self, root: &str) -> Value {
        let fill = || safe(&self.stencil.fill(root));
        let known = ROOTS.iter().position(|known| *known == root).and_then(|at| self.filled.get(at));
        known.map_or_else(fill, |value| value.get_or_init(fill).clone())
    }
}

#[cfg(test)]
mod tests {
    use super::{HOLE, Shared, Stencil};

    #[test]
    fn every_hole_gets_the_root() {
        let stencil = Stencil::new(&format!("<a href=\"{HOLE}a/\">x</a><a href=\"{HOLE}\">y</a>{HOLE}"));
        let filled = "<a href=\"../a/\">x</a><a href=\"../\">y</a>../";
        assert_eq!(stencil.fill("../").as_str(), filled);
        assert_eq!(stencil.room("../"), filled.len());
    }

    #[test]
    fn shared_markup_is_filled_for_each_root() {
        let shared = Shared::new(Stencil::new(&format!("{HOLE}x")));
        for root in ["", "../", "../../", "/sub/", "../"] {
            assert_eq!(shared.value(root).as_str(), Some(&*format!("{root}x")));
        }
    }
}
