//! A bulletin in, its week's plan out.

use std::collections::BTreeSet;

use jiff::Span as Length;

use super::super::bulletin::Bulletin;
use super::super::say::Voice;
use super::{Closing, Earlier, Lacking, Late, Named, Plan, Planned, Promised, Silent};
use crate::check::promises;
use crate::model::Record;
use crate::model::date::{Date, Week};
use crate::model::settings::Lang;
use crate::model::standing::Standing;
use crate::render::course::{Progress, reason};
use crate::render::graph::View;
use crate::resolve::calendar::{Entry, almanac, roster};
use crate::resolve::coverage::gaps;
use crate::resolve::{RecordNo, Site, silence};

/// How many days ahead promises are listed.
const PROMISES_AHEAD: i32 = 28;
/// How many days ahead solar terms and observances are.
const DAYS_AHEAD: i32 = 14;
/// After how many weeks with nothing in print a community is silent.
const SILENT_WEEKS: i32 = 8;

pub(super) fn plan(bulletin: &Bulletin, voice: &Voice) -> Plan {
    let site = &bulletin.site;
    let now = site.now;
    let week = Week::of(now);
    let last = week.days().last().unwrap_or(now);
    Plan {
        as_of: now.to_string(),
        week: week.to_string(),
        from: week.monday().to_string(),
        to: last.to_string(),
        promises: promised(bulletin, voice),
        activities: planned(site, week),
        closing: closing(site, week),
        days: named(site, week.monday()),
        silent: silent(site),
        boards: late(site),
        coverage: lacking(site),
        year_before: earlier(site, week.year_before()),
    }
}

/// What is overdue, then what is due within four weeks.
fn promised(bulletin: &Bulletin, voice: &Voice) -> Vec<Promised> {
    let site = &bulletin.site;
    let mut due: Vec<_> = promises::all(site, &bulletin.sources)
        .into_iter()
        .filter_map(|(reminder, said)| {
            let days = reminder.days_left(site.now).filter(|days| *days <= PROMISES_AHEAD)?;
            Some((reminder, days, said))
        })
        .collect();
    due.sort_by_key(|(reminder, ..)| (reminder.due, std::cmp::Reverse(reminder.record)));
    due.into_iter()
        .filter_map(|(reminder, days, said)| {
            let record = site.record(reminder.record)?;
            let said = voice.arrange(vec![said], &bulletin.sources).pop()?;
            Some(Promised {
                due: reminder.due?.to_string(),
                days,
                what: reminder.what,
                id: record.id.to_string(),
                title: record.headline().to_owned(),
                place: voice.entry(&said, &bulletin.sources).place,
            })
        })
        .collect()
}

/// What takes place in the week; what goes on for days once, on the first of them.
fn planned(site: &Site, week: Week) -> Vec<Planned> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for day in week.days() {
        for entry in site.calendar.on(day) {
            if !entry.is_campaign || seen.insert(entry.record) {
                all.extend(occasion(site, day, *entry));
            }
        }
    }
    all
}

/// Until when one can sign up, where that is in the week.
fn closing(site: &Site, week: Week) -> Vec<Closing> {
    let of = |day: Date| {
        let records = site.calendar.closing_on(day).iter().filter_map(|number| site.record(*number));
        records.filter_map(move |record| {
            Some(Closing {
                date: day.to_string(),
                id: record.id.to_string(),
                title: record.headline().to_owned(),
                signup: record.activity()?.signup.as_deref()?.to_owned(),
            })
        })
    };
    week.days().flat_map(of).collect()
}

fn occasion(site: &Site, day: Date, entry: Entry) -> Option<Planned> {
    let record = site.record(entry.record)?;
    let activity = record.activity()?;
    let named = |typed: &str| site.named(typed).map_or(typed, Record::headline).to_owned();
    let on_duty = roster::on_duty(activity, day, (entry.turn, &site.settings.zone));
    let on_duty = on_duty.into_iter().filter(|_| !entry.is_campaign).map(|duty| match duty.note.as_deref() {
        Some(note) => format!("{} {note}", named(&duty.name)),
        None => named(&duty.name),
    });
    let time = activity.starts?.time.filter(|_| !entry.is_campaign);
    Some(Planned {
        date: day.to_string(),
        time: time.map(|time| time.strftime("%H:%M").to_string()),
        id: record.id.to_string(),
        title: record.headline().to_owned(),
        venue: activity.venue.as_deref().map(named),
        on_duty: on_duty.collect(),
        campaign: entry.is_campaign,
    })
}

/// Solar terms and what is observed, from Monday until two weeks after the day.
fn named(site: &Site, monday: Date) -> Vec<Named> {
    let last = site.now.saturating_add(Length::new().days(DAYS_AHEAD));
    let days = monday.series(Length::new().days(1)).take_while(|day| *day <= last);
    let of = |day: Date| {
        let names = almanac::names(day, &site.settings).into_iter();
        names.map(move |name| Named { date: day.to_string(), name })
    };
    days.flat_map(of).collect()
}

/// Communities with nothing in print for eight weeks.
fn silent(site: &Site) -> Vec<Silent> {
    let first = site.now.saturating_sub(Length::new().weeks(SILENT_WEEKS));
    let silent = silence::silent(site, first).into_iter();
    silent.map(|one| Silent { name: one.name, since: one.since.map(|day| day.to_string()) }).collect()
}

fn late(site: &Site) -> Vec<Late> {
    let view = View::of(site);
    let mut all: Vec<Late> =
        site.standing_records().filter_map(|(number, record)| late_project(view, number, record)).collect();
    all.sort_by_key(|late| std::cmp::Reverse(late.days));
    all
}

fn late_project(view: View<'_>, number: RecordNo, record: &Record) -> Option<Late> {
    let Standing::Project(project) = record.standing()? else { return None };
    let progress = Progress::of(view, number)?;
    let late = progress.late(view).into_iter().next()?;
    let programme = project.programme.as_ref().and_then(|id| view.by_id(id.as_str()));
    Some(Late {
        id: record.id.to_string(),
        title: record.headline().to_owned(),
        programme: programme.and_then(|number| Some(view.record(number)?.headline().to_owned())),
        until: late.until.to_string(),
        days: late.days,
        what: reason(&late),
    })
}

fn lacking(site: &Site) -> Vec<Lacking> {
    let gap = |gap: crate::resolve::coverage::Gap<'_>| Lacking {
        ledger: site.record(gap.ledger).map_or("", Record::headline).to_owned(),
        who: gap.who.to_owned(),
        lacks: gap.lacks.into_iter().map(str::to_owned).collect(),
        from: gap.period.0.to_string(),
        to: gap.period.1.to_string(),
    };
    gaps(site, site.now).into_iter().map(gap).collect()
}

fn earlier(site: &Site, week: Week) -> Vec<Earlier> {
    let issue = site.issues.iter().find(|issue| issue.week == week);
    let records = issue.map_or(&[][..], |issue| &issue.records).iter();
    let records = records.filter_map(|number| site.record(*number));
    records
        .map(|record| Earlier {
            id: record.id.to_string(),
            title: name_of(record, site.settings.lang),
            date: record.date.map(|date| date.to_string()),
        })
        .collect()
}

/// A photo has no title.
fn name_of(record: &Record, lang: Lang) -> String {
    let caption = || record.photos.first().and_then(|photo| photo.caption.as_deref());
    let title = record.title.as_deref().or_else(caption);
    title.unwrap_or_else(|| lang.pick("图片", "photograph")).to_owned()
}
