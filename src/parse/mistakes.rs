//! What editors type in front matter that YAML does not understand, said in plain words.
//!
//! What surprised us: YAML's own message for a full-width colon names the line *after* it, so lines are
//! looked at one by one, and what is found here takes the place of what YAML says about them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::front::{Lines, looks_like_mark};
use super::interpret::Reading;
use super::yaml::Fault;
use crate::model::keys::{COMMON, ISSUE, Key, SETTINGS, Shape, own};
use crate::model::kind::KINDS;
use crate::report::{Diagnostic, Place, Say, Spot};

/// Every name that is a key somewhere.
static NAMES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let mut names = BTreeSet::new();
    for table in [COMMON, SETTINGS, ISSUE].into_iter().chain(KINDS.iter().map(|row| own(row.kind))) {
        add_names(table, &mut names);
    }
    names
});

fn add_names(table: &'static [Key], names: &mut BTreeSet<&'static str>) {
    for key in table {
        names.insert(key.english);
        names.extend(key.chinese);
        if let Shape::Fields(inner) | Shape::Each(inner) | Shape::Bylines(inner) = key.shape {
            add_names(inner, names);
        }
    }
}

/// Whether only the careful reading sees what is wrong: escapes that may stand for control characters, tags that the
/// fast one takes, text cut by a `#`.
pub(super) fn needs_care(front: &str) -> bool {
    let has = |part: &str| memchr::memmem::find(front.as_bytes(), part.as_bytes()).is_some();
    has("\\") || has("!!") || has("!<") || cut_by_comment(front)
}

/// Whether a value was cut by a `#` that was meant as text: a space before it and none behind.
fn cut_by_comment(front: &str) -> bool {
    memchr::memmem::find(front.as_bytes(), b" #").is_some()
        && Lines { text: front, at: 0 }.any(|line| front.get(line).and_then(comment_cut).is_some())
}

/// Where in a line the `#` stands that cuts an unquoted value.
fn comment_cut(line: &str) -> Option<usize> {
    let (name, value) = line.split_once(": ")?;
    if name.trim_start().starts_with('#')
        || value.trim_start().starts_with(['"', '\'', '#', '|', '>', '[', '{'])
    {
        return None;
    }
    let at = value.find(" #")?;
    let behind = value.get(at + 2..)?;
    let is_text = behind.starts_with(|c: char| !c.is_whitespace() && c != '#');
    is_text.then_some(name.len() + 2 + at + 1)
}

/// A mistake of typing, found without reading YAML.
pub(super) struct Slip {
    found: Diagnostic,
    /// Its bytes in the YAML.
    part: Range<usize>,
    sort: Sort,
}

/// What a slip does to the YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// A full-width colon, which can be read as one of ASCII.
    Colon,
    /// Wrong for certain: YAML takes it and loses a part of the text, or takes it only when it is mended.
    Sure,
    /// YAML may take it or not.
    Other,
}

/// What is wrong in the lines of `front`, which begins at `reading.base`.
pub(super) fn find(front: &str, reading: &Reading<'_>) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut block: Option<usize> = None;
    for range in (Lines { text: front, at: 0 }) {
        let line = front.get(range.clone()).unwrap_or_default();
        let indent = line.len() - line.trim_start().len();
        if block.is_some_and(|outer| indent > outer || line.trim().is_empty()) {
            continue; // Inside a text of several lines anything goes.
        }
        block = line.trim_end().ends_with(['|', '>', '-', '+']).then(|| block_start(line, indent)).flatten();
        if let Some((sort, (part, message, hint))) = mistake(line) {
            let part = range.start + part.start..range.start + part.end;
            let place = Place::bytes(reading.file, reading.base + part.start, reading.base + part.end);
            let diagnostic = Diagnostic::error("front-matter", message).hint(hint).at(place);
            found.push(Slip { found: diagnostic, part, sort });
        }
    }
    found
}

/// The YAML with its full-width colons as they were meant, every byte behind them where it was: `：` and `:  ` have
/// the same length. So the rest of the file can be looked at in the same run. None where there are none.
pub(super) fn mended(front: &str, slips: &mut [Slip]) -> Option<String> {
    let mut text = None;
    for slip in slips.iter_mut().filter(|slip| slip.sort == Sort::Colon) {
        text.get_or_insert_with(|| front.to_owned()).replace_range(slip.part.clone(), ":  ");
        slip.sort = Sort::Sure;
    }
    text
}

/// The indentation of a key whose value is a block of text.
fn block_start(line: &str, indent: usize) -> Option<usize> {
    let (_, value) = line.split_once(": ")?;
    value.trim_start().starts_with(['|', '>']).then_some(indent)
}

type Mistake = (Range<usize>, Say, Say);

/// The mistake in one line.
fn mistake(line: &str) -> Option<(Sort, Mistake)> {
    let other = |mistake: Mistake| (Sort::Other, mistake);
    let text = line.trim_start();
    let indent = line.len() - text.len();
    if text.starts_with('#') || text.is_empty() {
        return None;
    }
    if let Some(at) = line.get(..indent).and_then(|space| space.find('\t')) {
        return Some(other((
            at..at + 1,
            Say::new("行首用了 Tab 键", "the line begins with a tab"),
            Say::new("改成空格，一层两个", "use spaces, two for each level"),
        )));
    }
    if looks_like_mark(text) && text.trim_end() != "---" {
        return Some(other((
            indent..line.len(),
            Say::new(
                "这一行像是 `---`，但不是三个半角减号",
                "this line looks like `---` but is not three ASCII hyphens",
            ),
            Say::new("切换到英文输入法，写 `---`", "type `---`"),
        )));
    }
    let (start, entry) = text.strip_prefix("- ").map_or((indent, text), |rest| (indent + 2, rest));
    if entry.starts_with(['{', '[', '}', ']']) {
        return None; // Flow style has rules of its own.
    }
    full_width_colon(entry, start)
        .map(|mistake| (Sort::Colon, mistake))
        .or_else(|| colon(entry, start).map(other))
        .or_else(|| comment(line).map(|mistake| (Sort::Sure, mistake)))
        .or_else(|| value(entry, start).map(other))
}

/// The longest word, in characters, that is taken for a key that we do not know.
const LONGEST_KEY: usize = 8;

/// A full-width colon behind a word that is a key, or could be meant as one.
fn full_width_colon(entry: &str, start: usize) -> Option<Mistake> {
    let at = entry.find(['：', ':'])?;
    let (name, rest) = entry.split_at_checked(at)?;
    let value = rest.strip_prefix('：')?.trim();
    let bare = name.trim().trim_matches(['“', '”', '"', '\'']);
    let could_be = || {
        let is_word = bare.chars().all(|c| c.is_alphanumeric() || c == '_');
        !bare.is_empty() && is_word && bare.chars().count() <= LONGEST_KEY && !rest.contains(": ")
    };
    if bare != name.trim() || !(NAMES.contains(bare) || could_be()) {
        return None;
    }
    Some((
        start + at..start + at + '：'.len_utf8(),
        Say::new(format!("`{bare}` 后面用了全角冒号"), format!("the colon behind `{bare}` is full-width")),
        Say::new(
            format!("改成半角冒号加空格：`{bare}: {value}`"),
            format!("type an ASCII colon and a space: `{bare}: {value}`"),
        ),
    ))
}

/// A key in quotation marks, or a colon without a space behind one.
fn colon(entry: &str, start: usize) -> Option<Mistake> {
    let at = entry.find(['：', ':'])?;
    let (name, rest) = entry.split_at_checked(at)?;
    let bare = name.trim().trim_matches(['“', '”', '"', '\'']);
    if !NAMES.contains(bare) {
        return None;
    }
    let value = rest.trim_start_matches(['：', ':']).trim();
    if name.contains(['“', '”']) {
        return Some((
            start..start + name.len(),
            Say::new(
                "键不用加引号，更不能加中文引号",
                "a key needs no quotation marks, least of all full-width ones",
            ),
            Say::new(format!("写 `{bare}: {value}`"), format!("write `{bare}: {value}`")),
        ));
    }
    if rest.len() > 1 && !rest.starts_with(": ") && !rest.starts_with(":\t") {
        return Some((
            start + at..start + at + 1,
            Say::new("冒号后面少一个空格", "a space is missing behind the colon"),
            Say::new(format!("写 `{bare}: {value}`"), format!("write `{bare}: {value}`")),
        ));
    }
    None
}

fn comment(line: &str) -> Option<Mistake> {
    let at = comment_cut(line)?;
    let (name, value) = line.split_once(": ")?;
    let (name, value) = (name.trim(), value.trim());
    Some((
        at..line.len(),
        Say::new(
            "空格加 `#` 后面的文字会被当作注释丢掉",
            "what stands behind a space and `#` would be dropped as a comment",
        ),
        Say::new(
            format!("给整段文字加半角引号：`{name}: \"{value}\"`"),
            format!("quote the whole value: `{name}: \"{value}\"`"),
        ),
    ))
}

/// A value that YAML would take for something else.
fn value(entry: &str, start: usize) -> Option<Mistake> {
    let at = entry.find(": ")?;
    let (name, rest) = entry.split_at_checked(at)?;
    let value = rest.get(2..)?.trim();
    let offset = start + at + 2 + (rest.get(2..)?.len() - rest.get(2..)?.trim_start().len());
    let mend = Say::new(
        format!("给整段文字加半角引号：`{name}: \"{value}\"`"),
        format!("quote the whole value: `{name}: \"{value}\"`"),
    );
    if value.starts_with(['"', '\'', '[', '{', '|', '>']) {
        return unclosed(value, offset);
    }
    if let Some(inner) = value.find(": ") {
        return Some((
            offset + inner..offset + inner + 1,
            Say::new(
                "文字里的半角冒号加空格会让人分不清键和值",
                "a colon and a space inside the text look like another key",
            ),
            mend,
        ));
    }
    let first_word = value.split_whitespace().next().unwrap_or_default();
    // Anchors, aliases and tags are YAML, and the reader says what is wrong with them.
    let is_meant = value.starts_with(['&', '*', '!'])
        && first_word.bytes().skip(1).all(|byte| byte.is_ascii_alphanumeric() || b"!_-".contains(&byte));
    if value.starts_with(['@', '`', '%', '*', '&', '!']) && !is_meant {
        let first = value.chars().next()?;
        return Some((
            offset..offset + first.len_utf8(),
            Say::new(
                format!("`{first}` 开头的文字要加引号"),
                format!("a text that begins with `{first}` must be quoted"),
            ),
            mend,
        ));
    }
    None
}

/// A quotation mark or bracket that its line does not close. It may close on a later one, so this is said only where
/// YAML fails.
fn unclosed(value: &str, offset: usize) -> Option<Mistake> {
    let first = value.chars().next()?;
    let count = |mark: char| value.matches(mark).count();
    let (message, hint) = match first {
        '"' if count('"') == 1 => (
            Say::new("引号没有配对", "a quotation mark is not closed"),
            Say::new("在这一行末尾补上半角引号 `\"`", "add `\"` at the end of this line"),
        ),
        '\'' if count('\'') == 1 => (
            Say::new("引号没有配对", "a quotation mark is not closed"),
            Say::new("在这一行末尾补上半角引号 `'`", "add `'` at the end of this line"),
        ),
        '[' | '{' if count('[') + count('{') != count(']') + count('}') => (
            Say::new("方括号或花括号没有配对", "a bracket or brace is not closed, or not opened"),
            Say::new(
                "补上 `]` 或 `}`，各项之间用半角逗号隔开",
                "add the missing `]` or `}`, and put ASCII commas between the items",
            ),
        ),
        _ => return None,
    };
    Some((offset..offset + value.len(), message, hint))
}

/// What is said in the end: plain words first, and of the rest what is not about the same lines. A value that
/// YAML takes as it is needs no plain words, except where it was cut.
pub(super) fn merge(slips: Vec<Slip>, reading: Reading<'_>, fault: Option<Fault>) -> Vec<Diagnostic> {
    let (file, text, base) = (reading.file, reading.text, reading.base);
    let wrong: Vec<usize> = reading.found.iter().filter_map(|found| line_of(found, text)).collect();
    let is_wrong = |slip: &Slip| line_of(&slip.found, text).is_some_and(|line| wrong.contains(&line));
    let is_fault = fault.is_some();
    let said = |slip: &Slip| slip.sort == Sort::Sure || is_fault || is_wrong(slip);
    let plain: Vec<Diagnostic> = slips.into_iter().filter(said).map(|slip| slip.found).collect();
    let mut found = reading.found;
    if let Some(Fault { span, what, mend }) = fault.filter(|_| plain.is_empty()) {
        let place = span.map_or_else(
            || Place::file(file),
            |span| Place::bytes(file, base + span.start as usize, base + span.end as usize),
        );
        found.push(Diagnostic::error("yaml", what).hint(mend).at(place));
    }
    let lines: Vec<usize> = plain.iter().filter_map(|found| line_of(found, text)).collect();
    found.retain(|found| line_of(found, text).is_none_or(|line| !lines.contains(&line)));
    found.extend(plain);
    found
}

/// The line that a diagnostic begins in.
fn line_of(found: &Diagnostic, text: &str) -> Option<usize> {
    let Some(Place { spot: Spot::Bytes(span), .. }) = &found.place else { return None };
    text.get(..span.start as usize).map(|before| before.matches('\n').count())
}

#[cfg(test)]
mod tests {
    use super::needs_care;

    #[test]
    fn tags_escapes_and_cut_values_are_read_carefully() {
        for text in ["a: !!binary x", "a: !<tag:x> y", "a: \"\\e\"", "a: 我们的 #河长制 故事"] {
            assert!(needs_care(text), "{text}");
        }
        for text in ["a: 真好！", "a: b # c", "a: \"#甲\"", "# 甲: 乙 #丙"] {
            assert!(!needs_care(text), "{text}");
        }
    }
}
