//! A text of opening hours in, what it says piece by piece out; nothing where a character belongs to no piece.
//!
//! What surprised us: half of such a text says nothing: 开放时间：, 对外, 每逢. What says nothing has a table too, or it would
//! pass for understood.

use super::clock::interval;
use super::days::{ALL, Set, WEEKEND, WORKING, week, year};
use crate::model::hours::{Interval, MonthDay};
use crate::parse::words::reader::Reader;

/// A piece of a text of opening hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Days of the week.
    Days(Set),
    /// 工作日: Monday to Friday, but for those that are moved.
    WorkingDays,
    /// From when to when; the whole day for 全天 and 24小时.
    Open(Interval),
    /// 节假日
    Holidays,
    /// 含节假日, 全年无休
    NoHolidays,
    /// 闭馆, 休息
    Closed,
    /// 除, except
    But,
    /// 除外, 外
    Excepted,
    /// 另行通知: what holds is said elsewhere.
    Elsewhere,
    /// 开放, 照常
    AsEver,
    /// 夏季
    Season,
    /// 5月1日至9月30日
    Dates([MonthDay; 2]),
    /// A comma, or a space between two lists.
    Comma,
    /// A semicolon, a full stop, a new line.
    Stop,
    /// An opening bracket.
    Bracket,
    /// A closing bracket.
    Closing,
}

use Token::{
    AsEver, Bracket, But, Closed, Closing, Comma, Days, Elsewhere, Excepted, Holidays, NoHolidays, Open,
    Season, Stop, WorkingDays,
};

/// Words and what they say; of two that begin alike the longer comes first.
const WORDS: &[(&str, Token)] = &[
    ("全天闭馆", Closed),
    ("全天休息", Closed),
    ("全天候", Open(Interval::WHOLE)),
    ("全天", Open(Interval::WHOLE)),
    ("24小时", Open(Interval::WHOLE)),
    ("二十四小时", Open(Interval::WHOLE)),
    ("24 hours", Open(Interval::WHOLE)),
    ("24h", Open(Interval::WHOLE)),
    ("全年无休", NoHolidays),
    ("全年开放", NoHolidays),
    ("年中无休", NoHolidays),
    ("含节假日", NoHolidays),
    ("包括节假日", NoHolidays),
    ("节假日不休", NoHolidays),
    ("国家法定节假日", Holidays),
    ("法定节假日", Holidays),
    ("法定假日", Holidays),
    ("节假日", Holidays),
    ("public holidays", Holidays),
    ("holidays", Holidays),
    ("工作日", WorkingDays),
    ("双休日", Days(WEEKEND)),
    ("周末", Days(WEEKEND)),
    ("weekdays", Days(WORKING)),
    ("weekends", Days(WEEKEND)),
    ("每天", Days(ALL)),
    ("每日", Days(ALL)),
    ("天天", Days(ALL)),
    ("daily", Days(ALL)),
    ("every day", Days(ALL)),
    ("不开放", Closed),
    ("停止开放", Closed),
    ("不营业", Closed),
    ("闭馆日", Closed),
    ("闭馆", Closed),
    ("休馆", Closed),
    ("休息", Closed),
    ("关闭", Closed),
    ("关门", Closed),
    ("closed", Closed),
    ("除外", Excepted),
    ("以外", Excepted),
    ("外", Excepted),
    ("except", But),
    ("不含", But),
    ("除了", But),
    ("除", But),
    ("另行通知", Elsewhere),
    ("另行公告", Elsewhere),
    ("以公告为准", Elsewhere),
    ("照常开放", AsEver),
    ("正常开放", AsEver),
    ("照常", AsEver),
    ("开放", AsEver),
    ("夏季", Season),
    ("冬季", Season),
    ("春夏季", Season),
    ("秋冬季", Season),
    ("夏令", Season),
    ("冬令", Season),
    (",", Comma),
    ("、", Comma),
    ("/", Comma),
    ("和", Comma),
    ("及", Comma),
    ("与", Comma),
    ("and ", Comma),
    (";", Stop),
    ("\n", Stop),
    ("(", Bracket),
    (")", Closing),
];

/// Words that say nothing.
const FILLING: &[(&str, ())] = &[
    ("开放时间", ()),
    ("服务时间", ()),
    ("营业时间", ()),
    ("办公时间", ()),
    ("开馆时间", ()),
    ("对外", ()),
    ("开馆", ()),
    ("营业", ()),
    ("办公", ()),
    ("每逢", ()),
    ("每", ()),
    ("逢", ()),
    ("从", ()),
    ("自", ()),
    ("均", ()),
    ("都", ()),
    ("为", ()),
    ("open ", ()),
    ("from ", ()),
    ("on ", ()),
    ("the ", ()),
    (":", ()),
    (" ", ()),
];

/// The pieces of a text; none where a part of it is none.
pub(super) fn all(text: &str) -> Option<Vec<Token>> {
    let mut reader = Reader::new(text, 0);
    let mut tokens = Vec::new();
    while !reader.rest().is_empty() {
        match next(&mut reader) {
            Some(token) => tokens.push(token),
            None => reader.eat_one(FILLING)?,
        }
    }
    Some(tokens)
}

fn next(reader: &mut Reader<'_>) -> Option<Token> {
    if reader.before_any(" ") {
        return None;
    }
    // Times and dates first: 24:00 is no 24小时.
    if let Some(interval) = interval(reader) {
        return Some(Open(interval));
    }
    if let Some(days) = year(reader) {
        return Some(Token::Dates(days));
    }
    if let Some(days) = week(reader) {
        return Some(Days(days));
    }
    // 开放时间 is no 开放.
    if FILLING.iter().take(5).any(|(label, ())| reader.rest().starts_with(label)) {
        return None;
    }
    reader.eat_one(WORDS)
}

/// Reads spaces.
pub(super) fn gap(reader: &mut Reader<'_>) {
    while reader.eat(" ") {}
}
