//! One record, as its editor meant it: every value checked, every name in the bulletin's own words.
//!
//! What surprised us: nine records in ten use a dozen of the keys. Those stand in [`Record`]; the others are
//! in [`Rest`], which most records do not have, so that an archive of a million fits in memory.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::date::{Date, DateTime, Time, Week};
use super::scoring::Published;
use super::standing::{Honour, Standing};
use super::{Id, Kind, Node};

pub use super::figure::{Figure, Measure, Qualifier};

/// A record without its body, which is read again when its page is made.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Record {
    /// Its name in addresses.
    pub id: Id,
    /// What the id was made from, where it was neither given nor a right id already.
    pub id_made_from: Option<Box<str>>,
    /// What it is.
    pub kind: Kind,
    /// Where it was read.
    pub source: Source,
    /// 标题; only a photo may lack one.
    pub title: Option<Box<str>>,
    /// 引题
    pub kicker: Option<Box<str>>,
    /// 副题
    pub deck: Option<Box<str>>,
    /// 栏目, as typed.
    pub column: Option<Box<str>>,
    /// 日期, in the bulletin's zone.
    pub date: Option<Date>,
    /// The time of day, where `date` had one.
    pub time: Option<Time>,
    /// 期: the week typed, or that of `date`; none for standing records.
    pub week: Option<Week>,
    /// 地点, as typed: a path or an id.
    pub place: Option<Box<str>>,
    /// 电头, as typed in the record.
    pub dateline: Option<Box<str>>,
    /// 作者
    pub bylines: Vec<Byline>,
    /// 标签
    pub tags: Vec<Box<str>>,
    /// 版位
    pub priority: Priority,
    /// 图片
    pub photos: Vec<Photo>,
    /// 草稿
    pub draft: bool,
    /// 发布: out from this day on.
    pub publish_at: Option<Date>,
    /// 截止: out up to and including this day.
    pub expires_at: Option<Date>,
    /// The keys that few records use.
    pub rest: Option<Box<Rest>>,
}

/// Where a record was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's number in `read::Sources`.
    pub file: u32,
    /// Which item of a YAML list, from 0; none for a Markdown file or a YAML file of one record.
    pub item: Option<u32>,
    /// The body's bytes in the file, where it stands there as it is: behind the front matter of a Markdown
    /// file. A `body:` in YAML is in [`Rest::body`].
    pub body: Range<u32>,
    /// The hash of these bytes.
    pub words: u64,
}

impl Hash for Source {
    /// Where a record was read is no part of what it says.
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// The keys that few records use.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Rest {
    /// The body of a record in YAML.
    pub body: Option<Box<str>>,
    /// 单位
    pub orgs: Vec<Org>,
    /// 人物
    pub people: Vec<Person>,
    /// 附件
    pub attachments: Vec<Attachment>,
    /// 见报
    pub print: Print,
    /// 张贴
    pub sheet: bool,
    /// 数字
    pub figures: Vec<Figure>,
    /// 涉及
    pub about: Vec<About>,
    /// 流程
    pub stage: Option<Stage>,
    /// 转载
    pub published: Vec<Published>,
    /// 更正
    pub corrects: Option<Id>,
    /// 跟进
    pub follow_up: Vec<Promise>,
    /// 旧址, as typed, without a leading slash.
    pub aliases: Vec<Box<str>>,
    /// 荣誉
    pub honours: Vec<Honour>,
    /// What an `activity` adds.
    pub activity: Option<Activity>,
    /// What a standing kind adds.
    pub standing: Option<Standing>,
}

impl Record {
    /// The headline; for a photo without one, nothing (its first clause is known when its body is read).
    #[must_use]
    pub fn headline(&self) -> &str {
        self.title.as_deref().unwrap_or_default()
    }

    /// The people of the record, where it names any.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        self.rest.as_deref().map_or(&[], |rest| &rest.people)
    }

    /// Whether it says nothing against listing `name` or putting it into data: no entry of its people under that
    /// name is a pseudonym, a minor or without consent.
    #[must_use]
    pub fn may_name(&self, name: &str) -> bool {
        let is_it =
            |person: &Person| person.name.as_ref() == name || bare_name(&person.name) == bare_name(name);
        self.people().iter().all(|person| person.may_be_listed() || !is_it(person))
    }

    /// The standing records that it reports on.
    #[must_use]
    pub fn about(&self) -> &[About] {
        self.rest.as_deref().map_or(&[], |rest| &rest.about)
    }

    /// The organisations that it names.
    #[must_use]
    pub fn orgs(&self) -> &[Org] {
        self.rest.as_deref().map_or(&[], |rest| &rest.orgs)
    }

    /// The promises that it makes, and those that it keeps.
    #[must_use]
    pub fn follow_up(&self) -> &[Promise] {
        self.rest.as_deref().map_or(&[], |rest| &rest.follow_up)
    }

    /// The figures that it states.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        self.rest.as_deref().map_or(&[], |rest| &rest.figures)
    }

    /// The old addresses that lead to it.
    #[must_use]
    pub fn aliases(&self) -> &[Box<str>] {
        self.rest.as_deref().map_or(&[], |rest| &rest.aliases)
    }

    /// Whether a sheet for notice boards is wanted.
    #[must_use]
    pub fn wants_sheet(&self) -> bool {
        self.rest.as_deref().is_some_and(|rest| rest.sheet)
    }

    /// What an activity adds.
    #[must_use]
    pub fn activity(&self) -> Option<&Activity> {
        self.rest.as_deref().and_then(|rest| rest.activity.as_ref())
    }

    /// What a standing kind adds.
    #[must_use]
    pub fn standing(&self) -> Option<&Standing> {
        self.rest.as_deref().and_then(|rest| rest.standing.as_ref())
    }
}

/// 版位: how strong a place the record should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// 次要
    Minor,
    /// 普通
    Normal,
    /// 重点
    Major,
    /// 头条
    Lead,
}

/// One name of a by-line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Byline {
    /// Whose name.
    pub name: Box<str>,
    /// 通讯员, 本报记者, 摄影 …
    pub role: Option<Box<str>>,
    /// Of which organisation.
    pub org: Option<Box<str>>,
    /// What is printed before the name: its role, and what divides it from the name before.
    pub before: Box<str>,
    /// What is printed behind the name.
    pub after: Box<str>,
}

/// A photograph beside the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Photo {
    /// Its name as typed, relative to the record's file.
    pub file: Box<str>,
    /// 图注
    pub caption: Option<Box<str>>,
    /// Who took it.
    pub credit: Option<Box<str>>,
    /// What it shows, for who cannot see it.
    pub alt: Option<Box<str>>,
    /// The point that cropping keeps, as fractions of width and height from the top left.
    pub focus: Option<[f32; 2]>,
}

impl Hash for Photo {
    fn hash<H: Hasher>(&self, to: &mut H) {
        let Self { file, caption, credit, alt, focus } = self;
        (file, caption, credit, alt, focus.map(|point| point.map(f32::to_bits))).hash(to);
    }
}

/// An organisation's part in a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Org {
    /// Its name, or the id of an `org` record.
    pub name: Box<str>,
    /// Its part.
    pub role: Option<OrgRole>,
}

/// What an organisation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrgRole {
    /// 主办
    Host,
    /// 协办
    Partner,
    /// 联合
    With,
    /// 受益
    Beneficiary,
}

/// A person that a record names. Never listed, indexed or put into structured data unless
/// [`Person::may_be_listed`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Person {
    /// The name, real or not.
    pub name: Box<str>,
    /// 职务
    pub post: Option<Box<str>>,
    /// 化名
    pub pseudonym: bool,
    /// 未成年
    pub minor: bool,
    /// 同意: the person agreed to be named.
    pub consent: bool,
}

/// A name without the spaces that newspapers set in short ones: 李　明 is 李明.
#[must_use]
pub fn bare_name(name: &str) -> String {
    name.split_whitespace().collect()
}

impl Person {
    /// Whether the name may leave the story that it stands in.
    #[must_use]
    pub fn may_be_listed(&self) -> bool {
        self.consent && !self.pseudonym && !self.minor
    }
}

/// A file for download.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Attachment {
    /// Its name as typed, relative to the record's file.
    pub file: Box<str>,
    /// What it is called on the page.
    pub title: Option<Box<str>>,
}

/// 见报: whether and how the record is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Print {
    /// As it is.
    #[default]
    Whole,
    /// Not at all.
    Not,
    /// With this shorter text instead of the body.
    Instead(Box<str>),
}

/// What the record reports on a standing record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct About {
    /// The standing record.
    pub id: Box<str>,
    /// The status that it has now.
    pub status: Option<Box<str>>,
    /// The step that was reached.
    pub step: Option<Box<str>>,
    /// A remark.
    pub note: Option<Box<str>>,
}

/// 流程: how far the review has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// 已撰写
    Written,
    /// 社区审核
    Community,
    /// 街道审核
    Street,
    /// 签发
    Signed,
}

/// 跟进: a promise made in print.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Promise {
    /// By when.
    pub due: Option<Date>,
    /// What was promised; empty where [`closes`](Self::closes) stands alone.
    pub what: Box<str>,
    /// 兑现: the record whose promise is kept by this one; then nothing is promised here.
    pub closes: Option<Id>,
}

/// What an `activity` adds.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Activity {
    /// 开始
    pub starts: Option<Moment>,
    /// 结束
    pub ends: Option<Moment>,
    /// 场地: the id of a place record, or words.
    pub venue: Option<Box<str>>,
    /// 摊位: a list of names, or of `{name, org}`.
    pub stalls: Vec<Node>,
    /// 对象
    pub audience: Option<Box<str>>,
    /// 报名
    pub signup: Option<Box<str>>,
    /// 重复: a recurrence rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=SA`.
    pub repeats: Option<Box<str>>,
    /// 值班: who is on duty.
    pub roster: Vec<Duty>,
}

/// One line of a roster: a post, team or organisation, and when it is on duty. Without a day and a rule it takes turns
/// with the other lines that have none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Duty {
    /// The id of a record, or words.
    pub name: Box<str>,
    /// The day of its duty.
    pub date: Option<Date>,
    /// The rule of its duties.
    pub repeats: Option<Box<str>>,
    /// What for.
    pub note: Option<Box<str>>,
}

/// A day, or a time on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time, where one was given.
    pub time: Option<Time>,
}

impl Moment {
    /// The moment as a civil date and time; a day alone is its midnight.
    #[must_use]
    pub fn start(self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }
}
