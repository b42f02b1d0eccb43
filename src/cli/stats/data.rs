//! What was counted in, CSV for table programs and JSON for others out.

use serde::Serialize;
use serde_json::Value;

use super::report::Report;
use crate::model::scoring::Points;
use crate::render::data;
use crate::resolve::contributors::{Contributions, Contributor, Silent};

/// A row as programs read it.
#[derive(Serialize)]
struct Row<'a> {
    sort: &'static str,
    name: &'a str,
    pieces: usize,
    characters: usize,
    photos: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    late: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quota: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    beyond: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year_before: Option<usize>,
}

#[derive(Serialize)]
struct Document<'a> {
    from: String,
    to: String,
    rows: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unnamed_points: Option<Value>,
    silent_people: Vec<&'a str>,
    silent_places: Vec<&'a str>,
    /// Those of the two lists that had pieces in the same days of the year before.
    #[serde(skip_serializing_if = "Option::is_none")]
    silent_year_before: Option<serde_json::Map<String, Value>>,
}

/// All as JSON.
pub(super) fn json(report: &Report<'_>) -> String {
    let Contributions { silent_people, silent_places, unnamed, .. } = report.counted;
    let before = silent_people.iter().chain(silent_places).filter(|one| one.before > 0);
    let before = before.map(|one| (one.name.clone(), Value::from(one.before)));
    let document = Document {
        from: report.period.start().to_string(),
        to: report.period.end().to_string(),
        rows: rows(report),
        unnamed_points: report.scoring.gives_points().then(|| number(*unnamed)),
        silent_people: names(silent_people),
        silent_places: names(silent_places),
        silent_year_before: report.compares.then(|| before.collect()),
    };
    serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
}

fn names(silent: &[Silent]) -> Vec<&str> {
    silent.iter().map(|one| one.name.as_str()).collect()
}

/// Points as a number that is written with as many decimals as it has.
#[expect(
    clippy::cast_precision_loss,
    reason = "the nearest number below 2^53 hundredths is written as it was"
)]
fn number(points: Points) -> Value {
    match points.hundredths() {
        whole if whole % 100 == 0 => Value::from(whole / 100),
        hundredths => Value::from(hundredths as f64 / 100.0),
    }
}

fn rows<'a>(report: &Report<'a>) -> Vec<Row<'a>> {
    let Contributions { all, people, places, wider, .. } = report.counted;
    let mut rows = vec![row(report, "all", all)];
    rows.extend(people.iter().map(|one| row(report, "person", one)));
    rows.extend(places.iter().map(|one| row(report, "place", one)));
    rows.extend(wider.iter().map(|one| row(report, "wider", one)));
    rows
}

fn row<'a>(report: &Report<'a>, sort: &'static str, one: &'a Contributor) -> Row<'a> {
    let work = one.work;
    Row {
        sort,
        name: &one.name,
        pieces: work.pieces,
        characters: work.characters,
        photos: work.photos,
        points: report.scoring.gives_points().then(|| number(work.points)),
        late: report.scoring.prompt.map(|_| one.late),
        quota: one.quota.map(|quota| quota.wanted),
        missing: one.quota.map(|quota| quota.missing),
        beyond: report.scoring.most.filter(|_| sort == "place").map(|_| one.beyond),
        year_before: report.compares.then_some(one.before),
    }
}

/// All as a table.
///
/// # Errors
/// What the writer of tables said.
pub(super) fn csv(report: &Report<'_>) -> std::io::Result<String> {
    let (scores, owes) = (report.scoring.gives_points(), report.scoring.quota.is_some());
    let heads = [
        Some(("分类", "sort")),
        Some(("名称", "name")),
        Some(("篇数", "pieces")),
        Some(("字数", "characters")),
        Some(("图片", "photos")),
        scores.then_some(("得分", "points")),
        owes.then_some(("任务", "quota")),
        owes.then_some(("缺", "missing")),
        Some(("去年同期", "year_before")),
    ];
    let heads: Vec<String> = heads.into_iter().flatten().map(|(zh, en)| report.say(zh, en)).collect();
    let cells = |row: Row<'_>| {
        let count = |count: Option<usize>| count.map_or_else(String::new, |count| count.to_string());
        let points = row.points.as_ref().map(ToString::to_string).unwrap_or_default();
        let cells = [
            Some(sort(report, row.sort)),
            Some(data::plain(row.name)),
            Some(row.pieces.to_string()),
            Some(row.characters.to_string()),
            Some(row.photos.to_string()),
            scores.then_some(points),
            owes.then(|| count(row.quota)),
            owes.then(|| count(row.missing)),
            Some(count(row.year_before)),
        ];
        cells.into_iter().flatten().collect()
    };
    let bytes = data::csv(&heads, rows(report).into_iter().map(cells))?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}

fn sort(report: &Report<'_>, sort: &str) -> String {
    match sort {
        "all" => report.say("合计", "all"),
        "person" => report.say("通讯员", "correspondent"),
        "place" => report.say("社区", "community"),
        _ => report.say("街道、区", "wider place"),
    }
}
