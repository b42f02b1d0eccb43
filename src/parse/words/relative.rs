//! Dates that begin with a word: 昨天, 今晚7时, 本周三, 上周末, 去年5月, 本月9日, 近日, 今年以来.
//!
//! What surprised us: Chinese has no spaces, so 提前天数 holds 前天, 本周边 holds 本周 and 文明天地 holds 明天.
//! Each word carries the characters that, before or behind it, make it another.

use super::calendar::{self, Interval};
use super::numeric::{self, PARTS, Stated, spotted};
use super::reader::Reader;
use super::{Precision, Spotted, tail};
use crate::model::date::{Date, Weekday};

/// The neighbours that make a word another: those before it and those behind.
struct Not(&'static str, &'static str);

/// What a word means.
#[derive(Clone, Copy)]
enum Meaning {
    /// So many days from now.
    Day(i32),
    Evening(i32),
    Morning(i32),
    /// So many weeks from now.
    Week(i32),
    /// So many months from now.
    Month(i32),
    /// So many years from now.
    Year(i16),
    /// So many of the last days.
    Lately(i32),
}

const MING: &str = "文清光说发证表黎聪鲜透失声申指阐昆分简公照";
const HEAVEN: &str = "气津地然空堂";
const WEEK: &str = "围边期年刊转长密到全折详旋知岁身游报率";
const ON: &str = "以晚早路街网线天手身桌水墙地会车楼船马村北南东西海之如";

/// The words, the longer of two that begin alike first.
const WORDS: [(&str, Meaning, Not); 42] = [
    ("昨天", Meaning::Day(-1), Not("", HEAVEN)),
    ("昨日", Meaning::Day(-1), Not("", "子")),
    ("昨晚", Meaning::Evening(-1), Not("", "")),
    ("昨夜", Meaning::Evening(-1), Not("", "")),
    ("昨晨", Meaning::Morning(-1), Not("", "")),
    ("今天", Meaning::Day(0), Not("如当至迄古", HEAVEN)),
    ("今日", Meaning::Day(0), Not("如当至迄古", "子头说")),
    ("今晚", Meaning::Evening(0), Not("", "报")),
    ("今夜", Meaning::Evening(0), Not("", "")),
    ("今晨", Meaning::Morning(0), Not("", "")),
    ("今早", Meaning::Morning(0), Not("", "")),
    ("明天", Meaning::Day(1), Not(MING, HEAVEN)),
    ("明日", Meaning::Day(1), Not(MING, "子报之")),
    ("明晚", Meaning::Evening(1), Not(MING, "")),
    ("明早", Meaning::Morning(1), Not(MING, "")),
    ("前天", Meaning::Day(-2), Not("提之目以此日年月先眼空午期跟当大从面", "数气空津色")),
    ("后天", Meaning::Day(2), Not("先天以之今此午日年月然最往大", "性气天空津然")),
    ("本周", Meaning::Week(0), Not("基成样根资书日版课", WEEK)),
    ("上周", Meaning::Week(-1), Not(ON, WEEK)),
    ("下周", Meaning::Week(1), Not("以之天地如乡当楼脚", WEEK)),
    ("本月", Meaning::Month(0), Not("基成样根资书日版课", "薪租季")),
    ("上个月", Meaning::Month(-1), Not("以", "")),
    ("下个月", Meaning::Month(1), Not("", "")),
    ("上月", Meaning::Month(-1), Not(ON, "亮球季光牙台")),
    ("下月", Meaning::Month(1), Not("以之天地月楼", "亮球季光牙台")),
    ("去年", Meaning::Year(-1), Not("过老逝", "龄份轻级纪")),
    ("今年", Meaning::Year(0), Not("", "龄级")),
    ("明年", Meaning::Year(1), Not(MING, "龄级")),
    ("前年", Meaning::Year(-2), Not("目以之此先生当从", "龄份轻级度")),
    ("近日来", Meaning::Lately(10), Not("最附临接靠邻亲将", "")),
    ("近日", Meaning::Lately(10), Not("最附临接靠邻亲将", "均常点照")),
    ("近期", Meaning::Lately(30), Not("附临接", "望")),
    ("近来", Meaning::Lately(30), Not("走靠附", "到")),
    ("最近", Meaning::Lately(30), Not("", "的一处点")),
    ("日前", Meaning::Lately(10), Not(BEFORE_DAY, "往夕来")),
    ("连日来", Meaning::Lately(10), Not("", "")),
    ("连日", Meaning::Lately(10), Not("", "本")),
    ("连续几日", Meaning::Lately(10), Not("", "")),
    ("截至目前", Meaning::Lately(0), Not("", "")),
    ("截至今日", Meaning::Lately(0), Not("", "")),
    ("截止目前", Meaning::Lately(0), Not("", "")),
    ("目前", Meaning::Lately(0), Not("", "")),
];

const BEFORE_DAY: &str = "节生假当次今昨明某同每末平周期终休工一二三四五六七八九十0123456789首连近往向即抗落";

/// The date that begins with the word at the reader's place.
pub(super) fn read(mut reader: Reader<'_>, base: Date) -> Option<Spotted> {
    let (word, meaning, not) = WORDS.iter().find(|(word, ..)| reader.rest().starts_with(word))?;
    let before = reader;
    reader.at += word.len();
    if before.after_any(not.0) || reader.before_any(not.1) {
        return None;
    }
    match *meaning {
        Meaning::Day(days) => Some(numeric::finish_day(reader, calendar::shifted(base, days)?)),
        Meaning::Evening(days) => part_of_day(reader, calendar::shifted(base, days)?, tail::read_evening),
        Meaning::Morning(days) => part_of_day(reader, calendar::shifted(base, days)?, tail::read_morning),
        Meaning::Week(weeks) => week(reader, calendar::week(base, weeks)?),
        Meaning::Month(months) => month(reader, calendar::month_from(base, months)?, base),
        Meaning::Year(years) => numeric::year(reader, base.year() + years, base),
        Meaning::Lately(days) => {
            Some(spotted(&reader, (calendar::shifted(base, -days)?, base), Precision::Vague))
        }
    }
}

fn part_of_day(
    mut reader: Reader<'_>,
    date: Date,
    read_tail: fn(&mut Reader<'_>) -> tail::Tail,
) -> Option<Spotted> {
    let tail = read_tail(&mut reader);
    let mut found = spotted(&reader, (date, date), tail.precision);
    found.time = tail.time;
    Some(found)
}

/// What stands behind 周, 星期 and 礼拜.
pub const WEEKDAYS: [(&str, Weekday); 8] = [
    ("一", Weekday::Monday),
    ("二", Weekday::Tuesday),
    ("三", Weekday::Wednesday),
    ("四", Weekday::Thursday),
    ("五", Weekday::Friday),
    ("六", Weekday::Saturday),
    ("日", Weekday::Sunday),
    ("天", Weekday::Sunday),
];

/// Behind 本周, 上周, 下周.
fn week(mut reader: Reader<'_>, (monday, sunday): Interval) -> Option<Spotted> {
    if reader.eat("末") {
        return Some(spotted(&reader, (calendar::shifted(sunday, -1)?, sunday), Precision::Days));
    }
    if reader.eat("以来") {
        return Some(spotted(&reader, (monday, sunday), Precision::Vague));
    }
    let mut ahead = reader;
    // 本周一次 and 本周日均 name no day.
    match ahead.eat_one(&WEEKDAYS).filter(|_| !ahead.before_any("次场个期均位项直共起")) {
        Some(day) => Some(numeric::finish_day(ahead, calendar::weekday(monday, day)?)),
        None => Some(spotted(&reader, (monday, sunday), Precision::Week)),
    }
}

/// Behind 本月, 上月, 下月.
fn month(mut reader: Reader<'_>, whole: Interval, base: Date) -> Option<Spotted> {
    let mut ahead = reader;
    if let Some(number) = ahead.numbered("日").or_else(|| ahead.numbered("号")) {
        let stated = Stated { base, year: Some(whole.0.year()), month: whole.0.month() };
        return numeric::day(ahead, stated, number);
    }
    if reader.eat("以来") {
        return Some(spotted(&reader, (whole.0, base.max(whole.0)), Precision::Vague));
    }
    if let Some(part) = reader.eat_one(&PARTS) {
        return Some(spotted(&reader, calendar::part_of_month(whole, part)?, Precision::TenDays));
    }
    Some(spotted(&reader, whole, Precision::Month))
}
