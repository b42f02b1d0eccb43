//! Template errors in, diagnostics with file and bytes out.
//!
//! What surprised us: one wrong template fails on ten thousand pages at once and from many threads; keyed by
//! their place, the same fault is kept once and the order does not depend on who was first.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tera::{Error, ErrorKind, ReportError};

use crate::model::BulletinPath;
use crate::report::{Diagnostic, Place, Say};

/// What goes before the name of a template of the bulletin's own.
pub const OWN: &str = "own/";
/// What goes before the name of a template inside the binary.
pub const BUNDLED: &str = "bundled/";

/// The faults of templates, each once.
#[derive(Debug, Default)]
pub struct Faults(Mutex<BTreeMap<(String, usize, String), Diagnostic>>);

impl Faults {
    /// Takes one; `theme` is the theme's folder.
    pub fn take(&self, error: &Error, theme: &str) {
        let key = match report(error) {
            Some(report) => {
                (report.filename().to_owned(), report.span().range.start, report.message().into())
            }
            None => (String::new(), 0, error.to_string()),
        };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(key).or_insert_with(|| diagnostic(error, theme));
    }

    /// All of them, in order.
    #[must_use]
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }
}

fn report(error: &Error) -> Option<&ReportError> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Some(report),
        _ => None,
    }
}

/// The diagnostic for one error of a template in `themes/<theme>/`.
#[must_use]
pub fn diagnostic(error: &Error, theme: &str) -> Diagnostic {
    let Some(report) = report(error) else { return say(&plain(error)) };
    let name = report.filename();
    let Some(own) = name.strip_prefix(OWN) else {
        return say(&format!("{}: {}", name.trim_start_matches(BUNDLED), report.message()));
    };
    let range = &report.span().range;
    let file = BulletinPath::new(&format!("themes/{theme}/templates/{own}"));
    let diagnostic = say(report.message());
    match file {
        Ok(file) => diagnostic.at(Place::bytes(&file, range.start, range.end)),
        Err(_) => diagnostic,
    }
}

/// The message of an error that has no place, without the prefixes of our own making.
fn plain(error: &Error) -> String {
    error.to_string().replace(OWN, "").replace(BUNDLED, "")
}

fn say(message: &str) -> Diagnostic {
    let message = message.trim_end();
    Diagnostic::error(
        "template",
        Say::new(format!("模板有错：{message}"), format!("the template is wrong: {message}")),
    )
    .hint(Say::new(
        "`themes/GUIDE.md` 列有每个模板可用的值",
        "`themes/GUIDE.md` lists the values that each template gets",
    ))
}
