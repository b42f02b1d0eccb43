//! **A headline fits two lines.** On the page a main headline of more than 30 characters cannot be set in one
//! line, or two balanced ones, at a size that its priority asks for. A clause divided by a gap may be half of
//! it. Build and check warn.

use super::Said;
use crate::model::Record;
use crate::parse::count::count;
use crate::report::{Diagnostic, Say, Step};

/// The longest headline: two lines of 15 characters are the most that three columns of a tabloid take at the
/// size of a second headline.
const MOST: usize = 30;

pub(super) fn look(record: &Record) -> Said {
    let Some(title) = record.title.as_deref().filter(|_| record.kind.runs()) else { return Said::new() };
    let length = count(title);
    if length <= MOST {
        return Said::new();
    }
    let over = length - MOST;
    let message = Say::new(
        format!("标题有 {length} 字，两行排不下"),
        format!("the headline has {length} characters, too many for two lines"),
    );
    let hint = Say::new(
        format!("删 {over} 字，或把一部分移到引题、副题"),
        format!("cut {over}, or move part of it to the kicker or deck"),
    );
    vec![(vec![Step::Key("title")], Diagnostic::warning("long-headline", message).hint(hint))]
}
