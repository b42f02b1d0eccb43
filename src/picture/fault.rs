//! Why a picture is not published: a [`Flaw`] found in it comes in, a diagnostic in two languages comes out.
//!
//! A message here is read by somebody with a phone in the hand, so the mending names the phone's own menu.

use std::io;

use super::limits::Limit;
use super::sniff::Sniffed;
use crate::report::{Diagnostic, Say};

/// Why a picture was not published.
#[derive(Debug)]
pub enum Fault {
    /// The file is wrong: an error for its editor, still without a place.
    Picture(Box<Diagnostic>),
    /// The output did not take a file.
    Output(io::Error),
}

/// What is wrong with a file, before its name is put to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It cannot be decoded, and why, in the decoder's words.
    Broken(String),
    /// It ends before its picture does.
    Truncated,
    /// It moves.
    Animated,
    /// A figure is beyond a limit.
    Beyond {
        /// Which limit.
        limit: Limit,
        /// The figure.
        found: u64,
    },
    /// One of our encoders failed, and why.
    Encoder(String),
}

fn error(rule: &'static str, message: Say, hint: Say) -> Fault {
    Fault::Picture(Box::new(Diagnostic::error(rule, message).hint(hint)))
}

impl Flaw {
    /// The fault of the file `name`.
    pub fn of(self, name: &str) -> Fault {
        match self {
            Self::Broken(why) => broken(name, &why),
            Self::Truncated => truncated(name),
            Self::Animated => animated(name),
            Self::Beyond { limit, found } => beyond(name, limit, found),
            Self::Encoder(why) => Fault::Output(io::Error::other(format!("`{name}`: {why}"))),
        }
    }
}

fn broken(name: &str, why: &str) -> Fault {
    error(
        "picture-broken",
        Say::new(
            format!("图片 `{name}` 已损坏，无法读取：{why}"),
            format!("the picture `{name}` is damaged: {why}"),
        ),
        Say::new(
            "请重新取得原图；若看图软件还能打开它，请另存为新的 JPEG",
            "fetch the original again; if a picture viewer still opens it, save it as a new JPEG",
        ),
    )
}

fn truncated(name: &str) -> Fault {
    error(
        "picture-truncated",
        Say::new(format!("图片 `{name}` 不完整，后半部分缺失"), format!("the picture `{name}` is cut short")),
        Say::new(
            "多半是传输中断，请重新复制或下载原图",
            "a transfer was probably interrupted: copy or download the original again",
        ),
    )
}

fn animated(name: &str) -> Fault {
    error(
        "picture-moving",
        Say::new(
            format!("图片 `{name}` 是动图，不能作为照片发布"),
            format!("the picture `{name}` moves, and only still ones are published"),
        ),
        Say::new("请截取其中一帧，另存为 JPEG 或 PNG", "save one of its frames as JPEG or PNG"),
    )
}

fn beyond(name: &str, limit: Limit, found: u64) -> Fault {
    let (size, unit_zh, unit_en) = limit.unit;
    let (what_zh, what_en) = limit.what;
    // Rounded up, so that what is just beyond the limit is not shown as equal to it.
    let (found, most) = (found.div_ceil(size).max(limit.most / size + 1), limit.most / size);
    error(
        "picture-too-large",
        Say::new(
            format!("图片 `{name}` 过大：{what_zh} {found} {unit_zh}，上限为 {most}"),
            format!(
                "the picture `{name}` is too large: {what_en} takes {found} {unit_en}, the limit is {most}"
            ),
        ),
        Say::new(
            "请用看图软件缩小后另存为 JPEG；发布时最宽只用 1600 像素",
            "make it smaller in a picture viewer and save it as JPEG; at most 1600 pixels across are used",
        ),
    )
}

/// The ending of `name` is not one of what the file is.
pub fn ending(name: &str, kind: Sniffed) -> Fault {
    let (is, right) = (kind.name(), kind.endings().first().copied().unwrap_or_default());
    error(
        "picture-ending",
        Say::new(
            format!("图片 `{name}` 的内容其实是 {is}，与扩展名不符"),
            format!("the picture `{name}` is a {is} file, which its ending does not say"),
        ),
        Say::new(
            format!("请把扩展名改为 .{right}（记录里的 `photos` 也要改），或用看图软件另存为所需格式"),
            format!(
                "rename it to end in .{right}, in the record's `photos` too, or save it in the format you want"
            ),
        ),
    )
}

/// The file is of a kind that is not published.
pub fn kind(name: &str, kind: Sniffed) -> Fault {
    let message = match kind {
        Sniffed::Empty => {
            Say::new(format!("图片 `{name}` 是空文件"), format!("the picture `{name}` is empty"))
        }
        Sniffed::Unknown => {
            Say::new(format!("`{name}` 不是可识别的图片"), format!("`{name}` is not a picture that we know"))
        }
        kind => Say::new(
            format!("`{name}` 是 {} 文件，不能作为照片发布（可用 JPEG、PNG、WebP）", kind.name()),
            format!("`{name}` is a {} file; photographs are JPEG, PNG or WebP", kind.name()),
        ),
    };
    error("picture-kind", message, remedy(kind))
}

fn remedy(kind: Sniffed) -> Say {
    match kind {
        Sniffed::Heic => Say::new(
            "iPhone：设置→相机→格式→兼容性最佳；已拍的照片请导出或另存为 JPEG",
            "on an iPhone: Settings → Camera → Formats → Most Compatible; export older pictures as JPEG",
        ),
        Sniffed::Svg | Sniffed::Pdf => Say::new(
            "请导出为 PNG；若供下载，请写在 `attachments`（附件）里",
            "export it as PNG; to offer it for download, list it under `attachments`",
        ),
        Sniffed::Zip => Say::new("请先解压，再使用其中的图片", "unpack it and use the pictures inside"),
        Sniffed::Video => Say::new("请截取一帧，另存为 JPEG", "save one of its frames as JPEG"),
        Sniffed::Html => Say::new(
            "下载到的是网页而不是图片，请重新保存原图",
            "a web page was saved instead of the picture: save the original again",
        ),
        Sniffed::Empty => Say::new("请重新复制或下载原图", "copy or download the original again"),
        _ => Say::new(
            "请用看图软件打开，照片另存为 JPEG，图表和截图另存为 PNG",
            "open it in a picture viewer and save photographs as JPEG, charts and screenshots as PNG",
        ),
    }
}
