//! Series, what is derived of them, and what disagrees.

use super::disagree::{Clash, of_points};
use super::{Amount, Figures, Measure, Point, Series, Subject, figure, gather, stocks};
use super::{flows_by_month, flows_by_year, running};
use crate::model::record::Qualifier;
use crate::resolve::Site;
use crate::resolve::tests::records;

/// Numbers by a fixed seed (Knuth's MMIX).
pub(in crate::resolve) struct Dice(pub(in crate::resolve) u64);

impl Dice {
    /// A number below `most`.
    pub(in crate::resolve) fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    /// A number from 0 to 1.
    pub(super) fn share(&mut self) -> f64 {
        self.below(1001) as f64 / 1000.0
    }
}

/// How many cases are tried: ten times as many with `JIANBAO_PROVE`.
pub(in crate::resolve) fn times(usual: usize) -> usize {
    if std::env::var_os("JIANBAO_PROVE").is_some() { usual * 10 } else { usual }
}

/// A site of records with figures, tied by nothing but `about`, `corrects` and ids.
pub(super) fn site(yaml: &str) -> Site {
    let mut site = Site { records: records(yaml), ..Site::default() };
    settle(&mut site);
    site
}

/// Ties and gathers what stands in the records.
fn settle(site: &mut Site) {
    site.records.sort_by_key(|record| !record.kind.runs());
    site.running = site.records.partition_point(|record| record.kind.runs());
    site.standing_end = site.records.len();
    site.by_id =
        (0..).zip(&site.records).map(|(number, record)| (record.id.as_str().into(), number)).collect();
    crate::resolve::ties::tie(site, &crate::resolve::listings::Memberships::default());
    site.figures = gather(site);
}

/// A series as words: whose, what, and each point as `day id amount`.
fn told(site: &Site, series: &Series) -> String {
    let title = series.title(site).unwrap();
    let subject = match series.subject {
        Subject::Record(number) => site.records[number as usize].id.to_string(),
        Subject::Place(_) => "place".to_owned(),
        Subject::Words(_) => format!("“{}”", title.subject.as_deref().unwrap()),
        Subject::None => "-".to_owned(),
    };
    let points: Vec<String> = series.points.iter().map(|point| telling(site, point)).collect();
    format!("{subject} {}: {}", title.name, points.join(", "))
}

fn telling(site: &Site, point: &Point) -> String {
    let record = &site.records[point.mark.record as usize].id;
    let value = figure(site, point.mark).unwrap().value;
    format!("{} {record} {value} {:?}", point.day.unwrap_or_default(), point.weight)
}

fn all_told(site: &Site) -> Vec<String> {
    site.figures.series.iter().map(|series| told(site, series)).collect()
}

#[test]
fn a_figure_is_whose_an_editor_would_expect() {
    let site = site(
        "[{id: a, title: 甲, date: 2024-04-11, about: xqc, figures: [{name: 桩, value: 1}]}, \
          {id: b, title: 甲, date: 2024-04-12, about: [xqc, hw], figures: [{name: 桩, value: 2}]}, \
          {id: c, title: 甲, date: 2024-04-13, about: hw, figures: [{name: 桩, value: 3, subject: 校西村社区}]}, \
          {id: d, title: 甲, date: 2024-04-14, figures: [{name: 桩, value: 4, subject: 崇川区/旧校西村}]}, \
          {id: e, title: 甲, date: 2024-04-15, figures: [{name: 桩, value: 5, subject: 后巷}]}, \
          {id: f, title: 甲, date: 2024-04-16, figures: [{name: 桩, value: 6, subject: a}]}, \
          {id: xqc, kind: place, title: 校西村社区, names: [{name: 旧校西村, to: 2023-01-01}], figures: [{name: 桩, value: 7, as_of: 2024-04-10}]}, \
          {id: hw, kind: programme, title: 红网}, {id: x, kind: org, title: 重名}, {id: y, kind: org, title: 重名}]",
    );
    assert_eq!(
        all_told(&site),
        [
            "xqc 桩: 2024-04-10 xqc 7 Counts, 2024-04-11 a 1 Counts, 2024-04-13 c 3 Counts, 2024-04-14 d 4 Counts",
            "“a” 桩: 2024-04-16 f 6 Counts",
            "“后巷” 桩: 2024-04-15 e 5 Counts",
            "- 桩: 2024-04-12 b 2 Counts",
        ]
    );
    let place = site.by_id["xqc"];
    assert_eq!(site.figures.of_subject(Subject::Record(place)).len(), 1);
    assert_eq!(site.figures.of_record(site.by_id["a"]).count(), 1);
    assert!(site.figures.of_subject(Subject::Record(site.by_id["hw"])).is_empty());
}

#[test]
fn a_change_told_twice_counts_once_and_a_correction_replaces() {
    let site = site(
        "[{id: a, title: 甲, date: 2024-04-11, figures: [{name: 桩, value: 70, measure: change}, {name: 树, value: 60}]}, \
          {id: b, title: 甲, date: 2024-04-11, figures: [{name: 桩, value: 70, measure: change}]}, \
          {id: c, title: 甲, date: 2024-04-18, corrects: a, figures: [{name: 树, value: 57, as_of: 2024-04-11}]}]",
    );
    assert_eq!(
        all_told(&site),
        [
            "- 树: 2024-04-11 a 60 Corrected, 2024-04-11 c 57 Counts",
            "- 桩: 2024-04-11 a 70 Counts, 2024-04-11 b 70 Repeats",
        ]
    );
    assert!(site.figures.series.iter().all(|series| of_points(&series.points).is_empty()));
}

const NAMES: [&str; 3] = ["桩", "树", "书"];
const MEASURES: [&str; 4] = ["stock", "change", "total", "flow"];

fn any_records(dice: &mut Dice) -> String {
    let one = |number: usize, dice: &mut Dice| {
        let figures: Vec<String> = (0..dice.below(4))
            .map(|_| {
                let (name, measure) = (NAMES[dice.below(3)], MEASURES[dice.below(4)]);
                let subject = ["", ", subject: 后巷", ", subject: p"][dice.below(3)];
                let (value, day) = (dice.below(90), 1 + dice.below(5));
                format!(
                    "{{name: {name}, value: {value}, measure: {measure}, as_of: 2024-04-0{day}{subject}}}"
                )
            })
            .collect();
        let day = 10 + dice.below(3);
        format!("{{id: r{number}, title: 甲, date: 2024-04-{day}, figures: [{}]}}", figures.join(", "))
    };
    let mut all: Vec<String> = (0..2 + dice.below(6)).map(|number| one(number, dice)).collect();
    all.push("{id: p, kind: org, title: 丙}".to_owned());
    format!("[{}]", all.join(", "))
}

#[test]
fn the_order_of_reading_makes_no_difference() {
    let mut dice = Dice(529);
    for _ in 0..times(300) {
        let mut site = site(&any_records(&mut dice));
        let (before, held) = (all_told(&site), held(&site));
        for at in (1..site.records.len()).rev() {
            site.records.swap(at, dice.below(at + 1));
        }
        settle(&mut site);
        assert_eq!(before, all_told(&site));
        assert_eq!(held, self::held(&site));
    }
}

/// What is held against each series, without the numbers of records.
fn held(site: &Site) -> Vec<String> {
    let clash = |clash: &Clash| {
        let there = clash.there().map(|mark| (&site.records[mark.record as usize].id, mark.entry));
        format!("{:?} {there:?}", (&site.records[clash.here().record as usize].id, clash.here().entry))
    };
    site.figures.series.iter().flat_map(|series| of_points(&series.points)).map(|one| clash(&one)).collect()
}

/// The points of one series of figures written as `day measure value [record]`.
fn points(lines: &str) -> Vec<Point> {
    let mut records: Vec<String> = Vec::new();
    for (number, line) in lines.split(';').enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let figure = |at: usize| {
            format!(
                "{{name: 桩, unit: 个, as_of: {}, measure: {}, value: {}}}",
                words[0],
                words[at],
                words[at + 1]
            )
        };
        let figures: Vec<String> = (1..words.len()).step_by(2).map(figure).collect();
        records.push(format!(
            "{{id: r{number}, title: 甲, date: 2024-12-01, figures: [{}]}}",
            figures.join(",")
        ));
    }
    let mut site = site(&format!("[{}]", records.join(",")));
    site.figures.series.remove(0).points
}

fn values(amounts: &[Option<Amount>]) -> Vec<Option<f64>> {
    amounts.iter().map(|amount| amount.map(|amount| amount.value)).collect()
}

#[test]
fn stocks_follow_changes() {
    let points = points(
        "2024-01-01 change 5; 2024-02-01 stock 459; 2024-02-01 change 9; 2024-04-18 change 70; 2024-04-19 change -3; 2024-05-01 stock 526",
    );
    let wanted = [None, Some(459.0), Some(459.0), Some(529.0), Some(526.0), Some(526.0)];
    assert_eq!(values(&stocks(&points)), wanted);
}

#[test]
fn a_stock_keeps_its_qualifier() {
    let mut points = points("2024-01-01 stock 2000; 2024-02-01 change 30");
    points[0].amount = Amount::of(2000.0, Qualifier::Over);
    let last = stocks(&points)[1].unwrap();
    assert_eq!((last.value, last.said), (2030.0, Qualifier::Over));
    assert!(last.contains(2900.0) && !last.contains(2030.0));
}

#[test]
fn totals_and_periods_add_up() {
    let points = points(
        "2024-01-05 flow 10; 2024-01-09 flow 5; 2024-02-01 total 40; 2024-02-03 flow 2; 2025-02-01 flow 1",
    );
    assert_eq!(values(&running(&points)), [Some(10.0), Some(15.0), Some(40.0), Some(42.0), Some(43.0)]);
    let months: Vec<_> = flows_by_month(&points)
        .iter()
        .map(|period| (period.year, period.month, period.amount.value))
        .collect();
    assert_eq!(months, [(2024, Some(1), 15.0), (2024, Some(2), 2.0), (2025, Some(2), 1.0)]);
    let years: Vec<_> =
        flows_by_year(&points).iter().map(|period| (period.year, period.amount.value)).collect();
    assert_eq!(years, [(2024, 17.0), (2025, 1.0)]);
}

#[test]
fn only_what_cannot_be_is_held_against_an_editor() {
    for (lines, wanted) in [
        ("2024-03-28 stock 459; 2024-04-18 change 70 stock 529", ""),
        ("2024-03-28 stock 450; 2024-04-18 change 70 stock 529", "WrongChange"),
        ("2024-03-28 stock 459; 2024-04-18 change 70; 2024-04-20 stock 529", ""),
        ("2024-03-28 stock 459; 2024-04-18 change 70; 2024-04-20 stock 530", "WrongChange"),
        ("2024-04-18 change 70 stock 529; 2024-04-20 stock 520", "NoChange"),
        ("2024-04-18 change 70 stock 529; 2024-04-18 change 70 stock 529", ""),
        ("2024-04-12 stock 32; 2024-04-20 stock 37; 2024-04-29 stock 13", ""),
        // 529 of them, 70 among these; or 459 of them and 70 more.
        ("2024-03-28 stock 459; 2024-04-18 stock 529 change 70; 2024-04-20 stock 529", ""),
        ("2024-03-28 stock 459; 2024-04-18 stock 459 change 70; 2024-04-20 stock 529", ""),
        ("2024-03-28 stock 459; 2024-04-18 stock 459 change 70; 2024-04-20 stock 459", "WrongChange"),
        ("2024-03-28 stock 459; 2024-04-18 stock 459 change 70 stock 529", ""),
        // What other records tell of the day may be in the stock or not.
        ("2024-03-28 stock 459; 2024-04-18 stock 529; 2024-04-18 change 70", ""),
        ("2024-03-28 stock 459; 2024-04-18 stock 459; 2024-04-18 change 70; 2024-04-19 stock 529", ""),
        ("2024-04-18 stock 459; 2024-04-18 stock 529", "OneDay"),
        ("2024-04-18 total 459; 2024-04-18 total 529", "OneDay"),
        ("2024-04-18 total 459; 2024-05-18 total 450", "Falls"),
        ("2024-04-18 total 459; 2025-01-18 total 45", ""),
        ("2024-04-18 total 459; 2024-04-19 total 459", ""),
    ] {
        let found: Vec<String> = of_points(&points(lines)).iter().map(|clash| format!("{clash:?}")).collect();
        let names: Vec<&str> = found.iter().filter_map(|clash| clash.split(' ').next()).collect();
        assert_eq!(names.join(" "), wanted, "{lines}");
    }
}

#[test]
fn the_number_before_is_told() {
    let found = of_points(&points("2024-03-28 stock 450; 2024-04-18 change 70 stock 529"));
    let [Clash::WrongChange { change, before, .. }] = found[..] else { panic!("{found:?}") };
    assert_eq!((change.value, before.value), (70.0, 459.0));
}

/// A true history with its numbers said truly is never called wrong, however vaguely it is said.
#[test]
fn the_truth_never_disagrees() {
    let mut dice = Dice(459);
    for _ in 0..times(2000) {
        let (mut stock, mut total, mut series) = (200 + dice.below(900), 0, Vec::new());
        for day in 1..=(3 + dice.below(9)) {
            let change = dice.below(50);
            let shown = dice.below(4);
            if shown > 0 {
                stock += change;
                series.push((day, Measure::Change, said(change, &mut dice)));
            }
            if shown > 1 {
                series.push((day, Measure::Stock, said(stock, &mut dice)));
            }
            total += change;
            series.push((day, Measure::Total, said(total, &mut dice)));
        }
        let points: Vec<Point> = (0..).zip(&series).map(|(number, one)| point(number, *one)).collect();
        let found = of_points(&points);
        assert!(found.is_empty(), "{points:#?} {found:#?}");
    }
}

/// A number, said truly.
fn said(number: usize, dice: &mut Dice) -> Amount {
    use Qualifier::{About, Exact, Max, Min, Near, Over};
    let number = number as f64;
    let tens = (number / 10.0).floor() * 10.0;
    [
        Amount::of(number, Exact),
        Amount::of(tens, Over),
        Amount::of(tens + 10.0, Near),
        Amount::of(tens, About),
        Amount::of(tens, Min),
        Amount::of(tens + 10.0, Max),
    ]
    .into_iter()
    .cycle()
    .skip(dice.below(6))
    .find(|amount| amount.contains(number))
    .unwrap()
}

fn point(record: u32, (day, measure, amount): (usize, Measure, Amount)) -> Point {
    let day = crate::model::date::Date::new(2024, 4, day as i8).unwrap();
    let mark = super::Mark { record, entry: 0 };
    Point { mark, day: Some(day), amount, measure, weight: super::Weight::Counts }
}

#[test]
fn no_figures_are_no_series() {
    assert_eq!(site("[{id: a, title: 甲, date: 2024-04-11}]").figures, Figures::default());
}
