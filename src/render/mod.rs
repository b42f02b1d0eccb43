//! 7, a site to pages: every file of the site that is neither copied nor printed.
//!
//! First what all pages share is made once: link values ([`links`]), headers and footers ([`chrome`]). Then each
//! record's page ([`record`]) is made in parallel, and leaves its card ([`cards`]); then the pages that list
//! cards: [`listing`], [`dossier`], [`issues`], [`years`], [`front`]; then the rest ([`indexes`], [`others`]). A page is
//! a template of the theme ([`theme`]) and values ([`values`]); `themes/GUIDE.md` lists both.
//!
//! What surprised us: making a page costs less than finding out whether it has changed, so all are made,
//! and the output compares.

pub mod board;
mod bundled;
pub mod calendar;
pub mod cards;
pub mod chrome;
mod content;
pub mod dates;
pub mod desk;
pub mod dossier;
pub mod elsewhere;
pub mod extras;
pub mod faults;
pub mod feeds;
pub mod front;
pub mod head;
pub mod indexes;
pub mod issues;
pub mod job;
pub mod links;
pub mod listing;
pub mod names;
pub mod nodes;
pub mod others;
pub mod photos;
pub mod pictures;
pub mod press;
pub mod record;
pub mod rhythm;
pub mod search;
pub mod standing;
pub mod stencil;
pub mod story;
pub mod texts;
pub mod theme;
pub mod units;
pub mod values;
pub mod years;

#[cfg(test)]
mod tests;

pub use job::{Job, Made, all};

use std::io;
use std::sync::atomic::Ordering;

use rayon::prelude::*;

use crate::model::output::Output;
use crate::report::Diagnostic;
use crate::resolve::{RecordNo, Site};
use desk::Desk;
use faults::Faults;
use press::{Press, Ready};
use theme::Theme;
use units::Unit;

/// What was rendered.
#[derive(Debug)]
pub struct Rendered {
    /// How many pages.
    pub pages: usize,
    /// What templates did wrong; the pages concerned are missing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Renders all pages of `site` with `theme` into `output`.
///
/// # Errors
/// What the disk said.
pub fn render(site: &Site, theme: &Theme, desk: &Desk<'_>, output: &dyn Output) -> io::Result<Rendered> {
    let faults = Faults::default();
    let ready = Ready::new(site, theme, desk, &faults);
    let press = ready.press((site, theme), (desk, output), faults);
    records(&press)?;
    lists(&press)?;
    units::rest(&press)?;
    for asset in &theme.assets {
        output.put(&asset.path, &asset.bytes)?;
    }
    let pages = press.pages.load(Ordering::Relaxed);
    Ok(Rendered { pages, diagnostics: press.faults.into_diagnostics() })
}

/// The pages of records that run in an issue, and plain pages.
fn records(press: &Press<'_>) -> io::Result<()> {
    let running = (0..count(press.site.running)).into_par_iter();
    let plain: Vec<RecordNo> = press.site.pages().map(|(number, ..)| number).collect();
    running.chain(plain).try_for_each(|number| units::print(press, Unit::Record(number)))
}

/// The pages that list cards.
fn lists(press: &Press<'_>) -> io::Result<()> {
    let site = press.site;
    let standing: Vec<RecordNo> = site.standing().map(|(number, ..)| number).collect();
    let print = |unit| units::print(press, unit);
    (0..count(site.listings.len())).into_par_iter().map(Unit::Listing).try_for_each(print)?;
    standing.into_par_iter().map(Unit::Dossier).try_for_each(print)?;
    (0..count(site.issues.len())).into_par_iter().map(Unit::Issue).try_for_each(print)?;
    (0..site.years.len()).into_par_iter().map(Unit::Year).try_for_each(print)
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
