//! 6 · An issue to newspaper pages: copy comes in, pages and what stands where on them go out.
//!
//! The recipe: [`copy`] is set once in one column and cut into [`rows`]; [`shapes`] says how high each unit becomes in
//! every width; [`makeup`] divides pages into bands and stacks; [`page`] puts everything in its place; [`export`]
//! writes PDFs and [`view`] pictures. A [`sheet`] for a notice board is one record, set as large as its page allows; a [`tally`] is tables to sign. Type is set by Typst in a [`world`] that holds nothing but what it was given.
//!
//! What surprised us: type is set once and never again. Everything else is arithmetic on rows.

mod bands;
mod block;
mod boxes;
pub mod code;
pub mod copy;
mod cut;
mod desk;
mod draft;
mod drop;
mod endless;
pub mod export;
pub mod fault;
pub mod fillers;
mod finish;
pub mod fonts;
mod foot;
pub mod geometry;
mod head;
pub mod headline;
pub mod issue;
mod likeness;
pub mod makeup;
pub mod measure;
mod outline;
pub mod page;
mod parting;
pub mod parts;
pub mod picture;
pub mod rows;
mod rules;
pub mod sealed;
pub mod setter;
pub mod shapes;
pub mod sheet;
pub mod strip;
pub mod tally;
pub mod view;
mod ways;
mod white;
pub mod widths;
pub mod wishes;
pub mod words;
pub mod world;
pub mod zone;
