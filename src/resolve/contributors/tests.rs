//! Bulletins drawn at random: whatever is in them, the points must come out even.

use std::collections::BTreeMap;

use super::{Contributions, contributions};
use crate::model::Record;
use crate::model::date::Date;
use crate::model::kind::Kind;
use crate::model::scoring::{Length, Points, Prompt, Scoring, Sharing};
use crate::model::standing::Level;
use crate::model::{Settings, SitePath};
use crate::resolve::site::{Listing, Site, Sort, Ties};
use crate::resolve::tests::records;

/// Numbers by chance, the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

const NAMES: [&str; 5] = ["甲一", "乙二", "丙三", "丁四", "戊五"];
const PLACES: [&str; 4] = ["东区", "东社区", "西社区", "阅览室"];

/// Who belongs to whom among the places: both communities to the district, the reading room to the eastern one.
const ABOVE: [Option<u32>; 4] = [None, Some(0), Some(0), Some(1)];

/// A record by chance: one to three writers, of whom 戊五 is kept back, some photographs, a place.
fn drawn(dice: &mut Dice, number: usize) -> (String, u32) {
    let names: Vec<&str> = (0..=dice.below(3)).map(|_| NAMES[dice.below(5) as usize]).collect();
    let photos: Vec<String> = (0..dice.below(3))
        .map(|_| {
            format!(
                "{{file: a.png, credit: {} {} 摄}}",
                NAMES[dice.below(5) as usize],
                NAMES[dice.below(5) as usize]
            )
        })
        .collect();
    let kind = ["news", "feature", "brief"][dice.below(3) as usize];
    let level = ["[市级]", "[省级, 市级]", "[]"][dice.below(3) as usize];
    let day = 1 + dice.below(28);
    let month = 3 + dice.below(3);
    let record = format!(
        "- {{id: r{number}, title: 甲, kind: {kind}, date: 2024-{month:02}-{day:02}, bylines: 通讯员 {}, photos: [{}], \
         published: {level}, people: [{{name: 戊五, minor: true}}]}}\n",
        names.join(" "),
        photos.join(", "),
    );
    // Most records have a community as their place, so that its level is known.
    (record, [1, 2, 1, 2, 1, 2, 3, 0][dice.below(8) as usize])
}

/// A site of such records, resolved by hand.
fn site(drawn: &[(String, u32)], scoring: Scoring) -> Site {
    let yaml: String = drawn.iter().map(|(record, _)| record.as_str()).collect();
    let records = records(&yaml);
    let listing = |(name, parent): (&&str, Option<u32>), sort| Listing {
        sort,
        name: (*name).into(),
        address: format!("{sort:?}/{name}").into(),
        parent,
        children: Vec::new(),
        record: None,
        members: Vec::new(),
        meetings: Vec::new(),
        years: Vec::new(),
    };
    let mut listings: Vec<Listing> =
        PLACES.iter().zip(ABOVE).map(|place| listing(place, Sort::Place)).collect();
    listings.extend(NAMES[..4].iter().map(|name| listing((name, None), Sort::Person)));
    let ties = records.iter().zip(drawn).map(|(record, (_, place))| ties(record, *place)).collect();
    Site {
        settings: Settings { scoring: Some(Box::new(scoring)), ..Settings::default() },
        now: Date::constant(2024, 6, 30),
        running: records.len(),
        standing_end: records.len(),
        records,
        ties,
        listings,
        ..Site::default()
    }
}

fn ties(record: &Record, place: u32) -> Ties {
    let mut places = vec![place];
    while let Some(above) = ABOVE[places[0] as usize] {
        places.insert(0, above);
    }
    let listing = |name: &str| NAMES[..4].iter().position(|known| *known == name).map(|at| at as u32 + 4);
    let bylines = record.bylines.iter().map(|byline| listing(&byline.name)).collect();
    let page = SitePath::new(&format!("2024/{}/index.html", record.id)).unwrap();
    Ties { places, bylines, ..Ties::none(page) }
}

fn rules(dice: &mut Dice) -> Scoring {
    let mut points = || Points::of_hundredths(dice.below(1200));
    Scoring {
        kinds: vec![(Kind::News, points()), (Kind::Feature, points())],
        photo: points(),
        characters: Some(Length { each: 7, points: points() }),
        levels: vec![(Level::City, points()), (Level::Provincial, points())],
        prompt: Some(Prompt { hours: 24, points: points(), only: false }),
        ..Scoring::default()
    }
}

/// What is counted of April: a body has as many characters as its record's day has units.
fn april(site: &Site) -> Contributions {
    let text = |number: u32| "字".repeat(site.records[number as usize].date.unwrap().day() as usize);
    contributions(site, &(Date::constant(2024, 4, 1)..=Date::constant(2024, 4, 30)), &text)
}

fn points(all: &[super::Contributor]) -> Points {
    all.iter().map(|one| one.work.points).sum()
}

#[test]
fn divided_points_come_to_those_of_all_stories() {
    let mut dice = Dice(7);
    for round in 0..200 {
        let drawn: Vec<_> = (0..30).map(|number| drawn(&mut dice, number)).collect();
        let rules = rules(&mut dice);
        let counted = april(&site(&drawn, rules.clone()));
        assert_eq!(points(&counted.people) + counted.unnamed, counted.all.work.points, "round {round}");
        // Every record has a place, and nothing is capped.
        assert_eq!(points(&counted.places) + points(&counted.wider), counted.all.work.points);
        assert!(counted.people.iter().all(|one| one.name != "戊五"));
        let whole = april(&site(&drawn, Scoring { shared: Sharing::Whole, ..rules }));
        assert_eq!(whole.all, counted.all);
        assert_eq!(whole.places, counted.places);
        assert!(points(&whole.people) >= points(&counted.people));
    }
}

#[test]
fn the_order_of_records_is_irrelevant() {
    let mut dice = Dice(11);
    for _ in 0..100 {
        let mut drawn: Vec<_> = (0..20).map(|number| drawn(&mut dice, number)).collect();
        let rules = Scoring { most: Some(3), quota: Some(2), ..rules(&mut dice) };
        let counted = april(&site(&drawn, rules.clone()));
        for at in (1..drawn.len()).rev() {
            drawn.swap(at, dice.below(at as u64 + 1) as usize);
        }
        assert_eq!(april(&site(&drawn, rules)), counted);
    }
}

#[test]
fn a_cap_never_increases_and_changes_nobody_s_own_points() {
    let mut dice = Dice(13);
    for _ in 0..100 {
        let drawn: Vec<_> = (0..30).map(|number| drawn(&mut dice, number)).collect();
        let rules = rules(&mut dice);
        let of = |most| april(&site(&drawn, Scoring { most, ..rules.clone() }));
        let free = of(None);
        let by_name = |counted: &Contributions| -> BTreeMap<String, Points> {
            counted.places.iter().map(|one| (one.name.clone(), one.work.points)).collect()
        };
        let mut above = by_name(&free);
        for most in [40, 5, 3, 2, 1] {
            let capped = of(Some(most));
            assert_eq!((&capped.people, capped.unnamed), (&free.people, free.unnamed));
            let here = by_name(&capped);
            assert!(here.iter().all(|(name, points)| *points <= above[name]), "{here:?} {above:?}");
            let beyond: usize = capped.places.iter().map(|one| one.beyond).sum();
            let over = |pieces: usize| pieces.saturating_sub(most as usize);
            assert_eq!(beyond, capped.places.iter().map(|one| over(one.work.pieces)).sum::<usize>());
            above = here;
        }
    }
}

#[test]
fn a_reading_room_counts_for_its_community_and_a_district_for_none() {
    let record = |id: &str| format!("- {{id: {id}, title: 甲, date: 2024-04-02, bylines: 通讯员 甲一}}\n");
    let drawn = [("a", 1), ("b", 3), ("c", 1), ("d", 0)].map(|(id, place)| (record(id), place));
    let scoring = Scoring { quota: Some(4), ..Scoring::default() };
    let counted = april(&site(&drawn, scoring));
    let said = |all: &[super::Contributor]| -> Vec<(String, usize)> {
        all.iter().map(|one| (one.name.clone(), one.work.pieces)).collect()
    };
    assert_eq!(said(&counted.places), [("东区/东社区".to_owned(), 3), ("东区/西社区".to_owned(), 0)]);
    let owed: Vec<_> = counted.places.iter().map(|one| one.quota.map(|q| (q.wanted, q.missing))).collect();
    assert_eq!(owed, [Some((4, 1)), Some((4, 4))]);
    assert_eq!(said(&counted.wider), [("东区".to_owned(), 1)]);
    assert_eq!(counted.wider[0].quota, None);
    let silent: Vec<&str> = counted.silent_places.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(silent, ["东区/西社区"], "no reading room and no district is a community");
    // Where nothing is owed, who is silent is only named.
    let free = april(&site(&drawn, Scoring::default()));
    assert_eq!(said(&free.places), [("东区/东社区".to_owned(), 3)]);
    assert_eq!(free.silent_places.len(), 1);
}
