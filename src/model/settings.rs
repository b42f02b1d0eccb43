//! `jianbao.yaml`, read: every setting has a default that works.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use super::date::{Week, Zone};
use super::module::Module;
use super::observance::Observance;
use super::record::Stage;
use super::scoring::Scoring;
use super::{Node, Url};

/// The settings of a bulletin.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The bulletin's name.
    pub title: Box<str>,
    /// The line below it.
    pub subtitle: Option<Box<str>>,
    /// Who publishes it.
    pub publisher: Option<Box<str>>,
    /// How to reach them.
    pub contact: Option<Box<str>>,
    /// 备案
    pub filings: Filings,
    /// The language of the interface.
    pub lang: Lang,
    /// Where the site will be served; ends in a slash.
    pub base_url: Option<Url>,
    /// The zone that dates are in.
    pub zone: Zone,
    /// The folder under `themes/`.
    pub theme: Box<str>,
    /// The standing heads, in order; empty where any may be used.
    pub columns: Vec<Column>,
    /// How issues are numbered.
    pub issue_number: Option<IssueNumber>,
    /// 责编, 版式, 校对 …: role and names, in the order typed.
    pub credits: Vec<Credit>,
    /// How pages are printed.
    pub print: PrintSettings,
    /// Readings that the table of pinyin has wrong: text to pinyin syllables.
    pub pinyin: BTreeMap<Box<str>, Box<str>>,
    /// Rules on what may be published about people, for `check`.
    pub privacy: Vec<TextRule>,
    /// Rules on wording, for `check`: what to avoid, and what to say instead.
    pub wording: Vec<TextRule>,
    /// What stories are worth, where they are scored.
    pub scoring: Option<Box<Scoring>>,
    /// How far the review must have come before a record is published.
    pub require_stage: Option<Stage>,
    /// Days for the calendar beside those that it knows itself.
    pub observances: Vec<Observance>,
    /// Where `publish` can copy the site.
    pub targets: Vec<Node>,
}

/// What an editor does not want to read, of `privacy` or `wording`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRule {
    /// The words; for `privacy` a regular expression.
    pub find: Box<str>,
    /// What to say instead.
    pub instead: Option<Box<str>>,
    /// Why.
    pub why: Option<Box<str>>,
}

/// 备案 numbers, at every page's foot and in the masthead.
#[derive(Clone, Debug, Default)]
pub struct Filings {
    /// ICP 备案号
    pub icp: Option<Box<str>>,
    /// 公安备案号
    pub police: Option<Box<str>>,
    /// 准印证号
    pub permit: Option<Box<str>>,
}

/// The languages that the interface is complete in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// As in `lang` attributes and the settings.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The one of two texts that is in this language.
    #[must_use]
    pub fn pick<'a>(self, chinese: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::ZhCn => chinese,
            Self::En => english,
        }
    }
}

/// A standing head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: Box<str>,
    /// A short mark shown with it.
    pub badge: Option<Box<str>>,
    /// The dateline of its records that have none.
    pub dateline: Option<Box<str>>,
    /// Its place among the columns; default: as listed.
    pub order: Option<i64>,
}

/// `issue_number: {first: 2024-W15, number: 412}`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueNumber {
    /// The first week that is numbered.
    pub first: Week,
    /// Its number.
    pub number: i64,
}

/// A role and who had it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Credit {
    /// 责编, 版式, 校对 …
    pub role: Box<str>,
    /// Who.
    pub names: Box<str>,
}

/// How pages are printed.
#[derive(Clone, Debug, Default)]
pub struct PrintSettings {
    /// `a3`, `tabloid`, `a4` or `WxHmm`.
    pub paper: Option<Box<str>>,
    /// How many columns.
    pub columns: Option<i64>,
    /// How many pages; none is `auto`.
    pub pages: Option<i64>,
    /// Fonts of the folder `fonts/` to print with before all others, in order of preference.
    pub fonts: Vec<Box<str>>,
    /// Whether fonts of the system may fill in for characters that no other font has.
    pub system_fonts: bool,
}

/// `issues/2024-W15.yaml`: what the editor decided about one issue.
#[derive(Clone, Debug, Default)]
pub struct IssueDecisions {
    /// The day of the issue; default: the latest date of its records.
    pub date: Option<super::date::Date>,
    /// Its number.
    pub number: Option<i64>,
    /// Its credits; default: the settings'.
    pub credits: Vec<Credit>,
    /// The record that leads.
    pub lead: Option<Box<str>>,
    /// The strong second story, across the foot of page one.
    pub foot: Option<Box<str>>,
    /// Records in the order wished.
    pub order: Vec<Box<str>>,
    /// Records by page.
    pub pages: Vec<(i64, Vec<Box<str>>)>,
    /// Records that stand together.
    pub together: Vec<Vec<Box<str>>>,
    /// Records that stand in boxes; none where that is left to the make-up.
    pub boxes: Option<Vec<Box<str>>>,
    /// Records that stay out of print.
    pub leave_out: Vec<Box<str>>,
    /// Where headlines break: `上句|下句`.
    pub breaks: Vec<(Box<str>, Box<str>)>,
    /// Crops of photographs: x, y, width and height as fractions.
    pub crops: Vec<(Box<str>, [f32; 4])>,
    /// Boards, figures and the like to print.
    pub modules: Vec<Module>,
    /// Sealed: printed, and never made up again.
    pub sealed: bool,
}

impl Hash for IssueDecisions {
    fn hash<H: Hasher>(&self, to: &mut H) {
        let Self {
            date,
            number,
            credits,
            lead,
            foot,
            order,
            pages,
            together,
            boxes,
            leave_out,
            breaks,
            crops,
            modules,
            sealed,
        } = self;
        (date, number, credits, lead, foot, order, pages).hash(to);
        (together, boxes, leave_out, breaks, modules, sealed).hash(to);
        for (id, crop) in crops {
            (id, crop.map(f32::to_bits)).hash(to);
        }
    }
}
