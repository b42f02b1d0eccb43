//! A record's Markdown in; safe HTML, the plain text and what is wrong with it out.
//!
//! The recipe: [`pulldown_cmark`] reads the source into events; where Chinese stands beside `*`, `_` or `~~`,
//! `emphasis` reads those again; one `writer` turns events into HTML and text in a single pass, and its steps stand in
//! `block`, `heading`, `inline`, `link`, `image`, `raw`, `table` and `footnote`. What surprised us: nothing here
//! recurses, so no nesting can exhaust the stack.

mod block;
pub mod cjk;
mod emphasis;
mod fault;
mod flank;
mod footnote;
mod fragment;
mod heading;
mod image;
mod inline;
mod link;
mod origin;
mod raw;
mod table;
#[cfg(test)]
mod tests;
mod writer;

use pulldown_cmark::{Options, Parser};

use crate::model::SafeHtml;
use crate::model::date::Date;
use crate::model::picture::Picture;
use crate::model::settings::Lang;

pub use fault::{Fault, Wrong};
pub use heading::Heading;
pub use origin::origins;
use writer::Writer;

/// What a body may refer to, and how the page that it stands on links there.
pub trait Links {
    /// The address to write for `destination`: the relative path of a record's file with or without a
    /// fragment, an output as `/…`, or `#fragment`. It is given as typed (perhaps percent-encoded); absolute
    /// addresses are never asked for.
    ///
    /// # Errors
    /// Why there is nothing to link to.
    fn link(&self, destination: &str) -> Result<String, LinkFault>;

    /// What to show for the picture at the relative path `destination`.
    ///
    /// # Errors
    /// Why there is nothing to show.
    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault>;
}

/// How a picture in the text is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// A published photograph in its sizes.
    Sizes {
        /// The photograph.
        picture: &'a Picture,
        /// What leads from the page to the site's root: `../../`.
        root: &'a str,
    },
    /// One file as it is.
    File {
        /// Its address.
        address: String,
        /// Width and height in pixels, where they are known.
        size: Option<(u32, u32)>,
    },
}

/// Why a destination is not linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// It names nothing that is there.
    Missing,
    /// It leads out of the bulletin.
    Outside,
    /// Its scheme is not one of [`Url::SCHEMES`](crate::model::Url::SCHEMES).
    Scheme(String),
    /// It is elsewhere: a remote picture, or an address like `//host`.
    Remote,
    /// There is nothing to say of it: what it names is not out, or its fault is said elsewhere.
    Unsaid,
}

/// What the body of a record is read with.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// What links lead to.
    pub links: &'a dyn Links,
    /// The record's date, against which 昨天 and 9日 are dates; without it no date is marked.
    pub date: Option<Date>,
    /// The language of what only screen readers say.
    pub lang: Lang,
}

/// A body, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// The markup.
    pub html: SafeHtml,
    /// What the markup shows, character for character and in its order; blocks end in a line break.
    pub text: String,
    /// What is wrong, in the order of the source.
    pub faults: Vec<Fault>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
}

/// Reads the Markdown `source`.
#[must_use]
pub fn render(source: &str, setting: Setting<'_>) -> Body {
    let source = &*heading::spaced(source);
    let mut writer = Writer::new(source, setting);
    events(source, &mut writer);
    writer.finish()
}

/// Gives the events of `source` to `writer`.
fn events<'a>(source: &'a str, writer: &mut Writer<'a>) {
    let events = Parser::new_ext(source, options()).into_offset_iter();
    if flank::concerned(source) {
        let mut rereader = emphasis::Rereader::new(source);
        let mut give = |(event, range)| writer.take(event, range);
        for placed in events {
            rereader.take(placed, &mut give);
        }
        rereader.flush(&mut give);
    } else {
        for (event, range) in events {
            writer.take(event, range);
        }
    }
}

/// The text of the Markdown `source`, without its markup.
#[must_use]
pub fn plain_text(source: &str) -> String {
    let setting = Setting { links: &Anywhere, date: None, lang: Lang::ZhCn };
    render(source, setting).text
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// Links that all lead somewhere, for when only the text is wanted.
struct Anywhere;

impl Links for Anywhere {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        Ok(Shown::File { address: destination.to_owned(), size: None })
    }
}
