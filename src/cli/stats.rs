//! `jianbao stats`: what correspondents and communities published, as a table, CSV or JSON.
//!
//! What surprised us: an editor asks for a month, so a month may stand where a day does: `--from 2024-04 --to 2024-04`.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::Done;
use super::build::day;
use super::bulletin::{self, Bulletin, Wish};
use super::fault::Fault;
use super::say::Voice;
use crate::check::Care;
use crate::model::date::Date;
use crate::model::settings::Lang;
use crate::parse::markdown::plain_text;
use crate::report::{Say, stops};
use crate::resolve::contributors::{Contributions, Contributor, Period, contributions};
use crate::resolve::{RecordNo, Show};

/// What `stats` is asked.
#[derive(clap::Args, Debug)]
pub struct StatsArgs {
    /// 从哪一天起，也可以写月份 2024-04 · from which day or month on
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    from: Option<Date>,
    /// 到哪一天止，也可以写月份 2024-04 · up to which day or month
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    to: Option<Date>,
    /// 输出格式 · how to say it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 当作这一天 · as on this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
}

/// How to say what was counted.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// For people.
    Text,
    /// For table programs.
    Csv,
    /// For programs.
    Json,
}

/// The first day of `2024-04`, or the day `2024-04-11`.
fn first_day(text: &str) -> Result<Date, String> {
    day(text).or_else(|wrong| format!("{text}-01").parse::<Date>().map_err(|_| wrong))
}

/// The last day of `2024-04`, or the day `2024-04-11`.
fn last_day(text: &str) -> Result<Date, String> {
    day(text).or_else(|wrong| {
        let first = format!("{text}-01").parse::<Date>();
        first.map(Date::last_of_month).map_err(|_| wrong)
    })
}

/// Counts what the bulletin that we are in has published.
pub(super) fn run(args: &StatsArgs, voice: &Voice) -> Result<Done, Fault> {
    let root = bulletin::root()?;
    let wish = Wish {
        as_of: args.as_of,
        show: Show::Out,
        base_url: None,
        care: Care::Build,
        prints: false,
        issue: None,
    };
    let bulletin = bulletin::open(&root, &wish, voice)?;
    if stops(&bulletin.found) {
        let found = bulletin.look_over();
        voice.diagnostics(&voice.without_notes(voice.arrange(found, &bulletin.sources)), &bulletin.sources);
        return Ok(Done::ContentWrong);
    }
    let period = period(args, &bulletin)?;
    let counted = contributions(&bulletin.site, &period, &|number| length(&bulletin, number));
    // A year has its like only where a beginning and an end were named.
    let compares = args.from.is_some() && args.to.is_some();
    let report = Report { counted: &counted, compares, period: &period, lang: voice.lang() };
    match args.format {
        Format::Text => voice.raw(&report.text()),
        Format::Csv => voice.raw(&report.csv().map_err(|error| Fault::disk(&root, &error))?),
        Format::Json => voice.raw(&report.json()),
    }
    Ok(Done::Right)
}

/// From the first to the last day that was named, or that has a record.
fn period(args: &StatsArgs, bulletin: &Bulletin) -> Result<Period, Fault> {
    let site = &bulletin.site;
    let dates = || site.records.iter().take(site.running).filter_map(|record| record.date);
    let from = args.from.or_else(|| dates().min()).unwrap_or(site.now);
    let to = args.to.or_else(|| dates().max()).unwrap_or(site.now);
    if args.from.is_some() && args.to.is_some() && from > to {
        return Err(Fault::Usage(Say::new(
            format!("起始的日子 {from} 在截止的日子 {to} 后面"),
            format!("{from}, from which to count, comes after {to}"),
        )));
    }
    Ok(from..=to)
}

/// How many characters the body of a record has, without white space.
fn length(bulletin: &Bulletin, number: RecordNo) -> usize {
    let Some(record) = bulletin.site.record(number) else { return 0 };
    let count = |source: &str| plain_text(source).chars().filter(|c| !c.is_whitespace()).count();
    bulletin.sources.with_body(record, count).unwrap_or_default()
}

/// What was counted, to be said.
struct Report<'a> {
    counted: &'a Contributions,
    compares: bool,
    period: &'a Period,
    lang: Lang,
}

/// A row as programs read it.
#[derive(Serialize)]
struct Row<'a> {
    sort: &'static str,
    name: &'a str,
    pieces: usize,
    characters: usize,
    photos: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    year_before: Option<usize>,
}

#[derive(Serialize)]
struct Document<'a> {
    from: String,
    to: String,
    rows: Vec<Row<'a>>,
    silent_people: &'a [String],
    silent_places: &'a [String],
}

impl Report<'_> {
    fn rows(&self) -> Vec<Row<'_>> {
        let Contributions { all, people, places, .. } = self.counted;
        let mut rows = vec![self.row("all", all)];
        rows.extend(people.iter().map(|one| self.row("person", one)));
        rows.extend(places.iter().map(|one| self.row("place", one)));
        rows
    }

    fn row<'c>(&self, sort: &'static str, one: &'c Contributor) -> Row<'c> {
        let year_before = self.compares.then_some(one.before);
        let work = one.work;
        Row {
            sort,
            name: &one.name,
            pieces: work.pieces,
            characters: work.characters,
            photos: work.photos,
            year_before,
        }
    }

    fn json(&self) -> String {
        let Contributions { silent_people, silent_places, .. } = self.counted;
        let (from, to) = (self.period.start().to_string(), self.period.end().to_string());
        let document = Document { from, to, rows: self.rows(), silent_people, silent_places };
        serde_json::to_string_pretty(&document).map(|text| text + "\n").unwrap_or_default()
    }

    /// As RFC 4180 has it.
    fn csv(&self) -> std::io::Result<String> {
        let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let say = |chinese, english| self.lang.pick(chinese, english);
        table.write_record([
            say("分类", "sort"),
            say("名称", "name"),
            say("篇数", "pieces"),
            say("字数", "characters"),
            say("图片", "photos"),
            say("去年同期", "year_before"),
        ])?;
        for row in self.rows() {
            let sort = match row.sort {
                "all" => say("合计", "all"),
                "person" => say("通讯员", "correspondent"),
                _ => say("社区", "community"),
            };
            let before = row.year_before.map_or_else(String::new, |count| count.to_string());
            let [pieces, characters, photos] =
                [row.pieces, row.characters, row.photos].map(|count| count.to_string());
            // A table program takes a name that begins with `=` for a formula.
            let guard = if row.name.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
            let name = format!("{guard}{}", row.name);
            table.write_record([sort, &name, &pieces, &characters, &photos, &before])?;
        }
        let bytes = table.into_inner().map_err(|error| error.into_error())?;
        String::from_utf8(bytes).map_err(std::io::Error::other)
    }

    fn text(&self) -> String {
        let Contributions { all, people, places, silent_people, silent_places } = self.counted;
        let say = |chinese: &str, english: &str| self.lang.pick(chinese, english).to_owned();
        let (from, to) = (self.period.start(), self.period.end());
        let mut text = match self.lang {
            Lang::ZhCn => format!(
                "{from} 至 {to}：{} 篇，{} 字，{} 张图片",
                all.work.pieces, all.work.characters, all.work.photos
            ),
            Lang::En => format!(
                "{from} to {to}: {} pieces, {} characters, {} photographs",
                all.work.pieces, all.work.characters, all.work.photos
            ),
        };
        if self.compares {
            text += &match self.lang {
                Lang::ZhCn => format!("；去年同期 {} 篇", all.before),
                Lang::En => format!("; {} pieces a year before", all.before),
            };
        }
        text += "\n";
        for (head, rows) in [(say("通讯员", "Correspondents"), people), (say("社区", "Communities"), places)]
        {
            if !rows.is_empty() {
                text += "\n";
                text += &self.table(&head, rows);
            }
        }
        for (head, names) in [
            (say("这段时间没有见报的通讯员：", "Correspondents with nothing in print: "), silent_people),
            (say("这段时间没有见报的社区：", "Communities with nothing in print: "), silent_places),
        ] {
            if !names.is_empty() {
                text += &format!("\n{head}{}\n", names.join(self.lang.pick("、", ", ")));
            }
        }
        text
    }

    /// Names at the left, numbers under each other at the right, however wide the characters are.
    fn table(&self, head: &str, rows: &[Contributor]) -> String {
        let say = |chinese: &str, english: &str| self.lang.pick(chinese, english).to_owned();
        let mut heads =
            vec![head.to_owned(), say("篇", "Pieces"), say("字", "Characters"), say("图", "Photos")];
        heads.extend(self.compares.then(|| say("去年同期", "Year before")));
        let cells = |one: &Contributor| {
            let Contributor { name, work, before } = one;
            let mut cells = vec![name.clone()];
            cells.extend([work.pieces, work.characters, work.photos].map(|count| count.to_string()));
            cells.extend(self.compares.then(|| before.to_string()));
            cells
        };
        let lines: Vec<Vec<String>> = std::iter::once(heads).chain(rows.iter().map(cells)).collect();
        let columns = lines.first().map_or(0, Vec::len);
        let widest =
            |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.width()).max();
        let widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
        let mut text = String::new();
        for line in &lines {
            for (number, (cell, width)) in line.iter().zip(&widths).enumerate() {
                let space = " ".repeat(width - cell.width());
                text += &if number == 0 { format!("{cell}{space}") } else { format!("  {space}{cell}") };
            }
            text += "\n";
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{first_day, last_day};

    #[test]
    fn a_month_stands_for_its_days() {
        let days = |text: &str| [first_day(text), last_day(text)].map(|day| day.map(|day| day.to_string()));
        assert_eq!(days("2024-02"), [Ok("2024-02-01".to_owned()), Ok("2024-02-29".to_owned())]);
        assert_eq!(days("2024-04-11"), [Ok("2024-04-11".to_owned()), Ok("2024-04-11".to_owned())]);
        assert!(days("2024-13").iter().all(Result::is_err) && days("四月").iter().all(Result::is_err));
    }
}
