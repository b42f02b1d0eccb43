//! A recurrence rule in, the words for it out: `FREQ=MONTHLY;BYDAY=4SA` is 每月第4个星期六.
//!
//! What surprised us: a rule half said is worse than one not said, so a part that has no words here leaves the
//! rule with its frequency alone.

use super::dates;
use super::press::Press;
use super::texts::Texts;
use crate::model::date::Date;
use crate::model::settings::Lang;

/// A weekday in a rule, and how a day is called in both languages.
const DAYS: [(&str, &str, &str); 7] = [
    ("MO", "一", "Monday"),
    ("TU", "二", "Tuesday"),
    ("WE", "三", "Wednesday"),
    ("TH", "四", "Thursday"),
    ("FR", "五", "Friday"),
    ("SA", "六", "Saturday"),
    ("SU", "日", "Sunday"),
];

/// How often, in a rule and in words: every, every few, and the theme's text for it.
const FREQUENCIES: [(&str, &str, &str, &str); 4] = [
    ("DAILY", "天", "day", "repeats_daily"),
    ("WEEKLY", "周", "week", "repeats_weekly"),
    ("MONTHLY", "月", "month", "repeats_monthly"),
    ("YEARLY", "年", "year", "repeats_yearly"),
];

/// How `rule` is said to readers; what was typed in words stays as it is.
#[must_use]
pub fn said(press: &Press<'_>, rule: &str) -> String {
    whole((&press.theme.texts, press.site.settings().lang), rule)
}

/// See [`said`].
#[must_use]
pub fn whole((texts, lang): (&Texts, Lang), rule: &str) -> String {
    if !rule.contains('=') {
        return rule.to_owned();
    }
    words(lang, rule).unwrap_or_else(|| texts.get(name(rule)).to_owned())
}

/// The name of the theme's text for the frequency of a rule.
#[must_use]
pub fn name(rule: &str) -> &'static str {
    let typed = rule.split(';').find_map(|part| part.trim().strip_prefix("FREQ="));
    let row = FREQUENCIES.iter().find(|(name, ..)| Some(*name) == typed);
    row.map_or("repeats_other", |(.., text)| text)
}

/// The parts of a rule that have words.
#[derive(Default)]
struct Parts<'a> {
    frequency: &'a str,
    interval: Option<&'a str>,
    days: Vec<&'a str>,
    month_days: Vec<&'a str>,
    count: Option<&'a str>,
    until: Option<Date>,
}

fn parts(rule: &str) -> Option<Parts<'_>> {
    let mut parts = Parts::default();
    for part in rule.split(';').filter(|part| !part.trim().is_empty()) {
        let (name, value) = part.trim().split_once('=')?;
        match name {
            "FREQ" => parts.frequency = value,
            "INTERVAL" => parts.interval = Some(value).filter(|count| *count != "1"),
            "BYDAY" => parts.days = value.split(',').collect(),
            "BYMONTHDAY" => parts.month_days = value.split(',').collect(),
            "COUNT" => parts.count = Some(value),
            "UNTIL" => parts.until = Some(day(value)?),
            _ => return None,
        }
    }
    Some(parts)
}

fn day(value: &str) -> Option<Date> {
    let (year, month) = (value.get(..4)?.parse().ok()?, value.get(4..6)?.parse().ok()?);
    Date::new(year, month, value.get(6..8)?.parse().ok()?).ok()
}

/// The words for `rule`; none where a part of it has none.
#[must_use]
pub fn words(lang: Lang, rule: &str) -> Option<String> {
    let parts = parts(rule)?;
    let mut said = every(lang, &parts)?;
    said.push_str(&on(lang, &parts)?);
    if let Some(count) = parts.count {
        said.push_str(&either(lang, format!("，共{count}次"), format!(", {count} times")));
    }
    if let Some(until) = parts.until {
        let until = dates::day(lang, until);
        said.push_str(&either(lang, format!("，至{until}"), format!(", until {until}")));
    }
    Some(said)
}

fn every(lang: Lang, parts: &Parts<'_>) -> Option<String> {
    let (_, chinese, english, _) = FREQUENCIES.iter().find(|(name, ..)| *name == parts.frequency)?;
    Some(match parts.interval {
        None => either(lang, format!("每{chinese}"), format!("every {english}")),
        Some(count) => {
            let counted = if *chinese == "月" { "个月" } else { chinese };
            either(lang, format!("每{count}{counted}"), format!("every {count} {english}s"))
        }
    })
}

/// On which days; nothing where the rule does not say.
fn on(lang: Lang, parts: &Parts<'_>) -> Option<String> {
    let mut named = Vec::new();
    for day in &parts.days {
        named.push(weekday(lang, day, parts)?);
    }
    for day in &parts.month_days {
        named.push(month_day(lang, day)?);
    }
    if named.is_empty() {
        return Some(String::new());
    }
    let joined = named.join(lang.pick("、", " and "));
    let of = if parts.interval.is_some() { "的" } else { "" };
    Some(either(lang, format!("{of}{joined}"), format!(" on {joined}")))
}

/// A weekday, or which of them in the month.
fn weekday(lang: Lang, typed: &str, parts: &Parts<'_>) -> Option<String> {
    let (ordinal, code) = typed.split_at_checked(typed.len().checked_sub(2)?)?;
    let (_, chinese, english) = DAYS.iter().find(|(name, ..)| *name == code)?;
    let plain_week = parts.frequency == "WEEKLY" && parts.interval.is_none();
    Some(match ordinal.trim_start_matches('+') {
        "" if plain_week => lang.pick(chinese, english).to_owned(),
        "" => either(lang, format!("星期{chinese}"), (*english).to_owned()),
        "-1" => either(lang, format!("最后一个星期{chinese}"), format!("the last {english}")),
        number if number.starts_with('-') => return None,
        number => either(lang, format!("第{number}个星期{chinese}"), format!("{english} no. {number}")),
    })
}

fn month_day(lang: Lang, typed: &str) -> Option<String> {
    match typed {
        "-1" => Some(lang.pick("最后一天", "the last day").to_owned()),
        day if day.starts_with('-') => None,
        day => Some(either(lang, format!("{day}日"), format!("day {day}"))),
    }
}

/// The one of two texts that is in this language.
fn either(lang: Lang, chinese: String, english: String) -> String {
    match lang {
        Lang::ZhCn => chinese,
        Lang::En => english,
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use crate::model::settings::Lang;

    #[test]
    fn rules_have_words_in_both_languages() {
        for (rule, chinese, english) in [
            ("FREQ=DAILY", "每天", "every day"),
            ("FREQ=WEEKLY;BYDAY=FR", "每周五", "every week on Friday"),
            ("FREQ=WEEKLY;BYDAY=TH;COUNT=4", "每周四，共4次", "every week on Thursday, 4 times"),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
                "每2周的星期六、星期日",
                "every 2 weeks on Saturday and Sunday",
            ),
            ("FREQ=MONTHLY;BYDAY=4SA", "每月第4个星期六", "every month on Saturday no. 4"),
            ("FREQ=MONTHLY;BYMONTHDAY=1", "每月1日", "every month on day 1"),
            (
                "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1SA",
                "每3个月的最后一个星期六",
                "every 3 months on the last Saturday",
            ),
        ] {
            assert_eq!(words(Lang::ZhCn, rule).as_deref(), Some(chinese));
            assert_eq!(words(Lang::En, rule).as_deref(), Some(english));
        }
    }

    #[test]
    fn what_has_no_words_is_not_half_said() {
        for rule in ["FREQ=YEARLY;BYMONTH=3", "FREQ=MONTHLY;BYDAY=-2MO", "每周", ""] {
            assert_eq!(words(Lang::ZhCn, rule), None, "{rule}");
        }
    }
}
