//! What pages need besides the site, made from the bulletin's files when asked for: bodies, pictures,
//! attachments.
//!
//! What surprised us: a body is HTML for one page only (its links are relative), so it is made when its page
//! is made and forgotten with it; but what is wrong with it is noted only once.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::sync::{Mutex, PoisonError};

use super::pictures::Pictures;
use super::values::{address, decoded};
use crate::model::date::Date;
use crate::model::picture::Picture;
use crate::model::record::Record;
use crate::model::{BulletinPath, PathFault, SafeHtml, SitePath};
use crate::parse::markdown::{self, LinkFault, Links, Setting, Shown};
use crate::read::Sources;
use crate::report::Diagnostic;
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
    sources: &'a Sources,
    pictures: Pictures<'a>,
    copies: HashMap<&'a BulletinPath, &'a SitePath>,
    found: Mutex<BTreeMap<RecordNo, Vec<Diagnostic>>>,
}

impl<'a> Desk<'a> {
    /// The desk of a site.
    #[must_use]
    pub fn new(site: &'a Site, sources: &'a Sources, pictures: Pictures<'a>) -> Self {
        let copies = site.copies.iter().map(|(file, path)| (file, path)).collect();
        Self { site, sources, pictures, copies, found: Mutex::default() }
    }

    /// The body of a record, for a page from which `root` leads to the site's root.
    #[must_use]
    pub fn body(&self, number: RecordNo, root: &str) -> Body {
        let Some(record) = self.site.record(number) else { return Body::default() };
        let Some(file) = self.sources.path(record.source.file) else { return Body::default() };
        let own = record.rest.as_deref().and_then(|rest| rest.body.as_deref());
        let near = Near { desk: self, file, root };
        let read = |source: &str| markdown::render(source, near.setting(record.date));
        let (body, start) = match own {
            Some(source) => (read(source), None),
            None => (self.of_file(record, read), Some(record.source.body.start as usize)),
        };
        self.note(number, file, (&body.faults, start));
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

    /// Notes what is wrong with a body. In a YAML file its place is the record's `body`.
    fn note(&self, number: RecordNo, file: &BulletinPath, (faults, start): (&[markdown::Fault], Option<usize>)) {
        if faults.is_empty() {
            return;
        }
        let placed = |fault: &markdown::Fault| {
            let diagnostic = fault.diagnostic(file, start.unwrap_or(0));
            let record = self.site.record(number).filter(|_| start.is_none());
            let steps = [crate::report::Step::Key("body")];
            match record.and_then(|record| crate::resolve::place(self.sources, record, &steps)) {
                Some(place) => diagnostic.at(place),
                None => diagnostic,
            }
        };
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.entry(number).or_insert_with(|| faults.iter().map(placed).collect());
    }

    /// The file of the bulletin that a record names `typed`.
    fn beside(&self, number: RecordNo, typed: &str) -> Option<BulletinPath> {
        let record = self.site.record(number)?;
        self.sources.path(record.source.file)?.beside(typed).ok()
    }

    /// The photograph that is item `photo` of [`Record::photos`].
    #[must_use]
    pub fn picture(&self, number: RecordNo, photo: usize) -> Option<&Picture> {
        let typed = &self.site.record(number)?.photos.get(photo)?.file;
        self.pictures.of(&self.beside(number, typed)?, self.sources)
    }

    /// The attachment that is item `item` of [`Rest::attachments`](crate::model::record::Rest).
    #[must_use]
    pub fn attachment(&self, number: RecordNo, item: usize) -> Option<Attached> {
        let rest = self.site.record(number)?.rest.as_deref()?;
        let file = self.beside(number, &rest.attachments.get(item)?.file)?;
        let path = *self.copies.get(&file)?;
        Some(Attached { path: path.clone(), bytes: self.sources.size(&file).ok()? })
    }

    /// What was wrong with bodies and pictures, and what the output refused.
    ///
    /// # Errors
    /// What the disk said when pictures were written.
    pub fn finish(self) -> io::Result<Vec<Diagnostic>> {
        let mut all: Vec<Diagnostic> =
            self.found.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().flatten().collect();
        all.extend(self.pictures.finish()?);
        Ok(all)
    }
}

/// What the body of one file may refer to, on a page from which `root` leads to the site's root.
struct Near<'d> {
    desk: &'d Desk<'d>,
    file: &'d BulletinPath,
    root: &'d str,
}

impl Near<'_> {
    fn setting(&self, date: Option<Date>) -> Setting<'_> {
        Setting { links: self, date, lang: self.desk.site.settings.lang }
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
    fn output(&self, typed: &str) -> Option<String> {
        let typed = decoded(typed)?;
        let page = SitePath::page(&typed).ok().filter(|path| self.desk.site.claims.has(path));
        let found = page.or_else(|| SitePath::new(&typed).ok().filter(|path| self.desk.site.claims.has(path)))?;
        Some(found.address().to_owned())
    }

    /// The address from the root of what a file of the bulletin became.
    fn made_of(&self, file: &BulletinPath) -> Option<String> {
        let site = self.desk.site;
        let record = site.by_file.get(file).and_then(|number| site.tied(*number));
        let copy = || self.desk.copies.get(file).map(|path| path.as_str().to_owned());
        record.map(|ties| ties.page.address().to_owned()).or_else(copy)
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
            Some(output) => self.output(output),
            None => self.made_of(&self.file(path)?),
        };
        found.map(|to| format!("{}{}{fragment}", self.root, address(&to))).ok_or(LinkFault::Missing)
    }

    fn picture(&self, destination: &str) -> Result<Shown<'_>, LinkFault> {
        if let Some(output) = destination.strip_prefix('/') {
            let to = self.output(output).ok_or(LinkFault::Missing)?;
            return Ok(Shown::File { address: format!("{}{}", self.root, address(&to)), size: None });
        }
        let file = self.file(destination)?;
        let picture = self.desk.pictures.of(&file, self.desk.sources).ok_or(LinkFault::Missing)?;
        Ok(Shown::Sizes { picture, root: self.root })
    }
}
