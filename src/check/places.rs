//! Words of a text to their places in the file: bytes of a Markdown file's body, parts of a value anywhere else.
//!
//! What surprised us: a text without its markup is what rules read, and what was typed is where a caret must stand;
//! so a body is read again, with the origin of its text, when a rule has something to say of it.

use std::ops::Range;

use super::Remark;
use crate::model::{Record, Span};
use crate::parse::markdown::origins;
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Step};
use crate::resolve;

/// What was said of the text of a record's body, with places.
pub(super) fn in_body(sources: &Sources, record: &Record, said: Vec<Remark>) -> Vec<Diagnostic> {
    if said.is_empty() {
        return Vec::new();
    }
    let (wanted, said): (Vec<Range<usize>>, Vec<Diagnostic>) = said.into_iter().unzip();
    let body = &record.source.body;
    let typed = match record.rest.as_deref().and_then(|rest| rest.body.as_deref()) {
        Some(own) => origins(own, &wanted),
        None => {
            let range = body.start as usize..body.end as usize;
            let found = sources
                .with_text(record.source.file, |text| text.get(range).map(|body| origins(body, &wanted)));
            found.ok().flatten().unwrap_or_default()
        }
    };
    let typed = typed.into_iter().chain(std::iter::repeat(None));
    said.into_iter().zip(typed).map(|(said, range)| body_place(sources, record, (said, range))).collect()
}

fn body_place(
    sources: &Sources,
    record: &Record,
    (said, range): (Diagnostic, Option<Range<usize>>),
) -> Diagnostic {
    let is_value = record.rest.as_deref().is_some_and(|rest| rest.body.is_some());
    let Some(file) = sources.path(record.source.file) else { return said };
    match range {
        Some(range) if is_value => in_value(sources, record, (&[Step::Key("body")], range), said),
        Some(range) => {
            let start = record.source.body.start as usize;
            said.at(Place::bytes(file, start + range.start, start + range.end))
        }
        None => said.at(Place::file(file)),
    }
}

/// What was said of the bytes `part` of a value, with their place.
pub(super) fn in_value(
    sources: &Sources,
    record: &Record,
    (steps, part): (&[Step], Range<usize>),
    said: Diagnostic,
) -> Diagnostic {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let part = Step::Part(Span { start: offset(part.start), end: offset(part.end) });
    let steps: Vec<Step> = steps.iter().cloned().chain([part]).collect();
    match resolve::place(sources, record, &steps) {
        Some(place) => said.at(place),
        None => said,
    }
}
