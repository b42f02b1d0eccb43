//! The preview, as its users and its enemies meet it: a process that is started, a bulletin that is edited, a socket.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect"
)]

mod attack;
mod browser;
mod bulletin;
mod edits;
#[cfg(target_os = "linux")]
mod others;
mod preview;
mod saves;

/// Whether the long proofs are wanted.
fn proves() -> bool {
    std::env::var_os("JIANBAO_PROVE").is_some()
}
