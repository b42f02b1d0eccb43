//! Figures that cannot all be right: series in, pairs of figures out, with why they cannot both be.
//!
//! What surprised us: most numbers that differ are right. Satchels on loan are 32, then 37, and nobody tells how each
//! went. So a stock is held against the one before only in a series whose changes are told, a total only against
//! those of its year (今年以来 begins anew), and what may be counted already is taken both ways.

use std::collections::BTreeMap;

use super::super::site::{RecordNo, Site};
use super::{Amount, Mark, Point, Series, Subject, Weight, says};
use crate::model::date::Date;
use crate::model::record::{Measure, Qualifier};
use crate::model::standing::{Programme, Standing};
use crate::read::Sources;
use crate::report::Diagnostic;

/// What projects are counted in; another unit under the same name (30 人 in 志愿服务) counts something else.
const OF_PROJECTS: [&str; 6] = ["个", "项", "件", "条", "桩", "宗"];
/// Names of shares, by their end, that no whole can have more than 100 % of. Growth and plans can: 增长率, 完成率.
const SHARES: [&str; 10] =
    ["同意率", "满意率", "办结率", "覆盖率", "成活率", "合格率", "知晓率", "参与率", "入住率", "占比"];

/// Figures that cannot all be right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Clash {
    /// Two numbers of one day.
    OneDay { here: Point, there: Point },
    /// Another stock, and no change between.
    NoChange { here: Point, there: Point },
    /// A stock that changes do not lead to; `before` is what they would have led from.
    WrongChange { here: Point, there: Point, change: Amount, before: Amount },
    /// A running total that is less than before.
    Falls { here: Point, there: Point },
    /// A share of more than the whole.
    Share { here: Point },
    /// Categories that do not add up to the programme's total.
    Categories { here: Point, programme: RecordNo, sum: Amount, total: i64 },
}

/// Everything that disagrees, as warnings.
pub(in super::super) fn disagreements(site: &Site, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for series in &site.figures.series {
        for clash in of_points(&series.points).into_iter().chain(shares(site, series)) {
            found.push(says::warning(site, sources, &clash));
        }
    }
    for of_one in site.figures.series.chunk_by(|a, b| a.subject == b.subject) {
        let clash = of_programme(site, of_one);
        found.extend(clash.map(|clash| says::warning(site, sources, &clash)));
    }
    found
}

/// What disagrees within a series.
pub(super) fn of_points(points: &[Point]) -> Vec<Clash> {
    let mut found = Vec::new();
    if points.len() < 2 {
        return found;
    }
    let counting: Vec<Point> = points
        .iter()
        .filter(|point| point.weight == Weight::Counts && point.day.is_some())
        .copied()
        .collect();
    let is_kept = counting.iter().any(|point| point.measure == Measure::Change);
    let mut account = Account { is_kept, ..Account::default() };
    for day in counting.chunk_by(|a, b| a.day == b.day) {
        account.day(day, &mut found);
    }
    totals(&counting, &mut found);
    found
}

/// A stock and what was told since.
#[derive(Default)]
struct Account {
    /// Whether changes are told at all.
    is_kept: bool,
    last: Option<Point>,
    since: Option<Amount>,
}

/// The changes of a day on which a stock is stated, by whether they are in it.
#[derive(Default)]
struct Changes {
    /// Written before it in its record.
    within: Option<Amount>,
    /// Written behind it in its record: all or none of them.
    beside: Option<Amount>,
    /// Told by other records.
    elsewhere: Option<Amount>,
}

impl Account {
    /// Takes in one day.
    fn day(&mut self, day: &[Point], found: &mut Vec<Clash>) {
        let mut stocks = day.iter().filter(|point| point.measure == Measure::Stock);
        let Some(first) = stocks.next() else {
            let told = sum(day.iter().filter(|point| point.measure == Measure::Change));
            self.since = plus(self.since, told);
            return;
        };
        let told = sum(day.iter().filter(|point| point.measure == Measure::Change));
        let room = told.map_or(Amount::ZERO, Amount::or_nothing);
        let mut last = first;
        for other in stocks {
            if !(first.amount + room).may_be(other.amount) && !(other.amount + room).may_be(first.amount) {
                found.push(Clash::OneDay { here: *other, there: *first });
            }
            last = other;
        }
        let changes = Changes::of(day, first);
        let carried = self.clash(first, &changes, found);
        let is_several = last.mark != first.mark;
        self.since = if is_several { told.map(Amount::or_nothing) } else { carried };
        self.last = Some(*last);
    }

    /// Holds a stock against the one before; returns the changes of its day that may come behind it.
    fn clash(&self, here: &Point, changes: &Changes, found: &mut Vec<Clash>) -> Option<Amount> {
        let elsewhere = changes.elsewhere.map(Amount::or_nothing);
        let later = plus(elsewhere, changes.beside.map(Amount::or_nothing));
        let (true, Some(there)) = (self.is_kept, self.last) else { return later };
        let least = plus(plus(self.since, changes.within), elsewhere);
        let most = plus(least, changes.beside);
        let fits =
            |change: Option<Amount>| (there.amount + change.unwrap_or(Amount::ZERO)).may_be(here.amount);
        if fits(most) {
            return if fits(least) { later } else { elsewhere };
        }
        if fits(least) {
            return plus(elsewhere, changes.beside);
        }
        found.push(match most {
            None => Clash::NoChange { here: *here, there },
            Some(change) => Clash::WrongChange { here: *here, there, change, before: here.amount - change },
        });
        later
    }
}

impl Changes {
    fn of(day: &[Point], stock: &Point) -> Self {
        let mut changes = Self::default();
        for point in day.iter().filter(|point| point.measure == Measure::Change) {
            let part = match (point.mark.record == stock.mark.record, point.mark < stock.mark) {
                (true, true) => &mut changes.within,
                (true, false) => &mut changes.beside,
                (false, _) => &mut changes.elsewhere,
            };
            *part = plus(*part, Some(point.amount));
        }
        changes
    }
}

fn plus(one: Option<Amount>, other: Option<Amount>) -> Option<Amount> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one + other),
        _ => one.or(other),
    }
}

fn sum<'p>(points: impl Iterator<Item = &'p Point>) -> Option<Amount> {
    points.map(|point| point.amount).reduce(|one, other| one + other)
}

/// Running totals that fall within a year, or that are two on one day.
fn totals(points: &[Point], found: &mut Vec<Clash>) {
    let totals: Vec<&Point> = points.iter().filter(|point| point.measure == Measure::Total).collect();
    for (there, here) in totals.iter().zip(totals.iter().skip(1)) {
        let year = |point: &Point| point.day.map(Date::year);
        let (here, there) = (**here, **there);
        if here.day == there.day && !here.amount.may_be(there.amount) {
            found.push(Clash::OneDay { here, there });
        } else if year(&here) == year(&there) && here.amount.is_below(there.amount) {
            found.push(Clash::Falls { here, there });
        }
    }
}

/// Shares over 100 %.
fn shares<'s>(site: &Site, series: &'s Series) -> impl Iterator<Item = Clash> + use<'s> {
    let title = series.title(site).filter(|figure| {
        matches!(figure.unit.as_deref(), Some("%" | "％"))
            && SHARES.iter().any(|share| figure.name.ends_with(share))
    });
    let whole = Amount::of(100.0, Qualifier::Exact);
    let points = title.map_or(&[][..], |_| &series.points);
    let over = points.iter().filter(move |point| whole.is_below(point.amount));
    over.filter(|point| point.weight == Weight::Counts).map(|here| Clash::Share { here: *here })
}

/// One record's numbers of all categories, as far as they are found: day, record and unit; then category by category.
type Tellings<'s> = BTreeMap<(Option<Date>, std::cmp::Reverse<RecordNo>, &'s str), Vec<Option<Point>>>;

/// Categories that do not add up, in the latest record that gives all of them.
fn of_programme(site: &Site, series: &[Series]) -> Option<Clash> {
    let Subject::Record(number) = series.first()?.subject else { return None };
    let Some(Standing::Programme(programme)) = site.record(number)?.standing() else { return None };
    let total = programme.total?;
    let tellings = tellings(site, series, programme);
    let latest =
        tellings.values().rev().find_map(|told| told.iter().copied().collect::<Option<Vec<Point>>>())?;
    let sum = sum(latest.iter())?;
    #[expect(clippy::cast_precision_loss, reason = "numbers of projects are far below 2^53")]
    let whole = Amount::of(total as f64, Qualifier::Exact);
    let here = *latest.first()?;
    (!sum.may_be(whole)).then_some(Clash::Categories { here, programme: number, sum, total })
}

fn tellings<'s>(site: &'s Site, series: &'s [Series], programme: &Programme) -> Tellings<'s> {
    let mut tellings = Tellings::new();
    for one in series {
        let Some(title) = one.title(site) else { continue };
        let unit = title.unit.as_deref().unwrap_or_default();
        let category = programme.categories.iter().position(|category| category.name == title.name);
        let Some(category) = category.filter(|_| unit.is_empty() || OF_PROJECTS.contains(&unit)) else {
            continue;
        };
        for point in one.points.iter().filter(|point| is_count(point)) {
            let key = (point.day, std::cmp::Reverse(point.mark.record), unit);
            let told = tellings.entry(key).or_insert_with(|| vec![None; programme.categories.len()]);
            if let Some(place) = told.get_mut(category) {
                *place = Some(*point);
            }
        }
    }
    tellings
}

/// Whether a point says how many there are.
fn is_count(point: &Point) -> bool {
    point.counts_as(Measure::Stock) || point.counts_as(Measure::Total)
}

impl Clash {
    /// The figure that the editor should look at first.
    pub(super) fn here(&self) -> Mark {
        match self {
            Self::OneDay { here, .. }
            | Self::NoChange { here, .. }
            | Self::WrongChange { here, .. }
            | Self::Falls { here, .. }
            | Self::Share { here }
            | Self::Categories { here, .. } => here.mark,
        }
    }

    /// The figure that it disagrees with.
    pub(super) fn there(&self) -> Option<Mark> {
        match self {
            Self::OneDay { there, .. }
            | Self::NoChange { there, .. }
            | Self::WrongChange { there, .. }
            | Self::Falls { there, .. } => Some(there.mark),
            Self::Share { .. } | Self::Categories { .. } => None,
        }
    }
}
