//! What stands near something: before and after it, or in the lists to which it belongs.

use std::borrow::Cow;

use crate::resolve::{IssueNo, RecordNo, Site};

/// How many records one group of related ones shows.
const RELATED: usize = 5;

/// Records near one in a list to which it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Related<'a> {
    /// The list's name.
    pub name: &'a str,
    /// Its address with the slash behind it.
    pub address: Cow<'a, str>,
    /// The nearest.
    pub members: Vec<RecordNo>,
}

/// The issues after and before that one.
pub fn beside(site: &Site, number: IssueNo) -> [Option<IssueNo>; 2] {
    let known = |at: Option<IssueNo>| at.filter(|at| (*at as usize) < site.issues.len());
    [known(number.checked_sub(1)), known(number.checked_add(1))]
}

/// The records before and after that one in its issue; `place` is the record's own among the contents.
pub fn neighbours(site: &Site, number: RecordNo, place: usize) -> [Option<RecordNo>; 2] {
    let issue = site.tied(number).and_then(|ties| ties.issue);
    let contents = issue.and_then(|issue| site.issues.get(issue as usize));
    let contents = contents.map_or(&[][..], |issue| &issue.records);
    let at = |place: Option<usize>| contents.get(place?).copied();
    [at(place.checked_sub(1)), at(place.checked_add(1))]
}

/// More from what the record reports on, from its place and from its column.
pub fn related(site: &Site, number: RecordNo) -> Vec<Related<'_>> {
    let Some(ties) = site.tied(number) else { return Vec::new() };
    let reported = ties.about.iter().flatten().filter_map(|about| {
        let (record, ties) = (site.record(*about)?, site.tied(*about)?);
        Some((record.headline(), Cow::Borrowed(ties.page.address()), site.reports(*about)))
    });
    let mut lists: Vec<(&str, Cow<'_, str>, &[RecordNo])> = reported.collect();
    let about = lists.len();
    for listing in [ties.places.last(), ties.column.as_ref()].into_iter().flatten() {
        let Some(listing) = site.listing(*listing) else { continue };
        // The listing of a place whose record is reported on would say the same again.
        if !lists.iter().take(about).any(|(name, ..)| **name == *listing.name) {
            lists.push((&listing.name, [&*listing.address, "/"].concat().into(), &listing.members));
        }
    }
    let near = |(name, address, members): (_, _, &[RecordNo])| Related {
        name,
        address,
        members: nearest(members, number),
    };
    lists.into_iter().map(near).filter(|related| !related.members.is_empty()).collect()
}

/// The members nearest in time: two that are newer, the rest older. Members are sorted, so none is searched.
fn nearest(members: &[RecordNo], number: RecordNo) -> Vec<RecordNo> {
    let at = members.partition_point(|member| *member < number);
    let near = members.iter().copied().skip(at.saturating_sub(2));
    near.filter(|member| *member != number).take(RELATED).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn related_records_are_the_nearest_in_time() {
        let members = [1, 3, 5, 7, 9, 11, 13];
        assert_eq!(nearest(&members, 7), [3, 5, 9, 11, 13]);
        assert_eq!(nearest(&members, 1), [3, 5, 7, 9, 11]);
        assert!(nearest(&[4], 4).is_empty());
    }
}
