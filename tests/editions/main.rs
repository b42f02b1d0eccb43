//! Printed issues from one build to the next: those that are [`sealed`], those that the [`cache`] has, the one that is
//! [`chosen`], and none at all.

#![cfg(feature = "fonts")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what it did not expect"
)]

mod bulletin;
mod cache;
mod chosen;
mod sealed;
