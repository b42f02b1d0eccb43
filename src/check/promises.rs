//! **What was promised in print is due.** A promise under `follow_up` (跟进), or a 下一步 in a text that names a day, is
//! noted by check from two weeks before its day until a story says that it is kept: `follow_up: [{closes: id}]`.
//!
//! What surprised us: readers remember promises longer than editors do, so a promise that is overdue is noted for ever.

use super::{Remark, at, places};
use crate::model::Record;
use crate::parse::markdown::plain_text;
use crate::read::Sources;
use crate::report::{Diagnostic, Say, Step};
use crate::resolve::diary::{Reminder, Spot, reminders};
use crate::resolve::{RecordNo, Site};

/// How many days before its day a promise is noted.
const SOON: i32 = 14;

/// What is due within two weeks or overdue.
pub(super) fn look(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let due = all(site, sources)
        .into_iter()
        .filter(|(reminder, _)| reminder.days_left(site.now).is_some_and(|left| left <= SOON));
    due.map(|(_, said)| said).collect()
}

/// All promises that have a day and are not kept, each with what is to be said of it and where.
#[must_use]
pub fn all(site: &Site, sources: &Sources) -> Vec<(Reminder, Diagnostic)> {
    let running = site.running().map(|(number, record, _)| (number, record));
    running.flat_map(|(number, record)| of(site, sources, (number, record))).collect()
}

fn of(site: &Site, sources: &Sources, (number, record): (RecordNo, &Record)) -> Vec<(Reminder, Diagnostic)> {
    let text = sources.with_body(record, plain_text).unwrap_or_default();
    let open = reminders(site, number, &text).into_iter();
    open.filter_map(|reminder| {
        let left = reminder.days_left(site.now)?;
        let said = say(&reminder, left, record.id.as_str());
        let said = match &reminder.spot {
            Spot::Entry(entry) => {
                let steps = [Step::Key("follow_up"), Step::Item(*entry), Step::Key("what")];
                at(sources, record, &steps, said)
            }
            Spot::Words(range) => {
                let remark: Remark = (range.clone(), said);
                places::in_body(sources, record, vec![remark]).pop()?
            }
        };
        Some((reminder, said))
    })
    .collect()
}

fn say(reminder: &Reminder, left: i32, id: &str) -> Diagnostic {
    let due = reminder.due.map_or_else(String::new, |due| due.to_string());
    let what = &reminder.what;
    let hint = Say::new(
        format!("办到了，就在报道它的那一篇里写 `跟进: [{{兑现: {id}}}]`；要延期，就改这里的期限"),
        format!(
            "once it is kept, write `follow_up: [{{closes: {id}}}]` in the story that says so; else mend its day"
        ),
    );
    if left < 0 {
        let over = -left;
        let message = Say::new(
            format!("承诺过期 {over} 天：“{what}”，期限是 {due}"),
            format!("a promise is {over} days overdue: `{what}`, due on {due}"),
        );
        return Diagnostic::note("promise-overdue", message).hint(hint);
    }
    let message = Say::new(
        format!("承诺还有 {left} 天到期：“{what}”，期限是 {due}"),
        format!("a promise is due in {left} days: `{what}`, on {due}"),
    );
    Diagnostic::note("promise-due", message).hint(hint)
}
