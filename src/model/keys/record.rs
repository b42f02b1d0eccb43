//! The keys that every record may have, and those of an activity.

use super::nested::{
    ABOUT, ATTACHMENT, BYLINE, DUTY, FIGURE, ORG, PERSON, PHOTO, PRIORITIES, PROMISE, STAGES,
};
use super::scoring::PUBLISHED;
use super::{Key, Shape, key};

/// The keys that may stand on a record of any kind, in the order in which `new` and the reference give them.
pub const COMMON: &[Key] = &[
    key("id", &["编号"], Shape::Id, ("地址里的名字，默认取文件名", "its name in addresses")),
    key("kind", &["体裁", "类型"], Shape::Text, ("记录的体裁，默认 news 消息", "what it is; default news")),
    key(
        "title",
        &["标题", "主题"],
        Shape::Text,
        ("主标题；两句之间空一格，就在那里分行", "the main headline"),
    ),
    key("kicker", &["引题", "肩题"], Shape::Text, ("标题上面的一行", "the line above the headline")),
    key("deck", &["副题", "副标题"], Shape::Text, ("标题下面的一行", "the line below it")),
    key("column", &["栏目"], Shape::Text, ("所在栏目，如 社区传真", "the standing head it runs under")),
    key("date", &["日期"], Shape::Moment, ("见报日期，不是事情发生的日期", "the day it is published")),
    key(
        "issue",
        &["期", "刊期"],
        Shape::Week,
        ("哪一期，如 2024-W15；默认由日期定", "which issue; default by date"),
    ),
    key(
        "place",
        &["地点"],
        Shape::Text,
        ("区/街道/社区 的路径，或地点记录的 id", "a path, or the id of a place record"),
    ),
    key("dateline", &["电头"], Shape::Text, ("如 晚报讯；栏目可以给默认的", "such as 晚报讯")),
    key("bylines", &["作者", "署名"], Shape::Bylines(BYLINE), ("如 通讯员 甲 乙", "who wrote it")),
    key("orgs", &["单位"], Shape::Each(ORG), ("主办、协办等单位", "organisations and their part")),
    key("people", &["人物"], Shape::Each(PERSON), ("文中人物", "people in the text")),
    key(
        "photos",
        &["图片", "照片"],
        Shape::Each(PHOTO),
        ("和记录放在一起的图片", "photographs beside the record"),
    ),
    key("attachments", &["附件"], Shape::Each(ATTACHMENT), ("供下载的文件", "files for download")),
    key("tags", &["标签"], Shape::Texts, ("标签", "tags")),
    key("priority", &["版位"], Shape::Choice(PRIORITIES), ("头条、重点、普通、次要", "how strong a place")),
    key(
        "print",
        &["见报"],
        Shape::Print,
        ("是否上报纸版面，或见报用的短文", "whether printed, or a shorter text"),
    ),
    key(
        "sheet",
        &["张贴"],
        Shape::Flag,
        ("是否生成张贴用的 A4 单页", "whether to make a notice-board sheet"),
    ),
    key("figures", &["数字"], Shape::Each(FIGURE), ("文中的数字", "numbers that the text states")),
    key(
        "about",
        &["涉及"],
        Shape::Each(ABOUT),
        ("报道了哪些项目、行动、地点", "the standing records it reports on"),
    ),
    key("draft", &["草稿"], Shape::Flag, ("草稿不发布", "never out while true")),
    key("publish_at", &["发布"], Shape::Moment, ("从哪天起发布", "out from this day on")),
    key("expires_at", &["截止"], Shape::Moment, ("到哪天为止（含当天）", "out up to and including this day")),
    key("stage", &["流程"], Shape::Choice(STAGES), ("审稿走到哪一步", "how far the review has come")),
    key(
        "published",
        &["转载"],
        Shape::Each(PUBLISHED),
        ("被哪一级的媒体采用", "the papers and stations that took it up"),
    ),
    key("corrects", &["更正"], Shape::Id, ("更正的是哪篇记录", "the record that this one corrects")),
    key("follow_up", &["跟进"], Shape::Each(PROMISE), ("文中的承诺", "promises made in print")),
    key("aliases", &["旧址"], Shape::Texts, ("本站旧地址，转到这里", "old addresses that lead here")),
    key("body", &["正文"], Shape::Text, ("YAML 记录的正文", "the Markdown of a record in YAML")),
];

/// What an activity adds.
pub const ACTIVITY: &[Key] = &[
    key("starts", &["开始"], Shape::Moment, ("什么时候开始", "when it begins")),
    key("ends", &["结束"], Shape::Moment, ("什么时候结束", "when it ends")),
    key("venue", &["场地", "场所"], Shape::Text, ("在哪里：文字，或地点记录的 id", "where")),
    key("stalls", &["摊位", "展位"], Shape::Free, ("有哪些摊位", "its stalls")),
    key("audience", &["对象", "参加对象"], Shape::Texts, ("谁可以来", "for whom")),
    key("signup", &["报名"], Shape::Text, ("怎样报名", "how to sign up")),
    key(
        "repeats",
        &["重复"],
        Shape::Text,
        ("每周六、每月第二个周日…，或 RFC 5545 的规则", "every Saturday, monthly …, or a rule of RFC 5545"),
    ),
    key("roster", &["值班", "值班表"], Shape::Each(DUTY), ("谁值班：写岗位、队伍、单位", "who is on duty")),
];
