//! In the place of `paper.rs` where the program was built without print: no issue is printed.

use std::io;
use std::path::Path;

use super::bulletin::Bulletin;
use super::chosen::Chosen;
use crate::model::Settings;
use crate::model::editions::Editions;
use crate::read::Sources;
use crate::report::Diagnostic;

/// What issues would be set with.
pub(super) struct Foundry;

impl Foundry {
    /// Nothing.
    pub(super) fn load(_: &Sources, _: &Settings) -> (Self, Vec<Diagnostic>) {
        (Self, Vec::new())
    }

    /// None.
    pub(super) fn editions(&self, _: &Bulletin, _: (&Path, Option<&Chosen>)) -> (Editions, Vec<Diagnostic>) {
        (Editions::default(), Vec::new())
    }
}

impl Bulletin {
    /// Nothing is sealed.
    pub(super) fn look_at_sealed(&self, _: &Path) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// Nothing is printed, so nothing is kept.
    pub(super) fn seal(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}
