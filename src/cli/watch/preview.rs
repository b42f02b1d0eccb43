//! What a preview does with a change: takes it up in memory, then builds the site into its own folder.
//!
//! What surprised us: pages must be told of a change when it can be shown and not when all is built, and only once.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use std::{io, mem};

use super::super::build::{self, Begun, Built, Place};
use super::super::bulletin::{self, Wish};
use super::super::fault::Fault;
use super::super::left::{Left, Question, Tally};
use super::super::onlooker::Onlooker;
use super::super::say::Voice;
use super::live::{Live, TakenUp};
use crate::model::Url;
use crate::parse::Known;
use crate::read::Sources;
use crate::report::{Diagnostic, Entry, Help, Say, Severity, stops};
use crate::watch::Workshop;
use crate::watch::shelf::Shelf;

/// The preview of one bulletin.
pub(super) struct Preview<'a> {
    root: PathBuf,
    out: PathBuf,
    wish: Wish,
    voice: &'a Voice,
    live: Arc<Live>,
    shelf: Arc<Shelf>,
    /// When the change was taken up that is to be built; nothing where there is none.
    since: Option<Instant>,
    /// Whether pages have been told of it.
    is_told: bool,
    /// The number of the last build that pages were told of.
    builds: u64,
    /// The style sheet of the last build.
    style: String,
    /// What has changed since the last good build.
    change: Change,
    /// The records of the last reading.
    known: Known,
}

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// Style sheets at the most.
    Style,
    /// Anything.
    Any,
    /// All of it: nothing has been built yet.
    All,
}

impl<'a> Preview<'a> {
    /// A preview of the bulletin in the first folder, built into the second.
    pub(super) fn new(
        (root, out): (PathBuf, PathBuf),
        wish: Wish,
        voice: &'a Voice,
        (live, shelf): (Arc<Live>, Arc<Shelf>),
    ) -> Self {
        let (since, is_told, style, change) = (None, false, String::new(), Change::All);
        Self {
            root,
            out,
            wish,
            voice,
            live,
            shelf,
            since,
            is_told,
            builds: first_number(),
            style,
            change,
            known: Known::default(),
        }
    }
}

impl Workshop for Preview<'_> {
    fn take_up(&mut self, changed: Option<&[PathBuf]>) {
        let start = Instant::now();
        let taken_up = changed.map_or(TakenUp::No, |paths| self.live.take_up(paths));
        match taken_up {
            TakenUp::Nothing => {}
            TakenUp::Yes => {
                self.since.get_or_insert(start);
                self.note(changed);
                self.is_told = true;
                self.builds += 1;
                let build = self.builds;
                self.shelf.show(|shown| {
                    shown.news.wrong.clear();
                    (shown.news.build, shown.news.pages) = (build, build);
                });
            }
            TakenUp::No => {
                self.note(changed);
                let opened = self.open(start);
                self.report(opened);
            }
        }
    }

    fn build(&mut self, stop: &AtomicBool) {
        let Some(start) = self.since else { return };
        let built = self.try_build(start, stop);
        if !stop.load(Ordering::Relaxed) {
            self.since = None;
            if built.is_ok() {
                self.live.settle();
            }
            self.report(built);
        }
    }
}

impl Preview<'_> {
    /// Shows what went wrong around the bulletin. The next change is the next try.
    fn report(&self, done: Result<(), Fault>) {
        let Err(fault) = done else { return };
        self.voice.fault(&fault);
        let (say, hint) = fault.say();
        let lang = self.voice.lang();
        let help = |hint: Say| Help { word: lang.pick("改法", "help"), text: hint.pick(lang).to_owned() };
        self.tell(vec![Entry {
            place: None,
            word: lang.pick("错误", "error"),
            rule: "",
            message: say.pick(lang).to_owned(),
            excerpt: None,
            related: Vec::new(),
            help: hint.map(help),
        }]);
    }

    /// Notes whether more than style sheets has changed.
    fn note(&mut self, changed: Option<&[PathBuf]>) {
        let is_style = |path: &PathBuf| {
            let inner = path.strip_prefix(self.root.join("themes")).ok();
            inner.and_then(|inner| inner.iter().nth(1)).is_some_and(|folder| folder == "styles")
        };
        if self.change == Change::Style && !changed.is_some_and(|paths| paths.iter().all(is_style)) {
            self.change = Change::Any;
        }
    }

    /// Reads the bulletin again.
    fn open(&mut self, start: Instant) -> Result<(), Fault> {
        let bulletin = bulletin::open_again(&self.root, &self.wish, (&mut self.known, self.voice))?;
        if stops(&bulletin.found) {
            let mut found = bulletin.look_over();
            found.extend(build::rehearse(&bulletin, &self.root)?);
            self.refuse(found, &bulletin.sources);
            // What stands in memory has been overtaken, and the next save must not hide what is wrong here.
            self.live.clear();
            self.since = None;
            return Ok(());
        }
        self.live.set(bulletin);
        self.since.get_or_insert(start);
        self.is_told = false;
        Ok(())
    }

    fn try_build(&mut self, start: Instant, stop: &AtomicBool) -> Result<(), Fault> {
        let live = Arc::clone(&self.live);
        let unprinted = live.print();
        let state = live.state();
        let Some(state) = &*state else { return Ok(()) };
        let bulletin = &state.bulletin;
        let mut found = bulletin.look_over();
        found.extend(unprinted);
        let names = Names { names: Mutex::default(), stop };
        let left = Left::at(&self.root, &self.out);
        let place = Place { root: &self.root, out: &self.out, left: &left };
        let built = build::make(bulletin, Begun::new(place)?, (&mut found, self.voice.is_strict()), &names)?;
        let Some(built) = built else {
            self.refuse(found, &bulletin.sources);
            return Ok(());
        };
        let found = self.voice.without_notes(self.voice.arrange(found, &bulletin.sources));
        self.voice.diagnostics(&found, &bulletin.sources);
        let base = base(bulletin.site.settings.base_url.as_ref());
        self.show(&built, (names.into_inner(), base));
        left.keep((Question::default(), None), Tally::default(), &built);
        self.voice.line(&rebuilt(&built, start));
        Ok(())
    }

    /// Says what is wrong, on the terminal and over the last good pages.
    fn refuse(&self, found: Vec<Diagnostic>, sources: &Sources) {
        let found = self.voice.without_notes(self.voice.arrange(found, sources));
        self.voice.diagnostics(&found, sources);
        self.tell(wrong(&found, sources, self.voice));
    }

    /// Shows a good build.
    fn show(&mut self, built: &Built, (files, base): (HashSet<Box<str>>, String)) {
        let is_style = |path: &&str| path.starts_with("assets/style-") && path.ends_with(".css");
        let style = files.iter().map(|path| &**path).find(is_style).unwrap_or_default().to_owned();
        self.style = style;
        let change = mem::replace(&mut self.change, Change::Style);
        let changed = built.summary.written + built.summary.removed > 0 || change == Change::All;
        let tells = changed && !self.is_told;
        self.builds += u64::from(tells);
        let (build, style, folder) = (self.builds, self.style.clone(), self.out.clone());
        self.shelf.show(|shown| {
            (shown.folder, shown.files, shown.base) = (folder, Arc::new(files), base);
            shown.news.style = Some(style);
            shown.news.wrong.clear();
            if tells {
                shown.news.build = build;
                shown.news.pages = if change == Change::Style { shown.news.pages } else { build };
            }
        });
    }

    /// Shows over the last good build what is wrong.
    fn tell(&self, wrong: Vec<Entry>) {
        let count = wrong.len();
        let heading = Say::new(
            format!("还没有更新，请先改正（{count} 处）"),
            format!("not updated yet; mend this first ({count})"),
        );
        let heading = heading.pick(self.voice.lang()).to_owned();
        self.shelf.show(|shown| (shown.news.wrong, shown.news.heading) = (wrong, heading));
    }
}

/// The errors, laid out.
fn wrong(found: &[Diagnostic], sources: &Sources, voice: &Voice) -> Vec<Entry> {
    let is_bad = |found: &&Diagnostic| found.severity == Severity::Error || voice.is_strict();
    found.iter().filter(is_bad).map(|diagnostic| voice.entry(diagnostic, sources)).collect()
}

/// From where builds are counted. Pages of a preview that has ended are still open, so no number comes again: it is
/// the time in milliseconds, and nobody builds that often.
fn first_number() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}

/// The folder of the site on its host, `/` or `/a/`.
fn base(url: Option<&Url>) -> String {
    let behind = url.and_then(|url| url.as_str().split_once("://")).map_or("", |(_, behind)| behind);
    let path = behind.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

fn rebuilt(built: &Built, start: Instant) -> Say {
    let (written, removed) = (built.summary.written, built.summary.removed);
    let milliseconds = start.elapsed().as_millis();
    Say::new(
        format!("更新 {written} 个文件，删去 {removed} 个 · {milliseconds} 毫秒"),
        format!("{written} files updated, {removed} removed · {milliseconds} ms"),
    )
}

/// The paths of the files that a build makes, until it is broken off.
struct Names<'a> {
    names: Mutex<HashSet<Box<str>>>,
    stop: &'a AtomicBool,
}

impl Names<'_> {
    fn into_inner(self) -> HashSet<Box<str>> {
        self.names.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Onlooker for Names<'_> {
    fn seen(&self, path: &str) -> io::Result<()> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        self.names.lock().unwrap_or_else(PoisonError::into_inner).insert(path.into());
        Ok(())
    }
}
