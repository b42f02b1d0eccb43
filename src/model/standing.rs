//! What standing kinds add: boards, places, schemes, ledgers and the others of SYSTEMS.

use std::hash::{Hash, Hasher};

use super::date::Date;
use super::{Id, Node, Record};

/// The keys of one standing kind.
#[derive(Clone, Debug, PartialEq, Hash)]
pub enum Standing {
    /// 行动
    Programme(Box<Programme>),
    /// 项目
    Project(Box<Project>),
    /// 地名, 阵地
    Place(Box<Place>),
    /// 积分制
    Scheme(Box<Scheme>),
    /// 台账
    Ledger(Box<Ledger>),
    /// 品牌, 工作法, 术语
    Brand(Brand),
    /// 议事
    Meeting(Box<Meeting>),
    /// 单位, 队伍, 榜样
    Named(Named),
    /// 页面
    Page(Page),
}

/// A programme, whose page is the board of the projects that name it.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Programme {
    /// The two fields by which the board groups its projects.
    pub group_by: Vec<Box<str>>,
    /// The statuses that its projects go through, in order.
    pub statuses: Vec<Box<str>>,
    /// When a project is late: list of `{from, to, days, say}`.
    pub overdue: Vec<Node>,
    /// The categories, in order.
    pub categories: Vec<Category>,
    /// How many projects there should be in all.
    pub total: Option<i64>,
    /// Its versions: list of `{name, from, note}`.
    pub versions: Vec<Node>,
}

/// A category of a programme's projects.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Category {
    /// What it is called.
    pub name: Box<str>,
    /// How many projects there should be in it.
    pub total: Option<i64>,
}

/// One project of a programme.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Project {
    /// The programme's id.
    pub programme: Option<Id>,
    /// Which of the programme's categories.
    pub category: Option<Box<str>>,
    /// Who answers for it.
    pub owner: Option<Box<str>>,
    /// The status before any story reported one.
    pub status: Option<Box<str>>,
    /// When it was opened.
    pub opened: Option<Date>,
    /// When it is due.
    pub due: Option<Date>,
    /// Its steps: names, or `{name, due, done}`.
    pub steps: Vec<Node>,
    /// Who claimed it.
    pub claimed_by: Option<Box<str>>,
}

/// A place or venue, through its names and parents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Its names by time; the title is its name now.
    pub names: Vec<Dated>,
    /// What it belonged to by time: paths or ids of places.
    pub parents: Vec<Dated>,
    /// 地址
    pub address: Option<Box<str>>,
    /// 联系: a telephone number, or other words.
    pub contact: Option<Box<str>>,
    /// 开放时间: text, or a list of `{days, open, close}`.
    pub hours: Vec<Node>,
    /// Latitude and longitude in degrees.
    pub geo: Option<[f64; 2]>,
    /// What it holds: a list of texts or of `{name, value, unit}`.
    pub holdings: Vec<Node>,
}

impl Hash for Place {
    fn hash<H: Hasher>(&self, to: &mut H) {
        let Self { names, parents, address, contact, hours, geo, holdings } = self;
        (names, parents, address, contact, hours, geo.map(|degrees| degrees.map(f64::to_bits)), holdings)
            .hash(to);
    }
}

/// A value that held from one day to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dated {
    /// The name, path or id.
    pub value: Box<str>,
    /// From this day on.
    pub from: Option<Date>,
    /// Up to and including this day.
    pub to: Option<Date>,
}

impl Dated {
    /// Whether it held on `day`.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A points scheme.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Scheme {
    /// What its units are worth: list of `{name, points}`.
    pub units: Vec<Node>,
    /// What earns points: list of `{name, points}`.
    pub rules: Vec<Node>,
    /// What points buy: list of `{name, points}`.
    pub prices: Vec<Node>,
    /// When what happens: list of `{name, when}` or `{name, from, repeats}`.
    pub calendar: Vec<Node>,
}

/// A table that is kept up.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Ledger {
    /// The heads of its columns.
    pub columns: Vec<Box<str>>,
    /// Its rows, as text cell by cell.
    pub rows: Vec<Vec<Box<str>>>,
    /// The CSV file that holds it instead, relative to the record's file.
    pub table: Option<Box<str>>,
    /// How often each row needs a date in each column.
    pub every: Option<Period>,
    /// The heads of the columns that are added up.
    pub sums: Vec<Box<str>>,
    /// How columns stand to each other in every row, as typed: `总数 = 在借 + 可借`.
    pub balance: Vec<Box<str>>,
}

/// A stretch of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// 月
    Month,
    /// 季度
    Quarter,
    /// 半年
    Half,
    /// 年
    Year,
}

impl Period {
    /// The first and the last day of the one that holds `day`.
    #[must_use]
    pub fn around(self, day: Date) -> (Date, Date) {
        let months: i8 = match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        };
        let first = (day.month() - 1) / months * months + 1;
        let of = |month: i8| Date::new(day.year(), month, 1).unwrap_or(day);
        (of(first), of(first + months - 1).last_of_month())
    }
}

/// An organisation or a person through its names.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Named {
    /// Its names by time; the title is its name now.
    pub names: Vec<Dated>,
}

/// A brand, method or term with versions.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Brand {
    /// Its versions: list of `{name, from, note}`.
    pub versions: Vec<Node>,
}

/// A meeting that decides. When and where it is stands with its record's activity.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Meeting {
    /// 议题
    pub topic: Option<Box<str>>,
    /// Who took part, by role, post or organisation.
    pub attended: Vec<Attended>,
    /// What was proposed, in the order typed.
    pub options: Vec<Proposal>,
    /// What was decided.
    pub decisions: Vec<Box<str>>,
    /// What became of it.
    pub outcome: Option<Box<str>>,
    /// The projects that it led to.
    pub projects: Vec<Id>,
}

/// Who took part in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attended {
    /// A role, a post or an organisation, or the id of a record.
    pub who: Box<str>,
    /// How many people.
    pub count: Option<i64>,
}

/// Something proposed to a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Proposal {
    /// What.
    pub what: Box<str>,
    /// What the meeting made of it, where that was typed.
    pub fate: Option<Fate>,
    /// Why.
    pub reason: Option<Box<str>>,
}

/// What a meeting made of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// 采纳
    Adopted,
    /// 否决
    Refused,
    /// 缓议
    Deferred,
    /// 待议
    Open,
}

/// 荣誉: something that a standing record was honoured with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Honour {
    /// What was given.
    pub name: Box<str>,
    /// Of which level.
    pub level: Option<Level>,
    /// In which year.
    pub year: Option<i16>,
    /// Who gave it.
    pub by: Option<Box<str>>,
}

/// The level of an honour, or of a paper that takes a story up; the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 全国, 中央
    National,
    /// 省级
    Provincial,
    /// 市级
    City,
    /// 区级, 县级
    District,
    /// 街道级, 镇级
    Street,
}

impl Level {
    /// All, the highest first.
    pub const ALL: [Self; 5] = [Self::National, Self::Provincial, Self::City, Self::District, Self::Street];

    /// Its English name, as in data.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Provincial => "provincial",
            Self::City => "city",
            Self::District => "district",
            Self::Street => "street",
        }
    }
}

/// A plain page.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Page {
    /// Its place in the menu; without one it is not in the menu.
    pub order: Option<i64>,
}

impl Record {
    /// The names that a place, organisation or person bears and bore, by time, as typed.
    #[must_use]
    pub fn names(&self) -> &[Dated] {
        match self.standing() {
            Some(Standing::Place(place)) => &place.names,
            Some(Standing::Named(named)) => &named.names,
            _ => &[],
        }
    }

    /// The versions of a brand, term or programme, as typed.
    #[must_use]
    pub fn versions(&self) -> &[Node] {
        match self.standing() {
            Some(Standing::Brand(brand)) => &brand.versions,
            Some(Standing::Programme(programme)) => &programme.versions,
            _ => &[],
        }
    }

    /// What a standing record was honoured with.
    #[must_use]
    pub fn honours(&self) -> &[Honour] {
        self.rest.as_deref().map_or(&[], |rest| &rest.honours)
    }
}
