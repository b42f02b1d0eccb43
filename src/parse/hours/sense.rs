//! The pieces of a text of opening hours in, its weeks out; nothing where they do not fit together.
//!
//! What surprised us: a time without a day means all days, but only at the beginning. Behind 周一至周五 9:00–17:00 it goes on
//! with those days, and nobody would guess what it means for a Sunday.

use super::days::{ALL, Set, WORKING, length};
use super::token::Token;
use crate::model::hours::{Holidays, Hours, Interval, MonthDay, Season};

/// What the pieces come to.
pub(super) fn of(tokens: &[Token]) -> Option<Hours> {
    let mut sense =
        Sense { rest: tokens, drafts: vec![Draft::default()], holidays: None, by_working_days: false };
    while !sense.rest.is_empty() {
        sense.statement()?;
    }
    sense.finish()
}

/// What is said of a part of the year.
#[derive(Default)]
struct Draft {
    days: Option<[MonthDay; 2]>,
    /// Of all days that nothing else is said of.
    general: Option<Vec<Interval>>,
    /// Days, and when they are open.
    each: Vec<(Set, Vec<Interval>)>,
    /// Days on which it is closed.
    closed: Set,
}

/// Of what something is said.
#[derive(Clone, Copy, Default)]
struct Subject {
    days: Set,
    holidays: bool,
    by_working_days: bool,
}

struct Sense<'t> {
    rest: &'t [Token],
    /// The year, then its parts.
    drafts: Vec<Draft>,
    holidays: Option<Holidays>,
    by_working_days: bool,
}

impl Sense<'_> {
    fn eat(&mut self, token: Token) -> bool {
        let rest = self.rest.strip_prefix(&[token]);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Takes what stands between statements.
    fn separators(&mut self, all: &[Token]) {
        while all.iter().any(|token| self.eat(*token)) {}
    }

    /// Takes one statement, or what stands between two.
    fn statement(&mut self) -> Option<()> {
        let (first, rest) = self.rest.split_first()?;
        match first {
            Token::Comma | Token::Stop | Token::Bracket | Token::Closing => self.rest = rest,
            Token::Season | Token::Dates(_) => self.season()?,
            Token::NoHolidays => {
                self.rest = rest;
                self.of_holidays(Holidays::AsEver)?;
            }
            Token::AsEver => self.rest = rest,
            Token::But => {
                self.rest = rest;
                let subject = self.subject()?;
                self.eat(Token::Excepted);
                self.close(subject)?;
            }
            Token::Closed => {
                self.rest = rest;
                match self.subject() {
                    Some(subject) => self.close(subject)?,
                    None => self.close_season()?,
                }
            }
            Token::Open(_) => self.without_days()?,
            Token::Days(_) | Token::WorkingDays | Token::Holidays => {
                let subject = self.subject()?;
                self.predicate(subject)?;
            }
            Token::Excepted | Token::Elsewhere => return None,
        }
        Some(())
    }

    /// Days and holidays, one behind the other.
    fn subject(&mut self) -> Option<Subject> {
        let mut subject = Subject::default();
        let mut taken = self.rest;
        while let Some((first, rest)) = self.rest.split_first() {
            match first {
                Token::Days(days) => subject.days |= days,
                Token::WorkingDays => {
                    subject.days |= WORKING;
                    subject.by_working_days = true;
                }
                Token::Holidays => subject.holidays = true,
                _ => break,
            }
            self.rest = rest;
            taken = rest;
            self.eat(Token::Comma);
        }
        // A comma behind the last of them belongs to what follows.
        self.rest = taken;
        (subject.days != 0 || subject.holidays).then_some(subject)
    }

    /// What is said of `subject`.
    fn predicate(&mut self, subject: Subject) -> Option<()> {
        if [Token::Closed, Token::Excepted].into_iter().any(|token| self.eat(token)) {
            return self.close(subject);
        }
        if self.eat(Token::Elsewhere) {
            return if subject.days == 0 { self.of_holidays(Holidays::Otherwise) } else { None };
        }
        let is_open = self.eat(Token::AsEver);
        self.separators(&[Token::Comma, Token::Bracket]);
        let intervals = self.intervals()?;
        if intervals.is_empty() {
            let is_as_ever = is_open && subject.days == 0;
            return if is_as_ever { self.of_holidays(Holidays::AsEver) } else { None };
        }
        if subject.holidays {
            self.of_holidays(Holidays::Otherwise)?;
        }
        self.open(subject, intervals)
    }

    /// Times without days: of all days, or of those that stand in brackets behind them.
    fn without_days(&mut self) -> Option<()> {
        let intervals = self.intervals()?;
        let before = self.rest;
        if self.eat(Token::Bracket)
            && let Some(subject) = self.subject()
            && self.eat(Token::Closing)
        {
            return if subject.holidays { None } else { self.open(subject, intervals) };
        }
        self.rest = before;
        // Days that follow at once may belong to these times as well as to the next.
        if matches!(self.rest.first(), Some(Token::Days(_) | Token::WorkingDays | Token::Holidays)) {
            return None;
        }
        let draft = self.drafts.last_mut()?;
        if draft.general.is_some() || !draft.each.is_empty() {
            return None;
        }
        draft.general = Some(intervals);
        Some(())
    }

    /// Times, one behind the other, each later than the one before; what stands between them is taken with them.
    fn intervals(&mut self) -> Option<Vec<Interval>> {
        let mut intervals: Vec<Interval> = Vec::new();
        let mut behind = self.rest;
        while let Some((Token::Open(interval), rest)) = self.rest.split_first() {
            if intervals.last().is_some_and(|last| last.closes > interval.opens) {
                return None;
            }
            intervals.push(*interval);
            (self.rest, behind) = (rest, rest);
            self.separators(&[Token::Comma, Token::Stop]);
        }
        self.rest = behind;
        Some(intervals)
    }

    fn open(&mut self, subject: Subject, intervals: Vec<Interval>) -> Option<()> {
        self.by_working_days |= subject.by_working_days;
        if subject.days == 0 {
            return Some(());
        }
        let draft = self.drafts.last_mut()?;
        if subject.days == ALL && draft.general.is_none() && draft.each.is_empty() {
            draft.general = Some(intervals);
            return Some(());
        }
        let known = draft.each.iter_mut().find(|(days, _)| days & subject.days != 0);
        let Some((days, known)) = known else {
            draft.each.push((subject.days, intervals));
            return Some(());
        };
        // Morning and afternoon in two statements; anything else would be a contradiction.
        let is_later = known.last()?.closes <= intervals.first()?.opens;
        (*days == subject.days && is_later).then(|| known.extend(intervals))
    }

    fn close(&mut self, subject: Subject) -> Option<()> {
        if subject.holidays {
            self.of_holidays(Holidays::Otherwise)?;
        }
        self.by_working_days |= subject.by_working_days;
        self.drafts.last_mut()?.closed |= subject.days;
        Some(())
    }

    /// 冬季闭馆: nothing else is said of that part of the year.
    fn close_season(&mut self) -> Option<()> {
        let draft = self.drafts.last_mut()?;
        let is_alone =
            draft.days.is_some() && draft.general.is_none() && draft.each.is_empty() && draft.closed == 0;
        is_alone.then(|| draft.closed = ALL)
    }

    fn of_holidays(&mut self, holidays: Holidays) -> Option<()> {
        let is_same = self.holidays.is_none_or(|known| known == holidays);
        self.holidays = Some(holidays);
        is_same.then_some(())
    }

    /// The name of a season means nothing without its days.
    fn season(&mut self) -> Option<()> {
        if self.eat(Token::Season) {
            self.eat(Token::Bracket);
        }
        let (Token::Dates(days), rest) = self.rest.split_first()? else { return None };
        self.rest = rest;
        self.drafts.push(Draft { days: Some(*days), ..Draft::default() });
        Some(())
    }

    fn finish(self) -> Option<Hours> {
        let (year, parts) = self.drafts.split_first()?;
        let seasons =
            if parts.is_empty() { year.season(0).into_iter().collect() } else { seasons(year, parts)? };
        let is_ever_open = seasons.iter().any(|season| season.week.iter().any(|day| !day.is_empty()));
        is_ever_open.then(|| Hours {
            seasons,
            holidays: self.holidays.unwrap_or_default(),
            by_working_days: self.by_working_days,
        })
    }
}

/// The parts of a year. What is said before the first holds for all; what is said of one only, such as 周一闭馆 behind the
/// last, could be meant for all.
fn seasons(year: &Draft, parts: &[Draft]) -> Option<Vec<Season>> {
    let is_plain = year.general.is_none() && year.each.is_empty();
    let mut closed = parts.iter().map(|part| part.closed).filter(|closed| *closed != ALL);
    let first = closed.next();
    let is_even = closed.all(|other| Some(other) == first);
    if !is_plain || !is_even || overlap(parts) {
        return None;
    }
    parts.iter().map(|part| part.season(year.closed)).collect()
}

/// Whether a day is in two parts of a year.
fn overlap(parts: &[Draft]) -> bool {
    let year: Vec<MonthDay> =
        (1..=12).flat_map(|month| (1..=length(month)).map(move |day| (month, day))).collect();
    let holds = |part: &&Draft, day: MonthDay| {
        part.days.is_some_and(|[from, to]| match from <= to {
            true => from <= day && day <= to,
            false => from <= day || day <= to,
        })
    };
    year.into_iter().any(|day| parts.iter().filter(|part| holds(part, day)).count() > 1)
}

impl Draft {
    /// The week; none where days are open and closed at once.
    fn season(&self, closed: Set) -> Option<Season> {
        let closed = closed | self.closed;
        if self.each.iter().any(|(days, _)| days & !closed == 0) {
            return None;
        }
        let of = |day: usize| {
            let is_meant = |days: &Set| days >> day & 1 == 1;
            let own = self.each.iter().find(|(days, _)| is_meant(days)).map(|(_, intervals)| intervals);
            let open = own.or(self.general.as_ref()).filter(|_| !is_meant(&closed));
            open.cloned().unwrap_or_default()
        };
        Some(Season { days: self.days, week: std::array::from_fn(of) })
    }
}
