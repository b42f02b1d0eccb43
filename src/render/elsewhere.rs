//! A page in, what it tells programs of itself out: structured data and the card that others show for a link.
//!
//! What surprised us: both ask what a record says, and reading its body again for them would cost as much as
//! the page; so they are given what the page has just read.

use std::borrow::Cow;

use super::content::Told;
use super::feeds::open_graph::Property;
use super::feeds::{Bulletin, Content, json_ld, open_graph};
use super::press::Press;
use crate::model::html::Markup;
use crate::model::picture::PictureFile;
use crate::model::{BulletinPath, SafeHtml, SitePath};
use crate::resolve::{ListingNo, RecordNo};

/// The desk, with the text of one record at hand.
struct AtHand<'a> {
    told: Told<'a>,
    number: RecordNo,
    text: &'a str,
}

impl Content for AtHand<'_> {
    fn source(&self, record: RecordNo) -> Option<BulletinPath> {
        self.told.source(record)
    }

    fn html(&self, record: RecordNo) -> Option<SafeHtml> {
        self.told.html(record)
    }

    fn text(&self, record: RecordNo) -> Cow<'_, str> {
        if record == self.number { Cow::Borrowed(self.text) } else { self.told.text(record) }
    }

    fn first_clause(&self, record: RecordNo) -> String {
        self.told.first_clause(record)
    }

    fn pictures(&self, record: RecordNo) -> Vec<PictureFile> {
        self.told.pictures(record)
    }
}

/// What the page of a record tells, whose body says `text`: structured data, and its card.
#[must_use]
pub fn of_record(press: &Press<'_>, number: RecordNo, text: &str) -> (SafeHtml, SafeHtml) {
    let content = AtHand { told: press.told(), number, text };
    let bulletin = Bulletin { site: press.site, content: &content };
    let data = json_ld::of_record(&bulletin, number).map(|json| script(&json));
    (data.unwrap_or_default(), card(&open_graph::of_record(&bulletin, number)))
}

/// What the page of a listing tells.
#[must_use]
pub fn of_listing(press: &Press<'_>, number: ListingNo) -> SafeHtml {
    let content = press.told();
    json_ld::of_listing(&Bulletin { site: press.site, content: &content }, number)
        .map(|json| script(&json))
        .unwrap_or_default()
}

/// What the front page tells.
#[must_use]
pub fn of_front(press: &Press<'_>) -> SafeHtml {
    let content = press.told();
    script(&json_ld::of_front(&Bulletin { site: press.site, content: &content }))
}

/// The card of a page that is no record's.
#[must_use]
pub fn of_page(press: &Press<'_>, path: &SitePath, title: &str) -> SafeHtml {
    let content = press.told();
    card(&open_graph::of_page(&Bulletin { site: press.site, content: &content }, path, title))
}

/// JSON in an element of a page. Its serializer has escaped `<`, so nothing in it can end the element.
fn script(json: &str) -> SafeHtml {
    SafeHtml::vouched(["<script type=\"application/ld+json\">", json, "</script>\n"].concat())
}

/// The elements of a card, one a line.
fn card(properties: &[Property<'_>]) -> SafeHtml {
    let start = Markup::with_capacity(properties.len() * 96);
    let property = |html: Markup, (property, content): &Property<'_>| {
        html.raw("<meta property=\"").raw(property).raw("\" content=\"").text(content).raw("\">\n")
    };
    properties.iter().fold(start, property).finish()
}
