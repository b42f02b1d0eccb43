//! 7, a site to pages: every file of the site that is neither copied nor printed.
//!
//! First what all pages share is made once: link values ([`links`]), headers and footers ([`chrome`]). Then each
//! record's page ([`record`]) is made in parallel, and leaves its card ([`cards`]); then the pages that list
//! cards: [`listing`], [`dossier`], [`issues`], [`years`], [`front`]; then the rest ([`indexes`], [`others`]). A page is
//! a template of the theme ([`theme`]) and values ([`values`]); `themes/GUIDE.md` lists both.
//!
//! An issue that was printed has its pages on its own page ([`paper`]); its files are put as they come ([`layout`]).
//!
//! What surprised us: a page that tells what it has read ([`graph`]) costs no more than one that does not, so there is one
//! way to make pages, and a later build knows which of them to leave as they are.

pub mod account;
pub mod board;
mod bundled;
pub mod calendar;
pub mod cards;
pub mod chrome;
pub mod content;
pub mod course;
pub mod data;
pub mod dates;
mod days;
pub mod desk;
pub mod directory;
pub mod dossier;
pub mod elsewhere;
pub mod extras;
pub mod faults;
pub mod feeds;
pub mod figures;
pub mod front;
pub mod gather;
pub mod graph;
pub mod harvest;
pub mod head;
pub mod history;
pub mod indexes;
pub mod issues;
pub mod job;
pub mod layout;
mod ledger;
pub mod links;
pub mod listing;
pub mod map;
mod meeting;
pub mod modules;
pub mod names;
pub mod nodes;
pub mod opening;
pub mod others;
pub mod paper;
pub mod photos;
pub mod pictures;
pub mod press;
pub mod record;
pub mod rhythm;
pub mod scheme;
pub mod search;
pub mod sheets;
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
