//! The files that programs read, made of sites by hand and read back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod bench;
mod nasty;
mod outputs;
mod pages;
mod round_trip;
