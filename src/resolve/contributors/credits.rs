//! A record in, whose it is out: who wrote it, and who took each of its photographs.
//!
//! What surprised us: a name that is kept back still has its part. It goes to nobody, and not to whoever stands beside it.

use std::collections::BTreeMap;

use crate::model::Record;
use crate::model::record::bare_name;
use crate::parse::interpret::bylines;
use crate::resolve::site::{RecordNo, Site, Sort};

/// Whose a record is. A name that is kept back is none.
#[derive(Debug, Default)]
pub(super) struct Credits {
    /// Who stands in its by-line, each once, in its order.
    pub(super) writers: Vec<Option<String>>,
    /// Who took each of its photographs.
    pub(super) photos: Vec<Vec<Option<String>>>,
}

/// The people of a site under their names without spaces: 李　明 and 李明 are one.
pub(super) struct Known<'a>(BTreeMap<String, &'a str>);

impl<'a> Known<'a> {
    /// All who stand in a by-line or have a record.
    pub(super) fn of(site: &'a Site) -> Self {
        let people = site.listings_of(Sort::Person);
        Self(people.map(|(_, person)| (bare_name(&person.name), &*person.name)).collect())
    }

    fn name(&self, bare: String) -> String {
        self.0.get(&bare).map_or(bare, |name| (*name).to_owned())
    }
}

impl Credits {
    /// Those of the record with that number.
    pub(super) fn of(site: &Site, known: &Known<'_>, (number, record): (RecordNo, &Record)) -> Self {
        let mut writers: Vec<(String, Option<String>)> = Vec::new();
        let listings = site.tied(number).map(|ties| ties.bylines.as_slice()).unwrap_or_default();
        for (byline, listing) in record.bylines.iter().zip(listings) {
            let bare = bare_name(&byline.name);
            if !writers.iter().any(|(known, _)| *known == bare) {
                let name =
                    listing.and_then(|number| site.listing(number)).map(|person| person.name.to_string());
                writers.push((bare, name));
            }
        }
        let photos = record.photos.iter().map(|photo| {
            let names = photographers(photo.credit.as_deref().unwrap_or_default()).into_iter();
            names.map(|name| record.may_name(&name).then(|| known.name(name))).collect()
        });
        Self { writers: writers.into_iter().map(|(_, name)| name).collect(), photos: photos.collect() }
    }

    /// All names, each with whether it stands in the by-line and how many photographs are its own.
    pub(super) fn names(&self) -> BTreeMap<&str, (bool, usize)> {
        let mut names: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
        for name in self.writers.iter().flatten() {
            names.entry(name).or_default().0 = true;
        }
        for name in self.photos.iter().flatten().flatten() {
            names.entry(name).or_default().1 += 1;
        }
        names
    }
}

/// What ends a name that it stands right behind: 闻人湛摄.
const ENDINGS: [&str; 3] = ["摄影", "供图", "摄"];

/// The names in a photograph's credit, which is read as a by-line is: `甲 乙 摄`, `摄影/甲`, `通讯员 甲摄`.
fn photographers(credit: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for byline in bylines(credit) {
        let name = bare_name(&byline.name);
        let name = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name);
        if name.chars().count() > 1 && !name.starts_with("资料") && !names.iter().any(|known| known == name)
        {
            names.push(name.to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::photographers;

    #[test]
    fn names_are_found_in_credits() {
        for (credit, names) in [
            ("闻人湛摄", &["闻人湛"][..]),
            ("甲一 乙二 摄", &["甲一", "乙二"]),
            ("摄影/甲一", &["甲一"]),
            ("本报通讯员 甲一、乙二摄", &["甲一", "乙二"]),
            ("图/甲一", &["甲一"]),
            ("资料图片", &[]),
            ("", &[]),
        ] {
            assert_eq!(photographers(credit), names, "{credit}");
        }
    }
}
