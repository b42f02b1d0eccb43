//! **A photograph has a credit and says what it shows.** A reader who cannot see it hears the alternative text
//! (`alt`, 替代文字); whoever took it is named (`credit`, 摄影). Build and check warn where one is missing.

use super::Said;
use crate::model::Record;
use crate::report::{Diagnostic, Say, Step};

pub(super) fn look(record: &Record) -> Said {
    let mut said = Said::new();
    for (at, photo) in record.photos.iter().enumerate() {
        let steps = || vec![Step::Key("photos"), Step::Item(at), Step::Key("file")];
        if photo.alt.is_none() {
            said.push((steps(), no_alternative(&photo.file)));
        }
        if photo.credit.is_none() {
            said.push((steps(), no_credit(&photo.file)));
        }
    }
    said
}

fn no_alternative(file: &str) -> Diagnostic {
    let message = Say::new(
        format!("图片 `{file}` 没有替代文字，看不见图的读者不知道画面是什么"),
        format!("the photograph `{file}` has no alternative text for readers who cannot see it"),
    );
    let hint = Say::new("加一行 `替代文字: 画面上有什么`", "add `alt: what it shows`");
    Diagnostic::warning("missing-alternative", message).hint(hint)
}

fn no_credit(file: &str) -> Diagnostic {
    let message =
        Say::new(format!("图片 `{file}` 没有署名"), format!("the photograph `{file}` has no credit"));
    let hint = Say::new("加一行 `摄影: 姓名`", "add `credit: a name`");
    Diagnostic::warning("missing-credit", message).hint(hint)
}
