//! Values and a template in, a finished file out: what every kind of page goes through.
//!
//! What surprised us: nothing that a page needs is looked for; site, links and chrome are ready before the
//! first page, so pages are made in any order and from any thread, and what each has read is known to the last number.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use tera::{Context, Value};

use super::cards::Pieces;
use super::chrome::Chrome;
use super::content::Told;
use super::desk::{Body, Desk};
use super::elsewhere;
use super::faults::Faults;
use super::gather::Gather;
use super::graph::{Ask, Asked, Notes, Part, Rows, View};
use super::head::{self, Feed, Head};
use super::links::{Linked, Links};
use super::texts::Texts;
use super::theme::Theme;
use super::values::list;
use crate::model::editions::Editions;
use crate::model::output::Output;
use crate::model::{PathFault, SitePath};
use crate::resolve::{RecordNo, Site};

/// What all pages of a site are made from, in any order and from any thread.
pub struct Works<'a> {
    /// What there is to tell.
    pub site: &'a Site,
    /// Its printed issues.
    pub editions: &'a Editions,
    /// How it looks.
    pub theme: &'a Theme,
    /// Bodies and pictures.
    pub desk: &'a Desk<'a>,
    /// Who is given what bodies say.
    pub gather: Option<&'a Gather<'a>>,
    /// Where files go.
    pub output: &'a dyn Output,
    /// What pages share.
    pub ready: &'a Ready,
    /// The rows of all that can be read.
    pub rows: Rows,
    /// What is asked by name.
    pub asked: &'a Asked,
    /// What templates did wrong.
    pub faults: Faults,
    /// How many pages were made.
    pub pages: AtomicUsize,
}

/// What one page, or a few that are made together, is made from. What they read of it is noted.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    /// What there is to tell.
    pub site: View<'a>,
    /// How it looks.
    pub theme: &'a Theme,
    /// Bodies and pictures.
    pub desk: &'a Desk<'a>,
    /// Who is given what bodies say.
    pub gather: Option<&'a Gather<'a>>,
    /// Where files go.
    pub output: &'a dyn Output,
    /// Links to every page.
    pub links: Linked<'a>,
    /// Headers and footers.
    chrome: &'a Chrome,
    /// Every record as a line of a list.
    pub lines: &'a Pieces,
    /// Every record that runs, as a card.
    pub cards: &'a Pieces,
    /// The feeds of the whole site.
    pub feeds: &'a [Feed],
    faults: &'a Faults,
    pages: &'a AtomicUsize,
}

/// What all pages share, made before the first.
#[derive(Debug, Default)]
pub struct Ready {
    /// Links to every page.
    pub links: Links,
    /// Headers and footers.
    pub chrome: Chrome,
    lines: Pieces,
    /// Every record that runs, as a card.
    pub cards: Pieces,
    feeds: Vec<Feed>,
}

impl Ready {
    /// Makes it. What templates do wrong is noted in `faults`.
    #[must_use]
    pub fn new(site: &Site, theme: &Theme, desk: &Desk<'_>, faults: &Faults) -> Self {
        let links = Links::new(site, desk, &theme.texts);
        let chrome = Chrome::new(site, &links, theme);
        Self {
            chrome: chrome.map_err(|error| faults.take(&error, &theme.name)).unwrap_or_default(),
            links,
            lines: Pieces::room(site.records.len()),
            cards: Pieces::room(site.running),
            feeds: site_feeds(site, &theme.texts),
        }
    }

    /// Makes anew what is said of one record elsewhere.
    pub fn renew(&mut self, (site, theme): (&Site, &Theme), desk: &Desk<'_>, number: RecordNo) {
        self.links.renew(site, desk, (&theme.texts, number));
        self.lines.forget(number);
        self.cards.forget(number);
        // Headers name the newest issue.
        if site.tied(number).is_some_and(|ties| ties.issue == Some(0)) {
            self.chrome = Chrome::new(site, &self.links, theme).unwrap_or_default();
        }
    }
}

impl Works<'_> {
    /// A press for something whose reading is noted in `notes`.
    #[must_use]
    pub fn press<'p>(&'p self, notes: &'p Notes<'p>, output: &'p dyn Output) -> Press<'p> {
        let Ready { links, chrome, lines, cards, feeds } = self.ready;
        let site = View::noting((self.site, self.editions), notes);
        Press {
            site,
            theme: self.theme,
            desk: self.desk,
            gather: self.gather,
            output,
            links: links.noted(site),
            chrome,
            lines,
            cards,
            feeds,
            faults: &self.faults,
            pages: &self.pages,
        }
    }
}

/// A page but for its own values.
pub struct Page<'a> {
    /// Where it goes.
    pub path: &'a SitePath,
    /// The template that it is made with.
    pub template: &'static str,
    /// The entry of the menu that it belongs to, by address.
    pub section: &'a str,
    /// What its head says.
    pub head: Head,
    /// The way from it to the site's root.
    pub root: String,
}

impl<'a> Page<'a> {
    /// A page at `path`.
    #[must_use]
    pub fn new(path: &'a SitePath, template: &'static str, section: &'a str, head: Head) -> Self {
        Self { path, template, section, head, root: path.root() }
    }
}

/// The values that are a page's own.
pub type Own = Vec<(&'static str, Value)>;

impl<'a> Press<'a> {
    /// The same press with notes of its own, for something that other pages show too.
    #[must_use]
    pub fn apart<'b>(&self, notes: Option<&'b Notes<'b>>) -> Press<'b>
    where
        'a: 'b,
    {
        let site = self.site.with(notes);
        Press { site, links: self.links.for_view(site), ..*self }
    }

    /// What records say, for feeds and structured data.
    #[must_use]
    pub fn told(&self) -> Told<'a> {
        Told { desk: self.desk, site: self.site, gather: self.gather }
    }

    /// The body of a record, for a page from which `root` leads to the site's root.
    #[must_use]
    pub fn body(&self, number: RecordNo, root: &str) -> Body {
        self.told().body(number, root)
    }

    /// Makes a page with its own values and puts it out.
    ///
    /// # Errors
    /// What the disk said. A fault of the template is noted, and the page left out.
    pub fn print(&self, mut page: Page<'_>, own: Own) -> io::Result<()> {
        if page.head.card.as_str().is_empty() && page.head.unlisted.is_none() {
            page.head.card = elsewhere::of_page(self, page.path, page.head.named(self.site.settings()));
        }
        let root = page.root.as_str();
        let mut context = Context::new();
        self.site.ask(Ask::Section, page.section);
        self.note_template(page.template);
        context.insert_value("header", self.chrome.header(page.section).value(root));
        context.insert_value("footer", self.chrome.footer().value(root));
        context.insert_value("head", head::value(self, &page));
        context.insert_value("root", Value::from(root));
        for (name, value) in own {
            context.insert_value(name, value);
        }
        match self.theme.page(page.template, &context) {
            Ok(html) => self.put(page.path, &html),
            Err(error) => {
                self.faults.take(&error, &self.theme.name);
                Ok(())
            }
        }
    }

    /// Notes a template with all that it uses.
    pub fn note_template(&self, template: &str) {
        self.site.note(self.theme.number(template).map_or(Part::All, Part::Template));
    }

    /// Renders a template; a fault is noted.
    #[must_use]
    pub fn render(&self, template: &str, context: &Context) -> Option<String> {
        self.note_template(template);
        let rendered = self.theme.render(template, context);
        rendered.map_err(|error| self.faults.take(&error, &self.theme.name)).ok()
    }

    /// Puts out a page as it is.
    ///
    /// # Errors
    /// What the disk said.
    pub fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        self.pages.fetch_add(1, Ordering::Relaxed);
        self.output.put(path, bytes)
    }

    /// The word or sentence of the interface called `name`.
    #[must_use]
    pub fn word<'t>(&'t self, name: &'t str) -> &'t str {
        self.theme.texts.get(name)
    }

    /// Links to listings.
    #[must_use]
    pub fn listings(&self, numbers: &[crate::resolve::ListingNo]) -> Value {
        list(numbers.iter().map(|number| self.links.listing(*number)))
    }

    /// Links to records.
    #[must_use]
    pub fn records(&self, numbers: &[RecordNo]) -> Value {
        list(numbers.iter().map(|number| self.links.record(*number)))
    }
}

/// The feeds of the whole site, which every page names.
#[must_use]
pub fn site_feeds(site: &Site, texts: &Texts) -> Vec<Feed> {
    let title = &site.settings.title;
    let calendar = ("text/calendar", format!("{title} {}", texts.get("calendar")), "calendar.ics".to_owned());
    if site.settings.base_url.is_none() {
        return vec![calendar];
    }
    let atom = ("application/atom+xml", title.to_string(), "feed.xml".to_owned());
    vec![atom, ("application/feed+json", title.to_string(), "feed.json".to_owned()), calendar]
}

/// The path of a page that the site itself named.
///
/// # Errors
/// An I/O error that says what is wrong with the address; `resolve` makes only right ones.
pub fn page_path(address: &str) -> io::Result<SitePath> {
    let wrong = |fault: PathFault| io::Error::other(format!("{address}: {fault:?}"));
    SitePath::page(address).map_err(wrong)
}
