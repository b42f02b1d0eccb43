//! What the last build left in, what of it may be used again out; nothing where any of it is missing or damaged.
//!
//! What surprised us: what became of every entry has to be known before the first text is read, since it decides
//! whether there is anything to build on, and looking at all of them costs less than reading ten bodies.

use rayon::prelude::*;

use super::collect::{Collected, ERA};
use super::facets::Facets;
use super::former::{Former, Group, Seal, seal};
use super::kept::{Kept, Place};
use super::keys::{BUCKETS, FIRST_FACET, bucket};
use super::merge::Before;
use super::numbers::{Fate, Numbers};
use super::rice::put_varint;
use super::texts::GROUP;
use super::{Meta, span};
use crate::model::output::Memo;

/// What may be used again.
pub struct Past {
    /// What became of the documents.
    pub numbers: Numbers,
    former: Former,
    parts: Vec<Option<Kept>>,
}

impl Past {
    /// Reads what the last build left; `same` is by the numbers of this build. What has gone over to another era is
    /// given to `collected`.
    pub fn read(memo: &dyn Memo, former: &[u8], same: &[Option<u32>], collected: &Collected) -> Option<Self> {
        let former = Former::read(former)?;
        let numbers = Numbers::new(former.documents, same);
        let part = |(at, name): (usize, &Option<String>)| {
            let Some(name) = name else { return Some(None) };
            let place = place(numbers.former(), at / BUCKETS);
            Kept::read(memo.load(name)?, place, &numbers, collected).map(Some)
        };
        let parts = former.parts.par_iter().enumerate().map(part).collect::<Option<_>>()?;
        Some(Self { numbers, former, parts })
    }

    /// What was kept of a part; `span` is that of its era now.
    pub fn part(&self, (era, bucket): (usize, usize), span: u32) -> Option<Before<'_>> {
        let kept = self.parts.get(era * BUCKETS + bucket)?.as_ref()?;
        let place = place(self.numbers.former(), era);
        let is_over = place.span != span || bucket == facets_bucket();
        Some(Before { kept, place, numbers: &self.numbers, is_over })
    }

    /// The name under which the shards of a part are kept, if they are `bytes`.
    pub fn name(&self, (era, bucket): (usize, usize), bytes: &[u8]) -> Option<String> {
        let at = era * BUCKETS + bucket;
        let same = self.parts.get(at)?.as_ref().is_some_and(|kept| kept.bytes == bytes);
        if same { self.former.parts.get(at)?.clone() } else { None }
    }

    /// The group of texts `number` of the last build, if it has the same records and shows the same of them.
    pub fn group(&self, number: u32, documents: usize, shown: &Seal) -> Option<&Group> {
        let all = members(number, documents).all(|number| self.numbers.fate(number) == Fate::Stays);
        self.former.groups.get(number as usize).filter(|group| all && group.shown == *shown)
    }
}

/// The documents of a group of texts.
pub fn members(group: u32, documents: usize) -> std::ops::Range<u32> {
    let all = u32::try_from(documents).unwrap_or(u32::MAX);
    (group * GROUP).min(all)..((group + 1) * GROUP).min(all)
}

/// A hash of what a group of texts shows besides titles and texts, and so of how many records it has.
pub fn shown(group: u32, documents: &[Meta<'_>], facets: &Facets<'_>) -> Seal {
    let mut bytes = Vec::with_capacity(512);
    for number in members(group, documents.len()) {
        let Some(meta) = documents.get(number as usize) else { continue };
        for text in [meta.url, meta.place] {
            put_varint(&mut bytes, text.len() as u64);
            bytes.extend_from_slice(text.as_bytes());
        }
        put_varint(&mut bytes, facets.kind(meta.kind) as u64);
        let date = meta.date.map(|date| (date.year().to_le_bytes(), date.month() as u8, date.day() as u8));
        let (year, month, day) = date.unwrap_or_default();
        bytes.extend([year[0], year[1], month, day]);
    }
    seal(&bytes)
}

/// The bucket that all facets are in. They are made anew from the records in every build.
fn facets_bucket() -> usize {
    bucket(FIRST_FACET)
}

fn place(documents: usize, era: usize) -> Place {
    Place { era, span: span(documents.saturating_sub(era * ERA as usize)) }
}
