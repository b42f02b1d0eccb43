//! Hugo: where it is, and the same records laid out for it with the layouts of `benches/hugo`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use jianbao::model::Week;

use crate::corpus::{Corpus, Record};

/// Hugo as it was found.
pub struct Hugo {
    /// Its program.
    pub program: String,
    /// Its version: `0.168.0`.
    pub version: String,
}

/// Asks Hugo for its version; none where there is none.
pub fn find(program: &str) -> Option<Hugo> {
    let output =
        Command::new(program).arg("version").output().ok().filter(|output| output.status.success())?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let version = said.split_once("hugo v")?.1.split(['-', '+', ' ']).next()?.to_owned();
    let program =
        if program.contains('/') { fs::canonicalize(program).ok()? } else { PathBuf::from(program) };
    Some(Hugo { program: program.to_str()?.to_owned(), version })
}

/// Lists that have a feed each, as jianbao's have.
const WITH_FEEDS: [&str; 2] = ["columns", "places"];

/// Writes the site into `folder`.
pub fn lay_out(corpus: &Corpus, folder: &Path) -> io::Result<()> {
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/hugo"), folder)?;
    for list in WITH_FEEDS {
        let index = folder.join("content").join(list);
        fs::create_dir_all(&index)?;
        fs::write(
            index.join("_index.md"),
            format!("---\ntitle: {list}\ncascade:\n  outputs: [html, rss]\n---\n"),
        )?;
    }
    for number in 0..corpus.records {
        let record = corpus.record(number);
        let year = folder.join(format!("content/{}", record.date.year()));
        if fs::create_dir(&year).is_ok() {
            fs::write(year.join("_index.md"), format!("---\ntitle: {}年\n---\n", record.date.year()))?;
        }
        fs::write(year.join(format!("{}.md", record.id)), page(&record))?;
    }
    Ok(())
}

/// The Markdown file of a record. A place stands in its street's and its district's lists as well.
fn page(record: &Record) -> String {
    let mut front = format!("title: {}\ndate: {}\n", record.title, record.date);
    let mut list = |name: &str, all: &[String]| {
        if !all.is_empty() {
            front.push_str(&format!("{name}: [{}]\n", all.join(", ")));
        }
    };
    list("columns", &[record.column.to_owned()]);
    list("places", &record.place);
    list("kinds", &[record.kind.1.to_owned()]);
    list("tags", &record.tags);
    list("people", &record.names);
    list("orgs", &record.orgs);
    list("issues", &[Week::of(record.date).to_string()]);
    front.push_str(&format!("params:\n  heading: {}\n  community: {}\n", record.column, record.place[2]));
    for (key, line) in [("kicker", &record.kicker), ("deck", &record.deck)] {
        if let Some(line) = line {
            front.push_str(&format!("  {key}: {line}\n"));
        }
    }
    format!("---\n{front}---\n\n{}", record.linked("/", "/"))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
