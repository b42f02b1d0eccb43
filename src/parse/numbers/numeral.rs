//! The beginning of a text in, the numeral that it begins with out: 3000, 1,500, 1.2万, 二十, 一百二, 两千零五.
//!
//! What surprised us: two digits beside each other (三五个, 二三十人, 二〇二四) say no number that can be reckoned with,
//! and a lone 百, 千 or 万 says one only with a word before or behind it: 上百, 千余.

/// In what a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Digits,
    Han,
    /// 百, 千, 万, 百万 without a digit.
    Power,
}

/// A numeral that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub value: f64,
    /// In bytes.
    pub length: usize,
    pub script: Script,
    /// Whether it ends in 十, 百, 千 or 万, so that 来 and 几 may follow.
    pub is_round: bool,
}

const HAN: &str = "零〇一二两三四五六七八九十百千万亿";

/// Whether a numeral can begin with `c`.
pub(super) fn begins(c: char) -> bool {
    c.is_ascii_digit() || HAN.contains(c)
}

/// How many bytes of digits, Arabic or Han, `rest` begins with.
pub(super) fn run(rest: &str) -> usize {
    rest.find(|c: char| !begins(c) && !".,".contains(c)).unwrap_or(rest.len()).max(1)
}

/// How long the fraction is that `rest` begins with: 三分之一. Nothing for 百分之.
pub(super) fn fraction(rest: &str) -> Option<usize> {
    let whole = rest.find(|c: char| !begins(c))?;
    let behind = rest.get(whole..)?.strip_prefix("分之")?;
    let part = behind.find(|c: char| !begins(c)).unwrap_or(behind.len());
    (rest.get(..whole) != Some("百")).then_some(whole + "分之".len() + part)
}

/// The numeral that `rest` begins with.
pub(super) fn read(rest: &str) -> Option<Numeral> {
    if rest.starts_with(|c: char| c.is_ascii_digit()) { digits(rest) } else { han(rest) }
}

/// 3000, 1,500, 1.2万.
fn digits(rest: &str) -> Option<Numeral> {
    const MOST_DIGITS: usize = 12;
    let mut length = count(rest);
    while let Some(group) = rest.get(length..).and_then(|behind| behind.strip_prefix(',')) {
        if count(group) != 3 {
            break;
        }
        length += 4;
    }
    if length > MOST_DIGITS {
        return None;
    }
    let behind = rest.get(length..).and_then(|behind| behind.strip_prefix('.'));
    length += behind.map(count).filter(|decimals| *decimals > 0).map_or(0, |decimals| decimals + 1);
    let mut value: f64 = rest.get(..length)?.replace(',', "").parse().ok()?;
    let mut is_round = false;
    while let Some((power, c)) = rest.get(length..).and_then(scale) {
        value *= power;
        length += c.len_utf8();
        is_round = true;
    }
    Some(Numeral { value, length, script: Script::Digits, is_round })
}

fn count(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_digit).count()
}

/// The 万 behind digits; the 千 of 千瓦 belongs to the measure word.
fn scale(rest: &str) -> Option<(f64, char)> {
    let mut characters = rest.chars();
    let c = characters.next()?;
    let is_of_unit = c == '千' && characters.next().is_some_and(|next| "克瓦米伏卡".contains(next));
    power(c).filter(|power| *power >= 100.0 && !is_of_unit).map(|power| (power, c))
}

/// How much a character multiplies by.
pub(super) fn power(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1_000.0),
        '万' => Some(10_000.0),
        '亿' => Some(100_000_000.0),
        _ => None,
    }
}

fn digit(c: char) -> Option<f64> {
    match c {
        '两' => Some(2.0),
        _ => "一二三四五六七八九".chars().position(|digit| digit == c).map(|at| (at + 1) as f64),
    }
}

/// 二十, 一百二, 两千零五, 百.
fn han(rest: &str) -> Option<Numeral> {
    let length = rest.find(|c: char| !HAN.contains(c)).unwrap_or(rest.len());
    let run = rest.get(..length)?;
    let is_round = run.ends_with(|c| power(c).is_some());
    let bare = run != "十" && run.chars().all(|c| power(c).is_some());
    if bare {
        let value = run.chars().filter_map(power).product();
        return Some(Numeral { value, length, script: Script::Power, is_round });
    }
    let mut sum = Sum::default();
    for c in run.chars() {
        sum.add(c)?;
    }
    Some(Numeral { value: sum.total(), length, script: Script::Han, is_round })
}

/// What has been read of a numeral in Han characters.
#[derive(Default)]
struct Sum {
    /// In 万 and 亿.
    large: f64,
    /// Below 万.
    small: f64,
    /// The digit that waits for its power.
    digit: Option<f64>,
    /// The power that stood last; 0 behind 零.
    power: f64,
}

impl Sum {
    /// Takes one more character; nothing where it cannot follow.
    fn add(&mut self, c: char) -> Option<()> {
        if "零〇".contains(c) {
            self.power = 0.0;
            return self.digit.is_none().then_some(());
        }
        if let Some(digit) = digit(c) {
            return self.digit.replace(digit).is_none().then_some(());
        }
        let power = power(c)?;
        let waiting = self.digit.take();
        if power >= 10_000.0 {
            let whole = self.small + waiting.unwrap_or(0.0);
            let all = if power > 10_000.0 { self.large + whole } else { whole };
            self.large = if power > 10_000.0 { all * power } else { self.large + all * power };
            self.small = 0.0;
        } else {
            self.small += waiting.or((power == 10.0).then_some(1.0))? * power;
        }
        self.power = power;
        Some(())
    }

    /// The whole; 一百二 is 120.
    fn total(&self) -> f64 {
        let unit = if self.power >= 100.0 { self.power / 10.0 } else { 1.0 };
        self.large + self.small + self.digit.unwrap_or(0.0) * unit
    }
}
