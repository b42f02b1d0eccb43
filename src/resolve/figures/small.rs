//! Small groups of people: a figure and what it is about in, whether it may be shown out.
//!
//! A change, or a total, would give away the number that is kept back among them (10, then 6 fewer): a series of these is
//! kept back as a whole.
//!
//! What surprised us: 每月必访 2人 in one grid names them, for whoever lives there. Nobody has to be named to be known.

use super::super::site::{ListingNo, RecordNo, Site, Sort};
use super::{Amount, Edge, Mark, Series, Subject, figure};
use crate::model::record::{Figure, Measure};

/// The smallest group of people that is shown within a subdivision. Statistical offices do not publish cells of fewer
/// than three to ten; five is the usual one among them, and a grid of 300 households knows its four.
pub const FEWEST_SHOWN: f64 = 5.0;

/// What people are counted in, and households, which are as easily known. 人次 counts visits.
const PEOPLE: [&str; 8] = ["人", "名", "位", "口", "户", "个人", "户家庭", "家庭"];

/// How the names of subdivisions of a community end.
const SUBDIVISIONS: [&str; 10] =
    ["网格", "微网格", "楼栋", "单元", "楼道", "号楼", "幢", "楼组", "居民小组", "村民小组"];

/// How the names of communities end: what belongs to one is a subdivision.
const COMMUNITIES: [&str; 4] = ["社区", "村", "居委会", "村委会"];

/// How narrow what a figure counts is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// A community or more, or no place at all.
    Community,
    /// A part of a community: a grid, a building.
    Subdivision,
}

impl Within {
    /// How narrow a subject is; `words` are its words where it is nothing else.
    #[must_use]
    pub fn of(site: &Site, subject: Subject, words: Option<&str>) -> Self {
        let is_part = match subject {
            Subject::Record(number) => is_part_record(site, number),
            Subject::Place(number) => is_part_place(site, number),
            Subject::Words(_) | Subject::None => words.is_some_and(is_part_name),
        };
        if is_part { Self::Subdivision } else { Self::Community }
    }

    /// How narrow a figure of a record is: as its subject, its own name or its record's place is.
    fn of_figure(site: &Site, (mark, figure): (Mark, &Figure), subject: Subject) -> Self {
        let place = site.tied(mark.record).and_then(|ties| ties.places.last());
        let is_part = SUBDIVISIONS.iter().any(|part| figure.name.contains(part))
            || place.is_some_and(|place| is_part_place(site, *place));
        if is_part { Self::Subdivision } else { Self::of(site, subject, figure.subject.as_deref()) }
    }
}

/// The figures of a series that are not shown.
pub(super) fn kept_back(site: &Site, series: &Series) -> Vec<Mark> {
    let figures = || series.points.iter().filter_map(|point| Some((point.mark, figure(site, point.mark)?)));
    let is_small = |(mark, figure): &(Mark, &Figure)| {
        counts_people(figure) && !is_shown(figure, Within::of_figure(site, (*mark, figure), series.subject))
    };
    let small: Vec<Mark> = figures().filter(is_small).map(|(mark, _)| mark).collect();
    let adds_up = || figures().any(|(_, figure)| matches!(figure.measure, Measure::Change | Measure::Total));
    if small.is_empty() || !adds_up() { small } else { figures().map(|(mark, _)| mark).collect() }
}

fn counts_people(figure: &Figure) -> bool {
    figure.unit.as_deref().is_some_and(|unit| PEOPLE.contains(&unit))
}

/// Whether a figure may be shown: not where it counts fewer than [`FEWEST_SHOWN`] people of a part of a community.
/// Nobody at all is nobody.
#[must_use]
pub fn is_shown(figure: &Figure, within: Within) -> bool {
    if within == Within::Community || !counts_people(figure) {
        return true;
    }
    let size = Amount::of(figure.value.abs(), figure.qualifier);
    let is_small =
        size.high.at < FEWEST_SHOWN || size.high.at <= FEWEST_SHOWN && size.high.edge == Edge::Without;
    !is_small || size.high.at == 0.0
}

fn is_part_record(site: &Site, number: RecordNo) -> bool {
    let heads = site.tied(number).and_then(|ties| ties.heads);
    let place = heads.filter(|heads| site.listing(*heads).is_some_and(|listing| listing.sort == Sort::Place));
    let is_named_so = || site.record(number).is_some_and(|record| is_part_name(record.headline()));
    place.map_or_else(is_named_so, |place| is_part_place(site, place))
}

/// Whether a place is named as a part, or belongs to a community.
fn is_part_place(site: &Site, number: ListingNo) -> bool {
    let Some(listing) = site.listing(number) else { return false };
    let above = listing.parent.and_then(|parent| site.listing(parent));
    let ends_as_community = |name: &str| COMMUNITIES.iter().any(|end| name.ends_with(end));
    is_part_name(&listing.name) || above.is_some_and(|above| ends_as_community(&above.name))
}

fn is_part_name(name: &str) -> bool {
    SUBDIVISIONS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::{Subject, Within, is_shown};
    use crate::resolve::Site;
    use crate::resolve::figures::tests::site;

    #[test]
    fn small_groups_of_a_subdivision_are_kept_back() {
        for (figure, within, wanted) in [
            ("value: 4, unit: 人", Within::Subdivision, false),
            ("value: 4, unit: 人", Within::Community, true),
            ("value: 1, unit: 户", Within::Subdivision, false),
            ("value: 5, unit: 人", Within::Subdivision, true),
            ("value: 5, unit: 人, qualifier: max", Within::Subdivision, false),
            ("value: 5, unit: 人, qualifier: near", Within::Subdivision, false),
            ("value: 3, unit: 人, qualifier: over", Within::Subdivision, false),
            ("value: 3, unit: 人, qualifier: min", Within::Subdivision, true),
            ("value: 10, unit: 人, qualifier: max", Within::Subdivision, true),
            ("value: -2, unit: 人, measure: change", Within::Subdivision, false),
            ("value: 0, unit: 人", Within::Subdivision, true),
            ("value: 2, unit: 人次", Within::Subdivision, true),
            ("value: 2, unit: 个", Within::Subdivision, true),
            ("value: 2", Within::Subdivision, true),
        ] {
            let site =
                site(&format!("[{{id: a, title: 甲, date: 2024-04-15, figures: [{{name: 乙, {figure}}}]}}]"));
            assert_eq!(is_shown(&site.records[0].figures()[0], within), wanted, "{figure}");
        }
    }

    #[test]
    fn what_would_give_a_small_group_away_is_kept_back_with_it() {
        for (figures, wanted) in [
            (
                "{name: 独居老人, value: 9, unit: 人}, {name: 独居老人, value: 4, unit: 人, as_of: 2024-01-01}",
                &[1][..],
            ),
            (
                "{name: 走访, value: 9, unit: 人, measure: flow}, {name: 走访, value: 2, unit: 人, measure: flow}",
                &[1],
            ),
            (
                "{name: 独居老人, value: 4, unit: 人}, {name: 独居老人, value: 6, unit: 人, measure: change}",
                &[0, 1],
            ),
            (
                "{name: 独居老人, value: 9, unit: 人}, {name: 独居老人, value: 6, unit: 人, measure: change}",
                &[],
            ),
            ("{name: 住户, value: 3, unit: 户}, {name: 商铺, value: 3, unit: 家}", &[0]),
        ] {
            let figures = figures.replace("{name", "{subject: 第三网格, name");
            let site = site(&format!("[{{id: a, title: 甲, date: 2024-04-15, figures: [{figures}]}}]"));
            let kept: Vec<u32> = site.figures.kept_back.iter().map(|mark| mark.entry).collect();
            assert_eq!(kept, wanted, "{figures}");
        }
        let named = site(
            "[{id: a, title: 甲, date: 2024-04-15, figures: [{name: 3号楼单元住户, value: 2, unit: 户}]}]",
        );
        assert_eq!(named.figures.kept_back.len(), 1, "a part that only the figure's name tells");
    }

    #[test]
    fn a_part_of_a_community_is_known_by_its_name() {
        let site = Site::default();
        for (words, wanted) in [
            ("第三网格", Within::Subdivision),
            ("新桥社区3号楼", Within::Subdivision),
            ("新桥社区", Within::Community),
            ("双报到", Within::Community),
        ] {
            assert_eq!(Within::of(&site, Subject::Words(0), Some(words)), wanted, "{words}");
        }
    }
}
