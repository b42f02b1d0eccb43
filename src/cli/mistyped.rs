//! Clap's errors in, what is said of them out: in Chinese from their kinds and contexts, in English as clap has it.
//!
//! What surprised us: a parser of values gives one text and does not know the language, so it gives both with ` · `
//! between, as help does, and here they are told apart.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The Chinese and the English half of a text in both; a text in one language is both.
pub(super) fn halves(text: &str) -> (&str, &str) {
    text.split_once(" · ").unwrap_or((text, text))
}

/// Clap's own text.
pub(super) fn english(error: &Error) -> String {
    let text = error.render().ansi().to_string();
    match error.source().map(ToString::to_string) {
        Some(both) => text.replace(&both, halves(&both).1),
        None => text,
    }
}

/// What is wrong, the nearest that is right, and how it is used.
pub(super) fn chinese(error: &Error) -> String {
    let mut text = format!("\u{1b}[1;31m错误\u{1b}[0m: {}\n", what(error));
    if let Some(mend) = mending(error) {
        text += &format!("  \u{1b}[1;36m改法\u{1b}[0m: {mend}\n");
    }
    if let Some(usage) = one(error, ContextKind::Usage) {
        let usage = usage.replace("Usage:", "用法:").replace("[OPTIONS]", "[选项]");
        text += &format!("\n{}\n", usage.trim_end());
    }
    text + "\n加上 `--help` 看详细用法。\n"
}

fn what(error: &Error) -> String {
    let arg = one(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = one(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => format!("没有 `{arg}` 这个选项"),
        ErrorKind::UnknownArgument => format!("多了 `{arg}`，这里不再要参数"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 `{}` 这个命令", one(error, ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue | ErrorKind::NoEquals | ErrorKind::TooFewValues if value.is_empty() => {
            format!("`{arg}` 缺少一个值")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("`{arg}` 的值不能是 `{value}`"),
        ErrorKind::TooManyValues => format!("`{arg}` 后面多了 `{value}`"),
        ErrorKind::MissingRequiredArgument => {
            format!("缺少 {}", many(error, ContextKind::InvalidArg).join("、"))
        }
        ErrorKind::ArgumentConflict => conflict(error, &arg),
        ErrorKind::InvalidUtf8 => "命令里有不是 UTF-8 的文字".to_owned(),
        _ => format!("命令写得不对（{}）", error.kind()),
    }
}

fn conflict(error: &Error, arg: &str) -> String {
    let prior = many(error, ContextKind::PriorArg);
    if prior.is_empty() || prior.iter().any(|prior| prior == arg) {
        return format!("`{arg}` 只能写一次");
    }
    format!("`{arg}` 不能和 `{}` 一起用", prior.join("`、`"))
}

fn mending(error: &Error) -> Option<String> {
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near: Vec<String> = near.into_iter().flat_map(|kind| many(error, kind)).collect();
    if !near.is_empty() {
        return Some(format!("最接近的是 `{}`", near.join("`、`")));
    }
    match error.kind() {
        ErrorKind::ValueValidation => error.source().map(|both| halves(&both.to_string()).0.to_owned()),
        ErrorKind::InvalidSubcommand => Some(format!("可用的命令有 {}", super::command_names().join("、"))),
        ErrorKind::ArgumentConflict => Some("只留一个".to_owned()),
        ErrorKind::UnknownArgument if one(error, ContextKind::InvalidArg)?.starts_with('-') => None,
        ErrorKind::TooManyValues | ErrorKind::UnknownArgument => {
            Some("删去它；有空格的文字要加引号".to_owned())
        }
        _ => {
            let values = many(error, ContextKind::ValidValue);
            (!values.is_empty()).then(|| format!("可用的值有 {}", values.join("、")))
        }
    }
}

fn one(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::StyledStr(text) => Some(text.ansi().to_string()),
        _ => None,
    }
}

fn many(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}
