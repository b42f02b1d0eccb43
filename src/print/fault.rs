//! Why an issue could not be printed, and what is said of it.
//!
//! What surprised us: of all that can go wrong, only the paper being full is nobody's mistake.

use super::setter::SheetFault;
use crate::report::{Diagnostic, Say};
use crate::resolve::site::Issue;

/// Why an issue could not be printed.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The theme's sheets are wrong.
    Sheet(SheetFault),
    /// The PDF could not be written.
    Pdf(String),
    /// Characters that no font has.
    Glyphs(Vec<Diagnostic>),
    /// The stories do not fit.
    Full,
}

impl Fault {
    /// What is said of it.
    #[must_use]
    pub fn diagnostics(self, issue: &Issue) -> Vec<Diagnostic> {
        let week = issue.week;
        let (message, hint) = match self {
            Self::Glyphs(found) => return found,
            Self::Sheet(fault) => (
                Say::new(
                    format!("{week} 排不了版：主题的版式文件有错：{}", fault.message),
                    format!("{week} cannot be set: the theme's sheets are wrong: {}", fault.message),
                ),
                Say::new(
                    "改正主题文件夹 `print/` 里的文件，或删去它",
                    "mend or delete the files in the theme's folder `print/`",
                ),
            ),
            Self::Pdf(said) => (
                Say::new(
                    format!("{week} 的 PDF 写不出来：{said}"),
                    format!("the PDF of {week} cannot be written: {said}"),
                ),
                Say::new("请把这一期的稿件发给我们", "please send us this issue's records"),
            ),
            Self::Full => (
                Say::new(
                    format!("{week} 的稿件排不进允许的版数"),
                    format!("{week} does not fit the pages allowed"),
                ),
                Say::new(
                    "在 `print.pages` 里多给几版，或用 `leave_out` 撤下几条",
                    "allow more pages in `print.pages`, or leave records out with `leave_out`",
                ),
            ),
        };
        vec![Diagnostic::error("unprintable-issue", message).hint(hint)]
    }
}

impl From<SheetFault> for Fault {
    fn from(fault: SheetFault) -> Self {
        Self::Sheet(fault)
    }
}
