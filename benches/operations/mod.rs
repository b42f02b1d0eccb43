//! The small steps that are measured one by one: by `benches/micro.rs` in time, by the runner in instructions.
//!
//! A step is set up once and then run any number of times; where it takes one record, each run takes the next of 64.

use std::cell::Cell;
use std::hint::black_box;
use std::sync::atomic::AtomicUsize;

use jianbao::check::Care;
use jianbao::model::date::Date;
use jianbao::model::editions::Editions;
use jianbao::model::output::Store;
use jianbao::model::settings::Lang;
use jianbao::parse::markdown::{self, LinkFault, Links as Addresses, Setting, Shown};
use jianbao::parse::{self, front, words, yaml};
use jianbao::read::Sources;
use jianbao::render::cards;
use jianbao::render::content::Told;
use jianbao::render::desk::Desk;
use jianbao::render::faults::Faults;
use jianbao::render::feeds::{self, Bulletin};
use jianbao::render::graph::{Asked, Notes, Rows, View};
use jianbao::render::pictures::Pictures;
use jianbao::render::press::{Ready, Works};
use jianbao::render::search::{Index, Meta};
use jianbao::render::story;
use jianbao::render::theme::Theme;
use jianbao::render::units::{self, Unit};
use jianbao::resolve::{self, Material, RecordNo, Show, Site};
use jianbao::write::Nowhere;

use crate::corpus::{Corpus, Record};

/// A step: its name, what it does, and how often it is run to count its instructions.
pub struct Step {
    pub name: &'static str,
    pub about: &'static str,
    pub times: usize,
    set_up: fn() -> Box<dyn Fn()>,
}

/// All steps.
pub const STEPS: [Step; 9] = [
    Step { name: "yaml-fast", about: "front matter of a record, read fast", times: 128, set_up: yaml_fast },
    Step { name: "yaml-careful", about: "the same, with places", times: 128, set_up: yaml_careful },
    Step { name: "markdown", about: "body of a record to HTML and text", times: 128, set_up: body },
    Step { name: "dates", about: "dates in the words of a body", times: 128, set_up: dates },
    Step { name: "record", about: "page of a record, with its body", times: 128, set_up: page },
    Step { name: "card", about: "card of a record", times: 128, set_up: card },
    Step { name: "listing", about: "page of a listing of 30, from ready cards", times: 32, set_up: list },
    Step { name: "search", about: "search index of 1,000 documents", times: 1, set_up: search },
    Step { name: "feeds", about: "Atom, JSON Feed, catalogue of 50 records", times: 4, set_up: feed },
];

impl Step {
    /// The step, ready to run.
    pub fn ready(&self) -> Box<dyn Fn()> {
        (self.set_up)()
    }
}

/// Sets up the step that is named and runs it so many times.
pub fn run_some(typed: &[String]) {
    let step = STEPS.iter().find(|step| step.name == typed[0]).unwrap();
    let run = step.ready();
    for _ in 0..typed[1].parse().unwrap() {
        run();
    }
}

const SEED: u64 = 7;
/// How many records take turns.
const TURNS: usize = 64;
/// How many records the site of the steps on pages has: some columns then have more than a page of 30.
const RECORDS: usize = 500;

/// Runs `one` on the next of `all` each time.
fn in_turn<T: 'static>(all: Vec<T>, one: impl Fn(&T) + 'static) -> Box<dyn Fn()> {
    let at = Cell::new(0);
    Box::new(move || {
        one(&all[at.get()]);
        at.set((at.get() + 1) % all.len());
    })
}

fn records(count: usize) -> Vec<Record> {
    let corpus = Corpus::new(count, SEED);
    (0..count).map(|number| corpus.record(number)).collect()
}

/// Front matter and bodies of some records, with their dates.
fn texts() -> Vec<(String, String, Date)> {
    let cut = |record: Record| {
        let text = record.markdown();
        let cut = front::cut(&text).unwrap();
        (text[cut.front].to_owned(), record.body, record.date)
    };
    records(TURNS).into_iter().map(cut).collect()
}

fn yaml_fast() -> Box<dyn Fn()> {
    in_turn(texts(), |(front, ..)| _ = black_box(yaml::fast(black_box(front)).unwrap()))
}

fn yaml_careful() -> Box<dyn Fn()> {
    in_turn(texts(), |(front, ..)| _ = black_box(yaml::careful(black_box(front)).unwrap()))
}

fn dates() -> Box<dyn Fn()> {
    in_turn(texts(), |(_, body, date)| _ = black_box(words::dates_in(black_box(body), *date)))
}

fn body() -> Box<dyn Fn()> {
    in_turn(texts(), |(_, body, date)| {
        let setting = Setting { links: &Elsewhere, date: Some(*date), lang: Lang::default() };
        black_box(markdown::render(black_box(body), setting));
    })
}

fn page() -> Box<dyn Fn()> {
    let works = works();
    in_turn((0..TURNS as RecordNo).collect(), move |number| print(works, Unit::Record(*number)))
}

fn card() -> Box<dyn Fn()> {
    let works = works();
    let notes = Notes::new(works.rows, works.asked);
    let press = works.press(&notes, &Nowhere);
    let told = |number| story::story(&press, number, &press.body(number, "").text);
    in_turn((0..TURNS as RecordNo).map(told).collect(), move |story| {
        let notes = Notes::new(works.rows, works.asked);
        _ = black_box(cards::card(&works.press(&notes, &Nowhere), story));
    })
}

/// A listing that has one page, and that a full one.
fn list() -> Box<dyn Fn()> {
    let works = works();
    (0..works.site.running as RecordNo).for_each(|number| print(works, Unit::Record(number)));
    let full = (0..).zip(&works.site.listings).filter(|(_, listing)| listing.members.len() <= 30);
    let (number, _) = full.max_by_key(|(_, listing)| listing.members.len()).unwrap();
    Box::new(move || print(works, Unit::Listing(number)))
}

fn print(works: &Works<'_>, unit: Unit) {
    let notes = Notes::new(works.rows, works.asked);
    units::print(&works.press(&notes, &Nowhere), unit).unwrap();
    black_box(notes.into_rows());
}

fn search() -> Box<dyn Fn()> {
    let mut records = records(1000);
    records.sort_by_key(|record| record.date);
    let told = |record: &Record| {
        let url = format!("{}/{}/", record.date.year(), record.id);
        (url, record.place.join("/"), markdown::plain_text(&record.body))
    };
    let told: Vec<_> = records.iter().map(told).collect();
    Box::new(move || {
        let meta = |at: usize| {
            let (kind, kind_label) = records[at].kind;
            Meta { url: &told[at].0, date: Some(records[at].date), kind, kind_label, place: &told[at].1 }
        };
        let metas: Vec<Meta<'_>> = (0..records.len()).map(meta).collect();
        let index = Index::new(&metas, &Nowhere).unwrap();
        for (number, (record, (.., text))) in (0..).zip(records.iter().zip(&told)) {
            index.add(number, &record.title, text).unwrap();
        }
        index.finish().unwrap();
    })
}

/// The feeds of a whole site; those of its listings are left out.
fn feed() -> Box<dyn Fn()> {
    let (sources, mut site) = site(50);
    site.listings.clear();
    let site: &'static Site = Box::leak(Box::new(site));
    let desk = desk(site, sources);
    Box::new(move || {
        let site = View::of(site);
        _ = black_box(
            feeds::write(&Bulletin { site, content: &Told { desk, site, gather: None } }, &Nowhere).unwrap(),
        );
    })
}

/// A site of made-up records. Their texts stay in memory, so the folder may go.
fn site(records: usize) -> (&'static Sources, Site) {
    let folder = tempfile::tempdir().unwrap();
    Corpus::new(records, SEED).lay_out(folder.path()).unwrap();
    let (sources, _) = Sources::scan(folder.path());
    let sources: &'static Sources = Box::leak(Box::new(sources));
    let (settings, _) = parse::settings(sources);
    let (records, found) = parse::records(sources, &settings);
    assert!(found.is_empty(), "{found:?}");
    let now = Date::constant(2026, 1, 1);
    let (site, found) =
        resolve::site(Material { sources, settings, records, decisions: Vec::new(), now, show: Show::Out });
    assert!(found.is_empty(), "{found:?}");
    (sources, site)
}

fn desk(site: &'static Site, sources: &'static Sources) -> &'static Desk<'static> {
    let pictures = Pictures::new(sources, &Nowhere, &Forgetful);
    Box::leak(Box::new(Desk::new((site, Editions::NONE), sources, pictures, Care::Build)))
}

/// All that pages are made from, for a site that is never dropped.
fn works() -> &'static Works<'static> {
    let (sources, site) = site(RECORDS);
    let site: &'static Site = Box::leak(Box::new(site));
    let theme = Theme::load(&site.settings, &[]).unwrap_or_else(|found| panic!("{found:?}"));
    let (theme, desk): (&'static Theme, _) = (Box::leak(Box::new(theme)), desk(site, sources));
    let faults = Faults::default();
    let ready: &'static Ready = Box::leak(Box::new(Ready::new(site, theme, desk, &faults)));
    let asked: &'static Asked = Box::leak(Box::default());
    let rows = Rows::of(site, sources.files().count(), theme.count());
    let pages = AtomicUsize::new(0);
    let (editions, output) = (Editions::NONE, &Nowhere);
    let works =
        Works { site, editions, theme, desk, gather: None, output, ready, rows, asked, faults, pages };
    let works: &'static Works<'static> = Box::leak(Box::new(works));
    let notes = Notes::new(rows, asked);
    let all: Vec<_> = (0..site.records.len() as RecordNo).collect();
    let _ = cards::lines(&works.press(&notes, &Nowhere), &all, "");
    works
}

/// Every link leads somewhere.
struct Elsewhere;

impl Addresses for Elsewhere {
    fn link(&self, destination: &str) -> Result<String, LinkFault> {
        Ok(destination.to_owned())
    }

    fn picture(&self, _: &str) -> Result<Shown<'_>, LinkFault> {
        Err(LinkFault::Missing)
    }
}

/// A store that keeps nothing.
struct Forgetful;

impl Store for Forgetful {
    fn get(&self, _: &str) -> Option<Vec<u8>> {
        None
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}
