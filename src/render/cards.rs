//! A record in, its card and its line out, which any page can show.
//!
//! What surprised us: a record stands on about ten listings and in ten lists of related ones, so both are rendered
//! once and only joined. When a single page is asked for, only its own are rendered.

use std::sync::OnceLock;

use tera::{Context, Value};

use super::graph::ledger::Read;
use super::graph::{Notes, Part};
use super::press::Press;
use super::stencil::{HOLE, Stencil};
use super::story::story;
use crate::model::SafeHtml;
use crate::resolve::RecordNo;

/// The template of a line.
const LINE: &str = "line.html";

/// A piece of markup, and what was read for it.
#[derive(Debug, Default)]
struct Piece {
    markup: Stencil,
    read: Read,
}

/// One piece of markup for each record, by number, each made when it is first wanted.
#[derive(Debug, Default)]
pub struct Pieces(Vec<OnceLock<Piece>>);

impl Pieces {
    /// Room for so many records.
    #[must_use]
    pub fn room(records: usize) -> Self {
        Self((0..records).map(|_| OnceLock::new()).collect())
    }

    /// The piece of one record, made now if it has not been; nothing for a record that has none.
    fn get(&self, number: RecordNo, make: impl FnOnce() -> Piece) -> Option<&Stencil> {
        self.0.get(number as usize).map(|piece| &piece.get_or_init(make).markup)
    }

    /// What was read for the piece of one record, where it has been made.
    #[must_use]
    pub fn read_for(&self, number: RecordNo) -> Option<&Read> {
        self.0.get(number as usize)?.get().map(|piece| &piece.read)
    }

    /// Makes a piece anew when it is next wanted.
    pub fn forget(&mut self, number: RecordNo) {
        if let Some(piece) = self.0.get_mut(number as usize) {
            *piece = OnceLock::new();
        }
    }
}

/// Makes the card of a record from its value `story`, while that is at hand with what was read for it.
pub fn prepare(press: &Press<'_>, number: RecordNo, (story, read): (&Value, Vec<u32>)) {
    press.cards.get(number, || {
        noted(press, |press| {
            press.site.note_rows(&read);
            card(press, story)
        })
    });
}

/// The card of a record.
#[must_use]
pub fn one(press: &Press<'_>, number: RecordNo, root: &str) -> SafeHtml {
    card_of(press, number).map(|card| card.fill(root)).unwrap_or_default()
}

/// The cards of several records as items of a list.
#[must_use]
pub fn cards(press: &Press<'_>, numbers: &[RecordNo], root: &str) -> SafeHtml {
    items(&numbers.iter().filter_map(|number| card_of(press, *number)).collect::<Vec<_>>(), root)
}

/// The lines of several records as items of a list.
#[must_use]
pub fn lines(press: &Press<'_>, numbers: &[RecordNo], root: &str) -> SafeHtml {
    // A line is made of a link and nothing else, so it needs no notes of its own.
    press.note_template(LINE);
    let line = |number: &RecordNo| {
        press.site.note(Part::Link(*number));
        press.lines.get(*number, || Piece {
            markup: line(press, press.links.record(*number)),
            read: Read::default(),
        })
    };
    items(&numbers.iter().filter_map(line).collect::<Vec<_>>(), root)
}

fn card_of<'p>(press: &Press<'p>, number: RecordNo) -> Option<&'p Stencil> {
    press.site.note(Part::Card(number));
    press.cards.get(number, || {
        noted(press, |press| card(press, &story(press, number, &press.body(number, "").text)))
    })
}

/// Makes a piece with notes of its own.
fn noted(press: &Press<'_>, make: impl FnOnce(&Press<'_>) -> Stencil) -> Piece {
    let notes = press.site.notes().map(Notes::fresh);
    let markup = make(&press.apart(notes.as_ref()));
    Piece { markup, read: notes.map(|notes| Read::of(&notes.into_rows())).unwrap_or_default() }
}

/// Renders a card from the value `story`.
#[must_use]
pub fn card(press: &Press<'_>, story: &Value) -> Stencil {
    piece(press, "card.html", ("story", story.clone()))
}

fn line(press: &Press<'_>, link: Value) -> Stencil {
    piece(press, LINE, ("record", link))
}

fn piece(press: &Press<'_>, template: &str, (name, value): (&'static str, Value)) -> Stencil {
    let mut context = Context::new();
    context.insert_value("root", Value::from(HOLE));
    context.insert_value(name, value);
    press.render(template, &context).map(|markup| Stencil::new(&markup)).unwrap_or_default()
}

fn items(pieces: &[&Stencil], root: &str) -> SafeHtml {
    let mut html = String::with_capacity(pieces.iter().map(|piece| piece.room(root) + 10).sum());
    for piece in pieces {
        html.push_str("<li>");
        piece.fill_into(&mut html, root);
        html.push_str("</li>\n");
    }
    SafeHtml::vouched(html)
}
