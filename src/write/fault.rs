//! Why a site was not written, as a value, and as something that an editor can act on.
//!
//! Comes in: what the disk said and what we were doing. Goes out: a [`Diagnostic`]. What surprised us: a full
//! disk has three names (no space, quota, file too large), and the mending is the same for all.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::report::{Diagnostic, Say};

/// Why a site was not written. The former output is as it was.
#[derive(Debug)]
pub enum WriteFault {
    /// Another build works on the same output.
    Held {
        /// The output folder.
        out: PathBuf,
        /// Who works on it, as far as the lock tells.
        holder: Option<Holder>,
    },
    /// The folder may not be an output.
    Refused {
        /// The folder.
        out: PathBuf,
        /// Why not.
        why: Refusal,
    },
    /// The disk refused.
    Disk {
        /// What was asked of it.
        doing: Doing,
        /// Of which file or folder.
        path: PathBuf,
        /// Its answer.
        error: io::Error,
    },
    /// Two files were given for one path, or a file where another needs a folder.
    Twice {
        /// The path in the site.
        path: String,
    },
    /// The new tree is not where it was made: something else has taken it away, or put another in its place.
    Disturbed,
}

/// Who holds the lock on an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The number of the process.
    pub pid: u32,
    /// How it was started.
    pub command: String,
    /// For how long it has held the lock, as far as the clock tells.
    pub since: Option<Duration>,
}

/// Why a folder may not be an output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is the root of the file system.
    Root,
    /// It is the home folder or holds it.
    Home,
    /// It is the bulletin's folder or holds it.
    Bulletin,
    /// It is, or lies in, this folder of the bulletin, which the editor or the program needs.
    Source(String),
    /// It lies in the output of another build, which would remove it.
    Nested(PathBuf),
    /// It is a link, to this place.
    Link(PathBuf),
    /// There is something by this name that is not a folder.
    NotFolder,
    /// It was not made by a build and holds files, this one among them.
    Foreign(String),
    /// It was made by a build, but now holds a repository by this name, whose history would be lost.
    Repository(String),
}

/// What was asked of the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Find a folder.
    Find,
    /// Take the lock.
    Lock,
    /// Clear up after a build that was killed.
    Recover,
    /// Make a folder.
    Make,
    /// Read a file or folder.
    Read,
    /// Write a file.
    Write,
    /// Take over a file that did not change.
    Link,
    /// Bring everything to the disk.
    Flush,
    /// Put the new site in the place of the old.
    Exchange,
}

impl Doing {
    fn say(self) -> (&'static str, &'static str) {
        match self {
            Self::Find => ("查找", "find"),
            Self::Lock => ("锁定", "lock"),
            Self::Recover => ("清理上次中断留下的", "clear up after an interrupted build at"),
            Self::Make => ("新建文件夹", "make the folder"),
            Self::Read => ("读取", "read"),
            Self::Write => ("写入", "write"),
            Self::Link => ("沿用未变的文件", "take over the unchanged file"),
            Self::Flush => ("把数据存到磁盘", "flush to disk"),
            Self::Exchange => ("换上新网站", "put the new site into"),
        }
    }
}

impl WriteFault {
    /// What `error` means, met while `doing` something with `path`; for `map_err`.
    pub(super) fn disk(doing: Doing, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Disk { doing, path: path.to_path_buf(), error }
    }

    pub(super) fn refused(out: &Path, why: Refusal) -> Self {
        Self::Refused { out: out.to_path_buf(), why }
    }

    /// The fault as an error of the disk, for those who only pass it on.
    pub(super) fn as_error(&self) -> io::Error {
        match self {
            Self::Disk { error, .. } => io::Error::new(error.kind(), error.to_string()),
            Self::Twice { path } => io::Error::new(ErrorKind::AlreadyExists, path.clone()),
            Self::Held { .. } | Self::Refused { .. } | Self::Disturbed => {
                io::Error::other(self.diagnostic().message.en)
            }
        }
    }

    /// What is wrong and how to mend it.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        match self {
            Self::Held { out, holder } => held(out, holder.as_ref()),
            Self::Refused { out, why } => refused(out, why),
            Self::Disk { doing, path, error } => disk(*doing, path, error),
            Self::Twice { path } => twice(path),
            Self::Disturbed => disturbed(),
        }
    }
}

impl From<&WriteFault> for Diagnostic {
    fn from(fault: &WriteFault) -> Self {
        fault.diagnostic()
    }
}

fn held(out: &Path, holder: Option<&Holder>) -> Diagnostic {
    let shown = out.display();
    let (zh, en) = match holder {
        Some(Holder { pid, command, since }) => {
            let (age_zh, age_en) = since.map_or((String::new(), String::new()), age);
            (
                format!("：进程 {pid}（`{command}`）{age_zh}"),
                format!(" by process {pid} (`{command}`){age_en}"),
            )
        }
        None => (String::new(), " by another build".to_owned()),
    };
    Diagnostic::error(
        "output-held",
        Say::new(
            format!("输出文件夹 `{shown}` 正被占用{zh}"),
            format!("the output folder `{shown}` is held{en}"),
        ),
    )
    .hint(Say::new(
        "等它做完再生成，或用 `--out` 换一个文件夹",
        "wait until it is done, or build into another folder with `--out`",
    ))
}

/// Since when, in words.
fn age(since: Duration) -> (String, String) {
    let seconds = since.as_secs();
    if seconds < 120 {
        (format!("，{seconds} 秒前开始"), format!(", started {seconds} s ago"))
    } else {
        let minutes = seconds / 60;
        (format!("，{minutes} 分钟前开始"), format!(", started {minutes} min ago"))
    }
}

fn refused(out: &Path, why: &Refusal) -> Diagnostic {
    let shown = out.display();
    let (zh, en) = reason(why);
    let (zh_hint, en_hint) = remedy(why);
    Diagnostic::error(
        "output-refused",
        Say::new(
            format!("不能输出到 `{shown}`：{zh}"),
            format!("`{shown}` cannot be the output folder: {en}"),
        ),
    )
    .hint(Say::new(zh_hint, en_hint))
}

fn reason(why: &Refusal) -> (String, String) {
    let fixed = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match why {
        Refusal::Root => fixed("这是文件系统的根", "it is the root of the file system"),
        Refusal::Home => fixed("这是主目录或它的上级", "it is the home folder or holds it"),
        Refusal::Bulletin => {
            fixed("这是简报文件夹本身或它的上级", "it is the bulletin's own folder or holds it")
        }
        Refusal::Source(name) => (
            format!("它在简报的 `{name}` 里，那里的文件不能丢"),
            format!("it is in the bulletin's `{name}`, whose files must not be lost"),
        ),
        Refusal::Nested(other) => (
            format!("它在另一个输出文件夹 `{}` 里", other.display()),
            format!("it lies in another output folder, `{}`", other.display()),
        ),
        Refusal::Link(to) => {
            (format!("它是指向 `{}` 的链接", to.display()), format!("it is a link to `{}`", to.display()))
        }
        Refusal::NotFolder => fixed("它不是文件夹", "it is not a folder"),
        Refusal::Foreign(name) => (
            format!("它不是 jianbao 生成的，里面有文件（如 `{name}`）"),
            format!("no build made it, and it holds files (`{name}`, for one)"),
        ),
        Refusal::Repository(name) => (
            format!("里面有版本库 `{name}`，生成会把它删掉"),
            format!("it holds the repository `{name}`, which a build would remove"),
        ),
    }
}

fn remedy(why: &Refusal) -> (&'static str, &'static str) {
    match why {
        Refusal::Link(_) => ("请直接写链接所指的文件夹", "name the folder that the link leads to"),
        Refusal::Foreign(_) => (
            "请换一个新的或空的文件夹；若里面的文件不要了，请自己清空它",
            "name a new or an empty folder, or empty this one yourself if its files are not needed",
        ),
        Refusal::Repository(_) => (
            "请输出到别的文件夹，再复制到版本库，或用 `jianbao publish`",
            "build into another folder and copy it into the repository, or use `jianbao publish`",
        ),
        _ => {
            ("请用 `--out` 写一个新的文件夹，如 `public`", "name a new folder with `--out`, such as `public`")
        }
    }
}

fn disk(doing: Doing, path: &Path, error: &io::Error) -> Diagnostic {
    let (rule, zh_hint, en_hint) = remedy_of(error.kind());
    let (zh, en) = doing.say();
    let shown = path.display();
    Diagnostic::error(
        rule,
        Say::new(format!("不能{zh} `{shown}`：{error}"), format!("cannot {en} `{shown}`: {error}")),
    )
    .hint(Say::new(zh_hint, en_hint))
}

fn remedy_of(kind: ErrorKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => (
            "disk-full",
            "磁盘满了：腾出空间后再生成；原来的网站没有动",
            "the disk is full: free some space and build again; the former site is as it was",
        ),
        ErrorKind::ReadOnlyFilesystem => (
            "disk-read-only",
            "磁盘是只读的：换一个能写的位置（`--out`），或重新挂载；原来的网站没有动",
            "the disk is read-only: use a place that can be written (`--out`) or mount it anew; the former site is as it was",
        ),
        ErrorKind::PermissionDenied => (
            "disk-denied",
            "没有权限：输出文件夹和它的上一级都要能写，也不能被别的程序打开着；原来的网站没有动",
            "not permitted: the output folder and the one that holds it must be writable and not open in another program; the former site is as it was",
        ),
        _ => (
            "disk-failed",
            "请检查磁盘和连接，再生成一次；原来的网站没有动",
            "look at the disk and its connection and build again; the former site is as it was",
        ),
    }
}

fn twice(path: &str) -> Diagnostic {
    Diagnostic::error(
        "output-twice",
        Say::new(
            format!("网站里有两个文件都要放在 `{path}`"),
            format!("two files of the site want to stand at `{path}`"),
        ),
    )
    .hint(Say::new(
        "这是程序的错误：请报告，并附上这条信息",
        "this is a fault of the program: please report it with this message",
    ))
}

fn disturbed() -> Diagnostic {
    Diagnostic::error(
        "output-disturbed",
        Say::new(
            "正在生成的文件夹被别的程序移走或换掉了",
            "another program took the new folder away or put another in its place",
        ),
    )
    .hint(Say::new(
        "请让清理、同步或杀毒程序避开输出文件夹，再生成一次",
        "keep cleaners, synchronisers and virus scanners away from the output folder and build again",
    ))
}
