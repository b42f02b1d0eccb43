//! The keys of `jianbao.yaml`.

use super::scoring::SCORING;
use super::{Choice, Key, Shape, choice, key};

const LANGS: &[Choice] = &[choice("zh-CN", &["中文", "zh"]), choice("en", &["英文", "英语"])];

const STAGES: &[Choice] = super::nested::STAGES;

const FILINGS: &[Key] = &[
    key("icp", &["网站备案"], Shape::Text, ("ICP 备案号", "ICP filing")),
    key("police", &["公安备案"], Shape::Text, ("公安备案号", "police filing")),
    key("permit", &["准印证号", "准印证"], Shape::Text, ("准印证号", "printing permit")),
];

const COLUMN: &[Key] = &[
    key("name", &["名称"], Shape::Text, ("栏目名称", "its name")),
    key("badge", &["标记", "徽标"], Shape::Text, ("显示在栏目前的短标记", "a short mark shown with it")),
    key("dateline", &["电头"], Shape::Text, ("默认电头", "the dateline of its records that have none")),
    key("order", &["顺序", "排序"], Shape::Whole, ("排第几", "its place")),
];

const ISSUE_NUMBER: &[Key] = &[
    key("first", &["首期", "起始"], Shape::Week, ("从哪一期起编号", "the first week that is numbered")),
    key("number", &["期号"], Shape::Whole, ("那一期的期号", "its number")),
];

const PRIVACY: &[Key] = &[
    key("pattern", &["样式", "查找"], Shape::Text, ("正则表达式，如 1[3-9]\\d{9}", "a regular expression")),
    key("why", &["理由", "原因"], Shape::Text, ("为什么", "why")),
];

const WORDING: &[Key] = &[
    key("find", &["查找", "避免"], Shape::Text, ("不用的词", "the words to avoid")),
    key("use", &["改为", "改用"], Shape::Text, ("替换的词", "what to say instead")),
    key("why", &["理由", "原因"], Shape::Text, ("为什么", "why")),
];

const PRINT: &[Key] = &[
    key("paper", &["纸张"], Shape::Text, ("a3、小报（tabloid）、a4 或 宽x高mm", "a3, tabloid, a4 or WxHmm")),
    key("columns", &["栏数"], Shape::Whole, ("几栏", "how many columns")),
    key("pages", &["版数"], Shape::Text, ("auto 或版数", "auto or a number")),
    key(
        "fonts",
        &["字体"],
        Shape::Texts,
        ("fonts 里的字体文件，先用写在前面的", "files of fonts/, in order of preference"),
    ),
    key("system_fonts", &["系统字体"], Shape::Flag, ("缺的字可以用系统里的字体", "system fonts may fill in")),
];

const OBSERVANCE: &[Key] = &[
    key("name", &["名称"], Shape::Text, ("叫什么", "what it is called")),
    key(
        "day",
        &["日子", "日期"],
        Shape::Text,
        (
            "3月12日、农历九月初九、5月第二个星期日，或 2024-06-01",
            "03-12, 2024-06-01, or in Chinese a lunar day or a weekday of a month",
        ),
    ),
];

/// The settings, each with a default that works.
pub const SETTINGS: &[Key] = &[
    key("title", &["标题", "名称", "报名"], Shape::Text, ("简报的名称", "the bulletin's name")),
    key("subtitle", &["副题", "副标题"], Shape::Text, ("名称下面的一行", "the line below it")),
    key("publisher", &["主办", "主办单位"], Shape::Text, ("主办单位", "who publishes it")),
    key("contact", &["联系", "联系方式"], Shape::Text, ("联系方式", "how to reach them")),
    key("filings", &["备案"], Shape::Fields(FILINGS), ("备案号", "filings shown at every page's foot")),
    key("lang", &["语言"], Shape::Choice(LANGS), ("界面语言，默认 zh-CN", "language of the interface")),
    key("base_url", &["网址", "站点地址"], Shape::Text, ("发布后的网址", "where the site will be served")),
    key("time_zone", &["时区"], Shape::Text, ("时区，默认 Asia/Shanghai", "default Asia/Shanghai")),
    key("theme", &["主题", "模板"], Shape::Text, ("themes 里的文件夹", "the folder under themes/")),
    key(
        "columns",
        &["栏目"],
        Shape::Each(COLUMN),
        ("栏目；列出之后，别的栏目会有警告", "the standing heads"),
    ),
    key("issue_number", &["期号"], Shape::Fields(ISSUE_NUMBER), ("怎样编期号", "how issues are numbered")),
    key("credits", &["职员", "编校"], Shape::Pairs, ("责编、版式、校对", "who made it")),
    key("print", &["印刷", "版面"], Shape::Fields(PRINT), ("报纸版面", "how pages are printed")),
    key("pinyin", &["拼音"], Shape::Pairs, ("多音字的读法，如 长岸: chang an", "readings of polyphones")),
    key(
        "privacy",
        &["隐私"],
        Shape::Each(PRIVACY),
        ("稿件里不该出现的号码等", "what must not stand in a text"),
    ),
    key("wording", &["用语"], Shape::Each(WORDING), ("不用的词和替换的词", "words to avoid and to use")),
    key("scoring", &["计分"], Shape::Fields(SCORING), ("怎样给稿件计分", "what stories are worth in points")),
    key(
        "require_stage",
        &["发布流程"],
        Shape::Choice(STAGES),
        ("到哪一步才发布", "how far the review must be"),
    ),
    key(
        "observances",
        &["纪念日", "节日"],
        Shape::Each(OBSERVANCE),
        ("日历里另加的日子", "further days for the calendar"),
    ),
    key("targets", &["发布目标"], Shape::Free, ("publish 复制到哪里", "where publish copies to")),
];
