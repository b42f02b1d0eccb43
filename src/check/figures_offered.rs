//! **Numbers worth keeping.** A number in digits that a story states can be kept as data under `figures` (数字), to be
//! compared in a year. Check notes, once for each record that keeps none, the weightiest, with the line that would keep
//! them; what is counted the editor fills in. A record with figures of its own has been thought about, notices
//! and activities announce: these are left alone, and drafts are not read.
//!
//! What surprised us: 二十多位 and 六十多米 are how a story is told, 180副 is what was counted; offered for both, every
//! second record had a note.

use super::Remark;
use crate::model::figure::Qualifier;
use crate::model::{Kind, Record};
use crate::parse::numbers::{Number, Sort, numbers_in};
use crate::report::{Diagnostic, Say};

/// How many numbers are offered.
const MOST: usize = 3;
/// The smallest count that is worth keeping without anybody asking.
const LEAST: f64 = 10.0;
/// What is seldom compared: lengths of time, ages, parts of a text.
const NOT_KEPT: &str = "年 周年 周 天 工作日 星期 学期 学时 课时 小时 钟头 分钟 刻钟 分 秒 岁 周岁 代 字 句 段 页 篇 世纪 月 个月 角 度 步 遍 样 顿";

pub(super) fn look(record: &Record, text: &str) -> Vec<Remark> {
    let tells = record.kind.runs() && !matches!(record.kind, Kind::Notice | Kind::Activity);
    let is_asked = tells && record.figures().is_empty();
    let Some(published) = record.date.filter(|_| is_asked) else { return Vec::new() };
    let is_digits = |number: &Number<'_>| number.words(text).contains(|c: char| c.is_ascii_digit());
    let mut worth = numbers_in(text, published);
    worth.retain(|number| is_digits(number) && is_worth_keeping(number));
    worth.sort_by(|a, b| weight(b).0.cmp(&weight(a).0).then(b.value.total_cmp(&a.value)));
    let mut offered: Vec<Number<'_>> = Vec::new();
    for number in worth {
        let is_said = offered.iter().any(|other| other.value == number.value && other.unit == number.unit);
        if !is_said && offered.len() < MOST {
            offered.push(number);
        }
    }
    let Some(first) = offered.first() else { return Vec::new() };
    vec![(first.range.clone(), offer(text, &offered))]
}

fn is_worth_keeping(number: &Number<'_>) -> bool {
    let Some(unit) = number.unit else { return false };
    match number.sort {
        Sort::Share => true,
        Sort::Count => number.value >= LEAST && !NOT_KEPT.split(' ').any(|not| not == unit),
        Sort::Ordinal => false,
    }
}

/// What is said with a qualifier was written to be quoted.
fn weight(number: &Number<'_>) -> (bool, f64) {
    (number.qualifier != Qualifier::Exact, number.value)
}

fn offer(text: &str, offered: &[Number<'_>]) -> Diagnostic {
    let words: Vec<&str> = offered.iter().map(|number| number.words(text)).collect();
    let message = Say::new(
        format!("正文里的数字没有写进 `数字`（figures）：{}", words.join("、")),
        format!("the text states numbers that are not under `figures` (数字): {}", words.join(", ")),
    );
    let items = |item: fn(&Number<'_>) -> String| offered.iter().map(item).collect::<Vec<_>>().join(", ");
    let (zh, en) = (items(in_chinese), items(in_english));
    let hint = Say::new(
        format!("要留作数据就加上这一行，填好名称；不留就不管：`数字: [{zh}]`"),
        format!("to keep them as data, add this line and fill in the names: `figures: [{en}]`"),
    );
    Diagnostic::note("figures-offered", message).hint(hint)
}

fn in_chinese(number: &Number<'_>) -> String {
    item(number, ["名称", "数值", "单位", "限定"], number.qualifier.names().0)
}

fn in_english(number: &Number<'_>) -> String {
    item(number, ["name", "value", "unit", "qualifier"], number.qualifier.names().1)
}

/// A number as an entry of `figures`, without its name.
fn item(number: &Number<'_>, [name, value, unit_key, key]: [&str; 4], qualifier: &str) -> String {
    let qualifier = match number.qualifier {
        Qualifier::Exact => String::new(),
        _ => format!(", {key}: {qualifier}"),
    };
    format!("{{{name}: , {value}: {}, {unit_key}: {}{qualifier}}}", number.value, unit(number))
}

/// The measure word as YAML takes it.
fn unit(number: &Number<'_>) -> String {
    let unit = number.unit.unwrap_or_default();
    if unit.starts_with('%') { format!("'{unit}'") } else { unit.to_owned() }
}
