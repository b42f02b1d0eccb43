//! A bulletin that others wrote from the contract alone, and everything that must be true of its site.
//!
//! What its pages must say is written beside it by hand: `texts/` for what has any Markdown in it, `people.txt` for the
//! names. Nothing here reads Markdown; a body without any sign of it is its own paragraphs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod arranged;
mod bulletin;
mod counts;
mod listings;
mod page;
mod pieces;
mod same;
mod stories;
mod turned;
