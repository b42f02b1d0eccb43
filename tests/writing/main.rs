//! The room `write`, driven as a library: what it leaves behind when all goes well, and when nothing does.
//!
//! Builders that are killed or whose calls fail are this test's own binary, started again (see `builder`).
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod builder;
mod crowd;
mod failing;
mod keeping;
mod killing;
mod places;
mod storing;
mod tree;
mod twins;
mod whole;
