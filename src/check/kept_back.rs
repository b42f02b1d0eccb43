//! **A name kept back in one story does not stand openly in another.** A name that a record marks as a pseudonym or a
//! minor's, or names without consent, is listed nowhere because of that record. Another record may still have the same
//! name as its by-line, or be about that person: that is its editor's decision and holds, for many people share a
//! name. Build and check warn, once for each name, and show both places.

use std::collections::BTreeMap;

use crate::model::record::{Person, bare_name};
use crate::model::{Kind, Record};
use crate::read::Sources;
use crate::report::{Diagnostic, Say, Step};
use crate::resolve::{self, Site};

/// Where a name stands: the record, and the way to it.
type Standing<'a> = (&'a Record, Vec<Step>);

pub(super) fn look(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let mut kept = kept_back(site);
    let mut found = Vec::new();
    if kept.is_empty() {
        return found;
    }
    for record in &site.records {
        for (name, steps) in open_names(record) {
            let Some((why, keeper)) = kept.remove(&bare_name(name)) else { continue };
            found.extend(contradiction(sources, (name, why), ((record, steps), keeper)));
        }
    }
    found
}

/// The names kept back, each with its first entry.
fn kept_back(site: &Site) -> BTreeMap<String, (&Person, Standing<'_>)> {
    let mut kept = BTreeMap::new();
    for record in &site.records {
        for (at, person) in record.people().iter().enumerate().filter(|(_, person)| !person.may_be_listed()) {
            let steps = vec![Step::Key("people"), Step::Item(at), Step::Key("name")];
            kept.entry(bare_name(&person.name)).or_insert((person, (record, steps)));
        }
    }
    kept
}

/// The names under which a record is listed with people: those that it does not keep back itself.
fn open_names(record: &Record) -> Vec<(&str, Vec<Step>)> {
    let bylines = record
        .bylines
        .iter()
        .map(|byline| (byline.name.as_ref(), vec![Step::Key("bylines"), Step::Text(byline.name.clone())]));
    let own = (record.kind == Kind::Person).then(|| (record.headline(), vec![Step::Key("title")]));
    bylines.chain(own).filter(|(name, _)| record.may_name(name)).collect()
}

fn contradiction(
    sources: &Sources,
    (name, why): (&str, &Person),
    (open, kept): (Standing<'_>, Standing<'_>),
) -> Option<Diagnostic> {
    let message = Say::new(
        format!("`{name}` 在这里公开列为人物，在另一条记录里却不公开"),
        format!("`{name}` is openly a person here, and is kept back in another record"),
    );
    let hint = Say::new(
        "不是同一个人就不用管；是同一个人，想好这个名字能不能公开：在这里也写进 `人物`（people），或在那里注明 `同意: 是`",
        "leave it if these are two people; if it is one, decide whether the name may be public: keep it back under `people` here too, or write `consent: true` there",
    );
    let there = Say::new(format!("不公开：{}", reason(why).zh), format!("kept back: {}", reason(why).en));
    let here = resolve::place(sources, open.0, &open.1)?;
    let diagnostic = Diagnostic::warning("kept-back-name", message).hint(hint).at(here);
    Some(diagnostic.also(resolve::place(sources, kept.0, &kept.1)?, there))
}

fn reason(person: &Person) -> Say {
    match person {
        Person { pseudonym: true, .. } => Say::new("化名", "a pseudonym"),
        Person { minor: true, .. } => Say::new("未成年", "a minor"),
        _ => Say::new("没有注明本人同意", "without consent"),
    }
}
