//! An issue to newspaper pages.
//!
//! What surprised us: the fonts come first. No line can be broken before it is known which glyphs there are.

pub mod fonts;
