//! A programme and its projects in, its board out: projects in groups, each with the status it has now.
//!
//! What surprised us: the status needs no history kept in order. The newest story that reports one says what
//! it is, so the same reports in any order give the same board.

use tera::Value;

use super::graph::View;
use super::press::Press;
use super::values::{address, list, map, text};
use crate::model::standing::{Programme, Project, Standing};
use crate::resolve::RecordNo;

/// A project on the board.
struct Entry {
    first: String,
    second: String,
    status: Option<String>,
    value: Value,
}

/// The board of a programme: `{groups, statuses, count, total}`; none where no project names it.
#[must_use]
pub fn board(press: &Press<'_>, number: RecordNo, programme: &Programme) -> Option<Value> {
    let entries = entries(press, number, programme);
    if entries.is_empty() && programme.total.is_none() {
        return None;
    }
    let groups = groups(&entries, programme, press);
    Some(map([
        ("groups", groups),
        ("statuses", statuses(&entries, programme)),
        ("count", Value::from(entries.len())),
        ("total", Value::from(programme.total)),
    ]))
}

/// The status that a project has now: that of the newest report that gives one, else its own.
#[must_use]
pub fn status(site: View<'_>, number: RecordNo) -> Option<String> {
    let record = site.record(number)?;
    let reported = site.reports(number).iter().find_map(|report| {
        let about = site.record(*report)?.about();
        about.iter().find(|about| *about.id == *record.id.as_str())?.status.as_deref()
    });
    let own = project(site, number).and_then(|project| project.status.as_deref());
    reported.or(own).map(str::to_owned)
}

fn project<'a>(site: View<'a>, number: RecordNo) -> Option<&'a Project> {
    match site.record(number)?.standing()? {
        Standing::Project(project) => Some(&**project),
        _ => None,
    }
}

fn entries(press: &Press<'_>, number: RecordNo, programme: &Programme) -> Vec<Entry> {
    let site = press.site;
    let Some(id) = site.record(number).map(|record| record.id.as_str()) else { return Vec::new() };
    let mut entries = Vec::new();
    for (number, record, ties) in site.standing() {
        let Some(project) = project(site, number) else { continue };
        if project.programme.as_ref().is_none_or(|named| named.as_str() != id) {
            continue;
        }
        let status = status(site, number);
        let field = |at: usize, default: &str| {
            let name = programme.group_by.get(at).map_or(default, |name| &**name);
            field(press, project, (name, number)).unwrap_or_default()
        };
        let value = map([
            ("title", Value::from(record.headline())),
            ("url", Value::from(address(ties.page.address()))),
            ("status", text(status.as_deref())),
            ("owner", text(project.owner.as_deref())),
            ("claimed_by", text(project.claimed_by.as_deref())),
            ("due", press.links.dates.maybe(project.due)),
        ]);
        entries.push(Entry { first: field(0, "category"), second: field(1, "status"), status, value });
    }
    entries
}

/// A field of a project by its name in either language.
fn field(press: &Press<'_>, project: &Project, (name, number): (&str, RecordNo)) -> Option<String> {
    let own = |said: &Option<Box<str>>| said.as_deref().map(str::to_owned);
    match name {
        "category" | "类别" => own(&project.category),
        "owner" | "负责" | "负责人" => own(&project.owner),
        "claimed_by" | "认领" => own(&project.claimed_by),
        "status" | "状态" => status(press.site, number),
        "place" | "地点" => {
            let place = press.site.tied(number)?.places.last()?;
            press.site.listing(*place).map(|listing| listing.name.to_string())
        }
        _ => None,
    }
}

/// Groups by the first field, each in parts by the second: `[{name, count, parts: [{name, projects}]}]`.
fn groups(entries: &[Entry], programme: &Programme, press: &Press<'_>) -> Value {
    let firsts = ordered(entries.iter().map(|entry| entry.first.as_str()), programme);
    let named = |name: &str| if name.is_empty() { press.word("board_none") } else { name }.to_owned();
    list(firsts.iter().map(|first| {
        let of_group: Vec<&Entry> = entries.iter().filter(|entry| entry.first == *first).collect();
        let seconds = ordered(of_group.iter().map(|entry| entry.second.as_str()), programme);
        let parts = seconds.iter().map(|second| {
            let of_part = of_group.iter().filter(|entry| entry.second == *second);
            let projects = list(of_part.map(|entry| entry.value.clone()));
            map([("name", Value::from(named(second))), ("projects", projects)])
        });
        map([
            ("name", Value::from(named(first))),
            ("count", Value::from(of_group.len())),
            ("parts", list(parts)),
        ])
    }))
}

/// How many projects have each status: `[{name, count}]`.
fn statuses(entries: &[Entry], programme: &Programme) -> Value {
    let all = ordered(entries.iter().filter_map(|entry| entry.status.as_deref()), programme);
    list(all.iter().map(|status| {
        let count = entries.iter().filter(|entry| entry.status.as_deref() == Some(status.as_str())).count();
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
    let said = || programme.categories.iter().chain(&programme.statuses).map(|name| &**name);
    let rank = |name: &str| {
        if name.is_empty() { 0 } else { said().position(|said| said == name).map_or(usize::MAX, |at| at + 1) }
    };
    met.sort_by_key(|name| rank(name));
    met.into_iter().map(str::to_owned).collect()
}
