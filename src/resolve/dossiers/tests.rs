//! Dossiers of random places against an oracle that reads no path, and versions and lines by hand.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::versions::versions;
use super::{Filing, dossier, stories, version_of};
use crate::model::date::Date;
use crate::read::Sources;
use crate::report::Diagnostic;
use crate::resolve::figures::tests::{Dice, times};
use crate::resolve::{Material, Show, Site, site};

/// The site of the records in one file, and what is wrong between them.
fn built(yaml: &str) -> (Site, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("content")).unwrap();
    std::fs::write(folder.path().join("jianbao.yaml"), "title: 简报\n").unwrap();
    std::fs::write(folder.path().join("content/all.yaml"), yaml).unwrap();
    let (sources, mut found) = Sources::scan(folder.path());
    let (settings, more) = crate::parse::settings(&sources);
    found.extend(more);
    let (records, more) = crate::parse::records(&sources, &settings);
    found.extend(more);
    let now = Date::constant(2025, 1, 1);
    let material =
        Material { sources: &sources, settings, records, decisions: Vec::new(), now, show: Show::Out };
    let (site, more) = site(material);
    found.extend(more);
    (site, found)
}

fn day(number: usize) -> Date {
    Date::constant(2019, 1, 1).checked_add(jiff::Span::new().days(number as i64)).unwrap()
}

/// How many days there are.
const DAYS: usize = 2000;

/// What held from one day to before another.
type Span<T> = (T, usize, usize);

/// A place as it is meant.
struct Meant {
    id: String,
    names: Vec<Span<String>>,
    parents: Vec<Span<usize>>,
}

impl Meant {
    fn name_on(&self, at: usize) -> &str {
        &self.names.iter().find(|(_, from, to)| (*from..*to).contains(&at)).unwrap().0
    }

    fn yaml(&self, all: &[Meant], dice: &mut Dice) -> String {
        let ends = |from: usize, to: usize| {
            let first = if from > 0 { format!(", from: {}", day(from)) } else { String::new() };
            let last = if to < DAYS { format!(", to: {}", day(to - 1)) } else { String::new() };
            first + &last
        };
        let names = self.names.iter().map(|(name, from, to)| format!("{{name: {name}{}}}", ends(*from, *to)));
        let names = names.collect::<Vec<_>>().join(", ");
        let parents = self.parents.iter().map(|(parent, from, to)| {
            let place = if dice.below(2) == 0 { all[*parent].id.clone() } else { path(all, *parent, *from) };
            format!("{{place: {place}{}}}", ends(*from, *to))
        });
        let parents = parents.collect::<Vec<_>>().join(", ");
        let title = &self.names.last().unwrap().0;
        format!(
            "- {{id: {}, kind: place, title: {title}, names: [{names}], parents: [{parents}]}}\n",
            self.id
        )
    }
}

/// A place and what it belongs to that day, the narrowest first.
fn chain(all: &[Meant], place: usize, at: usize) -> Vec<usize> {
    let above = all[place].parents.iter().find(|(_, from, to)| (*from..*to).contains(&at));
    let above = above.map(|(parent, ..)| chain(all, *parent, at)).unwrap_or_default();
    [vec![place], above].concat()
}

fn path(all: &[Meant], place: usize, at: usize) -> String {
    let names: Vec<&str> = chain(all, place, at).into_iter().rev().map(|one| all[one].name_on(at)).collect();
    names.join("/")
}

/// Stretches that follow each other without a gap, each with its own value.
fn spans<T>(dice: &mut Dice, most: usize, mut value: impl FnMut(&mut Dice, usize) -> T) -> Vec<Span<T>> {
    let mut cuts: BTreeSet<usize> = (0..dice.below(most)).map(|_| 1 + dice.below(DAYS - 1)).collect();
    cuts.insert(DAYS);
    let mut from = 0;
    let mut all = Vec::new();
    for (at, to) in cuts.into_iter().enumerate() {
        all.push((value(dice, at), from, to));
        from = to;
    }
    all
}

/// A district, four streets and eight communities. Two communities pass a name on, two bear one name in two streets.
fn places(dice: &mut Dice) -> Vec<Meant> {
    let mut ids: Vec<String> = (0..13).map(|number| format!("p{number:02}")).collect();
    shuffle(&mut ids, dice);
    let id = |number: usize| ids[number].clone();
    let mut all = vec![Meant { id: id(0), names: vec![("区".into(), 0, DAYS)], parents: Vec::new() }];
    for street in 1..5 {
        let names = spans(dice, 3, |_, at| format!("街{street}{}", ["甲", "乙", "丙", "丁"][at]));
        all.push(Meant { id: id(street), names, parents: vec![(0, 0, DAYS)] });
    }
    let passed = 1 + dice.below(DAYS - 1);
    for community in 5..13 {
        let own = |at: usize| format!("社{community}{}", ["甲", "乙", "丙", "丁"][at]);
        let (names, parents) = match community {
            5 => (vec![("老街".to_owned(), 0, passed), (own(0), passed, DAYS)], spans(dice, 3, street)),
            6 => (vec![(own(0), 0, passed), ("老街".to_owned(), passed, DAYS)], spans(dice, 3, street)),
            7 | 8 => (vec![("和平".to_owned(), 0, DAYS)], vec![(community - 6, 0, DAYS)]),
            _ => (spans(dice, 4, |_, at| own(at)), spans(dice, 4, street)),
        };
        all.push(Meant { id: id(community), names, parents });
    }
    all
}

fn street(dice: &mut Dice, _: usize) -> usize {
    1 + dice.below(4)
}

fn shuffle<T>(all: &mut [T], dice: &mut Dice) {
    for at in (1..all.len()).rev() {
        all.swap(at, dice.below(at + 1));
    }
}

/// What a story types as its place: an id, a path of that day, or a path with a name of another day.
fn typed(all: &[Meant], (place, at): (usize, usize), dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => all[place].id.clone(),
        1 => path(all, place, at),
        _ => {
            let (name, ..) = &all[place].names[dice.below(all[place].names.len())];
            // A name that others bear too needs its day.
            let name =
                if ["老街", "和平"].contains(&name.as_str()) { all[place].name_on(at) } else { name };
            let above = chain(all, place, at).get(1).map(|above| path(all, *above, at));
            above.map_or_else(|| name.to_owned(), |above| format!("{above}/{name}"))
        }
    }
}

#[test]
fn a_dossier_holds_the_stories_of_its_place_under_all_names_and_parents_and_no_other() {
    let mut moved = 0;
    for seed in 0..times(40) {
        let dice = &mut Dice(seed as u64);
        let all = places(dice);
        let told: Vec<(usize, usize, String)> = (0..60)
            .map(|_| {
                let (place, at) = (dice.below(all.len()), dice.below(DAYS));
                (place, at, typed(&all, (place, at), dice))
            })
            .collect();
        let mut records: Vec<String> = all.iter().map(|place| place.yaml(&all, dice)).collect();
        records.extend(told.iter().enumerate().map(|(number, (_, at, typed))| {
            format!("- {{id: s{number}, title: 事, date: {}, place: {typed}}}\n", day(*at))
        }));
        let mut first: Option<Vec<String>> = None;
        for _ in 0..3 {
            shuffle(&mut records, dice);
            let yaml = records.concat();
            let (site, found) = built(&yaml);
            let rules: Vec<&str> = found.iter().map(|said| said.rule).collect();
            assert_eq!(rules, [""; 0], "seed {seed}: {found:#?}\n{yaml}");
            let mut filed = Vec::new();
            for (meant, place) in all.iter().enumerate() {
                let is_here = |(at, on): &(usize, usize)| chain(&all, *at, *on).contains(&meant);
                let should = told.iter().enumerate().filter(|(_, (at, on, _))| is_here(&(*at, *on)));
                let should: BTreeSet<String> = should.map(|(number, _)| format!("s{number}")).collect();
                let number = site.by_id[place.id.as_str()];
                let known = dossier(&site, number).filed;
                let is: Vec<&str> =
                    known.iter().map(|(story, _)| site.records[*story as usize].id.as_str()).collect();
                assert_eq!(is.len(), should.len(), "seed {seed}, {}: a story twice\n{yaml}", place.id);
                let is: BTreeSet<String> = is.into_iter().map(str::to_owned).collect();
                assert_eq!(is, should, "seed {seed}, {}\n{yaml}", place.id);
                moved += dossier(&site, number).former.iter().map(|former| former.count).sum::<usize>();
                for (story, name) in known {
                    let told = &told[site.records[story as usize].id.as_str()[1..].parse::<usize>().unwrap()];
                    let words: Vec<&str> = told.2.split('/').collect();
                    let printed = place.names.iter().find(|(name, ..)| words.contains(&name.as_str()));
                    let then = printed.map_or(place.name_on(told.1), |(name, ..)| name);
                    let one = place.names.len() == 1;
                    assert_eq!(
                        name.as_deref(),
                        (!one).then_some(then),
                        "seed {seed}, {}, {told:?}\n{yaml}",
                        place.id
                    );
                    filed.push(format!("{} {story} {name:?}", place.id));
                }
            }
            assert_eq!(first.get_or_insert_with(|| filed.clone()), &filed, "seed {seed}: another order");
        }
    }
    assert!(moved > times(40), "only {moved} stories are of places that have left");
}

const CHAIN: &str = "
- id: way
  kind: brand
  title: 紫藤花开
  versions: [{name: 321+, from: 2024-03}, {name: 321, from: 2019, to: 2023-10-31}, {名称: 紫藤花开, 起: 2023年11月}]
- {id: a, title: 一, date: 2020-05-01, about: way}
- {id: b, title: 二, date: 2023-11-02, about: [{id: way}]}
- {id: c, title: 三, date: 2024-04-01, about: [{id: way, status: 紫藤花开}]}
- {id: d, title: 四, date: 2024-04-02, about: way}
- {id: e, title: 五, date: 2018-04-02, about: way}
- {id: p1, kind: project, title: 前年}
- {id: p2, kind: project, title: 去年, about: p1}
- {id: p3, kind: project, title: 今年, about: [{id: p2}, {id: way}]}
- {id: round, kind: term, title: 圈, about: other}
- {id: other, kind: term, title: 又一圈, about: round}
- {id: team, kind: org, title: 新队, names: [{name: 老队, to: 2023-12-31}, {name: 新队, from: 2024-01-01}]}
- {id: heirs, kind: org, title: 后来者, names: [{name: 老队, from: 2024-01-01}]}
- {id: f, title: 六, date: 2023-05-01, orgs: [老队]}
- {id: g, title: 七, date: 2024-05-01, orgs: [老队, 新队]}
- {id: h, title: 八, date: 2024-05-02, about: team}
- {id: who, kind: person, title: 甲, names: [{name: 甲某, to: 2022-12-31}]}
- {id: i, title: 九, date: 2022-05-02, bylines: 通讯员 甲某}
- {id: j, title: 十, date: 2024-05-03, about: who}
- {id: k, title: 十一, date: 2024-05-04, people: [{name: 甲, consent: true}]}
";

fn under(site: &Site, number: u32, story: u32) -> Option<Cow<'_, str>> {
    Filing::of(number, &site.records[number as usize]).under(site, story)
}

fn ids(site: &Site, id: &str) -> Vec<String> {
    let all = stories(site, site.by_id[id]);
    all.iter().map(|story| site.records[*story as usize].id.to_string()).collect()
}

#[test]
fn a_story_belongs_to_the_version_that_it_names_or_that_held_on_its_day() {
    let (site, found) = built(CHAIN);
    assert_eq!(found.len(), 0, "{found:?}");
    let way = site.by_id["way"];
    let versions = versions(&site.records[way as usize]);
    let names: Vec<&str> = versions.iter().map(|version| &*version.name).collect();
    assert_eq!(names, ["321", "紫藤花开", "321+"]);
    let of = |id: &str| version_of(&site, (way, &versions), site.by_id[id]);
    assert_eq!(["a", "b", "c", "d", "e"].map(of), [Some(0), Some(1), Some(1), Some(2), None]);
    assert_eq!(under(&site, way, site.by_id["b"]).as_deref(), Some("紫藤花开"));
    assert_eq!(dossier(&site, way).years, [(2018, 1), (2020, 1), (2023, 1), (2024, 2)]);
}

#[test]
fn records_of_a_kind_lead_on_to_each_other_and_a_circle_ends() {
    let (site, _) = built(CHAIN);
    let line = |id: &str| {
        let line = dossier(&site, site.by_id[id]).line;
        line.iter().map(|number| site.records[*number as usize].id.to_string()).collect::<Vec<_>>()
    };
    for id in ["p1", "p2", "p3"] {
        assert_eq!(line(id), ["p1", "p2", "p3"]);
    }
    assert_eq!(line("way"), [""; 0]);
    assert_eq!(line("round"), ["other", "round"]);
    let users = dossier(&site, site.by_id["way"]).users;
    assert_eq!(users, [site.by_id["p3"]]);
}

#[test]
fn teams_and_people_are_found_under_the_names_that_they_bore() {
    let (site, _) = built(CHAIN);
    assert_eq!(ids(&site, "team"), ["h", "g", "f"]);
    assert_eq!(ids(&site, "heirs"), ["g"]);
    let team = site.by_id["team"];
    let names = ["f", "g", "h"].map(|id| under(&site, team, site.by_id[id]).map(String::from));
    assert_eq!(names.map(Option::unwrap), ["老队", "老队", "新队"]);
    // Of people what they wrote and what is about them, not where they are merely named.
    assert_eq!(ids(&site, "who"), ["j", "i"]);
}

#[test]
fn the_files_of_a_dossier_end_where_they_would_be_the_whole_bulletin() {
    let of = |count: usize| {
        let mut yaml = "- {id: way, kind: term, title: 词}\n".to_owned();
        for number in 0..count {
            yaml += &format!("- {{id: s{number}, title: 事, date: 2024-01-01, about: way}}\n");
        }
        let (site, _) = built(&yaml);
        let filed = dossier(&site, site.by_id["way"]).filed.len();
        (filed, super::paths(&site))
    };
    let files = ["terms/way/stories.csv".to_owned(), "terms/way/stories.json".to_owned()];
    assert_eq!(of(super::MOST_FILED), (super::MOST_FILED, files.to_vec()));
    assert_eq!(of(super::MOST_FILED + 1), (0, Vec::new()));
    assert_eq!(of(0), (0, Vec::new()));
}
