//! **近日 is recent.** A text that says 近日 or 日前 and names a day more than 15 days before it is published
//! misleads. Build and check warn.

use memchr::memmem;

use super::Remark;
use crate::model::Record;
use crate::model::date::Date;
use crate::parse::words::{Precision, dates_in};
use crate::report::{Diagnostic, Say};

/// How long ago may be called 近日.
const RECENT_DAYS: i32 = 15;
/// How much earlier the day is in the year before: such a day is history, not the news.
const HISTORY_DAYS: i32 = 180;

const VAGUE: [&str; 4] = ["近日", "日前", "近期", "连日来"];

pub(super) fn look(record: &Record, text: &str) -> Vec<Remark> {
    let Some(published) = record.date.filter(|_| record.kind.runs()) else { return Vec::new() };
    let at = |word: &&str| memmem::find(text.as_bytes(), word.as_bytes());
    let Some((word, start)) = VAGUE.iter().find_map(|word| Some((word, at(word)?))) else {
        return Vec::new();
    };
    let days = dates_in(text, published);
    let definite = days.iter().filter(|spotted| spotted.precision == Precision::Day);
    let past: Vec<Date> = definite.map(|spotted| spotted.first).filter(|day| *day < published).collect();
    let Some(latest) = past.iter().max() else { return Vec::new() };
    let age = published.since(*latest).map_or(0, |span| span.get_days());
    if age <= RECENT_DAYS || age > HISTORY_DAYS {
        return Vec::new();
    }
    let message = Say::new(
        format!("说是“{word}”，文中最近的日子却是 {latest}，比见报早 {age} 天"),
        format!(
            "it says `{word}`, but the latest day it names is {latest}, {age} days before it is published"
        ),
    );
    let hint = Say::new("写明日期，或删去这个词", "name the day, or drop the word");
    vec![(start..start + word.len(), Diagnostic::warning("stale-words", message).hint(hint))]
}
