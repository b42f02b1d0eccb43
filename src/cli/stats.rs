//! `jianbao stats`: what correspondents and communities published, as a table, CSV or JSON, or as a sheet to sign.
//!
//! What surprised us: an editor asks for a month, so a month may stand where a day does: `--from 2024-04 --to 2024-04`.

mod data;
mod report;
#[cfg_attr(not(feature = "print"), path = "stats/no_sheet.rs")]
mod sheet;
mod text;

use std::path::PathBuf;

use super::Done;
use super::build::day;
use super::bulletin::{self, Bulletin, Wish};
use super::fault::Fault;
use super::say::Voice;
use crate::check::Care;
use crate::model::Kind;
use crate::model::date::Date;
use crate::parse::markdown::plain_text;
use crate::report::{Say, stops};
use crate::resolve::contributors::{Period, contributions};
use crate::resolve::{RecordNo, Show};
use report::Report;

/// What `stats` is asked.
#[derive(clap::Args, Debug)]
pub struct StatsArgs {
    /// 哪个月，如 2024-04，并和去年同月比 · which month, beside the same month of the year before
    #[arg(long, value_name = "MONTH", value_parser = month, conflicts_with_all = ["from", "to"])]
    month: Option<Date>,
    /// 从哪一天起，也可以写月份 2024-04 · from which day or month on
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    from: Option<Date>,
    /// 到哪一天止，也可以写月份 2024-04 · up to which day or month
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    to: Option<Date>,
    /// 输出格式 · how to say it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 另存一张可以打印、签字的 A4 统计表，文件名以 .pdf 结尾 · save an A4 sheet to print and sign as well; a name that ends in .pdf
    #[arg(long, value_name = "FILE", value_parser = sheet_file)]
    sheet: Option<PathBuf>,
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

/// The first day of `2024-04`.
fn month(text: &str) -> Result<Date, String> {
    let first = format!("{text}-01").parse::<Date>().ok();
    first
        .filter(|day| day.to_string() == format!("{text}-01"))
        .ok_or_else(|| "月份写成 2024-04 这样 · a month is written like 2024-04".to_owned())
}

/// The first day of `2024-04`, or the day `2024-04-11`.
fn first_day(text: &str) -> Result<Date, String> {
    day(text).or_else(|wrong| month(text).map_err(|_| wrong))
}

/// The last day of `2024-04`, or the day `2024-04-11`.
fn last_day(text: &str) -> Result<Date, String> {
    day(text).or_else(|wrong| month(text).map(Date::last_of_month).map_err(|_| wrong))
}

/// A file whose name ends in `.pdf`.
fn sheet_file(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    let is_pdf = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    match is_pdf {
        true => Ok(path),
        false => Err("统计表的文件名要以 .pdf 结尾，如 4月.pdf · the sheet's name ends in .pdf".to_owned()),
    }
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
    let counted = contributions(&bulletin.site, &period, &|number| text(&bulletin, number));
    // A year has its like only where a beginning and an end were named.
    let compares = args.month.is_some() || args.from.is_some() && args.to.is_some();
    let report = Report::new(&counted, (&period, compares), (&bulletin.site.settings, voice.lang()));
    if let Some(file) = &args.sheet
        && let Err(wrong) = sheet::save(&bulletin, &report, file)?
    {
        voice.diagnostics(&voice.arrange(vec![*wrong], &bulletin.sources), &bulletin.sources);
        return Ok(Done::ContentWrong);
    }
    match args.format {
        Format::Text => voice.raw(&text::text(&report)),
        Format::Csv => voice.raw(&data::csv(&report).map_err(|error| Fault::disk(&root, &error))?),
        Format::Json => voice.raw(&data::json(&report)),
    }
    Ok(Done::Right)
}

/// The month that was named, or from the first to the last day that was named, or that has a record.
fn period(args: &StatsArgs, bulletin: &Bulletin) -> Result<Period, Fault> {
    if let Some(first) = args.month {
        return Ok(first..=first.last_of_month());
    }
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

/// The plain text of a record; of a photograph without one, its caption.
fn text(bulletin: &Bulletin, number: RecordNo) -> String {
    let Some(record) = bulletin.site.record(number) else { return String::new() };
    let text = bulletin.sources.with_body(record, plain_text).unwrap_or_default();
    let is_caption = record.kind == Kind::Photo && text.trim().is_empty();
    let caption = record.photos.first().filter(|_| is_caption).and_then(|photo| photo.caption.as_deref());
    caption.map_or(text, str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{first_day, last_day, month, sheet_file};

    #[test]
    fn a_month_stands_for_its_days() {
        let days = |text: &str| [first_day(text), last_day(text)].map(|day| day.map(|day| day.to_string()));
        assert_eq!(days("2024-02"), [Ok("2024-02-01".to_owned()), Ok("2024-02-29".to_owned())]);
        assert_eq!(days("2024-04-11"), [Ok("2024-04-11".to_owned()), Ok("2024-04-11".to_owned())]);
        assert!(days("2024-13").iter().all(Result::is_err) && days("四月").iter().all(Result::is_err));
    }

    #[test]
    fn a_month_and_a_file_are_written_as_they_are_asked_for() {
        assert_eq!(month("2024-04").map(|day| day.to_string()), Ok("2024-04-01".to_owned()));
        for wrong in ["2024-13", "2024-4", "2024", "2024-04-01", "四月", ""] {
            assert!(month(wrong).is_err(), "{wrong}");
        }
        assert!(
            sheet_file("表/4月.PDF").is_ok() && sheet_file("4月.html").is_err() && sheet_file("pdf").is_err()
        );
    }
}
