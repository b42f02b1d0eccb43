//! `scoring` of the settings to rules, and `published` of a record.
//!
//! What surprised us: a mistyped 1000 for 10 is the likeliest mistake, and nobody finds it in a table of sums; so every
//! number has an end, and says so.

use super::nested::{choices, of};
use super::{Fields, Reading};
use crate::model::keys::{COMMON, Key, SETTINGS};
use crate::model::record::Priority;
use crate::model::scoring::{Length, Points, Prompt, Published, Scoring, Sharing};
use crate::model::standing::Level;
use crate::model::{Kind, Node, Url, Value};
use crate::report::Say;

/// The most stories of a month, and the most characters of a step, that can be meant.
const MOST_COUNTED: i64 = 10_000;
/// The longest time within which a story is prompt, in hours: a year.
const MOST_HOURS: i64 = 366 * 24;
/// The time within which a story is prompt where none is given, in hours.
const HOURS: u32 = 24;

/// The rules of scoring, where there are any.
pub(super) fn scoring(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<Box<Scoring>> {
    let keys = of(SETTINGS, "scoring");
    let fields = reading.fields(fields.get("scoring")?, &[keys])?;
    let characters = inner(reading, &fields, ("characters", keys)).and_then(|inner| length(reading, &inner));
    let prompt = inner(reading, &fields, ("prompt", keys)).and_then(|inner| prompt(reading, &inner));
    let shared = fields.get("shared").and_then(|node| reading.choice(node, choices(keys, "shared")));
    let quota = fields.get("quota").and_then(|node| counted(reading, node));
    let most = fields.get("most").and_then(|node| counted(reading, node));
    if let (Some(quota), Some(most), Some(node)) = (quota, most, fields.get("most"))
        && most < quota
    {
        let message = Say::new(
            format!("上限 {most} 篇比任务 {quota} 篇还少"),
            format!("at most {most} stories count, but {quota} are owed"),
        );
        let hint = Say::new(
            "上限（most）写得和任务（quota）一样或更多，或删去它",
            "give `most` (上限) no less than `quota` (任务), or delete it",
        );
        reading.wrong("wrong-shape", node, (message, hint));
    }
    Some(Box::new(Scoring {
        kinds: table(reading, &fields, ("kinds", keys)).into_iter().filter_map(kind).collect(),
        priority: table(reading, &fields, ("priority", keys)).into_iter().map(priority).collect(),
        photo: fields.get("photo").and_then(|node| points(reading, node)).unwrap_or_default(),
        characters,
        levels: table(reading, &fields, ("levels", keys)).into_iter().map(by_level).collect(),
        prompt,
        quota,
        most,
        shared: if shared == Some("whole") { Sharing::Whole } else { Sharing::Divided },
    }))
}

/// The map behind a key of `keys`.
fn inner<'n>(
    reading: &mut Reading<'_>,
    fields: &Fields<'n>,
    (english, keys): (&str, &'static [Key]),
) -> Option<Fields<'n>> {
    reading.fields(fields.get(english)?, &[of(keys, english)])
}

/// Names and points, in the order of the table of keys.
fn table(
    reading: &mut Reading<'_>,
    fields: &Fields<'_>,
    (english, keys): (&str, &'static [Key]),
) -> Vec<(&'static str, Points)> {
    let Some(inner) = inner(reading, fields, (english, keys)) else { return Vec::new() };
    let rows = of(keys, english).iter();
    rows.filter_map(|key| Some((key.english, points(reading, inner.get(key.english)?)?))).collect()
}

fn kind((english, points): (&'static str, Points)) -> Option<(Kind, Points)> {
    Some((Kind::parse(english)?, points))
}

fn priority((english, points): (&'static str, Points)) -> (Priority, Points) {
    let priority = match english {
        "lead" => Priority::Lead,
        "major" => Priority::Major,
        "normal" => Priority::Normal,
        _ => Priority::Minor,
    };
    (priority, points)
}

fn by_level((english, points): (&'static str, Points)) -> (Level, Points) {
    (level_of(english), points)
}

fn level_of(english: &str) -> Level {
    Level::ALL.into_iter().find(|level| level.english() == english).unwrap_or(Level::Street)
}

fn length(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<Length> {
    let each = match fields.get("each") {
        Some(node) => counted(reading, node),
        None => reading.needed(fields, "each", of(of(SETTINGS, "scoring"), "characters")).and(None),
    };
    let points = match fields.get("points") {
        Some(node) => points(reading, node)?,
        None => Points::of_hundredths(100),
    };
    Some(Length { each: each?, points })
}

fn prompt(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Option<Prompt> {
    if let (Some(_), Some(node)) = (fields.get("hours"), fields.get("days")) {
        let message = Say::new("小时和天只能写一个", "it is given both in hours and in days");
        reading.wrong("wrong-shape", node, (message, Say::new("删去其中一个", "delete one of them")));
    }
    let hours = match (fields.get("hours"), fields.get("days")) {
        (Some(node), _) => within(reading, node, 1)?,
        (None, Some(node)) => within(reading, node, 24)?,
        (None, None) => HOURS,
    };
    let only = fields.get("only").and_then(|node| reading.flag(node)).unwrap_or(false);
    let points = match fields.get("points") {
        Some(node) => points(reading, node)?,
        None if only => Points::default(),
        None => {
            reading.needed(fields, "points", of(of(SETTINGS, "scoring"), "prompt"));
            return None;
        }
    };
    Some(Prompt { hours, points, only })
}

/// A time of so many units of so many hours.
fn within(reading: &mut Reading<'_>, node: &Node, hours: i64) -> Option<u32> {
    let count = reading.count(node)?;
    let most = MOST_HOURS / hours;
    if count > most {
        too_many(reading, node, most);
        return None;
    }
    u32::try_from(count * hours).ok()
}

/// A whole number from 1 that can be meant.
fn counted(reading: &mut Reading<'_>, node: &Node) -> Option<u32> {
    let count = reading.count(node)?;
    if count > MOST_COUNTED {
        too_many(reading, node, MOST_COUNTED);
        return None;
    }
    u32::try_from(count).ok()
}

fn too_many(reading: &mut Reading<'_>, node: &Node, most: i64) {
    let message = Say::new(format!("这里最多是 {most}"), format!("this is {most} at most"));
    let hint = Say::new("看看是不是多打了几个零", "see whether there are too many zeros");
    reading.wrong("wrong-shape", node, (message, hint));
}

/// Points: from nothing to [`Points::MOST`], in steps of a hundredth.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it lies between 0 and a million when it is converted"
)]
fn points(reading: &mut Reading<'_>, node: &Node) -> Option<Points> {
    let number = reading.number(node)?;
    let hundredths = (number * 100.0).round();
    let most = Points::MOST;
    let (message, hint) = if number < 0.0 {
        (
            Say::new("分数不能小于 0", "points are not less than 0"),
            Say::new("不给分就写 0，或删去这一行", "write 0 for none, or delete the line"),
        )
    } else if number > f64::from(most) {
        (
            Say::new(format!("分数最多是 {most}"), format!("points are {most} at most")),
            Say::new("看看是不是多打了几个零", "see whether there are too many zeros"),
        )
    } else if (number * 100.0 - hundredths).abs() > 1e-6 {
        (
            Say::new("分数最多有两位小数", "points have two decimals at most"),
            Say::new("写成 `0.33` 这样", "write `0.33` or the like"),
        )
    } else {
        return Some(Points::of_hundredths(hundredths as u64));
    };
    reading.wrong("wrong-shape", node, (message, hint));
    None
}

impl Reading<'_> {
    /// Where a record was taken up.
    pub(super) fn published(&mut self, node: &Node) -> Vec<Published> {
        let keys = of(COMMON, "published");
        let mut all = Vec::new();
        for node in self.items(node) {
            if !matches!(node.value, Value::Map(_)) {
                let level = self.choice(node, choices(keys, "level"));
                all.extend(level.map(|english| Published {
                    level: level_of(english),
                    place: None,
                    date: None,
                    url: None,
                }));
                continue;
            }
            let Some(fields) = self.fields(node, &[keys]) else { continue };
            let (place, date) = (fields.line(self, "where"), fields.date(self, "date"));
            let level = match fields.get("level") {
                Some(node) => self.choice(node, choices(keys, "level")),
                None => self.needed(&fields, "level", keys).and(None),
            };
            let url = fields.get("url").and_then(|node| self.web_address(node));
            all.extend(level.map(|english| Published { level: level_of(english), place, date, url }));
        }
        all
    }

    /// An address of a page elsewhere.
    fn web_address(&mut self, node: &Node) -> Option<Url> {
        let typed = self.line(node)?;
        let host = ["http://", "https://"].iter().find_map(|scheme| {
            let start = typed.get(..scheme.len())?;
            start.eq_ignore_ascii_case(scheme).then(|| typed.get(scheme.len()..)).flatten()
        });
        // A browser takes `\` for `/`, and what stands before an `@` is not the host.
        let named = host.and_then(|host| host.split(['/', '?', '#']).next());
        let is_named = named.is_some_and(|host| !host.is_empty() && !host.contains(['\\', '@', ' ']));
        let url = Url::new(&typed).filter(|_| is_named);
        if url.is_none() {
            let message = Say::new(
                format!("`{typed}` 不是网页的地址"),
                format!("`{typed}` is not the address of a page"),
            );
            let hint = Say::new(
                "从浏览器的地址栏复制，以 http:// 或 https:// 开头",
                "copy it from the browser; it begins with http:// or https://",
            );
            self.wrong("wrong-url", node, (message, hint));
        }
        url
    }
}
