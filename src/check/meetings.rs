//! **A decision is one of the options.** Where a meeting lists what was proposed, every decision holds the words of one of
//! the options at least, and not only of options that were refused, put off or left open. Build and check warn.

use super::Said;
use crate::model::Record;
use crate::model::standing::{Fate, Meeting, Standing};
use crate::report::{Diagnostic, Say, Step};
use crate::resolve::meetings::{Wrong, faults};

pub(super) fn look(record: &Record) -> Said {
    let Some(Standing::Meeting(meeting)) = record.standing() else { return Said::new() };
    let all = faults(meeting).into_iter();
    all.map(|(at, wrong)| (vec![Step::Key("decision"), Step::Item(at)], said(meeting, &wrong))).collect()
}

fn said(meeting: &Meeting, wrong: &Wrong<'_>) -> Diagnostic {
    let (message, hint) = match wrong {
        Wrong::NamesNone => {
            let names: Vec<&str> = meeting.options.iter().map(|option| &*option.what).collect();
            (
                Say::new("决定里没有一个方案的原话", "the decision holds the words of no option"),
                Say::new(
                    format!("照抄方案的原话，再加别的：{}", names.join("、")),
                    format!("use the words of an option, with others around: {}", names.join(", ")),
                ),
            )
        }
        Wrong::Against(option, fate) => (
            Say::new(
                format!("决定说的 `{}`，方案里写的是{}", option.what, name(*fate).0),
                format!("the decision says `{}`, which is {} among the options", option.what, name(*fate).1),
            ),
            Say::new("改方案的 `去向`（fate），或改决定", "change the `fate` of the option, or the decision"),
        ),
    };
    Diagnostic::warning("meeting-decision", message).hint(hint)
}

/// What a fate is called.
fn name(fate: Fate) -> (&'static str, &'static str) {
    match fate {
        Fate::Adopted => ("采纳", "adopted"),
        Fate::Refused => ("否决", "refused"),
        Fate::Deferred => ("缓议", "deferred"),
        Fate::Open => ("待议", "open"),
    }
}
