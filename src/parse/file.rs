//! One file to its records, first the fast way, then, where there is anything to say, the careful way.

use super::control::{holds_control, is_control};
use super::front::{self, Cut, Uncut};
use super::interpret::{Origin, Reading, record};
use super::yaml::Fault;
use super::{mistakes, yaml};
use crate::model::hash::hash;
use crate::model::record::Source;
use crate::model::{BulletinPath, Node, Record, Value};
use crate::read::{Sources, TextFault, unreadable};
use crate::report::{Diagnostic, Place, Say, Spot, Step};

/// What one file holds.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Its records.
    pub records: Vec<Record>,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
}

/// A file and the settings under which it is read.
pub(super) struct Settings<'a> {
    pub(super) path: &'a BulletinPath,
    pub(super) settings: &'a crate::model::Settings,
}

impl Settings<'_> {
    fn reading(&self) -> Reading<'_> {
        Reading::fast(self.path, &self.settings.zone, &self.settings.pinyin)
    }
}

/// The records of file `number`.
pub(super) fn records(sources: &Sources, number: u32, settings: &crate::model::Settings) -> Parsed {
    let Some(path) = sources.path(number) else { return Parsed::default() };
    let file = Settings { path, settings };
    match sources.with_text(number, |text| of_text(text, &file, number)) {
        Ok(parsed) => parsed,
        Err(fault) => Parsed { records: Vec::new(), found: vec![text_fault(path, &fault)] },
    }
}

fn of_text(text: &str, file: &Settings<'_>, number: u32) -> Parsed {
    if let Some(wrong) = control_character(text, file.path) {
        return Parsed { records: Vec::new(), found: vec![wrong] };
    }
    let is_yaml = matches!(file.path.extension().as_str(), "yaml" | "yml");
    let cut = if is_yaml { Ok(whole(text)) } else { front::cut(text) };
    match cut {
        Ok(cut) => {
            let body = offset(cut.body.start)..offset(cut.body.end);
            let words = hash(text.get(cut.body.clone()).unwrap_or_default());
            let source = Source { file: number, item: None, body, words };
            let name = if file.path.stem() == "index" { folder_name(file.path) } else { file.path.stem() };
            let origin = |item| Origin {
                source: Source { item, ..source.clone() },
                name: item.is_none().then_some(name),
            };
            let take = |reading: &mut Reading<'_>, node: &Node| all(reading, node, &origin, is_yaml);
            let (records, mut found) = twice(text, &cut, file, take);
            if text.get(cut.body).is_some_and(|below| !below.trim().is_empty()) {
                let twice = records.iter().filter(|record| is_said_above(record));
                found.extend(twice.map(|_| two_bodies(file.path)));
            }
            Parsed { records, found }
        }
        Err(uncut) => Parsed { records: Vec::new(), found: vec![no_front_matter(text, file.path, &uncut)] },
    }
}

/// Whether a record has its body among its keys.
fn is_said_above(record: &Record) -> bool {
    let body = record.rest.as_deref().and_then(|rest| rest.body.as_deref());
    body.is_some_and(|body| !body.trim().is_empty())
}

/// Of a body above the `---` and one below it only one would be published.
fn two_bodies(path: &BulletinPath) -> Diagnostic {
    let message = Say::new(
        "正文写了两处：`正文`（body）里一处，`---` 下面一处",
        "the text is given twice: under `body` (正文), and below the `---`",
    );
    let hint = Say::new("并到 `---` 下面，删去这个键", "join them below the `---`, and delete this key");
    let spot = Spot::Key { item: None, steps: vec![Step::Key("body")] };
    Diagnostic::error("key-twice", message).hint(hint).at(Place { file: path.clone(), spot })
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A YAML file is front matter from end to end.
fn whole(text: &str) -> Cut {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    Cut { front: start..text.len(), body: text.len()..text.len() }
}

fn folder_name(path: &BulletinPath) -> &str {
    path.folder().rsplit('/').next().unwrap_or("index")
}

/// The records that a node holds: one, or in a YAML file a list of them.
fn all<'o>(
    reading: &mut Reading<'_>,
    node: &Node,
    origin: &dyn Fn(Option<u32>) -> Origin<'o>,
    is_yaml: bool,
) -> Vec<Record> {
    match &node.value {
        Value::List(items) if is_yaml => {
            (0..).zip(items).filter_map(|(item, node)| record(reading, node, origin(Some(item)))).collect()
        }
        Value::Null => {
            let message = Say::new("文件里没有记录", "the file holds no record");
            let hint = Say::new("至少写上 `标题:` 和 `日期:`", "it needs at least `title:` and `date:`");
            let place = Place::file(reading.file);
            reading.found.push(Diagnostic::error("missing-key", message).hint(hint).at(place));
            Vec::new()
        }
        _ => record(reading, node, origin(None)).into_iter().collect(),
    }
}

/// A YAML file of settings or decisions.
pub(super) fn yaml<T>(
    text: &str,
    file: &Settings<'_>,
    take: impl Fn(&mut Reading<'_>, &Node) -> T,
) -> (T, Vec<Diagnostic>)
where
    T: Default,
{
    if let Some(wrong) = control_character(text, file.path) {
        return (T::default(), vec![wrong]);
    }
    twice(text, &whole(text), file, take)
}

/// Reads the YAML of a file fast and, where there is anything to say about it, again with places.
fn twice<T: Default>(
    text: &str,
    cut: &Cut,
    file: &Settings<'_>,
    take: impl Fn(&mut Reading<'_>, &Node) -> T,
) -> (T, Vec<Diagnostic>) {
    let front = text.get(cut.front.clone()).unwrap_or_default();
    let mut reading = file.reading();
    let fast = yaml::fast(front);
    let is_plain = !mistakes::needs_care(front);
    if let Ok(node) = fast.as_ref()
        && is_plain
    {
        let value = take(&mut reading, node);
        if reading.found.is_empty() && !reading.look_again {
            return (value, Vec::new());
        }
    }
    carefully((front, fast.err()), file.reading().careful(text, cut.front.start), take)
}

/// Reads the YAML of a file with places; full-width colons are read as they were meant, so that the rest is
/// looked at too.
fn carefully<T: Default>(
    (front, fault): (&str, Option<Fault>),
    mut reading: Reading<'_>,
    take: impl Fn(&mut Reading<'_>, &Node) -> T,
) -> (T, Vec<Diagnostic>) {
    let mut slips = mistakes::find(front, &reading);
    let (mut node, mut fault) = (yaml::careful(front), fault);
    let is_map_or_list = node.as_ref().is_ok_and(|node| matches!(node.value, Value::Map(_) | Value::List(_)));
    if !is_map_or_list && let Some(mended) = mistakes::mended(front, &mut slips) {
        (node, fault) = (yaml::careful(&mended), yaml::fast(&mended).err());
    }
    let (value, fault) = match (node, fault) {
        (Ok(node), None) if reading.holds_control(&node) => (T::default(), None),
        (Ok(node), None) => (take(&mut reading, &node), None),
        (Err(fault), _) | (Ok(_), Some(fault)) => (T::default(), Some(fault)),
    };
    (value, mistakes::merge(slips, reading, fault))
}

/// What is said of one.
pub(super) fn control(c: char) -> (Say, Say) {
    let code = u32::from(c);
    (
        Say::new(
            format!("文字里有看不见的控制字符 U+{code:04X}"),
            format!("the text holds the control character U+{code:04X}"),
        ),
        Say::new("删去它；从别处粘贴时先粘贴为纯文字", "delete it; paste as plain text first"),
    )
}

/// A control character, which no page and no feed may hold.
#[must_use]
pub fn control_character(text: &str, path: &BulletinPath) -> Option<Diagnostic> {
    if !holds_control(text) {
        return None;
    }
    let (at, c) = text.char_indices().find(|(_, c)| is_control(*c))?;
    let (message, hint) = control(c);
    let place = Place::bytes(path, at, at + c.len_utf8());
    Some(Diagnostic::error("control-character", message).hint(hint).at(place))
}

fn no_front_matter(text: &str, path: &BulletinPath, uncut: &Uncut) -> Diagnostic {
    let line_end = text.find('\n').unwrap_or(text.len());
    let place = match uncut {
        Uncut::WrongEnd(line) => Place::bytes(path, line.start, line.end),
        _ => Place::bytes(path, 0, line_end),
    };
    let (message, hint) = match uncut {
        Uncut::Late => (
            Say::new("`---` 不在第一行", "`---` is not the first line"),
            Say::new("删去它前面的空行和空格", "delete the empty lines and spaces before it"),
        ),
        Uncut::NoStart(true) => (
            Say::new("开头的横线不是三个半角减号", "the first line is not three ASCII hyphens"),
            Say::new("切换到英文输入法，写 `---`", "type `---`"),
        ),
        Uncut::NoStart(false) => (
            Say::new(
                "文件开头没有 `---`，不知道标题和日期",
                "the file does not begin with `---`, so it has no title or date",
            ),
            Say::new(
                "第一行写 `---`，接着写 `标题: …` 和 `日期: …`，再写一行 `---`，然后是正文",
                "begin with `---`, then `title: …` and `date: …`, then `---`, then the text",
            ),
        ),
        Uncut::WrongEnd(_) => (
            Say::new("结束的横线不是三个半角减号", "the closing line is not three ASCII hyphens"),
            Say::new("切换到英文输入法，写 `---`", "type `---`"),
        ),
        Uncut::NoEnd => (
            Say::new("只有开头的 `---`，没有结束的 `---`", "the first `---` has no second one"),
            Say::new("在正文前面单独写一行 `---`", "put a line `---` before the text"),
        ),
    };
    Diagnostic::error("front-matter", message).hint(hint).at(place)
}

/// What is said of a file that is not text.
#[must_use]
pub fn text_fault(path: &BulletinPath, fault: &TextFault) -> Diagnostic {
    let save = Say::new(
        "用记事本打开，“另存为”，编码选 UTF-8，再保存",
        "open it in a text editor and save it with the encoding UTF-8",
    );
    let (message, hint) = match fault {
        TextFault::Disk(error) => return unreadable(path, error),
        TextFault::Gone => {
            (Say::new("文件不见了", "the file is gone"), Say::new("再运行一次", "run the command again"))
        }
        TextFault::TooLarge => (
            Say::new("文字文件最大 16 MB", "a file of text may have 16 MB at most"),
            Say::new("分成几个文件", "divide it into several files"),
        ),
        TextFault::Gbk => {
            (Say::new("这个文件的编码是 GBK，不是 UTF-8", "this file is in GBK, not UTF-8"), save)
        }
        TextFault::Utf16 => (
            Say::new("这个文件的编码是 Unicode（UTF-16），不是 UTF-8", "this file is in UTF-16, not UTF-8"),
            save,
        ),
        TextFault::NotText(line) => (
            Say::new(
                format!("第 {line} 行起不是 UTF-8 文字"),
                format!("it is not UTF-8 text from line {line} on"),
            ),
            save,
        ),
    };
    Diagnostic::error("encoding", message).hint(hint).at(Place::file(path))
}
