//! Diagnostics and summaries to the terminal: the one place that prints.
//!
//! What surprised us: a closed pipe (`jianbao check | head`) is not an error worth a word, so what cannot be
//! printed is dropped.

use std::io::{IsTerminal, Write};
use std::sync::{PoisonError, RwLock};

use super::Manner;
use super::fault::Fault;
use crate::model::settings::Lang;
use crate::parse::locate;
use crate::read::Sources;
use crate::report::{self, Diagnostic, Entry, Say, Severity, Style};

/// Prints what is answered to the command line itself: help to stdout, what is wrong with it to stderr.
pub(super) fn answer(text: &str, is_wrong: bool) {
    let _ = if is_wrong {
        anstream::stderr().lock().write_all(text.as_bytes())
    } else {
        anstream::stdout().lock().write_all(text.as_bytes())
    };
}

/// How this run speaks.
pub(super) struct Voice {
    manner: Manner,
    lang: RwLock<Lang>,
}

impl Voice {
    /// Speaks the machine's language until a bulletin is known.
    pub(super) fn new(manner: Manner) -> Self {
        Self { manner, lang: RwLock::new(super::machine_lang()) }
    }

    /// Chinese where the machine or the bulletin is Chinese.
    pub(super) fn learn(&self, bulletin: Lang) {
        if bulletin == Lang::ZhCn {
            *self.lang.write().unwrap_or_else(PoisonError::into_inner) = Lang::ZhCn;
        }
    }

    pub(super) fn lang(&self) -> Lang {
        *self.lang.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether warnings are errors.
    pub(super) fn is_strict(&self) -> bool {
        self.manner.strict
    }

    /// Whether to draw progress.
    pub(super) fn draws(&self) -> bool {
        !self.manner.quiet && std::io::stderr().is_terminal()
    }

    /// Arranges what was found, hardens it where that is asked for, and gives every key its place.
    pub(super) fn arrange(&self, found: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
        let mut found = found;
        locate(&mut found, &|path| sources.text(path).ok());
        let mut found = report::arrange(found);
        if self.is_strict() {
            report::harden(&mut found);
        }
        found
    }

    /// Without the notes, where nobody asked for them: a build says what should be mended.
    pub(super) fn without_notes(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if !self.manner.verbose {
            found.retain(|found| found.severity != Severity::Note);
        }
        found
    }

    /// Prints diagnostics as text, to stderr. Quiet, only errors.
    pub(super) fn diagnostics(&self, found: &[Diagnostic], sources: &Sources) {
        let mut out = anstream::stderr().lock();
        for diagnostic in found {
            let is_error = diagnostic.severity == Severity::Error;
            if is_error || !self.manner.quiet {
                let _ = write!(out, "{}", self.text(diagnostic, sources));
            }
        }
    }

    /// A diagnostic laid out, as a page shows it.
    pub(super) fn entry(&self, diagnostic: &Diagnostic, sources: &Sources) -> Entry {
        report::entry(diagnostic, Style { lang: self.lang() }, &|path| sources.text(path).ok())
    }

    /// A diagnostic as it is printed, with colours.
    fn text(&self, diagnostic: &Diagnostic, sources: &Sources) -> String {
        report::text(diagnostic, Style { lang: self.lang() }, &|path| sources.text(path).ok())
    }

    /// Prints diagnostics as JSON, to stdout.
    pub(super) fn json(&self, found: &[Diagnostic], sources: &Sources) {
        self.raw(&report::json(found, self.lang(), &|path| sources.text(path).ok()));
    }

    /// Prints text as it is, to stdout.
    pub(super) fn raw(&self, text: &str) {
        let _ = anstream::stdout().lock().write_all(text.as_bytes());
    }

    /// Prints a line to stdout, unless quiet.
    pub(super) fn line(&self, say: &Say) {
        if !self.manner.quiet {
            self.raw(&format!("{}\n", say.pick(self.lang())));
        }
    }

    /// Whether it explains what is done.
    pub(super) fn explains(&self) -> bool {
        self.manner.verbose
    }

    /// Prints a line that explains, to stderr, where that is asked for.
    pub(super) fn explain(&self, say: impl FnOnce() -> Say) {
        if self.manner.verbose {
            let _ = writeln!(anstream::stderr().lock(), "{}", say().pick(self.lang()));
        }
    }

    /// Prints why a command stopped, to stderr.
    pub(super) fn fault(&self, fault: &Fault) {
        let lang = self.lang();
        let mut out = anstream::stderr().lock();
        if let Fault::Write(fault) = fault {
            let _ = write!(out, "{}", report::text(&fault.diagnostic(), Style { lang }, &|_| None));
            return;
        }
        let (say, hint) = fault.say();
        let _ = writeln!(out, "\u{1b}[1;31m{}\u{1b}[0m: {}", lang.pick("错误", "error"), say.pick(lang));
        if let Some(hint) = hint {
            let _ =
                writeln!(out, "  \u{1b}[1;36m{}\u{1b}[0m: {}", lang.pick("改法", "help"), hint.pick(lang));
        }
    }
}
