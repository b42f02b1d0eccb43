//! A site in, where files with data stand beside its pages out: figures, boards, ledgers, dossiers and the directory.
//!
//! What surprised us: whether a programme has a board is known by its projects, so it is asked here and nowhere else.

use std::collections::BTreeSet;

use super::site::Site;
use super::{directory, dossiers, figures};
use crate::model::Record;
use crate::model::standing::{Ledger, Programme, Standing};

/// The files with the rows of a board, beside the page of its programme.
pub const BOARD: [&str; 2] = ["board.csv", "board.json"];
/// The files with the rows of a ledger, beside its page.
pub const LEDGER: [&str; 2] = ["ledger.csv", "ledger.json"];

/// Whether a programme has a board, where `is_named` says whether a project names it.
#[must_use]
pub fn has_board(programme: &Programme, is_named: bool) -> bool {
    is_named || programme.total.is_some()
}

/// Whether a ledger has anything to show.
#[must_use]
pub fn has_rows(ledger: &Ledger) -> bool {
    !ledger.rows.is_empty()
}

/// The paths of all files with data, and of the page that lists all figures.
pub(super) fn paths(site: &Site) -> Vec<String> {
    let mut all = figures::paths(site);
    all.extend(directory::paths(site));
    all.extend(dossiers::paths(site));
    let named: BTreeSet<&str> = site.standing_records().filter_map(|(_, record)| programme(record)).collect();
    for (_, record, ties) in site.standing() {
        let files = match record.standing() {
            Some(Standing::Programme(programme))
                if has_board(programme, named.contains(record.id.as_str())) =>
            {
                BOARD
            }
            Some(Standing::Ledger(ledger)) if has_rows(ledger) => LEDGER,
            _ => continue,
        };
        all.extend(files.map(|name| [ties.page.address(), name].concat()));
    }
    all
}

/// The programme that a project names.
fn programme(record: &Record) -> Option<&str> {
    match record.standing()? {
        Standing::Project(project) => project.programme.as_ref().map(crate::model::Id::as_str),
        _ => None,
    }
}
