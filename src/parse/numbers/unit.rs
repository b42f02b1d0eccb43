//! Behind a numeral in, the measure word out: 人, 人次, 平方米, 个小时, 大类.
//!
//! What surprised us: Chinese has some two hundred of them, and nearly each begins other words: 3支部, 三轮车, 两口子.
//! Each carries the characters that, behind it, make it another.

use super::numeral::{self, Numeral, Script};
use crate::model::figure::Qualifier;

/// A measure word that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit<'t> {
    /// As it stands in the text, without the 个 of 个小时.
    pub word: &'t str,
    /// In bytes, from the end of the numeral.
    pub length: usize,
    /// 个多小时.
    pub qualifier: Option<Qualifier>,
    /// 个半小时.
    pub half: f64,
}

/// Measure words, the longer of two that begin alike first, and the characters behind that make them another word.
#[rustfmt::skip]
const UNITS: &[(&str, &str)] = &[
    // Measures.
    ("平方公里", ""), ("平方米", ""), ("平米", ""), ("立方米", ""), ("公里", ""), ("千米", ""), ("厘米", ""), ("毫米", ""),
    ("米", "饭粉面线酒色其"), ("公顷", ""), ("亩", ""), ("㎡", ""), ("m²", ""), ("千克", ""), ("公斤", ""), ("斤", ""), ("克", "服"),
    ("吨", ""), ("毫升", ""), ("升", "级旗学国"), ("千瓦时", ""), ("千瓦", ""), ("兆瓦", ""), ("伏", ""), ("℃", ""), ("度", "假过数"),
    ("km", ""), ("kg", ""), ("cm", ""), ("mm", ""), ("元", "旦素宵月老"), ("块", "头"), ("角", "度落色逐"), ("倍", "数"),
    // Time.
    ("工作日", ""), ("分钟", "生便圈活课"), ("刻钟", ""), ("小时", "候"), ("钟头", ""), ("秒", "杀针"), ("分", "之别类店校院公部局开享期红组化析行工布级班层批"),
    ("天", "气津空然花井地堂下府桥"), ("周年", ""), ("周岁", ""), ("周", "边围岁转末期刊长"), ("星期", "一二三四五六日天"), ("年", "级代度龄货轻级终如会画初底末"),
    ("岁", "月末"), ("学期", ""), ("学时", ""), ("课时", ""),
    // People and events.
    ("人次", ""), ("人", "民口工大行才格间物体文生类家员事均为"), ("户次", ""), ("户", "籍外型口主"), ("名", "称单字牌人额录片"), ("位", "置于次"),
    ("家", "具庭乡长属园常政务村"), ("口", "子号罩岸碑味之径"), ("代", "表理替码"), ("支", "部书撑持援付队"), ("批", "准评发示"), ("届", ""), ("场次", ""),
    ("场", "地所馆景面合"), ("班次", ""), ("车次", ""), ("次", "日序数要"), ("期", "工项间望限刊待中末"), ("趟", ""), ("遍", "布地"), ("回", "家来去收访复"),
    ("顿", "时"), ("轮", "车椅船胎流岗值滑渡"), ("例", "如会外行"), ("起", "来点码草诉"), ("宗", "旨教"), ("桩", ""), ("件套", ""), ("件", ""),
    ("大类", ""), ("小类", ""), ("大项", ""), ("小项", ""), ("项", "目链"), ("条", "例件款理"), ("道", "路德理具"), ("类", "似别"), ("种", "植子"), ("款", "项待式"),
    ("样", ""), ("笔", "者记试画"), ("步", "法行骤道入"), ("组", "织成团长建合"),
    // Things.
    ("个", "别性体"), ("处", "理境级罚长于方"), ("所", "有以谓在得"), ("间", "隔接断距"), ("座", "位谈椅"), ("栋", ""), ("排", "查水放练列除"), ("层", "面次"),
    ("节", "日目约省假能气奏"), ("站", "点长在"), ("席", "位"), ("桌", "子椅"), ("份", "额"), ("封", "闭面"), ("篇", "幅"), ("首", "届次批席要先"), ("句", "子"),
    ("段", "落"), ("册", "子"), ("本", "周月地市社区科报身来次人届土科"), ("卷", ""), ("页", "面"), ("字", "幕典体条号画"), ("张", "贴"), ("幅", "度"), ("枚", ""), ("面", "积向对临前"),
    ("只", "有能要是"), ("头", "条部"), ("匹", "配"), ("尾", "号"), ("株", ""), ("棵", ""), ("盆", "栽景"), ("朵", ""), ("枝", "条"), ("根", "据本"), ("粒", ""),
    ("颗", ""), ("片", "区段面"), ("袋", ""), ("箱", ""), ("桶", ""), ("瓶", ""), ("盒", ""), ("包", "括含装"), ("筐", ""), ("篮", "球"), ("碗", ""),
    ("杯", ""), ("串", "联"), ("双", "方向"), ("对", "于照面外口接"), ("副", "食主书"), ("顶", "楼层"), ("床", ""), ("辆", ""), ("艘", ""), ("架", "空"), ("台", "阶州风湾"),
    ("部", "门分队署"), ("套", "餐"), ("把", "关握"), ("扇", "子"), ("门", "口店前卫牌户诊"), ("盏", ""), ("圈", "子"), ("捆", ""), ("车", "主位辆库站间道"), ("单", "元位制独"), ("票", ""),
];

/// What a length is measured in, or a price: 一 before it counts.
#[rustfmt::skip]
const MEASURES: [&str; 22] = [
    "元", "米", "公里", "千米", "厘米", "毫米", "平方米", "平米", "平方公里", "立方米", "亩", "公顷", "公斤", "千克", "斤", "吨", "升", "毫升", "倍", "小时",
    "分钟", "千瓦时",
];

/// What, behind 近, says since when: 近两年.
const SPANS: [&str; 6] = ["年", "天", "周", "个月", "星期", "学期"];

impl Unit<'_> {
    /// Whether it is a measure and not a classifier, so that 一 before it is a number.
    pub(super) fn is_measure(&self) -> bool {
        MEASURES.contains(&self.word) && self.half == 0.0 || self.half > 0.0
    }

    /// Whether 近 before it means the last: 近三年.
    pub(super) fn is_span(&self) -> bool {
        SPANS.contains(&self.word)
    }

    /// Whether numeral and measure word together say another thing: 1990年, 十分, 1分50秒, 十八块五, 24小时.
    pub(super) fn is_of_another_word(&self, numeral: &Numeral, before: &str, behind: &str) -> bool {
        let more = behind.starts_with(numeral::begins);
        match self.word {
            "年" => numeral.script == Script::Digits && (1900.0..2100.0).contains(&numeral.value),
            "分" => more || numeral.script == Script::Han && numeral.value == 10.0,
            "秒" => before.ends_with('分'),
            "块" | "米" | "元" | "角" => more && !behind.starts_with(|c: char| c.is_ascii_digit()),
            "小时" => numeral.script == Script::Digits && numeral.value == 24.0,
            "栋" => {
                numeral.script == Script::Digits && behind.starts_with(['、', '楼']) && numeral.value < 100.0
            }
            _ => false,
        }
    }
}

/// The measure word that `rest` begins with.
pub(super) fn read(rest: &str) -> Option<Unit<'_>> {
    let trimmed = rest.trim_start_matches(' ');
    let gap = rest.len() - trimmed.len();
    let found = of_time(trimmed).or_else(|| {
        let word = plain(trimmed)?;
        Some(Unit { word, length: word.len(), qualifier: None, half: 0.0 })
    })?;
    Some(Unit { length: found.length + gap, ..found })
}

/// 个小时, 个半月, 个多小时, 个百分点.
fn of_time(rest: &str) -> Option<Unit<'_>> {
    const WORDS: [&str; 8] = ["小时", "月", "钟头", "星期", "学期", "工作日", "百分点", "世纪"];
    let behind = rest.strip_prefix('个')?;
    let half = if behind.starts_with('半') { 0.5 } else { 0.0 };
    let qualifier = behind.starts_with('多').then_some(Qualifier::Over);
    let inner = behind.strip_prefix(['半', '多']).unwrap_or(behind);
    let word = WORDS.into_iter().find(|word| inner.starts_with(word))?;
    let length = rest.len() - inner.len() + word.len();
    // 3个月 is said with its 个.
    let is_whole = word == "月" && inner.len() == behind.len();
    let start = if is_whole { 0 } else { length - word.len() };
    Some(Unit { word: rest.get(start..length)?, length, qualifier, half })
}

/// A measure word of the table.
fn plain(rest: &str) -> Option<&str> {
    let (word, not) = UNITS.iter().find(|(word, _)| rest.starts_with(word))?;
    let behind = rest.get(word.len()..).unwrap_or_default();
    let is_latin = word.ends_with(|c: char| c.is_ascii_alphabetic());
    let runs_on = is_latin && behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    if runs_on || behind.starts_with(|c| not.contains(c)) {
        return None;
    }
    rest.get(..word.len())
}

/// `%` or 成, behind a numeral.
pub(super) fn share(rest: &str) -> Option<&str> {
    let unit = ["%", "％", "‰", "成"].into_iter().find(|unit| rest.starts_with(unit))?;
    let behind = rest.get(unit.len()..).unwrap_or_default();
    let is_word = unit == "成" && behind.starts_with(|c| "立为员果功本都了人年长效就型熟色".contains(c));
    if is_word { None } else { rest.get(..unit.len()) }
}

/// What 首 may stand before.
pub(super) fn of_first(rest: &str) -> Option<&str> {
    const WORDS: &str = "届次批个家场座条支期轮部张例笔本";
    let unit = rest.chars().next().filter(|c| WORDS.contains(*c))?;
    rest.get(..unit.len_utf8())
}

/// What may stand behind 第三; issues, pages and paragraphs are names.
pub(super) fn of_ordinal(rest: &str) -> Option<&str> {
    const NAMES: [&str; 9] = ["期", "页", "分", "中", "单", "口", "元", "代", "度"];
    plain(rest).filter(|unit| !NAMES.contains(unit))
}

/// How long the word is that begins with a numeral and counts nothing.
pub(super) fn idiom(rest: &str) -> Option<usize> {
    #[rustfmt::skip]
    const IDIOMS: [&str; 18] = [
        "三天两头", "三番五次", "三年五载", "四处", "两口子", "百分百", "三三两两", "千家万户", "千千万万", "十个指头", "两头", "三件套", "两面",
        "八小时之外", "八小时以外", "二次", "两样", "四面八方",
    ];
    IDIOMS.into_iter().find(|idiom| rest.starts_with(idiom)).map(str::len)
}
