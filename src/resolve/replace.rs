//! A record read again in, the same site with it out, where no other page is tied otherwise for it.
//!
//! What surprised us: nearly every save changes words and nothing else. Then nothing has to be resolved again, however
//! large the site is.

use super::site::{RecordNo, Site};
use crate::model::Record;

/// Puts `record` in the place of the one that has its id, where they differ in nothing but their words. Returns its
/// number; none where more has changed, and the site is then as it was.
pub fn replace(site: &mut Site, record: Record) -> Option<RecordNo> {
    let number = *site.by_id.get(record.id.as_str())?;
    let old = site.records.get_mut(number as usize)?;
    if !old.kind.runs() || !differ_in_words_only(old, &record) {
        return None;
    }
    *old = record;
    Some(number)
}

fn differ_in_words_only(old: &Record, new: &Record) -> bool {
    if old.title.is_some() != new.title.is_some() || old.photos.len() != new.photos.len() {
        return false;
    }
    let mut probe = new.clone();
    probe.title.clone_from(&old.title);
    probe.kicker.clone_from(&old.kicker);
    probe.deck.clone_from(&old.deck);
    probe.source.body = old.source.body.clone();
    probe.source.words = old.source.words;
    for (photo, old) in probe.photos.iter_mut().zip(&old.photos) {
        photo.caption.clone_from(&old.caption);
        photo.credit.clone_from(&old.credit);
        photo.alt.clone_from(&old.alt);
    }
    if let (Some(rest), Some(old)) = (&mut probe.rest, &old.rest) {
        rest.body.clone_from(&old.body);
    }
    probe == *old
}

#[cfg(test)]
mod tests {
    use super::replace;
    use crate::resolve::Site;
    use crate::resolve::tests::records;

    fn site() -> Site {
        let mut site = Site {
            records: records("[{id: a, title: 甲, date: 2024-04-11, tags: [x]}]"),
            ..Site::default()
        };
        site.by_id.insert("a".into(), 0);
        site
    }

    #[test]
    fn words_are_replaced_and_nothing_else() {
        for (yaml, is_replaced) in [
            ("[{id: a, title: 乙, deck: 丙, date: 2024-04-11, tags: [x], body: 丁}]", false),
            ("[{id: a, title: 乙, deck: 丙, date: 2024-04-11, tags: [x]}]", true),
            ("[{id: a, title: 甲, date: 2024-04-11, tags: [y]}]", false),
            ("[{id: a, title: 甲, date: 2024-04-12, tags: [x]}]", false),
            ("[{id: a, title: 甲, date: 2024-04-11, tags: [x], draft: true}]", false),
            ("[{id: b, title: 甲, date: 2024-04-11, tags: [x]}]", false),
            // The page of what it reports on names it, and so does that of the programme to which that belongs.
            ("[{id: a, title: 甲, date: 2024-04-11, tags: [x], about: p}]", false),
            // Series are made of the figures of all records.
            ("[{id: a, title: 甲, date: 2024-04-11, tags: [x], figures: [{name: 桩, value: 3}]}]", false),
        ] {
            let mut site = site();
            let record = records(yaml).remove(0);
            let title = record.title.clone();
            let replaced = replace(&mut site, record);
            assert_eq!(replaced, is_replaced.then_some(0), "{yaml}");
            if is_replaced {
                assert_eq!(site.records[0].title, title);
            }
        }
    }
}
