//! The keys of `issues/<week>.yaml`.

use super::{Choice, Key, Shape, choice, key};

const MODULES: &[Choice] = &[
    choice("board", &["看板", "进度"]),
    choice("figures", &["数字", "图表"]),
    choice("scheme", &["积分", "积分制"]),
    choice("calendar", &["日历", "活动"]),
    // A standing kind asks for what is printed of its records: of a programme its board, of others their figures.
    choice("programme", &["行动"]),
    choice("project", &["项目"]),
    choice("place", &["地名", "阵地"]),
    choice("org", &["单位", "队伍"]),
    choice("person", &["榜样", "通讯员"]),
    choice("ledger", &["台账"]),
    choice("brand", &["品牌", "工作法"]),
    choice("term", &["术语"]),
    choice("meeting", &["议事"]),
];

const MODULE: &[Key] = &[
    key(
        "kind",
        &["种类"],
        Shape::Choice(MODULES),
        ("看板、数字、积分、日历", "what to print: a board, figures, a scheme, the calendar"),
    ),
    key("id", &["编号"], Shape::Id, ("哪条常设记录；日历可以不写", "of which standing record")),
];

/// What the editor decides about one week's issue.
pub const ISSUE: &[Key] = &[
    key("date", &["日期"], Shape::Date, ("出版日期，默认取最晚一篇的日期", "the day of the issue")),
    key("number", &["期号"], Shape::Whole, ("期号", "its number")),
    key("credits", &["职员", "编校"], Shape::Pairs, ("责编、版式、校对", "who made it")),
    key("lead", &["头条"], Shape::Id, ("哪篇做头条", "the record that leads")),
    key(
        "foot",
        &["倒头条"],
        Shape::Id,
        ("哪篇做倒头条：通栏放在第1版版脚", "the record across the foot of page one"),
    ),
    key("order", &["顺序", "排序"], Shape::Ids, ("稿件的先后", "records in the order wished")),
    key("pages", &["分版"], Shape::Free, ("哪些稿件上哪一版", "records by page")),
    key("together", &["相邻", "同组"], Shape::Free, ("哪些稿件放在一起", "records that stand together")),
    key(
        "boxes",
        &["加框"],
        Shape::Ids,
        ("加框的稿件和版块；写 [] 就都不加", "records and modules in boxes; [] for none"),
    ),
    key("leave_out", &["不上版", "撤下"], Shape::Ids, ("不上版的稿件", "records that stay out of print")),
    key("breaks", &["断题", "分行"], Shape::Pairs, ("标题在哪里分行：上句|下句", "where headlines break")),
    key("crops", &["裁切"], Shape::Free, ("图片裁切：[左, 上, 宽, 高]", "crops of photographs")),
    key("modules", &["版块"], Shape::Each(MODULE), ("另放的版块", "boards, figures and the like to print")),
    key("final", &["定版", "封存"], Shape::Flag, ("已付印，不再改版", "printed, and never made up again")),
];
