//! A place in a body's text in, the place in its source out: for the few bodies of which something has to be said.
//!
//! What surprised us: text and source are alike nearly everywhere, so it is enough to know of each run of text which
//! bytes of the source it came from; inside a run the words are counted off, or found again behind an entity.

use std::ops::Range;

use super::writer::Writer;
use super::{Anywhere, Setting, events, heading};
use crate::model::settings::Lang;

/// A run of text and the source that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it begins in the text.
    pub(super) text: usize,
    /// How long it is there.
    pub(super) length: usize,
    /// Its event in the source.
    pub(super) source: Range<usize>,
}

/// The bytes of the Markdown `source` that became the bytes `wanted` of its plain text.
#[must_use]
pub fn origins(source: &str, wanted: &[Range<usize>]) -> Vec<Option<Range<usize>>> {
    let setting = Setting { links: &Anywhere, date: None, lang: Lang::ZhCn };
    let source = &*heading::spaced(source);
    let mut writer = Writer::new(source, setting);
    writer.runs = Some(Vec::new());
    events(source, &mut writer);
    writer.write_notes();
    let runs = writer.runs.take().unwrap_or_default();
    let text = &writer.text;
    wanted.iter().map(|wanted| origin(source, (text, &runs), wanted)).collect()
}

fn origin(source: &str, (text, runs): (&str, &[Run]), wanted: &Range<usize>) -> Option<Range<usize>> {
    let at = |byte: usize| runs.iter().rfind(|run| (run.text..run.text + run.length).contains(&byte));
    let (first, last) = (at(wanted.start)?, at(wanted.end.checked_sub(1)?)?);
    if first == last && !first.is_plain(source, text) {
        // Words behind an entity or an escape: found again in what was typed, or all of it.
        let typed = source.get(first.source.clone())?;
        let found = text.get(wanted.clone()).and_then(|words| Some((typed.find(words)?, words.len())));
        let (start, length) = found.unwrap_or((0, typed.len()));
        return Some(first.source.start + start..first.source.start + start + length);
    }
    let start = if first.is_plain(source, text) { wanted.start - first.text } else { 0 };
    let end = if last.is_plain(source, text) {
        last.source.start + (wanted.end - last.text)
    } else {
        last.source.end
    };
    let start = first.source.start + start;
    Some(start..end.max(start))
}

impl Run {
    /// Whether the source shows the text as it stands.
    fn is_plain(&self, source: &str, text: &str) -> bool {
        source.get(self.source.clone()) == text.get(self.text..self.text + self.length)
    }
}

impl Writer<'_> {
    /// Notes where `length` bytes of text come from that are about to be added.
    pub(super) fn note_run(&mut self, length: usize) {
        if let Some(runs) = &mut self.runs {
            runs.push(Run { text: self.text.len(), length, source: self.at.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::origins;
    use crate::parse::markdown::plain_text;

    /// What stands in `source` where the text shows `words`.
    fn typed<'s>(source: &'s str, words: &str) -> &'s str {
        let text = plain_text(source);
        let start = text.find(words).unwrap();
        let range = start..start + words.len();
        let found = origins(source, std::slice::from_ref(&range)).remove(0).unwrap();
        &source[found]
    }

    #[test]
    fn words_are_found_where_they_were_typed() {
        for (source, words, want) in [
            ("甲,乙", ",", ","),
            ("# 题\n\n- 一\n- 近日，二\n", "近日", "近日"),
            ("前面**近日**后面", "近日", "近日"),
            ("前面近**日**后面", "近日", "近**日"),
            ("甲近\n日乙", "近日", "近\n日"),
            ("> 引\n> 近日", "近日", "近日"),
            ("`近日`", "近日", "`近日`"),
            ("| 甲 |\n|---|\n| 近日 |\n", "近日", "近日"),
            ("```\n近日\n```\n", "近日", "近日"),
            ("甲[^1]\n\n[^1]: 近日\n\n乙近期", "近日", "近日"),
            ("甲[^1]\n\n[^1]: 近日\n\n乙近期", "近期", "近期"),
            ("甲&amp;近日", "近日", "近日"),
            ("<b>近日</b>", "近日", "近日"),
            ("![近日](a.jpg)近日", "近日", "近日"),
        ] {
            let found = typed(source, words);
            assert!(found == want || (want.starts_with('`') && want.contains(found)), "{source}: {found}");
        }
    }

    #[test]
    fn a_picture_s_words_are_not_taken_for_the_text_s() {
        let source = "![近日](a.jpg)近日";
        let range = 0.."近日".len();
        let found = origins(source, std::slice::from_ref(&range)).remove(0).unwrap();
        assert_eq!(found.start, source.rfind("近日").unwrap());
    }
}
