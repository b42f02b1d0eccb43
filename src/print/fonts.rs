//! Temporary.
use std::sync::Arc;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
/// Fonts.
pub struct Fonts { book: LazyHash<FontBook>, fonts: Vec<Font> }
impl Fonts {
    /// Load.
    pub fn temporary() -> Arc<Self> {
        let mut fonts = Vec::new();
        for f in ["NotoSerifCJK-Regular.ttc","NotoSerifCJK-Black.ttc","NotoSansCJK-Bold.ttc"] {
            let bytes = std::fs::read(format!("/usr/share/fonts/opentype/noto/{f}")).unwrap_or_default();
            fonts.extend(Font::iter(Bytes::new(bytes)).filter(|f| f.info().family.ends_with("CJK SC")));
        }
        Arc::new(Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts })
    }
    /// Book.
    pub fn book(&self) -> &LazyHash<FontBook> { &self.book }
    /// Font.
    pub fn font(&self, index: usize) -> Option<Font> { self.fonts.get(index).cloned() }
    /// Families.
    pub fn families(&self) -> (&str, &str) { ("Noto Serif CJK SC", "Noto Sans CJK SC") }
    /// Width in ems of text in headline type.
    pub fn width_of_headline(&self, text: &str) -> f64 { self.width(self.fonts.get(1), text) }
    /// Width in ems of text in body type.
    pub fn width_of_text(&self, text: &str) -> f64 { self.width(self.fonts.first(), text) }
    fn width(&self, font: Option<&Font>, text: &str) -> f64 {
        let Some(font) = font else { return 0.0 };
        let font = font.clone().instantiate(typst::text::FontVariant::default(), typst::layout::Abs::pt(9.0), &Default::default());
        text.chars().map(|c| font.ttf().glyph_index(c).and_then(|g| font.x_advance(g.0)).map_or(1.0, |w| w.get())).sum()
    }
}
