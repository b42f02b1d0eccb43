//! `jianbao check`: everything that a build would say and more, without a site.

use super::Done;
use super::build::{base_url, day, rehearse};
use super::bulletin::{self, Wish};
use super::fault::Fault;
use super::plan;
use super::say::Voice;
use crate::check::Care;
use crate::model::Url;
use crate::model::date::Date;
use crate::report::{Say, Severity, stops};
use crate::resolve::Show;

/// What `check` is asked.
#[derive(clap::Args, Debug)]
pub struct CheckArgs {
    /// 输出格式 · how to say it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// 发布后的网址，代替设置里的 · where the site will be served, in place of the setting
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<Url>,
    /// 当作这一天来检查 · check as on this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// 列出这一周要做的事，不检查 · the plan of the week, in place of a check
    #[arg(long)]
    plan: bool,
}

/// How to say what was found.
#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Checks the bulletin that we are in.
pub(super) fn run(args: &CheckArgs, voice: &Voice) -> Result<Done, Fault> {
    let root = bulletin::root()?;
    let wish = Wish {
        as_of: args.as_of,
        show: Show::Out,
        base_url: args.base_url.clone(),
        care: Care::Check,
        prints: !args.plan,
        issue: None,
    };
    let bulletin = bulletin::open(&root, &wish, voice)?;
    if args.plan {
        return Ok(plan::run(&bulletin, args.format, voice));
    }
    let mut found = bulletin.look_over();
    found.extend(bulletin.look_at_sealed(&root));
    found.extend(rehearse(&bulletin, &root)?);
    let found = voice.arrange(found, &bulletin.sources);
    match args.format {
        Format::Json => voice.json(&found, &bulletin.sources),
        Format::Text => {
            voice.diagnostics(&found, &bulletin.sources);
            let count = |severity| {
                found
                    .iter()
                    .filter(|found| found.severity == severity)
                    .map(|found| found.count)
                    .sum::<usize>()
            };
            let (errors, warnings, notes) =
                (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
            voice.line(&Say::new(
                format!("检查完了：{errors} 个错误，{warnings} 个警告，{notes} 条提示"),
                format!("checked: {errors} errors, {warnings} warnings, {notes} notes"),
            ));
        }
    }
    Ok(if stops(&found) { Done::ContentWrong } else { Done::Right })
}
