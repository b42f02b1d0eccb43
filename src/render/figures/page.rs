//! All figures of a bulletin in, the page that lists them by subject out.
//!
//! What surprised us: half of what is counted belongs to something that has no page, such as a drive that only stories
//! name. Its series stand here in full; those of a subject with a page are named, and shown there.

use std::io;

use tera::Value;

use super::super::head::Head;
use super::super::press::{Own, Page, Press, page_path};
use super::super::values::{list, map, safe, text};
use super::counted::{Account, Whose};
use super::series::{self, Charts};
use super::{data, data_links, name_and_url};
use crate::resolve::figures::FOLDER;

/// Makes the page, in a bulletin that has figures.
///
/// # Errors
/// What the disk said.
pub fn print(press: &Press<'_>) -> io::Result<()> {
    let accounts = press.site.all_counted();
    if accounts.is_empty() {
        return Ok(());
    }
    let path = page_path(FOLDER)?;
    let section = format!("{FOLDER}/");
    let name = press.word("figures").to_owned();
    let page =
        Page::new(&path, "figures.html", &section, Head::new(name.clone(), press.word("figures_hint")));
    let mut charts = Charts::default();
    let subjects = list(accounts.iter().map(|account| subject(press, &mut charts, account)));
    let own: Own = vec![("name", Value::from(name)), ("subjects", subjects), ("data", data_links(&path))];
    press.print(page, own)?;
    data::put(press, &path, &accounts.iter().collect::<Vec<_>>())
}

/// A subject: `{name, url, funnel, series, kept_back}`; charts only where it has no page of its own.
fn subject(press: &Press<'_>, charts: &mut Charts, account: &Account<'_>) -> Value {
    let (name, url) = name_and_url(press, account.whose);
    let other = || press.word("figures_other").to_owned();
    let name = if account.whose == Whose::Nobody { other() } else { name.unwrap_or_else(other) };
    let (funnel, series) = if url.is_some() {
        (Default::default(), series::without_charts(press, account))
    } else {
        (charts.funnel(press, account), charts.series(press, account))
    };
    map([
        ("name", Value::from(name)),
        ("url", text(url.as_deref())),
        ("funnel", safe(&funnel)),
        ("series", series),
        ("kept_back", Value::from(account.kept_back)),
    ])
}
