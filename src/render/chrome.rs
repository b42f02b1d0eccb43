//! The site in, the header and footer of its pages out, rendered once for each section.
//!
//! What surprised us: pages of one section differ in their header only in the way to the root, so a site has
//! a dozen headers, whatever the number of its pages.

use std::collections::{BTreeMap, BTreeSet};

use tera::{Context, Value};

use super::days;
use super::links::{Links, listing_name, row_name};
use super::map;
use super::stencil::{HOLE, Shared, Stencil};
use super::theme::Theme;
use super::values::{self, address, folder, list};
use crate::model::hash::hash;
use crate::model::kind::KINDS;
use crate::resolve::Site;
use crate::resolve::figures::FOLDER;
use crate::resolve::map as places;
use crate::resolve::site::Sort;

/// How many columns the menu names; the others are found on their index.
const COLUMNS_IN_MENU: usize = 7;

/// Headers by section, and the footer.
#[derive(Debug, Default)]
pub struct Chrome {
    headers: BTreeMap<String, Shared>,
    other: Shared,
    footer: Shared,
}

/// One entry of a menu: its name and its address from the root.
type Entry = (String, String);

impl Chrome {
    /// Renders them.
    ///
    /// # Errors
    /// What the templates did wrong.
    pub fn new(site: &Site, links: &Links, theme: &Theme) -> tera::TeraResult<Self> {
        let menus = [menu(site, theme), directory(site, theme)];
        let render = |template: &str, section: Option<&str>| {
            let context = context(site, links, &menus, section);
            theme.render(template, &context).map(|markup| Shared::new(Stencil::new(&markup)))
        };
        let mut chrome = Self { other: render("header.html", None)?, ..Self::default() };
        for (_, url) in menus.iter().flatten() {
            chrome.headers.insert(url.clone(), render("header.html", Some(url))?);
        }
        chrome.footer = render("footer.html", None)?;
        Ok(chrome)
    }

    /// The header for pages of the section that has this address in the menu.
    #[must_use]
    pub fn header(&self, section: &str) -> &Shared {
        self.headers.get(section).unwrap_or(&self.other)
    }

    /// A hash of what stands at the head and the foot of the pages of a section.
    #[must_use]
    pub fn version(&self, section: &str) -> u64 {
        hash(&(self.header(section), &self.footer))
    }

    /// The footer.
    #[must_use]
    pub fn footer(&self) -> &Shared {
        &self.footer
    }
}

fn context(site: &Site, links: &Links, menus: &[Vec<Entry>; 2], section: Option<&str>) -> Context {
    let entries = |menu: &[Entry]| {
        list(menu.iter().map(|(name, url)| {
            values::map([
                ("name", Value::from(name.as_str())),
                ("url", Value::from(url.as_str())),
                ("current", Value::from(section == Some(url.as_str()))),
            ])
        }))
    };
    let [menu, directory] = menus;
    let mut context = Context::new();
    context.insert_value("root", Value::from(HOLE));
    context.insert_value("front", Value::from(section == Some("")));
    context.insert_value("menu", entries(menu));
    context.insert_value("directory", entries(directory));
    context.insert_value("issue", if site.issues.is_empty() { Value::none() } else { links.issue(0) });
    context
}

/// The menu: the front page, the columns that are used, the issues, the plain pages.
fn menu(site: &Site, theme: &Theme) -> Vec<Entry> {
    let mut menu = vec![(theme.texts.get("front").to_owned(), String::new())];
    let columns = site.listings_of(Sort::Column).filter(|(_, listing)| !listing.members.is_empty());
    for (_, listing) in columns.take(COLUMNS_IN_MENU) {
        menu.push((
            listing_name(site.settings.lang, (listing.sort, &listing.name)).to_owned(),
            folder(&listing.address),
        ));
    }
    menu.push((theme.texts.get("issues").to_owned(), "issues/".to_owned()));
    for (_, record, ties) in site.pages() {
        let standing = record.standing();
        if matches!(standing, Some(crate::model::standing::Standing::Page(page)) if page.order.is_some()) {
            menu.push((record.headline().to_owned(), address(ties.page.address())));
        }
    }
    menu
}

/// The directory: the index of every sort of listing and of every standing kind that has anything, the map, the calendar and
/// the figures.
fn directory(site: &Site, theme: &Theme) -> Vec<Entry> {
    let mut directory = Vec::new();
    for sort in [Sort::Column, Sort::Place, Sort::Kind, Sort::Tag, Sort::Org, Sort::Person] {
        if site.listings_of(sort).next().is_some() {
            directory.push((theme.texts.get(sort.folder()).to_owned(), format!("{}/", sort.folder())));
        }
    }
    let used: BTreeSet<_> = site.standing().map(|(_, record, _)| record.kind).collect();
    for row in &KINDS {
        let address = format!("{}/", row.folder);
        let known = directory.iter().any(|(_, url): &Entry| *url == address);
        if row.kind.stands() && used.contains(&row.kind) && !known {
            directory.push((row_name(row, site.settings.lang).to_owned(), address));
        }
    }
    if !places::is_empty(site) {
        directory.push((theme.texts.get("map").to_owned(), map::SECTION.to_owned()));
    }
    if !site.calendar.is_empty() {
        directory.push((theme.texts.get("days").to_owned(), days::SECTION.to_owned()));
    }
    if !site.figures.is_empty() {
        directory.push((theme.texts.get("figures").to_owned(), format!("{FOLDER}/")));
    }
    directory
}
