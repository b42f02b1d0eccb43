//! One record as feeds tell it: in, the record and its ties; out, the values that Atom and JSON Feed share.

use std::borrow::Cow;

use super::{Base, Bulletin};
use crate::model::date::Time;
use crate::model::{Record, SafeHtml};
use crate::resolve::{RecordNo, Ties};

/// The greatest length of a summary, in characters: about three lines on a telephone.
const SUMMARY: usize = 120;

/// One record of a feed.
pub(super) struct Entry<'a> {
    /// Its whole address, which is its id as well.
    pub url: String,
    pub title: String,
    pub html: Option<SafeHtml>,
    pub summary: Cow<'a, str>,
    /// The record's date, in the bulletin's zone, as RFC 3339.
    pub published: String,
    /// Names of by-lines.
    pub authors: Vec<&'a str>,
    /// Its column, then its tags.
    pub categories: Vec<&'a str>,
}

impl<'a> Bulletin<'a> {
    /// A record as a listing's feed tells it: deck or kicker, and no body. The newest fifty of every place are nearly
    /// all the records of a year, and reading each of them again cost a sixth of a build.
    pub(super) fn headline(&self, number: RecordNo, base: &Base<'_>) -> Option<Entry<'a>> {
        let (record, ties) = self.record(number)?;
        let line = record.deck.as_deref().or(record.kicker.as_deref());
        self.told(number, (record, ties), (base, None, line.unwrap_or_default().into()))
    }

    /// A record with its body.
    pub(super) fn entry(&self, number: RecordNo, base: &Base<'_>) -> Option<Entry<'a>> {
        let (record, ties) = self.record(number)?;
        let summary = summary(record, || self.content.text(number));
        self.told(number, (record, ties), (base, self.content.html(number), summary))
    }

    fn told(
        &self,
        number: RecordNo,
        (record, ties): (&'a Record, &'a Ties),
        (base, html, summary): (&Base<'_>, Option<SafeHtml>, Cow<'a, str>),
    ) -> Option<Entry<'a>> {
        let tags = record.tags.iter().map(AsRef::as_ref);
        Some(Entry {
            url: base.absolute(&ties.page),
            title: self.title_of(number, record).into_owned(),
            html,
            summary,
            published: self.published(record)?,
            authors: authors(record),
            categories: record.column.as_deref().into_iter().chain(tags).collect(),
        })
    }

    /// The record's date, in the bulletin's zone: the only time that feeds know.
    pub(super) fn published(&self, record: &Record) -> Option<String> {
        let moment = record.date?.to_datetime(record.time.unwrap_or(Time::midnight()));
        Some(self.settings().zone.rfc3339(moment))
    }
}

/// The names of by-lines that may stand in data: not one that the record itself says is to be kept back.
pub(super) fn authors(record: &Record) -> Vec<&str> {
    let names = record.bylines.iter().map(|byline| byline.name.as_ref());
    names.filter(|name| record.may_name(name)).collect()
}

/// The deck, or the beginning of the body up to a full stop.
pub(super) fn summary<'r>(record: &'r Record, text: impl FnOnce() -> Cow<'r, str>) -> Cow<'r, str> {
    match record.deck.as_deref().filter(|deck| !deck.trim().is_empty()) {
        Some(deck) => Cow::Borrowed(deck),
        None => Cow::Owned(beginning(&text())),
    }
}

fn beginning(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let Some((end, _)) = line.char_indices().nth(SUMMARY) else { return line.to_owned() };
    let head = line.get(..end).unwrap_or(line);
    let stop = |c: char| matches!(c, '。' | '！' | '？' | '；');
    match head.rfind(stop).filter(|at| *at > end / 3) {
        Some(at) => head.get(..at + '。'.len_utf8()).unwrap_or(head).to_owned(),
        None => format!("{head}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_summary_ends_at_a_full_stop_or_says_that_it_goes_on() {
        assert_eq!(beginning("\n  短。\n第二段"), "短。");
        let long = format!("{}。{}", "一".repeat(60), "二".repeat(200));
        assert_eq!(beginning(&long), format!("{}。", "一".repeat(60)));
        assert_eq!(beginning(&"字".repeat(121)), format!("{}…", "字".repeat(120)));
    }
}
