//! A record in, its card and its line out, which any page can show.
//!
//! What surprised us: a record stands on about ten listings and in ten lists of related ones, so both are rendered
//! once and only joined.

use tera::{Context, Value};

use super::press::Press;
use super::stencil::{HOLE, Stencil};
use crate::model::SafeHtml;
use crate::resolve::RecordNo;

/// Renders the card of a record from its value `story`.
#[must_use]
pub fn card(press: &Press<'_>, story: &Value) -> Stencil {
    piece(press, "card.html", ("story", story.clone()))
}

/// Renders the line of a record.
#[must_use]
pub fn line(press: &Press<'_>, number: RecordNo) -> Stencil {
    piece(press, "line.html", ("record", press.links.record(number)))
}

fn piece(press: &Press<'_>, template: &str, (name, value): (&'static str, Value)) -> Stencil {
    let mut context = Context::new();
    context.insert_value("root", Value::from(HOLE));
    context.insert_value(name, value);
    press.render(template, &context).map(|markup| Stencil::new(&markup)).unwrap_or_default()
}

/// One piece of markup for each record, by number.
#[derive(Debug, Default)]
pub struct Pieces(Vec<Stencil>);

impl Pieces {
    /// Takes the pieces in the order of their records.
    #[must_use]
    pub fn new(pieces: Vec<Stencil>) -> Self {
        Self(pieces)
    }

    /// The piece of one record.
    #[must_use]
    pub fn one(&self, number: RecordNo, root: &str) -> SafeHtml {
        self.0.get(number as usize).map(|piece| piece.fill(root)).unwrap_or_default()
    }

    /// The pieces of several records as items of a list.
    #[must_use]
    pub fn items(&self, numbers: &[RecordNo], root: &str) -> SafeHtml {
        let pieces = || numbers.iter().filter_map(|number| self.0.get(*number as usize));
        let room = pieces().map(|piece| piece.room(root) + 10).sum();
        let mut html = String::with_capacity(room);
        for piece in pieces() {
            html.push_str("<li>");
            piece.fill_into(&mut html, root);
            html.push_str("</li>\n");
        }
        SafeHtml::vouched(html)
    }
}
