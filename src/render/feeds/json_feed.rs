//! JSON Feed 1.1: in, a bulletin; out, `/feed.json`.

use std::io;

use serde::Serialize;

use super::entry::Entry;
use super::{Base, Bulletin, path};
use crate::model::output::Output;

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    language: &'static str,
    authors: Vec<Author<'a>>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: String,
    url: String,
    title: String,
    #[serde(flatten)]
    body: Body,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    date_published: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
}

/// An item must have one of the two.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Body {
    ContentHtml(String),
    ContentText(String),
}

/// Writes the feed.
pub(super) fn write(bulletin: &Bulletin<'_>, base: &Base<'_>, out: &dyn Output) -> io::Result<()> {
    let at = path("feed.json")?;
    let newest = bulletin.newest(bulletin.running_numbers());
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: bulletin.name(),
        home_page_url: base.front(),
        feed_url: base.absolute(&at),
        description: bulletin.settings().subtitle.as_deref(),
        language: bulletin.settings().lang.tag(),
        authors: vec![Author { name: bulletin.publisher() }],
        items: newest.iter().filter_map(|n| bulletin.entry(*n, base)).map(item).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&feed).map_err(io::Error::other)?;
    bytes.push(b'\n');
    out.put(&at, &bytes)
}

fn item(entry: Entry<'_>) -> Item<'_> {
    let body = match entry.html {
        Some(html) => Body::ContentHtml(html.into_string()),
        None if entry.summary.is_empty() => Body::ContentText(entry.title.clone()),
        None => Body::ContentText(entry.summary.to_string()),
    };
    Item {
        id: entry.url.clone(),
        url: entry.url,
        title: entry.title,
        body,
        summary: entry.summary.into_owned(),
        date_published: entry.published,
        authors: entry.authors.into_iter().map(|name| Author { name }).collect(),
        tags: entry.categories,
    }
}
