//! What uses what: every page knows what it has read, so that a change makes anew what depends on it and nothing else.
//!
//! A **part** ([`part`]) is something that can be read. A page reads through a [`View`], which notes each part
//! ([`notes`]); there is no other way to the site from a page. After a build, the notes of all pages with the
//! **versions** of all parts ([`versions`]) are kept in the cache. The next build makes the versions anew, and a page is
//! left as it is where every part that it read has the version that it had.
//!
//! What surprised us: the engines that there are (`salsa`, `comemo`) know more than is needed and forget what is: they
//! check each value that was computed on the way, and keep nothing for the next process.

pub mod days;
pub mod ledger;
mod near;
mod notes;
mod part;
pub mod plan;
mod printed;
mod templates;
pub mod versions;
mod view;

pub use ledger::Ledger;
pub use near::Related;
pub use notes::{Ask, Asked, Notes};
pub use part::{Part, Rows};
pub use plan::Plan;
pub use templates::versions_of_templates;
pub use versions::Versions;
pub use view::{Annals, Face, View};
