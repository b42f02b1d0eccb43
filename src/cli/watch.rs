//! `jianbao watch`: the bulletin as a preview that follows every save.
//!
//! What surprised us: a preview is built like a site, into a folder of its own, so nothing in it can differ from
//! what is published; only drafts and what is still to come stand in it too, marked as such.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use std::{io, mem};

use super::Done;
use super::build::{self, Built, CACHE, Place};
use super::bulletin::{self, Wish};
use super::fault::Fault;
use super::onlooker::Onlooker;
use super::say::Voice;
use crate::check::Care;
use crate::model::SitePath;
use crate::model::date::Date;
use crate::read::Sources;
use crate::report::{Diagnostic, Say, Severity, stops};
use crate::resolve::Show;
use crate::watch::hints::Hints;
use crate::watch::shelf::Shelf;
use crate::watch::{self, Workshop, server};

/// What `watch` is asked.
#[derive(clap::Args, Debug)]
pub struct WatchArgs {
    /// 端口，默认 4400；占用时换一个空的 · the port, else 4400; a free one where it is taken
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// 打开浏览器 · open the browser
    #[arg(long)]
    open: bool,
    /// 当作这一天来生成 · build as on this day
    #[arg(long, value_name = "DATE", value_parser = build::day)]
    as_of: Option<Date>,
}

/// The preview's own folder, in the cache.
const TREE: &str = "watch";

/// Builds and serves the bulletin that we are in, until Ctrl-C.
pub(super) fn run(args: &WatchArgs, voice: &Voice) -> Result<Done, Fault> {
    let root = bulletin::root()?;
    let root = root.canonicalize().map_err(|error| Fault::disk(&root, &error))?;
    let unwatchable = |error: notify::Error| {
        Fault::Surroundings(Say::new(
            format!("无法留意文件的变化：{error}"),
            format!("changes of files cannot be watched: {error}"),
        ))
    };
    let (sender, messages) = channel();
    // Watched before the first build, so that nothing is saved unnoticed between the two.
    let mut hints = Hints::on(&root, &sender).map_err(unwatchable)?;
    let shelf = Arc::new(Shelf::new());
    let no_port = |error: io::Error| {
        Fault::Surroundings(Say::new(
            format!("无法在本机打开预览端口：{error}"),
            format!("no port of this machine can be opened for the preview: {error}"),
        ))
    };
    let listener = server::listen(args.port).map_err(no_port)?;
    let port = listener.local_addr().map_err(no_port)?.port();
    server::serve(listener, Arc::clone(&shelf), sender).map_err(no_port)?;
    greet(port, args, &hints, voice);
    let wish = Wish { as_of: args.as_of, show: Show::All, base_url: None, care: Care::Build };
    let out = root.join(CACHE).join(TREE);
    let mut preview = Preview { root, out, wish, voice, shelf, builds: 0, style: String::new() };
    if args.open {
        // Where no browser can be found, the address stands on the terminal.
        let _ = open::that_detached(address(port));
    }
    watch::run(&mut preview, &mut hints, &messages).map_err(unwatchable)?;
    Ok(Done::Right)
}

fn address(port: u16) -> String {
    format!("http://127.0.0.1:{port}/")
}

fn greet(port: u16, args: &WatchArgs, hints: &Hints, voice: &Voice) {
    if let Some(taken) = args.port.filter(|wish| *wish != port) {
        voice.line(&Say::new(
            format!("端口 {taken} 被占用，换成 {port}"),
            format!("port {taken} is taken; {port} is used"),
        ));
    }
    let address = address(port);
    voice.line(&Say::new(
        format!("预览 {address}  按 Ctrl-C 结束"),
        format!("preview at {address}, Ctrl-C ends it"),
    ));
    if let Some(why) = hints.polling() {
        voice.line(&Say::new(
            format!("系统不能通知文件的变化（{why}），改为每两秒查看一次"),
            format!("the system cannot tell of changes ({why}); files are looked at every two seconds"),
        ));
    }
}

/// The preview of one bulletin.
struct Preview<'a> {
    root: PathBuf,
    out: PathBuf,
    wish: Wish,
    voice: &'a Voice,
    shelf: Arc<Shelf>,
    /// How many good builds there have been.
    builds: u64,
    /// The style sheet of the last one.
    style: String,
}

impl Workshop for Preview<'_> {
    fn build(&mut self) {
        let start = Instant::now();
        if let Err(fault) = self.try_build(start) {
            // The next change is the next try.
            self.voice.fault(&fault);
            let (say, hint) = fault.say();
            let mut text = say.pick(self.voice.lang()).to_owned();
            text.extend(hint.map(|hint| format!("\n{}", hint.pick(self.voice.lang()))));
            self.tell(vec![text]);
        }
    }
}

impl Preview<'_> {
    fn try_build(&mut self, start: Instant) -> Result<(), Fault> {
        let mut bulletin = bulletin::open(&self.root, &self.wish, self.voice)?;
        let mut found = mem::take(&mut bulletin.found);
        let names = Names::default();
        let built = if stops(&found) {
            found.extend(build::rehearse(&bulletin, &self.root)?);
            None
        } else {
            let place = Place { root: &self.root, out: &self.out };
            build::make(&bulletin, place, (&mut found, self.voice.is_strict()), &names)?
        };
        let found = self.voice.without_notes(self.voice.arrange(found, &bulletin.sources));
        self.voice.diagnostics(&found, &bulletin.sources);
        match built {
            Some(built) => {
                self.show(&built, names.into_inner());
                self.voice.line(&rebuilt(&built, start));
            }
            None => self.tell(wrong(&found, &bulletin.sources, self.voice)),
        }
        Ok(())
    }

    /// Shows a good build.
    fn show(&mut self, built: &Built, files: HashSet<Box<str>>) {
        self.builds += 1;
        let is_style = |path: &&Box<str>| path.starts_with("assets/style-") && path.ends_with(".css");
        let style = files.iter().find(is_style).map(ToString::to_string).unwrap_or_default();
        let restyled = mem::replace(&mut self.style, style) != self.style;
        // Every page names the style sheet, so that a new one changes them all.
        let only_style = restyled && built.summary.written == built.pages + 1;
        let (build, style, folder) = (self.builds, self.style.clone(), self.out.clone());
        let changed = built.summary.written + built.summary.removed > 0;
        self.shelf.show(|shown| {
            (shown.folder, shown.files) = (folder, Arc::new(files));
            shown.news.style = Some(style);
            shown.news.wrong.clear();
            if changed || shown.news.build == 0 {
                shown.news.build = build;
                shown.news.pages = if only_style { shown.news.pages } else { build };
            }
        });
    }

    /// Shows over the last good build what is wrong.
    fn tell(&self, wrong: Vec<String>) {
        let heading = Say::new("还没有更新，请先改正：", "not updated yet; mend this first:");
        let heading = heading.pick(self.voice.lang()).to_owned();
        self.shelf.show(|shown| (shown.news.wrong, shown.news.heading) = (wrong, heading));
    }
}

/// The errors as the terminal shows them, without its colours.
fn wrong(found: &[Diagnostic], sources: &Sources, voice: &Voice) -> Vec<String> {
    let is_bad = |found: &&Diagnostic| found.severity == Severity::Error || voice.is_strict();
    let text = |diagnostic| anstream::adapter::strip_str(&voice.text(diagnostic, sources)).to_string();
    found.iter().filter(is_bad).map(text).collect()
}

fn rebuilt(built: &Built, start: Instant) -> Say {
    let (written, removed) = (built.summary.written, built.summary.removed);
    let milliseconds = start.elapsed().as_millis();
    Say::new(
        format!("更新 {written} 个文件，删去 {removed} 个 · {milliseconds} 毫秒"),
        format!("{written} files updated, {removed} removed · {milliseconds} ms"),
    )
}

/// The paths of the files that a build has made.
#[derive(Default)]
struct Names(Mutex<HashSet<Box<str>>>);

impl Names {
    fn into_inner(self) -> HashSet<Box<str>> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Onlooker for Names {
    fn seen(&self, path: &SitePath) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.as_str().into());
    }
}
