//! Hostile bulletins through the binary: what SAFETY claims of the site, shown on whole sites.
//!
//! Long cases take a fixed sample, and everything with `JIANBAO_PROVE=1`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod bulletin;
mod canaries;
mod clashes;
mod figures;
mod kills;
mod naughty;
mod paths;
mod same;
mod special;
mod templates;
mod tools;
mod xss;
