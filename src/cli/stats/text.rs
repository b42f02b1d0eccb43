//! What was counted in, lines for a terminal out.
//!
//! What surprised us: Han characters are two columns wide, so spaces are counted in columns and not in characters.

use unicode_width::UnicodeWidthStr;

use super::report::{Report, Table};
use crate::model::settings::Lang;
use crate::resolve::contributors::{Contributions, Contributor};

/// All that was counted, for people.
pub(super) fn text(report: &Report<'_>) -> String {
    let Contributions { people, places, wider, silent_people, silent_places, .. } = report.counted;
    let mut text = summary(report);
    let tables = [
        (report.say("通讯员", "Correspondents"), people),
        (report.say("社区", "Communities"), places),
        (report.say("街道、区", "Wider places"), wider),
    ];
    for (head, all) in tables.into_iter().filter(|(_, all)| !all.is_empty()) {
        let all: Vec<&Contributor> = all.iter().collect();
        text += "\n";
        text += &lined_up(&report.table(head, &all));
    }
    for (head, silent) in [
        (report.say("这段时间没有见报的通讯员：", "Correspondents with nothing in print: "), silent_people),
        (report.say("这段时间没有见报的社区：", "Communities with nothing in print: "), silent_places),
    ] {
        if !silent.is_empty() {
            text += &format!("\n{head}{}\n", report.names(silent));
        }
    }
    for (number, remark) in report.remarks(str::to_owned).iter().enumerate() {
        text += if number == 0 { "\n" } else { "" };
        text += &format!("{remark}\n");
    }
    text
}

/// The first line: the days, and what all of it comes to.
fn summary(report: &Report<'_>) -> String {
    let all = &report.counted.all;
    let (from, to, work) = (report.period.start(), report.period.end(), all.work);
    let mut text = match report.lang {
        Lang::ZhCn => {
            format!("{from} 至 {to}：{} 篇，{} 字，{} 张图片", work.pieces, work.characters, work.photos)
        }
        Lang::En => format!(
            "{from} to {to}: {} pieces, {} characters, {} photographs",
            work.pieces, work.characters, work.photos
        ),
    };
    if report.scoring.gives_points() {
        text += &match report.lang {
            Lang::ZhCn => format!("，{} 分", work.points),
            Lang::En => format!(", {} points", work.points),
        };
    }
    if report.compares {
        text += &match report.lang {
            Lang::ZhCn => format!("；去年同期 {} 篇", all.before),
            Lang::En => format!("; {} pieces a year before", all.before),
        };
    }
    text + "\n"
}

/// Names at the left, numbers under each other at the right, however wide the characters are.
fn lined_up(table: &Table) -> String {
    let lines: Vec<&Vec<String>> = std::iter::once(&table.heads).chain(&table.rows).collect();
    let widest =
        |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.width()).max();
    let widths: Vec<usize> = (0..table.heads.len()).map(|column| widest(column).unwrap_or(0)).collect();
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
