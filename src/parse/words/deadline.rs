//! What stands around a day in, whether it is the day by which something must be done out: 20日前, 截止4月18日.
//!
//! What surprised us: 20日前办结 and 3日前有人反映 begin alike, and only the words around them know that one looks ahead
//! and the other back. Where they say neither, it is no day.

use super::reader::Reader;
use super::{Precision, Spotted, dates_in};
use crate::model::date::Date;

/// What is meant by 日前 behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// By that day of the month.
    Due,
    /// So many days ago, or nobody can tell.
    Ago,
    /// There is no 日前.
    Neither,
}

/// What makes 日前 another word: 20日前后, 3日前往.
const OTHER: &str = "后往来夕去赴沿台方述提行景任";
/// What before the number looks ahead.
const AHEAD: [&str; 17] = [
    "将", "于", "请", "须", "需", "应", "要", "务必", "争取", "力争", "确保", "保证", "赶在", "限", "截止",
    "截至", "拟",
];
/// What in the same sentence does.
const STEPS: [&str; 6] = ["下一步", "接下来", "下一阶段", "下阶段", "计划", "预计"];
/// What behind it in the same clause does.
const DONE: [&str; 21] = [
    "完成", "办结", "报名", "报送", "上报", "提交", "交到", "登记", "申请", "领取", "缴", "反馈", "整改",
    "腾空", "搬", "通电", "完工", "开工", "公示", "公布", "到位",
];
/// What says that it is over.
const OVER: [&str; 6] = ["已", "曾", "早在", "就在", "刚", "了"];

/// Whether the day that was read is followed by 前, and what that means.
pub(super) fn read(reader: &Reader<'_>) -> Before {
    let mut ahead = *reader;
    if !["之前", "以前", "前"].iter().any(|word| ahead.eat(word)) {
        return Before::Neither;
    }
    if ahead.before_any(OTHER) {
        return Before::Ago;
    }
    let sentence = |c: char| matches!(c, '。' | '！' | '？' | '；' | '\n');
    let said = reader.before().rsplit(sentence).next().unwrap_or_default();
    let clause = said.rsplit(['，', '：', '、', ',']).next().unwrap_or_default();
    let behind =
        ahead.rest().split(|c| sentence(c) || matches!(c, '，' | '、' | ',')).next().unwrap_or_default();
    let is_over = OVER.iter().any(|word| clause.contains(word)) || behind.contains('了');
    let is_ahead = AHEAD.iter().any(|word| clause.ends_with(word))
        || STEPS.iter().any(|word| said.contains(word))
        || DONE.iter().any(|word| behind.contains(word));
    if is_ahead && !is_over { Before::Due } else { Before::Ago }
}

/// The words that end a time: 4月18日前, 4月18日止.
const ENDS: [&str; 7] = ["前", "之前", "以前", "止", "为止", "截止", "下班前"];
/// The words before a day that is the end of a time.
const BEGINS: [&str; 7] = ["截止", "截至", "截止到", "截止至", "截止于", "截止时间：", "截止日期："];

/// The last day on which one can still come, as words that say how to sign up, published on `base`, have it: the end of an
/// interval, or a day that is called the last. None where they name none.
#[must_use]
pub fn closing(text: &str, base: Date) -> Option<Date> {
    // Who signs up looks ahead.
    let words = ["计划", text].concat();
    let is_last = |spotted: &&Spotted| {
        let behind = words.get(spotted.range.end..).unwrap_or_default();
        let before = words.get(..spotted.range.start).unwrap_or_default();
        spotted.second.is_some()
            || ENDS.iter().any(|end| behind.starts_with(end))
            || BEGINS.iter().any(|begin| before.ends_with(begin))
    };
    let days = dates_in(&words, base);
    let exact = days.iter().filter(|spotted| spotted.precision < Precision::Month);
    exact.filter(is_last).map(|spotted| spotted.last).max()
}

#[cfg(test)]
mod tests {
    use super::closing;
    use crate::model::date::Date;

    #[test]
    fn who_signs_up_has_until_a_day() {
        let base = Date::constant(2024, 4, 9);
        for (text, wanted) in [
            ("4月18日前到居委会", Some("2024-04-18")),
            ("请于18日前打电话报名", Some("2024-04-18")),
            ("18日前", Some("2024-04-18")),
            ("到居委会登记，截止4月18日17时", Some("2024-04-18")),
            ("截止日期：5日", Some("2024-05-05")),
            ("报名时间：4月10日至18日", Some("2024-04-18")),
            ("扫码报名，4月20日止，满30人为止", Some("2024-04-20")),
            ("1月5日前", Some("2025-01-05")),
            ("到居委会", None),
            ("0513-5550000", None),
            ("4月18日起报名", None),
            ("名额30个，先到先得", None),
        ] {
            assert_eq!(closing(text, base).map(|day| day.to_string()).as_deref(), wanted, "{text}");
        }
    }
}
