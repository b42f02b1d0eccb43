//! The pages that have nothing to do with any record: search, 404, and those that only lead elsewhere.
//!
//! What surprised us: 404 is served at any depth, so its links cannot be relative; they go by the path of
//! `base_url`, which also holds where a copy of the site is served from another host.

use std::io;

use tera::{Context, Value};

use super::feeds::Base;
use super::head::Head;
use super::press::{Page, Press, page_path};
use super::values::address;
use crate::model::SitePath;
use crate::resolve::site::Target;

/// Makes the search page.
///
/// # Errors
/// What the disk said.
pub fn print_search(press: &Press<'_>) -> io::Result<()> {
    let path = page_path("search")?;
    let page = Page::new(&path, "search.html", "search/", Head::new(press.word("search"), ""));
    press.print(page, vec![])
}

/// Makes the page for addresses that lead nowhere.
///
/// # Errors
/// What the disk said.
pub fn print_missing(press: &Press<'_>) -> io::Result<()> {
    let path = SitePath::new("404.html").map_err(|fault| io::Error::other(format!("{fault:?}")))?;
    let mut head = Head::new(press.word("missing"), "");
    head.unlisted = Some("noindex");
    let mut page = Page::new(&path, "404.html", "-", head);
    page.root = base_path(press).unwrap_or(page.root);
    press.print(page, vec![])
}

/// The path of `base_url`, with a slash at both ends.
fn base_path(press: &Press<'_>) -> Option<String> {
    let base = press.site.settings().base_url.as_ref()?.as_str();
    let (_, behind) = base.split_once("://")?;
    let path = behind.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    Some(if path.is_empty() { "/".to_owned() } else { format!("/{path}/") })
}

/// Makes the pages of old addresses.
///
/// # Errors
/// What the disk said.
pub fn print_redirects(press: &Press<'_>) -> io::Result<()> {
    for (path, target) in &press.site.all().redirects {
        let Some((name, to)) = target_of(press, *target) else { continue };
        let to = address(&to);
        let canonical = Base::of(press.site.settings()).map(|base| base.join(&to));
        let mut context = Context::new();
        context.insert_value("url", Value::from(format!("{}{to}", path.root())));
        context.insert_value("canonical", super::values::text(canonical.as_deref()));
        context.insert_value("title", Value::from(name));
        if let Some(html) = press.render("redirect.html", &context) {
            press.put(path, html.as_bytes())?;
        }
    }
    Ok(())
}

/// The name and address of where a redirect leads.
fn target_of(press: &Press<'_>, target: Target) -> Option<(String, String)> {
    match target {
        Target::Record(number) => {
            let (record, ties) = (press.site.record(number)?, press.site.tied(number)?);
            Some((press.links.name(number, record).to_owned(), ties.page.address().to_owned()))
        }
        Target::Listing(number) => {
            let listing = press.site.listing(number)?;
            Some((listing.name.to_string(), format!("{}/", listing.address)))
        }
    }
}
