//! What was typed: one file a command. This room and no other uses all the others.
//!
//! What surprised us: help is read before anyone knows which language its reader prefers, so its texts are in both;
//! `help.rs` picks one where it can tell.

mod build;
mod bulletin;
mod check;
#[cfg_attr(not(feature = "print"), expect(dead_code, reason = "where nothing is printed, nothing is wanted"))]
mod chosen;
pub mod completions;
pub mod fault;
mod help;
pub mod init;
#[cfg(feature = "print")]
mod kept;
mod left;
mod light;
mod mistyped;
pub mod new;
mod onlooker;
#[cfg_attr(not(feature = "print"), path = "no_paper.rs")]
mod paper;
mod plan;
#[cfg(feature = "print")]
mod presses;
mod progress;
pub mod reference;
#[cfg(feature = "print")]
mod remarks;
mod say;
pub mod schema;
#[cfg(feature = "print")]
mod sealed;
#[cfg(feature = "print")]
mod sheets;
mod stats;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::model::settings::Lang;
use say::Voice;

/// 简报：把 Markdown 和 YAML 记录变成网站 · records of community news to a bulletin site
/// What was typed.
#[derive(Parser, Debug)]
#[command(
    name = "jianbao",
    version,
    about = "简报：把 Markdown 和 YAML 记录变成网站 · records of community news to a bulletin site",
    propagate_version = true
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    manner: Manner,
}

/// How a command speaks, whichever it is.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
pub struct Manner {
    /// 把警告当作错误 · treat warnings as errors
    #[arg(long, global = true)]
    pub strict: bool,
    /// 说明做了什么 · say what was done
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// 只说错误 · say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// 新建一份简报 · make a new bulletin
    Init(init::InitArgs),
    /// 新建一条记录 · make a new record
    New(new::NewArgs),
    /// 生成网站 · build the site
    Build(build::BuildArgs),
    /// 边改边看：在本机预览，保存后自动更新 · preview on this machine, up to date with every save
    Watch(watch::WatchArgs),
    /// 检查，不生成 · look for mistakes without building
    Check(check::CheckArgs),
    /// 统计通讯员和社区发了多少 · what correspondents and communities published
    Stats(stats::StatsArgs),
    /// 输出 JSON Schema · print the JSON Schema of records and settings
    Schema(schema::SchemaArgs),
    /// 输出命令行补全 · print completions for a shell
    Completions(completions::CompletionsArgs),
}

/// Runs what was typed. Wrong usage is answered with exit code 2.
#[must_use]
pub fn run() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let cli = match help::read(&words) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let voice = Voice::new(cli.manner);
    let done = match &cli.command {
        Command::Init(args) => light::init(args, &voice),
        Command::New(args) => light::new(args, &voice),
        Command::Build(args) => build::run(args, &voice),
        Command::Watch(args) => watch::run(args, &voice),
        Command::Check(args) => check::run(args, &voice),
        Command::Stats(args) => stats::run(args, &voice),
        Command::Schema(args) => Ok(light::schema(args, &voice)),
        Command::Completions(args) => Ok(light::completions(args, Cli::command())),
    };
    match done {
        Ok(Done::Right) => ExitCode::SUCCESS,
        Ok(Done::ContentWrong) => ExitCode::from(1),
        Err(fault) => {
            voice.fault(&fault);
            ExitCode::from(fault.exit_code())
        }
    }
}

/// The names of the commands.
fn command_names() -> Vec<String> {
    Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// All is right.
    Right,
    /// Records or settings are wrong, and it has been said how.
    ContentWrong,
}

/// The language of the machine: Chinese where `LC_ALL`, `LC_MESSAGES` or `LANG` say so, the first that is set.
fn machine_lang() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")).unwrap_or_default();
    if locale.to_ascii_lowercase().starts_with("zh") { Lang::ZhCn } else { Lang::En }
}
