//! A page's address, title and description in, what its `<head>` says out.
//!
//! What surprised us: Open Graph and the canonical link need absolute addresses. Without `base_url` they are
//! left out, and a relative one in their place would be wrong on every site that copies the page.

use tera::Value;

use super::values::{address, map, safe, text};
use crate::model::html::Markup;
use crate::model::{SafeHtml, SitePath};
use crate::resolve::Site;

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

/// The head of the page at `path` as templates read it; `root` leads from there to the site's root.
#[must_use]
pub fn value(head: &Head, path: &SitePath, site: &Site, root: &str) -> Value {
    let bulletin = &site.settings.title;
    let title =
        if head.title.is_empty() { bulletin.to_string() } else { format!("{} - {bulletin}", head.title) };
    let description = Some(head.description.as_str()).filter(|said| !said.is_empty());
    map([
        ("title", Value::from(title)),
        ("description", text(description)),
        ("links", safe(&links(head, path, site, root))),
        ("card", safe(&head.card)),
        ("data", safe(&head.data)),
    ])
}

/// `link` and `meta` elements that say where else the page is found, and whether to look for it at all.
fn links(head: &Head, path: &SitePath, site: &Site, root: &str) -> SafeHtml {
    let mut html = Markup::with_capacity(768);
    if let Some(robots) = head.unlisted {
        html = html.raw("<meta name=\"robots\" content=\"").text(robots).raw("\">\n");
    }
    if let Some(canonical) = absolute(site, &address(path.address())) {
        html = html.raw("<link rel=\"canonical\" href=\"").text(&canonical).raw("\">\n");
    }
    for (kind, title, url) in &head.feeds {
        html = html.raw("<link rel=\"alternate\" type=\"").text(kind);
        html = html.raw("\" title=\"").text(title).raw("\" href=\"").text(root).text(url).raw("\">\n");
    }
    html.finish()
}

/// The absolute address of `path`, where the bulletin knows its own.
#[must_use]
pub fn absolute(site: &Site, path: &str) -> Option<String> {
    let base = site.settings.base_url.as_ref()?.as_str();
    Some(format!("{}/{path}", base.trim_end_matches('/')))
}
