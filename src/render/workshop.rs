//! Where pages get what the site does not hold: bodies read from their files, pictures made publishable; and in
//! passing the search index and what is wrong with a body.
//!
//! What surprised us: a body is wanted by its page, by feeds and by the front page, but may be looked at by the
//! editor's rules and enter the search index only once; the reading for its own page is the one that counts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::desk::{Attached, Body, Desk};
use super::feeds::Content;
use super::page_links::PageLinks;
use super::search::Index;
use crate::check::{self, Care};
use crate::model::output::{Output, Store};
use crate::model::picture::{Picture, PictureFile, PictureFormat};
use crate::model::{BulletinPath, Record, SafeHtml, SitePath, Url};
use crate::parse::markdown::{self, Setting};
use crate::parse::text_fault;
use crate::picture::{self, Fault};
use crate::read::{Sources, unreadable};
use crate::report::{Diagnostic, Place, Severity, Step};
use crate::resolve::{self, RecordNo, Site};

/// What a workshop works with.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its files.
    pub sources: &'a Sources,
    /// Where pictures go.
    pub output: &'a dyn Output,
    /// Where encoded pictures are kept between builds.
    pub store: &'a dyn Store,
    /// How closely texts are looked at.
    pub care: Care,
}

/// The workshop of one build.
pub struct Workshop<'a> {
    tools: Tools<'a>,
    index: Option<&'a Index<'a>>,
    pictures: HashMap<&'a BulletinPath, OnceLock<Option<Picture>>>,
    read: Vec<AtomicBool>,
    found: Mutex<Vec<Diagnostic>>,
    trouble: Mutex<Option<io::Error>>,
    encoded: AtomicUsize,
}

impl<'a> Workshop<'a> {
    /// A workshop that feeds `index` with what it reads.
    #[must_use]
    pub fn new(tools: Tools<'a>, index: Option<&'a Index<'a>>) -> Self {
        Self {
            tools,
            index,
            pictures: tools.sources.beside.iter().map(|path| (path, OnceLock::new())).collect(),
            read: tools.site.records.iter().map(|_| AtomicBool::new(false)).collect(),
            found: Mutex::new(Vec::new()),
            trouble: Mutex::new(None),
            encoded: AtomicUsize::new(0),
        }
    }

    /// What was found wrong, how many picture files were encoded, and the pictures that records use.
    ///
    /// # Errors
    /// What the disk said first.
    pub fn finish(self) -> io::Result<Finished> {
        if let Some(error) = self.trouble.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        let used = self.pictures.iter().filter(|(_, picture)| picture.get().is_some());
        Ok(Finished {
            found: self.found.into_inner().unwrap_or_else(PoisonError::into_inner),
            encoded: self.encoded.load(Ordering::Relaxed),
            used: used.map(|(path, _)| (*path).clone()).collect(),
        })
    }

    /// The path of the file that a record was read from.
    fn file(&self, record: &Record) -> Option<&'a BulletinPath> {
        self.tools.sources.path(record.source.file)
    }

    fn say(&self, diagnostic: Diagnostic) {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push(diagnostic);
    }

    fn fail(&self, error: io::Error) {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }

    /// Gives the Markdown of a record to `take`, with where it begins in its file, if it stands there as it is.
    fn with_source<T: Default>(&self, record: &Record, take: impl FnOnce(&str, Option<usize>) -> T) -> T {
        if let Some(body) = record.rest.as_deref().and_then(|rest| rest.body.as_deref()) {
            return take(body, None);
        }
        let range = record.source.body.start as usize..record.source.body.end as usize;
        if range.is_empty() {
            return take("", None);
        }
        let start = range.start;
        let read = self.tools.sources.with_text(record.source.file, |text| {
            // A file that was changed since it was parsed may not have these bytes any more.
            take(text.get(range).unwrap_or_default(), Some(start))
        });
        read.unwrap_or_else(|fault| {
            if let Some(path) = self.file(record) {
                self.say(text_fault(path, &fault));
            }
            T::default()
        })
    }

    /// A body for a page from which `root` leads to the site's root.
    fn made(&self, number: RecordNo, record: &Record, root: &str) -> markdown::Body {
        let Some(file) = self.file(record) else { return markdown::Body::default() };
        let links = PageLinks { site: self.tools.site, file, record, root, pictures: &|path| self.published(path) };
        let setting = Setting { links: &links, date: record.date, lang: self.tools.site.settings.lang };
        self.with_source(record, |source, start| {
            let body = markdown::render(source, setting);
            if self.is_first(number) {
                self.look(record, &body, start);
                self.collect(number, record, &body.text);
            }
            body
        })
    }

    fn is_first(&self, number: RecordNo) -> bool {
        self.read.get(number as usize).is_some_and(|read| !read.swap(true, Ordering::Relaxed))
    }

    /// Says what is wrong with a body.
    fn look(&self, record: &Record, body: &markdown::Body, start: Option<usize>) {
        let Some(file) = self.file(record) else { return };
        let in_yaml = resolve::place(self.tools.sources, record, &[Step::Key("body")]);
        for fault in &body.faults {
            let mut diagnostic = fault.diagnostic(file, start.unwrap_or(0));
            if start.is_none() {
                diagnostic.place.clone_from(&in_yaml);
            }
            self.say(diagnostic);
        }
        for found in check::text(record, &body.text, self.tools.care) {
            let place = in_yaml.clone().filter(|_| start.is_none()).unwrap_or_else(|| Place::file(file));
            self.say(if found.place.is_some() { found } else { found.at(place) });
        }
    }

    /// Gives a record's words to the search index: the body, and what stands around it.
    fn collect(&self, number: RecordNo, record: &Record, text: &str) {
        let Some(index) = self.index else { return };
        let around = [record.kicker.as_deref(), record.deck.as_deref()];
        let captions = record.photos.iter().filter_map(|photo| photo.caption.as_deref());
        let mut whole = Cow::Borrowed(text);
        for line in around.into_iter().flatten().chain(captions) {
            let whole = whole.to_mut();
            if !whole.is_empty() && !whole.ends_with('\n') {
                whole.push('\n');
            }
            whole.push_str(line);
        }
        let document = document_number(self.tools.site, number);
        if let Err(error) = index.add(document, record.headline(), &whole) {
            self.fail(error);
        }
    }

    /// The published form of a picture beside a record, made on first use; none where there is no such file,
    /// none in it where it is faulty.
    fn published(&self, path: &BulletinPath) -> Option<Option<&Picture>> {
        Some(self.pictures.get(path)?.get_or_init(|| self.publish(path)).as_ref())
    }

    fn publish(&self, path: &BulletinPath) -> Option<Picture> {
        let bytes = match self.tools.sources.bytes(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.say(unreadable(path, &error));
                return None;
            }
        };
        match picture::publish(&bytes, path.name(), self.tools.output, self.tools.store) {
            Ok(published) => {
                self.encoded.fetch_add(published.encoded, Ordering::Relaxed);
                Some(published.picture)
            }
            Err(Fault::Picture(diagnostic)) => {
                self.say(diagnostic.at(Place::file(path)));
                None
            }
            Err(Fault::Output(error)) => {
                self.fail(error);
                None
            }
        }
    }

    fn photo(&self, record: &Record, photo: usize) -> Option<&Picture> {
        let path = self.file(record)?.beside(&record.photos.get(photo)?.file).ok()?;
        self.published(&path)?
    }
}

/// What a workshop leaves.
#[derive(Debug)]
pub struct Finished {
    /// What was found wrong.
    pub found: Vec<Diagnostic>,
    /// How many picture files were encoded.
    pub encoded: usize,
    /// The pictures that were asked for.
    pub used: Vec<BulletinPath>,
}

impl Finished {
    /// Whether anything found stops the build.
    #[must_use]
    pub fn stops(&self) -> bool {
        self.found.iter().any(|found| found.severity == Severity::Error)
    }
}

/// The number of a record in the search index, which counts from the oldest; what has no date comes first.
#[must_use]
pub fn document_number(site: &Site, record: RecordNo) -> u32 {
    let (all, running) = (site.records.len(), site.running);
    let at = record as usize;
    let number = if at < running { all - 1 - at } else { at - running };
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Desk for Workshop<'_> {
    fn body(&self, number: RecordNo, root: &str) -> Body {
        let Some(record) = self.tools.site.record(number) else { return Body::default() };
        let body = self.made(number, record, root);
        Body { html: body.html, text: body.text }
    }

    fn picture(&self, number: RecordNo, photo: usize) -> Option<Picture> {
        self.photo(self.tools.site.record(number)?, photo).cloned()
    }

    fn attachment(&self, number: RecordNo, item: usize) -> Option<Attached> {
        let record = self.tools.site.record(number)?;
        let attachment = record.rest.as_deref()?.attachments.get(item)?;
        let file = self.file(record)?.beside(&attachment.file).ok()?;
        let path = SitePath::new(&format!("files/{}/{}", record.id, file.name())).ok()?;
        Some(Attached { path, bytes: self.tools.sources.size(&file).unwrap_or(0) })
    }
}

impl Content for Workshop<'_> {
    fn source(&self, number: RecordNo) -> Option<BulletinPath> {
        self.tools.site.record(number).and_then(|record| self.file(record)).cloned()
    }

    fn html(&self, number: RecordNo) -> Option<SafeHtml> {
        let record = self.tools.site.record(number)?;
        let root = self.tools.site.settings.base_url.as_ref().map_or("", Url::as_str);
        let html = self.made(number, record, root).html;
        (!html.as_str().is_empty()).then_some(html)
    }

    fn text(&self, number: RecordNo) -> String {
        let Some(record) = self.tools.site.record(number) else { return String::new() };
        self.with_source(record, |source, _| markdown::plain_text(source))
    }

    fn first_clause(&self, number: RecordNo) -> String {
        let Some(record) = self.tools.site.record(number) else { return String::new() };
        let caption = record.photos.first().and_then(|photo| photo.caption.as_deref());
        let said = self.with_source(record, |source, _| markdown::plain_text(source));
        let said = if said.trim().is_empty() { caption.unwrap_or_default() } else { said.trim() };
        clause(said).to_owned()
    }

    fn pictures(&self, number: RecordNo) -> Vec<PictureFile> {
        let Some(record) = self.tools.site.record(number) else { return Vec::new() };
        let largest = |picture: &Picture| {
            let jpegs = picture.files.iter().filter(|file| file.format == PictureFormat::Jpeg);
            jpegs.max_by_key(|file| file.width).cloned()
        };
        (0..record.photos.len()).filter_map(|at| self.photo(record, at).and_then(largest)).collect()
    }
}

/// The first clause of a text: up to its first mark between clauses.
fn clause(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    line.split(['，', '。', '；', '！', '？', '：', ',', ';']).next().unwrap_or(line).trim()
}
