//! **jianbao** (简报): records of community news to a browsable bulletin.
//!
//! Data goes one way, top to bottom: [`read`] finds and reads the files of a bulletin, [`parse`] makes
//! records of them, [`resolve`] a site of the records, [`check`] looks at it with an editor's eyes,
//! [`picture`] makes photographs publishable, [`print`] sets newspaper pages, [`render`] makes pages of the site, and
//! [`write`] puts them into a folder, whole or not at all; [`watch`] does it again after every save and serves it. [`model`] has the nouns, [`report`] what there is to say. [`cli`] has one file a
//! command. A room uses only the rooms above it, `model` and `report`; a test holds it to that.

pub mod cli;
pub mod model;
pub mod report;

pub mod read;

pub mod parse;

pub mod resolve;

pub mod check;

pub mod picture;

#[cfg(feature = "print")]
pub mod print;

pub mod render;

pub mod write;

pub mod watch;
