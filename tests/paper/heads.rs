//! Headlines: how they are broken and how they fill, and whether the louder story has the larger one and the better place.

use std::path::PathBuf;

use jianbao::model::record::Priority;
use jianbao::model::settings::PrintSettings;
use jianbao::print::geometry::Grid;

use crate::copy::{Copy, squeezed};
use crate::measures::{Area, Issue};
use crate::poppler::Word;

/// A main headline, as it stands.
#[derive(Clone, Debug)]
pub struct Head {
    pub id: String,
    pub lines: usize,
    /// Characters of its last line.
    pub last: usize,
    /// The part of its width that the longest line takes.
    pub used: f64,
    /// The height of its type.
    pub size: f64,
}

/// How far pairs of stories of different priority agree with it, from -1 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreement {
    pub size: f64,
    pub place: f64,
}

/// The headlines of the stories that are no briefs of a rail.
pub fn heads(issue: &Issue) -> Vec<Head> {
    issue.printed().filter_map(|copy| head(issue, copy)).collect()
}

fn head(issue: &Issue, copy: &Copy) -> Option<Head> {
    let area = issue.areas.iter().find(|area| area.id == copy.id)?;
    let is_large = |word: &&Word| word.height() > issue.body_height() * 1.12;
    let is_part = |word: &&Word| word.page == area.page && copy.title.contains(&squeezed(&word.text));
    let found: Vec<&Word> = issue.words_of(&copy.id).filter(is_large).filter(is_part).collect();
    let size = found.iter().map(|word| word.height()).fold(0.0, f64::max);
    let mut lines: Vec<(f64, f64, f64, usize)> = Vec::new();
    for word in found.into_iter().filter(|word| word.height() > size * 0.95) {
        let length = squeezed(&word.text).chars().count();
        match lines.iter_mut().find(|(top, ..)| (*top - word.top).abs() < size * 0.3) {
            Some((_, left, right, characters)) => {
                (*left, *right) = (left.min(word.left), right.max(word.right));
                *characters += length;
            }
            None => lines.push((word.top, word.left, word.right, length)),
        }
    }
    lines.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (_, left, right, last) = *lines.last()?;
    // A headline is centred over its columns, so these are known by its middle.
    let grid = &issue.grid;
    let middle = (left + right) / 2.0 - area.left;
    let over = (1..=grid.columns).min_by(|one, other| {
        let off = |columns: usize| (grid.width(columns) / 2.0 - middle).abs();
        off(*one).total_cmp(&off(*other))
    });
    let longest = lines.iter().map(|(_, left, right, _)| right - left).fold(0.0, f64::max);
    let used = longest / grid.width(over?);
    Some(Head { id: copy.id.clone(), lines: lines.len(), last, used, size })
}

/// Whether louder stories have larger headlines and better places.
///
/// Upper is stronger than lower and left than right, but for one place that PAGE.md names: a strong second story at the foot.
/// So what ends page one over its whole width, under the largest headline but the one that leads, counts as standing next to
/// that; it does whatever its priority is, and anything quieter there is as much of a fault as at the top.
pub fn agreement(issue: &Issue, heads: &[Head]) -> Agreement {
    let stories: Vec<(&Head, &Copy, f64)> = heads
        .iter()
        .filter_map(|head| {
            let copy = issue.copies.iter().find(|copy| copy.id == head.id)?;
            let area = issue.areas.iter().find(|area| area.id == head.id)?;
            // The page first, then upper over lower, then left over right.
            let place = |area: &Area| {
                area.page as f64 * 10.0 + area.top / issue.grid.sheet.1 + 0.3 * area.left / issue.grid.sheet.0
            };
            let weakness = match issue.areas.first() {
                Some(lead) if is_second_at_foot(issue, heads, (head, area)) => place(lead) + 0.01,
                _ => place(area),
            };
            Some((head, copy, weakness))
        })
        .collect();
    let (mut size, mut place) = ((0, 0), (0, 0));
    for (at, one) in stories.iter().enumerate() {
        for other in &stories[at + 1..] {
            let (louder, quieter) =
                if one.1.priority >= other.1.priority { (one, other) } else { (other, one) };
            if louder.1.priority == quieter.1.priority {
                continue;
            }
            count(&mut size, louder.0.size >= quieter.0.size - 0.1);
            count(&mut place, louder.2 <= quieter.2);
        }
    }
    Agreement { size: share(size), place: share(place) }
}

/// Whether a story ends page one over its whole width, under a headline that is larger than all on the page but one.
fn is_second_at_foot(issue: &Issue, heads: &[Head], (head, area): (&Head, &Area)) -> bool {
    let on_page = || issue.areas.iter().filter(|other| other.page == 0);
    let lowest = on_page().map(|other| other.bottom).fold(0.0, f64::max);
    let highest = on_page().map(|other| other.top).fold(f64::INFINITY, f64::min);
    let is_whole = area.right - area.left > issue.grid.width(issue.grid.columns) - 1.0;
    let larger = |other: &&Head| {
        let is_here = on_page().any(|area| area.id == other.id);
        is_here && other.id != head.id && other.size > head.size - 0.1
    };
    area.page == 0
        && is_whole
        && area.bottom > lowest - 1.0
        && area.top > highest + 1.0
        && heads.iter().filter(larger).count() == 1
}

#[test]
fn the_foot_of_page_one_is_a_strong_place_for_a_strong_story_alone() {
    let grid = Grid::new(&PrintSettings::default(), 9.0);
    let of = |second: Priority, size: f64| {
        let priorities = [Priority::Lead, Priority::Normal, second];
        let places = [(0, 5, 10, 30), (0, 5, 31, 60), (0, 5, 61, 80)];
        let id = |number: usize| format!("s{number}");
        let areas = places.iter().enumerate().map(|(number, (left, columns, top, bottom))| Area {
            id: id(number),
            page: 0,
            left: grid.origin.0 + grid.left(*left),
            top: grid.pitch * f64::from(*top),
            right: grid.origin.0 + grid.left(*left) + grid.width(*columns),
            bottom: grid.pitch * f64::from(*bottom),
        });
        let copies = priorities.iter().enumerate().map(|(number, priority)| Copy {
            id: id(number),
            priority: *priority,
            is_printed: true,
            title: String::new(),
            around: Vec::new(),
            datelines: Vec::new(),
            paragraphs: Vec::new(),
            photos: Vec::new(),
        });
        let heads: Vec<Head> = [40.0, 20.0, size]
            .iter()
            .enumerate()
            .map(|(number, size)| Head { id: id(number), lines: 1, last: 9, used: 0.8, size: *size })
            .collect();
        let issue = Issue {
            pdf: PathBuf::new(),
            pages: 1,
            areas: areas.collect(),
            copies: copies.collect(),
            words: Vec::new(),
            grid,
        };
        agreement(&issue, &heads).place
    };
    assert!(of(Priority::Major, 34.0) > 0.99);
    // Under a small headline it is the weakest place of the page, and a minor story does not belong into the strong one.
    assert!(of(Priority::Major, 19.0) < 0.5);
    assert!(of(Priority::Minor, 34.0) < 0.5);
}

fn count((agree, differ): &mut (usize, usize), agrees: bool) {
    *(if agrees { agree } else { differ }) += 1;
}

fn share((agree, differ): (usize, usize)) -> f64 {
    let all = agree + differ;
    if all == 0 { 1.0 } else { (agree as f64 - differ as f64) / all as f64 }
}
