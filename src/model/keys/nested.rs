//! The keys and values inside the keys of records.

use super::{Choice, Key, Shape, choice, key};

pub(super) const PRIORITIES: &[Choice] = &[
    choice("lead", &["头条"]),
    choice("major", &["重点", "主要"]),
    choice("normal", &["普通", "一般"]),
    choice("minor", &["次要"]),
];

pub(super) const STAGES: &[Choice] = &[
    choice("written", &["撰写", "已撰写", "成稿"]),
    choice("community", &["社区", "社区审核", "社区审"]),
    choice("street", &["街道", "街道审核", "街道审"]),
    choice("signed", &["签发", "已签发"]),
];

pub(super) const BYLINE: &[Key] = &[
    key("name", &["姓名", "名字"], Shape::Text, ("姓名", "whose name")),
    key("role", &["身份", "角色"], Shape::Text, ("如 通讯员、本报记者", "such as correspondent")),
    key("org", &["单位"], Shape::Text, ("所在单位", "of which organisation")),
];

const ORG_ROLES: &[Choice] = &[
    choice("host", &["主办"]),
    choice("partner", &["协办", "合作"]),
    choice("with", &["联合", "参与"]),
    choice("beneficiary", &["受益"]),
];

pub(super) const ORG: &[Key] = &[
    key(
        "name",
        &["名称", "单位"],
        Shape::Text,
        ("单位名称，或单位记录的 id", "its name, or the id of an org record"),
    ),
    key("role", &["角色"], Shape::Choice(ORG_ROLES), ("主办、协办、联合、受益", "what it did")),
];

pub(super) const PERSON: &[Key] = &[
    key("name", &["姓名", "名字"], Shape::Text, ("姓名", "the name")),
    key("post", &["职务", "身份"], Shape::Text, ("职务", "what the person is")),
    key("pseudonym", &["化名"], Shape::Flag, ("是化名", "the name is not the real one")),
    key("minor", &["未成年", "未成年人"], Shape::Flag, ("未成年人", "not of age")),
    key("consent", &["同意", "授权"], Shape::Flag, ("本人同意公开姓名", "agreed to be named")),
];

pub(super) const PHOTO: &[Key] = &[
    key(
        "file",
        &["文件"],
        Shape::File,
        ("图片文件，从记录所在文件夹算起", "the file, from the record's folder"),
    ),
    key("caption", &["图注", "说明"], Shape::Text, ("图片说明", "what stands below it")),
    key("credit", &["摄影", "署名", "供图"], Shape::Text, ("拍摄者或供图者", "who took it")),
    key(
        "alt",
        &["替代文字", "描述"],
        Shape::Text,
        ("给看不见图片的读者", "what it shows, for who cannot see it"),
    ),
    key(
        "focus",
        &["焦点"],
        Shape::Point,
        ("裁切时保住的点 [横, 纵]，0 到 1", "the point that cropping keeps"),
    ),
];

pub(super) const ATTACHMENT: &[Key] = &[
    key(
        "file",
        &["文件"],
        Shape::File,
        ("附件文件，从记录所在文件夹算起", "the file, from the record's folder"),
    ),
    key("title", &["标题", "名称"], Shape::Text, ("下载时显示的名称", "what it is called on the page")),
];

const QUALIFIERS: &[Choice] = &[
    choice("exact", &["整", "正好", "精确"]),
    choice("over", &["余", "多"]),
    choice("near", &["近"]),
    choice("about", &["约"]),
    choice("min", &["以上", "至少"]),
    choice("max", &["不到", "以下", "至多"]),
];

const MEASURES: &[Choice] = &[
    choice("stock", &["存量", "现有"]),
    choice("change", &["增量", "变化", "新增"]),
    choice("total", &["累计", "总数"]),
    choice("flow", &["期间", "当期", "流量"]),
];

pub(super) const FIGURE: &[Key] = &[
    key("name", &["名称", "指标"], Shape::Text, ("数的是什么", "what is counted")),
    key("value", &["数值", "值"], Shape::Number, ("多少", "how much")),
    key("unit", &["单位"], Shape::Text, ("个、户、平方米…", "in what")),
    key("qualifier", &["限定"], Shape::Choice(QUALIFIERS), ("余、近、约、以上、不到", "how exactly")),
    key(
        "measure",
        &["性质", "口径"],
        Shape::Choice(MEASURES),
        ("存量、增量、累计、期间", "what kind of number"),
    ),
    key("as_of", &["截至"], Shape::Date, ("哪一天的数，默认是记录的日期", "the day it was true")),
    key("subject", &["主体", "对象"], Shape::Text, ("谁的数：常设记录的 id 或名称", "whose number it is")),
];

pub(super) const ABOUT: &[Key] = &[
    key("id", &["编号", "记录"], Shape::Id, ("常设记录的 id", "the standing record")),
    key("status", &["状态"], Shape::Text, ("报道之后的状态", "the status that it has now")),
    key("step", &["步骤", "阶段"], Shape::Text, ("走到哪一步", "the step reached")),
    key("note", &["备注", "说明"], Shape::Text, ("一句说明", "a remark")),
];

pub(super) const PROMISE: &[Key] = &[
    key("what", &["事项", "内容"], Shape::Text, ("承诺了什么", "what was promised")),
    key("due", &["期限", "到期"], Shape::Date, ("什么时候之前", "by when")),
    key(
        "closes",
        &["兑现"],
        Shape::Id,
        ("这一篇报道了哪篇稿件的承诺已经办到", "the record whose promise this one reports as kept"),
    ),
];

pub(super) const DUTY: &[Key] = &[
    key(
        "name",
        &["名称", "班组"],
        Shape::Text,
        ("岗位、队伍、单位，或记录的 id", "a post, a team, an organisation, or the id of a record"),
    ),
    key("date", &["日期"], Shape::Date, ("哪一天值班", "the day of its duty")),
    key(
        "repeats",
        &["重复"],
        Shape::Text,
        ("哪些天值班，如 每周三；不写日期和重复就轮流", "on which days; without it and a date, by turns"),
    ),
    key("note", &["备注", "说明"], Shape::Text, ("一句说明", "a remark")),
];

pub(super) const ATTENDED: &[Key] = &[
    key(
        "who",
        &["谁", "名称", "单位"],
        Shape::Text,
        ("身份、岗位或单位，或记录的 id；不写姓名", "a role, a post, an organisation, or the id of a record"),
    ),
    key("count", &["人数"], Shape::Whole, ("几个人", "how many people")),
];

const FATES: &[Choice] = &[
    choice("adopted", &["采纳", "通过"]),
    choice("refused", &["否决", "未采纳", "不采纳"]),
    choice("deferred", &["缓议", "暂缓"]),
    choice("open", &["待议", "未定"]),
];

pub(super) const PROPOSAL: &[Key] = &[
    key("what", &["内容", "名称"], Shape::Text, ("提了什么", "what was proposed")),
    key(
        "fate",
        &["去向", "结论"],
        Shape::Choice(FATES),
        ("采纳、否决、缓议、待议", "what the meeting made of it"),
    ),
    key("reason", &["理由", "原因"], Shape::Text, ("为什么", "why")),
];

pub(super) const LEVELS: &[Choice] = &[
    choice("national", &["全国", "国家级", "中央"]),
    choice("provincial", &["省级", "省"]),
    choice("city", &["市级", "市"]),
    choice("district", &["区级", "县级", "区县级", "区"]),
    choice("street", &["街道级", "镇级", "街道"]),
];

pub(super) const HONOUR: &[Key] = &[
    key("name", &["名称", "荣誉"], Shape::Text, ("得了什么", "what was given")),
    key("level", &["级别"], Shape::Choice(LEVELS), ("全国、省级、市级、区级、街道级", "of which level")),
    key("year", &["年度", "年份"], Shape::Whole, ("哪一年，如 2024", "in which year")),
    key("by", &["授予", "颁发"], Shape::Text, ("谁授予", "who gave it")),
];

pub(super) const NAMED: &[Key] = &[
    key("name", &["名称"], Shape::Text, ("名称", "the name")),
    key("from", &["起", "自"], Shape::Date, ("从哪天起", "from this day on")),
    key("to", &["止", "至"], Shape::Date, ("到哪天止（含当天）", "up to and including this day")),
];

pub(super) const PARENT: &[Key] = &[
    key("place", &["地点", "上级"], Shape::Text, ("上级地点的路径或 id", "the path or id of a place")),
    key("from", &["起", "自"], Shape::Date, ("从哪天起", "from this day on")),
    key("to", &["止", "至"], Shape::Date, ("到哪天止（含当天）", "up to and including this day")),
];
