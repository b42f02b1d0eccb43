//! What was counted in, a sheet to print, sign and pin up out: the words of [`tally`], and its file.
//!
//! What surprised us: all communities share the district that stands before them, and a form is no place to say so forty
//! times.

use std::fs;
use std::path::Path;

use super::report::{self, Report};
use crate::cli::bulletin::Bulletin;
use crate::cli::fault::Fault;
use crate::model::date::Date;
use crate::model::settings::Lang;
use crate::model::{BulletinPath, Record};
use crate::print::fonts::missing_glyphs;
use crate::print::tally::{self, Table, Tally};
use crate::print::words::place_of;
use crate::read::SETTINGS_FILE;
use crate::report::{Diagnostic, Place, Say};
use crate::resolve::contributors::{Contributor, Silent};

/// Saves the sheet as `file`; what the bulletin has wrong is told instead.
pub(super) fn save(
    bulletin: &Bulletin,
    report: &Report<'_>,
    file: &Path,
) -> Result<Result<(), Box<Diagnostic>>, Fault> {
    let settings = &bulletin.site.settings;
    let sheets = bulletin.theme.as_ref().map(|theme| theme.sheets()).unwrap_or_default();
    let publisher = settings.publisher.as_deref().unwrap_or(&settings.title);
    let tally = tally(report, publisher, bulletin.site.now);
    let printed =
        tally::print(&tally, (bulletin.foundry.fonts(), sheets), (publisher, bulletin.site.now, report.lang));
    match printed {
        Ok(pdf) => fs::write(file, pdf).map(Ok).map_err(|error| Fault::disk(file, &error)),
        Err(fault) => Ok(Err(Box::new(wrong(bulletin, fault)))),
    }
}

fn wrong(bulletin: &Bulletin, fault: tally::Fault) -> Diagnostic {
    let (zh, en) = match fault {
        tally::Fault::Glyphs(missing) => {
            let has = |text: &str| text.contains(missing.as_slice());
            let named = |record: &&Record| {
                record.bylines.iter().any(|byline| has(&byline.name))
                    || record.photos.iter().filter_map(|photo| photo.credit.as_deref()).any(has)
                    || record.place.as_deref().is_some_and(has)
            };
            let record = bulletin.site.records.iter().find(named);
            let place = record.and_then(|record| place_of(&bulletin.sources, record, &missing));
            return match place.or_else(settings_file) {
                Some(place) => missing_glyphs(place, &missing),
                None => unprintable("没有能用的字体", "there is no font for it"),
            };
        }
        tally::Fault::Theme(fault) => (
            format!("主题的版式文件有错：{}", fault.message),
            format!("the theme's sheets are wrong: {}", fault.message),
        ),
        tally::Fault::File(said) => (said.clone(), said),
    };
    let wrong = unprintable(&zh, &en);
    settings_file().map_or_else(|| wrong.clone(), |place| wrong.clone().at(place))
}

fn unprintable(zh: &str, en: &str) -> Diagnostic {
    let message =
        Say::new(format!("统计表做不出来：{zh}"), format!("the sheet of stats cannot be made: {en}"));
    let hint = Say::new(
        "改正主题文件夹里的 `print/tally.typ`，或删去它",
        "mend or delete `print/tally.typ` in the theme's folder",
    );
    Diagnostic::error("unprintable-tally", message).hint(hint)
}

fn settings_file() -> Option<Place> {
    BulletinPath::new(SETTINGS_FILE).ok().map(|path| Place::file(&path))
}

/// The words of the sheet.
fn tally(report: &Report<'_>, publisher: &str, now: Date) -> Tally {
    let counted = report.counted;
    let span = span(report);
    let (title, made) = match report.lang {
        Lang::ZhCn => (format!("{span}见报统计表"), format!("制表日期：{}", day(now, Lang::ZhCn))),
        Lang::En => (format!("Published {span}"), format!("Made on {}", day(now, Lang::En))),
    };
    let by = report.say("填报单位：", "By ") + publisher;
    let (from, to) = (*report.period.start(), *report.period.end());
    let days = match report.lang {
        Lang::ZhCn => format!("统计时间：{}至{}", day(from, Lang::ZhCn), day(to, Lang::ZhCn)),
        Lang::En => format!("{} to {}", day(from, Lang::En), day(to, Lang::En)),
    };
    let prefix = prefix(report);
    let tables = [
        (report.say("社区", "Communities"), report.say("社区", "Community"), &counted.places),
        (report.say("街道、区", "Wider places"), report.say("名称", "Name"), &counted.wider),
        (report.say("通讯员", "Correspondents"), report.say("姓名", "Name"), &counted.people),
    ];
    let tables = tables.into_iter().filter(|(.., all)| !all.is_empty());
    let lists = [
        (report.say("没有见报的社区", "Communities with nothing in print"), &counted.silent_places),
        (report.say("没有见报的通讯员", "Correspondents with nothing in print"), &counted.silent_people),
    ];
    Tally {
        title,
        under: (by, days),
        summary: summary(report),
        tables: tables.map(|(title, head, all)| table(report, (title, head), (all, &prefix))).collect(),
        lists: lists.map(|(title, silent)| (title, listed(report, silent, &prefix))).to_vec(),
        remarks: report.remarks(|name| short(name, &prefix)),
        lines: [("填报：", "Made by"), ("审核：", "Checked by"), ("日期：", "Date")]
            .map(|(zh, en)| report.say(zh, en))
            .to_vec(),
        made,
        folio: report.say("第{page}页，共{pages}页", "Page {page} of {pages}"),
    }
}

/// What all of it comes to.
fn summary(report: &Report<'_>) -> Vec<(String, String)> {
    let all = &report.counted.all;
    let mut summary = vec![
        (report.say("见报篇数", "Pieces"), all.work.pieces.to_string()),
        (report.say("字数", "Characters"), all.work.characters.to_string()),
        (report.say("图片", "Photographs"), all.work.photos.to_string()),
    ];
    if report.scoring.gives_points() {
        summary.push((report.say("得分", "Points"), all.work.points.to_string()));
    }
    if report.compares {
        summary.push((report.say("去年同期篇数", "Pieces a year before"), all.before.to_string()));
    }
    summary
}

/// A table with a column of numbers before it.
fn table(
    report: &Report<'_>,
    (title, head): (String, String),
    (all, prefix): (&[Contributor], &str),
) -> Table {
    let short: Vec<Contributor> =
        all.iter().map(|one| Contributor { name: short(&one.name, prefix), ..one.clone() }).collect();
    let report::Table { heads, rows } = report.table(head, &short.iter().collect::<Vec<_>>());
    let numbered = (1..)
        .zip(rows)
        .map(|(number, row)| std::iter::once(number.to_string()).chain(row).collect::<Vec<String>>());
    let heads = std::iter::once(report.say("序号", "No.")).chain(heads).collect();
    Table { title, heads, rows: numbered.collect() }
}

/// Those that published nothing, one behind the other.
fn listed(report: &Report<'_>, silent: &[Silent], prefix: &str) -> String {
    if silent.is_empty() {
        return report.say("无", "None");
    }
    let short: Vec<Silent> =
        silent.iter().map(|one| Silent { name: short(&one.name, prefix), ..one.clone() }).collect();
    report.names(&short)
}

/// The beginning that the names of all communities share, up to a slash.
fn prefix(report: &Report<'_>) -> String {
    let counted = report.counted;
    let names = counted.places.iter().map(|one| &one.name);
    let mut names = names.chain(counted.silent_places.iter().map(|one| &one.name));
    let Some(first) = names.next() else { return String::new() };
    let mut shared: &str =
        first.rsplit_once('/').map_or("", |(above, _)| first.get(..=above.len()).unwrap_or(""));
    for name in names {
        while !name.starts_with(shared) {
            let above = shared.trim_end_matches('/').rsplit_once('/');
            shared = above.and_then(|(above, _)| shared.get(..=above.len())).unwrap_or("");
        }
    }
    shared.to_owned()
}

/// A place without the beginning that all share, its parts divided by spaces.
fn short(name: &str, prefix: &str) -> String {
    name.strip_prefix(prefix).unwrap_or(name).replace('/', " ")
}

/// The days in as few words as they can be said: a month, a year, or from the first to the last.
fn span(report: &Report<'_>) -> String {
    let (from, to) = (*report.period.start(), *report.period.end());
    let is_month = from.day() == 1 && to == from.last_of_month();
    let is_year = from == from.first_of_year() && to == from.last_of_year();
    match (is_month, is_year, report.lang) {
        (true, _, Lang::ZhCn) => format!("{}年{}月", from.year(), from.month()),
        (true, _, Lang::En) => format!("in {:04}-{:02}", from.year(), from.month()),
        (_, true, Lang::ZhCn) => format!("{}年", from.year()),
        (_, true, Lang::En) => format!("in {}", from.year()),
        (_, _, Lang::ZhCn) => String::new(),
        (_, _, Lang::En) => format!("from {from} to {to}"),
    }
}

fn day(day: Date, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{prefix, short};
    use crate::cli::stats::report::Report;
    use crate::model::Settings;
    use crate::model::date::Date;
    use crate::model::settings::Lang;
    use crate::resolve::contributors::{Contributions, Contributor, Silent};

    #[test]
    fn what_all_communities_share_is_not_said() {
        let of = |names: &[&str], silent: &[&str]| {
            let one = |name: &&str| Contributor { name: (*name).to_owned(), ..Contributor::default() };
            let silent = silent.iter().map(|name| Silent { name: (*name).to_owned(), before: 0 }).collect();
            let places = names.iter().map(one).collect();
            let counted = Contributions { places, silent_places: silent, ..Contributions::default() };
            let period = Date::constant(2024, 4, 1)..=Date::constant(2024, 4, 30);
            let settings = Settings::default();
            prefix(&Report::new(&counted, (&period, true), (&settings, Lang::ZhCn)))
        };
        assert_eq!(of(&["东区/一街/甲", "东区/二街/乙"], &[]), "东区/");
        assert_eq!(of(&["东区/一街/甲", "东区/一街/乙"], &[]), "东区/一街/");
        assert_eq!(of(&["东区/一街/甲"], &["西区/一街/乙"]), "");
        assert_eq!(of(&["东区/一街/甲", "东区二/一街/乙"], &[]), "");
        assert_eq!(of(&["甲"], &["乙"]), "");
        assert_eq!(short("东区/一街/甲", "东区/"), "一街 甲");
    }
}
