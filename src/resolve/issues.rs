//! Weeks to issues: which records, in which order, on which day, with which number.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::references::Known;
use super::site::{Issue, RecordNo, Site};
use super::ties::by_name;
use crate::model::module::{Module, ModuleKind};
use crate::model::settings::IssueDecisions;
use crate::model::standing::Standing;
use crate::model::{BulletinPath, Kind, Record, Week};
use crate::parse::slug::slug;
use crate::report::{Diagnostic, Place, Say, Spot, Step};

/// Makes the issues of the site, newest first, and ties their records to them.
pub(super) fn make(
    site: &mut Site,
    decisions: &[(Week, IssueDecisions, BulletinPath)],
    known: &Known,
    found: &mut Vec<Diagnostic>,
) {
    let mut weeks: BTreeMap<Week, Vec<RecordNo>> = BTreeMap::new();
    for (number, record, _) in site.running() {
        if let Some(week) = record.week {
            weeks.entry(week).or_default().push(number);
        }
    }
    for (week, decided, file) in decisions {
        let checker = Checker { site, known, week: *week, file };
        found.extend(checker.check(decided, weeks.get(week)));
    }
    found.extend(decided_twice(decisions));
    let mut issues = Vec::with_capacity(weeks.len());
    let mut number: Option<i64> = None;
    for (week, records) in weeks {
        let decided = decisions.iter().find(|(of, ..)| *of == week).map(|(_, decided, _)| decided.clone());
        let decided = decided.unwrap_or_default();
        number = decided.number.or_else(|| next_number(site, week, number));
        issues.push(issue(site, (week, records), decided, number));
    }
    issues.reverse();
    for (number, issue) in (0..).zip(&issues) {
        for record in &issue.records {
            if let Some(ties) = site.ties.get_mut(*record as usize) {
                ties.issue = Some(number);
            }
        }
    }
    site.issues = issues;
}

/// The number behind that of the issue before; the settings say where counting begins.
fn next_number(site: &Site, week: Week, before: Option<i64>) -> Option<i64> {
    let rule = site.settings.issue_number?;
    match before {
        Some(before) => before.checked_add(1),
        None if week >= rule.first => Some(rule.number),
        None => None,
    }
}

fn issue(
    site: &Site,
    (week, mut records): (Week, Vec<RecordNo>),
    decisions: IssueDecisions,
    number: Option<i64>,
) -> Issue {
    let latest = records.iter().filter_map(|number| site.record(*number)?.date).max();
    let date = decisions.date.or(latest).unwrap_or_else(|| week.monday());
    let lead = decisions.lead.as_deref().and_then(|id| by_name(site, id));
    let order: Vec<Option<RecordNo>> = decisions.order.iter().map(|id| by_name(site, id)).collect();
    records.sort_by_key(|number| {
        let wished = order.iter().position(|wish| *wish == Some(*number)).unwrap_or(usize::MAX);
        let priority = site.record(*number).map(|record| Reverse(record.priority));
        let column = site.tied(*number).and_then(|ties| ties.column);
        (Some(*number) != lead, wished, priority, column.is_none(), column, *number)
    });
    let credits =
        if decisions.credits.is_empty() { site.settings.credits.clone() } else { decisions.credits.clone() };
    Issue { week, date, number, credits, records, decisions }
}

/// What is looked at when decisions are checked.
struct Checker<'a> {
    site: &'a Site,
    /// All ids, of records that are out and of those that are not.
    known: &'a Known,
    week: Week,
    file: &'a BulletinPath,
}

impl Checker<'_> {
    /// What an editor decided about records that are not there, or about a week without records.
    fn check(&self, decided: &IssueDecisions, records: Option<&Vec<RecordNo>>) -> Vec<Diagnostic> {
        let Some(records) = records else { return vec![self.empty()] };
        // A module may be put in order and on a page as a story may.
        let is_module = |id: &str| decided.modules.iter().any(|module| module.id.as_deref() == Some(id));
        // What may fill a page may be left out as well.
        let is_filler = |steps: &[Step], id: &str| {
            matches!(steps.first(), Some(Step::Key("leave_out")))
                && self.record(id).is_some_and(|record| record.kind == Kind::Term)
        };
        let wishes = wishes(decided).into_iter();
        let wishes = wishes.filter(|(steps, id)| !is_module(id) && !is_filler(steps, id));
        let wrong = wishes.filter_map(|(steps, id)| Some((steps, self.of(&id, records)?)));
        let modules = decided.modules.iter().filter_map(|module| {
            let way = [Step::Key("modules"), Step::Item(module.entry)];
            // A bare text is a kind.
            let key = module.id.as_ref().map(|_| Step::Key("id"));
            Some((way.into_iter().chain(key).collect(), self.of_module(module)?))
        });
        let headlines = decided.breaks.iter().filter_map(|(id, typed)| {
            let steps = vec![Step::Key("breaks"), Step::Text(typed.clone())];
            Some((steps, wrong_break(typed, self.record(id)?)?))
        });
        let crops = decided.crops.iter().filter_map(|(id, _)| {
            let is_bare = self.record(id)?.photos.is_empty();
            is_bare.then(|| (vec![Step::Key("crops"), Step::Text(id.clone())], nothing_to_crop(id)))
        });
        let all = wrong.chain(modules).chain(headlines).chain(crops);
        all.map(|(steps, said)| said.at(self.place(steps))).collect()
    }

    fn record(&self, id: &str) -> Option<&Record> {
        by_name(self.site, id).and_then(|number| self.site.record(number))
    }

    /// What is wrong with what a module is about.
    fn of_module(&self, module: &Module) -> Option<Diagnostic> {
        let Some(id) = module.id.as_deref() else {
            return (module.kind != ModuleKind::Calendar).then(nothing_named);
        };
        let Some(number) = by_name(self.site, id) else {
            return (!self.is_known(id)).then(|| self.unknown(id, &|_| true));
        };
        let record = self.site.record(number)?;
        let wanted = match (module.kind, record.standing()) {
            (ModuleKind::Board, Some(Standing::Programme(_)))
            | (ModuleKind::Scheme, Some(Standing::Scheme(_)))
            | (ModuleKind::Calendar, Some(Standing::Place(_)))
            | (ModuleKind::Figures, _) => return None,
            (ModuleKind::Board, _) => Kind::Programme,
            (ModuleKind::Scheme, _) => Kind::Scheme,
            (ModuleKind::Calendar, _) => Kind::Place,
        };
        Some(other_kind(id, wanted))
    }

    fn place(&self, steps: Vec<Step>) -> Place {
        Place { file: self.file.clone(), spot: Spot::Key { item: None, steps } }
    }

    fn empty(&self) -> Diagnostic {
        let week = self.week;
        let message = Say::new(format!("{week} 这一期没有记录"), format!("the issue {week} has no records"));
        let hint = Say::new(
            "看看文件名里的年和周，或等这一周的记录写好",
            "see whether the file names the right week, or wait for its records",
        );
        Diagnostic::warning("empty-issue", message).hint(hint).at(Place::file(self.file))
    }

    /// What is wrong with naming the record `id`. One that is not out is there, and may be planned for.
    fn of(&self, id: &str, records: &[RecordNo]) -> Option<Diagnostic> {
        let Some(number) = by_name(self.site, id) else {
            let is_here = |near: &str| by_name(self.site, near).is_some_and(|near| records.contains(&near));
            return (!self.is_known(id)).then(|| self.unknown(id, &is_here));
        };
        (!records.contains(&number)).then(|| self.elsewhere(id, number))
    }

    fn is_known(&self, id: &str) -> bool {
        self.known.contains_key(id) || self.known.contains_key(slug(id, &self.site.settings.pinyin).as_str())
    }

    fn unknown(&self, id: &str, fits: &dyn Fn(&str) -> bool) -> Diagnostic {
        let message = Say::new(format!("没有编号是 `{id}` 的记录"), format!("no record has the id `{id}`"));
        let candidates = self.known.keys().filter(|known| fits(known));
        let near = candidates.min_by_key(|known| strsim::damerau_levenshtein(id, known));
        let hint = match near {
            Some(near) => Say::new(format!("最接近的是 `{near}`"), format!("the nearest is `{near}`")),
            None => Say::new("删去它，或先写这条记录", "delete it, or write the record first"),
        };
        Diagnostic::error("unknown-reference", message).hint(hint)
    }

    fn elsewhere(&self, id: &str, number: RecordNo) -> Diagnostic {
        let week = self.week;
        let other = self.site.record(number).and_then(|record| record.week);
        let message = match other {
            Some(other) => Say::new(
                format!("`{id}` 在 {other} 那一期，不在 {week}"),
                format!("`{id}` runs in the issue {other}, not in {week}"),
            ),
            None => Say::new(
                format!("`{id}` 是常设记录，不在哪一期里"),
                format!("`{id}` is a standing record and runs in no issue"),
            ),
        };
        let hint = Say::new(
            format!("删去它；要放进这一期，就在记录里写 `期: {week}`"),
            format!("delete it, or write `issue: {week}` in a record that should run here"),
        );
        Diagnostic::error("unknown-reference", message).hint(hint)
    }
}

/// A break that is none of the headline's: what is typed is printed, and print is the record's own words.
fn wrong_break(typed: &str, record: &Record) -> Option<Diagnostic> {
    let title = record.title.as_deref().unwrap_or_default().trim();
    let lines = typed.split_once('|').map(|(first, second)| (first.trim(), second.trim()));
    let is_its_own = lines.is_some_and(|(first, second)| {
        let rest = title.strip_prefix(first).map(str::trim_start);
        !first.is_empty() && !second.is_empty() && rest == Some(second)
    });
    if is_its_own {
        return None;
    }
    let message = Say::new(
        format!("`{typed}` 不是这条标题分成的两行：{title}"),
        format!("`{typed}` is not this headline on two lines: {title}"),
    );
    let hint = Say::new(
        "照抄标题，在分行的地方加一个 `|`；标题改了，这里也要改",
        "copy the headline, with one `|` where it breaks; where the headline has changed, change it here too",
    );
    Some(Diagnostic::error("wrong-break", message).hint(hint))
}

fn nothing_to_crop(id: &str) -> Diagnostic {
    let message = Say::new(format!("`{id}` 没有图片可裁"), format!("`{id}` has no photograph to crop"));
    let hint =
        Say::new("删去这一行，或在记录里加上图片", "delete this line, or add the photograph to the record");
    Diagnostic::error("missing-picture", message).hint(hint)
}

fn nothing_named() -> Diagnostic {
    let message = Say::new("版块没有写是哪条记录的", "the module does not say of which record it is");
    let hint = Say::new("写成 `{种类: 看板, 编号: …}`", "write `{kind: board, id: …}`");
    Diagnostic::error("missing-key", message).hint(hint)
}

/// A module about a record of another kind than it can show.
fn other_kind(id: &str, wanted: Kind) -> Diagnostic {
    let message = Say::new(
        format!("`{id}` 不是{}，排不成这种版块", wanted.row().chinese.first().unwrap_or(&wanted.english())),
        format!("`{id}` is no {}, and cannot be printed as this module", wanted.english()),
    );
    let hint = Say::new("换一个种类，或换一条记录", "choose another kind, or another record");
    Diagnostic::error("wrong-module", message).hint(hint)
}

/// The records that decisions name, with the way to each name.
fn wishes(decided: &IssueDecisions) -> Vec<(Vec<Step>, Box<str>)> {
    let many = |key: &'static str, at: usize, id: &str| (vec![Step::Key(key), Step::Item(at)], Box::from(id));
    let within = |key: &'static str, id: &str| (vec![Step::Key(key), Step::Text(id.into())], Box::from(id));
    let mut wishes: Vec<(Vec<Step>, Box<str>)> =
        decided.lead.iter().map(|id| (vec![Step::Key("lead")], id.clone())).collect();
    wishes.extend(decided.foot.iter().map(|id| (vec![Step::Key("foot")], id.clone())));
    wishes.extend(decided.order.iter().enumerate().map(|(at, id)| many("order", at, id)));
    wishes.extend(decided.boxes.iter().flatten().enumerate().map(|(at, id)| many("boxes", at, id)));
    wishes.extend(decided.leave_out.iter().enumerate().map(|(at, id)| many("leave_out", at, id)));
    wishes.extend(decided.pages.iter().flat_map(|(_, ids)| ids.iter().map(|id| within("pages", id))));
    wishes.extend(decided.together.iter().flatten().map(|id| within("together", id)));
    wishes.extend(decided.breaks.iter().map(|(id, _)| within("breaks", id)));
    wishes.extend(decided.crops.iter().map(|(id, _)| within("crops", id)));
    wishes
}

/// A week with two files, of which only one could be obeyed.
fn decided_twice(decisions: &[(Week, IssueDecisions, BulletinPath)]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, (week, _, file)) in decisions.iter().enumerate() {
        let first = decisions.iter().take(at).find(|(of, ..)| of == week);
        let Some((.., first)) = first else { continue };
        let message = Say::new(format!("{week} 有两个刊期文件"), format!("the issue {week} has two files"));
        let hint = Say::new("并成一个", "join them into one");
        let there = (Place::file(first), Say::new("另一个在这里", "the other is here"));
        let diagnostic = Diagnostic::error("equal-ids", message).hint(hint).at(Place::file(file));
        found.push(diagnostic.also(there.0, there.1));
    }
    found
}
