//! The text of a case in, its parts out.
//!
//! ```text
//! What the case is about, in as many lines as it takes.
//! $ LANG=en jianbao build --strict
//! exit 1
//!
//! -- content/a.md --
//! ---
//! 标题：狼山
//! ---
//! -- content/photo.jpg: png 9x9 --
//! -- stdout --
//! -- stderr --
//! content/a.md:2:3: …
//! ```
//!
//! Behind a file's name stand the ways in which it is made ([`Way`]). A case without `jianbao.yaml` gets one
//! that gives rise to no warning.

use std::fs;
use std::path::{Path, PathBuf};

/// One wrong bulletin.
#[derive(Debug)]
pub struct Case {
    /// Its file's stem.
    pub name: String,
    pub path: PathBuf,
    /// Variables of the environment, over the usual ones.
    pub environment: Vec<(String, String)>,
    /// What stands behind `jianbao`.
    pub arguments: Vec<String>,
    pub exit: i32,
    pub files: Vec<File>,
    pub stdout: String,
    pub stderr: String,
    /// Everything before the first golden part, as it stands in the file.
    head: String,
}

/// One file of a bulletin.
#[derive(Debug)]
pub struct File {
    pub name: String,
    pub ways: Vec<Way>,
    pub text: String,
}

/// How a file is made of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// A byte-order mark before it.
    Bom,
    /// CR LF at its line ends.
    CrLf,
    /// In GBK.
    Gbk,
    /// In UTF-16, with its mark.
    Utf16,
    /// The text is hexadecimal digits.
    Hex,
    /// Without the last line end.
    NoEnd,
    /// The text so many times.
    Times(usize),
    /// A right PNG of this size.
    Png(u32, u32),
    /// A PNG whose header says this size, with hardly any data.
    PngLie(u32, u32),
    /// A right JPEG of this size.
    Jpeg(u16, u16),
    /// A right JPEG, cut in the middle.
    JpegCut(u16, u16),
    /// A link to the path that is its text.
    Link,
    /// A pipe.
    Fifo,
    /// Not there, though it is usually.
    Absent,
    /// There, but nobody may read it.
    Locked,
    /// A folder on whose lock somebody sits.
    Held,
}

impl Way {
    fn parse(text: &str) -> Result<Self, String> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let unknown = || format!("unknown way `{text}`");
        let size = || rest.split_once('x').ok_or_else(unknown);
        let number = |text: &str| text.parse().map_err(|_| unknown());
        let short = |text: &str| text.parse().map_err(|_| unknown());
        match (word, rest.is_empty()) {
            ("bom", true) => Ok(Self::Bom),
            ("crlf", true) => Ok(Self::CrLf),
            ("gbk", true) => Ok(Self::Gbk),
            ("utf-16", true) => Ok(Self::Utf16),
            ("hex", true) => Ok(Self::Hex),
            ("no-end", true) => Ok(Self::NoEnd),
            ("link", true) => Ok(Self::Link),
            ("fifo", true) => Ok(Self::Fifo),
            ("absent", true) => Ok(Self::Absent),
            ("locked", true) => Ok(Self::Locked),
            ("held", true) => Ok(Self::Held),
            ("times", false) => rest.parse().map(Self::Times).map_err(|_| unknown()),
            ("png", false) => size().and_then(|(w, h)| Ok(Self::Png(number(w)?, number(h)?))),
            ("png-lie", false) => size().and_then(|(w, h)| Ok(Self::PngLie(number(w)?, number(h)?))),
            ("jpeg", false) => size().and_then(|(w, h)| Ok(Self::Jpeg(short(w)?, short(h)?))),
            ("jpeg-cut", false) => size().and_then(|(w, h)| Ok(Self::JpegCut(short(w)?, short(h)?))),
            _ => Err(unknown()),
        }
    }
}

impl Case {
    /// Reads a case.
    pub fn read(path: &Path) -> Result<Self, String> {
        let whole = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let (start, parts) = divide(&whole);
        let mut case = Self {
            name: path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned(),
            path: path.to_path_buf(),
            environment: Vec::new(),
            arguments: Vec::new(),
            exit: -1,
            files: Vec::new(),
            stdout: String::new(),
            stderr: String::new(),
            head: String::new(),
        };
        case.begin(start)?;
        let mut length = start.len();
        for (line, text) in parts {
            match line {
                "stdout" => text.clone_into(&mut case.stdout),
                "stderr" => text.clone_into(&mut case.stderr),
                _ if !case.stdout.is_empty() || !case.stderr.is_empty() => {
                    return Err(format!("`{line}` stands behind what was said"));
                }
                _ => {
                    case.files.push(file(line, text)?);
                    length += "--  --\n".len() + line.len() + text.len();
                }
            }
        }
        whole.get(..length).unwrap_or(&whole).clone_into(&mut case.head);
        Ok(case)
    }

    /// The lines before the first file: what it is about, the command, how it ends.
    fn begin(&mut self, start: &str) -> Result<(), String> {
        let mut about = 0;
        for line in start.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(command) = line.strip_prefix("$ ") {
                self.command(command)?;
            } else if let Some(code) = line.strip_prefix("exit ") {
                self.exit = code.parse().map_err(|_| format!("`{line}` has no number"))?;
            } else {
                about += 1;
            }
        }
        if about == 0 || self.exit < 0 || self.arguments.is_empty() {
            return Err("a case begins with what it is about, `$ jianbao …` and `exit N`".to_owned());
        }
        Ok(())
    }

    fn command(&mut self, command: &str) -> Result<(), String> {
        let (before, behind) = command.split_once("jianbao ").ok_or("the command is not jianbao")?;
        for word in before.split_whitespace() {
            let (name, value) = word.split_once('=').ok_or(format!("`{word}` sets nothing"))?;
            self.environment.push((name.to_owned(), value.to_owned()));
        }
        self.arguments = behind.split_whitespace().map(str::to_owned).collect();
        Ok(())
    }

    /// Everything that the command must say.
    pub fn golden(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// The case's text with other golden parts.
    pub fn with(&self, stdout: &str, stderr: &str) -> String {
        let head = self.head.trim_end();
        let stdout = if stdout.is_empty() { String::new() } else { format!("-- stdout --\n{stdout}") };
        let stderr = if stderr.is_empty() { String::new() } else { format!("-- stderr --\n{stderr}") };
        format!("{head}\n{stdout}{stderr}")
    }
}

/// What stands before the first part, and the parts with their names.
fn divide(whole: &str) -> (&str, Vec<(&str, &str)>) {
    let mut marks: Vec<(usize, usize, &str)> = Vec::new();
    let mut at = 0;
    for line in whole.split_inclusive('\n') {
        let name = line.trim_end_matches('\n').strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        if let Some(name) = name {
            marks.push((at, at + line.len(), name));
        }
        at += line.len();
    }
    let start = &whole[..marks.first().map_or(whole.len(), |(start, ..)| *start)];
    let ends = marks.iter().skip(1).map(|(start, ..)| *start).chain([whole.len()]);
    let parts = marks.iter().zip(ends).map(|((_, begin, name), end)| (*name, &whole[*begin..end]));
    (start, parts.collect())
}

fn file(line: &str, text: &str) -> Result<File, String> {
    let (name, ways) = line.split_once(": ").unwrap_or((line, ""));
    let ways = ways.split(", ").filter(|way| !way.is_empty()).map(Way::parse).collect::<Result<_, _>>()?;
    Ok(File { name: name.to_owned(), ways, text: text.to_owned() })
}
