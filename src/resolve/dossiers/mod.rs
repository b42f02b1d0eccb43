//! A standing record in, what can be said of all that was reported on it out: since when and how often, with whom, under which
//! name, and what it led on to.
//!
//! What surprised us: a name is not what a thing is called but what it was called that day, so each story is filed under the
//! name that stood in it.

mod paths;
#[cfg(test)]
mod tests;
pub mod versions;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, VecDeque};

pub(super) use paths::paths;
pub use paths::{HONOURS, STORIES, honoured};

use super::site::{ListingNo, RecordNo, Site, Sort, Ties};
use crate::model::date::Date;
use crate::model::standing::{Dated, Standing};
use crate::model::{Kind, Record};
use versions::{Version, versions};

/// The most stories of which a file is made beside a dossier: a district's would be the whole bulletin.
pub const MOST_FILED: usize = 5_000;
/// How many of those that are met most often are named.
const OFTEN: usize = 5;
/// The longest line of records that led on to each other.
const MOST_IN_LINE: usize = 60;

/// What can be said of all that was reported on a standing record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dossier<'a> {
    /// How many stories there are.
    pub count: usize,
    /// The oldest story and the newest.
    pub ends: Option<[RecordNo; 2]>,
    /// How many stories each year has that has any, the oldest year first.
    pub years: Vec<(i16, usize)>,
    /// The organisations, places and people that its stories name most often, each with how many do.
    pub often: [Vec<(ListingNo, usize)>; 3],
    /// The records of its kind that led on to each other, this one among them, the first in front; empty where it stands
    /// alone.
    pub line: Vec<RecordNo>,
    /// The standing records of other kinds that say they belong to it.
    pub users: Vec<RecordNo>,
    /// Of a place: what belonged to it when it reported and does no longer.
    pub former: Vec<Former>,
    /// All stories, newest first, each with the name or version that it is filed under; none where there are more than
    /// [`MOST_FILED`].
    pub filed: Vec<(RecordNo, Option<Cow<'a, str>>)>,
}

/// A place that belonged to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Former {
    /// The place.
    pub place: ListingNo,
    /// How many stories it had meanwhile.
    pub count: usize,
    /// Up to which day, where its record says so.
    pub to: Option<Date>,
}

/// The stories of a standing record, newest first: those of the listing that it heads, else those that report on it.
#[must_use]
pub fn stories(site: &Site, number: RecordNo) -> &[RecordNo] {
    let heads = site.tied(number).and_then(|ties| ties.heads).and_then(|listing| site.listing(listing));
    heads.map_or_else(|| site.reports(number), |listing| &listing.members)
}

/// The dossier of a standing record; an empty one of any other.
#[must_use]
pub fn dossier(site: &Site, number: RecordNo) -> Dossier<'_> {
    let (Some(record), Some(ties)) = (site.record(number), site.tied(number)) else {
        return Dossier::default();
    };
    if !record.kind.stands() {
        return Dossier::default();
    }
    let stories = stories(site, number);
    let named_by = site.named_by.get(&number).map_or(&[][..], Vec::as_slice);
    let is_other = |user: &&RecordNo| site.record(**user).is_some_and(|user| user.kind != record.kind);
    let filed = if stories.len() > MOST_FILED { &[][..] } else { stories };
    let filing = Filing::of(number, record);
    let file = |story: &RecordNo| (*story, filing.under(site, *story));
    Dossier {
        count: stories.len(),
        ends: stories.last().zip(stories.first()).map(|(first, last)| [*first, *last]),
        years: years(site, stories),
        often: often(site, ties, stories),
        line: line(site, number, record.kind),
        users: named_by.iter().filter(is_other).copied().collect(),
        former: ties.heads.map(|listing| former(site, (record, listing), stories)).unwrap_or_default(),
        filed: filed.iter().map(file).collect(),
    }
}

fn years(site: &Site, stories: &[RecordNo]) -> Vec<(i16, usize)> {
    let mut years: Vec<(i16, usize)> = Vec::new();
    for date in stories.iter().rev().filter_map(|story| site.record(*story)?.date) {
        match years.last_mut() {
            Some((year, count)) if *year == date.year() => *count += 1,
            _ => years.push((date.year(), 1)),
        }
    }
    years
}

/// Whom its stories name most often, but for itself and what it is part of.
fn often(site: &Site, own: &Ties, stories: &[RecordNo]) -> [Vec<(ListingNo, usize)>; 3] {
    let mut counts = [HashMap::new(), HashMap::new(), HashMap::new()];
    for ties in stories.iter().filter_map(|story| site.tied(*story)) {
        let people = ties.bylines.iter().flatten();
        let [orgs, places, writers] = &mut counts;
        add(orgs, ties.orgs.iter());
        add(places, ties.places.last().into_iter());
        add(writers, people);
    }
    counts.map(|counts| {
        let is_own = |listing: &ListingNo| own.heads == Some(*listing);
        let counted = counts.into_iter().filter(|(listing, _)| !is_own(listing));
        let mut all: Vec<(ListingNo, usize)> = counted.collect();
        let address = |listing: ListingNo| site.listing(listing).map(|listing| &*listing.address);
        all.sort_by_key(|(listing, count)| (Reverse(*count), address(*listing)));
        all.truncate(OFTEN);
        all
    })
}

/// One more for each of these, once a story.
fn add<'n>(counts: &mut HashMap<ListingNo, usize>, listings: impl Iterator<Item = &'n ListingNo>) {
    let once: BTreeSet<ListingNo> = listings.copied().collect();
    for listing in once {
        *counts.entry(listing).or_default() += 1;
    }
}

/// What led on to it, and what it led on to: records of one kind, of which the later names the earlier as what it is about.
fn line(site: &Site, number: RecordNo, kind: Kind) -> Vec<RecordNo> {
    let is_same = |other: &RecordNo| site.record(*other).is_some_and(|other| other.kind == kind);
    let named = |number: RecordNo| {
        let about = site.tied(number).map_or(&[][..], |ties| &ties.about);
        about.iter().flatten().copied().filter(is_same).collect()
    };
    let naming = |number: RecordNo| {
        let by = site.named_by.get(&number).into_iter().flatten();
        by.copied().filter(is_same).collect()
    };
    let mut seen = BTreeSet::from([number]);
    let mut line = follow(number, &mut seen, &named);
    line.reverse();
    line.push(number);
    line.extend(follow(number, &mut seen, &naming));
    if line.len() > 1 { line } else { Vec::new() }
}

/// What is reached from a record, the nearest first; a circle is followed once.
fn follow(
    from: RecordNo,
    seen: &mut BTreeSet<RecordNo>,
    next: &dyn Fn(RecordNo) -> Vec<RecordNo>,
) -> Vec<RecordNo> {
    let mut reached = Vec::new();
    let mut open = VecDeque::from([from]);
    while let Some(at) = open.pop_front().filter(|_| reached.len() < MOST_IN_LINE) {
        for number in next(at) {
            if seen.insert(number) {
                reached.push(number);
                open.push_back(number);
            }
        }
    }
    reached
}

/// What was part of a place in some of its stories and is no longer, by address.
fn former(site: &Site, (record, listing): (&Record, ListingNo), stories: &[RecordNo]) -> Vec<Former> {
    let mut counts: HashMap<ListingNo, usize> = HashMap::new();
    for ties in stories.iter().filter_map(|story| site.tied(*story)) {
        let mut below = ties.places.iter().skip_while(|place| **place != listing).skip(1);
        let Some(child) = below.next() else { continue };
        if site.listing(*child).is_some_and(|child| child.parent != Some(listing)) {
            *counts.entry(*child).or_default() += 1;
        }
    }
    let mut all: Vec<Former> = counts
        .into_iter()
        .map(|(place, count)| Former { place, count, to: until(site, record, place) })
        .collect();
    all.sort_by_key(|one| site.listing(one.place).map(|place| &*place.address));
    all
}

/// Up to which day the record of `child` says that it belonged to the place of `record`.
fn until(site: &Site, record: &Record, child: ListingNo) -> Option<Date> {
    let Some(Standing::Place(child)) = site.record(site.listing(child)?.record?)?.standing() else {
        return None;
    };
    let is_it = |parent: &&Dated| {
        *parent.value == *record.id.as_str()
            || segments(&parent.value).last().is_some_and(|name| bears(record, name))
    };
    child.parents.iter().filter(is_it).filter_map(|parent| parent.to).max()
}

/// Under which names and versions the stories of a standing record are filed.
#[derive(Debug)]
pub struct Filing<'a> {
    number: RecordNo,
    record: &'a Record,
    versions: Vec<Version<'a>>,
}

impl<'a> Filing<'a> {
    /// The names and versions of the record with this number.
    #[must_use]
    pub fn of(number: RecordNo, record: &'a Record) -> Self {
        Self { number, record, versions: versions(record) }
    }

    /// The one that a story is filed under; none where the record had but one.
    #[must_use]
    pub fn under(&self, site: &'a Site, story: RecordNo) -> Option<Cow<'a, str>> {
        let Self { number, record, ref versions } = *self;
        if !record.versions().is_empty() {
            let at = version_of(site, (number, versions), story)?;
            return versions.get(at).map(|version| version.name.clone());
        }
        if !is_renamed(record) {
            return None;
        }
        let told = site.record(story)?;
        let typed = typed_names(record.kind, told).find_map(|typed| own_name(record, typed));
        let name = typed.or_else(|| told.date.and_then(|day| name_on(record, day)));
        Some(Cow::Borrowed(name.unwrap_or(record.headline())))
    }
}

/// Whether a standing record has had several names or versions.
#[must_use]
pub fn is_renamed(record: &Record) -> bool {
    !record.versions().is_empty() || record.names().iter().any(|name| *name.value != *record.headline())
}

/// Which of the versions of a standing record a story belongs to.
#[must_use]
pub fn version_of(
    site: &Site,
    (number, versions): (RecordNo, &[Version<'_>]),
    story: RecordNo,
) -> Option<usize> {
    let (told, ties) = (site.record(story)?, site.tied(story)?);
    let mut about = told.about().iter().zip(&ties.about).filter(|(_, tied)| **tied == Some(number));
    versions::at(versions, about.next().map(|(about, _)| about), told.date)
}

/// The names by which a story may call a place, an organisation or a person.
fn typed_names(kind: Kind, story: &Record) -> Box<dyn Iterator<Item = &str> + '_> {
    match kind {
        Kind::Place => Box::new(story.place.as_deref().into_iter().flat_map(segments)),
        Kind::Org => Box::new(story.orgs().iter().map(|org| &*org.name)),
        _ => Box::new(story.bylines.iter().map(|byline| &*byline.name)),
    }
}

/// The names of a path.
fn segments(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.split(['/', '／']).map(str::trim).filter(|name| !name.is_empty())
}

fn bears(record: &Record, name: &str) -> bool {
    own_name(record, name).is_some()
}

fn own_name<'a>(record: &'a Record, name: &str) -> Option<&'a str> {
    let listed = record.names().iter().map(|one| &*one.value);
    listed.chain([record.headline()]).find(|one| *one == name)
}

/// What it was called on that day: of what its record gives a time, the one typed last.
fn name_on(record: &Record, day: Date) -> Option<&str> {
    let dated = record.names().iter().filter(|name| name.from.is_some() || name.to.is_some());
    dated.rev().find(|name| name.holds_on(day)).map(|name| &*name.value)
}

/// Of brands, where each is at home: the places on the level of communities with their brands, by address; a brand is a
/// place's that stands there, or that the place's record names.
#[must_use]
pub fn brands_by_place(site: &Site) -> Vec<(ListingNo, Vec<RecordNo>)> {
    let brands: Vec<(RecordNo, &Ties)> = site
        .standing()
        .filter(|(_, record, _)| record.kind == Kind::Brand)
        .map(|(number, _, ties)| (number, ties))
        .collect();
    let Some(level) = super::silence::level(site) else { return Vec::new() };
    let mut all = Vec::new();
    for (listing, place) in site.listings_of(Sort::Place) {
        if site.full_name(place).len() != level {
            continue;
        }
        let about = place.record.and_then(|number| site.tied(number)).map_or(&[][..], |ties| &ties.about);
        let is_here = |(brand, ties): &&(RecordNo, &Ties)| {
            ties.places.contains(&listing) || about.contains(&Some(*brand))
        };
        all.push((listing, brands.iter().filter(is_here).map(|(brand, _)| *brand).collect()));
    }
    all.sort_by_key(|(listing, _)| site.listing(*listing).map(|place| &*place.address));
    all
}
