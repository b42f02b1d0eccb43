//! The sheets for notice boards: those that were made before are looked up, the others are made now.
//!
//! What surprised us: a sheet shows a word of another record, the name of its venue, and is made again when that changes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::kept::Kept;
use super::paper::photos;
use super::presses;
use crate::model::hash::hash;
use crate::model::settings::Lang;
use crate::model::sheets::{Sheet, Sheets};
use crate::model::standing::Standing;
use crate::model::{Id, Node, Record};
use crate::print::issue::Works;
use crate::print::sheet::{self, Order, Word};
use crate::print::words::place_of;
use crate::render::nodes::{open_hours, plain, said};
use crate::render::rhythm;
use crate::render::story::mark;
use crate::render::texts::Texts;
use crate::report::Diagnostic;
use crate::resolve::RecordNo;

/// The folder of sheets in the cache.
const FOLDER: &str = "sheets";
/// A program that makes other sheets of the same record has another number.
const MAKER: u32 = 2;

/// What is known of the files of a sheet: their sizes by name.
type Sizes = BTreeMap<String, u64>;

/// The sheets of all records that want one, in the theme's words, and what is wrong with them. `ground` and `states` are
/// what all issues depend on, and what is known of each file.
pub(super) fn sheets(
    works: &Works<'_>,
    texts: &Texts,
    (root, ground, states): (&Path, u64, &[u64]),
) -> (Sheets, Vec<Diagnostic>) {
    let kept = Kept::open(root, FOLDER);
    let ground = hash(&(ground, texts));
    let word = |name: &str| texts.get(name).to_owned();
    let wanted = (0..).zip(&works.site.records).filter(|(_, record)| record.wants_sheet());
    let wanted: Vec<(RecordNo, &Record)> = wanted.collect();
    let made = presses::each(&wanted, |(number, record)| {
        let order = order(works, (*number, record), &word);
        let key = key(works, &order, (ground, states));
        (&record.id, key, one(works, &order, (&kept, key)))
    });
    kept.tidy();
    let (mut sheets, mut keys, mut found) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for (id, key, made) in made {
        match made {
            Ok(sizes) => {
                sheets.insert(id.clone(), Sheet { sizes, version: key });
                keys.insert(id.clone(), key);
            }
            Err(wrong) => found.extend(wrong),
        }
    }
    let fetch = move |id: &Id| keys.get(id).map_or_else(|| Ok(Vec::new()), |key| kept.files(*key));
    (Sheets::new(sheets, Arc::new(fetch)), found)
}

/// What the sheet of a record is made of.
fn order<'a>(works: &Works<'_>, (number, record): (RecordNo, &'a Record), word: &'a Word<'a>) -> Order<'a> {
    let (site, settings, ties) = (works.site, &works.site.settings, works.site.tied(number));
    let lang = settings.lang;
    let base = settings.base_url.as_ref().zip(ties);
    let activity = record.activity();
    let rhythm = |rule: &str| match rule.contains('=') {
        true => rhythm::words(lang, rule).unwrap_or_else(|| word(rhythm::name(rule))),
        false => rule.to_owned(),
    };
    let stalls = activity.map_or(&[][..], |activity| &activity.stalls);
    let hours = match record.standing() {
        Some(Standing::Place(place)) => place.hours.as_slice(),
        _ => &[],
    };
    Order {
        record,
        address: base.map(|(base, ties)| format!("{}{}", base.as_str(), ties.page.address())),
        rhythm: activity.and_then(|activity| activity.repeats.as_deref()).map(rhythm),
        stalls: stalls.iter().map(|node| stall(lang, node)).filter(|stall| !stall.is_empty()).collect(),
        hours: hours.iter().map(open_hours).filter(|hours| !hours.is_empty()).collect(),
        mark: ties.and_then(|ties| ties.hidden).and_then(mark).map(word),
        day: record.date.or(record.publish_at).unwrap_or_else(|| site.now.first_of_year()),
        word,
    }
}

/// A stall: its name, with who runs it.
fn stall(lang: Lang, node: &Node) -> String {
    let name = said(node, &["name", "名称"]).unwrap_or_else(|| plain(node));
    match said(node, &["org", "单位"]) {
        Some(org) => format!("{name}{}{org}{}", lang.pick("（", " ("), lang.pick("）", ")")),
        None => name,
    }
}

/// A number for all that a sheet depends on.
fn key(works: &Works<'_>, order: &Order<'_>, (ground, states): (u64, &[u64])) -> u64 {
    let Order { record, address, rhythm, stalls: _, hours: _, mark, day, word: _ } = order;
    let venue = record.activity().and_then(|activity| activity.venue.as_deref());
    let venue = venue.and_then(|id| works.site.named(id));
    let photos = photos(works.sources, record, states);
    let own = (*record, record.source.words, photos, venue);
    hash(&(MAKER, ground, own, address, rhythm, mark, day))
}

/// A sheet, from the last builds or made now: the sizes of its files.
fn one(works: &Works<'_>, order: &Order<'_>, (kept, key): (&Kept, u64)) -> Result<Sizes, Vec<Diagnostic>> {
    if let Some(sizes) = kept.find(key) {
        return Ok(sizes);
    }
    let files = sheet::print(works, order).map_err(|fault| {
        let missing = if let sheet::Fault::Glyphs(missing) = &fault { missing.as_slice() } else { &[] };
        let place = place_of(works.sources, order.record, missing);
        place.map(|place| sheet::diagnostic(fault, order, place)).into_iter().collect::<Vec<_>>()
    })?;
    let sizes: Sizes = files.iter().map(|(name, bytes)| (name.clone(), bytes.len() as u64)).collect();
    kept.keep(key, &sizes, (files, Vec::new()));
    Ok(sizes)
}

#[cfg(test)]
mod tests {
    use super::{Lang, Node, stall};
    use crate::model::node::Value as Yaml;

    fn text(text: &str) -> Node {
        Node { value: Yaml::Text(text.into()), span: None }
    }

    fn map(pairs: &[(&str, &str)]) -> Node {
        let pairs = pairs.iter().map(|(key, value)| (text(key), text(value))).collect();
        Node { value: Yaml::Map(pairs), span: None }
    }

    #[test]
    fn a_stall_is_named_with_who_runs_it() {
        assert_eq!(stall(Lang::ZhCn, &map(&[("名称", "磨刀"), ("单位", "工会")])), "磨刀（工会）");
        assert_eq!(stall(Lang::En, &map(&[("name", "Knives"), ("org", "The union")])), "Knives (The union)");
        assert_eq!(stall(Lang::ZhCn, &text("理发")), "理发");
    }
}
