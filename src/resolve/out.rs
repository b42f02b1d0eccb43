//! What is out on the day, in the order of the site.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::site::{Hidden, Site};
use super::{Material, Show};
use crate::model::date::Date;
use crate::model::record::Stage;
use crate::model::standing::Standing;
use crate::model::{Kind, Record};

/// Why a record is not out on a day, by civil dates: it is out from `publish_at` to `expires_at`, both days
/// included, unless it is a draft or its review has not come to `required`.
#[must_use]
pub fn hidden(record: &Record, now: Date, required: Option<Stage>) -> Option<Hidden> {
    if record.draft {
        return Some(Hidden::Draft);
    }
    let stage = record.rest.as_deref().and_then(|rest| rest.stage);
    if required.is_some_and(|required| record.kind.runs() && stage.is_none_or(|stage| stage < required)) {
        return Some(Hidden::Unsigned);
    }
    if record.publish_at.is_some_and(|day| now < day) {
        return Some(Hidden::Pending);
    }
    record.expires_at.is_some_and(|day| day < now).then_some(Hidden::Expired)
}

/// The records that are shown, sorted; the others leave no trace but the names of their files.
pub(super) fn choose(material: &mut Material<'_>) -> Site {
    let mut site = Site::default();
    let required = material.settings.require_stage;
    let mut hides = HashMap::new();
    let mut records = std::mem::take(&mut material.records);
    records.retain(|record| {
        let Some(why) = hidden(record, material.now, required) else { return true };
        // What is over is over: a preview shows what is still to come.
        if material.show == Show::All && why != Hidden::Expired {
            hides.insert(record.id.clone(), why);
            return true;
        }
        if let Some(path) = material.sources.path(record.source.file) {
            site.hidden.insert(path.clone(), why);
        }
        false
    });
    site.records = records;
    site.records.sort_by(compare);
    site.running = site.records.partition_point(|record| record.kind.runs());
    site.standing_end = site.records.partition_point(|record| record.kind != Kind::Page);
    site.previewed = hides;
    site
}

/// The order of the site: running records newest first, then standing ones by kind, then plain pages.
fn compare(a: &Record, b: &Record) -> std::cmp::Ordering {
    let group = |record: &Record| match record.kind {
        kind if kind.runs() => 0,
        Kind::Page => 2,
        _ => 1,
    };
    let dates = || (Reverse(a.date), Reverse(a.time)).cmp(&(Reverse(b.date), Reverse(b.time)));
    let own = || match group(a) {
        0 => dates(),
        1 => a.kind.cmp(&b.kind),
        _ => menu(a).cmp(&menu(b)),
    };
    group(a).cmp(&group(b)).then_with(own).then_with(|| a.id.cmp(&b.id))
}

fn menu(record: &Record) -> i64 {
    match record.standing() {
        Some(Standing::Page(page)) => page.order.unwrap_or(i64::MAX),
        _ => i64::MAX,
    }
}
