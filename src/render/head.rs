//! A page's address, title and description in, what its `<head>` says out.
//!
//! What surprised us: Open Graph and the canonical link need absolute addresses. Without `base_url` they are
//! left out, and a relative one in their place would be wrong on every site that copies the page.

use tera::Value;

use super::feeds::open_graph::Property;
use super::values::{address, list, map, text};
use crate::model::{SafeHtml, SitePath};
use crate::resolve::Site;

/// What a page's head says of it.
#[derive(Debug, Default)]
pub struct Head {
    /// The page's name; the bulletin's is added behind it.
    pub title: String,
    /// What it says, in a sentence.
    pub description: String,
    /// The card that others show for a link to it: properties and their contents.
    pub open_graph: Vec<Property>,
    /// JSON-LD, ready.
    pub json_ld: Option<SafeHtml>,
    /// Feeds of its own: type, title, address from the root.
    pub feeds: Vec<(&'static str, String, String)>,
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
    pub fn named<'a>(&'a self, site: &'a Site) -> &'a str {
        if self.title.is_empty() { &site.settings.title } else { &self.title }
    }
}

/// The head of the page at `path` as templates read it.
#[must_use]
pub fn value(head: &Head, path: &SitePath, site: &Site) -> Value {
    let bulletin = &site.settings.title;
    let title =
        if head.title.is_empty() { bulletin.to_string() } else { format!("{} - {bulletin}", head.title) };
    let canonical = absolute(site, &address(path.address()));
    let pair = |(property, content): &Property| {
        map([("property", Value::from(*property)), ("content", Value::from(content.as_str()))])
    };
    let feeds = head.feeds.iter().map(|(kind, title, url)| {
        map([
            ("type", Value::from(*kind)),
            ("title", Value::from(title.as_str())),
            ("url", Value::from(url.as_str())),
        ])
    });
    map([
        ("title", Value::from(title)),
        ("description", text(Some(head.description.as_str()).filter(|said| !said.is_empty()))),
        ("canonical", text(canonical.as_deref())),
        ("robots", text(head.unlisted)),
        ("open_graph", list(head.open_graph.iter().map(pair))),
        ("feeds", list(feeds)),
        ("json_ld", head.json_ld.as_ref().map_or_else(Value::none, super::values::safe)),
    ])
}

/// The absolute address of `path`, where the bulletin knows its own.
#[must_use]
pub fn absolute(site: &Site, path: &str) -> Option<String> {
    let base = site.settings.base_url.as_ref()?.as_str();
    Some(format!("{}/{path}", base.trim_end_matches('/')))
}
