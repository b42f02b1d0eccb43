//! **What was promised in print is due.** A promise under `follow_up` (跟进), or a 下一步 in a text that names a day, is
//! noted by check from two weeks before its day until a story says that it is kept: `follow_up: [{closes: id}]`. A `closes`
//! of what the other story never promised is a warning: the promise that was meant would go on being noted.
//!
//! What surprised us: readers remember promises longer than editors do, so a promise that is overdue is noted for ever.

use super::{Remark, at, places};
use crate::model::Record;
use crate::parse::markdown::plain_text;
use crate::parse::words::promise::looks_ahead;
use crate::read::Sources;
use crate::report::{Diagnostic, Say, Step};
use crate::resolve::diary::{Reminder, Spot, is_meant, reminders};
use crate::resolve::{RecordNo, Site};

/// How many days before its day a promise is noted.
const SOON: i32 = 14;

/// What is due within two weeks or overdue.
pub(super) fn look(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let due = all(site, sources)
        .into_iter()
        .filter(|(reminder, _)| reminder.days_left(site.now).is_some_and(|left| left <= SOON));
    due.map(|(_, said)| said).chain(unmade(site, sources)).collect()
}

/// What is said to be kept and was never promised.
fn unmade(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, record, ties) in site.running() {
        for (at_entry, (entry, maker)) in record.follow_up().iter().zip(&ties.follow_up).enumerate() {
            let maker = maker.filter(|_| entry.closes.is_some());
            let Some((number, maker)) = maker.and_then(|number| Some((number, site.record(number)?))) else {
                continue;
            };
            let text = sources.with_body(maker, plain_text).unwrap_or_default();
            let made = reminders(site, number, &text);
            let in_text =
                if entry.what.is_empty() { looks_ahead(&text) } else { text.contains(&*entry.what) };
            if !in_text && !made.iter().any(|made| is_meant(&made.what, &entry.what)) {
                let key = if entry.what.is_empty() { "closes" } else { "what" };
                let steps = [Step::Key("follow_up"), Step::Item(at_entry), Step::Key(key)];
                found.push(at(sources, record, &steps, not_made(maker, &made)));
            }
        }
    }
    found
}

fn not_made(maker: &Record, made: &[Reminder]) -> Diagnostic {
    let id = maker.id.as_str();
    let message = Say::new(format!("`{id}` 没有作过这个承诺"), format!("`{id}` has never made this promise"));
    let named = |before: &str, behind: &str, between: &str| {
        let all: Vec<String> = made.iter().map(|made| format!("{before}{}{behind}", made.what)).collect();
        all.join(between)
    };
    let hint = if made.is_empty() {
        Say::new(
            "那一篇没有写 `跟进`，正文里也没有“下一步”；看看编号写对了没有",
            "it has no `follow_up`, and its text promises nothing; see whether the id is right",
        )
    } else {
        Say::new(
            format!("它的承诺是{}；`事项` 用其中一个的话", named("“", "”", "、")),
            format!("it has promised {}; give some of these words under `what`", named("`", "`", ", ")),
        )
    };
    Diagnostic::warning("promise-not-made", message).hint(hint)
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
