//! The value `story` in, a card that any listing can show out.
//!
//! What surprised us: a record stands on about ten listings, so its card is rendered once and only joined.

use tera::{Context, Value};

use super::press::Press;
use super::stencil::{HOLE, Stencil};
use crate::model::SafeHtml;
use crate::resolve::RecordNo;

/// Renders the card of a record.
#[must_use]
pub fn card(press: &Press<'_>, story: &Value) -> Stencil {
    let mut context = Context::new();
    context.insert_value("root", Value::from(HOLE));
    context.insert_value("story", story.clone());
    press.render("card.html", &context).map(Stencil::new).unwrap_or_default()
}

/// The cards of all records that have one, by number.
#[derive(Debug, Default)]
pub struct Cards(Vec<Stencil>);

impl Cards {
    /// Takes the cards in the order of their records.
    #[must_use]
    pub fn new(cards: Vec<Stencil>) -> Self {
        Self(cards)
    }

    /// The card of one record.
    #[must_use]
    pub fn one(&self, number: RecordNo, root: &str) -> SafeHtml {
        self.0.get(number as usize).map(|card| card.fill(root)).unwrap_or_default()
    }

    /// The cards of several records as items of a list.
    #[must_use]
    pub fn items(&self, numbers: &[RecordNo], root: &str) -> SafeHtml {
        let mut html = String::with_capacity(numbers.len() * 700);
        for card in numbers.iter().filter_map(|number| self.0.get(*number as usize)) {
            html.push_str("<li>");
            card.fill_into(&mut html, root);
            html.push_str("</li>\n");
        }
        SafeHtml::vouched(html)
    }
}
