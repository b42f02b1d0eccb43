//! A page's address, title and description in, what its `<head>` says out.
//!
//! What surprised us: Open Graph and the canonical link need absolute addresses. Without `base_url` they are
//! left out, and a relative one in their place would be wrong on every site that copies the page.

use tera::Value;

use super::feeds::Base;
use super::press::{Page, Press};
use super::values::{map, safe, text};
use crate::model::html::Markup;
use crate::model::{SafeHtml, Settings};

/// A feed or calendar: its media type, its title, its address from the root.
pub type Feed = (&'static str, String, String);

/// What a page's head says of it.
#[derive(Debug, Default)]
pub struct Head {
    /// The page's name; the bulletin's is added behind it.
    pub title: String,
    /// What it says, in a sentence.
    pub description: String,
    /// The card that others show for a link to it, as `meta` elements.
    pub card: SafeHtml,
    /// Structured data, as a `script` element.
    pub data: SafeHtml,
    /// Feeds of its own.
    pub feeds: Vec<Feed>,
    /// Search engines should leave it alone.
    pub unlisted: Option<&'static str>,
}

impl Head {
    /// A head with a title and a description.
    #[must_use]
    pub fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        Self { title: title.into(), description: description.into(), ..Self::default() }
    }
}

impl Head {
    /// The page's name; of the front page, the bulletin's.
    #[must_use]
    pub fn named<'a>(&'a self, settings: &'a Settings) -> &'a str {
        if self.title.is_empty() { &settings.title } else { &self.title }
    }
}

/// The head of a page as templates read it.
#[must_use]
pub fn value(press: &Press<'_>, page: &Page<'_>) -> Value {
    let (head, bulletin) = (&page.head, &press.site.settings().title);
    let title =
        if head.title.is_empty() { bulletin.to_string() } else { [&*head.title, " - ", bulletin].concat() };
    let description = Some(head.description.as_str()).filter(|said| !said.is_empty());
    map([
        ("title", Value::from(title)),
        ("description", text(description)),
        ("links", safe(&links(press, page))),
        ("card", safe(&head.card)),
        ("data", safe(&head.data)),
    ])
}

/// `link` and `meta` elements that say where else the page is found, and whether to look for it at all.
fn links(press: &Press<'_>, page: &Page<'_>) -> SafeHtml {
    let mut html = Markup::with_capacity(768);
    if let Some(robots) = page.head.unlisted {
        html = html.raw("<meta name=\"robots\" content=\"").text(robots).raw("\">\n");
    }
    if let Some(base) = Base::of(press.site.settings()) {
        let canonical = base.absolute(page.path);
        html = html.raw("<link rel=\"canonical\" href=\"").text(&canonical).raw("\">\n");
    }
    for (kind, title, url) in press.feeds.iter().chain(&page.head.feeds) {
        html = html.raw("<link rel=\"alternate\" type=\"").text(kind);
        html = html.raw("\" title=\"").text(title).raw("\" href=\"").text(&page.root).text(url).raw("\">\n");
    }
    html.finish()
}
