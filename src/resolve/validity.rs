//! Names and parents by time in, what of them cannot all be true out: dates the wrong way round, two at one time, a gap, one
//! name for two places.
//!
//! What surprised us: a name without dates is an alias and contradicts nothing, a parent without dates says always.

use super::listings::Said;
use super::places::{PlaceNo, Places, Span};
use super::site::RecordNo;
use crate::model::Record;
use crate::model::date::Date;
use crate::model::standing::{Dated, Standing};
use crate::report::{Diagnostic, Say, Step};

/// What is said of all names and parents, record by record, then of names that two places share.
pub(super) fn faults(records: &[Record], places: &Places) -> Vec<Said> {
    let mut said = Vec::new();
    for (number, record) in (0..).zip(records).filter(|(_, record)| record.kind.stands()) {
        let dated: Vec<&Dated> = record.names().iter().filter(|name| is_dated(name)).collect();
        let entry = |name: &Dated| record.names().iter().position(|one| std::ptr::eq(one, name)).unwrap_or(0);
        said.extend(of_list(number, record, ("names", &dated, &entry)));
        if let Some(Standing::Place(place)) = record.standing() {
            let parents: Vec<&Dated> = place.parents.iter().collect();
            let entry =
                |parent: &Dated| parents.iter().position(|one| std::ptr::eq(*one, parent)).unwrap_or(0);
            said.extend(of_list(number, record, ("parents", &parents, &entry)));
        }
    }
    said.extend(shared(records, places));
    said
}

fn is_dated(dated: &Dated) -> bool {
    dated.from.is_some() || dated.to.is_some()
}

type List<'a> = (&'static str, &'a [&'a Dated], &'a dyn Fn(&Dated) -> usize);

/// What is said of one list: of each that ends before it begins, else of all two by two, else of the gaps between.
fn of_list(number: RecordNo, record: &Record, (key, all, entry): List<'_>) -> Vec<Said> {
    let at = |dated: &Dated| vec![Step::Key(key), Step::Item(entry(dated))];
    let reversed = all.iter().filter(|dated| first(dated) > last(dated));
    let mut said: Vec<Said> = reversed.map(|dated| (number, at(dated), ends_before(dated))).collect();
    if !said.is_empty() {
        return said;
    }
    let mut by_time: Vec<&Dated> = all.to_vec();
    by_time.sort_by_key(|dated| (first(dated), last(dated)));
    let mut held: Option<&Dated> = None;
    for next in by_time {
        if let Some(before) = held.filter(|before| before.value != next.value) {
            if first(next) <= last(before) {
                said.push((number, at(next), overlap(record, (key, before, next))));
            } else if last(before).tomorrow().is_ok_and(|day| day < first(next)) {
                said.push((number, at(next), gap(record, (key, before, next))));
            }
        }
        if held.is_none_or(|before| last(before) <= last(next)) {
            held = Some(next);
        }
    }
    said
}

fn first(dated: &Dated) -> Date {
    dated.from.unwrap_or(Date::MIN)
}

fn last(dated: &Dated) -> Date {
    dated.to.unwrap_or(Date::MAX)
}

fn ends_before(dated: &Dated) -> Diagnostic {
    let message = Say::new(
        format!("`{}` 的止（to，{}）在起（from，{}）之前", dated.value, last(dated), first(dated)),
        format!("`{}` ends (`to`, {}) before it begins (`from`, {})", dated.value, last(dated), first(dated)),
    );
    let hint = Say::new("看看两个日期是不是写反了", "see whether the two are the wrong way round");
    Diagnostic::warning("dates-reversed", message).hint(hint)
}

fn overlap(record: &Record, (key, before, next): (&str, &Dated, &Dated)) -> Diagnostic {
    let (name, day) = (record.headline(), first(next).max(first(before)));
    let on = (next.from.is_some() || before.from.is_some()).then(|| day.to_string());
    let (zh, en) = match &on {
        Some(day) => (format!("{day} 这天"), format!("on {day}")),
        None => ("任何一天".to_owned(), "at any time".to_owned()),
    };
    let (one, other) = (&before.value, &next.value);
    let message = if key == "parents" {
        Say::new(
            format!("`{name}` {zh}同时隶属 `{one}` 和 `{other}`"),
            format!("`{name}` belongs to `{one}` and to `{other}` {en}"),
        )
    } else {
        Say::new(
            format!("`{name}` {zh}同时叫 `{one}` 和 `{other}`"),
            format!("`{name}` is called `{one}` and `{other}` {en}"),
        )
    };
    let hint = Say::new(
        "给前一个写止（to），到后一个起（from）的前一天；报道按后写的一个归入",
        "let the former end (`to`) the day before the latter begins (`from`); stories go by the one typed last",
    );
    Diagnostic::warning("dates-overlap", message).hint(hint)
}

fn gap(record: &Record, (key, before, next): (&str, &Dated, &Dated)) -> Diagnostic {
    let name = record.headline();
    let days = (last(before).tomorrow().unwrap_or(Date::MAX), first(next).yesterday().unwrap_or(Date::MIN));
    let (from, to) = days;
    let (one, other) = (&before.value, &next.value);
    let what = if key == "parents" { ("上级", "belonged to") } else { ("名称", "was called") };
    let message = Say::new(
        format!("`{name}` 从 {from} 到 {to} 没有{}：前面是 `{one}`，后面是 `{other}`", what.0),
        format!("nothing says what `{name}` {} from {from} to {to}, between `{one}` and `{other}`", what.1),
    );
    let hint = Say::new(
        "把前一个的止（to）或后一个的起（from）改到相接",
        "let the end (`to`) of the one meet the beginning (`from`) of the other",
    );
    Diagnostic::warning("dates-gap", message).hint(hint)
}

/// Names that two places bore at one time while both belonged to the same.
fn shared(records: &[Record], places: &Places) -> Vec<Said> {
    let mut said = Vec::new();
    for (name, spans) in places.names() {
        for (at, later) in spans.iter().enumerate() {
            let both = |earlier: &&Span| earlier.place != later.place && are_together(places, earlier, later);
            if let Some(earlier) = spans.iter().take(at).find(both)
                && let Some(one) = record_of(records, places, earlier.place)
                && let Some((number, other)) = numbered(records, places, later.place)
            {
                said.push((number, steps(other, name, later), names_two(name, one, other)));
            }
        }
    }
    said
}

fn steps(record: &Record, name: &str, span: &Span) -> Vec<Step> {
    let is_listed = record.names().get(span.entry).is_some_and(|one| *one.value == *name);
    if is_listed { vec![Step::Key("names"), Step::Item(span.entry)] } else { vec![Step::Key("title")] }
}

fn numbered<'a>(records: &'a [Record], places: &Places, place: PlaceNo) -> Option<(RecordNo, &'a Record)> {
    let number = places.nodes.get(place as usize)?.record?;
    Some((number, records.get(number as usize)?))
}

fn record_of<'a>(records: &'a [Record], places: &Places, place: PlaceNo) -> Option<&'a Record> {
    numbered(records, places, place).map(|(_, record)| record)
}

/// Whether there is a day on which both names held and both places belonged to the same.
fn are_together(places: &Places, one: &Span, other: &Span) -> bool {
    let Some(named) = common((one.from, one.to), (other.from, other.to)) else { return false };
    let parents = |place: PlaceNo| places.nodes.get(place as usize).map_or(&[][..], |node| &node.parents);
    let (of_one, of_other) = (parents(one.place), parents(other.place));
    if of_one.is_empty() || of_other.is_empty() {
        return of_one.is_empty() && of_other.is_empty();
    }
    of_one.iter().any(|above| {
        let mut same = of_other.iter().filter(|beside| beside.place == above.place);
        same.any(|beside| {
            let both = common((above.from, above.to), (beside.from, beside.to));
            both.is_some_and(|both| common(both, named).is_some())
        })
    })
}

type Ends = (Option<Date>, Option<Date>);

/// The days that two stretches have in common, where there are any.
fn common(one: Ends, other: Ends) -> Option<Ends> {
    let from = one.0.max(other.0);
    let to = match (one.1, other.1) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    let is_empty = from.zip(to).is_some_and(|(from, to)| to < from);
    (!is_empty).then_some((from, to))
}

fn names_two(name: &str, one: &Record, other: &Record) -> Diagnostic {
    let message = Say::new(
        format!(
            "`{name}` 同时是两个地方的名称：`{}`（{}）和 `{}`（{}）",
            one.headline(),
            one.id,
            other.headline(),
            other.id
        ),
        format!(
            "`{name}` is the name of two places at one time: `{}` ({}) and `{}` ({})",
            one.headline(),
            one.id,
            other.headline(),
            other.id
        ),
    );
    let hint = Say::new(
        "给名称写上起止日期；真的同名，报道的地点就写编号",
        "give the names their dates; where both are really called so, stories should name the id",
    );
    Diagnostic::warning("name-of-two-places", message).hint(hint)
}
