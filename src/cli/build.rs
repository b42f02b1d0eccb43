//! `jianbao build`: the bulletin to a finished site, or to a list of what is wrong and no change at all.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::bulletin::{self, Bulletin, Wish};
use super::fault::Fault;
use super::progress::Progress;
use super::say::Voice;
use super::{Done, Manner};
use crate::check::{self, Care};
use crate::model::Url;
use crate::model::date::Date;
use crate::model::output::{Output, Store};
use crate::parse::parse_base_url;
use crate::render::{self, Job};
use crate::report::{Diagnostic, Say, Severity, stops};
use crate::resolve::Show;
use crate::write::{DiskStore, Limits, Staging, Summary, WriteFault};

/// What `build` is asked.
#[derive(clap::Args, Debug)]
pub struct BuildArgs {
    /// 输出文件夹，默认 public · where the site goes; default `public`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 发布后的网址，代替设置里的 · where the site will be served, in place of the setting
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<Url>,
    /// 草稿和未到日期的也显示 · show drafts and what is to come, marked as such
    #[arg(long)]
    drafts: bool,
    /// 当作这一天来生成 · build as on this day
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// 不排报纸版面 · make no printed pages
    #[arg(long)]
    no_print: bool,
}

pub(super) fn base_url(text: &str) -> Result<Url, String> {
    parse_base_url(text).ok_or_else(|| "http:// … https:// …".to_owned())
}

/// What became of a build.
struct Built {
    summary: Summary,
    pages: usize,
    encoded: usize,
}

/// Builds the bulletin that we are in.
pub(super) fn run(args: &BuildArgs, voice: &Voice) -> Result<Done, Fault> {
    let start = Instant::now();
    let root = bulletin::root()?;
    let out = match &args.out {
        Some(out) => std::path::absolute(out).map_err(|error| Fault::disk(out, &error))?,
        None => root.join("public"),
    };
    let show = if args.drafts { Show::All } else { Show::Out };
    let wish = Wish { as_of: args.as_of, show, base_url: args.base_url.clone(), care: Care::Build };
    let mut bulletin = bulletin::open(&root, &wish, voice)?;
    let mut found = std::mem::take(&mut bulletin.found);
    voice.explain(|| read_summary(&bulletin));
    let built = match bulletin.theme {
        Some(_) if !stops(&found) => make(&bulletin, &root, &out, &mut found, voice)?,
        _ => {
            found.extend(rehearse(&bulletin, &root)?);
            None
        }
    };
    let found = voice.arrange(found, &bulletin.sources);
    voice.diagnostics(&found, &bulletin.sources);
    let Some(built) = built.filter(|_| !stops(&found)) else {
        voice.line(&stopped(&found));
        return Ok(Done::ContentWrong);
    };
    voice.explain(|| encoded_summary(&built));
    voice.line(&summary(&bulletin, &built, &found, start));
    Ok(Done::Right)
}
