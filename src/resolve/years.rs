//! Listings that grow for decades: their members newest first, broken into years and, where a year is full, months.

use super::site::{Listing, MOST_IN_YEAR, Month, NEWEST, RecordNo, Year};
use crate::model::Record;

/// Members newest first, and broken into years where there are many.
pub(super) fn finish(listings: &mut [Listing], records: &[Record]) {
    for listing in listings {
        listing.members.reverse();
        if listing.members.len() > NEWEST {
            listing.years = years(records, &listing.members);
        }
    }
}

/// The years of members that stand newest first.
pub(super) fn years(records: &[Record], members: &[RecordNo]) -> Vec<Year> {
    let date = |member: &RecordNo| records.get(*member as usize).and_then(|record| record.date);
    let mut years: Vec<Year> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let Some(date) = date(member) else { continue };
        match years.last_mut() {
            Some(last) if last.year == date.year() => last.members.end = at + 1,
            _ => years.push(Year { year: date.year(), members: at..at + 1, months: Vec::new() }),
        }
    }
    for year in years.iter_mut().filter(|year| year.members.len() > MOST_IN_YEAR) {
        for at in year.members.clone() {
            let Some(date) = members.get(at).and_then(date) else { continue };
            match year.months.last_mut() {
                Some(last) if last.month == date.month() => last.members.end = at + 1,
                _ => year.months.push(Month { month: date.month(), members: at..at + 1 }),
            }
        }
    }
    years
}
