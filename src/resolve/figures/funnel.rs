//! A way from many to few: figures in the order told in, the funnel that they make out.
//!
//! What surprised us: 50 satchels, 32 of them out and 18 there, fall as well, and are no way from many to few. A funnel
//! counts what came together (total or per period); a stock and its parts are none.

use super::super::site::{RecordNo, Site};
use super::gather::marked;
use super::{Amount, Mark, Point, Subject, Weight, figure};
use crate::model::date::Date;
use crate::model::record::{Figure, Measure};

/// How many steps a funnel has at least: two numbers are a share.
const LEAST_STEPS: usize = 3;

/// The figures of one record that go from many to few, as told: near 2000 trained, over 500 competed, over 150
/// honoured. They share subject, unit and measure, and no other figure that shares these goes up. Empty where no three
/// do; the first group of the record where several do.
#[must_use]
pub fn funnel(site: &Site, record: RecordNo) -> Vec<Mark> {
    first_falling(marked(site, record).collect())
}

/// The same of a subject across its records: the last number told of each name until a day, in the order of days.
#[must_use]
pub fn funnel_of(site: &Site, subject: Subject, until: Date) -> Vec<Mark> {
    let is_told = |point: &&Point| point.weight == Weight::Counts && point.day.is_none_or(|day| day <= until);
    let last = |points: &[Point]| points.iter().rfind(is_told).copied();
    let series = site.figures.of_subject(subject).iter();
    let mut points: Vec<Point> = series.filter_map(|series| last(&series.points)).collect();
    let id = |point: &Point| site.record(point.mark.record).map(|record| &record.id);
    points.sort_by(|a, b| (a.day, id(a), a.mark.entry).cmp(&(b.day, id(b), b.mark.entry)));
    let marked = points.iter().filter_map(|point| Some((point.mark, figure(site, point.mark)?)));
    first_falling(marked.collect())
}

/// The first group of figures that falls from each to the next.
fn first_falling(figures: Vec<(Mark, &Figure)>) -> Vec<Mark> {
    let mut left = figures;
    while let Some((_, first)) = left.first().copied() {
        let (group, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|(_, other)| is_like(first, other));
        if is_funnel(&group) {
            return group.into_iter().map(|(mark, _)| mark).collect();
        }
        left = rest;
    }
    Vec::new()
}

/// Whether two figures may be steps of one funnel.
fn is_like(one: &Figure, other: &Figure) -> bool {
    (&one.subject, &one.unit, one.measure) == (&other.subject, &other.unit, other.measure)
}

fn is_funnel(group: &[(Mark, &Figure)]) -> bool {
    let falls = |(more, less): (&(Mark, &Figure), &(Mark, &Figure))| {
        more.1.name != less.1.name && Amount::figure(less.1).is_below(Amount::figure(more.1))
    };
    group.len() >= LEAST_STEPS
        && group.iter().all(|(_, figure)| matches!(figure.measure, Measure::Total | Measure::Flow))
        && group.iter().zip(group.iter().skip(1)).all(falls)
}

#[cfg(test)]
mod tests {
    use super::{funnel, funnel_of};
    use crate::model::date::Date;
    use crate::resolve::figures::tests::site;

    #[test]
    fn many_become_few() {
        for (figures, wanted) in [
            (
                "{name: 培训, value: 2000, unit: 人, qualifier: near, measure: total}, {name: 参赛, value: 500, unit: 人, qualifier: over, measure: total}, \
                 {name: 场次, value: 20, unit: 场, measure: total}, {name: 表彰, value: 150, unit: 人, qualifier: over, measure: total}",
                &[0, 1, 3][..],
            ),
            (
                "{name: 书包, value: 50, unit: 只}, {name: 在借, value: 32, unit: 只}, {name: 可借, value: 18, unit: 只}",
                &[],
            ),
            (
                "{name: 甲, value: 50, measure: flow}, {name: 乙, value: 60, measure: flow}, {name: 丙, value: 18, measure: flow}",
                &[],
            ),
            ("{name: 甲, value: 50, measure: flow}, {name: 乙, value: 6, measure: flow}", &[]),
            (
                "{name: 甲, value: 50, measure: flow}, {name: 乙, value: 55, qualifier: near, measure: flow}, {name: 丙, value: 5, measure: flow}",
                &[],
            ),
        ] {
            let site = site(&format!("[{{id: a, title: 甲, date: 2024-04-15, figures: [{figures}]}}]"));
            let found: Vec<u32> = funnel(&site, 0).iter().map(|mark| mark.entry).collect();
            assert_eq!(found, wanted, "{figures}");
        }
    }

    #[test]
    fn a_subject_has_a_funnel_across_records() {
        let figure = |name: &str, value: u32| {
            format!("figures: [{{name: {name}, value: {value}, unit: 人, measure: total, subject: 技能}}]")
        };
        let site = site(&format!(
            "[{{id: c, title: 甲, date: 2024-03-01, {}}}, {{id: b, title: 甲, date: 2024-04-01, {}}}, {{id: a, title: 甲, date: 2024-05-01, {}}}]",
            figure("培训", 2000),
            figure("参赛", 500),
            figure("表彰", 150)
        ));
        let ids = |until: Date| -> Vec<&str> {
            let marks = funnel_of(&site, site.figures.series[0].subject, until);
            marks.iter().map(|mark| site.records[mark.record as usize].id.as_str()).collect()
        };
        assert_eq!(ids(Date::MAX), ["c", "b", "a"]);
        // Two steps are none yet.
        assert!(ids(Date::constant(2024, 4, 30)).is_empty());
    }
}
