//! Text in, how wide it is set in a line out, in ems of its type.
//!
//! What surprised us: a Han character is an em and needs no font to know it; what a headline's digits and Latin letters
//! take decides whether it fits.

use typst::layout::Abs;
use typst::text::{FontInstance, FontVariant, FontVariations, FontWeight};

use super::fonts::{Fonts, Style};

/// The faces that lengths are measured with.
pub struct Widths {
    text: Option<FontInstance>,
    headline: Option<FontInstance>,
}

impl Widths {
    /// Measures with the first families of the fonts.
    #[must_use]
    pub fn new(fonts: &Fonts) -> Self {
        let face = |weight: FontWeight| {
            let variant = FontVariant { weight, ..FontVariant::default() };
            let family = fonts.families(Style::Serif).first()?.to_lowercase();
            let font = fonts.font(fonts.book().select(&family, variant)?)?;
            Some(font.instantiate(variant, Abs::pt(9.0), &FontVariations::default()))
        };
        Self { text: face(FontWeight::REGULAR), headline: face(FontWeight::BLACK) }
    }

    /// The width of text in body type.
    #[must_use]
    pub fn of_text(&self, text: &str) -> f64 {
        width(self.text.as_ref(), text)
    }

    /// The width of text in headline type.
    #[must_use]
    pub fn of_headline(&self, text: &str) -> f64 {
        width(self.headline.as_ref(), text)
    }
}

fn width(face: Option<&FontInstance>, text: &str) -> f64 {
    let advance = |c: char| {
        let face = face?;
        face.x_advance(face.ttf().glyph_index(c)?.0).map(|width| width.get())
    };
    let own: f64 = text.chars().map(|c| advance(c).unwrap_or(1.0)).sum();
    // A quarter of an em between Chinese and Latin, which the typesetter puts there.
    let meets = |(one, other): &(char, char)| {
        is_han(*one) && other.is_ascii_alphanumeric() || one.is_ascii_alphanumeric() && is_han(*other)
    };
    own + 0.25 * text.chars().zip(text.chars().skip(1)).filter(meets).count() as f64
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}
