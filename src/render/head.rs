//! A page's address, title and description in, what its `<head>` says out.
//!
//! What surprised us: Open Graph and the canonical link need absolute addresses. Without `base_url` they are
//! left out, and a relative one in their place would be wrong on every site that copies the page.

use tera::Value;

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
    /// What the page is to Open Graph: `article` or `website`.
    pub article: Option<String>,
    /// The picture that stands for it, by its address from the root.
    pub picture: Option<String>,
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

/// The head of the page at `path` as templates read it.
#[must_use]
pub fn value(head: Head, path: &SitePath, site: &Site) -> Value {
    let bulletin = &site.settings.title;
    let title =
        if head.title.is_empty() { bulletin.to_string() } else { format!("{} - {bulletin}", head.title) };
    let canonical = absolute(site, &address(path.address()));
    let open_graph = canonical.as_deref().map_or_else(Vec::new, |url| open_graph(&head, url, site));
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
        ("open_graph", list(open_graph)),
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

fn open_graph(head: &Head, url: &str, site: &Site) -> Vec<Value> {
    let settings = &site.settings;
    let kind = if head.article.is_some() { "article" } else { "website" };
    let named = if head.title.is_empty() { &*settings.title } else { head.title.as_str() };
    let picture = head.picture.as_deref().and_then(|path| absolute(site, path));
    let said = [
        ("og:site_name", Some(settings.title.to_string())),
        ("og:type", Some(kind.to_owned())),
        ("og:title", Some(named.to_owned())),
        ("og:description", Some(head.description.clone()).filter(|said| !said.is_empty())),
        ("og:url", Some(url.to_owned())),
        ("og:image", picture),
        ("og:locale", Some(settings.lang.pick("zh_CN", "en").to_owned())),
        ("article:published_time", head.article.clone().filter(|date| !date.is_empty())),
    ];
    let pair = |(property, content): (&'static str, Option<String>)| {
        let content = content?;
        Some(map([("property", Value::from(property)), ("content", Value::from(content))]))
    };
    said.into_iter().filter_map(pair).collect()
}
