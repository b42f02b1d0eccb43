//! What pages need besides the site, made from the bulletin's files when asked for: bodies, pictures,
//! attachments.
//!
//! What surprised us: a body is HTML for one page only (its links are relative), so it is made when its page
//! is made and forgotten with it; but what is wrong with it is noted only once.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::graph::ledger::Read;
use super::graph::{Ask, Notes, Part, View, days};
use super::pictures::Pictures;
use super::values::{address, decoded};
use crate::check::{Care, Texts};
use crate::model::date::Date;
use crate::model::editions::Editions;
use crate::model::picture::Picture;
use crate::model::record::Record;
use crate::model::sheets::{SHEETS, sheet_of};
use crate::model::{BulletinPath, PathFault, SafeHtml, SitePath};
use crate::parse::markdown::{self, LinkFault, Links, Setting, Shown};
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Spot, Step};
use crate::resolve::{RecordNo, Site};

/// A body, read for the page that it stands on.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Its markup.
    pub html: SafeHtml,
    /// What the markup shows; blocks end in a line feed.
    pub text: String,
}

/// A file for download.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Where it is served.
    pub path: SitePath,
    /// How big it is.
    pub bytes: u64,
}

/// Bodies, pictures and attachments by the numbers of records. Asked from many threads.
pub struct Desk<'a> {
    site: &'a Site,
    editions: &'a Editions,
    sources: &'a Sources,
    pictures: Pictures<'a>,
    copies: HashMap<&'a BulletinPath, &'a SitePath>,
    rules: Texts,
    /// Which bodies have been looked at.
    read: Vec<AtomicBool>,
    bodies: Vec<OnceLock<Read>>,
    found: Mutex<BTreeMap<RecordNo, Vec<Diagnostic>>>,
}

/// What a desk leaves when all pages are made.
#[derive(Debug)]
pub struct Finished {
    /// What was wrong with bodies and pictures.
    pub found: Vec<Diagnostic>,
    /// How many picture files were encoded, and not taken from the store.
    pub encoded: usize,
    /// The pictures that pages show.
    pub used: Vec<BulletinPath>,
}

impl<'a> Desk<'a> {
    /// The desk of a site, where texts are looked at with `care`.
    #[must_use]
    pub fn new(
        (site, editions): (&'a Site, &'a Editions),
        sources: &'a Sources,
        pictures: Pictures<'a>,
        care: Care,
    ) -> Self {
        let copies = site.copies.iter().map(|(file, path)| (file, path)).collect();
        let read = site.records.iter().map(|_| AtomicBool::new(false)).collect();
        let bodies = site.records.iter().map(|_| OnceLock::new()).collect();
        let found = Mutex::default();
        let rules = Texts::of(&site.settings, care);
        Self { site, editions, sources, pictures, copies, rules, read, bodies, found }
    }

    /// The file that a record was read from.
    pub(super) fn file_of(&self, site: View<'_>, number: RecordNo) -> Option<&'a BulletinPath> {
        self.sources.path(site.record(number)?.source.file)
    }

    /// The body of a record, for a page from which `root` leads to the site's root. What it refers to is noted by
    /// itself, and for whoever asks only that it was read.
    #[must_use]
    pub fn body(&self, site: View<'_>, number: RecordNo, root: &str) -> Body {
        let notes = site.notes().map(Notes::fresh);
        let body = self.read_body(site.with(notes.as_ref()), number, root);
        if let (Some(notes), Some(slot)) = (notes, self.bodies.get(number as usize)) {
            site.note(Part::Body(number));
            slot.get_or_init(|| Read::of(&notes.into_rows()));
        }
        body
    }

    /// What the body of a record has read, where somebody has asked for it.
    #[must_use]
    pub fn read_for(&self, number: RecordNo) -> Option<&Read> {
        self.bodies.get(number as usize)?.get()
    }

    fn read_body(&self, site: View<'_>, number: RecordNo, root: &str) -> Body {
        let Some(record) = site.record(number) else { return Body::default() };
        let Some(file) = self.sources.path(record.source.file) else { return Body::default() };
        site.note(Part::Words(number));
        let own = record.rest.as_deref().and_then(|rest| rest.body.as_deref());
        let near = Near { desk: self, site, file, root };
        let read = |source: &str| markdown::render(source, near.setting(record.date));
        let (body, start) = match own {
            Some(source) => (read(source), None),
            None => (self.of_file(record, read), Some(record.source.body.start as usize)),
        };
        if self.is_first(number) {
            self.note(number, file, (&body, start));
            // Few bodies are wanted twice.
            self.sources.let_go(record.source.file);
        }
        Body { html: body.html, text: body.text }
    }

    /// The body that stands behind the front matter of a file.
    fn of_file(&self, record: &Record, read: impl Fn(&str) -> markdown::Body) -> markdown::Body {
        let range = record.source.body.start as usize..record.source.body.end as usize;
        if range.is_empty() {
            return markdown::Body::default();
        }
        let body = self.sources.with_text(record.source.file, |text| text.get(range.clone()).map(&read));
        body.ok().flatten().unwrap_or_default()
    }

    /// Whether this is the first reading of a record's body.
    fn is_first(&self, number: RecordNo) -> bool {
        self.read.get(number as usize).is_some_and(|read| !read.swap(true, Ordering::Relaxed))
    }

    /// Notes what is wrong with a body. In a YAML file its place is a part of the record's `body`.
    fn note(&self, number: RecordNo, file: &BulletinPath, (body, start): (&markdown::Body, Option<usize>)) {
        let Some(record) = self.site.record(number) else { return };
        let said = self.rules.look(self.sources, record, &body.text);
        if body.faults.is_empty() && said.is_empty() {
            return;
        }
        let mut all: Vec<Diagnostic> = Vec::new();
        for fault in &body.faults {
            let mut diagnostic = fault.diagnostic(file, start.unwrap_or(0));
            if let (None, Some(Place { spot: Spot::Bytes(part), .. })) = (start, &diagnostic.place) {
                let steps = [Step::Key("body"), Step::Part(*part)];
                diagnostic.place = crate::resolve::place(self.sources, record, &steps);
            }
            all.push(diagnostic);
        }
        all.extend(said);
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.entry(number).or_insert(all);
    }

    /// The file of the bulletin that a record names `typed`.
    fn beside(&self, site: View<'_>, number: RecordNo, typed: &str) -> Option<BulletinPath> {
        let record = site.record(number)?;
        self.sources.path(record.source.file)?.beside(typed).ok()
    }

    /// The photograph that is item `photo` of [`Record::photos`].
    #[must_use]
    pub fn picture(&self, site: View<'_>, number: RecordNo, photo: usize) -> Option<&Picture> {
        let typed = &site.record(number)?.photos.get(photo)?.file;
        self.shown(site, &self.beside(site, number, typed)?)
    }

    /// The photograph that a file holds.
    fn shown(&self, site: View<'_>, file: &BulletinPath) -> Option<&Picture> {
        self.note_file(site, file);
        self.pictures.of(file, self.sources)
    }

    /// Notes that a file was looked at, or looked for.
    fn note_file(&self, site: View<'_>, file: &BulletinPath) {
        match self.sources.file_number(file) {
            Some(number) => site.note(Part::File(number)),
            None => site.ask(Ask::File, file.as_str()),
        }
    }

    /// The attachment that is item `item` of [`Rest::attachments`](crate::model::record::Rest).
    #[must_use]
    pub fn attachment(&self, site: View<'_>, number: RecordNo, item: usize) -> Option<Attached> {
        let rest = site.record(number)?.rest.as_deref()?;
        let file = self.beside(site, number, &rest.attachments.get(item)?.file)?;
        self.note_file(site, &file);
        site.ask(Ask::File, file.as_str());
        let path = *self.copies.get(&file)?;
        Some(Attached { path: path.clone(), bytes: self.sources.size(&file).ok()? })
    }

    /// The photographs of this bulletin.
    #[must_use]
    pub fn pictures(&self) -> &Pictures<'a> {
        &self.pictures
    }

    /// The records of whose bodies something was said.
    #[must_use]
    pub fn spoken_of(&self) -> Vec<RecordNo> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).keys().copied().collect()
    }

    /// What is left when all pages are made.
    ///
    /// # Errors
    /// What the disk said when pictures were written.
    pub fn finish(self) -> io::Result<Finished> {
        let mut found: Vec<Diagnostic> =
            self.found.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().flatten().collect();
        let pictures = self.pictures.finish()?;
        found.extend(pictures.found);
        Ok(Finished { found, encoded: pictures.encoded, used: pictures.used })
    }
}

/// What the body of one file may refer to, on a page from which `root` leads to the site's root.
struct Near<'d> {
    desk: &'d Desk<'d>,
    site: View<'d>,
    file: &'d BulletinPath,
    root: &'d str,
}

impl Near<'_> {
    fn setting(&self, date: Option<Date>) -> Setting<'_> {
        Setting { links: self, date, lang: self.site.settings().lang }
    }

    /// The file of the bulletin at a relative path.
    fn file(&self, typed: &str) -> Result<BulletinPath, LinkFault> {
        let typed = decoded(typed).ok_or(LinkFault::Missing)?;
        self.file.beside(&typed).map_err(|fault| match fault {
            PathFault::Escapes | PathFault::Absolute => LinkFault::Outside,
            _ => LinkFault::Missing,
        })
    }

    /// The address from the root of an output named `/…`.
    fn output(&self, typed: &str) -> Result<String, LinkFault> {
        self.site.ask(Ask::Output, typed);
        self.desk.output(typed).ok_or(LinkFault::Missing)
    }

    /// The page of the record that `#id` names in a file of several.
    fn item(&self, file: &BulletinPath, fragment: &str) -> Option<String> {
        if !fragment.is_empty() {
            self.site.ask(Ask::Item, &format!("{file}{fragment}"));
        }
        self.desk.item(file, fragment)
    }
}

impl Desk<'_> {
    /// The address from the root of an output named `/…`.
    fn output(&self, typed: &str) -> Option<String> {
        let typed = decoded(typed)?;
        let page = SitePath::page(&typed).ok().filter(|path| self.site.claims.has(path));
        let is_there =
            |path: &SitePath| self.site.claims.has(path) || self.is_printed(path) || self.is_sheet(path);
        let found = page.or_else(|| SitePath::new(&typed).ok().filter(is_there))?;
        Some(found.address().to_owned())
    }

    /// Whether it is a file of a printed issue.
    fn is_printed(&self, path: &SitePath) -> bool {
        let file = path.as_str().strip_prefix("issues/").and_then(|rest| rest.split_once('/'));
        let Some((named, file)) = file else { return false };
        let issue = self.site.issues.iter().find(|issue| issue.week.to_string() == named);
        issue.is_some_and(|issue| self.editions.offers(issue.week, file))
    }

    /// Whether it is a file of a sheet for notice boards.
    fn is_sheet(&self, path: &SitePath) -> bool {
        let file = path.as_str().strip_prefix(SHEETS).and_then(|rest| rest.strip_prefix('/'));
        let number = file.and_then(sheet_of).and_then(|id| self.site.by_id.get(id));
        let record = number.and_then(|number| self.site.record(*number));
        record.is_some_and(|record| record.wants_sheet() && self.editions.offers_sheet(&record.id))
    }

    /// The page of the record that `#id` names in a file of several.
    fn item(&self, file: &BulletinPath, fragment: &str) -> Option<String> {
        let number = *self.site.by_id.get(fragment.strip_prefix('#')?)?;
        let source = self.sources.path(self.site.record(number)?.source.file)?;
        (source == file).then(|| self.site.tied(number).map(|ties| ties.page.address().to_owned())).flatten()
    }

    /// Whether `file` should hold records and gave none.
    fn is_unread(&self, file: &BulletinPath) -> bool {
        let records = &self.sources.records;
        let is_there = records.binary_search_by(|record| record.path.cmp(file)).is_ok();
        is_there && !self.site.by_file.contains_key(file)
    }

    /// The address from the root of what a file of the bulletin became.
    fn made_of(&self, file: &BulletinPath) -> Option<String> {
        let record = self.site.by_file.get(file).and_then(|number| self.site.tied(*number));
        let copy = || self.copies.get(file).map(|path| path.as_str().to_owned());
        record.map(|ties| ties.page.address().to_owned()).or_else(copy)
    }

    /// What a file of the bulletin became, for a link to it.
    fn linked(&self, file: &BulletinPath) -> Result<String, LinkFault> {
        // A link to a record that is over must not stop the build on the day after.
        // What is wrong with a file that could not be read as records has been said.
        if self.site.hidden.contains_key(file) || self.is_unread(file) {
            return Err(LinkFault::Unsaid);
        }
        self.made_of(file).ok_or(LinkFault::Missing)
    }

    /// The answer to a question that pages asked, in words: the same words mean the same page.
    #[must_use]
    pub fn answer(&self, ask: Ask, text: &str) -> String {
        let path = |text| BulletinPath::new(text).ok();
        match ask {
            Ask::Id => self.site.by_id.get(text).map(|_| text.to_owned()).unwrap_or_default(),
            Ask::Output => self.output(text).unwrap_or_default(),
            Ask::Item => {
                let (file, id) = text.split_at(text.rfind('#').unwrap_or(text.len()));
                path(file).and_then(|file| self.item(&file, id)).unwrap_or_default()
            }
            Ask::File => path(text)
                .map(|file| format!("{} {:?}", self.pictures.has(&file), self.linked(&file)))
                .unwrap_or_default(),
            Ask::Days | Ask::Week | Ask::Next => days::answer(self.site, ask, text),
            Ask::Section => String::new(),
        }
    }
}

impl Links for Near<'_> {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        let (path, fragment) = match destination.split_once('#') {
            Some((path, fragment)) => (path, format!("#{fragment}")),
            None => (destination, String::new()),
        };
        if path.is_empty() {
            return Ok(fragment);
        }
        let found = match path.strip_prefix('/') {
            Some(output) => self.output(output)?,
            None => {
                let file = self.file(path)?;
                if let Some(page) = self.item(&file, &fragment) {
                    return Ok(format!("{}{}", self.root, address(&page)));
                }
                self.site.ask(Ask::File, file.as_str());
                self.desk.linked(&file)?
            }
        };
        Ok(format!("{}{}{fragment}", self.root, address(&found)))
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        if let Some(output) = destination.strip_prefix('/') {
            let to = self.output(output)?;
            return Ok(Shown::File { address: format!("{}{}", self.root, address(&to)), size: None });
        }
        let file = self.file(destination)?;
        if !self.desk.pictures.has(&file) {
            self.site.ask(Ask::File, file.as_str());
            return Err(LinkFault::Missing);
        }
        let picture = self.desk.shown(self.site, &file).ok_or(LinkFault::Unsaid)?;
        Ok(Shown::Sizes { picture, root: self.root })
    }
}
