//! Records in, what pages, listings and feeds call them out.
//!
//! What surprised us: a photograph may have no headline. It is then known by the first clause of its
//! caption, which may stand in the body, so such a body is read once more before any page is made.

use std::collections::HashMap;

use super::desk::Desk;
use super::graph::View;
use crate::model::{Record, SafeHtml};
use crate::parse::markdown::cjk::{is_punctuation, joins};
use crate::resolve::{RecordNo, Site};

/// The names of records that have no headline.
#[derive(Debug, Default)]
pub struct Names(HashMap<RecordNo, Box<str>>);

impl Names {
    /// Finds the names of all records of `site` that have no headline.
    #[must_use]
    pub fn new(site: &Site, desk: &Desk<'_>) -> Self {
        let untitled = (0..).zip(&site.records).filter(|(_, record)| record.title.is_none());
        Self(untitled.map(|(number, record)| (number, name(site, (number, record), desk))).collect())
    }

    /// Finds the name of one record anew.
    pub fn renew(&mut self, site: &Site, desk: &Desk<'_>, number: RecordNo) {
        let untitled = site.record(number).filter(|record| record.title.is_none());
        match untitled {
            Some(record) => _ = self.0.insert(number, name(site, (number, record), desk)),
            None => _ = self.0.remove(&number),
        }
    }

    /// What the record is called.
    #[must_use]
    pub fn of<'a>(&'a self, number: RecordNo, record: &'a Record) -> &'a str {
        record.title.as_deref().or_else(|| self.0.get(&number).map(|name| &**name)).unwrap_or_default()
    }
}

fn name(site: &Site, (number, record): (RecordNo, &Record), desk: &Desk<'_>) -> Box<str> {
    let body = desk.body(View::of(site), number, "").text;
    let caption = record.photos.first().and_then(|photo| photo.caption.as_deref());
    let said = if body.trim().is_empty() { caption.unwrap_or_default() } else { &body };
    let clause = first_clause(said);
    if clause.is_empty() { record.id.as_str().into() } else { clause.into() }
}

/// The text up to its first mark of punctuation or line break.
#[must_use]
pub fn first_clause(text: &str) -> &str {
    let ends = |c: char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | '!' | '?' | '\n');
    let text = text.trim_start();
    text.split(ends).next().unwrap_or(text).trim()
}

/// The beginning of `text` in at most `most` characters, cut behind a sentence where that leaves enough.
#[must_use]
pub fn excerpt(text: &str, most: usize) -> String {
    let mut flat = String::with_capacity(most * 4);
    for line in text.lines() {
        add_line(&mut flat, line);
        if flat.len() > most * 4 {
            break;
        }
    }
    let Some((end, _)) = flat.char_indices().nth(most) else { return flat };
    let head = flat.get(..end).unwrap_or_default();
    let sentence = head.char_indices().rfind(|(_, c)| matches!(c, '。' | '！' | '？'));
    match sentence {
        Some((at, mark)) if at * 2 > end => with_closing(&flat, at + mark.len_utf8()).to_owned(),
        _ => format!("{}…", head.trim_end()),
    }
}

/// The text up to `end`, with the quotation marks and brackets that close there.
fn with_closing(text: &str, end: usize) -> &str {
    let rest = text.get(end..).unwrap_or_default();
    let closing = rest.len() - rest.trim_start_matches(['”', '’', '》', '」', '』', '）']).len();
    text.get(..end + closing).unwrap_or(text)
}

/// Adds a line, its spaces as typed but one each. Behind a mark of punctuation Chinese goes on without a space; a line
/// that ends without one is a heading or the like.
fn add_line(flat: &mut String, line: &str) {
    let ends = flat.chars().next_back().zip(line.trim_start().chars().next());
    let mut apart = ends.is_some_and(|(before, after)| !is_punctuation(before) || !joins(before, after));
    for word in line.split_whitespace() {
        if apart {
            flat.push(' ');
        }
        flat.push_str(word);
        apart = true;
    }
}

/// A headline with its clauses kept together: it breaks at a gap between two of them first. The gap stays
/// as it was typed.
#[must_use]
pub fn headline(title: &str) -> SafeHtml {
    let mut html = String::with_capacity(title.len() + 32);
    for (at, piece) in clauses(title).iter().enumerate() {
        if at % 2 == 0 {
            html.push_str("<span class=\"clause\">");
            crate::model::html::escape_into(&mut html, piece);
            html.push_str("</span>");
        } else {
            html.push_str(piece);
        }
    }
    SafeHtml::vouched(html)
}

/// Clauses and the gaps between them, in turn. A gap stands between Han characters or quotation marks.
fn clauses(title: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(gap) = title.get(from..).and_then(|rest| rest.find(char::is_whitespace)) {
        let gap = from + gap;
        let rest = title.get(gap..).unwrap_or_default();
        let end = gap + rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
        let before = title.get(..gap).and_then(|head| head.chars().next_back());
        let after = title.get(end..).and_then(|tail| tail.chars().next());
        if before.is_some_and(is_wide) && after.is_some_and(is_wide) {
            pieces.push(title.get(start..gap).unwrap_or_default());
            pieces.push(title.get(gap..end).unwrap_or_default());
            start = end;
        }
        from = end;
    }
    pieces.push(title.get(start..).unwrap_or_default());
    pieces
}

/// Whether a gap beside this character divides clauses.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '《' | '》' | '「' | '」' | '，' | '！' | '？')
}

#[cfg(test)]
mod tests {
    use super::{excerpt, first_clause, headline};

    #[test]
    fn a_caption_names_by_its_first_clause() {
        assert_eq!(first_clause(" 春分，居民做风筝。"), "春分");
        assert_eq!(first_clause("居民做风筝\n"), "居民做风筝");
    }

    #[test]
    fn an_excerpt_ends_behind_a_sentence() {
        assert_eq!(excerpt("一二三四五。六七八九十", 8), "一二三四五。");
        assert_eq!(excerpt("一。三四五六七八九十", 8), "一。三四五六七八…");
        assert_eq!(excerpt("短\n", 8), "短");
        assert_eq!(excerpt("“一二三四五！”六七八九十", 8), "“一二三四五！”");
        assert_eq!(excerpt("小标题\n正文。\n又一段", 40), "小标题 正文。又一段");
        assert_eq!(excerpt("一。\n二　三\nfour\nfive", 40), "一。二 三 four five");
    }

    #[test]
    fn a_headline_breaks_at_its_gap_and_is_escaped() {
        assert_eq!(
            headline("连心桥　“家门口”").as_str(),
            "<span class=\"clause\">连心桥</span>　<span class=\"clause\">“家门口”</span>"
        );
        assert_eq!(headline("a <b> c").as_str(), "<span class=\"clause\">a &lt;b&gt; c</span>");
    }
}
