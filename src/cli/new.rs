//! `jianbao new KIND TITLE`: in, a kind and a title; out, a record file in the right folder, with the kind's keys and
//! a hint behind each. Nothing is ever written over.
//!
//! What surprised us: an editor learns the keys here and nowhere else, so every key that may stand in the file
//! stands in it, one `#` away.

mod form;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use walkdir::WalkDir;

use super::fault::Fault;
use crate::model::date::Date;
use crate::model::kind::KINDS;
use crate::model::{BulletinPath, Kind, Settings, Week};
use crate::parse::slug::{free, slug};
use crate::report::Say;

/// What `new` is asked.
#[derive(clap::Args, Debug)]
pub struct NewArgs {
    /// 体裁：消息、公告、活动…… · what it is: news, notice, activity …
    pub kind: String,
    /// 标题 · its title
    pub title: String,
}

/// Where a record is to be written, and when it is.
pub struct Setting<'a> {
    /// The bulletin's folder.
    pub root: &'a Path,
    /// Its settings: for the language of keys and the readings of names.
    pub settings: &'a Settings,
    /// Today, for the record's date and folder.
    pub today: Date,
    /// Ids that records have, where they are known; names of files count in any case.
    pub taken: &'a BTreeSet<String>,
}

/// Writes the record and says where.
///
/// # Errors
/// An unknown kind, no title, or what the disk said.
pub fn run(args: &NewArgs, setting: &Setting<'_>) -> Result<BulletinPath, Fault> {
    let kind = Kind::parse(args.kind.trim()).ok_or_else(|| unknown_kind(&args.kind))?;
    let title = args.title.trim();
    if title.is_empty() && kind != Kind::Photo {
        return Err(Fault::Usage(Say::new("标题不能是空的", "the title is empty")));
    }
    let text = form::text(kind, title, setting);
    let wanted = slug(if title.is_empty() { kind.english() } else { title }, &setting.settings.pinyin);
    let folder = folder(kind, setting.today);
    let mut taken = setting.taken.clone();
    taken.extend(file_ids(&setting.root.join("content")));
    loop {
        let id = free(&wanted, &taken);
        let path = format!("{folder}/{id}.md");
        match write_new(&setting.root.join(&path), &text) {
            Ok(()) => return BulletinPath::new(&path).map_err(|fault| unlikely(&path, fault)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => taken.insert(id),
            Err(error) => return Err(Fault::disk(&setting.root.join(&path), &error)),
        };
    }
}

fn unknown_kind(typed: &str) -> Fault {
    let zh: Vec<&str> = KINDS.iter().filter_map(|row| row.chinese.first().copied()).collect();
    let en: Vec<&str> = KINDS.iter().map(|row| row.english).collect();
    Fault::Usage(Say::new(
        format!("没有 `{typed}` 这种体裁，可用的有：{}", zh.join(" ")),
        format!("there is no kind `{typed}`; the kinds are {}", en.join(", ")),
    ))
}

fn unlikely(path: &str, fault: crate::model::PathFault) -> Fault {
    Fault::Surroundings(Say::new(format!("{path}：{fault:?}"), format!("{path}: {fault:?}")))
}

/// `content/2024/w15` for what runs in an issue, `content/places` and the like for what stands.
fn folder(kind: Kind, today: Date) -> String {
    if kind.runs() {
        let week = Week::of(today);
        return format!("content/{}/w{:02}", week.year(), week.number());
    }
    if kind == Kind::Page { "content/pages".to_owned() } else { format!("content/{}", kind.row().folder) }
}

/// The ids that the files below `content` have by their names.
fn file_ids(content: &Path) -> impl Iterator<Item = String> {
    let files = WalkDir::new(content).into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file());
    files.filter_map(|entry| {
        let path = entry.path();
        let stem = path.file_stem()?.to_str()?;
        let own = if stem == "index" { path.parent()?.file_name()?.to_str()? } else { stem };
        Some(own.to_owned())
    })
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests;
