//! Single values: texts, flags, numbers, dates, listed values.

use super::{Fields, Reading, first, nearest};
use crate::model::date::{Date, DateTime, Time, Week};
use crate::model::keys::Choice;
use crate::model::record::Moment;
use crate::model::{Node, Value};
use crate::report::Say;

impl Reading<'_> {
    /// One text. A number or a flag is taken as it was typed.
    pub(super) fn text(&mut self, node: &Node) -> Option<Box<str>> {
        let text: Box<str> = match &node.value {
            Value::Text(text) => text.clone(),
            Value::Null => return None,
            Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                if node.span.is_none() {
                    self.look_again = true;
                }
                self.typed(node).unwrap_or("0").into()
            }
            Value::List(_) | Value::Map(_) => {
                self.wrong(
                    "wrong-shape",
                    node,
                    (
                        Say::new("这里应当是一段文字", "this should be one text"),
                        Say::new(
                            "写成一行；文字里有冒号加空格时，用引号括起来",
                            "write one line; quote it where it holds a colon and a space",
                        ),
                    ),
                );
                return None;
            }
        };
        Some(text)
    }

    /// One text of one line: line breaks at its ends are dropped, inside they are an error.
    pub(super) fn line(&mut self, node: &Node) -> Option<Box<str>> {
        let text = self.text(node)?;
        let line = text.trim_end_matches(['\n', '\r']);
        if line.trim().is_empty() {
            return None;
        }
        if line.contains(['\n', '\r']) {
            let hint = Say::new("删去换行，合成一行", "take out the line breaks");
            self.wrong("wrong-shape", node, (Say::new("这里只能写一行", "this must be one line"), hint));
            return None;
        }
        Some(line.into())
    }

    /// The texts of a list, or one text.
    pub(super) fn texts(&mut self, node: &Node) -> Vec<Box<str>> {
        match &node.value {
            Value::List(items) => items.iter().filter_map(|item| self.line(item)).collect(),
            _ => self.line(node).into_iter().collect(),
        }
    }

    /// Names: a list, or one text that divides them by 、 or commas.
    pub(super) fn names(&mut self, node: &Node) -> Vec<Box<str>> {
        let mut names: Vec<Box<str>> = Vec::new();
        let is_list = matches!(node.value, Value::List(_));
        for text in self.texts(node) {
            let parts: Vec<&str> =
                if is_list { vec![&text] } else { text.split(['、', '，', ',', '；', ';']).collect() };
            for part in parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()) {
                if !names.iter().any(|known| **known == *part) {
                    names.push(part.into());
                }
            }
        }
        names
    }

    /// `true` or `false` in either language.
    pub(super) fn flag(&mut self, node: &Node) -> Option<bool> {
        let flag = flag_of(node);
        if flag.is_none() {
            let message =
                Say::new("这里应当是 `是` 或 `否`（true 或 false）", "this should be `true` or `false`");
            let hint = Say::new("写 `是` 或 `否`，不加引号", "write `true` or `false`");
            self.wrong("wrong-shape", node, (message, hint));
        }
        flag
    }

    /// A whole number.
    pub(super) fn whole(&mut self, node: &Node) -> Option<i64> {
        if let Value::Int(number) = node.value {
            return Some(number);
        }
        if let Some(number) = node.text().and_then(|text| text.trim().parse().ok()) {
            return Some(number);
        }
        let hint = Say::new("只写阿拉伯数字，如 `4`", "write digits only, such as `4`");
        self.wrong("wrong-shape", node, (Say::new("这里应当是整数", "this should be a whole number"), hint));
        None
    }

    /// A whole number from 1.
    pub(super) fn count(&mut self, node: &Node) -> Option<i64> {
        let number = self.whole(node)?;
        if number > 0 {
            return Some(number);
        }
        let message = Say::new("这里应当大于 0", "this should be greater than 0");
        self.wrong("wrong-shape", node, (message, Say::new("从 1 数起", "count from 1")));
        None
    }

    /// A finite number.
    #[expect(clippy::cast_precision_loss, reason = "figures of news are far below 2^53")]
    pub(super) fn number(&mut self, node: &Node) -> Option<f64> {
        let number = match &node.value {
            Value::Int(number) => Some(*number as f64),
            Value::Float(number) => Some(*number),
            Value::Text(text) => without_thousands(text.trim()).parse().ok(),
            _ => None,
        };
        if let Some(number) = number.filter(|number| number.is_finite()) {
            return Some(number);
        }
        self.wrong(
            "wrong-shape",
            node,
            (
                Say::new("这里应当是数", "this should be a number"),
                Say::new(
                    "只写阿拉伯数字，小数点用 `.`；“余”“近”“约”写在 `限定`（qualifier），单位写在 `单位`（unit）",
                    "digits only, with `.` for the decimal point: `over`, `near` or `about` go to `qualifier`, the unit goes to `unit`",
                ),
            ),
        );
        None
    }

    /// A civil date.
    pub(super) fn date(&mut self, node: &Node) -> Option<Date> {
        self.moment(node).map(|moment| moment.date)
    }

    /// A civil date, or one with a time; one with an offset is brought into the bulletin's zone.
    pub(super) fn moment(&mut self, node: &Node) -> Option<Moment> {
        let typed = node.text().map(str::trim);
        if let Some(moment) = typed.and_then(|text| self.parse_moment(text)) {
            return Some(moment);
        }
        let right = typed.and_then(date_in_words).or_else(|| typed.and_then(last_of_that_month));
        let example = right.map_or_else(|| "2024-04-11".to_owned(), |date| date.to_string());
        let message = match typed.and_then(no_such_day) {
            Some(day) => Say::new(format!("没有 {day} 这一天"), format!("there is no day {day}")),
            None => Say::new("这不是日期", "this is not a date"),
        };
        self.wrong(
            "wrong-date",
            node,
            (
                message,
                Say::new(
                    format!("写成 `{example}`；要带时间就写 `{example} 09:30`"),
                    format!("write `{example}`, or with a time `{example} 09:30`"),
                ),
            ),
        );
        None
    }

    fn parse_moment(&self, text: &str) -> Option<Moment> {
        let (day, rest) = text.split_at_checked(10)?;
        let bytes = day.as_bytes();
        if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let date: Date = day.parse().ok()?;
        let rest = rest.strip_prefix(['T', 't', ' ']).unwrap_or(rest).trim();
        if rest.is_empty() {
            return Some(Moment { date, time: None });
        }
        self.with_time(date, rest)
    }

    fn with_time(&self, date: Date, rest: &str) -> Option<Moment> {
        let clock_end = rest.find(['+', '-', 'Z', 'z']).unwrap_or(rest.len());
        let (clock, offset) = rest.split_at_checked(clock_end)?;
        let time: Time = clock.trim().parse().ok()?;
        if offset.is_empty() {
            return Some(Moment { date, time: Some(time) });
        }
        let stamp: jiff::Timestamp = format!("{date}T{time}{}", offset.trim()).parse().ok()?;
        let here: DateTime = self.zone.civil(stamp.as_second())?;
        Some(Moment { date: here.date(), time: Some(here.time()) })
    }

    /// An ISO week.
    pub(super) fn week(&mut self, node: &Node) -> Option<Week> {
        let week = node.text().and_then(|text| Week::parse(text.trim()));
        if week.is_none() {
            self.wrong(
                "wrong-week",
                node,
                (
                    Say::new(
                        "这不是一期，或者没有这一周",
                        "this is not an issue's week, or there is no such week",
                    ),
                    Say::new(
                        "写成 `2024-W15`：年、W 和第几周",
                        "write `2024-W15`: the year, W and the number of the week",
                    ),
                ),
            );
        }
        week
    }

    /// Numbers of a list of `N`.
    pub(super) fn numbers<const N: usize>(&mut self, node: &Node) -> Option<[f64; N]> {
        if let Value::List(items) = &node.value {
            let numbers: Vec<f64> = items.iter().filter_map(|item| self.number(item)).collect();
            if let Ok(numbers) = <[f64; N]>::try_from(numbers) {
                return Some(numbers);
            }
        }
        let example = ["0.5"; N].join(", ");
        let message = Say::new(format!("这里应当是 {N} 个数"), format!("this should be {N} numbers"));
        let hint = Say::new(
            format!("写在方括号里，用半角逗号隔开：`[{example}]`"),
            format!("write them in brackets with commas between: `[{example}]`"),
        );
        self.wrong("wrong-shape", node, (message, hint));
        None
    }

    /// A point of a picture, as fractions.
    #[expect(clippy::cast_possible_truncation, reason = "a fraction from 0 to 1 needs no more digits")]
    pub(super) fn point(&mut self, node: &Node) -> Option<[f32; 2]> {
        let [x, y] = self.numbers::<2>(node)?;
        if (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y) {
            return Some([x as f32, y as f32]);
        }
        let message = Say::new("焦点要在图片里面", "the focus lies outside the picture");
        let hint = Say::new(
            "写两个 0 到 1 的数：从左往右、从上往下，如 `[0.5, 0.3]`",
            "write two numbers from 0 to 1, from the left and from the top: `[0.5, 0.3]`",
        );
        self.wrong("wrong-shape", node, (message, hint));
        None
    }

    /// Latitude and longitude in degrees.
    pub(super) fn geo(&mut self, node: &Node) -> Option<[f64; 2]> {
        let [latitude, longitude] = self.numbers::<2>(node)?;
        if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 {
            return Some([latitude, longitude]);
        }
        let message =
            Say::new("纬度要在 -90 到 90 之间，经度在 -180 到 180 之间", "there is no such place on earth");
        let hint = Say::new(
            "先写纬度，再写经度，如 `[31.98, 120.89]`",
            "write the latitude first, then the longitude: `[31.98, 120.89]`",
        );
        self.wrong("wrong-shape", node, (message, hint));
        None
    }

    /// One of the listed values, as the number of its row.
    pub(super) fn choice(&mut self, node: &Node, choices: &'static [Choice]) -> Option<&'static str> {
        let typed = node.text().or_else(|| self.typed(node)).map(str::trim).unwrap_or_default();
        let typed = typed.lines().next().unwrap_or_default();
        let is = |choice: &&Choice| choice.english == typed || choice.chinese.contains(&typed);
        if let Some(choice) = choices.iter().find(is) {
            return Some(choice.english);
        }
        let names: Vec<&str> =
            choices.iter().flat_map(|c| c.chinese.iter().copied().chain([c.english])).collect();
        let near = nearest(typed, &names).unwrap_or_default();
        let list: Vec<String> =
            choices.iter().map(|c| format!("{}（{}）", first(c.chinese), c.english)).collect();
        let plain: Vec<&str> = choices.iter().map(|c| c.english).collect();
        self.wrong(
            "unknown-value",
            node,
            (
                Say::new(format!("没有 `{typed}` 这个值"), format!("there is no value `{typed}` here")),
                Say::new(
                    format!("可以写 {}；最接近的是 `{near}`", list.join("、")),
                    format!("it may be {}; the nearest is `{near}`", plain.join(", ")),
                ),
            ),
        );
        None
    }

    /// The items of a list of any shape, as they are.
    pub(super) fn free(&mut self, node: &Node) -> Vec<Node> {
        self.items(node).into_iter().cloned().collect()
    }

    /// The items of a list; one value stands for a list of one.
    pub(super) fn items<'n>(&mut self, node: &'n Node) -> Vec<&'n Node> {
        match &node.value {
            Value::List(items) => items.iter().collect(),
            _ => vec![node],
        }
    }

    /// Pairs of texts.
    pub(super) fn pairs(&mut self, node: &Node) -> Vec<(Box<str>, Box<str>)> {
        let Value::Map(pairs) = &node.value else {
            let message = Say::new("这里应当是“名称: 文字”", "this should be names and texts");
            let hint = Say::new(
                "每行写一个：名称、半角冒号、空格、文字，都缩进两格",
                "one a line, indented: the name, a colon, a space, the text",
            );
            self.wrong("wrong-shape", node, (message, hint));
            return Vec::new();
        };
        let mut found = Vec::with_capacity(pairs.len());
        for (name, value) in pairs {
            let Some(name) = self.line(name) else { continue };
            let texts = self.texts(value);
            let joined = texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" ");
            found.push((name, joined.into()));
        }
        found
    }
}

/// The fields' shorthand for the commonest case: one line of text.
impl Fields<'_> {
    /// The line of text behind a key.
    pub(super) fn line(&self, reading: &mut Reading<'_>, english: &str) -> Option<Box<str>> {
        self.get(english).and_then(|node| reading.line(node))
    }

    /// The date behind a key.
    pub(super) fn date(&self, reading: &mut Reading<'_>, english: &str) -> Option<Date> {
        self.get(english).and_then(|node| reading.date(node))
    }
}

/// `true` or `false` in either language, quoted or not.
pub(super) fn flag_of(node: &Node) -> Option<bool> {
    let word = match &node.value {
        Value::Bool(flag) => return Some(*flag),
        Value::Text(text) => text.trim().to_lowercase(),
        _ => return None,
    };
    match word.as_str() {
        "true" | "是" | "yes" | "on" | "对" | "有" | "真" => Some(true),
        "false" | "否" | "no" | "off" | "不" | "无" | "假" => Some(false),
        _ => None,
    }
}

/// A number without the commas between its thousands; one with commas elsewhere stays as it is, since `1,5` is
/// not 15.
fn without_thousands(text: &str) -> String {
    let plain = text.replace('，', ",");
    let whole = plain.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['+', '-']).split(',');
    let starts = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
    if starts && groups.all(|group| group.len() == 3) { plain.replace(',', "") } else { plain }
}

/// The last day of a month that has not as many days as were typed.
fn last_of_that_month(text: &str) -> Option<Date> {
    let first: Date = format!("{}-01", no_such_day(text)?.get(..7)?).parse().ok()?;
    Some(first.last_of_month())
}

/// A date in the right form whose day or month there is not.
fn no_such_day(text: &str) -> Option<&str> {
    let day = text.get(..10)?;
    let is_form = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (is_form && day.parse::<Date>().is_err()).then_some(day)
}

/// The date that was meant by `2024年4月11日`, `2024/4/11`, `2024.4.11` or `2024-4-11`.
fn date_in_words(text: &str) -> Option<Date> {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = text.nfkc().collect();
    let parts: Vec<i16> = plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day, ..] => (*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?),
        _ => return None,
    };
    if year < 1900 { None } else { Date::new(year, month, day).ok() }
}
