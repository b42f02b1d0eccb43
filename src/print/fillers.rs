//! A bulletin's short terms in, those that may fill the end of an issue's last page out.
//!
//! What surprised us: drawn anew for every issue, one new term would change pages that were printed years ago. On a circle
//! it changes those few on whose stretch it comes to stand.

use std::collections::HashSet;

use crate::model::hash::hash;
use crate::model::module::Block;
use crate::model::record::Print;
use crate::model::settings::Lang;
use crate::model::{Id, Kind, Record};
use crate::read::Sources;
use crate::resolve::Site;
use crate::resolve::site::Issue;

/// The most characters of a filler, headline aside.
const LONGEST: usize = 200;
/// The most fillers of a small issue, and of one that has twice as many records.
const MOST: usize = 4;
const MOST_OF_ALL: usize = 8;
/// From one week to the next on a circle of 2⁶⁴ places: the golden section of it, so that weeks that are near each other
/// begin far apart.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The standing head of fillers.
pub(super) fn head(lang: Lang) -> &'static str {
    if lang == Lang::En { "Did you know" } else { "补白" }
}

/// Terms that are short enough, each at its place on the circle.
#[derive(Debug)]
pub struct Stock<'a> {
    terms: Vec<(u64, &'a Record)>,
}

impl<'a> Stock<'a> {
    /// The terms of a site that may be fillers: printed ones without photographs, of at most 200 characters.
    #[must_use]
    pub fn new(site: &'a Site, sources: &Sources) -> Self {
        let is_short = |text: &str| {
            let count = text.chars().filter(|c| !c.is_whitespace()).take(LONGEST + 1).count();
            (1..=LONGEST).contains(&count)
        };
        let serves = |record: &&Record| {
            record.kind == Kind::Term
                && record.photos.is_empty()
                && record.rest.as_deref().is_none_or(|rest| rest.print != Print::Not)
                && sources.with_body(record, is_short).unwrap_or(false)
        };
        let terms = site.records.iter().filter(serves).map(|record| (hash(record.id.as_str()), record));
        let mut terms: Vec<(u64, &Record)> = terms.collect();
        terms.sort_by_key(|(place, record)| (*place, record.id.as_str()));
        Self { terms }
    }

    /// The fillers of an issue, at most four, or up to eight where they are no more than half as many as its records: those
    /// next on the circle, without what its editor has left out, what stands in it already and what is dated later.
    #[must_use]
    pub fn of(&self, issue: &Issue, blocks: &[Block]) -> Vec<&'a Record> {
        let taken: HashSet<&Id> = blocks.iter().map(|block| &block.id).collect();
        let may = |record: &Record| {
            !taken.contains(&record.id)
                && record.date.is_none_or(|date| date <= issue.date)
                && !issue.decisions.leave_out.iter().any(|id| **id == *record.id.as_str())
        };
        let week =
            issue.date.duration_since(jiff::civil::Date::constant(1970, 1, 5)).as_hours().div_euclid(168);
        let needle = (week as u64).wrapping_mul(STEP);
        let start = self.terms.partition_point(|(place, _)| *place < needle);
        let (before, behind) = self.terms.split_at_checked(start).unwrap_or_default();
        let all = behind.iter().chain(before).map(|(_, record)| *record);
        let most = (issue.records.len() / 2).clamp(MOST, MOST_OF_ALL);
        all.filter(|record| may(record)).take(most).collect()
    }
}
