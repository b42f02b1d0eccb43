//! Markup rendered once in, the same markup for any page out: the way to the site's root is a hole.
//!
//! What surprised us: a card or a header differs from page to page only in `root`, so it is rendered with
//! [`HOLE`] for it and joined later; that costs a seventh of rendering it again. The hole is a control
//! character, which no record can contain; if one did, it would only gain a few dots.

use crate::model::SafeHtml;

/// What stands for `root` while a stencil is rendered.
pub const HOLE: &str = "\u{1}";

/// The same as a character: one is found much faster than a text.
const MARK: char = '\u{1}';

/// Markup with holes for `root`.
#[derive(Clone, Debug, Default)]
pub struct Stencil(Box<str>);

impl Stencil {
    /// The stencil that `markup` is, rendered with [`HOLE`] as its root.
    #[must_use]
    pub fn new(markup: String) -> Self {
        Self(markup.into_boxed_str())
    }

    /// Appends the markup for a page from which `root` leads to the site's root.
    pub fn fill_into(&self, page: &mut String, root: &str) {
        let mut parts = self.0.split(MARK);
        page.push_str(parts.next().unwrap_or_default());
        for part in parts {
            page.push_str(root);
            page.push_str(part);
        }
    }

    /// The markup for a page from which `root` leads to the site's root.
    #[must_use]
    pub fn fill(&self, root: &str) -> SafeHtml {
        let mut page = String::with_capacity(self.0.len() + 64);
        self.fill_into(&mut page, root);
        SafeHtml::vouched(page)
    }
}

#[cfg(test)]
mod tests {
    use super::{HOLE, Stencil};

    #[test]
    fn every_hole_gets_the_root() {
        let stencil = Stencil::new(format!("<a href=\"{HOLE}a/\">x</a><a href=\"{HOLE}\">y</a>"));
        assert_eq!(stencil.fill("../").as_str(), "<a href=\"../a/\">x</a><a href=\"../\">y</a>");
    }
}
