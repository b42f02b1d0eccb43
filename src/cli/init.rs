//! `jianbao init [DIR]`: in, a folder that is empty or not there; out, a bulletin that builds, with settings, six
//! records to write over, and a file to double-click for a look at it.
//!
//! What surprised us: a batch file is read in the machine's code page, GBK in China, so it is pure ASCII.

mod sample;

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::fault::Fault;
use crate::model::date::Date;
use crate::model::settings::Lang;
use crate::report::Say;

/// What `init` is asked.
#[derive(clap::Args, Debug)]
pub struct InitArgs {
    /// 新简报的文件夹，没有就新建 · the folder; it is made where it is not there
    #[arg(default_value = ".")]
    pub dir: PathBuf,
}

/// How many names a refusal lists.
const NAMED: usize = 5;

/// Makes the bulletin and says which files it wrote, from its folder.
///
/// # Errors
/// A folder that is not empty, or what the disk said.
pub fn run(args: &InitArgs, lang: Lang, today: Date) -> Result<Vec<String>, Fault> {
    let dir = args.dir.as_path();
    let found = names_in(dir).map_err(|error| Fault::disk(dir, &error))?;
    if !found.is_empty() {
        return Err(not_empty(dir, &found));
    }
    let files = sample::files(lang, today);
    for (name, text) in &files {
        write_new(&dir.join(name), text).map_err(|error| Fault::disk(&dir.join(name), &error))?;
    }
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

/// What is in `dir` but for `.git`, sorted; nothing where `dir` is not there.
fn names_in(dir: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name != ".git" {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

fn not_empty(dir: &Path, found: &[String]) -> Fault {
    let named: Vec<&str> = found.iter().take(NAMED).map(String::as_str).collect();
    let more = found.len() - named.len();
    let (zh_more, en_more) = if more == 0 {
        Default::default()
    } else {
        (format!(" 等 {} 项", found.len()), format!(" and {more} more"))
    };
    let dir = dir.display();
    Fault::Usage(Say::new(
        format!("文件夹 {dir} 不是空的，里面有 {}{zh_more}；请换一个空文件夹", named.join("、")),
        format!("the folder {dir} is not empty: it has {}{en_more}; choose an empty one", named.join(", ")),
    ))
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())?;
    let runs = path.extension().is_some_and(|ending| ending == "sh" || ending == "desktop");
    if runs { make_executable(path) } else { Ok(()) }
}

#[cfg(unix)]
fn make_executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
