//! What stands before and behind a numeral in, how exactly it is meant out: 近, 约, 超, 不到; 余, 多, 以上, 左右.
//!
//! What surprised us: the same characters are halves of other words as often (附近, 预约, 十多个 but 许多), so each
//! is asked for its own neighbour.

use super::numeral::{self, Numeral, Script};
use crate::model::figure::Qualifier;

/// Words that say how exactly.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub qualifier: Qualifier,
    /// In bytes.
    pub length: usize,
    /// What they add to the value: the half of 两年半.
    pub half: f64,
}

/// Behind the numeral, before the measure word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suffix {
    pub qualifier: Qualifier,
    /// In bytes.
    pub length: usize,
    /// The 万 of 300余万.
    pub scale: f64,
}

/// What stands before, the longer of two that end alike first, and the characters before it that make it another word.
const BEFORE: [(&str, Qualifier, &str); 33] = [
    ("不超过", Qualifier::Max, ""),
    ("不多于", Qualifier::Max, ""),
    ("不高于", Qualifier::Max, ""),
    ("不少于", Qualifier::Min, ""),
    ("不低于", Qualifier::Min, ""),
    ("不到", Qualifier::Max, ""),
    ("不足", Qualifier::Max, ""),
    ("不满", Qualifier::Max, ""),
    ("未满", Qualifier::Max, ""),
    ("少于", Qualifier::Max, ""),
    ("低于", Qualifier::Max, ""),
    ("至多", Qualifier::Max, ""),
    ("最多", Qualifier::Max, ""),
    ("至少", Qualifier::Min, ""),
    ("最少", Qualifier::Min, ""),
    ("超过了", Qualifier::Over, ""),
    ("超过", Qualifier::Over, ""),
    ("超出", Qualifier::Over, ""),
    ("突破", Qualifier::Over, ""),
    ("高于", Qualifier::Over, ""),
    ("多于", Qualifier::Over, ""),
    ("大于", Qualifier::Over, ""),
    ("将近", Qualifier::Near, ""),
    ("接近", Qualifier::Near, ""),
    ("大约", Qualifier::About, ""),
    ("大概", Qualifier::About, ""),
    ("约有", Qualifier::About, "预签合公节制特契邀相"),
    ("约为", Qualifier::About, ""),
    ("差不多", Qualifier::About, ""),
    ("超", Qualifier::Over, "高中英反"),
    ("逾", Qualifier::Over, ""),
    ("近", Qualifier::Near, "附最临邻靠走远就新"),
    ("约", Qualifier::About, "预签合公节制特契邀相隐条大纽违履解"),
];

/// The words at the end of `before`.
pub(super) fn before(before: &str) -> Option<Found> {
    let trimmed = before.trim_end_matches(' ');
    let gap = before.len() - trimmed.len();
    let (word, qualifier, not) = BEFORE.iter().find(|(word, ..)| trimmed.ends_with(word))?;
    let further = trimmed.strip_suffix(word)?;
    if further.ends_with(|c| not.contains(c)) {
        return None;
    }
    Some(Found { qualifier: *qualifier, length: word.len() + gap, half: 0.0 })
}

/// 上百, 数十, 几千: a word that makes a power a number.
pub(super) fn power(before: &str, numeral: &Numeral) -> Option<Found> {
    const WORDS: [(&str, Qualifier, &str); 4] = [
        ("成", Qualifier::Over, "完达形组构年变"),
        ("上", Qualifier::Min, "以晚早路街网线身桌水墙地会车楼船马海之加"),
        ("数", Qualifier::Over, "人总户次岁少多分件指系基参读倍代函奇偶个全半"),
        ("几", Qualifier::Over, "茶"),
    ];
    let is_power = numeral.script == Script::Power || numeral.value == 10.0 && numeral.script == Script::Han;
    let (word, qualifier, not) =
        WORDS.iter().find(|(word, ..)| before.ends_with(word)).filter(|_| is_power)?;
    let further = before.strip_suffix(word)?;
    let is_tens = matches!(*word, "上" | "成") && numeral.value < 100.0;
    if is_tens || further.ends_with(|c| not.contains(c)) {
        return None;
    }
    Some(Found { qualifier: *qualifier, length: word.len(), half: 0.0 })
}

/// 余, 多, 来 or 几 at the beginning of `behind`.
pub(super) fn suffix(behind: &str, numeral: &Numeral) -> Option<Suffix> {
    let trimmed = behind.trim_start_matches(' ');
    let gap = behind.len() - trimmed.len();
    let word = trimmed.chars().next()?;
    let further = trimmed.get(word.len_utf8()..).unwrap_or_default();
    let is_ten = numeral.value % 10.0 == 0.0;
    let qualifier = match word {
        '余' | '多' if !further.starts_with(['媒', '功']) => Qualifier::Over,
        '来' if numeral.is_round && is_ten && super::unit::read(further).is_some() => Qualifier::About,
        '几' if numeral.is_round && is_ten => Qualifier::Over,
        _ => return None,
    };
    let scale = further.chars().next().filter(|c| "万亿".contains(*c));
    Some(Suffix {
        qualifier,
        length: gap + word.len_utf8() + scale.map_or(0, char::len_utf8),
        scale: scale.and_then(numeral::power).unwrap_or(1.0),
    })
}

/// The words behind a measure word: 以上, 左右, 半, 多.
pub(super) fn after_unit(behind: &str) -> Option<Found> {
    const WORDS: [(&str, Qualifier, f64); 10] = [
        ("及以上", Qualifier::Min, 0.0),
        ("以上", Qualifier::Min, 0.0),
        ("及以下", Qualifier::Max, 0.0),
        ("以下", Qualifier::Max, 0.0),
        ("以内", Qualifier::Max, 0.0),
        ("之内", Qualifier::Max, 0.0),
        ("左右", Qualifier::About, 0.0),
        ("上下", Qualifier::About, 0.0),
        ("多", Qualifier::Over, 0.0),
        ("半", Qualifier::Exact, 0.5),
    ];
    const NOT_BEHIND: &str = "种样功年天径价数亩个人名次元边路岛坡楼块";
    let (word, qualifier, half) = WORDS.into_iter().find(|(word, ..)| behind.starts_with(word))?;
    let further = behind.strip_prefix(word)?;
    let is_short = matches!(word, "多" | "半");
    if is_short && further.starts_with(|c| NOT_BEHIND.contains(c)) {
        return None;
    }
    Some(Found { qualifier, length: word.len(), half })
}

/// Whether what stands before the numeral makes it part of something else: A4, 0513-12345678, 20至30, 周三.
pub(super) fn is_part_of_more(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if last.is_ascii_alphanumeric() || "-－—–:：.．/／×*#＃№~～０１２３４５６７８９周期拜初".contains(last)
    {
        return true;
    }
    let further = before.strip_suffix(last).unwrap_or_default();
    "至到,".contains(last) && further.ends_with(numeral::begins)
}

/// Whether the numeral begins a name in quotation marks: “三单制”, “15分钟生活圈”.
pub(super) fn is_name(before: &str, rest: &str) -> bool {
    const LONGEST: usize = 8;
    const QUOTES: [(char, char); 4] = [('“', '”'), ('‘', '’'), ('《', '》'), ('「', '」')];
    let Some(last) = before.chars().next_back() else { return false };
    let closing = QUOTES.iter().find(|(opening, _)| *opening == last).map(|(_, closing)| *closing);
    closing.is_some_and(|closing| rest.chars().take(LONGEST + 1).any(|c| c == closing))
}

/// Whether what follows a numeral without a measure word makes it the number of a thing, a time or a part of a word.
pub(super) fn numbers_a_thing(behind: &str) -> bool {
    const THINGS: &str = "号弄路室楼幢栋单期版点时年月日届级岁分代-－—–~～:：/.．度线";
    behind.starts_with(|c: char| c.is_ascii_alphanumeric() || THINGS.contains(c) || numeral::begins(c))
}
