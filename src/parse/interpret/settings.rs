//! `jianbao.yaml` to settings.

use std::collections::BTreeMap;

use super::{Fields, Reading, nested, observance, record, scoring};
use crate::model::date::Zone;
use crate::model::keys::{Key, SETTINGS};
use crate::model::settings::{Column, Credit, Filings, IssueNumber, Lang, PrintSettings, Settings, TextRule};
use crate::model::{Node, Url, Value};
use crate::report::Say;

/// The settings that `node` gives; an empty file gives all the defaults. What is wrong is in `reading.found`.
pub fn settings(reading: &mut Reading<'_>, node: &Node) -> Settings {
    let empty = Node { value: Value::Map(Vec::new()), span: node.span };
    let node = if node.value == Value::Null { &empty } else { node };
    let Some(fields) = reading.fields(node, &[SETTINGS]) else { return defaults() };
    let lang = lang(reading, &fields);
    let free = |english: &str| fields.get(english).map(items).unwrap_or_default();
    Settings {
        title: fields.line(reading, "title").unwrap_or_else(|| lang.pick("简报", "Bulletin").into()),
        subtitle: fields.line(reading, "subtitle"),
        publisher: fields.line(reading, "publisher"),
        contact: fields.line(reading, "contact"),
        filings: filings(reading, &fields),
        lang,
        base_url: base_url(reading, &fields),
        zone: zone(reading, &fields),
        theme: theme(reading, &fields),
        columns: columns(reading, &fields),
        issue_number: issue_number(reading, &fields),
        credits: fields.get("credits").map(|node| credits(reading, node)).unwrap_or_default(),
        print: print(reading, &fields),
        pinyin: pinyin(reading, &fields),
        privacy: rules(reading, &fields, "privacy"),
        wording: rules(reading, &fields, "wording"),
        scoring: scoring::scoring(reading, &fields),
        require_stage: fields.get("require_stage").and_then(|node| record::stage(reading, node)),
        observances: observance::observances(reading, &fields),
        targets: free("targets"),
    }
}

/// The settings of an empty file.
pub fn defaults() -> Settings {
    Settings { title: "简报".into(), theme: "default".into(), ..Settings::default() }
}

fn items(node: &Node) -> Vec<Node> {
    match &node.value {
        Value::List(items) => items.clone(),
        _ => vec![node.clone()],
    }
}

fn lang(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Lang {
    let node = fields.get("lang");
    match node.and_then(|node| reading.choice(node, nested::choices(SETTINGS, "lang"))) {
        Some("en") => Lang::En,
        _ => Lang::ZhCn,
    }
}

fn filings(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Filings {
    let Some(node) = fields.get("filings") else { return Filings::default() };
    let Some(inner) = reading.fields(node, &[nested::of(SETTINGS, "filings")]) else {
        return Filings::default();
    };
    Filings {
        icp: inner.line(reading, "icp"),
        police: inner.line(reading, "police"),
        permit: inner.line(reading, "permit"),
    }
}

fn base_url(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<Url> {
    let node = fields.get("base_url")?;
    let text = reading.line(node)?;
    let url = parse_base_url(&text);
    if url.is_none() {
        reading.wrong(
            "wrong-url",
            node,
            (
                Say::new(
                    "网址要以 http:// 或 https:// 开头，不带 ? 和 #",
                    "a base address begins with http:// or https:// and has no ? or #",
                ),
                Say::new("写成 `https://example.org/jianbao/`", "write `https://example.org/bulletin/`"),
            ),
        );
    }
    url
}

/// The base address, with one slash at its end.
#[must_use]
pub fn parse_base_url(text: &str) -> Option<Url> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"))?;
    let has_host = host.split('/').next().is_some_and(|host| !host.is_empty());
    if !has_host || text.contains(['?', '#', '"', '<', '>', '\\']) || text.contains(char::is_whitespace) {
        return None;
    }
    Url::new(&format!("{}/", text.trim_end_matches('/')))
}

fn zone(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Zone {
    let Some(node) = fields.get("time_zone") else { return Zone::default() };
    let zone = reading.line(node).and_then(|name| Zone::new(&name));
    if zone.is_none() {
        reading.wrong(
            "unknown-time-zone",
            node,
            (
                Say::new("没有这个时区", "there is no such time zone"),
                Say::new("写 IANA 名称，如 `Asia/Shanghai`", "write its IANA name, such as `Asia/Shanghai`"),
            ),
        );
    }
    zone.unwrap_or_default()
}

fn theme(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Box<str> {
    let Some(node) = fields.get("theme") else { return "default".into() };
    let Some(name) = reading.line(node) else { return "default".into() };
    if crate::model::SitePath::new(&name).is_err() || name.contains('/') {
        let message =
            Say::new("主题是 themes 里一个文件夹的名字", "a theme is the name of a folder under `themes/`");
        let hint = Say::new("只写文件夹的名字，不写路径", "write the folder's name alone, without a path");
        reading.wrong("unknown-theme", node, (message, hint));
        return "default".into();
    }
    name
}

fn columns(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Vec<Column> {
    let keys = nested::of(SETTINGS, "columns");
    let Some(node) = fields.get("columns") else { return Vec::new() };
    let mut columns: Vec<Column> = Vec::new();
    for item in reading.items(node) {
        let column = match item.value {
            Value::Map(_) => reading.fields(item, &[keys]).and_then(|fields| column(reading, &fields)),
            _ => reading.line(item).map(|name| Column { name, badge: None, dateline: None, order: None }),
        };
        let Some(column) = column else { continue };
        if columns.iter().any(|known| known.name == column.name) {
            let message = Say::new(
                format!("栏目 `{}` 列了两次", column.name),
                format!("the column `{}` is listed twice", column.name),
            );
            reading.wrong("key-twice", item, (message, Say::new("只留一个", "keep one of them")));
        }
        columns.push(column);
    }
    columns.sort_by_key(|column| column.order.unwrap_or(i64::MAX));
    columns
}

fn column(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<Column> {
    let name = reading.needed(fields, "name", nested::of(SETTINGS, "columns"));
    let badge = fields.line(reading, "badge");
    let dateline = fields.line(reading, "dateline");
    let order = fields.get("order").and_then(|node| reading.whole(node));
    Some(Column { name: name?, badge, dateline, order })
}

fn issue_number(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<IssueNumber> {
    let keys = nested::of(SETTINGS, "issue_number");
    let inner = reading.fields(fields.get("issue_number")?, &[keys])?;
    let first = inner.get("first").and_then(|node| reading.week(node));
    let number = inner.get("number").and_then(|node| reading.whole(node));
    if inner.get("first").is_none() {
        reading.needed(&inner, "first", keys);
    }
    if inner.get("number").is_none() {
        reading.needed(&inner, "number", keys);
    }
    Some(IssueNumber { first: first?, number: number? })
}

/// Roles and names.
pub(super) fn credits(reading: &mut Reading<'_>, node: &Node) -> Vec<Credit> {
    reading.pairs(node).into_iter().map(|(role, names)| Credit { role, names }).collect()
}

fn print(reading: &mut Reading<'_>, fields: &Fields<'_>) -> PrintSettings {
    let Some(node) = fields.get("print") else { return PrintSettings::default() };
    let Some(inner) = reading.fields(node, &[nested::of(SETTINGS, "print")]) else {
        return PrintSettings::default();
    };
    let pages = inner.get("pages").filter(|node| !matches!(node.text(), Some("auto" | "自动")));
    PrintSettings {
        paper: inner.get("paper").and_then(|node| paper(reading, node)),
        columns: inner.get("columns").and_then(|node| reading.count(node)),
        pages: pages.and_then(|node| reading.count(node)),
        fonts: inner.get("fonts").map(|node| reading.texts(node)).unwrap_or_default(),
        system_fonts: inner.get("system_fonts").and_then(|node| reading.flag(node)).unwrap_or(false),
    }
}

/// The name or size of paper as the printing room knows it: `A4` is `a4`, 小报 is `tabloid`, and a size is from 100 to
/// 1,000 mm a side.
fn paper(reading: &mut Reading<'_>, node: &Node) -> Option<Box<str>> {
    let typed = reading.line(node)?;
    let size: String = typed.trim().to_lowercase().replace('×', "x").replace("毫米", "mm");
    let side = |text: &str| text.trim().parse::<f64>().is_ok_and(|side| (100.0..=1000.0).contains(&side));
    let is_size = size
        .strip_suffix("mm")
        .and_then(|sides| sides.split_once('x'))
        .is_some_and(|(width, height)| side(width) && side(height));
    match size.as_str() {
        "小报" | "四开" => return Some("tabloid".into()),
        "a3" | "a4" | "tabloid" => return Some(size.into()),
        _ if is_size => return Some(size.into()),
        _ => {}
    }
    let message = Say::new(format!("没有 `{typed}` 这种纸张"), format!("there is no paper `{typed}`"));
    let hint = Say::new(
        "写 `a3`、`小报`（tabloid）、`a4`，或 `宽x高mm`，如 `390x540mm`，每边 100 到 1000 毫米",
        "write `a3`, `tabloid`, `a4`, or the size in millimetres, such as `390x540mm`, from 100 to 1000 a side",
    );
    reading.wrong("wrong-shape", node, (message, hint));
    None
}

/// The value behind a name of a map, or the map itself.
fn value_of<'n>(node: &'n Node, name: &str) -> &'n Node {
    node.get(name).unwrap_or(node)
}

/// The rules of `privacy`, whose words are regular expressions, or of `wording`.
fn rules(reading: &mut Reading<'_>, fields: &Fields<'_>, english: &str) -> Vec<TextRule> {
    let Some(node) = fields.get(english) else { return Vec::new() };
    let keys = nested::of(SETTINGS, english);
    let first = keys.first().map_or("find", |key| key.english);
    let mut rules = Vec::new();
    for item in reading.items(node) {
        let rule = match item.value {
            Value::Map(_) => {
                reading.fields(item, &[keys]).and_then(|fields| rule(reading, &fields, (first, keys)))
            }
            _ => reading.line(item).map(|find| TextRule { find, instead: None, why: None }),
        };
        let Some(rule) = rule else { continue };
        match regex_lite::Regex::new(&rule.find) {
            Err(error) if english == "privacy" => wrong_pattern(reading, item, &error),
            _ => rules.push(rule),
        }
    }
    rules
}

fn rule(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    (first, keys): (&'static str, &[Key]),
) -> Option<TextRule> {
    let (instead, why) = (fields.line(reading, "use"), fields.line(reading, "why"));
    Some(TextRule { find: reading.needed(fields, first, keys)?, instead, why })
}

fn wrong_pattern(reading: &mut Reading<'_>, item: &Node, error: &regex_lite::Error) {
    reading.wrong(
        "wrong-shape",
        item,
        (
            Say::new(
                format!("这不是正则表达式：{error}"),
                format!("this is not a regular expression: {error}"),
            ),
            Say::new("只查几个字的话，直接写这几个字", "to look for some words, write the words alone"),
        ),
    );
}

/// Overrides of readings: Han text to syllables of plain letters.
fn pinyin(reading: &mut Reading<'_>, fields: &Fields<'_>) -> BTreeMap<Box<str>, Box<str>> {
    let Some(node) = fields.get("pinyin") else { return BTreeMap::new() };
    let mut readings = BTreeMap::new();
    for (text, syllables) in reading.pairs(node) {
        let plain = syllables.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'-' | b'\''));
        if plain {
            readings.insert(text, syllables);
        } else {
            let message = Say::new(
                format!("`{text}` 的拼音里有字母和空格以外的字"),
                format!("the pinyin of `{text}` holds more than letters and spaces"),
            );
            let hint = Say::new(
                "写不带声调的字母，用空格隔开，如 `chang an`（ü 写 v）",
                "write letters without tones, with spaces between: `chang an` (`v` for ü)",
            );
            reading.wrong("wrong-shape", value_of(node, &text), (message, hint));
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use crate::read::Sources;

    fn paper(typed: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("jianbao.yaml"), format!("print: {{paper: {typed}}}")).unwrap();
        let (settings, found) = crate::parse::settings(&Sources::scan(folder.path()).0);
        assert_eq!(found.is_empty(), settings.print.paper.is_some(), "{typed}: {found:?}");
        settings.print.paper.map(String::from)
    }

    #[test]
    fn paper_is_what_the_printing_room_knows_however_it_is_typed() {
        for (typed, known) in [
            ("a4", "a4"),
            ("A4", "a4"),
            ("A3", "a3"),
            ("Tabloid", "tabloid"),
            ("小报", "tabloid"),
            ("四开", "tabloid"),
            ("390×540MM", "390x540mm"),
            ("390x540毫米", "390x540mm"),
        ] {
            assert_eq!(paper(typed).as_deref(), Some(known), "{typed}");
        }
        for typed in ["b5", "300x400", "50x400mm", "300x1001mm", "ax400mm"] {
            assert_eq!(paper(typed), None, "{typed}");
        }
    }
}
