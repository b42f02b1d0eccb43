//! Words for how often something is held; the recurrence rule (RFC 5545) that they say out: 每月第一个周三 is
//! `FREQ=MONTHLY;BYDAY=1WE`.
//!
//! What surprised us: a rule half understood puts an event on wrong days, so one word too many and there is no rule.

use super::reader::Reader;

/// The days of the week, as they are typed behind 周, and in English.
const DAYS: [(&str, &str); 15] = [
    ("一", "MO"),
    ("二", "TU"),
    ("三", "WE"),
    ("四", "TH"),
    ("五", "FR"),
    ("六", "SA"),
    ("日", "SU"),
    ("天", "SU"),
    ("monday", "MO"),
    ("tuesday", "TU"),
    ("wednesday", "WE"),
    ("thursday", "TH"),
    ("friday", "FR"),
    ("saturday", "SA"),
    ("sunday", "SU"),
];

/// Words that are whole rules, or begin one.
const RHYTHMS: [(&str, &str); 18] = [
    ("每天", "FREQ=DAILY"),
    ("每日", "FREQ=DAILY"),
    ("daily", "FREQ=DAILY"),
    ("every day", "FREQ=DAILY"),
    ("工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("每个工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("每周末", "FREQ=WEEKLY;BYDAY=SA,SU"),
    ("每两周", "FREQ=WEEKLY;INTERVAL=2"),
    ("隔周", "FREQ=WEEKLY;INTERVAL=2"),
    ("每季度", "FREQ=MONTHLY;INTERVAL=3"),
    ("每年", "FREQ=YEARLY"),
    ("yearly", "FREQ=YEARLY"),
    ("每个月", "FREQ=MONTHLY"),
    ("每月", "FREQ=MONTHLY"),
    ("monthly", "FREQ=MONTHLY"),
    ("每周", "FREQ=WEEKLY"),
    ("每星期", "FREQ=WEEKLY"),
    ("weekly", "FREQ=WEEKLY"),
];

const ORDINALS: [(&str, &str); 6] =
    [("第一个", "1"), ("第二个", "2"), ("第三个", "3"), ("第四个", "4"), ("第五个", "5"), ("最后一个", "-1")];

/// Parts of the day: the event's own times say them better.
const TIMES: [(&str, ()); 6] =
    [("上午", ()), ("中午", ()), ("下午", ()), ("晚上", ()), ("晚", ()), ("早上", ())];

/// The rule that `words` say; none where they are not understood.
#[must_use]
pub fn rule(words: &str) -> Option<String> {
    let typed = words.trim().to_ascii_lowercase();
    let mut reader = Reader::new(&typed, 0);
    let mut rule = match reader.eat_one(&RHYTHMS) {
        Some(rhythm) => rhythm.to_owned(),
        None if reader.eat("every ") => "FREQ=WEEKLY".to_owned(),
        None => return None,
    };
    reader.eat("的");
    let days = days(&mut reader, &rule);
    if !days.is_empty() {
        let part = if days.iter().all(|day| day.ends_with(|c: char| c.is_ascii_digit())) {
            "BYMONTHDAY"
        } else {
            "BYDAY"
        };
        rule = format!("{rule};{part}={}", days.join(","));
    }
    reader.eat_one(&TIMES);
    reader.rest().is_empty().then_some(rule)
}

/// The days that are named, of the month or of the week.
fn days(reader: &mut Reader<'_>, rule: &str) -> Vec<String> {
    let mut days = Vec::new();
    while !rule.contains("BYDAY") {
        let day = if rule.contains("MONTHLY") { of_month(reader) } else { of_week(reader) };
        let Some(day) = day else { break };
        days.push(day);
        let _ = ["、", "和", "及", "，", ","].into_iter().any(|between| reader.eat(between));
    }
    days
}

fn of_week(reader: &mut Reader<'_>) -> Option<String> {
    let _ = reader.eat("周") || reader.eat("星期");
    reader.eat_one(&DAYS).map(str::to_owned)
}

/// 15日, or 第二个周六.
fn of_month(reader: &mut Reader<'_>) -> Option<String> {
    let mut ahead = *reader;
    if let Some(day) =
        ahead.numbered("日").or_else(|| ahead.numbered("号")).filter(|day| (1..=31).contains(day))
    {
        *reader = ahead;
        return Some(day.to_string());
    }
    ahead = *reader;
    let ordinal = ahead.eat_one(&ORDINALS)?;
    let day = of_week(&mut ahead)?;
    *reader = ahead;
    Some(format!("{ordinal}{day}"))
}

#[cfg(test)]
mod tests {
    use super::rule;

    #[test]
    fn words_say_rules() {
        for (words, said) in [
            ("每天", "FREQ=DAILY"),
            ("每周六", "FREQ=WEEKLY;BYDAY=SA"),
            ("每周六上午", "FREQ=WEEKLY;BYDAY=SA"),
            ("每周二、周四", "FREQ=WEEKLY;BYDAY=TU,TH"),
            ("每星期日", "FREQ=WEEKLY;BYDAY=SU"),
            ("每两周的周五", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
            ("每个工作日", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("每月5日、20日", "FREQ=MONTHLY;BYMONTHDAY=5,20"),
            ("每月第一个星期三", "FREQ=MONTHLY;BYDAY=1WE"),
            ("每个月最后一个周六", "FREQ=MONTHLY;BYDAY=-1SA"),
            ("every Saturday", "FREQ=WEEKLY;BYDAY=SA"),
            ("weekly", "FREQ=WEEKLY"),
        ] {
            assert_eq!(rule(words).as_deref(), Some(said), "{words}");
        }
    }

    #[test]
    fn what_is_not_understood_is_no_rule() {
        for words in ["每学期", "每周六雨天除外", "每月第八个周三", "每月40日", "有时", "FREQ=DAILY", ""]
        {
            assert_eq!(rule(words), None, "{words}");
        }
    }
}
