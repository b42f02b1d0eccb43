//! A number in, one made-up record out, and its file as an editor would have typed it.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::Date;

use super::dice::Dice;
use super::{Corpus, PHOTOS};

/// A made-up record.
pub struct Record {
    /// Its place in the corpus.
    pub number: usize,
    /// The stem of its file.
    pub id: String,
    /// The day it is published.
    pub date: Date,
    /// Its kind, in English and in Chinese.
    pub kind: (&'static str, &'static str),
    /// The main headline.
    pub title: String,
    /// The line above it.
    pub kicker: Option<String>,
    /// The line below it.
    pub deck: Option<String>,
    /// The column.
    pub column: &'static str,
    /// District, street, community.
    pub place: [String; 3],
    /// The names of its correspondents.
    pub names: Vec<String>,
    /// The tags.
    pub tags: Vec<String>,
    /// Who took part.
    pub orgs: Vec<String>,
    /// The photograph beside it.
    pub photo: Option<String>,
    /// Its Markdown. A link to another record is written `(to:2024/id:)`.
    pub body: String,
}

/// Kinds in English and Chinese, and their shares of a hundred.
const KINDS: [(&str, &str, usize); 6] = [
    ("news", "消息", 48),
    ("brief", "简讯", 22),
    ("feature", "通讯", 9),
    ("story", "故事", 6),
    ("notice", "公告", 8),
    ("activity", "活动", 7),
];

/// The first day and the number of days that records are spread over: six years.
const FIRST: Date = Date::constant(2020, 1, 1);
const DAYS: usize = 2192;

/// Of so many records the last few stand together in one YAML list.
const BATCH: usize = 250;
const LISTED: usize = 6;

/// The most characters of a headline.
const TITLE: usize = 30;

/// From one sentence pattern to the next; their number and this have no common divisor.
const STRIDE: usize = 17;

const SYLLABLES: [&str; 30] = [
    "an", "bo", "chun", "dao", "fang", "gui", "he", "jing", "kai", "lan", "ming", "ning", "pu", "qiao", "ru",
    "shui", "tang", "wan", "xi", "yun", "zhu", "bei", "cun", "deng", "gu", "hai", "jie", "lin", "men", "shu",
];

/// What dice are thrown for.
#[derive(Clone, Copy)]
enum Purpose {
    Date,
    Head,
    Body,
}

impl Corpus {
    /// The record with this number; it depends on the seed and on the number alone.
    pub fn record(&self, number: usize) -> Record {
        let mut dice = self.dice(number, Purpose::Head);
        let mut record = self.head(number, &mut dice);
        record.title = self.title(&record, &mut dice);
        record.kicker = dice.chance(35).then(|| self.line("kicker", &record, &mut dice));
        record.deck = dice.chance(30).then(|| self.line("deck", &record, &mut dice));
        record.photo =
            (self.photos && dice.chance(8)).then(|| format!("photo-{}.jpg", dice.below(PHOTOS.into())));
        record.body = self.body(&record, &mut self.dice(number, Purpose::Body));
        record
    }

    fn dice(&self, number: usize, purpose: Purpose) -> Dice {
        Dice::of(self.seed, number as u64, purpose as u64 + 1)
    }

    fn head(&self, number: usize, dice: &mut Dice) -> Record {
        let kind = if list_of(number).is_some() { ("brief", "简讯") } else { kind(dice) };
        let tags = (0..1 + dice.below(4)).map(|_| self.tag(dice.mostly_low(200))).collect();
        let orgs = self.grammar.all("org");
        let orgs = (0..dice.below(3)).map(|_| dice.pick(orgs).to_owned()).collect();
        let names = (0..1 + dice.below(3)).map(|_| self.correspondent(dice.mostly_low(700))).collect();
        Record {
            number,
            id: id(number, dice),
            date: self.date(number),
            kind,
            title: String::new(),
            kicker: None,
            deck: None,
            column: dice.pick(self.grammar.all("column")),
            place: self.place(dice.below(400)),
            names: distinct(names),
            tags: distinct(tags),
            orgs: distinct(orgs),
            photo: None,
            body: String::new(),
        }
    }

    /// Records of one list are of one day.
    fn date(&self, number: usize) -> Date {
        let number = list_of(number).unwrap_or(number);
        let day = self.dice(number, Purpose::Date).below(DAYS);
        FIRST + i64::try_from(day).unwrap_or(0).days()
    }

    /// Where another record's file is, for links: its folder and its id.
    fn whereabouts(&self, number: usize) -> (i16, String) {
        let record = self.head(number, &mut self.dice(number, Purpose::Head));
        (record.date.year(), record.id)
    }

    /// One of 400 communities in 20 streets in 4 districts.
    fn place(&self, number: usize) -> [String; 3] {
        let (first, second) = (self.grammar.all("community.first"), self.grammar.all("community.second"));
        let street = number / 20;
        let street_name = self.grammar.all("street.first")[street];
        let community = [first[number % first.len()], second[number / first.len()], "社区"].concat();
        let ending = if street % 5 == 4 { "镇" } else { "街道" };
        [self.grammar.all("district")[street / 5].to_owned(), [street_name, ending].concat(), community]
    }

    /// One of 248 tags, of which the first 200 are used.
    fn tag(&self, number: usize) -> String {
        let (first, second) = (self.grammar.all("tag.first"), self.grammar.all("tag.second"));
        [first[number % first.len()], second[number / first.len()]].concat()
    }

    /// One of 700 invented names.
    fn correspondent(&self, number: usize) -> String {
        let (surnames, given) = (self.grammar.all("surname"), self.grammar.all("given"));
        let (family, rest) = (surnames[number % surnames.len()], number / surnames.len());
        if number.is_multiple_of(4) {
            return [family, given[rest * 7 + 3]].concat();
        }
        [family, given[rest * 9 % given.len()], given[(number * 13 + 5) % given.len()]].concat()
    }

    fn line(&self, rule: &str, record: &Record, dice: &mut Dice) -> String {
        self.grammar.say(rule, dice, &|slot, dice| self.own(slot, record, dice))
    }

    /// A headline that fits.
    fn title(&self, record: &Record, dice: &mut Dice) -> String {
        let rule = format!("title.{}", record.kind.0);
        for _ in 0..20 {
            let title = self.line(&rule, record, dice);
            if title.chars().count() <= TITLE {
                return title;
            }
        }
        record.place[2].clone() + "消息"
    }

    /// What a record says of itself: its place, and days around its own.
    fn own(&self, slot: &str, record: &Record, dice: &mut Dice) -> Option<String> {
        let date = record.date;
        Some(match slot {
            "community" => record.place[2].clone(),
            "street" => record.place[1].clone(),
            "tag" => record.tags[0].clone(),
            "org" if dice.chance(40) => record.orgs.first()?.clone(),
            "past" => past(date, dice),
            "coming" => coming(date, dice),
            "span" => {
                let (first, last) = (date - 5.days(), date - 2.days());
                format!("{}月{}日至{}月{}日", first.month(), first.day(), last.month(), last.day())
            }
            "month" => format!("{}月底", (date - 40.days()).month()),
            "year" => format!("{}年", date.year() - 1 - i16::try_from(dice.below(6)).unwrap_or(0)),
            _ => return None,
        })
    }

    fn body(&self, record: &Record, dice: &mut Dice) -> String {
        let wanted = 290 + dice.below(450);
        let mut body = self.line("lead", record, dice);
        let mut length = han(&body);
        let mut next = dice.below(STRIDE);
        while length < wanted {
            let block = self.block((record, &mut next), dice);
            length += han(&block);
            body.push_str("\n\n");
            body.push_str(&block);
        }
        body.push_str("\n\n");
        body.push_str(&self.line("closing", record, dice));
        if record.number > 0 && dice.chance(6) {
            body.push_str(&self.link(record.number, dice));
        }
        body.push('\n');
        body
    }

    /// A sentence that leads to an earlier record.
    fn link(&self, number: usize, dice: &mut Dice) -> String {
        let earlier = dice.below(number);
        if list_of(earlier).is_some() {
            return String::new();
        }
        let (year, id) = self.whereabouts(earlier);
        format!("（[此前的报道](to:{year}/{id}:)）")
    }

    /// A paragraph, or now and then something else. `next` sees to it that no sentence pattern comes twice.
    fn block(&self, (record, next): (&Record, &mut usize), dice: &mut Dice) -> String {
        let say = |rule: &str, dice: &mut Dice| self.line(rule, record, dice);
        let mut sentence = |dice: &mut Dice| {
            *next += STRIDE;
            self.grammar.say_this(("sentence", *next), dice, &|slot, dice| self.own(slot, record, dice))
        };
        let list = |mark: &str, dice: &mut Dice| {
            let items = (0..3 + dice.below(3)).map(|_| format!("{mark} {}", say("item", dice)));
            items.collect::<Vec<_>>().join("\n")
        };
        match dice.below(100) {
            0..=11 => {
                let heading = format!("## {}\n\n", say("heading", dice));
                heading + &sentence(dice) + &sentence(dice)
            }
            12..=15 => format!("> {}", say("quote", dice)),
            16..=18 => list("-", dice),
            19..=20 => list("1.", dice),
            21..=22 => self.table(record, dice),
            23..=26 => format!("**{}**{}", say("saying", dice), sentence(dice)),
            _ => (0..2 + dice.below(3)).map(|_| sentence(dice)).collect(),
        }
    }

    fn table(&self, record: &Record, dice: &mut Dice) -> String {
        let mut table = String::from("| 项目 | 数量 | 完成 |\n|---|---:|---|\n");
        for _ in 0..3 + dice.below(4) {
            let (thing, month) = (self.line("thing", record, dice), self.line("period", record, dice));
            _ = writeln!(table, "| {thing} | {} | 每{month} |", 2 + dice.below(90));
        }
        table.trim_end().to_owned()
    }
}

/// The number of the first record of the list that a record stands in; none for a file of its own.
pub fn list_of(number: usize) -> Option<usize> {
    let first = number - number % BATCH + BATCH - LISTED;
    (number >= first).then_some(first)
}

fn kind(dice: &mut Dice) -> (&'static str, &'static str) {
    let mut at = dice.below(100);
    for (english, chinese, share) in KINDS {
        if at < share {
            return (english, chinese);
        }
        at -= share;
    }
    (KINDS[0].0, KINDS[0].1)
}

fn id(number: usize, dice: &mut Dice) -> String {
    let syllables: String = (0..2 + dice.below(2)).map(|_| dice.pick(&SYLLABLES)).collect();
    format!("{syllables}-{number:05}")
}

/// How many Han characters there are.
fn han(text: &str) -> usize {
    text.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).count()
}

/// Each once, in their order.
fn distinct(all: Vec<String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// A day of the week before, in one of the ways that newspapers write it.
fn past(date: Date, dice: &mut Dice) -> String {
    let day = date - i64::try_from(1 + dice.below(5)).unwrap_or(1).days();
    let part = dice.pick(&["上午", "下午", "", "晚", "清晨"]);
    match dice.below(5) {
        0 => "昨天".to_owned() + part,
        1 if date.weekday().to_monday_zero_offset() > 1 => "本周一".to_owned(),
        _ if day.month() == date.month() => format!("{}日{part}", day.day()),
        _ => format!("{}月{}日{part}", day.month(), day.day()),
    }
}

fn coming(date: Date, dice: &mut Dice) -> String {
    let day = date + i64::try_from(2 + dice.below(12)).unwrap_or(2).days();
    match dice.below(4) {
        0 => "下周三".to_owned(),
        1 => "下个月".to_owned(),
        _ => format!("{}月{}日", day.month(), day.day()),
    }
}
