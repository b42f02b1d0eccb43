//! A board in, `board.csv` and `board.json` beside its page out: every project with its statuses by day, its steps, and what
//! it is late with.
//!
//! Rows are in the order of the board. Days are `2024-04-11`; how many days something took is a whole number. Addresses lead
//! from the site's root, as in the catalogue.
//!
//! What surprised us: a table wants a column for each status, so each programme has a table of its own shape, and only the
//! document is the same for all.

use std::io;

use serde::Serialize;

use super::super::course::reason;
use super::super::data::{self, Files};
use super::super::feeds::rooted;
use super::super::press::Press;
use super::{Board, Entry};
use crate::model::date::Date;
use crate::model::settings::Lang;
use crate::resolve::beside::BOARD;
use crate::resolve::boards::{Course, Step, days_between, pace};

/// The heads of the columns that every table has, in both languages.
const HEADS: [(&str, &str); 19] = [
    ("编号", "id"),
    ("项目", "title"),
    ("网址", "url"),
    ("分组一", "group_1"),
    ("分组二", "group_2"),
    ("状态", "status"),
    ("状态自", "since"),
    ("完成", "done"),
    ("负责", "owner"),
    ("认领", "claimed_by"),
    ("立项", "opened"),
    ("期限", "due"),
    ("逾期天数", "overdue_days"),
    ("逾期事由", "overdue_what"),
    ("下一步", "next"),
    ("下一步期限", "next_due"),
    ("步骤", "steps"),
    ("最近报道", "last_story"),
    ("最近报道网址", "last_story_url"),
];

#[derive(Serialize)]
struct Document<'a> {
    programme: Named<'a>,
    group_by: &'a [Box<str>],
    statuses: &'a [Box<str>],
    total: Option<i64>,
    pace: Vec<Paced<'a>>,
    projects: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    title: &'a str,
    url: String,
}

/// How long one status takes.
#[derive(Serialize)]
struct Paced<'a> {
    from: &'a str,
    to: &'a str,
    median_days: f64,
    projects: usize,
}

/// A project.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    title: &'a str,
    url: String,
    groups: (&'a str, &'a str),
    status: Option<&'a str>,
    since: Option<String>,
    done: bool,
    owner: Option<&'a str>,
    claimed_by: Option<&'a str>,
    opened: Option<String>,
    due: Option<String>,
    overdue: Option<Overdue>,
    next: Option<Next<'a>>,
    reached: Vec<Reached<'a>>,
    steps: Vec<Done<'a>>,
    last_story: Option<Story<'a>>,
}

/// What it has been late with for the longest time.
#[derive(Serialize)]
struct Overdue {
    days: i32,
    until: String,
    what: Option<String>,
}

#[derive(Serialize)]
struct Next<'a> {
    name: &'a str,
    due: Option<String>,
}

/// A status of the programme that was reached, and how long after the one before it.
#[derive(Serialize)]
struct Reached<'a> {
    status: &'a str,
    day: String,
    days: Option<i32>,
}

/// A step, and how long after the opening it was done.
#[derive(Serialize)]
struct Done<'a> {
    name: &'a str,
    due: Option<String>,
    done: bool,
    day: Option<String>,
    days: Option<i32>,
}

#[derive(Serialize)]
struct Story<'a> {
    id: &'a str,
    title: &'a str,
    url: String,
    date: Option<String>,
}

/// The files of a board.
pub(super) fn files(press: &Press<'_>, board: &Board<'_>) -> io::Result<Files> {
    let rows: Vec<Row<'_>> = board.entries.iter().map(|entry| row(press, board, entry)).collect();
    let table = csv(press.site.settings().lang, &board.programme.statuses, &rows)?;
    let courses: Vec<&Course<'_>> = board.entries.iter().map(|entry| &entry.progress.course).collect();
    let pace = pace(&courses, &board.programme.statuses).into_iter().map(|pace| Paced {
        from: pace.from,
        to: pace.to,
        median_days: pace.median,
        projects: pace.count,
    });
    let (record, ties) = (press.site.record(board.number), press.site.tied(board.number));
    let document = Document {
        programme: Named {
            id: record.map_or("", |record| record.id.as_str()),
            title: record.map_or("", |record| record.headline()),
            url: ties.map(|ties| rooted(&ties.page)).unwrap_or_default(),
        },
        group_by: &board.programme.group_by,
        statuses: &board.programme.statuses,
        total: board.programme.total,
        pace: pace.collect(),
        projects: rows,
    };
    Ok(Files { names: BOARD, table, data: data::json(&document)? })
}

fn row<'a>(press: &Press<'a>, board: &'a Board<'_>, entry: &'a Entry<'a>) -> Row<'a> {
    let (project, course) = (entry.progress.project, &entry.progress.course);
    let said = |day: Option<Date>| day.map(|day| day.to_string());
    Row {
        id: entry.record.id.as_str(),
        title: entry.record.headline(),
        url: rooted(&entry.ties.page),
        groups: (&entry.first, &entry.second),
        status: course.status(),
        since: said(course.events.last().and_then(|event| event.day)),
        done: course.is_finished,
        owner: project.owner.as_deref(),
        claimed_by: project.claimed_by.as_deref(),
        opened: said(project.opened),
        due: said(project.due),
        overdue: entry.late.first().map(|late| Overdue {
            days: late.days,
            until: late.until.to_string(),
            what: reason(late),
        }),
        next: course.next().map(|step| Next { name: step.name, due: said(step.due) }),
        reached: reached(course, &board.programme.statuses),
        steps: course.steps.iter().map(|step| done(step, project.opened)).collect(),
        last_story: story(press, entry),
    }
}

/// The statuses that were reached on a known day, each with the days since the one before it was.
fn reached<'a>(course: &Course<'_>, statuses: &'a [Box<str>]) -> Vec<Reached<'a>> {
    let mut before = None;
    let mut all = Vec::new();
    for status in statuses {
        let day = course.day_of(status);
        if let Some(day) = day {
            let days = before.and_then(|before| days_between(before, day));
            all.push(Reached { status, day: day.to_string(), days });
        }
        before = day;
    }
    all
}

fn done<'a>(step: &Step<'a>, opened: Option<Date>) -> Done<'a> {
    Done {
        name: step.name,
        due: step.due.map(|due| due.to_string()),
        done: step.is_done,
        day: step.done.map(|day| day.to_string()),
        days: step.done.zip(opened).and_then(|(day, opened)| days_between(opened, day)),
    }
}

/// The newest story that reports on it.
fn story<'a>(press: &Press<'a>, entry: &Entry<'_>) -> Option<Story<'a>> {
    let number = *press.site.reports(entry.number).first()?;
    let (record, ties) = (press.site.record(number)?, press.site.tied(number)?);
    Some(Story {
        id: record.id.as_str(),
        title: press.links.name(number, record),
        url: rooted(&ties.page),
        date: record.date.map(|date| date.to_string()),
    })
}

/// The rows as a table: behind the columns that all tables have a day for each status, and the days from each to the next.
fn csv(lang: Lang, statuses: &[Box<str>], rows: &[Row<'_>]) -> io::Result<Vec<u8>> {
    let heads = HEADS.map(|(chinese, english)| lang.pick(chinese, english).to_owned());
    let pairs = || statuses.iter().zip(statuses.iter().skip(1));
    let (day, days) = (lang.pick("日期", "day"), lang.pick("天数", "days"));
    let more = statuses.iter().map(|status| format!("{} {day}", data::plain(status)));
    let between = pairs().map(|(from, to)| format!("{}→{to} {days}", data::plain(from)));
    let heads: Vec<String> = heads.into_iter().chain(more).chain(between).collect();
    data::csv(&heads, rows.iter().map(|row| cells(lang, statuses, row)))
}

fn cells(lang: Lang, statuses: &[Box<str>], row: &Row<'_>) -> Vec<String> {
    let text = |text: Option<&str>| data::plain(text.unwrap_or_default());
    let day = |day: &Option<String>| day.clone().unwrap_or_default();
    let (overdue, next, story) = (row.overdue.as_ref(), row.next.as_ref(), row.last_story.as_ref());
    let mut cells = vec![
        row.id.to_owned(),
        data::plain(row.title),
        row.url.clone(),
        data::plain(row.groups.0),
        data::plain(row.groups.1),
        text(row.status),
        day(&row.since),
        lang.pick(if row.done { "是" } else { "否" }, if row.done { "yes" } else { "no" }).to_owned(),
        text(row.owner),
        text(row.claimed_by),
        day(&row.opened),
        day(&row.due),
        overdue.map(|late| late.days.to_string()).unwrap_or_default(),
        text(overdue.and_then(|late| late.what.as_deref())),
        text(next.map(|next| next.name)),
        next.map(|next| day(&next.due)).unwrap_or_default(),
        data::plain(&steps(lang, &row.steps)),
        text(story.map(|story| story.title)),
        story.map(|story| story.url.clone()).unwrap_or_default(),
    ];
    let of = |status: &str| row.reached.iter().find(|reached| reached.status == status);
    cells.extend(statuses.iter().map(|status| of(status).map(|one| one.day.clone()).unwrap_or_default()));
    let days = |status: &str| of(status)?.days.map(|days| days.to_string());
    cells.extend(statuses.iter().skip(1).map(|status| days(status).unwrap_or_default()));
    cells
}

/// The steps in one cell: `选点 2024-03-01；验收 未完成`.
fn steps(lang: Lang, steps: &[Done<'_>]) -> String {
    let state = |step: &Done<'_>| match (&step.day, step.done) {
        (Some(day), _) => day.clone(),
        (None, true) => lang.pick("完成", "done").to_owned(),
        (None, false) => lang.pick("未完成", "open").to_owned(),
    };
    let all: Vec<String> = steps.iter().map(|step| format!("{} {}", step.name, state(step))).collect();
    all.join(lang.pick("；", "; "))
}
