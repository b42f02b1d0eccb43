//! Records in, who wrote how much of them out: by correspondent and by community, and who wrote nothing.
//!
//! What surprised us: a name in a by-line and the same name behind a photograph are one contributor, and a name that a
//! record keeps back is none, whoever else is proud of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::site::{RecordNo, Site, Sort};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::record::bare_name;
use crate::parse::interpret::bylines;

/// The days of which records are counted.
pub type Period = RangeInclusive<Date>;

/// How much somebody published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Records: each counts once for everybody who stands in its by-line or took one of its photographs.
    pub pieces: usize,
    /// Characters of the bodies that bear the name in their by-line, without white space.
    pub characters: usize,
    /// Photographs: of a community all, of a contributor those with the name in their credit.
    pub photos: usize,
}

/// A correspondent or a community.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributor {
    /// The name; of a community with all that it belongs to, divided by `/`.
    pub name: String,
    /// What was published in the period.
    pub work: Work,
    /// Records of the same days a year before.
    pub before: usize,
}

/// Everybody's part in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    /// Everything together.
    pub all: Contributor,
    /// Correspondents, who wrote most first.
    pub people: Vec<Contributor>,
    /// Communities: the narrowest place of each record, those with most first.
    pub places: Vec<Contributor>,
    /// Correspondents who published in the year before the period and nothing in it, by name.
    pub silent_people: Vec<String>,
    /// Communities that have published, or have a record of their own, and nothing in the period, by name.
    pub silent_places: Vec<String>,
}

/// What was published in a period, and in the same days of the year before; `length` says how many characters a body has.
#[must_use]
pub fn contributions(site: &Site, period: &Period, length: &dyn Fn(RecordNo) -> usize) -> Contributions {
    let year_before = a_year_before(period);
    let (mut people, mut places) = (BTreeMap::new(), BTreeMap::new());
    let mut all = Contributor::default();
    let mut wrote_before = BTreeSet::new();
    let since = year_before.as_ref().map(|before| *before.start());
    for (number, record) in (0..).zip(site.records.iter().take(site.running)) {
        let Some(day) = record.date else { continue };
        let names = names(site, (number, record));
        let place = place(site, number);
        if period.contains(&day) {
            let characters = length(number);
            add(&mut all, Work { pieces: 1, characters, photos: record.photos.len() });
            for (name, (is_author, photos)) in names {
                let characters = if is_author { characters } else { 0 };
                add(of(&mut people, name), Work { pieces: 1, characters, photos });
            }
            if let Some(place) = place {
                add(of(&mut places, place), Work { pieces: 1, characters, photos: record.photos.len() });
            }
            continue;
        }
        if day < *period.start() && since.is_none_or(|since| since <= day) {
            wrote_before.extend(names.keys().cloned());
        }
        if year_before.as_ref().is_some_and(|before| before.contains(&day)) {
            all.before += 1;
            names.into_keys().for_each(|name| of(&mut people, name).before += 1);
            place.into_iter().for_each(|place| of(&mut places, place).before += 1);
        }
    }
    let wrote = |all: &BTreeMap<String, Contributor>, name: &str| {
        all.get(name).is_some_and(|one| one.work.pieces > 0)
    };
    let silent_people = wrote_before.into_iter().filter(|name| !wrote(&people, name)).collect();
    let silent_places = communities(site).into_iter().filter(|name| !wrote(&places, name)).collect();
    Contributions { all, people: ranked(people), places: ranked(places), silent_people, silent_places }
}

/// The same days of the year before.
fn a_year_before(period: &Period) -> Option<Period> {
    let year = jiff::Span::new().years(1);
    Some(period.start().checked_sub(year).ok()?..=period.end().checked_sub(year).ok()?)
}

fn add(contributor: &mut Contributor, more: Work) {
    contributor.work.pieces += more.pieces;
    contributor.work.characters += more.characters;
    contributor.work.photos += more.photos;
}

fn of(all: &mut BTreeMap<String, Contributor>, name: String) -> &mut Contributor {
    all.entry(name.clone()).or_insert_with(|| Contributor { name, ..Contributor::default() })
}

/// Who published something in the period, the most pieces first, then the most characters.
fn ranked(all: BTreeMap<String, Contributor>) -> Vec<Contributor> {
    let mut all: Vec<Contributor> = all.into_values().filter(|one| one.work.pieces > 0).collect();
    all.sort_by_key(|one| std::cmp::Reverse((one.work.pieces, one.work.characters, one.work.photos)));
    all
}

/// Whose a record is: whether each name stands in its by-line, and how many of its photographs it took.
fn names(site: &Site, (number, record): (RecordNo, &Record)) -> BTreeMap<String, (bool, usize)> {
    let mut names: BTreeMap<String, (bool, usize)> = BTreeMap::new();
    for listing in site.tied(number).into_iter().flat_map(|ties| ties.bylines.iter().flatten()) {
        if let Some(listing) = site.listing(*listing) {
            names.entry(listing.name.to_string()).or_default().0 = true;
        }
    }
    for photo in &record.photos {
        for name in photographers(photo.credit.as_deref().unwrap_or_default()) {
            if !record.may_name(&name) {
                continue;
            }
            // 李　明 and 李明 are one.
            let known = names.keys().find(|known| bare_name(known) == name).cloned();
            names.entry(known.unwrap_or(name)).or_default().1 += 1;
        }
    }
    names
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

/// The community of a record: its narrowest place, with all that it belongs to.
fn place(site: &Site, number: RecordNo) -> Option<String> {
    let places = &site.tied(number)?.places;
    let names: Vec<&str> = places.iter().filter_map(|place| Some(&*site.listing(*place)?.name)).collect();
    (!names.is_empty()).then(|| names.join("/"))
}

/// All communities: places that nothing else belongs to.
fn communities(site: &Site) -> BTreeSet<String> {
    let places =
        site.listings.iter().filter(|listing| listing.sort == Sort::Place && listing.children.is_empty());
    places.map(|place| site.full_name(place).join("/")).collect()
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
