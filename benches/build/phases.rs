//! Where a cold build's CPU time goes: the library's own steps, one by one, in a process of their own.
//!
//! The steps before rendering are public calls and are timed around. Rendering is one call; which of its parts is at
//! work is told by the paths that come out, and what its output costs is timed at the output. So the program holds no
//! clock for this, and what is timed is what runs.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use jianbao::check::{self, Care};
use jianbao::model::SitePath;
use jianbao::model::date::Date;
use jianbao::model::editions::Editions;
use jianbao::model::output::Output;
use jianbao::parse;
use jianbao::read::Sources;
use jianbao::render::{self, Job, theme::Theme};
use jianbao::report::stops;
use jianbao::resolve::{self, Material, Show};
use jianbao::write::{DiskStore, Former, Limits, Nothing, Staging};
use nix::sys::time::TimeValLike;
use nix::time::ClockId;

use super::measure::median;

/// What each phase is, in order.
pub const PHASES: [(&str, &str); 9] = [
    ("find", "walk through the folders"),
    ("read and parse", "files into memory, YAML to records"),
    ("resolve", "ids, places, listings, issues, claims"),
    ("check", "the editor's rules on front matter"),
    ("theme", "templates compiled, styles joined"),
    (
        "records",
        "bodies (Markdown, dates, the rules on texts), their pages and cards, structured data, keys for the search",
    ),
    ("lists", "listings, issues, years, front page, indexes"),
    ("feeds", "Atom, JSON Feed, catalogue, calendars, sitemap"),
    ("search", "sorting keys, writing shards"),
];

/// CPU seconds of the phases, in the order of [`PHASES`], and then of the output.
pub type Phases = Vec<f64>;

/// The medians of `rounds` runs, each in a fresh process.
pub fn measure(bulletin: &Path, rounds: usize) -> Phases {
    let runs: Vec<Phases> = (0..rounds).map(|_| one(bulletin)).collect();
    (0..=PHASES.len()).map(|at| median(runs.iter().map(|run| run[at]).collect())).collect()
}

fn one(bulletin: &Path) -> Phases {
    let mut runner = Command::new(std::env::current_exe().unwrap());
    let output = runner.arg("phases").arg(bulletin).stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    said.split_whitespace().map(|number| number.parse().unwrap()).collect()
}

/// Builds the bulletin once into a folder beside its `public/`, and prints the seconds.
pub fn run_once(typed: &[String]) {
    let root = Path::new(&typed[0]);
    let out = root.join("public-of-phases");
    let mut watch = Watch { last: cpu(ClockId::CLOCK_PROCESS_CPUTIME_ID), phases: Vec::new() };
    let (sources, mut found) = Sources::scan(root);
    watch.lap();
    let (settings, wrong) = parse::settings(&sources);
    found.extend(wrong);
    let (records, wrong) = parse::records(&sources, &settings);
    found.extend(wrong);
    let (decisions, wrong) = parse::issues(&sources, &settings);
    found.extend(wrong);
    watch.lap();
    let now = Date::constant(2026, 1, 1);
    let material = Material { sources: &sources, settings, records, decisions, now, show: Show::Out };
    let (site, wrong) = resolve::site(material);
    found.extend(wrong);
    watch.lap();
    found.extend(check::site(&site, &sources, Care::Build));
    watch.lap();
    let theme = Theme::load(&site.settings, &[]).unwrap_or_else(|found| panic!("{found:?}"));
    watch.lap();
    let staging = Staging::begin(&out, root, Former::default()).unwrap();
    let store = DiskStore::open(&root.join(".jianbao-cache"), Limits::default());
    let gate = Gate { inner: &staging, spent: AtomicU64::new(0), marks: Mutex::default() };
    let begun = watch.next();
    let job = Job {
        site: &site,
        editions: Editions::NONE,
        sources: &sources,
        theme: &theme,
        output: &gate,
        store: &store,
        memo: &Nothing,
        care: Care::Build,
    };
    found.extend(render::all(&job, None).unwrap().found);
    assert!(!stops(&found), "{found:?}");
    let rendered = cpu(ClockId::CLOCK_PROCESS_CPUTIME_ID);
    watch.rendered(&gate, rendered);
    let put = gate.spent();
    staging.finish().unwrap();
    let finished = watch.next();
    watch.phases.push(begun + put + finished);
    std::fs::remove_dir_all(out).unwrap();
    let seconds: Vec<String> = watch.phases.iter().map(|phase| phase.to_string()).collect();
    println!("{}", seconds.join(" "));
}

/// The CPU time of all threads, lap by lap.
struct Watch {
    last: f64,
    phases: Phases,
}

impl Watch {
    /// Seconds since the last call.
    fn next(&mut self) -> f64 {
        let now = cpu(ClockId::CLOCK_PROCESS_CPUTIME_ID);
        let since = now - self.last;
        self.last = now;
        since
    }

    /// A phase is over.
    fn lap(&mut self) {
        let phase = self.next();
        self.phases.push(phase);
    }

    /// Divides rendering at the marks; what the output took belongs to none of its parts.
    fn rendered(&mut self, gate: &Gate<'_>, end: f64) {
        let marks = *gate.marks.lock().unwrap();
        let ends = [marks.listing, marks.theme, marks.sitemap, Mark { at: end, spent: gate.spent() }];
        let mut before = Mark { at: self.last, spent: 0.0 };
        for end in ends {
            self.phases.push((end.at - before.at) - (end.spent - before.spent));
            before = end;
        }
        self.last = end;
    }
}

/// A moment: CPU seconds of the process, and those of them that the output had taken.
#[derive(Clone, Copy, Default)]
struct Mark {
    at: f64,
    spent: f64,
}

/// Moments by what was put out.
#[derive(Clone, Copy, Default)]
struct Marks {
    /// The first page of a listing: records are done.
    listing: Mark,
    /// The last file of the theme: pages are done.
    theme: Mark,
    /// The last sitemap: feeds are done.
    sitemap: Mark,
}

/// An output that notes what it costs and what comes through it.
struct Gate<'a> {
    inner: &'a Staging,
    spent: AtomicU64,
    marks: Mutex<Marks>,
}

impl Gate<'_> {
    fn spent(&self) -> f64 {
        self.spent.load(Ordering::Relaxed) as f64 / 1e9
    }

    fn mark(&self, path: &str) {
        let now = || Mark { at: cpu(ClockId::CLOCK_PROCESS_CPUTIME_ID), spent: self.spent() };
        let folder = path.split('/').next().unwrap_or_default();
        let is_list = matches!(folder, "columns" | "places" | "kinds" | "tags" | "orgs" | "people");
        let is_theme = folder == "assets" && !path.starts_with("assets/pictures/");
        if is_list || is_theme || path.starts_with("sitemap") {
            let mut marks = self.marks.lock().unwrap();
            if is_theme {
                marks.theme = now();
            } else if !is_list {
                marks.sitemap = now();
            } else if marks.listing.at == 0.0 {
                marks.listing = now();
            }
        }
    }
}

impl Output for Gate<'_> {
    fn put(&self, path: &SitePath, bytes: &[u8]) -> io::Result<()> {
        let start = cpu(ClockId::CLOCK_THREAD_CPUTIME_ID);
        let put = self.inner.put(path, bytes);
        let spent = cpu(ClockId::CLOCK_THREAD_CPUTIME_ID) - start;
        self.spent.fetch_add((spent * 1e9) as u64, Ordering::Relaxed);
        self.mark(path.as_str());
        put
    }
}

/// Seconds on a clock of CPU time.
fn cpu(clock: ClockId) -> f64 {
    clock.now().unwrap().num_nanoseconds() as f64 / 1e9
}
