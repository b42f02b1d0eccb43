//! `observances` of the settings: `3月12日`, `03-12`, `农历九月初九`, `5月第二个星期日` or `2024-06-01` to a day.
//!
//! What surprised us: 29 February is a day although most years have none.

use super::{Fields, Reading, nested};
use crate::model::Value;
use crate::model::date::{Date, Weekday};
use crate::model::keys::SETTINGS;
use crate::model::observance::{Observance, On};
use crate::parse::words::WEEKDAYS;
use crate::report::Say;

/// A year that has every day of the calendar.
const LEAP_YEAR: i16 = 2024;

/// Months of the farmers' calendar by their names.
const MONTHS: [(&str, i8); 14] = [
    ("十一月", 11),
    ("十二月", 12),
    ("正月", 1),
    ("一月", 1),
    ("二月", 2),
    ("三月", 3),
    ("四月", 4),
    ("五月", 5),
    ("六月", 6),
    ("七月", 7),
    ("八月", 8),
    ("九月", 9),
    ("十月", 10),
    ("腊月", 12),
];

const DIGITS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const ORDINALS: [(&str, i8); 5] = [("第一个", 1), ("第二个", 2), ("第三个", 3), ("第四个", 4), ("第五个", 5)];

/// The days that the settings add to the calendar.
pub(super) fn observances(reading: &mut Reading<'_>, fields: &Fields<'_>) -> Vec<Observance> {
    let Some(node) = fields.get("observances") else { return Vec::new() };
    let keys = nested::of(SETTINGS, "observances");
    let mut all = Vec::new();
    for item in reading.items(node) {
        let Value::Map(_) = item.value else {
            let hint =
                Say::new("写成 `{名称: 社区日, 日子: 6月1日}`", "write `{name: Open day, day: 06-01}`");
            let message = Say::new("这里要写名称和日子", "this needs a name and a day");
            reading.wrong("wrong-shape", item, (message, hint));
            continue;
        };
        let Some(fields) = reading.fields(item, &[keys]) else { continue };
        let (name, day) = (reading.needed(&fields, "name", keys), reading.needed(&fields, "day", keys));
        let (Some(name), Some(day)) = (name, day) else { continue };
        match on(&day) {
            Some(on) => all.push(Observance { name, on }),
            None => {
                let message =
                    Say::new(format!("看不懂 `{day}` 是哪一天"), format!("`{day}` is no day that is known"));
                let hint = Say::new(
                    "写成 `3月12日`、`农历九月初九`、`5月第二个星期日` 或 `2024-06-01`",
                    "write `03-12` for every year or `2024-06-01` for once",
                );
                let node = fields.get("day").unwrap_or(item);
                reading.wrong("wrong-date", node, (message, hint));
            }
        }
    }
    all
}

/// The day that `text` says.
#[must_use]
pub fn on(text: &str) -> Option<On> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(On::Once(date));
    }
    if let Some(lunar) = text.strip_prefix("农历").or_else(|| text.strip_prefix("阴历")) {
        return lunar_day(lunar);
    }
    if text == "除夕" {
        return Some(On::LunarEve);
    }
    if let Some((month, day)) = text.split_once('-') {
        return solar(month, day);
    }
    let (month, rest) = text.split_once('月')?;
    match rest.strip_suffix(['日', '号']) {
        Some(day) if day.bytes().all(|byte| byte.is_ascii_digit()) => solar(month, day),
        _ => nth(month, rest),
    }
}

fn solar(month: &str, day: &str) -> Option<On> {
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(LEAP_YEAR, month, day).ok().map(|_| On::Solar(month, day))
}

/// 第二个星期日, of a month.
fn nth(month: &str, rest: &str) -> Option<On> {
    let month: i8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let (word, which) = ORDINALS.iter().find(|(word, _)| rest.starts_with(word))?;
    let day = rest.strip_prefix(word)?;
    let day = day.strip_prefix("星期").or_else(|| day.strip_prefix("周"))?;
    let (_, weekday): &(&str, Weekday) = WEEKDAYS.iter().find(|(name, _)| *name == day)?;
    Some(On::Nth(month, *which, *weekday))
}

/// 九月初九, 八月十五, 腊月廿四, 腊月三十.
fn lunar_day(text: &str) -> Option<On> {
    if text == "除夕" {
        return Some(On::LunarEve);
    }
    let (name, month) = MONTHS.iter().find(|(name, _)| text.starts_with(name))?;
    let day = text.strip_prefix(name)?;
    let ones = |text: &str| {
        let at = DIGITS.iter().position(|digit| *digit == text)?;
        i8::try_from(at + 1).ok()
    };
    let below_ten = |text: &str| ones(text).filter(|ones| *ones < 10);
    let day = match day {
        "二十" | "廿" => 20,
        "三十" => 30,
        _ if day.starts_with('初') => ones(day.trim_start_matches('初'))?,
        _ if day.starts_with("二十") => 20 + below_ten(day.trim_start_matches("二十"))?,
        _ if day.starts_with('廿') => 20 + below_ten(day.trim_start_matches('廿'))?,
        _ if day.starts_with('十') => 10 + below_ten(day.trim_start_matches('十'))?,
        _ => return None,
    };
    Some(On::Lunar(*month, day))
}

#[cfg(test)]
mod tests {
    use super::{On, on};
    use crate::model::date::{Date, Weekday};

    #[test]
    fn days_are_said_in_several_ways() {
        for (text, wanted) in [
            ("3月12日", On::Solar(3, 12)),
            ("03-12", On::Solar(3, 12)),
            ("2月29日", On::Solar(2, 29)),
            ("2024-06-01", On::Once(Date::constant(2024, 6, 1))),
            ("农历九月初九", On::Lunar(9, 9)),
            ("农历八月十五", On::Lunar(8, 15)),
            ("农历腊月廿四", On::Lunar(12, 24)),
            ("农历十二月初八", On::Lunar(12, 8)),
            ("农历正月初十", On::Lunar(1, 10)),
            ("除夕", On::LunarEve),
            ("5月第二个星期日", On::Nth(5, 2, Weekday::Sunday)),
        ] {
            assert_eq!(on(text), Some(wanted), "{text}");
        }
        for text in
            ["", "春天", "13月1日", "2月30日", "农历九月", "农历闰九月初九", "5月第六个星期日", "2024-02-30"]
        {
            assert_eq!(on(text), None, "{text}");
        }
    }
}
