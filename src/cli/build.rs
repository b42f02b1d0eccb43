//! `jianbao build`: the bulletin to a finished site, or to a list of what is wrong and no change at all.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Done;
use super::bulletin::{self, Bulletin, Wish};
use super::chosen::Chosen;
use super::fault::Fault;
use super::left::{Left, Question, Tally};
use super::onlooker::{Observed, Onlooker};
use super::progress::Progress;
use super::say::Voice;
use crate::check::Care;
use crate::model::date::Date;
use crate::model::output::{Memo, Output, Store};
use crate::model::{Url, Week};
use crate::parse::parse_base_url;
use crate::render::graph::Ledger;
use crate::render::{self, Job};
use crate::report::{Diagnostic, Say, Severity, stops};
use crate::resolve::Show;
use crate::write::{DiskStore, Former, Limits, Nothing, Nowhere, Staging, Summary};

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
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// 不排报纸版面和张贴单 · make no printed pages and no sheets
    #[arg(long)]
    no_print: bool,
    /// 只排这一期的版面，如 2024-W15；网站里已有的版面照样在 · print this issue's pages only, such as 2024-W15; pages that the site has stay
    #[arg(long, value_name = "WEEK", value_parser = week, conflicts_with = "no_print")]
    issue: Option<Week>,
}

fn week(text: &str) -> Result<Week, String> {
    let right = "写成 2024-W15 的样子：年份和第几周 · write it as 2024-W15, the year and its week";
    Week::parse(text).ok_or_else(|| right.to_owned())
}

pub(super) fn base_url(text: &str) -> Result<Url, String> {
    parse_base_url(text)
        .ok_or_else(|| "要以 http:// 或 https:// 开头 · it begins with http:// or https://".to_owned())
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error| format!("写成 2024-04-11 的样子，而且要有这一天 · {error}"))
}

/// What became of a build.
pub(super) struct Built {
    /// What was written.
    pub(super) summary: Summary,
    /// How many pages there are.
    pages: usize,
    /// How many pictures were encoded.
    encoded: usize,
    /// What the next build should know.
    pub(super) ledger: Ledger,
}

/// Where a build reads and writes.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The bulletin's folder.
    pub(super) root: &'a Path,
    /// The folder of the site.
    pub(super) out: &'a Path,
    /// What the last build left.
    pub(super) left: &'a Left,
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
    let wish = Wish {
        as_of: args.as_of,
        show,
        base_url: args.base_url.clone(),
        care: Care::Build,
        prints: !args.no_print,
        issue: args.issue,
    };
    let left = Left::at(&root, &out);
    let cover = bulletin::look(&root, &wish, voice)?;
    let question = Question::new(&wish, cover.now);
    let is_asked = !voice.explains() && left.answers(question);
    if let Some(tally) = is_asked.then(|| left.is_current(cover.fingerprint())).flatten() {
        voice.line(&summary(&tally, (0, start)));
        return Ok(Done::Right);
    }
    let place = Place { root: &root, out: &out, left: &left };
    let manuscript = cover.read();
    // The old tree is looked through meanwhile: resolving leaves the other cores idle.
    let (mut bulletin, begun) = rayon::join(|| manuscript.resolve(&wish), || Begun::new(place));
    voice.explain(|| read_summary(&bulletin));
    let mut found = bulletin.look_over();
    if wish.prints && !stops(&found) {
        found.extend(print(&mut bulletin, &wish, place)?);
    }
    let built = if stops(&found) {
        found.extend(rehearse(&bulletin, &root)?);
        None
    } else {
        let progress = Progress::start(bulletin.site.claims.len(), voice);
        make(&bulletin, begun?, (&mut found, voice.is_strict()), &progress)?
    };
    let found = voice.without_notes(voice.arrange(found, &bulletin.sources));
    voice.diagnostics(&found, &bulletin.sources);
    let Some(built) = built else {
        voice.line(&stopped(&found));
        return Ok(Done::ContentWrong);
    };
    // Nobody has drafts printed.
    if show == Show::Out {
        bulletin.seal(&root).map_err(|error| Fault::disk(&root.join("issues"), &error))?;
    }
    voice.explain(|| written_summary(&built));
    let tally = Tally {
        records: bulletin.site.records.len(),
        pages: built.pages,
        sheets: bulletin.editions.sheets().len(),
        bytes: built.summary.bytes,
        is_quiet: found.is_empty(),
    };
    voice.line(&summary(&tally, (count(&found, Severity::Warning), start)));
    let fingerprint = bulletin.sources.fingerprint(bulletin.surroundings);
    left.keep((question, fingerprint), tally, &built);
    Ok(Done::Right)
}

/// Makes up the issues that are wanted, and says what is wrong with them.
fn print(
    bulletin: &mut Bulletin,
    wish: &Wish,
    Place { root, out, .. }: Place<'_>,
) -> Result<Vec<Diagnostic>, Fault> {
    let chosen = wish.issue.map(|week| Chosen::find(&bulletin.site, (week, out))).transpose()?;
    let (editions, found) = bulletin.foundry.editions(bulletin, (root, chosen.as_ref()));
    bulletin.editions = editions;
    Ok(found)
}

/// Renders into nothing, so that what is wrong with bodies and pictures is said in the same run.
pub(super) fn rehearse(bulletin: &Bulletin, root: &Path) -> Result<Vec<Diagnostic>, Fault> {
    let store = DiskStore::open(&root.join(CACHE), Limits::default());
    let made =
        render(bulletin, (&Nowhere, &store), (&Nothing, None)).map_err(|error| Fault::disk(root, &error))?;
    Ok(made.found)
}

/// A site begun beside the old one.
pub(super) struct Begun<'a> {
    place: Place<'a>,
    staging: Staging,
    ledger: Option<Ledger>,
}

impl<'a> Begun<'a> {
    /// Begins it, on what the last build left.
    pub(super) fn new(place: Place<'a>) -> Result<Self, Fault> {
        let Place { root, out, left } = place;
        let stamps = left.stamps();
        let former = Former { stamps: stamps.as_ref(), spare: Some(left.spare()) };
        let staging = Staging::begin(out, root, former).map_err(|fault| Fault::Write(Box::new(fault)))?;
        // Without the stamps no file could be kept.
        let ledger = stamps.and_then(|_| left.ledger());
        Ok(Self { place, staging, ledger })
    }
}

/// Makes the site beside the old one and, where nothing is wrong, puts it in its place. What is found is added to
/// `found`; strictly, a warning is wrong enough.
pub(super) fn make(
    bulletin: &Bulletin,
    Begun { place: Place { root, out, left }, staging, ledger }: Begun<'_>,
    (found, is_strict): (&mut Vec<Diagnostic>, bool),
    onlooker: &dyn Onlooker,
) -> Result<Option<Built>, Fault> {
    let store = DiskStore::open(&root.join(CACHE), Limits::default());
    let output = Observed { output: &staging, onlooker };
    let made = render(bulletin, (&output, &store), (left.memo(), ledger));
    let made = match made {
        Ok(made) => made,
        // The staging knows better than the renderer what went wrong on the disk.
        Err(error) => {
            let fault = staging.abandon().map(|fault| Fault::Write(Box::new(fault)));
            return Err(fault.unwrap_or_else(|| Fault::disk(out, &error)));
        }
    };
    found.extend(made.found);
    let hardened = is_strict && found.iter().any(|found| found.severity == Severity::Warning);
    if stops(found) || hardened {
        return Ok(None);
    }
    let summary = staging.finish().map_err(|fault| Fault::Write(Box::new(fault)))?;
    store.tidy();
    found.extend(summary.diagnostics());
    Ok(Some(Built { summary, pages: made.pages, encoded: made.encoded, ledger: made.ledger }))
}

/// The folder for what later builds reuse.
pub(super) const CACHE: &str = ".jianbao-cache";

pub(super) fn render(
    bulletin: &Bulletin,
    (output, store): (&dyn Output, &dyn Store),
    (memo, former): (&dyn Memo, Option<Ledger>),
) -> std::io::Result<render::Made> {
    let Some(theme) = &bulletin.theme else { return Ok(render::Made::default()) };
    let Bulletin { site, editions, sources, care, .. } = bulletin;
    render::all(&Job { site, editions, sources, theme, output, store, memo, care: *care }, former)
}

fn read_summary(bulletin: &Bulletin) -> Say {
    let (files, beside) = (bulletin.sources.records.len(), bulletin.sources.beside.len());
    let (records, now) = (bulletin.site.records.len(), bulletin.site.now);
    Say::new(
        format!("{now}：读了 {files} 个记录文件（另有 {beside} 个图片、附件等），{records} 条记录可以发布"),
        format!("{now}: read {files} record files ({beside} other files); {records} records are out"),
    )
}

fn written_summary(built: &Built) -> Say {
    let Summary { written, unchanged, removed, .. } = &built.summary;
    let encoded = built.encoded;
    Say::new(
        format!("写了 {written} 个文件，{unchanged} 个没有变，删去 {removed} 个；新编码图片 {encoded} 张"),
        format!(
            "{written} files written, {unchanged} unchanged, {removed} removed; {encoded} pictures encoded"
        ),
    )
}

fn count(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|found| found.severity == severity).map(|found| found.count).sum()
}

fn stopped(found: &[Diagnostic]) -> Say {
    let (errors, warnings) = (count(found, Severity::Error), count(found, Severity::Warning));
    Say::new(
        format!("没有生成：{errors} 个错误，{warnings} 个警告；原来的网站没有动"),
        format!("nothing built: {errors} errors, {warnings} warnings; the former site is as it was"),
    )
}

/// The one line at the end: records, pages, sheets, bytes, seconds, warnings.
fn summary(tally: &Tally, (warnings, start): (usize, Instant)) -> Say {
    let Tally { records, pages, sheets, .. } = tally;
    let (bytes, seconds) = (size(tally.bytes), start.elapsed().as_secs_f64());
    Say::new(
        format!(
            "记录 {records} · 页面 {pages} · 单页 {sheets} · {bytes} · {seconds:.2} 秒 · 警告 {warnings}"
        ),
        format!(
            "{records} records · {pages} pages · {sheets} sheets · {bytes} · {seconds:.2} s · {warnings} warnings"
        ),
    )
}

/// Bytes as people say them, in powers of 1,000.
#[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
fn size(bytes: u64) -> String {
    let bytes = bytes as f64;
    if bytes < 1e6 { format!("{:.1} kB", bytes / 1e3) } else { format!("{:.1} MB", bytes / 1e6) }
}
