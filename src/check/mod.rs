//! The editor's rules: what a careful colleague would say before the bulletin goes out. One rule, one file; its
//! doc comment is what the manual says of it.
//!
//! What surprised us: a rule that says something on every build is switched off by its readers, so what only a
//! check shows ([`Care::Check`]) is kept apart from what every build warns of.

mod alternative;
mod day_named_twice;
mod figures_offered;
mod half_width_comma;
mod headline;
mod hours;
mod ids;
mod kept_back;
mod ledgers;
mod meetings;
mod not_out;
mod places;
pub mod promises;
mod schemes;
mod stale_words;
mod text_rules;
mod unused_file;
mod weekday;

use std::ops::Range;

use crate::model::standing::Standing;
use crate::model::{BulletinPath, Record, Settings};
use crate::read::Sources;
use crate::report::{Diagnostic, Step};
use crate::resolve::{self, Site};

/// How closely to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// As every build does: warnings.
    Build,
    /// As `check` does: warnings, advice and notes.
    Check,
}

/// What the rules say of all records, without their bodies.
#[must_use]
pub fn site(site: &Site, sources: &Sources, care: Care) -> Vec<Diagnostic> {
    let mut found = kept_back::look(site, sources);
    for record in &site.records {
        let said = alternative::look(record).into_iter().chain(headline::look(record));
        let (of_ledger, of_table) = ledgers::look(record, sources);
        let said = said.chain(schemes::look(record)).chain(meetings::look(record)).chain(of_ledger);
        found.extend(said.map(|(steps, said)| at(sources, record, &steps, said)));
        found.extend(of_table);
        if care == Care::Check {
            let said = ids::look(record).into_iter().chain(not_out::look(site, record));
            let said = said.chain(hours::look(record));
            found.extend(said.map(|(steps, said)| at(sources, record, &steps, said)));
        }
    }
    if care == Care::Check {
        found.extend(not_out::look_hidden(site));
        found.extend(promises::look(site, sources));
    }
    found
}

/// The rules on texts, with those of the bulletin's settings.
#[derive(Clone, Debug)]
pub struct Texts {
    care: Care,
    own: text_rules::TextRules,
}

impl Texts {
    /// The rules for a bulletin.
    #[must_use]
    pub fn of(settings: &Settings, care: Care) -> Self {
        Self { care, own: text_rules::TextRules::of(settings) }
    }

    /// What the rules say of a record and of the text of its body.
    #[must_use]
    pub fn look(&self, sources: &Sources, record: &Record, text: &str) -> Vec<Diagnostic> {
        let mut of_body = stale_words::look(record, text);
        of_body.extend(day_named_twice::look(record, text));
        of_body.extend(weekday::look(record, text));
        if self.care == Care::Check {
            of_body.extend(figures_offered::look(record, text));
        }
        of_body.extend(self.each(text));
        let mut found = places::in_body(sources, record, of_body);
        for (steps, text) in lines(record) {
            let said = self.each(text).into_iter();
            found.extend(said.map(|(part, said)| places::in_value(sources, record, (&steps, part), said)));
        }
        found
    }

    /// What the rules say that hold for every text.
    fn each(&self, text: &str) -> Vec<Remark> {
        let mut found = self.own.look(text);
        if self.care == Care::Check {
            found.extend(half_width_comma::look(text));
        }
        found
    }
}

/// The texts of a record beside its body that readers see as they were typed, each with the way to it.
fn lines(record: &Record) -> impl Iterator<Item = (Vec<Step>, &str)> {
    let own = [("title", &record.title), ("kicker", &record.kicker), ("deck", &record.deck)];
    let own = own.into_iter().filter_map(|(key, text)| Some((vec![Step::Key(key)], text.as_deref()?)));
    let captions = record.photos.iter().enumerate().filter_map(|(at, photo)| {
        let steps = vec![Step::Key("photos"), Step::Item(at), Step::Key("caption")];
        Some((steps, photo.caption.as_deref()?))
    });
    let contact = match record.standing() {
        Some(Standing::Place(place)) => place.contact.as_deref(),
        _ => None,
    };
    own.chain(captions).chain(contact.map(|contact| (vec![Step::Key("contact")], contact)))
}

/// What the rules say of files that nothing uses; `used` are the pictures that pages asked for.
#[must_use]
pub fn files(site: &Site, sources: &Sources, used: &[BulletinPath]) -> Vec<Diagnostic> {
    unused_file::look(site, sources, used)
}

/// What a rule says of a text, and of which bytes of it.
type Remark = (Range<usize>, Diagnostic);

/// What a rule says of a value of a record.
type Said = Vec<(Vec<Step>, Diagnostic)>;

fn at(sources: &Sources, record: &Record, steps: &[Step], said: Diagnostic) -> Diagnostic {
    match resolve::place(sources, record, steps) {
        Some(place) => said.at(place),
        None => said,
    }
}
