//! The recipe of a site's files: pages, search, feeds, copies, sitemap, each put out as soon as it is made.
//!
//! What surprised us: the order is free but for two things. The search index is full only when every body has
//! been read, and pages are the only ones who read them.

use std::io;
use std::sync::atomic::AtomicUsize;

use rayon::prelude::*;

use super::account::{self, Account};
use super::content::Told;
use super::desk::{Desk, Finished};
use super::faults::Faults;
use super::feeds::{self, Bulletin, sitemap};
use super::gather::Gather;
use super::graph::plan::document as document_of;
use super::graph::versions::Ground;
use super::graph::{Asked, Ledger, Notes, Part, Plan, Rows, Versions, View};
use super::links::Links;
use super::pictures::Pictures;
use super::press::{Ready, Works};
use super::search::{Index, Meta};
use super::theme::Theme;
use super::units::{self, Unit};
use crate::check::{self, Care};
use crate::model::editions::Editions;
use crate::model::hash::hash;
use crate::model::output::{Memo, Output, Store};
use crate::model::{BulletinPath, SitePath};
use crate::picture::private_tags;
use crate::read::{Sources, unreadable};
use crate::report::{Diagnostic, Place, Say, stops};
use crate::resolve::{RecordNo, Site};

/// What a site's files are made from.
pub struct Job<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its printed issues.
    pub editions: &'a Editions,
    /// Its files.
    pub sources: &'a Sources,
    /// Its theme.
    pub theme: &'a Theme,
    /// Where files go.
    pub output: &'a dyn Output,
    /// Where encoded pictures are kept between builds.
    pub store: &'a dyn Store,
    /// Where results are kept for the next build.
    pub memo: &'a dyn Memo,
    /// How closely to look.
    pub care: Care,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Made {
    /// How many pages.
    pub pages: usize,
    /// How many picture files were encoded.
    pub encoded: usize,
    /// What the next build should know.
    pub ledger: Ledger,
    /// What is wrong.
    pub found: Vec<Diagnostic>,
}

/// Makes the page at `path` and what is made with it, for a preview that cannot wait for the whole site.
///
/// # Errors
/// What the disk said.
pub fn one(job: &Job<'_>, ready: &Ready, path: &SitePath) -> io::Result<()> {
    let (desk, asked) = (desk(job), Asked::default());
    let works = works(job, (&desk, ready), (&asked, Faults::default()));
    let notes = Notes::new(works.rows, &asked);
    units::print(&works.press(&notes, job.output), Unit::of(job.site, path))?;
    desk.finish().map(|_| ())
}

/// What all pages of the site share, for [`one`].
#[must_use]
pub fn ready(job: &Job<'_>) -> Ready {
    Ready::new(job.site, job.theme, &desk(job), &Faults::default())
}

/// Makes anew what [`one`] says of a record on other pages.
pub fn renew(job: &Job<'_>, ready: &mut Ready, number: RecordNo) {
    ready.renew((job.site, job.theme), &desk(job), number);
}

/// The desk of a job, which gives nothing to the search.
fn desk<'a>(job: &Job<'a>) -> Desk<'a> {
    let pictures = Pictures::new(job.sources, job.output, job.store);
    Desk::new((job.site, job.editions), job.sources, pictures, job.care)
}

/// What pages are made from.
fn works<'a>(
    job: &Job<'a>,
    (desk, ready): (&'a Desk<'a>, &'a Ready),
    (asked, faults): (&'a Asked, Faults),
) -> Works<'a> {
    let Job { site, editions, sources, theme, output, .. } = *job;
    let rows = Rows::of(site, sources.files().count(), theme.count());
    let pages = AtomicUsize::new(0);
    Works { site, editions, theme, desk, gather: None, output, ready, rows, asked, faults, pages }
}

/// Makes every file of the site, or leaves it as the last build made it.
///
/// # Errors
/// What the disk said.
pub fn all(job: &Job<'_>, former: Option<Ledger>) -> io::Result<Made> {
    // Asked before the first of them is read: what is changed meanwhile is then seen to have changed.
    let states = job.sources.states();
    let documents = documents(job.site);
    let metas: Vec<Meta<'_>> = documents.iter().map(|document| document.meta()).collect();
    let desk = desk(job);
    let (asked, faults) = (Asked::default(), Faults::default());
    let ready = Ready::new(job.site, job.theme, &desk, &faults);
    let works = works(job, (&desk, &ready), (&asked, faults));
    let mut versions = versions(job, (&ready.links, &states));
    let key = key(job);
    let plan = account::plan(&works, &versions, former.filter(|former| former.key == key));
    let index = index(job, &metas, plan.as_ref())?;
    let gather = Gather::new(job.site, &index);
    let works = Works { gather: Some(&gather), ..works };
    let account = Account::new((&works, job.sources), (&versions, plan.as_ref()));
    pages(&account)?;
    read_the_rest(&works, &gather, plan.as_ref());
    let mut found = whole(&works)?;
    found.extend(copies(job, &account)?);
    let mut ledger = account.close(key);
    let spoken_of = desk.spoken_of();
    let Works { pages, faults, .. } = works;
    found.extend(faults.into_diagnostics());
    let Finished { found: said, encoded, used } = desk.finish()?;
    found.extend(said);
    gather.finish()?;
    // The index is put together last, and needs the room that cards and links took.
    drop(ready);
    if !stops(&found) {
        ledger.search = index.finish()?;
    }
    if job.care == Care::Check {
        found.extend(check::files(job.site, job.sources, &used));
    }
    for number in spoken_of {
        versions.doubt(Part::Words(number));
    }
    ledger.versions = versions.all;
    Ok(Made { pages: pages.into_inner(), encoded, ledger, found })
}

/// Reads the bodies that no page has asked for, so that all are searched and looked at; but not those of which nothing
/// new is to be learnt.
fn read_the_rest(works: &Works<'_>, gather: &Gather<'_>, plan: Option<&Plan>) {
    let is_same = |number| plan.is_some_and(|plan| plan.same_record(number).is_some());
    let numbers = (0..works.rows.records).into_par_iter();
    let unread =
        numbers.filter(|number| gather.lacks(*number) && (!is_same(*number) || gather.needs(*number)));
    unread.for_each(|number| {
        let notes = Notes::new(works.rows, works.asked);
        let site = View::noting((works.site, works.editions), &notes);
        let told = Told { desk: works.desk, site, gather: Some(gather) };
        let _ = told.body(number, "");
    });
}

/// The search index, on what the last build left.
fn index<'a>(job: &Job<'a>, metas: &'a [Meta<'a>], plan: Option<&Plan>) -> io::Result<Index<'a>> {
    let index = Index::new(metas, job.output)?;
    let Some(plan) = plan else { return Ok(index.keeping(job.memo)) };
    let mut same = vec![None; metas.len()];
    for number in 0..job.site.records.len() as RecordNo {
        if let Some(slot) = same.get_mut(document_number(job.site, number) as usize) {
            *slot = plan.same_record(number).map(|former| plan.document(former));
        }
    }
    Ok(index.resuming(job.memo, plan.search(), &same))
}

/// What everything depends on but what is read part by part: the settings and the words of the theme. The program is
/// whoever's that keeps the ledger.
fn key(job: &Job<'_>) -> u64 {
    hash(&(format!("{:?} {:?}", job.site.settings, job.care), job.theme.globals()))
}

fn versions(job: &Job<'_>, (links, states): (&Links, &[u64])) -> Versions {
    let names: Vec<u64> = job.theme.template_names().map(hash).collect();
    let templates = (names.as_slice(), job.theme.versions());
    let Job { site, editions, sources, .. } = *job;
    Versions::of(Ground { site, editions, sources, links, states, templates })
}

/// Makes all pages.
fn pages(account: &Account<'_>) -> io::Result<()> {
    for units in units::all(account.works.site) {
        units.into_par_iter().try_for_each(|unit| account.make(unit))?;
    }
    let works = account.works;
    works.theme.assets.iter().try_for_each(|asset| works.output.put(&asset.path, &asset.bytes))
}

/// Makes what reads the whole site, and so is always made: a few pages, and what programs read.
fn whole(works: &Works<'_>) -> io::Result<Vec<Diagnostic>> {
    let print = |unit| {
        let notes = Notes::new(works.rows, works.asked);
        units::print(&works.press(&notes, works.output), unit)
    };
    let feeds = || {
        let site = View::of(works.site);
        let content = Told { desk: works.desk, site, gather: works.gather };
        feeds::write(&Bulletin { site, content: &content }, works.output)
    };
    let sitemap = || sitemap::write(works.site, &sitemap::pages(works.site), works.output);
    let (pages, (found, mapped)) = rayon::join(
        || rayon::join(|| print(Unit::Front), || print(Unit::Rest)),
        || rayon::join(feeds, sitemap),
    );
    let (front, rest) = pages;
    front.and(rest).and(mapped).and(found)
}

/// What search shows of a record.
struct Document<'a> {
    address: &'a str,
    date: Option<crate::model::date::Date>,
    kind: &'a str,
    label: &'a str,
    place: String,
}

impl Document<'_> {
    fn meta(&self) -> Meta<'_> {
        Meta {
            url: self.address,
            date: self.date,
            kind: self.kind,
            kind_label: self.label,
            place: &self.place,
        }
    }
}

/// The number of a record in the search index, which counts from the oldest; what has no date comes first.
#[must_use]
pub fn document_number(site: &Site, record: RecordNo) -> u32 {
    let count = |len: usize| u32::try_from(len).unwrap_or(u32::MAX);
    document_of((count(site.records.len()), count(site.running)), record)
}

/// The records of the site in the order of [`document_number`].
fn documents(site: &Site) -> Vec<Document<'_>> {
    let running = 0..site.running;
    let order = (site.running..site.records.len()).chain(running.rev());
    order.filter_map(|at| document(site, u32::try_from(at).unwrap_or(u32::MAX))).collect()
}

fn document(site: &Site, number: RecordNo) -> Option<Document<'_>> {
    let (record, ties) = (site.record(number)?, site.tied(number)?);
    let row = record.kind.row();
    let names: Vec<&str> =
        ties.places.iter().filter_map(|place| site.listing(*place)).map(|place| &*place.name).collect();
    Some(Document {
        address: ties.page.address(),
        date: record.date.filter(|_| record.kind.runs()),
        kind: row.english,
        label: site.settings.lang.pick(row.chinese.first().copied().unwrap_or(row.english), row.label),
        place: names.join("/"),
    })
}

/// Copies `static/` and attachments, in parallel. A picture that tells where it was taken stays where it is.
fn copies(job: &Job<'_>, account: &Account<'_>) -> io::Result<Vec<Diagnostic>> {
    let same = account.same_copies();
    let one = |(file, path): &(BulletinPath, SitePath)| -> io::Result<Option<Diagnostic>> {
        if account.keeps_copy(&same, (file, path)) {
            return Ok(None);
        }
        let bytes = match job.sources.bytes(file) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Some(unreadable(file, &error))),
        };
        let tags = private_tags(&bytes);
        if !tags.is_empty() {
            return Ok(Some(private(file, &tags)));
        }
        job.output.put(path, &bytes).map(|()| None)
    };
    let found: Vec<Option<Diagnostic>> = job.site.copies.par_iter().map(one).collect::<io::Result<_>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn private(file: &BulletinPath, tags: &[&str]) -> Diagnostic {
    let tags = tags.join(", ");
    let message = Say::new(
        format!("图片里带有拍摄地点或相机编号（{tags}），会原样公开"),
        format!("the picture tells its place or camera ({tags}) and would be published as it is"),
    );
    let hint = Say::new(
        "用看图软件另存一份不带这些信息的，或放到 content/ 里作为记录的图片，程序会清除",
        "save a copy without them, or put it beside a record under content/, where they are removed",
    );
    Diagnostic::error("private-tags", message).hint(hint).at(Place::file(file))
}
