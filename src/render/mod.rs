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
pub mod values;
pub mod years;

#[cfg(test)]
mod tests;

pub use job::{Job, Made, all};

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use tera::Value;

use crate::model::output::Output;
use crate::report::Diagnostic;
use crate::resolve::{RecordNo, Site};
use cards::Pieces;
use chrome::Chrome;
use desk::Desk;
use faults::Faults;
use links::Links;
use press::Press;
use stencil::Stencil;
use theme::Theme;

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
    let links = Links::new(site, desk, &theme.texts);
    let faults = Faults::default();
    let chrome = Chrome::new(site, &links, theme);
    let chrome = chrome.map_err(|error| faults.take(&error, &theme.name)).unwrap_or_default();
    let (lines, feeds) = (Pieces::default(), press::site_feeds(site, &theme.texts));
    let mut press =
        Press { site, theme, desk, output, links, chrome, lines, feeds, faults, pages: AtomicUsize::new(0) };
    let numbers = 0..u32::try_from(site.records.len()).unwrap_or(u32::MAX);
    press.lines = Pieces::new(numbers.into_par_iter().map(|number| cards::line(&press, number)).collect());
    let (cards, stories) = records(&press)?;
    lists(&press, &cards)?;
    others(&press, &stories)?;
    for asset in &theme.assets {
        output.put(&asset.path, &asset.bytes)?;
    }
    let pages = press.pages.load(Ordering::Relaxed);
    Ok(Rendered { pages, diagnostics: press.faults.into_diagnostics() })
}

/// The stories of the front page, in its order.
type Newest = Vec<(RecordNo, Value)>;

/// The pages of records that run in an issue, and plain pages; their cards; the stories of the front page.
fn records(press: &Press<'_>) -> io::Result<(Pieces, Newest)> {
    let shown = front::shown(press.site);
    let running = u32::try_from(press.site.running).unwrap_or(u32::MAX);
    let one = |number: RecordNo| -> io::Result<(Stencil, Option<Value>)> {
        let Some(made) = record::print(press, number)? else { return Ok((Stencil::default(), None)) };
        let card = cards::card(press, &made.story);
        Ok((card, shown.contains(&number).then_some(made.story)))
    };
    let made: Vec<(Stencil, Option<Value>)> =
        (0..running).into_par_iter().map(one).collect::<io::Result<_>>()?;
    let plain: Vec<RecordNo> = press.site.pages().map(|(number, ..)| number).collect();
    plain.into_par_iter().try_for_each(|number| record::print(press, number).map(|_| ()))?;
    let story = |number: &RecordNo| Some((*number, made.get(*number as usize)?.1.clone()?));
    let stories = shown.iter().filter_map(story).collect();
    Ok((Pieces::new(made.into_iter().map(|(card, _)| card).collect()), stories))
}

/// The pages that list cards.
fn lists(press: &Press<'_>, cards: &Pieces) -> io::Result<()> {
    let site = press.site;
    let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    let standing: Vec<RecordNo> = site.standing().map(|(number, ..)| number).collect();
    (0..count(site.listings.len()))
        .into_par_iter()
        .try_for_each(|number| listing::print(press, number, cards).map(|_| ()))?;
    standing.into_par_iter().try_for_each(|number| dossier::print(press, number, cards).map(|_| ()))?;
    (0..count(site.issues.len()))
        .into_par_iter()
        .try_for_each(|number| issues::print(press, number, cards))?;
    site.years.par_iter().try_for_each(|year| years::print(press, year, cards))
}

/// The front page, indexes, search, 404 and redirects.
fn others(press: &Press<'_>, stories: &Newest) -> io::Result<()> {
    front::print(press, stories)?;
    issues::print_archive(press)?;
    indexes::print_years(press)?;
    indexes::print_sorts(press)?;
    indexes::print_kinds(press)?;
    others::print_search(press)?;
    others::print_missing(press)?;
    others::print_redirects(press)
}
