//! By-lines as newsrooms type them: `通讯员 甲 乙`, `本报记者甲 通讯员乙`, `文/甲 图/乙`.

use crate::model::record::Byline;

/// Words that say what the names behind them did; a longer one stands before one that it begins with.
const ROLES: [&str; 24] = [
    "本报特约记者",
    "本报见习记者",
    "本报实习记者",
    "本报全媒体记者",
    "本报特约通讯员",
    "本报记者",
    "本报通讯员",
    "特约通讯员",
    "特约记者",
    "见习记者",
    "实习记者",
    "全媒体记者",
    "首席记者",
    "实习生",
    "通讯员",
    "记者",
    "文图",
    "图文",
    "摄影",
    "供图",
    "供稿",
    "整理",
    "编辑",
    "图",
];

/// The names of a by-line in one text, each with the role that stands before it. Spaces divide Han names;
/// Latin words with only spaces between them are one name.
pub(super) fn bylines(text: &str) -> Vec<Byline> {
    let mut names: Vec<Byline> = Vec::new();
    let mut role: Option<&str> = None;
    for part in text.split(['、', '，', ',', '；', ';', '|', '｜', '：', ':']) {
        let mut in_latin = false;
        for word in part.split_whitespace() {
            let (found, name) = split_role(word);
            role = found.or(role);
            let is_latin = name.starts_with(|c: char| c.is_alphabetic() && u32::from(c) < 0x2e80);
            match names.last_mut().filter(|_| in_latin && is_latin && found.is_none()) {
                Some(last) => last.name = format!("{} {name}", last.name).into(),
                None if name.is_empty() => {}
                None => names.push(Byline { name: name.into(), role: role.map(Into::into), org: None }),
            }
            in_latin = is_latin;
        }
    }
    names
}

/// The role at the start of a word, and what stands behind it: `记者甲`, `文/图 甲`, `文/甲`.
fn split_role(word: &str) -> (Option<&str>, &str) {
    if let Some((before, name)) = word.split_once(['/', '／']) {
        let both = matches!((before, name), ("文", "图" | "摄") | ("图", "文"));
        return if both { (Some(word), "") } else { (Some(before), name) };
    }
    if word == "文" {
        return (Some(word), "");
    }
    for role in ROLES {
        if let Some(name) = word.strip_prefix(role) {
            let is_role = role.chars().count() > 1 || name.is_empty();
            return if is_role { (Some(role), name) } else { (None, word) };
        }
    }
    (None, word)
}

#[cfg(test)]
mod tests {
    use super::bylines;

    fn read(text: &str) -> Vec<(String, String)> {
        let own = |text: Option<Box<str>>| text.map(String::from).unwrap_or_default();
        bylines(text).into_iter().map(|byline| (own(byline.role), byline.name.into())).collect()
    }

    #[test]
    fn one_role_may_have_many_names() {
        for (text, want) in [
            ("通讯员 甲 乙", vec![("通讯员", "甲"), ("通讯员", "乙")]),
            (
                "本报记者顾小禾 通讯员沈一舟 陆南",
                vec![("本报记者", "顾小禾"), ("通讯员", "沈一舟"), ("通讯员", "陆南")],
            ),
            ("本报通讯员：甲、乙", vec![("本报通讯员", "甲"), ("本报通讯员", "乙")]),
            ("甲 乙", vec![("", "甲"), ("", "乙")]),
            ("文/甲 图/乙", vec![("文", "甲"), ("图", "乙")]),
            ("图 甲", vec![("图", "甲")]),
            ("图门一", vec![("", "图门一")]),
            ("Anna-Maria O’Neil, Wang Hai 甲", vec![("", "Anna-Maria O’Neil"), ("", "Wang Hai"), ("", "甲")]),
        ] {
            let got = read(text);
            let got: Vec<(&str, &str)> =
                got.iter().map(|(role, name)| (role.as_str(), name.as_str())).collect();
            assert_eq!(got, want, "{text}");
        }
    }
}
