//! Printed pages, measured on the PDF itself.
//!
//! [`bulletin`] lays out bulletins by code and builds them with the program; [`copy`] says which texts their issues have
//! to show; [`poppler`] reads the PDF as other people's programs do; [`measures`] compares the two, [`words`], [`heads`],
//! [`pictures`] and [`ink`] each for one thing. The rest are cases: [`demonstration`], [`hard`] issues that an editor
//! meets once a year, [`weeks`] of made-up news, [`fuzz`], [`strips`] of photographs, [`modules`] beside the
//! stories, [`boxes`] around some of them, [`tables`] that go on in another column, and the [`wishes`] of editors.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect, and says what it measured"
)]

mod boxes;
mod bulletin;
mod captions;
mod copy;
#[allow(dead_code, reason = "the measures of speed use the rest")]
#[path = "../../benches/corpus/mod.rs"]
mod corpus;
mod demonstration;
mod fillers;
mod fuzz;
mod hard;
mod heads;
mod ink;
mod measures;
mod modules;
mod pictures;
mod poppler;
mod prose;
mod strips;
mod tables;
mod weeks;
mod wishes;
mod words;

/// Whether the long proofs are wanted.
fn proves() -> bool {
    std::env::var_os("JIANBAO_PROVE").is_some()
}
