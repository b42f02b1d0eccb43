//! Organisations and people that have a record: their listings, under every name that they bore, with the stories told of
//! them.
//!
//! What surprised us: a name passes from one team to another. So who is meant by it depends on the day, as with places.

use super::{ListingNo, Maker, RecordNo, Sort};
use crate::model::date::Date;
use crate::model::{Kind, Record};
use crate::resolve::ties::by_name;

impl Maker<'_> {
    /// Organisations and people that have a record have their listing at its id; not a person whose own record keeps
    /// the name back.
    pub(super) fn heads(&mut self) {
        for (kind, sort) in [(Kind::Org, Sort::Org), (Kind::Person, Sort::Person)] {
            let mut heads = Vec::new();
            for (number, record) in self.site.standing_records().filter(|(_, record)| record.kind == kind) {
                let listing = match self.by_name.get(&(sort, record.headline().into())) {
                    _ if sort == Sort::Person && !record.may_name(record.headline()) => continue,
                    Some(_) => continue, // Two records of one name: the first heads it, the other keeps its own page.
                    None => self.add(sort, record.headline(), record.id.as_str()),
                };
                self.by_name.insert((sort, record.id.as_str().into()), listing);
                if let Some(entry) = self.listings.get_mut(listing as usize) {
                    entry.record = Some(number);
                }
                self.membership(number, |membership| membership.heads = Some(listing));
                heads.push((record, listing));
            }
            for (record, listing) in heads {
                for name in record.names().iter().filter(|name| record.may_name(&name.value)) {
                    let bearers = self.former.entry((sort, name.value.clone())).or_default();
                    bearers.push((name.clone(), listing));
                }
            }
        }
    }

    /// The listing of whoever bore `name` on that day, else of whoever bears it now, else of whoever once did.
    pub(super) fn bearer(&self, sort: Sort, name: &str, day: Option<Date>) -> Option<ListingNo> {
        let key = (sort, name.into());
        let once = self.former.get(&key).map_or(&[][..], Vec::as_slice);
        let then = once.iter().find(|(span, _)| day.is_some_and(|day| span.holds_on(day)));
        then.map(|(_, listing)| *listing)
            .or_else(|| self.by_name.get(&key).copied())
            .or_else(|| once.first().map(|(_, listing)| *listing))
    }

    /// The listings of organisations and people that a story says it is about.
    pub(super) fn told_of(&self, record: &Record) -> Vec<ListingNo> {
        let headed = |standing: RecordNo| {
            let listing = self.memberships.get(standing as usize)?.heads?;
            self.listings.get(listing as usize).filter(|one| one.sort != Sort::Place).map(|_| listing)
        };
        record.about().iter().filter_map(|about| headed(by_name(self.site, &about.id)?)).collect()
    }
}
