//! Records in, who wrote how much of them out, and what it scores: by correspondent and by community, and who wrote nothing.
//!
//! What surprised us: a name in a by-line and the same name behind a photograph are one contributor, and a name that a
//! record keeps back is none, whoever else is proud of it. A story from a reading room is a story of its community, whose
//! level [`silence`] finds.

mod credits;
mod months;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use super::scoring::{Marks, characters, marks, shares};
use super::silence;
use super::site::{ListingNo, RecordNo, Site, Sort};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::scoring::{Points, Scoring};
use credits::{Credits, Known};
use months::{Months, WholeMonths, month};

pub use months::Quota;

/// The days of which records are counted.
pub type Period = RangeInclusive<Date>;

/// The plain text of the body of the record with that number.
pub type Text<'a> = dyn Fn(RecordNo) -> String + 'a;

/// How much somebody published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Records: each counts once for everybody who stands in its by-line or took one of its photographs.
    pub pieces: usize,
    /// Characters of the bodies that bear the name in their by-line, without white space.
    pub characters: usize,
    /// Photographs: of a community all, of a contributor those with the name in their credit.
    pub photos: usize,
    /// What it scores; nothing where the settings have no rules. Of a community what counts of each month.
    pub points: Points,
}

/// A correspondent, a community or another place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributor {
    /// The name; of a place with all that it belongs to, divided by `/`.
    pub name: String,
    /// What was published in the period.
    pub work: Work,
    /// Records of the same days a year before.
    pub before: usize,
    /// Records that came too late, by the rule of the settings.
    pub late: usize,
    /// Of a community: records of months in which more were published than count.
    pub beyond: usize,
    /// Of a community: what it owed in the period.
    pub quota: Option<Quota>,
}

/// Who published nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// As in [`Contributor::name`].
    pub name: String,
    /// Records of the same days a year before.
    pub before: usize,
}

/// Everybody's part in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contributions {
    /// Everything together; its points are those of all stories, whether they count for their communities or not.
    pub all: Contributor,
    /// Points of parts that have no name, or one that is kept back: with them correspondents come to the points of all,
    /// where parts are divided.
    pub unnamed: Points,
    /// Correspondents, who scored or wrote most first.
    pub people: Vec<Contributor>,
    /// Communities with what was published of them and of what belongs to them, those with most first; where something is
    /// owed, those with nothing behind them, by name.
    pub places: Vec<Contributor>,
    /// What was published of places that communities belong to, and of no community.
    pub wider: Vec<Contributor>,
    /// Correspondents who published in the year before the period and nothing in it, by name.
    pub silent_people: Vec<Silent>,
    /// Communities that have published, or have a record of their own, and nothing in the period, by name.
    pub silent_places: Vec<Silent>,
}

/// What was published in a period, and in the same days of the year before.
#[must_use]
pub fn contributions(site: &Site, period: &Period, text: &Text<'_>) -> Contributions {
    let (level, known) = (silence::level(site), Known::of(site));
    let year_before = a_year_before(period);
    let since = year_before.as_ref().map(|before| *before.start());
    let mut counts = Counts::new(site);
    let mut wrote_before = BTreeSet::new();
    for (number, record) in (0..).zip(site.records.iter().take(site.running)) {
        let Some(day) = record.date else { continue };
        let credits = Credits::of(site, &known, (number, record));
        let place = place(site, number, level);
        if period.contains(&day) {
            counts.add(&Piece::of(site, (record, day), &text(number)), &credits, place);
            continue;
        }
        if day < *period.start() && since.is_none_or(|since| since <= day) {
            wrote_before.extend(credits.names().into_keys().map(str::to_owned));
        }
        if year_before.as_ref().is_some_and(|before| before.contains(&day)) {
            counts.add_before(&credits, place);
        }
    }
    counts.told(site, period, (level, wrote_before))
}

/// The same days of the year before.
fn a_year_before(period: &Period) -> Option<Period> {
    let year = jiff::Span::new().years(1);
    let end = period.end().checked_sub(year).ok()?;
    // The whole of February is compared with the whole of February.
    let end = if *period.end() == period.end().last_of_month() { end.last_of_month() } else { end };
    Some(period.start().checked_sub(year).ok()?..=end)
}

/// The community of a record or, of one that has none, its place.
fn place(site: &Site, number: RecordNo, level: Option<usize>) -> Option<Where> {
    let places = &site.tied(number)?.places;
    match level.and_then(|level| places.get(level.checked_sub(1)?)) {
        Some(community) => Some((true, *community)),
        None => places.last().map(|place| (false, *place)),
    }
}

/// A story, counted and scored.
struct Piece {
    characters: usize,
    photos: usize,
    month: months::Month,
    marks: Marks,
}

impl Piece {
    fn of(site: &Site, (record, day): (&Record, Date), text: &str) -> Self {
        let scoring = site.settings.scoring.as_deref();
        Self {
            characters: characters(text),
            photos: record.photos.len(),
            month: month(day),
            marks: scoring.map(|scoring| marks(scoring, record, (text, site.now))).unwrap_or_default(),
        }
    }

    /// All that was published, with all its points.
    fn work(&self) -> Work {
        let Self { characters, photos, marks, .. } = *self;
        Work { pieces: 1, characters, photos, points: marks.text + marks.photo.times(photos as u64) }
    }

    fn late(&self) -> usize {
        usize::from(self.marks.is_late)
    }
}

impl Contributor {
    fn add(&mut self, work: Work, late: usize) {
        self.work.pieces += work.pieces;
        self.work.characters += work.characters;
        self.work.photos += work.photos;
        self.work.points += work.points;
        self.late += late;
    }
}

/// A place: whether it is a community, and which.
type Where = (bool, ListingNo);

/// What has been counted so far.
#[derive(Default)]
struct Counts {
    scoring: Scoring,
    all: Contributor,
    unnamed: Points,
    people: BTreeMap<String, Contributor>,
    places: BTreeMap<Where, (Contributor, Months)>,
}

impl Counts {
    fn new(site: &Site) -> Self {
        let scoring = site.settings.scoring.as_deref().cloned().unwrap_or_default();
        Self { scoring, ..Self::default() }
    }

    /// One more of the period.
    fn add(&mut self, piece: &Piece, credits: &Credits, place: Option<Where>) {
        let (work, late) = (piece.work(), piece.late());
        self.all.add(work, late);
        for (name, (is_writer, photos)) in credits.names() {
            let characters = if is_writer { piece.characters } else { 0 };
            let own = Work { pieces: 1, characters, photos, points: Points::default() };
            self.person(name).add(own, late);
        }
        self.give(&credits.writers, piece.marks.text);
        for takers in &credits.photos {
            self.give(takers, piece.marks.photo);
        }
        if let Some(place) = place {
            let (community, months) = self.places.entry(place).or_default();
            community.add(work, late);
            months.add(piece.month, work.points);
        }
    }

    /// One more of the same days a year before.
    fn add_before(&mut self, credits: &Credits, place: Option<Where>) {
        self.all.before += 1;
        credits.names().into_keys().for_each(|name| self.person(name).before += 1);
        if let Some(place) = place {
            self.places.entry(place).or_default().0.before += 1;
        }
    }

    fn person(&mut self, name: &str) -> &mut Contributor {
        self.people
            .entry(name.to_owned())
            .or_insert_with(|| Contributor { name: name.to_owned(), ..Contributor::default() })
    }

    /// Shares points among who has earned them.
    fn give(&mut self, names: &[Option<String>], points: Points) {
        if names.is_empty() {
            self.unnamed += points;
        }
        for (name, share) in names.iter().zip(shares(self.scoring.shared, points, names.len())) {
            match name {
                Some(name) => self.person(name).work.points += share,
                None => self.unnamed += share,
            }
        }
    }

    fn told(
        self,
        site: &Site,
        period: &Period,
        (level, wrote_before): (Option<usize>, BTreeSet<String>),
    ) -> Contributions {
        let Self { scoring, all, unnamed, people, places } = self;
        let whole = WholeMonths::of(period, site.now);
        let (mut communities, mut wider) = (Vec::new(), Vec::new());
        for ((is_community, number), (one, months)) in places {
            let name = site.listing(number).map(|place| site.full_name(place).join("/")).unwrap_or_default();
            if !is_community {
                wider.push(Contributor { name, ..one });
                continue;
            }
            let (beyond, quota) = (months.beyond(&scoring), months.quota(&scoring, &whole));
            let work = Work { points: months.points(&scoring), ..one.work };
            communities.push(Contributor { name, work, beyond, quota, ..one });
        }
        let silent_places = silent(self::communities(site, level), communities.iter());
        let mut places = ranked(communities);
        // Who is silent owes all of it.
        let quota = Months::default().quota(&scoring, &whole);
        let owing = silent_places.iter().filter(|_| quota.is_some());
        places.extend(owing.map(|one| {
            let Silent { name, before } = one.clone();
            Contributor { name, before, quota, ..Contributor::default() }
        }));
        Contributions {
            silent_people: silent(wrote_before, people.values()),
            silent_places,
            all,
            unnamed,
            people: ranked(people.into_values().collect()),
            places,
            wider: ranked(wider),
        }
    }
}

/// Those of `names` that published nothing.
fn silent<'a>(names: BTreeSet<String>, counted: impl Iterator<Item = &'a Contributor>) -> Vec<Silent> {
    let counted: BTreeMap<&str, &Contributor> = counted.map(|one| (one.name.as_str(), one)).collect();
    let silent = names.into_iter().filter_map(|name| match counted.get(name.as_str()) {
        Some(one) if one.work.pieces > 0 => None,
        Some(one) => Some(Silent { name, before: one.before }),
        None => Some(Silent { name, before: 0 }),
    });
    silent.collect()
}

/// Who published something in the period: the most points first, then the most pieces, then the most characters.
fn ranked(mut all: Vec<Contributor>) -> Vec<Contributor> {
    all.retain(|one| one.work.pieces > 0);
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all.sort_by_key(|one| {
        let Work { pieces, characters, photos, points } = one.work;
        std::cmp::Reverse((points, pieces, characters, photos))
    });
    all
}

/// All communities: the places of that level.
fn communities(site: &Site, level: Option<usize>) -> BTreeSet<String> {
    let names = site.listings_of(Sort::Place).map(|(_, place)| site.full_name(place));
    names.filter(|names| Some(names.len()) == level).map(|names| names.join("/")).collect()
}
