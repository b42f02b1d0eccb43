//! What each record is tied to, by number.

use std::collections::BTreeMap;

use super::listings::{Membership, Memberships};
use super::site::{RecordNo, Site, Ties};
use crate::model::standing::Standing;
use crate::model::{Id, Kind, Record, SitePath};
use crate::parse::slug::slug;

/// Ties every record to its page, listings, standing records and corrections.
pub(super) fn tie(site: &mut Site, memberships: &Memberships) {
    let none = Membership::default();
    let mut ties = Vec::with_capacity(site.records.len());
    for (at, record) in site.records.iter().enumerate() {
        ties.push(of(site, record, memberships.of.get(at).unwrap_or(&none)));
    }
    site.ties = ties;
    answer(site);
}

fn of(site: &Site, record: &Record, member: &Membership) -> Ties {
    let corrects = record.rest.as_deref().and_then(|rest| rest.corrects.as_ref());
    Ties {
        page: page(site, record, member),
        hidden: site.previewed.get(&record.id).copied(),
        issue: None,
        column: member.column,
        places: member.places.clone(),
        tags: member.tags.clone(),
        orgs: member.orgs.clone(),
        bylines: member.bylines.clone(),
        about: record.about().iter().map(|about| by_name(site, &about.id)).collect(),
        corrects: corrects.and_then(|id| by_id(site, id)),
        corrected_by: Vec::new(),
        follow_up: Vec::new(),
        heads: member.heads,
    }
}

/// Where a record's page stands: under its year, in the folder of its kind, at the top, or where the listing
/// that it heads stands.
fn page(site: &Site, record: &Record, member: &Membership) -> SitePath {
    let address = match (member.heads.and_then(|listing| site.listing(listing)), record.date) {
        (Some(listing), _) => listing.address.to_string(),
        (None, Some(date)) if record.kind.runs() => format!("{:04}/{}", date.year(), record.id),
        _ if record.kind == Kind::Page => record.id.to_string(),
        _ => format!("{}/{}", record.kind.row().folder, record.id),
    };
    // An address of folders, ids and slugs can only fail by length; the record is then served at the root.
    SitePath::page(&address)
        .or_else(|_| SitePath::page(record.id.as_str()))
        .unwrap_or_else(|_| SitePath::front())
}

/// The other ends of ties: reports on standing records, standing records that name others, corrections.
fn answer(site: &mut Site) {
    let mut reports: BTreeMap<RecordNo, Vec<RecordNo>> = BTreeMap::new();
    let mut corrections: BTreeMap<RecordNo, Vec<RecordNo>> = BTreeMap::new();
    for (number, _, ties) in site.running() {
        // What is told of a project is told of its programme too.
        let projects = ties.about.iter().flatten();
        let programmes = projects.filter_map(|project| programme(site, *project));
        for standing in ties.about.iter().flatten().copied().chain(programmes) {
            let known = reports.entry(standing).or_default();
            if known.last() != Some(&number) {
                known.push(number);
            }
        }
        if let Some(corrected) = ties.corrects {
            corrections.entry(corrected).or_default().insert(0, number);
        }
    }
    let mut named_by: BTreeMap<RecordNo, Vec<RecordNo>> = BTreeMap::new();
    for (number, _, ties) in site.standing() {
        for standing in ties.about.iter().flatten().filter(|standing| **standing != number) {
            let known = named_by.entry(*standing).or_default();
            if known.last() != Some(&number) {
                known.push(number);
            }
        }
    }
    site.reports = reports;
    site.named_by = named_by;
    for (corrected, numbers) in corrections {
        if let Some(ties) = site.ties.get_mut(corrected as usize) {
            ties.corrected_by = numbers;
        }
    }
}

/// The programme to which a project belongs, where that is out.
fn programme(site: &Site, project: RecordNo) -> Option<RecordNo> {
    let Some(Standing::Project(project)) = site.record(project)?.standing() else { return None };
    let number = by_id(site, project.programme.as_ref()?)?;
    site.record(number).filter(|record| record.kind == Kind::Programme).map(|_| number)
}

/// The record of an id.
pub(super) fn by_id(site: &Site, id: &Id) -> Option<RecordNo> {
    site.by_id.get(id.as_str()).copied()
}

/// The record that a reference means: by its id, or by the name that its id was made from.
#[must_use]
pub fn by_name(site: &Site, typed: &str) -> Option<RecordNo> {
    site.by_id.get(typed).or_else(|| site.by_id.get(slug(typed, &site.settings.pinyin).as_str())).copied()
}
