//! What was typed wrongly or asks for help: in, the words; out, clap's answer in the language of the diagnostics.
//!
//! What surprised us: clap says everything but a program's own words in English, so the Chinese answer is made of
//! its errors' kinds and contexts, and its help of a template. Where nobody has told us the language, as on
//! Windows outside a bulletin, the texts of options stay in both.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::builder::{Resettable, StyledStr};
use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory, Parser};

use super::{Cli, bulletin, machine_lang, mistyped, say};
use crate::model::settings::Lang;
use crate::parse;
use crate::read::Sources;

/// What was typed, or the exit code of the answer that it was given.
pub(super) fn read(words: &[OsString]) -> Result<Cli, ExitCode> {
    Cli::try_parse_from(words).map_err(|error| answer(&error, words))
}

/// Clap's own answer, or the Chinese one to the same words.
fn answer(error: &clap::Error, words: &[OsString]) -> ExitCode {
    let lang = lang();
    let chinese = (lang == Lang::ZhCn).then(|| chinese().try_get_matches_from(words).err()).flatten();
    let error = chinese.as_ref().unwrap_or(error);
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let text = match lang {
        Lang::ZhCn if is_help => error.render().ansi().to_string().replace("[OPTIONS]", "[选项]"),
        Lang::ZhCn => mistyped::chinese(error),
        Lang::En => mistyped::english(error),
    };
    say::answer(&text, error.use_stderr());
    if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS }
}

/// As diagnostics decide: Chinese where the machine or the bulletin that we are in is Chinese.
fn lang() -> Lang {
    match (machine_lang(), bulletin::root()) {
        (Lang::En, Ok(root)) => parse::settings(&Sources::scan(&root).0).0.lang,
        (lang, _) => lang,
    }
}

/// The program's description of itself, in Chinese.
fn chinese() -> Command {
    let mut command = Cli::command();
    // Only a built one has the options and the command that clap adds.
    command.build();
    command_in_chinese(command)
}

fn command_in_chinese(command: Command) -> Command {
    let is_clap_s = command.get_name() == "help";
    let about =
        if is_clap_s { "显示一个命令的用法".to_owned() } else { own_half(command.get_about()) };
    let template = template(&command);
    command
        .about(about)
        .help_template(template)
        .subcommand_value_name("命令")
        .mut_args(arg_in_chinese)
        .mut_subcommands(command_in_chinese)
}

/// What is said of a command, with only the headings that have something below them.
fn template(command: &Command) -> String {
    let heading = |word: &str| format!("\u{1b}[1m\u{1b}[4m{word}:\u{1b}[0m");
    let mut template = format!("{{about}}\n\n{} {{usage}}", heading("用法"));
    let sections = [
        (command.get_subcommands().count(), "命令", "{subcommands}"),
        (command.get_positionals().count(), "参数", "{positionals}"),
        (command.get_arguments().filter(|arg| !arg.is_positional()).count(), "选项", "{options}"),
    ];
    for (_, word, tag) in sections.into_iter().filter(|(count, ..)| *count > 0) {
        template.push_str(&format!("\n\n{}\n{tag}", heading(word)));
    }
    template + "\n"
}

fn arg_in_chinese(arg: Arg) -> Arg {
    let mut help = match arg.get_id().as_str() {
        "help" => "显示用法".to_owned(),
        "version" => "显示版本".to_owned(),
        "subcommand" => "哪个命令".to_owned(),
        _ => own_half(arg.get_help()),
    };
    let joined = |names: Vec<String>, sep: &str| (!names.is_empty()).then(|| names.join(sep));
    let takes_value = arg.get_action().takes_values();
    let values = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let defaults =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if let Some(values) = joined(values, "、").filter(|_| takes_value) {
        help += &format!("：{values}");
    }
    if let Some(default) = joined(defaults, " ").filter(|_| takes_value) {
        help += &format!("（默认 {default}）");
    }
    let name = value_name(arg.get_id().as_str()).filter(|_| takes_value);
    let arg = arg.help(help).long_help(Resettable::Reset).hide_default_value(true).hide_possible_values(true);
    match name {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// What stands for a value in Chinese usage.
fn value_name(id: &str) -> Option<&'static str> {
    Some(match id {
        "out" | "dir" => "文件夹",
        "port" => "端口",
        "base_url" => "网址",
        "as_of" | "from" | "to" => "日期",
        "month" => "月份",
        "sheet" => "文件",
        "issue" => "期",
        "kind" => "体裁",
        "title" => "标题",
        "format" => "格式",
        "shell" | "what" => "种类",
        "subcommand" => "命令",
        _ => return None,
    })
}

/// The Chinese half of a text in both languages.
fn own_half(text: Option<&StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    mistyped::halves(&text).0.to_owned()
}

#[cfg(test)]
mod tests {
    use super::chinese;

    /// The words of a help that are neither Chinese nor typed as they stand.
    fn english(text: &str) -> Vec<&str> {
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !"-./".contains(c));
        let known = [
            "jianbao", "JSON", "Schema", "Markdown", "YAML", "public", "OPTIONS", "2024-W15", "2024-04",
            "A4", ".pdf",
        ];
        let shells = ["bash", "zsh", "fish", "elvish", "powershell", "text", "json", "csv"];
        let schemas = ["all", "record", "list", "settings", "issue"];
        let commands = ["init", "new", "build", "watch", "check", "stats", "schema", "completions", "help"];
        words
            .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()) && !word.starts_with('-'))
            .filter(|word| {
                !known.contains(word)
                    && !shells.contains(word)
                    && !schemas.contains(word)
                    && !commands.contains(word)
            })
            .collect()
    }

    #[test]
    fn no_help_has_an_english_word() {
        let mut command = chinese();
        let mut texts = vec![command.render_long_help().to_string()];
        texts.extend(command.get_subcommands_mut().map(|command| command.render_long_help().to_string()));
        assert!(texts.len() > 6);
        for text in texts {
            assert_eq!(english(&text), [""; 0], "{text}");
        }
    }
}
