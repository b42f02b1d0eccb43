//! What is wrong, where, and how to mend it, in Chinese and English.
//!
//! Rooms make [`Diagnostic`]s and return them; nothing prints but `main`. A diagnostic that is about a key
//! names the key; `parse::locate` finds its line and column only when there is something to say, because
//! the fast reader keeps no places.

mod entry;
mod json;
mod text;

use std::collections::BTreeMap;

pub use entry::{Entry, Excerpt, Help, Related, entry};
pub use json::json;
pub use text::{Style, text};

use crate::model::{BulletinPath, Span};

/// One text in both languages of the interface.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Say {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Say {
    /// A text in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The text in `lang`.
    #[must_use]
    pub fn pick(&self, lang: crate::model::settings::Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// Whether a diagnostic stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something wrong would be published, or something lost.
    Error,
    /// The editor should look at it.
    Warning,
    /// Nothing is wrong; the editor may like to know.
    Note,
}

/// One step from a record to a value in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The value behind a key, by the key's English name.
    Key(&'static str),
    /// An item of a list, from 0.
    Item(usize),
    /// The first name or value in here that is this text.
    Text(Box<str>),
    /// These bytes of the text that stands here, as it is read.
    Part(Span),
}

/// Where in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// These bytes of it.
    Bytes(Span),
    /// A value of the record that is item `item` of the file (none: the file's only record).
    Key {
        /// Which item of a YAML list.
        item: Option<u32>,
        /// The way to the value.
        steps: Vec<Step>,
    },
}

/// A file and a place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, from the bulletin's folder.
    pub file: BulletinPath,
    /// Where in it.
    pub spot: Spot,
}

impl Place {
    /// The whole of `file`.
    #[must_use]
    pub fn file(file: &BulletinPath) -> Self {
        Self { file: file.clone(), spot: Spot::File }
    }

    /// Some bytes of `file`.
    #[must_use]
    pub fn bytes(file: &BulletinPath, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { file: file.clone(), spot: Spot::Bytes(Span { start: clamp(start), end: clamp(end) }) }
    }
}

/// One thing to tell the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name, such as `unknown-key`.
    pub rule: &'static str,
    /// Whether it stops the build.
    pub severity: Severity,
    /// Where it is.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: Say,
    /// How to mend it.
    pub hint: Option<Say>,
    /// The other places that it is about.
    pub related: Vec<(Place, Say)>,
    /// How often the same was found; the place is the first one's.
    pub count: usize,
}

impl Diagnostic {
    fn new(rule: &'static str, severity: Severity, message: Say) -> Self {
        Self { rule, severity, place: None, message, hint: None, related: Vec::new(), count: 1 }
    }

    /// Something that stops the build.
    #[must_use]
    pub fn error(rule: &'static str, message: Say) -> Self {
        Self::new(rule, Severity::Error, message)
    }

    /// Something to look at.
    #[must_use]
    pub fn warning(rule: &'static str, message: Say) -> Self {
        Self::new(rule, Severity::Warning, message)
    }

    /// Something to know.
    #[must_use]
    pub fn note(rule: &'static str, message: Say) -> Self {
        Self::new(rule, Severity::Note, message)
    }

    /// With its place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// With the mending.
    #[must_use]
    pub fn hint(mut self, hint: Say) -> Self {
        self.hint = Some(hint);
        self
    }

    /// With another place that it is about.
    #[must_use]
    pub fn also(mut self, place: Place, say: Say) -> Self {
        self.related.push((place, say));
        self
    }
}

/// Puts diagnostics in the order of file, place and rule, and folds equal warnings into one with a count.
#[must_use]
pub fn arrange(mut all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    all.sort_by(|a, b| (&a.place, a.rule, &a.message).cmp(&(&b.place, b.rule, &b.message)));
    let mut seen: BTreeMap<(&'static str, Say), usize> = BTreeMap::new();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(all.len());
    for diagnostic in all {
        let twin = seen.get(&(diagnostic.rule, diagnostic.message.clone())).copied();
        let known = twin.and_then(|at| kept.get_mut(at));
        match known {
            Some(first) if diagnostic.severity != Severity::Error || first.place == diagnostic.place => {
                first.count += diagnostic.count;
            }
            _ => {
                seen.insert((diagnostic.rule, diagnostic.message.clone()), kept.len());
                kept.push(diagnostic);
            }
        }
    }
    kept
}

/// Whether anything stops the build.
#[must_use]
pub fn stops(all: &[Diagnostic]) -> bool {
    all.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// With `--strict`: every warning as an error.
pub fn harden(all: &mut [Diagnostic]) {
    for diagnostic in all.iter_mut().filter(|diagnostic| diagnostic.severity == Severity::Warning) {
        diagnostic.severity = Severity::Error;
    }
}
