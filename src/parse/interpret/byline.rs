//! By-lines as newsrooms type them: `通讯员 甲 乙`, `本报记者甲 通讯员乙`, `文/甲 图/乙`, `（通讯员 甲）`, `甲 摄`.
//!
//! What surprised us: the line is printed as it was typed, so each name keeps what stands around it.

use std::ops::Range;

use crate::model::record::Byline;

/// Words that end what a person is, whatever stands before them: 本报全媒体记者, 南园社区通讯员.
const ENDINGS: [&str; 2] = ["记者", "通讯员"];

/// Words that say what the names behind them did, also without a space between.
const ROLES: [&str; 8] = ["实习生", "文图", "图文", "摄影", "供图", "供稿", "整理", "编辑"];

/// Words that do so only by themselves: longer words that begin so are names.
const MARKS: [&str; 10] =
    ["文", "图", "摄", "撰文", "文字", "图片", "报道", "摄影报道", "文并摄", "综合报道"];

const STROKES: [char; 2] = ['/', '／'];

/// The names of a by-line in one text, each with the role that stands before it. Spaces divide Han names;
/// Latin words with only spaces between them are one name. A text without any name counts as one.
pub fn bylines(text: &str) -> Vec<Byline> {
    let text = text.trim();
    let mut line = Line { text, names: Vec::new(), role: None };
    let mut from = 0;
    while let Some(word) = next_word(text, from) {
        from = word.end;
        line.take(word);
    }
    if line.names.is_empty() && !text.is_empty() {
        line.names.push(Named { range: 0..text.len(), role: None, org: None });
    }
    line.finish()
}

/// What is printed around a name that was given by its parts: `通讯员 甲 乙（南园社区）`.
pub(super) fn set(byline: &mut Byline, previous: Option<&Byline>) {
    let same = previous.is_some_and(|previous| previous.role == byline.role);
    byline.before = match byline.role.as_deref() {
        Some(role) if !same => format!("{role} ").into(),
        _ => Box::default(),
    };
    byline.after = match byline.org.as_deref() {
        Some(org) if org.is_ascii() => format!(" ({org})").into(),
        Some(org) => format!("（{org}）").into(),
        None => Box::default(),
    };
}

/// Adds one item of a list of by-lines, a space before it where it is not the first.
pub(super) fn add(all: &mut Vec<Byline>, mut item: Vec<Byline>) {
    if let Some(first) = item.first_mut().filter(|_| !all.is_empty()) {
        first.before = format!(" {}", first.before).into();
    }
    all.append(&mut item);
}

/// A line on its way into names.
struct Line<'t> {
    text: &'t str,
    names: Vec<Named<'t>>,
    role: Option<&'t str>,
}

/// A name, and where it stands.
struct Named<'t> {
    range: Range<usize>,
    role: Option<&'t str>,
    org: Option<&'t str>,
}

impl<'t> Line<'t> {
    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// A word: `记者甲`, `甲`, `文/图`, `文/甲`, `甲/文`, `（南园社区）`.
    fn take(&mut self, word: Range<usize>) {
        if self.is_remark(&word) {
            return;
        }
        let typed = self.slice(word.clone());
        let parts = parts(typed);
        if parts.iter().all(|part| role_length(self.slice(shifted(part, word.start))) == part.len()) {
            self.role = Some(typed);
            return;
        }
        for part in parts {
            self.take_part(shifted(&part, word.start));
        }
    }

    /// Words in brackets right behind a name say something of it; where they are no role, its organisation.
    fn is_remark(&mut self, word: &Range<usize>) -> bool {
        let text = self.text;
        let before = text.get(..word.start).unwrap_or_default();
        let open = before
            .rfind(['（', '('])
            .filter(|open| !before.get(*open..).is_some_and(|rest| rest.contains(['）', ')'])));
        let Some(last) = self.names.last_mut().filter(|last| open == Some(last.range.end)) else {
            return false;
        };
        last.org = text.get(word.clone()).filter(|said| last.org.is_none() && role_length(said) < said.len());
        true
    }

    /// A part between strokes: a role, one with a name behind it, or a name.
    fn take_part(&mut self, part: Range<usize>) {
        let typed = self.slice(part.clone());
        let length = role_length(typed);
        let behind_name = self.slice(0..part.start).ends_with(STROKES)
            && self.names.last().is_some_and(|last| part.start - last.range.end <= '／'.len_utf8());
        match self.names.last_mut().filter(|_| behind_name && length == typed.len()) {
            Some(last) => last.role = last.role.or(Some(typed)),
            None => self.role = typed.get(..length).filter(|role| !role.is_empty()).or(self.role),
        }
        if length < typed.len() {
            self.take_name(part.start + length..part.end);
        }
    }

    fn take_name(&mut self, name: Range<usize>) {
        let text = self.text;
        let latin = |range: &Range<usize>| text.get(range.clone()).is_some_and(is_latin);
        if let Some(last) = self.names.last_mut()
            && latin(&last.range)
            && latin(&name)
            && text.get(last.range.end..name.start).is_some_and(|gap| gap.trim().is_empty())
        {
            last.range.end = name.end;
            return;
        }
        self.names.push(Named { range: name, role: self.role, org: None });
    }

    /// Each name with what stands before it, the last also with what stands behind.
    fn finish(self) -> Vec<Byline> {
        let mut from = 0;
        let mut all = Vec::with_capacity(self.names.len());
        for (at, named) in self.names.iter().enumerate() {
            let end = if at + 1 == self.names.len() { self.text.len() } else { named.range.end };
            all.push(Byline {
                name: self.slice(named.range.clone()).into(),
                role: named.role.map(Into::into),
                org: named.org.map(Into::into),
                before: self.slice(from..named.range.start).into(),
                after: self.slice(named.range.end..end).into(),
            });
            from = named.range.end;
        }
        all
    }
}

/// The next run of characters that divide no names, from `from` on.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let divides = |c: char| c.is_whitespace() || "、，,；;|｜：:（）()【】[]□■◎●".contains(c);
    let rest = text.get(from..)?;
    let start = from + rest.find(|c| !divides(c))?;
    let rest = text.get(start..)?;
    Some(start..start + rest.find(divides).unwrap_or(rest.len()))
}

/// What stands between the strokes of a word.
fn parts(word: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    for part in word.split(STROKES) {
        let start = from + word.get(from..).and_then(|rest| rest.find(part)).unwrap_or_default();
        from = start + part.len();
        parts.push(start..from);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

fn is_latin(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() && u32::from(c) < 0x2e80)
}

/// How many bytes of the word's beginning are a role.
fn role_length(word: &str) -> usize {
    if MARKS.contains(&word) {
        return word.len();
    }
    let ending = ENDINGS.iter().filter_map(|ending| Some(word.rfind(ending)? + ending.len())).max();
    let begin = || ROLES.iter().find(|role| word.starts_with(**role)).map_or(0, |role| role.len());
    ending.unwrap_or_else(begin)
}

#[cfg(test)]
mod tests {
    use super::{Byline, add, bylines, set};

    fn printed(names: &[Byline]) -> String {
        names.iter().map(|name| format!("{}{}{}", name.before, name.name, name.after)).collect()
    }

    #[test]
    fn one_role_may_have_many_names() {
        for (text, want) in [
            ("通讯员 甲 乙", vec![("通讯员", "甲"), ("通讯员", "乙")]),
            ("通讯员 甲 乙 记者 丙", vec![("通讯员", "甲"), ("通讯员", "乙"), ("记者", "丙")]),
            (
                "本报记者顾小禾 通讯员沈一舟 陆南",
                vec![("本报记者", "顾小禾"), ("通讯员", "沈一舟"), ("通讯员", "陆南")],
            ),
            ("本报通讯员：甲、乙", vec![("本报通讯员", "甲"), ("本报通讯员", "乙")]),
            ("南园社区通讯员 甲", vec![("南园社区通讯员", "甲")]),
            ("甲 乙", vec![("", "甲"), ("", "乙")]),
            ("（通讯员 甲　乙）", vec![("通讯员", "甲"), ("通讯员", "乙")]),
            ("Anna-Maria O’Neil, Wang Hai 甲", vec![("", "Anna-Maria O’Neil"), ("", "Wang Hai"), ("", "甲")]),
        ] {
            assert_read(text, &want);
        }
    }

    #[test]
    fn words_for_what_was_done_are_no_names() {
        for (text, want) in [
            ("文/甲 图/乙", vec![("文", "甲"), ("图", "乙")]),
            ("甲/文 乙/图", vec![("文", "甲"), ("图", "乙")]),
            ("文/图 甲", vec![("文/图", "甲")]),
            ("文/记者 甲 图/通讯员 乙", vec![("文/记者", "甲"), ("图/通讯员", "乙")]),
            ("通讯员 甲 摄", vec![("通讯员", "甲")]),
            ("甲 乙 文/摄", vec![("", "甲"), ("", "乙")]),
            ("甲/乙", vec![("", "甲"), ("", "乙")]),
            ("图 甲", vec![("图", "甲")]),
            ("图门一 文静", vec![("", "图门一"), ("", "文静")]),
            ("通讯员 甲（南园社区） 乙（实习生）", vec![("通讯员", "甲"), ("通讯员", "乙")]),
            ("本报综合报道", vec![("", "本报综合报道")]),
        ] {
            assert_read(text, &want);
        }
    }

    fn assert_read(text: &str, want: &[(&str, &str)]) {
        let names = bylines(text);
        let got: Vec<(&str, &str)> =
            names.iter().map(|name| (name.role.as_deref().unwrap_or_default(), &*name.name)).collect();
        assert_eq!(got, want, "{text}");
        assert_eq!(printed(&names), text, "printed as typed");
    }

    #[test]
    fn parts_are_printed_as_newspapers_do() {
        let part = |name: &str, role: Option<&str>, org: Option<&str>| {
            let (role, org) = (role.map(Into::into), org.map(Into::into));
            Byline { name: name.into(), role, org, before: "".into(), after: "".into() }
        };
        let mut all: Vec<Byline> = Vec::new();
        for mut byline in [
            part("甲", Some("通讯员"), Some("南园社区")),
            part("乙", Some("通讯员"), None),
            part("丙", Some("记者"), Some("BBC")),
            part("丁", None, None),
        ] {
            set(&mut byline, all.last());
            add(&mut all, vec![byline]);
        }
        assert_eq!(printed(&all), "通讯员 甲（南园社区） 乙 记者 丙 (BBC) 丁");
    }
}
