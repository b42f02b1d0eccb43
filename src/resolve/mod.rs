//! Records to a site: what is out, ids, places, listings, issues, references, claimed paths.
//!
//! What surprised us: almost everything is a stable sort followed by one pass that hands out numbers; the one
//! exception is places, which change their names and parents while the stories about them stay.

mod attachments;
pub mod beside;
pub mod boards;
pub mod calendar;
pub mod claims;
pub mod contributors;
pub mod coverage;
pub mod diary;
pub mod directory;
pub mod dossiers;
pub mod figures;
mod issues;
pub mod ledgers;
mod listings;
pub mod map;
pub mod meetings;
mod out;
mod places;
mod references;
mod replace;
pub mod schemes;
pub mod scoring;
pub mod silence;
pub mod site;
mod slugs;
pub mod tables;
mod ties;
mod validity;
mod withheld;
mod years;

pub use claims::Claims;
pub use replace::replace;
pub use site::{Hidden, Issue, IssueNo, Listing, ListingNo, RecordNo, Site, Sort, Ties};
pub use ties::by_name;

use std::collections::HashMap;

use crate::model::date::Date;
use crate::model::settings::IssueDecisions;
use crate::model::{BulletinPath, Id, Record, Settings, Week};
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Say, Spot, Step};

/// Whether what is not out is shown too, marked as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// What is out.
    Out,
    /// Everything, for a preview.
    All,
}

/// What a site is made of.
pub struct Material<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The settings.
    pub settings: Settings,
    /// The records of all files, in their order.
    pub records: Vec<Record>,
    /// What the editor decided about issues.
    pub decisions: Vec<(Week, IssueDecisions, BulletinPath)>,
    /// The day.
    pub now: Date,
    /// What is shown.
    pub show: Show,
}

/// The site that the material makes, and everything that is wrong between records.
#[must_use]
pub fn site(mut material: Material<'_>) -> (Site, Vec<Diagnostic>) {
    let mut found = Vec::new();
    equal_ids(&material, &mut found);
    let known = references::known(&material.records);
    references::check(&material, &known, &mut found);
    tables::read_tables(&mut material, &mut found);
    withheld::withhold(&mut material, &mut found);
    let mut site = out::choose(&mut material);
    site.settings = std::mem::take(&mut material.settings);
    site.now = material.now;
    index(&mut site, material.sources);
    let places = listings::make(&mut site, material.sources, &mut found);
    ties::tie(&mut site, &places);
    diary::tie(&mut site);
    site.figures = figures::gather(&site);
    found.extend(figures::disagreements(&site, material.sources));
    issues::make(&mut site, &material.decisions, &known, &mut found);
    site.calendar = calendar::gather(&site);
    claims::claim(&mut site, material.sources, &mut found);
    (site, found)
}

/// Two equal ids are an error that names both files.
fn equal_ids(material: &Material<'_>, found: &mut Vec<Diagnostic>) {
    let mut first: HashMap<&Id, &Record> = HashMap::with_capacity(material.records.len());
    for record in &material.records {
        let Some(earlier) = first.get(&record.id) else {
            first.insert(&record.id, record);
            continue;
        };
        let message = Say::new(
            format!("编号 `{}` 用了两次", record.id),
            format!("the id `{}` is used twice", record.id),
        );
        let hint = Say::new(
            "改一个文件名，或在其中一条里写 `编号:`（id）",
            "rename a file, or give one of them an `id`",
        );
        let mut diagnostic = Diagnostic::error("equal-ids", message).hint(hint);
        if let (Some(here), Some(there)) = (
            place(material.sources, record, &[Step::Key("id")]),
            place(material.sources, earlier, &[Step::Key("id")]),
        ) {
            diagnostic = diagnostic.at(here).also(there, Say::new("先用在这里", "first used here"));
        }
        found.push(diagnostic);
    }
}

/// The place of a value of a record.
#[must_use]
pub fn place(sources: &Sources, record: &Record, steps: &[Step]) -> Option<Place> {
    let file = sources.path(record.source.file)?.clone();
    Some(Place { file, spot: Spot::Key { item: record.source.item, steps: steps.to_vec() } })
}

/// Notes a diagnostic at a value of a record.
pub(crate) fn note(sources: &Sources, record: &Record, steps: &[Step], diagnostic: Diagnostic) -> Diagnostic {
    match place(sources, record, steps) {
        Some(place) => diagnostic.at(place),
        None => diagnostic,
    }
}

/// Records by id and by file.
fn index(site: &mut Site, sources: &Sources) {
    for (number, record) in (0..).zip(&site.records) {
        site.by_id.insert(record.id.as_str().into(), number);
        if let Some(path) = sources.path(record.source.file) {
            let first = site.by_file.get(path).and_then(|known| site.records.get(*known as usize));
            if first.is_none_or(|first| record.source.item < first.source.item) {
                site.by_file.insert(path.clone(), number);
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::model::record::Source;
    use crate::model::{BulletinPath, Record, Settings};
    use crate::parse::interpret::{Origin, Reading, record};
    use crate::parse::yaml::fast;

    /// The records of a YAML list.
    pub(crate) fn records(yaml: &str) -> Vec<Record> {
        let (file, settings) = (BulletinPath::new("content/a.yaml").unwrap(), Settings::default());
        let mut reading = Reading::fast(&file, &settings.zone, &settings.pinyin);
        let crate::model::Value::List(items) = fast(yaml).unwrap().value else { panic!("not a list") };
        let source = Source { file: 0, item: Some(0), body: 0..0, words: 0 };
        let records: Vec<Record> = items
            .iter()
            .map(|node| record(&mut reading, node, Origin { source: source.clone(), name: None }).unwrap())
            .collect();
        assert!(reading.found.is_empty(), "{:?}", reading.found);
        records
    }
}
