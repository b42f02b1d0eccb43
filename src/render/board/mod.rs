//! A programme and its projects in, its board out: projects in groups, each with the status it has now.
//!
//! What surprised us: everything on a board follows from the days of the stories that report on its projects; nothing on
//! it has to be kept up.

mod data;
mod shots;

use std::io;

use tera::Value;

use super::course::{self, Progress};
use super::data::Files;
use super::press::Press;
use super::values::{address, list, map, text};
use crate::model::Record;
use crate::model::standing::{Programme, Standing};
use crate::resolve::boards::{Course, Late, pace};
use crate::resolve::{RecordNo, Ties, beside};

/// A project on the board.
struct Entry<'a> {
    number: RecordNo,
    record: &'a Record,
    ties: &'a Ties,
    /// Its values of the two fields by which the board groups.
    first: String,
    second: String,
    progress: Progress<'a>,
    /// What it is late with, the longest overdue first.
    late: Vec<Late<'a>>,
}

impl Entry<'_> {
    /// Before which others it stands: what waits for somebody first, then what is late.
    fn turn(&self) -> (bool, bool, bool) {
        (!self.progress.is_unclaimed(), self.late.is_empty(), self.progress.course.is_finished)
    }

    /// The value `project`, with its photographs.
    fn value(&self, press: &Press<'_>, pictures: Vec<Value>) -> Value {
        let Progress { project, course, .. } = &self.progress;
        map([
            ("title", Value::from(self.record.headline())),
            ("url", Value::from(address(self.ties.page.address()))),
            ("status", text(course.status())),
            ("since", press.links.dates.maybe(course.events.last().and_then(|event| event.day))),
            ("owner", text(project.owner.as_deref())),
            ("claimed_by", text(project.claimed_by.as_deref())),
            ("due", press.links.dates.maybe(project.due)),
            ("next", course::next(press, course)),
            ("late", course::late(press, &self.late)),
            ("done", Value::from(course.is_finished)),
            ("pictures", Value::from(pictures)),
        ])
    }
}

/// The projects of a programme in the order in which its board has them.
pub struct Board<'a> {
    number: RecordNo,
    programme: &'a Programme,
    entries: Vec<Entry<'a>>,
}

impl<'a> Board<'a> {
    /// The board of a programme; none where no project names it.
    #[must_use]
    pub fn of(press: &Press<'a>, number: RecordNo, programme: &'a Programme) -> Option<Self> {
        let mut entries = entries(press, number, programme);
        entries.sort_by_key(Entry::turn);
        beside::has_board(programme, !entries.is_empty()).then_some(Self { number, programme, entries })
    }

    /// The value `board`: `{groups, statuses, count, total, done, late, pace, pictured}`.
    #[must_use]
    pub fn value(&self, press: &Press<'_>) -> Value {
        let Self { programme, entries, .. } = self;
        let done = entries.iter().filter(|entry| entry.progress.course.is_finished).count();
        let late = entries.iter().filter(|entry| !entry.late.is_empty()).count();
        let pictures: Vec<Vec<Value>> = entries.iter().map(|entry| shots::of(press, entry)).collect();
        let pictured = pictures.iter().any(|shots| !shots.is_empty());
        let shown: Vec<Shown<'_>> = entries
            .iter()
            .zip(pictures)
            .map(|(entry, pictures)| Shown { entry, value: entry.value(press, pictures) })
            .collect();
        map([
            ("groups", groups(&shown, programme, press)),
            ("statuses", statuses(entries, programme)),
            ("count", Value::from(entries.len())),
            ("total", Value::from(programme.total)),
            ("done", Value::from(done)),
            ("late", Value::from(late)),
            ("pace", paces(entries, programme)),
            ("pictured", Value::from(pictured)),
        ])
    }

    /// The files with its rows.
    ///
    /// # Errors
    /// What the writers of files said.
    pub fn files(&self, press: &Press<'_>) -> io::Result<Files> {
        data::files(press, self)
    }
}

/// A project with the value that templates get.
struct Shown<'a> {
    entry: &'a Entry<'a>,
    value: Value,
}

/// How long each status takes: `[{from, to, days, count}]`.
fn paces(entries: &[Entry<'_>], programme: &Programme) -> Value {
    let courses: Vec<&Course<'_>> = entries.iter().map(|entry| &entry.progress.course).collect();
    list(pace(&courses, &programme.statuses).iter().map(|pace| {
        map([
            ("from", Value::from(pace.from)),
            ("to", Value::from(pace.to)),
            ("days", Value::from(super::figures::words::number(pace.median))),
            ("count", Value::from(pace.count)),
        ])
    }))
}

fn entries<'a>(press: &Press<'a>, number: RecordNo, programme: &Programme) -> Vec<Entry<'a>> {
    let site = press.site;
    let Some(id) = site.record(number).map(|record| record.id.as_str()) else { return Vec::new() };
    let mut entries = Vec::new();
    for (number, record, ties) in site.standing() {
        // What is reported on other programmes' projects is not looked at: it concerns no row of this board.
        let Some(Standing::Project(project)) = record.standing() else { continue };
        if project.programme.as_ref().is_none_or(|named| named.as_str() != id) {
            continue;
        }
        let Some(progress) = Progress::of(site, number) else { continue };
        let field = |at: usize, default: &str| {
            let name = programme.group_by.get(at).map_or(default, |name| &**name);
            field(press, (&progress, number), name).unwrap_or_default()
        };
        let (first, second) = (field(0, "category"), field(1, "status"));
        let late = progress.late(site);
        entries.push(Entry { number, record, ties, first, second, progress, late });
    }
    entries
}

/// A field of a project by its name in either language.
fn field(press: &Press<'_>, (progress, number): (&Progress<'_>, RecordNo), name: &str) -> Option<String> {
    let project = progress.project;
    let own = |said: &Option<Box<str>>| said.as_deref().map(str::to_owned);
    match name {
        "category" | "类别" => own(&project.category),
        "owner" | "负责" | "负责人" => own(&project.owner),
        "claimed_by" | "认领" => own(&project.claimed_by),
        "status" | "状态" => progress.course.status().map(str::to_owned),
        "opened" | "立项" | "年份" => project.opened.map(|day| day.year().to_string()),
        "place" | "地点" => {
            let place = press.site.tied(number)?.places.last()?;
            press.site.listing(*place).map(|listing| listing.name.to_string())
        }
        _ => None,
    }
}

/// Groups by the first field, each in parts by the second: `[{name, count, done, total, parts: [{name, projects}]}]`.
fn groups(shown: &[Shown<'_>], programme: &Programme, press: &Press<'_>) -> Value {
    let firsts = ordered(shown.iter().map(|one| one.entry.first.as_str()), programme);
    let by_category = programme.group_by.first().is_none_or(|name| matches!(&**name, "category" | "类别"));
    let category = |name: &str| programme.categories.iter().find(|category| *category.name == *name);
    let total = |name: &str| category(name).filter(|_| by_category)?.total;
    let named = |name: &str| if name.is_empty() { press.word("board_none") } else { name }.to_owned();
    list(firsts.iter().map(|first| {
        let of_group: Vec<&Shown<'_>> = shown.iter().filter(|one| one.entry.first == *first).collect();
        let seconds = ordered(of_group.iter().map(|one| one.entry.second.as_str()), programme);
        let parts = seconds.iter().map(|second| {
            let of_part = of_group.iter().filter(|one| one.entry.second == *second);
            let projects = list(of_part.map(|one| one.value.clone()));
            map([("name", Value::from(named(second))), ("projects", projects)])
        });
        map([
            ("name", Value::from(named(first))),
            ("count", Value::from(of_group.len())),
            (
                "done",
                Value::from(of_group.iter().filter(|one| one.entry.progress.course.is_finished).count()),
            ),
            ("total", Value::from(total(first))),
            ("parts", list(parts)),
        ])
    }))
}

/// How many projects have each status: `[{name, count}]`.
fn statuses(entries: &[Entry<'_>], programme: &Programme) -> Value {
    let all = ordered(entries.iter().filter_map(|entry| entry.progress.course.status()), programme);
    list(all.iter().map(|status| {
        let count = entries.iter().filter(|entry| entry.progress.course.status() == Some(status)).count();
        map([("name", Value::from(status.as_str())), ("count", Value::from(count))])
    }))
}

/// The names, each once: first as the programme orders them, then as first met; what has none comes first,
/// because it is what still needs doing.
fn ordered<'a>(names: impl Iterator<Item = &'a str>, programme: &'a Programme) -> Vec<String> {
    let mut met: Vec<&str> = Vec::new();
    for name in names {
        if !met.contains(&name) {
            met.push(name);
        }
    }
    let categories = || programme.categories.iter().map(|category| &category.name);
    let said = || categories().chain(&programme.statuses).map(|name| &**name);
    let rank = |name: &str| {
        if name.is_empty() { 0 } else { said().position(|said| said == name).map_or(usize::MAX, |at| at + 1) }
    };
    met.sort_by_key(|name| rank(name));
    met.into_iter().map(str::to_owned).collect()
}
