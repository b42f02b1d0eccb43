//! Made-up bulletins and edits of them. A seed in, the same edits out.

use super::super::Meta;
use crate::model::date::Date;

/// Numbers that look random: SplitMix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most.max(1) as u64) as usize
    }

    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

/// A record, as the index is told of it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Another one for every other title or text.
    pub version: usize,
    pub title: String,
    pub text: String,
    pub url: String,
    pub date: Option<Date>,
    pub kind: &'static str,
    pub place: &'static str,
}

impl Document {
    pub fn meta(&self) -> Meta<'_> {
        let Self { date, kind, place, .. } = *self;
        Meta { url: &self.url, date, kind, kind_label: kind, place }
    }
}

const WORDS: &[&str] = &[
    "社区",
    "志愿者",
    "加装电梯",
    "议事会",
    "充电桩",
    "5680壹圆",
    "90%",
    "Café",
    "July",
    "，",
    "。",
    " ",
    "\n",
    "𠮷野家",
    "я",
    "дом",
    "老人",
    "3D打印",
];
const KINDS: &[&str] = &["news", "notice", "activity", "board"];
const PLACES: &[&str] = &["", "江北区", "江北区/柳湾街道", "江北区/柳湾街道/石桥社区", "江南区/石桥社区"];

/// A bulletin that is edited.
pub struct Bulletin {
    pub dice: Dice,
    versions: usize,
    pub documents: Vec<Document>,
}

impl Bulletin {
    pub fn new(seed: u64, documents: usize) -> Self {
        let mut bulletin = Self { dice: Dice(seed), versions: 0, documents: Vec::new() };
        for _ in 0..documents {
            let document = bulletin.document();
            bulletin.documents.push(document);
        }
        bulletin.sort();
        bulletin
    }

    pub fn sort(&mut self) {
        self.documents.sort_by_key(|document| document.date);
    }

    pub fn line(&mut self, most: usize) -> String {
        let mut line = String::new();
        for _ in 0..self.dice.below(most) {
            match self.dice.below(4) {
                0 => line.push(char::from_u32(0x4e00 + self.dice.below(900) as u32).unwrap()),
                _ => line += self.dice.pick(WORDS),
            }
        }
        line
    }

    pub fn date(&mut self) -> Option<Date> {
        let days = jiff::Span::new().days(self.dice.below(400) as i64);
        (self.dice.below(12) > 0).then(|| Date::constant(2023, 1, 1).saturating_add(days))
    }

    pub fn document(&mut self) -> Document {
        self.versions += 1;
        Document {
            version: self.versions,
            title: self.line(6),
            text: self.line(40),
            url: format!("2023/r{}/", self.versions),
            date: self.date(),
            kind: self.dice.pick(KINDS),
            place: self.dice.pick(PLACES),
        }
    }

    /// Makes one edit of any sort.
    pub fn edit(&mut self) {
        let at = self.dice.below(self.documents.len());
        let sort = if self.documents.is_empty() { 0 } else { self.dice.below(9) };
        match sort {
            0 | 1 => {
                let document = self.document();
                self.documents.push(document);
            }
            2 => _ = self.documents.remove(at),
            3 => self.documents[at].date = self.date(),
            4 => self.documents[at].kind = self.dice.pick(KINDS),
            5 => self.documents[at].place = self.dice.pick(PLACES),
            6 => self.retext(at, |document, line| document.title = line),
            7 => self.retext(at, |document, line| document.text += &line),
            _ => self.retext(at, |document, line| document.text = line),
        }
        self.sort();
    }

    /// Makes an edit that leaves most shards as they are.
    pub fn edit_little(&mut self) {
        let at = self.dice.below(self.documents.len());
        match self.dice.below(3) {
            0 => self.retext(at, |document, _| _ = document.title.pop()),
            1 => self.retext(at, |document, line| document.title.extend(line.chars().take(2))),
            _ => self.retext(at, |document, line| document.title = line),
        }
    }

    /// Several at the start, the end or anywhere: what moves a border of eras far.
    pub fn edit_much(&mut self) {
        let (few, at) = (self.dice.below(50), self.dice.below(self.documents.len()));
        if self.dice.below(2) == 0 {
            let end = (at + few).min(self.documents.len());
            self.documents.drain(at..end);
        } else {
            let date = self.date();
            for _ in 0..few {
                let document = Document { date, ..self.document() };
                self.documents.push(document);
            }
        }
        self.sort();
    }

    pub fn retext(&mut self, at: usize, change: impl Fn(&mut Document, String)) {
        self.versions += 1;
        let line = self.line(30);
        change(&mut self.documents[at], line);
        self.documents[at].version = self.versions;
    }
}
