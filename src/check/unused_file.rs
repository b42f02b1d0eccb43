//! **A file under `content/` is named by a record.** A picture that no record names is not published: perhaps its
//! name has a slip, or it can go. Check warns.

use std::collections::HashSet;

use crate::model::BulletinPath;
use crate::model::standing::Standing;
use crate::read::Sources;
use crate::report::{Diagnostic, Place, Say};
use crate::resolve::Site;

pub(super) fn look(site: &Site, sources: &Sources, used: &[BulletinPath]) -> Vec<Diagnostic> {
    let mut named: HashSet<BulletinPath> = used.iter().cloned().collect();
    for record in &site.records {
        let Some(file) = sources.path(record.source.file) else { continue };
        let attachments =
            record.rest.iter().flat_map(|rest| &rest.attachments).map(|attachment| &attachment.file);
        let table = match record.standing() {
            Some(Standing::Ledger(ledger)) => ledger.table.as_ref(),
            _ => None,
        };
        let photos = record.photos.iter().map(|photo| &photo.file);
        named.extend(attachments.chain(table).chain(photos).filter_map(|typed| file.beside(typed).ok()));
    }
    let beside_hidden: HashSet<&str> = site.hidden.keys().map(BulletinPath::folder).collect();
    let unused =
        sources.beside.iter().filter(|file| !named.contains(*file) && !beside_hidden.contains(file.folder()));
    unused.map(diagnostic).collect()
}

fn diagnostic(file: &BulletinPath) -> Diagnostic {
    let message = Say::new("没有记录用到这个文件", "no record names this file");
    let hint = Say::new(
        "看看记录里的文件名是不是写错了；不用就删去",
        "see whether a record misspells its name, or delete it",
    );
    Diagnostic::warning("unused-file", message).hint(hint).at(Place::file(file))
}
