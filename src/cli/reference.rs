//! The reference page for editors, made of the table of keys: every key in both languages, its shape, what it means.
//!
//! What surprised us: editors look a key up by what they would call it, so the Chinese form stands first.

use crate::model::keys::{self, Key, Shape};
use crate::model::kind::KINDS;

/// The page as Markdown.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(
        "# 键的参考 · Reference of keys\n\n\
         本页由程序里的键表生成，不要手改。每个键、每种体裁、每个可选值都有中文和英文两种写法，可以混用。\n\
         This page is made from the program's table of keys.\n",
    );
    kinds(&mut page);
    section(&mut page, "所有记录都可以有的键 · Keys of every record", keys::COMMON);
    for row in KINDS.iter().filter(|row| !keys::own(row.kind).is_empty()) {
        let chinese = row.chinese.first().copied().unwrap_or(row.english);
        section(
            &mut page,
            &format!("{chinese} `{}` 另有的键 · Keys of {}", row.english, row.label),
            keys::own(row.kind),
        );
    }
    section(&mut page, "设置 `jianbao.yaml` · Settings", keys::SETTINGS);
    section(&mut page, "一期的安排 `issues/2024-W15.yaml` · One issue", keys::ISSUE);
    page
}

fn kinds(page: &mut String) {
    page.push_str(
        "\n## 体裁 · Kinds\n\n| 写法 · typed | 上期 · runs in an issue | 地址 · address |\n|---|---|---|\n",
    );
    for row in &KINDS {
        let names = row.chinese.join("` `");
        let (runs, address) = match (row.kind.runs(), row.folder) {
            (true, _) => ("是 · yes", "/年/编号/".to_owned()),
            (false, "") => ("", "/编号/".to_owned()),
            (false, folder) => ("", format!("/{folder}/…/")),
        };
        page.push_str(&format!("| `{names}` `{}` | {runs} | {address} |\n", row.english));
    }
}

fn section(page: &mut String, title: &str, table: &[Key]) {
    page.push_str(&format!(
        "\n## {title}\n\n| 键 · key | 值 · value | 说明 | meaning |\n|---|---|---|---|\n"
    ));
    for key in table {
        line(page, key, "");
    }
}

fn line(page: &mut String, key: &Key, within: &str) {
    let names = key.chinese.join("` `");
    page.push_str(&format!(
        "| {within}`{names}` `{}` | {} | {} | {} |\n",
        key.english,
        shape(key.shape),
        key.zh,
        key.en
    ));
    if let Shape::Fields(inner) | Shape::Each(inner) | Shape::Bylines(inner) = key.shape {
        for key in inner {
            line(page, key, &format!("{within}　└ "));
        }
    }
}

fn shape(shape: Shape) -> String {
    match shape {
        Shape::Text => "文字 · text".into(),
        Shape::Texts => "文字，可以是列表 · one text or a list".into(),
        Shape::Flag => "是 / 否 · true or false".into(),
        Shape::Whole => "整数 · whole number".into(),
        Shape::Number => "数 · number".into(),
        Shape::Date => "`2024-04-11`".into(),
        Shape::Moment => "`2024-04-11` / `2024-04-11 09:30`".into(),
        Shape::Week => "`2024-W15`".into(),
        Shape::Id => "编号 · id".into(),
        Shape::Ids => "编号，可以是列表 · one id or a list".into(),
        Shape::File => "文件名 · file".into(),
        Shape::Point => "`[0.5, 0.3]`".into(),
        Shape::Geo => "`[31.98, 120.89]`".into(),
        Shape::Choice(choices) => {
            let one =
                |choice: &keys::Choice| format!("`{}` `{}`", choice.chinese.join("` `"), choice.english);
            choices.iter().map(one).collect::<Vec<_>>().join(" / ")
        }
        Shape::Fields(_) => "下列各键 · a map of".into(),
        Shape::Each(_) => "列表，每项有下列各键 · a list of maps of".into(),
        Shape::Bylines(_) => "`通讯员 甲 乙`，或列表 · or a list of maps of".into(),
        Shape::Print => "是 / 否 / 文字 · true, false or a text".into(),
        Shape::Rows => "各行的各格 · rows of cells".into(),
        Shape::Pairs => "`名称: 文字` · names and texts".into(),
        Shape::Free => "见文档 · see the guide".into(),
    }
}
