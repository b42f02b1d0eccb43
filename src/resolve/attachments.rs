//! Files for download: what must not be served, and what is not what its name says.
//!
//! What surprised us: a Word file under a password is no ZIP but an old compound file, and a PDF may begin with other
//! bytes, which readers skip.

use crate::model::BulletinPath;
use crate::read::Sources;
use crate::report::{Diagnostic, Say};

/// How far into a file its mark may stand, as readers of PDF look for it.
const HEAD: usize = 1024;

/// Endings, what such a file is called in both languages, and what one of them begins with.
type Mark = (&'static [&'static str], [&'static str; 2], &'static [&'static [u8]]);

const MARKS: [Mark; 5] = [
    (&["docx", "xlsx", "pptx"], [" Office 文件", "an Office file"], &[b"PK", b"\xd0\xcf\x11\xe0"]),
    (&["zip"], [" zip 文件", "a zip file"], &[b"PK"]),
    (&["jpg", "jpeg"], [" JPEG 图片", "a JPEG picture"], &[b"\xff\xd8\xff"]),
    (&["png"], [" PNG 图片", "a PNG picture"], &[b"\x89PNG\r\n\x1a\n"]),
    (&["gif"], [" GIF 图片", "a GIF picture"], &[b"GIF8"]),
];

/// Endings of files that a browser runs as part of the site, should a reader open one instead of saving it.
const ACTIVE: [&str; 18] = [
    "html", "htm", "xhtml", "xht", "shtml", "svg", "svgz", "xml", "xsl", "xslt", "js", "mjs", "cjs", "mht",
    "mhtml", "hta", "swf", "htc",
];

/// An attachment that could run a script in a reader's browser.
fn active(ending: &str) -> Diagnostic {
    let message = Say::new(
        format!("`.{ending}` 文件会在读者的浏览器里运行，不能作附件"),
        format!("a browser runs `.{ending}` files as part of the site, so it cannot be attached"),
    );
    let hint = Say::new("另存为 PDF 或图片，或压缩成 zip", "save it as PDF or a picture, or zip it");
    Diagnostic::error("active-attachment", message).hint(hint)
}

/// What is wrong with serving the file at `path`, which an editor typed as `typed`.
pub(super) fn wrong(sources: &Sources, path: &BulletinPath, typed: &str) -> Option<Diagnostic> {
    let ending = typed.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
    if ACTIVE.contains(&ending.as_str()) {
        return Some(active(&ending));
    }
    // What cannot be read is said by whoever copies it.
    let ([head, _], _) = sources.ends(path, HEAD).ok()?;
    let (is_right, [zh, en]) = if ending == "pdf" {
        (head.windows(5).any(|bytes| bytes == b"%PDF-"), [" PDF 文件", "a PDF file"])
    } else {
        let (_, name, marks) = MARKS.iter().find(|(endings, ..)| endings.contains(&ending.as_str()))?;
        (marks.iter().any(|mark| head.starts_with(mark)), *name)
    };
    if is_right {
        return None;
    }
    let message = Say::new(format!("`{typed}` 的内容不是{zh}"), format!("`{typed}` is not {en}"));
    let hint = Say::new(
        "看看文件能不能打开，扩展名是不是改错了",
        "see whether the file opens, and whether its ending was changed by hand",
    );
    Some(Diagnostic::error("attachment-kind", message).hint(hint))
}
