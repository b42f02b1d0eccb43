//! The demonstration bulletin, built once by the program, and everything that must be true of its site.
//!
//! [`bulletin`] builds it; [`pages`], [`links`] and [`outputs`] hold its files to the contract; [`others`] asks other
//! people's programs; [`browser`] opens it in Chromium, and [`dossiers`] its dossiers; [`same`] builds it again elsewhere;
//! [`systems`] asks for every arrangement that a bulletin has to carry.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect, and says where its pictures are"
)]

mod browser;
mod bulletin;
mod dossiers;
mod links;
mod others;
mod outputs;
mod pages;
mod same;
mod systems;
