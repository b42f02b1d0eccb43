//! The keys of standing kinds and plain pages.

use super::nested::{ATTENDED, HONOUR, NAMED, PARENT, PROPOSAL};
use super::{Choice, Key, Shape, choice, key};

/// What names a place, organisation or person bore.
const NAMES: Key =
    key("names", &["名称", "曾用名"], Shape::Each(NAMED), ("各个时期的名称", "its names by time"));
/// What was changed of a brand, term or programme, and when.
const VERSIONS: Key = key("versions", &["版本"], Shape::Free, ("历次版本", "its versions"));
/// What was given to whatever can be honoured.
const HONOURS: Key =
    key("honours", &["荣誉"], Shape::Each(HONOUR), ("所获荣誉", "what it was honoured with"));

/// What a programme adds.
pub const PROGRAMME: &[Key] = &[
    key(
        "group_by",
        &["分组"],
        Shape::Texts,
        ("看板按哪两个字段分组", "the two fields that the board groups by"),
    ),
    key("statuses", &["状态"], Shape::Free, ("项目依次经过的状态", "the statuses, in order")),
    key("overdue", &["逾期", "时限"], Shape::Free, ("怎样算逾期", "when a project is late")),
    key("categories", &["类别"], Shape::Free, ("项目的类别", "the categories, in order")),
    key("total", &["总数"], Shape::Whole, ("一共应有多少项目", "how many there should be")),
    VERSIONS,
    HONOURS,
];

/// What a project adds.
pub const PROJECT: &[Key] = &[
    key("programme", &["行动"], Shape::Id, ("所属行动的 id", "the programme's id")),
    key("category", &["类别"], Shape::Text, ("属于哪一类", "its category")),
    key("owner", &["负责", "负责人"], Shape::Text, ("谁负责", "who answers for it")),
    key("status", &["状态"], Shape::Text, ("报道之前的状态", "the status before any report")),
    key("opened", &["立项"], Shape::Date, ("哪天立项", "when it was opened")),
    key("due", &["期限"], Shape::Date, ("哪天到期", "when it is due")),
    key("steps", &["步骤"], Shape::Free, ("分几步", "its steps")),
    key("claimed_by", &["认领"], Shape::Text, ("谁认领", "who claimed it")),
    HONOURS,
];

/// What a place adds.
pub const PLACE: &[Key] = &[
    NAMES,
    key("parents", &["上级", "隶属"], Shape::Each(PARENT), ("各个时期的上级", "what it belonged to by time")),
    key("address", &["地址"], Shape::Text, ("地址", "its address")),
    key("contact", &["联系", "电话", "联系方式"], Shape::Text, ("电话或别的联系方式", "how to reach it")),
    key("hours", &["开放时间"], Shape::Free, ("开放时间", "its opening hours")),
    key("geo", &["坐标", "经纬度"], Shape::Geo, ("[纬度, 经度]", "latitude and longitude")),
    key("holdings", &["馆藏", "设施"], Shape::Free, ("有些什么", "what it holds")),
    HONOURS,
];

/// What an organisation, a team or a person adds.
pub const NAMED_BY: &[Key] = &[NAMES, HONOURS];

/// What a points scheme adds.
pub const SCHEME: &[Key] = &[
    key("units", &["换算"], Shape::Free, ("一朵花、一颗星各值多少分", "what its units are worth in points")),
    key("rules", &["规则", "积分规则"], Shape::Free, ("怎样得分", "what earns points")),
    key("prices", &["兑换", "价目"], Shape::Free, ("怎样兑换", "what points buy")),
    key("calendar", &["日程", "安排"], Shape::Free, ("什么时候做什么", "when what happens")),
];

const PERIODS: &[Choice] = &[
    choice("month", &["每月", "月"]),
    choice("quarter", &["每季度", "季度", "每季"]),
    choice("half", &["每半年", "半年"]),
    choice("year", &["每年", "年"]),
];

/// What a ledger adds.
pub const LEDGER: &[Key] = &[
    key("columns", &["表头", "列"], Shape::Texts, ("表头", "the heads of its columns")),
    key("rows", &["行", "各行"], Shape::Rows, ("各行", "its rows")),
    key("table", &["表格"], Shape::File, ("改用的 CSV 文件", "the CSV file that holds it instead")),
    key(
        "every",
        &["周期"],
        Shape::Choice(PERIODS),
        ("每行每列多久要有一个日期：每月、每季度…", "how often each row needs a date in each column"),
    ),
    key("sums", &["合计"], Shape::Texts, ("哪几列要合计", "the columns that are added up")),
    key(
        "balance",
        &["平衡", "核对"],
        Shape::Texts,
        ("各列之间的关系，如 `总数 = 在借 + 可借`", "how columns stand to each other: `all = out + in`"),
    ),
];

/// What a meeting adds.
pub const MEETING: &[Key] = &[
    key("topic", &["议题"], Shape::Text, ("议什么", "what it is about")),
    key("starts", &["开始"], Shape::Moment, ("什么时候开", "when it begins")),
    key("ends", &["结束"], Shape::Moment, ("什么时候散", "when it ends")),
    key("venue", &["场地", "场所"], Shape::Text, ("在哪里：文字，或地点记录的 id", "where")),
    key("attended", &["参加", "到会"], Shape::Each(ATTENDED), ("哪些方面的人参加", "who took part, by role")),
    key("options", &["方案", "选项"], Shape::Each(PROPOSAL), ("提了哪些方案，各自怎样", "what was proposed")),
    key("decision", &["决定", "决议"], Shape::Texts, ("定了什么，用方案的原话", "what was decided")),
    key("outcome", &["结果", "落实"], Shape::Text, ("后来怎样", "what became of it")),
    key("project", &["项目"], Shape::Ids, ("由此立的项目的 id", "the projects that it led to")),
];

/// What a brand or method adds.
pub const BRAND: &[Key] = &[VERSIONS, HONOURS];

/// What a term adds.
pub const TERM: &[Key] = &[VERSIONS];

/// What a plain page adds.
pub const PAGE: &[Key] =
    &[key("order", &["顺序", "排序"], Shape::Whole, ("在菜单里的顺序", "its place in the menu"))];
