//! Tags, and subjects of figures, that are names kept back by their own record: taken away, and the editor told.
//!
//! What surprised us: a tag is a listing, a keyword in data and a category in feeds at once, so a name that must be in
//! none of them has to go before anything is made of it.

use super::{Material, note};
use crate::model::Record;
use crate::model::standing::Standing;
use crate::report::{Diagnostic, Say, Step};

/// Takes away every tag and every subject of a figure that its own record keeps back as a name.
pub(super) fn withhold(material: &mut Material<'_>, found: &mut Vec<Diagnostic>) {
    for record in &mut material.records {
        for (entry, name) in take_subjects(record) {
            let steps = [Step::Key("figures"), Step::Item(entry), Step::Key("subject")];
            found.push(note(material.sources, record, &steps, said_of_subject(&name)));
        }
        for (entry, name) in take_from_roster(record) {
            let steps = [Step::Key("roster"), Step::Item(entry), Step::Key("name")];
            found.push(note(material.sources, record, &steps, said_of_roster(&name)));
        }
        for (entry, name) in take_attended(record) {
            let steps = [Step::Key("attended"), Step::Item(entry)];
            found.push(note(material.sources, record, &steps, said_of_attended(&name)));
        }
        let may = |tag: &str| record.may_name(tag);
        if record.tags.iter().all(|tag| may(tag)) {
            continue;
        }
        let (kept, withheld): (Vec<_>, Vec<_>) = record.tags.iter().cloned().partition(|tag| may(tag));
        record.tags = kept;
        for tag in withheld {
            let steps = [Step::Key("tags"), Step::Text(tag.clone())];
            found.push(note(material.sources, record, &steps, said(&tag)));
        }
    }
}

/// Takes away the subjects that are kept back; returns them with the place of their figure.
fn take_subjects(record: &mut Record) -> Vec<(usize, Box<str>)> {
    let numbered = record.figures().iter().enumerate();
    let named = numbered.filter_map(|(entry, figure)| Some((entry, figure.subject.clone()?)));
    let taken: Vec<(usize, Box<str>)> = named.filter(|(_, name)| !record.may_name(name)).collect();
    let mut figures = record.rest.as_deref_mut().map(|rest| &mut rest.figures);
    for (entry, _) in &taken {
        if let Some(figure) = figures.as_mut().and_then(|figures| figures.get_mut(*entry)) {
            figure.subject = None;
        }
    }
    taken
}

/// Takes the names of the roster away that are kept back; returns them with the places of their lines. The lines stay, so
/// that nobody else's turn comes earlier.
fn take_from_roster(record: &mut Record) -> Vec<(usize, Box<str>)> {
    let roster = record.activity().map_or(&[][..], |activity| &activity.roster);
    let named = roster.iter().enumerate().map(|(entry, duty)| (entry, duty.name.clone()));
    let taken: Vec<(usize, Box<str>)> = named.filter(|(_, name)| !record.may_name(name)).collect();
    let activity = record.rest.as_deref_mut().and_then(|rest| rest.activity.as_mut());
    for duty in activity.into_iter().flat_map(|activity| &mut activity.roster) {
        if taken.iter().any(|(_, name)| *name == duty.name) {
            duty.name = Box::default();
        }
    }
    taken
}

/// Takes those who took part in a meeting away whose names are kept back; returns them with their places.
fn take_attended(record: &mut Record) -> Vec<(usize, Box<str>)> {
    let all = match record.standing() {
        Some(Standing::Meeting(meeting)) => meeting.attended.as_slice(),
        _ => &[],
    };
    let named = all.iter().enumerate().map(|(entry, attended)| (entry, attended.who.clone()));
    let taken: Vec<(usize, Box<str>)> = named.filter(|(_, name)| !record.may_name(name)).collect();
    let standing = record.rest.as_deref_mut().and_then(|rest| rest.standing.as_mut());
    if let Some(Standing::Meeting(meeting)) = standing {
        meeting.attended.retain(|attended| taken.iter().all(|(_, name)| *name != attended.who));
    }
    taken
}

fn said_of_attended(name: &str) -> Diagnostic {
    let message = Say::new(
        format!("参加的 `{name}` 是这条记录不公开的名字，没有列出"),
        format!("`{name}`, who took part, is a name that this record keeps back, and is not listed"),
    );
    let hint = Say::new(
        "参加写身份、岗位或单位，如 `{谁: 居民代表, 人数: 6}`；可以公开的话，在 `人物`（people）里注明 `同意: 是`",
        "name a role, a post or an organisation, such as `{who: residents, count: 6}`; where the name may be public, write `consent: true` under `people`",
    );
    Diagnostic::warning("kept-back-name", message).hint(hint)
}

fn said_of_roster(name: &str) -> Diagnostic {
    let message = Say::new(
        format!("值班表里的 `{name}` 是这条记录不公开的名字，没有列出"),
        format!("`{name}` of the roster is a name that this record keeps back, and is not listed"),
    );
    let hint = Say::new(
        "值班写岗位、队伍或单位；可以公开的话，在 `人物`（people）里注明 `同意: 是`",
        "name a post, a team or an organisation; where the name may be public, write `consent: true` under `people`",
    );
    Diagnostic::warning("kept-back-name", message).hint(hint)
}

fn said_of_subject(name: &str) -> Diagnostic {
    let message = Say::new(
        format!("数字的主体 `{name}` 是这条记录不公开的名字，没有列出"),
        format!("the subject `{name}` of a figure is a name that this record keeps back, and is not listed"),
    );
    let hint = Say::new(
        "主体写单位、地方或行动，不写人；可以公开的话，在 `人物`（people）里注明 `同意: 是`",
        "name an organisation, a place or a programme; where the name may be public, write `consent: true` under `people`",
    );
    Diagnostic::warning("kept-back-name", message).hint(hint)
}

fn said(tag: &str) -> Diagnostic {
    let message = Say::new(
        format!("标签 `{tag}` 是这条记录不公开的名字，没有列出"),
        format!("the tag `{tag}` is a name that this record keeps back, and is not listed"),
    );
    let hint = Say::new(
        "删去这个标签；可以公开的话，在 `人物`（people）里注明 `同意: 是`",
        "delete the tag; where the name may be public, write `consent: true` under `people`",
    );
    Diagnostic::warning("kept-back-name", message).hint(hint)
}
