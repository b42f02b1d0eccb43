//! What can be wrong with a body, as the editor is told it.
//!
//! What surprised us: a body starts somewhere inside its file, so a fault knows only bytes of the body, and
//! becomes a diagnostic when the file and the body's start are given.

use std::ops::Range;

use super::LinkFault;
use super::writer::MAX_DEPTH;
use crate::model::{BulletinPath, Url};
use crate::report::{Diagnostic, Place, Say};

/// Something wrong at a place of the body's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// HTML that is shown as text.
    RawHtml,
    /// An allowed HTML element that is not closed where it was opened.
    Unclosed(&'static str),
    /// A link whose destination cannot be linked to.
    Link {
        /// As typed.
        destination: String,
        /// Why not.
        fault: LinkFault,
    },
    /// A picture that cannot be shown.
    Picture {
        /// As typed.
        destination: String,
        /// Why not.
        fault: LinkFault,
    },
    /// A picture without alternative text.
    NoAlternative,
    /// A reference to a footnote that is not there.
    NoFootnote(String),
    /// A footnote that nothing refers to, or a second one of the same name.
    UnusedFootnote(String),
    /// Quotes, lists or emphasis nested too deeply; the innermost lose their markup.
    TooDeep,
}

impl Wrong {
    /// The name of the rule that it breaks.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::RawHtml => "raw-html",
            Self::Unclosed(_) => "unclosed-html",
            Self::Link { fault: LinkFault::Scheme(_), .. } => "link-scheme",
            Self::Link { .. } => "dead-link",
            Self::Picture { fault: LinkFault::Missing | LinkFault::Outside, .. } => "missing-picture",
            Self::Picture { .. } => "remote-picture",
            Self::NoAlternative => "no-alt",
            Self::NoFootnote(_) => "no-footnote",
            Self::UnusedFootnote(_) => "unused-footnote",
            Self::TooDeep => "nested-too-deep",
        }
    }

    /// Whether it would publish something wrong: links and pictures that lead nowhere.
    #[must_use]
    pub fn is_error(&self) -> bool {
        matches!(self, Self::Link { .. } | Self::Picture { .. })
    }

    /// Whether there is nothing to say of it.
    pub(super) fn is_unsaid(&self) -> bool {
        matches!(
            self,
            Self::Link { fault: LinkFault::Unsaid, .. } | Self::Picture { fault: LinkFault::Unsaid, .. }
        )
    }

    /// What is wrong and how to mend it.
    #[must_use]
    pub fn say(&self) -> (Say, Say) {
        let ((zh, en), (hint_zh, hint_en)) = match self {
            Self::Link { destination, fault } => (link_message(destination, fault), link_hint(fault)),
            Self::Picture { destination, fault } => {
                (picture_message(destination, fault), pair(PICTURE_HINT.0, PICTURE_HINT.1))
            }
            other => {
                let (zh, en) = other.text_hint();
                (other.text_message(), pair(zh, en))
            }
        };
        (Say::new(zh, en), Say::new(hint_zh, hint_en))
    }

    fn text_message(&self) -> (String, String) {
        match self {
            Self::RawHtml => pair("HTML 标记按文字显示", "HTML is shown as text"),
            Self::Unclosed(name) => (
                format!("`<{name}>` 没有在同一段内闭合"),
                format!("`<{name}>` is not closed where it was opened"),
            ),
            Self::NoAlternative => pair("图片没有替代文字", "the picture has no alternative text"),
            Self::NoFootnote(name) => {
                (format!("脚注 `[^{name}]` 没有内容"), format!("footnote `[^{name}]` is not defined"))
            }
            Self::UnusedFootnote(name) => {
                (format!("脚注 `[^{name}]` 没有被引用"), format!("nothing refers to footnote `[^{name}]`"))
            }
            _ => (
                format!("嵌套超过 {MAX_DEPTH} 层，更深的格式不再显示"),
                format!("nested over {MAX_DEPTH} deep; what is deeper loses its markup"),
            ),
        }
    }

    fn text_hint(&self) -> (&'static str, &'static str) {
        match self {
            Self::RawHtml => (
                "用 Markdown 写；可用的标记只有 br sub sup abbr kbd ruby rt rp",
                "write it in Markdown; the elements allowed are br sub sup abbr kbd ruby rt rp",
            ),
            Self::Unclosed(_) => {
                ("在同一段、同一层格式里闭合它", "close it in the same paragraph and emphasis")
            }
            Self::NoAlternative => (
                "在方括号里用一句话说明画面：`![画面](文件)`",
                "say in the brackets what it shows: `![what it shows](file)`",
            ),
            Self::NoFootnote(_) => (
                "另起一行写 `[^名]: 内容`，或删去这个引用",
                "add a line `[^name]: text`, or take the reference away",
            ),
            Self::UnusedFootnote(_) => ("在正文里引用它，或删去", "refer to it in the text, or take it away"),
            _ => ("减少引用、列表或强调的层数", "use fewer levels of quotes, lists or emphasis"),
        }
    }
}

impl Fault {
    /// As a diagnostic; the body starts at byte `start` of `file`.
    #[must_use]
    pub fn diagnostic(&self, file: &BulletinPath, start: usize) -> Diagnostic {
        let (message, hint) = self.wrong.say();
        let rule = self.wrong.rule();
        let diagnostic = if self.wrong.is_error() {
            Diagnostic::error(rule, message)
        } else {
            Diagnostic::warning(rule, message)
        };
        let place = Place::bytes(file, start + self.range.start, start + self.range.end);
        diagnostic.at(place).hint(hint)
    }
}

const PICTURE_HINT: (&str, &str) = (
    "把图片放在稿件旁边，写相对路径，如 `![画面](photo.jpg)`",
    "put the picture beside the record and name it by its relative path, like `![what it shows](photo.jpg)`",
);

/// Two texts as owned ones.
fn pair(zh: &str, en: &str) -> (String, String) {
    (zh.to_owned(), en.to_owned())
}

fn link_message(destination: &str, fault: &LinkFault) -> (String, String) {
    match fault {
        LinkFault::Missing | LinkFault::Unsaid => (
            format!("链接 `{destination}` 指向的内容不存在"),
            format!("link `{destination}` leads to nothing"),
        ),
        LinkFault::Outside => (
            format!("链接 `{destination}` 指向简报文件夹之外"),
            format!("link `{destination}` leaves the bulletin"),
        ),
        LinkFault::Scheme(scheme) => (
            format!("链接 `{destination}` 用了不允许的协议 `{scheme}:`"),
            format!("link `{destination}` has the scheme `{scheme}:`, which is not allowed"),
        ),
        LinkFault::Remote => (
            format!("链接 `{destination}` 没有写明协议"),
            format!("link `{destination}` does not say its scheme"),
        ),
    }
}

fn link_hint(fault: &LinkFault) -> (String, String) {
    match fault {
        LinkFault::Scheme(_) | LinkFault::Remote => {
            let schemes = Url::SCHEMES.join(" ");
            (format!("可用的协议：{schemes}"), format!("the schemes allowed are {schemes}"))
        }
        _ => pair(
            "写另一篇稿件的相对路径，如 `../w15/lead.md`，或以 `/` 开头的站内地址",
            "write the relative path of a record's file, like `../w15/lead.md`, or an address of the site with a leading `/`",
        ),
    }
}

fn picture_message(destination: &str, fault: &LinkFault) -> (String, String) {
    match fault {
        LinkFault::Missing | LinkFault::Unsaid => {
            (format!("图片 `{destination}` 不存在"), format!("picture `{destination}` is not there"))
        }
        LinkFault::Outside => (
            format!("图片 `{destination}` 在简报文件夹之外"),
            format!("picture `{destination}` is outside the bulletin"),
        ),
        LinkFault::Scheme(_) | LinkFault::Remote => {
            (format!("图片 `{destination}` 在别处"), format!("picture `{destination}` is remote"))
        }
    }
}
